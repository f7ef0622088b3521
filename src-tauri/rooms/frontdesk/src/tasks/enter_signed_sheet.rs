//! Enter a whole signed sheet: every step with its signer, day, opinion and conclusion, one scan for
//! all of them; for one item, or once for all items of a 批量审批表. All of it is kept, or nothing.

use std::path::PathBuf;

use chrono::NaiveDate;
use gongkai_registry::{Change, audit, operation};
use gongkai_rulebook::Refusal;
use gongkai_rulebook::batch::{self, BatchNo};
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::disclosure::{Disclosure, State};
use gongkai_rulebook::ids::{DisclosureId, FileId, SignatureId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::signature::{Person, Secrecy, SignatureKind, Signing};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{item, required};
use super::number_batch_sheet::{about, numbered};
use super::take_in_file::{keep_maybe, take_in_maybe};
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::compose::{chain_in_force, standing};
use crate::typed::masked;
use crate::{Acting, Desk, Problem, typed};

/// A signed sheet.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "EnterSignedSheetRequest", optional_fields = nullable))]
pub struct Request {
    /// The item; of a 批量审批表 those that were signed, or none for all that stand on it.
    pub items: Vec<String>,
    /// Number of the 批量审批表, where it is one.
    pub sheet: Option<String>,
    /// What was signed, in the order of the chain.
    pub steps: Vec<SignedStep>,
    /// Scan or photo of the sheet.
    pub scan: Option<PathBuf>,
    /// Who enters it; the days stand with the steps.
    pub acting: Acting,
}

/// One box of the sheet.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "EnterSignedSheetSignedStep", optional_fields = nullable))]
pub struct SignedStep {
    /// The step.
    pub step: Step,
    /// Who signed.
    pub signer: Option<String>,
    /// 代: whose duty the signer exercised.
    pub stands_in_for: Option<String>,
    /// The day beside the signature.
    pub on: Option<NaiveDate>,
    /// In what way; on paper if not said.
    pub kind: Option<SignatureKind>,
    /// What the signer wrote.
    pub opinion: Option<String>,
    /// The conclusion ticked at 审核.
    pub secrecy: Option<Secrecy>,
}

/// What was entered.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "EnterSignedSheetAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The items that were signed, with their state now.
    pub entered: Vec<Line>,
    /// Items of the 批量审批表 that were left out.
    pub left_out: Vec<LeftOut>,
}

/// One item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "EnterSignedSheetLine", optional_fields = nullable))]
pub struct Line {
    /// Its id.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
}

/// An item that stands on the sheet and is not signed by it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "EnterSignedSheetLeftOut", optional_fields = nullable))]
pub struct LeftOut {
    /// Its id.
    pub disclosure: DisclosureId,
    /// Its title as it was printed.
    pub title: String,
    /// Why it was left out.
    pub why: String,
}

/// A box with its people.
struct Hand {
    step: Step,
    signer: Person,
    stands_in_for: Option<Person>,
    kind: SignatureKind,
    opinion: Option<String>,
    secrecy: Option<Secrecy>,
    moment: Moment,
}

/// An item on its way through the boxes: as it was, and after each.
type Walk = Vec<Disclosure>;

/// Enters the sheet.
///
/// # Errors
/// Any refusal of the chain and its hard rules, its field being the step (`审核：签字人`) and, where
/// there are several items, its sentence naming the one; `field-missing`, `nothing-on-sheet`,
/// `who-acts`, an unreadable scan, what the store says. Nothing is kept then.
pub fn run(desk: &mut Desk, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let sheet = request.sheet.as_deref().map(numbered).transpose()?;
    let hands = hands(desk, &request.steps, &actor)?;
    let (items, left_out) = match sheet {
        Some(no) => on_sheet(desk, no, &request.items, &hands)?,
        None => (vec![only(desk, &request.items)?], Vec::new()),
    };
    if items.is_empty() {
        return Err(nothing_left(&left_out));
    }
    // Everything is tried before the scan is taken in: a refusal leaves nothing behind.
    walks(desk, &items, &hands, &actor, None)?;
    let scan = take_in_maybe(desk, request.scan.as_deref())?;
    let walks = walks(
        desk,
        &items,
        &hands,
        &actor,
        scan.as_ref().map(|scan| scan.id),
    )?;
    desk.store
        .change::<_, Problem>(operation!("enter-signed-sheet"), |change| {
            keep_maybe(change, scan.as_ref())?;
            for walk in &walks {
                keep(change, walk, &hands, &actor, sheet)?;
            }
            Ok(())
        })?;
    let entered = walks.iter().filter_map(|walk| walk.last()).map(Line::of);
    Ok(Answer {
        entered: entered.collect(),
        left_out,
    })
}

