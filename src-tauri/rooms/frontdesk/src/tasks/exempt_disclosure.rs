//! Register an item as 不予公开: class, the head's signature and a ground first (Art. 14–16).

use chrono::NaiveDate;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::catalogue::{Catalogue, EntryCode, statutory_grounds};
use gongkai_rulebook::disclosure::{Disclosure, ExemptOrder, State};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::register::{Book, RegisterNo};
use serde::Serialize;

use super::draft_disclosure::item;
use super::pass_gate::next_number;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

/// A ground that an item may be kept back on.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ExemptDisclosureGround", optional_fields = nullable))]
pub struct Ground {
    /// Its code: 免.3 of the plan, 法.15 of the Regulation.
    pub code: String,
    /// Its words.
    pub text: String,
    /// Articles of Order 711 it falls under.
    pub articles: Vec<u8>,
    /// What limits it, in the plan's words or ours.
    pub note: Option<String>,
}

/// Every ground there is: the plan's own first, then the Regulation's.
///
/// # Errors
/// What the store says.
pub fn grounds(desk: &Desk) -> Result<Vec<Ground>, Problem> {
    let catalogue = desk.catalogue()?;
    let own = catalogue.exemption_grounds().iter().map(|ground| {
        let entry = catalogue.entry(ground.code.as_str());
        Ground {
            code: ground.code.to_string(),
            text: entry.map_or_else(|| ground.mapping.clone(), |entry| entry.name.clone()),
            articles: ground.articles.clone(),
            note: ground.note.clone(),
        }
    });
    let statutory = statutory_grounds()
        .iter()
        .map(|(code, article, text)| Ground {
            code: (*code).to_owned(),
            text: (*text).to_owned(),
            articles: vec![*article],
            note: None,
        });
    Ok(own.chain(statutory).collect())
}

/// An exempt item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ExemptDisclosureAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its state.
    pub state: State,
    /// Number in the book of exempt items.
    pub register_no: RegisterNo,
    /// The day by which it must be looked at again (Art. 18).
    pub reassess_by: Option<NaiveDate>,
}

/// Registers the item `given` as 不予公开 on `ground`.
///
/// # Errors
/// `not-exempt-class`, `not-in-state` before the head has approved, `ground-unknown`, `who-acts`,
/// what the store says.
pub fn run(
    desk: &mut Desk,
    given: &str,
    ground: &str,
    why: Option<String>,
    acting: &Acting,
) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let why = typed::open_line_maybe("说明", why.as_deref())?;
    let before = item(desk, given)?;
    let ground = known_ground(&desk.catalogue()?, ground)?;
    let register_no = next_number(desk, Book::Exempt, actor.moment.occurred_on)?;
    let exempt = match before.clone() {
        Disclosure::Approved(approved) => approved.exempt(ExemptOrder {
            ground: ground.clone(),
            why,
            register_no,
            by: &actor.person,
            moment: actor.moment,
        })?,
        other => return Err(other.refuse("登记为不予公开（须先经主要领导批准）").into()),
    };
    let reassess_by = exempt.reassess_by();
    let after = Disclosure::Exempt(exempt);
    desk.store
        .change::<_, Problem>(operation!("exempt"), |change| {
            change.save(&before, &after, &actor.moment)?;
            let entry = actor
                .about(ItemAct::Exempt, after.id())
                .open_fact("ground", ground.as_str())
                .open_fact("register_no", register_no.to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        disclosure: after.id(),
        state: after.state(),
        register_no,
        reassess_by,
    })
}

/// A ground of the plan, or of the Regulation itself.
fn known_ground(catalogue: &Catalogue, given: &str) -> Result<EntryCode, Problem> {
    let code: EntryCode = given.parse()?;
    let own = catalogue
        .exemption_grounds()
        .iter()
        .map(|ground| ground.code.as_str());
    let mut known = own.chain(statutory_grounds().iter().map(|(code, ..)| *code));
    if known.any(|known| known == code.as_str()) {
        return Ok(code);
    }
    let grounds = catalogue
        .exemption_grounds()
        .iter()
        .map(|ground| ground.code.to_string());
    let statutory = statutory_grounds()
        .iter()
        .map(|(code, ..)| (*code).to_owned());
    let known: Vec<String> = grounds.chain(statutory).collect();
    let next = format!("依据可以是：{}", known.join("、"));
    Err(Problem::refused(
        "ground-unknown",
        format!("没有“{code}”这一条不予公开的依据"),
        next,
    )
    .in_field("依据"))
}
