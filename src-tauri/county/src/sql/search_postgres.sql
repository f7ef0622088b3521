SELECT i.id, i.township, t.name AS township_name, i.state, i.title, i.released_on, i.entry_name,
       i.summary
FROM item_search($1, $2::bigint + $3::bigint) f JOIN item i ON i.id = f.item JOIN township t ON t.code = i.township
ORDER BY f.place DESC LIMIT $2 OFFSET $3
