//! What changed on a list since the last period (名单变动表), A4 portrait: who joined, who left, whose
//! amount changed, who stands on two lists; it refuses to leave a number out of the sums above it.

use chrono::NaiveDate;
use gongkai_rulebook::money::Fen;

use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::{FontRole, FontShelf};
use crate::forms::{FieldKind, FormKind, FormShelf, Value, Values, Vocabulary};
use crate::page::Page;
use crate::papers::parts;
use crate::papers::plain::{Numbers, Plain, Titled};
use crate::setting::flow::Sheet;
use crate::setting::{Setter, Style};
use crate::table::pour::Look;
use crate::table::{Cell, Row};

const PEOPLE: FieldKind = FieldKind::Rows(&["村", "姓名", "金额", "行", "备注"]);

/// What a form of this paper can say.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("单位", FieldKind::Text),
        ("标题", FieldKind::Text),
        ("比对", FieldKind::Text),
        ("小结", FieldKind::Lines),
        ("要核对人数", FieldKind::Text),
        ("新增人数", FieldKind::Text),
        ("退出人数", FieldKind::Text),
        ("变化人数", FieldKind::Text),
        ("要核对", FieldKind::Rows(&["村", "姓名", "行", "核对什么"])),
        ("新增", PEOPLE),
        ("退出", PEOPLE),
        (
            "金额变化",
            FieldKind::Rows(&["村", "姓名", "上期金额", "本期金额", "增减", "备注"]),
        ),
        ("比对方法", FieldKind::Text),
        ("日期", FieldKind::Text),
    ],
    must: &["标题", "小结", "要核对", "新增", "退出", "金额变化"],
};

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

const SHEET: Plain = Plain {
    sheet: Sheet {
        width_mm: crate::page::A4_WIDTH_MM,
        height_mm: crate::page::A4_HEIGHT_MM,
        left_mm: 24.0,
        top_mm: 25.0,
        text_width_mm: 162.0,
        text_height_mm: 244.0,
    },
    title: Titled {
        size_pt: 20.0,
        take_mm: 12.0,
        within_mm: 10.0,
    },
    subtitle: (Style::new(FontRole::Hei, 14.0), 3.0),
    heading: Style::new(FontRole::Hei, 14.0),
    text: Style::new(FontRole::Body, 12.0),
    note: Style::new(FontRole::Body, 10.5),
    line_mm: 7.2,
    within_mm: 7.2,
    hand_mm: 11.52,
    indent_pt: 24.0,
    gap_mm: 3.0,
    around_mm: (0.0, 0.0),
    table: Look {
        head: Style::new(FontRole::Hei, 10.5),
        body: Style::new(FontRole::Body, 10.5),
        sizes_pt: &[10.5, 9.5, 9.0],
        line_em: 1.35,
        row_mm: 7.2,
        tight_row_mm: None,
    },
    numbers: Numbers::Always(283.0),
};

impl ListChanges {
    /// What stands on the sheet.
    ///
    /// # Errors
    /// [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        let doubt = |doubt: &Doubt| {
            let cells = [&doubt.village, &doubt.name, &doubt.row, &doubt.what];
            Row::of(cells.map(|cell| cell.as_str().into()).into())
        };
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("标题", self.title.as_str())
            .text("比对", self.compared.as_str())
            .with("小结", Value::Lines(self.sums.clone()))
            .text("要核对人数", self.doubts.len().to_string())
            .text("新增人数", self.joined.len().to_string())
            .text("退出人数", self.left.len().to_string())
            .text("变化人数", self.changed.len().to_string())
            .with("要核对", rows(&self.doubts, doubt))
            .with("新增", rows(&self.joined, person))
            .with("退出", rows(&self.left, person))
            .with("金额变化", rows(&self.changed, changed))
            .text("比对方法", self.told.as_str())
            .text("日期", self.dated.map(parts::date).unwrap_or_default());
        Ok(forms.form(FormKind::Changes)?.fill(&values))
    }

    /// Sets the sheet.
    ///
    /// # Errors
    /// [`PrintError::Form`], [`PrintError::MissingCharacter`] with its place,
    /// [`PrintError::RowTooTall`] for a row of more than a page.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        SHEET.pages(Setter::new(shelf), "名单变动表", &self.blocks(forms)?)
    }
}

fn rows<T>(of: &[T], row: impl Fn(&T) -> Row) -> Value {
    Value::Rows(of.iter().map(row).collect())
}

fn person(person: &ListedPerson) -> Row {
    Row::of(vec![
        person.village.as_str().into(),
        person.name.as_str().into(),
        person.amount.map_or_else(|| "".into(), Cell::Money),
        person.row.as_str().into(),
        person.remark.as_str().into(),
    ])
}

fn changed(one: &ChangedAmount) -> Row {
    let difference = Fen(one.now.0.saturating_sub(one.before.0));
    Row::of(vec![
        one.village.as_str().into(),
        one.name.as_str().into(),
        Cell::Money(one.before),
        Cell::Money(one.now),
        Cell::Money(difference),
        one.remark.as_str().into(),
    ])
}
