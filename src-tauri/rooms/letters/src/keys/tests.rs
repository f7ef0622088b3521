use super::*;

fn bytes(hex_text: &str) -> Vec<u8> {
    hex::decode(hex_text.replace(' ', "")).unwrap()
}

fn array(hex_text: &str) -> [u8; 32] {
    bytes(hex_text).try_into().unwrap()
}

/// RFC 8032, 7.1, test 2.
#[test]
fn ed25519_gives_the_signature_of_the_rfc() {
    let secret = array("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    let key = PrivateKey::new(Scheme::Ed25519, secret).unwrap();
    let public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    assert_eq!(key.public().bytes, bytes(public));
    let signature = bytes(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
         085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    );
    assert_eq!(key.sign(&[0x72]).unwrap(), signature);
    assert!(key.public().verify(&[0x72], &signature));
    assert!(!key.public().verify(&[0x73], &signature));
}

/// GB/T 32918.5-2017, annex A.2: the recommended curve, identifier 1234567812345678, message
/// "message digest".
#[test]
fn sm2_knows_the_signature_of_the_standard() {
    let secret = array("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8");
    let key = PrivateKey::new(Scheme::Sm2Sm3, secret).unwrap();
    let public = bytes(
        "04 09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020 \
         CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13",
    );
    assert_eq!(key.public().bytes, public);
    let signature = bytes(
        "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3 \
         B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA",
    );
    assert!(key.public().verify(b"message digest", &signature));
    assert!(!key.public().verify(b"message digesT", &signature));
    let own = key.sign(b"message digest").unwrap();
    assert!(key.public().verify(b"message digest", &own));
}

#[test]
fn keys_come_back_from_their_texts_and_never_show_themselves() {
    for scheme in Scheme::ALL {
        let key = PrivateKey::new(*scheme, [7; 32]).unwrap();
        let text = key.secret_text();
        let again = PrivateKey::from_secret_text(&format!("{}\n", text.as_str())).unwrap();
        assert_eq!(again.public(), key.public());
        assert!(!format!("{key:?}").contains(text.split(':').next_back().unwrap()));
        let public: PublicKey = key.public().to_string().parse().unwrap();
        assert_eq!(public.id(), key.public().id());
        assert_eq!(public.id().to_string().len(), 16);
    }
}

#[test]
fn what_is_no_key_is_none() {
    assert!(PrivateKey::new(Scheme::Sm2Sm3, [0; 32]).is_err());
    assert!(PrivateKey::new(Scheme::Sm2Sm3, [0xff; 32]).is_err());
    // The neutral point would accept signatures that nobody made.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    assert!(PublicKey::new(Scheme::Ed25519, &neutral).is_err());
    for wrong in ["", "ed25519", "rsa:AAAA", "ed25519:AAAA", "sm2-sm3:!!"] {
        assert!(wrong.parse::<PublicKey>().is_err(), "{wrong}");
    }
}
