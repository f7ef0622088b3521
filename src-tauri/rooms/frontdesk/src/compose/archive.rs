//! The papers of the archive, put together from the store: stamps, catalogues, boxes, the bound book.
//! What goes to the county's archive and what is destroyed stands in [`leaving`].

use gongkai_printroom::Page;
use gongkai_printroom::papers::archive_list::ArchiveCatalogue;
use gongkai_printroom::papers::archive_stamp::{Filed, HandStampList, free_place};
use gongkai_registry::records::{ArchiveItem, ItemFilter, KeptPart};
use gongkai_rulebook::archive::code::CodePattern;
use gongkai_rulebook::archive::item::PartKind;
use gongkai_rulebook::archive::keeping::Fate;
use gongkai_rulebook::archive::scheme::Scheme;
use gongkai_rulebook::archive::{ArchiveRefusal, Class};
use gongkai_rulebook::ids::{ArchiveBoxId, DisposalId, TransferId};
use gongkai_rulebook::printing::PaperKind;
use gongkai_rulebook::register::CopyFor;
use gongkai_rulebook::retention::RetentionPeriod;
use serde::{Deserialize, Serialize};

use crate::archiving::{archive_item, archive_line, cells, code_of, scheme};
use crate::papers::{Laid, Paper, lay_out};
use crate::typed::masked;
use crate::{Desk, Problem};

mod binding;
mod leaving;

/// Which paper of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
#[serde(tag = "sheet", rename_all = "snake_case")]
pub enum ArchivePaper {
    /// Stamps and page numbers of a year, to be printed onto the filed papers.
    Stamps {
        /// The year.
        year: i32,
        /// Only these items; all of the year if none is said.
        #[serde(default)]
        items: Vec<String>,
    },
    /// What the hand stamp is filled in with.
    StampList {
        /// The year.
        year: i32,
    },
    /// One item whole, with its stamp and page numbers.
    Item {
        /// The item.
        item: String,
    },
    /// 归档文件目录 with its cover.
    Catalogue {
        /// The year.
        year: i32,
        /// Only of this period; every period if none is said.
        #[cfg_attr(feature = "contract", ts(optional = nullable))]
        period: Option<RetentionPeriod>,
    },
    /// Spines, covers, catalogues and back notes of boxes.
    Boxes {
        /// The boxes.
        boxes: Vec<ArchiveBoxId>,
    },
    /// A volume of the bound book.
    Volume {
        /// The year.
        year: i32,
        /// 册 from 1.
        volume: u32,
    },
    /// 交接文据 and 移交清册: of a transfer, or of everything that is due.
    Transfer {
        /// The transfer.
        #[cfg_attr(feature = "contract", ts(optional = nullable))]
        transfer: Option<TransferId>,
    },
    /// A disposal list, with its certificate once it was carried out.
    Disposal {
        /// The list.
        disposal: DisposalId,
    },
}

impl ArchivePaper {
    /// Which kind it is.
    pub(crate) const fn kind(&self) -> PaperKind {
        match self {
            Self::Stamps { .. } | Self::StampList { .. } | Self::Item { .. } => {
                PaperKind::ArchiveStamp
            }
            Self::Catalogue { .. } => PaperKind::ArchiveCatalogue,
            Self::Boxes { .. } => PaperKind::ArchiveBox,
            Self::Volume { .. } => PaperKind::BoundBook,
            Self::Transfer { .. } => PaperKind::ArchiveTransfer,
            Self::Disposal { .. } => PaperKind::Disposal,
        }
    }

    /// Its title.
    pub(crate) fn title(&self) -> String {
        match self {
            Self::Stamps { year, .. } => format!("{year}年归档章"),
            Self::StampList { year } => format!("{year}年归档章填写清单"),
            Self::Item { item } => format!("{} 归档件", masked(item)),
            Self::Catalogue { year, period } => match period {
                Some(period) => format!("{year}年{period}归档文件目录"),
                None => format!("{year}年归档文件目录"),
            },
            Self::Boxes { boxes } => format!("{} 个档案盒", boxes.len()),
            Self::Volume { year, volume } => format!("{year}年政务公开档案第{volume}册"),
            Self::Transfer { .. } => "档案移交清册".to_owned(),
            Self::Disposal { .. } => "档案销毁清册".to_owned(),
        }
    }
}

