//! Tells the rows that hold no person: titles, units, totals, signatures, notes, repeated headers.

use gongkai_rulebook::list::{ListKind, Meaning};

use super::header::{Header, meanings_in};
use super::titles::clean;
use super::values::{half_width, trimmed};
use super::{Column, closing, main_column, own};
use crate::raw::{CellKind, Row};

/// What a row under the header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A person or a payment.
    Entry,
    /// A total over the rows since the last one.
    Subtotal,
    /// A total over all rows.
    Total,
    /// The header once more, as on a new page.
    HeaderAgain,
    /// Another header, whose columns mean something else.
    OtherHeader,
    /// Something else; why it is skipped.
    Skipped(&'static str),
}

/// Words with which a note begins.
const NOTES: &[&str] = &[
    "备注",
    "注",
    "说明",
    "附注",
    "附",
    "大写",
    "人民币",
    "此表",
    "本表",
    "公示",
    "监督电话",
    "举报电话",
    "以上",
];

/// Where in its list a row stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Only lines that close the list follow.
    pub(super) is_closed: bool,
    /// The total stands above it, with no person between.
    pub(super) follows_total: bool,
    /// The line above it is a signature.
    pub(super) follows_signature: bool,
}

/// What a row is. `page_titles` are the texts above the header, which a new page repeats.
pub(super) fn classify(
    row: &Row,
    header: &Header,
    page_titles: &[String],
    kind: ListKind,
    place: Place,
) -> Line {
    let columns = &header.columns;
    if own::is_example(row, columns) {
        return Line::Skipped("填写示例");
    }
    if let Some(total) = total(row, columns) {
        return total;
    }
    // A repeated header shows itself in its first columns; most rows cost two looks.
    let mut titled = columns
        .iter()
        .filter(|column| row.cell(column.number).is_some())
        .take(2);
    if titled.any(|column| is_own_title(row, column)) {
        let repeated = columns
            .iter()
            .filter(|column| is_own_title(row, column))
            .count();
        if repeated >= 2 && repeated * 2 >= row.cells().len() {
            return Line::HeaderAgain;
        }
    }
    let numbers = row.cells().any(|cell| cell.kind != CellKind::Text);
    if !numbers && meanings_in(row, kind) >= 3 {
        return Line::OtherHeader;
    }
    let is_page_title = |text: &str| page_titles.contains(&clean(text));
    if !page_titles.is_empty() && row.cells().all(|cell| is_page_title(cell.text)) {
        return Line::Skipped("标题重复");
    }
    if is_unit_line(row) {
        return Line::Skipped("单位行");
    }
    if row.number == header.bottom + 1 && is_column_numbers(row) {
        return Line::Skipped("列号行");
    }
    if let Some(why) = closing::why(row, columns, kind, place.is_closed) {
        return Line::Skipped(why);
    }
    if place.is_closed
        && (place.follows_signature || place.follows_total)
        && closing::is_bare_name(row, columns)
    {
        return Line::Skipped("签名行");
    }
    // `填表日期：…` may stand under any title; a value has no colon in it.
    let holds = |meaning: Meaning| {
        let text = text_of(row, columns, meaning);
        !text.is_empty() && !text.contains([':', '：'])
    };
    if holds(Meaning::IdNumber) || holds(Meaning::Amount) {
        return Line::Entry;
    }
    remark(row, columns).map_or(Line::Entry, Line::Skipped)
}

/// Why a row without identity number and amount is no person's, if it is none.
fn remark(row: &Row, columns: &[Column]) -> Option<&'static str> {
    let mut cells = row.cells();
    let first = half_width(trimmed(cells.next()?.text));
    let alone = cells.next().is_none();
    let plain = clean(&first);
    let speaks = first.contains(':') || alone;
    let begins = |words: &[&str]| words.iter().any(|word| plain.starts_with(word));
    let name = text_of(row, columns, Meaning::Name);
    let no_name = name.is_empty() || half_width(name).contains(':') || begins_at_name(row, columns);
    if speaks && no_name && begins(NOTES) {
        return Some("说明行");
    }
    if alone && first.chars().count() >= 16 {
        return Some("说明行");
    }
    let cell = row.cells().next()?;
    if alone && is_place(&plain) && cell.column == columns.first()?.number {
        return Some("村组小标题");
    }
    let only = |meanings: &[Meaning]| {
        let belongs = |number: u32| {
            columns
                .iter()
                .any(|c| c.number == number && meanings.contains(&c.meaning))
        };
        row.cells().all(|cell| belongs(cell.column))
    };
    let prepared = [
        Meaning::SerialNo,
        Meaning::Village,
        Meaning::Group,
        Meaning::Category,
    ];
    let numbered = !text_of(row, columns, Meaning::SerialNo).is_empty();
    (numbered && only(&prepared)).then_some("只有序号的空行")
}

