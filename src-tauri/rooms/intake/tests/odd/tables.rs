//! Several tables on one sheet, headers of three rows, households over several rows.

use gongkai_intake::understand::{ReadSheet, Rule, Verdict};
use gongkai_intake::{Choice, Understanding, understand};
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::money::Fen;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::{filled, raw, rules, workbooks};

fn xlsx(fill: impl FnOnce(&mut Worksheet)) -> Understanding {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("名单").unwrap();
    fill(sheet);
    let bytes = workbook.save_to_buffer().unwrap();
    let workbook = raw("表.xlsx", &bytes).unwrap();
    let read = understand(&workbook, &Choice::default()).unwrap();
    let counts = read.counts;
    assert_eq!(
        counts.read + counts.skipped + counts.refused,
        filled(&workbook),
        "every row is accounted for"
    );
    read
}

fn line(sheet: &mut Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in (0..).zip(texts) {
        match text.parse::<f64>() {
            Ok(number) if text.len() < 12 => {
                sheet.write(row, column, number).unwrap();
            }
            Ok(_) | Err(_) if text.is_empty() => {}
            Ok(_) | Err(_) => {
                sheet.write(row, column, *text).unwrap();
            }
        }
    }
}

fn merge(sheet: &mut Worksheet, (top, left, bottom, right): (u32, u16, u32, u16), text: &str) {
    sheet
        .merge_range(top, left, bottom, right, text, &Format::new())
        .unwrap();
}

fn paid(sheet: &ReadSheet) -> Vec<Option<i64>> {
    let rows = sheet.rows.iter();
    rows.map(|row| sheet.money_of(row, Meaning::Amount).map(|fen| fen.0))
        .collect()
}

