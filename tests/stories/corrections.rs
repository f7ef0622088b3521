//! Correction and withdrawal: nothing that was public is ever deleted or silently changed.

use serde_json::json;

use super::{
    approve, exported, id, release, released, remark, shown, state, text, three, verified,
};

#[test]
fn a_correction_is_a_new_item_that_takes_the_whole_chain() {
    let office = three();
    let (old, old_no) = released(&office, "完工公示");
    office.at("2019-10-10");
    let correct = format!("correct {old} --title 完工公示（更正） --as 周禾生");
    office.hears(&correct).failed(2, "usage");
    let answer = office.does(format!("{correct} --why 金额写错"));
    assert_eq!(
        (&answer["state"], &answer["corrects"]),
        (&json!("draft"), &json!(old))
    );
    let new = id(&answer);
    assert_ne!(new, old);
    assert_eq!(shown(&office, &new)["body"], shown(&office, &old)["body"]);
    // Until it is released, the old item stands as it was.
    assert_eq!(state(&office, &old), "released");
    assert_eq!(remark(&office, 2019, &old_no), "");
    let early = format!("release {new} --accept-warnings --why 急 --as 周禾生");
    office.refuses("not-in-state", early);
    approve(&office, &new);
    let new_no = text(&release(&office, &new), "/register_no");
    assert_eq!(
        (old_no.as_str(), new_no.as_str()),
        ("2019-0001", "2019-0002")
    );
    assert_eq!(state(&office, &old), "corrected");
    assert_eq!(remark(&office, 2019, &old_no), "2019.10.10由2019-0002更正");
    assert_eq!(remark(&office, 2019, &new_no), "更正2019-0001");
    assert_eq!(shown(&office, &old)["title"], "完工公示");
    office.refuses(
        "not-in-state",
        format!("correct {old} --why 再改 --as 周禾生"),
    );
    // What hangs of the old one comes down; nothing new of it goes up.
    let post = format!("post {old} --channel 公开栏 --place 乡政府 --as 周禾生");
    office.refuses("not-in-state", post);
    verified(&office);
}

#[test]
fn what_hangs_of_a_corrected_item_can_be_taken_down() {
    let office = three();
    let (old, _) = released(&office, "完工公示");
    office.does(format!(
        "post {old} --channel 公开栏 --place 乡政府 --as 周禾生"
    ));
    let new = id(&office.does(format!("correct {old} --why 金额写错 --as 周禾生")));
    approve(&office, &new);
    release(&office, &new);
    let down = office.does(format!("take-down {old} --place 乡政府 --as 周禾生"));
    assert_eq!(down["postings"][0]["taken_down_on"], "2019-09-30");
    assert_eq!(state(&office, &old), "corrected");
}

#[test]
fn any_clerk_withdraws_at_once_and_learns_what_still_hangs() {
    let office = three();
    office.hires("苏叶", "档案");
    let (item, number) = released(&office, "写错的名单");
    for place in ["上坪村村部", "石桥村村部"] {
        office.does(format!(
            "post {item} --channel 村公开栏 --place {place} --as 周禾生"
        ));
    }
    office.does(format!("take-down {item} --place 石桥村村部 --as 周禾生"));
    let withdraw = format!("withdraw {item} --as 苏叶");
    office.hears(&withdraw).failed(2, "usage");
    office.refuses("who-acts", format!("withdraw {item} --why 泄露"));
    let answer = office.does(format!("{withdraw} --why 名单有误"));
    assert_eq!(answer["state"], "withdrawn");
    let hanging = answer["still_posted"].as_array().unwrap();
    assert_eq!(hanging.len(), 1, "{answer}");
    assert_eq!(hanging[0]["place"], "上坪村村部");
    assert_eq!(remark(&office, 2019, &number), "2019.9.30撤回：名单有误");
    office.refuses("not-in-state", format!("{withdraw} --why 再撤"));
    let post = format!("post {item} --channel 公开栏 --place 乡政府 --as 周禾生");
    office.refuses("not-in-state", post);
    let down = office.does(format!("take-down {item} --place 上坪村村部 --as 苏叶"));
    assert!(
        down["postings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|posting| posting["taken_down_on"].is_string())
    );
    assert_eq!(state(&office, &item), "withdrawn");
    verified(&office);
}

#[test]
fn publishing_again_is_a_new_item_with_a_new_number() {
    let office = three();
    let (item, _) = released(&office, "写错的名单");
    office.does(format!("withdraw {item} --why 名单有误 --as 周禾生"));
    for again in ["release", "correct"] {
        let words = format!("{again} {item} --why 重发 --as 周禾生");
        office.refuses("not-in-state", words);
    }
    office.refuses(
        "nothing-owed",
        format!("sign {item} --step 经办 --as 周禾生"),
    );
    let answer = office.does(format!(
        "disclosure copy {item} --formed-on 2019-09-30 --as 周禾生"
    ));
    let again = id(&answer);
    approve(&office, &again);
    assert_eq!(release(&office, &again)["register_no"], "2019-0002");
    assert_eq!(state(&office, &item), "withdrawn");
}

#[test]
fn an_item_withdrawn_under_correction_is_still_corrected_by_a_new_number() {
    let office = three();
    let (old, old_no) = released(&office, "公示");
    let new = id(&office.does(format!("correct {old} --why 金额 --as 周禾生")));
    approve(&office, &new);
    office.does(format!("withdraw {old} --why 先撤 --as 周禾生"));
    release(&office, &new);
    assert_eq!(state(&office, &old), "withdrawn");
    assert!(remark(&office, 2019, &old_no).contains("撤回：先撤"));
    let lines = exported(&office, 2019, "公开");
    assert_eq!(lines.len(), 2, "no line goes away");
}
