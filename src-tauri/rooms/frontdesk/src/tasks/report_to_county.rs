//! Report a period to the county: that there was nothing to disclose (零报告), the office's own counts
//! (统计), or a released item that is the annual or the self-check report. Each goes once a period, by the
//! same chain as items.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use gongkai_registry::records::{PeriodReport, Summary, SummaryFilter};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::LetterId;
use gongkai_rulebook::letter::LetterKind;
use gongkai_rulebook::register::{Book, reports_to_county};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use crate::typed::masked;
use crate::{Acting, Desk, Problem};

/// A report to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReportToCountyRequest", optional_fields = nullable))]
pub struct Request {
    /// Which report.
    pub kind: LetterKind,
    /// The period: `2019-09`, `2019-Q3`, `2019`.
    pub period: String,
    /// The released item that is the report: the annual or the self-check report.
    pub item: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ReportToCountyAnswer")
)]
pub struct Answer {
    /// Its letter.
    pub letter: LetterId,
    /// Which report.
    pub kind: LetterKind,
    /// The period.
    pub period: String,
    /// Its title.
    pub title: String,
    /// Its figures, by name.
    pub figures: BTreeMap<String, i64>,
}

/// Reports that were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ReportToCountyWritten")
)]
pub struct Written {
    /// Newest first.
    pub reports: Vec<Line>,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReportToCountyLine", optional_fields = nullable))]
pub struct Line {
    /// Which report.
    pub kind: LetterKind,
    /// The period.
    pub period: String,
    /// Its title.
    pub title: String,
    /// 报送编号, once it is sealed.
    pub number: Option<u64>,
    /// The county is known to have it.
    pub taken: bool,
    /// How a person brought it, once one did.
    pub brought: Option<String>,
    /// The day on which a person brought it.
    pub brought_on: Option<NaiveDate>,
    /// What it says, for a county that has only a web form.
    pub text: String,
    /// When it was written.
    pub written_on: NaiveDate,
}

/// Reports that were written, newest first.
///
/// # Errors
/// What the store says.
pub fn list(desk: &Desk) -> Result<Written, Problem> {
    let reports = desk.records().period_reports()?.into_iter().rev();
    let taken = desk.records().county_link()?.map_or(0, |link| link.taken);
    let line = |report: PeriodReport| Line {
        brought: report.brought.as_ref().map(|brought| masked(&brought.how)),
        brought_on: report.brought.as_ref().map(|brought| brought.on),
        kind: report.kind,
        period: report.period,
        title: masked(&report.title),
        number: report.number,
        taken: report.number.is_some_and(|number| number <= taken),
        text: masked(&report.body),
        written_on: report.moment.occurred_on,
    };
    Ok(Written {
        reports: reports.map(line).collect(),
    })
}

/// Writes a report; the next round seals and carries it.
///
/// # Errors
/// `period`, `period-not-over`, `not-nil` where something was disclosed, `report-written`,
/// `not-a-report`, `field-missing` and `not-in-state` for the item, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let span = Span::of(&request.period)?;
    let today = actor.moment.entered.today;
    let written = desk.records().period_reports()?;
    let same = |one: &&PeriodReport| one.kind == request.kind && one.period == span.code;
    if written.iter().any(|one| same(&one)) {
        let text = format!("{}的{}已经写过", span.words, request.kind);
        return Err(Problem::refused(
            "report-written",
            text,
            "在报送情况里看它报了没有",
        ));
    }
    let mut report = PeriodReport {
        id: LetterId::new(&desk.seed()?),
        kind: request.kind,
        period: span.code.clone(),
        title: format!("{}政务公开{}", span.words, request.kind),
        disclosure: None,
        figures: BTreeMap::new(),
        body: String::new(),
        by: actor.person.id,
        moment: actor.moment,
        number: None,
        brought: None,
    };
    match request.kind {
        LetterKind::NilReport | LetterKind::Statistics => {
            if span.last >= today {
                let text = format!("{}还没有过完", span.words);
                return Err(Problem::refused("period-not-over", text, "过完以后再报"));
            }
            fill(desk, &span, &mut report)?;
        }
        LetterKind::AnnualReport | LetterKind::SelfCheckReport => {
            let given = super::draft_disclosure::required(request.item.as_deref(), "公开事项")?;
            let item = item(desk, given)?;
            if !matches!(item, Disclosure::Released(_)) || !reports_to_county(item.content().class)
            {
                return Err(item.refuse("作为报告报县").into());
            }
            report.disclosure = Some(item.id());
            report.title.clone_from(&item.content().title);
        }
        LetterKind::Disclosure
        | LetterKind::Correction
        | LetterKind::Withdrawal
        | LetterKind::Draft
        | LetterKind::Receipt
        | LetterKind::Return
        | LetterKind::Notice
        | LetterKind::Circular
        | LetterKind::Catalogue
        | LetterKind::Request
        | LetterKind::Opinion
        | LetterKind::Ranking => {
            let text = format!("“{}”不是一份报告", request.kind);
            let next = "写零报告、统计、年度报告或自查报告";
            return Err(Problem::usage("not-a-report", text, next));
        }
    }
    desk.store
        .change::<_, Problem>(operation!("report-to-county"), |change| {
            change.put_period_report(&report)?;
            let entry = actor
                .entry("report-to-county", "period-report", report.id)
                .open_fact("kind", report.kind.code())
                .open_fact("period", &report.period);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        letter: report.id,
        kind: report.kind,
        period: report.period,
        title: masked(&report.title),
        figures: report.figures,
    })
}

