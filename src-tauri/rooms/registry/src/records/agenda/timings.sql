SELECT entry, time_class, period FROM entry_timing ORDER BY entry
