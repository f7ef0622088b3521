//! Hand out the attached files of a released item, for the county, the site, a stick or the printer:
//! the clean copies and nothing else, under names that name nobody.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use gongkai_registry::files::FileRecord;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::{Disclosure, Released};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use crate::acts::ItemAct;
use crate::problem::file_problem;
use crate::{Acting, Desk, Problem, attached};

/// Where to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOutAttachmentsRequest", optional_fields = nullable))]
pub struct Request {
    /// The folder; it is made if it is not there.
    pub folder: PathBuf,
    /// Who and when.
    pub acting: Acting,
}

/// What was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOutAttachmentsAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The files.
    pub files: Vec<HandedOut>,
}

/// One file that was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOutAttachmentsFile", optional_fields = nullable))]
pub struct HandedOut {
    /// Where it lies.
    pub path: PathBuf,
    /// Its fingerprint (SHA-256).
    pub fingerprint: String,
}

/// Writes the clean copies of the item's attached files into a folder. All of them, or none.
///
/// # Errors
/// `not-in-state` for an item that is not released, `no-attachments`, `no-clean-copy`,
/// `who-acts`, a folder that cannot be written, what the store says.
pub fn run(desk: &mut Desk, given: &str, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let item = item(desk, given)?;
    let released = released(&item)?;
    let mut copies = Vec::new();
    for (index, file) in item.content().attachments.iter().enumerate() {
        copies.push((
            file_name(released, index + 1),
            leaving(desk, index + 1, *file)?,
        ));
    }
    if copies.is_empty() {
        let text = "这件没有附件";
        return Err(Problem::refused(
            "no-attachments",
            text,
            "换一件，或者打印这件的纸",
        ));
    }
    fs::create_dir_all(&request.folder).map_err(|error| file_problem(&request.folder, &error))?;
    let mut files = Vec::new();
    for (name, copy) in copies {
        let path = request.folder.join(format!("{name}.{}", ending_of(&copy)));
        let bytes = desk.store.read_file(copy.content.sha256)?;
        write(&path, &bytes).map_err(|error| file_problem(&path, &error))?;
        files.push(HandedOut {
            path,
            fingerprint: copy.content.sha256.to_string(),
        });
    }
    desk.store
        .change::<_, Problem>(operation!("hand-out-attachments"), |change| {
            let mut entry = actor.about(ItemAct::HandOutAttachments, item.id());
            for (number, file) in (1..).zip(&files) {
                entry = entry.open_fact(format!("copy_{number}"), file.fingerprint.as_str());
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer { files })
}

fn released(item: &Disclosure) -> Result<&Released, Problem> {
    match item {
        Disclosure::Released(released) => Ok(released),
        Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => Err(item.refuse("发出附件").into()),
    }
}

/// `2019-0049附件1`: a village's own file name may name a person.
fn file_name(released: &Released, number: usize) -> String {
    format!("{}附件{number}", released.release().register_no)
}

pub(crate) fn leaving(
    desk: &Desk,
    number: usize,
    file: gongkai_rulebook::ids::FileId,
) -> Result<FileRecord, Problem> {
    let copy = match attached::leaving(desk, file)? {
        Some(copy) => desk.store.file(copy)?,
        None => None,
    };
    copy.ok_or_else(|| {
        let text = format!("附件 {number} 没有清理过的一份，不能发出");
        let next = "起草一份更正稿，换上能清理的附件";
        Problem::refused("no-clean-copy", text, next)
    })
}

/// The ending by what the file is.
pub(crate) fn ending_of(file: &FileRecord) -> String {
    let by_name = Path::new(&file.original_name)
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    match file.media_kind.as_str() {
        "application/pdf" => "pdf".to_owned(),
        "image/png" => "png".to_owned(),
        "image/jpeg" => "jpg".to_owned(),
        _ if by_name.is_ascii() && (1..=5).contains(&by_name.len()) => by_name,
        _ => "dat".to_owned(),
    }
}

/// Beside it first, then under its name: nobody finds half a file.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("part");
    let mut file = File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&beside, path)
}
