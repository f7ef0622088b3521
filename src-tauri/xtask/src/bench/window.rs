//! The first useful paint of the window and its memory on an office with ten years of data, each
//! against an empty Tauri window of the same build on the same virtual display; and the slowest of
//! its clicks on that office against a tenth of a second.
//!
//! The display's own frame buffer is read, so that nothing in the program has to tell the time:
//! the empty window counts as painted when the ground of its document is there, the office's when the
//! lines of 今日 are.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::house::{Fault, succeed};

use super::register::MAKER;
use super::stopwatch::{Amount, median};
use super::{Figure, Ground, Outcome, TIMES};

/// Lines of ten years: about five hundred a year.
const LINES: &str = "5000";
const WIDTH: usize = 1366;
const HEIGHT: usize = 768;
/// After this a window counts as not painted at all.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) fn paint(ground: &Ground) -> Result<Outcome, Fault> {
    if cfg!(not(unix)) {
        return Ok(Outcome::NotTaken(
            "window-paint",
            "no virtual display here".to_owned(),
        ));
    }
    let stage = Stage::set(ground)?;
    // One start of each warms the disk's cache.
    stage.empty()?;
    stage.office()?;
    let (mut offices, mut empties) = (Vec::new(), Vec::new());
    // One start differs from the next by a tenth and more: the median wants many.
    for _ in 0..TIMES * 4 {
        empties.push(Amount(stage.empty()?.seconds));
        offices.push(Amount(stage.office()?.seconds));
    }
    let (office, empty) = (median(offices), median(empties));
    Ok(Outcome::Taken(Figure {
        name: "window-paint",
        what: format!("first lines of 今日, office of {LINES} released items"),
        unit: "s",
        median: office,
        peer: "first paint of an empty Tauri window of the same build",
        peer_median: empty,
        also: "whole process, virtual display".to_owned(),
        goal: "ratio at most 1.5",
        reached: Some(office.0 / empty.0 <= 1.5),
    }))
}

pub(super) fn memory(ground: &Ground) -> Result<Outcome, Fault> {
    if cfg!(not(target_os = "linux")) {
        return Ok(Outcome::NotTaken("window-memory", "needs /proc".to_owned()));
    }
    let stage = Stage::set(ground)?;
    let (office, empty) = (stage.office()?, stage.empty()?);
    Ok(Outcome::Taken(Figure {
        name: "window-memory",
        what: "proportional memory of all its processes after the first lines".to_owned(),
        unit: "MB",
        median: Amount(office.megabytes),
        peer: "an empty Tauri window of the same build",
        peer_median: Amount(empty.megabytes),
        also: format!("office of {LINES} released items"),
        goal: "ratio at most 1.5",
        reached: Some(office.megabytes / empty.megabytes <= 1.5),
    }))
}

/// Clicks are taken in the page itself by a story of the rehearsal, which drives the release
/// window: from the click to the first frame of the place it leads to, and to the frame with the
/// office's own lines in it.
pub(super) fn clicks(ground: &Ground) -> Result<Outcome, Fault> {
    if cfg!(not(unix)) {
        return Ok(Outcome::NotTaken(
            "window-clicks",
            "no virtual display here".to_owned(),
        ));
    }
    let office = ten_years(ground)?;
    let times = ground.folder.join("times");
    let desk = ground.house.program("release", "gongkai-desk");
    let told: [(&str, &Path); 3] = [
        ("GONGKAI_DESK", &desk),
        ("GONGKAI_CLICKS", &office),
        ("GONGKAI_TIMES", &times),
    ];
    crate::window::rehearse(ground.house, "window::clicks", &told)?;
    let lines = fs::read_to_string(&times).map_err(Fault::at(&times))?;
    let (answered, drawn) = (slowest_first(&lines, 1), slowest_first(&lines, 2));
    let (slowest, words) = answered
        .first()
        .copied()
        .ok_or_else(|| Fault::new("no click was timed"))?;
    let lines_drawn: Vec<_> = drawn
        .iter()
        .take(4)
        .map(|(taken, words)| format!("{words} {taken:.0}"))
        .collect();
    Ok(Outcome::Taken(Figure {
        name: "window-clicks",
        what: format!(
            "slowest of {} clicks ({words}), office of {LINES} released items",
            answered.len()
        ),
        unit: "ms",
        median: Amount(slowest),
        peer: "what a person feels as at once",
        peer_median: Amount(100.0),
        also: format!(
            "slowest until all lines are drawn: {}",
            lines_drawn.join(", ")
        ),
        goal: "ratio at most 1",
        reached: Some(slowest <= 100.0),
    }))
}

