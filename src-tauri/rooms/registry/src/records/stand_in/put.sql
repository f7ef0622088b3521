INSERT INTO stand_in (id, for_whom, who, from_on, until_on, agreed_on, agreed_entered_at,
    agreed_entered_on)
VALUES (:id, :for_whom, :who, :from_on, :until_on, :agreed_on, :agreed_entered_at,
    :agreed_entered_on)
