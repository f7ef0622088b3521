//! 归档文件目录 with its nine columns (DA/T 22-2015, 5.5) and its cover, and the 移交清册 with the 交接文据
//! that goes before it; it refuses to go without an item.

use crate::error::PrintError;
use crate::fonts::{FontRole, FontShelf};
use crate::page::Page;
use crate::papers::archive_parts::{
    DATE_BLANK, LYING, NAME_BLANK, SMALL, heading, line, look, paragraph,
};
use crate::papers::parts;
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Setter, Style};
use crate::table::{Column, Row, Table};

/// One item in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArchiveLine {
    /// 档号.
    pub code: String,
    /// 文号; empty without.
    pub document_no: String,
    /// 责任者.
    pub responsible: String,
    /// 题名.
    pub title: String,
    /// 日期, eight digits.
    pub dated: String,
    /// 密级; empty without.
    pub secrecy: String,
    /// 页数.
    pub pages: u32,
    /// 备注.
    pub remark: String,
}

/// The catalogue of a class, of a box, or of a whole year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArchiveCatalogue {
    /// 全宗号.
    pub fonds: String,
    /// 全宗名称.
    pub fonds_name: String,
    /// 年度.
    pub year: String,
    /// 保管期限.
    pub period: String,
    /// 机构（问题）; empty without.
    pub organ: String,
    /// 盒号, where it is the catalogue of one box.
    pub in_box: String,
    /// Whether it has a cover: bound into a book, not lying in a box.
    pub covered: bool,
    /// The items.
    pub lines: Vec<ArchiveLine>,
}

impl ArchiveCatalogue {
    /// Sets the catalogue.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] without items, [`PrintError::MissingCharacter`] with row and column.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        if self.lines.is_empty() {
            return Err(PrintError::Nothing {
                what: "目录里没有件",
            });
        }
        let setter = Setter::new(shelf);
        let mut pages = Vec::new();
        if self.covered {
            pages.extend(self.cover(setter)?);
        }
        let mut flow = Flow::new(LYING, "归档文件目录");
        heading(&mut flow, setter, "归档文件目录", 20.0)?;
        let sum: u32 = self.lines.iter().map(|line| line.pages).sum();
        let mut about = vec![
            format!("全宗号：{}", self.fonds),
            format!("年度：{}", self.year),
            format!("保管期限：{}", self.period),
        ];
        if !self.organ.is_empty() {
            about.push(format!("机构（问题）：{}", self.organ));
        }
        if !self.in_box.is_empty() {
            about.push(format!("盒号：{}", self.in_box));
        }
        about.push(format!("共 {} 件 {sum} 页", self.lines.len()));
        line(&mut flow, setter, &about.join("　　"), SMALL, 8.0)?;
        table(&self.lines).pour(&mut flow, setter, &look(), 0.0)?;
        let mut listed = flow.finish();
        parts::number_pages(&mut listed, setter, (LYING.middle_mm(), 200.0))?;
        pages.extend(listed);
        Ok(pages)
    }

    /// The cover: 全宗号, 全宗名称, 年度, 保管期限, 机构（问题）.
    fn cover(&self, setter: Setter<'_>) -> Result<Vec<Page>, PrintError> {
        let mut flow = Flow::new(LYING, "封面");
        flow.y_mm += 30.0;
        heading(&mut flow, setter, "归档文件目录", 36.0)?;
        flow.y_mm += 22.0;
        let style = Style::new(FontRole::Body, 20.0);
        for (label, text) in [
            ("全　宗　号", &self.fonds),
            ("全宗名称", &self.fonds_name),
            ("年　　度", &self.year),
            ("保管期限", &self.period),
            ("机构（问题）", &self.organ),
        ] {
            if !text.is_empty() {
                let text = format!("　　　　　　　　{label}　　{text}");
                line(&mut flow, setter, &text, style, 15.0)?;
            }
        }
        Ok(flow.finish())
    }
}