/// Frames while a table of ten thousand rows runs by, against frames with nothing to do.
pub(super) fn scroll(ground: &Ground) -> Result<Outcome, Fault> {
    if cfg!(not(unix)) {
        return Ok(Outcome::NotTaken(
            "window-scroll",
            "no virtual display here".to_owned(),
        ));
    }
    let times = ground.folder.join("times");
    let desk = ground.house.program("release", "gongkai-desk");
    let told: [(&str, &Path); 2] = [("GONGKAI_DESK", &desk), ("GONGKAI_TIMES", &times)];
    crate::window::rehearse(ground.house, "window::long_list", &told)?;
    let line = fs::read_to_string(&times).map_err(Fault::at(&times))?;
    let taken: Vec<f64> = line
        .split_whitespace()
        .filter_map(|cell| cell.parse().ok())
        .collect();
    let [idle, usual, slow] = taken[..] else {
        return Err(Fault::new("no frame was timed"));
    };
    Ok(Outcome::Taken(Figure {
        name: "window-scroll",
        what: "slowest of twenty frames, 10,000 rows running by, 20 a frame".to_owned(),
        unit: "ms",
        median: Amount(slow),
        peer: "a frame with nothing to do",
        peer_median: Amount(idle),
        also: format!("usual frame {usual:.1} ms"),
        goal: "ratio at most 2",
        reached: Some(slow / idle <= 2.0),
    }))
}

/// Milliseconds in the n-th column of the table that the story wrote, with their clicks.
fn slowest_first(lines: &str, column: usize) -> Vec<(f64, &str)> {
    let mut taken: Vec<(f64, &str)> = lines
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let words = cells.next()?;
            Some((cells.nth(column - 1)?.parse().ok()?, words))
        })
        .collect();
    taken.sort_by(|one, other| other.0.total_cmp(&one.0));
    taken
}

/// An office that has lived so long; made once in a run.
fn ten_years(ground: &Ground) -> Result<PathBuf, Fault> {
    let office = ground.folder.with_file_name("ten-years");
    if !office.join("office.json").is_file() {
        let mut maker = Command::new(ground.house.program("release/examples", MAKER));
        succeed(MAKER, maker.arg(&office).arg(LINES).arg("lived"))?;
    }
    Ok(office)
}

/// A display with nothing on it, a home, and an office of ten years.
struct Stage<'a> {
    ground: &'a Ground<'a>,
    display: Display,
    home: PathBuf,
    office: PathBuf,
}

/// What was seen of one start.
struct Seen {
    seconds: f64,
    megabytes: f64,
}

impl<'a> Stage<'a> {
    fn set(ground: &'a Ground<'a>) -> Result<Self, Fault> {
        let office = ten_years(ground)?;
        let home = ground.folder.join("home");
        fs::create_dir_all(home.join("run")).map_err(Fault::at(&home))?;
        let display = Display::open(&ground.folder)?;
        Ok(Self {
            ground,
            display,
            home,
            office,
        })
    }

    fn empty(&self) -> Result<Seen, Fault> {
        let program = self
            .ground
            .house
            .program("release/examples", "empty_window");
        self.start(Command::new(program), |frame| {
            frame.share(|pixel| (0x70..0x90).contains(&pixel)) > 0.5
        })
    }

    fn office(&self) -> Result<Seen, Fault> {
        let program = self.ground.house.program("release", "gongkai-desk");
        let mut command = Command::new(program);
        command.arg("--office").arg(&self.office);
        // Half of the page is light, and in the middle of it something is written.
        self.start(command, |frame| {
            frame.share(|pixel| pixel > 0xd0) > 0.5 && frame.middle_ink() > 1500
        })
    }

