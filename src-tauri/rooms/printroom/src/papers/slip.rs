//! The hand-over slip (交接单) that goes with copies for the county; it refuses to pre-print a name
//! or a date that only the hand that gives or takes can write.

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::Page;
use crate::papers::parts;
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Setter, Style, grid};
use crate::table::pour::Look;
use crate::table::{Cell, Column, Row, Table};

/// What is handed over, to whom and how.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HandOverSlip {
    /// The office that hands over.
    pub office: String,
    /// To whom; a blank for the hand if empty.
    pub to: String,
    /// How (纸质送交, 公文交换 …); a blank for the hand if empty.
    pub how: String,
    /// The copies.
    pub lines: Vec<SlipLine>,
}

/// One copy on a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipLine {
    /// Its number, `2019-0049-1`.
    pub no: String,
    /// What it is about.
    pub title: String,
    /// How many pages it has.
    pub pages: usize,
}

const SHEET: Sheet = Sheet::OFFICIAL;
const TEXT: Style = Style::new(FontRole::Body, 14.0);
/// A line to be written on by hand.
const LINE_MM: f64 = 11.0;
/// Two signatures and the closing sentence stay with the end of the table.
const TAIL_MM: f64 = 5.0 * LINE_MM;
/// Room for a name that is written by hand.
const BLANK: &str = "　　　　　　　　";
const DATE_BLANK: &str = "　　　　年　　月　　日";

impl HandOverSlip {
    /// Sets the slip.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] without a copy, [`PrintError::MissingCharacter`] names the field,
    /// [`PrintError::TooLong`] a field that does not fit its line.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        if self.lines.is_empty() {
            return Err(PrintError::Nothing {
                what: "交接单上没有要送交的件",
            });
        }
        let setter = Setter::new(shelf);
        let mut flow = Flow::new(SHEET, "交接单");
        set_heading(&mut flow, setter)?;
        self.set_parties(&mut flow, setter)?;
        self.table().pour(&mut flow, setter, &look(), TAIL_MM)?;
        self.set_signatures(&mut flow, setter)?;
        let mut pages = flow.finish();
        if pages.len() > 1 {
            parts::number_pages(&mut pages, setter, (SHEET.middle_mm(), 279.0))?;
        }
        Ok(pages)
    }

    fn set_parties(&self, flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
        line(flow, setter, ("移交单位", &self.office))?;
        line(flow, setter, ("接收单位", or_blank(&self.to)))?;
        line(flow, setter, ("送交方式", or_blank(&self.how)))?;
        flow.skip(3.0);
        Ok(())
    }

    fn table(&self) -> Table {
        let row = |(number, line): (usize, &SlipLine)| {
            Row::of(vec![
                Cell::from((number + 1).to_string()),
                Cell::from(line.no.as_str()),
                Cell::from(line.title.as_str()),
                Cell::from(line.pages.to_string()),
            ])
        };
        Table {
            columns: vec![
                Column::whole("序号"),
                Column::whole("份号"),
                Column::text("公开事项"),
                Column::whole("页数"),
            ],
            rows: self.lines.iter().enumerate().map(row).collect(),
            ..Table::default()
        }
    }

    fn set_signatures(&self, flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
        let pages: usize = self.lines.iter().map(|line| line.pages).sum();
        let closing = format!("以上共 {} 份 {pages} 页，请点收。", self.lines.len());
        flow.skip(2.0);
        put(flow, setter, &closing, "合计")?;
        for who in ["移交人", "接收人"] {
            let text = format!("{who}（签名）：{BLANK}{DATE_BLANK}");
            put(flow, setter, &text, who)?;
        }
        put(
            flow,
            setter,
            "接收后请签名，一份留存，一份退回移交单位作回执。",
            "说明",
        )
    }
}

fn set_heading(flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
    let style = Style::new(FontRole::Title, 22.0);
    let top = flow.take(20.0);
    let at = (
        SHEET.middle_mm(),
        grid::baseline_mm(top, 12.0, style.size_pt),
    );
    setter.put_centred(flow.items(), "政务公开件交接单", style, at, &Place::Title)
}

fn line(
    flow: &mut Flow,
    setter: Setter<'_>,
    (label, text): (&str, &str),
) -> Result<(), PrintError> {
    put(flow, setter, &format!("{label}：{text}"), label)
}

fn put(flow: &mut Flow, setter: Setter<'_>, text: &str, field: &str) -> Result<(), PrintError> {
    flow.need(LINE_MM);
    let top = flow.take(LINE_MM);
    let place = Place::field(field);
    let style = setter.fitted(text, TEXT, SHEET.text_width_mm, &place)?;
    let at = (
        SHEET.left_mm,
        grid::baseline_mm(top, LINE_MM, style.size_pt),
    );
    setter.put(flow.items(), text, style, at, &place).map(drop)
}

fn or_blank(text: &str) -> &str {
    if text.is_empty() { BLANK } else { text }
}

const fn look() -> Look<'static> {
    Look {
        head: Style::new(FontRole::Hei, 12.0),
        body: Style::new(FontRole::Body, 12.0),
        sizes_pt: &[12.0, 10.5, 9.0],
        line_em: 1.35,
        row_mm: 9.0,
        tight_row_mm: None,
    }
}
