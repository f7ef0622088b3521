//! 平田's five people and their longer chain.

use serde_json::json;

use super::{draft, five, id, shown, state};

#[test]
fn five_people_sign_in_their_order_and_nobody_else_does() {
    let office = five();
    assert_eq!(
        office.does("chain show")["steps"],
        json!(["draft", "proofread", "review", "agree", "approve"])
    );
    let item = draft(&office, "机耕道硬化完工公示");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    let skipped = format!("sign {item} --step 审核 --secrecy 可公开 --as 林见清");
    office.refuses("wrong-step", &skipped);
    for (step, wrong) in [("校对", "林见清"), ("校对", "何远山")] {
        office.refuses(
            "lacks-duty",
            format!("sign {item} --step {step} --as {wrong}"),
        );
    }
    office.does(format!("sign {item} --step 校对 --as 程子规"));
    assert_eq!(state(&office, &item), "proofread");
    office.refuses(
        "wrong-step",
        format!("sign {item} --step 主要领导 --as 何远山"),
    );
    office.does(skipped);
    office.refuses(
        "wrong-step",
        format!("sign {item} --step 主要领导 --as 何远山"),
    );
    let agreed = office.does(format!(
        "sign {item} --step 分管领导 --opinion 同意 --as 陆望舒"
    ));
    assert_eq!(agreed["state"], "agreed");
    office.refuses(
        "lacks-duty",
        format!("sign {item} --step 主要领导 --as 陆望舒"),
    );
    let approved = office.does(format!("sign {item} --step 主要领导 --as 何远山"));
    assert_eq!(approved["state"], "approved");
    let sheet = office.prints(&format!("print approval {item}"));
    let sheet: String = sheet.split_whitespace().collect();
    for told in ["校对", "程子规", "分管领导", "陆望舒", "主要领导", "何远山"] {
        assert!(sheet.contains(told), "no {told}:\n{sheet}");
    }
    let released = office.does(format!(
        "release {item} --accept-warnings --why 时限未定 --as 周禾生"
    ));
    assert_eq!(released["register_no"], "2019-0001");
    let whole = shown(&office, &item);
    assert_eq!(whole["signatures"].as_array().map(Vec::len), Some(5));
    assert_eq!(whole["channels"], json!(["website"]));
}

#[test]
fn proofreading_ones_own_draft_is_told() {
    let office = five();
    office.hires("周禾生", "经办,校对,发布,管理");
    let item = draft(&office, "自校的公示");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    office.does(format!("sign {item} --step 校对 --as 周禾生"));
    let own = shown(&office, &item);
    assert_eq!(own["signatures"][1]["own_proofreading"], true);

    let other = draft(&office, "他校的公示");
    office.does(format!("sign {other} --step 经办 --as 周禾生"));
    office.does(format!("sign {other} --step 校对 --as 程子规"));
    assert_eq!(
        shown(&office, &other)["signatures"][1]["own_proofreading"],
        false
    );
}

#[test]
fn elements_are_not_demanded_here() {
    let office = five();
    let item = id(&office.does("disclosure new --entry 2.5 --title 公示 --as 周禾生"));
    let gate = office.does(format!("gate {item}"));
    assert_eq!(super::check(&gate, "elements")["level"], "ok");
    assert_eq!(super::check(&gate, "provider")["level"], "warning");
    assert_eq!(super::check(&gate, "content")["level"], "warning");
    assert_eq!(super::check(&gate, "signatures")["level"], "red");
    assert_eq!(gate["open"], false);
}

#[test]
fn an_entry_may_have_a_chain_of_its_own() {
    let office = five();
    office.does("chain set --steps 经办,审核,主要领导 --entry 动态 --as 周禾生");
    let own = office.does("chain show --entry 动态");
    assert_eq!(
        (&own["steps"], &own["entry"]),
        (&json!(["draft", "review", "approve"]), &json!("动态"))
    );
    assert_eq!(
        office.does("chain show")["steps"].as_array().map(Vec::len),
        Some(5)
    );
    let item = id(&office.does("disclosure new --entry 动态 --title 春耕 --as 周禾生"));
    super::approve(&office, &item);
}
