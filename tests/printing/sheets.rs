//! On which paper a print goes: the posted copy on the sheet that the office chose, paper that the
//! printer lacks named before anything is printed, and the log that says both.

use std::process::Command;

use gongkai_frontdesk::Desk;
use gongkai_frontdesk::printers::{Printers as _, Sides};
use gongkai_frontdesk::tasks::choose_posted_sheet;
use gongkai_frontdesk::tasks::print_papers::{Paper, Request, Target};
use gongkai_frontdesk::tasks::{look_at_print_log, preview_paper};
use gongkai_frontdesk::words::{PaperSize, PostedSheet, PrintPhase};
use stage::print_system::{PRINTER, PrintSystem};

use super::{OutOfPaper, acting, copies_of, desk, run, with_items};
use crate::stories::{approve, draft, release};

const SMALL: &str = "OLD";

fn to(name: &str, paper: Option<PaperSize>, papers: Vec<Paper>) -> Request {
    Request {
        papers,
        with_list: false,
        copies: 1,
        to: Target::Printer {
            name: name.to_owned(),
            sides: Sides::Two,
            paper,
        },
        acting: acting(),
    }
}

fn choose(desk: &mut Desk, sheet: PostedSheet) {
    let request = choose_posted_sheet::Request {
        sheet,
        acting: acting(),
    };
    let kept = choose_posted_sheet::run(desk, &request).expect("kept");
    assert_eq!(kept.sheet, sheet);
}

/// Copies with the posted one on a sheet that somebody asked for.
fn copies_on(item: &str, sheet: PostedSheet) -> Paper {
    Paper::Copies {
        item: item.to_owned(),
        only: None,
        sheet: Some(sheet),
    }
}

/// The sizes of the pages that are seen before anything is printed.
fn seen(desk: &Desk, paper: &Paper) -> Vec<(u32, u32)> {
    sides(&preview_paper::run(desk, paper).expect("a preview"))
}

/// The shorter and the longer side of every page in whole millimetres.
#[track_caller]
fn sides(pdf: &[u8]) -> Vec<(u32, u32)> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pages.pdf");
    std::fs::write(&file, pdf).expect("a file");
    let output = Command::new("pdfinfo")
        .args(["-f", "1", "-l", "99"])
        .arg(&file)
        .output();
    let told = String::from_utf8_lossy(&output.expect("pdfinfo").stdout).into_owned();
    let sizes = told
        .lines()
        .filter(|line| line.starts_with("Page ") && line.contains(" size:"));
    let side = |points: &str| (points.parse::<f64>().expect("a side") * 25.4 / 72.0).round() as u32;
    sizes
        .map(|line| {
            let numbers: Vec<&str> = line.split_whitespace().collect();
            let at = numbers.iter().position(|word| *word == "x").expect("sides");
            let (a, b) = (side(numbers[at - 1]), side(numbers[at + 1]));
            (a.min(b), a.max(b))
        })
        .collect()
}

/// Every line of the log; two prints of one moment stand in any order.
fn logged(desk: &Desk) -> Vec<look_at_print_log::Line> {
    let request = look_at_print_log::Request {
        count: 9,
        ..Default::default()
    };
    look_at_print_log::run(desk, &request).expect("a log").lines
}

#[test]
fn the_posted_copy_goes_on_its_own_paper_and_the_log_says_so() {
    let system = PrintSystem::start();
    let (office, items) = with_items(1);
    let mut desk = desk(&office, system.printers());
    let (a4, a3) = ((210, 297), (297, 420));

    choose(&mut desk, PostedSheet::A3);
    let asked = copies_on(&items[0], PostedSheet::A3);
    assert_eq!(seen(&desk, &asked), [a4, a4, a3]);
    let jobs = system.prints(|| {
        let request = to(PRINTER, None, vec![asked]);
        let printed = run(&mut desk, &request).expect("printed");
        assert_eq!((printed.pages, printed.sheets), (3, 3));
    });
    let mut out: Vec<Vec<(u32, u32)>> = jobs.iter().map(|job| sides(job)).collect();
    out.sort();
    assert_eq!(
        out,
        [vec![a4; 4], vec![a3; 2]],
        "a job a size, each copy on a sheet of its own"
    );
    let lines = logged(&desk);
    let [line] = lines.as_slice() else {
        panic!("one print: {lines:?}");
    };
    assert_eq!(line.sizes, [PaperSize::A4, PaperSize::A3]);
    assert!(line.two_sided && line.phase == PrintPhase::Sent);

    // Everything on one paper, if the clerk wants it so.
    let jobs = system.prints(|| {
        let request = to(PRINTER, Some(PaperSize::A4), vec![copies_of(&items[0])]);
        run(&mut desk, &request).expect("printed");
    });
    assert_eq!(jobs.len(), 1);
    assert!(sides(&jobs[0]).iter().all(|page| *page == a4));
    let lines = logged(&desk);
    assert!(lines.len() == 2 && lines.iter().any(|line| line.sizes == [PaperSize::A4]));

    let large = copies_on(&items[0], PostedSheet::A4Large);
    assert!(seen(&desk, &large).iter().all(|page| *page == a4));
}

