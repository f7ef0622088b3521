//! The plan's yearly bound book (合订本: cover, list, sheets, register, 备考表), one volume of it; it
//! refuses to change a sheet that it binds.

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::{Ink, Page};
use crate::papers::archive_parts::{
    DATE_BLANK, NAME_BLANK, SIGNED_MM, SMALL, frame, heading, line, look, paragraph,
};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Setter, Style, grid};
use crate::table::{Column, Row, Table};

/// A volume.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BoundBook {
    /// Name of the office.
    pub office: String,
    /// The year.
    pub year: i32,
    /// 册 from 1, and of how many.
    pub volume: (u32, u32),
    /// 保管期限 of the longest kept sheet in it.
    pub period: String,
    /// The sheets.
    pub sheets: Vec<BoundSheet>,
    /// The register book of the year, in the last volume.
    pub register: Vec<Page>,
    /// Who bound it; blank for the hand while nobody has.
    pub bound_by: String,
    /// When, `2020年3月1日`.
    pub bound_on: String,
}

/// A sheet that is bound, with what the list says of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BoundSheet {
    /// 登记编号.
    pub register_no: String,
    /// 题名.
    pub title: String,
    /// 日期, `2019.9.30`.
    pub dated: String,
    /// Its pages.
    pub pages: Vec<Page>,
}

