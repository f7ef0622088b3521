SELECT DISTINCT year FROM archive_item ORDER BY year DESC