/// Lays a paper of the archive out.
///
/// # Errors
/// `archive-unsettled`, `not-found`, what the printroom refuses.
pub(crate) fn archive_paper(desk: &Desk, paper: &ArchivePaper) -> Result<Laid, Problem> {
    let (scheme, pattern) = scheme(desk)?;
    let shelf = desk.fonts()?;
    let pages = match paper {
        ArchivePaper::Stamps { year, items } => Stamping {
            desk,
            scheme,
            pattern,
        }
        .overlays(*year, items)?,
        ArchivePaper::StampList { year } => {
            let items = kept(desk, *year)?;
            Stamping {
                desk,
                scheme,
                pattern,
            }
            .by_hand(&items)?
        }
        ArchivePaper::Item { item } => {
            let item = archive_item(desk, item)?;
            Stamping {
                desk,
                scheme,
                pattern,
            }
            .whole(&item)?
        }
        ArchivePaper::Catalogue { year, period } => catalogues(desk, &scheme, *year, *period)?,
        ArchivePaper::Boxes { boxes } => binding::boxes(desk, &scheme, boxes)?,
        ArchivePaper::Volume { year, volume } => {
            binding::volume(desk, &scheme, *year, *volume)?.pages(shelf)?
        }
        ArchivePaper::Transfer { transfer } => {
            leaving::transfer(desk, &scheme, *transfer)?.pages(shelf)?
        }
        ArchivePaper::Disposal { disposal } => {
            leaving::disposal(desk, &scheme, *disposal)?.pages(shelf)?
        }
    };
    let (title, today) = (paper.title(), desk.host.now().today);
    let identifier = title.clone();
    Ok(Laid::of_pages(
        paper.kind(),
        pages,
        title,
        &identifier,
        today,
    ))
}

/// The items of a year that are in the office's keeping.
fn kept(desk: &Desk, year: i32) -> Result<Vec<ArchiveItem>, Problem> {
    let of_year = ItemFilter {
        year: Some(year),
        ..ItemFilter::default()
    };
    let mut items = desk.records().archive_items(&of_year)?;
    items.retain(|item| item.fate == Fate::Kept);
    Ok(items)
}

/// Puts stamps on.
struct Stamping<'a> {
    desk: &'a Desk,
    scheme: Scheme,
    pattern: CodePattern,
}

