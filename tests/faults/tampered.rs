//! Somebody changes a record with a tool of their own: the check of the office says so.

use rusqlite::Connection;

use super::office::Office;

/// What is done behind the program's back, and what the check must say.
const TAMPERINGS: &[(&str, &str)] = &[
    (
        "UPDATE register_line SET released_on = '2018-01-01'",
        "record-altered",
    ),
    (
        "UPDATE register_line SET number = number + 1",
        "register-gap",
    ),
    ("DELETE FROM signature", "record-altered"),
    (
        "UPDATE signature SET signed_on = '2011-01-01'",
        "record-altered",
    ),
    ("UPDATE disclosure SET title = '篡改'", "record-altered"),
    (
        "UPDATE disclosure SET state = 'released' WHERE state = 'draft'",
        "record-altered",
    ),
    (
        "UPDATE copy SET handed_to = '别处', handed_on = '2019-10-10'",
        "record-altered",
    ),
    (
        "UPDATE disclosure SET demanded_by = '别人要的'",
        "record-altered",
    ),
    (
        "UPDATE disclosure_listing SET document_no = '别的文号'",
        "record-altered",
    ),
    (
        "UPDATE signature SET document = '别的文号'",
        "record-altered",
    ),
    (
        "INSERT INTO channel_to_post SELECT id, 'television' FROM disclosure",
        "to-post-differs",
    ),
    ("DELETE FROM outbox", "letter-missing"),
    (
        "UPDATE list_row SET cells = replace(cells, '630', '99630')",
        "list-altered",
    ),
    ("UPDATE list_row_private SET cells = '[]'", "list-altered"),
];

#[test]
fn a_record_changed_behind_the_programs_back_is_found() {
    for (tampering, code) in TAMPERINGS {
        let office = Office::prepared();
        office.is_sound();
        let store = Connection::open(office.folder().join("registry.db")).expect("the store opens");
        store
            .pragma_update(None, "foreign_keys", false)
            .expect("a tool that checks nothing");
        let changed = store.execute(tampering, []).expect("the tool's statement");
        assert!(changed > 0, "{tampering} changed nothing");
        drop(store);
        let answer = office.ask("verify");
        assert_eq!(answer.status, Some(3), "{tampering}: {}", answer.said);
        assert!(
            answer.said.to_string().contains(code),
            "{tampering}: {}",
            answer.said
        );
    }
}

#[test]
fn a_closed_book_that_was_changed_is_found() {
    let office = Office::prepared();
    let closing = "register close --year 2019 --as 周禾生";
    let mut next_year = office.command(1, closing);
    let closed = next_year
        .env("STAGE_TODAY", "2020-01-06")
        .output()
        .expect("it runs");
    assert!(closed.status.success(), "{closed:?}");
    let store = Connection::open(office.folder().join("registry.db")).expect("the store opens");
    store
        .execute("UPDATE register_closing SET lines = lines + 1", [])
        .expect("the tool's statement");
    drop(store);
    let answer = office.ask("verify");
    assert_eq!(answer.status, Some(3), "{}", answer.said);
    assert!(
        answer.said.to_string().contains("register-altered"),
        "{}",
        answer.said
    );
}
