//! Judges pages by where their marks stand.

use gongkai_printroom::page::{Item, MM_PER_PT, Page, TextRun};
use gongkai_printroom::{Place, PrintError};

use crate::office;
use crate::stock::{forms, shelf};

const LINE_MM: f64 = 225.0 / 22.0;

fn specimens() -> Vec<Page> {
    let shelf = shelf();
    [
        office::copies(4).pages(&shelf, &forms()),
        office::copies(150).pages(&shelf, &forms()),
        office::draft().pages(&shelf, &forms()),
        office::approval(7, false).pages(&shelf, &forms()),
        office::approval(3, true).pages(&shelf, &forms()),
        office::batch(1).pages(&shelf, &forms()),
        office::batch(40).pages(&shelf, &forms()),
        office::approval(12, true).pages(&shelf, &forms()),
        office::register(60).pages(&shelf, &forms()),
    ]
    .into_iter()
    .flat_map(|pages| pages.expect("pages"))
    .collect()
}

fn find<'a>(page: &'a Page, text: &str) -> &'a TextRun {
    page.runs().find(|run| run.text == text).expect(text)
}

#[test]
fn no_two_runs_overlap_and_none_leaves_the_page() {
    for page in specimens() {
        let runs: Vec<&TextRun> = page.runs().collect();
        for (index, run) in runs.iter().enumerate() {
            let right = run.x_mm + run.width_mm();
            assert!(
                run.x_mm > 5.0 && right < page.width_mm - 5.0,
                "{}",
                run.text
            );
            assert!(run.baseline_mm > 5.0 && run.baseline_mm < page.height_mm - 5.0);
            assert_eq!(run.text.chars().count(), run.advances_pt.len());
            for other in &runs[index + 1..] {
                let em = run.size_pt.min(other.size_pt) * MM_PER_PT;
                let level = (run.baseline_mm - other.baseline_mm).abs() < em * 0.9;
                let apart =
                    right <= other.x_mm + 0.05 || other.x_mm + other.width_mm() <= run.x_mm + 0.05;
                assert!(!level || apart, "“{}” over “{}”", run.text, other.text);
            }
        }
    }
}

/// Of the dots of one square: left, top, right and bottom.
fn square(page: &Page) -> Option<(f64, f64, f64, f64)> {
    page.items.iter().filter_map(dot).reduce(|one, other| {
        (
            one.0.min(other.0),
            one.1.min(other.1),
            one.2.max(other.2),
            one.3.max(other.3),
        )
    })
}

/// A dot is a small black surface without a line around it.
fn dot(item: &Item) -> Option<(f64, f64, f64, f64)> {
    let Item::Frame(frame) = item else {
        return None;
    };
    let is_dot = frame.fill.is_some() && frame.thickness_mm == 0.0 && frame.height_mm < 1.0;
    is_dot.then_some((
        frame.x_mm,
        frame.y_mm,
        frame.x_mm + frame.width_mm,
        frame.y_mm + frame.height_mm,
    ))
}

#[test]
fn nothing_touches_the_square_that_a_scan_is_filed_by() {
    const QUIET_MM: f64 = 1.4;
    let mut squares = 0;
    for page in specimens() {
        let Some((left, top, right, bottom)) = square(&page) else {
            continue;
        };
        squares += 1;
        let near = |x0: f64, y0: f64, x1: f64, y1: f64| {
            x0 < right + QUIET_MM
                && x1 > left - QUIET_MM
                && y0 < bottom + QUIET_MM
                && y1 > top - QUIET_MM
        };
        for run in page.runs() {
            let high = run.baseline_mm - run.size_pt * MM_PER_PT * 0.88;
            let end = run.x_mm + run.width_mm();
            assert!(!near(run.x_mm, high, end, run.baseline_mm), "{}", run.text);
        }
        for item in page.items.iter().filter(|item| dot(item).is_none()) {
            let (x0, y0, x1, y1) = match item {
                Item::Frame(frame) => (
                    frame.x_mm,
                    frame.y_mm,
                    frame.x_mm + frame.width_mm,
                    frame.y_mm + frame.height_mm,
                ),
                Item::Rule(rule) => (rule.from_mm.0, rule.from_mm.1, rule.to_mm.0, rule.to_mm.1),
                Item::Text(_) => continue,
            };
            assert!(!near(x0, y0, x1, y1), "a line at {x0}, {y0}");
        }
    }
    assert!(squares > 20, "{squares} squares were looked at");
}

