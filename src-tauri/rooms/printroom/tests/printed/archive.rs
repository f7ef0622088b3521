//! Judges the papers of the archive: the stamp's measures and place, the spine, what a hand must write.

use gongkai_printroom::page::{Frame, Ink, Item, MM_PER_PT, Page, TextRun};
use gongkai_printroom::papers::archive_book::{BoundBook, BoundSheet};
use gongkai_printroom::papers::archive_box::{BoxPapers, spines};
use gongkai_printroom::papers::archive_disposal::{DisposalPapers, DisposalRow};
use gongkai_printroom::papers::archive_list::{ArchiveCatalogue, ArchiveLine};
use gongkai_printroom::papers::archive_stamp::{Filed, StampCells, free_place};

use crate::office;
use crate::stock::{forms, shelf};

fn cells() -> StampCells {
    StampCells {
        fonds: "J001".to_owned(),
        year: "2019".to_owned(),
        number: "26".to_owned(),
        organ: "BGS".to_owned(),
        period: "D30".to_owned(),
        pages: "4".to_owned(),
    }
}

fn filed() -> Filed {
    Filed {
        stamp: Some(cells()),
        first_number: 1,
        two_sided: false,
    }
}

fn red_frame(page: &Page) -> &Frame {
    let frame = |item: &'_ Item| matches!(item, Item::Frame(frame) if frame.ink == Ink::Red);
    match page.items.iter().find(|item| frame(item)) {
        Some(Item::Frame(frame)) => frame,
        _ => panic!("no stamp on the page"),
    }
}

fn texts(pages: &[Page]) -> String {
    pages.iter().map(Page::text).collect()
}

fn meets(frame: &Frame, run: &TextRun) -> bool {
    let em = run.size_pt * MM_PER_PT;
    let (right, bottom) = (frame.x_mm + frame.width_mm, frame.y_mm + frame.height_mm);
    run.x_mm < right
        && run.x_mm + run.width_mm() > frame.x_mm
        && run.baseline_mm - em * 0.88 < bottom
        && run.baseline_mm + em * 0.12 > frame.y_mm
}

#[test]
fn the_stamp_has_its_measures_and_lies_over_nothing() {
    let shelf = shelf();
    for copies in [office::copies(4), office::copies(150)] {
        let pages = copies.pages(&shelf, &forms()).expect("pages");
        let alone = filed().alone(&pages, &shelf).expect("a place");
        assert_eq!(alone.len(), pages.len());
        let stamp = red_frame(&alone[0]);
        assert_eq!((stamp.width_mm, stamp.height_mm), (45.0, 16.0));
        for run in pages[0].runs().filter(|run| !run.text.trim().is_empty()) {
            assert!(!meets(stamp, run), "the stamp lies over “{}”", run.text);
        }
        let inside: Vec<&str> = alone[0]
            .runs()
            .filter(|run| meets(stamp, run))
            .map(|run| run.text.as_str())
            .collect();
        assert_eq!(inside, ["J001", "2019", "26", "BGS", "D30", "4"]);
        // Six equal cells: one rule across, two down.
        let rules = alone[0]
            .items
            .iter()
            .filter(|item| matches!(item, Item::Rule(_)));
        assert_eq!(rules.count(), 3);
        for (number, page) in (1..).zip(&alone) {
            let corner = page.runs().find(|run| run.text == number.to_string());
            let run = corner.expect("a page number");
            assert!(run.x_mm > page.width_mm - 25.0 && run.baseline_mm < 15.0);
        }
        let whole = filed().onto(pages.clone(), &shelf).expect("pages");
        assert_eq!(
            whole[0].items.len(),
            pages[0].items.len() + alone[0].items.len()
        );
    }
}

#[test]
fn a_first_page_without_a_free_place_is_told() {
    let shelf = shelf();
    let mut page = office::copies(4)
        .pages(&shelf, &forms())
        .expect("pages")
        .remove(0);
    page.items.push(Item::Frame(Frame {
        x_mm: 0.0,
        y_mm: 0.0,
        width_mm: 210.0,
        height_mm: 80.0,
        thickness_mm: 0.2,
        ink: Ink::Black,
        fill: None,
    }));
    assert_eq!(free_place(&page), None);
    assert!(filed().alone(&[page], &shelf).is_err());
}

pub(crate) fn box_of(spine_mm: u32) -> BoxPapers {
    BoxPapers {
        fonds: "J001".to_owned(),
        fonds_name: "青禾乡人民政府".to_owned(),
        year: "2019".to_owned(),
        period: "30年".to_owned(),
        organ: "党政办公室".to_owned(),
        numbers: ("0001".to_owned(), "0036".to_owned()),
        number: "1".to_owned(),
        spine_mm,
        items: 36,
        pages: 144,
        remarks: Vec::new(),
        packed_by: "周禾生".to_owned(),
        packed_on: "2020年3月2日".to_owned(),
    }
}

