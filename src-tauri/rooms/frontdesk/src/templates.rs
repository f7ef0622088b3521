//! Makes the empty tables for villages (空表): protected head, free body, dropdowns, text columns for
//! long numbers, a grey example row. The same bytes every time; it reads nothing.

use gongkai_rulebook::list::{CellForm, ListKind};
use gongkai_rulebook::template::{Template, TemplateColumn, template};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, ProtectionOptions, Workbook, Worksheet,
    XlsxError,
};

/// Rows that are drawn for people; further ones may be filled as well.
const DRAWN: u32 = 200;
/// Rows in which choices are offered and numbers checked.
const CHECKED: u32 = 5_000;
/// Title, unit line, header, example.
const HEAD_ROWS: u32 = 4;
/// Paper of the printed table: A4.
const A4: u8 = 9;

/// The format that spreadsheet programs call text (ECMA-376, 18.8.30: built in, number 49).
const TEXT: u8 = 49;
/// A face that every office program here has.
const FACE: &str = "宋体";

fn base() -> Format {
    Format::new().set_font_name(FACE).set_font_size(11)
}

/// What is known of the village that fills a table in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The village.
    pub village: String,
    /// The committee that hands it in.
    pub unit: String,
    /// The period, in words.
    pub period: String,
}

/// The empty table of a kind.
///
/// # Errors
/// What the writer of workbooks says.
pub fn workbook(kind: ListKind, filled: &Filled) -> Result<Vec<u8>, XlsxError> {
    let template = template(kind);
    let mut workbook = Workbook::new();
    // A fixed day: what is committed is compared byte by byte.
    let made = ExcelDateTime::from_ymd(2019, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_name("名单")?;
    Drawing {
        template,
        filled,
        last: u16::try_from(template.columns.len() - 1).unwrap_or(u16::MAX),
    }
    .draw(sheet)?;
    workbook.save_to_buffer()
}

/// File name of an empty table, as it goes through a chat: village, period and kind in front.
pub fn file_name(kind: ListKind, filled: &Filled) -> String {
    let Filled {
        village, period, ..
    } = filled;
    let plain = |text: &str| -> String {
        let sound = |c: &char| !c.is_control() && !"\\/:*?\"<>|".contains(*c);
        text.chars().filter(sound).collect()
    };
    format!("{}{}{kind}（空表）.xlsx", plain(village), plain(period))
}

struct Drawing<'a> {
    template: Template,
    filled: &'a Filled,
    last: u16,
}

