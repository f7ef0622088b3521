INSERT INTO print_job (id, by, printer, copies, two_sided, sizes, pages, phase, reason, request,
    printed_on, printed_entered_at, printed_entered_on)
VALUES (:id, :by, :printer, :copies, :two_sided, :sizes, :pages, :phase, :reason, :request,
    :printed_on, :printed_entered_at, :printed_entered_on)
