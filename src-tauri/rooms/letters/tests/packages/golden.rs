//! Packages of every released form stay readable, and the same letter still gives the same bytes.

use gongkai_letters::{Scheme, Sealed, SealedPackage, Signer, Standing, seal};

use super::made::{key, letter, sheet};

/// Form 1: number 1 signed with Ed25519, number 2 with SM2, one chain.
const FORM_1: [(&[u8], Scheme); 2] = [
    (
        include_bytes!("../golden/form-1-ed25519.gkpkg"),
        Scheme::Ed25519,
    ),
    (include_bytes!("../golden/form-1-sm2.gkpkg"), Scheme::Sm2Sm3),
];

fn made() -> Vec<SealedPackage> {
    let mut standing = Standing::default();
    let mut packages = Vec::new();
    for (n, scheme) in (1..).zip(Scheme::ALL) {
        let letter = letter(n, &[b"first", b"second"]);
        let package = seal(&letter, &standing, &key(*scheme, 3)).unwrap();
        standing = package.standing;
        packages.push(package);
    }
    packages
}

#[test]
fn packages_of_form_1_stay_readable() {
    let mut standing = Standing::default();
    for ((bytes, scheme), n) in FORM_1.into_iter().zip(1..) {
        let opened = Sealed::read(bytes)
            .unwrap()
            .open(key(scheme, 3).public())
            .unwrap();
        standing = standing.with(&opened.manifest, opened.head).unwrap();
        let expected = letter(n, &[b"first", b"second"]);
        assert_eq!(opened.manifest.package, expected.package);
        assert_eq!(opened.metadata.attachments(), sheet(2).attachments);
        assert_eq!(opened.metadata, expected.metadata);
        assert_eq!(opened.text, expected.text.as_deref());
        assert_eq!(opened.copy, expected.copy.as_deref());
        assert_eq!(opened.attachments[1].bytes, b"second");
    }
    assert_eq!(standing.count, 2);
}

#[test]
fn the_same_letter_still_gives_the_same_bytes() {
    for (package, (golden, scheme)) in made().iter().zip(FORM_1) {
        assert_eq!(package.bytes, golden, "{scheme:?}");
    }
}
