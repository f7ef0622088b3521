//! Printing: real pages at a real printing system, the log of what was printed, and the register
//! book as it lies open.

mod cups;
mod log;
mod pictures;
mod register;
mod sheets;
mod stopped;

use std::sync::Arc;

use gongkai_frontdesk::printers::{PrintOrder, Printer, Printers};
use gongkai_frontdesk::tasks::print_papers::{Paper, Request, Target, run};
use gongkai_frontdesk::{Acting, Desk, Problem};
use stage::office::Office;

use crate::stories::{approve, draft, release, text};

/// An office of three with `count` released items; answers with their ids, oldest first.
fn with_items(count: usize) -> (Office, Vec<String>) {
    let office = crate::stories::three();
    let released = |at: usize| {
        let item = draft(&office, &format!("机耕道硬化工程公示{at}"));
        approve(&office, &item);
        release(&office, &item);
        item
    };
    let items = (1..=count).map(released).collect();
    (office, items)
}

/// The desk of an office whose machine has these printers.
fn desk(office: &Office, printers: impl Printers + 'static) -> Desk {
    let machine = office.machine();
    machine.set_printers(Arc::new(printers));
    Desk::open_to_write(&office.folder(), machine).expect("an open desk")
}

fn acting() -> Acting {
    Acting {
        who: Some("周禾生".to_owned()),
        on: None,
    }
}

fn copies_of(item: &str) -> Paper {
    Paper::Copies {
        item: item.to_owned(),
        only: None,
        sheet: None,
    }
}

fn to_file(office: &Office, papers: Vec<Paper>) -> Request {
    Request {
        papers,
        with_list: false,
        copies: 1,
        to: Target::File {
            path: office.path("打印.pdf"),
        },
        acting: acting(),
    }
}

/// A printer that takes nothing.
struct OutOfPaper;

impl Printers for OutOfPaper {
    fn list(&self) -> Result<Vec<Printer>, Problem> {
        Ok(Vec::new())
    }

    fn print(&self, _order: &PrintOrder) -> Result<String, Problem> {
        let text = "打印机里没有纸了";
        Err(Problem::unreadable("printer-refused", text, "放纸以后再印"))
    }
}

/// The number of an item.
fn number(office: &Office, item: &str) -> String {
    text(&crate::stories::shown(office, item), "/register_no")
}
