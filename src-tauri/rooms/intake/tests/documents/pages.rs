//! The house's own papers, page by page: what shows, what does not, and what was not looked at.

use gongkai_intake::document::{LARGEST_PDF, NotLookedAt, PagesError};
use gongkai_intake::pdf_pages;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

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
    let content = Content { operations }.encode().unwrap();
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
    file.save_to(&mut bytes).unwrap();
    bytes
}

fn courier() -> Dictionary {
    let widths: Vec<Object> = (0..256).map(|_| Object::Integer(600)).collect();
    dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier",
    "Encoding" => "WinAnsiEncoding", "FirstChar" => 0, "LastChar" => 255, "Widths" => widths }
}

fn operation(operator: &str, operands: Vec<Object>) -> Operation {
    Operation::new(operator, operands)
}

fn shown(text: &str) -> Vec<Operation> {
    vec![
        operation("BT", vec![]),
        operation("Tf", vec!["F1".into(), 10.into()]),
        operation("Tj", vec![Object::string_literal(text)]),
        operation("ET", vec![]),
    ]
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
    let read = pdf_pages(&foreign(operations, courier())).unwrap();
    assert_eq!(read[0].shown, "430699199001010017 next");
    assert!(read[0].not_looked_at.is_empty());
}

#[test]
fn what_was_not_looked_at_is_never_called_clean() {
    let picture = vec![operation("Do", vec!["Im1".into()])];
    let read = pdf_pages(&foreign(picture, courier())).unwrap();
    assert!(read[0].not_looked_at.contains(&NotLookedAt::Picture));
    let inline = vec![operation("BI /W 1 /H 1 /CS /G /BPC 8 ID a EI", vec![])];
    let read = pdf_pages(&foreign(inline, courier())).unwrap();
    assert!(read[0].not_looked_at.contains(&NotLookedAt::Picture));
    let silent = dictionary! { "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "X",
    "Encoding" => "Identity-H", "DescendantFonts" => vec![] };
    let read = pdf_pages(&foreign(shown("ab"), silent)).unwrap();
    assert!(read[0].not_looked_at.contains(&NotLookedAt::UnknownFont));
    assert_eq!(NotLookedAt::UnknownFont.label(), "无法辨认字符的字体");
}

#[test]
fn what_is_no_whole_file_is_refused_and_says_why() {
    let refused = |bytes: &[u8]| pdf_pages(bytes).unwrap_err();
    for bytes in [&b""[..], b"PK\x03\x04 not a PDF"] {
        assert!(matches!(refused(bytes), PagesError::Unreadable { .. }));
        assert_eq!(
            refused(bytes).to_string(),
            "不是可读的 PDF 文件，或文件已损坏"
        );
    }
    let whole = foreign(shown("430699199001010017"), courier());
    for part in 1..40 {
        let cut = &whole[..whole.len() * part / 40];
        assert!(pdf_pages(cut).is_err(), "cut at {part}/40");
    }
    let large = vec![0_u8; LARGEST_PDF + 1];
    assert_eq!(
        refused(&large),
        PagesError::TooLarge {
            bytes: 67_108_865,
            limit: 67_108_864
        }
    );
}

/// Seen, unseen, seen: a number that is whole only to whoever copies it.
#[test]
fn text_that_is_not_drawn_is_read_alone_and_in_its_order() {
    let read = |operations| {
        pdf_pages(&foreign(operations, courier()))
            .unwrap()
            .remove(0)
    };
    let plain = read(shown("plain"));
    assert_eq!(plain.texts().collect::<Vec<_>>(), ["plain", "", ""]);
    let mut operations = shown("430699");
    operations.pop();
    for (mode, digits) in [(3, "19900101"), (0, "0017")] {
        operations.push(operation("Tr", vec![mode.into()]));
        operations.push(operation("Tj", vec![Object::string_literal(digits)]));
    }
    operations.push(operation("ET", vec![]));
    let texts = ["4306990017", "19900101", "430699199001010017"];
    assert_eq!(read(operations).texts().collect::<Vec<_>>(), texts);
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
        assert!(pdf_pages(&bytes).is_err());
    }
    let mut operands = "[".repeat(100_000);
    operands.push_str(&"]".repeat(100_000));
    let nested = vec![
        operation("BT", vec![]),
        operation(&format!("{operands} TJ"), vec![]),
    ];
    let read = pdf_pages(&foreign(nested, courier())).unwrap();
    assert!(read[0].shown.is_empty());
}

/// The same page with an entry changed in its dictionary.
fn with_page(change: impl FnOnce(&mut Dictionary)) -> Vec<u8> {
    let mut file = Document::load_mem(&foreign(shown("ab"), courier())).unwrap();
    let page = *file.get_pages().values().next().unwrap();
    change(file.get_dictionary_mut(page).unwrap());
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn what_lies_over_a_page_or_cannot_be_named_is_told() {
    let note = dictionary! { "Type" => "Annot", "Subtype" => "Text" };
    let noted = with_page(|page| page.set("Annots", vec![Object::Dictionary(note)]));
    let read = pdf_pages(&noted).unwrap();
    assert!(read[0].not_looked_at.contains(&NotLookedAt::Annotation));
    let nameless = with_page(|page| drop(page.remove(b"Resources")));
    let read = pdf_pages(&nameless).unwrap();
    assert!(read[0].not_looked_at.contains(&NotLookedAt::Damaged));
    let bare = with_page(|page| {
        page.remove(b"Resources");
        page.remove(b"Contents");
    });
    assert!(pdf_pages(&bare).unwrap()[0].not_looked_at.is_empty());
}
