//! Judges a numbered document by GB/T 9704-2012: its annex on a new page, its page numbers, its 版记.

use std::process::Command;

use gongkai_printroom::FontRole;
use gongkai_printroom::page::{Item, MM_PER_PT, Page, Rule, TextRun};
use gongkai_printroom::papers::SecrecyLetter;
use gongkai_printroom::pdf::write_pdf;

use crate::office;
use crate::stock::{forms, own_forms, shelf};

const LINE_MM: f64 = 225.0 / 22.0;
/// A character of 4号.
const EM_4_MM: f64 = 14.0 * MM_PER_PT;

fn set(letter: &SecrecyLetter) -> Vec<Page> {
    letter.pages(&shelf(), &forms()).expect("pages")
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.15
}

fn find<'a>(page: &'a Page, text: &str) -> &'a TextRun {
    page.runs().find(|run| run.text == text).expect(text)
}

/// Lines in black across the whole text area, from above.
fn strokes(page: &Page) -> Vec<Rule> {
    let across = |item: &Item| match item {
        Item::Rule(rule) if near(rule.from_mm.0, 28.0) && near(rule.to_mm.0, 184.0) => Some(*rule),
        Item::Rule(_) | Item::Text(_) | Item::Frame(_) => None,
    };
    let mut found: Vec<Rule> = page.items.iter().filter_map(across).collect();
    found.retain(|rule| rule.ink == gongkai_printroom::page::Ink::Black);
    found.sort_by(|a, b| a.from_mm.1.total_cmp(&b.from_mm.1));
    found
}

/// A letter whose annex has so many lines.
fn letter(lines: usize) -> SecrecyLetter {
    SecrecyLetter {
        paragraphs: vec!["公".repeat(28 * lines - 2)],
        elements: vec![],
        beside: String::new(),
        ..office::letter()
    }
}

#[test]
fn page_numbers_change_sides_and_keep_one_character_from_the_edge() {
    let pages = set(&letter(60));
    assert!(pages.len() >= 4);
    for page in pages {
        let number = find(&page, &format!("— {} —", page.number));
        assert_eq!(number.size_pt, 14.0);
        let right = number.x_mm + number.width_mm();
        match page.number % 2 {
            1 => assert!(
                near(right, 184.0 - EM_4_MM),
                "{} ends at {right}",
                page.number
            ),
            _ => assert!(near(number.x_mm, 28.0 + EM_4_MM), "{}", page.number),
        }
        let others = page.runs().filter(|run| run.text.starts_with("— "));
        assert_eq!(others.count(), 1);
    }
}

#[test]
fn the_dashes_of_a_page_number_are_seven_millimetres_below_the_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = set(&letter(60));
    let file = folder.path().join("letter.pdf");
    let pdf = write_pdf(&pages, &shelf(), &office::about()).expect("a PDF");
    std::fs::write(&file, pdf).expect("written");
    // 254 dots an inch: ten to a millimetre.
    let status = Command::new("pdftoppm")
        .args(["-gray", "-r", "254"])
        .arg(&file)
        .arg(folder.path().join("page"))
        .status();
    assert!(status.expect("pdftoppm (poppler-utils)").success());
    let mut files: Vec<_> = std::fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "pgm"))
        .collect();
    files.sort();
    assert_eq!(files.len(), pages.len());
    for (page, path) in pages.iter().zip(files) {
        let bytes = std::fs::read(path).expect("a picture");
        // `P5`, width and height, the lightest grey, then the dots.
        let head = String::from_utf8_lossy(&bytes[..20]).into_owned();
        let numbers: Vec<usize> = head
            .split_ascii_whitespace()
            .skip(1)
            .map_while(|number| number.parse().ok())
            .collect();
        let (wide, high) = (numbers[0], numbers[1]);
        let greys = &bytes[bytes.len() - wide * high..];
        // A dash is a stroke of two millimetres at least; a digit has none.
        let stroke = |row: usize| {
            let dots = &greys[row * wide + 250..row * wide + 1870];
            let long = dots.split(|grey| *grey > 215).map(<[u8]>::len).max();
            long.unwrap_or_default() >= 20
        };
        let top = (2625..2900).find(|row| stroke(*row)).expect("a dash");
        let below_mm = top as f64 / 10.0 - 262.0;
        assert!(
            (6.6..7.4).contains(&below_mm),
            "page {}: {below_mm} mm",
            page.number
        );
    }
}

