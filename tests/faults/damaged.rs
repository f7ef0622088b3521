//! A store that is not what it should be is refused, by its name, and not a byte of it is changed.

use std::fs;
use std::path::Path;

use super::office::{Answer, INIT, Office, import};

/// What is done to the office, and the codes that may come of it.
type Harm = (&'static str, fn(&Path), &'static [&'static str]);

const HARMS: &[Harm] = &[
    (
        "empty store",
        |office| write(office, "registry.db", b""),
        &["store-damaged"],
    ),
    (
        "text for a store",
        |office| write(office, "registry.db", &[b'x'; 9000]),
        &["store-damaged", "store-foreign"],
    ),
    (
        "store cut in the middle",
        |office| cut(office, 2),
        &["store-damaged"],
    ),
    (
        "store cut after its header",
        |office| cut(office, 60),
        &["store-damaged"],
    ),
    (
        "header overwritten",
        |office| overwrite(office, 0, &[0xFF; 64]),
        &["store-damaged", "store-foreign"],
    ),
    ("another program's database", foreign, &["store-foreign"]),
    ("another office's store", anothers, &["store-foreign"]),
    (
        "a newer store",
        |office| set(office, "PRAGMA user_version = 9999"),
        &["store-newer"],
    ),
    (
        "no store",
        |office| fs::remove_file(office.join("registry.db")).expect("removed"),
        &["store-damaged", "office-missing"],
    ),
    (
        "no card",
        |office| fs::remove_file(office.join("office.json")).expect("removed"),
        &["store-damaged"],
    ),
    (
        "empty card",
        |office| write(office, "office.json", b""),
        &["store-damaged"],
    ),
    (
        "a newer card",
        |office| write(office, "office.json", br#"{"format":99,"cipher":"none"}"#),
        &["store-newer"],
    ),
    (
        "a cipher",
        |office| write(office, "office.json", br#"{"format":1,"cipher":"rot13"}"#),
        &["cipher-unsupported"],
    ),
    (
        "a folder for a store",
        |office| {
            fs::remove_file(office.join("registry.db")).expect("removed");
            fs::create_dir(office.join("registry.db")).expect("a folder");
        },
        &["store-damaged", "io"],
    ),
    (
        "nothing at all",
        |office| {
            fs::remove_dir_all(office).expect("removed");
            fs::create_dir(office).expect("a folder");
        },
        &["office-missing"],
    ),
];

fn write(office: &Path, name: &str, bytes: &[u8]) {
    fs::write(office.join(name), bytes).expect("written");
}

fn cut(office: &Path, part: u64) {
    let store = fs::File::options()
        .write(true)
        .open(office.join("registry.db"));
    let store = store.expect("the store");
    let length = store.metadata().expect("its length").len();
    store.set_len(length / part).expect("cut");
}

fn overwrite(office: &Path, from: usize, bytes: &[u8]) {
    let mut store = fs::read(office.join("registry.db")).expect("the store");
    store[from..from + bytes.len()].copy_from_slice(bytes);
    write(office, "registry.db", &store);
}

fn foreign(office: &Path) {
    fs::remove_file(office.join("registry.db")).expect("removed");
    set(
        office,
        "CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1)",
    );
}

fn anothers(office: &Path) {
    let other = Office::none();
    other.run(999, INIT).done();
    fs::copy(
        other.folder().join("registry.db"),
        office.join("registry.db"),
    )
    .expect("a copy");
}

fn set(office: &Path, sql: &str) {
    let store = rusqlite::Connection::open(office.join("registry.db")).expect("the store");
    store.execute_batch(sql).expect("set");
    let _ = store.pragma_update(None, "journal_mode", "DELETE");
}

/// Every file of the office and its bytes, but what a reader of the log or a writer's lock may
/// leave beside the store.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for place in fs::read_dir(folder).expect("a folder").flatten() {
        let name = place.file_name().to_string_lossy().into_owned();
        let passing = ["-wal", "-shm"].iter().any(|end| name.ends_with(end));
        if place.path().is_file() && !passing && !name.starts_with("writer.") {
            all.push((name, fs::read(place.path()).expect("bytes")));
        }
    }
    all.sort();
    all
}

#[test]
fn a_store_that_is_not_right_is_refused_and_left_alone() {
    for (what, harm, codes) in HARMS {
        let office = Office::prepared();
        for beside in ["registry.db-wal", "registry.db-shm"] {
            let _ = fs::remove_file(office.folder().join(beside));
        }
        harm(&office.folder());
        let before = files(&office.folder());
        for words in [
            "disclosure list".to_owned(),
            import("写不进去"),
            "staff add --name 沈春和 --duty 校对 --as 周禾生".to_owned(),
        ] {
            let answer = office.run(400, &words);
            assert_eq!(answer.status, Some(3), "{what}, {words}: {}", answer.said);
            assert!(
                codes.contains(&answer.code()),
                "{what}, {words}: {}",
                answer.said
            );
            assert!(
                !answer.text("/problem/next").is_empty(),
                "{what}: no next step"
            );
            assert!(
                files(&office.folder()) == before,
                "{what}, {words}: a byte is changed"
            );
        }
    }
}

/// Damage in the middle of the file: whatever is answered, nobody panics, and `verify` tells.
#[test]
fn damage_anywhere_is_told_by_verify_or_harms_nothing() {
    let mut told = 0;
    let prepared = Office::prepared();
    let length = fs::metadata(prepared.folder().join("registry.db"))
        .expect("a store")
        .len();
    let pages = usize::try_from(length / 4096).expect("small");
    for page in (1..pages).step_by(pages.div_ceil(24)) {
        let office = prepared.copy();
        overwrite(&office.folder(), page * 4096, &[0xA5; 2048]);
        let answer = office.ask("verify");
        match answer.status {
            Some(0) => {}
            Some(3) => told += 1,
            other => panic!("page {page}: {other:?} {}", answer.said),
        }
    }
    assert!(told >= 8, "only {told} damages were told");
}

#[test]
fn a_folder_nobody_may_write_to_is_read_and_refuses_writers() {
    let office = Office::prepared();
    let sealed = |to: bool| {
        for place in [
            office.folder(),
            office.folder().join("registry.db"),
            office.folder().join("writer.lock"),
        ] {
            let Ok(about) = fs::metadata(&place) else {
                continue;
            };
            let mut rights = about.permissions();
            rights.set_readonly(to);
            fs::set_permissions(&place, rights).expect("rights");
        }
    };
    for beside in ["registry.db-wal", "registry.db-shm"] {
        let _ = fs::remove_file(office.folder().join(beside));
    }
    let before = files(&office.folder());
    sealed(true);
    let list = as_nobody(&office, "disclosure list");
    let import = as_nobody(&office, "staff add --name 沈春和 --duty 校对 --as 周禾生");
    sealed(false);
    if let (Some(list), Some(import)) = (list, import) {
        list.done();
        import.refused(3, &["io"]);
        assert!(files(&office.folder()) == before);
    }
}

/// As a person without special rights: root may write everywhere. Nothing where that cannot be.
fn as_nobody(office: &Office, words: &str) -> Option<Answer> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let ours = fs::metadata(office.beside("")).ok()?;
    if ours.uid() != 0 {
        return Some(office.run(400, words));
    }
    let all = fs::Permissions::from_mode(0o755);
    fs::set_permissions(office.beside(""), all).ok()?;
    let usual = office.command(400, words);
    let mut command = std::process::Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command.arg(usual.get_program()).args(usual.get_args());
    for (name, value) in usual.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    let output = command.output().ok()?;
    let answer = Answer::of(&output);
    (!answer.said.is_null()).then_some(answer)
}
