//! Killed while somebody types or saves: what was kept is offered again, what was saved is saved, and
//! nothing is both. The process that dies is this program itself, run a second time.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use gongkai_frontdesk::tasks::fill_form::{self, Form};
use gongkai_frontdesk::tasks::keep_working_text::{self, Offer};
use gongkai_frontdesk::tasks::look_at_drafts;
use gongkai_frontdesk::words::Waypoints;
use gongkai_frontdesk::{Acting, Desk};
use stage::StageHost;
use stage::office::Office;

use super::office::PROGRAM;

/// Where the second process finds its office, and the point at which it dies.
const FOLDER: &str = "STAGE_TYPES_IN";
const DIES_AT: &str = "STAGE_DIES_AT";

struct Script(Option<String>);

impl Waypoints for Script {
    fn reached(&self, name: &'static str) {
        if self.0.as_deref() == Some(name) {
            std::process::abort();
        }
    }
}

fn clerk() -> Acting {
    Acting {
        who: Some("周禾生".to_owned()),
        on: None,
    }
}

fn typed(body: &str) -> Form {
    Form {
        entry: "2.5".to_owned(),
        title: "石桥村机耕道完工".to_owned(),
        body: body.to_owned(),
        ..Form::default()
    }
}

fn desk(folder: &Path, script: Script) -> Desk {
    let today = "2019-09-30".parse().unwrap();
    let host = StageHost::new(today, PROGRAM.into(), Arc::new(script));
    Desk::open_to_write(folder, Arc::new(host)).unwrap()
}

/// The second process: types three times and waits, or saves; does nothing when it is not asked.
#[test]
fn the_process_that_types() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let mut desk = desk(Path::new(&folder), Script(std::env::var(DIES_AT).ok()));
    let mut working_text = None;
    for body in ["现", "现将完工", "现将完工情况公示"] {
        let request = keep_working_text::Request {
            working_text,
            form: typed(body),
            acting: clerk(),
            ..keep_working_text::Request::default()
        };
        working_text = keep_working_text::keep(&mut desk, request)
            .unwrap()
            .working_text;
    }
    if std::env::var(DIES_AT).is_ok() {
        let request = fill_form::Request {
            form: typed("现将完工情况公示"),
            working_text,
            acting: clerk(),
            ..fill_form::Request::default()
        };
        fill_form::save(&mut desk, request).unwrap();
        return;
    }
    writeln!(io::stderr(), "kept").unwrap();
    let _ = io::stdin().read_to_end(&mut Vec::new());
}

fn second_process(folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "faults::typing::the_process_that_types",
            "--nocapture",
        ])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// Reads what the process says until it has kept its text.
fn wait_until_kept(child: &mut Child) {
    let said = BufReader::new(child.stderr.take().unwrap());
    let kept = said
        .lines()
        .map_while(Result::ok)
        .any(|line| line == "kept");
    assert!(kept, "it ended before it kept anything");
}

fn found(office: &Office) -> (Vec<Offer>, usize) {
    let desk = desk(&office.folder(), Script(None));
    let answer = look_at_drafts::run(&desk, &clerk()).unwrap();
    (answer.working, answer.drafts.len())
}

#[track_caller]
fn sound(office: &Office) {
    assert_eq!(office.does("verify")["ok"], true);
}

#[test]
fn killed_right_after_a_keystroke_was_kept_the_text_is_there() {
    let office = Office::of_three(PROGRAM);
    let mut child = second_process(&office.folder()).spawn().unwrap();
    wait_until_kept(&mut child);
    child.kill().unwrap();
    child.wait().unwrap();
    let (working, drafts) = found(&office);
    assert_eq!((working.len(), drafts), (1, 0));
    let id = working[0].working_text;
    let desk = desk(&office.folder(), Script(None));
    let sheet = fill_form::of_working_text(&desk, id, &clerk()).unwrap();
    assert_eq!(sheet.form, typed("现将完工情况公示"));
    drop(desk);
    sound(&office);
}

#[test]
fn killed_while_saving_a_text_is_kept_or_saved_and_never_both() {
    for (point, wanted) in [
        ("keep-working-text.before-commit", (0, 0)),
        ("keep-working-text.after-commit", (1, 0)),
        ("save-form.before-commit", (1, 0)),
        ("save-form.after-commit", (0, 1)),
    ] {
        let office = Office::of_three(PROGRAM);
        let output = second_process(&office.folder())
            .env(DIES_AT, point)
            .output()
            .unwrap();
        assert!(!output.status.success(), "{point}: it was to die there");
        let (working, drafts) = found(&office);
        assert_eq!((working.len(), drafts), wanted, "{point}");
        sound(&office);
    }
}