#[test]
fn tables_below_each_other_are_read_one_by_one() {
    let people = workbooks::people("上坪村", 4);
    let read = xlsx(|sheet| {
        merge(sheet, (0, 0, 0, 3), "上坪村2019年第三季度低保金发放表");
        line(sheet, 1, &["序号", "姓名", "身份证号", "低保金"]);
        line(
            sheet,
            2,
            &["1", &people[0].name, &people[0].id_number, "630"],
        );
        line(
            sheet,
            3,
            &["2", &people[1].name, &people[1].id_number, "420"],
        );
        line(sheet, 4, &["合计", "", "", "1050"]);
        line(sheet, 5, &["制表人：李经办", "", "审核人：赵审"]);
        // The same columns under another village's title.
        merge(sheet, (7, 0, 7, 3), "石桥村2019年第三季度低保金发放表");
        line(sheet, 8, &["序号", "姓名", "身份证号", "低保金"]);
        line(
            sheet,
            9,
            &["1", &people[2].name, &people[2].id_number, "210"],
        );
        line(sheet, 10, &["合计", "", "", "210"]);
        // Other columns, right below.
        line(sheet, 12, &["石桥村救灾物资发放表"]);
        line(sheet, 13, &["姓名", "物资名称", "数量", "备注"]);
        line(sheet, 14, &[&people[3].name, "棉被", "2"]);
    });
    let told: Vec<_> = read
        .sheets
        .iter()
        .map(|table| {
            (
                table.table,
                table.village.as_deref(),
                table.header_row,
                table.rows.len(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some(1), Some("上坪村"), Some(2), 2),
            (Some(2), Some("石桥村"), Some(9), 1),
            (Some(3), Some("石桥村"), Some(14), 1),
        ]
    );
    assert!(
        read.sheets
            .iter()
            .flat_map(|table| &table.totals)
            .all(|total| total.agrees)
    );
    assert_eq!(paid(&read.sheets[0]), [Some(63_000), Some(42_000)]);
    assert_eq!(paid(&read.sheets[1]), [Some(21_000)]);
    assert_eq!(read.sheets[2].columns[1].meaning, Meaning::Goods);
    let kinds: Vec<ListKind> = read.sheets.iter().map(|table| table.kind).collect();
    let paid = ListKind::SubsistencePayment;
    assert_eq!(
        kinds,
        [paid, paid, ListKind::DisasterRelief],
        "each is about its own matter"
    );
    let signed = read.sheets[0]
        .skipped
        .iter()
        .find(|line| line.row == 6)
        .unwrap();
    assert_eq!(signed.why, "签名行");
}

#[test]
fn a_repeated_page_is_no_new_table() {
    let people = workbooks::people("上坪村", 2);
    let read = xlsx(|sheet| {
        for (page, person) in (0..).zip(&people) {
            merge(
                sheet,
                (page * 3, 0, page * 3, 2),
                "上坪村2019年第三季度低保金发放表",
            );
            line(sheet, page * 3 + 1, &["姓名", "身份证号", "低保金"]);
            line(
                sheet,
                page * 3 + 2,
                &[&person.name, &person.id_number, "630"],
            );
        }
    });
    assert_eq!((read.sheets.len(), read.counts.read), (1, 2));
    assert_eq!(read.sheets[0].table, None);
}

#[test]
fn a_header_of_three_rows_is_one_title_a_column() {
    let people = workbooks::people("上坪村", 2);
    let read = xlsx(|sheet| {
        merge(sheet, (0, 0, 0, 6), "省道改线征地补偿费发放表");
        merge(sheet, (1, 0, 3, 0), "序号");
        merge(sheet, (1, 1, 3, 1), "户主姓名");
        merge(sheet, (1, 2, 1, 5), "补偿情况");
        merge(sheet, (2, 2, 2, 3), "土地补偿费");
        merge(sheet, (2, 4, 2, 5), "青苗补偿费");
        line(
            sheet,
            3,
            &[
                "",
                "",
                "面积（亩）",
                "金额（元）",
                "面积（亩）",
                "金额（元）",
            ],
        );
        merge(sheet, (1, 6, 3, 6), "合计（元）");
        line(
            sheet,
            4,
            &["1", &people[0].name, "1.5", "30000", "1.5", "1800", "31800"],
        );
        line(
            sheet,
            5,
            &["2", &people[1].name, "0.5", "10000", "0.5", "600", "10600"],
        );
        line(sheet, 6, &["合计", "", "2", "40000", "2", "2400", "42400"]);
    });
    let sheet = &read.sheets[0];
    assert_eq!((sheet.header_top, sheet.header_row), (Some(2), Some(4)));
    let titles: Vec<&str> = sheet
        .columns
        .iter()
        .map(|column| column.title.as_str())
        .collect();
    assert_eq!(titles[2], "补偿情况/土地补偿费/面积（亩）");
    assert_eq!(sheet.columns[4].meaning, Meaning::LandArea);
    assert_eq!(
        paid(sheet),
        [Some(3_180_000), Some(1_060_000)],
        "the sum of the row counts"
    );
    assert!(
        sheet.totals.iter().all(|total| total.agrees),
        "{:?}",
        sheet.totals
    );
}

#[test]
fn a_merged_household_is_one_line_with_its_members() {
    let people = workbooks::people("上坪村", 5);
    let read = xlsx(|sheet| {
        merge(sheet, (0, 0, 0, 6), "上坪村2019年第三季度低保金发放表");
        line(
            sheet,
            1,
            &[
                "序号",
                "户主",
                "姓名",
                "身份证号",
                "与户主关系",
                "保障人口",
                "低保金",
            ],
        );
        merge(sheet, (2, 0, 4, 0), "1");
        merge(sheet, (2, 1, 4, 1), &people[1].name);
        merge(sheet, (2, 5, 4, 5), "3");
        merge(sheet, (2, 6, 4, 6), "945");
        line(
            sheet,
            2,
            &["", "", &people[0].name, &people[0].id_number, "妻"],
        );
        line(
            sheet,
            3,
            &["", "", &people[1].name, &people[1].id_number, "户主"],
        );
        line(
            sheet,
            4,
            &["", "", &people[2].name, &people[2].id_number, "子"],
        );
        line(
            sheet,
            5,
            &[
                "2",
                &people[3].name,
                &people[3].name,
                &people[3].id_number,
                "户主",
                "1",
                "315",
            ],
        );
        line(sheet, 6, &["合计", "", "", "", "", "4", "1260"]);
    });
    let sheet = &read.sheets[0];
    assert_eq!(sheet.kind, ListKind::SubsistencePayment);
    assert_eq!(
        (read.counts.read, read.counts.refused),
        (2, 0),
        "{:?}",
        sheet.rows
    );
    assert_eq!(paid(sheet), [Some(94_500), Some(31_500)], "paid once");
    assert!(
        sheet.totals.iter().all(|total| total.agrees),
        "{:?}",
        sheet.totals
    );
    let head = &sheet.rows[0];
    assert_eq!(
        (head.number, head.members, head.verdict),
        (4, 2, Verdict::Ok)
    );
    assert_eq!(sheet.text_of(head, Meaning::Name), people[1].name);
    assert_eq!(
        head.id_number.as_ref().unwrap().as_str(),
        people[1].id_number
    );
    let members = sheet.text_of(head, Meaning::Members);
    assert!(
        members.contains(&people[0].name) && members.contains(&people[2].id_number),
        "{members}"
    );
    assert!(sheet.columns.last().unwrap().meaning.is_private());
    assert_eq!(sheet.text_of(&sheet.rows[1], Meaning::Members), "");
    let whys: Vec<(u32, &str)> = sheet
        .skipped
        .iter()
        .map(|line| (line.row, line.why))
        .collect();
    assert!(whys.contains(&(3, "家庭成员，并入户主一行")), "{whys:?}");
}

#[test]
fn somebody_named_in_a_household_is_told_where_he_stands_again() {
    let people = workbooks::people("上坪村", 4);
    let cell = |one: usize| format!("{}（{}）", people[one].name, people[one].id_number);
    let read = xlsx(|sheet| {
        line(
            sheet,
            0,
            &["序号", "户主姓名", "身份证号", "家庭成员", "金额"],
        );
        let both = format!("{}；{}", cell(0), cell(1));
        let rows: [(usize, String); 3] = [(0, both), (1, String::new()), (2, cell(1))];
        for (at, (head, members)) in (1..).zip(&rows) {
            let head = &people[*head];
            let no = at.to_string();
            line(
                sheet,
                at,
                &[&no, &head.name, &head.id_number, members, "315"],
            );
        }
    });
    let told: Vec<&str> = read.sheets[0]
        .rows
        .iter()
        .flat_map(|row| &row.notes)
        .map(|note| note.text.as_str())
        .collect();
    assert_eq!(
        told,
        ["身份证号与第 2 行相同", "家庭成员的身份证号与第 2 行的相同"]
    );
}

#[test]
fn members_are_known_by_their_relation_and_faults_among_them_are_told() {
    let people = workbooks::people("上坪村", 3);
    let read = xlsx(|sheet| {
        line(
            sheet,
            0,
            &[
                "序号",
                "姓名",
                "身份证号",
                "与户主关系",
                "保障人口",
                "低保金",
            ],
        );
        line(
            sheet,
            1,
            &[
                "1",
                &people[0].name,
                &people[0].id_number,
                "户主",
                "2",
                "630",
            ],
        );
        line(sheet, 2, &["", &people[1].name, "430699195013450013", "妻"]);
        line(
            sheet,
            3,
            &[
                "2",
                &people[2].name,
                &people[2].id_number,
                "户主",
                "1",
                "315",
            ],
        );
    });
    let sheet = &read.sheets[0];
    assert_eq!(
        (read.counts.read, read.counts.refused, read.counts.skipped),
        (1, 1, 2)
    );
    assert_eq!(rules(sheet), [(2, Rule::IdInvalid)]);
    let note = &sheet.rows[0].notes[0];
    assert_eq!(note.row, Some(3), "the sentence names the member's row");
}

#[test]
fn a_household_that_counts_otherwise_is_asked_about() {
    let people = workbooks::people("上坪村", 2);
    let read = xlsx(|sheet| {
        line(sheet, 0, &["姓名", "身份证号", "人口", "低保金"]);
        merge(sheet, (1, 2, 2, 2), "3");
        merge(sheet, (1, 3, 2, 3), "630");
        line(sheet, 1, &[&people[0].name, &people[0].id_number]);
        line(sheet, 2, &[&people[1].name, &people[1].id_number]);
    });
    assert_eq!(rules(&read.sheets[0]), [(2, Rule::MembersDisagree)]);
    assert_eq!(
        read.sheets[0].money_of(&read.sheets[0].rows[0], Meaning::Amount),
        Some(Fen(63_000))
    );
}

#[test]
fn two_lists_beside_each_other_are_refused_with_the_way_out() {
    let people = workbooks::people("上坪村", 2);
    let read = xlsx(|sheet| {
        line(sheet, 0, &["姓名", "低保金", "姓名", "低保金"]);
        line(sheet, 1, &[&people[0].name, "630", &people[1].name, "420"]);
    });
    assert_eq!((read.counts.read, read.counts.refused), (0, 1));
    let note = &read.sheets[0].notes[0];
    assert_eq!(note.rule, Rule::SideBySide);
    assert!(note.rule.remedy().contains("接到左边下面"));
}
