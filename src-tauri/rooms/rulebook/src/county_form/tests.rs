//! A form is read whole or refused; what is too long or not taken is said; a page is judged by what
//! stands on it.

use super::*;

const FORM: &str = "\u{FEFF}# 县网站\n正文：只收文字\n附件最多：1个\n附件最大：10 MB\n附件格式：pdf、DOCX\n\
    图片最大：500KB\n栏（最多10字）：信息标题＝【名称】\n栏：来源＝【发布机构】（乡镇）\n栏：正文＝【正文】\n";

fn filled(title: &str, text: &str) -> Vec<Filled> {
    let form = CountyForm::read(FORM).unwrap();
    form.fill(&BTreeMap::from([
        (CountyField::Title, title.to_owned()),
        (CountyField::Publisher, "青禾乡人民政府".to_owned()),
        (CountyField::Text, text.to_owned()),
    ]))
}

#[test]
fn fields_stand_in_the_countys_order_and_what_is_too_long_is_said() {
    let filled = filled("石桥村机耕道硬化工程完工公示", "甲\t乙");
    let labels: Vec<&str> = filled.iter().map(|one| one.label.as_str()).collect();
    assert_eq!(labels, ["信息标题", "来源", "正文"]);
    assert_eq!(filled[1].text, "青禾乡人民政府（乡镇）");
    assert_eq!(
        filled[0].over.as_deref(),
        Some("14 个字，县里只收 10 个字，请自己改短")
    );
    assert!(filled[2].over.as_deref().unwrap().contains("只收文字"));
    assert_eq!(self::filled("完工公示", "正文").last().unwrap().over, None);
}

#[test]
fn files_that_the_county_does_not_take_are_named() {
    let form = CountyForm::read(FORM).unwrap();
    let file = |name: &str, bytes| FormFile {
        name: name.to_owned(),
        ending: name.rsplit('.').next().unwrap().to_owned(),
        bytes,
    };
    assert!(
        form.over(&[file("甲.pdf", 1), file("图.png", 512_000)])
            .is_empty()
    );
    let over = form.over(&[
        file("甲.pdf", 11 << 20),
        file("乙.xlsx", 1),
        file("图.png", 600 << 10),
    ]);
    assert_eq!(
        over,
        [
            "“图.png”600 KB，县里最大收 500 KB",
            "附件有 2 个，县里最多收 1 个",
            "“甲.pdf”11 MB，县里最大收 10 MB",
            "“乙.xlsx”的格式县里不收，只收 pdf、docx",
        ]
    );
}

#[test]
fn a_broken_form_is_refused_with_its_line() {
    let fault = |text: &str| CountyForm::read(text).unwrap_err().to_string();
    let mended = |line: &str| format!("{FORM}{line}\n");
    assert!(
        fault(&mended("栏：文号＝【发文文号】"))
            .starts_with("第 10 行：没有【发文文号】，可以用：名称")
    );
    assert!(fault(&mended("附件最大：十兆")).contains("10MB"));
    assert!(
        fault(&mended("栏目：标题")).contains("不认识“栏目”")
            || fault(&mended("栏目：标题")).contains("栏（最多60字）")
    );
    assert!(fault(&mended("没有冒号")).contains("冒号"));
    assert!(fault("栏：标题＝【名称】").contains("【正文】"));
}

#[test]
fn a_page_is_judged_by_letters_and_digits() {
    let day = "2019-10-05".parse().unwrap();
    let right = |page: &str| judge(page, "石桥村“机耕道”公示", &[day], false);
    for page in [
        "石桥村“机耕道”公示 发布日期：2019-10-05 09:30",
        "石桥村 \"机耕道\" 公示\n2019年10月5日",
        "石桥村机耕道公示（2019/10/5）",
    ] {
        assert_eq!(right(page), PageFinding::Right, "{page}");
    }
    assert_eq!(right("石桥村“机耕道”公示"), PageFinding::DateMissing);
    assert_eq!(
        right("石桥村“机耕道”公示 2019-10-15"),
        PageFinding::DateMissing
    );
    assert_eq!(
        right("石桥村“机耕道”公示 2019-10-51"),
        PageFinding::DateMissing
    );
    assert_eq!(right("首页 2019-10-05"), PageFinding::TitleMissing);
    let gone = |page: &str| judge(page, "石桥村“机耕道”公示", &[day], true);
    assert_eq!(gone("首页"), PageFinding::Gone);
    assert_eq!(gone("石桥村“机耕道”公示"), PageFinding::StillThere);
}
