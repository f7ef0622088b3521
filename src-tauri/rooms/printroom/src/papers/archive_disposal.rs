//! The disposal list (销毁清册) with its approval, and the certificate (销毁证明) once it was carried out;
//! it refuses to write an opinion or a name that only a hand can write.

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

/// A disposal list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DisposalPapers {
    /// Name of the office.
    pub office: String,
    /// 全宗号.
    pub fonds: String,
    /// Its number: 销2031-01.
    pub no: String,
    /// Who made it, and when.
    pub made: (String, String),
    /// 鉴定小组; empty while nobody has appraised.
    pub appraisers: Vec<String>,
    /// Who approved it, and when.
    pub approved: Option<(String, String)>,
    /// How it was carried out.
    pub done: Option<DisposalDone>,
    /// The lines.
    pub lines: Vec<DisposalRow>,
}

/// How a disposal was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DisposalDone {
    /// 监销人.
    pub witnesses: Vec<String>,
    /// Where.
    pub place: String,
    /// How.
    pub method: String,
    /// When.
    pub on: String,
}

/// An item on the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DisposalRow {
    /// 档号.
    pub code: String,
    /// 题名.
    pub title: String,
    /// 年度.
    pub year: String,
    /// 应保管期限.
    pub period: String,
    /// 已保管期限, in years.
    pub kept_years: i32,
    /// 页数.
    pub pages: u32,
    /// 鉴定意见; empty while there is none.
    pub verdict: String,
    /// Why.
    pub why: String,
    /// Whether it is destroyed, and not kept on.
    pub destroyed: bool,
}

