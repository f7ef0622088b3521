//! The cells of a sheet written again: results instead of formulas, nothing in hidden rows and
//! columns and nothing under merged cells; places and looks stay.

use std::collections::BTreeSet;

use quick_xml::escape::escape;

use super::{Cannot, Ended};
use crate::document::{Cell, Layout, Step, each_cell};
use crate::raw::column_letters;

/// Attributes of a row that say how it looks.
const LOOKS: &[&str] = &["s", "customFormat", "ht", "hidden", "customHeight"];

/// The rows written again, and which shared texts they use.
pub(super) struct Rows {
    /// The inside of `sheetData`.
    pub(super) xml: String,
    /// Indexes of shared texts that are still used.
    pub(super) used: BTreeSet<usize>,
}

/// Writes the rows of a sheet again.
pub(super) fn rewrite(bytes: &[u8], layout: &Layout) -> Result<Rows, Ended> {
    let mut layout = layout.clone();
    let mut rows = Rows {
        xml: String::new(),
        used: BTreeSet::new(),
    };
    let (mut open, mut unresolved) = (false, false);
    each_cell(bytes, |step| match step {
        Step::Row(number, attributes) => {
            if open {
                rows.xml.push_str("</row>");
            }
            open = true;
            rows.begin(number, attributes);
        }
        Step::Cell(cell) => {
            let unseen = layout.hides_row(cell.row)
                || layout.hides_column(cell.column)
                || layout.covers(cell.row, cell.column);
            unresolved |= cell.has_formula && !unseen && cell.is_empty();
            rows.cell(cell, unseen);
        }
    })?;
    if open {
        rows.xml.push_str("</row>");
    }
    if unresolved {
        return Err(Cannot::NoResult.into());
    }
    Ok(rows)
}

impl Rows {
    fn begin(&mut self, number: u32, attributes: &[(String, String)]) {
        self.xml.push_str(&format!("<row r=\"{number}\""));
        for (key, value) in attributes {
            if LOOKS.contains(&key.as_str()) {
                self.xml
                    .push_str(&format!(" {key}=\"{}\"", escape(value.as_str())));
            }
        }
        self.xml.push('>');
    }

    fn cell(&mut self, cell: &Cell, unseen: bool) {
        let place = format!("{}{}", column_letters(cell.column), cell.row);
        self.xml.push_str(&format!("<c r=\"{place}\""));
        if let Some(style) = &cell.style {
            self.xml
                .push_str(&format!(" s=\"{}\"", escape(style.as_str())));
        }
        if unseen || cell.is_empty() {
            self.xml.push_str("/>");
            return;
        }
        match cell.kind.as_str() {
            "s" => {
                self.used.extend(cell.value.trim().parse::<usize>().ok());
                self.value("s", &cell.value);
            }
            // A formula's text result, like a text of its own, stands in the cell.
            "inlineStr" | "str" => {
                let text = format!(
                    "{}{}",
                    cell.inline,
                    if cell.kind == "str" { &cell.value } else { "" }
                );
                let text = escape(text.as_str()).into_owned();
                self.xml.push_str(&format!(
                    " t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                ));
            }
            kind => self.value(kind, &cell.value),
        }
    }

    fn value(&mut self, kind: &str, value: &str) {
        if !kind.is_empty() {
            self.xml.push_str(&format!(" t=\"{}\"", escape(kind)));
        }
        self.xml.push_str(&format!("><v>{}</v></c>", escape(value)));
    }
}
