//! The slip with which a village's list goes back to be mended (村级名单退回单), A4 portrait; it
//! refuses to print a whole identity number: whoever composes it masks what it hands in.

use chrono::NaiveDate;

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::Page;
use crate::papers::parts::{self, Block};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Fill, Setter, Style, grid};
use crate::table::pour::Look;
use crate::table::{Column, Row, Table};

/// A slip.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReturnSlip {
    /// The office that returns the list.
    pub office: String,
    /// The village, or whoever sent the list.
    pub to: String,
    /// Name of the workbook.
    pub file: String,
    /// What is wrong as a whole, a sentence each: totals, hidden columns.
    pub whole: Vec<String>,
    /// The rows.
    pub rows: Vec<ReturnedRow>,
    /// How many rows were read, skipped, refused, in a sentence.
    pub counts: String,
    /// By when it should come back.
    pub due: Option<NaiveDate>,
    /// To whom it should be handed, with a telephone where there is one.
    pub hand_to: String,
    /// The day of the slip.
    pub dated: Option<NaiveDate>,
}

/// A row that goes back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReturnedRow {
    /// Sheet and row: `第三季度 14`, or the row alone.
    pub place: String,
    /// Name as the sheet has it.
    pub name: String,
    /// Identity number, masked.
    pub id_number: String,
    /// Titles of the columns.
    pub column: String,
    /// What is wrong.
    pub wrong: String,
    /// What the village should do.
    pub remedy: String,
}

const SHEET: Sheet = Sheet {
    width_mm: crate::page::A4_WIDTH_MM,
    height_mm: crate::page::A4_HEIGHT_MM,
    left_mm: 22.0,
    top_mm: 25.0,
    text_width_mm: 166.0,
    text_height_mm: 244.0,
};
const TITLE: Style = Style::new(FontRole::Title, 20.0);
const TEXT: Style = Style::new(FontRole::Body, 14.0);
const SMALL: Style = Style::new(FontRole::Body, 10.5);
const LINE_MM: f64 = 8.4;
const GAP_MM: f64 = 3.0;
const LINES: Block = Block {
    x_mm: SHEET.left_mm,
    width_mm: SHEET.text_width_mm,
    indent_pt: 28.0,
    line_mm: LINE_MM,
    fill: Fill::Justified,
};

impl ReturnSlip {
    /// Sets the slip.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] where nothing goes back, [`PrintError::MissingCharacter`] with its
    /// place, [`PrintError::RowTooTall`] for a row of more than a page.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        if self.rows.is_empty() && self.whole.is_empty() {
            return Err(PrintError::Nothing {
                what: "没有要退回的行",
            });
        }
        let setter = Setter::new(shelf);
        let mut flow = Flow::new(SHEET, "退回单");
        self.set_title(&mut flow, setter)?;
        self.set_text(&mut flow, setter, &self.opening())?;
        for (number, sentence) in (1..).zip(&self.whole) {
            self.set_text(&mut flow, setter, &format!("{number}．{sentence}。"))?;
        }
        flow.skip(GAP_MM);
        let ending = 4.0 * LINE_MM + 2.0 * GAP_MM;
        if !self.rows.is_empty() {
            let look = Look {
                head: Style::new(FontRole::Hei, 10.5),
                body: SMALL,
                sizes_pt: &[10.5, 9.5, 9.0],
                line_em: 1.35,
                row_mm: 8.0,
                tight_row_mm: None,
            };
            self.table().pour(&mut flow, setter, &look, ending)?;
        }
        flow.need(ending);
        flow.skip(GAP_MM);
        self.set_ending(&mut flow, setter)?;
        let mut pages = flow.finish();
        parts::number_pages(&mut pages, setter, (SHEET.middle_mm(), 283.0))?;
        Ok(pages)
    }

    fn set_title(&self, flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
        let top = flow.take(14.0);
        let at = (
            SHEET.middle_mm(),
            grid::baseline_mm(top, 11.0, TITLE.size_pt),
        );
        setter.put_centred(flow.items(), "村级名单退回单", TITLE, at, &Place::Title)?;
        let top = flow.take(LINE_MM);
        let place = Place::field("退给");
        let to = format!("{}：", self.to);
        let style = setter.fitted(&to, TEXT, SHEET.text_width_mm, &place)?;
        let at = (SHEET.left_mm, grid::baseline_mm(top, LINE_MM, TEXT.size_pt));
        setter.put(flow.items(), &to, style, at, &place)?;
        Ok(())
    }

    fn opening(&self) -> String {
        let due = match self.due {
            Some(due) => format!("，于{}前", parts::date(due)),
            None => "，尽快".to_owned(),
        };
        format!(
            "你单位报来的“{}”，{}。下列各处请对照原始材料核对，在原表上改好{due}交{}。不清楚的，请打电话问。",
            self.file, self.counts, self.hand_to
        )
    }

    fn set_text(&self, flow: &mut Flow, setter: Setter<'_>, text: &str) -> Result<(), PrintError> {
        let glyphs = setter.glyphs(text, TEXT, &Place::field("说明"))?;
        parts::pour_lines(flow, &parts::lines(glyphs, LINES, &[]), TEXT, LINES);
        Ok(())
    }

    fn table(&self) -> Table {
        let titles = ["行", "姓名", "身份证号（中间隐去）"];
        let columns = titles.map(Column::whole).into_iter();
        let more = ["栏目", "问题", "请这样改"].map(Column::text);
        let rows = self.rows.iter().map(|row| {
            Row::of(vec![
                row.place.as_str().into(),
                row.name.as_str().into(),
                row.id_number.as_str().into(),
                row.column.as_str().into(),
                row.wrong.as_str().into(),
                row.remedy.as_str().into(),
            ])
        });
        Table {
            columns: columns.chain(more).collect(),
            rows: rows.collect(),
            ..Table::default()
        }
    }

    /// Who returns it and when; below, the village's receipt to be filled in by hand.
    fn set_ending(&self, flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
        let place = Place::field("落款");
        let dated = match self.dated {
            Some(day) => parts::date(day),
            None => "　　年　　月　　日".to_owned(),
        };
        for text in [self.office.as_str(), &dated] {
            let top = flow.take(LINE_MM);
            let at = (
                SHEET.right_mm(),
                grid::baseline_mm(top, LINE_MM, TEXT.size_pt),
            );
            setter.put_right(flow.items(), text, TEXT, at, &place)?;
        }
        flow.skip(GAP_MM);
        let receipt = "村里收到人：　　　　　　　　改好交回日期：　　　　年　　月　　日";
        let top = flow.take(2.0 * LINE_MM);
        let at = (
            SHEET.left_mm,
            grid::baseline_mm(top, 2.0 * LINE_MM, TEXT.size_pt),
        );
        let style = setter.fitted(receipt, TEXT, SHEET.text_width_mm, &place)?;
        setter.put(flow.items(), receipt, style, at, &place)?;
        Ok(())
    }
}
