//! Rulings where plan, law and practice pull apart: each test is named for the promise it holds.

use super::{approve, draft, id, release, released, shown, text, three};
use stage::workbooks::id_number;

fn number() -> String {
    id_number("1950-02-28".parse().unwrap(), 1)
}

#[test]
fn an_error_never_repeats_a_typed_number() {
    let number = number();
    let office = three();
    let item = draft(&office, "公示");
    let repeating: Vec<String> = [
        format!("disclosure show {number}"),
        format!("disclosure new --entry 2.5 --title 公示 --as {number}"),
        format!("disclosure new --entry {number} --title 公示 --as 周禾生"),
        format!("sign {item} --step 经办 --signer {number} --as 周禾生"),
        format!("sign {item} --step {number} --as 周禾生"),
        format!("register void {number} --why 错 --as 周禾生"),
        format!("disclosure exempt {item} --ground {number} --as 周禾生"),
        format!("chain set --steps {number} --as 周禾生"),
        format!("take-down {item} --place {number} --as 周禾生"),
    ]
    .into_iter()
    .filter(|words| office.hears(words).value.to_string().contains(&number))
    .collect();
    assert!(repeating.is_empty(), "{repeating:#?}");
}

#[test]
fn nobodys_number_gets_into_a_field_that_papers_repeat() {
    let number = number();
    let office = three();
    let more = "--as 周禾生";
    let item = draft(&office, "公示");
    for words in [
        format!("disclosure new --entry 2.5 --title 公示 --unit 单位{number} {more}"),
        format!("disclosure edit {item} --provider 人{number} {more}"),
        format!("sign {item} --step 经办 --opinion {number} {more}"),
    ] {
        office.refuses("private-data", words);
    }
    office.does(format!("sign {item} --step 经办 {more}"));
    let back = format!("return {item} --why 号码{number}写错 --as 何远山");
    office.refuses("private-data", back);
}

#[test]
fn nobodys_number_gets_into_places_and_reasons() {
    let number = number();
    let office = three();
    let (item, register_no) = released(&office, "公示");
    let post = format!("post {item} --channel 公开栏 --place {number}家 --as 周禾生");
    office.refuses("private-data", post);
    let void = format!("register void {register_no} --why {number} --as 周禾生");
    office.refuses("private-data", void);
    let whole = shown(&office, &item);
    assert!(!whole.to_string().contains(&number), "{whole}");
}

#[test]
fn the_register_book_shows_no_number() {
    let number = number();
    let office = three();
    let (item, _) = released(&office, "公示");
    let withdraw = format!("withdraw {item} --why {number}泄露 --as 周禾生");
    office.refuses("private-data", withdraw);
    let book = office.prints("print register --year 2019");
    let squeezed: String = book.split_whitespace().collect();
    assert!(!squeezed.contains(&number), "{book}");
}

#[test]
fn a_correction_is_not_released_before_what_it_corrects() {
    let office = three();
    let old = draft(&office, "公示");
    approve(&office, &old);
    release(&office, &old);
    let new = id(&office.does(format!("correct {old} --why 改 --as 周禾生")));
    let on = "--on 2019-09-21";
    office.does(format!("sign {new} --step 经办 --as 周禾生 {on}"));
    office.does(format!(
        "sign {new} --step 审核 --secrecy 可公开 --as 林见清 {on}"
    ));
    office.does(format!("sign {new} --step 主要领导 --as 何远山 {on}"));
    let early = format!("release {new} --accept-warnings --why 急 --as 周禾生 {on}");
    office.refuses("date-before-predecessor", early);
}

#[test]
fn an_item_has_one_correction_under_way() {
    let office = three();
    let (old, _) = released(&office, "公示");
    office.does(format!("correct {old} --why 改 --as 周禾生"));
    let again = office.hears(format!("correct {old} --why 又改 --as 周禾生"));
    assert_eq!(again.status, 1, "{}", again.value);
}

#[test]
fn a_copy_handed_over_is_not_handed_over_again_in_silence() {
    let office = three();
    let (item, number) = released(&office, "公示");
    let hand = format!("hand-over {item} --copy {number}-1 --by 专人 --as 周禾生");
    office.does(format!("{hand} --to 样例县政务公开办公室"));
    let again = office.hears(format!("{hand} --to 别处"));
    let copies = shown(&office, &item)["copies"].to_string();
    assert!(
        again.status == 1 || copies.contains("样例县政务公开办公室"),
        "{copies}"
    );
}

