//! Papers beside the three copies: leaflet, notices, the letter that asks, the handling sheet, and files
//! that can be edited.

use std::path::Path;

use super::{draft, released, three, verified};
use stage::office::{Office, paper_text};

/// A paper printed into a file by this command, as text.
fn printed(office: &Office, command: &str) -> String {
    let out = office.path("纸.pdf");
    office.does(format!("print {command} --out {out}"));
    paper_text(Path::new(&out))
}

#[test]
fn a_leaflet_answers_what_people_ask_and_a_draft_says_that_it_is_one() {
    let office = three();
    let body = office.file(
        "政策.txt",
        "现将农村低保政策告知如下。\n标准：每人每月315元。\n怎么发：每季度打到一卡通。\n",
    );
    let item = draft(&office, "农村低保政策");
    office.does(format!(
        "disclosure edit {item} --body {body} --element 办事条件=家庭人均收入低于标准 --as 周禾生"
    ));
    let leaflet = printed(&office, &format!("leaflet {item}"));
    for words in [
        "标准是多少",
        "每人每月315元",
        "怎么发",
        "打到一卡通",
        "谁能享受",
        "家庭人均收入",
        "监督电话",
        "沿此线剪下",
        "草稿，未经审批",
    ] {
        assert!(leaflet.contains(words), "{words} in {leaflet}");
    }
    assert!(!leaflet.contains("标准：每人"), "{leaflet}");
    let (item, _) = released(&office, "完工公示");
    assert!(!printed(&office, &format!("leaflet {item}")).contains("草稿"));
}

#[test]
fn who_read_an_item_reads_that_it_was_withdrawn_but_not_why() {
    let office = three();
    let (item, no) = released(&office, "完工公示");
    let out = office.path("公告.pdf");
    office.refuses("not-in-state", format!("print notice {item} --out {out}"));
    office.does(format!("withdraw {item} --why 名单里有电话 --as 周禾生"));
    let notice = printed(&office, &format!("notice {item}"));
    assert!(
        notice.contains("关于撤回") && notice.contains(&no),
        "{notice}"
    );
    assert!(!notice.contains("名单里有电话"), "{notice}");
    verified(&office);
}

#[test]
fn the_letter_bears_a_blank_for_number_and_day() {
    let office = three();
    let item = draft(&office, "应急物资储备情况");
    let letter = printed(&office, &format!("letter {item} --to 样例县国家保密局"));
    for words in [
        "样例县国家保密局：",
        "应急物资储备情况",
        "第十七条",
        "〔2019〕",
        "印发",
    ] {
        assert!(letter.contains(words), "{words} in {letter}");
    }
    let sheet = printed(&office, &format!("feedback {item}"));
    assert!(
        sheet.contains("乡纪委") && sheet.contains("应急物资储备情况"),
        "{sheet}"
    );
    let envelope = printed(&office, "envelope --to 样例县国家保密局 --size C5");
    assert!(envelope.contains("样例县国家保密局") && envelope.contains("青禾乡人民政府"));
    let out = office.path("信封.pdf");
    let (status, _, told) = office.tells(format!("print envelope --to 某 --size 大 --out {out}"));
    assert!(status != 0 && told.contains("没有这种信封"), "{told}");
}

#[test]
fn a_paper_becomes_a_file_that_can_be_edited_and_the_chain_knows() {
    let office = three();
    let (item, _) = released(&office, "完工公示");
    let out = office.path("公开件.docx");
    office.does(format!("export copies {item} --out {out} --as 周禾生"));
    let docx = std::fs::read(&out).unwrap();
    assert!(docx.starts_with(b"PK"));
    let out = office.path("公开件.odt");
    let export = format!("export copies {item} --out {out} --as 周禾生");
    let (status, _, told) = office.tells(&export);
    assert!(status != 0 && told.contains(".docx"), "{told}");
    let out = office.path("审批表.xlsx");
    office.refuses(
        "nothing-to-print",
        format!("export approval {item} --out {out} --as 周禾生"),
    );
    let book = office.path("登记簿.docx");
    office.does(format!(
        "export register --year 2019 --out {book} --as 周禾生"
    ));
    verified(&office);
}
