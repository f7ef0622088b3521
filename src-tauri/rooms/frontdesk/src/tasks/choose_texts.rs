//! One item that the station and the office both changed: both texts side by side, field by field; a
//! person chooses, and both stay among the earlier texts.

use chrono::NaiveDate;
use gongkai_letters::DraftLetter;
use gongkai_registry::records::TakenDraft;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::differing::{Difference, Field, Side, chosen, differences};
use gongkai_rulebook::disclosure::{Content, State};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::letter::Incoming;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{self, after_last_act, item, save};
use super::take_in_draft::{as_taken, last_seen};
use crate::acts::ItemAct;
use crate::listed::interpreted;
use crate::stations::{Arrived, Laid, drop_list, kept};
use crate::typed::masked;
use crate::{Acting, Desk, Problem};

/// The two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ChooseTextsAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title at this office.
    pub title: String,
    /// Its state: an edit voids every signature already given.
    pub state: State,
    /// How many signatures stand.
    pub signatures: usize,
    /// 提供单位 of the text that came in.
    pub unit: String,
    /// 单位负责人 who agreed there.
    pub responsible: String,
    /// When it was handed over.
    pub handed_on: NaiveDate,
    /// The fields in which they differ.
    pub fields: Vec<Line>,
}

/// A field in which they differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ChooseTextsLine", optional_fields = nullable))]
pub struct Line {
    /// The field.
    pub field: Field,
    /// The only side that changed it; none where both did.
    pub changed_by: Option<Side>,
    /// What both had before, where that is known.
    pub before: Option<String>,
    /// This office's text.
    pub ours: String,
    /// The station's text.
    pub theirs: String,
}

/// Whose text of a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ChooseTextsChoice")
)]
pub struct Choice {
    /// The field.
    pub field: Field,
    /// Whose.
    pub side: Side,
}

/// A person's choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ChooseTextsRequest", optional_fields = nullable))]
pub struct Request {
    /// Of fields that only one side changed, its text stands where nothing is said.
    pub choices: Vec<Choice>,
    /// Who and when.
    pub acting: Acting,
}

/// The texts of an item that wait for a choice.
struct Waiting {
    taken: TakenDraft,
    letter: DraftLetter,
    theirs: Content,
    base: Option<Content>,
    /// Texts that came between and were not chosen from either.
    passed: Vec<Content>,
}

/// Both texts of the item `given`.
///
/// # Errors
/// `nothing-to-choose`, a package that cannot be opened any more, what the store says.
pub fn look(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    let item = item(desk, given)?;
    let waiting = waiting(desk, item.id())?;
    let ours = item.content();
    let mut fields = Vec::new();
    for Difference { field, changed_by } in
        differences(waiting.base.as_ref(), ours, &waiting.theirs)
    {
        let base = waiting.base.as_ref();
        fields.push(Line {
            field,
            changed_by,
            before: base
                .map(|base| words(desk, field, base, None))
                .transpose()?,
            ours: words(desk, field, ours, None)?,
            theirs: words(desk, field, &waiting.theirs, Some(&waiting.letter))?,
        });
    }
    Ok(Answer {
        disclosure: item.id(),
        title: masked(&ours.title),
        state: item.state(),
        signatures: item.signatures().len(),
        unit: waiting.taken.unit,
        responsible: waiting.taken.responsible,
        handed_on: waiting.taken.handed_on,
        fields,
    })
}

