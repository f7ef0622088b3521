//! The register book of a year (登记簿), A4 landscape; it refuses to leave out a line, a void one too.

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::{Ink, Page};
use crate::papers::parts::{self, Block};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Fill, Glyph, Setter, Style, grid};
use crate::table::pour::Look;
use crate::table::{Column, Row, Table};

/// A year of one book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterBook {
    /// Name of the office.
    pub office: String,
    /// The year.
    pub year: i32,
    /// Which book: 政务公开登记簿, 内部公开登记簿, 不予公开登记簿.
    pub book: String,
    /// Columns that the office shows, in order.
    pub columns: Vec<BookColumn>,
    /// Lines in order of their numbers.
    pub lines: Vec<BookLine>,
    /// What stands below the last line of a closed year: totals, the closing hash, when it was
    /// closed. Blanks for the signatures follow; an open year has neither.
    pub closing: Vec<String>,
}

/// A line of the book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BookLine {
    /// 登记编号.
    pub register_no: String,
    /// 公开日期.
    pub disclosed_on: String,
    /// 公开事项及内容摘要.
    pub matter: String,
    /// 类别、时限类别.
    pub category: String,
    /// 公开形式, each with its date.
    pub channels: String,
    /// 地点、范围.
    pub place: String,
    /// 起止日期.
    pub period: String,
    /// 提供单位.
    pub unit: String,
    /// 经办.
    pub handler: String,
    /// 审核.
    pub reviewer: String,
    /// 批准.
    pub approver: String,
    /// 份数与去向（县、乡、栏）.
    pub copies: String,
    /// 撤下日期.
    pub taken_down: String,
    /// 备注（更正、撤回、补录、反馈、档号）.
    pub remark: String,
    /// Whether the line is void (作废): struck through, never removed.
    pub void: bool,
}

/// The columns of the book; an office may hide all but matter and channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BookColumn {
    /// 登记编号.
    RegisterNo,
    /// 公开日期.
    DisclosedOn,
    /// 公开事项及内容摘要.
    Matter,
    /// 类别、时限类别.
    Category,
    /// 公开形式.
    Channels,
    /// 地点、范围.
    Place,
    /// 起止日期.
    Period,
    /// 提供单位.
    Unit,
    /// 经办.
    Handler,
    /// 审核.
    Reviewer,
    /// 批准.
    Approver,
    /// 份数与去向.
    Copies,
    /// 撤下日期.
    TakenDown,
    /// 备注.
    Remark,
}

impl BookColumn {
    /// Every column in the order of the book.
    pub const ALL: [Self; 14] = [
        Self::RegisterNo,
        Self::DisclosedOn,
        Self::Matter,
        Self::Category,
        Self::Channels,
        Self::Place,
        Self::Period,
        Self::Unit,
        Self::Handler,
        Self::Reviewer,
        Self::Approver,
        Self::Copies,
        Self::TakenDown,
        Self::Remark,
    ];

