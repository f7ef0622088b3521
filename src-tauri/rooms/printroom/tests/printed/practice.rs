//! Judges papers by what an office expects of them: nothing alone on a page, blanks for the hand,
//! readable lists, quiet forms.

use gongkai_printroom::page::{Item, Page, TextRun};
use gongkai_printroom::papers::{Copies, CopyFor, CopySlip};
use gongkai_printroom::pdf::write_pdf;

use crate::office;
use crate::stock::{forms, shelf};

/// One copy, so that many can be set quickly.
fn single(mut copies: Copies) -> Copies {
    copies.copies.retain(|slip| slip.copy_for == CopyFor::Board);
    copies
}

fn has(page: &Page, text: &str) -> bool {
    page.runs().any(|run| run.text == text)
}

#[test]
fn the_signature_stands_below_two_rows_whatever_the_length_of_the_list() {
    let shelf = shelf();
    for rows in 0..=200 {
        let pages = single(office::copies(rows))
            .pages(&shelf, &forms())
            .expect("pages");
        let last = pages.last().expect("a page");
        assert!(
            has(last, "2019年10月15日") && has(last, "合计"),
            "{rows} rows"
        );
        let number = |n: usize| {
            let cell = |run: &TextRun| run.text == n.to_string() && run.x_mm < 45.0;
            last.runs().any(cell)
        };
        for n in rows.saturating_sub(1).max(1)..=rows {
            assert!(number(n), "row {n} of {rows} is not on the last page");
        }
        for (index, page) in pages.iter().enumerate() {
            let inside = |run: &&TextRun| run.baseline_mm > 37.0 && run.baseline_mm < 262.0;
            assert!(page.runs().any(|run| inside(&run)), "page {index} is empty");
            for item in &page.items {
                if let Item::Rule(rule) = item {
                    assert!(rule.to_mm.1 < 262.02, "{rows} rows reach {}", rule.to_mm.1);
                }
            }
        }
    }
}

#[test]
fn the_signature_stands_below_text_whatever_the_length_of_the_text() {
    let shelf = shelf();
    for lines in 1..=70 {
        let mut copies = single(office::copies(0));
        copies.lists.clear();
        copies.paragraphs = vec!["各村：".to_owned(), "公".repeat(28 * lines - 2)];
        let pages = copies.pages(&shelf, &forms()).expect("pages");
        let last = pages.last().expect("a page");
        let body = |run: &&TextRun| run.text.starts_with("公公");
        let least = lines.min(2);
        assert!(last.runs().filter(body).count() >= least, "{lines} lines");
        let set = pages
            .iter()
            .flat_map(|page| page.runs().filter(body))
            .count();
        assert_eq!(set, lines);
    }
}

#[test]
fn rows_are_set_closer_only_where_that_saves_a_page() {
    let shelf = shelf();
    let pitch = |rows: usize| {
        let pages = single(office::copies(rows))
            .pages(&shelf, &forms())
            .expect("pages");
        let number = |text: &str| {
            let page = &pages[0];
            let run = page.runs().find(|run| run.text == text && run.x_mm < 45.0);
            run.expect("a row").baseline_mm
        };
        (pages.len(), number("2") - number("1"))
    };
    let pitches: Vec<(usize, f64)> = (2..60).map(pitch).collect();
    assert!(pitches.iter().all(|(_, mm)| *mm > 6.8 && *mm < 8.01));
    assert!(pitches[0].1 > 7.9, "a short list is not squeezed");
    assert!(pitches.iter().any(|(_, mm)| *mm < 7.2));
    assert!(pitches.windows(2).all(|pair| pair[0].0 <= pair[1].0));
}

