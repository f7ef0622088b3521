//! From lines of a 标准目录 to entries of the office's catalogue: numbers, groups, clocks; what a
//! line says and an entry has no place for stands in its note.

use std::collections::BTreeMap;

use gongkai_intake::standard::{StandardRow, StandardTable};
use gongkai_rulebook::catalogue::time_limit::{LimitRule, class_of};
use gongkai_rulebook::catalogue::{Catalogue, Entry, EntryCode};
use gongkai_rulebook::deadline::{Clock, PostingPeriod};
use gongkai_rulebook::rhythm::Rhythm;
use gongkai_rulebook::source::Certainty;
use gongkai_rulebook::vocabulary::{DisclosureClass, Element, TimeClass};

use crate::Problem;

/// What a table would make of the catalogue.
pub(super) struct Plan<'a> {
    /// Every wanted line with its entry.
    pub(super) lines: Vec<(&'a StandardRow, Entry)>,
    /// Own entries of this 领域 that no line of the table makes.
    pub(super) gone: Vec<&'a Entry>,
}

/// Lays the lines of a table beside the catalogue: a line that has an entry keeps its number.
pub(super) fn plan<'a>(
    catalogue: &'a Catalogue,
    table: &'a StandardTable,
    field: &str,
    wanted: impl Fn(&StandardRow) -> bool,
) -> Result<Plan<'a>, Problem> {
    let mut numbers = Numbers::of(catalogue, field);
    let mut lines = Vec::new();
    let mut kept = Vec::new();
    for row in &table.rows {
        let group = numbers.group(&plain(&row.group, &row.name))?;
        let code = numbers.entry(&group, &line_of(&row.name))?;
        kept.push(code.clone());
        if wanted(row) {
            lines.push((row, entry_of(row, table, code, group)));
        }
    }
    let own =
        |entry: &&Entry| !entry.group && !entry.locked && entry.code.as_str().starts_with(field);
    let gone = catalogue
        .entries()
        .iter()
        .filter(own)
        .filter(|entry| !kept.contains(&entry.code));
    Ok(Plan {
        lines,
        gone: gone.collect(),
    })
}

/// Headings that the lines need and the catalogue does not have yet.
pub(super) fn groups(
    catalogue: &Catalogue,
    field: &str,
    table: &StandardTable,
    lines: &[(&StandardRow, Entry)],
) -> Result<Vec<Entry>, Problem> {
    let top: EntryCode = field.parse()?;
    let mut groups = vec![heading(&top, None, &format!("{field}领域"), table)];
    for (row, entry) in lines {
        let Some(code) = &entry.parent else { continue };
        if !groups.iter().any(|group| group.code == *code) {
            groups.push(heading(
                code,
                Some(&top),
                &plain(&row.group, &row.name),
                table,
            ));
        }
    }
    groups.retain(|group| catalogue.entry(group.code.as_str()).is_none());
    Ok(groups)
}

fn heading(
    code: &EntryCode,
    parent: Option<&EntryCode>,
    name: &str,
    table: &StandardTable,
) -> Entry {
    Entry {
        code: code.clone(),
        parent: parent.cloned(),
        section: table.title.clone(),
        name: name.to_owned(),
        wording: name.to_owned(),
        group: true,
        mode: DisclosureClass::Proactive,
        time_class: TimeClass::Unsettled,
        time_class_basis: None,
        period: None,
        note: None,
        channels: Vec::new(),
        elements: BTreeMap::new(),
        clock: None,
        posting: None,
        locked: false,
    }
}

/// Numbers of a 领域: those that are given and those that come next.
struct Numbers<'a> {
    catalogue: &'a Catalogue,
    field: &'a str,
    groups: Vec<(String, EntryCode)>,
    entries: Vec<(EntryCode, String, EntryCode)>,
}

impl<'a> Numbers<'a> {
    fn of(catalogue: &'a Catalogue, field: &'a str) -> Self {
        let own = |entry: &&Entry| !entry.locked && entry.code.as_str().starts_with(field);
        let mut numbers = Self {
            catalogue,
            field,
            groups: Vec::new(),
            entries: Vec::new(),
        };
        for entry in catalogue.entries().iter().filter(own) {
            let (name, code) = (entry.name.clone(), entry.code.clone());
            match (&entry.parent, entry.group) {
                (_, true) => numbers.groups.push((name, code)),
                (Some(parent), false) => numbers.entries.push((parent.clone(), name, code)),
                (None, false) => {}
            }
        }
        numbers
    }

    /// The number of a heading, the next one where it is new: `社会救助3`.
    fn group(&mut self, name: &str) -> Result<EntryCode, Problem> {
        let known = self.groups.iter().find(|(known, _)| known == name);
        if let Some((_, code)) = known {
            return Ok(code.clone());
        }
        let taken: Vec<EntryCode> = self.groups.iter().map(|(_, code)| code.clone()).collect();
        let code = self.free(&taken, self.field)?;
        self.groups.push((name.to_owned(), code.clone()));
        Ok(code)
    }

    /// The number of an entry under a heading, the next one where it is new: `社会救助3.2`.
    fn entry(&mut self, group: &EntryCode, name: &str) -> Result<EntryCode, Problem> {
        let known = self
            .entries
            .iter()
            .find(|(parent, known, _)| parent == group && known == name);
        if let Some((_, _, code)) = known {
            return Ok(code.clone());
        }
        let taken: Vec<EntryCode> = self
            .entries
            .iter()
            .map(|(_, _, code)| code.clone())
            .collect();
        let code = self.free(&taken, &format!("{group}."))?;
        self.entries
            .push((group.clone(), name.to_owned(), code.clone()));
        Ok(code)
    }

