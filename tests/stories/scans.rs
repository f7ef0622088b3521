//! Signed sheets come back as scans and phone photos: they are laid straight, made PDF and filed by
//! their codes; what cannot be read waits and never stops the batch.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai_frontdesk::Host as _;
use gongkai_frontdesk::tasks::print_papers::Paper;
use serde_json::{Value, json};
use stage::office::Office;

use super::archive::{ten_years, with_a_year};
use super::batch_sheets::{opens, printed};
use super::planted::lasting::invalid;
use super::signed_sheets::{enters, three_boxes};
use super::{PROGRAM, draft, shown, text, three, verified};
use crate::photos::{self, ASLANT};

const BY: &str = "--as 周禾生";

/// A draft whose sheet was signed on paper and entered without a scan, and the sheet as it was
/// printed.
pub(super) fn signed_sheet(office: &Office, title: &str) -> (String, PathBuf) {
    let item = draft(office, title);
    let out = office.path(&format!("{item}.pdf"));
    office.does(format!("print approval {item} --out {out}"));
    enters(office, &[&item], None, three_boxes(), None).expect("signatures");
    (item, PathBuf::from(out))
}

pub(super) fn page_of(pdf: &Path) -> image::RgbImage {
    photos::drawn(pdf, 200).remove(0)
}

/// The folder into which telephone and scanner put their pictures.
pub(super) fn folder(office: &Office) -> PathBuf {
    let folder = PathBuf::from(office.path("扫描"));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[track_caller]
pub(super) fn take(office: &Office) -> Value {
    office.does(format!("scans take {} {BY}", office.path("扫描")))
}

pub(super) fn has_scan(office: &Office, item: &str) -> bool {
    let shown = shown(office, item);
    let signatures = shown["signatures"].as_array().expect("signatures");
    signatures.iter().all(|signature| signature["scan"] == true)
}

/// The kept files that are PDFs of scans.
fn kept_pdfs(office: &Office) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(office.folder().join("files")).expect("files") {
        let folder = entry.expect("a folder").path();
        for file in fs::read_dir(&folder).expect("files").flatten() {
            let bytes = fs::read(file.path()).expect("a file");
            if bytes.starts_with(b"%PDF-1.4") {
                found.push(file.path());
            }
        }
    }
    found
}

#[test]
fn a_phone_photo_of_a_sheet_on_a_table_is_filed_with_its_signatures() {
    let office = three();
    let (item, pdf) = signed_sheet(&office, "公示");
    let sheet = page_of(&pdf);
    let upright = photos::photo(&sheet, ASLANT);
    let turned = image::imageops::rotate90(&upright);
    fs::write(folder(&office).join("IMG_1.jpg"), photos::jpeg(&turned)).unwrap();
    let answer = take(&office);
    assert_eq!(answer["waiting"], json!([]), "{answer}");
    let filed = &answer["filed"][0];
    assert_eq!(
        (&filed["disclosure"], &filed["pages"], &filed["kept_as"]),
        (&json!(item), &json!(1), &json!("签字扫描件"))
    );
    assert!(has_scan(&office, &item));
    // The clerk's folder is as it was, and the picture is kept as it came.
    assert!(folder(&office).join("IMG_1.jpg").is_file());
    let pdfs = kept_pdfs(&office);
    assert_eq!(pdfs.len(), 1);
    assert_eq!(invalid(&pdfs), Vec::<String>::new());
    // Laid straight it shows the same sheet: the code and the frame lie where they were printed.
    let straight = photos::drawn(&pdfs[0], 75).remove(0);
    let printed = photos::drawn(&pdf, 75).remove(0);
    assert!(
        alike(&printed, &straight) > 0.8,
        "{}",
        alike(&printed, &straight)
    );
    verified(&office);
}

/// An office whose id is not ours: its machine has thrown its dice once before.
pub(super) fn another_office() -> Office {
    let office = Office::unfounded(PROGRAM);
    office.machine().random(&mut [0; 10]).expect("a throw");
    office.does("init --name 邻山乡人民政府 --county 样例县 --prefix 邻政 --catalogue mujin --supervision-phone 0730-6661235");
    office.hires("周禾生", "经办,发布,档案,管理");
    office.hires("林见清", "审核");
    office.hires("何远山", "主要领导");
    office
}

/// The share of inked squares of two millimetres that are inked on both.
fn alike(one: &image::RgbImage, other: &image::RgbImage) -> f64 {
    let side = 6;
    let inked = |picture: &image::RgbImage, x: u32, y: u32| {
        let dots = (0..side * side).map(|at| (x + at % side, y + at / side));
        dots.into_iter()
            .filter(|(x, y)| *x < picture.width() && *y < picture.height())
            .any(|(x, y)| picture.get_pixel(x, y).0[1] < 150)
    };
    let (mut both, mut either) = (0_u32, 0_u32);
    for y in (0..one.height() - side).step_by(side as usize) {
        for x in (0..one.width() - side).step_by(side as usize) {
            let (a, b) = (inked(one, x, y), inked(other, x, y));
            both += u32::from(a && b);
            either += u32::from(a || b);
        }
    }
    f64::from(both) / f64::from(either.max(1))
}

