use super::*;
use crate::throwaway::{Office, enter};

#[test]
fn a_copy_is_whole_alone_and_opens_as_an_office() {
    let office = Office::new();
    let mut store = office.write();
    enter(&mut store, "one");
    let target = office.temp.path().join("U 盘").join("备份.db");
    let receipt = store.backup_to(&target).unwrap();
    assert_eq!(
        (receipt.audit_entries, receipt.files, receipt.form),
        (1, 0, crate::migrate::newest(crate::migrate::MIGRATIONS))
    );
    assert_eq!(receipt.bytes, fs::metadata(&target).unwrap().len());
    let (sha256, _) = Fingerprint::sha256_of(File::open(&target).unwrap()).unwrap();
    assert_eq!(receipt.sha256, sha256);
    assert_eq!(
        fs::read_dir(target.parent().unwrap()).unwrap().count(),
        1,
        "no log beside it"
    );
    enter(&mut store, "two");
    drop(store);
    fs::copy(&target, office.folder().join("registry.db")).unwrap();
    let restored = office.write();
    assert_eq!(restored.chain_head().unwrap().sequence, 1);
    assert_eq!(restored.verify().unwrap(), []);
}

#[test]
fn a_damaged_store_gives_no_copy() {
    let office = Office::new();
    let mut store = office.write();
    for number in 0..200 {
        enter(&mut store, &format!("act {number} {}", "x".repeat(200)));
    }
    drop(store);
    let path = office.folder().join("registry.db");
    let mut bytes = fs::read(&path).unwrap();
    // Behind the schema, among the entries.
    let middle = bytes.len() / 4096 * 3 / 4 * 4096;
    bytes[middle..middle + 4096].fill(0xEE);
    fs::write(&path, bytes).unwrap();
    let target = office.temp.path().join("备份.db");
    let store = office.read();
    let code = store.backup_to(&target).unwrap_err().code();
    assert!(["copy-unsound", "store-damaged"].contains(&code), "{code}");
    assert!(!target.exists());
    assert_eq!(store.verify().unwrap()[0].code, "store-damaged");
}
