//! A search over every chain, class, person, and action: what can happen to a disclosure at all.
//!
//! The search walks real values of the rulebook and keeps a history of its own, so that what it
//! proves does not rest on the code it tests. What it learns is kept as a table that people read:
//! `docs/state-table.md`. `UPDATE_TABLES=1 cargo test -p gongkai-rulebook --test model` renews it.

#![expect(
    clippy::unwrap_used,
    reason = "a search over invented values stops where one is wrong"
)]

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use chrono::NaiveDate;
use gongkai_rulebook::Refusal;
use gongkai_rulebook::chain::{Chain, Step};
use gongkai_rulebook::disclosure::*;
use gongkai_rulebook::ids::*;
use gongkai_rulebook::moment::{Moment, Now};
use gongkai_rulebook::register::{CopyFor, RegisterNo, reports_to_county};
use gongkai_rulebook::signature::*;
use gongkai_rulebook::vocabulary::*;

/// What an action is, with everything it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Action {
    Sign(Step, usize, SignatureKind, Option<Secrecy>),
    SendBack,
    SetAside,
    TakeUp,
    Cite(usize, usize, usize),
    Edit(DisclosureClass),
    Release(usize, Channel),
    Exempt(usize),
    Post(Channel),
    TakeDown,
    Withdraw,
    Correct,
}

/// An item together with an independent memory of what was done since its text last changed.
#[derive(Debug, Clone)]
struct Walked {
    item: Disclosure,
    /// (step, person, secrecy) of the signatures that count, by our own bookkeeping.
    signed: Vec<(Step, usize, Option<Secrecy>)>,
}

fn id_seed(n: u64) -> IdSeed {
    IdSeed {
        unix_ms: n,
        random: [7; 10],
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, 10, 15).unwrap()
}

fn down() -> TakingDown<'static> {
    TakingDown {
        place: "大院",
        evidence: None,
        moment: moment(),
    }
}

fn moment() -> Moment {
    Moment::new(
        None,
        Now {
            unix_ms: 0,
            today: day(),
        },
    )
    .unwrap()
}

fn content(class: DisclosureClass) -> Content {
    Content {
        entry: "2.4".parse().unwrap(),
        title: "标题".to_owned(),
        class,
        elements: BTreeMap::new(),
        body: String::new(),
        formed_on: None,
        unit: None,
        provider: None,
        list: None,
        attachments: Vec::new(),
        corrects: None,
        demand: None,
        stage: None,
        listing: Default::default(),
    }
}

/// Every chain that the hard rules allow: 经办 first, 主要领导 last, any order of the rest.
fn chains() -> Vec<Chain> {
    use Step::*;
    let middles: [&[Step]; 11] = [
        &[Review],
        &[Proofread, Review],
        &[Review, Proofread],
        &[Agree, Review],
        &[Review, Agree],
        &[Proofread, Review, Agree],
        &[Proofread, Agree, Review],
        &[Review, Proofread, Agree],
        &[Review, Agree, Proofread],
        &[Agree, Proofread, Review],
        &[Agree, Review, Proofread],
    ];
    let whole = |middle: &&[Step]| [&[Draft][..], middle, &[Approve]].concat();
    middles
        .iter()
        .map(|middle| Chain::new(whole(middle)).unwrap())
        .collect()
}

/// Staffs to search with: two people who may do everything, and one person per duty.
fn staffs() -> Vec<Vec<Person>> {
    let person = |n: u64, duties: BTreeSet<Duty>| Person {
        id: StaffId::new(&id_seed(n)),
        name: format!("人员{n}"),
        duties,
    };
    let all: BTreeSet<_> = Duty::ALL.iter().copied().collect();
    let everybody = (1..=2).map(|n| person(n, all.clone())).collect();
    let one_each = Duty::ALL
        .iter()
        .enumerate()
        .map(|(n, duty)| person(n as u64 + 1, [*duty].into()))
        .collect();
    vec![everybody, one_each]
}

fn actions(staff: &[Person]) -> Vec<Action> {
    let mut all = vec![
        Action::SendBack,
        Action::SetAside,
        Action::TakeUp,
        Action::TakeDown,
        Action::Withdraw,
        Action::Correct,
    ];
    all.extend(
        DisclosureClass::ALL
            .iter()
            .map(|class| Action::Edit(*class)),
    );
    let channels = [Channel::NoticeBoard, Channel::InternalBoard];
    all.extend(channels.map(Action::Post));
    let people = 0..staff.len();
    for drafter in people.clone() {
        for reviewer in people.clone() {
            all.extend(
                people
                    .clone()
                    .map(|head| Action::Cite(drafter, reviewer, head)),
            );
        }
    }
    for who in people {
        all.push(Action::Exempt(who));
        all.extend(channels.map(|channel| Action::Release(who, channel)));
        for step in Step::ALL {
            for kind in [SignatureKind::Here, SignatureKind::Oral] {
                let conclusions = Secrecy::ALL.iter().copied().map(Some).chain([None]);
                all.extend(conclusions.map(|secrecy| Action::Sign(*step, who, kind, secrecy)));
            }
        }
    }
    all
}

