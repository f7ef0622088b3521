//! The exchange folder: what lies there stays as it is, half a file is none, a missing stick is told.

use std::fs;

use gongkai_letters::{Standing, TownshipCode};
use gongkai_mailroom::{Carrier, Folder, Put, Retry, Standings, round};
use tempfile::TempDir;

use super::sides::{County, Office, key, report};

fn township() -> TownshipCode {
    "430699205".parse().unwrap()
}

#[test]
fn a_stick_goes_there_and_back() {
    let stick = TempDir::new().unwrap();
    let mut folder = Folder::new(stick.path(), township());
    let (mut office, mut county) = (Office::default(), County::new());
    office.write();
    office.write();
    let done = round(&mut office, &mut folder, &[]).unwrap();
    assert_eq!((done.sent, done.received, done.agreed), (2, 0, None));
    let again = round(&mut office, &mut folder, &[]).unwrap();
    assert_eq!(again.sent, 0, "what lies there is not laid there again");

    // The county's side of the stick: it takes what lies there, and lays its letters down.
    let mut lying: Vec<_> = fs::read_dir(stick.path().join("up/430699205"))
        .unwrap()
        .collect();
    lying.sort_by_key(|entry| entry.as_ref().unwrap().file_name());
    for (entry, sealed) in lying.iter().zip(&office.sealed) {
        let bytes = fs::read(entry.as_ref().unwrap().path()).unwrap();
        assert_eq!(bytes, sealed.bytes);
        county.put(&sealed.name(), &bytes).unwrap();
    }
    county.write();
    let down = stick.path().join("down/430699205");
    fs::create_dir_all(&down).unwrap();
    let letter = &county.letters[0];
    fs::write(down.join(letter.name().to_string()), &letter.bytes).unwrap();
    fs::write(down.join("Thumbs.db"), b"noise").unwrap();
    fs::create_dir_all(stick.path().join("standing")).unwrap();
    let told = serde_json::to_vec(&county.standings()).unwrap();
    fs::write(stick.path().join("standing/430699205.json"), told).unwrap();

    let done = round(&mut office, &mut folder, &[]).unwrap();
    assert_eq!((done.sent, done.received, done.agreed), (0, 1, Some(true)));
    assert_eq!(office.local.taken, 2);
}

#[test]
fn nothing_that_lies_there_is_written_over() {
    let stick = TempDir::new().unwrap();
    let mut folder = Folder::new(stick.path(), township());
    let package = report(1, &Standing::default(), &key(1));
    let up = stick.path().join("up/430699205");
    fs::create_dir_all(&up).unwrap();
    // A copy that was cut lies beside under another name: it is no package, and is made again.
    fs::write(up.join(format!("{}.part", package.name())), b"half").unwrap();
    assert!(matches!(
        folder.put(&package.name(), &package.bytes),
        Ok(Put::Deposited)
    ));
    assert!(matches!(
        folder.put(&package.name(), &package.bytes),
        Ok(Put::Deposited)
    ));
    // What was damaged is set aside, as often as it happens, and the package laid down again.
    let path = up.join(package.name().to_string());
    for number in 1..=2 {
        let damage = format!("something else {number}");
        fs::write(&path, &damage).unwrap();
        let put = folder.put(&package.name(), &package.bytes);
        assert!(matches!(put, Ok(Put::Deposited)));
        assert_eq!(fs::read(&path).unwrap(), package.bytes);
        let aside = path.with_extension(format!("gkpkg.damaged-{number}"));
        assert_eq!(fs::read_to_string(aside).unwrap(), damage);
    }
    assert_eq!(fs::read_dir(&up).unwrap().count(), 3);
}

/// A stick loses bytes without a word; the next round sees it, and lays down what is damaged and nothing
/// else, until the county has it.
#[test]
fn what_was_damaged_on_the_stick_is_laid_down_again() {
    let stick = TempDir::new().unwrap();
    let mut folder = Folder::new(stick.path(), township());
    let mut office = Office::default();
    for _ in 0..3 {
        office.write();
    }
    assert_eq!(round(&mut office, &mut folder, &[]).unwrap().sent, 3);
    let up = stick.path().join("up/430699205");
    let path = |n: usize| up.join(office.sealed[n].name().to_string());
    let (torn, flipped, gone) = (path(0), path(1), path(2));
    fs::write(&torn, &office.sealed[0].bytes[..99]).unwrap();
    let mut bytes = office.sealed[1].bytes.clone();
    bytes[200] ^= 1;
    fs::write(&flipped, bytes).unwrap();
    assert_eq!(round(&mut office, &mut folder, &[]).unwrap().sent, 2);
    for (place, sealed) in [&torn, &flipped, &gone].into_iter().zip(&office.sealed) {
        assert_eq!(fs::read(place).unwrap(), sealed.bytes);
    }
    fs::remove_file(&gone).unwrap();
    assert_eq!(round(&mut office, &mut folder, &[]).unwrap().sent, 1);
    assert_eq!(round(&mut office, &mut folder, &[]).unwrap().sent, 0);
}

#[test]
fn a_stick_that_is_not_put_in_is_told_and_nothing_is_made() {
    let ground = TempDir::new().unwrap();
    let missing = ground.path().join("stick");
    let mut folder = Folder::new(&missing, township());
    let refused = folder.standing().unwrap_err();
    assert_eq!(
        (refused.code(), refused.retry()),
        ("no-folder", Retry::Later)
    );
    let package = report(1, &Standing::default(), &key(1));
    assert!(folder.put(&package.name(), &package.bytes).is_err());
    assert!(!missing.exists());
}

#[test]
fn a_standing_that_is_none_is_no_standing() {
    let stick = TempDir::new().unwrap();
    let mut folder = Folder::new(stick.path(), township());
    assert_eq!(folder.standing().unwrap(), None::<Standings>);
    fs::create_dir_all(stick.path().join("standing")).unwrap();
    fs::write(stick.path().join("standing/430699205.json"), b"<html>").unwrap();
    let refused = folder.standing().unwrap_err();
    assert_eq!(
        (refused.code(), refused.retry()),
        ("not-a-county", Retry::AskAPerson)
    );
}
