INSERT INTO store_identity (only_one, office, store, founded_on)
VALUES (1, :office, :store, :founded_on);
