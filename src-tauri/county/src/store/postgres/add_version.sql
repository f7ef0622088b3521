INSERT INTO store_version (version) VALUES ($1)
