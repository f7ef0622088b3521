//! Take another version of the program in from a file that its maker signed: look at it, then back
//! the office up, lay the version beside the one in use and switch. Nothing comes over a network.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::back_up_office;
use crate::problem::file_problem;
use crate::updating::{
    Edition, List, Parcel, Place, SafeCopy, Standing, Version, sync_folder, this_system,
};
use crate::{Acting, Desk, Host, Preferences, Problem};

/// The backup before an update goes here, beside the office, where this PC has no place for backups.
const BEFORE_UPDATE: &str = "更新前的备份";
/// The copy of the update file while it is checked and unpacked.
const FETCHED: &str = "收到的更新.part";

/// An update to look at.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtUpdateRequest")
)]
pub struct Look {
    /// The file.
    pub file: PathBuf,
}

/// What an update would do.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtUpdateAnswer", optional_fields = nullable))]
pub struct Found {
    /// The version in use.
    pub from: String,
    /// The version that the file brings.
    pub to: String,
    /// How much it takes on disk, bytes.
    pub bytes: u64,
    /// The store is brought to another form when the new version first opens it; the version before
    /// does not read it then.
    pub store_changes: bool,
    /// The office that is backed up first.
    pub office: Option<PathBuf>,
    /// Where the backup goes.
    pub backup_place: Option<PathBuf>,
}

/// An update file that lies on a stick. Nothing but its name was read.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "FindUpdatesOffered")
)]
pub struct Offered {
    /// The file.
    pub file: PathBuf,
    /// The version that its name tells.
    pub version: String,
}

/// An update to make.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "UpdateProgramRequest", optional_fields = nullable))]
pub struct Request {
    /// The file.
    pub file: PathBuf,
    /// Where the backup goes; this PC's backup place, or beside the office, if not said.
    pub backup_place: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// The update as it was made.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "UpdateProgramAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The version that was in use.
    pub from: String,
    /// The version that the next start runs.
    pub to: String,
    /// The office's backup, if there is an office.
    pub backup: Option<PathBuf>,
}

/// Looks at an update. `office` is the open one.
///
/// # Errors
/// `update-by-system`, `update-not-installed`, whatever is wrong with the file, `update-system`,
/// `update-same`, `update-older`.
pub fn look(host: &dyn Host, request: &Look, office: Option<&Path>) -> Result<Found, Problem> {
    let place = Place::here(host)?;
    let parcel = Parcel::look(&request.file, &host.maker_keys())?;
    let list = parcel.list();
    let from = fits(&place, list)?;
    let office = office.map(Path::to_owned).or_else(|| remembered(host));
    Ok(Found {
        from: from.to_string(),
        to: list.version.to_string(),
        bytes: list.bytes(),
        store_changes: list.store > gongkai_registry::newest_form(),
        backup_place: office.as_deref().map(|office| backup_place(host, office)),
        office,
    })
}

/// What sticks offer.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FindUpdatesAnswer", optional_fields = nullable))]
pub struct Offers {
    /// The newest update for this program; none where nothing newer lies there, or where this program takes no
    /// update files.
    pub newest: Option<Offered>,
}

/// Looks for updates at the top of every stick, by their names alone: whether one is what it says is
/// asked when somebody looks at it.
pub fn find(host: &dyn Host) -> Offers {
    Offers {
        newest: newest(host),
    }
}

fn newest(host: &dyn Host) -> Option<Offered> {
    let place = Place::here(host).ok()?;
    let in_use = place.in_force().ok()?;
    if host.maker_keys().is_empty() {
        return None;
    }
    let files = host.sticks().into_iter().flat_map(fs::read_dir).flatten();
    let named = files.flatten().filter_map(|file| {
        let version = version_in(file.file_name().to_str()?)?;
        Some((version, file.path()))
    });
    let (version, file) = named
        .filter(|(version, _)| *version > in_use)
        .max_by_key(|(version, _)| *version)?;
    Some(Offered {
        file,
        version: version.to_string(),
    })
}

