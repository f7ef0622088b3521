//! The clerk of the sample office at work: every act of every paper, in the order of its days.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::signature::{Secrecy, SignatureKind};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass, Element};

use super::by_clerk;
use super::days::{Days, WalkedClock};
use super::papers::{Act, CLERK, HEAD, PAPERS, Paper, REVIEWER};
use crate::tasks::{
    correct_disclosure, draft_disclosure, exempt_disclosure, hand_over_copy, import_list,
    post_disclosure, release_disclosure, sign_disclosure, take_down_posting, withdraw_disclosure,
};
use crate::{Acting, Desk, Problem, SheetChoice};

/// What is filed as the signed sheet: a picture on which nobody signed.
const SIGNED_SHEET: &str = "审批表扫描件.png";
/// What stands for the photo of a posted sheet.
const PHOTO: &str = "公开栏照片.png";

/// Does everything, day by day.
pub(super) fn walk(desk: &mut Desk, clock: &WalkedClock, days: &Days) -> Result<(), Problem> {
    let mut kept: Vec<Option<Kept>> = PAPERS.iter().map(|_| None).collect();
    for (ago, place, act) in schedule() {
        clock.set(days.back(ago));
        let paper = &PAPERS[place];
        match act {
            None => {
                let old = paper.corrects.and_then(|old| kept.get(old.paper)?.clone());
                kept[place] = Some(Kept::new(open(desk, paper, days, old)?));
            }
            Some(act) => {
                if let Some(kept) = &mut kept[place] {
                    do_act(desk, paper, kept, act)?;
                }
            }
        }
    }
    Ok(())
}

/// An item of the sample, and its copy for the county once there is one.
#[derive(Clone)]
struct Kept {
    id: String,
    county_copy: Option<String>,
}

impl Kept {
    fn new(id: DisclosureId) -> Self {
        Self {
            id: id.to_string(),
            county_copy: None,
        }
    }
}

/// Every act with its day, the oldest first; no act stands for opening the paper.
fn schedule() -> Vec<(usize, usize, Option<&'static Act>)> {
    let mut all = Vec::new();
    for (place, paper) in PAPERS.iter().enumerate() {
        all.push((paper.opened, place, None));
        let acts = paper.acts.iter();
        all.extend(acts.map(|(ago, act)| (*ago, place, Some(act))));
    }
    all.sort_by_key(|(ago, ..)| std::cmp::Reverse(*ago));
    all
}

fn open(
    desk: &mut Desk,
    paper: &Paper,
    days: &Days,
    old: Option<Kept>,
) -> Result<DisclosureId, Problem> {
    let told = fields(paper, days);
    if let (Some(old), Some(how)) = (old, paper.corrects) {
        let made = correct_disclosure::run(desk, &old.id, how.why, told, &by_clerk())?;
        return Ok(made.disclosure);
    }
    match paper.list {
        Some(list) => import(desk, paper, list, told),
        None => Ok(draft_disclosure::open(desk, told, &by_clerk())?.disclosure),
    }
}

fn fields(paper: &Paper, days: &Days) -> draft_disclosure::Fields {
    let text = |text: &str| filled(text, days.today());
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    draft_disclosure::Fields {
        entry: Some(paper.entry.to_owned()),
        title: Some(text(paper.title)),
        class: paper.class,
        elements: elements(paper),
        body_text: given(&text(paper.body)),
        formed_on: paper.formed.map(|ago| days.back(ago)),
        unit: given(paper.unit),
        provider: given(paper.provider),
        ..Default::default()
    }
}

/// The six elements, where the paper has got that far; what is not said is the entry's.
fn elements(paper: &Paper) -> Vec<(Element, String)> {
    if paper.basis.is_empty() {
        return Vec::new();
    }
    let duty = format!("{}提供，党政办公室承办，主要领导批准。", paper.unit);
    [
        (Element::Basis, paper.basis),
        (Element::Duty, &duty),
        (Element::Condition, "不适用：本项是办理结果的公开。"),
        (
            Element::Procedure,
            "提供、经办、审核（保密审查）、批准后公开。",
        ),
        (
            Element::Discipline,
            "如实公开，不得收取任何费用，接受群众监督。",
        ),
        (Element::Outcome, paper.outcome),
    ]
    .map(|(element, text)| (element, text.to_owned()))
    .into()
}