fn act(from: &Walked, action: Action, chain: &Chain, staff: &[Person]) -> Result<Walked, Refusal> {
    let mut signed = from.signed.clone();
    let item = from.item.clone();
    let item = match action {
        Action::Sign(step, who, kind, secrecy) => {
            let owed = item
                .signatures()
                .iter()
                .any(|s| s.step == step && s.is_owed());
            let next = item.sign(
                chain,
                Signing {
                    id: SignatureId::new(&id_seed(step as u64)),
                    step,
                    signer: &staff[who],
                    stands_in_for: None,
                    enterer: staff[0].id,
                    kind,
                    document: None,
                    scan: None,
                    opinion: None,
                    secrecy,
                    moment: moment(),
                },
            )?;
            match next.state() {
                State::Returned => signed.clear(),
                _ if owed || secrecy == Some(Secrecy::Referred) => {}
                _ => signed.push((step, who, secrecy)),
            }
            next
        }
        Action::SendBack => {
            signed.clear();
            let why = "理由".to_owned();
            item.send_back(Returned {
                why,
                by: staff[0].id,
                moment: moment(),
            })?
        }
        Action::Cite(drafter, reviewer, head) => {
            let next = item.cite(&CitedSheet {
                document: "青政发〔2019〕12号".to_owned(),
                ids: [1, 2, 3].map(|n| SignatureId::new(&id_seed(n))),
                drafter: &staff[drafter],
                reviewer: &staff[reviewer],
                head: &staff[head],
                enterer: staff[0].id,
                scan: FileId::new(&id_seed(1)),
                moment: moment(),
            })?;
            signed = vec![
                (Step::Draft, drafter, None),
                (Step::Review, reviewer, Some(Secrecy::Open)),
                (Step::Approve, head, None),
            ];
            next
        }
        Action::SetAside => item.set_aside(Setting {
            why: "理由".to_owned(),
            by: staff[0].id,
            moment: moment(),
        })?,
        Action::TakeUp => item.take_up(moment())?,
        Action::Edit(class) => {
            signed.clear();
            item.edit(content(class))?
        }
        Action::Release(who, channel) => match item {
            Disclosure::Approved(approved) => {
                Disclosure::Released(approved.release(ReleaseOrder {
                    by: &staff[who],
                    channels: vec![channel],
                    register_no: RegisterNo {
                        year: 2019,
                        number: 1,
                    },
                    copy_ids: (0..3).map(|n| CopyId::new(&id_seed(n))).collect(),
                    posted: 1,
                    moment: moment(),
                })?)
            }
            other => return Err(other.refuse("发布")),
        },
        Action::Exempt(who) => match item {
            Disclosure::Approved(approved) => Disclosure::Exempt(approved.exempt(ExemptOrder {
                ground: "免.3".parse().unwrap(),
                why: None,
                register_no: RegisterNo {
                    year: 2019,
                    number: 1,
                },
                by: &staff[who],
                moment: moment(),
            })?),
            other => return Err(other.refuse("登记为不予公开")),
        },
        Action::Post(channel) => match item {
            Disclosure::Released(released) => {
                Disclosure::Released(released.post(PostingOrder {
                    id: PostingId::new(&id_seed(1)),
                    channel,
                    place: "大院".to_owned(),
                    evidence: None,
                    moment: moment(),
                })?)
            }
            other => return Err(other.refuse("张贴")),
        },
        Action::TakeDown => match item {
            Disclosure::Released(released) => Disclosure::Released(released.take_down(down())?),
            Disclosure::Corrected(corrected) => Disclosure::Corrected(corrected.take_down(down())?),
            Disclosure::Withdrawn(withdrawn) => Disclosure::Withdrawn(withdrawn.take_down(down())?),
            other => return Err(other.refuse("撤下")),
        },
        Action::Withdraw => match item {
            Disclosure::Released(released) => {
                Disclosure::Withdrawn(released.withdraw(Withdrawal {
                    why: "理由".to_owned(),
                    by: staff[0].id,
                    moment: moment(),
                })?)
            }
            other => return Err(other.refuse("撤回")),
        },
        Action::Correct => match item {
            Disclosure::Released(released) => {
                Disclosure::Corrected(released.corrected(DisclosureId::new(&id_seed(2)), day()))
            }
            other => return Err(other.refuse("更正")),
        },
    };
    Ok(Walked { item, signed })
}