    /// The first number behind `start` that nobody has.
    fn free(&self, taken: &[EntryCode], start: &str) -> Result<EntryCode, Problem> {
        let mut number = 1_u32;
        loop {
            let code: EntryCode = format!("{start}{number}").parse()?;
            if !taken.contains(&code) && self.catalogue.entry(code.as_str()).is_none() {
                return Ok(code);
            }
            number += 1;
        }
    }
}

fn entry_of(row: &StandardRow, table: &StandardTable, code: EntryCode, group: EntryCode) -> Entry {
    let mode = if row.proactive || !row.on_request {
        DisclosureClass::Proactive
    } else {
        DisclosureClass::OnRequest
    };
    let class = class_of(&row.limits);
    let name = line_of(&row.name);
    let channels = match mode {
        DisclosureClass::Proactive => row.channels.clone(),
        DisclosureClass::OnRequest | DisclosureClass::Exempt | DisclosureClass::Internal => {
            Vec::new()
        }
    };
    Entry {
        code,
        parent: Some(group),
        section: format!("{}第 {} 行", table.title, row.row),
        wording: if row.content.is_empty() {
            name.clone()
        } else {
            row.content.clone()
        },
        name,
        group: false,
        mode,
        time_class: class.unwrap_or(TimeClass::Unsettled),
        time_class_basis: class.map(|_| row.limit.clone()),
        period: period_of(row).map(|rhythm| rhythm.label().to_owned()),
        note: note_of(row, mode),
        channels,
        elements: basis_of(row),
        clock: clock_of(row),
        posting: posting_of(row),
        locked: false,
    }
}

fn period_of(row: &StandardRow) -> Option<Rhythm> {
    row.limits.iter().find_map(|limit| match limit.rule {
        LimitRule::Periodic { rhythm } => rhythm,
        LimitRule::Within { .. }
        | LimitRule::Posted { .. }
        | LimitRule::Immediate
        | LimitRule::LongTerm
        | LimitRule::Unread => None,
    })
}

/// The first term that names its event; a term without one is for the office to settle.
fn clock_of(row: &StandardRow) -> Option<Clock> {
    row.limits.iter().find_map(|limit| match &limit.rule {
        LimitRule::Within {
            n,
            unit,
            anchor: Some(anchor),
            event: _,
        } => Some(Clock {
            n: *n,
            unit: *unit,
            anchor: *anchor,
            original: limit.original.clone(),
            basis: said(&row.basis),
            certainty: Certainty::Read,
        }),
        LimitRule::Within { .. }
        | LimitRule::Posted { .. }
        | LimitRule::Immediate
        | LimitRule::LongTerm
        | LimitRule::Periodic { .. }
        | LimitRule::Unread => None,
    })
}

fn posting_of(row: &StandardRow) -> Option<PostingPeriod> {
    row.limits.iter().find_map(|limit| match limit.rule {
        LimitRule::Posted { n, unit } => Some(PostingPeriod {
            n,
            unit,
            basis: said(&row.basis),
            certainty: Certainty::Read,
        }),
        LimitRule::Within { .. }
        | LimitRule::Immediate
        | LimitRule::LongTerm
        | LimitRule::Periodic { .. }
        | LimitRule::Unread => None,
    })
}

fn said(basis: &str) -> String {
    if basis.is_empty() {
        "标准目录".to_owned()
    } else {
        basis.to_owned()
    }
}

fn basis_of(row: &StandardRow) -> BTreeMap<Element, String> {
    let basis = (!row.basis.is_empty()).then(|| (Element::Basis, row.basis.clone()));
    basis.into_iter().collect()
}

/// What an entry has no place for.
fn note_of(row: &StandardRow, mode: DisclosureClass) -> Option<String> {
    let mut parts = Vec::new();
    let mut put = |name: &str, text: &str| {
        if !text.is_empty() {
            parts.push(format!("{name}：{}", text.replace('\n', "")));
        }
    };
    put("公开时限", &row.limit);
    put("公开主体", &row.subject);
    put("特定群体", &row.some);
    put("其他渠道", &row.other_channels.join("、"));
    if mode == DisclosureClass::OnRequest {
        put("公开渠道", &row.channels_text);
    } else if row.on_request {
        put("公开方式", "主动公开，也依申请公开");
    }
    put("请确认", &row.notes.join("；"));
    (!parts.is_empty()).then(|| parts.join("。"))
}

/// What differs between two entries of one number, in the words of the form.
pub(super) fn differing(old: &Entry, new: &Entry) -> Vec<String> {
    let parts = [
        ("名称", old.name != new.name),
        ("公开内容", old.wording != new.wording),
        ("公开属性", old.mode != new.mode),
        (
            "公开时限",
            old.clock != new.clock || old.posting != new.posting || old.period != new.period,
        ),
        ("公开形式", old.channels != new.channels),
        ("公开依据", old.elements != new.elements),
        ("备注", old.note != new.note),
    ];
    let differs = parts.into_iter().filter(|(_, differs)| *differs);
    differs.map(|(name, _)| name.to_owned()).collect()
}

/// 一级事项; the matter itself where the table has none.
fn plain(group: &str, name: &str) -> String {
    line_of(if group.is_empty() { name } else { group })
}

fn line_of(text: &str) -> String {
    text.split_whitespace().collect()
}
