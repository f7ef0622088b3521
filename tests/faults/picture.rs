//! A picture of everything an office keeps: every row of every table, whatever it is called, and
//! every kept file. It only reads, and knows no table by name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// What an office keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// Rows of each table, sorted.
    pub(super) tables: BTreeMap<String, Vec<String>>,
    /// Kept files, by their path below `files/`, which names their content.
    pub(super) files: BTreeSet<String>,
}

impl Picture {
    /// Takes the picture of the office in `folder`.
    pub(super) fn of(folder: &Path) -> Self {
        let store = Connection::open_with_flags(
            folder.join("registry.db"),
            OpenFlags::SQLITE_OPEN_READ_ONLY,
        )
        .expect("the store opens");
        let names: Vec<String> = store
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
            .and_then(|mut names| names.query_map([], |row| row.get(0))?.collect())
            .expect("the tables' names");
        let tables = names
            .into_iter()
            .map(|name| (rows(&store, &name), name))
            .map(|(rows, name)| (name, rows))
            .collect();
        let mut files = BTreeSet::new();
        walk(&folder.join("files"), "", &mut files);
        Self { tables, files }
    }

    /// What differs, in a few words; empty when nothing does. A file that no row speaks of may
    /// lie in `self` beyond `wanted`: content is made durable before its row.
    pub(super) fn differs_from(&self, wanted: &Self) -> Vec<String> {
        let mut told = Vec::new();
        let names: BTreeSet<_> = self.tables.keys().chain(wanted.tables.keys()).collect();
        for name in names {
            let (is, was) = (self.tables.get(name), wanted.tables.get(name));
            if is != was {
                let beyond = |one: Option<&Vec<String>>, other: Option<&Vec<String>>| {
                    let other = other.cloned().unwrap_or_default();
                    one.into_iter()
                        .flatten()
                        .filter(|row| !other.contains(row))
                        .map(|row| row.chars().take(160).collect::<String>())
                        .take(2)
                        .collect::<Vec<_>>()
                };
                told.push(format!(
                    "{name}: is {:?}, should be {:?}",
                    beyond(is, was),
                    beyond(was, is)
                ));
            }
        }
        told.extend(
            wanted
                .files
                .difference(&self.files)
                .map(|file| format!("files/{file} is gone")),
        );
        told
    }

    /// How many rows of `table` speak of `words`.
    pub(super) fn mentions(&self, table: &str, words: &str) -> usize {
        let rows = self.tables.get(table).map(Vec::as_slice);
        let rows = rows.unwrap_or_else(|| panic!("no table {table}"));
        rows.iter().filter(|row| row.contains(words)).count()
    }
}

fn rows(store: &Connection, table: &str) -> Vec<String> {
    let mut all = store
        .prepare(&format!("SELECT * FROM \"{table}\""))
        .expect("a table");
    let columns = all.column_count();
    let mut rows: Vec<String> = all
        .query_map([], |row| {
            let mut line = String::new();
            for column in 0..columns {
                line.push_str(&told(row.get_ref(column)?));
                line.push('|');
            }
            Ok(line)
        })
        .and_then(Iterator::collect)
        .expect("its rows");
    rows.sort_unstable();
    rows
}

fn told(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "∅".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

fn walk(folder: &Path, below: &str, files: &mut BTreeSet<String>) {
    for place in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{below}{}", place.file_name().to_string_lossy());
        if place.path().is_dir() {
            walk(&place.path(), &format!("{name}/"), files);
        } else {
            files.insert(name);
        }
    }
}
