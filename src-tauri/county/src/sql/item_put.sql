INSERT INTO item (id, township, package, part, state, title, index_no, document_no, publisher,
                  formed_on, released_on, entry, entry_name, topic, genre, mode, time_limit, scope,
                  validity, keywords, summary, body, has_copy, explains, corrects, why, shown_at)
VALUES ($1, $2, $3, $4, 'current', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19, $20, $21, $22, $23, $24, $25, $26)
ON CONFLICT (id) DO UPDATE SET
    package = excluded.package, state = 'current', title = excluded.title,
    document_no = excluded.document_no, publisher = excluded.publisher,
    formed_on = excluded.formed_on, released_on = excluded.released_on, entry = excluded.entry,
    entry_name = excluded.entry_name, topic = excluded.topic, genre = excluded.genre,
    mode = excluded.mode, time_limit = excluded.time_limit, scope = excluded.scope,
    validity = excluded.validity, keywords = excluded.keywords, summary = excluded.summary,
    body = excluded.body, has_copy = excluded.has_copy, explains = excluded.explains,
    corrects = excluded.corrects, why = excluded.why, shown_at = excluded.shown_at,
    replaced_by = NULL, ended_on = NULL
WHERE item.township = excluded.township