/// Chooses.
///
/// # Errors
/// `not-chosen` for a field that both changed, `nothing-to-choose`, `not-in-state`, `who-acts`, what the
/// store says.
pub fn run(
    desk: &mut Desk,
    given: &str,
    request: &Request,
) -> Result<draft_disclosure::Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let before = item(desk, given)?;
    after_last_act(desk, &before, &actor)?;
    let waiting = waiting(desk, before.id())?;
    let choices: Vec<(Field, Side)> = request
        .choices
        .iter()
        .map(|choice| (choice.field, choice.side))
        .collect();
    let (base, ours) = (waiting.base.as_ref(), before.content());
    let content = chosen(base, ours, &waiting.theirs, &choices).map_err(|error| {
        let field = error.0.label();
        let next = "选定用哪一边的，再保存";
        Problem::refused("not-chosen", error.to_string(), next).in_field(field)
    })?;
    let fields = told(base, ours, &waiting.theirs, &content);
    let arrived = Arrived {
        signed_with: signed_with(&waiting.taken)?,
        letter: waiting.letter,
    };
    let laid = Laid::of(desk, &arrived, &content)?;
    let after = match content == *ours {
        // Nothing of it changes, so every signature still approves this very text.
        true => before.clone(),
        false => before.clone().edit(content)?,
    };
    desk.store
        .change::<_, Problem>(operation!("choose-texts"), |change| {
            for text in waiting.passed.iter().chain([&waiting.theirs]) {
                if text != after.content() {
                    change.keep_version(after.id(), text, &actor.moment)?;
                }
            }
            if after != before {
                laid.keep(change, after.id(), &actor)?;
                save(change, &before, &after, &actor, ItemAct::Edit)?;
                if before.content().list != after.content().list {
                    drop_list(change, before.content().list, &actor)?;
                }
            }
            change.settle_taken_drafts(after.id())?;
            let entry = actor
                .about(ItemAct::ChooseTexts, after.id())
                .open_fact("package", waiting.taken.package.to_string())
                .open_fact("fields", fields);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(draft_disclosure::Answer::of(&after))
}

fn signed_with(taken: &TakenDraft) -> Result<gongkai_letters::PublicKey, Problem> {
    taken.key.parse().map_err(|_| {
        let text = "来稿登记的密钥读不出来";
        Problem::unreadable("draft-key", text, "先核对登记库（gongkai verify）")
    })
}

/// `正文用来稿的、题名用本单位的`.
fn told(base: Option<&Content>, ours: &Content, theirs: &Content, made: &Content) -> String {
    let line = |Difference { field, .. }| {
        let side = match field.same(made, theirs) {
            true => Side::Theirs,
            false => Side::Ours,
        };
        format!("{field}用{side}")
    };
    let told: Vec<String> = differences(base, ours, theirs)
        .into_iter()
        .map(line)
        .collect();
    told.join("、")
}

fn waiting(desk: &Desk, item: DisclosureId) -> Result<Waiting, Problem> {
    let taken = desk.records().taken_drafts_of(item)?;
    let mut open: Vec<&TakenDraft> = taken
        .iter()
        .filter(|one| one.standing == Incoming::Waiting)
        .collect();
    let Some(last) = open.pop() else {
        let text = "这一件没有等着选定的来稿";
        return Err(Problem::refused(
            "nothing-to-choose",
            text,
            "在事项页里看它的经过",
        ));
    };
    let letter = kept(desk, last)?;
    let passed = open.into_iter().map(|one| Ok(as_taken(kept(desk, one)?)));
    Ok(Waiting {
        passed: passed.collect::<Result<_, Problem>>()?,
        base: last_seen(desk, &taken)?,
        theirs: as_taken(letter.clone()),
        taken: last.clone(),
        letter,
    })
}

/// What a text says in a field, with private values masked. `letter` is where a list comes from that is
/// not in the store.
fn words(
    desk: &Desk,
    field: Field,
    content: &Content,
    letter: Option<&DraftLetter>,
) -> Result<String, Problem> {
    if let Some(element) = field.element() {
        let text = content.elements.get(&element);
        return Ok(text.map_or_else(|| "照目录".to_owned(), |text| masked(text)));
    }
    let open = |text: &Option<String>| masked(text.as_deref().unwrap_or("没有写"));
    Ok(match field {
        Field::Title => masked(&content.title),
        Field::Entry => {
            let catalogue = desk.catalogue()?;
            let entry = catalogue.entry(content.entry.as_str());
            let name = entry.map_or("", |entry| entry.name.as_str());
            format!("{} {name}", content.entry)
        }
        Field::Class => content.class.label().to_owned(),
        Field::Body => match content.body.is_empty() {
            true => "没有写".to_owned(),
            false => masked(&content.body),
        },
        Field::FormedOn => content.formed_on.map_or_else(
            || "没有写".to_owned(),
            |day| day.format("%Y年%-m月%-d日").to_string(),
        ),
        Field::List => list_words(desk, content, letter)?,
        Field::Attachments => format!("{} 份", content.attachments.len()),
        Field::Unit => open(&content.unit),
        Field::Provider => open(&content.provider),
        Field::Demand => content
            .demand
            .as_ref()
            .map_or_else(|| "没有".to_owned(), |demand| masked(&demand.document)),
        Field::Stage => content.stage.map_or_else(
            || "不是重要事项".to_owned(),
            |stage| stage.label().to_owned(),
        ),
        Field::Listing => listing_words(desk, content)?,
        Field::Basis
        | Field::Duty
        | Field::Condition
        | Field::Procedure
        | Field::Discipline
        | Field::Outcome => String::new(),
    })
}

/// `青政发〔2019〕12号；民政、扶贫、救灾；公示；低保、救助`.
fn listing_words(desk: &Desk, content: &Content) -> Result<String, Problem> {
    let listing = &content.listing;
    let single = [&listing.document_no, &listing.subject, &listing.genre];
    let mut said: Vec<String> = single.into_iter().flatten().cloned().collect();
    if !listing.keywords.is_empty() {
        said.push(listing.keywords.join("、"));
    }
    // A station may explain an item that only it knows.
    if let Ok(Some(item)) = interpreted(desk, listing.interprets) {
        said.push(format!("解读《{}》", item.title));
    }
    Ok(match said.is_empty() {
        true => "没有写".to_owned(),
        false => masked(&said.join("；")),
    })
}

/// `上坪村　2019年第三季度　32 行`.
fn list_words(
    desk: &Desk,
    content: &Content,
    letter: Option<&DraftLetter>,
) -> Result<String, Problem> {
    let Some(id) = content.list else {
        return Ok("没有名单".to_owned());
    };
    let sent = letter.and_then(|letter| letter.list.as_ref());
    let (village, period, rows) = match sent.filter(|list| list.id == id) {
        Some(list) => (&list.village, &list.period, list.rows.len()),
        None => match desk.records().list(id) {
            Ok(list) => {
                let rows = list.read;
                let told = [list.village, list.period.map(|period| period.words)];
                return Ok(line(told, rows as usize));
            }
            // A list that was replaced since is no longer kept; its package is.
            Err(gongkai_registry::RegistryError::NotFound { .. }) => {
                return Ok("先前的名单".to_owned());
            }
            Err(error) => return Err(error.into()),
        },
    };
    let period = period.as_ref().map(|period| period.words.clone());
    Ok(line([village.clone(), period], rows))
}

fn line(told: [Option<String>; 2], rows: usize) -> String {
    let rows = format!("{rows} 行");
    let told: Vec<String> = told.into_iter().flatten().chain([rows]).collect();
    masked(&told.join("　"))
}
