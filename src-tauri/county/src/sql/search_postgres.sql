SELECT i.id, i.township, t.name AS township_name, i.state, i.title, i.released_on, i.entry_name,
       i.summary
FROM item_found f JOIN item i ON i.id = f.item JOIN township t ON t.code = i.township
WHERE f.terms @@ array_to_string(string_to_array($1, ' '), ' & ')::tsquery
      AND ($2 = '' OR i.township = $2)
ORDER BY i.released_on DESC, i.id DESC LIMIT $3 OFFSET $4
