//! Reads the cells of one row by their meanings and says whether the row can stand.

use std::collections::HashMap;

use gongkai_rulebook::list::{CellForm, ListKind, Meaning};
use gongkai_rulebook::money::Fen;
use gongkai_rulebook::privacy::members::member_numbers;
use gongkai_rulebook::privacy::{Damage, IdNumber};

use super::dates::{self, Days};
use super::note::{Note, Rule};
use super::values::{self, NoAmount, compact, half_width, trimmed};
use super::words::kinds;
use super::{Column, ReadRow, Verdict, main_column};
use crate::raw::{Cell, CellKind, Row};

/// What Excel takes at the beginning of a cell for "this is text", and its look-alikes.
const TEXT_MARKS: [char; 5] = ['\'', '’', '‘', '`', '＇'];

/// Judges the rows of one sheet, in order.
pub(super) struct Judge<'a> {
    sheet: &'a str,
    kind: ListKind,
    days: Days,
    columns: &'a [Column],
    ids: HashMap<String, u32>,
    names: HashMap<String, u32>,
}

/// Text that comes from elsewhere than the row's own cell: a merged area, a heading.
pub(super) struct Given<'a> {
    /// By index of the column; of two the first counts.
    pub(super) texts: Vec<(usize, Cell<'a>)>,
    /// The row is hidden.
    pub(super) hidden: bool,
}

impl<'a> Judge<'a> {
    pub(super) fn new(sheet: &'a str, kind: ListKind, days: Days, columns: &'a [Column]) -> Self {
        Self {
            sheet,
            kind,
            days,
            columns,
            ids: HashMap::new(),
            names: HashMap::new(),
        }
    }

    /// Reads and judges a row.
    pub(super) fn judge(&mut self, row: &Row, given: &Given<'_>) -> ReadRow {
        let mut read = self.read_cells(row, |index| {
            let texts = &mut given.texts.iter();
            texts.find(|(at, _)| *at == index).map(|(_, cell)| *cell)
        });
        self.demand(&mut read);
        self.tell_twins(&mut read);
        self.tell_members_elsewhere(&mut read);
        if given.hidden {
            self.note(
                &mut read,
                Rule::RowHidden,
                None,
                "这一行在表格里是隐藏的".to_owned(),
            );
        }
        read.verdict = verdict(&read.notes);
        read
    }

