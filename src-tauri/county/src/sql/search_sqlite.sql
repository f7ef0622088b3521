SELECT i.id, i.township, t.name AS township_name, i.state, i.title, i.released_on, i.entry_name,
       i.summary
FROM (SELECT rowid AS place FROM item_terms WHERE item_terms MATCH $1
      ORDER BY rowid DESC LIMIT $2 OFFSET $3) w
JOIN item_found f ON f.place = w.place JOIN item i ON i.id = f.item
JOIN township t ON t.code = i.township
ORDER BY w.place DESC
