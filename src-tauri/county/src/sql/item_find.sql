SELECT i.id, i.township, t.name AS township_name, i.package, i.part, i.state, i.title, i.index_no,
       i.document_no, i.publisher, i.formed_on, i.released_on, i.entry, i.entry_name, i.topic,
       i.genre, i.mode, i.time_limit, i.scope, i.validity, i.keywords, i.summary, i.body,
       i.has_copy, i.explains, i.corrects, i.replaced_by, i.why, i.ended_on, p.number
FROM item i JOIN township t ON t.code = i.township
JOIN package p ON p.township = i.township AND p.id = i.package
WHERE i.id = $1
