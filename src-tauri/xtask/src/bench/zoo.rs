//! Thousands of odd workbooks through the release program, one process each: the slowest, the
//! hungriest, and what was refused for which reason.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4 as _;

use crate::house::{Fault, succeed};

use super::stopwatch::{Amount, median};
use super::{Figure, Ground, Outcome};

/// The example that makes the zoo.
pub(super) const MAKER: &str = "zoo";
const SEED: &str = "20191015";
const COUNT: &str = "4000";
/// No workbook may take longer, or more memory in any one process.
const SECONDS: f64 = 5.0;
const MEGABYTES: f64 = 500.0;

/// How one file was answered.
struct Answered {
    name: String,
    seconds: f64,
    /// Processor time of both processes; on a busy machine the wall's says little.
    processor: f64,
    megabytes: f64,
    /// The code of the refusal, or that it was read.
    answer: String,
}

pub(super) fn bench(ground: &Ground) -> Result<Outcome, Fault> {
    let folder = ground.folder.join("files");
    let mut maker = Command::new(ground.house.program("release/examples", MAKER));
    succeed(MAKER, maker.arg(&folder).arg(SEED).arg(COUNT))?;
    let mut answers = Vec::new();
    for file in files(&folder)? {
        answers.push(read(ground, &file)?);
    }
    tell(&answers);
    let most = |value: fn(&Answered) -> f64| answers.iter().map(value).fold(0.0, f64::max);
    let (slowest, hungriest) = (most(|one| one.seconds), most(|one| one.megabytes));
    let processor = most(|one| one.processor);
    let strange = answers.iter().filter(|one| is_strange(&one.answer)).count();
    let times = answers.iter().map(|one| Amount(one.seconds)).collect();
    Ok(Outcome::Taken(Figure {
        name: "zoo",
        what: format!("slowest of {} odd workbooks (seed {SEED})", answers.len()),
        unit: "s",
        median: Amount(slowest),
        peer: "the median of them",
        peer_median: median(times),
        also: format!(
            "most processor time {processor:.1} s, most memory of one process {hungriest:.0} MB, \
             {strange} without a reason"
        ),
        goal: "each under 5 s and 500 MB, or refused with its reason",
        reached: Some(slowest < SECONDS && hungriest < MEGABYTES && strange == 0),
    }))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Fault::at(folder))? {
        files.push(entry.map_err(Fault::at(folder))?.path());
    }
    files.sort();
    Ok(files)
}

/// Lets the program read and understand one file as a clerk's import would, writing nothing. Its
/// own process and the reading one it starts are measured, each for itself.
fn read(ground: &Ground, file: &Path) -> Result<Answered, Fault> {
    let about = file.with_extension("answer");
    let said = std::fs::File::create(&about).map_err(Fault::at(&about))?;
    let begun = Instant::now();
    let child = Command::new(&ground.program)
        .args(["--json", "sheet"])
        .arg(file)
        .stdin(Stdio::null())
        .stdout(said)
        .stderr(Stdio::null())
        .spawn()
        .map_err(Fault::at(&ground.program))?;
    let used = child.wait4().map_err(Fault::at(&ground.program))?;
    let seconds = begun.elapsed().as_secs_f64();
    let text = std::fs::read_to_string(&about).map_err(Fault::at(&about))?;
    std::fs::remove_file(&about).map_err(Fault::at(&about))?;
    #[expect(clippy::cast_precision_loss, reason = "megabytes for a table")]
    let megabytes = used.rusage.maxrss as f64 / f64::from(1 << 20);
    Ok(Answered {
        name: file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        seconds,
        processor: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        megabytes,
        answer: answer(used.status.code(), &text),
    })
}

/// What came of a file: read, a code, or that the program did not answer as agreed.
fn answer(status: Option<i32>, text: &str) -> String {
    let said: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let code = said["problem"]["code"].as_str();
    match (status, code) {
        (Some(0), None) if said.is_object() => "read".to_owned(),
        (Some(3), Some(code)) if !said["problem"]["next"].is_null() => code.to_owned(),
        (status, _) => format!("{STRANGE} {status:?}"),
    }
}

const STRANGE: &str = "no answer:";

/// A process that died, or one whose reading part died for no reason of the file's.
fn is_strange(answer: &str) -> bool {
    answer.starts_with(STRANGE) || answer == "reader-died" || answer == "reader-broken"
}

fn tell(answers: &[Answered]) {
    let mut reasons: BTreeMap<&str, u32> = BTreeMap::new();
    for one in answers {
        *reasons.entry(&one.answer).or_default() += 1;
    }
    println!("\nanswers:");
    for (reason, count) in reasons {
        println!("{count:>8}  {reason}");
    }
    list("slowest", answers, |one| one.seconds);
    list("hungriest", answers, |one| one.megabytes);
    for one in answers.iter().filter(|one| is_strange(&one.answer)) {
        println!("without a reason: {} ({})", one.name, one.answer);
    }
}

fn list(title: &str, answers: &[Answered], by: fn(&Answered) -> f64) {
    let mut sorted: Vec<&Answered> = answers.iter().collect();
    sorted.sort_by(|one, other| by(other).total_cmp(&by(one)));
    println!("{title}:");
    for one in sorted.iter().take(6) {
        println!(
            "{:>8.3} s {:>7.3} s cpu {:>5.0} MB  {}  ({})",
            one.seconds, one.processor, one.megabytes, one.name, one.answer
        );
    }
}
