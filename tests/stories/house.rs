//! The house itself: who is here, who stands in, what is still lacking, and a backup that comes back.

use std::fs;

use serde_json::{Value, json};
use stage::office::Office;

use super::{PROGRAM, draft, released, text, three, verified};

fn lacking(office: &Office) -> Vec<String> {
    let setup = office.does("setup");
    let steps = setup["steps"].as_array().cloned().unwrap_or_default();
    let open = |step: &&Value| step["done"] == false;
    steps
        .iter()
        .filter(open)
        .map(|step| text(step, "/matter"))
        .collect()
}

#[test]
fn the_first_steps_show_until_they_are_done() {
    let office = Office::founded(PROGRAM, "mujin");
    let all = [
        "chain",
        "chain",
        "chain",
        "apart",
        "release",
        "administer",
        "backup",
    ];
    assert_eq!(lacking(&office), all);
    office.hires("周禾生", "经办,审核,主要领导,发布,管理");
    assert_eq!(lacking(&office), ["apart", "backup"]);
    office.hires("林见清", "审核,主要领导");
    let place = office.path("U盘");
    fs::create_dir(&place).unwrap();
    office.does(format!("backup make --place {place} --as 周禾生"));
    assert_eq!(office.does("setup")["done"], true);
}

#[test]
fn who_has_left_signs_no_more_and_nobody_is_locked_out() {
    let office = three();
    let item = draft(&office, "机耕道");
    office.does("staff leave 林见清 --last-day 2019-09-29 --as 周禾生");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    let review = format!("sign {item} --step 审核 --secrecy 可公开");
    office.refuses("has-left", format!("{review} --as 林见清"));
    office.refuses("has-left", format!("{review} --signer 林见清 --as 周禾生"));
    office.does("staff back 林见清 --as 周禾生");
    office.does(format!("{review} --as 林见清"));
    office.refuses(
        "last-administrator",
        "staff leave 周禾生 --last-day 2019-09-29 --as 周禾生",
    );
    verified(&office);
}

#[test]
fn a_stand_in_has_its_days_and_can_end_early() {
    let office = three();
    let add = "stand-in add --as 周禾生 --for 林见清";
    office.refuses(
        "stand-in-self",
        format!("{add} --who 林见清 --from 2019-09-30 --until 2019-10-12"),
    );
    office.refuses(
        "stand-in-dates",
        format!("{add} --who 何远山 --from 2019-09-30 --until 2019-09-12"),
    );
    let made = office.does(format!(
        "{add} --who 何远山 --from 2019-09-30 --until 2019-10-12"
    ));
    assert_eq!(made["stand_ins"][0]["holds_today"], true);
    office.refuses(
        "stand-in-overlaps",
        format!("{add} --who 周禾生 --from 2019-10-12 --until 2019-10-13"),
    );
    let id = text(&made, "/stand_ins/0/id");
    office
        .at("2019-10-08")
        .does(format!("stand-in end {id} --as 周禾生"));
    let ended = office.at("2019-10-09").does("stand-in list");
    assert_eq!(ended["stand_ins"][0]["holds_today"], false);
    assert_eq!(ended["stand_ins"][0]["ended_on"], "2019-10-08");
    verified(&office);
}

#[test]
fn an_entry_may_have_a_chain_apart_and_give_it_back() {
    let office = three();
    office.does("chain set --steps 经办,校对,审核,主要领导 --entry 2.5 --as 周禾生");
    let table = office.does("chain table");
    assert_eq!(table["entries"][0]["entry"], "2.5");
    assert_eq!(table["office"], json!(["draft", "review", "approve"]));
    let table = office.does("chain follow --entry 2.5 --as 周禾生");
    assert_eq!(table["entries"], json!([]));
    let chain = office.does("chain show --entry 2.5");
    assert_eq!(chain["steps"], table["office"]);
    verified(&office);
}

#[test]
fn a_backup_on_a_stick_becomes_the_office_again() {
    let office = three();
    let (item, number) = released(&office, "机耕道");
    let photo = office.file("照片.png", b"\x89PNG\r\n\x1a\n");
    office.does(format!(
        "post {item} --channel 公开栏 --place 大院 --evidence {photo} --as 周禾生"
    ));
    office.refuses("backup-place", "backup make --as 周禾生");
    let stick = office.path("U盘");
    fs::create_dir(&stick).unwrap();
    let made = office.does(format!("backup make --place {stick} --as 周禾生"));
    assert_eq!(
        (&made["acts_since"], &made["backups"][0]["whole"]),
        (&json!(0), &json!(true))
    );
    assert_eq!(made["backups"][0]["files"], 1);
    released(&office, "水渠");
    let later = office.does(format!("backup list --place {stick}"));
    assert_eq!(later["last"]["made_on"], "2019-09-30");
    assert!(later["acts_since"].as_u64().is_some_and(|acts| acts >= 5));

    let again = office.does(format!("backup make --place {stick} --as 周禾生"));
    assert_eq!(again["backups"].as_array().map(Vec::len), Some(2));
    let backup = text(&made, "/backups/0/folder");
    assert_eq!(office.does(format!("backup check {backup}"))["whole"], true);
    fs::rename(office.folder(), office.path("坏了")).unwrap();
    let folder = office.folder();
    office.does(format!("backup restore {backup} --to {}", folder.display()));
    verified(&office);
    let shown = office.does(format!("disclosure show {item}"));
    assert_eq!(text(&shown, "/register_no"), number);
    office
        .hears(format!("backup restore {backup} --to {}", folder.display()))
        .refused("office-exists");
}
