//! A paper by its name: looked up, laid out, and searched before it leaves the desk. Preview, print
//! and file get the same pages.
//!
//! Another paper of the house is a variant of [`Paper`], a [`PaperKind`], and an arm of `lay_out`.

mod items;

use std::ops::Range;

use chrono::NaiveDate;
use gongkai_printroom::Page;
use gongkai_printroom::papers::{Document, TestPage};
use gongkai_printroom::pdf::About;
use gongkai_registry::records::BookYear;
use gongkai_rulebook::batch::BatchNo;
use gongkai_rulebook::gate::Level;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::printing::{PaperKind, PostedSheet};
use gongkai_rulebook::register::{Book, CopyFor};
use serde::{Deserialize, Serialize};

pub(crate) use self::items::order_online;
use crate::compose::{self, Addressed, ArchivePaper, archive_paper, batch_approval, register_book};
use crate::finished::{Finished, finish, look, look_at_text, midnight};
use crate::tasks::draft_disclosure::item;
use crate::tasks::number_batch_sheet::numbered;
use crate::tasks::{print_slip, return_sheet};
use crate::typed::masked;
use crate::{Desk, Problem};

/// Which paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
#[serde(tag = "paper", rename_all = "snake_case")]
pub enum Paper {
    /// The copies of an item; of an unreleased one a sheet that says so.
    Copies {
        /// The item.
        item: String,
        /// Only the copies made for them; all if not said.
        #[cfg_attr(feature = "contract", ts(optional = nullable))]
        only: Option<CopyFor>,
        /// The sheet of the posted one; as it was printed before, or is by the office's choice, if not said.
        #[serde(default)]
        #[cfg_attr(feature = "contract", ts(optional = nullable))]
        sheet: Option<PostedSheet>,
    },
    /// The approval and secrecy review sheet of an item.
    Approval {
        /// The item.
        item: String,
    },
    /// What changed on an item's list since the last period.
    Changes {
        /// The item.
        item: String,
    },
    /// An item as it goes online: of a list of people its totals.
    Online {
        /// The item.
        item: String,
    },
    /// One sheet on which many items are approved.
    Batch {
        /// Its number, `批2019-0003`.
        sheet: String,
    },
    /// A year of a register book.
    Register {
        /// Which book.
        book: Book,
        /// Which year.
        year: i32,
    },
    /// The slip that goes with copies to be handed over.
    Slip(print_slip::Request),
    /// What a village has to mend in its list.
    Return(return_sheet::Request),
    /// A paper of the archive.
    Archive(ArchivePaper),
    /// One page in plain words for households.
    Leaflet {
        /// The item.
        item: String,
    },
    /// The notice that an item was corrected or withdrawn.
    Notice {
        /// The item that no longer stands.
        item: String,
    },
    /// The letter that asks the secrecy authority about an item.
    SecrecyLetter {
        /// The item.
        item: String,
        /// To whom; a blank if not said.
        #[cfg_attr(feature = "contract", ts(optional = nullable))]
        to: Option<String>,
    },
    /// The sheet on which what people say about an item is handled.
    Feedback {
        /// The item.
        item: String,
    },
    /// An envelope.
    Envelope(Addressed),
    /// A page that shows how a printer prints.
    Test,
}

/// A paper's name in lists and logs.
pub(crate) struct Titled {
    /// Nobody's number is in it.
    pub(crate) text: String,
    pub(crate) disclosure: Option<DisclosureId>,
}

impl Paper {
    /// Which kind it is.
    pub(crate) const fn kind(&self) -> PaperKind {
        match self {
            Self::Copies { .. } => PaperKind::Copies,
            Self::Approval { .. } => PaperKind::Approval,
            Self::Changes { .. } => PaperKind::Changes,
            Self::Online { .. } => PaperKind::Online,
            Self::Batch { .. } => PaperKind::BatchApproval,
            Self::Register { .. } => PaperKind::Register,
            Self::Slip(_) => PaperKind::Slip,
            Self::Return(_) => PaperKind::Return,
            Self::Archive(paper) => paper.kind(),
            Self::Leaflet { .. } => PaperKind::Leaflet,
            Self::Notice { .. } => PaperKind::Notice,
            Self::SecrecyLetter { .. } => PaperKind::SecrecyLetter,
            Self::Feedback { .. } => PaperKind::Feedback,
            Self::Envelope(_) => PaperKind::Envelope,
            Self::Test => PaperKind::Test,
        }
    }

