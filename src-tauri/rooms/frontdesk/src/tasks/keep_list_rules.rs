//! What an office shows less of than the rulings say, for every list: by meaning of the column and by
//! audience. It can be stricter; laxer is only a reviewer's reason, item by item.

use gongkai_registry::{audit, operation};
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::public_view::{Audience, Column, Rule, RuleTable, source_of};
use serde::{Deserialize, Serialize};

use super::keep_staff::administrator;
use crate::compose::stricter;
use crate::{Acting, Desk, Problem};

/// A stricter rule to be kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepListRuleRequest", optional_fields = nullable))]
pub struct Request {
    /// Of which columns.
    pub meaning: Meaning,
    /// For whom.
    pub audience: Audience,
    /// `true` the column stays in the office, `false` it is masked; none goes back to the ruling.
    pub stays: Option<bool>,
    /// Who settles it.
    pub acting: Acting,
}

/// The rules.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ListRules"))]
pub struct Answer {
    /// One line a meaning.
    pub rules: Vec<Line>,
}

/// What becomes of columns of one meaning.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ListRuleLine"))]
pub struct Line {
    /// Of which columns.
    pub meaning: Meaning,
    /// For every audience, in order.
    pub fates: Vec<Fate>,
}

/// What becomes of it for one audience.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ListRuleFate", optional_fields = nullable))]
pub struct Fate {
    /// For whom.
    pub audience: Audience,
    /// Shown, masked or kept back, in words.
    pub told: String,
    /// Why it is kept back, or the source of the ruling.
    pub why: String,
    /// The office's own rule: `true` kept back, `false` masked.
    pub own: Option<bool>,
    /// The ruling leaves something that an office can keep back.
    pub can_be_stricter: bool,
}

/// The rulings for lists in general, with the office's own over them.
///
/// # Errors
/// What the store says.
pub fn list(desk: &Desk) -> Result<Answer, Problem> {
    let own = desk.records().list_rules()?;
    let mut table = RuleTable::default();
    for rule in &own {
        let own = stricter(rule.meaning, rule.stays);
        table.tighten(rule.meaning, rule.audience, own).ok();
    }
    let fate = |meaning: Meaning, audience: Audience| {
        let column = Column {
            title: meaning.label().to_owned(),
            meaning,
        };
        let ruled = RuleTable::default().rule(ListKind::General, &column, audience);
        let rule = table.rule(ListKind::General, &column, audience);
        let (told, why) = match rule {
            Rule::Keep => ("公开", source_of(ListKind::General, meaning, audience)),
            Rule::Mask(_) => ("遮盖", source_of(ListKind::General, meaning, audience)),
            Rule::Drop(reason) => ("不公开", reason.label()),
        };
        Fate {
            audience,
            told: told.to_owned(),
            why: why.to_owned(),
            own: own
                .iter()
                .find(|rule| (rule.meaning, rule.audience) == (meaning, audience))
                .map(|rule| rule.stays),
            can_be_stricter: ruled.leaves(),
        }
    };
    let line = |meaning: &Meaning| Line {
        meaning: *meaning,
        fates: Audience::ALL
            .iter()
            .map(|audience| fate(*meaning, *audience))
            .collect(),
    };
    Ok(Answer {
        rules: Meaning::ALL.iter().map(line).collect(),
    })
}

/// Keeps a stricter rule, or goes back to the ruling.
///
/// # Errors
/// `laxer-rule` where it would let out more than the ruling, `lacks-duty`, `who-acts`, what the store
/// says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    administrator(desk, &request.acting)?;
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let (meaning, audience) = (request.meaning, request.audience);
    if let Some(stays) = request.stays {
        let rule = stricter(meaning, stays);
        RuleTable::default()
            .tighten(meaning, audience, rule)
            .map_err(|laxer| {
                let next = "确要多公开一栏，由审核人在具体事项上写明原因";
                Problem::refused("laxer-rule", laxer.to_string(), next)
            })?;
    }
    let office = desk.store.card().office;
    desk.store
        .change::<_, Problem>(operation!("keep-list-rule"), |change| {
            let by = (actor.person.id, &actor.moment);
            change.settle_list_rule((meaning, audience), request.stays, by)?;
            let rule = match request.stays {
                Some(true) => "drop",
                Some(false) => "mask",
                None => "",
            };
            let entry = actor
                .entry("keep-list-rule", "office", office)
                .open_fact("meaning", meaning.code())
                .open_fact("audience", audience.code())
                .open_fact("rule", rule);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    list(desk)
}
