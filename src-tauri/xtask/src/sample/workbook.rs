//! The workbooks that villages send, made the way villages make them; it invents every person.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::people::{Dice, person};

/// The rows of people begin under title, unit line and two header rows (counted from 0).
const FIRST_ROW: u32 = 4;
/// Yuan per person for a quarter, by class A, B, C.
const QUARTER: [u32; 3] = [1_050, 780, 600];

/// What a household's line says, as the village typed it.
struct Line {
    name: String,
    id: String,
    population: u32,
    amount: u32,
    card: String,
    phone: String,
    remark: &'static str,
}

/// When a list was paid, as its title, its sheet and its date line say.
struct Period {
    in_title: &'static str,
    sheet: &'static str,
    date: &'static str,
}

/// The lists of the walk, whose dates are fixed.
const THIRD_QUARTER: Period = Period {
    in_title: "2019年第三季度",
    sheet: "第三季度",
    date: "2019年9月25日",
};

/// The lists of the sample office, which is made for any year.
const UNDATED: Period = Period {
    in_title: "",
    sheet: "发放表",
    date: "年　　月　　日",
};

/// 上坪村: 57 households, everything in order.
pub(super) fn good() -> Result<Vec<u8>, XlsxError> {
    in_order("上坪村", &THIRD_QUARTER, &lines(2019, 57, 0))
}

/// The three villages' lists that the sample office is made with; `place` counts them.
pub(super) fn undated(village: &str, place: usize) -> Result<Vec<u8>, XlsxError> {
    let lines = lines(
        31 + place as u64,
        [57, 23, 34][place % 3],
        500 + place * 100,
    );
    in_order(village, &UNDATED, &lines)
}

fn in_order(village: &str, period: &Period, lines: &[Line]) -> Result<Vec<u8>, XlsxError> {
    let total = lines.iter().map(|line| line.amount).sum();
    let mut workbook = new_workbook()?;
    let sheet = workbook.add_worksheet();
    frame(sheet, village, period, lines, total)?;
    workbook.save_to_buffer()
}

/// 石桥村: 23 households with the four mistakes that its README names.
pub(super) fn with_errors() -> Result<Vec<u8>, XlsxError> {
    let mut lines = lines(7019, 23, 400);
    let total: u32 = lines.iter().map(|line| line.amount).sum();
    // Excel keeps 15 digits of a number: the identity number ends in 000 for ever.
    lines[4].id.replace_range(15.., "000");
    let right = lines[11].id.pop();
    lines[11]
        .id
        .push(if right == Some('1') { '2' } else { '1' });
    let mut workbook = new_workbook()?;
    let sheet = workbook.add_worksheet();
    frame(sheet, "石桥村", &THIRD_QUARTER, &lines, total + 300)?;
    let written_out = format!(
        "{},{:03}.00",
        lines[7].amount / 1000,
        lines[7].amount % 1000
    );
    sheet.write_with_format(FIRST_ROW + 7, 4, &written_out, &cell())?;
    let as_number: f64 = lines[4].id.parse().unwrap_or(0.0);
    sheet.write_with_format(FIRST_ROW + 4, 2, as_number, &cell().set_num_format("0"))?;
    workbook.save_to_buffer()
}

fn lines(seed: u64, count: usize, first: usize) -> Vec<Line> {
    let mut dice = Dice::new(seed);
    (0..count)
        .map(|index| {
            let person = person(&mut dice, first + index);
            let population = [1, 1, 2, 2, 3, 4][dice.below(6)];
            let class = dice.below(3);
            // The one amount above a thousand that the faulty workbook needs has its own class.
            let population = if index == 7 { 2 } else { population };
            Line {
                name: spaced(&person.name, dice.below(2)),
                id: person.id,
                population,
                amount: population * QUARTER[class],
                card: person.card,
                phone: person.phone,
                remark: ["", "", "", "", "分类施保", "本季新增"][dice.below(6)],
            }
        })
        .collect()
}

