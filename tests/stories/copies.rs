//! The three copies: where each of them is, what is missing, many handed over in one go.

use gongkai_frontdesk::tasks::look_at_item;
use gongkai_frontdesk::tasks::{hand_over_copy, look_at_copies};
use gongkai_frontdesk::{Acting, Desk};
use serde_json::{Value, json};

use super::{approve, check, draft, id, release, released, text, three, verified};
use stage::office::Office;

fn acting() -> Acting {
    Acting {
        who: Some("周禾生".to_owned()),
        on: None,
    }
}

fn looked(office: &Office, item: &str) -> Value {
    let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    serde_json::to_value(look_at_item::run(&desk, item).unwrap()).unwrap()
}

fn lacks(answer: &Value, line: usize) -> Value {
    answer["lines"][line]["lacks"].clone()
}

#[test]
fn each_copy_is_somewhere_or_missing() {
    let office = three();
    let (item, no) = released(&office, "完工公示");
    let copies = || office.does("copies");
    assert_eq!(lacks(&copies(), 0), json!(["county", "filing", "posting"]));
    office.does(format!(
        "hand-over {item} --copy {no}-1 --to 县政府办 --by 纸质送交 --as 周禾生"
    ));
    assert_eq!(lacks(&copies(), 0), json!(["receipt", "filing", "posting"]));
    office.does(format!("keep-copy {item} --place 2019年第1盒 --as 周禾生"));
    let post = format!("post {item} --channel 公开栏 --as 周禾生 --place");
    office.does(format!("{post} 乡政府大院"));
    let now = copies();
    assert_eq!(lacks(&now, 0), json!(["receipt", "photo"]));
    let line = &now["lines"][0];
    assert_eq!(
        (&line["county"]["handed_to"], &line["township"]["place"]),
        (&json!("县政府办"), &json!("2019年第1盒"))
    );
    assert_eq!(line["posted"][0]["no"], json!(format!("{no}-3")));
    assert_eq!(line["posted"][0]["sheet"]["place"], "乡政府大院");
    let photo = office.file("照片.jpg", b"\xff\xd8\xff\xe0");
    let prove = format!("prove {item} --place 乡政府大院 --evidence {photo} --as 周禾生");
    office.does(&prove);
    // A photo is never replaced.
    office.refuses("nothing-posted", prove);
    assert_eq!(lacks(&copies(), 0), json!(["receipt"]));
    office.does(format!(
        "receipt {item} --copy {no}-1 --receipt {photo} --as 周禾生"
    ));
    assert_eq!(lacks(&copies(), 0), json!([]));
    office.does(format!("keep-copy {item} --place 2019年第2盒 --as 周禾生"));
    assert_eq!(copies()["lines"][0]["township"]["place"], "2019年第2盒");
    verified(&office);
}

#[test]
fn many_copies_go_with_one_hand_over_and_its_receipt_may_come_later() {
    let office = three();
    let items: Vec<(String, String)> = (1..=3)
        .map(|n| released(&office, &format!("公示{n}")))
        .collect();
    let copies: Vec<_> = items
        .iter()
        .map(|(item, no)| hand_over_copy::OneCopy {
            disclosure: item.clone(),
            no: format!("{no}-1"),
        })
        .collect();
    let together = |copies: &[hand_over_copy::OneCopy]| hand_over_copy::Together {
        copies: copies.to_vec(),
        to: "县政府办".to_owned(),
        by: "纸质送交".to_owned(),
        receipt: None,
        acting: acting(),
    };
    let mut desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    let mut with_wrong = copies.clone();
    with_wrong.push(hand_over_copy::OneCopy {
        disclosure: items[0].0.clone(),
        no: "2019-0001-9".to_owned(),
    });
    let wrong = hand_over_copy::run_together(&mut desk, together(&with_wrong)).unwrap_err();
    assert_eq!(wrong.code, "not-found");
    let lacking = |desk: &Desk, lack| {
        let request = look_at_copies::Request {
            year: None,
            missing: Some(lack),
        };
        look_at_copies::run(desk, &request).unwrap().lines.len()
    };
    assert_eq!(lacking(&desk, look_at_copies::Lack::County), 3, "none went");
    let handed = hand_over_copy::run_together(&mut desk, together(&copies)).unwrap();
    assert_eq!(handed.copies, 3);
    assert_eq!(lacking(&desk, look_at_copies::Lack::County), 0);
    assert_eq!(lacking(&desk, look_at_copies::Lack::Receipt), 3);
    let again = hand_over_copy::run_together(&mut desk, together(&copies)).unwrap_err();
    assert_eq!(again.code, "already-handed-over");
    let later = hand_over_copy::Later {
        copies,
        receipt: office.file("回执.png", b"\x89PNG\r\n\x1a\n").into(),
        acting: acting(),
    };
    hand_over_copy::add_receipt(&mut desk, &later).unwrap();
    assert_eq!(lacking(&desk, look_at_copies::Lack::Receipt), 0);
    let twice = hand_over_copy::add_receipt(&mut desk, &later).unwrap_err();
    assert_eq!(twice.code, "not-found");
    drop(desk);
    verified(&office);
}

