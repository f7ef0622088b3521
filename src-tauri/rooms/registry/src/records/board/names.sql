SELECT name, board FROM board_name ORDER BY board, position
