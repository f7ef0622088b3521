//! PDF: every place of one is searched and gone from its copy; what cleaning would destroy is refused.

use gongkai_intake::document::RemnantKind;
use gongkai_intake::{Cannot, Cleaned};
use lopdf::{Dictionary, Document as Pdf, Object, Stream, StringFormat};

use super::secrets::{id, masked};
use super::{cleaned, copy, document, found};

fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    let mut dictionary = Dictionary::new();
    for (key, value) in entries {
        dictionary.set(key, value);
    }
    dictionary
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn text(text: &str) -> Object {
    let mut bytes = b"\xFE\xFF".to_vec();
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Literal)
}

/// A page that says this in GBK, as old programs write it, with these things besides.
fn pdf(shown: &str, more: impl FnOnce(&mut Pdf, lopdf::ObjectId, lopdf::ObjectId)) -> Vec<u8> {
    let mut file = Pdf::with_version("1.5");
    let pages = file.new_object_id();
    let descendant = file.add_object(dictionary([
        ("Type", name("Font")),
        ("Subtype", name("CIDFontType0")),
        ("BaseFont", name("SimSun")),
        ("DW", 1000.into()),
    ]));
    let font = file.add_object(dictionary([
        ("Type", name("Font")),
        ("Subtype", name("Type0")),
        ("BaseFont", name("SimSun")),
        ("Encoding", name("GBK-EUC-H")),
        ("DescendantFonts", vec![descendant.into()].into()),
    ]));
    let (bytes, _, _) = encoding_rs::GBK.encode(shown);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    let content = format!("BT /F1 12 Tf 72 700 Td <{hex}> Tj ET");
    let content = file.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let fonts = dictionary([("F1", font.into())]);
    let page = file.add_object(dictionary([
        ("Type", name("Page")),
        ("Parent", pages.into()),
        ("Contents", content.into()),
        ("Resources", dictionary([("Font", fonts.into())]).into()),
        (
            "MediaBox",
            vec![0.into(), 0.into(), 595.into(), 842.into()].into(),
        ),
    ]));
    file.objects.insert(
        pages,
        dictionary([
            ("Type", name("Pages")),
            ("Kids", vec![page.into()].into()),
            ("Count", 1.into()),
        ])
        .into(),
    );
    let catalog = file.add_object(dictionary([
        ("Type", name("Catalog")),
        ("Pages", pages.into()),
    ]));
    file.trailer.set("Root", catalog);
    more(&mut file, catalog, page);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

fn note(file: &mut Pdf, page: lopdf::ObjectId, kind: &str, says: &str) {
    let note = file.add_object(dictionary([
        ("Type", name("Annot")),
        ("Subtype", name(kind)),
        ("Contents", text(says)),
    ]));
    let page = file.get_dictionary_mut(page).unwrap();
    match page.get_mut(b"Annots").and_then(Object::as_array_mut) {
        Ok(notes) => notes.push(note.into()),
        Err(_) => page.set("Annots", vec![note.into()]),
    }
}

fn full() -> Vec<u8> {
    pdf(&format!("公示 {}", id(1)), |file, catalog, page| {
        let info = file.add_object(dictionary([
            ("Author", text(&id(2))),
            ("Own", text(&id(3))),
        ]));
        file.trailer.set("Info", info);
        let xmp = format!("<?xpacket?><x><creator>{}</creator></x><?xpacket?>", id(4));
        let xmp = file.add_object(Stream::new(
            dictionary([("Type", name("Metadata")), ("Subtype", name("XML"))]),
            xmp.into_bytes(),
        ));
        note(file, page, "Text", &id(5));
        let attached = file.add_object(Stream::new(
            dictionary([("Type", name("EmbeddedFile"))]),
            format!("名单 {}", id(6)).into_bytes(),
        ));
        let spec = file.add_object(dictionary([
            ("Type", name("Filespec")),
            ("UF", text(&id(7))),
            ("EF", dictionary([("F", attached.into())]).into()),
        ]));
        let names = dictionary([("Names", vec![text("a"), spec.into()].into())]);
        let outline = file.new_object_id();
        let first = file.add_object(dictionary([
            ("Title", text(&id(8))),
            ("Parent", outline.into()),
        ]));
        file.objects.insert(
            outline,
            dictionary([("First", first.into()), ("Last", first.into())]).into(),
        );
        let root = file.get_dictionary_mut(catalog).unwrap();
        root.set("Metadata", xmp);
        root.set("Names", dictionary([("EmbeddedFiles", names.into())]));
        root.set("Outlines", outline);
        root.set(
            "OpenAction",
            dictionary([("S", name("JavaScript")), ("JS", text("app.alert()"))]),
        );
    })
}

fn says(bytes: &[u8], id: &str) -> bool {
    let file = Pdf::load_mem(bytes).unwrap();
    let wide: Vec<u8> = id.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let holds = |bytes: &[u8]| {
        bytes
            .windows(id.len())
            .any(|window| window == id.as_bytes())
            || bytes.windows(wide.len()).any(|window| window == wide)
    };
    let mut whole = Vec::new();
    for object in file.objects.values() {
        if let Object::Stream(stream) = object {
            whole.extend(stream.get_plain_content().unwrap_or_default());
        }
    }
    holds(&whole) || holds(bytes)
}

#[test]
fn a_secret_is_found_in_every_place_and_gone_from_the_copy() {
    let bytes = full();
    let read = document(&bytes);
    let found = found(&read);
    for (serial, place) in [
        (1, "第 1 页第 1 行"),
        (2, "文档属性“作者”"),
        (3, "文档属性“其他”"),
        (4, "XMP"),
        (5, "第 1 页的批注"),
        (6, "嵌入的文件 1"),
        (7, "附在文件里的文件名"),
        (8, "书签"),
    ] {
        let masked = masked(&id(serial));
        let at: Vec<_> = found.iter().filter(|(_, value)| *value == masked).collect();
        assert!(
            at.iter().any(|(at, _)| at.contains(place)),
            "{serial} {place}: {at:?}"
        );
    }
    let copy = copy(&bytes);
    for serial in 2..=8 {
        assert!(!says(&copy.bytes, &id(serial)), "{serial}");
    }
    for kind in [
        RemnantKind::Properties,
        RemnantKind::Annotations,
        RemnantKind::Embedded,
        RemnantKind::Macros,
        RemnantKind::Extras,
    ] {
        assert!(copy.removed.iter().any(|one| one.kind == kind), "{kind:?}");
    }
    let again = document(&copy.bytes);
    assert!(again.remnants.is_empty() && again.passages[0].text.starts_with("公示"));
}

#[test]
fn what_cleaning_would_destroy_is_refused() {
    let form = pdf("表", |file, catalog, page| {
        note(file, page, "Widget", "姓名");
        let root = file.get_dictionary_mut(catalog).unwrap();
        root.set(
            "AcroForm",
            dictionary([("Fields", Vec::<Object>::new().into())]),
        );
    });
    assert_eq!(cleaned(&form), Cleaned::Refused(Cannot::Form));
    let stamp = pdf("章", |file, _, page| note(file, page, "Stamp", "青禾乡"));
    assert_eq!(cleaned(&stamp), Cleaned::Refused(Cannot::Overlay));
    let layer = pdf("层", |file, catalog, _| {
        let layer = file.add_object(dictionary([("Type", name("OCG")), ("Name", text("底稿"))]));
        let state = dictionary([("OFF", vec![layer.into()].into())]);
        let root = file.get_dictionary_mut(catalog).unwrap();
        root.set(
            "OCProperties",
            dictionary([("OCGs", vec![layer.into()].into()), ("D", state.into())]),
        );
    });
    assert_eq!(cleaned(&layer), Cleaned::Refused(Cannot::HiddenLayers));
}

#[test]
fn a_page_whose_letters_cannot_be_told_is_named() {
    let bytes = pdf("甲", |file, _, _| {
        for object in file.objects.values_mut() {
            if let Object::Dictionary(font) = object
                && font.has(b"DescendantFonts")
            {
                font.set("Encoding", name("Identity-H"));
            }
        }
    });
    assert_eq!(document(&bytes).not_looked_at, ["第 1 页里认不出字的字体"]);
}
