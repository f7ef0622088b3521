//! A random life of a county and its townships over ways that fail: nothing lost, nothing doubled,
//! nothing silently deleted, whatever comes late, twice, torn, out of order or not at all, and whoever
//! is restarted or has a wrong clock. At the end both sides agree on count and head.
//!
//! `GONGKAI_WALK_STEPS` makes it longer, `GONGKAI_WALK_SEED` makes it another one; both are told when it
//! fails.

#[path = "walk/courier.rs"]
mod courier;
#[path = "walk/dice.rs"]
mod dice;
#[path = "walk/faulty.rs"]
mod faulty;
#[path = "walk/model.rs"]
mod model;

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};
use gongkai_county::{Address, Down, Limits};
use gongkai_letters::{Circular, Metadata, Return};
use gongkai_mailroom::{Carrier, Folder, round};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use self::dice::Dice;
use self::faulty::Faulty;
use self::model::Town;
use crate::stage::County;
use crate::township::Township;

const STEPS: u64 = 10_000;
const SEED: u64 = 20_261_122;
const TOWNS: [(&str, &str); 5] = [
    ("430699201", "青禾乡人民政府"),
    ("430699202", "石桥乡人民政府"),
    ("430699203", "云岭镇人民政府"),
    ("430699204", "上河乡人民政府"),
    ("430699205", "下河乡人民政府"),
];

/// How wrong the county's clock is, seconds.
static WRONG: AtomicI64 = AtomicI64::new(0);

fn clock() -> DateTime<Utc> {
    Utc::now() + Duration::seconds(WRONG.load(Ordering::Relaxed))
}

fn limits() -> Limits {
    let many = std::num::NonZeroU32::MAX;
    Limits {
        township: many,
        visitor: many,
        ..Limits::default()
    }
}

/// Everything that lives.
struct World {
    dice: Dice,
    runtime: Runtime,
    /// Where rows and packages of the county lie, and the folders that are carried about.
    ground: Arc<TempDir>,
    carried: TempDir,
    county: Option<County>,
    towns: Vec<Town>,
    step: u64,
}

/// Tells where it was when it failed.
impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let (seed, step) = (self.dice.seed, self.step);
            let _ = writeln!(std::io::stderr(), "GONGKAI_WALK_SEED={seed}, step {step}");
        }
    }
}

/// In memory where the machine has such a place: a walk waits for no disk.
fn folder() -> TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let place = if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    };
    tempfile::tempdir_in(place).unwrap()
}

impl World {
    fn new(seed: u64) -> Self {
        let runtime = Runtime::new().unwrap();
        let ground = Arc::new(folder());
        let (county, towns) = runtime.block_on(async {
            let county = County::open_with(ground.clone(), None, limits(), clock).await;
            let mut towns = Vec::new();
            for (code, name) in TOWNS {
                towns.push(Town::of(Township::of(&county, code, name).await));
            }
            (county, towns)
        });
        let carried = folder();
        for (code, _) in TOWNS {
            std::fs::create_dir_all(carried.path().join(code)).unwrap();
        }
        std::fs::create_dir_all(carried.path().join("exchange")).unwrap();
        Self {
            dice: Dice::new(seed),
            runtime,
            ground,
            carried,
            county: Some(county),
            towns,
            step: 0,
        }
    }

    fn county(&self) -> &County {
        self.county.as_ref().unwrap()
    }

    /// The folder that a township's stick is.
    fn stick(&self, town: usize) -> PathBuf {
        self.carried.path().join(TOWNS[town].0)
    }

    fn exchange_folder(&self) -> PathBuf {
        self.carried.path().join("exchange")
    }

    fn one_step(&mut self) {
        let town = self.dice.below(TOWNS.len() as u64) as usize;
        match self.dice.below(100) {
            0..35 => self.towns[town].writes(&mut self.dice),
            35..43 => self.county_writes(town),
            43..75 => self.by_http(town),
            75..87 => self.by_folder(town),
            87..91 => courier::runs(&self.stick(town), &self.exchange_folder(), &mut self.dice),
            91 => courier::damages(&self.stick(town), &mut self.dice),
            92..96 => self.exchanges(),
            96..98 => self.restarts(),
            _ => {
                let years = self.dice.below(40) as i64 - 20;
                WRONG.store(years * 365 * 86_400, Ordering::Relaxed);
            }
        }
        self.nothing_is_wrong(town);
    }

    /// A notice to one or to all, or something returned.
    fn county_writes(&mut self, town: usize) {
        let title = format!("第{}步的通知", self.step);
        let notice = Circular {
            title: title.clone(),
            document_no: None,
            issued_by: "样例县".to_owned(),
            issued_on: clock().date_naive(),
            due: None,
            attachments: Vec::new(),
        };
        let returned = self.towns[town]
            .any_item(&mut self.dice)
            .map(|item| Return {
                disclosure: item,
                reason: "附件不全".to_owned(),
                field: None,
            });
        let metadata = match returned.filter(|_| self.dice.one_in(3)) {
            Some(returned) => Metadata::Return(returned),
            None => Metadata::Notice(notice),
        };
        let everybody = matches!(metadata, Metadata::Notice(_)) && self.dice.one_in(8);
        let letter = Down {
            title,
            metadata,
            text: Some("正文".to_owned()),
            attachments: Vec::new(),
        };
        let to = match everybody {
            true => Address::Everybody,
            false => Address::One(self.towns[town].side.code().clone()),
        };
        let sent = self.county().platform.send(&to, &letter, "何清");
        let sent = self.runtime.block_on(sent).unwrap();
        assert_eq!(sent, if everybody { TOWNS.len() } else { 1 });
        for (number, other) in self.towns.iter_mut().enumerate() {
            other.letters += u64::from(everybody || number == town);
        }
    }

