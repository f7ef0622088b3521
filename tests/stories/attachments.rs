//! Attached files: what nobody sees on paper stays in the archive and never leaves; pictures wait
//! for somebody's eye; a clean copy is a file that LibreOffice opens. All people are invented.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use stage::libreoffice;
use stage::office::Office;

use super::{approve, draft, picture, release, text, three};

const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
/// An identity number of an area that exists nowhere.
const SECRET: &str = "430699194103070018";

/// A document that shows one sentence and hides a number in its properties and among its changes.
fn docx() -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"{WORDS}\"><w:body><w:p><w:r><w:t>石桥村机耕道硬化工程已完工。</w:t></w:r>\
         <w:del w:author=\"林见清\"><w:r><w:delText>联系人 {SECRET}</w:delText></w:r></w:del></w:p></w:body></w:document>"
    );
    let core = format!(
        "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>{SECRET}</dc:creator></cp:coreProperties>"
    );
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let types = format!(
        "<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
    );
    package(&[
        ("[Content_Types].xml", types.as_bytes()),
        (
            "_rels/.rels",
            relations("officeDocument", "word/document.xml").as_bytes(),
        ),
        ("word/document.xml", document.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ])
}

/// A zip of these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with a hidden row, a hidden sheet and a formula.
fn xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_author(SECRET));
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "项目").unwrap();
    sheet.write_string(0, 1, "金额").unwrap();
    sheet.write_string(1, 0, "机耕道").unwrap();
    sheet.write_number(1, 1, 35_910.0).unwrap();
    sheet.write_string(2, 0, SECRET).unwrap();
    sheet.set_row_hidden(2).unwrap();
    let sum = rust_xlsxwriter::Formula::new("=SUM(B2:B3)").set_result("35910");
    sheet.write_formula(3, 1, sum).unwrap();
    let other = book.add_worksheet();
    other.write_string(0, 0, SECRET).unwrap();
    other.set_hidden(true);
    book.save_to_buffer().unwrap()
}

fn attach(office: &Office, item: &str, name: &str, bytes: &[u8]) {
    let file = office.file(name, bytes);
    office.does(format!("disclosure attach {item} {file} --as 周禾生"));
}

fn gate(office: &Office, item: &str, check: &str) -> Vec<Value> {
    let gate = office.does(format!("gate {item}"));
    let lines = gate["checks"].as_array().unwrap().clone();
    lines
        .into_iter()
        .filter(|line| line["check"] == check)
        .collect()
}

fn hand_out(office: &Office, item: &str) -> Vec<PathBuf> {
    let folder = office.path("优盘");
    let answer = office.does(format!(
        "disclosure attachments {item} --out {folder} --as 周禾生"
    ));
    let files = answer["files"].as_array().unwrap();
    files
        .iter()
        .map(|file| PathBuf::from(file["path"].as_str().unwrap()))
        .collect()
}

fn holds(path: &Path, secret: &str) -> bool {
    let bytes = fs::read(path).unwrap();
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) else {
        return bytes
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
    };
    (0..archive.len()).any(|index| {
        let mut part = archive.by_index(index).unwrap();
        let mut inside = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut inside).unwrap();
        inside
            .windows(secret.len())
            .any(|window| window == secret.as_bytes())
    })
}

#[test]
fn what_leaves_is_the_clean_copy_and_the_original_stays() {
    let office = three();
    let item = draft(&office, "机耕道完工");
    let original = docx();
    attach(&office, &item, "说明.docx", &original);
    attach(&office, &item, "明细.xlsx", &xlsx());
    let told = office.does(format!("disclosure attachments {item}"));
    let first = &told["attachments"][0]["copy"];
    assert!(text(first, "/removed").contains("文档属性"), "{first}");
    assert_eq!(
        (&first["changes"], &first["refused"]),
        (&json!(true), &Value::Null)
    );
    assert!(text(&told, "/attachments/1/copy/removed").contains("隐藏的行 1 处"));
    let lines = gate(&office, &item, "attachments");
    let levels: Vec<&Value> = lines.iter().map(|line| &line["level"]).collect();
    assert_eq!(
        levels,
        ["warning", "ok"],
        "tracked changes want a second look: {lines:?}"
    );
    assert_eq!(
        gate(&office, &item, "private-data")[0]["level"],
        "ok",
        "of what leaves"
    );
    let refused = format!(
        "disclosure attachments {item} --out {} --as 周禾生",
        office.path("优盘")
    );
    office.refuses("not-in-state", &refused);
    approve(&office, &item);
    release(&office, &item);
    let files = hand_out(&office, &item);
    let names: Vec<_> = files
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap())
        .collect();
    assert_eq!(names, ["2019-0001附件1.docx", "2019-0001附件2.xlsx"]);
    for file in &files {
        assert!(
            !holds(file, SECRET) && !holds(file, "林见清"),
            "{}",
            file.display()
        );
        assert_eq!(
            office.does(format!("scan {}", file.display()))["remains"],
            json!([])
        );
        opens(file);
    }
    // The originals lie in the archive as they came.
    let kept = |bytes: &[u8]| {
        let folders = fs::read_dir(office.folder().join("files")).unwrap();
        folders
            .flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap())
            .any(|file| fs::read(file.unwrap().path()).unwrap() == bytes)
    };
    assert!(kept(&original));
    assert_eq!(office.does("verify")["ok"], true);
    assert!(!office.everything_heard().contains(SECRET));
}

