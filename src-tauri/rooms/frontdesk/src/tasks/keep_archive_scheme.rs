//! Settle how the office files (归档设置): 全宗号, pattern of 档号, organs; and its own approved retention
//! table, line by line. What is filed already keeps its 档号; a line ends, it is never taken away.

use chrono::NaiveDate;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::archive::Class;
use gongkai_rulebook::archive::scheme::Scheme;
use gongkai_rulebook::retention::{RetentionPeriod, RetentionRule};
use gongkai_rulebook::source::Certainty;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use crate::archiving::{archivist, retention, usual_scheme};
use crate::{Acting, Desk, Problem, typed};

/// A way of filing to settle.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "KeepArchiveSchemeRequest")
)]
pub struct Request {
    /// The way of filing.
    pub scheme: Scheme,
    /// Who and when.
    pub acting: Acting,
}

/// A line for the office's own retention table.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepArchiveSchemeNewLine", optional_fields = nullable))]
pub struct NewLine {
    /// What it covers, in words.
    pub matter: String,
    /// Catalogue entries it covers; `*` for all.
    pub entries: Vec<String>,
    /// How long.
    pub period: RetentionPeriod,
    /// The paper it was taken from, with its date: 县档案局2020年1月5日审批的保管期限表.
    pub basis: String,
    /// The day on which it comes into force.
    pub from: NaiveDate,
    /// Who and when.
    pub acting: Acting,
}

/// A line of the table to end.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "KeepArchiveSchemeEndLine")
)]
pub struct EndLine {
    /// Its place in the table.
    pub position: u32,
    /// The last day on which it is in force.
    pub until: NaiveDate,
    /// Who and when.
    pub acting: Acting,
}

/// How the office files.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepArchiveSchemeAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The way of filing; where none is settled, the usual one without 全宗号.
    pub scheme: Scheme,
    /// The office has settled it.
    pub settled: bool,
    /// A 档号 as it would be written; none while something is wrong.
    pub example: Option<String>,
    /// The retention lines: the office's own first, then those that ship.
    pub lines: Vec<Line>,
    /// The plan's sentence below which nothing goes.
    pub floor: String,
}

/// A retention line.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepArchiveSchemeLine", optional_fields = nullable))]
pub struct Line {
    /// Its place in the office's table; none for one that ships.
    pub position: Option<u32>,
    /// What it covers, in words.
    pub matter: String,
    /// Catalogue entries.
    pub entries: Vec<String>,
    /// How long.
    pub period: RetentionPeriod,
    /// The paper it was taken from.
    pub basis: String,
    /// Since when.
    pub from: NaiveDate,
    /// Until when.
    pub until: Option<NaiveDate>,
    /// Taken from the paper itself; otherwise the office should confirm it.
    pub confirmed: bool,
}

/// How the office files.
///
/// # Errors
/// What the store says.
pub fn look(desk: &Desk) -> Result<Answer, Problem> {
    let kept = desk.records().archive_scheme()?;
    let settled = kept.is_some();
    let scheme = match kept {
        Some(scheme) => scheme,
        None => usual_scheme(&desk.settings()?.name),
    };
    let own = desk.records().retention_lines()?;
    let table = retention(desk)?;
    let own_lines = own
        .iter()
        .map(|line| Line::of(&line.rule, Some(line.position)));
    let shipped = table
        .shipped_rules()
        .iter()
        .map(|rule| Line::of(rule, None));
    let lines = own_lines.chain(shipped).collect();
    Ok(Answer {
        example: example(&scheme),
        scheme,
        settled,
        lines,
        floor: table.floor_basis().to_owned(),
    })
}

impl Line {
    fn of(rule: &RetentionRule, position: Option<u32>) -> Self {
        Self {
            position,
            matter: rule.matter.clone(),
            entries: rule.entries.clone(),
            period: rule.period,
            basis: rule.basis.clone(),
            from: rule.from,
            until: rule.until,
            confirmed: match rule.certainty {
                Certainty::Read => true,
                Certainty::Unconfirmed => false,
            },
        }
    }
}

