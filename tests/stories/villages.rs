//! Several villages in one file: one disclosure for each, or one for the township with what each
//! village comes to; several tables, households and kinds of one workbook.

use std::path::Path;

use gongkai_frontdesk::SheetChoice;
use gongkai_frontdesk::tasks::import_list;
use gongkai_frontdesk::words::{ListKind, Meaning};
use serde_json::{Value, json};

use super::importing::{import, look, number};
use super::{id, shown, three, verified};
use stage::office::{Office, paper_text};

/// Three villages by a column 村, one of them spelled in two ways.
fn by_column(office: &Office) -> String {
    let text = format!(
        "青禾乡2019年第三季度农村低保金发放表\n序号,村,姓名,身份证号,保障人口,低保金\n\
         1,上坪村,钱夏禾,{},2,630\n2,石桥村,孙山,{},1,420\n3,上坪,李河,{},3,945.50\n\
         4,,吴谷雨,{},1,210\n合计,,,,7,2205.50\n",
        number(1),
        number(2),
        number(3),
        number(4)
    );
    office.file("全乡.csv", text)
}

fn together() -> import_list::Request {
    import_list::Request {
        choice: SheetChoice {
            together: true,
            ..SheetChoice::default()
        },
        ..import_list::Request::default()
    }
}

fn titles(office: &Office, made: &import_list::Answer) -> Vec<String> {
    let ids = made.disclosures.iter().chain(&made.disclosure);
    ids.map(|id| super::text(&shown(office, &id.to_string()), "/title"))
        .collect()
}

fn printed(office: &Office, item: &str) -> String {
    super::approve(office, item);
    super::release(office, item);
    let path = office.path("三份.pdf");
    office.does(format!("print copies {item} --out {path}"));
    paper_text(Path::new(&path))
}

#[test]
fn a_column_of_villages_becomes_one_item_each_or_one_with_subtotals() {
    let office = three();
    let file = by_column(&office);
    let seen = look(&office, &file, None);
    let villages: Vec<(&str, u64, Option<&str>)> = seen
        .villages
        .iter()
        .map(|one| (one.village.as_str(), one.rows, one.paid.as_deref()))
        .collect();
    assert_eq!(
        villages,
        [
            ("上坪村", 3, Some("1,785.50 元")),
            ("石桥村", 1, Some("420.00 元"))
        ],
        "an empty cell means the village above it"
    );
    let each = import(&office, &file, import_list::Request::default()).unwrap();
    assert_eq!(each.read, 4);
    let told = titles(&office, &each);
    assert!(
        told.len() == 2 && told[0].ends_with("（上坪村）") && told[1].ends_with("（石桥村）"),
        "{told:?}"
    );
    // One undo for all of them.
    let undone = office.does(format!("import undo {} --as 周禾生", each.disclosures[0]));
    assert_eq!(undone["kept"], json!([]));

    let one = import(&office, &file, together()).unwrap();
    let item = one.disclosure.expect("one item").to_string();
    let paper = printed(&office, &item);
    let flat: String = paper.split_whitespace().collect();
    for said in [
        "上坪村小计（3户6人）",
        "1,785.50",
        "石桥村小计（1户1人）",
        "合计（4户7人）",
        "2,205.50",
    ] {
        assert!(flat.contains(said), "{said} in\n{paper}");
    }
    let place = |text: &str| {
        flat.find(text)
            .unwrap_or_else(|| panic!("{text} in\n{paper}"))
    };
    assert!(
        place("李河") < place("上坪村小计") && place("上坪村小计") < place("孙山"),
        "village by village"
    );
    verified(&office);
}

#[test]
fn tables_and_tabs_name_the_villages_where_no_column_does() {
    let office = three();
    let table = |village: &str, name: &str, order: u32| {
        format!(
            "青禾乡{village}2019年第三季度低保金发放表\n姓名,身份证号,低保金\n{name},{},630\n合计,,630\n",
            number(order)
        )
    };
    let file = office.file(
        "全乡低保.csv",
        format!(
            "{}\n{}",
            table("上坪村", "钱夏禾", 1),
            table("石桥村", "孙山", 2)
        ),
    );
    let seen = look(&office, &file, None);
    assert_eq!((seen.sheets.len(), seen.villages.len()), (2, 2));
    assert_eq!(seen.sheets[1].table, Some(2));
    assert!(
        seen.sheets[1]
            .facts
            .contains(&"村：石桥村（标题）".to_owned()),
        "{:?}",
        seen.sheets[1].facts
    );
    let each = import(&office, &file, import_list::Request::default()).unwrap();
    assert_eq!(titles(&office, &each).len(), 2);
    office.does(format!("import undo {} --as 周禾生", each.disclosures[0]));
    let one = import(&office, &file, together()).unwrap();
    let item = one.disclosure.expect("one item").to_string();
    let list = shown(&office, &item)["list"].clone();
    assert_eq!(list["columns"][0], "村", "{list}");
    let paper: String = printed(&office, &item).split_whitespace().collect();
    assert!(
        paper.contains("上坪村小计（1行）") && paper.contains("石桥村小计（1行）"),
        "{paper}"
    );
    // Last time's columns are known again, village by village.
    let next = office.file("上坪低保.csv", table("上坪村", "钱夏禾", 1));
    assert!(look(&office, &next, None).habit.is_some());
    verified(&office);
}

