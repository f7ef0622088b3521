//! Calls about the office itself: which one is open, its people, what this PC remembers.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Door;
use super::call::{Call, Empty, act, look, outside};
use crate::pace::Progress;
use crate::tasks::{
    back_up_office, check_office, fetch_files_back, found_office, keep_chain, keep_fonts,
    keep_forms, keep_list_rules, keep_office, keep_staff, keep_stand_ins, keep_words, list_fixity,
    look_at_access_log, look_at_setup, open_sample_office,
};
use crate::{Desk, Preferences, Problem};

/// The office that stands open, as the frame of the window shows it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(super) struct OpenOffice {
    /// Its folder; none is open if not said.
    pub folder: Option<PathBuf>,
    /// Its name.
    pub name: Option<String>,
    /// 样例单位: the day it was made for.
    pub sample: Option<chrono::NaiveDate>,
    /// Today at the office.
    pub today: chrono::NaiveDate,
    /// Where an office is kept if nobody says otherwise.
    pub usual_place: PathBuf,
}

/// The folder of an office.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct Folder {
    /// The folder.
    pub folder: PathBuf,
}

/// An office to be founded in a folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct Founding {
    /// The folder.
    pub folder: PathBuf,
    /// The office.
    #[serde(flatten)]
    pub office: found_office::Request,
}

/// How far the work has come at both desks.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(super) struct Paces {
    /// What is being written.
    pub writing: Option<Progress>,
    /// What is being looked up.
    pub looking: Option<Progress>,
    /// What is being carried to the county and back.
    pub carrying: Option<Progress>,
}

/// The program itself.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct Program {
    /// Its version.
    pub version: String,
    /// The years whose work days it knows.
    pub calendar_years: Vec<i32>,
}

impl Program {
    fn this() -> Result<Self, Problem> {
        Ok(Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            calendar_years: crate::desk::calendar()?.years().collect(),
        })
    }
}

