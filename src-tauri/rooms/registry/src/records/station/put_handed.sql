INSERT INTO draft_handed (number, package, disclosure, office, said, head, content, responsible,
    agreed_on, handed_by, handed_on, handed_entered_at, handed_entered_on)
VALUES (:number, :package, :disclosure, :office, :said, :head, :content, :responsible,
    :agreed_on, :handed_by, :handed_on, :handed_entered_at, :handed_entered_on)
