use super::*;
use crate::throwaway::{Office, day, file_id};
use crate::{Gravity, operation};

fn keep_file(office: &Office, bytes: &[u8], number: u8) -> StoredFile {
    let mut store = office.write();
    let content = store.put_file(bytes).unwrap();
    let file = FileRecord {
        id: file_id(number),
        content,
        original_name: "上坪村 低保.jpg".into(),
        media_kind: "image/jpeg".into(),
        added_on: day(),
    };
    store
        .change(operation!("attach"), |change| record(change, &file))
        .unwrap();
    assert_eq!(store.file(file.id).unwrap(), Some(file));
    content
}

fn codes(office: &Office) -> Vec<&'static str> {
    office
        .read()
        .verify()
        .unwrap()
        .iter()
        .map(|finding| finding.code)
        .collect()
}

#[test]
fn a_content_is_kept_once_and_read_back() {
    let office = Office::new();
    let bytes = vec![7; 200_000];
    let first = keep_file(&office, &bytes, 1);
    assert_eq!(keep_file(&office, &bytes, 2), first);
    assert_eq!(first.bytes, 200_000);
    assert_eq!(office.read().read_file(first.sha256).unwrap(), bytes);
    assert_eq!(
        stored_paths(&office.folder().join("files")).unwrap().len(),
        1
    );
    assert_eq!(codes(&office), Vec::<&str>::new());
}

#[test]
fn missing_and_altered_files_are_found_and_mended_by_putting_them_again() {
    let office = Office::new();
    let content = keep_file(&office, b"photo of the board", 1);
    let path = path_of(&office.folder().join("files"), content.sha256);
    fs::write(&path, b"Photo of the board").unwrap();
    assert_eq!(codes(&office), ["file-altered"]);
    let refused = office.read().read_file(content.sha256).unwrap_err();
    assert_eq!(refused.code(), "file-missing");
    keep_file(&office, b"photo of the board", 2);
    assert_eq!(codes(&office), Vec::<&str>::new());
    fs::remove_file(&path).unwrap();
    assert_eq!(codes(&office), ["file-missing"]);
}

#[test]
fn what_a_kill_leaves_is_noted_or_swept() {
    let office = Office::new();
    let store = office.write();
    store.put_file(&b"written, its row never came"[..]).unwrap();
    drop(store);
    fs::write(
        office.folder().join("files").join(format!("{INCOMING}0")),
        b"half",
    )
    .unwrap();
    let findings = office.read().verify().unwrap();
    assert!(
        findings
            .iter()
            .all(|f| f.code == "file-orphaned" && f.gravity == Gravity::Note)
    );
    assert_eq!(findings.len(), 2);
    drop(office.write());
    assert_eq!(codes(&office), ["file-orphaned"]);
}

#[test]
fn a_reader_that_breaks_off_leaves_nothing() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::from(io::ErrorKind::StorageFull))
        }
    }
    let office = Office::new();
    let store = office.write();
    assert_eq!(
        store.put_file(b"start".chain(Broken)).unwrap_err().code(),
        "disk-full"
    );
    assert_eq!(
        stored_paths(&office.folder().join("files")).unwrap(),
        Vec::<PathBuf>::new()
    );
}

#[test]
fn the_fixity_list_names_each_content_once_where_it_lies() {
    let office = Office::new();
    let first = keep_file(&office, b"photo of the board", 1);
    keep_file(&office, b"photo of the board", 2);
    let second = keep_file(&office, b"signed sheet", 3);
    let store = office.read();
    let list = store.fixity_list().unwrap();
    let mut known = vec![first, second];
    known.sort_by_key(|content| content.sha256);
    let listed: Vec<StoredFile> = list.iter().map(|line| line.content).collect();
    assert_eq!(listed, known);
    for line in &list {
        let lies = fs::read(office.folder().join(line.path())).unwrap();
        assert_eq!(lies.len() as u64, line.content.bytes);
        assert!(store.lies_whole(line));
    }
}

#[test]
fn what_is_lost_comes_back_from_a_backup_and_only_if_it_is_the_same() {
    let office = Office::new();
    let photo = keep_file(&office, b"photo of the board", 1);
    let sheet = keep_file(&office, b"signed sheet", 2);
    let stick = tempfile::tempdir().unwrap();
    let (backup, copies) = (stick.path().join("20191015"), stick.path().join("files"));
    for content in [&photo, &sheet] {
        assert!(bring(&office.folder().join("files"), &copies, content).unwrap());
    }
    let lies = |content: &StoredFile| path_of(&office.folder().join("files"), content.sha256);
    fs::remove_file(lies(&photo)).unwrap();
    fs::write(lies(&sheet), b"Signed sheet").unwrap();
    fs::write(path_of(&copies, sheet.sha256), b"Signed shEEt").unwrap();
    let done = office.write().fetch_back(&backup).unwrap();
    assert_eq!((done.mended, done.still_broken), (1, 1));
    assert_eq!(codes(&office), ["file-altered"]);
    fs::write(path_of(&copies, sheet.sha256), b"signed sheet").unwrap();
    assert_eq!(office.write().fetch_back(&backup).unwrap().mended, 1);
    assert_eq!(codes(&office), Vec::<&str>::new());
    assert!(
        office.read().fetch_back(&backup).is_err(),
        "who only reads puts nothing back"
    );
}

#[test]
fn files_that_nobody_speaks_of_are_told_apart_and_left_alone() {
    let office = Office::new();
    drop(office.write());
    let folder = office.folder().join("files");
    fs::create_dir_all(folder.join("ab")).unwrap();
    fs::write(folder.join("ab").join("a".repeat(64)), b"x").unwrap();
    fs::write(folder.join("合影.jpg"), b"x").unwrap();
    let findings = office.read().verify().unwrap();
    let texts: Vec<&str> = findings
        .iter()
        .map(|finding| finding.text.as_str())
        .collect();
    assert!(
        texts.iter().any(|text| text.contains("对不上")),
        "{texts:?}"
    );
    assert!(
        texts.iter().any(|text| text.contains("不是本程序放的")),
        "{texts:?}"
    );
    assert!(
        findings
            .iter()
            .all(|finding| finding.gravity == Gravity::Note)
    );
    assert!(folder.join("合影.jpg").is_file());
}
