//! Back the whole office up to a stick or a folder; look at the backups; put one back beside.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use gongkai_registry::backup::whole::{self, BackupNote, FoundBackup};
use gongkai_registry::records::BackupMade;
use gongkai_registry::{audit, operation};
use serde::{Deserialize, Serialize};

use crate::{Acting, Desk, Preferences, Problem};

/// A backup to make.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "BackUpOfficeRequest", optional_fields = nullable))]
pub struct Request {
    /// Where; this PC's backup place if not said.
    pub place: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// The backups, for the settings and for the foot of the window.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "BackUpOfficeAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The place they go to.
    pub place: Option<PathBuf>,
    /// The place can be read now; a stick that lies in the cabinet cannot.
    pub reachable: bool,
    /// The last one this office made, wherever it lies.
    pub last: Option<Made>,
    /// How many acts were entered since the last one.
    pub acts_since: u64,
    /// Those at the place, the newest first.
    pub backups: Vec<Line>,
}

/// The last backup as the office remembers it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "BackUpOfficeMade", optional_fields = nullable))]
pub struct Made {
    /// Name of its folder.
    pub name: String,
    /// Where it was put.
    pub place: String,
    /// The day.
    pub made_on: NaiveDate,
    /// Milliseconds since 1970, UTC.
    pub made_at: i64,
    /// Acts in it.
    pub entries: u64,
    /// Files that the office had lost already when it was made.
    pub missing: u64,
}

/// One backup at the place.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "BackUpOfficeLine", optional_fields = nullable))]
pub struct Line {
    /// Its folder.
    pub folder: PathBuf,
    /// The office's name in it.
    pub office_name: String,
    /// Milliseconds since 1970, UTC.
    pub made_at: i64,
    /// Acts in it.
    pub entries: u64,
    /// Files that belong to it.
    pub files: u64,
    /// Length of the copied store in bytes.
    pub bytes: u64,
    /// It can be put back.
    pub whole: bool,
    /// Why not.
    pub fault: Option<String>,
}

/// A backup to put back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "BackUpOfficeRestoring", optional_fields = nullable))]
pub struct Restoring {
    /// The backup's folder.
    pub backup: PathBuf,
    /// The folder where the office shall stand; new or empty.
    pub target: PathBuf,
}

/// Backs the office up.
///
/// # Errors
/// `backup-place` where none is set or it lies inside the office itself, `who-acts`,
/// `copy-unsound`, `disk-full`, what the disk says; no backup stands there then.
pub fn run(desk: &mut Desk, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let settings = desk.settings()?;
    let place = outside(desk, request.place.or(usual_place(desk)))?;
    let made_at = actor.moment.entered.unix_ms;
    let acts = desk.store.chain_head()?.sequence;
    let name = name_at(made_at, desk.host.now().today, acts);
    let pace = desk.pace.clone();
    let told = (settings.name.as_str(), made_at);
    let note = desk
        .store
        .back_up_whole(&place, &name, told, |done, of| pace.at("备份", done, of))?;
    let made = BackupMade {
        name,
        place: place.display().to_string(),
        sha256: note.sha256.parse().map_err(|_| unreadable())?,
        bytes: note.bytes,
        files: note.files,
        missing: note.missing,
        entries: note.audit_entries,
        made: actor.moment,
    };
    desk.store
        .change::<_, Problem>(operation!("back-up"), |change| {
            change.put_backup(&made)?;
            let entry = actor
                .entry("back-up", "backup", &made.name)
                .open_fact("sha256", &note.sha256)
                .open_fact("files", note.files.to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    look(desk, Some(&place))
}

/// The backups at `place`, or at the office's own place.
///
/// # Errors
/// What the store says. A place that cannot be read is an answer, not an error.
pub fn look(desk: &Desk, place: Option<&Path>) -> Result<Answer, Problem> {
    let place = place.map(Path::to_owned).or_else(|| usual_place(desk));
    let found = place
        .as_deref()
        .filter(|place| place.is_dir())
        .map(whole::backups_at);
    let last = desk.records().last_backup()?;
    // The backup itself is an act too.
    let kept = last.as_ref().map_or(0, |last| last.entries + 1);
    let acts_since = desk.store.chain_head()?.sequence.saturating_sub(kept);
    Ok(Answer {
        reachable: matches!(found, Some(Ok(_))),
        backups: found
            .and_then(Result::ok)
            .unwrap_or_default()
            .into_iter()
            .map(line)
            .collect(),
        place,
        last: last.map(|last| Made {
            name: last.name,
            place: last.place,
            made_on: last.made.occurred_on,
            made_at: last.made.entered.unix_ms,
            entries: last.entries,
            missing: last.missing,
        }),
        acts_since,
    })
}

/// The backups at a place, where no office is open.
///
/// # Errors
/// What the disk says.
pub fn look_at_place(place: &Path) -> Result<Vec<Line>, Problem> {
    Ok(whole::backups_at(place)?.into_iter().map(line).collect())
}

/// Reads one backup again from end to end.
///
/// # Errors
/// What the disk says; damage is an answer.
pub fn check(backup: &Path) -> Result<Line, Problem> {
    Ok(line(whole::look(backup, true)?))
}

/// Puts a backup back as an office of its own; the open one is not touched.
///
/// # Errors
/// `copy-unsound`, `office-exists`, what the disk says; nothing stands in the target then.
pub fn restore(request: &Restoring) -> Result<Line, Problem> {
    let note = whole::restore(&request.backup, &request.target)?;
    Ok(line(FoundBackup {
        folder: request.target.clone(),
        note: Some(note),
        fault: None,
    }))
}

fn line(found: FoundBackup) -> Line {
    let whole = found.fault.is_none();
    let note = found.note;
    let number = |of: fn(&BackupNote) -> u64| note.as_ref().map_or(0, of);
    Line {
        made_at: note.as_ref().map_or(0, |note| note.made_at),
        entries: number(|note| note.audit_entries),
        files: number(|note| note.files),
        bytes: number(|note| note.bytes),
        office_name: note.map_or_else(String::new, |note| note.office_name),
        folder: found.folder,
        whole,
        fault: found.fault,
    }
}

/// Where backups of this PC go.
fn usual_place(desk: &Desk) -> Option<PathBuf> {
    Preferences::read(desk.host.preferences()).backup_folder
}

/// A backup inside the office would be lost with it.
fn outside(desk: &Desk, place: Option<PathBuf>) -> Result<PathBuf, Problem> {
    let refused = |text: &str| {
        let next = "在“设置”的“备份与检查”里选一个文件夹，最好选在 U 盘上";
        Problem::refused("backup-place", text, next).in_field("备份位置")
    };
    let place = place.ok_or_else(|| refused("还没有选备份位置"))?;
    if place.starts_with(desk.store.layout().folder()) {
        return Err(refused("备份位置在登记库自己的文件夹里，库坏了备份也没了"));
    }
    Ok(place)
}

/// `20261122-101500-0000412`: sorts by time; the number of acts makes two of one second differ, for
/// every backup is an act itself.
fn name_at(made_at: i64, today: NaiveDate, acts: u64) -> String {
    let at = DateTime::from_timestamp_millis(made_at).unwrap_or_default();
    let time = at.format("%H%M%S");
    format!("{}-{time}-{acts:07}", today.format("%Y%m%d"))
}

fn unreadable() -> Problem {
    Problem::unreadable("answer", "备份的校验值读不懂", "再备份一次")
}
