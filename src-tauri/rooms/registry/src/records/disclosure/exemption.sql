SELECT ground, why FROM exemption WHERE disclosure = :id