#[test]
fn every_spine_is_as_thick_as_its_box() {
    let shelf = shelf();
    let boxes = [20, 30, 40, 50, 20, 30].map(box_of);
    let pages = spines(&boxes, &shelf).expect("pages");
    let frames = pages.iter().flat_map(|page| &page.items);
    let widths: Vec<f64> = frames
        .filter_map(|item| match item {
            Item::Frame(frame) => Some(frame.width_mm),
            Item::Text(_) | Item::Rule(_) => None,
        })
        .collect();
    assert_eq!(widths, [20.0, 30.0, 40.0, 50.0, 20.0, 30.0]);
    let told = texts(&pages);
    for word in [
        "全宗号",
        "年度",
        "保管期限",
        "机构（问题）",
        "起止件号",
        "盒号",
        "0036",
    ] {
        assert!(told.contains(word), "{word}");
    }
    let note = texts(&box_of(20).pages(&shelf).expect("pages"));
    assert!(
        note.contains("整理人：周禾生") && note.contains("检查人：　"),
        "{note}"
    );
}

#[test]
fn a_catalogue_of_any_length_keeps_its_nine_columns() {
    let line = |number: usize| ArchiveLine {
        code: format!("J001-WS·2019-D30-BGS-{number:04}"),
        document_no: "青政发〔2019〕8号".to_owned(),
        responsible: "青禾乡人民政府".to_owned(),
        title: "青禾乡石桥村2019年第三季度农村最低生活保障金发放情况公示".to_owned(),
        dated: "20190930".to_owned(),
        secrecy: String::new(),
        pages: 4,
        remark: "2019-0001".to_owned(),
    };
    let catalogue = ArchiveCatalogue {
        fonds: "J001".to_owned(),
        fonds_name: "青禾乡人民政府".to_owned(),
        year: "2019".to_owned(),
        period: "30年".to_owned(),
        organ: "党政办公室".to_owned(),
        in_box: String::new(),
        covered: true,
        lines: (1..=80).map(line).collect(),
    };
    let pages = catalogue.pages(&shelf()).expect("pages");
    assert!(pages.len() > 3 && pages[0].text().contains("全宗名称"));
    for page in &pages[1..] {
        for title in [
            "序号",
            "档号",
            "文号",
            "责任者",
            "题名",
            "日期",
            "密级",
            "页数",
            "备注",
        ] {
            assert!(page.runs().any(|run| run.text.contains(title)), "{title}");
        }
    }
}

#[test]
fn a_volume_is_numbered_through_and_its_list_says_where() {
    let shelf = shelf();
    let sheet = |number: usize| BoundSheet {
        register_no: format!("2019-{number:04}"),
        title: "石桥村机耕道硬化工程完工情况公示".to_owned(),
        dated: "2019.9.30".to_owned(),
        pages: office::copies(4).pages(&shelf, &forms()).expect("pages"),
    };
    let book = BoundBook {
        office: "青禾乡人民政府".to_owned(),
        year: 2019,
        volume: (1, 1),
        period: "30年".to_owned(),
        sheets: (1..=30).map(sheet).collect(),
        register: office::register(20).pages(&shelf, &forms()).expect("pages"),
        bound_by: String::new(),
        bound_on: String::new(),
    };
    let pages = book.pages(&shelf).expect("pages");
    let listed = pages
        .iter()
        .skip(1)
        .take_while(|page| !page.text().contains("登记编号　"))
        .count();
    let body = pages.len() - 2;
    for (number, page) in (1..=body).zip(&pages[1..]) {
        let run = page
            .runs()
            .find(|run| run.text == number.to_string() && run.baseline_mm == 11.0);
        let run = run.expect("a page number");
        let left = run.x_mm < 30.0;
        assert_eq!(left, number % 2 == 0, "page {number}");
    }
    // The first sheet begins on the page that the list says.
    let first = (listed + 1).to_string();
    assert!(pages[1].runs().any(|run| run.text == first), "{first}");
    assert!(pages[body + 1].text().contains("装订人：　"));
}

#[test]
fn a_list_that_nobody_has_judged_leaves_every_opinion_to_the_hand() {
    let row = DisposalRow {
        code: "J001-WS·2019-D10-BGS-0002".to_owned(),
        title: "上坪村水渠维修公示".to_owned(),
        year: "2019".to_owned(),
        period: "10年".to_owned(),
        kept_years: 10,
        pages: 3,
        ..DisposalRow::default()
    };
    let list = DisposalPapers {
        office: "青禾乡人民政府".to_owned(),
        fonds: "J001".to_owned(),
        no: "销2030-01".to_owned(),
        made: ("周禾生".to_owned(), "2030年1月4日".to_owned()),
        lines: vec![row],
        ..DisposalPapers::default()
    };
    let told = texts(&list.pages(&shelf()).expect("pages"));
    assert!(
        told.contains("批准人：　") && told.contains("批准日期：　"),
        "{told}"
    );
    assert!(
        !told.contains("销毁证明") && !told.contains("鉴定意见：销毁"),
        "{told}"
    );
}