#[test]
fn a_household_is_paid_once_and_its_members_never_leave() {
    let office = three();
    let text = format!(
        "上坪村2019年第三季度低保金发放表\n序号,姓名,身份证号,与户主关系,保障人口,低保金\n\
         1,钱夏禾,{},户主,2,630\n,钱小麦,{},子,,\n2,孙山,{},户主,1,420\n合计,,,,3,1050\n",
        number(1),
        number(2),
        number(3)
    );
    let file = office.file("低保.csv", text);
    let seen = look(&office, &file, None);
    assert_eq!(
        (seen.counts.read, seen.counts.skipped, seen.counts.refused),
        (2, 4, 0)
    );
    let sheet = &seen.sheets[0];
    assert!(
        sheet
            .facts
            .iter()
            .any(|fact| fact.contains("金额不重复计算")),
        "{:?}",
        sheet.facts
    );
    let members = sheet.columns.last().unwrap();
    assert!(members.made && members.private && members.meaning == Meaning::Members);
    let made = import(&office, &file, import_list::Request::default()).unwrap();
    let item = made.disclosure.unwrap().to_string();
    let paper = printed(&office, &item);
    assert!(
        paper.contains("1,050.00") && !paper.contains("钱小麦"),
        "{paper}"
    );
    // The column that was made is none of the village's: the next list has no new one.
    let again = look(&office, &file, None).habit;
    assert_eq!(again.as_deref(), Some("列的对应已按上坪村上次的习惯填好"));
    verified(&office);
}

#[test]
fn what_is_counted_in_ten_thousands_is_printed_in_yuan_under_a_title_that_says_so() {
    let office = three();
    let text = "青禾乡2019年民生实事项目公示\n项目名称,建设地点,总投资（万元）,责任单位\n\
                水渠,上坪村,35.5,农业站\n石桥,石桥村,12,建设站\n";
    let file = office.file("项目.csv", text);
    let seen = look(&office, &file, None);
    assert_eq!(
        (seen.kind, seen.kind_by.as_str()),
        (ListKind::PublicProject, "按标题里的“实事项目”认出")
    );
    assert_eq!(seen.sheets[0].columns[2].unit.as_deref(), Some("万元"));
    let made = import(&office, &file, import_list::Request::default()).unwrap();
    let paper = printed(&office, &made.disclosure.unwrap().to_string());
    assert!(
        paper.contains("355,000.00") && paper.contains("总投资（元）") && !paper.contains("万元"),
        "{paper}"
    );
}

#[test]
fn the_clerk_says_the_kind_and_it_is_remembered_for_this_village_and_this_kind() {
    let office = three();
    let sheet = |title: &str| {
        format!(
            "上坪村{title}\n姓名,身份证号,补差,面积\n钱夏禾,{},630,2.5\n",
            number(1)
        )
    };
    let first = office.file("一.csv", sheet("补助表"));
    let seen = look(&office, &first, None);
    assert_eq!(
        (seen.kind, seen.kind_by.as_str()),
        (ListKind::General, "没有认出种类，按通用名单读取；请核对")
    );
    let choice = SheetChoice {
        kind: Some(ListKind::FarmSubsidy),
        ..SheetChoice::default()
    };
    let settled = look(&office, &first, Some(choice.clone()));
    assert_eq!(
        (settled.kind, settled.kind_by.as_str()),
        (ListKind::FarmSubsidy, "由您选定")
    );
    assert_eq!(settled.sheets[0].columns[3].meaning, Meaning::LandArea);
    let request = import_list::Request {
        choice,
        ..import_list::Request::default()
    };
    import(&office, &first, request).unwrap();
    let again = look(&office, &office.file("二.csv", sheet("补助表")), None);
    assert_eq!(
        (again.kind, again.kind_by.as_str()),
        (ListKind::FarmSubsidy, "与上次相同")
    );
    // Another matter of the same village with the same columns is not drawn into it.
    let other = look(
        &office,
        &office.file("三.csv", sheet("危房改造补助表")),
        None,
    );
    assert_eq!((other.kind, other.habit), (ListKind::HousingRepair, None));
    assert_eq!(other.sheets[0].columns[3].meaning, Meaning::FloorArea);
}

#[test]
fn the_command_tells_kind_village_period_and_unit() {
    let office = three();
    let file = office.file(
        "上坪村2019年第二季度特困供养.csv",
        format!("姓名,身份证号,供养金（万元）\n钱夏禾,{},0.18\n", number(1)),
    );
    let told = office.does(format!("sheet {file}"));
    assert_eq!(
        (&told["kind"], &told["kind_by"]),
        (&json!("destitute"), &json!("按文件名里的“特困供养”认出"))
    );
    let sheet: &Value = &told["sheets"][0];
    assert_eq!(
        (&sheet["village"], &sheet["period"]),
        (&json!("上坪村"), &json!("2019年第二季度"))
    );
    assert_eq!(
        sheet["columns"][2],
        json!({"title": "供养金（万元）", "meaning": "amount", "unit": "万元"})
    );
    assert_eq!(sheet["rows"][0]["cells"]["供养金（万元）"], "1800");
    let made = office.does(format!(
        "import {file} --entry 2.4 --title 名单 --accept-warnings --as 周禾生"
    ));
    assert!(!id(&made).is_empty());
}
