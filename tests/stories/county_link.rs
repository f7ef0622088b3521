//! A township and its county, each with its real program: what the county refuses is settled by a
//! receipt, what lies behind it goes on, and what mends it is taken.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use stage::county::County;
#[cfg(unix)]
use stage::exchange_server::{ACCESS, ExchangeServer};
use stage::office::Office;

use super::county_itself::{opened, told};
use super::{PROGRAM, approve, draft, id, release, released, text, three, verified};

pub(crate) const COUNTY: &str = env!("CARGO_BIN_EXE_served-county");

/// Registers an office with its county, as both sides do it by telephone.
#[track_caller]
pub(crate) fn joined(office: &Office, county: &County, code: &str, name: &str) {
    let bearer = county.registers(code, name);
    let access = office.file("county.txt", bearer);
    let answer = office.does(format!(
        "county set-up --carrier 县平台 --address {} --access {access} --county-key {} \
         --township {code} --as 周禾生",
        county.address(),
        county.public_key(),
    ));
    assert_eq!(answer["reached"], true, "{answer}");
    let key = text(&answer, "/own_key");
    county.does(&format!("township key {code} --public-key {key}"));
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap().path();
        let target = to.join(entry.file_name().unwrap());
        match entry.is_dir() {
            true => copied(&entry, &target),
            false => drop(fs::copy(&entry, target).unwrap()),
        }
    }
}

/// The office with an item that the county will refuse: somebody else's computer holds a copy of the
/// office's folder, released the item there, and reported it under another code.
fn with_a_rival(county: &County) -> (Office, String) {
    let office = three();
    let item = draft(&office, "石桥村机耕道硬化工程完工公示");
    approve(&office, &item);
    let other = Office::unfounded(PROGRAM);
    copied(&office.folder(), &other.folder());
    release(&other, &item);
    joined(&other, county, "430699206", "石桥乡人民政府");
    synced(&other, 1, 0);
    release(&office, &item);
    (office, item)
}

#[track_caller]
pub(crate) fn synced(office: &Office, sent: u64, refused: u64) -> Value {
    let done = office.does("county sync --as 周禾生");
    assert_eq!(
        (&done["sent"], &done["refused"], &done["agreed"]),
        (&json!(sent), &json!(refused), &json!(true)),
        "{done}"
    );
    done
}

#[test]
fn refused_then_mended_then_taken_and_the_others_go_on_meanwhile() {
    let county = County::start(COUNTY);
    let (office, item) = with_a_rival(&county);
    let (behind, _) = released(&office, "石桥村水渠清淤工程完工公示");
    joined(&office, &county, "430699205", "青禾乡人民政府");
    let done = synced(&office, 2, 1);
    assert_eq!(done["received"], 2, "a receipt for each");
    let status = office.does("county status");
    assert_eq!(
        (&status["waiting"], &status["taken"]),
        (&json!([]), &json!(2))
    );
    let refused = &status["refused"][0];
    assert_eq!(
        (&refused["disclosure"], &refused["field"]),
        (&json!(item), &json!("事项标识"))
    );
    assert!(text(refused, "/told").contains("别的乡镇"), "{refused}");
    let page = county.page(&format!("/items/{behind}"));
    assert!(page.contains("水渠清淤"), "{page}");
    synced(&office, 0, 0);

    let new = id(&office.does(format!(
        "correct {item} --why 县里不收，另立一件 --as 周禾生"
    )));
    approve(&office, &new);
    release(&office, &new);
    synced(&office, 1, 0);
    let page = county.page(&format!("/items/{new}"));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("机耕道") && page.contains("青禾乡"), "{page}");
    // Corrected once more, now as a correction of what the public has seen.
    let newer = id(&office.does(format!("correct {new} --why 数字有误 --as 周禾生")));
    approve(&office, &newer);
    release(&office, &newer);
    synced(&office, 1, 0);
    let page = county.page(&format!("/items/{new}"));
    assert!(page.contains("已更正") && page.contains(&newer), "{page}");
    assert!(
        page.contains("机耕道"),
        "what was corrected can be read: {page}"
    );
    verified(&office);
}

#[test]
fn what_a_citizen_writes_on_the_site_leads_to_the_item_and_is_read_by_somebody_named() {
    let county = County::start(COUNTY);
    let office = three();
    let (item, _) = released(&office, "石桥村水渠清淤工程完工公示");
    joined(&office, &county, "430699205", "青禾乡人民政府");
    synced(&office, 1, 0);
    let form = county.page(&format!("/opinion?item={item}"));
    assert!(form.contains("水渠清淤"), "{form}");
    let said = "公示牌立在沟边看不清";
    let thanks = county.hands_in("/opinion", &[("item", &item), ("text", said)]);
    assert!(thanks.contains("已经收到"), "{thanks}");
    let request = [
        ("township", "430699205"),
        ("applicant", "吴小满"),
        ("contact", "19900000001"),
        ("wanted", "水渠清淤工程验收单"),
    ];
    county.hands_in("/request", &request);
    let done = synced(&office, 0, 0);
    assert_eq!(done["received"], 2, "{done}");

    let letters = office.does("county letters");
    let [request, opinion] = letters["letters"].as_array().unwrap().get(..2).unwrap() else {
        panic!("{letters}");
    };
    assert_eq!(
        (&request["kind"], &opinion["kind"], &opinion["disclosure"]),
        (&json!("request"), &json!("opinion"), &json!(item))
    );
    for private in [said, "吴小满", "19900000001"] {
        assert!(!letters.to_string().contains(private), "{letters}");
    }
    let today = told(&opened(&office), "look-at-today", json!({}))
        .unwrap()
        .to_string();
    assert!(
        today.contains("意见建议") && today.contains("公开申请"),
        "{today}"
    );
    let read = |letter: &Value| {
        let number = &letter["number"];
        office.refuses("who-acts", format!("county letter {number}"));
        office
            .does(format!("county letter {number} --as 周禾生"))
            .to_string()
    };
    assert!(read(opinion).contains(said));
    assert!(read(request).contains("水渠清淤工程验收单"));
    verified(&office);
}

#[cfg(unix)]
#[test]
fn by_an_exchange_server_a_refusal_comes_back_as_a_receipt_too() {
    let county = County::start(COUNTY);
    let (office, item) = with_a_rival(&county);
    let server = ExchangeServer::start();
    county.registers("430699205", "青禾乡人民政府");
    let answer = office.does(format!(
        "county set-up --carrier 交换服务器 --address {} --access {} --county-key {} \
         --township 430699205 --as 周禾生",
        server.address(),
        office.file("inbox.key", ACCESS),
        county.public_key(),
    ));
    let key = text(&answer, "/own_key");
    county.does(&format!("township key 430699205 --public-key {key}"));
    released(&office, "石桥村水渠清淤工程完工公示");
    let laid = office.does("county sync --as 周禾生");
    assert_eq!((&laid["sent"], &laid["agreed"]), (&json!(2), &Value::Null));
    let said = county.does(&format!("exchange {}", server.inbox().display()));
    // The rival has its receipt laid down as well.
    assert!(said.contains("收下 1 包，写出 3 封信"), "{said}");
    assert!(said.contains("别的乡镇"), "{said}");
    let done = office.does("county sync --as 周禾生");
    assert_eq!(
        (&done["received"], &done["agreed"]),
        (&json!(2), &json!(true))
    );
    let status = office.does("county status");
    assert_eq!(status["refused"][0]["disclosure"], json!(item));
    verified(&office);
}
