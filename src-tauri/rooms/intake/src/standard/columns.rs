//! Which column of a catalogue table is which: by the words of up to three header rows, a merged
//! title standing over each of its columns.

use crate::document::Table;

use super::{is_blank_mark, is_tick};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Serial,
    Group,
    Name,
    Content,
    Basis,
    Limit,
    Subject,
    Channels,
    Everybody,
    Some,
    Proactive,
    OnRequest,
}

/// Header words, the more exact first: a title must contain all words of a line.
const WORDS: &[(&[&str], Role)] = &[
    (&["一级"], Role::Group),
    (&["二级"], Role::Name),
    (&["三级"], Role::Name),
    (&["全社会"], Role::Everybody),
    (&["特定"], Role::Some),
    (&["依申请"], Role::OnRequest),
    (&["主动"], Role::Proactive),
    (&["序号"], Role::Serial),
    (&["公开内容"], Role::Content),
    (&["内容要素"], Role::Content),
    (&["公开依据"], Role::Basis),
    (&["公开要求"], Role::Basis),
    (&["公开时限"], Role::Limit),
    (&["公开时间"], Role::Limit),
    (&["公开主体"], Role::Subject),
    (&["责任主体"], Role::Subject),
    (&["公开渠道"], Role::Channels),
    (&["渠道和载体"], Role::Channels),
    (&["公开载体"], Role::Channels),
    (&["公开事项"], Role::Name),
    (&["事项名称"], Role::Name),
];

/// The header stands within so many rows.
const HIGHEST: usize = 12;

/// The columns of a table.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    roles: Vec<(usize, Role)>,
    /// 公开层级: column and what it is called.
    levels: Vec<(usize, String)>,
    /// Titles that say nothing known.
    pub(super) unread: Vec<String>,
    begin: usize,
    /// The first row under the header.
    pub(super) end: usize,
}

impl Columns {
    /// The columns, if a row within the first ones names a matter and four more things.
    pub(super) fn find(table: &Table) -> Option<Self> {
        let begin = table
            .rows
            .iter()
            .take(HIGHEST)
            .position(|row| heads(row) >= 5)?;
        let mut end = begin + 1;
        while end < begin + 3 && table.rows.get(end).is_some_and(|row| is_sub_header(row)) {
            end += 1;
        }
        let width = table.rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut columns = Self {
            roles: Vec::new(),
            levels: Vec::new(),
            unread: Vec::new(),
            begin,
            end,
        };
        for column in 0..width {
            columns.name(column, &title_of(table, begin..end, column));
        }
        columns.has(Role::Name).then_some(columns)
    }

    fn name(&mut self, column: usize, title: &str) {
        if title.is_empty() {
            return;
        }
        if let Some((_, level)) = title.rsplit_once('/').filter(|_| title.contains("层级")) {
            self.levels.push((column, level.to_owned()));
            return;
        }
        if title.contains("层级") {
            self.levels.push((column, String::new()));
            return;
        }
        let known = WORDS
            .iter()
            .find(|(words, _)| words.iter().all(|word| title.contains(word)));
        match known {
            Some((_, role)) => self.roles.push((column, *role)),
            None => self.unread.push(title.to_owned()),
        }
    }

    /// Whether there is such a column.
    pub(super) fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|(_, known)| *known == role)
    }

    /// What stands in the column, lines kept; the last where several are called so (三级事项).
    pub(super) fn text(&self, cells: &[String], role: Role) -> String {
        let columns = self.roles.iter().rev().filter(|(_, known)| *known == role);
        let texts = columns.filter_map(|(column, _)| cells.get(*column));
        let found = texts.map(|text| text.trim()).find(|text| !text.is_empty());
        found.unwrap_or_default().to_owned()
    }

    /// The levels that are ticked; one column without a name holds their names.
    pub(super) fn levels(&self, cells: &[String], notes: &mut Vec<String>) -> Option<Vec<String>> {
        if self.levels.is_empty() {
            return None;
        }
        let mut ticked = Vec::new();
        for (column, level) in &self.levels {
            let mark = cells.get(*column).map_or("", |cell| cell.trim());
            if is_blank_mark(mark) {
                continue;
            }
            match (level.is_empty(), is_tick(mark)) {
                (false, true) => ticked.push(level.clone()),
                (true, false) => ticked.push(mark.to_owned()),
                (false, false) | (true, true) => {
                    notes.push(format!("公开层级一格写的是“{mark}”，没有看懂"));
                }
            }
        }
        Some(ticked)
    }

    /// What stands above the header.
    pub(super) fn title(&self, table: &Table) -> String {
        let above = table.rows.iter().take(self.begin).flatten();
        let mut texts: Vec<&str> = above
            .map(|cell| cell.trim())
            .filter(|t| !t.is_empty())
            .collect();
        texts.dedup();
        let named = texts.iter().find(|text| text.contains("目录"));
        let title = named.or(texts.first()).copied().unwrap_or_default();
        // A sheet of a workbook often bears the field's name alone.
        if title.is_empty() {
            table.name.clone()
        } else {
            title.to_owned()
        }
    }
}

/// How many cells of a row are header words.
fn heads(row: &[String]) -> usize {
    let mut seen: Vec<Role> = Vec::new();
    for cell in row {
        let text = plain(cell);
        // A heading is short; a law's text may contain every one of these words.
        if text.chars().count() > 14 {
            continue;
        }
        let role = WORDS
            .iter()
            .find(|(words, _)| words.iter().all(|word| text.contains(word)))
            .map(|(_, role)| *role);
        if let Some(role) = role.filter(|role| !seen.contains(role)) {
            seen.push(role);
        }
    }
    seen.len()
}

/// Whether a row goes on with the header: it names sub-columns, or only repeats.
fn is_sub_header(row: &[String]) -> bool {
    const SUB: &[&str] = &[
        "一级",
        "二级",
        "三级",
        "全社会",
        "特定",
        "主动",
        "依申请",
        "县级",
        "乡级",
        "镇级",
        "村级",
        "乡镇",
    ];
    let named = row
        .iter()
        .map(|cell| plain(cell))
        .filter(|text| text.chars().count() <= 8 && SUB.iter().any(|word| text.contains(word)));
    named.count() >= 2
}

/// `公开事项/一级事项`: what stands over a column, from top to bottom, each once.
fn title_of(table: &Table, rows: std::ops::Range<usize>, column: usize) -> String {
    let mut words: Vec<String> = Vec::new();
    for row in &table.rows[rows] {
        let text = row.get(column).map(|cell| plain(cell)).unwrap_or_default();
        if !text.is_empty() && !words.contains(&text) {
            words.push(text);
        }
    }
    words.join("/")
}

fn plain(cell: &str) -> String {
    cell.chars().filter(|c| !c.is_whitespace()).collect()
}
