UPDATE county_link SET platform = :platform, taken = :taken, looked_at = :looked_at