#[test]
fn body_text_stands_on_the_grid_inside_the_text_area() {
    for pages in [office::copies(4), office::draft()] {
        for page in pages.pages(&shelf(), &forms()).expect("pages") {
            for run in page.runs().filter(|run| run.size_pt == 16.0) {
                let line = (run.baseline_mm - 37.0) / LINE_MM;
                let first = (LINE_MM - 16.0 * MM_PER_PT) / 2.0 / LINE_MM
                    + 16.0 * MM_PER_PT * 0.88 / LINE_MM;
                let off = (line - first).round() - (line - first);
                let signature = page.runs().last().is_some() && run.x_mm > 110.0;
                assert!(
                    off.abs() < 0.001 || signature,
                    "{} is off by {off}",
                    run.text
                );
                assert!(run.x_mm > 27.99 && run.x_mm + run.width_mm() < 184.05);
            }
            for run in page.runs() {
                let margin = run.baseline_mm < 37.0 || run.baseline_mm > 262.0;
                assert!(margin || (run.x_mm > 27.99 && run.x_mm + run.width_mm() < 184.05));
            }
        }
    }
}

#[test]
fn the_three_copies_have_the_same_content_and_their_own_marks() {
    let pages = office::copies(4).pages(&shelf(), &forms()).expect("pages");
    assert_eq!(pages.len(), 3);
    let marks = ["报县", "乡存", "张贴"];
    for (index, page) in pages.iter().enumerate() {
        assert_eq!((page.part.as_str(), page.number), (marks[index], 1));
        let text = page.text();
        assert!(text.contains("登记编号　2019-0049\n"), "{text}");
        assert!(text.contains(&format!(
            "扫描码 GK-2019-0049-{} · 登记簿 2019年第0049号",
            index + 1
        )));
        assert!(text.contains("第 1 页 共 1 页"));
        for (other, mark) in marks.iter().enumerate() {
            assert_eq!(text.contains(&format!("\n{mark}\n")), other == index);
        }
        let body = |page: &Page| -> Vec<TextRun> {
            let inside = |run: &&TextRun| run.baseline_mm > 37.0 && run.baseline_mm < 262.0;
            page.runs().filter(inside).cloned().collect()
        };
        assert_eq!(body(page), body(&pages[0]));
    }
    let plain = gongkai_printroom::papers::Copies {
        margin_marks: false,
        ..office::copies(4)
    };
    let pages = plain.pages(&shelf(), &forms()).expect("pages");
    assert!(pages.iter().all(|page| !page.text().contains("张贴\n")));
}

#[test]
fn the_seal_has_its_place_and_is_not_printed() {
    let pages = office::copies(4).pages(&shelf(), &forms()).expect("pages");
    let office = find(&pages[0], "青禾乡人民政府");
    let dated = find(&pages[0], "2019年10月15日");
    let middle = |run: &TextRun| run.x_mm + run.width_mm() / 2.0;
    assert!((middle(office) - middle(dated)).abs() < 0.1);
    let four = 4.0 * 156.0 / 28.0;
    assert!((184.0 - four - dated.x_mm - dated.width_mm()).abs() < 0.1);
    let above = pages[0]
        .runs()
        .filter(|run| run.baseline_mm < office.baseline_mm - 1.0)
        .map(|run| run.baseline_mm)
        .fold(0.0, f64::max);
    assert!(office.baseline_mm - above > 2.0 * LINE_MM);
}

#[test]
fn a_long_list_stands_whole_in_every_copy() {
    let pages = office::copies(150)
        .pages(&shelf(), &forms())
        .expect("pages");
    for mark in ["报县", "乡存", "张贴"] {
        let copy: Vec<&Page> = pages.iter().filter(|page| page.part == mark).collect();
        let mut serials = Vec::new();
        for (index, page) in copy.iter().enumerate() {
            assert!(
                page.text()
                    .contains(&format!("第 {} 页 共 {} 页", index + 1, copy.len()))
            );
            assert_eq!(page.runs().filter(|run| run.text == "户主姓名").count(), 1);
            serials.extend(page.runs().filter_map(|run| {
                let left = run.x_mm < 40.0 && run.size_pt == 12.0 && run.baseline_mm > 37.0;
                left.then(|| run.text.parse::<usize>().ok()).flatten()
            }));
        }
        assert_eq!(serials, (1..=150).collect::<Vec<_>>());
        assert_eq!(
            copy.iter().filter(|p| p.text().contains("合计\n")).count(),
            1
        );
        let frames_in_text = copy.iter().all(|page| {
            page.items.iter().all(|item| match item {
                // The square by which scans are filed stands in the margin.
                Item::Frame(frame) => frame.y_mm + frame.height_mm < 262.1 || frame.x_mm > 185.0,
                Item::Text(_) | Item::Rule(_) => true,
            })
        });
        assert!(frames_in_text);
    }
}

