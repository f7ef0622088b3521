//! Hard rules: who may never sign what, in which order, on which day, with what conclusion.

use serde_json::{Value, json};

use super::{approve, check, draft, five, review, shown, state, three};

#[test]
fn the_head_is_never_the_drafter() {
    let office = three();
    office.hires("何远山", "经办,主要领导");
    let item = draft(&office, "公示");
    office.does(format!("sign {item} --step 经办 --as 何远山"));
    office.does(format!(
        "sign {item} --step 审核 --secrecy 可公开 --as 林见清"
    ));
    office.refuses(
        "head-is-drafter",
        format!("sign {item} --step 主要领导 --as 何远山"),
    );
    // Whoever enters it: the rule looks at the signer.
    let entered = format!("sign {item} --step 主要领导 --signer 何远山 --kind 纸签 --as 周禾生");
    office.refuses("head-is-drafter", entered);
    assert_eq!(state(&office, &item), "reviewed");
}

#[test]
fn the_secrecy_reviewer_is_never_the_drafter() {
    let office = three();
    office.hires("周禾生", "经办,审核,发布,管理");
    let item = draft(&office, "公示");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    let own = format!("sign {item} --step 审核 --secrecy 可公开 --as 周禾生");
    office.refuses("reviewer-is-drafter", own);
    assert_eq!(state(&office, &item), "submitted");
    // The same hand may enter what another has signed.
    office.does(format!(
        "sign {item} --step 审核 --signer 林见清 --kind 纸签 --secrecy 可公开 --as 周禾生"
    ));
}

#[test]
fn a_stand_in_signs_for_another_and_obeys_the_hard_rules() {
    let office = three();
    office.hires("苏叶", "经办");
    let item = draft(&office, "公示");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    let lacking = format!("sign {item} --step 审核 --secrecy 可公开 --as 苏叶");
    office.refuses("lacks-duty", &lacking);
    office.refuses("lacks-duty", format!("{lacking} --for 何远山"));
    office.refuses("not-found", format!("{lacking} --for 无名氏"));
    let drafter = format!("sign {item} --step 审核 --secrecy 可公开 --for 林见清 --as 周禾生");
    office.refuses("reviewer-is-drafter", drafter);
    office.does(format!("{lacking} --for 林见清"));
    let drafter = format!("sign {item} --step 主要领导 --for 何远山 --as 周禾生");
    office.refuses("head-is-drafter", drafter);
    let answer = office.does(format!(
        "sign {item} --step 主要领导 --for 何远山 --as 林见清"
    ));
    assert_eq!(answer["state"], "approved");
    let signatures = &shown(&office, &item)["signatures"];
    assert_eq!(signatures[1]["stands_in_for"], "林见清");
    assert_eq!(
        (&signatures[2]["signer"], &signatures[2]["stands_in_for"]),
        (&json!("林见清"), &json!("何远山"))
    );
    assert_eq!(signatures[0]["stands_in_for"], Value::Null);
    let sheet = office.prints(&format!("print approval {item}"));
    assert!(sheet.contains('代'), "{sheet}");
}

#[test]
fn nothing_unreviewed_is_released() {
    let office = three();
    let item = draft(&office, "公示");
    let release = format!("release {item} --accept-warnings --why 急 --as 周禾生");
    let steps = [
        "--step 经办 --as 周禾生",
        "--step 审核 --secrecy 可公开 --as 林见清",
        "--step 主要领导 --as 何远山",
    ];
    for step in steps {
        office.refuses("not-in-state", &release);
        let gate = office.does(format!("gate {item}"));
        assert_eq!(gate["open"], false, "before {step}");
        assert_eq!(check(&gate, "signatures")["level"], "red");
        office.does(format!("sign {item} {step}"));
    }
    assert_eq!(office.does(format!("gate {item}"))["open"], true);
    assert_eq!(office.does("register show --year 2019")["lines"], json!([]));
    office.does(release);
}

#[test]
fn only_who_holds_the_duty_releases() {
    let office = three();
    let item = draft(&office, "公示");
    approve(&office, &item);
    for wrong in ["林见清", "何远山"] {
        let release = format!("release {item} --accept-warnings --why 急 --as {wrong}");
        office.refuses("lacks-duty", release);
    }
    assert_eq!(state(&office, &item), "approved");
}

