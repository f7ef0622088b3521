//! What was understood of a workbook, put into the words and pages of the window.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gongkai_intake::raw::column_letters;
use gongkai_intake::understand::{
    Column, Counts, MoneyUnit, Note, ReadRow, ReadSheet, Total, Verdict,
};
use gongkai_rulebook::list::CellForm;
use gongkai_rulebook::public_view::{self, mask_inside};

use super::places::{facts, villages};
use super::proposed::proposed;
use super::{
    Answer, ColumnTold, EntryChoice, Marked, MeaningBy, NoteTold, Only, RowPage, RowTold,
    SheetTold, SkippedTold, TotalTold,
};
use crate::reading::Reading;
use crate::{Desk, Problem, SheetChoice, typed};

/// How many imports are looked through for the same workbook.
const MOST_IMPORTS: u32 = 500;
/// Rows of one reason that are told by number.
const FIRST_SKIPPED: usize = 6;

pub(super) fn answer(
    desk: &Desk,
    file: &Path,
    reading: &Reading,
    choice: SheetChoice,
) -> Result<Answer, Problem> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let sheets = reading.understood.sheets.iter();
    Ok(Answer {
        sha256: reading.sha256.to_string(),
        file_name: typed::masked(&name),
        kind: reading.understood.kind,
        kind_by: reading.kind_by.clone(),
        village: reading.village.clone(),
        villages: villages(reading),
        sheets: sheets.map(|one| sheet(reading, &choice, one)).collect(),
        counts: reading.counts(),
        marked: marked(reading),
        habit: habit_sentence(reading),
        before: before(desk, reading)?,
        proposed: proposed(desk, file, reading)?,
        entries: entries(desk)?,
        choice,
    })
}

/// Two imports of one workbook are mostly one too many.
fn before(desk: &Desk, reading: &Reading) -> Result<Option<String>, Problem> {
    for import in desk.records().latest_imports(MOST_IMPORTS)? {
        let same = import.sha256 == reading.sha256;
        if same && !desk.records().made_by_import(import.id)?.is_empty() {
            let by = desk.records().person(import.by)?.name;
            let on = import.moment.occurred_on.format("%Y年%-m月%-d日");
            let text = format!("这个表格{on}已由{by}导入过，草稿还在；再导入会多出一份");
            return Ok(Some(text));
        }
    }
    Ok(None)
}

fn entries(desk: &Desk) -> Result<Vec<EntryChoice>, Problem> {
    let catalogue = desk.catalogue()?;
    let all = catalogue.entries().iter();
    let choice = all.filter(|entry| catalogue.fileable(entry.code.as_str()).is_ok());
    let choice = choice.map(|entry| EntryChoice {
        code: entry.code.clone(),
        name: entry.name.clone(),
        group: entry
            .parent
            .as_ref()
            .and_then(|parent| catalogue.entry(parent.as_str()))
            .map(|group| group.name.clone()),
    });
    Ok(choice.collect())
}

/// A page of the rows that are asked for.
pub(super) fn page(reading: &Reading, only: Only, from: u64, count: u64) -> RowPage {
    let mends = mended_cells(reading);
    let marks: Vec<Mark<'_>> = marks(reading, &mends).collect();
    let wanted = |mark: &&Mark<'_>| mark.is(only);
    let first = marks.iter().filter(|mark| mark.is(Only::Marked));
    let then = marks.iter().filter(|mark| !mark.is(Only::Marked));
    let all: Vec<&Mark<'_>> = first.chain(then).filter(wanted).collect();
    let skip = usize::try_from(from).unwrap_or(usize::MAX);
    let take = usize::try_from(count).unwrap_or(usize::MAX);
    let shown = all.iter().skip(skip).take(take);
    RowPage {
        total: all.len() as u64,
        from,
        rows: shown.map(|mark| mark.told(reading, &mends)).collect(),
    }
}

/// Columns that were mended, by sheet and row.
type MendedCells<'a> = BTreeMap<(&'a str, u32), BTreeSet<u32>>;

