use std::fs;
use std::process::{Command, ExitStatus};

use rusqlite::types::Value;

use super::*;
use crate::throwaway::{Office, day, enter, founding, seed, writer};
use crate::{Cipher, NoWaypoints, operation};

/// Set for the child process of these tests: what it is to do.
const ROLE: &str = "GONGKAI_REGISTRY_TEST_ROLE";
/// The office's folder the child works in.
const FOLDER: &str = "GONGKAI_REGISTRY_TEST_FOLDER";

/// Ends the process at one waypoint as a pulled plug would: no destructor runs.
struct DieAt(String);

impl Waypoints for DieAt {
    fn reached(&self, name: &'static str) {
        if name == self.0 {
            std::process::abort();
        }
    }
}

#[test]
fn the_child_process_of_the_other_tests() {
    let (Ok(role), Ok(folder)) = (std::env::var(ROLE), std::env::var(FOLDER)) else {
        return;
    };
    let folder = Path::new(&folder);
    if role == "second-writer" {
        let opened = Store::open(folder, Access::Write(writer()), None, Arc::new(NoWaypoints));
        assert_eq!(opened.err().map(|error| error.code()), Some("office-busy"));
    } else if let Some(point) = role.strip_prefix("found:") {
        let _ = Store::create(
            folder,
            &founding(2),
            writer(),
            Arc::new(DieAt(point.into())),
        );
        panic!("the waypoint {point} was not passed");
    } else {
        let waypoints = Arc::new(DieAt(role.clone()));
        let mut store = Store::open(folder, Access::Write(writer()), None, waypoints).unwrap();
        enter(&mut store, "killed");
        panic!("the waypoint {role} was not passed");
    }
}

fn in_child(role: &str, folder: &Path) -> ExitStatus {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "store::tests::the_child_process_of_the_other_tests",
        ])
        .env(ROLE, role)
        .env(FOLDER, folder)
        .output()
        .unwrap()
        .status
}

fn code<T>(result: Result<T, RegistryError>) -> &'static str {
    let error = result.err().expect("should be refused");
    assert!(!error.next().is_empty());
    error.code()
}

#[test]
fn founds_opens_and_knows_itself() {
    let office = Office::new();
    let mut names: Vec<_> = fs::read_dir(office.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "backups",
            "files",
            "office.json",
            "registry.db",
            "writer.lock"
        ]
    );
    let store = office.write();
    assert_eq!(store.card().office, founding(1).office);
    assert_eq!(store.card().cipher, Cipher::None);
    assert_eq!(store.desk(), founding(1).desk);
    assert_eq!(store.verify().unwrap(), []);
    let pragma = |name| -> String {
        let value = |row: &rusqlite::Row<'_>| row.get(0).map(shown);
        store
            .connection()
            .pragma_query_value(None, name, value)
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("synchronous"), "2");
    assert_eq!(pragma("foreign_keys"), "1");
    assert_eq!(pragma("trusted_schema"), "0");
}

#[test]
fn refuses_a_second_founding_and_a_missing_office() {
    let office = Office::new();
    assert_eq!(code(office.create()), "office-exists");
    let nowhere = office.temp.path().join("无");
    let open = |folder: &Path| Store::open(folder, Access::Read, None, Arc::new(NoWaypoints));
    assert_eq!(code(open(&nowhere)), "office-missing");
    assert_eq!(
        code(open(&office.folder().join("office.json"))),
        "office-missing"
    );
    assert!(!nowhere.exists());
    fs::remove_file(office.folder().join("office.json")).unwrap();
    assert_eq!(code(office.open(Access::Read)), "store-damaged");
    assert_eq!(
        code(office.create()),
        "store-damaged",
        "a store is never founded over"
    );
    assert!(office.folder().join("registry.db").exists());
}

#[test]
fn a_founding_that_was_killed_is_done_anew() {
    for (point, founded) in [
        ("found.staged", false),
        ("found.store-placed", false),
        ("found.card-placed", true),
    ] {
        let office = Office {
            temp: tempfile::tempdir().unwrap(),
        };
        assert!(!in_child(&format!("found:{point}"), &office.folder()).success());
        if founded {
            assert_eq!(code(office.create()), "office-exists");
            assert!(office.folder().join(".founding").exists());
            assert_eq!(office.write().card().office, founding(2).office);
            assert!(!office.folder().join(".founding").exists());
        } else {
            assert!(office.open(Access::Read).is_err(), "{point}");
            let store = office.create().unwrap();
            assert_eq!(store.card().office, founding(1).office, "{point}");
            assert_eq!(store.verify().unwrap(), []);
        }
    }
}

#[test]
fn a_kill_leaves_before_or_after_and_nothing_between() {
    for (point, entries) in [("enter.before-commit", 1), ("enter.after-commit", 2)] {
        let office = Office::new();
        enter(&mut office.write(), "before");
        assert!(!in_child(point, &office.folder()).success());
        assert_eq!(
            office.read().chain_head().unwrap().sequence,
            entries,
            "{point}, reader first"
        );
        let mut store = office.write();
        assert_eq!(store.chain_head().unwrap().sequence, entries, "{point}");
        enter(&mut store, "afterwards");
        assert_eq!(store.verify().unwrap(), [], "{point}");
    }
}

#[test]
fn one_writer_and_readers_beside_it() {
    let office = Office::new();
    let mut store = office.write();
    let refused = office.open(Access::Write(writer())).err().unwrap();
    assert_eq!(refused.code(), "office-busy");
    assert!(refused.retry());
    assert!(
        refused
            .to_string()
            .contains("政务公开登记，进程 4711，自 2026-11-2"),
        "{refused}"
    );
    assert!(in_child("second-writer", &office.folder()).success());
    enter(&mut store, "one");
    let reader = office.read();
    enter(&mut store, "two");
    assert_eq!(reader.chain_head().unwrap().sequence, 2);
    drop(store);
    assert_eq!(office.write().chain_head().unwrap().sequence, 2);
    assert_eq!(reader.chain_head().unwrap().sequence, 2);
}