/// What two walks have in common when nothing later can tell them apart. Once the item is posted,
/// one posting per channel says as much as many.
fn key(walked: &Walked) -> Key {
    let signature = |s: &Signature| (s.step, s.signer, s.kind, s.secrecy, s.made_good.is_some());
    let item = &walked.item;
    let released = item.released();
    Key {
        state: item.state(),
        class: item.content().class,
        signatures: item.signatures().iter().map(signature).collect(),
        postings: released
            .into_iter()
            .flat_map(Released::postings)
            .map(|posting| (posting.channel, posting.taken_down.is_some()))
            .collect(),
        channels: released.map(|released| released.release().channels.clone()),
        referred: matches!(item, Disclosure::InReview(review) if review.referral().is_some()),
        remembered: walked.signed.clone(),
    }
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    state: State,
    class: DisclosureClass,
    signatures: Vec<(Step, StaffId, SignatureKind, Option<Secrecy>, bool)>,
    postings: BTreeSet<(Channel, bool)>,
    channels: Option<Vec<Channel>>,
    referred: bool,
    remembered: Vec<(Step, usize, Option<Secrecy>)>,
}

/// The promises of the house, asked of every item that can exist.
fn check_promises(walked: &Walked, chain: &Chain, staff: &[Person]) {
    let item = &walked.item;
    let class = item.content().class;
    let steps: Vec<_> = walked.signed.iter().map(|(step, ..)| *step).collect();
    let cited = item
        .signatures()
        .iter()
        .any(|signature| signature.document.is_some());
    let along = if cited { &Chain::three_people() } else { chain };
    assert_eq!(
        &along.steps()[..steps.len()],
        steps,
        "the chain is followed: {walked:?}"
    );
    assert_eq!(
        item.signatures().len(),
        steps.len(),
        "an edit or a return voids every signature: {walked:?}"
    );
    let signer = |wanted: Step| {
        walked
            .signed
            .iter()
            .find(|(step, ..)| *step == wanted)
            .map(|(_, who, secrecy)| (*who, *secrecy))
    };
    if let Some((who, _)) = signer(Step::Review) {
        assert_ne!(
            Some(who),
            signer(Step::Draft).map(|(who, _)| who),
            "the secrecy reviewer is not the drafter"
        );
    }
    if let Some((who, _)) = signer(Step::Approve) {
        assert_ne!(
            Some(who),
            signer(Step::Draft).map(|(who, _)| who),
            "the head is not the drafter"
        );
    }
    for (step, who, _) in &walked.signed {
        assert!(
            staff[*who].duties.contains(&step.duty()),
            "only who holds the duty signs"
        );
    }
    let complete = matches!(
        item.state(),
        State::Approved | State::Released | State::Corrected | State::Withdrawn | State::Exempt
    );
    if complete {
        let secrecy = signer(Step::Review).and_then(|(_, secrecy)| secrecy);
        assert!(
            signer(Step::Approve).is_some(),
            "nothing without the head's approval"
        );
        let cleared = matches!(secrecy, Some(Secrecy::Open | Secrecy::Partly));
        let closed = secrecy == Some(Secrecy::Closed) && class == DisclosureClass::Exempt;
        assert!(
            cleared || closed,
            "nothing without the secrecy review: {walked:?}"
        );
    }
    if let Some(released) = item.released() {
        assert!(matches!(
            class,
            DisclosureClass::Proactive | DisclosureClass::Internal
        ));
        assert!(matches!(
            signer(Step::Review),
            Some((_, Some(Secrecy::Open | Secrecy::Partly)))
        ));
        let reached = released
            .release()
            .channels
            .iter()
            .chain(released.postings().iter().map(|p| &p.channel));
        let copies: Vec<_> = released
            .release()
            .copies
            .iter()
            .map(|copy| copy.made_for)
            .collect();
        if class == DisclosureClass::Internal {
            assert!(
                reached.clone().all(|channel| channel.is_internal()),
                "internal stays inside"
            );
            assert_eq!(
                copies,
                [CopyFor::Township],
                "internal: one copy for the township"
            );
            assert!(
                !reports_to_county(class),
                "internal: no letter to the county"
            );
        } else {
            assert_eq!(copies, [CopyFor::County, CopyFor::Township, CopyFor::Board]);
        }
    }
    if item.state() == State::Exempt {
        assert_eq!(class, DisclosureClass::Exempt);
        assert!(!reports_to_county(class));
    }
}