    /// Its title, without laying it out.
    ///
    /// # Errors
    /// `not-found`.
    pub(crate) fn title(&self, desk: &Desk) -> Result<Titled, Problem> {
        match self {
            Self::Copies { item: given, .. }
            | Self::Approval { item: given }
            | Self::Changes { item: given }
            | Self::Online { item: given }
            | Self::Leaflet { item: given }
            | Self::Notice { item: given }
            | Self::SecrecyLetter { item: given, .. }
            | Self::Feedback { item: given } => {
                let item = item(desk, given)?;
                Ok(Titled {
                    text: masked(&item.content().title),
                    disclosure: Some(item.id()),
                })
            }
            Self::Batch { sheet } => Ok(Titled::of(batch_title(numbered(sheet)?))),
            Self::Register { book, year } => Ok(Titled::of(format!("{year}年{book}"))),
            Self::Slip(slip) => Ok(Titled::of(print_slip::title(slip))),
            Self::Return(sheet) => Ok(Titled::of(return_sheet::title(sheet))),
            Self::Archive(paper) => Ok(Titled::of(paper.title())),
            Self::Envelope(_) => Ok(Titled::of(PaperKind::Envelope.label().to_owned())),
            Self::Test => Ok(Titled::of(PaperKind::Test.label().to_owned())),
        }
    }
}

impl Titled {
    /// Of a paper that is no one item's.
    fn of(text: String) -> Self {
        Self {
            text,
            disclosure: None,
        }
    }
}

/// A paper, laid out.
pub(crate) struct Laid {
    pub(crate) kind: PaperKind,
    pub(crate) pages: Vec<Page>,
    /// Title for lists and logs: nobody's number is in it.
    pub(crate) title: String,
    /// 登记编号; empty without.
    pub(crate) register_no: String,
    /// What tells this paper from others of its kind and title.
    identifier: String,
    /// A day that does not move while the paper does not.
    day: NaiveDate,
    /// It leaves the house: nothing private may be on it.
    leaves: bool,
    /// The telephone it bears on purpose.
    telephone: String,
    /// What an editable file of it is made from; the test page has none.
    pub(crate) document: Option<Box<dyn Document>>,
}

/// Lays a paper out.
///
/// # Errors
/// `not-found`, `missing-character` and what else the printroom refuses.
pub(crate) fn lay_out(desk: &Desk, paper: &Paper) -> Result<Laid, Problem> {
    match paper {
        Paper::Copies {
            item: given,
            only,
            sheet,
        } => items::copies(desk, &item(desk, given)?, (*only, *sheet)),
        Paper::Approval { item: given } => items::approval(desk, &item(desk, given)?),
        Paper::Changes { item: given } => items::changes(desk, &item(desk, given)?),
        Paper::Online { item: given } => items::online(desk, &item(desk, given)?),
        Paper::Batch { sheet } => batch(desk, numbered(sheet)?),
        Paper::Register { book, year } => register(desk, *book, *year),
        Paper::Slip(slip) => print_slip::lay_out(desk, slip),
        Paper::Return(sheet) => return_sheet::lay_out(desk, sheet),
        Paper::Archive(paper) => archive_paper(desk, paper),
        Paper::Leaflet { item: given } => items::leaflet(desk, &item(desk, given)?),
        Paper::Notice { item: given } => items::notice(desk, &item(desk, given)?),
        Paper::SecrecyLetter { item: given, to } => {
            items::letter(desk, &item(desk, given)?, to.as_deref())
        }
        Paper::Feedback { item: given } => items::feedback(desk, &item(desk, given)?),
        Paper::Envelope(addressed) => {
            let (envelope, kind) = (compose::envelope(desk, addressed)?, PaperKind::Envelope);
            let title = kind.label().to_owned();
            Laid::inside(desk, kind, Box::new(envelope), title, "envelope")
        }
        Paper::Test => test(desk),
    }
}

/// A paper as a PDF, searched for anything private if it leaves the house.
///
/// # Errors
/// As [`lay_out`], and `private-data`.
pub(crate) fn finished(desk: &Desk, laid: &Laid) -> Result<Finished, Problem> {
    let about = (
        laid.kind.label(),
        laid.title.as_str(),
        laid.identifier.as_str(),
    );
    let finished = finish(desk, desk.fonts()?, &laid.pages, about, laid.day)?;
    search(desk, &finished, std::slice::from_ref(laid), 0)?;
    Ok(finished)
}

