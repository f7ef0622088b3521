//! Which package may come next: number and predecessor decide, never a clock.

use chrono::DateTime;
use gongkai_letters::{
    ChainBreak, PackageName, Scheme, Sealed, Sha256Digest, Signer, Standing, seal,
};

use super::made::{key, letter};

#[test]
fn a_chain_takes_its_packages_in_order_only() {
    let key = key(Scheme::Ed25519, 3);
    let mut made = Vec::new();
    let mut standing = Standing::default();
    for n in 1..=3 {
        let mut letter = letter(n, &[]);
        // A clock that runs backwards decides nothing.
        letter.created = DateTime::from_timestamp(2_000_000_000 - i64::from(n), 0).unwrap();
        let package = seal(&letter, &standing, &key).unwrap();
        standing = package.standing;
        made.push(package);
    }
    let mut taken = Standing::default();
    for package in &made {
        let opened = Sealed::read(&package.bytes)
            .unwrap()
            .open(key.public())
            .unwrap();
        taken = taken.with(&opened.manifest, opened.head).unwrap();
    }
    assert_eq!(taken, standing);
    let (first, third) = (&made[0].manifest, &made[2].manifest);
    let found = third.number;
    let gap = made[0].standing.with(third, Sha256Digest::of(b""));
    assert_eq!(gap, Err(ChainBreak::Number { expected: 2, found }));
    let again = made[0].standing.with(first, Sha256Digest::of(b""));
    assert_eq!(
        again,
        Err(ChainBreak::Number {
            expected: 2,
            found: 1
        })
    );
    let other_head = Standing {
        count: 2,
        head: Some(Sha256Digest::of(b"another chain")),
    };
    let other = other_head.with(third, Sha256Digest::of(b""));
    assert_eq!(other, Err(ChainBreak::Previous { number: 3 }));
}

#[test]
fn a_package_is_called_by_township_number_and_id() {
    let package = seal(
        &letter(1, &[]),
        &Standing::default(),
        &key(Scheme::Ed25519, 3),
    )
    .unwrap();
    let name = package.name();
    let id = package.manifest.package;
    assert_eq!(name.to_string(), format!("430699205-00000001-{id}.gkpkg"));
    assert_eq!(PackageName::parse(&name.to_string()), Some(name));
    assert_eq!(package.manifest.key, key(Scheme::Ed25519, 3).public().id());
}
