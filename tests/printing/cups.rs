//! Real pages at a real CUPS: what comes out of the printer is what was previewed, as many times as
//! was asked.

use gongkai_frontdesk::printers::{PrinterState, Printers as _, Sides};
use gongkai_frontdesk::tasks::print_papers::{Paper, Request, Target};
use gongkai_frontdesk::tasks::{look_at_print_log, look_at_printers, preview_paper};
use stage::print_system::{PRINTER, PrintSystem};

use super::pictures::{Picture, pictures};
use super::{acting, copies_of, desk, run, with_items};

fn at_printer(papers: Vec<Paper>, copies: u32, sides: Sides) -> Request {
    Request {
        papers,
        with_list: false,
        copies,
        to: Target::Printer {
            name: PRINTER.to_owned(),
            sides,
            paper: None,
        },
        acting: acting(),
    }
}

/// The printed page shows what the previewed page shows.
#[track_caller]
fn assert_same(printed: &Picture, previewed: &Picture) {
    let apart = printed.differs(previewed);
    assert!(apart < 0.5, "{apart} of the ink is elsewhere");
}

#[test]
fn what_comes_out_of_the_printer_is_what_was_previewed() {
    let system = PrintSystem::start();
    let (office, items) = with_items(1);
    let mut desk = desk(&office, system.printers());

    let known = look_at_printers::run(&desk).expect("printers");
    assert!(known.trouble.is_none());
    let printer = &known.printers[0];
    assert_eq!((printer.name.as_str(), printer.default), (PRINTER, true));
    assert_eq!(printer.called, "党政办打印机");
    assert_eq!(printer.state, PrinterState::Idle);

    let paper = copies_of(&items[0]);
    let previewed = pictures(&preview_paper::run(&desk, &paper).expect("a preview"));
    assert_eq!(previewed.len(), 3, "three copies");
    let approval = Paper::Approval {
        item: items[0].clone(),
    };
    let sheet = pictures(&preview_paper::run(&desk, &approval).expect("a preview"));
    assert!(
        sheet[0].differs(&previewed[0]) > 0.75,
        "pictures tell papers apart"
    );

    let request = at_printer(vec![paper, approval], 2, Sides::One);
    let jobs = system.prints(|| {
        let printed = run(&mut desk, &request).expect("printed");
        assert_eq!((printed.pages, printed.sheets), (4, 8));
    });
    assert_eq!(jobs.len(), 1, "one job, whatever the copies");
    let log = look_at_print_log::run(
        &desk,
        &look_at_print_log::Request {
            count: 1,
            ..Default::default()
        },
    );
    assert_eq!(
        log.expect("a log").lines[0].printer.as_deref(),
        Some("党政办打印机")
    );
    let printed = pictures(&jobs[0]);
    assert_eq!(printed.len(), 8);
    for copy in printed.chunks(4) {
        for (printed, previewed) in copy.iter().zip(previewed.iter().chain(&sheet)) {
            assert_same(printed, previewed);
        }
    }
}

#[test]
fn two_copies_never_share_a_sheet() {
    let system = PrintSystem::start();
    let (office, items) = with_items(2);
    let mut desk = desk(&office, system.printers());
    let request = Request {
        with_list: true,
        ..at_printer(
            items.iter().map(|item| copies_of(item)).collect(),
            1,
            Sides::Two,
        )
    };
    let jobs = system.prints(|| {
        // A list of one page, and twice three copies of one: each goes to somebody else.
        let printed = run(&mut desk, &request).expect("printed");
        assert_eq!((printed.pages, printed.sheets), (7, 7));
    });
    let inked: Vec<bool> = pictures(&jobs[0])
        .iter()
        .map(|page| page.ink() > 0.001)
        .collect();
    assert_eq!(inked, [[true, false]; 7].concat());
}

#[test]
fn a_printer_that_is_gone_or_stopped_is_told_in_chinese() {
    let system = PrintSystem::start();
    let (office, items) = with_items(1);
    let mut desk = desk(&office, system.printers());
    let mut request = at_printer(vec![copies_of(&items[0])], 1, Sides::One);

    system.ask("cupsreject", &[PRINTER]);
    let known = system.printers().list().expect("printers");
    assert_eq!(known[0].state, PrinterState::Stopped);
    let refused = run(&mut desk, &request).expect_err("not accepting");
    assert_eq!(refused.code, "printer-refused");
    assert!(refused.next.contains("暂停接收任务"), "{refused:?}");

    if let Target::Printer { name, .. } = &mut request.to {
        *name = "已经搬走的打印机".to_owned();
    }
    let refused = run(&mut desk, &request).expect_err("no such printer");
    assert!(refused.next.contains("已没有这台打印机"), "{refused:?}");

    system.ask("lpadmin", &["-x", PRINTER]);
    let none = look_at_printers::run(&desk).expect("an answer");
    let trouble = none.trouble.expect("a reason");
    assert!(none.printers.is_empty() && trouble.next.contains("另存为 PDF"));
}
