UPDATE draft_taken SET standing = :standing WHERE disclosure = :disclosure AND standing = 'waiting'