#[test]
fn what_was_released_prints_again_as_it_was_whatever_the_office_chooses_later() {
    let (office, items) = with_items(2);
    let (a4, a3) = ((210, 297), (297, 420));
    let mut desk = desk(&office, OutOfPaper);
    let into = |name: &str, paper: Paper| Request {
        papers: vec![paper],
        with_list: false,
        copies: 1,
        to: Target::File {
            path: office.path(name),
        },
        acting: acting(),
    };
    run(&mut desk, &into("甲.pdf", copies_of(&items[0]))).expect("printed");
    run(
        &mut desk,
        &into("乙.pdf", copies_on(&items[1], PostedSheet::A3)),
    )
    .expect("printed");
    let before = preview_paper::run(&desk, &copies_of(&items[0])).expect("a preview");
    // The office changes its mind about paper and about marks in the margin.
    choose(&mut desk, PostedSheet::A3Lying);
    drop(desk);
    office.does("office set --margin-marks false --as 周禾生");
    let desk = super::desk(&office, OutOfPaper);
    let after = preview_paper::run(&desk, &copies_of(&items[0])).expect("a preview");
    assert!(before == after, "a reprint is the same to the byte");
    assert_eq!(sides(&after), [a4, a4, a4], "as it was released");
    assert_eq!(
        seen(&desk, &copies_of(&items[1])),
        [a4, a4, a3],
        "as it was printed"
    );
    let asked = copies_on(&items[0], PostedSheet::A3);
    assert_eq!(seen(&desk, &asked), [a4, a4, a3], "as it is asked for");
    drop(desk);
    // What is released now is as the office wants it now.
    let item = draft(&office, "新的公示");
    approve(&office, &item);
    release(&office, &item);
    let desk = super::desk(&office, OutOfPaper);
    assert_eq!(seen(&desk, &copies_of(&item)), [a4, a4, a3]);
}

#[test]
fn paper_that_a_printer_lacks_is_named_before_anything_goes_out() {
    let system = PrintSystem::start();
    system.add_printer_without(SMALL, "A3");
    let printers = system.printers().list().expect("printers");
    let of = |name: &str| printers.iter().find(|one| one.name == name).expect(name);
    assert!(of(PRINTER).takes(PaperSize::A3) && of(PRINTER).takes(PaperSize::Dl));
    let small = of(SMALL);
    assert!(!small.takes(PaperSize::A3), "{small:?}");
    assert!(small.takes(PaperSize::A4));
    assert!(
        !of(PRINTER).two_sided,
        "this one says that it cannot turn the sheet"
    );

    let (office, items) = with_items(1);
    let mut desk = desk(&office, system.printers());
    let lying = || copies_on(&items[0], PostedSheet::A3Lying);
    let jobs = system.prints(|| {
        let request = to(SMALL, None, vec![lying()]);
        let refused = run(&mut desk, &request).expect_err("no A3 in it");
        assert_eq!(refused.code, "printer-lacks-paper");
        assert!(
            refused.text.contains("A3") && refused.next.contains("都印在 A4 上"),
            "{refused:?}"
        );
    });
    assert!(jobs.is_empty(), "not half of it");
    let lines = logged(&desk);
    let [line] = lines.as_slice() else {
        panic!("one print: {lines:?}");
    };
    assert_eq!((line.phase, line.sizes.len()), (PrintPhase::Failed, 0));
    let reason = line.reason.as_deref().unwrap_or_default();
    assert!(reason.contains("没有A3纸"), "{reason}");

    let jobs = system.prints(|| {
        let request = to(SMALL, Some(PaperSize::A4), vec![lying()]);
        run(&mut desk, &request).expect("what it says instead works");
    });
    assert_eq!(jobs.len(), 1);
}
