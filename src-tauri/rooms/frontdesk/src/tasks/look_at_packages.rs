//! Look at the packages of stations that lie on a stick or in a folder: whose each is, and whether its key
//! was compared. What they say is closed; nothing is written.

use std::path::PathBuf;

use gongkai_registry::records::TakenDraft;
use serde::{Deserialize, Serialize};

use crate::stations::{bytes_of, named, spoken};
use crate::{Desk, Problem};

/// Packages that lie somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtPackagesPlace")
)]
pub struct Place {
    /// A package, or a folder with packages.
    pub path: PathBuf,
}

/// What lies there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtPackagesAnswer")
)]
pub struct Answer {
    /// Packages, by name.
    pub packages: Vec<Package>,
}

/// A package that lies there. What it says is closed until it is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtPackagesPackage", optional_fields = nullable))]
pub struct Package {
    /// The file.
    pub file: PathBuf,
    /// What the station calls itself.
    pub station: Option<String>,
    /// The id of the key that it is signed with, as it is read out.
    pub code: Option<String>,
    /// That id as a request names it.
    pub key: Option<String>,
    /// Somebody compared that key before.
    pub known: bool,
    /// Another key of this station was compared before: it has a new one.
    pub new_key: bool,
    /// It was taken in before.
    pub taken: bool,
    /// Why it cannot be taken in.
    pub why_not: Option<Problem>,
}

/// Looks at what lies at a place; nothing is written.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn run(desk: &Desk, place: &Place) -> Result<Answer, Problem> {
    let mut files = Vec::new();
    if place.path.is_dir() {
        let at = |error| crate::problem::file_problem(&place.path, &error);
        for entry in std::fs::read_dir(&place.path).map_err(at)? {
            let path = entry.map_err(at)?.path();
            if path.extension().is_some_and(|ending| ending == "gkpkg") {
                files.push(path);
            }
        }
    } else {
        files.push(place.path.clone());
    }
    files.sort();
    let taken = desk.records().taken_drafts()?;
    let packages = files.into_iter().map(|file| lying(desk, file, &taken));
    Ok(Answer {
        packages: packages.collect(),
    })
}

fn lying(desk: &Desk, file: PathBuf, taken: &[TakenDraft]) -> Package {
    let mut package = Package {
        file: file.clone(),
        station: None,
        code: None,
        key: None,
        known: false,
        new_key: false,
        taken: false,
        why_not: None,
    };
    let mut told = |bytes: &[u8]| -> Result<(), Problem> {
        let named = named(desk, bytes)?;
        package.station = Some(named.name.clone());
        package.code = Some(spoken(named.key));
        package.key = Some(named.key.to_string());
        package.known = named.known;
        package.new_key = named.other_key_known && !named.known;
        package.taken = taken.iter().any(|one| one.package == named.package);
        Ok(())
    };
    let looked = bytes_of(&file).and_then(|bytes| told(&bytes));
    package.why_not = looked.err();
    package
}
