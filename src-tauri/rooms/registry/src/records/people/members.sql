SELECT row, id_hmac FROM list_member WHERE list = :list ORDER BY row, id_hmac
