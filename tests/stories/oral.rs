//! Immediate items: the head agrees by telephone, the signature follows within two work days.

use serde_json::{Value, json};

use super::{check, draft, five, release, remark, review, shown, text, three, verified};

#[test]
fn a_head_may_agree_orally_and_signs_afterwards() {
    let office = three();
    let item = draft(&office, "防汛通告");
    review(&office, &item);
    let oral = format!(
        "sign {item} --step 主要领导 --signer 何远山 --kind 口头 --opinion 电话同意 --as 周禾生"
    );
    assert_eq!(office.does(&oral)["state"], "approved");
    let signature = shown(&office, &item)["signatures"][2].clone();
    assert_eq!(
        (&signature["kind"], &signature["owed"]),
        (&json!("oral"), &json!(true))
    );
    let owed = check(&office.does(format!("gate {item}")), "owed");
    assert_eq!(owed["level"], "warning");
    let number = text(&release(&office, &item), "/register_no");
    assert_eq!(remark(&office, 2019, &number), "主要领导口头同意，待补签");

    office.at("2019-10-09");
    let made_good = format!("sign {item} --step 主要领导 --signer 何远山 --as 周禾生");
    office.refuses("oral-again", format!("{made_good} --kind 口头"));
    let early = format!("{made_good} --kind 纸签 --on 2019-09-29");
    office.refuses("date-before-predecessor", early);
    assert_eq!(
        office.does(format!("{made_good} --kind 纸签"))["state"],
        "released"
    );
    let signature = shown(&office, &item)["signatures"][2].clone();
    assert_eq!(
        (&signature["kind"], &signature["owed"]),
        (&json!("oral"), &json!(false))
    );
    assert_eq!(signature["made_good_on"], "2019-10-09");
    assert_eq!(
        remark(&office, 2019, &number),
        "主要领导口头同意，2019.10.9补签"
    );
    office.refuses("nothing-owed", format!("{made_good} --kind 纸签"));
    verified(&office);
}

#[test]
fn the_gate_names_the_day_by_which_the_signature_is_due() {
    // 30 September is followed by the holiday: two work days later is 9 October.
    assert_eq!(
        three().does("workday add 2019-09-30 2")["date"],
        "2019-10-09"
    );
    let office = three();
    let item = draft(&office, "防汛通告");
    review(&office, &item);
    office.does(format!(
        "sign {item} --step 主要领导 --signer 何远山 --kind 口头 --as 周禾生"
    ));
    let owed = check(&office.does(format!("gate {item}")), "owed");
    assert!(text(&owed, "/text").contains("主要领导"), "{owed}");
}

#[test]
fn the_secrecy_review_is_never_oral() {
    let office = three();
    let item = draft(&office, "防汛通告");
    let oral = |step: &str, who: &str| format!("sign {item} --step {step} --kind 口头 --as {who}");
    office.refuses("oral-not-allowed", oral("经办", "周禾生"));
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    office.refuses(
        "oral-not-allowed",
        format!("{} --secrecy 可公开", oral("审核", "林见清")),
    );
    assert_eq!(shown(&office, &item)["state"], "submitted");
}

#[test]
fn nothing_is_owed_where_everybody_signed() {
    let office = three();
    let item = draft(&office, "公示");
    super::approve(&office, &item);
    office.refuses(
        "nothing-owed",
        format!("sign {item} --step 主要领导 --as 何远山"),
    );
    let gate = office.does(format!("gate {item}"));
    let owed = gate["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["check"] == "owed");
    assert!(owed.is_none_or(|check| check["level"] == "ok"), "{gate}");
}

#[test]
fn two_leaders_may_each_owe_a_signature() {
    let office = five();
    let item = draft(&office, "防汛通告");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    office.does(format!("sign {item} --step 校对 --as 程子规"));
    office.does(format!(
        "sign {item} --step 审核 --secrecy 可公开 --as 林见清"
    ));
    for (step, who) in [("分管领导", "陆望舒"), ("主要领导", "何远山")] {
        office.does(format!(
            "sign {item} --step {step} --signer {who} --kind 口头 --as 周禾生"
        ));
    }
    office.does(format!(
        "sign {item} --step 分管领导 --signer 陆望舒 --kind 纸签 --as 周禾生"
    ));
    let whole = shown(&office, &item);
    let owed: Vec<&Value> = whole["signatures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| &s["owed"])
        .collect();
    assert_eq!(
        owed,
        [
            &json!(false),
            &json!(false),
            &json!(false),
            &json!(false),
            &json!(true)
        ]
    );
}