impl Line {
    fn of(item: &Disclosure) -> Self {
        Self {
            disclosure: item.id(),
            title: masked(&item.content().title),
            state: item.state(),
        }
    }
}

fn hands(desk: &Desk, steps: &[SignedStep], actor: &Actor) -> Result<Vec<Hand>, Problem> {
    if steps.is_empty() {
        let text = "审批表上一个签字也没有填";
        return Err(Problem::refused(
            "field-missing",
            text,
            "至少填一步的签字人和日期",
        ));
    }
    steps.iter().map(|step| hand(desk, step, actor)).collect()
}

fn hand(desk: &Desk, given: &SignedStep, actor: &Actor) -> Result<Hand, Problem> {
    let at = |what: &'static str| move |problem: Problem| in_step(given.step, what, problem);
    let signer = required(given.signer.as_deref(), "签字人").map_err(at("签字人"))?;
    let signer = named(desk, signer).map_err(at("签字人"))?;
    let for_whom = given.stands_in_for.as_deref().map(str::trim);
    let stands_in_for = for_whom
        .filter(|name| !name.is_empty())
        .map(|name| named(desk, name))
        .transpose()
        .map_err(at("代"))?;
    let on = given.on.ok_or_else(|| {
        let next = "照审批表上写的日期填写";
        at("日期")(Problem::refused("field-missing", "没有写签字日期", next))
    })?;
    let moment = Moment::new(Some(on), actor.moment.entered)
        .map_err(|refusal| at("日期")(refusal.into()))?;
    let kind = given.kind.unwrap_or(SignatureKind::Paper);
    if kind == SignatureKind::Here && signer.id != actor.person.id {
        let text = format!("本机签字要本人来办，现在坐在这里的是{}", actor.person.name);
        let next = "改为纸签，或请本人来签";
        return Err(at("方式")(Problem::refused("here-is-own", text, next)));
    }
    let opinion = typed::open_line_maybe("意见", given.opinion.as_deref());
    Ok(Hand {
        step: given.step,
        signer,
        stands_in_for,
        kind,
        opinion: opinion.map_err(at("意见"))?,
        secrecy: given.secrecy,
        moment,
    })
}

fn named(desk: &Desk, name: &str) -> Result<Person, Problem> {
    Ok(desk.records().person_named(name.trim())?)
}

/// The one item of a sheet of its own.
fn only(desk: &Desk, given: &[String]) -> Result<Disclosure, Problem> {
    match given {
        [one] => item(desk, one),
        [] | [_, _, ..] => {
            let text = "一张审批表只管一件；几件一起签的要用批量审批表";
            let next = "逐件录入，或写明批量审批表的编号";
            Err(Problem::refused("one-item-only", text, next))
        }
    }
}

/// The items of a 批量审批表 that these hands have signed, and those they have not.
fn on_sheet(
    desk: &Desk,
    no: BatchNo,
    wanted: &[String],
    hands: &[Hand],
) -> Result<(Vec<Disclosure>, Vec<LeftOut>), Problem> {
    let sheet = desk.records().batch_sheet(no)?;
    let mut signed = Vec::new();
    for given in wanted {
        let id = desk.records().disclosure_id(given)?;
        if !sheet.lines.iter().any(|line| line.disclosure == id) {
            let text = format!("{no} 上没有这一件");
            return Err(Problem::refused(
                "not-on-sheet",
                text,
                "核对审批表编号和事项",
            ));
        }
        signed.push(id);
    }
    let (mut items, mut left_out) = (Vec::new(), Vec::new());
    for line in &sheet.lines {
        let why = match standing(desk, line)? {
            None => "印表后改过内容或已撤销：签的不是现在的文本".to_owned(),
            Some(_) if !signed.is_empty() && !signed.contains(&line.disclosure) => {
                "没有勾选，仍等待签字".to_owned()
            }
            Some(item) => match waits_for(desk, &item, hands)? {
                true => {
                    items.push(item);
                    continue;
                }
                false => format!("已另行办理，现在是“{}”", item.state()),
            },
        };
        left_out.push(LeftOut {
            disclosure: line.disclosure,
            title: masked(&line.title),
            why,
        });
    }
    Ok((items, left_out))
}

/// Whether the first box of the sheet is the one the item waits for.
fn waits_for(desk: &Desk, item: &Disclosure, hands: &[Hand]) -> Result<bool, Problem> {
    let next = batch::next_step(item, &chain_in_force(desk, item)?);
    let owed = |step: Step| {
        item.signatures()
            .iter()
            .any(|signature| signature.step == step && signature.is_owed())
    };
    Ok(hands
        .first()
        .is_some_and(|hand| next == Some(hand.step) || owed(hand.step)))
}

