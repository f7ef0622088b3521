//! Bring a report of a period: note that a person brought a nil report, figures or another report of a period
//! to a county that no program reaches.

use chrono::NaiveDate;
use gongkai_registry::records::PeriodReport;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::letter::LetterKind;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use crate::{Acting, Desk, Problem, typed};

/// A report that was brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "BringReportRequest", optional_fields = nullable))]
pub struct Request {
    /// Which report.
    pub kind: LetterKind,
    /// The period: `2019-09`, `2019-Q3`, `2019`.
    pub period: String,
    /// How, and to whom.
    pub how: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// What was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "BringReportAnswer")
)]
pub struct Answer {
    /// Which report.
    pub kind: LetterKind,
    /// The period.
    pub period: String,
    /// How, and to whom.
    pub how: String,
    /// The day.
    pub on: NaiveDate,
}

/// Notes it. What was wrong is noted again; the earlier line stays.
///
/// # Errors
/// `no-such-report`, `report-sealed`, `field-missing`, what is private in the words, dates out of order,
/// `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let how = typed::open_line(
        "怎样报的、交给谁",
        required(request.how.as_deref(), "怎样报的、交给谁")?,
    )?;
    let report = written(desk, request)?;
    if let Some(number) = report.number {
        let text = format!("这份报告已经封装成第 {number} 号报送包");
        let next = "随下一次上报送到县里，不用再记";
        return Err(Problem::refused("report-sealed", text, next));
    }
    actor
        .moment
        .not_before(report.moment.occurred_on, "写报告")?;
    desk.store
        .change::<_, Problem>(operation!("bring-report"), |change| {
            change.put_brought_report(report.id, &how, actor.person.id, &actor.moment)?;
            let entry = actor
                .entry("bring-report", "period-report", report.id)
                .open_fact("kind", report.kind.code())
                .open_fact("period", &report.period)
                .open_fact("how", &how);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        kind: report.kind,
        period: report.period,
        how,
        on: actor.moment.occurred_on,
    })
}

fn written(desk: &Desk, request: &Request) -> Result<PeriodReport, Problem> {
    let asked = |one: &PeriodReport| one.kind == request.kind && one.period == request.period;
    let mut reports = desk.records().period_reports()?.into_iter();
    reports.find(asked).ok_or_else(|| {
        let text = format!("没有写过 {} 的{}", request.period, request.kind);
        Problem::refused("no-such-report", text, "先写好这份报告，再记怎样报的")
    })
}