#[test]
fn what_a_posted_paper_must_bear_is_a_blank_if_nobody_knows_it() {
    let bare = Copies {
        posting: None,
        supervision_phone: String::new(),
        ..office::copies(4)
    };
    let pages = bare.pages(&shelf(), &forms()).expect("pages");
    let period = "公示期：自　　　　年　　月　　日起至　　　　年　　月　　日止";
    for page in &pages {
        assert!(has(page, period), "{}", page.text());
        let phone = page
            .runs()
            .find(|run| run.text == "监督电话：")
            .expect("phone");
        let line = page.items.iter().any(|item| match item {
            Item::Rule(rule) => {
                let starts = (rule.from_mm.0 - phone.x_mm - phone.width_mm()).abs() < 0.1;
                starts && rule.to_mm.0 - rule.from_mm.0 > 40.0
            }
            Item::Text(_) | Item::Frame(_) => false,
        });
        assert!(line, "no line to write on");
    }
    let internal = Copies {
        internal: true,
        copies: vec![CopySlip {
            copy_for: CopyFor::Township,
            no: "2019-0049-1".to_owned(),
        }],
        ..bare
    };
    let text = internal.pages(&shelf(), &forms()).expect("pages")[0].text();
    assert!(text.contains("内部公开"));
    assert!(!text.contains("公示期：") && !text.contains("监督电话"));
}

#[test]
fn a_wide_list_turns_the_sheet_of_every_copy() {
    let shelf = shelf();
    let narrow = office::wide(8).pages(&shelf, &forms()).expect("pages");
    assert!(narrow.iter().all(|page| page.height_mm > page.width_mm));
    let pages = office::wide(14).pages(&shelf, &forms()).expect("pages");
    for page in &pages {
        assert_eq!((page.width_mm, page.height_mm), (297.0, 210.0));
        for run in page.runs() {
            assert!(run.x_mm > 20.0 && run.x_mm + run.width_mm() < 277.0);
            assert!(run.baseline_mm > 8.0 && run.baseline_mm < 205.0);
        }
        let cells = page.runs().filter(|run| run.text.starts_with("0000"));
        assert!(cells.into_iter().all(|run| run.size_pt >= 9.0));
    }
    assert_eq!(pages.len() % 3, 0);
}

#[test]
fn short_elements_are_lines_and_long_ones_a_table_without_a_header() {
    let shelf = shelf();
    let mut copies = single(office::copies(2));
    copies.elements = vec![("办事结果".to_owned(), "已发放到户".to_owned())];
    let page = &copies.pages(&shelf, &forms()).expect("pages")[0];
    let label = page
        .runs()
        .find(|run| run.text == "办事结果：")
        .expect("label");
    let text = page
        .runs()
        .find(|run| run.text == "已发放到户")
        .expect("text");
    assert_eq!(label.role, gongkai_printroom::FontRole::Hei);
    assert!((label.baseline_mm - text.baseline_mm).abs() < 0.001);
    copies.elements[0].1 = "按县级部门文件规定办理。".repeat(9);
    let page = &copies.pages(&shelf, &forms()).expect("pages")[0];
    assert!(has(page, "办事结果") && !has(page, "要素") && !has(page, "内容"));
}

#[test]
fn a_long_text_keeps_headings_with_what_they_head_and_counts_its_attachments() {
    let pages = single(office::long_text())
        .pages(&shelf(), &forms())
        .expect("pages");
    let inside = |run: &&TextRun| run.baseline_mm > 37.0 && run.baseline_mm < 262.0;
    for page in &pages {
        let last = page.runs().filter(inside).last().expect("text");
        let heading = last.text.starts_with("一、") || last.text.starts_with("（一）");
        assert!(!heading, "“{}” ends page {}", last.text, page.number);
    }
    assert!(pages.iter().any(|page| has(page, "附件：2件")));
}