pub(super) fn calls() -> Vec<Call> {
    vec![
        outside("look-at-open-office", |door, _: Empty| open_office(door)),
        outside("open-office", |door, asked: Folder| {
            door.open(&asked.folder)?;
            remember(door, asked.folder)?;
            open_office(door)
        }),
        outside("found-office", |door, asked: Founding| {
            found_office::run(&asked.folder, door.host().clone(), asked.office)?;
            door.open(&asked.folder)?;
            remember(door, asked.folder)?;
            open_office(door)
        }),
        outside("look-at-preferences", |door, _: Empty| {
            Ok(Preferences::read(door.host().preferences()))
        }),
        outside("keep-preferences", |door, wanted: Preferences| {
            let path = door.host().preferences();
            let kept = wanted.chosen_over(&Preferences::read(path));
            kept.keep(path)?;
            Ok(kept)
        }),
        outside("look-at-pace", |door, _: Empty| Ok(paces(door))),
        outside("stop-work", |door, _: Empty| {
            if let Ok(office) = door.office() {
                office.paces().into_iter().for_each(crate::Pace::stop);
            }
            Ok(paces(door))
        }),
        outside("close-office", |door, _: Empty| {
            door.close();
            forget(door)?;
            open_office(door)
        }),
        outside("look-at-catalogues", |_, _: Empty| found_office::choices()),
        outside("open-sample-office", |door, asked: Folder| {
            let (host, wanted) = (door.host().clone(), open_sample_office::Request::default());
            let made = open_sample_office::run(&asked.folder, host, wanted)?;
            door.open(&asked.folder)?;
            remember(door, asked.folder)?;
            Ok(made)
        }),
        outside("look-at-backups-at", |_, place: Folder| {
            back_up_office::look_at_place(&place.folder)
        }),
        outside("check-backup", |_, backup: Folder| {
            back_up_office::check(&backup.folder)
        }),
        outside("restore-office", |_, asked: back_up_office::Restoring| {
            back_up_office::restore(&asked)
        }),
        outside("look-at-program", |_, _: Empty| Program::this()),
        look("look-at-setup", |desk, _: Empty| look_at_setup::run(desk)),
        look("look-at-office", |desk, _: Empty| keep_office::show(desk)),
        act("keep-office", keep_office::run),
        look("look-at-staff", |desk, _: Empty| keep_staff::list(desk)),
        act("keep-staff", keep_staff::add),
        act("leave-staff", keep_staff::leave),
        look("look-at-stand-ins", |desk, _: Empty| {
            keep_stand_ins::list(desk)
        }),
        act("keep-stand-in", keep_stand_ins::add),
        act("end-stand-in", keep_stand_ins::end),
        look("look-at-words", |desk, _: Empty| keep_words::list(desk)),
        act("keep-word", |desk, asked| keep_words::run(desk, &asked)),
        look("look-at-fonts", |desk, _: Empty| keep_fonts::list(desk)),
        outside("keep-font", keep_font),
        look("look-at-forms", |desk, _: Empty| keep_forms::list(desk)),
        act("own-paper-form", |desk, asked| {
            keep_forms::copy(desk, &asked)
        }),
        look("look-at-list-rules", |desk, _: Empty| {
            keep_list_rules::list(desk)
        }),
        act("keep-list-rule", |desk, asked| {
            keep_list_rules::run(desk, &asked)
        }),
        look("look-at-chains", |desk, _: Empty| keep_chain::table(desk)),
        act("keep-chain", keep_chain::set),
        act("follow-chain", keep_chain::follow),
        act("back-up-office", back_up_office::run),
        look("look-at-backups", |desk, _: Empty| {
            back_up_office::look(desk, None)
        }),
        look("look-at-access-log", |desk, asked| {
            look_at_access_log::run(desk, &asked)
        }),
        look("check-office", |desk, _: Empty| check_office::run(desk)),
        act("list-fixity", list_fixity::run),
        act("fetch-files-back", |desk, asked| {
            fetch_files_back::run(desk, &asked)
        }),
    ]
}

/// An open office keeps the fonts it has read, so it is opened anew.
fn keep_font(door: &Door, asked: keep_fonts::Request) -> Result<keep_fonts::Answer, Problem> {
    let office = door.office()?;
    let folder = office.folder().to_owned();
    office.act(|desk| keep_fonts::run(desk, &asked))?;
    drop(office);
    door.close();
    door.open(&folder)?;
    door.office()?.look(keep_fonts::list)
}

fn open_office(door: &Door) -> Result<OpenOffice, Problem> {
    let settings = match door.office() {
        Ok(office) => Some(office.look(Desk::settings)?),
        Err(_) => None,
    };
    Ok(OpenOffice {
        folder: door.folder(),
        sample: settings.as_ref().and_then(|settings| settings.sample),
        name: settings.map(|settings| settings.name),
        today: door.host().now().today,
        usual_place: door.host().usual_place().to_owned(),
    })
}

/// The next start asks which office to open.
fn forget(door: &Door) -> Result<(), Problem> {
    let path = door.host().preferences();
    let mut preferences = Preferences::read(path);
    preferences.office = None;
    preferences.seat = None;
    preferences.keep(path)
}

/// The next start opens this office by itself.
fn remember(door: &Door, folder: PathBuf) -> Result<(), Problem> {
    let path = door.host().preferences();
    let mut preferences = Preferences::read(path);
    preferences.office = Some(folder);
    preferences.keep(path)
}

fn paces(door: &Door) -> Paces {
    match door.office() {
        Ok(office) => {
            let [writing, looking, carrying] = office.paces();
            Paces {
                writing: writing.progress(),
                looking: looking.progress(),
                carrying: carrying.progress(),
            }
        }
        Err(_) => Paces {
            writing: None,
            looking: None,
            carrying: None,
        },
    }
}
