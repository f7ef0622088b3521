//! Where the scan of a sheet belongs: the signatures that lack it, the copy that lacks its receipt,
//! the item of the archive. It only looks.

use gongkai_registry::RegistryError;
use gongkai_registry::records::{ArchiveItem, ItemFilter, Records};
use gongkai_rulebook::archive::item::PartKind;
use gongkai_rulebook::archive::keeping::Fate;
use gongkai_rulebook::batch::BatchNo;
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::{ArchiveItemId, DisclosureId};
use gongkai_rulebook::register::{Book, CopyFor, RegisterNo};
use gongkai_rulebook::scan_code::{CodedSheet, ItemMark};
use gongkai_rulebook::scanned::ScanWait;
use gongkai_rulebook::signature::{Signature, SignatureKind};
use serde::{Deserialize, Serialize};

use crate::Problem;
use crate::typed::masked;

/// A place for a scan.
pub(crate) enum Home {
    /// The paper signatures of these items that lack their scan.
    Signatures(Vec<Disclosure>),
    /// The receipt of a copy that was handed over.
    Receipt(Box<Disclosure>, String),
    /// A paper of an item of the archive.
    Archive(Box<ArchiveItem>, PartKind),
}

/// A place, or why there is none yet.
pub(crate) type Sought = Result<Home, ScanWait>;

/// For what a scan is kept, where a person says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ScanUse {
    /// The paper signatures that lack their scan.
    Signatures,
    /// The receipt that the county's copy lacks.
    Receipt,
    /// One more paper of its item in the archive.
    Archive,
}

impl Home {
    /// What it is kept as, in the words of the page.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Signatures(items) if items.len() > 1 => {
                format!("{} 件的签字扫描件", items.len())
            }
            Self::Signatures(_) => "签字扫描件".to_owned(),
            Self::Receipt(_, copy) => format!("{copy} 的回执"),
            Self::Archive(item, kind) => format!("档案 {} 的{kind}", item.filed.code),
        }
    }

    /// Whose it is, masked.
    pub(crate) fn title(&self) -> String {
        match self {
            Self::Signatures(items) => items
                .first()
                .map(|item| masked(&item.content().title))
                .unwrap_or_default(),
            Self::Receipt(item, _) => masked(&item.content().title),
            Self::Archive(item, _) => masked(&item.filed.title),
        }
    }

    /// The one item, where it is one's.
    pub(crate) fn disclosure(&self) -> Option<DisclosureId> {
        match self {
            Self::Signatures(items) => match items.as_slice() {
                [one] => Some(one.id()),
                [] | [_, _, ..] => None,
            },
            Self::Receipt(item, _) => Some(item.id()),
            Self::Archive(item, _) => item.filed.disclosure,
        }
    }
}

/// Where the sheet with this code belongs.
///
/// # Errors
/// What the store says.
pub(crate) fn home_of(records: Records<'_>, sheet: CodedSheet) -> Result<Sought, Problem> {
    match sheet {
        CodedSheet::Approval(mark) => of_approval(records, mark),
        CodedSheet::Batch(no) => of_batch(records, no),
        CodedSheet::Copy { book, no, copy } => of_copy(records, book, no, copy),
    }
}

/// The one item that the code names, whether or not its scan has a place yet: whoever looks at what waits
/// wants to know whose it is.
///
/// # Errors
/// What the store says.
pub(crate) fn named_by(
    records: Records<'_>,
    sheet: CodedSheet,
) -> Result<Option<Disclosure>, Problem> {
    match sheet {
        CodedSheet::Approval(mark) => match records.items_ending(&mark.id_ending())?.as_slice() {
            [one] => Ok(Some(records.disclosure(*one)?)),
            [] | [_, _, ..] => Ok(None),
        },
        CodedSheet::Batch(_) => Ok(None),
        CodedSheet::Copy { book, no, .. } => {
            for id in records.items_numbered(no)? {
                let item = records.disclosure(id)?;
                if Book::of(item.content().class) == Some(book) {
                    return Ok(Some(item));
                }
            }
            Ok(None)
        }
    }
}

fn of_approval(records: Records<'_>, mark: ItemMark) -> Result<Sought, Problem> {
    match named_by(records, CodedSheet::Approval(mark))? {
        Some(item) => Ok(signed(vec![item])),
        None => Ok(Err(ScanWait::Unknown)),
    }
}

