//! Go back to the version of the program that was in use before the last update. Where the store
//! has been brought to a newer form since, the older program does not read it: then the office's
//! backup from before the update is put beside it, if a person says so.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::back_up_office::{self, Restoring};
use super::update_program::remembered;
use crate::updating::{Edition, Place, SafeCopy, Standing};
use crate::{Host, Preferences, Problem};

/// Which versions there are, and what going back would mean.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "GoBackLook", optional_fields = nullable))]
pub struct Found {
    /// The version that the next start runs.
    pub current: String,
    /// The version before, if it can be gone back to.
    pub previous: Option<String>,
    /// Another version than the one that runs is in force: the program has to be opened anew.
    pub opens_anew: bool,
    /// The version before does not read the office as it is now.
    pub store_newer: bool,
    /// The office's backup from before the update.
    pub backup: Option<PathBuf>,
    /// How many acts are in that backup.
    pub backup_acts: Option<u64>,
    /// When that backup was made: milliseconds since 1970, UTC.
    pub backup_made_at: Option<i64>,
    /// Where the backup would be put.
    pub restore_to: Option<PathBuf>,
}

/// Going back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "GoBackRequest", optional_fields = nullable))]
pub struct Request {
    /// Put the office's backup from before the update into this folder, and open that from now on.
    pub restore_to: Option<PathBuf>,
    /// Change the program alone, although it does not read the office as it is now.
    #[serde(default)]
    pub program_only: bool,
}

/// What was gone back to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "GoBackAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The version that was in use.
    pub from: String,
    /// The version that the next start runs.
    pub to: String,
    /// The office that is opened from now on, if it is another one.
    pub restored: Option<PathBuf>,
}

/// Looks at what going back would mean. `office` is the open one.
///
/// # Errors
/// `update-by-system`, `update-not-installed`, `install-damaged`.
pub fn look(host: &dyn Host, office: Option<&Path>) -> Result<Found, Problem> {
    let place = Place::here(host)?;
    let standing = place.standing()?;
    let way = way_back(&place, &standing)?;
    let current = place.in_force()?;
    let office = office.map(Path::to_owned).or_else(|| remembered(host));
    let saved = way.and_then(|_| saved_of(&standing, office.as_deref()));
    let backup = saved.and_then(|saved| back_up_office::check(&saved.backup).ok());
    let backup = backup.filter(|line| line.whole);
    Ok(Found {
        current: current.to_string(),
        previous: way.map(|previous| previous.version.to_string()),
        opens_anew: current.to_string() != env!("CARGO_PKG_VERSION"),
        store_newer: way.is_some_and(|previous| reads_not(&previous, office.as_deref())),
        backup_acts: backup.as_ref().map(|line| line.entries),
        backup_made_at: backup.as_ref().map(|line| line.made_at),
        restore_to: backup
            .as_ref()
            .zip(office.as_deref())
            .map(|(_, office)| beside(office)),
        backup: backup.map(|line| line.folder),
    })
}

/// Goes back. The office as it is now stays where it is, whatever is asked.
///
/// # Errors
/// `nothing-before`, `store-newer-than-program` where the version before does not read the office
/// and nobody has said what shall become of that, `no-backup-before`, what the disk says. The
/// version in use stays in use then.
pub fn run(host: &dyn Host, request: &Request, office: Option<&Path>) -> Result<Answer, Problem> {
    let place = Place::here(host)?;
    let standing = place.standing()?;
    let from = place.in_force()?;
    let previous = way_back(&place, &standing)?.ok_or_else(nothing_before)?;
    let office = office.map(Path::to_owned).or_else(|| remembered(host));
    let asked = request.program_only || request.restore_to.is_some();
    if reads_not(&previous, office.as_deref()) && !asked {
        return Err(newer_store(&previous, &standing));
    }
    if let Some(target) = &request.restore_to {
        let saved = saved_of(&standing, office.as_deref()).ok_or_else(no_backup)?;
        back_up_office::restore(&Restoring {
            backup: saved.backup.clone(),
            target: target.clone(),
        })?;
    }
    host.waypoints().reached("go-back.restored");
    let brought = previous.version > place.installed();
    place.keep(&Standing {
        current: brought.then_some(previous),
        previous: None,
        saved: standing.saved,
    })?;
    host.waypoints().reached("go-back.switched");
    // Last: the newer program must not find the restored office and bring it up to its own form.
    if let Some(target) = &request.restore_to {
        let path = host.preferences();
        let mut preferences = Preferences::read(path);
        preferences.office = Some(target.clone());
        preferences.keep(path)?;
    }
    Ok(Answer {
        from: from.to_string(),
        to: previous.version.to_string(),
        restored: request.restore_to.clone(),
    })
}

/// The version that can be gone back to: an update is in force, and what was before it is there.
fn way_back(place: &Place, standing: &Standing) -> Result<Option<Edition>, Problem> {
    if place.brought()?.is_none() {
        return Ok(None);
    }
    let there = standing.previous.filter(|previous| {
        previous.version >= place.installed()
            && place.folder_of(previous).join("files.json").is_file()
    });
    Ok(there)
}

/// Whether a version cannot read the office as it is.
fn reads_not(edition: &Edition, office: Option<&Path>) -> bool {
    let form = office.and_then(|office| gongkai_registry::form_at(office).ok());
    form.is_some_and(|form| form > edition.form)
}

/// The backup of this office from before the last update.
fn saved_of<'a>(standing: &'a Standing, office: Option<&Path>) -> Option<&'a SafeCopy> {
    let saved = standing.saved.as_ref()?;
    let this = |office: &Path| office == saved.office;
    office.is_none_or(this).then_some(saved)
}

/// `青禾乡-更新以前`, or with a number behind it.
fn beside(office: &Path) -> PathBuf {
    let name = office.file_name().unwrap_or_default().to_string_lossy();
    let first = office.with_file_name(format!("{name}-更新以前"));
    let numbered = (2..).map(|number| office.with_file_name(format!("{name}-更新以前-{number}")));
    std::iter::once(first)
        .chain(numbered)
        .find(|folder| !folder.exists())
        .unwrap_or_default()
}

fn nothing_before() -> Problem {
    let text = "没有可以退回的版本：正在用的就是当初装的，或者已经退回过一次";
    Problem::refused("nothing-before", text, "要换别的版本，用安装程序重新安装")
}

fn newer_store(previous: &Edition, standing: &Standing) -> Problem {
    let version = previous.version;
    let text = format!(
        "新版打开过登记库，库已经换成新的格式，{version} 版读不了。退回去，就要改用更新以前的那份备份：\
         那以后登记的内容不在备份里，但现在的库会原样留着"
    );
    let next = match standing.saved {
        Some(_) => "想好了再退：把更新以前的备份恢复到一个新文件夹接着用，或者只换程序、不动登记库",
        None => "更新时没有做过备份，只能只换程序、不动登记库",
    };
    Problem::refused("store-newer-than-program", text, next)
}

fn no_backup() -> Problem {
    let text = "没有这个登记库更新以前的备份";
    let next = "在“备份与检查”里看看有没有更新以前做的备份，用“从备份恢复”打开它";
    Problem::refused("no-backup-before", text, next)
}
