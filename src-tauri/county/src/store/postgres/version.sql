SELECT MAX(version) AS version FROM store_version HAVING MAX(version) IS NOT NULL