    fn by_http(&mut self, town: usize) {
        // The county's disk is full: nothing can be kept there.
        let full = self.dice.one_in(25);
        let packages = self.ground.path().join("packages");
        let away = self.ground.path().join("packages.away");
        let hidden = full && packages.is_dir();
        if hidden {
            std::fs::rename(&packages, &away).unwrap();
            std::fs::write(&packages, "").unwrap();
        }
        let mut way = self.towns[town].side.http(&self.county().url(""));
        self.one_round(town, &mut way, None);
        if hidden {
            std::fs::remove_file(&packages).unwrap();
            std::fs::rename(&away, &packages).unwrap();
        }
    }

    fn by_folder(&mut self, town: usize) {
        let stick = self.stick(town);
        let mut way = Folder::new(&stick, self.towns[town].side.code().clone());
        self.one_round(town, &mut way, Some(stick));
    }

    /// A round that may be cut anywhere; what counts is where both sides are afterwards.
    fn one_round(&mut self, town: usize, way: &mut dyn Carrier, stick: Option<PathBuf>) {
        let yes: &[&str] = match self.dice.one_in(2) {
            true => &["many-withdrawals"],
            false => &[],
        };
        let faults = if self.dice.one_in(3) { 0 } else { 6 };
        let town = &mut self.towns[town];
        let mut carrier = Faulty {
            inner: way,
            dice: &mut self.dice,
            one_in: faults,
            stick,
            before: &mut town.heard,
            earlier: &mut town.carried,
        };
        let _ = round(&mut town.side, &mut carrier, yes);
    }

    fn exchanges(&mut self) {
        let folder = self.exchange_folder();
        let round = self.county().platform.exchange(&folder);
        self.runtime.block_on(round).unwrap();
    }

    /// The county's program ends and begins again on the same folder.
    fn restarts(&mut self) {
        self.county = None;
        let opened = County::open_with(self.ground.clone(), None, limits(), clock);
        self.county = Some(self.runtime.block_on(opened));
    }

    /// What must be true of a township at every moment.
    fn nothing_is_wrong(&mut self, town: usize) {
        let side = &self.towns[town].side;
        let there = self.county().platform.township(side.code());
        let there = self.runtime.block_on(there).unwrap().unwrap();
        assert!(side.stood(&there.up), "{:?}", there.up);
        assert!(side.local.taken <= there.up.count);
        assert!(side.local.down.count <= there.down.count);
        assert_eq!(side.filed.len() as u64, side.local.down.count);
        if side.local.down.count == there.down.count {
            assert_eq!(side.local.down, there.down);
        }
    }

    /// Everybody reports once more with nothing in his way; then everything is where it belongs.
    fn ends(&mut self) {
        for number in 0..TOWNS.len() {
            let mut way = self.towns[number].side.http(&self.county().url(""));
            let town = &mut self.towns[number];
            let done = round(&mut town.side, &mut way, &["many-withdrawals"]).unwrap();
            assert_eq!((done.agreed, done.oddities), (Some(true), vec![]));
            let quiet = round(&mut town.side, &mut way, &[]).unwrap();
            assert_eq!((quiet.sent, quiet.received), (0, 0));
            let town = &self.towns[number];
            town.every_package_is_kept(self.ground.path());
            town.every_package_has_one_receipt();
            let seen = town.what_the_public_sees(self.county());
            self.runtime.block_on(seen);
            self.nothing_is_wrong(number);
        }
    }

    /// A walk in which nothing happened would prove nothing.
    fn was_lively(&self, steps: u64) {
        let packages: usize = self.towns.iter().map(|town| town.side.sealed.len()).sum();
        let refused: usize = self.towns.iter().map(Town::refused).sum();
        let letters: u64 = self.towns.iter().map(|town| town.letters).sum();
        let least = steps / 100;
        for (what, count) in [
            ("packages", packages as u64),
            ("refused", refused as u64),
            ("letters", letters),
        ] {
            assert!(count >= least, "only {count} {what} in {steps} steps");
        }
    }
}

fn told(name: &str, usual: u64) -> u64 {
    let said = std::env::var(name).ok();
    said.map_or(usual, |text| text.parse().unwrap())
}

#[test]
fn a_random_walk_loses_doubles_and_deletes_nothing() {
    let mut world = World::new(told("GONGKAI_WALK_SEED", SEED));
    let steps = told("GONGKAI_WALK_STEPS", STEPS);
    for step in 0..steps {
        world.step = step;
        world.one_step();
    }
    world.ends();
    world.was_lively(steps);
}
