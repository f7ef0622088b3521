INSERT INTO planned_channel (disclosure, position, channel) VALUES (:id, :position, :channel)