#[test]
fn a_preview_says_so_on_every_page_and_has_no_number() {
    let pages = office::draft().pages(&shelf(), &forms()).expect("pages");
    assert_eq!(pages.len(), 2);
    for page in &pages {
        let text = page.text();
        assert!(text.contains("草稿，未经审批，不得张贴") && text.contains("内部公开"));
        assert!(!text.contains("登记编号") && !text.contains("扫描码"));
    }
}

#[test]
fn what_no_longer_stands_says_so_on_every_page() {
    let withdrawn = gongkai_printroom::papers::copies::Copies {
        ended: "已由 2019-0051 更正，不得张贴".to_owned(),
        internal: true,
        ..office::copies(60)
    };
    let pages = withdrawn.pages(&shelf(), &forms()).expect("pages");
    assert!(pages.len() > 1);
    for page in &pages {
        let text = page.text();
        assert!(text.contains("已由 2019-0051 更正，不得张贴"));
        assert!(
            text.contains("扫描码 GN-2019-0049-"),
            "an internal book has codes of its own"
        );
    }
}

#[test]
fn headings_have_their_faces() {
    let pages = office::draft().pages(&shelf(), &forms()).expect("pages");
    use gongkai_printroom::FontRole;
    assert_eq!(find(&pages[0], "一、评定依据").role, FontRole::Hei);
    assert_eq!(find(&pages[0], "（一）评定程序。").role, FontRole::Kai);
}

#[test]
fn a_character_without_a_font_stops_the_print_with_its_row() {
    let mut copies = office::copies(20);
    copies.lists[0].table.rows[11].cells[1] = "周\u{E863}山".into();
    let error = copies
        .pages(&shelf(), &forms())
        .expect_err("no font has it");
    let PrintError::MissingCharacter { character, place } = error else {
        panic!("{error}");
    };
    let wanted = Place::Cell {
        row: 12,
        column: "户主姓名".to_owned(),
    };
    assert_eq!((character, place), ('\u{E863}', wanted));
    let mut copies = office::copies(2);
    copies.title = "青禾乡".repeat(60);
    assert!(matches!(
        copies.pages(&shelf(), &forms()),
        Err(PrintError::TooLong {
            place: Place::Title,
            ..
        })
    ));
}

#[test]
fn a_batch_sheet_keeps_its_boxes_on_one_page_and_names_itself_on_every_other() {
    for (items, most) in [(1, 1), (12, 2), (40, 4)] {
        let pages = office::batch(items)
            .pages(&shelf(), &forms())
            .expect("pages");
        assert!(
            pages.len() <= most,
            "{items} items on {} pages",
            pages.len()
        );
        let text: Vec<String> = pages.iter().map(Page::text).collect();
        assert!(text.iter().all(|page| page.contains("批2019-0003")));
        let (last, before) = text.split_last().expect("a page");
        assert_eq!(last.matches("签名：").count(), 5, "{last}");
        assert!(before.iter().all(|page| !page.contains("签名：")));
        assert_eq!(last.matches("年　　月　　日").count(), 5);
    }
}

