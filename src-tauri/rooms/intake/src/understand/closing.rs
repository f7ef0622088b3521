//! Tells the lines that close a list: signatures, seals, dates; it never takes a person's row for
//! one, whatever words stand in it.

use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::privacy::{Damage, IdNumber};

use super::values::{self, compact, half_width, trimmed};
use super::{Column, MoneyUnit, dates, main_column};
use crate::raw::{Cell, CellKind, Row};

/// Who signs or is to sign; with a colon behind it such a word is a label wherever it stands.
const LABELS: &[&str] = &[
    "制表",
    "填表",
    "制单",
    "填报",
    "审核",
    "复核",
    "审批",
    "核对",
    "负责人",
    "经办",
    "领导",
    "分管",
    "主管",
    "盖章",
    "公章",
    "签章",
    "签字",
    "签名",
    "日期",
    "会计",
    "出纳",
    "主任",
    "支书",
    "书记",
    "联系人",
    "民政",
];
/// Labels that speak without a colon, alone or before a name.
const PLAIN_LABELS: &[&str] = &[
    "制表",
    "填表",
    "填报人",
    "审核",
    "复核",
    "经办",
    "负责人",
    "单位负责人",
    "主要领导",
    "分管领导",
    "领导签字",
    "领导",
    "日期",
    "填报日期",
];
/// Ends of an office's name, as it stands under a list.
const OFFICES: &[&str] = &[
    "人民政府",
    "委员会",
    "村委会",
    "居委会",
    "党委",
    "党支部",
    "办公室",
    "民政办",
    "民政所",
    "民政局",
    "服务中心",
    "乡政府",
    "镇政府",
];

/// Why a row is no person's, when it is a signature, a seal or a date. `closed` says that nothing
/// but such rows follow: there, an office's bare name and a label within the row count as well.
pub(super) fn why(
    row: &Row,
    columns: &[Column],
    kind: ListKind,
    closed: bool,
) -> Option<&'static str> {
    if is_person(row, columns) {
        return None;
    }
    let marks: Vec<(bool, Mark)> = filled(row)
        .map(|cell| (is_remark(&cell, columns), mark(&cell)))
        .collect();
    let all = |fits: fn(Mark) -> bool| marks.iter().all(|(_, mark)| fits(*mark));
    let count = |fits: fn(Mark) -> bool| marks.iter().filter(|(_, mark)| fits(*mark)).count();
    let (_, first) = marks.first()?;
    if all(|mark| mark == Mark::Date) {
        return Some("日期行");
    }
    // A row with its number is somebody's, unless nobody but a signature stands in it.
    if is_numbered(row, columns) && marks.get(1).is_none_or(|(_, mark)| *mark != Mark::Label) {
        return None;
    }
    let closes = |mark: Mark| mark == Mark::Seal || (closed && mark == Mark::Office);
    if marks.iter().any(|(_, mark)| closes(*mark))
        && marks
            .iter()
            .all(|(_, mark)| closes(*mark) || *mark != Mark::Value)
    {
        return Some("落款行");
    }
    let labels = count(Mark::is_label);
    // A list of posts holds such words as values.
    let named = kind != ListKind::General
        || labels >= 2
        || marks.len() == 1
        || count(|mark| mark == Mark::Date) > 0;
    let begins = match first {
        Mark::Label => true,
        Mark::PlainLabel => named && !has_long_number(row),
        Mark::Seal | Mark::Date | Mark::Office => labels > 0,
        // Its own number stands before the label.
        Mark::Value => is_numbered(row, columns),
    };
    let within = closed
        && main_column(columns, Meaning::Name).is_some()
        && marks
            .iter()
            .any(|(remark, mark)| !remark && *mark == Mark::Label);
    (begins || within).then_some("签名行")
}

/// The row behind which nothing but closing lines follow, given the filled rows below the header:
/// the last one that is neither a signature nor a seal nor a date nor a word alone; 0 when there
/// is none. `is_total` tells totals.
pub(super) fn begins_after<'a>(
    rows: impl DoubleEndedIterator<Item = &'a Row>,
    columns: &[Column],
    kind: ListKind,
    is_total: impl Fn(&Row) -> bool,
) -> u32 {
    for row in rows.rev() {
        let alone = filled(row).count() == 1 && !is_person(row, columns);
        if is_total(row) || !(alone || why(row, columns, kind, true).is_some()) {
            return row.number;
        }
    }
    0
}

/// Whether the row is a lone name without any number, as it stands under a label.
pub(super) fn is_bare_name(row: &Row, columns: &[Column]) -> bool {
    let mut cells = filled(row);
    let (Some(cell), None) = (cells.next(), cells.next()) else {
        return false;
    };
    let name = values::name(trimmed(cell.text));
    let is_name = columns
        .iter()
        .any(|column| column.number == cell.column && matches!(column.meaning, Meaning::SerialNo));
    !is_name
        && cell.kind == CellKind::Text
        && !values::is_odd_name(&name)
        && name.chars().count() <= 4
}

