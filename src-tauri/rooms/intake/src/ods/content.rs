//! Walks the content of an OpenDocument spreadsheet and hands every text to where it belongs: to
//! a cell, to its comment, or to what stands elsewhere.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};

use crate::elsewhere::Texts;
use crate::error::{Bound, Fault};
use crate::gather::{Message, Sink, within};
use crate::limits::Limits;
use crate::rows::{Held, Rows};
use crate::xml::{attribute, number, text};

use super::cell::Cell;
use super::table::Table;

/// To what a text belongs, from the innermost element that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// To nothing that people see.
    Nothing,
    Cell,
    Comment,
    /// To something elsewhere, by its Chinese name.
    Elsewhere(&'static str),
}

/// The reading of one document.
pub(super) struct Content<'a> {
    limits: Limits,
    sink: &'a mut dyn Sink,
    texts: &'a mut Texts,
    held: Held,
    /// For every open element: the place of its texts.
    open: Vec<Place>,
    /// How many paragraphs are open; only in them is white space text.
    paragraphs: u32,
    /// How many tables are open within a cell; they are part of its text.
    inner: u32,
    hidden_styles: HashSet<String>,
    style: String,
    sheets: u32,
    table: Option<Table>,
    /// The table is what was last seen of another workbook.
    cached: bool,
    cell: Option<Cell>,
    rows: Vec<crate::raw::Row>,
    not_looked_at: Vec<String>,
}

const DRAWINGS: &str = "图形和文本框";

impl<'a> Content<'a> {
    pub(super) fn new(limits: &Limits, sink: &'a mut dyn Sink, texts: &'a mut Texts) -> Self {
        Self {
            limits: *limits,
            sink,
            texts,
            held: Held::new(limits),
            open: Vec::new(),
            paragraphs: 0,
            inner: 0,
            hidden_styles: HashSet::new(),
            style: String::new(),
            sheets: 0,
            table: None,
            cached: false,
            cell: None,
            rows: Vec::new(),
            not_looked_at: Vec::new(),
        }
    }

    /// Takes one event.
    pub(super) fn take(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        match event {
            Event::Start(element) => self.begin(element),
            Event::Empty(element) => {
                self.begin(element)?;
                self.end(element.local_name().as_ref())
            }
            Event::End(element) => self.end(element.local_name().as_ref()),
            other => match text(other).filter(|_| self.paragraphs > 0) {
                Some(text) => self.say(&text),
                None => Ok(()),
            },
        }
    }

    /// What was seen and not looked at.
    pub(super) fn finish(self) -> Result<Vec<String>, Fault> {
        Ok(self.not_looked_at)
    }