#[test]
fn the_approval_sheet_of_seven_steps_fits_a_page_and_pre_prints_nothing() {
    let pages = office::approval(7, false)
        .pages(&shelf(), &forms())
        .expect("pages");
    assert_eq!(pages.len(), 1);
    let count = |text: &str| pages[0].runs().filter(|run| run.text == text).count();
    assert_eq!((count("签名："), count("年　　月　　日")), (7, 7));
    assert_eq!(count("不予公开（依据：　　　　　　　　）"), 1);
    assert!(!pages[0].text().contains("同意"));
    let ticks = |page: &Page| {
        let stroke = |item: &&Item| matches!(item, Item::Rule(rule) if rule.thickness_mm == 0.45);
        page.items.iter().filter(stroke).count() / 2
    };
    assert_eq!(ticks(&pages[0]), 2, "two channels, no conclusion");
    let signed = office::approval(3, true)
        .pages(&shelf(), &forms())
        .expect("pages");
    assert_eq!(ticks(&signed[0]), 3);
    let text = signed[0].text();
    assert!(
        text.contains("签名：赵春春（本机）") && text.contains("（代）（纸签）"),
        "{text}"
    );
    assert!(
        text.contains("同意。") && text.contains("2019年9月29日") && text.contains("2019-0049")
    );
    let many = office::approval(12, false)
        .pages(&shelf(), &forms())
        .expect("pages");
    let signatures = |page: &Page| page.runs().filter(|run| run.text == "签名：").count();
    assert_eq!(many.iter().map(signatures).sum::<usize>(), 12);
}

#[test]
fn the_register_book_has_every_line_in_order_void_ones_too() {
    let book = office::register(700);
    let pages = book.pages(&shelf(), &forms()).expect("pages");
    assert!(pages.len() > 50);
    let mut numbers = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        assert!(page.width_mm > page.height_mm);
        assert!(
            page.text()
                .contains(&format!("第 {} 页 共 {} 页", index + 1, pages.len()))
        );
        assert_eq!(page.runs().filter(|run| run.text == "登记编号").count(), 1);
        let inside = |run: &&TextRun| run.text.starts_with("2019-") && run.x_mm < 45.0;
        numbers.extend(page.runs().filter(inside).map(|run| run.text.clone()));
    }
    let wanted: Vec<String> = (1..=700).map(|n| format!("2019-{n:04}")).collect();
    assert_eq!(numbers, wanted);
    let last = pages.last().expect("a page").text();
    assert!(
        last.contains("本册共 700 条，其中作废 1 条，有效 699 条") && last.contains("封存校验")
    );
    let own = tempfile::tempdir().expect("a folder");
    let narrow = "标题：【登记簿】\n表：【登记】\n列：内容＝【公开事项及内容摘要】\n\
                  列：形式＝【公开形式】\n完\n如有：【封存校验】\n说明：【条数】条，【封存校验】\n完\n";
    std::fs::write(own.path().join("登记簿.txt"), narrow).expect("a form");
    let forms = crate::stock::own_forms(own.path());
    let text = office::register(3).pages(&shelf(), &forms).expect("pages")[0].text();
    assert!(text.contains("形式") && !text.contains("登记编号"));
}

#[test]
fn every_character_of_the_body_stands_once_on_the_pages() {
    let alphabet: Vec<char> = "公开乡村，。（）《》“”、；：0123456789年月日〔〕—…Ab元户"
        .chars()
        .collect();
    let mut state = 11_u32;
    for _ in 0..40 {
        let mut text = "正文".to_owned();
        for _ in 0..700 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push(alphabet[(state >> 8) as usize % alphabet.len()]);
        }
        let mut copies = office::copies(1);
        copies.copies.truncate(1);
        copies.paragraphs = vec![text.clone()];
        let pages = copies.pages(&shelf(), &forms()).expect("pages");
        let body = |run: &&TextRun| run.size_pt == 16.0 && run.baseline_mm < 262.0;
        let set: String = pages
            .iter()
            .flat_map(|page| page.runs().filter(body))
            .map(|run| run.text.as_str())
            .collect();
        assert_eq!(set, format!("{text}青禾乡人民政府2019年10月15日"));
    }
}

#[test]
fn names_too_long_for_their_place_are_set_smaller_or_refused() {
    let mut copies = office::copies(1);
    copies.office = "青禾乡人民政府".repeat(6);
    let pages = copies.pages(&shelf(), &forms()).expect("pages");
    let signed = find(&pages[0], &copies.office);
    assert!(signed.size_pt < 16.0 && signed.x_mm + signed.width_mm() < 184.1);
    copies.office = "青禾乡人民政府".repeat(30);
    let refused = copies.pages(&shelf(), &forms());
    assert!(matches!(
        refused,
        Err(PrintError::TooLong {
            place: Place::Field(_),
            lines: 1
        })
    ));
}
