//! Attached files before they may leave with an item: the clean copy of each is searched for
//! anything private, and what the gate must know of each is put together.

use chrono::NaiveDate;
use gongkai_registry::records::CleanCopy;
use gongkai_rulebook::disclosure::{Content, Disclosure};
use gongkai_rulebook::gate::{AttachmentFact, CopyFact, InAttachment, Level, OutputFinding};
use gongkai_rulebook::ids::{DisclosureId, FileId};
use gongkai_rulebook::privacy::ScanOptions;

use crate::cleaning::in_words;
use crate::tasks::mask_attachment::{BY_HAND, masked};
use crate::tasks::scan_file::scan;
use crate::{Desk, Exit, Problem};

/// What is private in the copies of the item's attachments that would leave. What could not be
/// looked at is a warning: somebody has to look. A file without a copy is the gate's own line.
pub(crate) fn look(
    desk: &Desk,
    content: &Content,
    day: NaiveDate,
) -> Result<Vec<OutputFinding>, Problem> {
    let options = ScanOptions {
        reference_date: Some(day),
        allowed_numbers: desk.settings()?.supervision_phone.into_iter().collect(),
        ..ScanOptions::default()
    };
    let mut findings = Vec::new();
    for (index, id) in content.attachments.iter().enumerate() {
        let name = format!("附件 {}", index + 1);
        let Some(file) = leaving(desk, *id)?
            .map(|id| desk.store.file(id))
            .transpose()?
            .flatten()
        else {
            continue;
        };
        let from = findings.len();
        match scan(
            desk.host.as_ref(),
            &desk.store.file_path(file.content.sha256),
            &options,
        ) {
            Ok(scanned) => {
                findings.extend(scanned.findings.into_iter().map(|found| OutputFinding {
                    kind: found.kind.label().to_owned(),
                    level: found.kind.level(),
                    masked: found.masked,
                    place: format!("{name} {}", found.place),
                    attached: None,
                }));
                findings.extend(
                    scanned
                        .not_looked_at
                        .into_iter()
                        .map(|what| unseen(&name, what)),
                );
            }
            Err(problem) if problem.exit == Exit::Unreadable => {
                findings.push(unseen(&name, "程序读不了这种文件，请人工核对".to_owned()));
            }
            Err(problem) => return Err(problem),
        }
        if findings.len() > from {
            let attached = InAttachment {
                number: index + 1,
                table: masked(desk, *id).is_ok(),
                by_hand: BY_HAND.to_owned(),
            };
            for finding in &mut findings[from..] {
                finding.attached = Some(attached.clone());
            }
        }
    }
    Ok(findings)
}

/// The copy of an attached file that may leave.
pub(crate) fn leaving(desk: &Desk, file: FileId) -> Result<Option<FileId>, Problem> {
    let copy = desk.records().clean_copy(file)?;
    Ok(copy.and_then(|copy| copy.clean.ok()))
}

/// Fingerprints (SHA-256) of the copies that leave with an item, in order; empty for one that has
/// none.
pub(crate) fn fingerprints(desk: &Desk, content: &Content) -> Result<Vec<String>, Problem> {
    let one = |file: &FileId| {
        let copy = match leaving(desk, *file)? {
            Some(copy) => desk.store.file(copy)?,
            None => None,
        };
        Ok(copy.map_or_else(String::new, |copy| copy.content.sha256.to_string()))
    };
    content.attachments.iter().map(one).collect()
}

/// What the gate must know of the item's attachments.
pub(crate) fn facts(desk: &Desk, item: &Disclosure) -> Result<Vec<AttachmentFact>, Problem> {
    let mut facts = Vec::new();
    for (index, file) in item.content().attachments.iter().enumerate() {
        let copy = desk.records().clean_copy(*file)?;
        facts.push(AttachmentFact {
            number: index + 1,
            pictures: copy.as_ref().map_or(0, |copy| copy.pictures.len()),
            copy: copy_fact(copy),
            looked: looked(desk, item.id(), *file)?,
        });
    }
    Ok(facts)
}

/// Who looked at the pictures of an item's file, on which day.
pub(crate) fn looked(
    desk: &Desk,
    item: DisclosureId,
    file: FileId,
) -> Result<Option<(String, NaiveDate)>, Problem> {
    let look = desk.records().picture_look(item, file)?;
    Ok(look.map(|look| (look.who, look.moment.occurred_on)))
}

fn copy_fact(copy: Option<CleanCopy>) -> CopyFact {
    match copy {
        None => CopyFact::Missing,
        Some(copy) => match copy.clean {
            Ok(_) => CopyFact::Clean {
                changes: copy.removed.iter().any(|one| one.changes),
                removed: in_words(&copy.removed),
            },
            Err(none) => CopyFact::Refused {
                why: none.why,
                next: none.next,
            },
        },
    }
}

fn unseen(name: &str, what: String) -> OutputFinding {
    OutputFinding {
        kind: "没有检查到的内容".to_owned(),
        level: Level::Warning,
        masked: what,
        place: name.to_owned(),
        attached: None,
    }
}
