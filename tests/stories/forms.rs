//! The words of papers: an office changes a form, and breaks it; not half a paper comes of a broken
//! one.

use std::path::PathBuf;

use super::{released, three};
use stage::office::{Office, paper_text};

/// A form of the office's own, as its clerk saves it.
fn own(office: &Office, paper: &str, form: &str) {
    let folder = office.folder().join("forms");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{paper}.txt")), form).unwrap();
}

fn shipped(paper: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets/forms");
    std::fs::read_to_string(folder.join(format!("{paper}.txt"))).unwrap()
}

#[test]
fn an_office_words_a_paper_as_it_likes() {
    let office = three();
    let (item, _) = released(&office, "完工公示");
    let out = office.path("审批表.pdf");
    let print = format!("print approval {item} --out {out} --as 周禾生");
    office.does(&print);
    assert!(paper_text(PathBuf::from(&out).as_path()).contains("政务公开事项审批表"));
    let form = shipped("审批表").replace("政务公开事项审批表", "信息公开审签单");
    own(
        &office,
        "审批表",
        &format!("\u{FEFF}{}", form.replace('\n', "\r\n")),
    );
    office.does(&print);
    let text = paper_text(PathBuf::from(&out).as_path());
    assert!(
        text.contains("信息公开审签单") && text.contains("完工公示"),
        "{text}"
    );
    assert!(!text.contains("政务公开事项审批表"));
}

#[test]
fn a_broken_form_names_its_line_and_prints_nothing() {
    let office = three();
    let (item, _) = released(&office, "完工公示");
    let out = office.path("三份.pdf");
    let print = format!("print copies {item} --out {out} --as 周禾生");
    own(
        &office,
        "公开件",
        "标题：【标题】\n正文：【正文】\n行：【监督电活】\n",
    );
    let problem = office.hears(&print).failed(3, "form-broken");
    let told = problem["text"].as_str().unwrap_or_default();
    assert!(told.contains("公开件.txt”第 3 行"), "{told}");
    assert!(told.contains("【监督电话】"), "{told}");
    let next = problem["next"].as_str().unwrap_or_default();
    assert!(next.contains("移走"), "{next}");
    assert!(!PathBuf::from(&out).exists());
    // A posted sheet without its list or telephone is none, however it is worded.
    let without = shipped("公开件").replace("名单：【名单】", "");
    own(&office, "公开件", &without);
    let problem = office.hears(&print).failed(3, "form-broken");
    assert!(
        problem["text"]
            .as_str()
            .unwrap_or_default()
            .contains("没有【名单】"),
        "{problem}"
    );
    std::fs::remove_file(office.folder().join("forms/公开件.txt")).unwrap();
    office.does(&print);
}

#[test]
fn a_form_is_copied_to_be_changed_and_a_broken_one_is_named() {
    let office = three();
    let (item, _) = released(&office, "完工公示");
    let listed = office.does("forms list");
    let of = |listed: &serde_json::Value, name: &str| {
        let forms = listed["forms"].as_array().cloned().unwrap_or_default();
        let found = forms.into_iter().find(|form| form["name"] == name);
        found.unwrap_or_else(|| panic!("no {name}: {listed}"))
    };
    assert_eq!(of(&listed, "审批表")["own"], false);
    office.does("forms check");

    let copied = office.does("forms copy 审批表 --as 周禾生");
    let file = PathBuf::from(copied["file"].as_str().expect("a file"));
    assert_eq!(file, office.folder().join("forms/审批表.txt"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), shipped("审批表"));
    assert_eq!(of(&office.does("forms list"), "审批表")["own"], true);

    // What the office changed is never written over.
    let own = shipped("审批表").replace("政务公开事项审批表", "信息公开审签单");
    std::fs::write(&file, &own).unwrap();
    office
        .hears("forms copy 审批表 --as 周禾生")
        .failed(1, "form-exists");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), own);
    let print = format!(
        "print approval {item} --out {} --as 周禾生",
        office.path("审批表.pdf")
    );
    office.does(&print);
    assert!(paper_text(&PathBuf::from(office.path("审批表.pdf"))).contains("信息公开审签单"));

    std::fs::write(
        &file,
        own.replace("栏：公开事项＝【公开事项】", "栏：公开事项＝【公开事顶】"),
    )
    .unwrap();
    std::fs::write(file.with_file_name("审批单.txt"), &own).unwrap();
    let problem = office.hears("forms check").failed(3, "form-broken");
    let told = problem["text"].as_str().unwrap_or_default();
    assert!(
        told.contains("审批表.txt”第 ") && told.contains("【公开事项】"),
        "{told}"
    );
    let listed = office.does("forms list");
    assert_eq!(of(&listed, "审批表")["broken"]["code"], "form-broken");
    assert_eq!(listed["idle"], serde_json::json!(["审批单.txt"]));

    office
        .hears("forms copy 没有的纸 --as 周禾生")
        .failed(1, "no-such-form");
    office
        .hears("forms copy 公开件 --as 林见清")
        .failed(1, "lacks-duty");
}
