//! The papers of a disclosure as one item (组件, DA/T 22-2015, 5.1): the township's copy, attachments, the
//! approval sheet, what proves the posting, the receipt. What the house lays out itself is stored as it
//! is on this day; proofs and duplicates are not filed.

use chrono::NaiveDate;
use gongkai_registry::Change;
use gongkai_registry::records::NewPart;
use gongkai_rulebook::archive::item::{Part, PartKind, arrange};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::{DisclosureId, FileId};
use gongkai_rulebook::register::CopyFor;

use crate::finished::finish;
use crate::papers::{Laid, Paper, lay_out};
use crate::tasks::take_in_file::{TakenIn, take_in_made};
use crate::{Desk, Problem};

/// An item's papers, those laid out here stored already.
pub(super) struct Assembled {
    pub(super) parts: Vec<NewPart>,
    pub(super) document_no: String,
    made: Vec<TakenIn>,
}

impl Assembled {
    /// Writes the rows of the files that were made.
    pub(super) fn keep(&self, change: &Change<'_>) -> Result<(), Problem> {
        self.made.iter().try_for_each(|file| file.keep(change))
    }

    pub(super) fn pages(&self) -> u32 {
        let each = self.parts.iter().map(|part| part.pages);
        each.fold(0, u32::saturating_add)
    }
}

/// Puts the papers of a disclosure together.
pub(super) fn assemble(
    desk: &Desk,
    id: DisclosureId,
    day: NaiveDate,
) -> Result<Assembled, Problem> {
    let item = desk.records().disclosure(id)?;
    let mut gathering = Gathering {
        desk,
        day,
        parts: Vec::new(),
        made: Vec::new(),
    };
    gathering.text(&item)?;
    for (number, file) in (1_usize..).zip(&item.content().attachments) {
        gathering.add(
            PartKind::Attachment,
            format!("附件{number}"),
            1,
            Some(*file),
        );
    }
    gathering.approval(&item)?;
    gathering.proofs(&item);
    gathering.receipts(id)?;
    arrange(&mut gathering.parts);
    let part = |part: Part<(String, Option<FileId>)>| NewPart {
        kind: part.kind,
        title: part.of.0,
        pages: part.pages,
        file: part.of.1,
    };
    Ok(Assembled {
        parts: gathering.parts.into_iter().map(part).collect(),
        document_no: item.document_no().unwrap_or_default().to_owned(),
        made: gathering.made,
    })
}

struct Gathering<'a> {
    desk: &'a Desk,
    day: NaiveDate,
    parts: Vec<Part<(String, Option<FileId>)>>,
    made: Vec<TakenIn>,
}

impl Gathering<'_> {
    fn add(&mut self, kind: PartKind, title: String, pages: u32, file: Option<FileId>) {
        self.parts.push(Part {
            kind,
            pages,
            of: (title, file),
        });
    }

    /// 正本: the township's own copy, as it is laid out today.
    fn text(&mut self, item: &Disclosure) -> Result<(), Problem> {
        if item.released().is_none() {
            return Ok(());
        }
        let paper = Paper::Copies {
            item: item.id().to_string(),
            only: Some(CopyFor::Township),
            sheet: None,
        };
        let laid = lay_out(self.desk, &paper)?;
        self.lay(PartKind::Text, "公开件（乡存）", &laid)
    }

    /// The sheet as it was signed; where nothing was signed on paper, the approval sheet itself.
    fn approval(&mut self, item: &Disclosure) -> Result<(), Problem> {
        let laid = lay_out(
            self.desk,
            &Paper::Approval {
                item: item.id().to_string(),
            },
        )?;
        let mut scans: Vec<FileId> = Vec::new();
        for signature in item.signatures() {
            let later = signature.made_good.as_ref().and_then(|later| later.scan);
            for scan in signature.scan.into_iter().chain(later) {
                if !scans.contains(&scan) {
                    scans.push(scan);
                }
            }
        }
        if scans.is_empty() {
            return self.lay(PartKind::Approval, "审批表", &laid);
        }
        // One scan is the whole sheet; several are taken for a page each, until somebody counts.
        let pages = match scans.len() {
            1 => pages_of(&laid),
            _ => 1,
        };
        for scan in scans {
            let title = "签字的审批表".to_owned();
            self.add(PartKind::SignedSheet, title, pages, Some(scan));
        }
        Ok(())
    }

    fn proofs(&mut self, item: &Disclosure) {
        let postings = item
            .released()
            .map_or(&[][..], |released| released.postings());
        for posting in postings {
            if let Some(photo) = posting.evidence {
                let title = format!("{}张贴凭证", posting.channel);
                self.add(PartKind::PostingProof, title, 1, Some(photo));
            }
            if let Some(photo) = posting.taken_evidence {
                let title = format!("{}撤下凭证", posting.channel);
                self.add(PartKind::TakenDown, title, 1, Some(photo));
            }
        }
    }

    fn receipts(&mut self, id: DisclosureId) -> Result<(), Problem> {
        for copy in self.desk.records().kept_copies(id)? {
            if let Some(receipt) = copy.handed.and_then(|handed| handed.receipt) {
                self.add(PartKind::Receipt, "报县回执".to_owned(), 1, Some(receipt));
            }
        }
        Ok(())
    }

    /// Stores what the house lays out, so that it stays as it is today.
    fn lay(&mut self, kind: PartKind, title: &str, laid: &Laid) -> Result<(), Problem> {
        let about = (title, laid.title.as_str(), laid.register_no.as_str());
        let made = finish(self.desk, self.desk.fonts()?, &laid.pages, about, self.day)?;
        let name = format!("{title}.pdf");
        let taken = take_in_made(self.desk, &made.pdf, &name)?;
        self.add(kind, title.to_owned(), pages_of(laid), Some(taken.id));
        self.made.push(taken);
        Ok(())
    }
}

fn pages_of(laid: &Laid) -> u32 {
    u32::try_from(laid.pages.len()).unwrap_or(u32::MAX)
}
