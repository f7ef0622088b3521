INSERT INTO secret (name, bytes)
VALUES ('id-numbers', :bytes);