impl DisposalPapers {
    /// Sets the list with its approval sheet, and the certificate behind it once it is done.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] without a line, [`PrintError::MissingCharacter`] with row and column.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        if self.lines.is_empty() {
            return Err(PrintError::Nothing {
                what: "销毁清册里没有件",
            });
        }
        let setter = Setter::new(shelf);
        let mut pages = self.approval(setter)?;
        pages.extend(self.list(setter)?);
        if let Some(done) = &self.done {
            pages.extend(self.certificate(done, setter)?);
        }
        Ok(pages)
    }

    fn count(&self, destroyed: bool) -> (usize, u32) {
        let of = |row: &&DisposalRow| row.destroyed == destroyed;
        let rows: Vec<&DisposalRow> = self.lines.iter().filter(of).collect();
        (rows.len(), rows.iter().map(|row| row.pages).sum())
    }

    fn approval(&self, setter: Setter<'_>) -> Result<Vec<Page>, PrintError> {
        let mut flow = Flow::new(Sheet::OFFICIAL, "销毁审批");
        heading(&mut flow, setter, "档案销毁清册", 24.0)?;
        flow.skip(4.0);
        let style = Style::new(FontRole::Body, 14.0);
        let (all, pages) = (
            self.lines.len(),
            self.lines.iter().map(|row| row.pages).sum::<u32>(),
        );
        let ((gone, gone_pages), (kept, _)) = (self.count(true), self.count(false));
        let mut rows = vec![
            format!("单　　位：{}（全宗号 {}）", self.office, self.fonds),
            format!("清册编号：{}", self.no),
            format!("列入鉴定：{all} 件 {pages} 页"),
        ];
        if self.lines.iter().all(|row| !row.verdict.is_empty()) {
            rows.push(format!(
                "鉴定意见：销毁 {gone} 件 {gone_pages} 页，续存 {kept} 件"
            ));
        }
        rows.push(format!(
            "编 制 人：{}　　编制日期：{}",
            self.made.0, self.made.1
        ));
        for text in &rows {
            line(&mut flow, setter, text, style, 12.0)?;
        }
        flow.skip(4.0);
        let names = match self.appraisers.is_empty() {
            true => NAME_BLANK.repeat(3),
            false => self.appraisers.join("、"),
        };
        let approved = |text: Option<&String>, blank: &str| match text {
            Some(text) => text.clone(),
            None => blank.to_owned(),
        };
        let signed = [
            format!("鉴定小组：{names}"),
            "鉴定小组意见：".to_owned(),
            String::new(),
            format!("分管档案工作的负责人（签名）：{NAME_BLANK}{DATE_BLANK}"),
            format!(
                "批准人：{}",
                approved(self.approved.as_ref().map(|(name, _)| name), NAME_BLANK)
            ),
            format!(
                "批准日期：{}",
                approved(self.approved.as_ref().map(|(_, on)| on), DATE_BLANK)
            ),
            format!("批准人（签名）：{NAME_BLANK}"),
        ];
        for text in &signed {
            line(&mut flow, setter, text, style, 13.0)?;
        }
        flow.skip(4.0);
        let note =
            "未经批准不得销毁；冻结的、没有到期的、永久保管的都不在本清册内。本清册永久保存。";
        paragraph(&mut flow, setter, note, SMALL, (0.0, 7.0))?;
        Ok(flow.finish())
    }

    fn list(&self, setter: Setter<'_>) -> Result<Vec<Page>, PrintError> {
        let mut flow = Flow::new(LYING, "销毁清册");
        heading(&mut flow, setter, "销毁清册", 20.0)?;
        let about = format!("{}　　清册编号：{}", self.office, self.no);
        line(&mut flow, setter, &about, SMALL, 8.0)?;
        let row = |(no, row): (usize, &DisposalRow)| {
            let (no, kept, pages) = (
                no.to_string(),
                format!("{}年", row.kept_years),
                row.pages.to_string(),
            );
            let texts = [
                &no,
                &row.code,
                &row.title,
                &row.year,
                &row.period,
                &kept,
                &pages,
                &row.verdict,
                &row.why,
            ];
            Row::of(texts.map(|text| text.as_str().into()).to_vec())
        };
        let table = Table {
            columns: vec![
                Column::whole("序号"),
                Column::whole("档号"),
                Column::text("题名"),
                Column::whole("年度"),
                Column::whole("应保管期限"),
                Column::whole("已保管"),
                Column::whole("页数"),
                Column::whole("鉴定意见"),
                Column::text("理由"),
            ],
            rows: (1..).zip(&self.lines).map(row).collect(),
            ..Table::default()
        };
        table.pour(&mut flow, setter, &look(), 0.0)?;
        let mut pages = flow.finish();
        parts::number_pages(&mut pages, setter, (LYING.middle_mm(), 200.0))?;
        Ok(pages)
    }

    fn certificate(
        &self,
        done: &DisposalDone,
        setter: Setter<'_>,
    ) -> Result<Vec<Page>, PrintError> {
        let mut flow = Flow::new(Sheet::OFFICIAL, "销毁证明");
        heading(&mut flow, setter, "档案销毁证明", 24.0)?;
        flow.skip(6.0);
        let (gone, pages) = self.count(true);
        let style = Style::new(FontRole::Body, 16.0);
        let (approver, on) = self.approved.clone().unwrap_or_default();
        let told = [
            format!(
                "{}按《档案销毁清册》（{}）销毁到期档案 {gone} 件 {pages} 页。该清册于{on}由{approver}批准。",
                self.office, self.no
            ),
            format!(
                "销毁前，监销人对照清册逐件清点核对无误；{}在{}以{}方式销毁。",
                done.on, done.place, done.method
            ),
            "政务公开程序里的登记、目录和审计记录不随纸质档案销毁，注明“已销毁”后继续保存，以备查证。".to_owned(),
            "本证明与销毁清册永久保存。".to_owned(),
        ];
        for text in &told {
            paragraph(&mut flow, setter, text, style, (0.0, 10.2))?;
        }
        flow.skip(12.0);
        for name in &done.witnesses {
            let text = format!("监销人：{name}　　（签名）{NAME_BLANK}{DATE_BLANK}");
            line(&mut flow, setter, &text, style, 14.0)?;
        }
        line(
            &mut flow,
            setter,
            &format!("{NAME_BLANK}{NAME_BLANK}（单位盖章处）"),
            style,
            20.0,
        )?;
        Ok(flow.finish())
    }
}
