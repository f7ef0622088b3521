//! The filing stamp (归档章: 45 × 16 mm, six cells, DA/T 22-2015, 5.4 and annex A) and the page numbers of
//! an item (6.3): onto its own pages, or alone, to be printed onto the paper that is filed already. It
//! refuses to lie over anything that stands on the page.

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::{Ink, Item, MM_PER_PT, Page, TextRun};
use crate::papers::archive_parts::{LYING, SMALL, frame, heading, in_cell, line, look, rule};
use crate::papers::parts;
use crate::setting::flow::Flow;
use crate::setting::{ASCENT, Setter, Style};
use crate::table::{Column, Row, Table};

/// Width of the stamp.
pub const STAMP_WIDTH_MM: f64 = 45.0;
/// Height of the stamp.
pub const STAMP_HEIGHT_MM: f64 = 16.0;
const CELL_MM: (f64, f64) = (STAMP_WIDTH_MM / 3.0, STAMP_HEIGHT_MM / 2.0);
/// Least distance from the edge of the paper, which printers do not reach.
const EDGE_MM: f64 = 6.0;
/// How far down from the edge a place is looked for.
const DOWN_MM: f64 = 45.0;
/// Least distance from what stands on the page.
const CLEAR_MM: f64 = 1.0;

/// What the six cells say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StampCells {
    /// 全宗号.
    pub fonds: String,
    /// 年度.
    pub year: String,
    /// 件号.
    pub number: String,
    /// 机构或问题; the one cell that may stay empty.
    pub organ: String,
    /// 保管期限.
    pub period: String,
    /// 页数.
    pub pages: String,
}

/// What is to be put on the pages of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The stamp for its first page; none where the item begins on paper that is not laid out here.
    pub stamp: Option<StampCells>,
    /// Number of the first of these pages within the item.
    pub first_number: u32,
    /// Paper printed on both sides bears its even numbers at the left.
    pub two_sided: bool,
}

impl Filed {
    /// The pages with stamp and numbers on them.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] where the first page has no free place for the stamp.
    pub fn onto(&self, pages: Vec<Page>, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        let marks = self.alone(&pages, shelf)?;
        let with = |(mut page, mark): (Page, Page)| {
            page.items.extend(mark.items);
            page
        };
        Ok(pages.into_iter().zip(marks).map(with).collect())
    }

    /// Stamp and numbers alone on pages of the same size, to be printed onto the filed paper.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] where the first page has no free place for the stamp.
    pub fn alone(&self, pages: &[Page], shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let mut marked = Vec::with_capacity(pages.len());
        for (number, page) in (self.first_number..).zip(pages) {
            let mut mark = Page::new(page.width_mm, page.height_mm, "归档章", page.number);
            self.number(&mut mark, number, setter)?;
            if let (Some(cells), true) = (&self.stamp, number == self.first_number) {
                let place = free_place(page).ok_or(PrintError::Nothing {
                    what: "首页上端没有空白，归档章请按清单手工加盖",
                })?;
                draw(&mut mark.items, setter, cells, place)?;
            }
            marked.push(mark);
        }
        Ok(marked)
    }

    /// The page number in the upper outer corner.
    fn number(&self, mark: &mut Page, number: u32, setter: Setter<'_>) -> Result<(), PrintError> {
        let style = Style::new(FontRole::Body, 10.5);
        let (text, place) = (number.to_string(), Place::field("页号"));
        let baseline = EDGE_MM + 4.0;
        if self.two_sided && number.is_multiple_of(2) {
            let at = (EDGE_MM + 4.0, baseline);
            return setter
                .put(&mut mark.items, &text, style, at, &place)
                .map(drop);
        }
        let at = (mark.width_mm - EDGE_MM - 4.0, baseline);
        setter.put_right(&mut mark.items, &text, style, at, &place)
    }
}

/// Where the stamp may stand on a page: in the middle at the top, else beside it or lower; `None`
/// where the upper part is taken.
pub fn free_place(page: &Page) -> Option<(f64, f64)> {
    let taken: Vec<Area> = page.items.iter().filter_map(Area::of).collect();
    let middle = (page.width_mm - STAMP_WIDTH_MM) / 2.0;
    // Beside the corners, where the page numbers stand.
    let columns = [
        middle,
        page.width_mm - STAMP_WIDTH_MM - 24.0,
        24.0,
        middle + 24.0,
        middle - 24.0,
    ];
    let rows = (0_u32..).map(|step| EDGE_MM + f64::from(step) * 2.0);
    let rows = rows.take_while(|top| *top <= DOWN_MM);
    let places = rows.flat_map(|top| columns.map(|left| (left, top)));
    places.into_iter().find(|(left, top)| {
        let stamp = Area {
            left: left - CLEAR_MM,
            top: top - CLEAR_MM,
            right: left + STAMP_WIDTH_MM + CLEAR_MM,
            bottom: top + STAMP_HEIGHT_MM + CLEAR_MM,
        };
        !taken.iter().any(|area| area.meets(&stamp))
    })
}

