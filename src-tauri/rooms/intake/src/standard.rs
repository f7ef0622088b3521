//! Tables of the national 标准目录 (国办发〔2019〕54号): which column is which under up to three
//! header rows, which marks are ticks, which options are filled squares. What it does not understand
//! it notes on the row; it never fills a blank.

use gongkai_rulebook::catalogue::time_limit::{TimeLimit, read_limits};
use gongkai_rulebook::vocabulary::Channel;
use serde::Serialize;

use crate::document::Table;
use crate::raw::Workbook;

mod columns;
mod options;

use columns::{Columns, Role};
use options::channels_of;

/// A catalogue table as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardTable {
    /// The sheet, or `表 1`.
    pub name: String,
    /// What stands above the columns.
    pub title: String,
    /// 领域 that the title names (社会救助), empty where it names none.
    pub field: String,
    /// Its lines.
    pub rows: Vec<StandardRow>,
    /// Titles of columns that were not understood.
    pub unread_columns: Vec<String>,
    /// Lines under the header that are no entries, with their row.
    pub skipped: Vec<(u32, String)>,
}

/// One line of a catalogue table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardRow {
    /// Row of the table, from 1.
    pub row: u32,
    /// 一级事项.
    pub group: String,
    /// 二级事项, or the only 公开事项.
    pub name: String,
    /// 公开内容（要素）.
    pub content: String,
    /// 公开依据.
    pub basis: String,
    /// 公开时限 as it stands.
    pub limit: String,
    /// 公开时限 as it was understood.
    pub limits: Vec<TimeLimit>,
    /// 公开主体.
    pub subject: String,
    /// 公开渠道和载体 as it stands.
    pub channels_text: String,
    /// The ticked ones that this program knows.
    pub channels: Vec<Channel>,
    /// The ticked ones that it does not know, in the table's words.
    pub other_channels: Vec<String>,
    /// 全社会 is ticked.
    pub everybody: bool,
    /// 特定群体, in the table's words; empty where not ticked.
    pub some: String,
    /// 主动 is ticked.
    pub proactive: bool,
    /// 依申请 is ticked.
    pub on_request: bool,
    /// 公开层级 that are ticked; `None` where the table has no such column.
    pub levels: Option<Vec<String>>,
    /// What was not understood, for the clerk.
    pub notes: Vec<String>,
}

impl StandardRow {
    /// Whether the line is the township's: its level is ticked, or the table knows no levels.
    pub fn is_townships(&self) -> bool {
        let own = |level: &String| level.contains(['乡', '镇', '村']) || level.contains("街道");
        match &self.levels {
            None => true,
            Some(levels) => levels.iter().any(own),
        }
    }
}

/// Sheets as tables, the text of a merged cell in every cell that it covers.
pub fn tables_of(workbook: &Workbook, most: u64) -> Vec<Table> {
    let mut tables = Vec::new();
    for sheet in workbook.sheets.iter().filter(|sheet| !sheet.hidden) {
        let Ok(cells) = sheet.rectangle(most) else {
            continue;
        };
        let mut rows: Vec<Vec<String>> = cells
            .into_iter()
            .map(|row| row.into_iter().map(str::to_owned).collect())
            .collect();
        let width = rows.first().map_or(0, Vec::len);
        for area in &sheet.merged {
            let text = cell(&rows, area.top, area.left).to_owned();
            let bottom = area
                .bottom
                .min(u32::try_from(rows.len()).unwrap_or(u32::MAX));
            let right = area.right.min(u32::try_from(width).unwrap_or(u32::MAX));
            for row in area.top..=bottom {
                for column in area.left..=right {
                    rows[row as usize - 1][column as usize - 1].clone_from(&text);
                }
            }
        }
        tables.push(Table {
            name: sheet.name.clone(),
            rows,
        });
    }
    tables
}

fn cell(rows: &[Vec<String>], row: u32, column: u32) -> &str {
    let row = rows.get(row as usize - 1);
    row.and_then(|row| row.get(column as usize - 1))
        .map_or("", String::as_str)
}

/// The table as a catalogue, if its header says that it is one.
pub fn read_standard(table: &Table) -> Option<StandardTable> {
    let columns = Columns::find(table)?;
    let title = columns.title(table);
    let mut read = StandardTable {
        name: table.name.clone(),
        field: field_of(&title),
        title,
        rows: Vec::new(),
        unread_columns: columns.unread.clone(),
        skipped: Vec::new(),
    };
    for (index, cells) in table.rows.iter().enumerate().skip(columns.end) {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match row_of(number, cells, &columns) {
            Some(row) => read.rows.push(row),
            None => read.skipped.push((number, first_text(cells))),
        }
    }
    Some(read)
}

