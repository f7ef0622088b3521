//! What lies on the disk: papers written whole, damage that is told.

use std::fs;

use serde_json::json;

use super::{approve, draft, release, released, text, three};

#[test]
fn a_file_printed_over_is_whole_or_as_it_was() {
    let office = three();
    let item = draft(&office, "公示");
    approve(&office, &item);
    release(&office, &item);
    let out = office.path("三份.pdf");
    let answer = office.does(format!("print copies {item} --out {out}"));
    assert_eq!(answer["file"], out.as_str());
    let whole = fs::read(&out).unwrap();
    assert!(whole.starts_with(b"%PDF") && whole.trim_ascii_end().ends_with(b"%%EOF"));
    office.refuses("not-found", format!("print copies ffffffff --out {out}"));
    assert_eq!(fs::read(&out).unwrap(), whole);
    let nowhere = office.path("没有的文件夹/三份.pdf");
    let heard = office.hears(format!("print copies {item} --out {nowhere}"));
    assert_eq!(heard.status, 3, "{}", heard.value);
    let folder = office.folder();
    let beside = fs::read_dir(folder.parent().unwrap()).unwrap();
    let names: Vec<String> = beside
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        names
            .iter()
            .all(|name| !name.contains("tmp") && !name.contains("part")),
        "{names:?}"
    );
}

#[test]
fn a_damaged_store_is_three_and_says_where() {
    let office = three();
    released(&office, "公示");
    let scan = office.file("扫描.png", b"\x89PNG\r\n\x1a\n");
    let item = draft(&office, "带附件的");
    office.does(format!("disclosure attach {item} {scan} --as 周禾生"));
    let files = office.folder().join("files");
    let kept = fs::read_dir(&files)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    fs::remove_dir_all(&kept).unwrap();
    let heard = office.hears("verify");
    assert_eq!((heard.status, &heard.value["ok"]), (3, &json!(false)));
    assert!(!text(&heard.value, "/findings/0/text").is_empty());
    assert!(!text(&heard.value, "/findings/0/where").is_empty());

    let office = three();
    fs::write(office.folder().join("office.json"), "{}").unwrap();
    assert_eq!(office.hears("verify").status, 3);
    assert_eq!(office.hears("staff list").status, 3);
}
