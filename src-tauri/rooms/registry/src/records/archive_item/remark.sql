UPDATE archive_item SET remark = :remark WHERE id = :item