fn nothing_left(left_out: &[LeftOut]) -> Problem {
    let told: Vec<String> = left_out
        .iter()
        .map(|out| format!("《{}》{}", out.title, out.why))
        .collect();
    let text = format!("这张批量审批表上没有可以录入的事项：{}", told.join("；"));
    let next = "改过的事项重新印表送签；已签过的不用再录";
    Problem::refused("nothing-on-sheet", text, next)
}

fn walks(
    desk: &Desk,
    items: &[Disclosure],
    hands: &[Hand],
    actor: &Actor,
    scan: Option<FileId>,
) -> Result<Vec<Walk>, Problem> {
    let several = items.len() > 1;
    let walk = |item: &Disclosure| {
        walk(desk, item, hands, actor, scan).map_err(|problem| match several {
            true => about(item, problem),
            false => problem,
        })
    };
    items.iter().map(walk).collect()
}

fn walk(
    desk: &Desk,
    item: &Disclosure,
    hands: &[Hand],
    actor: &Actor,
    scan: Option<FileId>,
) -> Result<Walk, Problem> {
    let chain = chain_in_force(desk, item)?;
    let written = desk.records().filing(item.id())?.changed_on;
    let mut walk = vec![item.clone()];
    let mut now = item.clone();
    for hand in hands {
        if let Some(written) = written {
            hand.moment
                .not_before(written, "修改")
                .map_err(|refusal| refused(hand.step, refusal))?;
        }
        let signing = Signing {
            id: SignatureId::new(&desk.seed()?),
            step: hand.step,
            signer: &hand.signer,
            stands_in_for: hand.stands_in_for.as_ref(),
            enterer: actor.person.id,
            kind: hand.kind,
            document: None,
            scan: scan.filter(|_| hand.kind == SignatureKind::Paper),
            opinion: hand.opinion.clone(),
            secrecy: hand.secrecy,
            moment: hand.moment,
        };
        now = now
            .sign(&chain, signing)
            .map_err(|refusal| refused(hand.step, refusal))?;
        walk.push(now.clone());
    }
    Ok(walk)
}

/// Writes every step of the walk with its audit entry, as if each had been signed at the desk: a
/// signature that the next one makes void stays on record.
fn keep(
    change: &Change<'_>,
    walk: &[Disclosure],
    hands: &[Hand],
    actor: &Actor,
    sheet: Option<BatchNo>,
) -> Result<(), Problem> {
    for (pair, hand) in walk.windows(2).zip(hands) {
        let [before, after] = pair else { continue };
        change.save(before, after, &hand.moment)?;
        let signed = Actor {
            person: actor.person.clone(),
            moment: hand.moment,
        };
        let mut entry = signed
            .about(ItemAct::Sign, after.id())
            .signed_by(&hand.signer.name)
            .open_fact("step", hand.step.code())
            .open_fact("kind", hand.kind.code())
            .open_fact("to", after.state().code());
        if let Some(no) = sheet {
            entry = entry.open_fact("sheet", no.to_string());
        }
        audit::append(change, &entry)?;
    }
    Ok(())
}

fn refused(step: Step, refusal: Refusal) -> Problem {
    let what = match &refusal {
        Refusal::InTheFuture { .. } | Refusal::BeforePredecessor { .. } => "日期",
        Refusal::SecrecyMissing | Refusal::SecrecyElsewhere { .. } => "保密审查结论",
        Refusal::OralNotAllowed { .. } | Refusal::OralAgain => "方式",
        Refusal::LacksDuty { .. }
        | Refusal::HeadIsDrafter { .. }
        | Refusal::ReviewerIsDrafter { .. }
        | Refusal::WrongStep { .. }
        | Refusal::NotInState { .. }
        | Refusal::ClassNeverReleased { .. }
        | Refusal::ChannelForbidden { .. }
        | Refusal::NoChannel
        | Refusal::NotExemptClass { .. }
        | Refusal::NothingPosted { .. }
        | Refusal::AlreadyPosted { .. }
        | Refusal::NothingOwed { .. }
        | Refusal::OtherChain
        | Refusal::CitesNothing
        | Refusal::CitedAsItStands
        | Refusal::NoScanMissing => "签字人",
    };
    in_step(step, what, refusal.into())
}

/// The same problem in a field of a step: `审核：签字人`.
fn in_step(step: Step, what: &str, problem: Problem) -> Problem {
    problem.in_field(format!("{step}：{what}"))
}
