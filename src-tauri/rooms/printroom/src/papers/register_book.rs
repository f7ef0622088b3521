//! The register book of a year (登记簿), A4 landscape; it refuses to leave out a line, a void one too.

use chrono::NaiveDate;

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::forms::{FieldKind, FormKind, FormShelf, Value, Values, Vocabulary};
use crate::page::{Ink, Page};
use crate::papers::parts::{self, Block as Lines};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Fill, Glyph, Setter, Style, grid};
use crate::table::Row;
use crate::table::pour::Look;

/// What a form of this paper can say.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("单位", FieldKind::Text),
        ("年度", FieldKind::Text),
        ("登记簿", FieldKind::Text),
        ("条数", FieldKind::Text),
        ("有效条数", FieldKind::Text),
        ("作废条数", FieldKind::Text),
        ("封存日期", FieldKind::Text),
        ("封存校验", FieldKind::Text),
        (
            "登记",
            FieldKind::Rows(&[
                "登记编号",
                "公开日期",
                "公开事项及内容摘要",
                "类别、时限类别",
                "公开形式",
                "地点、范围",
                "起止日期",
                "提供单位",
                "经办",
                "审核",
                "批准",
                "份数与去向",
                "撤下日期",
                "备注",
            ]),
        ),
    ],
    // What the register must record (木金 plan: 内容、形式), and what closes it.
    must: &["登记", "公开事项及内容摘要", "公开形式", "条数", "封存校验"],
};

/// A year of one book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterBook {
    /// Name of the office.
    pub office: String,
    /// The year.
    pub year: i32,
    /// Which book: 政务公开登记簿, 内部公开登记簿, 不予公开登记簿.
    pub book: String,
    /// Lines in order of their numbers.
    pub lines: Vec<BookLine>,
    /// What closed the year; an open year has nothing.
    pub closing: Option<Closing>,
}

/// What closed a year of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The day.
    pub on: NaiveDate,
    /// SHA-256 over its lines.
    pub sha256: String,
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

/// What a line of the book holds; an office's form may hide all but matter and channels.
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
    /// What stands in the book.
    ///
    /// # Errors
    /// [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        let void = self.lines.iter().filter(|line| line.void).count();
        let closed =
            |told: fn(&Closing) -> String| self.closing.as_ref().map(told).unwrap_or_default();
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("年度", self.year.to_string())
            .text("登记簿", self.book.as_str())
            .text("条数", self.lines.len().to_string())
            .text("作废条数", void.to_string())
            .text("有效条数", (self.lines.len() - void).to_string())
            .text("封存日期", closed(|closing| parts::date(closing.on)))
            .text("封存校验", closed(|closing| closing.sha256.clone()))
            .with("登记", Value::Rows(self.rows()));
        Ok(forms.form(FormKind::Register)?.fill(&values))
    }

    /// Sets the book.
    ///
    /// # Errors
    /// [`PrintError::Form`], [`PrintError::MissingCharacter`] with row and column,
    /// [`PrintError::RowTooTall`] for a line of more than a page.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let mut flow = Flow::new(SHEET, &self.book);
        let look = Look {
            head: Style::new(FontRole::Hei, 9.0),
            body: SMALL,
            sizes_pt: &[9.0, 8.0, 7.5],
            line_em: 1.3,
            row_mm: 7.0,
            tight_row_mm: None,
        };
        let blocks = self.blocks(forms)?;
        let table = |block: &Block| matches!(block, Block::List(_));
        let at = blocks.iter().position(table).unwrap_or(blocks.len());
        let (above, rest) = blocks.split_at(at);
        for block in above {
            set_above(&mut flow, setter, block)?;
        }
        let closing = closing_lines(setter, rest)?;
        let tail_mm = match closing.is_empty() {
            true => 0.0,
            false => GAP_MM + height_mm(&closing),
        };
        if let Some(Block::List(list)) = rest.first() {
            list.table.pour(&mut flow, setter, &look, tail_mm)?;
        }
        if !closing.is_empty() {
            set_closing(&mut flow, setter, &closing)?;
        }
        let mut pages = flow.finish();
        self.set_running_head(&mut pages, setter)?;
        parts::number_pages(&mut pages, setter, (SHEET.middle_mm(), 200.0))?;
        Ok(pages)
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

    fn rows(&self) -> Vec<Row> {
        let row = |line: &BookLine| Row {
            cells: BookColumn::ALL
                .iter()
                .map(|column| column.text(line).as_str().into())
                .collect(),
            struck: line.void,
            sums: None,
        };
        match self.lines.is_empty() {
            true => self.empty_rows().iter().map(row).collect(),
            false => self.lines.iter().map(row).collect(),
        }
    }

    /// A ruled page that says that there is nothing: an empty book is not a missing one.
    fn empty_rows(&self) -> Vec<BookLine> {
        let says = match self.closing.is_none() {
            true => "本年度尚无登记",
            false => "本年度无登记",
        };
        let mut rows = vec![BookLine::default(); EMPTY_ROWS];
        rows[0].matter = says.to_owned();
        rows
    }
}

