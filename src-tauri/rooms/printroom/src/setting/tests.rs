use std::path::Path;

use proptest::prelude::*;

use super::punctuation::{never_begins, never_ends};
use super::*;

fn shelf() -> FontShelf {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    FontShelf::load(&fonts, None).expect("the bundled fonts")
}

const BODY: Style = Style::new(FontRole::Body, grid::BODY_PT).pitched(grid::PITCH_FACTOR);

fn set(shelf: &FontShelf, text: &str, unbroken: &[String], fill: Fill) -> Vec<Vec<Glyph>> {
    let setter = Setter::new(shelf);
    let glyphs = setter.glyphs(text, BODY, &Place::Title).expect("glyphs");
    let characters: Vec<char> = glyphs.iter().map(|g| g.character).collect();
    let measure = Measure {
        indent: 2.0 * BODY.size_pt * BODY.pitch,
        width: grid::WIDTH_PT,
    };
    break_lines(glyphs, &opportunities(&characters, unbroken), measure, fill)
}

fn texts(lines: &[Vec<Glyph>]) -> Vec<String> {
    lines
        .iter()
        .map(|line| line.iter().map(|g| g.character).collect())
        .collect()
}

#[test]
fn twenty_eight_characters_fill_a_line() {
    let shelf = shelf();
    let lines = set(&shelf, &"公".repeat(26 + 28 + 28 + 3), &[], Fill::Justified);
    let lengths: Vec<usize> = lines.iter().map(Vec::len).collect();
    assert_eq!(lengths, [26, 28, 28, 3]);
    assert!((width(&lines[1]) - grid::WIDTH_PT).abs() < 0.01);
    assert!((lines[1][0].advance - 15.79).abs() < 0.01);
}

#[test]
fn dates_numbers_and_names_stay_whole() {
    let shelf = shelf();
    let kept = [
        "2019年10月16日",
        "青政发〔2019〕49号",
        "2019-0049",
        "1,260.00元",
        "GK-2019-0049-3",
        "欧阳春山",
        "阿依·古丽",
        "２０１９年１０月１６日",
        "1,234.50元",
        "1,234.50 元",
        "１，２３４．５０元",
        "50%",
        "99.5 ％",
        "120平方米",
        "15个工作日",
        "3.5万元",
        "壹万贰仟叁佰元整",
        "0730-0000000",
        "第１２批",
    ];
    let unbroken = ["欧阳春山".to_owned(), "阿依·古丽".to_owned()];
    for word in kept {
        for before in 15..30 {
            let text = format!("{}{word}{}", "公".repeat(before), "开".repeat(20));
            let lines = texts(&set(&shelf, &text, &unbroken, Fill::Justified));
            let whole = lines.iter().any(|line| line.contains(word));
            // Of a document number only the two characters before the bracket are certain.
            let tail: String = word.chars().skip(1).collect();
            let nearly = word.contains('〔') && lines.iter().any(|line| line.contains(&tail));
            assert!(whole || nearly, "{word} after {before}: {lines:?}");
        }
    }
}

#[test]
fn a_closing_mark_is_squeezed_rather_than_pushed_down() {
    let shelf = shelf();
    // Twenty-six and a half characters for a line of twenty-six.
    let text = format!("{}，公{}1。乡政府", "公".repeat(10), "公".repeat(13));
    let lines = set(&shelf, &text, &[], Fill::Justified);
    assert!(texts(&lines)[0].ends_with('。'), "{:?}", texts(&lines));
    assert!(width(&lines[0]) <= grid::WIDTH_PT - 2.0 * BODY.size_pt * BODY.pitch + 0.02);
}

#[test]
fn a_title_is_cut_in_balance() {
    let shelf = shelf();
    let setter = Setter::new(&shelf);
    let style = Style::new(FontRole::Title, 22.0);
    let cut = |text: &str| {
        let glyphs = setter.glyphs(text, style, &Place::Title).expect("glyphs");
        let characters: Vec<char> = glyphs.iter().map(|g| g.character).collect();
        let starts = opportunities(&characters, &[]);
        texts(&balance(&glyphs, &starts, grid::WIDTH_PT - 44.0).expect("lines"))
    };
    assert_eq!(
        cut("上坪村2019年第三季度农村低保金发放情况公示"),
        ["上坪村2019年第三季度", "农村低保金发放情况公示"]
    );
    assert_eq!(cut("关于公示的通知"), ["关于公示的通知"]);
    assert_eq!(
        cut("青禾乡人民政府关于更正《2019年危房改造补助情况》的公告"),
        ["青禾乡人民政府关于更正", "《2019年危房改造补助情况》的公告"]
    );
    assert_eq!(
        cut("《2019年办公设备集中采购结果》送审稿"),
        ["《2019年办公设备集中采购结果》", "送审稿"]
    );
    let long = cut(&"青禾乡人民政府关于上坪村危房改造的公示".repeat(3));
    let widest = long.iter().map(|l| l.chars().count()).max().unwrap_or(0);
    let narrowest = long.iter().map(|l| l.chars().count()).min().unwrap_or(0);
    assert!(widest - narrowest <= 6, "{long:?}");
}

