SELECT office_name, supervision_phone FROM register_line WHERE disclosure = :disclosure