fn mended_cells(reading: &Reading) -> MendedCells<'_> {
    let mut cells = MendedCells::new();
    for (mend, _) in &reading.mends {
        let place = (mend.sheet.as_str(), mend.row);
        cells.entry(place).or_default().insert(mend.column);
    }
    cells
}

/// A row and what makes somebody look at it.
struct Mark<'a> {
    at: u32,
    sheet: &'a ReadSheet,
    row: &'a ReadRow,
    why_left_out: Option<&'a str>,
    mended: bool,
}

fn marks<'a>(reading: &'a Reading, mends: &'a MendedCells<'a>) -> impl Iterator<Item = Mark<'a>> {
    let sheets = (0..).zip(&reading.understood.sheets);
    sheets.flat_map(move |(at, sheet)| {
        sheet.rows.iter().map(move |row| Mark {
            at,
            sheet,
            row,
            why_left_out: reading
                .omission(&sheet.name, row.number)
                .map(|omission| omission.why.as_str()),
            mended: mends.contains_key(&(sheet.name.as_str(), row.number)),
        })
    })
}

impl Mark<'_> {
    fn is(&self, only: Only) -> bool {
        let here = self.why_left_out.is_none();
        match only {
            Only::All => true,
            Only::Marked => self.row.verdict != Verdict::Ok || !here || self.mended,
            Only::Refused => here && self.row.verdict == Verdict::Refused,
            Only::Warned => here && self.row.verdict == Verdict::Warned,
            Only::Mended => self.mended,
            Only::LeftOut => !here,
        }
    }

    fn told(&self, reading: &Reading, mends: &MendedCells<'_>) -> RowTold {
        let columns = &self.sheet.columns;
        let mended = mends.get(&(self.sheet.name.as_str(), self.row.number));
        let is_mended = |column: &Column| mended.is_some_and(|all| all.contains(&column.number));
        let cells = columns.iter().enumerate();
        RowTold {
            sheet: self.at,
            row: self.row.number,
            cells: cells
                .map(|(index, column)| shown(column, self.row.text(index)))
                .collect(),
            verdict: self.row.verdict,
            notes: self
                .row
                .notes
                .iter()
                .map(|one| note(one, columns))
                .collect(),
            mended: (0..)
                .zip(columns)
                .filter(|(_, column)| is_mended(column))
                .map(|(index, _)| index)
                .collect(),
            left_out: reading
                .omission(&self.sheet.name, self.row.number)
                .map(|omission| omission.why.clone()),
        }
    }
}

fn note(note: &Note, columns: &[Column]) -> NoteTold {
    let place = note.column.as_ref().map(|(number, _)| *number);
    let index = place.and_then(|place| columns.iter().position(|column| column.number == place));
    NoteTold {
        column: index.and_then(|index| u32::try_from(index).ok()),
        text: note.text.clone(),
        remedy: note.rule.remedy().to_owned(),
        refuses: note.rule.refuses(),
    }
}

fn marked(reading: &Reading) -> Marked {
    let mends = mended_cells(reading);
    let mut marked = Marked::default();
    for mark in marks(reading, &mends) {
        let one = |only| u64::from(mark.is(only));
        marked.all += one(Only::All);
        marked.marked += one(Only::Marked);
        marked.refused += one(Only::Refused);
        marked.warned += one(Only::Warned);
        marked.mended += one(Only::Mended);
        marked.left_out += one(Only::LeftOut);
    }
    marked
}