    /// Title of the column.
    pub const fn title(self) -> &'static str {
        match self {
            Self::RegisterNo => "登记编号",
            Self::DisclosedOn => "公开日期",
            Self::Matter => "公开事项及内容摘要",
            Self::Category => "类别、时限类别",
            Self::Channels => "公开形式",
            Self::Place => "地点、范围",
            Self::Period => "起止日期",
            Self::Unit => "提供单位",
            Self::Handler => "经办",
            Self::Reviewer => "审核",
            Self::Approver => "批准",
            Self::Copies => "份数与去向",
            Self::TakenDown => "撤下日期",
            Self::Remark => "备注",
        }
    }

    /// A channel with its day, a day with its dash, how many copies: lines that stay whole.
    const fn has_short_lines(self) -> bool {
        matches!(self, Self::Channels | Self::Period | Self::Copies)
    }

    /// Numbers, dates and names stay whole and stand in the middle.
    const fn is_whole(self) -> bool {
        match self {
            Self::RegisterNo
            | Self::DisclosedOn
            | Self::Handler
            | Self::Reviewer
            | Self::Approver
            | Self::TakenDown => true,
            Self::Matter
            | Self::Category
            | Self::Channels
            | Self::Place
            | Self::Period
            | Self::Unit
            | Self::Copies
            | Self::Remark => false,
        }
    }

    /// What a line says in this column.
    pub const fn text(self, line: &BookLine) -> &String {
        match self {
            Self::RegisterNo => &line.register_no,
            Self::DisclosedOn => &line.disclosed_on,
            Self::Matter => &line.matter,
            Self::Category => &line.category,
            Self::Channels => &line.channels,
            Self::Place => &line.place,
            Self::Period => &line.period,
            Self::Unit => &line.unit,
            Self::Handler => &line.handler,
            Self::Reviewer => &line.reviewer,
            Self::Approver => &line.approver,
            Self::Copies => &line.copies,
            Self::TakenDown => &line.taken_down,
            Self::Remark => &line.remark,
        }
    }
}

/// A4 lying, bound at the left: 20 mm there, 12 mm at the right.
const SHEET: Sheet = Sheet {
    width_mm: crate::page::A4_HEIGHT_MM,
    height_mm: crate::page::A4_WIDTH_MM,
    left_mm: 20.0,
    top_mm: 22.0,
    text_width_mm: 265.0,
    text_height_mm: 170.0,
};
const SMALL: Style = Style::new(FontRole::Body, 10.5);
const CLOSING_LINE_MM: f64 = 6.0;
const SIGNATURE_MM: f64 = 10.0;
const GAP_MM: f64 = 3.0;
/// Ruled rows of a year without lines.
const EMPTY_ROWS: usize = 15;