impl Drawing<'_> {
    fn draw(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        self.columns(sheet)?;
        self.head(sheet)?;
        for (column, of) in (0_u16..).zip(self.template.columns) {
            self.body(sheet, column, of)?;
        }
        sheet.set_freeze_panes(HEAD_ROWS - 1, 0)?;
        sheet.set_landscape().set_paper_size(A4);
        sheet.set_repeat_rows(0, HEAD_ROWS - 2)?;
        sheet.set_print_fit_to_pages(1, 0);
        sheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            delete_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        });
        Ok(())
    }

    fn columns(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, of) in (0_u16..).zip(self.template.columns) {
            sheet.set_column_width(column, f64::from(of.width))?;
            sheet.set_column_format(column, &free(of))?;
        }
        Ok(())
    }

    /// Title, unit line, header. What is not yet known of the title may be written over.
    fn head(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let title = base()
            .set_bold()
            .set_font_size(16)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let known = !self.filled.village.is_empty() && !self.filled.period.is_empty();
        let title = if known { title } else { title.set_unlocked() };
        sheet.set_row_height(0, 30)?;
        sheet.merge_range(0, 0, 0, self.last, &self.title(), &title)?;
        let line = base().set_unlocked().set_align(FormatAlign::VerticalCenter);
        let unit = match self.filled.unit.as_str() {
            "" => "　　　　　　",
            unit => unit,
        };
        let from = format!("填报单位：{unit}　　填表人：　　　　　填表日期：");
        sheet.merge_range(1, 0, 1, self.last - 1, &from, &line)?;
        if self.template.in_yuan {
            sheet.write_string_with_format(1, self.last, "单位：元", &line)?;
        }
        let header = base()
            .set_bold()
            .set_border(FormatBorder::Thin)
            .set_background_color(Color::RGB(0x00E7_E6E6))
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let example = base()
            .set_font_color(Color::RGB(0x0080_8080))
            .set_italic()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Center)
            .set_num_format_index(TEXT);
        sheet.set_row_height(2, 24)?;
        for (column, of) in (0_u16..).zip(self.template.columns) {
            sheet.write_string_with_format(2, column, of.title, &header)?;
            sheet.write_string_with_format(3, column, of.example, &example)?;
        }
        Ok(())
    }

    fn title(&self) -> String {
        let Filled {
            village, period, ..
        } = self.filled;
        let village = match village.as_str() {
            "" => "＿＿＿村",
            village => village,
        };
        let period = match period.as_str() {
            "" => "＿＿＿＿年＿＿＿＿",
            period => period,
        };
        format!("{village}{period}{}", self.template.title)
    }

    fn body(
        &self,
        sheet: &mut Worksheet,
        column: u16,
        of: &TemplateColumn,
    ) -> Result<(), XlsxError> {
        let format = free(of).set_border(FormatBorder::Thin);
        for row in HEAD_ROWS..HEAD_ROWS + DRAWN {
            sheet.write_blank(row, column, &format)?;
        }
        if let Some(check) = check(of)? {
            let last = HEAD_ROWS + CHECKED - 1;
            sheet.add_data_validation(HEAD_ROWS, column, last, column, &check)?;
        }
        Ok(())
    }
}

/// The free cells of a column.
fn free(of: &TemplateColumn) -> Format {
    let format = base().set_unlocked().set_align(FormatAlign::VerticalCenter);
    match of.meaning.form() {
        // As text: a spreadsheet keeps fifteen digits of a number and no zero in front.
        CellForm::IdNumber | CellForm::Code => format.set_num_format_index(TEXT),
        CellForm::Money => format.set_num_format("0.00"),
        CellForm::Name
        | CellForm::Count
        | CellForm::Measure
        | CellForm::Ordinal
        | CellForm::Date
        | CellForm::Words => format.set_align(FormatAlign::Center),
    }
}

/// What is offered and what is warned of while somebody types. It only warns: what a village has to
/// say it can say.
fn check(of: &TemplateColumn) -> Result<Option<DataValidation>, XlsxError> {
    let (check, title, message) = match (of.choices, of.meaning.form()) {
        ([_, ..], _) => (
            DataValidation::new().allow_list_strings(of.choices)?,
            "请选一项",
            "点右边的小箭头选；没有合适的可以照实写。",
        ),
        ([], CellForm::IdNumber) => (
            DataValidation::new().allow_text_length(DataValidationRule::Between(15, 18)),
            "填 18 位身份证号",
            "这一列已设为文本，直接填就行；末位是 X 的填大写 X。",
        ),
        ([], CellForm::Money) => (
            DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            "填数字",
            "以元为单位，最多两位小数，不用写“元”。",
        ),
        ([], CellForm::Count) => (
            DataValidation::new().allow_whole_number(DataValidationRule::Between(1, 50)),
            "填整数",
            "几口人就填几，不用写“人”。",
        ),
        (
            [],
            CellForm::Name
            | CellForm::Measure
            | CellForm::Ordinal
            | CellForm::Date
            | CellForm::Code
            | CellForm::Words,
        ) => return Ok(None),
    };
    let check = check
        .set_input_title(title)?
        .set_input_message(message)?
        .set_error_title("请核对")?
        .set_error_message(message)?
        .set_error_style(DataValidationErrorStyle::Warning);
    Ok(Some(check))
}
