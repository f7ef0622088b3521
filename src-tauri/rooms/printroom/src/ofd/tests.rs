use std::io::Read as _;
use std::path::Path;

use super::{mm, write_ofd};
use crate::fonts::{FontRole, FontShelf};
use crate::page::{A4_HEIGHT_MM, A4_WIDTH_MM, Frame, Ink, Item, Page, Rule, TextRun};
use crate::pdf::About;

fn shelf() -> FontShelf {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    FontShelf::load(&fonts, None).unwrap()
}

fn about() -> About {
    let day = chrono::NaiveDate::from_ymd_opt(2019, 10, 15).unwrap();
    About {
        title: "上坪村 <低保> 公示 & 名单".into(),
        author: "青禾乡人民政府".into(),
        subject: "公开件".into(),
        identifier: "2019-0049".into(),
        created: day.and_hms_opt(0, 0, 0).unwrap(),
    }
}

/// A line of text in one face, 5 mm a character.
fn line(shelf: &FontShelf, text: &str) -> TextRun {
    let first = text.chars().find(|c| !c.is_whitespace()).unwrap();
    let (face, _) = shelf.glyph(FontRole::Kai, first).unwrap().unwrap();
    TextRun {
        role: FontRole::Kai,
        face,
        size_pt: 16.0,
        ink: Ink::Black,
        x_mm: 28.0,
        baseline_mm: 50.0,
        text: text.into(),
        advances_pt: vec![(5.0 / crate::page::MM_PER_PT) as f32; text.chars().count()],
    }
}

fn page(shelf: &FontShelf, text: &str) -> Page {
    let mut page = Page::new(A4_WIDTH_MM, A4_HEIGHT_MM, "", 1);
    page.items.push(Item::Text(line(shelf, text)));
    page.items.push(Item::Rule(Rule {
        from_mm: (28.0, 60.0),
        to_mm: (184.0, 60.0),
        thickness_mm: 0.35,
        ink: Ink::Red,
    }));
    page.items.push(Item::Frame(Frame {
        x_mm: 30.0,
        y_mm: 70.0,
        width_mm: 40.0,
        height_mm: 10.0,
        thickness_mm: 0.0,
        ink: Ink::Black,
        fill: Some(Ink::Shade),
    }));
    page
}

/// The parts of a file, by name.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut container = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..container.len() {
        let mut part = container.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    parts
}

fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    let found = parts.iter().find(|(known, _)| known == name);
    &found.unwrap_or_else(|| panic!("no {name}")).1
}

#[test]
fn measures_have_no_more_digits_than_they_need() {
    for (value, written) in [
        (0.0, "0"),
        (-0.000_01, "0"),
        (210.0, "210"),
        (5.570_28, "5.5703"),
        (-1.5, "-1.5"),
        (100.0, "100"),
    ] {
        assert_eq!(mm(value), written);
    }
}

#[test]
fn the_same_pages_give_the_same_bytes_and_no_pages_give_none() {
    let shelf = shelf();
    let pages = [page(&shelf, "政务公开"), page(&shelf, "登记簿")];
    let first = write_ofd(&pages, &shelf, &about()).unwrap();
    assert!(first == write_ofd(&pages, &shelf, &about()).unwrap());
    assert!(write_ofd(&[], &shelf, &about()).is_err());
    let parts = parts(&first);
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "OFD.xml",
            "Doc_0/PublicRes.xml",
            "Doc_0/Res/font_1.ttf",
            "Doc_0/Pages/Page_0/Content.xml",
            "Doc_0/Pages/Page_1/Content.xml",
            "Doc_0/Document.xml"
        ]
    );
    let entry = part(&parts, "OFD.xml");
    assert!(entry.contains("<ofd:Title>上坪村 &lt;低保&gt; 公示 &amp; 名单</ofd:Title>"));
    assert!(entry.contains("<ofd:CreationDate>2019-10-15</ofd:CreationDate>"));
    let resources = part(&parts, "Doc_0/PublicRes.xml");
    assert!(resources.contains("FamilyName=\"楷体\""), "{resources}");
}

#[test]
fn every_object_has_a_number_of_its_own_and_the_highest_is_said() {
    let shelf = shelf();
    let pages = [page(&shelf, "政务公开"), page(&shelf, "登记簿")];
    let parts = parts(&write_ofd(&pages, &shelf, &about()).unwrap());
    let mut numbers: Vec<u32> = parts
        .iter()
        .filter(|(name, _)| name.ends_with(".xml"))
        .flat_map(|(_, text)| text.split(" ID=\"").skip(1))
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect();
    numbers.sort_unstable();
    let all: Vec<u32> = (1..=numbers.len() as u32).collect();
    assert_eq!(numbers, all);
    let highest = format!("<ofd:MaxUnitID>{}</ofd:MaxUnitID>", numbers.len());
    assert!(part(&parts, "Doc_0/Document.xml").contains(&highest));
}

#[test]
fn a_character_that_readers_count_twice_stands_alone_with_its_glyph() {
    let shelf = shelf();
    let pages = [page(&shelf, " 赵𬭊 山 ")];
    let parts = parts(&write_ofd(&pages, &shelf, &about()).unwrap());
    let content = part(&parts, "Doc_0/Pages/Page_0/Content.xml");
    let codes: Vec<&str> = content
        .split("<ofd:TextCode")
        .skip(1)
        .map(|rest| rest.split("</ofd:TextCode>").next().unwrap())
        .collect();
    assert_eq!(codes.len(), 3, "{content}");
    for (code, text) in codes.iter().zip([">赵", ">𬭊", ">山"]) {
        assert!(code.ends_with(text), "{code}");
        assert!(!code.contains("DeltaX"), "{code}");
    }
    assert_eq!(content.matches("<ofd:CGTransform").count(), 1);
    // 28 mm, and the blank in front of each: edges of 5.6444 mm type with a fifth of it beside.
    for left in ["31.8711", "36.8711", "46.8711"] {
        assert!(
            content.contains(&format!("Boundary=\"{left} ")),
            "{content}"
        );
    }
}

/// Some readers trim the text and leave the advances: what is left would stand where the blanks stood.
#[test]
fn no_text_begins_or_ends_with_a_blank_however_wide() {
    let shelf = shelf();
    let bytes = write_ofd(&[page(&shelf, "　　全　宗　")], &shelf, &about()).unwrap();
    let parts = parts(&bytes);
    let content = part(&parts, "Doc_0/Pages/Page_0/Content.xml");
    assert!(
        content.contains(" DeltaX=\"5 5\">全　宗</ofd:TextCode>"),
        "{content}"
    );
    // 28 mm and two blanks of 5 mm, less the fifth of the type that is beside.
    assert!(content.contains("Boundary=\"36.8711 "), "{content}");
}

#[test]
fn equal_advances_are_counted() {
    let shelf = shelf();
    let pages = [page(&shelf, "政务公开登记簿")];
    let parts = parts(&write_ofd(&pages, &shelf, &about()).unwrap());
    let content = part(&parts, "Doc_0/Pages/Page_0/Content.xml");
    assert!(
        content.contains("DeltaX=\"g 6 5\">政务公开登记簿<"),
        "{content}"
    );
    assert!(content.contains("<ofd:StrokeColor Value=\"199 20 20\"/>"));
    assert!(content.contains("Stroke=\"false\" Fill=\"true\""));
}
