//! The XML spreadsheets of Excel 2002 and 2003 (`<?mso-application progid="Excel.Sheet"?>`), which
//! many systems still export, mostly under the name `.xls`.

use quick_xml::events::{BytesStart, Event};

use crate::cell_text;
use crate::elsewhere::Texts;
use crate::error::{Bound, Fault};
use crate::gather::{Beside, Message, Sink, within};
use crate::limits::Limits;
use crate::raw::{Area, CellKind, Comment, Format, MAX_COLUMNS, MAX_ROWS, Property, Row};
use crate::rows::{Held, Rows};
use crate::xml::{attribute, is_true, number, text, walk};

use calamine::DataRef;

/// The name space that tells this format from other XML.
pub(crate) const NAME_SPACE: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// Reads a workbook into the sink.
pub(crate) fn read(xml: &str, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Fault> {
    let mut reading = Reading {
        limits,
        sink,
        texts: Texts::new(limits),
        held: Held::new(limits),
        properties: Vec::new(),
        not_looked_at: Vec::new(),
        sheets: Vec::new(),
        sheet: None,
        cell: None,
        open: Open::Nothing,
        said: String::new(),
        in_properties: false,
    };
    walk(xml.as_bytes(), |event| reading.take(event))?;
    let sink = reading.sink;
    for (sheet, beside) in (0..).zip(reading.sheets) {
        sink.take(Message::Beside { sheet, beside })?;
    }
    sink.take(Message::Elsewhere(reading.texts.done()))?;
    sink.take(Message::End {
        format: Format::Xml2003,
        properties: reading.properties,
        not_looked_at: reading.not_looked_at,
    })
}

/// What the text under the pen belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Data,
    Comment,
    Property,
    /// Elsewhere, by its Chinese name.
    Elsewhere(&'static str),
}

/// The sheet under the pen.
struct Sheet {
    rows: u32,
    columns: u32,
    column: u32,
    row: Row,
    batch: Vec<Row>,
    beside: Beside,
    /// The sheet goes out when it is whole: only its end says whether it is hidden.
    name: String,
    hidden: bool,
}

/// The cell under the pen.
struct Cell {
    column: u32,
    across: u32,
    down: u32,
    kind: String,
    text: String,
    comment: String,
}

struct Reading<'a> {
    limits: &'a Limits,
    sink: &'a mut dyn Sink,
    texts: Texts,
    held: Held,
    properties: Vec<Property>,
    not_looked_at: Vec<String>,
    sheets: Vec<Beside>,
    sheet: Option<Sheet>,
    cell: Option<Cell>,
    open: Open,
    said: String,
    in_properties: bool,
}

