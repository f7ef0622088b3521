SELECT board.id, board.channel, board.stands, board.village, board.photo, board.set_aside_on,
    (SELECT name FROM board_name WHERE board_name.board = board.id ORDER BY position DESC LIMIT 1)
        AS name
FROM board
ORDER BY board.position