impl RegisterBook {
    /// Sets the book.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] without columns, [`PrintError::MissingCharacter`] with row and
    /// column, [`PrintError::RowTooTall`] for a line of more than a page.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        if self.columns.is_empty() {
            return Err(PrintError::Nothing {
                what: "登记簿没有选定要印的栏目",
            });
        }
        let setter = Setter::new(shelf);
        let mut flow = Flow::new(SHEET, &self.book);
        self.set_cover_line(&mut flow, setter)?;
        let look = Look {
            head: Style::new(FontRole::Hei, 9.0),
            body: SMALL,
            sizes_pt: &[9.0, 8.0, 7.5],
            line_em: 1.3,
            row_mm: 7.0,
            tight_row_mm: None,
        };
        let closing = self.closing_lines(setter)?;
        let tail_mm = match closing.len() {
            0 => 0.0,
            lines => GAP_MM + lines as f64 * CLOSING_LINE_MM + SIGNATURE_MM,
        };
        self.table().pour(&mut flow, setter, &look, tail_mm)?;
        if !closing.is_empty() {
            set_closing(&mut flow, setter, &closing)?;
        }
        let mut pages = flow.finish();
        self.set_running_head(&mut pages, setter)?;
        parts::number_pages(&mut pages, setter, (SHEET.middle_mm(), 200.0))?;
        Ok(pages)
    }

    fn set_cover_line(&self, flow: &mut Flow, setter: Setter<'_>) -> Result<(), PrintError> {
        let style = Style::new(FontRole::Title, 20.0);
        let title = format!("{}{}年{}", self.office, self.year, self.book);
        let top = flow.take(13.0);
        let at = (
            SHEET.middle_mm(),
            grid::baseline_mm(top, 10.0, style.size_pt),
        );
        let style = setter.fitted(&title, style, SHEET.text_width_mm, &Place::Title)?;
        setter.put_centred(flow.items(), &title, style, at, &Place::Title)?;
        let top = flow.take(7.0);
        let baseline = grid::baseline_mm(top, 6.0, SMALL.size_pt);
        let office = format!("单位：{}", self.office);
        let place = Place::field("单位");
        let style = setter.fitted(&office, SMALL, SHEET.text_width_mm / 2.0, &place)?;
        let at = (SHEET.left_mm, baseline);
        setter.put(flow.items(), &office, style, at, &place)?;
        let year = format!("年度：{}年", self.year);
        let at = (SHEET.right_mm(), baseline);
        setter.put_right(flow.items(), &year, SMALL, at, &Place::field("年度"))
    }

    fn set_running_head(&self, pages: &mut [Page], setter: Setter<'_>) -> Result<(), PrintError> {
        let style = Style::new(FontRole::Body, 9.0).inked(Ink::Grey);
        let text = format!("{} · {}年{}", self.office, self.year, self.book);
        let place = Place::field("页眉");
        for page in pages.iter_mut().skip(1) {
            let at = (SHEET.left_mm, SHEET.top_mm - 4.0);
            setter.put(&mut page.items, &text, style, at, &place)?;
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let columns = self.columns.iter().map(|column| {
            let title = match column {
                // Broken between its words, not within one.
                BookColumn::Matter => "公开事项\n及内容摘要",
                other => other.title(),
            };
            match column.is_whole() {
                true => Column::whole(title),
                false => Column {
                    spared: *column == BookColumn::Remark,
                    whole: column.has_short_lines(),
                    ..Column::text(title)
                },
            }
        });
        let rows = self.lines.iter().map(|line| Row {
            cells: self
                .columns
                .iter()
                .map(|column| column.text(line).as_str().into())
                .collect(),
            struck: line.void,
            sums: None,
        });
        let mut rows: Vec<Row> = rows.collect();
        if rows.is_empty() {
            rows = self.empty_rows();
        }
        Table {
            columns: columns.collect(),
            rows,
            ..Table::default()
        }
    }

    /// A ruled page that says that there is nothing: an empty book is not a missing one.
    fn empty_rows(&self) -> Vec<Row> {
        let says = match self.closing.is_empty() {
            true => "本年度尚无登记",
            false => "本年度无登记",
        };
        let matter = |column: &BookColumn| *column == BookColumn::Matter;
        let says_at = self.columns.iter().position(matter).unwrap_or(0);
        let mut rows = vec![Row::of(vec!["".into(); self.columns.len()]); EMPTY_ROWS];
        if let Some(cell) = rows[0].cells.get_mut(says_at) {
            *cell = says.into();
        }
        rows
    }

    fn closing_lines(&self, setter: Setter<'_>) -> Result<Vec<Vec<Glyph>>, PrintError> {
        let mut lines = Vec::new();
        for text in &self.closing {
            let glyphs = setter.glyphs(text, SMALL, &Place::field("结簿"))?;
            lines.extend(parts::lines(glyphs, CLOSING, &[]));
        }
        Ok(lines)
    }
}

const CLOSING: Block = Block {
    x_mm: SHEET.left_mm,
    width_mm: SHEET.text_width_mm,
    indent_pt: 0.0,
    line_mm: CLOSING_LINE_MM,
    fill: Fill::Ragged,
};

/// What closed the year, and who answers for it with his hand.
fn set_closing(
    flow: &mut Flow,
    setter: Setter<'_>,
    lines: &[Vec<Glyph>],
) -> Result<(), PrintError> {
    flow.skip(GAP_MM);
    flow.need(lines.len() as f64 * CLOSING_LINE_MM + SIGNATURE_MM);
    parts::pour_lines(flow, lines, SMALL, CLOSING);
    let top = flow.take(SIGNATURE_MM);
    let baseline = grid::baseline_mm(top, SIGNATURE_MM + 3.0, SMALL.size_pt);
    let third = SHEET.text_width_mm / 3.0;
    for (number, text) in ["负责人：", "经办人：", "　　　　年　　月　　日"]
        .iter()
        .enumerate()
    {
        let at = (SHEET.left_mm + number as f64 * third, baseline);
        setter.put(flow.items(), text, SMALL, at, &Place::field("结簿"))?;
    }
    Ok(())
}
