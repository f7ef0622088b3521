//! Judges Chinese typesetting by the positions on finished pages: ends of lines, marks that are
//! squeezed, what is never parted, the shape of titles.

use gongkai_printroom::page::{MM_PER_PT, Page, TextRun};
use gongkai_printroom::papers::{Copies, CopyFor};

use crate::office;
use crate::stock::{forms, shelf};

const RIGHT_MM: f64 = 184.0;
const PITCH_PT: f64 = 156.0 / 28.0 / MM_PER_PT;

/// The pages of one copy of this text alone.
fn pages(title: &str, paragraphs: &[String], unbroken: &[&str]) -> Vec<Page> {
    let mut copies = Copies {
        title: title.to_owned(),
        paragraphs: paragraphs.to_vec(),
        unbroken: unbroken.iter().map(|word| (*word).to_owned()).collect(),
        lists: vec![],
        ..office::copies(0)
    };
    copies.copies.retain(|slip| slip.copy_for == CopyFor::Board);
    copies.pages(&shelf(), &forms()).expect("pages")
}

/// A line of body text: runs of one baseline from left to right.
struct Line<'a>(Vec<&'a TextRun>);

impl Line<'_> {
    fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    fn right_mm(&self) -> f64 {
        let last = self.0[self.0.len() - 1];
        last.x_mm + last.width_mm()
    }

    /// Advance of the last character in points.
    fn last_advance(&self) -> f64 {
        let last = self.0[self.0.len() - 1].advances_pt.last();
        last.copied().map_or(0.0, f64::from)
    }
}

/// The lines of the text of these pages, without what signs it.
fn lines(pages: &[Page]) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for page in pages {
        let body = |run: &&TextRun| run.size_pt == 16.0 && run.baseline_mm < 262.0;
        for run in page.runs().filter(body) {
            match lines.last_mut() {
                Some(Line(runs)) if (runs[0].baseline_mm - run.baseline_mm).abs() < 0.01 => {
                    runs.push(run);
                }
                _ => lines.push(Line(vec![run])),
            }
        }
    }
    lines.retain(|line| !["青禾乡人民政府", "2019年10月15日"].contains(&&*line.text()));
    lines
}

#[test]
fn no_line_of_a_page_begins_or_ends_with_a_mark_that_may_not() {
    let paragraphs: Vec<String> = (0..40)
        .map(|n| {
            let filled = "公".repeat(n % 29 + 1);
            format!(
                "{filled}，《社会救助暂行办法》（国务院令第649号）规定：“应保尽保、应退尽退”；乡政府“三公”经费（含接待）——见附表……不得截留、挪用。"
            )
        })
        .collect();
    let pages = pages("公示", &paragraphs, &[]);
    let lines = lines(&pages);
    assert!(lines.len() > 80);
    for line in &lines {
        let text = line.text();
        let (first, last) = (text.chars().next(), text.chars().last());
        let wrong_start = first.is_some_and(|c| "。，、；：？！）》”’】〕…—".contains(c));
        let wrong_end = last.is_some_and(|c| "（《“‘【〔".contains(c));
        assert!(!wrong_start && !wrong_end, "{text}");
        assert!(
            line.right_mm() < RIGHT_MM + 0.02,
            "{text} leaves the text area"
        );
    }
}

#[test]
fn a_mark_at_the_end_of_a_line_is_half_as_wide_where_that_keeps_it_there() {
    // Two characters of indent, twenty-five and a half, and a full stop.
    let paragraph = format!("{}1。后面还有字", "公".repeat(25));
    let pages = pages("公示", &[paragraph], &[]);
    let lines = lines(&pages);
    assert!(lines[0].text().ends_with('。'), "{}", lines[0].text());
    assert!(lines[0].last_advance() < PITCH_PT * 0.75, "not squeezed");
    assert!((lines[0].right_mm() - RIGHT_MM).abs() < 0.02);
    assert!(lines[1].text().starts_with("后"));
}

#[test]
fn full_lines_end_at_the_right_edge_without_letters_drawn_apart() {
    let paragraph = "按照规定，9月底前（含）完成公示；涉及资金的，占50%以上。".repeat(12);
    let pages = pages("公示", &[paragraph], &[]);
    let lines = lines(&pages);
    for line in &lines[..lines.len() - 1] {
        assert!((line.right_mm() - RIGHT_MM).abs() < 0.05, "{}", line.text());
        let widest = line.0.iter().flat_map(|run| &run.advances_pt);
        let widest = widest.fold(0.0_f64, |most, advance| most.max(f64::from(*advance)));
        assert!(widest < PITCH_PT * 1.26, "{} is drawn apart", line.text());
    }
}

#[test]
fn numbers_dates_units_and_names_stand_on_one_line_wherever_they_fall() {
    let whole = [
        "2019年10月16日",
        "２０１９年１０月",
        "1,234.50元",
        "1,234.50 元",
        "50%",
        "３５．５％",
        "120平方米",
        "15个工作日",
        "壹万贰仟叁佰元整",
        "欧阳春山",
        "阿依·古丽",
        "第十二批",
    ];
    for word in whole {
        let paragraph = |before: usize| format!("{}{word}{}", "公".repeat(before), "开".repeat(9));
        let paragraphs: Vec<String> = (10..30).map(paragraph).collect();
        let pages = pages("公示", &paragraphs, &["欧阳春山", "阿依·古丽"]);
        let kept = lines(&pages)
            .iter()
            .filter(|line| line.text().contains(word))
            .count();
        assert_eq!(kept, paragraphs.len(), "{word} was parted");
    }
}

#[test]
fn a_title_stands_in_the_middle_in_lines_that_are_no_hourglass() {
    for title in [
        "上坪村2019年第三季度农村低保金发放情况公示",
        "青禾乡人民政府关于2019年度下坪村石桥村危房改造补助对象评定结果的公示",
        "青禾乡人民政府关于印发《青禾乡基层政务公开标准化规范化工作实施方案》和《青禾乡村级事务公开目录》的通知",
    ] {
        let pages = pages(title, &["正文。".to_owned()], &[]);
        let lines: Vec<&TextRun> = pages[0].runs().filter(|run| run.size_pt == 22.0).collect();
        let joined: String = lines.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(joined, title);
        assert!(lines.len() > 1);
        for run in &lines {
            let middle = run.x_mm + run.width_mm() / 2.0;
            assert!((middle - 106.0).abs() < 0.05, "{} at {middle}", run.text);
        }
        for three in lines.windows(3) {
            let [above, waist, below] = [0, 1, 2].map(|at: usize| three[at].width_mm());
            assert!(waist + 22.0 * MM_PER_PT > above.min(below), "{joined}");
        }
    }
}

#[test]
fn a_rare_name_keeps_the_width_and_the_line_of_its_neighbours() {
    let pages = pages("公示", &["户主䶮㛃、𬭊山，金额630.00元。".to_owned()], &[]);
    let lines = lines(&pages);
    assert_eq!(lines.len(), 1);
    let faces = lines[0].0.len();
    assert!(faces > 1, "the rare ones come from another face");
    for run in &lines[0].0 {
        for (character, advance) in run.text.chars().zip(&run.advances_pt) {
            let chinese = character > '\u{33FF}' && character != '，';
            let full = (f64::from(*advance) - PITCH_PT).abs() < 0.1;
            assert!(!chinese || full, "{character} is {advance} wide");
        }
    }
}
