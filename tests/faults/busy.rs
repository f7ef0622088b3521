//! One writer at a time: whoever comes second is told so at once, readers go on, and a writer who
//! is killed leaves no lock behind.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use super::office::{Office, import, release};
use super::picture::Picture;

/// A writer who stands still at a named point, the lock in his hand.
struct Waiting(Child);

impl Waiting {
    fn at(office: &Office, words: &str, point: &str) -> Self {
        let mut child = office
            .command(200, words)
            .env("STAGE_WAITS_AT", point)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let told = child.stderr.take().expect("a pipe");
        let line = BufReader::new(told).lines().next();
        let line = line.expect("it waits").expect("a line");
        assert_eq!(line, "waiting");
        Self(child)
    }

    fn goes_on(mut self) {
        drop(self.0.stdin.take());
        assert!(self.0.wait().expect("it ends").success());
    }

    fn dies(mut self) {
        self.0.kill().expect("a kill");
        self.0.wait().expect("it ends");
    }
}

#[test]
fn a_second_writer_is_refused_and_readers_go_on() {
    let office = Office::prepared();
    let items = Office::items();
    let before = Picture::of(&office.folder());
    let writer = Waiting::at(&office, &release(&items.approved), "release.before-commit");

    let second = office.run(201, &import("同时导入"));
    second.refused(1, &["office-busy"]);
    office.is_sound();
    let shown = office.ask(&format!("disclosure show {}", items.approved));
    assert_eq!(
        shown.done().text("/state"),
        "approved",
        "readers see what is kept"
    );
    let printed = office.beside("三份.pdf");
    let words = format!("print copies {} --out {{beside}}/三份.pdf", items.released);
    office.ask(&words).done();
    assert!(printed.metadata().expect("a file").len() > 1000);
    assert!(
        Picture::of(&office.folder())
            .differs_from(&before)
            .is_empty()
    );

    writer.goes_on();
    let shown = office.ask(&format!("disclosure show {}", items.approved));
    assert_eq!(shown.done().text("/register_no"), "2019-0002");
    office.run(201, &import("随后导入")).done();
    office.is_sound();
}

#[test]
fn a_killed_writer_leaves_no_lock() {
    let office = Office::prepared();
    let items = Office::items();
    let before = Picture::of(&office.folder());
    let writer = Waiting::at(&office, &import("被杀的导入"), "import.before-commit");
    office
        .run(201, &release(&items.approved))
        .refused(1, &["office-busy"]);
    writer.dies();
    assert!(
        Picture::of(&office.folder())
            .differs_from(&before)
            .is_empty()
    );
    office.run(201, &release(&items.approved)).done();
    office.is_sound();
}

#[test]
fn two_foundings_in_one_folder_make_one_office() {
    let office = Office::none();
    let first = Waiting::at(&office, super::office::INIT, "found.staged");
    office
        .run(201, super::office::INIT)
        .refused(1, &["office-busy"]);
    first.goes_on();
    office
        .run(202, super::office::INIT)
        .refused(1, &["office-exists"]);
    office.is_sound();
}
