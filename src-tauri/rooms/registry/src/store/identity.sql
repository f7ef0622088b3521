SELECT office, store
FROM store_identity;