/// The nine columns.
fn table(lines: &[ArchiveLine]) -> Table {
    let row = |(no, line): (usize, &ArchiveLine)| {
        let (no, pages) = (no.to_string(), line.pages.to_string());
        let texts = [
            &no,
            &line.code,
            &line.document_no,
            &line.responsible,
            &line.title,
            &line.dated,
            &line.secrecy,
            &pages,
            &line.remark,
        ];
        Row::of(texts.map(|text| text.as_str().into()).to_vec())
    };
    Table {
        columns: vec![
            Column::whole("序号"),
            Column::whole("档号"),
            Column::whole("文号"),
            Column::text("责任者"),
            Column::text("题名"),
            Column::whole("日期"),
            Column::whole("密级"),
            Column::whole("页数"),
            Column::text("备注"),
        ],
        rows: (1..).zip(lines).map(row).collect(),
        ..Table::default()
    }
}

/// What goes to the county's archive: 交接文据 first, 移交清册 behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransferPapers {
    /// Who hands over.
    pub office: String,
    /// To whom.
    pub to: String,
    /// 年度 of what goes.
    pub years: String,
    /// How many boxes.
    pub boxes: usize,
    /// The day it went, `2030年3月1日`; blank for the hand while it has not.
    pub on: String,
    /// The items.
    pub lines: Vec<ArchiveLine>,
}

impl TransferPapers {
    /// Sets both.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] without items, [`PrintError::MissingCharacter`] with row and column.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        if self.lines.is_empty() {
            return Err(PrintError::Nothing {
                what: "没有要移交的件",
            });
        }
        let setter = Setter::new(shelf);
        let mut pages = self.deed(setter)?;
        let mut flow = Flow::new(LYING, "移交清册");
        heading(&mut flow, setter, "档案移交清册", 20.0)?;
        let about = format!("移交单位：{}　　接收单位：{}", self.office, self.receiver());
        line(&mut flow, setter, &about, SMALL, 8.0)?;
        table(&self.lines).pour(&mut flow, setter, &look(), 0.0)?;
        let mut listed = flow.finish();
        parts::number_pages(&mut listed, setter, (LYING.middle_mm(), 200.0))?;
        pages.extend(listed);
        Ok(pages)
    }

    fn receiver(&self) -> &str {
        match self.to.is_empty() {
            true => NAME_BLANK,
            false => &self.to,
        }
    }

    fn deed(&self, setter: Setter<'_>) -> Result<Vec<Page>, PrintError> {
        let sheet = Sheet::OFFICIAL;
        let mut flow = Flow::new(sheet, "交接文据");
        heading(&mut flow, setter, "档案交接文据", 24.0)?;
        flow.skip(6.0);
        let sum: u32 = self.lines.iter().map(|line| line.pages).sum();
        let rows = [
            ("移交单位", self.office.clone()),
            ("接收单位", self.receiver().to_owned()),
            ("档案类别", "文书档案（政务公开）".to_owned()),
            ("年　　度", self.years.clone()),
            (
                "数　　量",
                format!("{} 件，{} 盒，{sum} 页", self.lines.len(), self.boxes),
            ),
            ("移交说明", "\n\n\n\n".to_owned()),
            ("接收意见", "\n\n\n\n".to_owned()),
        ];
        for (label, text) in rows {
            let style = Style::new(FontRole::Body, 14.0);
            let height = match text.starts_with('\n') {
                true => 30.0,
                false => 13.0,
            };
            let text = format!("{label}：{}", text.trim());
            let top = flow.take(height);
            let at = (
                sheet.left_mm,
                crate::setting::grid::baseline_mm(top, 13.0, 14.0),
            );
            let place = crate::error::Place::field(label);
            let style = setter.fitted(&text, style, sheet.text_width_mm, &place)?;
            setter.put(flow.items(), &text, style, at, &place)?;
        }
        let day = match self.on.is_empty() {
            true => DATE_BLANK,
            false => &self.on,
        };
        for who in ["移交人", "接收人", "移交单位负责人", "接收单位负责人"] {
            let text = format!("{who}（签名）：{NAME_BLANK}");
            line(&mut flow, setter, &text, SMALL, 10.0)?;
        }
        line(&mut flow, setter, &format!("移交日期：{day}"), SMALL, 10.0)?;
        let note = "本文据一式两份，移交、接收单位各执一份；移交单位的一份随移交清册永久保存。";
        paragraph(&mut flow, setter, note, SMALL, (0.0, 7.0))?;
        Ok(flow.finish())
    }
}
