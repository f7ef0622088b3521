//! 一键遮盖 of an attachment that is a table which the program understands: another workbook with the
//! columns that may leave takes its place. The file as it came stays in the archive. It is an edit like
//! any other, so every signature is void.

use std::path::Path;

use gongkai_intake::understand::ReadSheet;
use gongkai_registry::operation;
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::{DisclosureId, FileId};
use gongkai_rulebook::list::CellForm;
use gongkai_rulebook::money::Fen;
use gongkai_rulebook::privacy::mask::mask_found;
use gongkai_rulebook::public_view::{Audience, Column, PublicView, SourceList, public_view};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{after_last_act, item, save};
use super::take_in_file::take_in_made;
use crate::acts::ItemAct;
use crate::attached::leaving;
use crate::compose::own_rules;
use crate::reading::{SheetChoice, to_keep};
use crate::{Acting, Desk, Problem, cleaning};

/// What the new file is called: nobody's name is in it.
const NAME: &str = "附件（只留可以公开的栏）.xlsx";
/// What to do with what is no such table.
pub(crate) const BY_HAND: &str = "用原来的文件把这几处改成星号或者删掉，另存一份，到“改附件”里拿下旧的、换上新的；\
     只有 PDF 或者图片的，请报送单位遮盖以后重新发来";

/// Which attachment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "MaskAttachmentRequest")
)]
pub struct Request {
    /// The item.
    pub disclosure: String,
    /// The attachment, counted from 1.
    pub number: usize,
    /// Who and when.
    pub acting: Acting,
}

/// What took its place.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "MaskAttachmentAnswer")
)]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its state then.
    pub state: State,
    /// Titles of the columns that stay in the office.
    pub dropped: Vec<String>,
    /// Rows of the new table.
    pub rows: usize,
}

/// A table with what may leave of it.
pub(crate) struct Masked {
    bytes: Vec<u8>,
    dropped: Vec<String>,
    rows: usize,
}

/// Puts the masked table in the attachment's place.
///
/// # Errors
/// `no-such-attachment`, `not-a-table` with what to do by hand, `not-in-state` once released, a day
/// out of order, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let before = item(desk, &request.disclosure)?;
    after_last_act(desk, &before, &actor)?;
    let mut content = before.content().clone();
    let at = request.number.checked_sub(1);
    let Some(place) = at.and_then(|at| content.attachments.get_mut(at)) else {
        let text = format!("没有附件 {}", request.number);
        return Err(Problem::usage("no-such-attachment", text, "核对附件"));
    };
    let masked = masked(desk, *place)?;
    let taken = cleaning::with_copy(desk, take_in_made(desk, &masked.bytes, NAME)?)?;
    *place = taken.id();
    let after = before.clone().edit(content)?;
    desk.store
        .change::<_, Problem>(operation!("mask-attachment"), |change| {
            taken.keep(change)?;
            save(change, &before, &after, &actor, ItemAct::MaskAttachment)
        })?;
    Ok(Answer {
        disclosure: after.id(),
        state: after.state(),
        dropped: masked.dropped,
        rows: masked.rows,
    })
}

/// What may leave of an attached table.
///
/// # Errors
/// `not-a-table` for every other file, what the store says.
pub(crate) fn masked(desk: &Desk, file: FileId) -> Result<Masked, Problem> {
    let stored = match leaving(desk, file)? {
        Some(copy) => desk.store.file(copy)?,
        None => desk.store.file(file)?,
    };
    let Some(stored) = stored else {
        return Err(not_a_table("找不到这个文件"));
    };
    let path = desk.store.file_path(stored.content.sha256);
    let sheets = understood(desk, &path)?;
    write(desk, &sheets).map_err(|_| not_a_table("这张表写不成新的一份"))?
}

/// The sheets of a workbook, each of which has its header and nothing that is left out.
fn understood(desk: &Desk, path: &Path) -> Result<Vec<ReadSheet>, Problem> {
    let afresh = SheetChoice {
        afresh: true,
        ..SheetChoice::default()
    };
    let (reading, _) = to_keep(desk, path, &afresh).map_err(|_| not_a_table("程序读不成一张表"))?;
    let shown = reading.understood.sheets.into_iter();
    let shown: Vec<ReadSheet> = shown.filter(|sheet| !sheet.hidden).collect();
    let whole = |sheet: &ReadSheet| sheet.header_row.is_some() && !sheet.rows.is_empty();
    match shown.is_empty() || !shown.iter().all(whole) {
        true => Err(not_a_table("有的工作表认不出表头")),
        false => Ok(shown),
    }
}

fn not_a_table(why: &str) -> Problem {
    Problem::refused("not-a-table", format!("不能一键遮盖：{why}"), BY_HAND)
}

fn write(desk: &Desk, sheets: &[ReadSheet]) -> Result<Result<Masked, Problem>, XlsxError> {
    let rules = match own_rules(desk) {
        Ok(rules) => rules,
        Err(problem) => return Ok(Err(problem)),
    };
    let mut book = Workbook::new();
    let mut masked = Masked {
        bytes: Vec::new(),
        dropped: Vec::new(),
        rows: 0,
    };
    for sheet in sheets {
        let columns: Vec<Column> = sheet
            .columns
            .iter()
            .map(|column| Column {
                title: column.title_in_yuan(),
                meaning: column.meaning,
            })
            .collect();
        let cells = |row| (0..columns.len()).map(move |at| text(row, at)).collect();
        let rows: Vec<Vec<String>> = sheet.rows.iter().map(cells).collect();
        let list = SourceList {
            kind: sheet.kind,
            columns: &columns,
            rows: &rows,
        };
        let view = public_view(&list, Audience::Board, desk.host.now().today, &rules);
        let page = book.add_worksheet();
        // A name that no workbook may have stays the usual one.
        let _ = page.set_name(mask_found(&sheet.name).replace('*', "＊"));
        put(page, sheet.title_text.as_deref(), &view)?;
        masked.rows += view.rows.len();
        let dropped = view.leaving.dropped.into_iter();
        masked.dropped.extend(dropped.map(|column| column.title));
    }
    masked.bytes = book.save_to_buffer()?;
    Ok(Ok(masked))
}

fn text(row: &gongkai_intake::understand::ReadRow, at: usize) -> String {
    row.text(at).to_owned()
}

/// Title, header, rows; money as numbers.
fn put(page: &mut Worksheet, title: Option<&str>, view: &PublicView) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap();
    let mut at = 0;
    if let Some(title) = title {
        page.write_string_with_format(at, 0, mask_found(title), &head)?;
        at += 1;
    }
    for (column, of) in (0_u16..).zip(&view.columns) {
        page.write_string_with_format(at, column, &of.title, &head)?;
    }
    let yuan = Format::new().set_num_format("#,##0.00");
    for row in &view.rows {
        at += 1;
        for ((column, cell), of) in (0_u16..).zip(row).zip(&view.columns) {
            let money = of.meaning.form() == CellForm::Money;
            match money.then(|| Fen::parse_yuan(cell)) {
                Some(Ok(fen)) => {
                    page.write_number_with_format(at, column, fen.0 as f64 / 100.0, &yuan)?
                }
                Some(Err(_)) | None => page.write_string(at, column, cell)?,
            };
        }
    }
    page.autofit();
    Ok(())
}