impl Reading<'_> {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        match event {
            Event::Start(element) => self.begin(element),
            Event::Empty(element) => {
                self.begin(element)?;
                self.end(element.local_name().as_ref())
            }
            Event::End(element) => self.end(element.local_name().as_ref()),
            other => match text(other) {
                Some(text) => self.say(&text),
                None => Ok(()),
            },
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        match element.local_name().as_ref() {
            "Worksheet" => {
                self.sheet = Some(Sheet::named(attribute(element, "Name")));
            }
            "Column" => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.take_column(element);
                }
            }
            "Row" => self.begin_row(element)?,
            "Cell" => {
                self.cell = self.sheet.as_ref().map(|sheet| Cell::of(element, sheet));
                let target = attribute(element, "HRef").unwrap_or_default();
                self.texts.add("超链接", &target)?;
            }
            "Data" if self.cell.is_some() && self.open == Open::Nothing => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = attribute(element, "Type").unwrap_or_default();
                }
                self.open = Open::Data;
            }
            "Comment" => self.open = Open::Comment,
            "Header" | "Footer" => self.page_text(element),
            "DocumentProperties" | "CustomDocumentProperties" => self.in_properties = true,
            "NamedRange" => {
                let name = attribute(element, "Name").unwrap_or_default();
                self.texts.add("定义的名称", &name)?;
            }
            "PivotCache" | "PivotTable" => self.open = Open::Elsewhere("数据透视表缓存"),
            "SupBook" => self.open = Open::Elsewhere("外部链接的缓存"),
            "DataValidation" => self.open = Open::Elsewhere("数据验证和提示"),
            "Visible" => self.open = Open::Elsewhere(VISIBLE),
            "binData" | "BinData" => self.not_looked_at("图片"),
            "Script" | "MacroSheet" => self.not_looked_at("宏"),
            _ if self.in_properties => {
                self.open = Open::Property;
                self.said.clear();
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "Worksheet" => self.end_sheet(),
            "Row" => self.end_row(),
            "Cell" => self.end_cell(),
            "Data" if self.open == Open::Data => {
                self.open = Open::Nothing;
                Ok(())
            }
            "Visible" => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.hidden |= self.said.trim() != "SheetVisible";
                }
                self.close();
                Ok(())
            }
            "DocumentProperties" | "CustomDocumentProperties" => {
                self.in_properties = false;
                self.close();
                Ok(())
            }
            "Comment" | "PivotCache" | "PivotTable" | "SupBook" | "DataValidation" => {
                self.close();
                Ok(())
            }
            name if self.open == Open::Property => {
                self.end_property(name);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn close(&mut self) {
        self.open = Open::Nothing;
        self.said.clear();
    }

    fn begin_row(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let Some(sheet) = &mut self.sheet else {
            return Ok(());
        };
        let next = sheet.rows.saturating_add(1);
        let number = number(element, "Index").unwrap_or(next);
        if number < next {
            return Err(Fault::Damaged {
                detail: "rows go backwards".to_owned(),
            });
        }
        sheet.row = Row::new(number);
        sheet.rows = number;
        sheet.column = 1;
        let last = number.saturating_add(crate::xml::number(element, "Span").unwrap_or(0));
        if is_true(element, "Hidden") {
            sheet.beside.hidden_rows.extend(number..=last.min(MAX_ROWS));
            within(
                sheet.beside.hidden_rows.len() as u64,
                self.limits.marks,
                Bound::Marks,
            )?;
        }
        sheet.rows = last;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        let Some(sheet) = &mut self.sheet else {
            return Ok(());
        };
        let row = std::mem::replace(&mut sheet.row, Row::new(1));
        if !row.is_empty() {
            sheet.batch.push(row);
        }
        let beside = &sheet.beside;
        let marks = beside.merged.len() + beside.hidden_columns.len() + beside.comments.len();
        within(marks as u64, self.limits.marks, Bound::Marks)
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        self.open = Open::Nothing;
        let (Some(cell), Some(sheet)) = (self.cell.take(), &mut self.sheet) else {
            return Ok(());
        };
        let number = sheet.row.number;
        sheet.column = cell.column.saturating_add(cell.across).saturating_add(1);
        let area = Area {
            top: number,
            left: cell.column,
            bottom: number.saturating_add(cell.down),
            right: cell.column.saturating_add(cell.across),
        };
        let says = !(cell.text.is_empty() && cell.comment.is_empty());
        let fits = area.bottom <= MAX_ROWS && area.right <= MAX_COLUMNS;
        if says && !fits {
            return Err(Fault::TooBig {
                limit: Bound::Position,
            });
        }
        if fits && (cell.across > 0 || cell.down > 0) {
            sheet.beside.merged.push(area);
        }
        self.held.cell(cell.text.len())?;
        if !cell.text.is_empty() {
            cell.push_to(&mut sheet.row);
        }
        let comment = cell.comment.trim();
        if !comment.is_empty() {
            sheet.beside.comments.push(Comment {
                row: number,
                column: cell.column,
                text: comment.to_owned(),
            });
        }
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), Fault> {
        let Some(sheet) = self.sheet.take() else {
            return Ok(());
        };
        self.sink.take(Message::Sheet {
            name: sheet.name,
            hidden: sheet.hidden,
        })?;
        let mut rows = Rows::to(self.sink);
        for row in sheet.batch {
            rows.push(row)?;
        }
        rows.finish()?;
        self.sheets.push(sheet.beside);
        within(self.sheets.len() as u64, self.limits.sheets, Bound::Sheets)
    }

    fn page_text(&mut self, element: &BytesStart<'_>) {
        let text = attribute(element, "Data").filter(|text| !text.is_empty());
        if let Some(sheet) = &mut self.sheet {
            sheet.beside.page_texts.extend(text);
        }
    }

    fn end_property(&mut self, element: &str) {
        let text = std::mem::take(&mut self.said);
        self.open = Open::Nothing;
        let name = match element {
            "Title" => "标题",
            "Subject" => "主题",
            "Author" => "作者",
            "LastAuthor" => "最后保存者",
            "Description" => "备注",
            "Keywords" => "关键字",
            "Category" => "类别",
            "Company" => "单位",
            "Manager" => "负责人",
            // Times, versions and counts, which nobody wrote.
            "Created" | "LastSaved" | "LastPrinted" | "Version" | "TotalTime" | "Revision" => {
                return;
            }
            other => other,
        };
        if !text.trim().is_empty() {
            self.properties.push(Property {
                name: name.to_owned(),
                text,
            });
        }
    }

    fn not_looked_at(&mut self, what: &str) {
        if self.not_looked_at.iter().all(|known| known != what) {
            self.not_looked_at.push(what.to_owned());
        }
    }

    fn say(&mut self, text: &str) -> Result<(), Fault> {
        match (self.open, &mut self.cell) {
            (Open::Data, Some(cell)) => {
                cell.text.push_str(text);
                within(cell.text.len() as u64, self.limits.text, Bound::Text)
            }
            (Open::Comment, Some(cell)) => {
                cell.comment.push_str(text);
                within(cell.comment.len() as u64, self.limits.text, Bound::Text)
            }
            (Open::Property | Open::Elsewhere(VISIBLE), _) => {
                self.said.push_str(text);
                within(self.said.len() as u64, self.limits.text, Bound::Text)
            }
            (Open::Elsewhere(label), _) => self.texts.add(label, text),
            (Open::Comment, None) => self.texts.add("批注", text),
            (Open::Nothing | Open::Data, _) => Ok(()),
        }
    }
}