    /// Reads the row of somebody who belongs to a household; what `merged` areas say is said of the
    /// household and not of this row.
    pub(super) fn member(&mut self, row: &Row, merged: &[(usize, Cell<'_>)]) -> ReadRow {
        let mut read = self.read_only(row, |index| merged.iter().all(|(at, _)| *at != index));
        self.tell_twins(&mut read);
        read.verdict = verdict(&read.notes);
        read
    }

    /// Warns where a household is not as many people as it says.
    pub(super) fn count_members(&self, read: &mut ReadRow) {
        let Some(index) = main_column(self.columns, Meaning::Population) else {
            return;
        };
        let counted = read.members.saturating_add(1);
        let stated = read.text(index).parse::<u32>();
        if read.members > 0 && stated.is_ok_and(|stated| stated != counted) {
            let text = format!("人口与列出的人数（{counted}）不同");
            self.note(read, Rule::MembersDisagree, Some(index), text);
            read.verdict = verdict(&read.notes);
        }
    }

    fn read_cells<'c>(&self, row: &Row, given: impl Fn(usize) -> Option<Cell<'c>>) -> ReadRow {
        let mut read = self.blank(row.number);
        for (index, column) in self.columns.iter().enumerate() {
            let own = row
                .cell(column.number)
                .filter(|cell| !trimmed(cell.text).is_empty());
            match own {
                Some(cell) => self.read_cell(&mut read, index, &cell),
                None => {
                    if let Some(cell) = given(index) {
                        self.read_cell(&mut read, index, &cell);
                    }
                }
            }
            read.ends
                .push(u32::try_from(read.text.len()).unwrap_or(u32::MAX));
        }
        read
    }

    fn read_only(&self, row: &Row, wanted: impl Fn(usize) -> bool) -> ReadRow {
        let mut read = self.blank(row.number);
        for (index, column) in self.columns.iter().enumerate() {
            let own = row
                .cell(column.number)
                .filter(|cell| wanted(index) && !trimmed(cell.text).is_empty());
            if let Some(cell) = own {
                self.read_cell(&mut read, index, &cell);
            }
            read.ends
                .push(u32::try_from(read.text.len()).unwrap_or(u32::MAX));
        }
        read
    }

    fn blank(&self, number: u32) -> ReadRow {
        ReadRow {
            number,
            verdict: Verdict::Ok,
            notes: Vec::new(),
            id_number: None,
            money: Vec::new(),
            members: 0,
            text: String::with_capacity(128),
            ends: Vec::with_capacity(self.columns.len()),
        }
    }

    /// A row under a header whose columns mean something else.
    pub(super) fn under_other_header(&self, row: &Row) -> ReadRow {
        let text = "上面另有一个列名不同的表头，这一行的各列不能按前面的表头理解；请分成两张工作表";
        let mut read = self.blank(row.number);
        read.verdict = Verdict::Refused;
        read.ends = vec![0; self.columns.len()];
        self.note(&mut read, Rule::OtherHeader, None, text.to_owned());
        read
    }

    fn read_cell(&self, read: &mut ReadRow, index: usize, cell: &Cell<'_>) {
        let column = &self.columns[index];
        match column.meaning.form() {
            CellForm::Name => self.read_name(read, index, cell),
            CellForm::IdNumber => self.read_id(read, index, cell),
            CellForm::Money => self.read_money(read, index, cell),
            CellForm::Date => self.read_date(read, index, cell),
            CellForm::Code => self.read_number(read, index, cell),
            CellForm::Count => self.read_population(read, index, cell),
            CellForm::Ordinal => {
                read.text
                    .push_str(compact(cell.text).trim_end_matches(['人', '岁']));
            }
            CellForm::Measure => self.read_measure(read, index, cell),
            CellForm::Words => read.text.push_str(trimmed(cell.text)),
        }
    }

    fn read_name(&self, read: &mut ReadRow, index: usize, cell: &Cell<'_>) {
        let name = values::name(trimmed(cell.text));
        if cell.kind != CellKind::Text || values::is_odd_name(&name) {
            let text = "姓名里有不常见的字符或长短不像姓名，请核对".to_owned();
            self.note(read, Rule::NameOdd, Some(index), text);
        }
        read.text.push_str(&name);
    }

    fn read_id(&self, read: &mut ReadRow, index: usize, cell: &Cell<'_>) {
        // A float keeps 15 digits: an 18-digit number that was one is lost whatever its end says.
        if let Some(digits) = values::long_number(cell) {
            let damage = if digits.len() == 18 {
                Damage::TrailingZeros
            } else {
                Damage::Scientific
            };
            self.damaged(read, index, damage);
            read.text.push_str(&digits);
            return;
        }
        // A mark that says "text" to a spreadsheet, typed by hand, is no part of the number.
        let typed = trimmed(cell.text).trim_start_matches(TEXT_MARKS);
        match typed.parse::<IdNumber>() {
            Ok(id) => {
                if self.days.today.is_some_and(|today| id.birth_date() > today) {
                    let text = "身份证号里的出生日期还没有到，号码可能抄错".to_owned();
                    self.note(read, Rule::IdFuture, Some(index), text);
                }
                read.text.push_str(id.as_str());
                read.id_number = Some(id);
            }
            Err(error) => {
                match Damage::detect(typed) {
                    Some(damage) => self.damaged(read, index, damage),
                    None => self.note(read, Rule::IdInvalid, Some(index), error.to_string()),
                }
                read.text.push_str(&compact(typed));
            }
        }
    }

    fn damaged(&self, read: &mut ReadRow, index: usize, damage: Damage) {
        let text = format!(
            "身份证号{}，原号已丢失；请按户口簿重填，先把这一列设为“文本”",
            damage.label()
        );
        self.note(read, Rule::IdDamaged, Some(index), text);
    }

    fn read_money(&self, read: &mut ReadRow, index: usize, cell: &Cell<'_>) {
        let column = &self.columns[index];
        match values::amount(Some(*cell), column.unit) {
            Ok(values::Paid { fen, talked }) => {
                read.text.push_str(&values::amount_text(fen));
                read.money.push((index, fen));
                if talked {
                    let text = format!("金额写成口语，读作 {fen} 元，请核对");
                    self.note(read, Rule::AmountTalked, Some(index), text);
                }
                // One month of several may be nought; what the row pays in all may not.
                let is_main = main_column(self.columns, Meaning::Amount) == Some(index);
                if is_main && fen <= Fen(0) {
                    let text = if fen == Fen(0) {
                        "金额是零"
                    } else {
                        "金额是负数"
                    };
                    self.note(read, Rule::AmountNotPositive, Some(index), text.to_owned());
                }
            }
            Err(reason) => {
                let text = match reason {
                    NoAmount::TooFine => "金额超过两位小数",
                    NoAmount::TooLarge => "金额过大，请核对单位和小数点",
                    NoAmount::Missing | NoAmount::NotANumber => "金额不是数字",
                };
                // A standard may be words (按户), an amount may not; a stroke says there is none.
                let dash = trimmed(cell.text).chars().all(|c| "-—－/／–无".contains(c));
                let flows = matches!(
                    column.meaning,
                    Meaning::Income | Meaning::Expense | Meaning::ContractAmount
                );
                if column.meaning == Meaning::Amount {
                    self.note(read, Rule::AmountInvalid, Some(index), text.to_owned());
                } else if flows && !dash {
                    self.note(read, Rule::MoneyUnclear, Some(index), text.to_owned());
                }
                read.text.push_str(&half_width(trimmed(cell.text)));
            }
        }
    }

    /// Land, goods: a number with decimals, perhaps with its unit.
    fn read_measure(&self, read: &mut ReadRow, index: usize, cell: &Cell<'_>) {
        match values::measure(cell) {
            Some(text) => read.text.push_str(&text),
            None => {
                let title = self.columns[index].meaning.label();
                let text = format!("{title}不是数字");
                self.note(read, Rule::MeasureUnclear, Some(index), text);
                read.text.push_str(&half_width(trimmed(cell.text)));
            }
        }
    }

    /// People are counted: a whole number, perhaps with its unit.
    fn read_population(&self, read: &mut ReadRow, index: usize, cell: &Cell<'_>) {
        let text = compact(cell.text);
        let text = text.trim_end_matches(['人', '口', '个', '月']);
        if text.parse::<u32>().is_err() {
            let (rule, what) = match text.parse::<f64>() {
                Ok(number) if number < 0.0 => (Rule::PopulationInvalid, "是负数"),
                Ok(_) => (Rule::PopulationInvalid, "不是整数"),
                Err(_) => (Rule::PopulationUnclear, "不是数字"),
            };
            let text = format!("{}{what}", self.columns[index].meaning.label());
            self.note(read, rule, Some(index), text);
        }
        read.text.push_str(text);
    }

    fn read_date(&self, read: &mut ReadRow, index: usize, cell: &Cell<'_>) {
        match dates::date_of(cell, self.days.from_1904) {
            Some(date) => read.text.push_str(&date.to_string()),
            None => {
                // Year and month alone are a date that is not finer, not an unclear one.
                if !dates::is_coarse(cell.text) {
                    self.note(
                        read,
                        Rule::DateUnclear,
                        Some(index),
                        "日期看不懂".to_owned(),
                    );
                }
                read.text.push_str(&half_width(trimmed(cell.text)));
            }
        }
    }

    fn read_number(&self, read: &mut ReadRow, index: usize, cell: &Cell<'_>) {
        if let Some(digits) = values::long_number(cell).filter(|digits| digits.len() > 15) {
            let text = "长号码被表格软件当作数字，末尾几位已经不可靠".to_owned();
            self.note(read, Rule::NumberDamaged, Some(index), text);
            read.text.push_str(&digits);
            return;
        }
        read.text.push_str(&compact(cell.text));
    }

    /// What must be there and is not.
    fn demand(&self, read: &mut ReadRow) {
        if let Some(index) = self.empty(read, Meaning::Name) {
            self.note(read, Rule::NameMissing, Some(index), "没有姓名".to_owned());
        }
        if let Some(index) = self.empty(read, Meaning::IdNumber) {
            self.note(
                read,
                Rule::IdMissing,
                Some(index),
                "没有身份证号".to_owned(),
            );
        }
        let demands = kinds::of(self.kind).map_or(&[][..], |words| words.demands);
        for meaning in demands {
            let Some(index) = self.empty(read, *meaning) else {
                continue;
            };
            let text = "没有金额".to_owned();
            self.note(read, Rule::AmountMissing, Some(index), text);
        }
    }

    /// The column with this meaning, if the row has nothing in it.
    fn empty(&self, read: &ReadRow, meaning: Meaning) -> Option<usize> {
        main_column(self.columns, meaning).filter(|index| read.text(*index).is_empty())
    }

    /// Warns of the same person twice in one period.
    fn tell_twins(&mut self, read: &mut ReadRow) {
        let column = |meaning| main_column(self.columns, meaning);
        let text = |index: Option<usize>| index.map_or("", |index| read.text(index));
        let period = text(column(Meaning::Period));
        if let (Some(id), Some(index)) = (&read.id_number, column(Meaning::IdNumber)) {
            let key = format!("{}\n{period}", id.to_current().as_str());
            if let Some(first) = earlier(&mut self.ids, key, read.number) {
                let text = format!("身份证号与第 {first} 行相同");
                self.note(read, Rule::IdTwice, Some(index), text);
                return;
            }
        }
        let Some(index) = column(Meaning::Name).filter(|index| !read.text(*index).is_empty())
        else {
            return;
        };
        let (village, group) = (text(column(Meaning::Village)), text(column(Meaning::Group)));
        let key = format!("{}\n{village}\n{group}\n{period}", read.text(index));
        if let Some(first) = earlier(&mut self.names, key, read.number) {
            let text = format!("与第 {first} 行同村同组同名，请核对是否同一人");
            self.note(read, Rule::NameTwice, Some(index), text);
        }
    }

    /// Warns of somebody named in the cell of a household who stands on another row too, as its
    /// head or again in such a cell. A head who counts himself among his own is no twin.
    fn tell_members_elsewhere(&mut self, read: &mut ReadRow) {
        let columns = self.columns.iter().enumerate();
        let named = columns.filter(|(_, column)| column.meaning == Meaning::Members);
        let named: Vec<usize> = named.map(|(index, _)| index).collect();
        for index in named {
            let period = main_column(self.columns, Meaning::Period);
            let period = period.map_or("", |index| read.text(index)).to_owned();
            for number in member_numbers(read.text(index)) {
                let key = format!("{}\n{period}", number.to_current().as_str());
                let first = earlier(&mut self.ids, key, read.number);
                if let Some(first) = first.filter(|first| *first != read.number) {
                    let text = format!("家庭成员的身份证号与第 {first} 行的相同");
                    self.note(read, Rule::IdTwice, Some(index), text);
                }
            }
        }
    }

    fn note(&self, read: &mut ReadRow, rule: Rule, index: Option<usize>, text: String) {
        let column = index.map(|index| &self.columns[index]);
        read.notes.push(Note {
            rule,
            sheet: self.sheet.to_owned(),
            row: Some(read.number),
            column: column.map(|column| (column.number, column.title.clone())),
            text,
        });
    }
}

/// The row that had this key before; the first one keeps it.
fn earlier(seen: &mut HashMap<String, u32>, key: String, row: u32) -> Option<u32> {
    match seen.entry(key) {
        std::collections::hash_map::Entry::Occupied(entry) => Some(*entry.get()),
        std::collections::hash_map::Entry::Vacant(entry) => {
            entry.insert(row);
            None
        }
    }
}

pub(super) fn verdict(notes: &[Note]) -> Verdict {
    if notes.iter().any(|note| note.rule.refuses()) {
        Verdict::Refused
    } else if notes.is_empty() {
        Verdict::Ok
    } else {
        Verdict::Warned
    }
}
