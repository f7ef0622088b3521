SELECT file, clean, refused, next, removed, pictures FROM clean_copy WHERE file = :file