fn example(scheme: &Scheme) -> Option<String> {
    let pattern = scheme.check().ok()?;
    let class = Class {
        year: 2019,
        period: RetentionPeriod::Years30,
        organ: scheme.organ_of(None).to_owned(),
    };
    Some(pattern.write(&scheme.code(&class, 26)))
}

/// Settles the way of filing from now on.
///
/// # Errors
/// `archive-scheme` with the field and the character, `lacks-duty`, `who-acts`, what the store says.
pub fn settle(desk: &mut Desk, request: Request) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let mut scheme = request.scheme;
    scheme.fonds = typed::line("全宗号", &scheme.fonds)?;
    scheme.fonds_name = typed::open_line("全宗名称", &scheme.fonds_name)?;
    scheme.category = typed::line("门类代码", &scheme.category)?;
    scheme.pattern = typed::line("档号格式", &scheme.pattern)?;
    for organ in &mut scheme.organs {
        organ.code = typed::line("机构（问题）", &organ.code)?;
        organ.name = typed::open_line("机构（问题）", &organ.name)?;
    }
    scheme.check()?;
    desk.store
        .change::<_, Problem>(operation!("settle-archive-scheme"), |change| {
            change.settle_archive_scheme(&scheme, actor.person.id, &actor.moment)?;
            let entry = actor
                .entry("settle-archive-scheme", "archive", "scheme")
                .open_fact("fonds", &scheme.fonds)
                .open_fact("pattern", &scheme.pattern);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    look(desk)
}

/// Adds a line to the office's retention table.
///
/// # Errors
/// `catalogue` for an entry that is not in the catalogue, `field-missing`, `lacks-duty`, `who-acts`,
/// what the store says.
pub fn add_line(desk: &mut Desk, request: NewLine) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let matter = typed::open_line("归档范围", required(Some(&request.matter), "归档范围")?)?;
    let basis = typed::open_line("依据", required(Some(&request.basis), "依据")?)?;
    let catalogue = desk.catalogue()?;
    if request.entries.is_empty() {
        required(None, "目录条目")?;
    }
    for code in request.entries.iter().filter(|code| *code != "*") {
        catalogue.fileable(code)?;
    }
    let rule = RetentionRule {
        code: String::new(),
        matter,
        entries: request.entries,
        period: request.period,
        basis,
        from: request.from,
        until: None,
        certainty: Certainty::Read,
    };
    desk.store
        .change::<_, Problem>(operation!("add-retention-line"), |change| {
            change.add_retention_line(&rule, actor.person.id, &actor.moment)?;
            let entry = actor
                .entry("add-retention-line", "archive", "retention")
                .open_fact("entries", rule.entries.join("、"))
                .open_fact("period", rule.period.code())
                .open_fact("basis", &rule.basis);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    look(desk)
}

/// Ends a line of the office's retention table.
///
/// # Errors
/// `not-found`, `bad-day` for an end before its beginning, `lacks-duty`, `who-acts`, what the store
/// says.
pub fn end_line(desk: &mut Desk, request: &EndLine) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let lines = desk.records().retention_lines()?;
    let line = lines.iter().find(|line| line.position == request.position);
    if line.is_some_and(|line| request.until < line.rule.from) {
        let text = "停止执行的日期早于开始执行的日期";
        return Err(Problem::refused("bad-day", text, "核对日期").in_field("停止执行"));
    }
    desk.store
        .change::<_, Problem>(operation!("end-retention-line"), |change| {
            change.end_retention_line(request.position, request.until)?;
            let entry = actor
                .entry("end-retention-line", "archive", "retention")
                .open_fact("line", request.position.to_string())
                .open_fact("until", request.until.to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    look(desk)
}
