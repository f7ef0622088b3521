SELECT platform, max(series_no) AS series_no, head FROM county_letter GROUP BY platform
