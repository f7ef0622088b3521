//! Fill the county's web form for an item: each field as clean text in that form's order, to be
//! copied one after the other, and what the county would not take.

use gongkai_rulebook::county_form::FormFile;
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::letter::LetterKind;
use serde::Serialize;

use super::hand_out_attachments::{ending_of, leaving};
use crate::county::by_hand::{brought, values};
use crate::county::forms::{USUAL, form};
use crate::{Desk, Problem};

/// The form, filled.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FillCountyFormAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// What the letter is about.
    pub kind: LetterKind,
    /// Name of the form.
    pub form: String,
    /// Nothing is to be filled in: the item was withdrawn or corrected before anybody had brought it.
    pub idle: bool,
    /// The fields in the county's order.
    pub fields: Vec<Field>,
    /// How many attachments go with it.
    pub attachments: usize,
    /// What of the attachments the county would not take.
    pub over: Vec<String>,
    /// Address of the page, where it was reported already.
    pub address: Option<String>,
}

/// A field of the form.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FillCountyFormField", optional_fields = nullable))]
pub struct Field {
    /// Its name on the county's page.
    pub label: String,
    /// What goes in; empty where the item has nothing for it.
    pub text: String,
    /// What the county would not take, and what to do.
    pub over: Option<String>,
}

/// Fills it. Nothing is written.
///
/// # Errors
/// `not-found`, `not-in-state`, `sealed`, `private-data`, `form-broken`, `no-clean-copy`.
pub fn run(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    let brought = brought(desk, given)?;
    let link = desk.records().county_link()?;
    let name = link.and_then(|link| link.form);
    let name = name.unwrap_or_else(|| USUAL.to_owned());
    let form = form(desk, &name)?;
    let withdrawal = brought.letter.kind == LetterKind::Withdrawal;
    let idle = !withdrawal && !matches!(brought.item, Disclosure::Released(_));
    let (fields, files) = match (idle, withdrawal) {
        (true, _) => (Vec::new(), Vec::new()),
        (false, true) => (form.fill(&values(desk, &brought)?), Vec::new()),
        (false, false) => (
            form.fill(&values(desk, &brought)?),
            files(desk, &brought.item)?,
        ),
    };
    Ok(Answer {
        disclosure: brought.item.id(),
        title: brought.letter.title,
        kind: brought.letter.kind,
        form: name,
        idle,
        fields: fields
            .into_iter()
            .map(|field| Field {
                label: field.label,
                text: field.text,
                over: field.over,
            })
            .collect(),
        attachments: files.len(),
        over: form.over(&files),
        address: brought.report.and_then(|report| report.report.address),
    })
}

/// The clean copies of the item's attached files, as they are handed out.
fn files(desk: &Desk, item: &Disclosure) -> Result<Vec<FormFile>, Problem> {
    let mut files = Vec::new();
    for (number, file) in (1..).zip(&item.content().attachments) {
        let copy = leaving(desk, number, *file)?;
        let ending = ending_of(&copy);
        files.push(FormFile {
            name: format!("附件{number}.{ending}"),
            ending,
            bytes: copy.content.bytes,
        });
    }
    Ok(files)
}