fn sheet(reading: &Reading, choice: &SheetChoice, read: &ReadSheet) -> SheetTold {
    let counts = read.counts();
    let sound_left_out = read.rows.iter().filter(|row| {
        row.verdict != Verdict::Refused && reading.omission(&read.name, row.number).is_some()
    });
    let left_out = sound_left_out.count() as u64;
    SheetTold {
        name: read.name.clone(),
        table: read.table,
        hidden: read.hidden,
        kind: read.kind,
        facts: facts(read),
        header_top: read.header_top,
        header_bottom: read.header_row,
        title: read.title_text.as_deref().map(typed::masked),
        columns: read
            .columns
            .iter()
            .map(|one| column(reading, choice, one))
            .collect(),
        counts: Counts {
            read: counts.read.saturating_sub(left_out),
            skipped: counts.skipped.saturating_add(left_out),
            refused: counts.refused,
        },
        skipped: skipped(read, left_out),
        totals: read.totals.iter().map(total).collect(),
        notes: read.notes.iter().map(ToString::to_string).collect(),
    }
}

fn column(reading: &Reading, choice: &SheetChoice, column: &Column) -> ColumnTold {
    let by_hand = choice
        .meanings
        .iter()
        .any(|settled| settled.title == column.title);
    let by_habit = reading.habit.as_ref().is_some_and(|habit| {
        let mut known = habit.columns.iter();
        known.any(|known| known.title == column.title && known.meaning == column.meaning)
    });
    let by = match (by_hand, by_habit) {
        (true, _) => MeaningBy::Hand,
        (false, true) => MeaningBy::Habit,
        (false, false) => MeaningBy::Title,
    };
    ColumnTold {
        title: typed::masked(&column.title),
        meaning: column.meaning,
        number: column.number,
        letters: column_letters(column.number),
        private: column.meaning.is_private(),
        unit: unit(column),
        made: column.is_made(),
        by,
    }
}

/// The unit of a column's money, where it is turned into 元.
fn unit(column: &Column) -> Option<String> {
    let money = column.meaning.form() == CellForm::Money && column.unit != MoneyUnit::Yuan;
    money.then(|| column.unit.label().to_owned())
}

fn skipped(read: &ReadSheet, left_out: u64) -> Vec<SkippedTold> {
    let mut reasons: Vec<SkippedTold> = Vec::new();
    for line in &read.skipped {
        match reasons.iter_mut().find(|told| told.why == line.why) {
            Some(told) => {
                told.rows += 1;
                if told.first.len() < FIRST_SKIPPED {
                    told.first.push(line.row);
                }
            }
            None => reasons.push(SkippedTold {
                why: line.why.to_owned(),
                rows: 1,
                first: vec![line.row],
            }),
        }
    }
    if left_out > 0 {
        reasons.push(SkippedTold {
            why: "由本单位决定不列入".to_owned(),
            rows: left_out,
            first: Vec::new(),
        });
    }
    reasons
}

fn total(total: &Total) -> TotalTold {
    let title = typed::masked(&total.column);
    let computed = total.computed_text();
    let text = match (total.stated, total.agrees) {
        (Some(_), true) => format!("“{title}”合计 {computed} 与各行相符"),
        (Some(_), false) => format!(
            "“{title}”表上合计 {}，各行相加是 {computed}，对不上",
            total.stated_text()
        ),
        (None, _) => format!("“{title}”的合计不是数字，各行相加是 {computed}"),
    };
    TotalTold {
        text,
        agrees: total.agrees,
    }
}

fn habit_sentence(reading: &Reading) -> Option<String> {
    let habit = reading.habit.as_ref()?;
    let whose = match reading.village.as_deref() {
        Some(village) => village.to_owned(),
        None => "这类表格".to_owned(),
    };
    let columns = reading
        .understood
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.columns);
    let known = |column: &&Column| habit.columns.iter().any(|one| one.title == column.title);
    let new = columns
        .filter(|column| !column.is_made() && !known(column))
        .count();
    let more = match new {
        0 => String::new(),
        some => format!("，{some} 列是新的，请看一看"),
    };
    Some(format!("列的对应已按{whose}上次的习惯填好{more}"))
}

/// A cell as the page shows it.
fn shown(column: &Column, text: &str) -> String {
    let column = public_view::Column {
        title: column.title.clone(),
        meaning: column.meaning,
    };
    mask_inside(&column, text).into_owned()
}
