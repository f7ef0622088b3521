INSERT INTO exemption (disclosure, ground, why) VALUES (:disclosure, :ground, :why)
