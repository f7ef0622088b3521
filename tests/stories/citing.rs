//! 引用发文稿纸, 上级要求, 重要事项: what was signed with the document needs no second chain, and what a
//! superior asked for goes before the catalogue.

use serde_json::json;

use super::{check, draft, draft_with, id, release, shown, state, text, three, verified};

const CITE: &str =
    "--document 青政发〔2019〕12号 --reviewer 林见清 --head 何远山 --signed-on 2019-09-20";

#[test]
fn a_signed_draft_sheet_is_cited_instead_of_a_second_chain() {
    let office = three();
    let item = draft(&office, "青禾乡政务公开工作制度");
    let scan = office.file("稿纸.jpg", "发文稿纸");
    let cite = format!("cite {item} {CITE} --scan {scan} --as 周禾生");
    assert_eq!(office.does(&cite)["state"], "approved");
    office.refuses("not-in-state", &cite);
    let whole = shown(&office, &item);
    let line = |at: usize| {
        let signature = &whole["signatures"][at];
        (
            text(signature, "/signer"),
            text(signature, "/kind"),
            text(signature, "/document"),
        )
    };
    let told = |name: &str| {
        (
            name.to_owned(),
            "cited".to_owned(),
            "青政发〔2019〕12号".to_owned(),
        )
    };
    assert_eq!(
        (line(0), line(1), line(2)),
        (told("周禾生"), told("林见清"), told("何远山"))
    );
    assert_eq!(whole["signatures"][1]["secrecy"], "open");
    let gate = office.does(format!("gate {item}"));
    let signed = check(&gate, "signatures");
    assert_eq!(signed["level"], "ok");
    assert!(
        text(&signed, "/evidence").contains("引用 青政发〔2019〕12号 的发文稿纸"),
        "{signed}"
    );
    let sheet = office.prints(&format!("print approval {item}"));
    assert!(sheet.contains("引用青政发〔2019〕12号发文稿纸"), "{sheet}");
    release(&office, &item);
    verified(&office);
}

#[test]
fn a_cited_sheet_obeys_the_hard_rules_and_only_speaks_for_what_was_signed() {
    let office = three();
    let item = draft(&office, "公示");
    let scan = office.file("稿纸.jpg", "发文稿纸");
    let cite = |words: &str| format!("cite {item} {words} --scan {scan} --as 周禾生");
    let of = |reviewer: &str, head: &str, on: &str| {
        cite(&format!(
            "--document 青政发〔2019〕12号 --reviewer {reviewer} --head {head} --signed-on {on}"
        ))
    };
    for (code, field, words) in [
        ("lacks-duty", "签发人", of("林见清", "林见清", "2019-09-20")),
        ("lacks-duty", "核稿人", of("何远山", "何远山", "2019-09-20")),
        (
            "date-in-future",
            "签发日期",
            of("林见清", "何远山", "2019-10-20"),
        ),
        (
            "date-before-predecessor",
            "签发日期",
            of("林见清", "何远山", "2019-09-01"),
        ),
        ("not-found", "核稿人", of("无名氏", "何远山", "2019-09-20")),
    ] {
        assert_eq!(office.refuses(code, words)["where"]["field"], field);
    }
    office.hires("许长福", "经办,审核,主要领导");
    let own = "--document 青政发〔2019〕12号 --drafter 许长福 --signed-on 2019-09-20";
    let reviews = cite(&format!("{own} --reviewer 许长福 --head 何远山"));
    office.refuses("reviewer-is-drafter", reviews);
    let heads = cite(&format!("{own} --reviewer 林见清 --head 许长福"));
    office.refuses("head-is-drafter", heads);
    // Nobody cites by signing, and what is not public as it stands takes its chain.
    office.refuses(
        "cites-nothing",
        format!("sign {item} --step 经办 --kind 引用 --as 周禾生"),
    );
    let inside = draft_with(&office, "内部事项", "--class 内部公开");
    let words = format!("cite {inside} {CITE} --scan {scan} --as 周禾生");
    office.refuses("cited-as-it-stands", words);
    assert_eq!(state(&office, &item), "draft");
    // An edit voids what was cited, as it voids any signature.
    office.does(cite(CITE));
    office.does(format!(
        "disclosure edit {item} --title 另一个标题 --as 周禾生"
    ));
    assert_eq!(state(&office, &item), "draft");
    verified(&office);
}

#[test]
fn what_a_superior_asks_for_goes_before_the_catalogue() {
    let office = three();
    let asked = "--demanded-by 样政办〔2019〕31号 --demanded-due 2019-10-12 --stage 事前";
    let item = draft_with(&office, "机耕道验收公示", asked);
    let whole = shown(&office, &item);
    let demand = json!({"document": "样政办〔2019〕31号", "due": "2019-10-12"});
    assert_eq!(
        (&whole["demand"], &whole["stage"]),
        (&demand, &json!("before"))
    );
    let clock = check(&office.does(format!("gate {item}")), "deadline");
    assert!(text(&clock, "/text").contains("2019年10月12日"), "{clock}");
    assert_eq!(clock["evidence"], "按 样政办〔2019〕31号 的要求");
    let hits = office.does("search 样政办〔2019〕31号")["hits"].clone();
    assert_eq!(hits.as_array().map(Vec::len), Some(1), "{hits}");
    let sheet = office.prints(&format!("print approval {item}"));
    for word in ["事前公开", "样政办〔2019〕31号", "10月12日前公开"] {
        assert!(sheet.contains(word), "{word}:\n{sheet}");
    }
    // The matter goes on: 事前 is followed by 事中, and nobody has asked for that one.
    let next = id(&office.does(format!(
        "disclosure copy {item} --formed-on 2019-09-25 --as 周禾生"
    )));
    let next = shown(&office, &next);
    assert_eq!(
        (&next["demand"], &next["stage"]),
        (&json!(null), &json!("during"))
    );
    let alone = "disclosure new --entry 2.5 --title 公示 --demanded-due 2019-10-12 --as 周禾生";
    let wants = office.refuses("field-missing", alone);
    assert_eq!(wants["where"]["field"], "上级要求的文号");
    verified(&office);
}
