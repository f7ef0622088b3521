//! Mark a letter of the county as read, or what it asks for as done (阅处). The letter stays.

use gongkai_registry::{audit, operation};
use serde::{Deserialize, Serialize};

use crate::{Acting, Desk, Problem, typed};

/// A letter to mark.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "MarkCountyLetterRequest", optional_fields = nullable))]
pub struct Request {
    /// The county's number of it.
    pub number: u64,
    /// What was done; needed where the county refused or returned something.
    pub note: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// What was marked.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "MarkCountyLetterAnswer")
)]
pub struct Answer {
    /// The county's number of it.
    pub number: u64,
}

/// Marks it, once.
///
/// # Errors
/// `not-found`, `already-marked`, `field-missing` for a refusal without a note, `who-acts`, what the
/// store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let number = request.number;
    let letter = desk.records().county_letter(number)?.ok_or_else(|| {
        let text = format!("没有县里的第 {number} 号来件");
        Problem::refused("not-found", text, "核对来件编号")
    })?;
    let marks = desk.records().county_letter_marks()?;
    if let Some(mark) = marks.iter().find(|mark| mark.number == number) {
        let text = format!("{}已于 {} 记为办过", mark.by, mark.on);
        return Err(Problem::refused("already-marked", text, "不用再记"));
    }
    let note = typed::open_line_maybe("怎样处理的", request.note.as_deref())?;
    if letter.refused && note.is_none() {
        let text = "没有写怎样处理的";
        let next = "写一句怎样处理的；要改内容的，到这一件里起草更正";
        return Err(Problem::refused("field-missing", text, next).in_field("怎样处理的"));
    }
    desk.store
        .change::<_, Problem>(operation!("mark-county-letter"), |change| {
            change.mark_county_letter(number, note.as_deref(), actor.person.id, &actor.moment)?;
            let mut entry = actor.entry("mark-county-letter", "county-letter", number);
            if let Some(note) = &note {
                entry = entry.open_fact("note", note);
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer { number })
}
