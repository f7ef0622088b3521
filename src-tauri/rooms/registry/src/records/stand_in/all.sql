SELECT id, for_whom, who, from_on, until_on, ended_on, agreed_on, agreed_entered_at,
    agreed_entered_on
FROM stand_in
ORDER BY agreed_entered_at DESC, id DESC
