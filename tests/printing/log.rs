//! 打印记录: whatever became of a print, its line is there; a preview has none.

use gongkai_frontdesk::door::{Answered, Door};
use gongkai_frontdesk::printers::{NoPrinters, Sides};
use gongkai_frontdesk::tasks::look_at_print_log::{self, Answer};
use gongkai_frontdesk::tasks::print_papers::{Paper, Request, Target};
use gongkai_frontdesk::tasks::{choose_papers, hand_over_copy, preview_paper, print_slip};
use gongkai_frontdesk::words::{Book, CopyFor, PaperKind, PrintPhase, State};
use gongkai_frontdesk::{Desk, Problem};
use serde_json::json;
use stage::office::paper_text;

use super::{OutOfPaper, copies_of, desk, number, run, to_file, with_items};

fn log(desk: &Desk) -> Answer {
    let request = look_at_print_log::Request {
        count: 50,
        ..look_at_print_log::Request::default()
    };
    look_at_print_log::run(desk, &request).expect("a log")
}

fn choose(desk: &Desk, unprinted: bool) -> Vec<String> {
    let request = choose_papers::Request {
        paper: PaperKind::Copies,
        state: Some(State::Released),
        year: Some(2019),
        village: None,
        entry: Some("2.5".to_owned()),
        text: None,
        unprinted,
        from: 0,
        count: 50,
    };
    let answer = choose_papers::run(desk, request).expect("items");
    assert_eq!(answer.total as usize, answer.lines.len());
    let line = |line: choose_papers::Line| line.disclosure.to_string();
    answer.lines.into_iter().map(line).collect()
}

#[test]
fn a_batch_is_one_file_with_a_list_on_top_and_one_line_in_the_log() {
    let (office, items) = with_items(3);
    let mut desk = desk(&office, NoPrinters);
    assert_eq!(choose(&desk, true).len(), 3);
    let papers = items[..2].iter().map(|item| copies_of(item)).collect();
    let request = Request {
        with_list: true,
        ..to_file(&office, papers)
    };
    let printed = run(&mut desk, &request).expect("a file");
    assert_eq!((printed.phase, printed.pages), (PrintPhase::Saved, 7));

    let told = paper_text(office.path("打印.pdf").as_ref());
    let pages: Vec<&str> = told.split('\u{c}').collect();
    assert!(
        pages[0].contains("打印清单") && pages[0].contains("共 2 件 6 页"),
        "{}",
        pages[0]
    );
    for item in &items[..2] {
        let number = number(&office, item);
        assert!(pages[0].contains(&number), "{}", pages[0]);
        assert!(pages[1..].iter().any(|page| page.contains(&number)));
    }

    let log = log(&desk);
    assert_eq!(log.total, 1);
    let line = &log.lines[0];
    assert_eq!(
        (line.by.as_str(), line.pages, line.printer.as_deref()),
        ("周禾生", 7, None)
    );
    assert_eq!(line.papers.len(), 2);
    assert_eq!(
        choose(&desk, true),
        [items[2].clone()],
        "the rest is not printed yet"
    );
    assert_eq!(choose(&desk, false).len(), 3);
    crate::stories::verified(&office);
}

#[test]
fn a_print_that_failed_says_why_and_is_not_printed() {
    let (office, items) = with_items(1);
    let mut desk = desk(&office, OutOfPaper);
    let mut request = to_file(&office, vec![copies_of(&items[0])]);
    request.to = Target::Printer {
        name: "HP".to_owned(),
        sides: Sides::One,
        paper: None,
    };
    let refused = run(&mut desk, &request).expect_err("no paper");
    assert_eq!(refused.code, "printer-refused");
    let line = &log(&desk).lines[0];
    assert_eq!(line.phase, PrintPhase::Failed);
    assert_eq!(line.reason.as_deref(), Some("打印机里没有纸了"));
    assert_eq!(choose(&desk, true).len(), 1, "nothing came out");
}

#[test]
fn a_preview_of_each_copy_is_no_print() {
    let (office, items) = with_items(1);
    let desk = desk(&office, NoPrinters);
    let no = number(&office, &items[0]);
    for (only, mark) in [
        (CopyFor::County, "报县"),
        (CopyFor::Township, "乡存"),
        (CopyFor::Board, "张贴"),
    ] {
        let paper = Paper::Copies {
            item: items[0].clone(),
            only: Some(only),
            sheet: None,
        };
        let path = office.file(
            "预览.pdf",
            preview_paper::run(&desk, &paper).expect("a preview"),
        );
        let text = paper_text(path.as_ref());
        assert_eq!(text.matches('\u{c}').count(), 1);
        assert!(text.contains(mark) && text.contains(&no), "{text}");
    }
    let register = Paper::Register {
        book: Book::Public,
        year: 2019,
    };
    assert!(
        preview_paper::run(&desk, &register)
            .expect("a book")
            .starts_with(b"%PDF")
    );
    assert_eq!(log(&desk).total, 0);
}

#[test]
fn the_window_gets_a_preview_as_bytes() {
    let (office, items) = with_items(1);
    let door = Door::new(office.machine());
    door.open(&office.folder()).expect("an open office");
    let asked = |item: &str| {
        door.answer(
            "preview-paper",
            json!({ "paper": "approval", "item": item }),
        )
    };
    let Ok(Answered::Bytes(pdf)) = asked(&items[0]) else {
        panic!("no bytes")
    };
    assert!(pdf.starts_with(b"%PDF"));
    assert_eq!(asked("0123456789").expect_err("none").code, "not-found");
}

#[test]
fn nothing_and_too_much_are_refused_before_a_line_is_written() {
    let (office, items) = with_items(1);
    let mut desk = desk(&office, NoPrinters);
    let code = |answer: Result<_, Problem>| answer.map(drop).expect_err("refused").code;
    let nothing = to_file(&office, Vec::new());
    assert_eq!(code(run(&mut desk, &nothing)), "nothing-to-print");
    let many = Request {
        copies: 100,
        ..to_file(&office, vec![copies_of(&items[0])])
    };
    assert_eq!(code(run(&mut desk, &many)), "too-many");
    let mut inside = to_file(&office, vec![copies_of(&items[0])]);
    let path = office.folder().join("files/纸.pdf").display().to_string();
    inside.to = Target::File { path };
    assert_eq!(log(&desk).total, 0);
    assert_eq!(code(run(&mut desk, &inside)), "target-inside-office");
    assert_eq!(log(&desk).lines[0].phase, PrintPhase::Failed);
}

#[test]
fn slip_and_test_page_are_papers_like_any_other() {
    let (office, items) = with_items(1);
    let mut desk = desk(&office, NoPrinters);
    let slip = print_slip::Request {
        copies: vec![hand_over_copy::OneCopy {
            disclosure: items[0].clone(),
            no: "2019-0001-1".to_owned(),
        }],
        to: Some("样例县政务公开办公室".to_owned()),
        by: None,
    };
    for (paper, kind, title, word) in [
        (
            Paper::Slip(slip),
            PaperKind::Slip,
            "2019-0001-1",
            "样例县政务公开办公室",
        ),
        (Paper::Test, PaperKind::Test, "测试页", "实际大小"),
    ] {
        run(&mut desk, &to_file(&office, vec![paper])).expect("a file");
        let told = paper_text(office.path("打印.pdf").as_ref());
        assert!(told.contains(word), "{told}");
        let kept = log(&desk).lines;
        let mut papers = kept.iter().flat_map(|line| &line.papers);
        assert!(papers.any(|kept| (kept.paper, kept.title.as_str()) == (kind, title)));
    }
}