    fn start(&self, mut command: Command, painted: impl Fn(&Frame) -> bool) -> Result<Seen, Fault> {
        command
            .env("DISPLAY", &self.display.name)
            .env("GDK_BACKEND", "x11")
            .env("HOME", &self.home)
            .env("XDG_CONFIG_HOME", self.home.join("config"))
            .env("XDG_CACHE_HOME", self.home.join("cache"))
            .env("XDG_DATA_HOME", self.home.join("data"))
            .env("XDG_RUNTIME_DIR", self.home.join("run"))
            .env("NO_AT_BRIDGE", "1")
            .stderr(Stdio::null());
        let begun = Instant::now();
        let child = command
            .spawn()
            .map_err(|error| Fault::new(error.to_string()))?;
        let program = Ended(child);
        while !painted(&self.display.frame()?) {
            if begun.elapsed() > PATIENCE {
                return Err(Fault::new("the window painted nothing within a minute"));
            }
            std::thread::sleep(Duration::from_millis(4));
        }
        let seconds = begun.elapsed().as_secs_f64();
        // What is still loading in the background belongs to the memory too.
        std::thread::sleep(Duration::from_secs(2));
        let megabytes = memory_of(program.0.id());
        drop(program);
        self.display.waits_until_empty()?;
        Ok(Seen { seconds, megabytes })
    }
}

/// A program that ends with this.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A virtual display whose frame buffer lies in a file.
struct Display {
    _server: Ended,
    name: String,
    buffer: PathBuf,
}

impl Display {
    fn open(folder: &Path) -> Result<Self, Fault> {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1366x768x24",
                "-nolisten",
                "tcp",
                "-fbdir",
            ])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Fault::new(format!("Xvfb: {error}")))?;
        let said = server.stdout.take().map(BufReader::new);
        let mut number = String::new();
        said.map(|mut said| said.read_line(&mut number));
        Ok(Self {
            _server: Ended(server),
            name: format!(":{}", number.trim()),
            buffer: folder.join("Xvfb_screen0"),
        })
    }

    fn frame(&self) -> Result<Frame, Fault> {
        let bytes = fs::read(&self.buffer).map_err(Fault::at(&self.buffer))?;
        Ok(Frame(bytes))
    }

    /// The last window has gone from the screen.
    fn waits_until_empty(&self) -> Result<(), Fault> {
        let begun = Instant::now();
        while self.frame()?.share(|pixel| pixel > 0x40) > 0.01 {
            if begun.elapsed() > PATIENCE {
                return Err(Fault::new("a window that was closed is still there"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

/// What is on the screen: an X window dump, its pixels at the end, four bytes each.
struct Frame(Vec<u8>);

impl Frame {
    /// Green of the pixel at `x`, `y`: light on light ground, dark where something is written.
    fn at(&self, x: usize, y: usize) -> u8 {
        let start = self.0.len().saturating_sub(WIDTH * HEIGHT * 4);
        self.0
            .get(start + (y * WIDTH + x) * 4 + 1)
            .copied()
            .unwrap_or_default()
    }

    /// Share of pixels, one in sixteen looked at, that are so.
    fn share(&self, so: impl Fn(u8) -> bool) -> f64 {
        let places = (0..HEIGHT)
            .step_by(4)
            .flat_map(|y| (0..WIDTH).step_by(4).map(move |x| (x, y)));
        let (all, found) = places.fold((0_u32, 0_u32), |(all, found), (x, y)| {
            (all + 1, found + u32::from(so(self.at(x, y))))
        });
        f64::from(found) / f64::from(all)
    }

    /// Dark pixels right of the navigation and below the page's head.
    fn middle_ink(&self) -> usize {
        let places = (140..HEIGHT - 60).flat_map(|y| (300..WIDTH - 120).map(move |x| (x, y)));
        places.filter(|(x, y)| self.at(*x, *y) < 0x70).count()
    }
}

/// Proportional memory of a process and all that it started, in megabytes.
fn memory_of(program: u32) -> f64 {
    let processes: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|id: u32| Some((id, parent_of(id)?)))
        .collect();
    let mut family = vec![program];
    let mut next = 0;
    while let Some(parent) = family.get(next).copied() {
        family.extend(
            processes
                .iter()
                .filter(|(_, of)| *of == parent)
                .map(|(id, _)| *id),
        );
        next += 1;
    }
    let kilobytes: f64 = family.iter().filter_map(|id| proportional(*id)).sum();
    kilobytes / 1000.0
}

fn parent_of(id: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("PPid:"))?
        .trim()
        .parse()
        .ok()
}

fn proportional(id: u32) -> Option<f64> {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
