//! Ways out that are no answer of a call: what stands in the store for others to read (letters, the
//! audit chain, logs), and every file below the office's folder and the machine's.

use std::path::Path;

use gongkai_frontdesk::words::PaperKind;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::super::privacy::files_of;
use super::Watch;

/// Letters to the county, entries of the chain, the print log: whoever gets the store's books gets
/// these.
pub(super) fn search_books(watch: &Watch, office: &Path) {
    let store = Connection::open(office.join("registry.db")).unwrap();
    for (what, sql, leaves) in [
        ("letter", "SELECT letter FROM outbox", true),
        (
            "audit entry",
            "SELECT act || facts || actor FROM audit_entry",
            false,
        ),
        ("print log", "SELECT title FROM print_job_paper", true),
    ] {
        let mut statement = match store.prepare(sql) {
            Ok(statement) => statement,
            Err(error) => panic!("{what}: {error}"),
        };
        let rows = statement
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap();
        let mut count = 0;
        for row in rows {
            watch.search(what, &row.unwrap(), leaves);
            count += 1;
        }
        assert!(count > 0, "no {what} was made");
    }
}

/// The list of kept files, written out, and files fetched back.
#[track_caller]
pub(super) fn keep_files(watch: &Watch, backup: &Value, scratch: &Path) {
    let (folder, who) = (scratch.join("清单"), json!({ "who": "周禾生" }));
    std::fs::create_dir_all(&folder).unwrap();
    let listed = watch.does("list-fixity", json!({ "folder": folder, "acting": who }));
    for file in listed["files"].as_array().into_iter().flatten() {
        watch.wrote(&folder.join(file.as_str().unwrap_or_default()));
    }
    let back = json!({ "backup": backup, "acting": who });
    assert_eq!(watch.does("fetch-files-back", back)["still_broken"], 0);
}

/// Every file below a folder but the store itself, with its name.
pub(super) fn search_files(watch: &Watch, folder: &Path) {
    for path in files_of(folder) {
        watch.wrote(&path);
    }
}

/// The command line says the same things to a person and to a program.
pub(super) fn search_command_line(watch: &Watch, office: &stage::office::Office, item: &str) {
    for words in [
        format!("disclosure show {item}"),
        "disclosure list".to_owned(),
        format!("gate {item}"),
        "search 13900001234".to_owned(),
        "search 钱夏禾".to_owned(),
        "register show --year 2019".to_owned(),
        "log --as 周禾生".to_owned(),
        "rules list".to_owned(),
        "words list".to_owned(),
        "verify".to_owned(),
        "copies".to_owned(),
        "board now".to_owned(),
        "draft show".to_owned(),
    ] {
        let (_, out, err) = office.tells(&words);
        watch.search(&format!("gongkai {words}"), &format!("{out}{err}"), false);
        let heard = office.hears(&words).value;
        watch.search(
            &format!("gongkai --json {words}"),
            &heard.to_string(),
            false,
        );
    }
}

/// Text at a pointer of an answer.
#[track_caller]
pub(super) fn text(value: &Value, pointer: &str) -> String {
    super::super::text(value, pointer)
}

/// A workbook that shows none of it, with everything underneath.
pub(super) fn underneath(secret: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_author(secret));
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "机耕道").unwrap();
    sheet.write_string(1, 0, secret).unwrap();
    sheet.set_row_hidden(1).unwrap();
    let note = rust_xlsxwriter::Note::new(secret);
    sheet.insert_note(0, 0, &note).unwrap();
    let hidden = book.add_worksheet();
    hidden.write_string(0, 0, secret).unwrap();
    hidden.set_hidden(true);
    book.save_to_buffer().unwrap()
}

/// Nobody is told of named points.
pub(super) struct Unwatched;

impl gongkai_frontdesk::words::Waypoints for Unwatched {
    fn reached(&self, _name: &'static str) {}
}

/// Papers beside the daily ones, and every paper as a file that can be edited.
pub(super) fn other_papers(watch: &Watch, list: &str) {
    for kind in [PaperKind::Leaflet, PaperKind::Feedback] {
        watch.prints(kind, json!({ "paper": kind.code(), "item": list }));
    }
    let envelope =
        json!({ "paper": "envelope", "to": "样例县国家保密局", "address": null, "size": "DL" });
    watch.prints(PaperKind::Envelope, envelope);
    for paper in [
        "copies", "online", "approval", "changes", "leaflet", "feedback",
    ] {
        watch.exports(json!({ "paper": paper, "item": list }));
    }
    watch.exports(json!({ "paper": "register", "book": "public", "year": 2019 }));
}