#[test]
fn a_batch_of_twenty_files_what_it_can_and_lets_three_wait() {
    let office = three();
    let folder = folder(&office);
    let mut items = Vec::new();
    for at in 0..17 {
        let (item, pdf) = signed_sheet(&office, &format!("第{at}件公示"));
        let sheet = page_of(&pdf);
        let (name, bytes) = match at {
            0 => ("a.png", photos::png(&photos::scan(&sheet, -2.5))),
            1 => ("b.pdf", fs::read(&pdf).unwrap()),
            2 | 3 => ("c.jpg", photos::jpeg(&photos::photo(&sheet, ASLANT))),
            4 => {
                let over = image::imageops::rotate180(&photos::scan(&sheet, 4.0));
                ("d.jpg", photos::jpeg(&over))
            }
            _ => ("e.jpg", photos::jpeg(&photos::scan(&sheet, 1.5))),
        };
        fs::write(folder.join(format!("{at:02}{name}")), bytes).unwrap();
        items.push(item);
    }
    let codeless = image::RgbImage::from_fn(600, 800, |x, y| {
        image::Rgb([if (x / 9 + y / 17) % 5 == 0 { 40 } else { 250 }; 3])
    });
    fs::write(folder.join("97 没有码.jpg"), photos::jpeg(&codeless)).unwrap();
    fs::write(folder.join("98 炸弹.png"), photos::bomb()).unwrap();
    let whole = fs::read(folder.join("05e.jpg")).unwrap();
    fs::write(folder.join("99 断了.jpg"), &whole[..whole.len() / 2]).unwrap();
    fs::write(folder.join("说明.txt"), "不是图片").unwrap();
    let answer = take(&office);
    assert_eq!(answer["files"], 20, "{answer}");
    assert_eq!(
        answer["filed"].as_array().map(Vec::len),
        Some(17),
        "{answer}"
    );
    let reasons: Vec<String> = (0..3)
        .map(|at| text(&answer, &format!("/waiting/{at}/reason")))
        .collect();
    assert_eq!(reasons, ["no_code", "unreadable", "unreadable"], "{answer}");
    assert_eq!(answer["left_out"][0]["file"], "说明.txt");
    for item in &items {
        assert!(has_scan(&office, item));
    }
    let today = office.does("scans waiting");
    assert_eq!(today["waiting"].as_array().map(Vec::len), Some(3));
    // Once more: nothing is kept twice.
    let again = take(&office);
    assert_eq!(again["filed"], json!([]));
    assert_eq!(again["twice"].as_array().map(Vec::len), Some(20), "{again}");
    verified(&office);
}

#[test]
fn pages_of_a_sheet_come_together_over_two_days_and_a_page_twice_is_told() {
    let office = three();
    let folder = folder(&office);
    let items: Vec<String> = (0..26)
        .map(|at| draft(&office, &format!("第{at}件日常事项公示")))
        .collect();
    let all: Vec<&str> = items.iter().map(String::as_str).collect();
    let no = opens(&office, &all).expect("a sheet");
    let out = printed(&office, &Paper::Batch { sheet: no.clone() });
    let pages = photos::drawn(Path::new(&out), 150);
    assert!(pages.len() > 1);
    enters(&office, &all, Some(&no), three_boxes(), None).expect("signatures");
    fs::write(
        folder.join("1.jpg"),
        photos::jpeg(&photos::scan(&pages[0], 1.0)),
    )
    .unwrap();
    let first = take(&office);
    assert_eq!(first["waiting"][0]["reason"], "pages_missing", "{first}");
    fs::write(
        folder.join("1再拍.jpg"),
        photos::jpeg(&photos::scan(&pages[0], -1.0)),
    )
    .unwrap();
    for (at, page) in pages.iter().enumerate().skip(1) {
        fs::write(folder.join(format!("{}.jpg", at + 1)), photos::jpeg(page)).unwrap();
    }
    let second = take(&office);
    assert_eq!(second["filed"][0]["pages"], pages.len(), "{second}");
    let twice = second["twice"].to_string();
    assert!(twice.contains("第 1 页已经收过"), "{twice}");
    assert!(items.iter().all(|item| has_scan(&office, item)));
    assert_eq!(office.does("scans waiting")["waiting"], json!([]));
    verified(&office);
}

