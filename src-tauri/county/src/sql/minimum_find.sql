SELECT released FROM minimum WHERE since <= $1 ORDER BY since DESC LIMIT 1