#[test]
fn a_reader_changes_nothing() {
    let office = Office::new();
    let mut reader = office.read();
    let refused = reader.change(operation!("x"), |_| Ok(()));
    assert_eq!(code(refused), "read-only");
    assert_eq!(code(reader.put_file(&b"x"[..])), "read-only");
    assert!(reader.connection().execute("DELETE FROM desk", []).is_err());
}

#[test]
fn an_operation_that_fails_leaves_no_trace() {
    let office = Office::new();
    let mut store = office.write();
    let failed = store.change(operation!("fails"), |change| {
        let entry = crate::audit::Entry::new("x", ("disclosure", 1), "王", day(), 1);
        crate::audit::append(change, &entry)?;
        Err::<(), _>(RegistryError::ReadOnly)
    });
    assert!(failed.is_err());
    assert_eq!(store.chain_head().unwrap().sequence, 0);
    let done = store
        .change(operation!("touches"), |change| {
            change.touch("disclosure", 2);
            change.touch("copy", 1);
            change.touch("disclosure", 2);
            Ok::<_, RegistryError>(7)
        })
        .unwrap();
    let touched: Vec<_> = done
        .touched
        .iter()
        .map(|t| (t.kind.as_str(), t.id.as_str()))
        .collect();
    assert_eq!(
        (done.answer, touched),
        (7, vec![("copy", "1"), ("disclosure", "2")])
    );
}

#[test]
fn refuses_what_is_not_its_store_and_changes_no_byte_of_it() {
    let foreign = |office: &Office| {
        office.tamper("PRAGMA journal_mode = DELETE; PRAGMA application_id = 1");
    };
    let newer = |office: &Office| {
        office.tamper("PRAGMA journal_mode = DELETE; PRAGMA user_version = 999");
    };
    let other_office = |office: &Office| {
        let (id, created) = (founding(9), day());
        OfficeCard::new(id.office, founding(1).store, created)
            .write(&Layout::of(office.folder()))
            .unwrap();
    };
    let noise = |office: &Office| fs::write(database(office), [b'x'; 8192]).unwrap();
    let empty = |office: &Office| fs::write(database(office), []).unwrap();
    let gone = |office: &Office| fs::remove_file(database(office)).unwrap();
    let cut = |office: &Office| {
        let length = fs::metadata(database(office)).unwrap().len();
        fs::File::options()
            .write(true)
            .open(database(office))
            .unwrap()
            .set_len(length / 2)
            .unwrap();
    };
    let cases: [(&str, Harm<'_>); 7] = [
        ("store-foreign", &foreign),
        ("store-newer", &newer),
        ("store-foreign", &other_office),
        ("store-damaged", &noise),
        ("store-damaged", &empty),
        ("store-damaged", &gone),
        ("store-damaged", &cut),
    ];
    for (number, (expected, harm)) in cases.into_iter().enumerate() {
        let office = Office::new();
        harm(&office);
        let before = fs::read(database(&office)).ok();
        assert_eq!(
            code(office.open(Access::Read)),
            expected,
            "case {number}, reading"
        );
        assert_eq!(
            code(office.open(Access::Write(writer()))),
            expected,
            "case {number}"
        );
        assert_eq!(fs::read(database(&office)).ok(), before, "case {number}");
    }
}

#[test]
fn refuses_a_card_it_does_not_understand() {
    let office = Office::new();
    let path = office.folder().join("office.json");
    let card = fs::read_to_string(&path).unwrap();
    for (from, to, expected) in [
        ("\"format\": 1", "\"format\": 2", "store-newer"),
        ("\"none\"", "\"rot13\"", "cipher-unsupported"),
        ("\"none\"", "\"sqlcipher\"", "cipher-unsupported"),
        ("{", "", "store-damaged"),
    ] {
        fs::write(&path, card.replace(from, to)).unwrap();
        assert_eq!(code(office.open(Access::Read)), expected, "{to}");
    }
}

#[test]
fn the_same_id_number_has_one_hmac_per_office() {
    let office = Office::new();
    let mut store = office.write();
    let id = "430699197001010018";
    let inside = store
        .change(operation!("x"), |change| {
            Ok::<_, RegistryError>(change.hmac_id(id))
        })
        .unwrap();
    assert_eq!(store.hmac_id(id), inside.answer);
    let other = tempfile::tempdir().unwrap();
    let other = Store::create(other.path(), &founding(3), writer(), Arc::new(NoWaypoints)).unwrap();
    assert_ne!(store.hmac_id(id), other.hmac_id(id));
    assert_ne!(seed(1), seed(3));
}

#[cfg(unix)]
#[test]
fn a_full_disk_has_its_sentence() {
    // SQLite's own limit stands in for the disk: it answers SQLITE_FULL just the same.
    let office = Office::new();
    let mut store = office.write();
    let pages: i64 = store
        .connection()
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    store
        .connection()
        .pragma_update(None, "max_page_count", pages)
        .unwrap();
    let full = store.change(operation!("big"), |change| {
        crate::search::index(change, "x", "1", "t", &"低保发放名单".repeat(100_000))
    });
    assert_eq!(code(full), "disk-full");
    assert_eq!(store.verify().unwrap(), []);
}

/// Something done to an office behind the registry's back.
type Harm<'a> = &'a dyn Fn(&Office);

fn shown(value: Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

fn database(office: &Office) -> std::path::PathBuf {
    office.folder().join("registry.db")
}