/// What a mark takes of the page.
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn of(item: &Item) -> Option<Self> {
        match item {
            Item::Text(run) => Self::of_run(run),
            Item::Rule(rule) => Some(Self {
                left: rule.from_mm.0.min(rule.to_mm.0),
                top: rule.from_mm.1.min(rule.to_mm.1),
                right: rule.from_mm.0.max(rule.to_mm.0),
                bottom: rule.from_mm.1.max(rule.to_mm.1),
            }),
            Item::Frame(frame) => Some(Self {
                left: frame.x_mm,
                top: frame.y_mm,
                right: frame.x_mm + frame.width_mm,
                bottom: frame.y_mm + frame.height_mm,
            }),
        }
    }

    fn of_run(run: &TextRun) -> Option<Self> {
        let em = run.size_pt * MM_PER_PT;
        let seen = run.text.chars().any(|c| !c.is_whitespace());
        seen.then(|| Self {
            left: run.x_mm,
            top: run.baseline_mm - em * ASCENT,
            right: run.x_mm + run.width_mm(),
            bottom: run.baseline_mm + em * (1.0 - ASCENT),
        })
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

fn draw(
    items: &mut Vec<Item>,
    setter: Setter<'_>,
    cells: &StampCells,
    (left, top): (f64, f64),
) -> Result<(), PrintError> {
    let (width, height) = CELL_MM;
    frame(
        items,
        (left, top),
        (STAMP_WIDTH_MM, STAMP_HEIGHT_MM),
        Ink::Red,
    );
    let (right, bottom) = (left + STAMP_WIDTH_MM, top + STAMP_HEIGHT_MM);
    let pen = (0.25, Ink::Red);
    rule(items, (left, top + height), (right, top + height), pen);
    for column in [1.0, 2.0] {
        let x = left + column * width;
        rule(items, (x, top), (x, bottom), pen);
    }
    let style = Style::new(FontRole::Hei, 12.0);
    let rows = [
        [&cells.fonds, &cells.year, &cells.number],
        [&cells.organ, &cells.period, &cells.pages],
    ];
    for (row, texts) in rows.into_iter().enumerate() {
        for (column, text) in texts.into_iter().enumerate() {
            let x = left + column as f64 * width;
            let y = top + row as f64 * height;
            in_cell(items, setter, text, style, (x, y, width, height))?;
        }
    }
    Ok(())
}

/// What the hand stamp is filled in with (归档章填写清单), for paper that no printer takes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandStampList {
    /// Name of the office.
    pub office: String,
    /// 题名 and cells of every item, in order.
    pub lines: Vec<(String, String, StampCells)>,
}

impl HandStampList {
    /// Sets the list.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] without items, [`PrintError::MissingCharacter`] with row and column.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        if self.lines.is_empty() {
            return Err(PrintError::Nothing {
                what: "没有要盖归档章的件",
            });
        }
        let setter = Setter::new(shelf);
        let mut flow = Flow::new(LYING, "归档章填写清单");
        heading(&mut flow, setter, "归档章填写清单", 20.0)?;
        let told = format!(
            "{}　共 {} 件。章盖在首页上端居中的空白处，不压图文；章用红色，内容用黑色或蓝黑色耐久墨水填写。",
            self.office,
            self.lines.len()
        );
        line(&mut flow, setter, &told, SMALL, 8.0)?;
        self.table().pour(&mut flow, setter, &look(), 0.0)?;
        let mut pages = flow.finish();
        parts::number_pages(&mut pages, setter, (LYING.middle_mm(), 200.0))?;
        Ok(pages)
    }

    fn table(&self) -> Table {
        let titles = [
            "序号",
            "登记编号",
            "题名",
            "全宗号",
            "年度",
            "件号",
            "机构或问题",
            "保管期限",
            "页数",
        ];
        let column = |title: &str| match title {
            "题名" => Column::text(title),
            _ => Column::whole(title),
        };
        let row = |(no, (register_no, title, cells)): (usize, &(String, String, StampCells))| {
            let no = no.to_string();
            let texts = [
                &no,
                register_no,
                title,
                &cells.fonds,
                &cells.year,
                &cells.number,
                &cells.organ,
                &cells.period,
                &cells.pages,
            ];
            Row::of(texts.map(|text| text.as_str().into()).to_vec())
        };
        Table {
            columns: titles.map(column).to_vec(),
            rows: (1..).zip(&self.lines).map(row).collect(),
            ..Table::default()
        }
    }
}
