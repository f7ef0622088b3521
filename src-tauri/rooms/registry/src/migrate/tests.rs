use std::fs;
use std::sync::Arc;

use super::*;
use crate::throwaway::{Office, enter, writer};
use crate::{Access, NoWaypoints, Store};

const LAST: u32 = MIGRATIONS[MIGRATIONS.len() - 1].number;
const NEXT: Migration = Migration {
    number: LAST + 1,
    sql: "-- Why: a test.\nCREATE TABLE later (n INTEGER) STRICT; INSERT INTO later VALUES (1);",
};
const BROKEN: Migration = Migration {
    number: LAST + 2,
    sql: "CREATE TABLE more (n INTEGER); NONSENSE;",
};

fn open(office: &Office, access: Access, steps: &[Migration]) -> Result<Store, RegistryError> {
    Store::open_with(&office.folder(), access, None, Arc::new(NoWaypoints), steps)
}

fn copies(office: &Office) -> Vec<String> {
    fs::read_dir(office.folder().join("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn every_step_is_numbered_in_order_and_says_why() {
    for (step, number) in MIGRATIONS.iter().zip(1..) {
        assert_eq!(step.number, number);
        assert!(step.sql.starts_with("-- Why: "), "migration {number}");
    }
}

#[test]
fn upgrades_after_a_verified_copy() {
    let office = Office::new();
    enter(&mut office.write(), "before");
    let steps = [MIGRATIONS, &[NEXT]].concat();
    assert_eq!(
        open(&office, Access::Read, &steps).err().map(|e| e.code()),
        Some("store-older")
    );
    let store = open(&office, Access::Write(writer()), &steps).unwrap();
    assert_eq!(reached(store.connection()).unwrap(), LAST + 1);
    assert_eq!(store.verify().unwrap(), []);
    assert_eq!(
        copies(&office),
        [format!("before-upgrade-from-{LAST:04}-20261121T222640Z.db")]
    );
    let copy = Connection::open(office.folder().join("backups").join(&copies(&office)[0])).unwrap();
    assert_eq!(reached(&copy).unwrap(), LAST);
    drop(store);
    assert_eq!(
        office.open(Access::Read).err().map(|e| e.code()),
        Some("store-newer")
    );
}

#[test]
fn all_steps_or_none() {
    let office = Office::new();
    let steps = [MIGRATIONS, &[NEXT, BROKEN]].concat();
    assert!(open(&office, Access::Write(writer()), &steps).is_err());
    let store = office.write();
    assert_eq!(reached(store.connection()).unwrap(), LAST);
    assert!(!store.connection().table_exists(None, "later").unwrap());
    assert_eq!(copies(&office).len(), 1);
}
