//! Private data: what stands in an item never leaves it unmasked, neither on paper nor in an answer.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{approve, check, draft, draft_with, id, release, shown, state, text, three};
use stage::office::Office;
use stage::workbooks::{id_number, people, usual};

/// Passes the check of Luhn, is nobody's.
pub(super) const CARD: &str = "6228480402564890018";
pub(super) const MOBILE: &str = "13900001234";

pub(super) fn number() -> String {
    id_number("1950-02-28".parse().unwrap(), 1)
}

/// An approved item whose body says this.
fn saying(office: &Office, body: &str) -> String {
    let item = draft(office, "公示");
    let body = office.file("另一正文.txt", body);
    office.does(format!("disclosure edit {item} --body {body} --as 周禾生"));
    approve(office, &item);
    item
}

/// Neither a reason nor anything else opens this gate.
#[track_caller]
fn blocked(office: &Office, item: &str, private: &str) {
    let gate = office.does(format!("gate {item}"));
    assert_eq!(gate["open"], false, "{gate}");
    let finding = check(&gate, "private-data");
    assert_eq!(finding["level"], "red", "{gate}");
    assert!(!text(&finding, "/where").is_empty(), "{finding}");
    let words = format!("release {item} --accept-warnings --why 急 --as 周禾生");
    let problem = office.refuses("private-data", words);
    assert!(!problem.to_string().contains(private), "{problem}");
    assert_eq!(state(office, item), "approved");
    assert_eq!(office.does("register show --year 2019")["lines"], json!([]));
}

#[test]
fn a_number_in_the_body_blocks_the_release() {
    let number = number();
    for private in [number.as_str(), MOBILE, CARD] {
        let office = three();
        let item = saying(&office, &format!("领取人的号码是{private}，予以公示。"));
        blocked(&office, &item, private);
    }
}

#[test]
fn a_number_broken_by_blanks_or_written_wide_is_still_seen() {
    let number = number();
    let broken = format!("{} {} {}", &number[..6], &number[6..14], &number[14..]);
    let wide: String = number
        .chars()
        .map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c))
        .collect();
    for private in [broken, wide] {
        let office = three();
        let item = saying(&office, &format!("领取人：{private}。"));
        blocked(&office, &item, &private);
    }
}

#[test]
fn a_number_in_the_title_or_an_element_blocks_the_release() {
    let number = number();
    let office = three();
    let item = draft(&office, &format!("关于{number}的公示"));
    approve(&office, &item);
    blocked(&office, &item, &number);

    let office = three();
    let item = draft_with(&office, "公示", &format!("--element 办事结果=联系{MOBILE}"));
    approve(&office, &item);
    blocked(&office, &item, MOBILE);
}

#[test]
fn a_number_in_a_remark_of_the_list_never_reaches_the_paper() {
    let (number, other) = (number(), id_number("1961-05-06".parse().unwrap(), 2));
    let office = three();
    let list = office.file(
        "名单.csv",
        format!("姓名,身份证号,低保金,备注\n钱夏禾,{number},630,由{other}代领，电话{MOBILE}\n"),
    );
    let item = id(&office.does(format!(
        "import {list} --entry 2.4 --title 名单 --unit 上坪村村民委员会 --provider 许长福 \
         --formed-on 2019-09-20 --accept-warnings --as 周禾生"
    )));
    approve(&office, &item);
    let words = format!("release {item} --accept-warnings --why 急 --as 周禾生");
    let heard = office.hears(words);
    if heard.status != 0 {
        heard.refused("private-data");
    }
    let paper = office.prints(&format!("print copies {item}"));
    assert!(paper.contains("钱夏禾"), "{paper}");
    for never in [number.as_str(), &other, MOBILE] {
        assert!(!paper.contains(never), "{never}:\n{paper}");
    }
}

#[test]
fn the_offices_own_supervision_phone_may_stand_and_another_landline_wants_a_reason() {
    let office = three();
    let item = saying(&office, "如有异议，请致电0730-6661234。");
    assert_eq!(
        check(&office.does(format!("gate {item}")), "private-data")["level"],
        "ok"
    );
    release(&office, &item);

    let item = saying(&office, "如有异议，请致电0730-6665678。");
    let gate = office.does(format!("gate {item}"));
    assert_eq!(check(&gate, "private-data")["level"], "warning");
    office.refuses("warnings", format!("release {item} --as 周禾生"));
    release(&office, &item);

    let office = three();
    office.does(format!(
        "office set --supervision-phone {MOBILE} --as 周禾生"
    ));
    let item = saying(&office, &format!("如有异议，请致电{MOBILE}。"));
    assert_eq!(
        check(&office.does(format!("gate {item}")), "private-data")["level"],
        "ok"
    );
}

#[test]
fn an_office_without_supervision_phone_is_reminded_of_it() {
    let office = Office::unfounded(super::PROGRAM);
    office.does("init --name 青禾乡人民政府 --county 样例县 --prefix 青政 --catalogue mujin");
    office.hires("周禾生", "经办,发布,管理");
    let item = draft(&office, "公示");
    let phone =
        |office: &Office| check(&office.does(format!("gate {item}")), "phone")["level"].clone();
    assert_eq!(phone(&office), "warning");
    office.does("office set --supervision-phone 0730-6661234 --as 周禾生");
    assert_eq!(phone(&office), "ok");
}

