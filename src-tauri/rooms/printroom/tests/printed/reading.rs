//! Reads finished and foreign files again.

use gongkai_printroom::pdf::write_pdf;
use gongkai_printroom::read_back::{NotLookedAt, ReadBackError, pdf_text};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::{office, stock::shelf};

#[test]
fn our_own_papers_are_read_whole() {
    let shelf = shelf();
    let mut copies = office::copies(60);
    copies.lists[0].table.rows[7].cells[4] = "证号430699199001010017请删去".into();
    for pages in [
        copies.pages(&shelf),
        office::draft().pages(&shelf),
        office::approval(7, true).pages(&shelf),
        office::register(30).pages(&shelf),
    ] {
        let pages = pages.expect("pages");
        let bytes = write_pdf(&pages, &shelf, &office::about()).expect("a PDF");
        let read = pdf_text(&bytes).expect("text");
        assert_eq!(read.len(), pages.len());
        for (page, read) in pages.iter().zip(&read) {
            assert!(read.not_looked_at.is_empty());
            for run in page.runs() {
                assert!(
                    read.text.contains(&run.text),
                    "“{}” in {}",
                    run.text,
                    read.text
                );
            }
        }
    }
    let pages = copies.pages(&shelf).expect("pages");
    let bytes = write_pdf(&pages, &shelf, &office::about()).expect("a PDF");
    let read = pdf_text(&bytes).expect("text");
    let with_id = read
        .iter()
        .filter(|page| page.text.contains("430699199001010017"));
    assert_eq!(with_id.count(), 3, "an ID number is found in each copy");
}

/// A file of another program: one page with these operations and, if asked, a picture.
fn foreign(operations: Vec<Operation>, font: Dictionary) -> Vec<u8> {
    let mut file = Document::with_version("1.5");
    let pages = file.new_object_id();
    let font = file.add_object(font);
    let picture = Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
        "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8 },
        vec![0],
    );
    let picture = file.add_object(picture);
    let resources = file.add_object(dictionary! {
        "Font" => dictionary! { "F1" => font },
        "XObject" => dictionary! { "Im1" => picture },
    });
    let content = Content { operations }.encode().expect("content");
    let content = file.add_object(Stream::new(Dictionary::new(), content));
    let page = file.add_object(dictionary! { "Type" => "Page", "Parent" => pages,
    "Contents" => content, "Resources" => resources,
    "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] });
    file.set_object(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
    );
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("save");
    bytes
}

fn helvetica() -> Dictionary {
    let widths: Vec<Object> = (0..256).map(|_| Object::Integer(600)).collect();
    dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier",
    "Encoding" => "WinAnsiEncoding", "FirstChar" => 0, "LastChar" => 255, "Widths" => widths }
}

fn operation(operator: &str, operands: Vec<Object>) -> Operation {
    Operation::new(operator, operands)
}

#[test]
fn digits_placed_one_by_one_are_read_as_one_number() {
    let mut operations = vec![
        operation("BT", vec![]),
        operation("Tf", vec!["F1".into(), 10.into()]),
    ];
    for (index, digit) in "430699199001010017".chars().enumerate() {
        let x = Object::Real(50.0 + 6.0 * index as f32);
        let place = vec![1.into(), 0.into(), 0.into(), 1.into(), x, 700.into()];
        operations.push(operation("Tm", place));
        operations.push(operation(
            "Tj",
            vec![Object::string_literal(digit.to_string())],
        ));
    }
    operations.push(operation("Td", vec![120.into(), 0.into()]));
    operations.push(operation("Tj", vec![Object::string_literal("next")]));
    operations.push(operation("ET", vec![]));
    let read = pdf_text(&foreign(operations, helvetica())).expect("text");
    assert_eq!(read[0].text, "430699199001010017 next");
    assert!(read[0].not_looked_at.is_empty());
}

#[test]
fn what_was_not_looked_at_is_never_called_clean() {
    let picture = vec![operation("Do", vec!["Im1".into()])];
    let read = pdf_text(&foreign(picture, helvetica())).expect("text");
    assert!(read[0].not_looked_at.contains(&NotLookedAt::Picture));
    let silent = dictionary! { "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "X",
    "Encoding" => "Identity-H", "DescendantFonts" => vec![] };
    let shown = vec![
        operation("BT", vec![]),
        operation("Tf", vec!["F1".into(), 10.into()]),
        operation("Tj", vec![Object::string_literal("ab")]),
        operation("ET", vec![]),
    ];
    let read = pdf_text(&foreign(shown, silent)).expect("text");
    assert!(read[0].not_looked_at.contains(&NotLookedAt::UnknownFont));
    assert_eq!(NotLookedAt::UnknownFont.label(), "无法辨认字符的字体");
}

#[test]
fn damaged_files_are_refused_and_never_panic() {
    let shelf = shelf();
    let pages = office::approval(3, false).pages(&shelf).expect("pages");
    let whole = write_pdf(&pages, &shelf, &office::about()).expect("a PDF");
    assert!(matches!(
        pdf_text(b""),
        Err(ReadBackError::Unreadable { .. })
    ));
    assert!(matches!(
        pdf_text(b"PK\x03\x04 not a PDF"),
        Err(ReadBackError::Unreadable { .. })
    ));
    for part in 1..40 {
        let cut = &whole[..whole.len() * part / 40];
        assert!(pdf_text(cut).is_err(), "cut at {part}/40");
    }
    let mut state = 7_u32;
    for _ in 0..60 {
        let mut broken = whole.clone();
        for _ in 0..30 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = state as usize % broken.len();
            broken[at] = (state >> 13) as u8;
        }
        // Read or refused, but the call comes back.
        if let Ok(read) = pdf_text(&broken) {
            assert!(read.len() <= 50);
        }
    }
    let large = vec![0_u8; gongkai_printroom::read_back::LARGEST_FILE + 1];
    assert!(matches!(
        pdf_text(&large),
        Err(ReadBackError::TooLarge { .. })
    ));
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    for (open, close) in [("[", "]"), ("<</A ", ">>"), ("(", ")")] {
        let mut bytes = b"%PDF-1.4\n1 0 obj\n".to_vec();
        bytes.extend(open.repeat(200_000).bytes());
        bytes.extend(close.repeat(200_000).bytes());
        let start = bytes.len() + 7;
        bytes.extend(b"\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n");
        bytes.extend(
            format!(
                "trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n{}\n%%EOF",
                start + 1
            )
            .bytes(),
        );
        assert!(pdf_text(&bytes).is_err());
    }
    let mut operands = "[".repeat(100_000);
    operands.push_str(&"]".repeat(100_000));
    let nested = vec![
        operation("BT", vec![]),
        operation(&format!("{operands} TJ"), vec![]),
    ];
    let read = pdf_text(&foreign(nested, helvetica())).expect("a file");
    assert!(read[0].text.is_empty());
}