fn import(
    desk: &mut Desk,
    paper: &Paper,
    (file, village): (&str, &str),
    told: draft_disclosure::Fields,
) -> Result<DisclosureId, Problem> {
    let path = sample(desk, file)?;
    let request = import_list::Request {
        replace: false,
        into: None,
        sha256: None,
        entry: paper.entry.to_owned(),
        title: told.title.unwrap_or_default(),
        choice: SheetChoice {
            village: Some(village.to_owned()),
            together: true,
            ..SheetChoice::default()
        },
        formed_on: told.formed_on,
        unit: told.unit,
        provider: told.provider,
        body: None,
        elements: told.elements,
        accept_warnings: true,
        leave_out_refused: false,
        why: None,
        acting: by_clerk(),
    };
    let made = import_list::run(desk, &path, request)?;
    let id = made.disclosure.or(made.disclosures.first().copied());
    let id = id.ok_or_else(|| missing(&path))?;
    let body = draft_disclosure::Fields {
        body_text: told.body_text,
        ..Default::default()
    };
    draft_disclosure::edit(desk, &id.to_string(), body, &by_clerk())?;
    Ok(id)
}

fn do_act(desk: &mut Desk, paper: &Paper, kept: &mut Kept, act: &Act) -> Result<(), Problem> {
    let id = kept.id.clone();
    match act {
        Act::Sign => sign(desk, &id, Step::Draft, (CLERK, SignatureKind::Here), None),
        Act::Review => {
            let closed = paper.class == Some(DisclosureClass::Exempt);
            let secrecy = if closed {
                Secrecy::Closed
            } else {
                Secrecy::Open
            };
            let how = (REVIEWER, SignatureKind::Paper);
            sign(desk, &id, Step::Review, how, Some(secrecy))
        }
        Act::Approve => sign(desk, &id, Step::Approve, (HEAD, SignatureKind::Paper), None),
        Act::ApproveByWord => sign(desk, &id, Step::Approve, (HEAD, SignatureKind::Oral), None),
        Act::Return(why) => sign_disclosure::send_back(desk, &id, why, &by(REVIEWER)).map(drop),
        Act::Release(channels) => release(desk, kept, channels),
        Act::Post(channel, place) => post(desk, &id, *channel, place),
        Act::TakeDown(place) => take_down(desk, &id, place),
        Act::HandOver => hand_over(desk, kept),
        Act::Withdraw(why) => withdraw_disclosure::run(desk, &id, why, &by_clerk()).map(drop),
        Act::Exempt(ground, why) => {
            let why = Some((*why).to_owned());
            exempt_disclosure::run(desk, &id, ground, why, &by_clerk()).map(drop)
        }
    }
}

fn sign(
    desk: &mut Desk,
    id: &str,
    step: Step,
    (signer, kind): (&str, SignatureKind),
    secrecy: Option<Secrecy>,
) -> Result<(), Problem> {
    let on_paper = kind == SignatureKind::Paper;
    let scan = match on_paper {
        true => Some(sample(desk, SIGNED_SHEET)?),
        false => None,
    };
    let opinion = match (step, kind) {
        (Step::Draft | Step::Proofread, _) => None,
        (_, SignatureKind::Oral) => Some("电话同意"),
        (Step::Review, _) => Some("内容属实，不涉密"),
        (Step::Agree | Step::Approve, _) => Some("同意"),
    };
    let request = sign_disclosure::Request {
        step,
        signer: Some(signer.to_owned()),
        stands_in_for: None,
        kind: Some(kind),
        scan,
        opinion: opinion
            .filter(|_| secrecy != Some(Secrecy::Closed))
            .map(str::to_owned),
        secrecy,
        acting: by_clerk(),
    };
    sign_disclosure::sign(desk, id, request).map(drop)
}

