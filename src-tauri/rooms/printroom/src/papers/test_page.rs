//! A page that shows how a printer prints (测试页): the width of an official page to be measured, the
//! faces and sizes that papers use; it refuses nothing but a lost font.

use chrono::NaiveDate;

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::Page;
use crate::papers::parts;
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Setter, Style, grid};
use crate::table::pour::Look;
use crate::table::{Column, Row, Table};

/// A test page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestPage {
    /// Name of the office.
    pub office: String,
    /// The day of the print.
    pub day: NaiveDate,
}

const SHEET: Sheet = Sheet::OFFICIAL;

/// What is to be seen, and in which face and size (points).
const LINES: [(&str, FontRole, f64); 5] = [
    ("标题：政务公开", FontRole::Title, 22.0),
    ("正文：谁提供、谁审核、谁负责。", FontRole::Body, 16.0),
    ("小标题：一、公开内容", FontRole::Hei, 16.0),
    ("表格：0123456789　35,910.00 元", FontRole::Body, 10.5),
    (
        "小字：能看清这一行，登记簿就印得清楚。",
        FontRole::Body,
        8.0,
    ),
];

impl TestPage {
    /// Sets the page.
    ///
    /// # Errors
    /// [`PrintError::MissingCharacter`] where a font is lost.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let mut flow = Flow::new(SHEET, "测试页");
        let place = Place::field("测试页");
        let heading = Style::new(FontRole::Title, 22.0);
        let top = flow.take(15.0);
        let at = (
            SHEET.middle_mm(),
            grid::baseline_mm(top, 11.0, heading.size_pt),
        );
        setter.put_centred(flow.items(), "打印机测试页", heading, at, &place)?;
        let about = format!("{}　{}", self.office, parts::date(self.day));
        let width = format!(
            "下面的表宽 {:.1} 厘米：量一量，不是的话，在打印机的设置里选“实际大小”。",
            SHEET.text_width_mm / 10.0
        );
        let told = [
            (about.as_str(), FontRole::Body, 12.0),
            (width.as_str(), FontRole::Body, 12.0),
        ];
        for (text, role, size_pt) in told.into_iter().chain(LINES) {
            let height = size_pt * 0.7;
            let top = flow.take(height);
            let at = (SHEET.left_mm, grid::baseline_mm(top, height, size_pt));
            let style = Style::new(role, size_pt);
            let style = setter.fitted(text, style, SHEET.text_width_mm, &place)?;
            setter.put(flow.items(), text, style, at, &place)?;
        }
        let look = Look {
            head: Style::new(FontRole::Hei, 10.5),
            body: Style::new(FontRole::Body, 10.5),
            sizes_pt: &[10.5, 9.0, 8.0],
            line_em: 1.3,
            row_mm: 9.0,
            tight_row_mm: None,
        };
        Self::table().pour(&mut flow, setter, &look, 0.0)?;
        Ok(flow.finish())
    }

    /// Lines that must all be there, at both edges too.
    fn table() -> Table {
        let row = |number: usize| {
            let number = number.to_string();
            Row::of(vec![
                number.as_str().into(),
                "左边线、右边线、每条横线都看得见".into(),
            ])
        };
        Table {
            columns: vec![Column::whole("序号"), Column::text("看一看")],
            rows: (1..=4).map(row).collect(),
            ..Table::default()
        }
    }
}
