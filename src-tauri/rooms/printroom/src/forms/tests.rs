//! Forms that ship, forms that a clerk breaks; no paper is set here.

use std::path::Path;

use super::{FieldKind, Form, FormKind, FormShelf, FormTrouble, Value, Values, Vocabulary};
use crate::block::Block;
use crate::error::Place;
use crate::table::{Cell, Row};
use gongkai_rulebook::money::Fen;

static WORDS: Vocabulary = Vocabulary {
    fields: &[
        ("标题", FieldKind::Text),
        ("监督电话", FieldKind::Text),
        ("正文", FieldKind::Lines),
        ("公开形式", FieldKind::Ticks),
        ("名册", FieldKind::Rows(&["姓名", "金额", "备注"])),
    ],
    must: &["标题"],
};

fn filled(text: &str, values: &Values) -> Vec<Block> {
    Form::parse(&WORDS, text).expect("a form").fill(values)
}

fn refused(text: &str) -> (usize, String) {
    match Form::parse(&WORDS, text) {
        Ok(form) => panic!("{form:?}"),
        Err((line, trouble)) => (line, trouble.to_string()),
    }
}

fn values() -> Values {
    Values::default()
        .text("标题", "低保名单")
        .with("正文", Value::Lines(vec!["一".into(), "二".into()]))
}

#[test]
fn every_form_that_ships_can_be_used() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/forms");
    let shelf = FormShelf::new(&folder, None);
    for kind in FormKind::ALL {
        if let Err(fault) = shelf.form(kind) {
            panic!("{fault}");
        }
    }
    let files = std::fs::read_dir(&folder).expect("the folder");
    let forms = files.filter_map(Result::ok).filter(|file| {
        file.path()
            .extension()
            .is_some_and(|ending| ending == "txt")
    });
    assert_eq!(
        forms.count(),
        FormKind::ALL.len(),
        "a form that no paper is set from"
    );
}

#[test]
fn a_line_is_filled_and_an_empty_field_leaves_its_blank() {
    let text = "# 不印\n标题：关于【标题】【换行】的公示\n行：电话：【监督电话｜　　　　】\n\n正文：【正文】\n";
    let blocks = filled(text, &values());
    let text = |text: &str, number| Block::Text(text.to_owned(), Place::Paragraph(number));
    assert_eq!(
        blocks,
        [
            Block::Title("关于低保名单\n的公示".to_owned()),
            Block::Line("电话：　　　　".to_owned()),
            text("一", 1),
            text("二", 2),
        ]
    );
}

#[test]
fn what_is_not_there_is_left_out() {
    let text = "标题：【标题】\n如有：【监督电话】\n行：有\n否则\n行：没有\n完\n\
                如无：【标题】\n行：无题\n完\n每项：【正文】\n行：【序号】．【本项】\n完\n\
                栏（有才印）：甲＝【监督电话】｜乙＝【标题】\n栏（有才印）：丙＝【监督电话】\n";
    let blocks = filled(text, &values());
    let line = |text: &str| Block::Line(text.to_owned());
    assert_eq!(
        blocks,
        [
            Block::Title("低保名单".to_owned()),
            line("没有"),
            line("1．一"),
            line("2．二"),
            Block::Fields(vec![("乙".to_owned(), "低保名单".to_owned())], false),
        ]
    );
}

#[test]
fn a_value_is_never_read_as_a_part_of_the_form() {
    let values = values()
        .text("标题", "【监督电话】｜完\n行：假的")
        .text("监督电话", "0000");
    let blocks = filled("标题：【标题】\n", &values);
    assert_eq!(
        blocks,
        [Block::Title("【监督电话】｜完\n行：假的".to_owned())]
    );
}

