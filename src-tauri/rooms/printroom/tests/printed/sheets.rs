//! Judges the copy that is posted on a sheet of the office's choice, and lists too wide for A4.

use gongkai_printroom::page::{Item, MM_PER_PT, Page, TextRun};
use gongkai_printroom::papers::Copies;
use gongkai_rulebook::printing::PostedSheet;

use crate::office;
use crate::stock::{forms, shelf};

fn set(copies: &Copies) -> Vec<Page> {
    copies.pages(&shelf(), &forms()).expect("pages")
}

/// Sides of the sheet, its text area (left, top, right, bottom), body type and its lines.
type Wanted = ((f64, f64), (f64, f64, f64, f64), f64, usize);

fn wanted(sheet: PostedSheet) -> Wanted {
    let times = |sides: (f64, f64, f64, f64)| {
        let by = std::f64::consts::SQRT_2;
        (sides.0 * by, sides.1 * by, sides.2 * by, sides.3 * by)
    };
    let upright = (28.0, 37.0, 184.0, 262.0);
    match sheet {
        PostedSheet::A4 => ((210.0, 297.0), upright, 16.0, 22),
        PostedSheet::A4Large => ((210.0, 297.0), upright, 22.0, 16),
        PostedSheet::A3 => ((297.0, 420.0), times(upright), 22.0, 22),
        PostedSheet::A3Lying => {
            let lying = (36.0, 32.0, 261.0, 32.0 + 15.0 * 225.0 / 22.0);
            ((420.0, 297.0), times(lying), 22.0, 15)
        }
    }
}

#[test]
fn the_posted_copy_stands_on_the_chosen_sheet_in_its_type() {
    for sheet in PostedSheet::ALL.iter().copied() {
        let ((width, height), (left, top, right, bottom), size_pt, lines) = wanted(sheet);
        let text = Copies {
            lists: vec![],
            paragraphs: vec!["公开内容以本件为准，接受群众监督。".repeat(60)],
            ..office::posted(office::copies(0), sheet)
        };
        for copies in [text, office::posted(office::copies(150), sheet)] {
            for page in set(&copies) {
                assert!(
                    (page.width_mm - width).abs() < 0.1 && (page.height_mm - height).abs() < 0.1
                );
                for run in page.runs() {
                    let inside = run.baseline_mm > top && run.baseline_mm < bottom;
                    let ends = run.x_mm + run.width_mm();
                    assert!(
                        run.x_mm > left - 0.1 && ends < right + 0.1,
                        "{sheet}: {}",
                        run.text
                    );
                    assert!(
                        !inside || run.size_pt >= 12.0,
                        "{sheet}: {} is small",
                        run.text
                    );
                    assert!(run.baseline_mm < height - 5.0);
                }
            }
        }
        let page = &set(&office::posted(office::long_text(), sheet))[1];
        let body: Vec<&TextRun> = page
            .runs()
            .filter(|run| (run.size_pt - size_pt).abs() < 0.01)
            .collect();
        let mut tops: Vec<i64> = body
            .iter()
            .map(|run| (run.baseline_mm * 10.0) as i64)
            .collect();
        tops.dedup();
        assert_eq!(tops.len(), lines, "{sheet}");
    }
}

#[test]
fn county_and_township_keep_a4_and_all_copies_say_the_same() {
    let plain = set(&office::copies(40));
    for sheet in PostedSheet::ALL.iter().copied() {
        let pages = set(&Copies {
            posted_sheet: sheet,
            ..office::copies(40)
        });
        let of = |pages: &[Page], part: &str| -> Vec<Page> {
            pages
                .iter()
                .filter(|page| page.part == part)
                .cloned()
                .collect()
        };
        for part in ["报县", "乡存"] {
            assert_eq!(of(&pages, part), of(&plain, part), "{sheet}");
        }
        // Cells by their row: a word that breaks elsewhere is the same word.
        let words = |pages: Vec<Page>| -> Vec<char> {
            let body = pages.iter().flat_map(Page::runs).filter(|run| {
                let margin = run.text.starts_with("第 ") || run.text.starts_with("扫描码");
                let mark = run.text.starts_with("登记编号") || run.text == "张贴";
                !margin && !mark
            });
            let mut all: Vec<char> = body.flat_map(|run| run.text.chars()).collect();
            all.sort_unstable();
            all
        };
        let (posted, others) = (words(of(&pages, "张贴")), words(of(&plain, "张贴")));
        let kept = |all: &[char], wanted: char| all.iter().filter(|c| **c == wanted).count();
        // A header stands again on each page; a person's name and an amount do not.
        for wanted in "周户元年月日公示".chars() {
            assert!(
                kept(&posted, wanted) > 0 && kept(&others, wanted) > 0,
                "{sheet}: {wanted}"
            );
        }
        let serials = |part: &[Page]| {
            let found = part.iter().flat_map(Page::runs);
            found
                .filter(|run| run.text.parse::<u32>().is_ok_and(|n| n <= 40))
                .count()
        };
        assert!(serials(&of(&pages, "张贴")) >= 40, "{sheet}");
    }
}

#[test]
fn a_seal_has_its_place_on_every_sheet() {
    for sheet in PostedSheet::ALL.iter().copied() {
        let pages = set(&office::posted(office::copies(4), sheet));
        let last = pages.last().expect("a page");
        let office = last
            .runs()
            .find(|run| run.text == "青禾乡人民政府")
            .expect("who signs");
        let above = last
            .runs()
            .filter(|run| run.baseline_mm < office.baseline_mm - 1.0)
            .map(|run| run.baseline_mm)
            .fold(0.0, f64::max);
        // A seal of 42 mm reaches 21 mm above the middle between office and date.
        assert!(office.baseline_mm - above > 20.0, "{sheet}");
        let em = office.size_pt * MM_PER_PT;
        assert!(
            office.x_mm + office.width_mm() < wanted(sheet).1.2 - em,
            "{sheet}"
        );
    }
}

#[test]
fn a_list_too_wide_for_a4_takes_a3_on_every_copy_and_none_is_cut() {
    for (columns, sides) in [
        (8, (210.0, 297.0)),
        (14, (297.0, 210.0)),
        (20, (420.0, 297.0)),
    ] {
        let pages = set(&office::wide(columns));
        for page in &pages {
            let near = |a: f64, b: f64| (a - b).abs() < 0.1;
            assert!(
                near(page.width_mm, sides.0) && near(page.height_mm, sides.1),
                "{columns}"
            );
        }
        let cells = pages.iter().flat_map(Page::runs);
        let cells: Vec<&TextRun> = cells
            .filter(|run| run.text.len() == 8 && run.text.starts_with("000"))
            .collect();
        assert_eq!(cells.len(), 3 * 20 * columns, "every number stands whole");
        assert!(cells.iter().all(|run| run.size_pt >= 8.0));
    }
    let upright = set(&office::posted(office::wide(9), PostedSheet::A3));
    assert!(upright.iter().all(|page| page.height_mm > page.width_mm));
    let frames = upright
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| match item {
            Item::Rule(rule) => Some(rule.to_mm.0),
            Item::Text(_) | Item::Frame(_) => None,
        });
    let right = frames.fold(0.0, f64::max);
    assert!(right < wanted(PostedSheet::A3).1.2 + 0.1);
}