#[test]
fn steps_are_signed_in_turn_by_those_who_hold_the_duty() {
    let office = three();
    let item = draft(&office, "公示");
    office.refuses(
        "wrong-step",
        format!("sign {item} --step 主要领导 --as 何远山"),
    );
    office.refuses("lacks-duty", format!("sign {item} --step 经办 --as 林见清"));
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    office.refuses("wrong-step", format!("sign {item} --step 经办 --as 周禾生"));
    office.refuses("wrong-step", format!("sign {item} --step 校对 --as 周禾生"));
    office.refuses(
        "not-found",
        format!("sign {item} --step 审核 --secrecy 可公开 --as 无名氏"),
    );
    office.refuses(
        "secrecy-missing",
        format!("sign {item} --step 审核 --as 林见清"),
    );
    office.does(format!(
        "sign {item} --step 审核 --secrecy 可公开 --as 林见清"
    ));
    let elsewhere = format!("sign {item} --step 主要领导 --secrecy 可公开 --as 何远山");
    office.refuses("secrecy-elsewhere", elsewhere);
}

#[test]
fn no_act_lies_in_the_future_nor_before_its_predecessor() {
    let office = three();
    let item = draft(&office, "公示");
    office.refuses(
        "date-in-future",
        format!("sign {item} --step 经办 --on 2019-10-01 --as 周禾生"),
    );
    office.does(format!(
        "sign {item} --step 经办 --on 2019-09-26 --as 周禾生"
    ));
    let sign = |step: &str, who: &str| format!("sign {item} --step {step} --as {who}");
    let reviewed = format!("{} --secrecy 可公开", sign("审核", "林见清"));
    office.refuses(
        "date-before-predecessor",
        format!("{reviewed} --on 2019-09-25"),
    );
    office.does(format!("{reviewed} --on 2019-09-27"));
    let approved = sign("主要领导", "何远山");
    office.refuses(
        "date-before-predecessor",
        format!("{approved} --on 2019-09-26"),
    );
    office.does(format!("{approved} --on 2019-09-28"));
    let release = format!("release {item} --accept-warnings --why 急 --as 周禾生");
    office.refuses(
        "date-before-predecessor",
        format!("{release} --on 2019-09-27"),
    );
    office.refuses("date-in-future", format!("{release} --on 2020-01-01"));
    office.does(format!("{release} --on 2019-09-28"));
    let post = format!("post {item} --channel 公开栏 --place 乡政府 --as 周禾生");
    office.refuses("date-before-predecessor", format!("{post} --on 2019-09-27"));
    let hand = format!("hand-over {item} --copy 2019-0001-1 --to 县 --by 专人 --as 周禾生");
    office.refuses("date-before-predecessor", format!("{hand} --on 2019-09-27"));
    let future = "disclosure new --entry 2.5 --title 未来 --formed-on 2019-10-01 --as 周禾生";
    office.refuses("date-in-future", future);
}

#[test]
fn partly_open_goes_on_and_closed_goes_back() {
    let office = three();
    let partly = draft(&office, "部分公开的公示");
    office.does(format!("sign {partly} --step 经办 --as 周禾生"));
    office.does(format!(
        "sign {partly} --step 审核 --secrecy 部分公开 --as 林见清"
    ));
    assert_eq!(state(&office, &partly), "reviewed");
    assert_eq!(
        shown(&office, &partly)["signatures"][1]["secrecy"],
        "partly"
    );

    let closed = draft(&office, "不该公开的公示");
    office.does(format!("sign {closed} --step 经办 --as 周禾生"));
    let answer = office.does(format!(
        "sign {closed} --step 审核 --secrecy 不予公开 --as 林见清"
    ));
    assert_eq!(answer["state"], "returned");
    let whole = shown(&office, &closed);
    assert_eq!(whole["signatures"], json!([]));
    assert!(whole["returned"].is_string(), "{whole}");
    office.refuses(
        "not-in-state",
        format!("release {closed} --accept-warnings --why 急 --as 周禾生"),
    );
}

#[test]
fn what_is_referred_upwards_waits_for_the_answer() {
    let office = three();
    let item = draft(&office, "拿不准的公示");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    let sign = format!("sign {item} --step 审核 --as 林见清");
    office.does(format!("{sign} --secrecy 报上级"));
    assert_eq!(state(&office, &item), "submitted");
    let secrecy = check(&office.does(format!("gate {item}")), "secrecy");
    assert_eq!(secrecy["level"], "red");
    assert!(
        secrecy["text"].as_str().unwrap().contains("2019年9月30日"),
        "{secrecy}"
    );
    office.refuses(
        "wrong-step",
        format!("sign {item} --step 主要领导 --as 何远山"),
    );
    office
        .at("2019-10-12")
        .does(format!("{sign} --secrecy 可公开"));
    office.does(format!("sign {item} --step 主要领导 --as 何远山"));
    assert_eq!(
        check(&office.does(format!("gate {item}")), "secrecy")["level"],
        "ok"
    );
}

