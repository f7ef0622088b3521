//! Ten years on: kept files are listed so that programs of other people can check them, what is lost
//! is told by what it was for, and comes back from a backup; papers leave as OFD too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use stage::office::Office;

use super::{approve, draft, release, text, three};

/// A picture of one dot.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// An office with a released item that has a file, and the item.
fn with_a_file() -> (Office, String) {
    let office = three();
    let item = draft(&office, "石桥村机耕道硬化工程公示");
    approve(&office, &item);
    release(&office, &item);
    let photo = office.file("张贴.png", PICTURE);
    office.does(format!(
        "post {item} --channel 公开栏 --place 乡大院公开栏 --evidence {photo} --as 周禾生"
    ));
    (office, item)
}

/// What another program says about a list, in the office's folder.
fn checks(office: &Office, program: &str, arguments: &[&str], list: &Path) -> bool {
    let output = Command::new(program)
        .args(arguments)
        .arg(list)
        .current_dir(office.folder())
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    output.status.success()
}

/// Writes the list and says where its files are, and the answer.
fn listed(office: &Office) -> (PathBuf, Value) {
    let folder = PathBuf::from(office.path("清单"));
    fs::create_dir_all(&folder).unwrap();
    let told = office.does(format!(
        "export fixity --out {} --as 周禾生",
        folder.display()
    ));
    (folder, told)
}

/// The one kept file.
fn kept(office: &Office, told: &Value) -> PathBuf {
    let table = Path::new(&text(told, "/folder")).join(text(told, "/files/0"));
    let table = fs::read_to_string(table).unwrap();
    let line = table.lines().nth(1).unwrap();
    office.folder().join(line.split(',').next().unwrap())
}

#[test]
fn other_programs_check_the_fixity_list() {
    let (office, _) = with_a_file();
    let (folder, told) = listed(&office);
    assert_eq!((&told["kept"], &told["broken"]), (&1.into(), &0.into()));
    let name = |at: usize| folder.join(text(&told, &format!("/files/{at}")));
    let table = fs::read_to_string(name(0)).unwrap();
    assert!(
        table.starts_with("\u{FEFF}文件,字节数,SHA-256,SM3,收存日期\r\nfiles/"),
        "{table}"
    );
    let sound = || {
        (
            checks(&office, "sha256sum", &["--check", "--strict"], &name(1)),
            checks(&office, "cksum", &["--check", "--strict"], &name(2)),
        )
    };
    assert_eq!(sound(), (true, true));
    fs::write(kept(&office, &told), b"\x89PNG\r\n\x1a\r").unwrap();
    assert_eq!(sound(), (false, false));
    let (_, again) = listed(&office);
    assert_eq!(again["broken"], 1);
    let inside = format!(
        "export fixity --out {} --as 周禾生",
        office.folder().display()
    );
    office.refuses("target-inside-office", inside);
}

#[test]
fn the_chain_keeps_the_digests_of_the_list() {
    let (office, _) = with_a_file();
    let (folder, told) = listed(&office);
    let table = fs::read(folder.join(text(&told, "/files/0"))).unwrap();
    let digest = hex(&<sha2::Sha256 as sha2::Digest>::digest(&table));
    assert_eq!(text(&told, "/sha256"), digest);
    let store = rusqlite::Connection::open(office.folder().join("registry.db")).unwrap();
    let facts: String = store
        .query_row(
            "SELECT facts FROM audit_entry WHERE act = 'list-fixity'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(
        facts.contains(&digest) && facts.contains(&text(&told, "/sm3")),
        "{facts}"
    );
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_lost_file_is_told_by_what_it_was_for_and_comes_back_from_a_backup() {
    let (office, _) = with_a_file();
    let stick = office.path("U盘");
    fs::create_dir_all(&stick).unwrap();
    let made = office.does(format!("backup make --place {stick} --as 周禾生"));
    let backup = text(&made, "/backups/0/folder");
    let (_, told) = listed(&office);
    let lost = kept(&office, &told);
    fs::remove_file(&lost).unwrap();
    let heard = office.hears("verify");
    assert_eq!(heard.status, 3);
    assert_eq!(text(&heard.value, "/findings/0/code"), "file-missing");
    let said = text(&heard.value, "/findings/0/text");
    for word in ["石桥村机耕道硬化工程公示", "2019-0001", "张贴照片"] {
        assert!(said.contains(word), "{said}");
    }
    assert!(
        !said.contains("张贴.png"),
        "the name it came with may name a person"
    );
    assert!(text(&heard.value, "/findings/0/next").contains("从备份找回"));
    let nowhere = format!("backup fetch-back {} --as 周禾生", office.path("清单"));
    office.refuses("not-a-backup", nowhere);
    let back = office.does(format!("backup fetch-back {backup} --as 周禾生"));
    assert_eq!(
        (&back["mended"], &back["still_broken"]),
        (&1.into(), &0.into())
    );
    assert_eq!(fs::read(&lost).unwrap(), PICTURE);
    assert_eq!(office.hears("verify").status, 0);
}

#[test]
fn a_paper_is_an_ofd_where_its_name_says_so_and_is_never_half_written() {
    let (office, item) = with_a_file();
    let out = office.path("三份.ofd");
    let told = office.does(format!("print copies {item} --out {out}"));
    assert_eq!(told["file"], out.as_str());
    let whole = fs::read(&out).unwrap();
    let mut container = zip::ZipArchive::new(std::io::Cursor::new(&whole)).unwrap();
    let pages = container.file_names().filter(|name| {
        name.as_ref()
            .is_ok_and(|name| name.ends_with("Content.xml"))
    });
    assert_eq!(pages.count() as u64, told["pages"].as_u64().unwrap());
    assert!(container.by_name("OFD.xml").is_ok());
    office.does(format!("print copies {item} --out {out}"));
    assert_eq!(
        fs::read(&out).unwrap(),
        whole,
        "the same paper, the same bytes"
    );
    office.refuses("not-found", format!("print copies ffffffff --out {out}"));
    assert_eq!(fs::read(&out).unwrap(), whole);
    let pdf = office.path("三份.pdf");
    let printed = office.does(format!("print copies {item} --out {pdf}"));
    assert_eq!(printed["pages"], told["pages"]);
}

#[test]
fn a_villages_own_table_that_is_lost_is_told_by_its_list() {
    let office = three();
    let table = office.file("上坪村.csv", "序号,姓名,金额\n1,钱夏禾,630\n2,何秋生,315\n");
    office.does(format!(
        "import {table} --entry 2.4 --kind 低保发放 --title 上坪村低保金发放名单 --village 上坪村 \
         --accept-warnings --as 周禾生"
    ));
    let (_, told) = listed(&office);
    fs::remove_file(kept(&office, &told)).unwrap();
    let heard = office.hears("verify");
    let said = text(&heard.value, "/findings/0/text");
    assert!(
        said.contains("“上坪村低保金发放名单”的村里交来的原表"),
        "{said}"
    );
}
