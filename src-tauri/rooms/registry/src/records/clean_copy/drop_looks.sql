DELETE FROM picture_look WHERE disclosure = :disclosure