#[test]
fn what_waits_is_filed_by_hand_or_set_aside_with_a_reason() {
    let office = three();
    let folder = folder(&office);
    let elsewhere = another_office();
    let (_, foreign) = signed_sheet(&elsewhere, "公示");
    let unsigned = draft(&office, "还没录签字的公示");
    let out = office.path("未录.pdf");
    office.does(format!("print approval {unsigned} --out {out}"));
    let (item, pdf) = signed_sheet(&office, "公示");
    let mut codeless = page_of(&pdf);
    for y in codeless.height() * 9 / 10..codeless.height() {
        for x in codeless.width() * 4 / 5..codeless.width() {
            codeless.put_pixel(x, y, image::Rgb([255; 3]));
        }
    }
    fs::write(folder.join("1.jpg"), photos::jpeg(&page_of(&foreign))).unwrap();
    fs::write(
        folder.join("2.jpg"),
        photos::jpeg(&page_of(Path::new(&out))),
    )
    .unwrap();
    fs::write(folder.join("3.jpg"), photos::jpeg(&codeless)).unwrap();
    let answer = take(&office);
    let waits = |at: usize, what: &str| text(&answer, &format!("/waiting/{at}/{what}"));
    let reasons: Vec<String> = (0..3).map(|at| waits(at, "reason")).collect();
    assert_eq!(
        reasons,
        ["other_office", "not_signed", "no_code"],
        "{answer}"
    );
    let (foreign, early, bare) = (waits(0, "id"), waits(1, "id"), waits(2, "id"));
    office.refuses(
        "not-a-scan-code",
        format!("scans assign {bare} --code 你好 {BY}"),
    );
    office.refuses(
        "scan-has-no-place",
        format!("scans assign {bare} --to {unsigned} {BY}"),
    );
    let filed = office.does(format!("scans assign {bare} --to {item} {BY}"));
    assert_eq!(filed["kept_as"], "签字扫描件");
    assert!(has_scan(&office, &item));
    let code = waits(1, "sheet");
    office.refuses(
        "scan-has-no-place",
        format!("scans assign {early} --code {code} {BY}"),
    );
    enters(&office, &[&unsigned], None, three_boxes(), None).expect("signatures");
    let ready = office.does("scans waiting");
    assert_eq!(ready["waiting"][1]["ready"], true, "{ready}");
    office.does(format!(
        "scans assign {early} --code {} {BY}",
        code.to_lowercase()
    ));
    assert!(has_scan(&office, &unsigned));
    office.does(format!(
        "scans set-aside {foreign} --why 是邻乡的表，已交还 {BY}"
    ));
    let now = office.does("scans waiting");
    assert_eq!(now["waiting"], json!([]));
    assert_eq!(now["aside"][0]["why"], "是邻乡的表，已交还");
    office.refuses(
        "not-found",
        format!("scans set-aside {foreign} --why 再来 {BY}"),
    );
    verified(&office);
}

#[test]
fn the_countys_copy_becomes_its_receipt_and_the_townships_goes_into_the_archive() {
    let (office, items) = with_a_year();
    ten_years(&office);
    let folder = folder(&office);
    let item = &items[0];
    let out = office.path("三份.pdf");
    office.does(format!("print copies {item} --out {out}"));
    let copies = photos::drawn(Path::new(&out), 150);
    fs::write(
        folder.join("县.jpg"),
        photos::jpeg(&photos::scan(&copies[0], 2.0)),
    )
    .unwrap();
    fs::write(
        folder.join("乡.jpg"),
        photos::jpeg(&photos::photo(&copies[1], ASLANT)),
    )
    .unwrap();
    let early = take(&office);
    assert_eq!(early["waiting"][0]["reason"], "not_yet_filed", "{early}");
    // Nobody has to open the picture to know whose sheet waits.
    assert_eq!(early["waiting"][0]["title"], shown(&office, item)["title"]);
    let no = text(&shown(&office, item), "/register_no");
    office.does(format!(
        "hand-over {item} --copy {no}-1 --to 样例县政务公开办 --by 纸质送交 {BY}"
    ));
    office.does(format!("archive file --year 2019 {BY}"));
    // What waits is tried again with whatever comes next.
    let codeless = image::RgbImage::from_pixel(700, 900, image::Rgb([90; 3]));
    fs::write(folder.join("别的.png"), photos::png(&codeless)).unwrap();
    let later = take(&office);
    let kept: Vec<String> = (0..2)
        .map(|at| text(&later, &format!("/filed/{at}/kept_as")))
        .collect();
    assert_eq!(kept[0], format!("{no}-1 的回执"), "{later}");
    assert!(kept[1].contains("签字原件"), "{later}");
    let parts = office.does(format!("archive show {item}"))["parts"].clone();
    let kinds: Vec<&str> = parts
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|part| part["kind"].as_str())
        .collect();
    assert!(
        kinds.contains(&"signed_sheet") && kinds.contains(&"receipt"),
        "{kinds:?}"
    );
    verified(&office);
}
