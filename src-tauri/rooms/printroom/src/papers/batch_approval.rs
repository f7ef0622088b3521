//! One approval sheet for many routine items (政务公开批量审批表): a line for each item, one box for
//! each step of the chain; it refuses to pre-print an opinion, a name or a date that nobody gave.

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::{Ink, Page};
use crate::papers::approval::ApprovalStep;
use crate::papers::approval_form::{Form, SHEET, STEP_MOST_MM};
use crate::papers::parts;
use crate::setting::flow::Flow;
use crate::setting::{Setter, Style, grid};
use crate::table::pour::Look;
use crate::table::{Column, Row, Table};

/// Many items with the chain they go along together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchApproval {
    /// Name of the office.
    pub office: String,
    /// Number of the sheet, `批2019-0003`.
    pub number: String,
    /// The items, in order.
    pub lines: Vec<BatchItem>,
    /// The steps of the chain in their order.
    pub steps: Vec<ApprovalStep>,
}

/// One item on the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchItem {
    /// 公开事项: the title.
    pub title: String,
    /// 目录条目.
    pub entry: String,
    /// 提供单位, and on the next line who provided it.
    pub unit: String,
    /// 公开属性.
    pub class: String,
    /// How many people or rows its list has; empty without a list.
    pub people: String,
    /// It was changed after the sheet had been printed: struck through, the sheet approves it not.
    pub changed: bool,
}

const NOTE: Style = Style::new(FontRole::Body, 10.5);
const GAP_MM: f64 = 2.0;
const NOTE_MM: f64 = 7.0;

impl BatchApproval {
    /// Sets the sheet: items on as many pages as they need, all boxes together on the last.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] without items, [`PrintError::MissingCharacter`] with row and column,
    /// [`PrintError::RowTooTall`] for an item of more than a page.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        if self.lines.is_empty() {
            return Err(PrintError::Nothing {
                what: "批量审批表上没有事项",
            });
        }
        let setter = Setter::new(shelf);
        let mut form = Form {
            flow: Flow::new(SHEET, "批量审批表"),
            setter,
            top_mm: 0.0,
        };
        form.head("政务公开批量审批表", &self.office, ("编号", &self.number))?;
        let mut laid = Vec::new();
        for step in &self.steps {
            laid.push(form.lay_step(step)?);
        }
        let least: f64 = laid.iter().map(|step| step.least_mm).sum();
        let look = Look {
            head: Style::new(FontRole::Hei, 10.5),
            body: NOTE,
            sizes_pt: &[10.5, 10.0, 9.0],
            line_em: 1.35,
            row_mm: 8.5,
            tight_row_mm: Some(7.0),
        };
        let tail_mm = least + NOTE_MM + 2.0 * GAP_MM;
        self.table().pour(&mut form.flow, setter, &look, tail_mm)?;
        self.set_note(&mut form)?;
        form.flow.skip(GAP_MM);
        form.open();
        let spare = (form.flow.room_mm() - 0.1 - least).max(0.0) / laid.len().max(1) as f64;
        for step in &laid {
            form.step(
                step,
                (step.least_mm + spare).min(STEP_MOST_MM.max(step.least_mm)),
            )?;
        }
        form.close();
        let mut pages = form.flow.finish();
        self.set_running_head(&mut pages, setter)?;
        if pages.len() > 1 {
            parts::number_pages(&mut pages, setter, (SHEET.middle_mm(), 284.0))?;
        }
        Ok(pages)
    }

    fn table(&self) -> Table {
        let columns = vec![
            Column::whole("序号"),
            Column::text("公开事项"),
            Column::text("目录条目"),
            Column::text("提供单位\n提供人"),
            Column::whole("公开属性"),
            Column::whole("名单"),
        ];
        let row = |(index, line): (usize, &BatchItem)| Row {
            cells: vec![
                (index + 1).to_string().into(),
                line.title.as_str().into(),
                line.entry.as_str().into(),
                line.unit.as_str().into(),
                line.class.as_str().into(),
                line.people.as_str().into(),
            ],
            struck: line.changed,
            sums: None,
        };
        Table {
            columns,
            rows: self.lines.iter().enumerate().map(row).collect(),
            ..Table::default()
        }
    }

    /// How many items it is, and what a hand does that does not agree with one of them.
    fn set_note(&self, form: &mut Form<'_>) -> Result<(), PrintError> {
        let standing = self.lines.iter().filter(|line| !line.changed).count();
        let changed = self.lines.len() - standing;
        let mut note = format!("以上共 {standing} 件。不同意其中某一件的，请将该件划去并签名。");
        if changed > 0 {
            note.push_str(&format!("已划去的 {changed} 件印表后改过，不在本表审批。"));
        }
        form.flow.skip(GAP_MM);
        let top = form.flow.take(NOTE_MM);
        let baseline = grid::baseline_mm(top, NOTE_MM, NOTE.size_pt);
        let place = Place::field("说明");
        let style = form
            .setter
            .fitted(&note, NOTE, SHEET.text_width_mm, &place)?;
        let items = form.flow.items();
        let at = (SHEET.left_mm, baseline);
        form.setter.put(items, &note, style, at, &place).map(drop)
    }

    /// Every further page says to which sheet it belongs: no page can be put into another.
    fn set_running_head(&self, pages: &mut [Page], setter: Setter<'_>) -> Result<(), PrintError> {
        let style = Style::new(FontRole::Body, 9.0).inked(Ink::Grey);
        let text = format!("{} · 政务公开批量审批表 {}", self.office, self.number);
        let place = Place::field("页眉");
        for page in pages.iter_mut().skip(1) {
            let at = (SHEET.left_mm, SHEET.top_mm - 4.0);
            setter.put(&mut page.items, &text, style, at, &place)?;
        }
        Ok(())
    }
}
