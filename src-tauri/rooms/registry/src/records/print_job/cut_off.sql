SELECT id FROM print_job WHERE phase = 'preparing' ORDER BY id
