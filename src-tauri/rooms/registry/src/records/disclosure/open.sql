INSERT INTO disclosure (id, state, edition, entry, title, class, body,
    opened_on, opened_entered_at, opened_entered_on)
VALUES (:id, 'draft', :edition, :entry, '', 'proactive', '',
    :opened_on, :opened_entered_at, :opened_entered_on)