#[test]
fn no_title_divides_a_year_or_a_quarter() {
    let shelf = shelf();
    let words = [
        "上坪村",
        "农村低保金",
        "发放情况",
        "惠农补贴",
        "危房改造",
        "评定结果",
        "项目建设",
        "财务收支",
    ];
    let mut state = 5_u32;
    for _ in 0..300 {
        let mut next = |most: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % most
        };
        let mut title: String = (0..next(8)).map(|n| words[(n * 3 + next(8)) % 8]).collect();
        title.push_str(["2019年第三季度", "2019年度", "第十二批", "2019年10月"][next(4)]);
        title.extend((0..next(6)).map(|n| words[(n + next(8)) % 8]));
        title.push_str("公示");
        let mut copies = single(office::copies(1));
        copies.title.clone_from(&title);
        let pages = copies.pages(&shelf, &forms()).expect(&title);
        let lines: Vec<&str> = pages[0]
            .runs()
            .filter(|run| run.size_pt == 22.0)
            .map(|run| run.text.as_str())
            .collect();
        assert_eq!(lines.concat(), title);
        for whole in ["2019年", "第三季度", "年度", "第十二批", "10月"] {
            let kept = lines.iter().any(|line| line.contains(whole));
            assert!(kept || !title.contains(whole), "{lines:?}");
        }
        let long = lines.iter().map(|line| line.chars().count()).max();
        let short = lines.iter().map(|line| line.chars().count()).min();
        let spread = long.unwrap_or(0) - short.unwrap_or(0);
        assert!(spread <= 9, "{lines:?}");
    }
}

#[test]
fn an_empty_year_is_one_ruled_page_and_a_closed_one_is_signed() {
    let shelf = shelf();
    let mut empty = office::register(0);
    let pages = empty.pages(&shelf, &forms()).expect("pages");
    assert_eq!(pages.len(), 1);
    for text in [
        "本年度无登记",
        "负责人：",
        "经办人：",
        "单位：青禾乡人民政府",
        "年度：2019年",
    ] {
        assert!(
            pages[0].text().contains(text),
            "{text} in {}",
            pages[0].text()
        );
    }
    empty.closing = None;
    let open = &empty.pages(&shelf, &forms()).expect("pages")[0];
    assert!(has(open, "本年度尚无登记") && !open.text().contains("负责人："));
    for lines in 1..40 {
        let pages = office::register(lines)
            .pages(&shelf, &forms())
            .expect("pages");
        let last = pages.last().expect("a page");
        assert!(last.text().contains("负责人：") && has(last, &format!("2019-{lines:04}")));
    }
}

#[test]
fn a_book_with_long_remarks_loses_no_line() {
    let mut book = office::register(50);
    for line in &mut book.lines {
        line.category = "2.4 低保、救灾物资发放及其他社会救助事项\n定期公开".to_owned();
        line.remark =
            "2019.11.2更正2019-0003；主要领导口头同意，2019.10.18补签；群众反馈已答复".to_owned();
    }
    let pages = book.pages(&shelf(), &forms()).expect("pages");
    let numbers = pages.iter().flat_map(|page| page.runs());
    let numbers = numbers.filter(|run| run.text.starts_with("2019-") && run.x_mm < 45.0);
    assert_eq!(numbers.count(), 50);
    let matter = pages[0].runs().find(|run| run.text.starts_with("上坪村"));
    let characters = matter.map_or(0, |run| run.text.chars().count());
    assert!(
        characters >= 11,
        "the matter has {characters} characters a line"
    );
}

#[test]
fn the_usual_channels_take_one_line_and_five_steps_one_page() {
    let mut sheet = office::approval(7, false);
    sheet.steps.truncate(7);
    sheet.channels = [
        "公开栏",
        "村公开栏",
        "网站",
        "明白纸",
        "广播",
        "会议",
        "电视",
    ]
    .map(|name| (name.to_owned(), name == "公开栏"))
    .to_vec();
    let pages = sheet.pages(&shelf(), &forms()).expect("pages");
    assert_eq!(pages.len(), 1);
    let baseline = |text: &str| {
        let run = pages[0].runs().find(|run| run.text == text);
        run.expect("a channel").baseline_mm
    };
    for (name, _) in &sheet.channels {
        assert_eq!(baseline(name), baseline("公开栏"));
    }
    assert!(has(&pages[0], "经　办") && has(&pages[0], "发　布"));
    let note = "上坪村村民委员会　提供人：许长福";
    let note = pages[0].runs().find(|run| run.text == note).expect("note");
    assert!(note.size_pt < 12.0);
}

