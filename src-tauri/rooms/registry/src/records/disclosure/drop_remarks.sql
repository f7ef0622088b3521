DELETE FROM disclosure_remark WHERE disclosure = :id
