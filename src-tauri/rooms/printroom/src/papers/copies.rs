//! The copies of a released disclosure (一式三份: 报县, 乡存, 张贴) in one document, on the grid of
//! GB/T 9704-2012; it refuses to print a seal and to leave out a row.

use chrono::NaiveDate;

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::{MM_PER_PT, Page};
use crate::papers::headings;
use crate::papers::parts::{self, Block};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{
    Fill, Glyph, Setter, Style, balance, grid, opportunities, place_glyphs, width,
};
use crate::table::pour::Look;
use crate::table::{Column, Row, Table};

/// A disclosure as it is printed. Empty texts are left out, except the blanks that people fill in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copies {
    /// Name of the office, which signs.
    pub office: String,
    /// Register number (`2019-0049`); none in a preview.
    pub register_no: Option<String>,
    /// Title; a line end in it forces a line of its own, else lines are balanced.
    pub title: String,
    /// Paragraphs of the body. `一、…` is set in 黑体, `（一）…` in 楷体 (GB/T 9704-2012, 7.3.3).
    pub paragraphs: Vec<String>,
    /// Words that are never divided, such as people's names.
    pub unbroken: Vec<String>,
    /// The six elements, name and text, as far as they are given.
    pub elements: Vec<(String, String)>,
    /// Lists, in order.
    pub lists: Vec<List>,
    /// The posting, if the matter is posted.
    pub posting: Option<Posting>,
    /// 监督电话.
    pub supervision_phone: String,
    /// 承办单位.
    pub undertaking_unit: String,
    /// 经办人.
    pub handler: String,
    /// 张贴地点.
    pub place: String,
    /// 成文日期; blank for the hand if none.
    pub dated: Option<NaiveDate>,
    /// Which copies, in order.
    pub copies: Vec<CopySlip>,
    /// Whether each copy bears its mark (报县, 乡存, 张贴) at the top right.
    pub margin_marks: bool,
    /// Whether it is 内部公开, which every page then says.
    pub internal: bool,
    /// Whether it is a preview that must not leave the office, which every page then says.
    pub draft: bool,
}

/// One of the copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopySlip {
    /// Whom it is for.
    pub copy_for: CopyFor,
    /// Its number (`2019-0049-3`).
    pub no: String,
}

/// Whom a copy is for (木金 plan: 一式三份，报县、存乡、张贴).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CopyFor {
    /// Reported to the county.
    County,
    /// Kept in the township.
    Township,
    /// Posted on the notice board.
    Board,
}

impl CopyFor {
    /// The mark on the margin.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::County => "报县",
            Self::Township => "乡存",
            Self::Board => "张贴",
        }
    }
}

/// A list with its caption.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// Line above the list; may be empty.
    pub caption: String,
    /// The list.
    pub table: Table,
}

/// From when to when it hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// How long in words, such as `7天` or `7个工作日`; may be empty.
    pub length: String,
}

const BODY: Style = Style::new(FontRole::Body, grid::BODY_PT).pitched(grid::PITCH_FACTOR);
const TITLE: Style = Style::new(FontRole::Title, 22.0);
const SMALL: Style = Style::new(FontRole::Body, 14.0);
const TITLE_LINE_MM: f64 = 12.0;
const TITLE_LINES: usize = 6;
const SMALL_LINE_MM: f64 = 8.2;
/// Type sizes of lists: 小四, 五号, 小五 and two smaller.
const LIST_SIZES: [f64; 5] = [12.0, 10.5, 9.0, 8.0, 7.0];

const BODY_BLOCK: Block = Block {
    x_mm: grid::LEFT_MM,
    width_mm: grid::WIDTH_MM,
    indent_pt: 2.0 * grid::BODY_PT * grid::PITCH_FACTOR,
    line_mm: grid::LINE_MM,
    fill: Fill::Justified,
};

/// Entries of a line, each with its left edge in millimetres.
type ContactLine = Vec<(f64, Vec<Glyph>)>;