/// Whether a row is a person's whatever else stands in it: an identity number, or a serial number
/// with name and amount, or a name with money.
fn is_person(row: &Row, columns: &[Column]) -> bool {
    let text = |meaning| {
        let index = main_column(columns, meaning)?;
        row.cell(columns[index].number)
            .filter(|cell| !trimmed(cell.text).is_empty())
    };
    if text(Meaning::IdNumber).is_some_and(|cell| is_like_id(&cell)) {
        return true;
    }
    let (name, amount) = (text(Meaning::Name), text(Meaning::Amount));
    if let (Some(name), Some(amount)) = (&name, &amount) {
        let numbered = text(Meaning::SerialNo).is_some_and(|cell| is_serial(cell.text));
        let named = !mark(name).is_label();
        if numbered || (named && is_money(amount)) {
            return true;
        }
    }
    filled(row).any(|cell| cell.text.parse::<IdNumber>().is_ok())
}

/// A number that is or was an identity number; not a date, not a telephone behind its label.
fn is_like_id(cell: &Cell<'_>) -> bool {
    let digits = compact(cell.text)
        .chars()
        .filter(char::is_ascii_digit)
        .count();
    let labelled = cell.text.contains([':', '：']);
    (digits >= 9 && !labelled) || Damage::detect(cell.text).is_some()
}

fn is_numbered(row: &Row, columns: &[Column]) -> bool {
    main_column(columns, Meaning::SerialNo)
        .is_some_and(|index| is_serial(row.text(columns[index].number)))
}

fn is_serial(text: &str) -> bool {
    let text = compact(text);
    let digits = text.trim_end_matches(['.', '、']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// An amount that cannot be a day.
fn is_money(cell: &Cell<'_>) -> bool {
    !is_day_of_eight_digits(cell) && values::amount(Some(*cell), MoneyUnit::Yuan).is_ok()
}

/// `20191008`, typed as text.
fn is_day_of_eight_digits(cell: &Cell<'_>) -> bool {
    let length = compact(cell.text).len();
    length == 8 && cell.kind == CellKind::Text && dates::date(cell).is_some()
}

fn has_long_number(row: &Row) -> bool {
    filled(row).any(|cell| {
        let digits = compact(cell.text)
            .chars()
            .filter(char::is_ascii_digit)
            .count();
        digits >= 5 && mark(&cell) == Mark::Value && !is_day_of_eight_digits(&cell)
    })
}

fn filled(row: &Row) -> impl Iterator<Item = Cell<'_>> {
    row.cells().filter(|cell| !trimmed(cell.text).is_empty())
}

fn is_remark(cell: &Cell<'_>, columns: &[Column]) -> bool {
    columns
        .iter()
        .any(|column| column.number == cell.column && column.meaning == Meaning::Remark)
}

/// What a cell of a closing line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `审核人：李四`.
    Label,
    /// `审核人`, `制表人李四`.
    PlainLabel,
    /// `青禾乡人民政府（盖章）`.
    Seal,
    /// `青禾乡人民政府`.
    Office,
    /// A day, or the room for one.
    Date,
    /// Anything else.
    Value,
}

impl Mark {
    fn is_label(self) -> bool {
        matches!(self, Self::Label | Self::PlainLabel)
    }
}

fn mark(cell: &Cell<'_>) -> Mark {
    if is_date(cell) {
        return Mark::Date;
    }
    if cell.kind != CellKind::Text {
        return Mark::Value;
    }
    let text: String = half_width(trimmed(cell.text))
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let is_short = |text: &str| text.chars().count() <= 14;
    if let Some((head, _)) = text.split_once(':')
        && is_short(head)
        && LABELS.iter().any(|label| head.contains(label))
    {
        return Mark::Label;
    }
    let bare = text.trim_matches(['(', ')']);
    if ["盖章", "公章", "签章"]
        .iter()
        .any(|end| bare.ends_with(end))
        && text.chars().count() <= 30
    {
        return Mark::Seal;
    }
    if OFFICES.iter().any(|end| text.ends_with(end)) {
        return Mark::Office;
    }
    let plain = PLAIN_LABELS.iter().any(|label| {
        bare.strip_prefix(label).is_some_and(|rest| {
            let person = rest.strip_prefix(['人', '员']);
            rest.is_empty() || person.is_some_and(|name| name.chars().count() <= 4)
        })
    });
    if plain { Mark::PlainLabel } else { Mark::Value }
}

/// `2019年10月8日`, `2019.10.8`, `二〇一九年十月八日`, `　年　月　日`.
fn is_date(cell: &Cell<'_>) -> bool {
    let text = compact(cell.text);
    let signs = text
        .chars()
        .all(|c| c.is_ascii_digit() || "年月日号〇零○一二三四五六七八九十廿元".contains(c));
    let written = signs && text.contains('年') && text.contains('月');
    let separated = text.contains(['年', '.', '-', '/', '－', '。', '、']);
    written || ((separated || cell.kind == CellKind::Date) && dates::date(cell).is_some())
}
