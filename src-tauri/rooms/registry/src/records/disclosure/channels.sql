SELECT channel FROM planned_channel WHERE disclosure = :id ORDER BY position