#[test]
fn a_village_that_is_named_gets_its_own_rows_only() {
    let office = three();
    let file = office.file(
        "两村.csv",
        "村,姓名,低保金\n上坪村,钱夏禾,630\n石桥村,孙山,420\n",
    );
    let import = format!("import {file} --entry 2.4 --title 名单 --accept-warnings --as 周禾生");
    let item = id(&office.does(format!("{import} --village 上坪村")));
    let list = shown(&office, &item)["list"].clone();
    assert_eq!(list["rows"].as_array().map(Vec::len), Some(1), "{list}");
}

#[test]
fn several_villages_become_several_items() {
    let office = three();
    let file = office.file(
        "两村.csv",
        "村,姓名,低保金\n上坪村,钱夏禾,630\n石桥村,孙山,420\n",
    );
    let import = format!("import {file} --entry 2.4 --title 名单 --accept-warnings --as 周禾生");
    let answer = office.does(import);
    assert_eq!(
        answer["disclosures"].as_array().map(Vec::len),
        Some(2),
        "{answer}"
    );
}

#[test]
fn a_village_is_written_once_and_spelled_in_its_own_way() {
    let office = three();
    let two = office.file(
        "两村.csv",
        "村,姓名,低保金\n石桥,孙山,420\n,李四,300\n上坪,钱夏禾,630\n",
    );
    let import = "--entry 2.4 --title 名单 --accept-warnings --as 周禾生";
    let rows = |answer: &serde_json::Value| {
        let list = shown(&office, &id(answer))["list"].clone();
        list["rows"].as_array().map(Vec::len)
    };
    let named = office.does(format!("import {two} --village 石桥村 {import}"));
    assert_eq!((rows(&named), &named["skipped"]), (Some(2), &2.into()));
    let whole = office.does(format!("import {two} --together {import}"));
    assert_eq!(rows(&whole), Some(3));
    let one = office.file("一村.csv", "村,姓名,低保金\n上坪村,孙山,420\n,李四,300\n");
    let label = office.does(format!("import {one} --village 上坪村 {import}"));
    assert_eq!(rows(&label), Some(2));
    super::verified(&office);
}

#[test]
fn a_raw_sheet_that_is_not_there_is_refused() {
    let office = three();
    let file = office.file("名单.csv", "姓名,金额\n钱夏禾,630\n");
    office.refuses("no-such-sheet", format!("sheet {file} --raw --sheet 没有"));
}

#[test]
fn a_title_that_no_paper_holds_is_refused_at_once() {
    let office = three();
    let long = "长".repeat(3000);
    let new = format!("disclosure new --entry 2.5 --title {long} --as 周禾生");
    office.refuses("too-long", new);
}

#[test]
fn a_gate_answers_whatever_it_finds() {
    let office = three();
    let body = office.file("正文.txt", "龘".repeat(200));
    let new = format!("disclosure new --entry 2.5 --title 公示 --body {body} --as 周禾生");
    let gate = office.does(format!("gate {}", id(&office.does(new))));
    assert_eq!(gate["open"], false);
}

#[test]
fn a_person_is_told_in_chinese_everywhere() {
    let office = three();
    let (item, _) = released(&office, "公示");
    let file = office.file("名单.csv", "姓名,金额\n钱夏禾,630\n");
    let told = |words: &str| office.tells(words).1;
    let mut foreign = Vec::new();
    for words in [
        format!("disclosure show {item}"),
        "office show".into(),
        format!("sheet {file} --raw"),
    ] {
        if told(&words).trim_start().starts_with('{') {
            foreign.push(words);
        }
    }
    for (words, wrong) in [
        ("staff list".to_owned(), "草稿"),
        ("chain show".to_owned(), "草稿"),
        ("catalogue list".to_owned(), "long_term"),
        (format!("sheet {file}"), "＝name"),
    ] {
        if told(&words).contains(wrong) {
            foreign.push(format!("{words}: {wrong}"));
        }
    }
    assert!(foreign.is_empty(), "{foreign:#?}");
}

#[test]
fn a_title_is_one_line() {
    let office = three();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let folder = office.folder();
    let title = "两\n行";
    let words = [
        "gongkai",
        "--json",
        "--office",
        folder.to_str().unwrap(),
        "disclosure",
        "new",
        "--entry",
        "2.5",
        "--title",
        title,
        "--as",
        "周禾生",
    ];
    gongkai_cli::run(words.map(Into::into), office.machine(), &mut out, &mut err);
    let shown = office.does("disclosure list").to_string();
    assert!(!shown.contains("\\n"), "{shown}");
}