/// Villages stretch a name of two characters to the width of three.
fn spaced(name: &str, kind: usize) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(first), Some(second), None) => {
            format!(
                "{first}{}{second}",
                if kind == 0 { "\u{3000}" } else { "  " }
            )
        }
        _ => name.to_owned(),
    }
}

fn new_workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2019, 9, 25)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(workbook)
}

fn cell() -> Format {
    Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_font_name("宋体")
}

fn frame(
    sheet: &mut Worksheet,
    village: &str,
    period: &Period,
    lines: &[Line],
    total: u32,
) -> Result<(), XlsxError> {
    sheet.set_name(period.sheet)?;
    for (column, width) in [5.0, 10.0, 21.0, 9.0, 10.0, 22.0, 14.0, 10.0]
        .into_iter()
        .enumerate()
    {
        sheet.set_column_width(u16::try_from(column).unwrap_or(0), width)?;
    }
    heading(sheet, village, period)?;
    for (row, line) in (FIRST_ROW..).zip(lines) {
        sheet.write_with_format(row, 0, row - FIRST_ROW + 1, &cell())?;
        sheet.write_with_format(row, 1, &line.name, &cell())?;
        sheet.write_with_format(row, 2, &line.id, &cell())?;
        sheet.write_with_format(row, 3, line.population, &cell())?;
        sheet.write_with_format(row, 4, line.amount, &cell())?;
        sheet.write_with_format(row, 5, &line.card, &cell())?;
        sheet.write_with_format(row, 6, &line.phone, &cell())?;
        sheet.write_with_format(row, 7, line.remark, &cell())?;
    }
    let after = FIRST_ROW + u32::try_from(lines.len()).unwrap_or(0);
    let people: u32 = lines.iter().map(|line| line.population).sum();
    sheet.merge_range(after, 0, after, 2, "合  计", &cell().set_bold())?;
    sheet.write_with_format(after, 3, people, &cell().set_bold())?;
    sheet.write_with_format(after, 4, total, &cell().set_bold())?;
    for column in 5..8 {
        sheet.write_blank(after, column, &cell())?;
    }
    let plain = Format::new().set_font_name("宋体");
    sheet.write_with_format(after + 1, 0, "制表人：许长福", &plain)?;
    sheet.write_with_format(after + 1, 4, "审核人：唐正平", &plain)?;
    Ok(())
}

fn heading(sheet: &mut Worksheet, village: &str, period: &Period) -> Result<(), XlsxError> {
    let title = Format::new()
        .set_bold()
        .set_font_name("宋体")
        .set_font_size(16)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    sheet.merge_range(
        0,
        0,
        0,
        7,
        &format!("{village}{}农村低保金发放表", period.in_title),
        &title,
    )?;
    sheet.set_row_height(0, 30)?;
    let plain = Format::new().set_font_name("宋体");
    sheet.write_with_format(1, 0, format!("填报单位：{village}村民委员会"), &plain)?;
    sheet.write_with_format(1, 4, period.date, &plain)?;
    sheet.write_with_format(1, 7, "单位：元", &plain)?;
    let head = cell()
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    sheet.merge_range(2, 1, 2, 2, "户主", &head)?;
    sheet.write_with_format(3, 1, "姓名", &head)?;
    sheet.write_with_format(3, 2, "身份证号", &head)?;
    let single = [
        (0, "序号"),
        (3, "保障人口"),
        (4, "发放金额"),
        (5, "一卡通账号"),
        (6, "联系电话"),
        (7, "备注"),
    ];
    for (column, text) in single {
        sheet.merge_range(2, column, 3, column, text, &head)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_every_time() {
        assert_eq!(good().unwrap(), good().unwrap());
        assert_eq!(with_errors().unwrap(), with_errors().unwrap());
        assert_eq!(undated("石桥村", 1).unwrap(), undated("石桥村", 1).unwrap());
    }

    #[test]
    fn the_amount_written_out_has_a_comma() {
        assert!(lines(7019, 23, 400)[7].amount >= 1000);
    }
}
