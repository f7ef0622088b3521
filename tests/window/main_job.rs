//! The whole main job in the real window, in the office with the longest chain: founding, staff, a
//! village's workbook, five signatures, release, three copies on disk, the line in the book.

use std::fs;
use std::path::Path;

use chrono::{Datelike as _, Local, NaiveDate};
use stage::office::paper_text;
use stage::window::Window;

use super::{kept, kept_paper, machine};

const VILLAGE: &str = "上坪村";
const TITLE: &str = "上坪村第三季度农村低保金发放公示";

#[test]
fn a_village_list_goes_through_five_hands_into_three_copies_and_the_book() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    founds(&window);
    imports(&window);
    signs(&window);
    releases(&window);
    prints(&window);
    books(&window);
    window.keeps_its_policy();
}

/// 平田's catalogue and its five people.
fn founds(window: &Window<'_>) {
    window.types("单位全称", "青禾乡人民政府");
    window.types("所在县", "样例县");
    window.clicks("平田乡贯彻落实县政府办公室2019年政务公开工作要点分工实施方案");
    window.clicks("建立登记库");
    window.shows("谁在这里办公");
    for (line, name) in [
        ("您自己", "周禾生"),
        ("校对的人", "程子规"),
        ("审核的人", "林见清"),
        ("分管领导", "陆望舒"),
        ("主要领导", "何远山"),
    ] {
        window.types(line, name);
    }
    kept(window, "主线-01人员");
    window.clicks("完成，到今日");
    window.shows("先办这几件");
    kept(window, "主线-02今日");
}

/// The workbook is dropped on 今日; the window understands what is meant, and keeps it as a draft.
fn imports(window: &Window<'_>) {
    let workbook = (window.machine().home()).join(format!("{VILLAGE}低保第三季度.xlsx"));
    fs::write(&workbook, stage::workbooks::usual(VILLAGE, 57)).expect("a workbook");
    window.machine().drops(&[workbook]);
    window.shows("农村低保").shows("57");
    kept(window, "主线-03看懂");
    window.clicks("存为草稿 →");
    window.types("目录条目", "wbdb");
    window.picks("五保低保、救灾物资发放");
    window.types("标题", TITLE);
    window.types("形成日期", &long(today()));
    window.presses(ENTER);
    window.types("提供人", "唐正平");
    kept(window, "主线-04存为草稿");
    window.clicks("存为草稿　57 行");
    window.shows("已存为草稿，共 1 件");
    kept(window, "主线-05草稿");
    window.clicks("去看草稿");
    window.shows("名单").shows("57 行");
    kept(window, "主线-06写");
}

/// 经办 and 校对 in the window, the others on paper, entered in one go with one scan.
fn signs(window: &Window<'_>) {
    window.clicks("保存并送审");
    window.shows("校对");
    sits_down(window, "程子规");
    window.clicks("审核审批");
    window.clicks(TITLE);
    window.shows("现在轮到校对：程子规");
    kept(window, "主线-07校对");
    window.clicks("签字");
    window.picks("签字");
    window.shows("现在轮到审核：林见清");
    sits_down(window, "周禾生");
    window.clicks("纸上签好了，录入");
    for (step, name) in [
        ("审核", "林见清"),
        ("分管领导", "陆望舒"),
        ("主要领导", "何远山"),
    ] {
        window.chooses(&format!("{step}签字人"), name);
        let day = format!("{}.{}", today().month(), today().day());
        window.types(&format!("{step}签字日期"), &day);
    }
    window.picks("可公开");
    window.picks("选扫描件或照片");
    let scan = window.machine().home().join("approval.png");
    fs::copy(sample("审批表扫描件.png"), &scan).expect("a scan");
    window
        .machine()
        .names_file("选签好的审批表的扫描件或照片", &scan);
    window.shows("一个文件算在所有签字上");
    kept(window, "主线-08录入");
    window.picks("录入 3 个签字");
    window.shows("已批准");
    kept(window, "主线-09批准");
}

/// Somebody else sits down at this PC.
fn sits_down(window: &Window<'_>, name: &str) {
    window.clicks("政务公开 · ");
    window.picks(name);
    window.shows(&format!("政务公开 · {name}"));
}

/// One button; the register line and three copies.
fn releases(window: &Window<'_>) {
    window.clicks("去发布");
    window.shows("签名齐全").shows("条提醒，请逐条写明");
    // The plan says 网站; names go to the board only.
    window.clicks("公开栏");
    window.clicks("网站");
    window.settles();
    window.lets_warnings_stand("时限类别待县里明确，电话另行张贴");
    window.shows("登记编号将是");
    kept(window, "主线-10发布");
    window.clicks("发布并打印三份");
    window.shows("已发布，已写入").shows(&number());
    kept(window, "主线-11已发布");
}

/// The three copies as a file, as on any PC whose printer is out of order.
fn prints(window: &Window<'_>) {
    window.clicks("打印");
    let text = saves(window, "three-copies.pdf", "主线-公开件三份");
    window.shows("日印过");
    kept(window, "主线-12打印");
    for told in [
        "报县",
        "乡存",
        "张贴",
        &number(),
        TITLE,
        VILLAGE,
        "青禾乡人民政府",
    ] {
        assert!(text.contains(told), "no {told} on paper:\n{text}");
    }
    assert!(!text.contains("430699"), "an identity number on paper");
}

/// The line in the book, and the book on paper.
fn books(window: &Window<'_>) {
    window.clicks("登记簿");
    window.shows("起止日期").shows(&number()).shows(TITLE);
    window.shows("公开栏（未办）");
    kept(window, "主线-13登记簿");
    window.clicks_in("main", "打印");
    window.shows("年度");
    let text = saves(window, "register.pdf", "主线-登记簿");
    assert!(text.contains(&number()), "no line in the book:\n{text}");
}

/// Saves the paper that is shown and says what is written on it, without spaces.
fn saves(window: &Window<'_>, name: &str, keep_as: &str) -> String {
    window.clicks("另存为 PDF");
    let saved = window.machine().home().join(name);
    window.machine().names_file("另存为 PDF", &saved);
    window.machine().keeps_file(&saved);
    window.shows("存为 PDF。");
    kept_paper(&saved, keep_as);
    paper_text(&saved).split_whitespace().collect()
}

const ENTER: &str = "\u{e007}";

fn today() -> NaiveDate {
    Local::now().date_naive()
}

fn long(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// The first number of this year's book.
fn number() -> String {
    format!("{}-0001", today().year())
}

fn sample(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../assets/sample-office")
        .join(name)
}
