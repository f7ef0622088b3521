UPDATE retention_line SET until_on = :until_on WHERE position = :position AND until_on IS NULL