fn of_batch(records: Records<'_>, no: BatchNo) -> Result<Sought, Problem> {
    let sheet = match records.batch_sheet(no) {
        Err(error) if error.code() == "not-found" => return Ok(Err(ScanWait::Unknown)),
        other => other?,
    };
    let mut items = Vec::new();
    for line in &sheet.lines {
        match records.disclosure(line.disclosure) {
            Ok(item) => items.push(item),
            // Its import was undone.
            Err(RegistryError::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(signed(items))
}

/// The items whose signatures lack a scan.
fn signed(items: Vec<Disclosure>) -> Sought {
    let on_paper = items.iter().any(|item| {
        let kinds = item.signatures().iter().map(|signature| signature.kind);
        kinds.into_iter().any(|kind| kind == SignatureKind::Paper)
    });
    let lacking: Vec<Disclosure> = items.into_iter().filter(lacks_scan).collect();
    match (lacking.is_empty(), on_paper) {
        (false, _) => Ok(Home::Signatures(lacking)),
        (true, true) => Err(ScanWait::NothingMissing),
        (true, false) => Err(ScanWait::NotSigned),
    }
}

fn lacks_scan(item: &Disclosure) -> bool {
    item.signatures().iter().any(Signature::lacks_scan)
}

fn of_copy(records: Records<'_>, book: Book, no: RegisterNo, copy: u32) -> Result<Sought, Problem> {
    let wanted = format!("{no}-{copy}");
    for id in records.items_numbered(no)? {
        let item = records.disclosure(id)?;
        if Book::of(item.content().class) != Some(book) {
            continue;
        }
        let copies = records.kept_copies(id)?;
        let Some(kept) = copies.into_iter().find(|kept| kept.no == wanted) else {
            continue;
        };
        return match (kept.made_for, kept.handed) {
            (CopyFor::County, None) => Ok(Err(ScanWait::NotYetFiled)),
            (CopyFor::County, Some(handed)) if handed.receipt.is_none() => {
                Ok(Ok(Home::Receipt(Box::new(item), wanted)))
            }
            (CopyFor::County, Some(_)) => Ok(Err(ScanWait::NothingMissing)),
            (CopyFor::Township, _) => in_archive(records, id, PartKind::SignedSheet),
            (CopyFor::Board, _) => in_archive(records, id, PartKind::PostingProof),
        };
    }
    Ok(Err(ScanWait::Unknown))
}

fn in_archive(records: Records<'_>, id: DisclosureId, kind: PartKind) -> Result<Sought, Problem> {
    let item = archived(records, id)?;
    let home = item.map(|item| Home::Archive(Box::new(item), kind));
    Ok(home.ok_or(ScanWait::NotYetFiled))
}

/// The item of the archive that a disclosure is, while the office keeps it.
pub(super) fn archived(
    records: Records<'_>,
    id: DisclosureId,
) -> Result<Option<ArchiveItem>, Problem> {
    let filter = ItemFilter {
        disclosure: Some(id),
        ..ItemFilter::default()
    };
    let found = records.archive_items(&filter)?.pop();
    Ok(found.filter(|item| item.fate == Fate::Kept))
}

/// The same item as it is now.
pub(super) fn archive_item(
    records: Records<'_>,
    id: ArchiveItemId,
) -> Result<Option<ArchiveItem>, Problem> {
    let filter = ItemFilter {
        id: Some(id),
        ..ItemFilter::default()
    };
    Ok(records.archive_items(&filter)?.pop())
}

/// The place in an item that a person chose: what lacks a scan first, the archive last.
///
/// # Errors
/// What the store says.
pub(crate) fn home_in(
    records: Records<'_>,
    item: &Disclosure,
    wanted: Option<ScanUse>,
) -> Result<Sought, Problem> {
    let asked = |one: ScanUse| wanted.is_none_or(|wanted| wanted == one);
    let mut why = ScanWait::NotYetFiled;
    if asked(ScanUse::Signatures) {
        match signed(vec![item.clone()]) {
            Ok(home) => return Ok(Ok(home)),
            Err(wait) => why = wait,
        }
    }
    if asked(ScanUse::Receipt) {
        for copy in records.kept_copies(item.id())? {
            if copy.handed.is_some_and(|handed| handed.receipt.is_none()) {
                return Ok(Ok(Home::Receipt(Box::new(item.clone()), copy.no)));
            }
        }
    }
    match asked(ScanUse::Archive) {
        true => match in_archive(records, item.id(), PartKind::Other)? {
            Ok(home) => Ok(Ok(home)),
            Err(_) => Ok(Err(why)),
        },
        false => Ok(Err(why)),
    }
}
