SELECT id, bytes FROM letter WHERE township = $1 AND platform = $2 AND number = $3
