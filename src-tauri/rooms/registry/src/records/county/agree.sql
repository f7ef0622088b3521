UPDATE county_link SET agreed = :agreed