/// The version in the name of an update file for this system, as `package update` names it:
/// `政务公开-更新-0.2.0-windows-x86_64.gkupdate`.
fn version_in(name: &str) -> Option<Version> {
    let ending = format!("-{}.gkupdate", this_system());
    let rest = name.strip_suffix(&ending)?;
    let (_, version) = rest.rsplit_once('-')?;
    version.parse().ok()
}

/// Makes an update. `desk` is the open office's; where none is open, the one that this PC remembers
/// is opened for its backup.
///
/// # Errors
/// As [`look`]; what keeps the office from being backed up, `who-acts` among it; what the disk says.
/// The version in use stays in use then.
pub fn run(
    host: &Arc<dyn Host>,
    request: &Request,
    desk: Option<&mut Desk>,
) -> Result<Answer, Problem> {
    let place = Place::here(host.as_ref())?;
    let versions = place.versions();
    fs::create_dir_all(&versions).map_err(|error| file_problem(&versions, &error))?;
    let fetched = versions.join(FETCHED);
    let parcel = Parcel::fetch(&request.file, &host.maker_keys(), &fetched);
    let done = parcel.and_then(|parcel| switch(host, &place, parcel, request, desk));
    // It has been unpacked or refused; the next one would be written over it.
    let _ = fs::remove_file(&fetched);
    done
}

fn switch(
    host: &Arc<dyn Host>,
    place: &Place,
    mut parcel: Parcel<fs::File>,
    request: &Request,
    desk: Option<&mut Desk>,
) -> Result<Answer, Problem> {
    let reached = |name| host.waypoints().reached(name);
    let from = fits(place, parcel.list())?;
    reached("update.fetched");
    let saved = back_up(host, request, desk)?;
    reached("update.backed-up");
    let edition = Edition {
        version: parcel.list().version,
        form: parcel.list().store,
    };
    lay_beside(host.as_ref(), place, &mut parcel, &edition)?;
    reached("update.laid");
    let before = place.standing()?;
    let in_use = match before.current {
        Some(current) if current.version == from => current,
        _ => Edition {
            version: from,
            form: gongkai_registry::newest_form(),
        },
    };
    let backup = saved.as_ref().map(|saved| saved.backup.clone());
    place.keep(&Standing {
        current: Some(edition),
        previous: Some(in_use),
        saved,
    })?;
    reached("update.switched");
    sweep(place, &[edition, in_use]);
    Ok(Answer {
        from: from.to_string(),
        to: edition.version.to_string(),
        backup,
    })
}

/// Whether a version may come into this place; answers with the one in use.
fn fits(place: &Place, list: &List) -> Result<Version, Problem> {
    let (from, to) = (place.in_force()?, list.version);
    let refused = |code: &str, text: String, next: &str| Err(Problem::refused(code, text, next));
    if list.system != this_system() {
        let text = format!(
            "这份更新是给{}的，这台电脑用不了",
            system_said(&list.system)
        );
        return refused("update-system", text, "向软件提供者要适合这台电脑的那一份");
    }
    if to == from {
        let text = format!("已经是这个版本（{to}）了，不用更新");
        return refused("update-same", text, "关掉窗口再打开，用的就是这个版本");
    }
    if to < from {
        let text = format!("这份更新（{to}）比正在用的版本（{from}）旧，不能往回装");
        return refused("update-older", text, "要退回更新以前的版本，用“退回上一版”");
    }
    if list.store < gongkai_registry::newest_form() {
        let text = format!("这份更新（{to}）读不了现在的登记库");
        return refused("update-older", text, "向软件提供者要新的更新文件");
    }
    Ok(from)
}

fn system_said(system: &str) -> &str {
    match system {
        "windows-x86_64" => " Windows ",
        "linux-x86_64" => " Linux（兆芯、海光、英特尔等 x86 处理器）",
        "linux-aarch64" => " Linux（飞腾、鲲鹏等 ARM 处理器）",
        _ => "别的系统",
    }
}

