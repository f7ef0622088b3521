//! Look at the papers that are no one item's and may be printed today: sheets out for signing, the
//! slip for copies that have not gone to the county, slips for lists that go back to their village.

use serde::Serialize;

use super::hand_over_copy::OneCopy;
use super::look_at_queue;
use super::{list_imports, print_slip, return_sheet};
use crate::papers::Paper;
use crate::{Desk, Problem};

/// Most copies on one slip.
const MOST_COPIES: u32 = 60;

/// The papers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "HousePapersAnswer")
)]
pub struct Answer {
    /// In the order of the day.
    pub papers: Vec<Line>,
}

/// A paper that can be printed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HousePaper"))]
pub struct Line {
    /// The paper.
    pub paper: Paper,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub note: String,
}

/// The papers of the house.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let mut papers = batch_sheets(desk)?;
    papers.extend(slip(desk)?);
    papers.extend(return_slips(desk)?);
    Ok(Answer { papers })
}

fn batch_sheets(desk: &Desk) -> Result<Vec<Line>, Problem> {
    let queue = look_at_queue::run(desk, &look_at_queue::Request::default())?;
    let line = |sheet: look_at_queue::Sheet| Line {
        title: format!("批量审批表 {}", sheet.sheet),
        note: format!("{} 件，在外面签字", sheet.items.len()),
        paper: Paper::Batch { sheet: sheet.sheet },
    };
    Ok(queue.sheets.into_iter().map(line).collect())
}

/// One slip for everything that has not gone to the county.
fn slip(desk: &Desk) -> Result<Option<Line>, Problem> {
    let open = desk.records().county_copies(MOST_COPIES)?;
    let waiting = open.into_iter().filter(|copy| copy.handed.is_none());
    let copies: Vec<OneCopy> = waiting
        .map(|copy| OneCopy {
            disclosure: copy.subject.id.to_string(),
            no: copy.no,
        })
        .collect();
    if copies.is_empty() {
        return Ok(None);
    }
    let note = format!("{} 份还没有送县", copies.len());
    let (to, by) = (None, None);
    let slip = print_slip::Request { copies, to, by };
    Ok(Some(Line {
        title: format!("送县交接单 {}", print_slip::title(&slip)),
        note,
        paper: Paper::Slip(slip),
    }))
}

fn return_slips(desk: &Desk) -> Result<Vec<Line>, Problem> {
    let under_way = list_imports::run(desk)?.under_way.into_iter();
    let line = |work: list_imports::Unfinished| Line {
        title: format!("退回单 {}", work.file_name),
        note: "导入还没有做完；有错的行退回村里改".to_owned(),
        paper: Paper::Return(return_sheet::Request {
            file: work.file.into(),
            sha256: work.sha256,
            choice: work.choice,
            ..return_sheet::Request::default()
        }),
    };
    Ok(under_way.filter(|work| work.there).map(line).collect())
}
