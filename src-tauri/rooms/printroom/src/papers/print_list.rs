//! The list on top of a batch of papers (打印清单): what the stack holds, so that a clerk can count it;
//! it refuses to go without saying how many pages there must be.

use chrono::NaiveDate;

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::Page;
use crate::papers::parts;
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Setter, Style, grid};
use crate::table::pour::Look;
use crate::table::{Column, Row, Table};

/// A list of papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintList {
    /// Name of the office.
    pub office: String,
    /// The day of the print.
    pub day: NaiveDate,
    /// Who printed.
    pub by: String,
    /// How many copies of the whole.
    pub copies: u32,
    /// The papers in the order of the stack.
    pub lines: Vec<PrintListLine>,
}

/// One paper of the stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintListLine {
    /// 登记编号; empty without.
    pub register_no: String,
    /// Title of the item, or of the book.
    pub title: String,
    /// Kind of paper: 公开件, 审批表, 登记簿.
    pub paper: String,
    /// How many pages.
    pub pages: usize,
}

const SMALL: Style = Style::new(FontRole::Body, 12.0);
const SHEET: Sheet = Sheet::OFFICIAL;

impl PrintList {
    /// Sets the list.
    ///
    /// # Errors
    /// [`PrintError::MissingCharacter`] with row and column.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let mut flow = Flow::new(SHEET, "打印清单");
        let style = Style::new(FontRole::Title, 22.0);
        let top = flow.take(15.0);
        let at = (
            SHEET.middle_mm(),
            grid::baseline_mm(top, 11.0, style.size_pt),
        );
        setter.put_centred(flow.items(), "打印清单", style, at, &Place::Title)?;
        for text in self.above() {
            let top = flow.take(7.0);
            let place = Place::field("打印清单");
            let at = (SHEET.left_mm, grid::baseline_mm(top, 6.0, SMALL.size_pt));
            let style = setter.fitted(&text, SMALL, SHEET.text_width_mm, &place)?;
            setter.put(flow.items(), &text, style, at, &place)?;
        }
        let look = Look {
            head: Style::new(FontRole::Hei, 10.5),
            body: Style::new(FontRole::Body, 10.5),
            sizes_pt: &[10.5, 9.0, 8.0],
            line_em: 1.3,
            row_mm: 7.0,
            tight_row_mm: None,
        };
        self.table().pour(&mut flow, setter, &look, 0.0)?;
        let mut pages = flow.finish();
        parts::number_pages(&mut pages, setter, (SHEET.middle_mm(), 272.0))?;
        Ok(pages)
    }

    fn above(&self) -> [String; 2] {
        let pages: usize = self.lines.iter().map(|line| line.pages).sum();
        let day = parts::date(self.day);
        [
            format!("{}　{day}　打印人：{}", self.office, self.by),
            format!(
                "共 {} 件 {pages} 页，各印 {} 份（本清单不计在内）",
                self.lines.len(),
                self.copies
            ),
        ]
    }

    fn table(&self) -> Table {
        let row = |(number, line): (usize, &PrintListLine)| {
            let cells = [
                number.to_string(),
                line.register_no.clone(),
                line.title.clone(),
                line.paper.clone(),
                line.pages.to_string(),
            ];
            Row::of(cells.iter().map(|cell| cell.as_str().into()).collect())
        };
        Table {
            columns: vec![
                Column::whole("序号"),
                Column::whole("登记编号"),
                Column::text("事项"),
                Column::whole("纸面"),
                Column::whole("页数"),
            ],
            rows: (1..).zip(&self.lines).map(row).collect(),
            ..Table::default()
        }
    }
}