/// The office as it is, in a place that an update does not touch.
fn back_up(
    host: &Arc<dyn Host>,
    request: &Request,
    desk: Option<&mut Desk>,
) -> Result<Option<SafeCopy>, Problem> {
    match (desk, remembered(host.as_ref())) {
        (Some(desk), _) => saved(host.as_ref(), request, desk).map(Some),
        (None, Some(folder)) => {
            let mut desk = Desk::open_to_write(&folder, host.clone())?;
            saved(host.as_ref(), request, &mut desk).map(Some)
        }
        (None, None) => Ok(None),
    }
}

fn saved(host: &dyn Host, request: &Request, desk: &mut Desk) -> Result<SafeCopy, Problem> {
    let office = desk.store.layout().folder().to_owned();
    let place = request.backup_place.clone();
    let place = place.unwrap_or_else(|| backup_place(host, &office));
    fs::create_dir_all(&place).map_err(|error| file_problem(&place, &error))?;
    let asked = back_up_office::Request {
        place: Some(place),
        acting: request.acting.clone(),
    };
    let made = back_up_office::run(desk, asked)?;
    let name = made.last.map(|last| last.name).unwrap_or_default();
    let this = made
        .backups
        .into_iter()
        .find(|line| line.whole && line.folder.ends_with(&name));
    let backup = this.map(|line| line.folder).ok_or_else(|| {
        let text = "更新以前的备份没有做成，所以没有更新";
        let next = "先在“备份与检查”里做一次备份，看看提示什么";
        Problem::unreadable("copy-unsound", text, next)
    })?;
    Ok(SafeCopy { office, backup })
}

/// The office that this PC opens by itself, if it is there.
pub(super) fn remembered(host: &dyn Host) -> Option<PathBuf> {
    let office = Preferences::read(host.preferences()).office?;
    gongkai_registry::form_at(&office).is_ok().then_some(office)
}

/// Where the backup before an update goes if nobody says otherwise.
fn backup_place(host: &dyn Host, office: &Path) -> PathBuf {
    let chosen = Preferences::read(host.preferences()).backup_folder;
    // A stick that lies in the cabinet takes nothing; the office's own disk does.
    chosen
        .filter(|place| place.is_dir())
        .unwrap_or_else(|| office.with_file_name(BEFORE_UPDATE))
}

/// Unpacks beside, and gives it the version's name only once all of it is durable.
fn lay_beside(
    host: &dyn Host,
    place: &Place,
    parcel: &mut Parcel<fs::File>,
    edition: &Edition,
) -> Result<(), Problem> {
    let versions = place.versions();
    let target = place.folder_of(edition);
    let part = versions.join(format!("{}.part", edition.version));
    let at = |path: &Path, error: std::io::Error| file_problem(path, &error);
    for left in [&part, &target] {
        // What an update left behind that was cut short: nothing points there.
        remove_folder(left).map_err(|error| at(left, error))?;
    }
    fs::create_dir(&part).map_err(|error| at(&part, error))?;
    let waypoints = host.waypoints();
    let unpacked = parcel.unpack(&part, |files| {
        if files == 1 {
            waypoints.reached("update.first-file");
        }
    });
    if let Err(problem) = unpacked {
        let _ = remove_folder(&part);
        return Err(problem);
    }
    waypoints.reached("update.unpacked");
    fs::rename(&part, &target).map_err(|error| at(&target, error))?;
    sync_folder(&versions).map_err(|error| at(&versions, error))
}

/// Older versions than the one before go; one that is still running somewhere stays for now.
fn sweep(place: &Place, kept: &[Edition]) {
    let entries = fs::read_dir(place.versions())
        .into_iter()
        .flatten()
        .flatten();
    for entry in entries {
        let name = entry.file_name();
        let version = name.to_str().and_then(|name| name.parse::<Version>().ok());
        if version.is_some_and(|version| kept.iter().all(|one| one.version != version)) {
            let _ = remove_folder(&entry.path());
        }
    }
}

fn remove_folder(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}