/// The label of a text that says whether a sheet is seen.
const VISIBLE: &str = "表的可见性";

impl Sheet {
    fn named(name: Option<String>) -> Self {
        Self {
            rows: 0,
            columns: 0,
            column: 1,
            row: Row::new(1),
            batch: Vec::new(),
            beside: Beside::default(),
            name: name.unwrap_or_default(),
            hidden: false,
        }
    }

    fn take_column(&mut self, element: &BytesStart<'_>) {
        let next = self.columns.saturating_add(1);
        let first = number(element, "Index").unwrap_or(next);
        self.columns = first.saturating_add(number(element, "Span").unwrap_or(0));
        if is_true(element, "Hidden") && (1..=MAX_COLUMNS).contains(&first) {
            self.beside
                .hidden_columns
                .push((first, self.columns.min(MAX_COLUMNS)));
        }
    }
}

impl Cell {
    fn of(element: &BytesStart<'_>, sheet: &Sheet) -> Self {
        let count = |name| number(element, name).unwrap_or(0);
        Self {
            column: number(element, "Index").unwrap_or(sheet.column).max(1),
            across: count("MergeAcross"),
            down: count("MergeDown"),
            kind: String::new(),
            text: String::new(),
            comment: String::new(),
        }
    }

    fn push_to(&self, row: &mut Row) {
        let column = u16::try_from(self.column).unwrap_or(u16::MAX);
        match self.kind.as_str() {
            "Number" => match self.text.trim().parse() {
                Ok(number) => cell_text::push_value(row, column, &DataRef::Float(number)),
                Err(_) => row.push(column, CellKind::Text, &self.text),
            },
            "DateTime" => {
                let moment = self.text.trim_end_matches(".000");
                let day = moment.strip_suffix("T00:00:00").unwrap_or(moment);
                row.push(column, CellKind::Date, day);
            }
            "Boolean" => {
                cell_text::push_value(row, column, &DataRef::Bool(self.text.trim() == "1"));
            }
            "Error" => row.push(column, CellKind::Error, &self.text),
            _ => row.push(column, CellKind::Text, &self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gather::Assembler;

    #[test]
    fn places_kinds_and_what_is_hidden() {
        let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
            <Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
            <DocumentProperties><Author>周禾生</Author><Created>2019</Created></DocumentProperties>\
            <Worksheet ss:Name=\"名单\"><Table><Column ss:Index=\"3\" ss:Hidden=\"1\" ss:Span=\"1\"/>\
            <Row><Cell ss:MergeAcross=\"2\"><Data ss:Type=\"String\">上坪村<B>低保</B></Data></Cell>\
            <Cell><Data ss:Type=\"Number\">630.50</Data></Cell></Row>\
            <Row ss:Index=\"5\" ss:Hidden=\"1\"><Cell ss:Index=\"2\"><Data ss:Type=\"DateTime\">\
            2019-09-05T00:00:00.000</Data><Comment ss:Author=\"甲\"><ss:Data>电话&#10;138</ss:Data>\
            </Comment></Cell><Cell><Data ss:Type=\"Boolean\">1</Data></Cell></Row></Table>\
            <WorksheetOptions><PageSetup><Header x:Data=\"&amp;C青禾乡\"/></PageSetup>\
            <Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>";
        let mut assembler = Assembler::new(Limits::default());
        read(xml, &Limits::default(), &mut assembler).unwrap();
        let book = assembler.finish().unwrap();
        let sheet = &book.sheets[0];
        assert!(sheet.hidden && sheet.is_row_hidden(5));
        assert_eq!(sheet.hidden_columns, [(3, 4)]);
        assert_eq!(sheet.row(1).map(|row| row.text(1)), Some("上坪村低保"));
        assert_eq!(sheet.row(1).map(|row| row.text(4)), Some("630.5"));
        assert_eq!(sheet.row(5).map(|row| row.text(2)), Some("2019-09-05"));
        assert_eq!(sheet.row(5).map(|row| row.text(3)), Some("TRUE"));
        assert_eq!(sheet.merged[0].right, 3);
        assert_eq!(sheet.comments[0].text, "电话\n138");
        assert_eq!(sheet.page_texts, ["&C青禾乡"]);
        assert_eq!(book.properties.len(), 1);
    }
}
