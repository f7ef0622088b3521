SELECT count(DISTINCT letter) AS letters FROM county_report