#[test]
fn an_edit_voids_every_signature_at_every_step() {
    let office = five();
    let signers = [
        "--step 经办 --as 周禾生",
        "--step 校对 --as 程子规",
        "--step 审核 --secrecy 可公开 --as 林见清",
        "--step 分管领导 --as 陆望舒",
        "--step 主要领导 --as 何远山",
    ];
    let item = draft(&office, "公示");
    for signed in 1..=signers.len() {
        for sign in &signers[..signed] {
            office.does(format!("sign {item} {sign}"));
        }
        let answer = office.does(format!(
            "disclosure edit {item} --title 改后{signed} --as 周禾生"
        ));
        assert_eq!(answer["state"], "draft", "after {signed} signatures");
        let whole = shown(&office, &item);
        assert_eq!(whole["signatures"], json!([]));
        assert_eq!(whole["title"], format!("改后{signed}"));
        assert_eq!(whole["next_step"], "draft");
    }
    for sign in signers {
        office.does(format!("sign {item} {sign}"));
    }
    let photo = office.file("附图.png", b"\x89PNG");
    let answer = office.does(format!("disclosure attach {item} {photo} --as 周禾生"));
    assert_eq!(answer["state"], "draft");
    assert_eq!(shown(&office, &item)["attachments"], 1);
}

#[test]
fn nothing_released_is_edited() {
    let office = three();
    let (item, _) = super::released(&office, "公示");
    office.refuses(
        "not-in-state",
        format!("disclosure edit {item} --title 改 --as 周禾生"),
    );
    let photo = office.file("附图.png", b"\x89PNG");
    office.refuses(
        "not-in-state",
        format!("disclosure attach {item} {photo} --as 周禾生"),
    );
    office.refuses(
        "not-in-state",
        format!("return {item} --why 改 --as 林见清"),
    );
    assert_eq!(shown(&office, &item)["title"], "公示");
}

#[test]
fn whoever_sends_an_item_back_says_why() {
    let office = three();
    let item = draft(&office, "公示");
    office.refuses(
        "not-in-state",
        format!("return {item} --why 早了 --as 林见清"),
    );
    review(&office, &item);
    office
        .hears(format!("return {item} --as 何远山"))
        .failed(2, "usage");
    let answer = office.does(format!("return {item} --why 金额与批复不符 --as 何远山"));
    assert_eq!(answer["state"], "returned");
    let whole = shown(&office, &item);
    assert_eq!(whole["returned"], "金额与批复不符");
    assert_eq!(whole["signatures"], json!([]));
    approve(&office, &item);
    let answer = office.does(format!("return {item} --why 再核一次 --as 何远山"));
    assert_eq!(answer["state"], "returned");
}

#[test]
fn no_chain_goes_without_drafter_reviewer_or_head() {
    let office = three();
    for steps in [
        "审核,主要领导",
        "经办,主要领导",
        "经办,审核",
        "经办,审核,审核,主要领导",
        "审核,经办,主要领导",
        "经办,主要领导,审核",
        "经办,审核,主要领导,分管领导",
        "经办,审核,乡长",
        ",",
    ] {
        let problem = office.refuses("chain", format!("chain set --steps {steps} --as 周禾生"));
        assert_eq!(problem["where"]["field"], "审批流程");
    }
    let set = "chain set --steps 经办,审核,分管领导,主要领导";
    office.refuses("lacks-duty", format!("{set} --as 林见清"));
    office.refuses("who-acts", set);
    assert_eq!(
        office.does("chain show")["steps"],
        json!(["draft", "review", "approve"])
    );
}

#[test]
fn items_under_way_keep_their_chain() {
    let office = three();
    office.hires("陆望舒", "分管领导");
    let old = draft(&office, "在途");
    office.does(format!("sign {old} --step 经办 --as 周禾生"));
    office.does("chain set --steps 经办,审核,分管领导,主要领导 --as 周禾生");
    let new = draft(&office, "新件");
    for item in [&old, &new] {
        if item == &new {
            office.does(format!("sign {item} --step 经办 --as 周禾生"));
        }
        office.does(format!(
            "sign {item} --step 审核 --secrecy 可公开 --as 林见清"
        ));
    }
    assert_eq!(shown(&office, &old)["next_step"], "approve");
    assert_eq!(shown(&office, &new)["next_step"], "agree");
    let answer = office.does(format!("sign {old} --step 主要领导 --as 何远山"));
    assert_eq!(answer["state"], "approved");
}
