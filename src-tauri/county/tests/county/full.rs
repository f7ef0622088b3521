//! No room left at the county: its files may not grow, neither the database's nor a package's. What it
//! answered for it has, what it could not keep never was, and with room again everything goes on.

use std::path::Path;
use std::process::Command;

use gongkai_mailroom::{Retry, Stop, round};

use crate::killed::{PACKAGES, served_by, township};
use crate::program::county;

/// The program with files that may not grow beyond so many blocks of 512 bytes.
fn cramped(folder: &Path, blocks: u32) -> Command {
    let usual = county(folder, &["serve", "--listen", "127.0.0.1:0"]);
    let mut shell = Command::new("sh");
    // Without the trap the signal for a file too large would end the program before it is told.
    shell
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"",
            "sh",
        ])
        .arg(blocks.to_string())
        .arg(usual.get_program())
        .args(usual.get_args());
    shell
}

#[test]
fn with_no_room_for_the_database_it_takes_whole_packages_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut town = township(folder.path());
    let (mut short, mut before) = (0, 0);
    for blocks in [1_000, 2_000, 4_000] {
        let (served, address) = served_by(cramped(folder.path(), blocks));
        let mut way = town.http(&address);
        match round(&mut town, &mut way, &[]) {
            Ok(done) => assert_eq!(done.agreed, Some(true)),
            Err(Stop::Mail(error)) => {
                short += 1;
                assert_eq!(error.code(), "busy", "{error:?}");
                assert!(matches!(error.retry(), Retry::After(_)), "{error:?}");
            }
            Err(Stop::Shelf(error)) => panic!("{error}"),
        }
        drop(served);
        assert!(town.local.taken >= before);
        before = town.local.taken;
    }
    assert!(short > 0, "there was room for everything");
    assert!(before < PACKAGES as u64 || town.filed.len() < PACKAGES);
    let (served, address) = served_by(county(folder.path(), &["serve", "--listen", "127.0.0.1:0"]));
    let mut way = town.http(&address);
    let done = round(&mut town, &mut way, &[]).unwrap();
    assert_eq!((done.agreed, done.oddities), (Some(true), vec![]));
    assert_eq!(town.filed.len(), PACKAGES, "one receipt for each");
    for package in &town.sealed {
        let place = folder.path().join("packages/up/430699205");
        let kept = std::fs::read(place.join(package.name().to_string())).unwrap();
        assert!(kept == package.bytes, "{}", package.name());
    }
    drop(served);
}
