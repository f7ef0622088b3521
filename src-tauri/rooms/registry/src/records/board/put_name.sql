INSERT INTO board_name (name, board, position)
VALUES (:name, :board,
    (SELECT coalesce(max(position), 0) + 1 FROM board_name WHERE board = :board))