impl Copies {
    /// Sets every copy. All have the same content; numbers and marks differ.
    ///
    /// # Errors
    /// [`PrintError::MissingCharacter`] names the place of a character without a font;
    /// [`PrintError::Nothing`] if no copy is asked for; what the lists refuse.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        if self.copies.is_empty() {
            return Err(PrintError::Nothing {
                what: "没有选定要印的份",
            });
        }
        let setter = Setter::new(shelf);
        let content = self.content(setter)?;
        let mut pages = Vec::with_capacity(content.len() * self.copies.len());
        for slip in &self.copies {
            let mut copy = content.clone();
            parts::number_pages(&mut copy, setter, (Sheet::OFFICIAL.middle_mm(), 271.5))?;
            for page in &mut copy {
                page.part = slip.copy_for.mark().to_owned();
                self.margin(page, setter, slip)?;
            }
            pages.append(&mut copy);
        }
        Ok(pages)
    }

    /// What all copies have in common.
    fn content(&self, setter: Setter<'_>) -> Result<Vec<Page>, PrintError> {
        let mut flow = Flow::new(Sheet::OFFICIAL, "");
        self.set_title(&mut flow, setter)?;
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let place = Place::Paragraph(index + 1);
            for line in paragraph.split('\n').map(str::trim) {
                if !line.is_empty() {
                    self.set_paragraph(&mut flow, setter, line, &place)?;
                }
            }
        }
        self.set_elements(&mut flow, setter)?;
        for list in &self.lists {
            set_list(&mut flow, setter, list)?;
        }
        self.set_ending(&mut flow, setter)?;
        Ok(flow.finish())
    }

    fn set_title(&self, flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
        let too_long = || PrintError::TooLong {
            place: Place::Title,
            lines: TITLE_LINES,
        };
        let mut lines = Vec::new();
        for part in self.title.split('\n').map(str::trim) {
            let glyphs = setter.glyphs(part, TITLE, &Place::Title)?;
            if glyphs.is_empty() {
                continue;
            }
            let characters: Vec<char> = glyphs.iter().map(|glyph| glyph.character).collect();
            let starts = opportunities(&characters, &self.unbroken);
            // One character of room at each side keeps the title off the edges.
            let room = grid::WIDTH_PT - 2.0 * TITLE.size_pt;
            lines.extend(balance(&glyphs, &starts, room).ok_or_else(too_long)?);
        }
        if lines.len() > TITLE_LINES {
            return Err(too_long());
        }
        for line in &lines {
            let top = flow.take(TITLE_LINE_MM);
            let left = flow.sheet.middle_mm() - width(line) * MM_PER_PT / 2.0;
            let at = (left, grid::baseline_mm(top, TITLE_LINE_MM, TITLE.size_pt));
            place_glyphs(flow.items(), line, TITLE, at);
        }
        flow.skip(5.0);
        flow.snap_to_grid(grid::LINE_MM);
        Ok(())
    }

    fn set_paragraph(
        &self,
        flow: &mut Flow,
        setter: Setter<'_>,
        text: &str,
        place: &Place,
    ) -> Result<(), PrintError> {
        let mut glyphs: Vec<Glyph> = Vec::new();
        for (role, part) in headings::pieces(text) {
            let style = Style { role, ..BODY };
            glyphs.extend(setter.glyphs(part, style, place)?);
        }
        // 主送机关 begins at the edge (GB/T 9704-2012, 7.3.2).
        let addressee = *place == Place::Paragraph(1)
            && text.ends_with('：')
            && glyphs.len() <= grid::CHARACTERS;
        let block = Block {
            indent_pt: if addressee { 0.0 } else { BODY_BLOCK.indent_pt },
            ..BODY_BLOCK
        };
        let lines = parts::lines(glyphs, block, &self.unbroken);
        parts::pour_lines(flow, &lines, BODY, block);
        Ok(())
    }

    fn set_elements(&self, flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
        let rows: Vec<Row> = self
            .elements
            .iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(name, text)| Row::of(vec![name.as_str().into(), text.trim().into()]))
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        let table = Table {
            columns: vec![Column::whole("要素"), Column::text("内容")],
            rows,
            ..Table::default()
        };
        flow.skip(3.0);
        table.pour(flow, setter, &list_look())?;
        flow.skip(3.0);
        Ok(())
    }

    /// Posting, contacts and signature stay together, so that no page holds the signature alone.
    fn set_ending(&self, flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
        let lines = self.contact_lines(setter)?;
        let contacts_mm = lines.len() as f64 * SMALL_LINE_MM;
        let signature_mm = 4.0 * grid::LINE_MM;
        flow.skip(3.0);
        flow.need(contacts_mm + signature_mm);
        for line in &lines {
            let top = flow.take(SMALL_LINE_MM);
            let baseline = grid::baseline_mm(top, SMALL_LINE_MM, SMALL.size_pt);
            for (x_mm, glyphs) in line {
                place_glyphs(flow.items(), glyphs, SMALL, (*x_mm, baseline));
            }
        }
        self.sign(flow, setter, signature_mm)
    }

    /// The lines of posting and contacts: two entries side by side where both are short.
    fn contact_lines(&self, setter: Setter<'_>) -> Result<Vec<ContactLine>, PrintError> {
        let half_mm = grid::WIDTH_MM / 2.0;
        let mut lines: Vec<ContactLine> = Vec::new();
        let mut beside_free = false;
        for (label, text) in self.contacts() {
            let place = Place::field(label);
            let glyphs = setter.glyphs(&format!("{label}：{text}"), SMALL, &place)?;
            let short = width(&glyphs) * MM_PER_PT < half_mm - 2.0 && label != "公示期";
            match lines.last_mut() {
                Some(line) if short && beside_free => {
                    line.push((grid::LEFT_MM + half_mm, glyphs));
                    beside_free = false;
                }
                Some(_) | None => {
                    let block = Block {
                        indent_pt: 0.0,
                        fill: Fill::Ragged,
                        ..BODY_BLOCK
                    };
                    for line in parts::lines(glyphs, block, &self.unbroken) {
                        lines.push(vec![(grid::LEFT_MM, line)]);
                    }
                    beside_free = short;
                }
            }
        }
        Ok(lines)
    }

    fn contacts(&self) -> Vec<(&'static str, String)> {
        let mut contacts = Vec::new();
        if let Some(posting) = &self.posting {
            let (from, until) = (parts::date(posting.from), parts::date(posting.until));
            let length = match posting.length.as_str() {
                "" => String::new(),
                length => format!("（{length}）"),
            };
            contacts.push(("公示期", format!("自{from}起至{until}止{length}")));
        }
        for (label, text) in [
            ("监督电话", &self.supervision_phone),
            ("承办单位", &self.undertaking_unit),
            ("张贴地点", &self.place),
            ("经办人", &self.handler),
        ] {
            if !text.trim().is_empty() {
                contacts.push((label, text.trim().to_owned()));
            }
        }
        contacts
    }

    /// Office over date, the date four characters from the right (GB/T 9704-2012, 7.3.5.1), with
    /// room above for a seal of 42 mm.
    fn sign(&self, flow: &mut Flow, setter: Setter<'_>, height_mm: f64) -> Result<(), PrintError> {
        let em_mm = BODY.size_pt * BODY.pitch * MM_PER_PT;
        let place = Place::field("署名");
        let style = setter.fitted(&self.office, BODY, grid::WIDTH_MM, &place)?;
        let office = setter.glyphs(&self.office, style, &place)?;
        let dated = self.dated.map_or("　　年　月　日".to_owned(), parts::date);
        let dated = setter.glyphs(&dated, BODY, &Place::field("成文日期"))?;
        let (office_mm, dated_mm) = (width(&office) * MM_PER_PT, width(&dated) * MM_PER_PT);
        let middle = (grid::RIGHT_MM - 4.0 * em_mm - dated_mm / 2.0)
            .min(grid::RIGHT_MM - 2.0 * em_mm - office_mm / 2.0)
            .max(grid::LEFT_MM + office_mm / 2.0);
        let bottom = flow.take(height_mm) + height_mm;
        let lines = [
            (office, office_mm, 2.0, style),
            (dated, dated_mm, 1.0, BODY),
        ];
        for (glyphs, wide, line, style) in lines {
            let top = bottom - line * grid::LINE_MM;
            let baseline = grid::baseline_mm(top, grid::LINE_MM, BODY.size_pt);
            let left = middle - wide / 2.0;
            place_glyphs(flow.items(), &glyphs, style, (left, baseline));
        }
        Ok(())
    }
}

fn list_look() -> Look<'static> {
    Look {
        head: Style::new(FontRole::Hei, 12.0),
        body: Style::new(FontRole::Body, 12.0),
        sizes_pt: &LIST_SIZES,
        line_em: 1.35,
        row_mm: 8.0,
    }
}

fn set_list(flow: &mut Flow, setter: Setter<'_>, list: &List) -> Result<(), PrintError> {
    flow.skip(3.0);
    let style = Style::new(FontRole::Hei, 14.0);
    if !list.caption.is_empty() {
        // The caption goes with the header and a first row.
        flow.need(40.0);
        let top = flow.take(SMALL_LINE_MM);
        let at = (
            flow.sheet.middle_mm(),
            grid::baseline_mm(top, SMALL_LINE_MM, style.size_pt),
        );
        let place = Place::field("表题");
        let style = setter.fitted(&list.caption, style, grid::WIDTH_MM, &place)?;
        setter.put_centred(flow.items(), &list.caption, style, at, &place)?;
    }
    list.table.pour(flow, setter, &list_look())?;
    flow.skip(3.0);
    Ok(())
}
