SELECT position, channel FROM planned_channel WHERE disclosure = :id ORDER BY position
