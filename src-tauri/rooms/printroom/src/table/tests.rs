use std::path::Path;

use proptest::prelude::*;

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
        let last = index + 1 == pages.len();
        assert_eq!(
            (count("合计"), count("累计")),
            (last.into(), (!last).into())
        );
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

/// What stands at the right of a label on its line: the sums of that line.
fn sums_beside(page: &Page, label: &str) -> Vec<String> {
    let at = page.runs().find(|run| run.text == label);
    let Some(at) = at else { return Vec::new() };
    let level = |run: &&crate::page::TextRun| {
        run.text != label && (run.baseline_mm - at.baseline_mm).abs() < 0.01
    };
    page.runs()
        .filter(level)
        .map(|run| run.text.clone())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_sums_of_the_pages_carry_over_to_the_total(
        amounts in proptest::collection::vec((-99_999_i64..9_999_999, any::<bool>(), 0_usize..40), 1..160)
    ) {
        let mut table = payments(amounts.len());
        for (row, (fen, struck, words)) in table.rows.iter_mut().zip(&amounts) {
            row.cells[2] = Fen(*fen).into();
            row.cells[3] = "本季".repeat(*words).into();
            row.struck = *struck;
        }
        let pages = pour(&table).expect("pages");
        let mut next = 0;
        let mut so_far = Fen::default();
        for (index, page) in pages.iter().enumerate() {
            let here = page.runs().filter(|run| run.text.starts_with('S')).count();
            let standing = amounts[next..next + here].iter().filter(|(_, struck, _)| !struck);
            let subtotal: Fen = standing.map(|(fen, ..)| Fen(*fen)).sum();
            so_far = [so_far, subtotal].into_iter().sum();
            next += here;
            let last = index + 1 == pages.len();
            if pages.len() > 1 {
                prop_assert_eq!(sums_beside(page, "本页小计"), [subtotal.to_string()]);
            }
            prop_assert_eq!(sums_beside(page, if last { "合计" } else { "累计" }), [so_far.to_string()]);
        }
        prop_assert_eq!(next, amounts.len());
    }
}

#[test]
fn a_row_higher_than_a_page_says_where_it_is_cut_and_loses_nothing() {
    let mut table = payments(5);
    let elsewhere = "序号姓名金额备注单位元本页小累合计季周春山转下接上";
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    let shelf = FontShelf::load(&fonts, None).expect("fonts");
    let printed = |c: &char| {
        shelf
            .glyph(FontRole::Body, *c)
            .is_ok_and(|found| found.is_some())
    };
    let long: String = ('一'..='龥')
        .filter(|c| !elsewhere.contains(*c) && printed(c))
        .take(3000)
        .collect();
    table.rows[2].cells[3] = long.as_str().into();
    let pages = pour(&table).expect("pages");
    let count = |text: &str| {
        let runs = pages.iter().flat_map(Page::runs);
        runs.filter(|run| run.text == text).count()
    };
    assert!(pages.len() > 2);
    assert_eq!(count("（转下页）"), count("（接上页）"));
    assert!(count("（转下页）") > 0);
    assert_eq!(count("S2"), 1, "a number stands where its row begins");
    let text: String = pages.iter().map(Page::text).collect();
    let set: String = text
        .chars()
        .filter(|c| ('一'..='龥').contains(c) && !elsewhere.contains(*c))
        .collect();
    assert!(set == long, "characters are lost or out of order");
    assert!(
        pages
            .last()
            .is_some_and(|page| page.text().contains(&Fen(12_345 * 5).to_string()))
    );
    for page in &pages {
        let lowest = page.runs().map(|run| run.baseline_mm).fold(0.0, f64::max);
        assert!(
            lowest < Sheet::OFFICIAL.bottom_mm(),
            "text below the text area"
        );
    }
}

#[test]
fn the_column_with_most_to_read_is_given_room_by_all_its_rows() {
    let mut table = payments(60);
    table.columns.insert(3, Column::text("事项"));
    for (number, row) in table.rows.iter_mut().enumerate() {
        let remark = match number {
            7 => "家庭成员变动，自2019年8月起调整保障人数，经村民代表会议评议后由乡人民政府审核",
            _ => "",
        };
        row.cells[3] = Cell::from(remark);
        row.cells.insert(
            3,
            "上坪村2019年第三季度农村低保金发放情况公示，全村合计五十七户".into(),
        );
    }
    let pages = pour(&table).expect("pages");
    let lines = |begin: &str| {
        let runs = pages.iter().flat_map(Page::runs);
        runs.filter(|run| run.text.starts_with(begin)).count()
    };
    assert_eq!(lines("上坪村"), 60);
    // Sixty long cells weigh more than one: the column of one remark stays the narrower.
    let remarks_from = pages[0]
        .runs()
        .filter(|run| run.text.starts_with("家庭成员"));
    let remarks_from = remarks_from.map(|run| run.x_mm).next().expect("remark");
    let matter_from = pages[0]
        .runs()
        .find(|run| run.text.starts_with("上坪村"))
        .expect("matter")
        .x_mm;
    let right = Sheet::OFFICIAL.right_mm();
    assert!(remarks_from - matter_from > right - remarks_from);
}

/// As in the register book: where copies went takes three short lines, what was disclosed one long one.
#[test]
fn lines_that_stand_below_one_another_do_not_take_the_room_of_a_long_one() {
    let whole = ["提供单位", "经办", "审核", "批准", "撤下"].map(Column::whole);
    let mut columns = vec![Column::text("公开事项"), Column::text("份数与去向")];
    columns.extend(whole);
    let mut cells = vec![
        "上坪村2019年第三季度农村低保金发放情况公示和联系人的变动情况".into(),
        "县1 乡1 栏1\n2019.6.19\n送样例县政务公开办公室\n由县办文书签收\n回执已经归档".into(),
    ];
    cells.extend(["党政办", "周禾生", "林见清", "何远山", "2019"].map(Cell::from));
    let table = Table {
        columns,
        rows: vec![Row::of(cells); 20],
        unit_line: None,
        page_subtotals: false,
        total: None,
    };
    let pages = pour(&table).expect("pages");
    let begins = |text: &str| {
        let mut runs = pages[0].runs().filter(|run| run.text.starts_with(text));
        runs.next().expect("a cell").x_mm
    };
    let [matter, copies, unit] = ["上坪村", "县1", "党政办"].map(begins);
    assert!(copies - matter > unit - copies, "{matter} {copies} {unit}");
}