    fn place(&self) -> Place {
        self.open.last().copied().unwrap_or(Place::Nothing)
    }

    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let name = element.local_name();
        let name = name.as_ref();
        let outer = self.place();
        let place = match name {
            "table-cell" | "covered-table-cell" if self.inner == 0 => Place::Cell,
            "annotation" => Place::Comment,
            "tracked-changes" => Place::Elsewhere("修订记录"),
            "named-expressions" => Place::Elsewhere("定义的名称"),
            "data-pilot-tables" => Place::Elsewhere("数据透视表"),
            "content-validations" => Place::Elsewhere("数据验证和提示"),
            "shapes" | "frame" | "custom-shape" | "caption" if outer != Place::Comment => {
                Place::Elsewhere(DRAWINGS)
            }
            _ => outer,
        };
        self.open.push(place);
        self.note(name, element)?;
        if self.inner > 0 || matches!(place, Place::Elsewhere(_)) {
            return self.begin_aside(name, element);
        }
        match name {
            "table" if self.cell.is_some() => self.inner += 1,
            "table" => self.begin_table(element)?,
            "table-column" => {
                if let Some(table) = &mut self.table {
                    table.take_column(element);
                }
            }
            "table-row" => {
                if let Some(table) = &mut self.table {
                    table.begin_row(element);
                }
            }
            "table-cell" | "covered-table-cell" => self.cell = Some(Cell::of(element)),
            "annotation" => self.paragraphs = 0,
            _ => {}
        }
        self.begin_text(name, element)
    }

    /// Elements in another table's cell or elsewhere: only their texts and names count.
    fn begin_aside(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Fault> {
        if name == "table" && self.inner > 0 {
            self.inner += 1;
        }
        if let Place::Elsewhere(label) = self.place() {
            for wanted in [
                "name",
                "value",
                "string-value",
                "title",
                "base-cell-address",
            ] {
                if let Some(said) = attribute(element, wanted) {
                    self.texts.add(label, &said)?;
                }
            }
        }
        self.begin_text(name, element)
    }

    fn begin_text(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Fault> {
        match name {
            "p" | "h" => {
                self.paragraphs += 1;
                self.break_line()
            }
            "s" if self.paragraphs > 0 => {
                let count = number(element, "c").unwrap_or(1).clamp(1, 1000);
                self.say(&" ".repeat(count as usize))
            }
            "tab" if self.paragraphs > 0 => self.say("\t"),
            "line-break" if self.paragraphs > 0 => self.say("\n"),
            _ => Ok(()),
        }
    }

    /// What is told or remembered wherever it stands.
    fn note(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Fault> {
        match name {
            "style" => self.style = attribute(element, "name").unwrap_or_default(),
            "table-properties" if attribute(element, "display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "image" => self.not_looked_at("图片"),
            "object" | "object-ole" | "plugin" => self.not_looked_at("嵌入的文件"),
            "event-listener" | "script" => self.not_looked_at("宏"),
            "form" => self.not_looked_at("控件"),
            "a" => {
                let target = attribute(element, "href").unwrap_or_default();
                self.texts.add("超链接", &target)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn not_looked_at(&mut self, what: &str) {
        if self.not_looked_at.iter().all(|known| known != what) {
            self.not_looked_at.push(what.to_owned());
        }
    }

    fn begin_table(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let name = attribute(element, "name").unwrap_or_default();
        self.table = Some(Table::new());
        // What was last seen of another workbook is kept as a table of this name.
        self.cached = name.starts_with('\'') && name.contains("'#");
        if self.cached {
            return self.texts.add("外部链接的缓存", &name);
        }
        let style = attribute(element, "style-name").unwrap_or_default();
        self.sink.take(Message::Sheet {
            name,
            hidden: self.hidden_styles.contains(&style),
        })
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        let place = self.place();
        self.open.pop();
        if matches!(name, "p" | "h") {
            self.paragraphs = self.paragraphs.saturating_sub(1);
        }
        if self.inner > 0 {
            if name == "table" {
                self.inner -= 1;
            }
            return Ok(());
        }
        if matches!(place, Place::Elsewhere(_)) {
            return Ok(());
        }
        match name {
            "table-cell" | "covered-table-cell" => self.end_cell(name.starts_with('c')),
            "table-row" => self.end_row(),
            "table" => self.end_table(),
            _ => Ok(()),
        }
    }

    fn end_cell(&mut self, covered: bool) -> Result<(), Fault> {
        let (Some(cell), Some(table)) = (self.cell.take(), &mut self.table) else {
            return Ok(());
        };
        if self.cached {
            let seen = if cell.is_empty() { "" } else { &cell.text };
            return self.texts.add("外部链接的缓存", seen);
        }
        table.take_cell(cell, covered, &mut self.held)?;
        table.check(&self.limits)
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        let mut rows = Rows::with(&mut *self.sink, std::mem::take(&mut self.rows));
        table.end_row(&mut rows, &self.limits)?;
        self.rows = rows.left();
        table.check(&self.limits)
    }

    fn end_table(&mut self) -> Result<(), Fault> {
        let Some(table) = self.table.take() else {
            return Ok(());
        };
        if std::mem::take(&mut self.cached) {
            return Ok(());
        }
        Rows::with(&mut *self.sink, std::mem::take(&mut self.rows)).finish()?;
        let sheet = self.sheets;
        self.sheets += 1;
        let beside = table.finish();
        self.sink.take(Message::Beside { sheet, beside })
    }

    /// A paragraph begins: on a line of its own.
    fn break_line(&mut self) -> Result<(), Fault> {
        match (self.place(), &mut self.cell) {
            (Place::Cell, Some(cell)) if !cell.text.is_empty() => cell.text.push('\n'),
            (Place::Comment, Some(cell)) if !cell.comment.is_empty() => cell.comment.push('\n'),
            (_, _) => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), Fault> {
        match (self.place(), &mut self.cell) {
            (Place::Cell, Some(cell)) => {
                cell.text.push_str(text);
                within(cell.text.len() as u64, self.limits.text, Bound::Text)
            }
            (Place::Comment, Some(cell)) => {
                cell.comment.push_str(text);
                within(cell.comment.len() as u64, self.limits.text, Bound::Text)
            }
            (Place::Elsewhere(label), _) => self.texts.add(label, text),
            // A comment that hangs on no cell, or a text outside of all tables.
            (Place::Comment | Place::Cell, None) => self.texts.add("批注", text),
            (Place::Nothing, _) => self.texts.add("表外文字", text),
        }
    }
}
