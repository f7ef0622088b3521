//! The register book as it lies open: its columns, a page at a time, with what became of a line.

use gongkai_frontdesk::Desk;
use gongkai_frontdesk::printers::NoPrinters;
use gongkai_frontdesk::tasks::look_at_register::{self, Answer, Request};
use gongkai_frontdesk::words::{Book, State};

use super::{desk, number, with_items};

fn open(desk: &Desk, text: Option<&str>, from: u32, count: u32) -> Answer {
    let request = Request {
        book: Book::Public,
        year: None,
        text: text.map(str::to_owned),
        from,
        count,
    };
    look_at_register::run(desk, &request).expect("a book")
}

#[test]
fn a_book_opens_at_any_page_and_finds_its_lines() {
    let (office, items) = with_items(5);
    let desk = desk(&office, NoPrinters);
    let whole = open(&desk, None, 0, 100);
    assert_eq!((whole.year, whole.total, whole.lines.len()), (2019, 5, 5));
    assert_eq!(whole.columns.len(), 14);
    assert!(whole.lines.iter().all(|line| line.cells.len() == 14));
    let middle = open(&desk, None, 2, 2);
    let numbers: Vec<String> = middle
        .lines
        .iter()
        .map(|line| line.register_no.to_string())
        .collect();
    assert_eq!(
        (middle.total, numbers),
        (5, vec!["2019-0003".to_owned(), "2019-0004".to_owned()])
    );
    let found = open(&desk, Some("公示4"), 0, 100);
    assert_eq!(found.lines[0].disclosure.to_string(), items[3]);
    assert_eq!((found.total, found.years[0].lines), (1, 5));
    assert_eq!(
        open(&desk, Some("0002"), 0, 100).lines[0]
            .disclosure
            .to_string(),
        items[1]
    );
    assert_eq!(open(&desk, Some("没有的"), 0, 100).total, 0);
}

#[test]
fn what_became_of_a_line_stands_in_the_line() {
    let (office, items) = with_items(3);
    let void = number(&office, &items[0]);
    office.does(format!("register void {void} --why 重复登记 --as 周禾生"));
    office.does(format!("withdraw {} --why 张贴有误 --as 周禾生", items[1]));
    let close = "register close --year 2019 --as 周禾生";
    office.at("2020-01-06").does(close);
    let desk = desk(&office, NoPrinters);
    let request = Request {
        book: Book::Public,
        year: Some(2019),
        text: None,
        from: 0,
        count: 100,
    };
    let book = look_at_register::run(&desk, &request).expect("a book");
    let told: Vec<(bool, State)> = book
        .lines
        .iter()
        .map(|line| (line.void, line.state))
        .collect();
    assert_eq!(
        told,
        [
            (true, State::Withdrawn),
            (false, State::Withdrawn),
            (false, State::Released)
        ]
    );
    let remark = |at: usize| book.lines[at].cells[13].clone();
    assert!(remark(0).contains("作废：重复登记"), "{}", remark(0));
    assert!(remark(1).contains("撤回：张贴有误"), "{}", remark(1));
    let years: Vec<(i32, u32, u32, bool)> = book
        .years
        .iter()
        .map(|year| (year.year, year.lines, year.void, year.closed_on.is_some()))
        .collect();
    assert_eq!(years, [(2019, 3, 1, true), (2020, 0, 0, false)]);
    assert_eq!(book.closing.expect("a seal").len(), 64);
}
