//! Pages become one PDF, and the PDF goes where it belongs. What came stays beside it, as it came.

use gongkai_printroom::pdf::{About, ScannedPage as PdfPage, write_scanned};
use gongkai_registry::records::{NewPart, ScannedPage, Settled, StraightPicture};
use gongkai_registry::{Change, Fingerprint, audit};
use gongkai_rulebook::archive::item::PartKind;
use gongkai_rulebook::ids::FileId;

use super::Home;
use super::home::{archive_item, archived};
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::finished::midnight;
use crate::tasks::draft_disclosure::save;
use crate::tasks::take_in_file::{TakenIn, take_in_made};
use crate::{Desk, Problem};

/// What the papers of the house are called that are made of scans.
const TITLE: &str = "扫描件";

/// A page that can be bound: its row, its picture and where that lies.
#[derive(Clone)]
pub(crate) struct Leaf {
    pub(crate) page: ScannedPage,
    pub(crate) picture: StraightPicture,
    pub(crate) sha256: Fingerprint,
}

/// A page that was taken in before, as a leaf; none where it has no picture.
///
/// # Errors
/// What the store says.
pub(crate) fn leaf_of(desk: &Desk, page: ScannedPage) -> Result<Option<Leaf>, Problem> {
    let Some(picture) = page.picture else {
        return Ok(None);
    };
    let file = desk.store.file(picture.file)?;
    Ok(file.map(|file| Leaf {
        page,
        picture,
        sha256: file.content.sha256,
    }))
}

/// Leaves bound into one PDF whose row is not yet written.
pub(crate) struct Bound {
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) pdf: TakenIn,
}

/// Binds leaves, in their order, into a PDF/A.
///
/// # Errors
/// `file-missing` where a picture was altered, what the printroom and the store say.
pub(crate) fn bind(desk: &Desk, leaves: Vec<Leaf>, sheet: &str) -> Result<Bound, Problem> {
    let mut pictures = Vec::new();
    for leaf in &leaves {
        pictures.push(desk.store.read_file(leaf.sha256)?);
    }
    let pages: Vec<PdfPage<'_>> = leaves
        .iter()
        .zip(&pictures)
        .map(|(leaf, jpeg)| PdfPage {
            jpeg,
            width: leaf.picture.width,
            height: leaf.picture.height,
            width_mm: leaf.picture.width_mm,
            height_mm: leaf.picture.height_mm,
        })
        .collect();
    // Which pictures they are tells two bindings of one sheet apart.
    let shas = leaves.iter().map(|leaf| leaf.sha256.to_string());
    let about = About {
        title: format!("{TITLE} {sheet}").trim_end().to_owned(),
        author: desk.settings()?.name,
        subject: TITLE.to_owned(),
        identifier: shas.collect(),
        created: midnight(desk.host.now().today),
    };
    let pdf = write_scanned(&pages, &about)?;
    let pdf = take_in_made(desk, &pdf, "扫描件.pdf")?;
    Ok(Bound { leaves, pdf })
}

/// Puts a bound sheet where it belongs.
///
/// # Errors
/// What the store says.
pub(crate) fn file(
    change: &Change<'_>,
    actor: &Actor,
    home: &Home,
    bound: &Bound,
) -> Result<(), Problem> {
    bound.pdf.keep(change)?;
    let (pdf, pages) = (bound.pdf.id, bound.leaves.len());
    match home {
        Home::Signatures(items) => {
            for before in items {
                let after = before.clone().file_scan(pdf)?;
                save(change, before, &after, actor, ItemAct::FileScan)?;
                if let Some(item) = archived(change.records(), before.id())? {
                    add_part(change, actor, &item, (PartKind::SignedSheet, pdf, pages))?;
                }
            }
        }
        Home::Receipt(item, copy) => {
            change.add_receipt(item.id(), copy, pdf)?;
            let entry = actor
                .about(ItemAct::Receipt, item.id())
                .open_fact("copy", copy);
            audit::append(change, &entry)?;
            if let Some(item) = archived(change.records(), item.id())? {
                add_part(change, actor, &item, (PartKind::Receipt, pdf, pages))?;
            }
        }
        Home::Archive(item, kind) => {
            // Another sheet of this batch may have gone into it.
            if let Some(item) = archive_item(change.records(), item.filed.id)? {
                add_part(change, actor, &item, (*kind, pdf, pages))?;
            }
        }
    }
    for leaf in &bound.leaves {
        let settled = Settled::Filed(pdf, home.disclosure());
        change.settle_scan(leaf.page.id, settled, (actor.person.id, &actor.moment))?;
    }
    Ok(())
}

fn add_part(
    change: &Change<'_>,
    actor: &Actor,
    item: &gongkai_registry::records::ArchiveItem,
    (kind, file, pages): (PartKind, FileId, usize),
) -> Result<(), Problem> {
    let part = NewPart {
        kind,
        title: kind.label().to_owned(),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        file: Some(file),
    };
    change.add_archive_part(item.filed.id, &part)?;
    let entry = actor
        .entry("keep-archive-item", "archive", item.filed.id)
        .open_fact("code", &item.filed.code)
        .open_fact("paper", kind.code());
    audit::append(change, &entry)?;
    Ok(())
}
