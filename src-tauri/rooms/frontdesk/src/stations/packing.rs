//! Packs a draft whole — text, list with every cell, files as they are — and closes it for one office:
//! nobody has reviewed it, and whoever finds the stick must read nothing in it.

use chrono::DateTime;
use gongkai_letters::{
    Attachment, AttachmentLine, Checked, ClosingKey, DraftColumn, DraftFile, DraftLetter,
    DraftList, DraftRow, DraftSheet, LeftOut, Metadata, Outgoing, SealedPackage, Sha256Digest,
    Signer as _, Standing, seal,
};
use gongkai_registry::Fingerprint;
use gongkai_registry::records::{DraftOffice, HandedDraft};
use gongkai_rulebook::disclosure::{Content, Disclosure, Listing};
use gongkai_rulebook::ids::{FileId, LetterId, ListId};

use super::{DraftKeys, about};
use crate::county::township;
use crate::{Desk, Problem};

/// What the one file in a draft's package is called for readers.
const CLOSED: &str = "封好的草稿";

/// A draft, packed.
pub(crate) struct Packed {
    /// The package.
    pub(crate) package: SealedPackage,
    /// How many rows its list has.
    pub(crate) rows: usize,
}

/// A digest of what would be handed over, under the store's own secret: the same text is packed once.
pub(crate) fn said(desk: &Desk, content: &Content, checked: &Checked, to: &str) -> Fingerprint {
    let (unit, provider) = (&checked.unit, &checked.provider);
    let (leader, day) = (&checked.responsible, checked.agreed_on);
    let content = serde_json::to_string(content).unwrap_or_default();
    let text = format!("{to}\n{unit}\n{provider}\n{leader}\n{day}\n{content}");
    desk.store.hmac_id(&text)
}

/// Packs an item as the next package after `last`.
///
/// # Errors
/// `draft-key`, `draft-too-big`, a kept file that is gone, what the store says.
pub(crate) fn pack(
    desk: &Desk,
    item: &Disclosure,
    checked: Checked,
    office: &DraftOffice,
    last: Option<&HandedDraft>,
) -> Result<Packed, Problem> {
    let letter = letter_of(desk, item, checked)?;
    let rows = letter.list.as_ref().map_or(0, |list| list.rows.len());
    let package = LetterId::new(&desk.seed()?);
    let sender = desk.store.card().office;
    let signing = DraftKeys::read_or_made(desk)?.signing()?;
    let key: ClosingKey = office.key.parse().map_err(|_| unusable())?;
    let mut seed = [0; 32];
    desk.host.random(&mut seed)?;
    let bytes = letter
        .to_bytes()
        .map_err(|refusal| too_big(&refusal.to_string()))?;
    let closed = key
        .close(&bytes, &about(sender, package), seed)
        .map_err(|_| unusable())?;
    let attachment = Attachment {
        extension: "bin".to_owned(),
        bytes: closed,
    };
    let sheet = DraftSheet {
        disclosure: item.id(),
        entry: item.content().entry.clone(),
        unit: desk.settings()?.name,
        signed_with: signing.public().clone(),
        office: office.office,
        closed_for: key.id(),
        attachments: vec![AttachmentLine {
            file: attachment.path(0),
            name: CLOSED.to_owned(),
        }],
    };
    let outgoing = Outgoing {
        package,
        township: township(&office.township)?,
        sender,
        created: DateTime::from_timestamp_millis(desk.host.now().unix_ms).unwrap_or_default(),
        metadata: Metadata::Draft(Box::new(sheet)),
        text: None,
        copy: None,
        attachments: vec![attachment],
    };
    let standing = last.map_or_else(Standing::default, |last| Standing {
        count: last.number,
        head: Some(Sha256Digest::from(last.head.0)),
    });
    let package = seal(&outgoing, &standing, &signing);
    let package = package.map_err(|error| too_big(&error.to_string()))?;
    Ok(Packed { package, rows })
}

fn letter_of(desk: &Desk, item: &Disclosure, checked: Checked) -> Result<DraftLetter, Problem> {
    let content = Content {
        // The released item that it corrects is the office's, under a number of the office's.
        corrects: None,
        // So is the one that it explains.
        listing: Listing {
            interprets: None,
            ..item.content().listing.clone()
        },
        ..item.content().clone()
    };
    let mut files = Vec::new();
    for id in &content.attachments {
        let kept = desk.store.file(*id)?.ok_or_else(|| gone("附件"))?;
        files.push(DraftFile {
            id: *id,
            bytes: desk.store.read_file(kept.content.sha256)?,
            name: kept.original_name,
        });
    }
    let list = match content.list {
        None => None,
        Some(id) => {
            let (list, workbook) = list_of(desk, id)?;
            files.push(workbook);
            Some(list)
        }
    };
    Ok(DraftLetter {
        content,
        checked,
        list,
        files,
    })
}

fn list_of(desk: &Desk, id: ListId) -> Result<(DraftList, DraftFile), Problem> {
    let records = desk.records();
    let list = records.list(id)?;
    let source = records.list_source(list.import)?;
    let workbook = DraftFile {
        id: FileId::new(&desk.seed()?),
        bytes: desk.store.read_file(source.sha256)?,
        name: source.file_name,
    };
    let rows = records.list_rows(id)?.into_iter().map(|row| DraftRow {
        row: row.row,
        cells: row.cells,
    });
    let left_out = records.list_omissions(id)?.into_iter();
    let columns = list.columns.into_iter().map(|column| DraftColumn {
        title: column.title,
        meaning: column.meaning,
        private: column.private,
    });
    let list = DraftList {
        id,
        kind: list.kind,
        sheet: list.sheet,
        village: list.village,
        period: list.period,
        unit: list.unit,
        columns: columns.collect(),
        rows: rows.collect(),
        skipped: list.skipped,
        refused: list.refused,
        mended: u32::try_from(records.list_mends(id)?.len()).unwrap_or(u32::MAX),
        left_out: left_out
            .map(|omission| LeftOut {
                row: omission.row,
                why: omission.why,
            })
            .collect(),
        workbook: workbook.id,
    };
    Ok((list, workbook))
}

fn gone(what: &str) -> Problem {
    let text = format!("{what}的原件不在了，交不出去");
    Problem::unreadable("file-missing", text, "先核对登记库，从备份找回")
}

fn unusable() -> Problem {
    let text = "党政办的收稿凭据用不了";
    let next = "请党政办重新发一份收稿凭据，再登记一次";
    Problem::refused("draft-address", text, next)
}

fn too_big(why: &str) -> Problem {
    let next = "减少附件，或者把大的附件另用U盘送";
    Problem::refused("draft-too-big", format!("草稿封不成一个包：{why}"), next)
}
