//! Killed at moments nobody chose: import, sign and release are shot down after random delays,
//! again and again in one office, and nothing is ever lost or doubled.

use std::process::Stdio;
use std::time::{Duration, Instant};

use super::office::{Office, SIGNATURES, import, release};
use super::picture::Picture;

const ROUNDS: u64 = 60;
/// So many are made on however slow a machine.
const LEAST: u64 = ROUNDS / 6;
/// Further rounds are begun until this has passed.
const BUDGET: Duration = Duration::from_secs(30);

/// The state an item is in, and the command that moves it on.
fn next_step(state: &str, id: &str) -> String {
    match state {
        "draft" => SIGNATURES[0].replace("{id}", id),
        "submitted" => SIGNATURES[1].replace("{id}", id),
        "reviewed" => SIGNATURES[2].replace("{id}", id),
        "approved" => release(id),
        other => panic!("no step from {other}"),
    }
}

/// A number below `limit`, seeded (SplitMix64).
fn below(seed: &mut u64, limit: u64) -> u64 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed ^ (mixed >> 27)) % limit
}

/// Every item as `(id, state)`.
fn items(office: &Office) -> Vec<(String, String)> {
    let listed = office.ask("disclosure list").done();
    let lines = listed.said["disclosures"].as_array().expect("items");
    let text = |line: &serde_json::Value, name: &str| line[name].as_str().unwrap_or("").to_owned();
    lines
        .iter()
        .map(|line| (text(line, "disclosure"), text(line, "state")))
        .collect()
}

/// How long a command takes here when nobody kills it.
fn usual_time(words: &str) -> Duration {
    let office = Office::prepared();
    let start = Instant::now();
    office.run(1, words).done();
    start.elapsed()
}

/// Every released item has its line, its copies and its letter; nobody else has any.
#[track_caller]
fn books_agree(office: &Office) {
    let picture = Picture::of(&office.folder());
    let mut released = 0;
    for (id, state) in items(office) {
        let shown = office.ask(&format!("disclosure show {id}")).done();
        let has = |name: &str| shown.said[name].as_array().map_or(0, Vec::len);
        let expected = usize::from(state == "released");
        assert_eq!(
            picture.mentions("outbox", &id),
            expected,
            "letters of {id}, {state}"
        );
        assert_eq!(has("copies"), expected * 3, "copies of {id}, {state}");
        assert_eq!(shown.text("/register_no").is_empty(), expected == 0);
        released += expected;
    }
    let book = office.ask("register show --year 2019").done();
    assert_eq!(book.said["lines"].as_array().map_or(0, Vec::len), released);
}

#[test]
fn killed_at_random_moments_nothing_is_lost_or_doubled() {
    let office = Office::prepared();
    let mut seed = 2019;
    let start = Instant::now();
    let usual = [
        usual_time(&import("量时间")),
        usual_time(&SIGNATURES[2].replace("{id}", &Office::items().reviewed)),
        usual_time(&release(&Office::items().approved)),
    ];
    let (mut rounds, mut killed) = (0, 0);
    for round in 0..ROUNDS {
        if rounds >= LEAST && start.elapsed() > BUDGET {
            break;
        }
        rounds += 1;
        let before = items(&office);
        let open = before.iter().find(|(_, state)| state != "released");
        let (words, usual) = match open {
            Some((id, state)) if round % 4 != 0 => {
                let usual = usual[if state == "approved" { 2 } else { 1 }];
                (next_step(state, id), usual)
            }
            _ => (import(&format!("第{round}轮")), usual[0]),
        };
        let mut child = office
            .command(1000 + round, &words)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let longest = u64::try_from(usual.as_micros()).expect("short") * 5 / 4;
        // The delay is what is rehearsed here; nothing waits for anything.
        std::thread::sleep(Duration::from_micros(below(&mut seed, longest)));
        let _ = child.kill();
        let status = child.wait().expect("it ends");
        killed += u32::from(!status.success());

        office.is_sound();
        let after = items(&office);
        let changed = after.iter().filter(|item| !before.contains(item)).count();
        assert!(changed <= 1, "round {round}: {before:?} became {after:?}");
        assert!(
            after.len() >= before.len(),
            "round {round}: an item is lost"
        );
        assert!(
            !status.success() || changed == 1,
            "round {round}: done, but not kept"
        );
        books_agree(&office);
    }
    assert!(killed > 0, "nobody was killed");
}
