//! A print that is stopped, or cut off with the program: nothing comes out, and the log says so.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::door::{Answered, Door};
use gongkai_frontdesk::words::Waypoints;
use serde_json::{Value, json};
use stage::StageHost;
use stage::office::Office;

use super::{copies_of, to_file, with_items};

/// What happens once, as soon as a print has begun.
type Mishap = Box<dyn FnOnce(&Door) + Send>;

/// Whoever is beside the desk while it prints.
#[derive(Default)]
struct Beside {
    door: OnceLock<Arc<Door>>,
    mishap: Mutex<Option<Mishap>>,
}

impl Waypoints for Beside {
    fn reached(&self, name: &'static str) {
        let mishap = match name {
            "begin-print.after-commit" => self.mishap.lock().expect("one print").take(),
            _ => None,
        };
        if let (Some(mishap), Some(door)) = (mishap, self.door.get()) {
            mishap(door);
        }
    }
}

fn door(office: &Office, mishap: Mishap) -> Arc<Door> {
    let beside = Arc::new(Beside {
        door: OnceLock::new(),
        mishap: Mutex::new(Some(mishap)),
    });
    let today = "2019-09-30".parse().expect("a date");
    let machine = StageHost::new(today, PathBuf::new(), beside.clone());
    let door = Arc::new(Door::new(Arc::new(machine)));
    door.open(&office.folder()).expect("an open office");
    beside.door.set(door.clone()).ok().expect("one door");
    door
}

fn print(door: &Door, office: &Office, item: &str) -> Result<Answered, Problem> {
    let request = serde_json::to_value(to_file(office, vec![copies_of(item)]));
    door.answer("print-papers", request.expect("a request"))
}

/// The phases in the log, sorted.
fn phases(door: &Door) -> Vec<String> {
    let log = door.answer("look-at-print-log", json!({ "from": 0, "count": 9 }));
    let Ok(Answered::Told(log)) = log else {
        panic!("{log:?}")
    };
    let lines = log["lines"].as_array().cloned().unwrap_or_default();
    let phase = |line: &Value| line["phase"].as_str().unwrap_or_default().to_owned();
    let mut phases: Vec<String> = lines.iter().map(phase).collect();
    phases.sort();
    phases
}

#[test]
fn a_print_stopped_by_the_clerk_leaves_a_line_and_no_file() {
    let (office, items) = with_items(1);
    let stop: Mishap = Box::new(|door| {
        door.answer("stop-work", json!({})).expect("stopped");
    });
    let door = door(&office, stop);
    let stopped = print(&door, &office, &items[0]).expect_err("stopped");
    assert_eq!(stopped.code, "stopped");
    assert!(!PathBuf::from(office.path("打印.pdf")).exists());
    assert_eq!(phases(&door), ["stopped"]);
}

#[test]
fn a_print_cut_off_with_the_program_is_found_again() {
    let (office, items) = with_items(1);
    let fault: Mishap = Box::new(|_| panic!("the program has a fault here"));
    let door = door(&office, fault);
    let fault = print(&door, &office, &items[0]).expect_err("a fault");
    assert_eq!(fault.code, "program-fault");
    assert_eq!(phases(&door), ["preparing"]);
    door.close();
    door.open(&office.folder()).expect("the next morning");
    assert_eq!(phases(&door), ["interrupted"]);
    print(&door, &office, &items[0]).expect("the next print");
    assert_eq!(phases(&door), ["interrupted", "saved"]);
}
