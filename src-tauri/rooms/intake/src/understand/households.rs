//! One household over several rows: its line keeps who else belongs to it, and money and people
//! count once.

use gongkai_rulebook::list::Meaning;

use super::judge::verdict;
use super::{Column, MoneyUnit, ReadRow, ReadSheet, main_column};

/// Why a row of a merged household is no line of its own.
pub(super) const JOINED: &str = "家庭成员，并入户主一行";
/// The same where nothing is merged and the relation told it.
pub(super) const JOINED_BY_RELATION: &str = "家庭成员（按与户主关系），并入上一户";
/// Title of the column that keeps them.
const TITLE: &str = "家庭成员（并入）";

/// Adds somebody to the line of his household.
pub(super) fn join(line: &mut ReadRow, member: &ReadRow, columns: &[Column]) {
    while line.ends.len() <= columns.len() {
        line.ends
            .push(u32::try_from(line.text.len()).unwrap_or(u32::MAX));
    }
    let told = told(member, columns);
    if !line.text(columns.len()).is_empty() && !told.is_empty() {
        line.text.push('；');
    }
    line.text.push_str(&told);
    if let Some(last) = line.ends.last_mut() {
        *last = u32::try_from(line.text.len()).unwrap_or(u32::MAX);
    }
    line.members += 1;
    line.notes.extend(member.notes.iter().cloned());
    line.verdict = verdict(&line.notes);
}

/// `李小河（妻，身份证号 4306…，年龄 45）`.
fn told(member: &ReadRow, columns: &[Column]) -> String {
    let text = |meaning| main_column(columns, meaning).map_or("", |index| member.text(index));
    let mut facts: Vec<String> = Vec::new();
    let relation = text(Meaning::Relation);
    if !relation.is_empty() {
        facts.push(relation.to_owned());
    }
    let name = main_column(columns, Meaning::Name);
    let apart = [name, main_column(columns, Meaning::Relation)];
    for (index, column) in columns.iter().enumerate() {
        let said = member.text(index);
        if !apart.contains(&Some(index)) && !said.is_empty() {
            facts.push(format!("{} {said}", column.title));
        }
    }
    let name = text(Meaning::Name);
    match facts.is_empty() {
        true => name.to_owned(),
        false => format!("{name}（{}）", facts.join("，")),
    }
}

/// The column that keeps the members, where there are any.
pub(super) fn add_column(read: &mut ReadSheet) {
    if !read.rows.iter().any(|row| row.members > 0) {
        return;
    }
    let number = read.columns.last().map_or(1, |column| column.number + 1);
    read.columns.push(Column {
        title: TITLE.to_owned(),
        meaning: Meaning::Members,
        number,
        unit: MoneyUnit::default(),
        parts: Vec::new(),
        sums_up: false,
    });
}
