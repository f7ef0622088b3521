//! What changed on a list since the last period, as a leader reads it before signing.

use gongkai_printroom::papers::{ChangedAmount, Doubt, ListChanges, ListedPerson};
use gongkai_registry::Fingerprint;
use gongkai_rulebook::comparison::{By, Listed};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::money::Fen;

use crate::comparing::{Before, Findings, Subject, how, period_of};
use crate::tasks::compare_list::findings;
use crate::typed::masked;
use crate::{Desk, Problem, village};

/// Most persons of one sort that the paper names; a first list of a whole township names nobody.
const MOST: usize = 2_000;

/// Lays the changes of an item's list out.
pub(crate) fn list_changes(desk: &Desk, item: &Disclosure) -> Result<ListChanges, Problem> {
    let (subject, found) = findings(desk, &item.id().to_string())?;
    let before = found.before.as_ref();
    let named = |places: &[usize], people: &[Listed<Fingerprint>]| -> Vec<ListedPerson> {
        places
            .iter()
            .take(MOST)
            .map(|at| person(&people[*at]))
            .collect()
    };
    Ok(ListChanges {
        office: desk.settings()?.name,
        title: masked(&item.content().title),
        compared: compared(&subject, before),
        sums: sums(&found),
        joined: before.map_or_else(Vec::new, |last| named(&last.comparison.joined, &found.now)),
        left: before.map_or_else(Vec::new, |last| named(&last.comparison.left, &last.people)),
        changed: before.map_or_else(Vec::new, |last| changed(last, &found.now)),
        doubts: doubts(&found),
        told: told(before),
        dated: Some(desk.host.now().today),
    })
}

fn compared(subject: &Subject, before: Option<&Before>) -> String {
    let now = subject
        .period
        .as_ref()
        .map_or("本期", |period| &period.words);
    match before {
        None => format!("{now}以前没有这个村同类的名单，没有可以比对的上一期。"),
        Some(before) => {
            let last = period_of(&before.lists).unwrap_or_else(|| "上一次导入的名单".to_owned());
            let titles: Vec<String> = before
                .lists
                .iter()
                .map(|list| format!("《{}》", masked(&list.title)))
                .collect();
            format!("{now}与{last}比对。上期名单：{}。", titles.join("、"))
        }
    }
}

fn sums(found: &Findings) -> Vec<String> {
    let paid =
        |amount: Option<Fen>| amount.map_or_else(String::new, |fen| format!("，金额 {fen} 元"));
    let mut sums = vec![format!(
        "本期 {} 人{}",
        found.now.len(),
        paid(found.amount())
    )];
    if let Some(before) = &found.before {
        let changed = before.changed(&found.now).len();
        sums.push(format!(
            "上期 {} 人{}",
            before.people.len(),
            paid(before.amount())
        ));
        sums.push(format!(
            "新增 {} 人，退出 {} 人，金额变化 {changed} 人，没有变化 {} 人",
            before.comparison.joined.len(),
            before.comparison.left.len(),
            before.comparison.stayed.len() - changed
        ));
        if let Some((old, new)) = before.amount().zip(found.amount()) {
            let difference = Fen(new.0.saturating_sub(old.0));
            sums.push(match difference.0 {
                0 => "金额合计与上期相同".to_owned(),
                more if more > 0 => format!("金额合计比上期多 {difference} 元"),
                _ => format!("金额合计比上期少 {} 元", Fen(difference.0.saturating_neg())),
            });
        }
        let most = [
            before.comparison.joined.len(),
            before.comparison.left.len(),
            changed,
        ];
        if most.into_iter().any(|count| count > MOST) {
            sums.push(format!("下面每类只列前 {MOST} 人，其余见名单"));
        }
    }
    let (elsewhere, excluded) = (found.elsewhere.len(), found.excluded.len());
    if elsewhere + excluded > 0 {
        sums.push(format!(
            "需要核对 {} 人：同期在别的村也有的 {elsewhere} 人，不能同时享受的 {excluded} 人",
            elsewhere + excluded
        ));
    }
    sums
}

fn person(person: &Listed<Fingerprint>) -> ListedPerson {
    let several = person.rows > 1;
    ListedPerson {
        village: village::shown(&person.village),
        name: masked(&person.name),
        amount: person.amount,
        row: person.row.to_string(),
        remark: match (several, person.key) {
            (true, _) => format!("共 {} 行", person.rows),
            (false, None) => "没有可比对的号码".to_owned(),
            (false, Some(_)) => String::new(),
        },
    }
}

fn changed(before: &Before, now: &[Listed<Fingerprint>]) -> Vec<ChangedAmount> {
    let pairs = before.changed(now).into_iter().take(MOST);
    pairs
        .map(|pair| {
            let (old, new) = (&before.people[pair.one], &now[pair.other]);
            ChangedAmount {
                village: village::shown(&new.village),
                name: masked(&new.name),
                before: old.amount.unwrap_or(Fen(0)),
                now: new.amount.unwrap_or(Fen(0)),
                remark: how(pair.by).to_owned(),
            }
        })
        .collect()
}

fn doubts(found: &Findings) -> Vec<Doubt> {
    let doubt = |now: usize, what: String| {
        let person = &found.now[now];
        Doubt {
            village: village::shown(&person.village),
            name: masked(&person.name),
            row: person.row.to_string(),
            what,
        }
    };
    let twice = found.elsewhere.iter().map(|one| {
        let other = masked(&one.list.title);
        doubt(
            one.now,
            match one.by {
                By::Member => format!("家庭成员的号码也在《{other}》第 {} 行", one.row),
                By::Number | By::Name | By::NameOtherNumber => {
                    format!("同一个号码也在《{other}》第 {} 行", one.row)
                }
            },
        )
    });
    let excluded = found.excluded.iter().map(|(rule, one)| {
        let other = masked(&one.list.title);
        let by = match how(one.by) {
            "" => String::new(),
            how => format!("（{how}）"),
        };
        let row = one.row;
        doubt(
            one.now,
            format!(
                "也在《{other}》第 {row} 行{by}；{}。依据：{}",
                rule.rule, rule.source
            ),
        )
    });
    twice.chain(excluded).take(MOST).collect()
}

fn told(before: Option<&Before>) -> String {
    let Some(before) = before else {
        return String::new();
    };
    let count = |by: By| {
        let pairs = before.comparison.stayed.iter();
        pairs.filter(|pair| pair.by == by).count()
    };
    let mut text = "人员按身份证号比对，本表不印号码".to_owned();
    if count(By::Name) > 0 {
        text.push_str(&format!(
            "；{} 人有一期没有完整号码，按同村同名对上",
            count(By::Name)
        ));
    }
    if count(By::NameOtherNumber) > 0 {
        text.push_str(&format!(
            "；{} 人同村同名而两期号码不同，请核对",
            count(By::NameOtherNumber)
        ));
    }
    text.push('。');
    text
}
