//! Tables of a document: lists with their sums, and the named boxes of a form; no row is broken by a
//! page, the header stands on every page.

use super::Make;
use super::pieces::{Run, Stand, paragraph, run, twips};
use crate::fonts::FontRole;
use crate::papers::approval::ApprovalStep;
use crate::papers::parts;
use crate::table::{Align, Column, Row, Table};

/// Width of a label of a form in millimetres.
const LABEL_MM: f64 = 28.0;
/// Width of the left of two boxes.
const LEFT_MM: f64 = 56.0;
/// Least height of a box, and of one in which a hand writes.
const BOX_MM: f64 = 9.0;
const HIGH_MM: f64 = 34.0;
const STEP_MM: f64 = 21.0;

pub(super) fn table(table: &Table, make: Make) -> String {
    let widths = widths(table, make);
    let mut rows = String::new();
    let style = Run::new(FontRole::Hei, make.table_pt);
    if table.columns.iter().any(|column| !column.title.is_empty()) {
        let titles = table.columns.iter().zip(&widths).map(|(column, wide)| {
            let text = run(&column.title, style);
            cell(&paragraph(&text, middle()), (*wide, 1))
        });
        rows.push_str(&row(&titles.collect::<String>(), 0.0, true));
    }
    let mut part = 0;
    for (index, one) in table.rows.iter().enumerate() {
        match &one.sums {
            Some(label) => {
                rows.push_str(&sums(table, &widths, label, &table.rows[part..index], make));
                part = index + 1;
            }
            None => rows.push_str(&body_row(table, &widths, one, make)),
        }
    }
    if let Some(label) = &table.total {
        rows.push_str(&sums(table, &widths, label, &table.rows, make));
    }
    let unit = table.unit_line.as_ref().map_or_else(String::new, |unit| {
        let right = Stand {
            align: "right",
            ..Stand::default()
        };
        paragraph(&run(unit, Run::new(FontRole::Body, make.table_pt)), right)
    });
    unit + &framed(&rows, &widths)
}

/// A table of named boxes from rows made by [`fields`], [`ticks`] and [`step`].
pub(super) fn form(rows: &str, make: Make) -> String {
    framed(rows, &form_widths(make))
}

/// One or two named boxes.
pub(super) fn fields(fields: &[(String, String)], high: bool, make: Make) -> String {
    let [first, second, third, fourth] = form_widths(make);
    let text = |text: &str| paragraph(&run(text, Run::new(FontRole::Body, make.table_pt)), left());
    let height = if high { HIGH_MM } else { BOX_MM };
    match fields {
        [(left, said), (right, beside)] => {
            let cells = [
                label(left, first, make),
                cell(&text(said), (second, 1)),
                label(right, third, make),
                cell(&text(beside), (fourth, 1)),
            ];
            row(&cells.concat(), height, false)
        }
        fields => fields
            .iter()
            .map(|(name, said)| {
                let wide = second + third + fourth;
                let cells = label(name, first, make) + &cell(&text(said), (wide, 3));
                row(&cells, height, false)
            })
            .collect(),
    }
}

/// Boxes to tick.
pub(super) fn ticks(name: &str, choices: &[(String, bool)], make: Make) -> String {
    let said = choices.iter().map(|(text, ticked)| {
        let sign = if *ticked { "☑" } else { "□" };
        format!("{sign}{text}")
    });
    let said = said.collect::<Vec<_>>().join("　");
    fields(&[(name.to_owned(), said)], false, make)
}

/// The box of a step: what is chosen and said, and the line for name and date.
pub(super) fn step(step: &ApprovalStep, make: Make) -> String {
    let [first, second, third, fourth] = form_widths(make);
    let body = Run::new(FontRole::Body, make.table_pt);
    let mut said = String::new();
    if step.secrecy_review {
        let choices = step.choices().into_iter().map(|(text, ticked)| {
            let sign = if ticked { "☑" } else { "□" };
            format!("{sign}{text}")
        });
        let choices: Vec<String> = choices.collect();
        said.push_str(&paragraph(&run(&choices.join("　"), body), left()));
    }
    let opinion = step.signed.as_ref().map_or("", |signed| &signed.opinion);
    for text in [opinion, &step.note] {
        if !text.is_empty() {
            said.push_str(&paragraph(&run(text, body), left()));
        }
    }
    let hand = match &step.signed {
        None => "签名：　　　　　　　　　　　年　　月　　日".to_owned(),
        Some(signed) => {
            let stand_in = if signed.stand_in { "（代）" } else { "" };
            let kind = match signed.kind.as_str() {
                "" => String::new(),
                kind => format!("（{kind}）"),
            };
            let day = parts::date(signed.on);
            format!("签名：{}{stand_in}{kind}　　{day}", signed.signer)
        }
    };
    let right = Stand {
        align: "right",
        ..left()
    };
    said.push_str(&paragraph(&run(&hand, body), right));
    let cells = label(&step.heading, first, make) + &cell(&said, (second + third + fourth, 3));
    row(&cells, STEP_MM, false)
}