/// Refuses a PDF with something private on a page that leaves the house. Its papers follow
/// `cover` pages that hold none.
///
/// # Errors
/// `private-data` with what was found, masked, and where.
pub(crate) fn search(
    desk: &Desk,
    finished: &Finished,
    papers: &[Laid],
    cover: usize,
) -> Result<(), Problem> {
    let mut next = cover;
    let mut leaving: Vec<Range<usize>> = Vec::new();
    let mut telephones = Vec::new();
    for paper in papers {
        let pages = next..next + paper.pages.len();
        next = pages.end;
        if paper.leaves {
            leaving.push(pages);
            telephones.push(paper.telephone.clone());
        }
    }
    let Some(day) = papers.iter().map(|paper| paper.day).max() else {
        return Ok(());
    };
    if leaving.is_empty() {
        return Ok(());
    }
    let leaves = |page: usize| leaving.iter().any(|pages| pages.contains(&page));
    let found = look(desk, &finished.pdf, (&[], &telephones), day, &leaves)?;
    match found.into_iter().find(|found| found.level == Level::Red) {
        None => Ok(()),
        Some(found) => {
            let text = format!("{}有{}：{}", found.place, found.kind, found.masked);
            let next = "这件不能对外打印；按“更正”改好后再印";
            Err(Problem::refused("private-data", text, next))
        }
    }
}

impl Laid {
    /// A paper of the house about no one item: it stays among those who work on it.
    pub(crate) fn inside(
        desk: &Desk,
        kind: PaperKind,
        document: Box<dyn Document>,
        title: String,
        identifier: &str,
    ) -> Result<Self, Problem> {
        let pages = document.pages(desk.fonts()?, &desk.forms())?;
        let day = desk.host.now().today;
        Ok(Self {
            document: Some(document),
            ..Self::of_pages(kind, pages, title, identifier, day)
        })
    }

    /// Pages that stay in the house and can only be printed.
    pub(crate) fn of_pages(
        kind: PaperKind,
        pages: Vec<Page>,
        title: String,
        identifier: &str,
        day: NaiveDate,
    ) -> Self {
        Self {
            kind,
            pages,
            title,
            register_no: String::new(),
            identifier: identifier.to_owned(),
            day,
            leaves: false,
            telephone: String::new(),
            document: None,
        }
    }

    /// What a file of it says about itself.
    pub(crate) fn about(&self, desk: &Desk) -> Result<About, Problem> {
        Ok(About {
            title: self.title.clone(),
            author: desk.settings()?.name,
            subject: self.kind.label().to_owned(),
            identifier: self.identifier.clone(),
            created: midnight(self.day),
        })
    }

    /// Refuses a text with something private in it, if the paper leaves the house.
    pub(crate) fn search_text(&self, desk: &Desk, text: &str) -> Result<(), Problem> {
        if !self.leaves {
            return Ok(());
        }
        let telephones = std::slice::from_ref(&self.telephone);
        match look_at_text(desk, text, telephones, self.day)? {
            None => Ok(()),
            Some((kind, masked)) => {
                let text = format!("文件里有{kind}：{masked}");
                let next = "这件不能导出；按“更正”改好后再导出";
                Err(Problem::refused("private-data", text, next))
            }
        }
    }
}

fn test(desk: &Desk) -> Result<Laid, Problem> {
    let day = desk.host.now().today;
    let page = TestPage {
        office: desk.settings()?.name,
        day,
    };
    Ok(Laid {
        kind: PaperKind::Test,
        pages: page.pages(desk.fonts()?)?,
        title: PaperKind::Test.label().to_owned(),
        register_no: String::new(),
        identifier: "test".to_owned(),
        day,
        leaves: false,
        telephone: String::new(),
        document: None,
    })
}

fn batch(desk: &Desk, no: BatchNo) -> Result<Laid, Problem> {
    let sheet = desk.records().batch_sheet(no)?;
    let document = Box::new(batch_approval(desk, &sheet)?);
    let (title, kind) = (batch_title(no), PaperKind::BatchApproval);
    let laid = Laid::inside(desk, kind, document, title, &no.to_string())?;
    Ok(Laid {
        day: sheet.printed.occurred_on,
        ..laid
    })
}

fn batch_title(no: BatchNo) -> String {
    format!("政务公开批量审批表 {no}")
}

fn register(desk: &Desk, book: Book, year: i32) -> Result<Laid, Problem> {
    let title = format!("{year}年{book}");
    let today = desk.host.now().today;
    let last = NaiveDate::from_ymd_opt(year, 12, 31);
    let day = last.filter(|last| *last < today).unwrap_or(today);
    let document = Box::new(register_book(desk, BookYear { book, year })?);
    let laid = Laid::inside(desk, PaperKind::Register, document, title.clone(), &title)?;
    Ok(Laid { day, ..laid })
}