#[test]
fn answers_are_masked_unless_somebody_asks_by_name_which_is_logged() {
    let number = number();
    let office = three();
    let list = office.file("名单.xlsx", usual("上坪村", 4));
    let item = id(&office.does(format!(
        "import {list} --entry 2.4 --title 名单 --as 周禾生"
    )));
    let body = office.file("号码.txt", format!("号码{number}，电话{MOBILE}。"));
    let edit = format!("disclosure edit {item} --title 关于{number}的公示 --body {body}");
    office.does(format!("{edit} --element 办事结果={CARD} --as 周禾生"));

    let person = people("上坪村", 4).remove(0);
    let entries = |office: &Office| office.does("verify")["chain"]["entries"].as_u64().unwrap();
    let before = entries(&office);
    let masked = shown(&office, &item);
    assert_eq!(entries(&office), before, "looking is not logged");
    assert!(
        masked["title"]
            .as_str()
            .unwrap()
            .contains("43*************"),
        "{masked}"
    );
    let whole = masked.to_string();
    for never in [&number, MOBILE, CARD, &person.id_number] {
        assert!(!whole.contains(never), "{never} in {whole}");
    }
    assert!(
        whole.contains(&person.name),
        "names are the register's business"
    );

    office.refuses("who-acts", format!("disclosure show {item} --private"));
    assert_eq!(entries(&office), before);
    let open = office
        .does(format!("disclosure show {item} --private --as 周禾生"))
        .to_string();
    for there in [&number, MOBILE, CARD, &person.id_number] {
        assert!(open.contains(there), "{there}");
    }
    assert_eq!(entries(&office), before + 1, "asking by name is logged");
}

/// Every file below a folder. The store and its kept files hold the originals, and nobody is handed
/// them: they are left out.
pub(super) fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if name == "files" || name.starts_with("registry.db") {
            continue;
        }
        match path.is_dir() {
            true => found.extend(files_of(&path)),
            false => found.push(path),
        }
    }
    found
}

#[test]
fn no_answer_and_no_file_of_the_office_shows_an_identity_number() {
    let office = three();
    let list = office.file("名单.xlsx", usual("上坪村", 12));
    let import =
        format!("import {list} --entry 2.4 --unit 上坪村村民委员会 --provider 许长福 --as 周禾生");
    let item = id(&office.does(format!("{import} --title 名单")));
    approve(&office, &item);
    release(&office, &item);
    for words in [
        format!("sheet {list}"),
        format!("sheet {list} --raw"),
        format!("disclosure show {item}"),
        "disclosure list".to_owned(),
        format!("gate {item}"),
        "search 上坪村".to_owned(),
        "search 430699".to_owned(),
        "register show --year 2019".to_owned(),
        "verify".to_owned(),
        format!("correct {item} --why 改 --as 周禾生"),
        format!("withdraw {item} --why 撤 --as 周禾生"),
    ] {
        office.does(&words);
        let (status, ..) = office.tells(&words);
        assert!(status <= 1, "{words}");
    }
    office.hears(format!("scan {list}"));
    let damaged = String::from_utf8(usual_csv()).unwrap();
    let damaged = office.file("坏号码.csv", damaged);
    office.refuses(
        "rows-refused",
        format!("import {damaged} --entry 2.4 --title 坏 --as 周禾生"),
    );
    office.does(format!("sheet {damaged}"));

    let heard = office.everything_heard();
    let numbers: Vec<String> = people("上坪村", 12)
        .into_iter()
        .map(|p| p.id_number)
        .collect();
    for number in &numbers {
        assert!(!heard.contains(number.as_str()), "an answer shows {number}");
    }
    assert!(
        !heard.contains("430699"),
        "an answer shows the beginning of a number"
    );
    let files = files_of(&office.folder());
    assert!(
        files.iter().any(|path| path.ends_with("office.json")),
        "{files:?}"
    );
    for path in files {
        let content = fs::read(&path).unwrap();
        let shows = content.windows(6).any(|window| window == b"430699");
        assert!(!shows, "{} shows a number", path.display());
    }
}

/// A list whose only identity number is wrong by a digit.
fn usual_csv() -> Vec<u8> {
    let number = number();
    let last = if number.ends_with('1') { '2' } else { '1' };
    format!("姓名,身份证号,低保金\n钱夏禾,{}{last},630\n", &number[..17]).into_bytes()
}

#[test]
fn a_number_in_the_providing_unit_is_refused_where_it_is_typed() {
    let office = three();
    let item = draft(&office, "公示");
    let edit = format!("disclosure edit {item} --unit {} --as 周禾生", number());
    office.refuses("private-data", edit);
}

#[test]
fn every_private_column_of_a_list_is_masked_when_shown() {
    let (office, number) = (three(), number());
    let list = office.file(
        "名单.csv",
        format!("姓名,身份证号,联系电话,一卡通账号,住址,金额\n钱夏禾,{number},{MOBILE},{CARD},石桥村三组八号,630\n"),
    );
    let item = id(&office.does(format!(
        "import {list} --entry 2.4 --title 名单 --accept-warnings --as 周禾生"
    )));
    let masked = format!("43*************{}", &number[15..]);
    let cells = |value: Value| value["list"]["rows"][0]["cells"].clone();
    assert_eq!(
        cells(shown(&office, &item)),
        json!([
            "钱夏禾",
            masked,
            "139****1234",
            "***************0018",
            "***",
            "630"
        ])
    );
    let open = office.does(format!("disclosure show {item} --private --as 周禾生"));
    assert_eq!(
        cells(open),
        json!(["钱夏禾", number, MOBILE, CARD, "石桥村三组八号", "630"])
    );
    let sheet = office.does(format!("sheet {list}")).to_string();
    let raw = office.does(format!("sheet {list} --raw")).to_string();
    for never in [number.as_str(), MOBILE, CARD] {
        assert!(!sheet.contains(never) && !raw.contains(never), "{never}");
    }
}
