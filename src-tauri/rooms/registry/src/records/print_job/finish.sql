UPDATE print_job
SET phase = :phase, reason = :reason, request = :request, pages = :pages,
    sizes = :sizes
WHERE id = :id AND phase = 'preparing'