#[test]
fn a_title_is_no_hourglass() {
    let shelf = shelf();
    let setter = Setter::new(&shelf);
    let style = Style::new(FontRole::Title, 22.0);
    let office = "青禾乡人民政府关于";
    for what in [
        "上坪村下坪村石桥村2019年度农村危房改造补助对象评定结果和补助资金发放情况的公示",
        "2019年度政务公开工作总结和2020年度政务公开工作要点的通知",
        "印发《青禾乡基层政务公开标准化规范化工作实施方案》和《青禾乡村级事务公开目录》的通知",
        "转发样例县人民政府办公室《关于进一步做好惠农补贴资金发放公开工作的通知》的通知",
    ] {
        let title = format!("{office}{what}");
        let glyphs = setter.glyphs(&title, style, &Place::Title).expect("glyphs");
        let characters: Vec<char> = glyphs.iter().map(|g| g.character).collect();
        let starts = opportunities(&characters, &[]);
        for room in [300.0, grid::WIDTH_PT - 44.0] {
            let lines = balance(&glyphs, &starts, room).expect("lines");
            assert_eq!(texts(&lines).concat(), title);
            for three in lines.windows(3) {
                let [above, waist, below] = [0, 1, 2].map(|at: usize| width(&three[at]));
                assert!(waist + 22.0 >= above.min(below), "{:?}", texts(&lines));
            }
        }
    }
}

#[test]
fn what_is_no_title_by_its_length_is_refused_at_once() {
    let shelf = shelf();
    let glyphs = Setter::new(&shelf)
        .glyphs(&"公".repeat(20_000), BODY, &Place::Title)
        .expect("glyphs");
    let starts = vec![true; glyphs.len()];
    assert!(balance(&glyphs, &starts, 400.0).is_none());
}

#[test]
fn a_line_may_end_before_an_opening_quotation_mark() {
    let characters: Vec<char> = "补贴“一卡通”于don’t".chars().collect();
    let starts = opportunities(&characters, &[]);
    let allowed: Vec<usize> = (0..starts.len()).filter(|at| starts[*at]).collect();
    assert_eq!(allowed, [1, 2, 4, 5, 7, 8]);
}

/// Chinese text with punctuation in ones and twos, dates, amounts and Latin words.
fn chinese() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[一-龥]{1,9}",
        3 => "[。，、；：？！）》」”]{1,2}",
        2 => "[（《「“]{1,2}",
        1 => "20[0-9]{2}年1?[1-9]月[12]?[1-9]日",
        1 => "[1-9][0-9]{0,2},[0-9]{3}\\.[0-9]{2}元",
        1 => "[A-Za-z]{1,8}",
        1 => Just("——".to_owned()),
        1 => Just(" ".to_owned()),
    ];
    proptest::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_begins_or_ends_wrongly_and_nothing_is_lost(text in chinese()) {
        let shelf = shelf();
        let missing = shelf.missing_characters(FontRole::Body, &text).expect("fonts");
        let text: String = text.chars().filter(|c| !missing.contains(c)).collect();
        for fill in [Fill::Justified, Fill::Ragged] {
            let lines = set(&shelf, &text, &[], fill);
            let joined: String = texts(&lines).concat();
            let bare = |s: &str| s.replace(' ', "");
            prop_assert_eq!(bare(&joined), bare(&text));
            for (index, line) in lines.iter().enumerate() {
                let indent = if index == 0 { 2.0 * BODY.size_pt * BODY.pitch } else { 0.0 };
                prop_assert!(width(line) <= grid::WIDTH_PT - indent + 0.02);
                if index > 0 {
                    prop_assert!(!never_begins(line[0].character), "{:?}", texts(&lines));
                    let last = lines[index - 1].last().map(|g| g.character);
                    prop_assert!(!last.is_some_and(never_ends), "{:?}", texts(&lines));
                }
            }
        }
    }
}