/// The words and figures of a nil report or of statistics.
fn fill(desk: &Desk, span: &Span, report: &mut PeriodReport) -> Result<(), Problem> {
    let everything = desk.records().disclosures(&SummaryFilter::default())?;
    let released: Vec<Summary> = everything
        .into_iter()
        .filter(|one| span.holds(one))
        .collect();
    if report.kind == LetterKind::NilReport {
        if !released.is_empty() {
            let text = format!("{}公开过 {} 件，不是零报告", span.words, released.len());
            return Err(Problem::refused("not-nil", text, "改报统计"));
        }
        report.figures.insert("主动公开".to_owned(), 0);
        report.body = format!("{}没有应当公开的事项。", span.words);
        return Ok(());
    }
    let catalogue = desk.catalogue()?;
    let mut count = |name: String| *report.figures.entry(name).or_default() += 1;
    for one in &released {
        let entry = catalogue.entry(one.entry.as_str());
        let name = entry.map_or("", |entry| entry.name.as_str());
        count("合计".to_owned());
        count(one.class.label().to_owned());
        count(format!("条目 {} {name}", one.entry).trim_end().to_owned());
        if let Some((_, _, day)) = &one.line {
            count(format!("{}年{}月", day.year(), day.month()));
        }
    }
    report.figures.entry("合计".to_owned()).or_default();
    let lines = report.figures.iter();
    let lines: Vec<String> = lines
        .map(|(name, count)| format!("{name}：{count} 件"))
        .collect();
    report.body = lines.join("\n");
    Ok(())
}

/// A month, a quarter or a year.
struct Span {
    /// `2019-09`, `2019-Q3`, `2019`.
    code: String,
    /// `2019年9月`.
    words: String,
    first: NaiveDate,
    last: NaiveDate,
}

impl Span {
    /// Reads a period.
    fn of(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let read = || {
            let (year, rest) = text.split_at_checked(4)?;
            let year: i32 = year
                .parse()
                .ok()
                .filter(|year| (1949..=2999).contains(year))?;
            let (month, months, words) = match rest.strip_prefix('-') {
                None => rest.is_empty().then(|| (1, 12, format!("{year}年")))?,
                Some(rest) => match rest.strip_prefix('Q') {
                    Some(quarter) => {
                        let n: u32 = quarter.parse().ok().filter(|n| (1..=4).contains(n))?;
                        (n * 3 - 2, 3, format!("{year}年第{n}季度"))
                    }
                    None => {
                        let n: u32 = rest.parse().ok().filter(|_| rest.len() == 2)?;
                        (n, 1, format!("{year}年{n}月"))
                    }
                },
            };
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
            let code = text.to_owned();
            Some(Self {
                code,
                words,
                first,
                last,
            })
        };
        read().ok_or_else(|| {
            let next = "写成 2019-09（月）、2019-Q3（季）或 2019（年）";
            Problem::usage("period", format!("“{text}”不是一个期间"), next).in_field("期间")
        })
    }

    /// Whether an item was released to the public in it, by a line that counts.
    fn holds(&self, one: &Summary) -> bool {
        let inside = |day| (self.first..=self.last).contains(day);
        !one.void && matches!(&one.line, Some((Book::Public, _, day)) if inside(day))
    }
}