/// LibreOffice makes a PDF of it.
fn opens(file: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let made = libreoffice::converted("pdf", &[file.to_path_buf()], folder.path())
        .expect("LibreOffice is there");
    let pdf = folder
        .path()
        .join(file.file_stem().unwrap())
        .with_extension("pdf");
    assert!(pdf.exists(), "{}: {made:?}", file.display());
}

#[test]
fn pictures_wait_for_somebodys_eye() {
    let office = three();
    let item = draft(&office, "完工照片");
    attach(&office, &item, "照片.png", &picture());
    let lines = gate(&office, &item, "pictures");
    assert_eq!(lines[0]["level"], "red", "{lines:?}");
    approve(&office, &item);
    let words = format!("release {item} --accept-warnings --why 急 --as 周禾生");
    office.refuses("pictures", &words);
    office.refuses("who-acts", format!("disclosure looked {item}"));
    let told = office.does(format!("disclosure looked {item} --as 林见清"));
    assert_eq!(told["attachments"][0]["looked"]["who"], "林见清");
    assert_eq!(gate(&office, &item, "pictures")[0]["level"], "ok");
    release(&office, &item);
    let files = hand_out(&office, &item);
    let clean = fs::read(&files[0]).unwrap();
    assert!(!clean.windows(8).any(|window| window == b"invented"));
}

#[test]
fn what_cannot_be_written_clean_does_not_leave() {
    let office = three();
    for (name, bytes, why) in [
        ("旧.doc", &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], "不完整"),
        ("图.gif", b"GIF89a", "图片"),
        ("包.rar", b"Rar!\x1a\x07\0", "压缩包"),
        ("空.docx", b"", "空文件"),
    ] {
        let item = draft(&office, name);
        attach(&office, &item, name, bytes);
        let lines = gate(&office, &item, "attachments");
        assert_eq!(lines[0]["level"], "red", "{name}");
        assert!(text(&lines[0], "/text").contains(why), "{}", lines[0]);
        approve(&office, &item);
        let words = format!("release {item} --accept-warnings --why 急 --as 周禾生");
        office.refuses("attachments", &words);
    }
}

#[test]
fn a_clean_file_leaves_as_it_came() {
    let office = three();
    let item = draft(&office, "公告");
    attach(&office, &item, "公告.txt", "公示期七天\n".as_bytes());
    let told = office.does(format!("disclosure attachments {item}"));
    let line = &told["attachments"][0];
    assert_eq!(line["copy"]["clean"], line["file"]);
    approve(&office, &item);
    release(&office, &item);
    assert_eq!(
        fs::read(&hand_out(&office, &item)[0]).unwrap(),
        "公示期七天\n".as_bytes()
    );
}

#[test]
fn a_scan_says_where_and_what_would_go_along() {
    let office = three();
    let file = office.file(&format!("{SECRET}.docx"), docx());
    let heard = office.hears(format!("scan {file}"));
    assert_eq!(heard.status, 1);
    let places: Vec<String> = heard.value["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| text(found, "/where"))
        .collect();
    for place in ["文件名", "文档属性“作者”", "正文里删去的文字第 1 段"] {
        assert!(
            places.iter().any(|known| known == place),
            "{place}: {places:?}"
        );
    }
    let remains = heard.value["remains"].to_string();
    assert!(remains.contains("修订痕迹 1 处"), "{remains}");
    let (_, prose, _) = office.tells(format!("scan {file}"));
    assert!(
        prose.contains("会跟着文件走") && !prose.contains(SECRET),
        "{prose}"
    );
}