#[test]
fn the_imprint_stands_at_the_foot_of_an_even_page_between_its_lines() {
    let mut blanks = 0;
    for lines in 1..=62 {
        let pages = set(&letter(lines));
        assert_eq!(pages.len() % 2, 0, "{lines} lines");
        let (last, before) = pages.split_last().expect("a page");
        assert!(before.iter().all(|page| strokes(page).is_empty()));
        let found = strokes(last);
        let (first, end) = (found.first().expect("above"), found.last().expect("below"));
        assert_eq!(found.len(), 2, "no 抄送, so no line between");
        assert!(
            near(end.from_mm.1, 262.0) && end.thickness_mm == 0.35 && first.thickness_mm == 0.35
        );
        let office = find(last, "青禾乡人民政府办公室");
        assert!(near(office.x_mm, 28.0 + EM_4_MM) && office.size_pt == 14.0);
        assert!(office.baseline_mm > first.from_mm.1 && office.baseline_mm < 262.0);
        let dated = last
            .runs()
            .find(|run| run.text.ends_with("印发"))
            .expect("the day");
        assert!(near(dated.x_mm + dated.width_mm(), 184.0 - EM_4_MM));
        let under = last
            .runs()
            .filter(|run| run.baseline_mm > first.from_mm.1 - 0.5);
        let names: Vec<&str> = under.map(|run| run.text.as_str()).collect();
        // An empty page before it and the page of the 版记 itself bear no number (7.5).
        let blank = before.last().is_some_and(|page| page.items.is_empty());
        let wanted = if blank { 2 } else { 3 };
        assert_eq!(
            names.len(),
            wanted,
            "office, day and page number: {names:?}"
        );
        blanks += usize::from(blank);
    }
    assert!(blanks > 0, "some text ends where the 版记 should stand");
}

#[test]
fn copies_to_others_stand_above_a_thinner_line() {
    let own = tempfile::tempdir().expect("a folder");
    let form =
        "红头：【单位】\\n标题：【公开事项】\\n正文：请予确定。\\n落款：【单位】｜　年　月　日\\n\
                版记：样例县司法局｜【单位】办公室｜　　年　　月　　日印发\\n"
            .replace("\\n", "\n");
    std::fs::write(own.path().join("保密审查函.txt"), form).expect("a form");
    let pages = office::letter()
        .pages(&shelf(), &own_forms(own.path()))
        .expect("pages");
    let last = pages.last().expect("a page");
    let found = strokes(last);
    let thick: Vec<f64> = found.iter().map(|rule| rule.thickness_mm).collect();
    assert_eq!(thick, [0.35, 0.25, 0.35]);
    let copied = find(last, "抄送：样例县司法局。");
    assert!(copied.baseline_mm > found[0].from_mm.1 && copied.baseline_mm < found[1].from_mm.1);
}

#[test]
fn an_annex_begins_a_new_page_under_its_mark_and_stands_before_the_imprint() {
    let pages = set(&letter(30));
    let at = pages
        .iter()
        .position(|page| page.runs().any(|run| run.text == "附件"))
        .expect("an annex");
    let signed = pages.iter().position(|page| {
        page.runs()
            .any(|run| run.text == "青禾乡人民政府" && run.size_pt == 16.0)
    });
    assert!(
        signed.is_some_and(|signed| signed < at),
        "signed before the annex"
    );
    let page = &pages[at];
    let mark = find(page, "附件");
    let first = LINE_MM / 2.0 + 16.0 * MM_PER_PT * (0.88 - 0.5);
    assert!(near(mark.x_mm, 28.0) && near(mark.baseline_mm, 37.0 + first));
    assert_eq!((mark.role, mark.size_pt), (FontRole::Hei, 16.0));
    let inside = |run: &&TextRun| run.baseline_mm > 37.0 && run.baseline_mm < 262.0;
    let title = page.runs().filter(inside).nth(1).expect("a title");
    assert_eq!(title.role, FontRole::Title);
    assert!(near(title.x_mm + title.width_mm() / 2.0, 106.0));
    let third = 37.0 + 2.0 * LINE_MM;
    assert!(title.baseline_mm > third && title.baseline_mm < third + 12.0);
    // What 附件说明 calls it.
    let body: String = pages[..at].iter().map(Page::text).collect();
    let named = format!("《{}》送审稿", office::letter().title);
    assert!(
        body.replace('\n', "").contains(&format!("附件：{named}")),
        "{body}"
    );
    assert!(
        page.text()
            .replace('\n', "")
            .contains(&format!("附件{named}"))
    );
    let last = pages.last().expect("a page");
    assert!(!strokes(last).is_empty(), "the 版记 is behind the annex");
}

#[test]
fn several_annexes_are_numbered_each_on_its_own_page() {
    let own = tempfile::tempdir().expect("a folder");
    let form = "标题：【公开事项】\n正文：请予确定。\n附件：附件：1．送审稿\n落款：【单位】｜　年　月　日\n\
                附件页：送审稿\n正文：【送审稿】\n附件页：清单\n正文：见后。\n";
    std::fs::write(own.path().join("保密审查函.txt"), form).expect("a form");
    let pages = office::letter()
        .pages(&shelf(), &own_forms(own.path()))
        .expect("pages");
    let marks: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| {
            let runs = page
                .runs()
                .filter(|run| run.role == FontRole::Hei && run.x_mm < 28.1);
            runs.map(|run| run.text.as_str()).collect()
        })
        .collect();
    assert_eq!(marks, [vec![], vec!["附件1"], vec!["附件2"]]);
}
