//! The county's program killed in the middle of a flood of packages, again and again: what it answered
//! for it has, and what it has it has once.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use gongkai_letters::{Metadata, Signer as _};
use gongkai_mailroom::round;

use crate::program::{Served, county, said};
use crate::stage::{Office, item};
use crate::township::Township;

pub(crate) const PACKAGES: usize = 120;
/// So many packages arrive between one kill and the next.
const BETWEEN: usize = 20;

/// Serves the folder and answers with where.
fn serve(folder: &Path) -> (Served, String) {
    served_by(county(folder, &["serve", "--listen", "127.0.0.1:0"]))
}

/// Serves as this command does.
pub(crate) fn served_by(mut command: Command) -> (Served, String) {
    let mut served = Served(command.stderr(Stdio::piped()).spawn().unwrap());
    let mut log = BufReader::new(served.0.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    // Somebody has to listen, or a full pipe would stop it.
    std::thread::spawn(move || log.lines().for_each(drop));
    let first: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = first["fields"]["address"].as_str().unwrap();
    (served, format!("http://{address}"))
}

/// A township that the county of this folder knows, with its packages sealed.
pub(crate) fn township(folder: &Path) -> Township {
    let office = Office::new("430699205", "青禾乡人民政府", 5);
    let key = office.key.public().to_string();
    let words = [
        "township",
        "add",
        "430699205",
        "青禾乡人民政府",
        "--public-key",
        &key,
    ];
    let (done, text) = said(folder, &words);
    assert!(done, "{text}");
    let bearer = text[text.find("gkx-").unwrap()..].trim().to_owned();
    let (_, text) = said(folder, &["key"]);
    let known = text
        .lines()
        .find_map(|line| line.strip_prefix("签名公钥："));
    let known = known.unwrap().parse().unwrap();
    let mut town = Township::known(Office { bearer, ..office }, known);
    for number in 1..=PACKAGES {
        let sheet = town.office.sheet(item(), &format!("第{number}件"));
        town.write(Metadata::Disclosure(Box::new(sheet)), "正文");
    }
    town
}

fn arrived(folder: &Path) -> usize {
    let place = folder.join("packages/up/430699205");
    std::fs::read_dir(place).map_or(0, |entries| {
        let names = entries.map(|entry| entry.unwrap().file_name());
        names
            .filter(|name| name.to_str().unwrap().ends_with(".gkpkg"))
            .count()
    })
}

#[test]
fn killed_in_a_flood_it_has_what_it_answered_for_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut town = township(folder.path());
    let (mut served, first) = serve(folder.path());
    let address = Arc::new(Mutex::new(first));
    let told = address.clone();
    let sender = std::thread::spawn(move || {
        while town.local.taken < PACKAGES as u64 {
            let now = told.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let mut way = town.http(&now);
            let _ = round(&mut town, &mut way, &[]);
        }
        town
    });
    for kill in 1..PACKAGES / BETWEEN {
        while arrived(folder.path()) < kill * BETWEEN {
            std::thread::yield_now();
        }
        served.0.kill().unwrap();
        served.0.wait().unwrap();
        let (again, place) = serve(folder.path());
        served = again;
        *address.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }
    let mut town = sender.join().unwrap();
    let mut way = town.http(&address.lock().unwrap());
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
