use super::*;
use crate::throwaway::{Office, enter};

fn unhurried(_done: u64, _of: u64) -> Result<(), RegistryError> {
    Ok(())
}

/// An office with one entry, backed up on a stick.
fn backed_up() -> (Office, PathBuf, BackupNote) {
    let office = Office::new();
    let mut store = office.write();
    enter(&mut store, "one");
    let stick = office.temp.path().join("U 盘");
    let note = store
        .back_up_whole(&stick, "20261122-101500", ("青禾乡人民政府", 1), unhurried)
        .unwrap();
    (office, stick, note)
}

#[test]
fn what_was_backed_up_comes_back_whole_in_another_folder() {
    let (office, stick, note) = backed_up();
    let found = backups_at(&stick).unwrap();
    assert_eq!((found.len(), &found[0].fault), (1, &None));
    assert_eq!(found[0].note.as_ref(), Some(&note));
    let target = office.temp.path().join("恢复");
    restore(&found[0].folder, &target).unwrap();
    let card = OfficeCard::read(&Layout::of(&target)).unwrap();
    assert_eq!(card, *office.read().card());
    assert!(matches!(
        restore(&found[0].folder, &target),
        Err(RegistryError::OfficeExists { .. })
    ));
}

#[test]
fn the_office_s_own_forms_go_along() {
    let (office, stick, _) = backed_up();
    let forms = office.folder().join("forms");
    fs::create_dir_all(&forms).unwrap();
    fs::write(forms.join("审批表.txt"), "标题：审签单").unwrap();
    let store = office.write();
    store
        .back_up_whole(&stick, "20261123-080000", ("青禾乡人民政府", 2), unhurried)
        .unwrap();
    let target = office.temp.path().join("恢复");
    restore(&backups_at(&stick).unwrap()[0].folder, &target).unwrap();
    let form = fs::read_to_string(target.join("forms/审批表.txt")).unwrap();
    assert_eq!(form, "标题：审签单");
}

#[test]
fn the_keys_go_along_for_their_owner_alone_and_a_damaged_one_is_told() {
    let (office, stick, bare) = backed_up();
    assert!(bare.keys.is_empty(), "an office without keys has none");
    fs::write(office.folder().join("county.key"), "signs").unwrap();
    fs::write(office.folder().join("drafts.key"), "opens").unwrap();
    let store = office.write();
    let note = store
        .back_up_whole(&stick, "20261123-080000", ("青禾乡人民政府", 2), unhurried)
        .unwrap();
    assert_eq!(note.keys.len(), 2);
    let backup = backups_at(&stick).unwrap().remove(0).folder;
    let target = office.temp.path().join("恢复");
    restore(&backup, &target).unwrap();
    for (name, said) in [("county.key", "signs"), ("drafts.key", "opens")] {
        let path = target.join(name);
        assert_eq!(fs::read_to_string(&path).unwrap(), said);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0);
        }
    }
    fs::write(backup.join("drafts.key"), "opens not").unwrap();
    let found = look(&backup, false).unwrap();
    assert_eq!(found.fault.as_deref(), Some("密钥文件不在或已损坏"));
    assert!(restore(&backup, &office.temp.path().join("再恢复")).is_err());
}

#[test]
fn a_second_backup_carries_only_what_is_new_and_comes_first() {
    let (office, stick, _) = backed_up();
    let mut store = office.write();
    enter(&mut store, "two");
    store
        .back_up_whole(&stick, "20261123-080000", ("青禾乡人民政府", 2), unhurried)
        .unwrap();
    let names: Vec<_> = backups_at(&stick)
        .unwrap()
        .into_iter()
        .filter_map(|found| found.note)
        .map(|note| (note.name, note.audit_entries))
        .collect();
    assert_eq!(
        names,
        [
            ("20261123-080000".to_owned(), 2),
            ("20261122-101500".to_owned(), 1)
        ]
    );
}

#[test]
fn a_damaged_backup_is_named_and_never_restored() {
    let (office, stick, note) = backed_up();
    let folder = stick.join(ROOT).join(&note.name);
    let database = Layout::of(&folder).database();
    let mut bytes = fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&database, &bytes).unwrap();
    assert_eq!(look(&folder, false).unwrap().fault, None);
    assert!(look(&folder, true).unwrap().fault.is_some());
    let target = office.temp.path().join("恢复");
    assert_eq!(
        restore(&folder, &target).unwrap_err().code(),
        "copy-unsound"
    );
    assert!(!target.exists());
    fs::write(&database, &bytes[..middle]).unwrap();
    assert!(backups_at(&stick).unwrap()[0].fault.is_some());
}