impl BoundBook {
    /// Sets the volume: every page between cover and 备考表 is numbered in its upper outer corner.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] without a sheet, [`PrintError::MissingCharacter`] with row and column.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        if self.sheets.is_empty() {
            return Err(PrintError::Nothing {
                what: "这一册里没有公开件",
            });
        }
        let setter = Setter::new(shelf);
        // The list says on which page a sheet begins, and is itself as long as the list is.
        let length = self.list(setter, 0)?.len();
        let mut body = self.list(setter, length)?;
        for sheet in &self.sheets {
            body.extend(sheet.pages.iter().cloned());
        }
        body.extend(self.register.iter().cloned());
        for (number, page) in (1..).zip(&mut body) {
            number_page(page, setter, number)?;
        }
        let mut pages = self.cover(setter)?;
        let count = body.len();
        pages.extend(body);
        pages.extend(self.back_note(setter, count)?);
        for (number, page) in (1..).zip(&mut pages) {
            page.part = "合订本".to_owned();
            page.number = number;
        }
        Ok(pages)
    }

    fn cover(&self, setter: Setter<'_>) -> Result<Vec<Page>, PrintError> {
        let sheet = Sheet::OFFICIAL;
        let mut flow = Flow::new(sheet, "封面");
        flow.y_mm += 30.0;
        heading(&mut flow, setter, &self.office, 26.0)?;
        flow.y_mm += 8.0;
        heading(&mut flow, setter, "政务公开档案", 40.0)?;
        flow.y_mm += 6.0;
        heading(&mut flow, setter, &format!("（{}年度）", self.year), 24.0)?;
        flow.y_mm = 190.0;
        let (volume, of) = self.volume;
        let mut rows = vec![format!("本年度共 {of} 册　　本册为第 {volume} 册")];
        if let (Some(first), Some(last)) = (self.sheets.first(), self.sheets.last()) {
            rows.push(format!(
                "登记编号　{} 至 {}",
                first.register_no, last.register_no
            ));
        }
        rows.push(format!("保管期限　{}", self.period));
        let style = Style::new(FontRole::Body, 18.0);
        for text in rows {
            let top = flow.take(13.0);
            let place = Place::field("封面");
            let style = setter.fitted(&text, style, sheet.text_width_mm, &place)?;
            let at = (
                sheet.middle_mm(),
                grid::baseline_mm(top, 13.0, style.size_pt),
            );
            setter.put_centred(flow.items(), &text, style, at, &place)?;
        }
        Ok(flow.finish())
    }

    /// The list; `length` is how many pages it takes itself.
    fn list(&self, setter: Setter<'_>, length: usize) -> Result<Vec<Page>, PrintError> {
        let mut flow = Flow::new(Sheet::OFFICIAL, "目录");
        heading(&mut flow, setter, "目　　录", 22.0)?;
        let mut next = length + 1;
        let mut rows = Vec::new();
        for (no, sheet) in (1_usize..).zip(&self.sheets) {
            let (no, first) = (no.to_string(), next.to_string());
            next += sheet.pages.len();
            let texts = [
                no.as_str(),
                &sheet.register_no,
                &sheet.title,
                &sheet.dated,
                &first,
            ];
            rows.push(Row::of(texts.map(Into::into).to_vec()));
        }
        if !self.register.is_empty() {
            let first = next.to_string();
            let title = format!("{}年政务公开登记簿", self.year);
            let texts = ["", "", &title, "", &first];
            rows.push(Row::of(texts.map(Into::into).to_vec()));
        }
        let table = Table {
            columns: vec![
                Column::whole("序号"),
                Column::whole("登记编号"),
                Column::text("公开事项"),
                Column::whole("日期"),
                Column::whole("页次"),
            ],
            rows,
            ..Table::default()
        };
        table.pour(&mut flow, setter, &look(), 0.0)?;
        Ok(flow.finish())
    }

    fn back_note(&self, setter: Setter<'_>, count: usize) -> Result<Vec<Page>, PrintError> {
        let sheet = Sheet::OFFICIAL;
        let mut flow = Flow::new(sheet, "备考表");
        heading(&mut flow, setter, "备　考　表", 24.0)?;
        let top = flow.take(0.0);
        let size = (sheet.text_width_mm, sheet.bottom_mm() - top);
        frame(flow.items(), (sheet.left_mm, top), size, Ink::Black);
        flow.y_mm += 5.0;
        line(
            &mut flow,
            setter,
            "　本册情况说明",
            Style::new(FontRole::Hei, 14.0),
            10.0,
        )?;
        let body = Style::new(FontRole::Body, 14.0);
        let with = match self.register.is_empty() {
            true => String::new(),
            false => "，末附本年度登记簿".to_owned(),
        };
        let told = [
            format!(
                "本册收{}年度公开件 {} 件{with}，编页 {count} 页。",
                self.year,
                self.sheets.len()
            ),
            "公开的内容一式三份，本册为乡里留存的一份。需要补充说明的情况：".to_owned(),
        ];
        for text in told {
            paragraph(&mut flow, setter, &text, body, (6.0, 9.0))?;
        }
        flow.y_mm = sheet.bottom_mm() - 50.0;
        let or = |text: &str, blank: &str| match text.is_empty() {
            true => blank.to_owned(),
            false => text.to_owned(),
        };
        for text in [
            format!("装订人：{}", or(&self.bound_by, NAME_BLANK)),
            format!("装订日期：{}", or(&self.bound_on, DATE_BLANK)),
            format!("检查人：{NAME_BLANK}"),
            format!("检查日期：{DATE_BLANK}"),
        ] {
            let top = flow.take(11.0);
            let at = (
                sheet.left_mm + SIGNED_MM,
                grid::baseline_mm(top, 11.0, 14.0),
            );
            setter.put(flow.items(), &text, body, at, &Place::field("备考表"))?;
        }
        Ok(flow.finish())
    }
}

/// The page of the volume: right on odd pages, left on even ones, for it is printed on both sides.
fn number_page(page: &mut Page, setter: Setter<'_>, number: u32) -> Result<(), PrintError> {
    let (text, place) = (number.to_string(), Place::field("页次"));
    let style = SMALL;
    if number.is_multiple_of(2) {
        setter.put(&mut page.items, &text, style, (12.0, 11.0), &place)?;
        return Ok(());
    }
    let at = (page.width_mm - 12.0, 11.0);
    setter.put_right(&mut page.items, &text, style, at, &place)
}
