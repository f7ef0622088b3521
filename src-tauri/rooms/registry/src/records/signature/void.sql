UPDATE signature SET void_since = :void_since WHERE id = :id
