//! The check of the office knows what travels: packages against their bytes, chains without gaps, no
//! letter twice. Whoever changes one behind the program's back is found.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use stage::office::Office;

use super::county::with_stick;
use super::{released, verified};

/// What is done to the store with a tool that checks nothing, and what the check must say.
const TAMPERINGS: &[(&str, &str)] = &[
    (
        "DROP TRIGGER county_package_is_never_changed; UPDATE county_package SET content = zeroblob(32) WHERE number = 1",
        "package-missing",
    ),
    (
        "DROP TRIGGER county_package_is_never_changed; UPDATE county_package SET head = zeroblob(32) WHERE number = 2",
        "package-altered",
    ),
    (
        "DROP TRIGGER county_package_is_never_changed; UPDATE county_package SET head = (SELECT content FROM county_package WHERE number = 2) WHERE number = 1",
        "package-chain",
    ),
    (
        "DROP TRIGGER county_package_is_never_removed; DELETE FROM county_package WHERE number = 1",
        "package-gap",
    ),
    (
        "INSERT INTO outbox SELECT '01920000-0000-7000-8000-00000000000a', position + 10, kind, disclosure, written_at, letter FROM outbox WHERE position = 1",
        "letter-twice",
    ),
    ("DELETE FROM outbox", "letter-missing"),
    (
        "INSERT INTO county_letter (number, platform, series_no, signed_with, package, kind, head, content, answers, told, refused, filed_at, after)
         SELECT number, '01920000-0000-7000-8000-000000000001', number, '', CASE number WHEN 1 THEN '01920000-0000-7000-8000-00000000000b' ELSE '01920000-0000-7000-8000-00000000000c' END,
            'receipt', head, content, (SELECT letter FROM county_package WHERE number = 1), '已收', 0, 0, 0
         FROM county_package",
        "letter-filed-twice",
    ),
];

fn codes(office: &Office) -> String {
    let found = office.hears("verify");
    assert_eq!(found.status, 3, "{}", found.value);
    found.value["findings"].to_string()
}

fn database(office: &Office) -> PathBuf {
    office.folder().join("registry.db")
}

/// The kept file of the package with this number.
fn kept(office: &Office, number: u64) -> PathBuf {
    let store = Connection::open(database(office)).unwrap();
    let sha256: Vec<u8> = store
        .query_row(
            "SELECT content FROM county_package WHERE number = ?1",
            [number],
            |row| row.get(0),
        )
        .unwrap();
    let name: String = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    let folder = office.folder().join("files").join(&name[..2]);
    folder.join(name)
}

#[test]
fn a_package_or_letter_that_was_tampered_with_is_found() {
    let (office, _stick) = with_stick();
    released(&office, "石桥村机耕道硬化工程完工公示");
    released(&office, "石桥村水渠清淤工程完工公示");
    office.does("county sync --as 周禾生");
    verified(&office);
    let before = fs::read(database(&office)).unwrap();
    for (tampering, code) in TAMPERINGS {
        let store = Connection::open(database(&office)).unwrap();
        store.pragma_update(None, "foreign_keys", false).unwrap();
        store.execute_batch(tampering).unwrap();
        drop(store);
        let found = codes(&office);
        assert!(found.contains(code), "{tampering}: {found}");
        fs::write(database(&office), &before).unwrap();
    }
    verified(&office);
    let path = kept(&office, 2);
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() / 2;
    bytes[last] ^= 1;
    fs::write(&path, bytes).unwrap();
    let found = codes(&office);
    assert!(
        found.contains("file-altered") && found.contains("package-missing"),
        "{found}"
    );
}