fn form_widths(make: Make) -> [i64; 4] {
    let rest = make.width_mm - 2.0 * LABEL_MM - LEFT_MM;
    [LABEL_MM, LEFT_MM, LABEL_MM, rest].map(twips)
}

fn label(text: &str, wide: i64, make: Make) -> String {
    let text = run(text, Run::new(FontRole::Hei, make.table_pt));
    cell(&paragraph(&text, middle()), (wide, 1))
}

fn body_row(table: &Table, widths: &[i64], one: &Row, make: Make) -> String {
    let cells = one.cells.iter().zip(&table.columns).zip(widths);
    let cells = cells.map(|((text, column), wide)| {
        let role = if column.strong {
            FontRole::Hei
        } else {
            FontRole::Body
        };
        let style = Run {
            struck: one.struck && !column.spared,
            ..Run::new(role, make.table_pt)
        };
        let text = run(&text.printed(), style);
        cell(&paragraph(&text, stand(column)), (*wide, 1))
    });
    row(&cells.collect::<String>(), 0.0, false)
}

/// A row of sums: its label over the columns in front of the first sum.
fn sums(table: &Table, widths: &[i64], label: &str, rows: &[Row], make: Make) -> String {
    let style = Run::new(FontRole::Hei, make.table_pt);
    let first = table.columns.iter().position(|column| column.summed);
    let first = first.unwrap_or(table.columns.len());
    let mut cells = String::new();
    if first > 0 {
        let wide = widths[..first].iter().sum();
        cells.push_str(&cell(
            &paragraph(&run(label, style), middle()),
            (wide, first),
        ));
    }
    for (index, column) in table.columns.iter().enumerate().skip(first) {
        let text = match column.summed {
            true => table.sum(index, rows).to_string(),
            false => String::new(),
        };
        let text = run(&text, Run::new(FontRole::Body, make.table_pt));
        cells.push_str(&cell(&paragraph(&text, stand(column)), (widths[index], 1)));
    }
    row(&cells, 0.0, false)
}

fn stand(column: &Column) -> Stand {
    Stand {
        align: match column.align {
            Align::Left => "",
            Align::Centre => "center",
            Align::Right => "right",
        },
        ..left()
    }
}

fn middle() -> Stand {
    Stand {
        align: "center",
        ..left()
    }
}

/// In a cell the lines of the page do not count.
fn left() -> Stand {
    Stand {
        off_grid: true,
        ..Stand::default()
    }
}

fn cell(inner: &str, (wide, columns): (i64, usize)) -> String {
    let span = match columns {
        1 => String::new(),
        columns => format!("<w:gridSpan w:val=\"{columns}\"/>"),
    };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{wide}\" w:type=\"dxa\"/>{span}<w:vAlign w:val=\"center\"/></w:tcPr>{inner}</w:tc>"
    )
}

fn row(cells: &str, least_mm: f64, head: bool) -> String {
    let mut properties = String::from("<w:cantSplit/>");
    if least_mm > 0.0 {
        properties.push_str(&format!(
            "<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>",
            twips(least_mm)
        ));
    }
    if head {
        properties.push_str("<w:tblHeader/>");
    }
    format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
}

fn framed(rows: &str, widths: &[i64]) -> String {
    let line = |side: &str, eighths: u32| {
        format!("<w:{side} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"0\" w:color=\"000000\"/>")
    };
    let borders = [
        line("top", 8),
        line("left", 8),
        line("bottom", 8),
        line("right", 8),
        line("insideH", 4),
        line("insideV", 4),
    ];
    let grid = widths
        .iter()
        .map(|wide| format!("<w:gridCol w:w=\"{wide}\"/>"));
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>{}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblGrid>{}</w:tblGrid>{rows}</w:tbl>",
        widths.iter().sum::<i64>(),
        borders.concat(),
        grid.collect::<String>(),
    )
}

/// Widths by what the columns hold, together as wide as the text.
fn widths(table: &Table, make: Make) -> Vec<i64> {
    let wide = |text: &str| {
        let line = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        text.split('\n').map(line).max().unwrap_or(0_usize)
    };
    let weights: Vec<f64> = table
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
            let most = cells.map(|cell| wide(&cell.printed())).max().unwrap_or(0);
            let most = most.clamp(4, if column.whole { 24 } else { 40 });
            (most.max(wide(&column.title).min(8)) + 2) as f64
        })
        .collect();
    let all: f64 = weights.iter().sum();
    weights
        .iter()
        .map(|weight| twips(make.width_mm * weight / all))
        .collect()
}