fn release(desk: &mut Desk, kept: &mut Kept, channels: &[Channel]) -> Result<(), Problem> {
    let request = release_disclosure::Request {
        channels: channels.to_vec(),
        posted: 1,
        accept_warnings: true,
        why: Some("样例：提醒事项已逐条看过".to_owned()),
        acting: by_clerk(),
    };
    let released = release_disclosure::run(desk, &kept.id, request)?;
    let county = |copy: &release_disclosure::Copy| {
        copy.made_for == gongkai_rulebook::register::CopyFor::County
    };
    kept.county_copy = released.copies.into_iter().find(county).map(|copy| copy.no);
    Ok(())
}

fn post(desk: &mut Desk, id: &str, channel: Channel, place: &str) -> Result<(), Problem> {
    // The board in the yard was photographed; the photos of the others are still owed.
    let evidence = match channel == Channel::NoticeBoard {
        true => Some(sample(desk, PHOTO)?),
        false => None,
    };
    let spot = post_disclosure::Spot {
        channel,
        place: place.to_owned(),
        evidence,
    };
    let request = post_disclosure::Everywhere {
        disclosure: id.to_owned(),
        spots: vec![spot],
        acting: by_clerk(),
    };
    post_disclosure::post_everywhere(desk, request).map(drop)
}

fn take_down(desk: &mut Desk, id: &str, place: &str) -> Result<(), Problem> {
    let sheet = take_down_posting::Sheet {
        disclosure: id.to_owned(),
        place: place.to_owned(),
    };
    let request = take_down_posting::Request {
        sheets: vec![sheet],
        evidence: None,
        acting: by_clerk(),
    };
    take_down_posting::one(desk, request).map(drop)
}

fn hand_over(desk: &mut Desk, kept: &Kept) -> Result<(), Problem> {
    let Some(copy) = kept.county_copy.clone() else {
        return Ok(());
    };
    let request = hand_over_copy::Request {
        copy,
        to: "样例县政务公开办公室".to_owned(),
        by: "专人送达".to_owned(),
        receipt: None,
        acting: by_clerk(),
    };
    hand_over_copy::run(desk, &kept.id, request).map(drop)
}

fn by(name: &str) -> Acting {
    Acting {
        who: Some(name.to_owned()),
        on: None,
    }
}

/// A paper of the sample office that came with the program.
fn sample(desk: &Desk, name: &str) -> Result<PathBuf, Problem> {
    let path = desk.host.samples().join(name);
    if path.is_file() {
        Ok(path)
    } else {
        Err(missing(&path))
    }
}

fn missing(path: &std::path::Path) -> Problem {
    let text = "随程序来的样例材料不全";
    Problem::unreadable("samples-missing", text, "重新安装本程序").in_file(path)
}

/// A text with its year and quarter: those of the last whole quarter before `today`.
fn filled(text: &str, today: NaiveDate) -> String {
    let quarter = today.month0() / 3;
    let (year, quarter) = match quarter {
        0 => (today.year() - 1, 4),
        past => (today.year(), past),
    };
    let names = ["一", "二", "三", "四"];
    let name = names.get(quarter as usize - 1).copied().unwrap_or("四");
    text.replace("{年}", &year.to_string())
        .replace("{季}", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_act_comes_before_its_predecessor() {
        for paper in PAPERS {
            let mut ago = paper.opened;
            for (next, _) in paper.acts {
                assert!(*next <= ago, "{}", paper.title);
                ago = *next;
            }
            assert!(paper.formed.is_none_or(|formed| formed >= paper.opened));
        }
    }

    #[test]
    fn the_last_whole_quarter_may_lie_in_the_year_before() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let told = |on: &str| filled("{年}年第{季}季度", day(on));
        assert_eq!(told("2026-11-22"), "2026年第三季度");
        assert_eq!(told("2026-02-10"), "2025年第四季度");
        assert_eq!(told("2026-04-01"), "2026年第一季度");
    }
}