fn first_text(cells: &[String]) -> String {
    let first = cells
        .iter()
        .map(|cell| cell.trim())
        .find(|cell| !cell.is_empty());
    first.unwrap_or_default().chars().take(40).collect()
}

/// 社会救助 of `样例县社会救助领域基层政务公开标准目录`.
fn field_of(title: &str) -> String {
    let Some((before, _)) = title.split_once("领域") else {
        return String::new();
    };
    let from = before
        .char_indices()
        .filter(|(_, c)| "县市区乡镇省）)".contains(*c))
        .map(|(at, c)| at + c.len_utf8())
        .rfind(|at| *at < before.len());
    let field = &before[from.unwrap_or(0)..];
    field.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A line; `None` for one that names no matter: a remark, a heading, the signature.
fn row_of(number: u32, cells: &[String], columns: &Columns) -> Option<StandardRow> {
    let text = |role: Role| columns.text(cells, role);
    let (group, mut name) = (text(Role::Group), text(Role::Name));
    if name.is_empty() {
        name.clone_from(&group);
    }
    // A line that says one thing across the whole width is a heading or a remark.
    let mut texts: Vec<&str> = cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|t| !t.is_empty())
        .collect();
    texts.dedup();
    if name.is_empty() || texts.len() < 3 {
        return None;
    }
    let mut notes = Vec::new();
    let limit = text(Role::Limit);
    let limits = read_limits(&limit);
    note_limits(&limit, &limits, &mut notes);
    let channels_text = text(Role::Channels);
    let chosen = channels_of(&channels_text);
    notes.extend(chosen.notes);
    let everybody = ticked(&text(Role::Everybody), "全社会", &mut notes);
    let proactive = ticked(&text(Role::Proactive), "主动", &mut notes);
    let on_request = ticked(&text(Role::OnRequest), "依申请", &mut notes);
    let some = text(Role::Some);
    if !proactive && !on_request && columns.has(Role::Proactive) {
        notes.push("公开方式没有打勾".to_owned());
    }
    Some(StandardRow {
        row: number,
        group,
        name,
        content: text(Role::Content),
        basis: text(Role::Basis),
        limit,
        limits,
        subject: text(Role::Subject),
        channels: chosen.known,
        other_channels: chosen.others,
        channels_text,
        everybody,
        some: if is_blank_mark(&some) {
            String::new()
        } else {
            some
        },
        proactive: proactive || (!columns.has(Role::Proactive) && !on_request),
        on_request,
        levels: columns.levels(cells, &mut notes),
        notes,
    })
}

fn note_limits(limit: &str, limits: &[TimeLimit], notes: &mut Vec<String>) {
    use gongkai_rulebook::catalogue::time_limit::LimitRule;
    if limit.is_empty() {
        notes.push("没有写公开时限".to_owned());
    }
    for one in limits {
        match &one.rule {
            LimitRule::Unread => notes.push(format!("公开时限“{}”没有看懂", one.original)),
            LimitRule::Within {
                anchor: None,
                event,
                ..
            } if event.is_empty() => {
                notes.push(format!("公开时限“{}”没有写从哪天算起", one.original));
            }
            LimitRule::Within {
                anchor: None,
                event,
                ..
            } => {
                notes.push(format!("公开时限从“{event}”算起，程序不认识这个起算点"));
            }
            LimitRule::Periodic { rhythm: None } => {
                notes.push(format!("公开时限“{}”没有写多久一次", one.original));
            }
            LimitRule::Within { .. }
            | LimitRule::Posted { .. }
            | LimitRule::Immediate
            | LimitRule::LongTerm
            | LimitRule::Periodic { .. } => {}
        }
    }
}

/// Whether a cell is ticked; a mark that is neither a tick nor a blank is noted.
fn ticked(cell: &str, of: &str, notes: &mut Vec<String>) -> bool {
    let mark: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    if is_blank_mark(&mark) {
        return false;
    }
    if is_tick(&mark) {
        return true;
    }
    notes.push(format!("“{of}”一格写的是“{mark}”，没有当作打勾"));
    false
}

fn is_tick(mark: &str) -> bool {
    const TICKS: &[&str] = &[
        "√", "✓", "✔", "☑", "■", "●", "▲", "★", "是", "V", "v", "√√", "\u{f0fc}", "\u{f052}",
    ];
    TICKS.contains(&mark) || mark.starts_with(['√', '✓', '✔', '☑', '■'])
}

fn is_blank_mark(mark: &str) -> bool {
    let mark = mark.trim();
    mark.is_empty()
        || [
            "□", "☐", "○", "〇", "口", "/", "／", "—", "－", "-", "×", "否", "无",
        ]
        .contains(&mark)
}
