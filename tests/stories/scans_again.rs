//! Scans that wait: a number that the office never gave, a shadow across the code, a page set aside by
//! mistake, signatures that are entered later, a reader that reads better than its forerunner.

use std::fs;
use std::path::Path;

use image::{Rgb, RgbImage};
use serde_json::{Value, json};
use stage::office::Office;

use super::scans::{another_office, folder, has_scan, page_of, signed_sheet, take};
use super::signed_sheets::{enters, three_boxes};
use super::{draft, text, three, verified};
use crate::photos::{self, ASLANT};

const BY: &str = "--as 周禾生";

fn reasons(answer: &Value) -> Vec<String> {
    let waiting = answer["waiting"].as_array().cloned().unwrap_or_default();
    waiting.iter().map(|page| text(page, "/reason")).collect()
}

fn put(office: &Office, name: &str, picture: &RgbImage) {
    fs::write(folder(office).join(name), photos::jpeg(picture)).expect("a picture");
}

/// A draft whose approval sheet is printed and not yet signed.
fn unsigned_sheet(office: &Office, title: &str) -> (String, RgbImage) {
    let item = draft(office, title);
    let out = office.path(&format!("{item}.pdf"));
    office.does(format!("print approval {item} --out {out}"));
    (item, page_of(Path::new(&out)))
}

#[test]
fn a_number_that_the_office_never_gave_waits_with_its_reason_and_stops_nobody() {
    let office = three();
    let elsewhere = another_office();
    let (_, foreign) = signed_sheet(&elsewhere, "邻乡的公示");
    let (item, known) = signed_sheet(&office, "公示");
    put(&office, "1.jpg", &page_of(&foreign));
    put(&office, "2.jpg", &page_of(&known));
    let answer = take(&office);
    assert_eq!(reasons(&answer), ["other_office"], "{answer}");
    assert_eq!(answer["filed"][0]["disclosure"], json!(item), "{answer}");
    let told = answer["waiting"].to_string();
    for words in ["是别的单位的表", "交还那个单位"] {
        assert!(told.contains(words), "no {words} in {told}");
    }
    // A number that was never given, typed from the paper.
    let scan = text(&answer, "/waiting/0/id");
    let refused = office.refuses(
        "scan-has-no-place",
        format!("scans assign {scan} --code SP-9QTX-7K3M {BY}"),
    );
    let told = text(&refused, "/text");
    assert!(told.contains("登记库里没有这个编号"), "{told}");
    // Trying again changes nothing, and nothing is lost.
    let again = office.does(format!("scans again {BY}"));
    assert_eq!(
        (&again["filed"], &again["waiting"]),
        (&json!([]), &json!(1))
    );
    verified(&office);
}

#[test]
fn a_page_set_aside_by_mistake_is_taken_back_and_filed() {
    let office = three();
    let (item, sheet) = unsigned_sheet(&office, "公示");
    put(&office, "1.jpg", &sheet);
    let scan = text(&take(&office), "/waiting/0/id");
    office.does(format!("scans set-aside {scan} --why 以为拍重了 {BY}"));
    let aside = office.does("scans waiting");
    assert_eq!(
        (&aside["waiting"], &aside["aside"][0]["id"]),
        (&json!([]), &json!(scan))
    );
    office.refuses(
        "not-found",
        format!("scans set-aside {scan} --why 再来 {BY}"),
    );
    let back = office.does(format!("scans take-back {scan} {BY}"));
    assert_eq!(back["pages"], 1);
    office.refuses("already-so", format!("scans take-back {scan} {BY}"));
    let waiting = office.does("scans waiting");
    assert_eq!(reasons(&waiting), ["not_signed"]);
    assert_eq!(waiting["aside"], json!([]));
    // Set aside once more, signed meanwhile: what hinders it is asked anew.
    office.does(format!("scans set-aside {scan} --why 又点错 {BY}"));
    enters(&office, &[&item], None, three_boxes(), None).expect("signatures");
    office.does(format!("scans take-back {scan} {BY}"));
    let waiting = office.does("scans waiting");
    assert_eq!(reasons(&waiting), ["taken_back"]);
    assert_eq!(waiting["waiting"][0]["ready"], true);
    let again = office.does(format!("scans again {BY}"));
    assert_eq!(again["filed"][0]["disclosure"], json!(item), "{again}");
    assert!(has_scan(&office, &item));
    office.refuses("already-so", format!("scans take-back {scan} {BY}"));
    office.refuses("nothing-waits", format!("scans again {BY}"));
    verified(&office);
}

#[test]
fn what_waits_is_tried_again_once_its_signatures_are_entered() {
    let office = three();
    let mut items = Vec::new();
    for name in ["1.jpg", "2.jpg"] {
        let (item, sheet) = unsigned_sheet(&office, "公示");
        put(&office, name, &sheet);
        items.push(item);
    }
    assert_eq!(reasons(&take(&office)), ["not_signed", "not_signed"]);
    enters(&office, &[&items[1]], None, three_boxes(), None).expect("signatures");
    let again = office.does(format!("scans again {BY}"));
    assert_eq!(again["filed"][0]["disclosure"], json!(items[1]), "{again}");
    assert_eq!((&again["read"], &again["waiting"]), (&json!(0), &json!(1)));
    assert!(has_scan(&office, &items[1]));
    verified(&office);
}

#[test]
fn what_an_older_reader_could_not_read_is_read_again() {
    let office = three();
    let (item, pdf) = signed_sheet(&office, "公示");
    put(&office, "1.jpg", &page_of(&pdf));
    let codeless = RgbImage::from_pixel(700, 900, Rgb([90; 3]));
    put(&office, "2.jpg", &codeless);
    // As it stands after a reader that knew no codes: the sheet waits although it is signed.
    let (other, sheet) = unsigned_sheet(&office, "另一件公示");
    put(&office, "3.jpg", &sheet);
    let taken = take(&office);
    assert_eq!(reasons(&taken), ["no_code", "not_signed"], "{taken}");
    assert!(has_scan(&office, &item));
    let store = rusqlite::Connection::open(office.folder().join("registry.db")).expect("the store");
    let unread = "UPDATE scanned_page SET sheet = NULL, sheet_page = NULL, sheet_pages = NULL, \
                  reason = 'no_code' WHERE reason = 'not_signed'";
    assert_eq!(store.execute(unread, []).expect("a row"), 1);
    drop(store);
    enters(&office, &[&other], None, three_boxes(), None).expect("signatures");
    let again = office.does(format!("scans again {BY}"));
    assert_eq!(again["filed"][0]["disclosure"], json!(other), "{again}");
    assert_eq!((&again["read"], &again["waiting"]), (&json!(1), &json!(1)));
    assert!(has_scan(&office, &other));
    verified(&office);
}

#[test]
fn a_hard_shadow_across_the_code_does_not_hide_it() {
    let office = three();
    let mut items = Vec::new();
    for (at, slant) in [(0_u32, 0.0), (1, 0.6), (2, -0.4)] {
        let (item, pdf) = signed_sheet(&office, &format!("第{at}件公示"));
        let photo = photos::photo(&page_of(&pdf), ASLANT);
        // The telephone's own shadow: its edge runs through the square in the lower right corner.
        let dark = photos::shadowed(&photo, (1845.0, 2545.0), slant, 0.35);
        put(&office, &format!("{at}.jpg"), &dark);
        items.push(item);
    }
    let answer = take(&office);
    assert_eq!(answer["waiting"], json!([]), "{answer}");
    assert!(items.iter().all(|item| has_scan(&office, item)), "{answer}");
}
