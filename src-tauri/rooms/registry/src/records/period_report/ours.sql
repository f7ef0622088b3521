SELECT number FROM county_package WHERE letter = :letter
