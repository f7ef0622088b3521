//! Calls about the office itself: which one is open, its people, what this PC remembers.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Door;
use super::call::{Call, Empty, act, look, outside};
use crate::pace::Progress;
use crate::tasks::{found_office, keep_staff};
use crate::{Preferences, Problem};

/// The office that stands open, as the frame of the window shows it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(super) struct OpenOffice {
    /// Its folder; none is open if not said.
    pub folder: Option<PathBuf>,
    /// Its name.
    pub name: Option<String>,
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
            wanted.keep(door.host().preferences())?;
            Ok(wanted)
        }),
        outside("look-at-pace", |door, _: Empty| Ok(paces(door))),
        outside("stop-work", |door, _: Empty| {
            if let Ok(office) = door.office() {
                office.paces().into_iter().for_each(crate::Pace::stop);
            }
            Ok(paces(door))
        }),
        look("look-at-staff", |desk, _: Empty| keep_staff::list(desk)),
        act("keep-staff", keep_staff::add),
    ]
}

fn open_office(door: &Door) -> Result<OpenOffice, Problem> {
    let name = match door.office() {
        Ok(office) => Some(office.look(|desk| Ok(desk.settings()?.name))?),
        Err(_) => None,
    };
    Ok(OpenOffice {
        folder: door.folder(),
        name,
        today: door.host().now().today,
        usual_place: door.host().usual_place().to_owned(),
    })
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
            let [writing, looking] = office.paces();
            Paces {
                writing: writing.progress(),
                looking: looking.progress(),
            }
        }
        Err(_) => Paces {
            writing: None,
            looking: None,
        },
    }
}