#[test]
fn three_copies_of_a_page_are_the_same_bytes_twice_and_small() {
    let shelf = shelf();
    let print = || {
        let pages = office::copies(4).pages(&shelf, &forms()).expect("pages");
        write_pdf(&pages, &shelf, &office::about()).expect("a PDF")
    };
    let first = print();
    assert!(first.len() < 250_000, "{} bytes", first.len());
    assert_eq!(first, print());
}

#[test]
fn cell_text_is_never_drawn_apart() {
    let pages = single(office::copies(40))
        .pages(&shelf(), &forms())
        .expect("pages");
    let remark = |run: &&TextRun| {
        run.size_pt < 13.0 && "家庭成员变动，自2019年8月起调整保障人数".contains(&*run.text)
    };
    let mut looked_at = 0;
    for run in pages.iter().flat_map(|page| page.runs().filter(remark)) {
        for (character, advance) in run.text.chars().zip(&run.advances_pt) {
            let full = ('一'..='龥').contains(&character);
            assert!(
                !full || (f64::from(*advance) - run.size_pt).abs() < 0.01,
                "{}",
                run.text
            );
            looked_at += usize::from(full);
        }
    }
    assert!(looked_at > 60);
}

#[test]
fn a_blank_date_of_formation_stands_on_one_line() {
    let sheet = gongkai_printroom::papers::ApprovalSheet {
        formed_on: None,
        ..office::approval(5, false)
    };
    let pages = sheet.pages(&shelf(), &forms()).expect("pages");
    assert!(has(&pages[0], "　　年　月　日"), "the blank was broken");
}

#[test]
fn a_slip_tells_what_goes_and_leaves_names_and_dates_to_the_hand() {
    let shelf = shelf();
    let slip = office::slip(3);
    let pages = slip.pages(&shelf, &forms()).expect("pages");
    assert_eq!(pages.len(), 1);
    let text = pages[0].text();
    for told in [
        "2019-0002-1",
        "样例县人民政府办公室政务公开科",
        "以上共 3 份 6 页，请点收。",
    ] {
        assert!(text.contains(told), "no {told}:\n{text}");
    }
    let dated = text.lines().filter(|line| line.contains("年　　月　　日"));
    assert_eq!(dated.count(), 2, "{text}");
    let long = office::slip(60).pages(&shelf, &forms()).expect("pages");
    let last = long.last().map(Page::text).unwrap_or_default();
    assert!(
        last.contains("接收人") && last.contains("2019-0060-1"),
        "{last}"
    );
    let empty = office::slip(0).pages(&shelf, &forms());
    assert!(empty.is_err(), "a slip of nothing");
}

#[test]
fn a_return_slip_tells_the_village_what_and_by_when_and_ends_with_its_receipt() {
    let shelf = shelf();
    for rows in [1, 14, 60] {
        let pages = office::return_slip(rows)
            .pages(&shelf, &forms())
            .expect("pages");
        let text: String = pages.iter().map(Page::text).collect();
        assert_eq!(text.matches("43*************000").count(), rows);
        let last = pages.last().expect("a page");
        assert!(last.text().contains("改好交回日期"), "{rows} rows");
        let first = pages[0].text().replace('\n', "");
        assert!(
            first.contains("上坪村村民委员会") && first.contains("2019年10月11日"),
            "{first}"
        );
    }
    let nothing = gongkai_printroom::papers::ReturnSlip::default();
    assert!(nothing.pages(&shelf, &forms()).is_err());
}
