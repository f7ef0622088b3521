SELECT DISTINCT year FROM register_line ORDER BY year DESC