/// What the search saw: (state, action, duties of who acts) → states it led to.
type Seen = BTreeMap<(State, String), BTreeMap<State, BTreeSet<&'static str>>>;

/// An action as the table names it, and the duty with which it was done.
fn told(action: Action, staff: &[Person]) -> (String, &'static str) {
    let duty = |who: usize| staff[who].duties.first().map_or("", |duty| duty.label());
    match action {
        Action::Sign(step, who, kind, secrecy) => {
            let oral = if kind == SignatureKind::Oral {
                "（口头）"
            } else {
                ""
            };
            let secrecy = secrecy.map(|s| format!("，{s}")).unwrap_or_default();
            (format!("签 {step}{oral}{secrecy}"), duty(who))
        }
        Action::SendBack => ("退回".to_owned(), "任何人"),
        Action::Cite(_, _, head) => ("引用发文稿纸".to_owned(), duty(head)),
        Action::SetAside => ("搁置".to_owned(), "任何人"),
        Action::TakeUp => ("恢复办理".to_owned(), "任何人"),
        Action::Edit(class) => (format!("修改，属性 {class}"), "任何人"),
        Action::Release(who, channel) => (format!("发布到 {channel}"), duty(who)),
        Action::Exempt(who) => ("登记为不予公开".to_owned(), duty(who)),
        Action::Post(channel) => (format!("张贴到 {channel}"), "任何人"),
        Action::TakeDown => ("撤下".to_owned(), "任何人"),
        Action::Withdraw => ("撤回".to_owned(), "任何人"),
        Action::Correct => ("被更正".to_owned(), "任何人"),
    }
}

fn search(chain: &Chain, staff: &[Person], mut seen: Option<&mut Seen>) -> usize {
    let draft = Draft {
        id: DisclosureId::new(&id_seed(1)),
        content: content(DisclosureClass::Proactive),
        returned: None,
    };
    let first = Walked {
        item: Disclosure::Draft(draft),
        signed: Vec::new(),
    };
    let actions = actions(staff);
    let mut known = HashSet::from([key(&first)]);
    let mut queue = VecDeque::from([first]);
    while let Some(walked) = queue.pop_front() {
        check_promises(&walked, chain, staff);
        for action in &actions {
            let Ok(next) = act(&walked, *action, chain, staff) else {
                continue;
            };
            if let Some(seen) = &mut seen {
                let (what, who) = told(*action, staff);
                let led_to = seen.entry((walked.item.state(), what)).or_default();
                led_to.entry(next.item.state()).or_default().insert(who);
            }
            if known.insert(key(&next)) {
                queue.push_back(next);
            }
        }
    }
    known.len()
}

fn table(title: &str, chain: &Chain) -> String {
    let mut seen = Seen::new();
    search(chain, &staffs()[1], Some(&mut seen));
    let steps: Vec<_> = chain.steps().iter().map(|step| step.label()).collect();
    let mut text = format!(
        "\n## {title}：{}\n\n| 状态 | 办什么 | 谁（职责） | 到什么状态 |\n|---|---|---|---|\n",
        steps.join(" → ")
    );
    for ((state, action), led_to) in seen {
        for (to, who) in led_to {
            let who: Vec<_> = who.into_iter().collect();
            text.push_str(&format!(
                "| {state} | {action} | {} | {to} |\n",
                who.join("、")
            ));
        }
    }
    text
}

#[test]
fn no_path_breaks_a_promise() {
    let mut states = 0;
    for chain in chains() {
        for staff in staffs() {
            // Editing may choose any class, so one start reaches them all.
            states += search(&chain, &staff, None);
        }
    }
    assert!(
        states > 10_000,
        "the search became too small to mean anything: {states} states"
    );
}

#[test]
fn the_table_that_people_read_is_what_the_rules_do() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../docs/state-table.md");
    let head = "# What can happen to a disclosure\n\nMade by the model search in `src-tauri/rooms/rulebook/tests/model.rs`, which walks every chain,\nclass, person and action and fails where a promise is broken; renewed with\n`UPDATE_TABLES=1 cargo test -p gongkai-rulebook --test model`. One person per duty; what is not\nlisted is refused.\n";
    let now = format!(
        "{head}{}{}",
        table("木金", &Chain::three_people()),
        table("平田", &Chain::five_people())
    );
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == now,
        "docs/state-table.md is stale: run with UPDATE_TABLES=1"
    );
}
