SELECT id, bytes FROM letter WHERE township = $1 AND number = $2
