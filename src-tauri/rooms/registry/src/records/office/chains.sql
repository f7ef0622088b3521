SELECT entry, steps FROM chain ORDER BY entry