#[test]
fn a_slip_goes_with_the_county_copy() {
    let office = three();
    let (item, no) = released(&office, "完工公示");
    let slip = format!("print slip {item} --copy {no}-1 --to 县政府办 --by 纸质送交");
    let paper = office.prints(&slip);
    for told in ["政务公开件交接单", "完工公示", "县政府办", "接收人"] {
        assert!(paper.contains(told), "no {told}:\n{paper}");
    }
    assert!(paper.contains(&format!("{no}-1")), "{paper}");
    let unknown = office.path("单.pdf");
    office.refuses(
        "not-found",
        format!("print slip {item} --copy {no}-9 --out {unknown}"),
    );
}

#[test]
fn an_item_tells_its_history_and_what_can_be_done_next() {
    let office = three();
    let drafted = draft(&office, "公示");
    assert_eq!(looked(&office, &drafted)["next"][0], "sign");
    approve(&office, &drafted);
    assert_eq!(looked(&office, &drafted)["next"][0], "release");
    release(&office, &drafted);
    office.does(format!(
        "post {drafted} --channel 公开栏 --place 乡政府大院 --as 周禾生"
    ));
    let seen = looked(&office, &drafted);
    let told: Vec<_> = seen["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| text(event, "/text"))
        .collect();
    assert_eq!(
        told,
        [
            "登记",
            "经办签名",
            "审核签名",
            "主要领导签名",
            "发布",
            "张贴"
        ]
    );
    assert!(seen["next"].to_string().contains("take_down"), "{seen}");
    let correction = id(&office.does(format!("correct {drafted} --why 金额写错 --as 周禾生")));
    let seen = looked(&office, &drafted);
    assert_eq!(seen["corrected_by"]["disclosure"], json!(correction));
    assert_eq!(seen["correcting_why"], "金额写错");
    assert!(!seen["next"].to_string().contains("\"correct\""), "{seen}");
    office.does(format!("withdraw {drafted} --why 先撤 --as 周禾生"));
    let seen = looked(&office, &drafted);
    assert_eq!(
        (&seen["withdrawn"]["why"], &seen["withdrawn"]["by"]),
        (&json!("先撤"), &json!("周禾生"))
    );
}

#[test]
fn the_gate_shows_what_its_green_lines_stand_on_and_where_to_mend_the_rest() {
    let office = three();
    let item = draft(&office, "公示");
    let gate = office.does(format!("gate {item}"));
    assert_eq!(check(&gate, "signatures")["mend"], "signing");
    approve(&office, &item);
    let gate = office.does(format!("gate {item}"));
    let signatures = check(&gate, "signatures");
    let evidence = text(&signatures, "/evidence");
    for name in ["周禾生", "林见清", "何远山"] {
        assert!(evidence.contains(name), "{evidence}");
    }
    assert_eq!(signatures["mend"], json!(null));
    assert_eq!(check(&gate, "elements")["mend"], "item");
    assert_eq!(
        check(&gate, "copies")["text"],
        "印 3 份：报县 1、乡存 1、张贴 1"
    );
    assert!(text(&check(&gate, "deadline"), "/evidence").contains("工作日"));
}
