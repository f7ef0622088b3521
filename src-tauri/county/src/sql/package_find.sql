SELECT township, number, manifest_hash FROM package WHERE id = $1