impl Stamping<'_> {
    /// Refuses to print a number that is void.
    fn counts(item: &ArchiveItem) -> Result<(), Problem> {
        match item.fate {
            Fate::Kept | Fate::Transferred | Fate::Destroyed => Ok(()),
            fate @ Fate::Refiled => Err(ArchiveRefusal::Gone { fate }.into()),
        }
    }

    /// Stamps and numbers alone; what no place was found for stands on a list at the end.
    fn overlays(&self, year: i32, only: &[String]) -> Result<Vec<Page>, Problem> {
        let items = match only.is_empty() {
            true => kept(self.desk, year)?,
            false => only
                .iter()
                .map(|given| archive_item(self.desk, given))
                .collect::<Result<_, _>>()?,
        };
        let shelf = self.desk.fonts()?;
        let (mut pages, mut by_hand) = (Vec::new(), Vec::new());
        for item in items {
            Self::counts(&item)?;
            let mut stamped = false;
            for (part, laid, first_number) in self.laid(&item)? {
                let first = part == 0;
                let free = laid.first().is_some_and(|page| free_place(page).is_some());
                stamped |= first && free;
                let filed = self.filed(&item, first_number, first && free);
                pages.extend(filed.alone(&laid, shelf)?);
            }
            if !stamped {
                by_hand.push(item);
            }
        }
        if !by_hand.is_empty() || pages.is_empty() {
            pages.extend(self.by_hand(&by_hand)?);
        }
        Ok(pages)
    }

    /// The papers that the house lays out, with the stamp on the first page.
    fn whole(&self, item: &ArchiveItem) -> Result<Vec<Page>, Problem> {
        Self::counts(item)?;
        let shelf = self.desk.fonts()?;
        let mut pages = Vec::new();
        for (part, laid, first_number) in self.laid(item)? {
            let filed = self.filed(item, first_number, part == 0);
            pages.extend(filed.onto(laid, shelf)?);
        }
        if pages.is_empty() {
            let text = "这一件没有程序排版的纸面，归档章请按清单手工加盖";
            return Err(Problem::refused(
                "nothing-to-print",
                text,
                "打印归档章填写清单",
            ));
        }
        Ok(pages)
    }

    fn by_hand(&self, items: &[ArchiveItem]) -> Result<Vec<Page>, Problem> {
        let line = |item: &ArchiveItem| {
            let code = code_of(&self.scheme, &self.pattern, item);
            let no = item.register_no.map(|no| no.to_string());
            (
                no.unwrap_or_default(),
                masked(&item.filed.title),
                cells(&self.scheme, &code, item.pages),
            )
        };
        let list = HandStampList {
            office: self.scheme.fonds_name.clone(),
            lines: items.iter().map(line).collect(),
        };
        Ok(list.pages(self.desk.fonts()?)?)
    }

    fn filed(&self, item: &ArchiveItem, first_number: u32, stamped: bool) -> Filed {
        let code = code_of(&self.scheme, &self.pattern, item);
        Filed {
            stamp: stamped.then(|| cells(&self.scheme, &code, item.pages)),
            first_number,
            two_sided: false,
        }
    }

    /// The papers of an item that the house lays out: which in the row, their pages, and the number of
    /// the first of them within the item.
    fn laid(&self, item: &ArchiveItem) -> Result<Vec<(usize, Vec<Page>, u32)>, Problem> {
        let mut first = 1;
        let mut laid = Vec::new();
        let parts = self.desk.records().archive_parts(item.filed.id)?;
        for (at, part) in parts.iter().enumerate() {
            if let Some(paper) = paper_of(item, part) {
                laid.push((at, lay_out(self.desk, &paper)?.pages, first));
            }
            first += part.pages;
        }
        Ok(laid)
    }
}

/// The paper of the house that a part of an item is.
fn paper_of(item: &ArchiveItem, part: &KeptPart) -> Option<Paper> {
    let disclosure = item.filed.disclosure?.to_string();
    match part.kind {
        PartKind::Text => Some(Paper::Copies {
            item: disclosure,
            only: Some(CopyFor::Township),
            sheet: None,
        }),
        PartKind::Approval => Some(Paper::Approval { item: disclosure }),
        PartKind::HandlingSheet
        | PartKind::Attachment
        | PartKind::SignedSheet
        | PartKind::FinalDraft
        | PartKind::PostingProof
        | PartKind::TakenDown
        | PartKind::Receipt
        | PartKind::Other => None,
    }
}

/// One catalogue a class, each with its cover.
fn catalogues(
    desk: &Desk,
    scheme: &Scheme,
    year: i32,
    period: Option<RetentionPeriod>,
) -> Result<Vec<Page>, Problem> {
    let of_year = ItemFilter {
        year: Some(year),
        ..ItemFilter::default()
    };
    let mut items = desk.records().archive_items(&of_year)?;
    items.retain(|item| period.is_none_or(|period| item.filed.class.period == period));
    items.sort_by_key(|item| (item.filed.class.clone(), item.filed.number));
    let mut pages = Vec::new();
    for class in items.chunk_by(|a, b| a.filed.class == b.filed.class) {
        let mut catalogue = catalogue(scheme, &class[0].filed.class, class);
        catalogue.covered = true;
        pages.extend(catalogue.pages(desk.fonts()?)?);
    }
    if pages.is_empty() {
        let text = format!("{year}年还没有归档的件");
        return Err(Problem::refused("nothing-to-print", text, "先整理归档"));
    }
    Ok(pages)
}

fn catalogue(scheme: &Scheme, class: &Class, items: &[ArchiveItem]) -> ArchiveCatalogue {
    ArchiveCatalogue {
        fonds: scheme.fonds.clone(),
        fonds_name: scheme.fonds_name.clone(),
        year: class.year.to_string(),
        period: class.period.label().to_owned(),
        organ: scheme.organ_name(&class.organ).to_owned(),
        in_box: String::new(),
        covered: false,
        lines: items.iter().map(archive_line).collect(),
    }
}
