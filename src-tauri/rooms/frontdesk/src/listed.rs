//! 目录栏 as people type it: one line a field, and the item that is explained by its id.

use gongkai_rulebook::disclosure::listing::{KeywordFault, Listing, keywords};
use gongkai_rulebook::disclosure::{Content, Disclosure};
use gongkai_rulebook::gate::Spot;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::register::RegisterNo;
use serde::{Deserialize, Serialize};

use crate::tasks::draft_disclosure::item;
use crate::tasks::show_disclosure::register_no;
use crate::typed::{self, masked};
use crate::{Desk, Problem};

/// The fields as a form holds them; empty where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct ListingForm {
    /// 文号 of the document that the item is.
    pub document_no: String,
    /// 主题分类.
    pub subject: String,
    /// 体裁分类.
    pub genre: String,
    /// 关键词, parted by blanks or 、.
    pub keywords: String,
    /// 解读: the item that this one explains.
    pub interprets: Option<DisclosureId>,
}

/// What of the fields is said anew; what is not said stays as it was, an empty line empties it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct ListingFields {
    /// 文号 of the document that the item is.
    pub document_no: Option<String>,
    /// 主题分类.
    pub subject: Option<String>,
    /// 体裁分类.
    pub genre: Option<String>,
    /// 关键词, parted by blanks or 、.
    pub keywords: Option<String>,
    /// 解读: the item that this one explains, as it is named to the program.
    pub interprets: Option<String>,
}

/// The item that is explained, in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Interpreted {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title, private values masked.
    pub title: String,
    /// 登记编号.
    pub register_no: Option<RegisterNo>,
}

impl ListingForm {
    /// What is kept, as a form.
    pub(crate) fn of(listing: &Listing) -> Self {
        let open = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            document_no: open(&listing.document_no),
            subject: open(&listing.subject),
            genre: open(&listing.genre),
            keywords: listing.keywords.join("、"),
            interprets: listing.interprets,
        }
    }

    /// The form as it is kept.
    ///
    /// # Errors
    /// `private-data`, `too-long`, `keywords`; `not-found` and `not-in-state` for an item to be
    /// explained that the public does not know.
    pub(crate) fn read(&self, desk: &Desk) -> Result<Listing, Problem> {
        let line = |field: &str, text: &str| typed::open_line_maybe(field, Some(text));
        let words = typed::open_line("关键词", &self.keywords)?;
        Ok(Listing {
            document_no: line("文号", &self.document_no)?,
            subject: line("主题分类", &self.subject)?,
            genre: line("体裁分类", &self.genre)?,
            keywords: keywords(&words).map_err(keyword_problem)?,
            interprets: match self.interprets {
                Some(id) => Some(explainable(desk, &id.to_string())?),
                None => None,
            },
        })
    }
}

/// The listing with what is said anew.
///
/// # Errors
/// As a form that is saved.
pub(crate) fn changed(
    desk: &Desk,
    listing: &Listing,
    fields: &ListingFields,
) -> Result<Listing, Problem> {
    let mut form = ListingForm::of(listing);
    let said = [
        (&mut form.document_no, &fields.document_no),
        (&mut form.subject, &fields.subject),
        (&mut form.genre, &fields.genre),
        (&mut form.keywords, &fields.keywords),
    ];
    for (kept, said) in said {
        if let Some(text) = said {
            kept.clone_from(text);
        }
    }
    match fields.interprets.as_deref().map(str::trim) {
        None => {}
        Some("") => form.interprets = None,
        Some(given) => form.interprets = Some(explainable(desk, given)?),
    }
    form.read(desk)
}

/// The item that is explained.
///
/// # Errors
/// `not-found`, what the store says.
pub(crate) fn interpreted(
    desk: &Desk,
    item: Option<DisclosureId>,
) -> Result<Option<Interpreted>, Problem> {
    let Some(id) = item else { return Ok(None) };
    let item = desk.records().disclosure(id)?;
    Ok(Some(Interpreted {
        disclosure: id,
        title: masked(&item.content().title),
        register_no: register_no(&item),
    }))
}

/// The lines of a listing with their place, as far as they are said.
pub(crate) fn lines(content: &Content) -> impl Iterator<Item = (Spot, &str)> {
    let listing = &content.listing;
    let single = [&listing.document_no, &listing.subject, &listing.genre];
    let single = single.into_iter().flatten();
    single
        .chain(&listing.keywords)
        .map(|text| (Spot::Listing, text.as_str()))
}

/// What nobody can read needs no explanation.
///
/// # Errors
/// `not-found`, `not-in-state`.
pub(crate) fn explainable(desk: &Desk, given: &str) -> Result<DisclosureId, Problem> {
    let item = item(desk, given)?;
    match item {
        Disclosure::Released(_) | Disclosure::Corrected(_) | Disclosure::Withdrawn(_) => {
            Ok(item.id())
        }
        Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Exempt(_) => Err(Problem::from(item.refuse("解读")).in_field("解读")),
    }
}

fn keyword_problem(fault: KeywordFault) -> Problem {
    let next = "只留最要紧的几个词，用空格或顿号分开";
    Problem::refused("keywords", fault.to_string(), next).in_field("关键词")
}
