//! What changed on a list since the last period (名单变动表), A4 portrait: who joined, who left, whose
//! amount changed, who stands on two lists; it refuses to leave a number out of the sums above it.

use chrono::NaiveDate;
use gongkai_rulebook::money::Fen;

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::Page;
use crate::papers::parts::{self, Block};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Fill, Setter, Style, grid};
use crate::table::pour::Look;
use crate::table::{Cell, Column, Row, Table};

/// The sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListChanges {
    /// Name of the office.
    pub office: String,
    /// Title of the item.
    pub title: String,
    /// What is compared with what, in a sentence.
    pub compared: String,
    /// The sums, a sentence each.
    pub sums: Vec<String>,
    /// Who joined.
    pub joined: Vec<ListedPerson>,
    /// Who left.
    pub left: Vec<ListedPerson>,
    /// Whose amount changed.
    pub changed: Vec<ChangedAmount>,
    /// What somebody must look at: one person on two lists.
    pub doubts: Vec<Doubt>,
    /// How persons were told, in a sentence.
    pub told: String,
    /// Day of the sheet.
    pub dated: Option<NaiveDate>,
}

/// Somebody who joined or left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedPerson {
    /// Village.
    pub village: String,
    /// Name.
    pub name: String,
    /// Amount, where the list names one.
    pub amount: Option<Fen>,
    /// Row of its sheet.
    pub row: String,
    /// Anything to be said.
    pub remark: String,
}

/// Somebody whose amount changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangedAmount {
    /// Village.
    pub village: String,
    /// Name.
    pub name: String,
    /// Before.
    pub before: Fen,
    /// Now.
    pub now: Fen,
    /// Anything to be said.
    pub remark: String,
}

/// Somebody who stands on two lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doubt {
    /// Village.
    pub village: String,
    /// Name.
    pub name: String,
    /// Row of this list.
    pub row: String,
    /// What is to be looked at.
    pub what: String,
}

const SHEET: Sheet = Sheet {
    width_mm: crate::page::A4_WIDTH_MM,
    height_mm: crate::page::A4_HEIGHT_MM,
    left_mm: 24.0,
    top_mm: 25.0,
    text_width_mm: 162.0,
    text_height_mm: 244.0,
};
const TITLE: Style = Style::new(FontRole::Title, 20.0);
const HEADING: Style = Style::new(FontRole::Hei, 14.0);
const TEXT: Style = Style::new(FontRole::Body, 12.0);
const LINE_MM: f64 = 7.2;
const GAP_MM: f64 = 3.0;
/// A heading, the head of its table and a row or two stay together.
const TOGETHER_MM: f64 = 30.0;
const LINES: Block = Block {
    x_mm: SHEET.left_mm,
    width_mm: SHEET.text_width_mm,
    indent_pt: 24.0,
    line_mm: LINE_MM,
    fill: Fill::Justified,
};

