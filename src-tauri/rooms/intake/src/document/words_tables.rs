//! The tables of a `.docx`, row by row, merged cells filled in.

use std::collections::BTreeSet;

use super::words::shown_in;
use crate::xml::Element;

/// The rows of a table; what a merged cell says stands in every cell that it covers.
pub(super) fn rows_of(table: &Element, styles: &BTreeSet<String>) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in rows_in(table) {
        let mut cells: Vec<String> = Vec::new();
        for cell in cells_in(row) {
            let properties = cell.child("tcPr");
            let span = properties
                .and_then(|pr| pr.child("gridSpan"))
                .and_then(|span| span.attribute("val")?.parse::<usize>().ok())
                .unwrap_or(1)
                .clamp(1, 200);
            let merged = properties.and_then(|pr| pr.child("vMerge"));
            let goes_on = merged.is_some_and(|merge| merge.attribute("val") != Some("restart"));
            let above = rows.last().and_then(|row| row.get(cells.len())).cloned();
            let text = match (goes_on, above) {
                (true, Some(above)) => above,
                (true, None) | (false, _) => shown_in(cell, styles),
            };
            for _ in 0..span {
                cells.push(text.clone());
            }
        }
        rows.push(cells);
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    for row in &mut rows {
        row.resize(width, String::new());
    }
    rows
}

fn rows_in(table: &Element) -> Vec<&Element> {
    inside(table, "tr")
}

fn cells_in(row: &Element) -> Vec<&Element> {
    inside(row, "tc")
}

/// Elements of a name in another, content controls around them looked through.
fn inside<'a>(outer: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    for element in outer.elements() {
        match element.local() {
            own if own == name => found.push(element),
            "sdt" | "sdtContent" | "customXml" | "ins" => found.extend(inside(element, name)),
            _ => {}
        }
    }
    found
}