#[test]
fn rows_become_columns_and_money_is_summed() {
    let text = "标题：【标题】\n表：【名册】\n列（不折行）：序号＝【序号】\n列（不折行）：姓名＝【姓名】\n\
                列（金额）：发放金额＝【金额】\n列（有才印）：备注＝【备注】\n计量：单位：元\n合计：合计\n小计\n完\n";
    let row = |name: &str, fen| Row::of(vec![name.into(), Cell::Money(Fen(fen)), "".into()]);
    let rows = Value::Rows(vec![row("甲", 100), row("乙", 200)]);
    let blocks = filled(text, &values().with("名册", rows));
    let Some(Block::List(list)) = blocks.get(1) else {
        panic!("{blocks:?}");
    };
    let titles: Vec<&str> = list
        .table
        .columns
        .iter()
        .map(|one| one.title.as_str())
        .collect();
    assert_eq!(titles, ["序号", "姓名", "发放金额"]);
    assert_eq!(list.table.rows[1].cells[0], Cell::from("2"));
    assert_eq!(list.table.rows[1].cells[2], Cell::Money(Fen(200)));
    assert_eq!(list.table.unit_line.as_deref(), Some("单位：元"));
    assert!(list.table.page_subtotals && list.table.total.as_deref() == Some("合计"));
}

#[test]
fn a_broken_form_names_its_line_and_what_was_meant() {
    let told = |text: &str, line: usize, says: &str| {
        let (found, sentence) = refused(text);
        assert!(sentence.contains(says), "{sentence}");
        assert_eq!(found, line, "{sentence}");
    };
    told(
        "标题：【标题】\n\n行：【监督电活】\n",
        3,
        "是不是【监督电话】",
    );
    told("标题：【标题】\n行：【户主】\n", 2, "这张纸没有【户主】");
    told(
        "标题：【标题】\n# 说明\n如有：【正文】\n行：有\n",
        3,
        "没有用“完”收住",
    );
    told(
        "标题：【标题】\n表：【名册】\n列：姓名＝【姓名】\n",
        2,
        "没有用“完”收住",
    );
    told("标题：【标题】\n完\n", 2, "前面没有");
    told("标题：【标题】\n标是：大\n", 2, "不认识“标是：”");
    told("标题：【标题】\n请看公示栏\n", 2, "没有写明是什么");
    told("标题：【标题】\n行：【监督电话\n", 2, "没有“】”");
    told("标题：【标题】\n行：【正文】\n", 2, "正文：【…】");
    told("标题：【标题】\n勾选：形式＝【标题】\n", 2, "不能放在这里");
    told("标题：【标题】\n列：姓名＝【姓名】\n", 2, "不能写在这里");
    told("标题：【标题】\n表：【名册】\n完\n", 2, "一列也没有");
    told(
        "标题：【标题】\n表：【名册】\n列：姓＝【姓】\n完\n",
        3,
        "这张纸没有【姓】",
    );
    told("标题：【标题】\n栏：只有文字\n", 2, "要写成");
    told(
        "标题：【标题】\n列（加粗）：姓名＝【姓名】\n",
        2,
        "这里可以写：不折行",
    );
    told("行：没有标题\n", 0, "不能没有它");
    told("# 空\n", 0, "样式是空的");
}

#[test]
fn the_office_s_own_form_comes_first_and_is_never_passed_over() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/forms");
    let own = tempfile::tempdir().expect("a folder");
    let shelf = FormShelf::new(&folder, Some(own.path()));
    assert!(!shelf.file(FormKind::Slip).1);
    let path = own.path().join("送县交接单.txt");
    std::fs::write(&path, "\u{FEFF}标题：交接单\r\n行：【移交单位】\r\n表：【送交的件】\r\n列：号＝【份号】\r\n完\r\n")
        .expect("a form");
    assert!(shelf.form(FormKind::Slip).is_ok());
    std::fs::write(&path, "标题：交接单\n行：【移交单未】\n").expect("a form");
    let fault = shelf.form(FormKind::Slip).expect_err("a fault");
    assert!(fault.own);
    let told = fault.to_string();
    assert!(told.contains("送县交接单.txt”第 2 行"), "{told}");
    std::fs::write(&path, [0xB1, 0xEA, 0xCC, 0xE2]).expect("a form");
    let fault = shelf.form(FormKind::Slip).expect_err("a fault");
    assert_eq!(fault.trouble, FormTrouble::NotUtf8);
}