impl ListChanges {
    /// Sets the sheet.
    ///
    /// # Errors
    /// [`PrintError::MissingCharacter`] with its place, [`PrintError::RowTooTall`] for a row of more
    /// than a page.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let mut flow = Flow::new(SHEET, "名单变动表");
        self.set_title(&mut flow, setter)?;
        self.set_text(&mut flow, setter, &self.compared)?;
        for (number, sentence) in (1..).zip(&self.sums) {
            self.set_text(&mut flow, setter, &format!("{number}．{sentence}。"))?;
        }
        let parts = [
            ("需要核对", self.doubts_table(), self.doubts.len()),
            (
                "新增",
                people_table(&self.joined, ("本期金额", "表中的行")),
                self.joined.len(),
            ),
            (
                "退出",
                people_table(&self.left, ("上期金额", "上期表中的行")),
                self.left.len(),
            ),
            ("金额变化", self.changed_table(), self.changed.len()),
        ];
        for (name, table, count) in parts {
            if count > 0 {
                set_part(&mut flow, setter, &format!("{name}（{count} 人）"), &table)?;
            }
        }
        self.set_ending(&mut flow, setter)?;
        let mut pages = flow.finish();
        parts::number_pages(&mut pages, setter, (SHEET.middle_mm(), 283.0))?;
        Ok(pages)
    }

    fn set_title(&self, flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
        let top = flow.take(12.0);
        let at = (
            SHEET.middle_mm(),
            grid::baseline_mm(top, 10.0, TITLE.size_pt),
        );
        setter.put_centred(flow.items(), "名单变动表", TITLE, at, &Place::Title)?;
        let top = flow.take(LINE_MM + GAP_MM);
        let place = Place::field("标题");
        let style = setter.fitted(&self.title, HEADING, SHEET.text_width_mm, &place)?;
        let at = (
            SHEET.middle_mm(),
            grid::baseline_mm(top, LINE_MM, HEADING.size_pt),
        );
        setter.put_centred(flow.items(), &self.title, style, at, &place)?;
        Ok(())
    }

    fn set_text(&self, flow: &mut Flow, setter: Setter<'_>, text: &str) -> Result<(), PrintError> {
        if text.is_empty() {
            return Ok(());
        }
        let glyphs = setter.glyphs(text, TEXT, &Place::field("说明"))?;
        parts::pour_lines(flow, &parts::lines(glyphs, LINES, &[]), TEXT, LINES);
        Ok(())
    }

    fn doubts_table(&self) -> Table {
        let row = |doubt: &Doubt| {
            let cells = [&doubt.village, &doubt.name, &doubt.row, &doubt.what];
            Row::of(cells.map(|cell| cell.as_str().into()).into())
        };
        Table {
            columns: vec![
                Column::whole("村"),
                Column::whole("姓名"),
                Column::whole("行"),
                Column::text("核对什么"),
            ],
            rows: self.doubts.iter().map(row).collect(),
            ..Table::default()
        }
    }

    fn changed_table(&self) -> Table {
        let row = |one: &ChangedAmount| {
            let difference = Fen(one.now.0.saturating_sub(one.before.0));
            Row::of(vec![
                one.village.as_str().into(),
                one.name.as_str().into(),
                Cell::Money(one.before),
                Cell::Money(one.now),
                Cell::Money(difference),
                one.remark.as_str().into(),
            ])
        };
        Table {
            columns: vec![
                Column::whole("村"),
                Column::whole("姓名"),
                Column::money("上期金额"),
                Column::money("本期金额"),
                Column::money("增减"),
                Column::text("备注"),
            ],
            rows: self.changed.iter().map(row).collect(),
            unit_line: Some("单位：元".to_owned()),
            total: Some("合计".to_owned()),
            ..Table::default()
        }
    }

    /// How persons were told, and whose hand answers for the sheet.
    fn set_ending(&self, flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
        flow.skip(GAP_MM);
        flow.need(4.0 * LINE_MM);
        self.set_text(flow, setter, &self.told)?;
        flow.skip(GAP_MM);
        let place = Place::field("落款");
        let dated = self.dated.map(parts::date).unwrap_or_default();
        let line = format!("{}　{dated}印", self.office);
        let top = flow.take(LINE_MM);
        let at = (
            SHEET.right_mm(),
            grid::baseline_mm(top, LINE_MM, TEXT.size_pt),
        );
        setter.put_right(flow.items(), &line, TEXT, at, &place)?;
        let hand = "核对人：　　　　　　　　　核对日期：　　　　年　　月　　日";
        let top = flow.take(1.6 * LINE_MM);
        let at = (
            SHEET.left_mm,
            grid::baseline_mm(top, 1.6 * LINE_MM, TEXT.size_pt),
        );
        setter.put(flow.items(), hand, TEXT, at, &place)?;
        Ok(())
    }
}

fn set_part(
    flow: &mut Flow,
    setter: Setter<'_>,
    heading: &str,
    table: &Table,
) -> Result<(), PrintError> {
    flow.skip(GAP_MM);
    flow.need(TOGETHER_MM);
    let top = flow.take(LINE_MM);
    let at = (
        SHEET.left_mm,
        grid::baseline_mm(top, LINE_MM, HEADING.size_pt),
    );
    setter.put(flow.items(), heading, HEADING, at, &Place::field("小标题"))?;
    let look = Look {
        head: Style::new(FontRole::Hei, 10.5),
        body: Style::new(FontRole::Body, 10.5),
        sizes_pt: &[10.5, 9.5, 9.0],
        line_em: 1.35,
        row_mm: 7.2,
        tight_row_mm: None,
    };
    table.pour(flow, setter, &look, 0.0)
}

fn people_table(people: &[ListedPerson], (amount, place): (&str, &str)) -> Table {
    let paid = people.iter().any(|person| person.amount.is_some());
    let said = people.iter().any(|person| !person.remark.is_empty());
    let row = |(number, person): (usize, &ListedPerson)| {
        let mut cells: Vec<Cell> = vec![
            number.to_string().into(),
            person.village.as_str().into(),
            person.name.as_str().into(),
        ];
        if paid {
            cells.push(person.amount.map_or_else(|| "".into(), Cell::Money));
        }
        cells.push(person.row.as_str().into());
        if said {
            cells.push(person.remark.as_str().into());
        }
        Row::of(cells)
    };
    let mut columns = vec![
        Column::whole("序号"),
        Column::whole("村"),
        Column::whole("姓名"),
    ];
    if paid {
        columns.push(Column::money(amount));
    }
    columns.push(Column::whole(place));
    if said {
        columns.push(Column::text("备注"));
    }
    Table {
        columns,
        rows: (1..).zip(people).map(row).collect(),
        unit_line: paid.then(|| "单位：元".to_owned()),
        total: paid.then(|| "合计".to_owned()),
        ..Table::default()
    }
}
