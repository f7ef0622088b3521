INSERT INTO file (id, sha256, sm3, bytes, original_name, media_kind, added_on)
VALUES (:id, :sha256, :sm3, :bytes, :original_name, :media_kind, :added_on);
