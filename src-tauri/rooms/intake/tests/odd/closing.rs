//! Signatures, seals and dates under a list; and that no person is taken for one.

use gongkai_intake::understand::{ReadSheet, Verdict};
use gongkai_intake::{Choice, understand};
use gongkai_rulebook::list::ListKind;
use proptest::prelude::*;

use super::{raw, workbooks};

const HEADER: [&str; 7] = ["序号", "姓名", "身份证号码", "村组", "人口", "金额", "备注"];

fn read(rows: &[Vec<String>]) -> ReadSheet {
    let quoted = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
        cells.join(",")
    };
    let lines: Vec<String> = rows.iter().map(quoted).collect();
    let workbook = raw("低保.csv", lines.join("\n").as_bytes()).unwrap();
    let choice = Choice {
        kind: Some(ListKind::SubsistencePayment),
        ..Choice::default()
    };
    understand(&workbook, &choice).unwrap().sheets.remove(0)
}

fn cells(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// A list of two people, with or without its total, and the given lines under it.
fn under_a_list(total: bool, lines: &[Vec<String>]) -> ReadSheet {
    let mut rows = vec![cells(&["青禾乡2019年第三季度低保发放表"]), cells(&HEADER)];
    for (number, person) in (1..).zip(workbooks::people("上坪村", 2)) {
        let number = number.to_string();
        rows.push(cells(&[
            &number,
            &person.name,
            &person.id_number,
            "上坪村1组",
            "2",
            "630",
            "",
        ]));
    }
    if total {
        rows.push(cells(&["合计", "", "", "", "4", "1260", ""]));
    }
    rows.extend_from_slice(lines);
    read(&rows)
}

#[test]
fn lines_under_a_list_are_no_people() {
    let lines: [(&[&str], &str); 15] = [
        (
            &["制表人：李经办", "", "", "审核：赵", "", "2019年10月8日"],
            "签名行",
        ),
        (
            &[
                "填表人：",
                "张三",
                "",
                "审核人：",
                "李四",
                "日期：2019.10.8",
            ],
            "签名行",
        ),
        (&["制表人", "李经办", "", "审核人", "赵"], "签名行"),
        (&["主要领导：", "", "分管领导：", "", "经办："], "签名行"),
        (
            &[
                "青禾乡人民政府（盖章）",
                "",
                "",
                "",
                "",
                "二〇一九年十月八日",
            ],
            "落款行",
        ),
        (&["", "", "", "", "", "2019年10月8日"], "日期行"),
        (&["", "", "", "", "", "　年　月　日"], "日期行"),
        (&["", "", "", "", "青禾乡人民政府"], "落款行"),
        (&["", "李经办", "", "审核：赵"], "签名行"),
        (&["制表人李经办", "", "", "", "", "2019-10-08"], "签名行"),
        (&["单位负责人", "", "", "复核人"], "签名行"),
        (&["", "（公章）"], "落款行"),
        (&["日期：", "", "", "", "", "20191008"], "签名行"),
        (&["负责人", "张三", "", "", "", "20191008"], "签名行"),
        (
            &["", "", "", "上坪村村民委员会", "", "二○一九年十月"],
            "落款行",
        ),
    ];
    for total in [true, false] {
        for (line, why) in &lines {
            let sheet = under_a_list(total, &[cells(line)]);
            assert_eq!(sheet.rows.len(), 2, "{line:?}");
            assert_eq!(sheet.skipped.last().unwrap().why, *why, "{line:?}");
        }
        let all: Vec<Vec<String>> = lines.iter().map(|(line, _)| cells(line)).collect();
        assert_eq!(under_a_list(total, &all).rows.len(), 2, "all together");
    }
    let signed = [
        cells(&["制表人：", "", "", "审核人："]),
        cells(&["", "李经办"]),
        cells(&["2019年10月8日"]),
    ];
    assert_eq!(under_a_list(true, &signed).rows.len(), 2);
}

#[test]
fn lines_between_pages_are_no_people() {
    let person = cells(&["3", "钱玉田", "430699195002280016", "1组", "1", "630"]);
    let page = [
        cells(&["制表人：李经办", "", "", "审核：赵", "", "2019年10月8日"]),
        cells(&[
            "青禾乡人民政府（盖章）",
            "",
            "",
            "",
            "",
            "二〇一九年十月八日",
        ]),
        cells(&["", "", "", "", "", "2019年10月8日"]),
        person,
    ];
    let sheet = under_a_list(true, &page);
    assert_eq!(sheet.rows.len(), 3);
}

#[test]
fn half_filled_people_stay_people() {
    for line in [
        &["3", "王五"][..],
        &["3", "王五", "", "1组", "2", ""],
        &["3", "王五", "", "1组", "2", "2019年10月8日"],
        &["3", "王五", "", "审核：未通过", "2", ""],
        &["", "王五", "", "", "", "630"],
        &["", "王五", "", "", "", "630", "经办人：李四代领"],
        &["", "", "43069919410307", "", "", "", "盖章"],
        &["", "王五", "4.30699E+17", "审核：赵"],
        &["", "王五", "", "1组"],
    ] {
        let sheet = under_a_list(false, &[cells(line)]);
        assert_eq!(sheet.rows.len(), 3, "{line:?}");
        assert_ne!(sheet.rows[2].verdict, Verdict::Ok, "{line:?}");
    }
}

#[test]
fn a_list_of_posts_keeps_its_posts() {
    let rows = [
        cells(&["职务", "姓名", "电话"]),
        cells(&["主任", "张三", "13700000000"]),
        cells(&["负责人", "李四", "13700000001"]),
    ];
    let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    let workbook = raw("值班.csv", lines.join("\n").as_bytes()).unwrap();
    let read = understand(&workbook, &Choice::default()).unwrap();
    assert_eq!(read.sheets[0].rows.len(), 2);
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "",
        "制表人：",
        "审核人：李四",
        "经办",
        "负责人",
        "青禾乡人民政府（盖章）",
        "（公章）",
        "日期：2019.10.8",
        "2019年10月8日",
        "二〇一九年十月八日",
        "领导",
        "说明：补发",
        "张三",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever words stand beside it, wherever in the list: a row with an identity number, or with
    /// serial number, name and amount, is answered as a person's.
    #[test]
    fn no_person_is_taken_for_a_signature(
        with_id in any::<bool>(),
        words in prop::collection::vec(word(), 7),
        before in prop::collection::vec(prop::collection::vec(word(), 7), 0..3),
        after in prop::collection::vec(prop::collection::vec(word(), 7), 0..3),
        total in any::<bool>(),
    ) {
        let mut person = words;
        if with_id {
            person[2] = workbooks::people("上坪村", 9)[8].id_number.clone();
        } else {
            person[0] = "3".to_owned();
            if person[1].is_empty() {
                person[1] = "郑长林".to_owned();
            }
            person[5] = "630".to_owned();
        }
        let row = 5 + u32::from(total) + u32::try_from(before.len()).unwrap();
        let mut lines = before;
        lines.push(person);
        lines.extend(after);
        let sheet = under_a_list(total, &lines);
        prop_assert!(sheet.rows.iter().any(|read| read.number == row), "{lines:?}");
    }
}
