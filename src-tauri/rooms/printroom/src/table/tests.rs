use std::path::Path;

use super::*;
use crate::error::PrintError;
use crate::fonts::{FontRole, FontShelf};
use crate::page::{Item, Page};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Setter, Style};
use crate::table::pour::Look;

fn pour(table: &Table) -> Result<Vec<Page>, PrintError> {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    let shelf = FontShelf::load(&fonts, None)?;
    let mut flow = Flow::new(Sheet::OFFICIAL, "");
    let look = Look {
        head: Style::new(FontRole::Hei, 12.0),
        body: Style::new(FontRole::Body, 12.0),
        sizes_pt: &[12.0, 10.5, 9.0, 8.0, 7.0],
        line_em: 1.35,
        row_mm: 8.0,
        tight_row_mm: None,
    };
    table.pour(&mut flow, Setter::new(&shelf), &look, 0.0)?;
    Ok(flow.finish())
}

fn payments(rows: usize) -> Table {
    Table {
        columns: vec![
            Column::whole("序号"),
            Column::whole("姓名"),
            Column::money("金额"),
            Column::text("备注"),
        ],
        rows: (0..rows)
            .map(|n| {
                Row::of(vec![
                    format!("S{n}").into(),
                    "周春山".into(),
                    Fen(12_345).into(),
                    "本季".repeat(n % 30).into(),
                ])
            })
            .collect(),
        unit_line: Some("单位：元".to_owned()),
        page_subtotals: true,
        total: Some("合计".to_owned()),
    }
}

#[test]
fn every_row_stands_once_with_header_and_sums_on_every_page() {
    let pages = pour(&payments(200)).expect("pages");
    assert!(pages.len() > 5);
    let mut seen = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let count = |text: &str| page.runs().filter(|run| run.text == text).count();
        assert_eq!((count("序号"), count("金额"), count("单位：元")), (1, 1, 1));
        assert_eq!(count("本页小计"), 1);
        assert_eq!(count("合计"), usize::from(index + 1 == pages.len()));
        let rows: Vec<&str> = page
            .runs()
            .filter(|run| run.text.starts_with('S'))
            .map(|run| run.text.as_str())
            .collect();
        let subtotal = Fen(12_345 * rows.len() as i64).to_string();
        assert!(count(&subtotal) >= 1, "page {index} lacks {subtotal}");
        seen.extend(rows.iter().map(|row| (*row).to_owned()));
    }
    let wanted: Vec<String> = (0..200).map(|n| format!("S{n}")).collect();
    assert_eq!(seen, wanted);
    let last = pages.last().expect("a page").text();
    assert!(last.contains(&Fen(12_345 * 200).to_string()));
}

#[test]
fn a_table_of_one_page_has_no_subtotal() {
    let pages = pour(&payments(3)).expect("pages");
    assert_eq!(pages.len(), 1);
    assert!(!pages[0].text().contains("本页小计"));
}

#[test]
fn money_stands_at_the_right_edge_of_its_column() {
    let mut table = payments(2);
    table.rows[1].cells[2] = Fen(-5).into();
    let pages = pour(&table).expect("pages");
    let rights: Vec<f64> = pages[0]
        .runs()
        .filter(|run| run.text.ends_with("23.45") || run.text == "-0.05")
        .map(|run| run.x_mm + run.width_mm())
        .collect();
    assert_eq!(rights.len(), 2);
    assert!((rights[0] - rights[1]).abs() < 0.01, "{rights:?}");
}

#[test]
fn what_cannot_be_set_is_refused_by_row() {
    let mut high = payments(3);
    high.rows[1].cells[3] = "公开".repeat(4000).into();
    assert!(matches!(
        pour(&high),
        Err(PrintError::RowTooTall { row: 2 })
    ));
    let mut uneven = payments(3);
    uneven.rows[2].cells.pop();
    let refused = pour(&uneven);
    assert!(matches!(
        refused,
        Err(PrintError::UnevenRow {
            row: 3,
            cells: 3,
            columns: 4
        })
    ));
    let wide = Table {
        columns: (0..80).map(|n| Column::text(format!("列{n}"))).collect(),
        ..Table::default()
    };
    assert!(matches!(
        pour(&wide),
        Err(PrintError::TableTooWide { columns: 80 })
    ));
}

#[test]
fn a_void_row_is_struck_but_its_remark_can_be_read() {
    let mut table = payments(2);
    table.columns[3].spared = true;
    table.rows[1].struck = true;
    table.rows[1].cells[3] = "作废".into();
    let pages = pour(&table).expect("pages");
    let through = |text: &str| {
        let run = pages[0].runs().find(|run| run.text == text).expect("run");
        pages[0].items.iter().any(|item| match item {
            Item::Rule(rule) => {
                let y = rule.from_mm.1;
                let crosses = rule.from_mm.0 <= run.x_mm
                    && rule.to_mm.0 >= run.x_mm + run.width_mm() - 0.01
                    && rule.to_mm.0 <= run.x_mm + run.width_mm() + 1.0;
                crosses && y < run.baseline_mm && y > run.baseline_mm - 4.0
            }
            Item::Text(_) | Item::Frame(_) => false,
        })
    };
    assert!(through("S1") && !through("S0") && !through("作废"));
    assert!(
        pages[0].text().contains("123.45\n"),
        "a void row is not summed"
    );
}

#[test]
fn a_number_is_never_cut_even_in_the_narrowest_table() {
    let columns = |count: usize| (0..count).map(|n| Column::whole(format!("列{n}")));
    let row = |count: usize| (0..count).map(|_| "长长的一格文字".into());
    let id = "430699199001010017";
    let table = |count: usize| Table {
        columns: columns(count).chain([Column::text("备注")]).collect(),
        rows: vec![Row::of(row(count).chain([id.into()]).collect())],
        ..Table::default()
    };
    let pages = pour(&table(14)).expect("pages");
    assert!(pages[0].runs().any(|run| run.text == id));
    let too_many = pour(&table(20));
    assert!(matches!(too_many, Err(PrintError::TableTooWide { .. })));
}
