//! Look at one item as a reviewer does: the document, its catalogue entry beside it, the chain with
//! who may sign each box, and what the text said before it was changed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_rulebook::batch;
use gongkai_rulebook::catalogue::{Catalogue, Entry, EntryCode};
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::disclosure::{Content, Disclosure};
use gongkai_rulebook::signature::Person;
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass, Element, TimeClass};
use serde::Serialize;

use super::draft_disclosure::item;
use super::show_disclosure::{self, SignatureLine, Whole};
use crate::compose::chain_in_force;
use crate::typed::masked;
use crate::{Desk, Problem};

/// How many earlier texts are shown.
const EARLIER: usize = 5;

/// What a reviewer sees.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtReviewAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item, private values masked.
    pub item: Whole,
    /// Its catalogue entry; nothing where the edition no longer has it.
    pub entry: Option<EntryView>,
    /// The boxes of its chain.
    pub chain: Vec<StepView>,
    /// Earlier texts, newest first.
    pub earlier: Vec<Earlier>,
}

/// The catalogue entry as far as a reviewer asks for it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtReviewEntryView", optional_fields = nullable))]
pub struct EntryView {
    /// Its code.
    pub code: EntryCode,
    /// Its name.
    pub name: String,
    /// The plan's wording.
    pub wording: String,
    /// The plan it was taken from, with its number.
    pub source: String,
    /// What class the plan gives it.
    pub mode: DisclosureClass,
    /// 时限类别.
    pub time_class: TimeClass,
    /// The plan's sentence about it.
    pub time_class_basis: Option<String>,
    /// How often.
    pub period: Option<String>,
    /// What the office should confirm.
    pub note: Option<String>,
    /// Channels the plan asks for.
    pub channels: Vec<Channel>,
    /// The day by which the item must be disclosed.
    pub due: Option<NaiveDate>,
    /// The six elements as they stand for this item.
    pub elements: Vec<ElementView>,
}

/// One of the six elements.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtReviewElementView", optional_fields = nullable))]
pub struct ElementView {
    /// Which.
    pub element: Element,
    /// What it says; nothing where it is missing.
    pub text: Option<String>,
    /// The item's own words, not the entry's.
    pub own: bool,
}

/// One box of the chain.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtReviewStepView", optional_fields = nullable))]
pub struct StepView {
    /// The step.
    pub step: Step,
    /// Its signature.
    pub signature: Option<SignatureLine>,
    /// It is this step's turn.
    pub waits: bool,
    /// Who may sign it by their own duty.
    pub by: Vec<String>,
    /// Who holds the duty and may not sign this item: the drafter, by the hard rules.
    pub barred: Vec<String>,
    /// Whether it may be agreed by word of mouth first.
    pub may_be_oral: bool,
}

/// An earlier text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtReviewEarlier", optional_fields = nullable))]
pub struct Earlier {
    /// When it was replaced, milliseconds since 1970 (UTC).
    pub replaced_at: i64,
    /// Its title.
    pub title: String,
    /// Its body.
    pub body: String,
    /// What differs from the text that came after it, in words of the form.
    pub changed: Vec<String>,
}

/// The item `given` as a reviewer sees it.
///
/// # Errors
/// `not-found`, `ambiguous`, what the store says.
pub fn run(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    let shown = show_disclosure::show(desk, given)?;
    let item = item(desk, given)?;
    let catalogue = desk.catalogue_edition(&shown.edition)?;
    let entry = catalogue.entry(item.content().entry.as_str());
    let entry = match entry {
        Some(entry) => Some(entry_view(desk, &catalogue, entry, item.content())?),
        None => None,
    };
    Ok(Answer {
        entry,
        chain: chain(desk, &item, &shown.signatures)?,
        earlier: earlier(desk, &item)?,
        item: shown,
    })
}

fn entry_view(
    desk: &Desk,
    catalogue: &Catalogue,
    entry: &Entry,
    content: &Content,
) -> Result<EntryView, Problem> {
    let head = catalogue.head();
    let number = head.document.number.as_ref();
    let number = number.map(|number| format!("（{number}）"));
    let clock = catalogue.clock(entry);
    let calendar = desk.calendar()?;
    let inherited = catalogue.inherited_elements(entry.code.as_str());
    Ok(EntryView {
        code: entry.code.clone(),
        name: entry.name.clone(),
        wording: entry.wording.clone(),
        source: format!("{}{}", head.document.title, number.unwrap_or_default()),
        mode: entry.mode,
        time_class: entry.time_class,
        time_class_basis: entry.time_class_basis.clone(),
        period: entry.period.clone(),
        note: entry.note.clone(),
        channels: entry.channels.clone(),
        due: content.due(clock, &calendar).ok().flatten(),
        elements: elements(content, &inherited),
    })
}

fn elements(content: &Content, inherited: &BTreeMap<Element, &str>) -> Vec<ElementView> {
    let view = |element: &Element| {
        let own = content.elements.get(element);
        let text = own.map(|text| masked(text));
        ElementView {
            element: *element,
            own: own.is_some(),
            text: text.or_else(|| inherited.get(element).map(|text| (*text).to_owned())),
        }
    };
    Element::ALL.iter().map(view).collect()
}

fn chain(
    desk: &Desk,
    item: &Disclosure,
    signatures: &[SignatureLine],
) -> Result<Vec<StepView>, Problem> {
    let in_force = chain_in_force(desk, item)?;
    let next = batch::next_step(item, &in_force);
    let members = desk.records().staff()?;
    let staff: Vec<Person> = members.into_iter().map(|member| member.person).collect();
    let view = |step: &Step| {
        let holds = staff
            .iter()
            .filter(|person| person.duties.contains(&step.duty()));
        let (may, may_not): (Vec<&Person>, Vec<&Person>) =
            holds.partition(|person| person.may_sign(*step, item.signatures()));
        let names = |people: Vec<&Person>| people.into_iter().map(|p| p.name.clone()).collect();
        StepView {
            step: *step,
            signature: signatures.iter().find(|line| line.step == *step).cloned(),
            waits: next == Some(*step),
            by: names(may),
            barred: names(may_not),
            may_be_oral: step.may_be_oral(),
        }
    };
    let chain = batch::chain_of(item, &in_force);
    Ok(chain.steps().iter().map(view).collect())
}

fn earlier(desk: &Desk, item: &Disclosure) -> Result<Vec<Earlier>, Problem> {
    let texts = desk.records().earlier_texts(item.id())?;
    let mut after = item.content().clone();
    let mut earlier = Vec::new();
    for text in texts.into_iter().take(EARLIER) {
        earlier.push(Earlier {
            replaced_at: text.replaced_at,
            title: masked(&text.content.title),
            body: masked(&text.content.body),
            changed: changed(&text.content, &after),
        });
        after = text.content;
    }
    Ok(earlier)
}

/// What differs between two texts, in words of the form.
fn changed(before: &Content, after: &Content) -> Vec<String> {
    let parts = [
        ("标题", before.title != after.title),
        ("正文", before.body != after.body),
        ("目录条目", before.entry != after.entry),
        ("公开属性", before.class != after.class),
        ("六个要素", before.elements != after.elements),
        ("形成日期", before.formed_on != after.formed_on),
        ("提供单位", before.unit != after.unit),
        ("提供人", before.provider != after.provider),
        ("名单", before.list != after.list),
        ("附件", before.attachments != after.attachments),
    ];
    let differs = parts.into_iter().filter(|(_, differs)| *differs);
    differs.map(|(part, _)| part.to_owned()).collect()
}
