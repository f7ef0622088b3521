//! Look at an item's attached files: what of each may leave, what was taken out of it, which
//! pictures wait for somebody's eye; and note that somebody looked.

use chrono::NaiveDate;
use gongkai_registry::records::CleanCopy;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::FileId;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use crate::acts::ItemAct;
use crate::cleaning::in_words;
use crate::typed::masked;
use crate::{Acting, Desk, Problem, attached};

/// The attached files of an item, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtAttachmentsAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The files.
    pub attachments: Vec<Line>,
    /// Whether the copies may leave now: the item is released.
    pub may_leave: bool,
}

/// One attached file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtAttachmentsLine", optional_fields = nullable))]
pub struct Line {
    /// Its place, from 1.
    pub number: usize,
    /// The file as it came.
    pub file: FileId,
    /// The name it came with, private numbers masked.
    pub name: String,
    /// What of it may leave.
    pub copy: CopyLine,
    /// Who looked at its pictures.
    pub looked: Option<Looked>,
}

/// What of an attached file may leave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtAttachmentsCopy", optional_fields = nullable))]
pub struct CopyLine {
    /// The copy that may leave; the file itself where nothing was to be taken out.
    pub clean: Option<FileId>,
    /// Fingerprint (SHA-256) of the copy.
    pub fingerprint: Option<String>,
    /// What was taken out: `文档属性 3 处、批注 2 处`.
    pub removed: String,
    /// Tracked changes were taken as they show.
    pub changes: bool,
    /// Why it may not leave.
    pub refused: Option<String>,
    /// What to do about it.
    pub next: Option<String>,
    /// Pictures in it.
    pub pictures: Vec<PictureLine>,
}

/// A picture in an attached file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtAttachmentsPicture", optional_fields = nullable))]
pub struct PictureLine {
    /// Where it lies.
    pub place: String,
    /// The original says where it was taken; the copy does not.
    pub located: bool,
    /// The camera or telephone that the original names.
    pub maker: Option<String>,
}

/// Who looked at the pictures of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtAttachmentsLooked", optional_fields = nullable))]
pub struct Looked {
    /// Name.
    pub who: String,
    /// When.
    pub on: NaiveDate,
}

/// A file whose pictures somebody looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtAttachmentsRequest", optional_fields = nullable))]
pub struct Request {
    /// The file; all attached files with pictures if none is named.
    pub file: Option<FileId>,
    /// Who and when.
    pub acting: Acting,
}

/// The attached files of the item `given`.
///
/// # Errors
/// `not-found`, what the store says.
pub fn run(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    let item = item(desk, given)?;
    let mut attachments = Vec::new();
    for (index, id) in item.content().attachments.iter().enumerate() {
        let Some(file) = desk.store.file(*id)? else {
            continue;
        };
        let looked = attached::looked(desk, item.id(), *id)?;
        attachments.push(Line {
            number: index + 1,
            file: *id,
            name: masked(&file.original_name),
            copy: copy_line(desk, *id)?,
            looked: looked.map(|(who, on)| Looked { who, on }),
        });
    }
    Ok(Answer {
        attachments,
        may_leave: matches!(item, Disclosure::Released(_)),
    })
}

/// What of an attached file may leave.
pub(crate) fn copy_line(desk: &Desk, file: FileId) -> Result<CopyLine, Problem> {
    let Some(copy) = desk.records().clean_copy(file)? else {
        return Ok(CopyLine {
            refused: Some("还没有清理过".to_owned()),
            next: Some("拿下来重新添加一次".to_owned()),
            ..CopyLine::default()
        });
    };
    let CleanCopy {
        clean,
        removed,
        pictures,
        file: _,
    } = copy;
    let fingerprint = match &clean {
        Ok(id) => desk
            .store
            .file(*id)?
            .map(|file| file.content.sha256.to_string()),
        Err(_) => None,
    };
    let none = clean.as_ref().err();
    Ok(CopyLine {
        fingerprint,
        removed: in_words(&removed),
        changes: removed.iter().any(|one| one.changes),
        refused: none.map(|none| none.why.clone()),
        next: none.map(|none| none.next.clone()),
        clean: clean.ok(),
        pictures: pictures
            .into_iter()
            .map(|picture| PictureLine {
                place: picture.place,
                located: picture.located,
                maker: picture.maker,
            })
            .collect(),
    })
}

/// Notes that somebody looked at the pictures of an item's attached files.
///
/// # Errors
/// `not-found`, `no-pictures`, `not-in-state` for an item that left already, `who-acts`, what the
/// store says.
pub fn note(desk: &mut Desk, given: &str, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let item = item(desk, given)?;
    match item {
        Disclosure::Draft(_) | Disclosure::InReview(_) | Disclosure::Approved(_) => {}
        Disclosure::SetAside(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => return Err(item.refuse("记下看过图片").into()),
    }
    let mut files = Vec::new();
    for file in &item.content().attachments {
        let wanted = request.file.is_none_or(|wanted| wanted == *file);
        if wanted && !copy_line(desk, *file)?.pictures.is_empty() {
            files.push(*file);
        }
    }
    if files.is_empty() {
        let text = "这件的附件里没有要看的图片";
        return Err(Problem::refused("no-pictures", text, "刷新页面后再看"));
    }
    desk.store
        .change::<_, Problem>(operation!("note-pictures"), |change| {
            for file in &files {
                change.put_picture_look(item.id(), *file, actor.person.id, &actor.moment)?;
            }
            let entry = actor.about(ItemAct::LookAtPictures, item.id());
            audit::append(change, &entry.open_fact("files", files.len().to_string()))?;
            Ok(())
        })?;
    run(desk, given)
}