/// The title, and what stands between it and the lines.
fn set_above(flow: &mut Flow, setter: Setter<'_>, block: &Block) -> Result<(), PrintError> {
    match block {
        Block::Title(title) => {
            let style = Style::new(FontRole::Title, 20.0);
            let top = flow.take(13.0);
            let at = (
                SHEET.middle_mm(),
                grid::baseline_mm(top, 10.0, style.size_pt),
            );
            let style = setter.fitted(title, style, SHEET.text_width_mm, &Place::Title)?;
            setter.put_centred(flow.items(), title, style, at, &Place::Title)
        }
        Block::Ends(left, right) => {
            let top = flow.take(7.0);
            let baseline = grid::baseline_mm(top, 6.0, SMALL.size_pt);
            let place = Place::field("单位");
            let style = setter.fitted(left, SMALL, SHEET.text_width_mm / 2.0, &place)?;
            setter.put(flow.items(), left, style, (SHEET.left_mm, baseline), &place)?;
            let at = (SHEET.right_mm(), baseline);
            setter.put_right(flow.items(), right, SMALL, at, &Place::field("年度"))
        }
        // Nothing else stands above the lines of a book.
        _ => Ok(()),
    }
}

/// What closes a book: words in lines, and a row of places for names and the day.
enum ClosingLine {
    Words(Vec<Vec<Glyph>>),
    Hands(String),
}

fn closing_lines(setter: Setter<'_>, blocks: &[Block]) -> Result<Vec<ClosingLine>, PrintError> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Note(text) | Block::Line(text) => {
                let glyphs = setter.glyphs(text, SMALL, &Place::field("结簿"))?;
                lines.push(ClosingLine::Words(parts::lines(glyphs, CLOSING, &[])));
            }
            Block::Hand(text) => lines.push(ClosingLine::Hands(text.clone())),
            // The table itself, and what has no place behind it.
            _ => {}
        }
    }
    Ok(lines)
}

fn height_mm(lines: &[ClosingLine]) -> f64 {
    let height = |line: &ClosingLine| match line {
        ClosingLine::Words(lines) => lines.len() as f64 * CLOSING_LINE_MM,
        ClosingLine::Hands(_) => SIGNATURE_MM,
    };
    lines.iter().map(height).sum()
}

const CLOSING: Lines = Lines {
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
    lines: &[ClosingLine],
) -> Result<(), PrintError> {
    flow.skip(GAP_MM);
    flow.need(height_mm(lines));
    for line in lines {
        match line {
            ClosingLine::Words(lines) => parts::pour_lines(flow, lines, SMALL, CLOSING),
            ClosingLine::Hands(text) => {
                let top = flow.take(SIGNATURE_MM);
                let baseline = grid::baseline_mm(top, SIGNATURE_MM + 3.0, SMALL.size_pt);
                let at = (SHEET.left_mm, baseline);
                setter.put(flow.items(), text, SMALL, at, &Place::field("结簿"))?;
            }
        }
    }
    Ok(())
}