#[test]
fn looking_at_private_cells_of_a_sheet_is_logged() {
    let office = three();
    let file = office.file(
        "名单.csv",
        format!("姓名,身份证号,金额\n钱夏禾,{},630\n", number()),
    );
    let entries = || office.does("verify")["chain"]["entries"].as_u64();
    let before = entries();
    office.hears(format!("sheet {file} --private --as 周禾生"));
    assert_ne!(entries(), before);
}

#[test]
fn a_scan_in_the_office_knows_its_supervision_phone() {
    let office = three();
    let file = office.file("公示.txt", "监督电话：0730-6661234");
    assert_eq!(office.hears(format!("scan {file}")).status, 0);
}

#[test]
fn what_is_voided_tells_what_still_hangs() {
    let office = three();
    let (item, number) = released(&office, "公示");
    office.does(format!(
        "post {item} --channel 公开栏 --place 乡政府 --as 周禾生"
    ));
    let void = office.does(format!("register void {number} --why 错 --as 周禾生"));
    assert_eq!(text(&void, "/still_posted/0/place"), "乡政府");
}

#[test]
fn no_paper_is_written_over_the_store() {
    let office = three();
    let store = office.folder().join("registry.db");
    let heard = office.hears(format!(
        "print register --year 2019 --out {}",
        store.display()
    ));
    assert_ne!(heard.status, 0);
    assert_eq!(office.hears("verify").status, 0);
}

#[test]
fn an_export_is_not_written_over_the_store_either() {
    let office = three();
    for name in ["registry.db", "office.json", "files/甲.xlsx"] {
        let out = office.folder().join(name);
        let heard = office.hears(format!(
            "export register --year 2019 --out {}",
            out.display()
        ));
        assert_ne!(heard.status, 0, "{name}");
    }
}

#[test]
fn an_office_keeps_a_name_and_a_county() {
    let office = three();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let folder = office.folder();
    for field in ["--name", "--county"] {
        let words = [
            "gongkai",
            "--json",
            "--office",
            folder.to_str().unwrap(),
            "office",
            "set",
            field,
            " ",
            "--as",
            "周禾生",
        ];
        let status = gongkai_cli::run(words.map(Into::into), office.machine(), &mut out, &mut err);
        assert_eq!(status, 1, "{field}");
    }
}

#[test]
fn a_signature_owed_can_be_made_good_after_a_correction() {
    let office = three();
    let old = draft(&office, "防汛通告");
    super::review(&office, &old);
    let sign = format!("sign {old} --step 主要领导 --signer 何远山 --as 周禾生");
    office.does(format!("{sign} --kind 口头"));
    release(&office, &old);
    let new = id(&office.does(format!("correct {old} --why 改 --as 周禾生")));
    approve(&office, &new);
    release(&office, &new);
    office.does(format!("{sign} --kind 纸签"));
}

#[test]
fn an_owed_signature_names_its_day_and_an_overdue_one_says_so() {
    let office = three();
    let item = draft(&office, "防汛通告");
    super::review(&office, &item);
    office.does(format!(
        "sign {item} --step 主要领导 --signer 何远山 --kind 口头 --as 周禾生"
    ));
    let owed =
        |office: &stage::office::Office| super::check(&office.does(format!("gate {item}")), "owed");
    let now = owed(&office);
    assert!(text(&now, "/text").contains("2019年10月9日"), "{now}");
    let later = owed(office.at("2019-10-20"));
    assert_ne!(later["text"], now["text"]);
}

#[test]
fn nobody_signs_a_text_before_it_was_written() {
    let office = three();
    let item = draft(&office, "公示");
    approve(&office, &item);
    office.does(format!("disclosure edit {item} --title 改过的 --as 周禾生"));
    let early = format!("sign {item} --step 经办 --on 2019-09-24 --as 周禾生");
    office.refuses("date-before-predecessor", early);
}

#[test]
fn whoever_was_stood_in_for_as_drafter_is_a_drafter_too() {
    let office = three();
    office.hires("苏叶", "经办,审核");
    let item = draft(&office, "公示");
    office.does(format!("sign {item} --step 经办 --for 苏叶 --as 周禾生"));
    let review = format!("sign {item} --step 审核 --secrecy 可公开 --as 苏叶");
    office.refuses("reviewer-is-drafter", review);
}