/// Whether the row's first text stands in the column of names, as a signature over the whole
/// width does when the names come first.
fn begins_at_name(row: &Row, columns: &[Column]) -> bool {
    let name = columns
        .iter()
        .find(|column| column.meaning == Meaning::Name);
    let first = row.cells().next();
    matches!((name, first), (Some(name), Some(first)) if name.number == first.column && row.cells().len() == 1)
}

/// Whether a line states the unit of money: `单位：元`.
pub(super) fn is_unit_line(row: &Row) -> bool {
    row.cells().len() <= 4
        && row.cells().any(|cell| {
            let text = half_width(trimmed(cell.text)).replace(' ', "");
            text.find("单位:").is_some_and(|at| {
                let unit = &text[at + "单位:".len()..];
                only_units(unit)
            })
        })
}

/// `人、元`, `万元`, `亩、元/亩)`.
fn only_units(text: &str) -> bool {
    const UNITS: [&str; 24] = [
        "人民币",
        "亿元",
        "万元",
        "千元",
        "元",
        "人",
        "户",
        "亩",
        "平方米",
        "㎡",
        "公斤",
        "斤",
        "床",
        "件",
        "袋",
        "个",
        "月",
        "年",
        "、",
        ",",
        "/",
        "(",
        ")",
        "。",
    ];
    let mut rest = text;
    while let Some(shorter) = UNITS.iter().find_map(|unit| rest.strip_prefix(unit)) {
        rest = shorter;
    }
    rest.is_empty() && !text.is_empty()
}

/// The place that a heading within the list gives, if it gives one: `上坪村`, `第三组`.
pub(super) fn is_place(text: &str) -> bool {
    let length = text.chars().count();
    (2..=10).contains(&length)
        && ["村", "组", "队", "社区", "居委会", "屯"]
            .iter()
            .any(|end| text.ends_with(end))
}

pub(super) fn total(row: &Row, columns: &[Column]) -> Option<Line> {
    let name = text_of(row, columns, Meaning::Name);
    let word = |text: &str| -> Option<Line> {
        if !text.contains('计') {
            return None;
        }
        let text = clean(text);
        if text.chars().count() > 12 {
            return None;
        }
        if ["小计", "本页合计", "本页共计"]
            .iter()
            .any(|end| text.ends_with(end))
        {
            return Some(Line::Subtotal);
        }
        let ends = ["合计", "总计", "共计", "累计", "总合计", "计"];
        let is = ends
            .iter()
            .any(|end| text == *end || (*end != "计" && text.ends_with(end)));
        is.then_some(Line::Total)
    };
    if !name.is_empty() {
        return word(name);
    }
    let mut leading = row
        .cells()
        .filter(|cell| cell.kind == CellKind::Text)
        .take(3);
    leading.find_map(|cell| word(cell.text))
}

fn is_own_title(row: &Row, column: &Column) -> bool {
    let text = row.text(column.number);
    !text.is_empty() && column.parts.contains(&clean(text))
}

/// `1 2 3 4 …` or `甲 乙 1 2 …` under the titles.
fn is_column_numbers(row: &Row) -> bool {
    let mut expected = 1_u32;
    row.cells().len() >= 3
        && row.cells().all(|cell| {
            let text = clean(cell.text);
            let letter = ["栏次", "甲", "乙", "丙", "丁"].contains(&text.as_str());
            let number = text.parse() == Ok(expected);
            expected += u32::from(number);
            letter || number
        })
}

fn text_of<'a>(row: &'a Row, columns: &[Column], meaning: Meaning) -> &'a str {
    main_column(columns, meaning).map_or("", |index| trimmed(row.text(columns[index].number)))
}
