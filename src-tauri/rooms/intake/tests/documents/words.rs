//! Text documents: every place of one is searched, and the copy shows the same and hides nothing.

use gongkai_intake::document::RemnantKind;
use gongkai_intake::{Cannot, Cleaned};

use super::secrets::{id, masked};
use super::{cleaned, container, container_of, copy, document, found, holds};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
                 xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document with this inside of its body and these parts besides.
pub(crate) fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {W}><w:body>{body}\
         <w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/></w:sectPr></w:body></w:document>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
        <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
        <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
        <Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
        <Override PartName=\"/word/comments.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/></Types>";
    let main = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{REL}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{REL}/styles\" Target=\"styles.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{REL}/header\" Target=\"header1.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{REL}/comments\" Target=\"comments.xml\"/>\
         <Relationship Id=\"rId4\" Type=\"{REL}/hyperlink\" Target=\"mailto:{}\" TargetMode=\"External\"/>\
         </Relationships>",
        id(901)
    );
    let styles = format!(
        "<w:styles {W}><w:style w:type=\"character\" w:styleId=\"Mi\"><w:name w:val=\"密\"/>\
         <w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    );
    let header = format!(
        "<w:hdr {W}><w:p><w:r><w:t>页眉 {}</w:t></w:r></w:p></w:hdr>",
        id(902)
    );
    let mut parts: Vec<(&str, &str)> = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", &main),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", &relations),
        ("word/styles.xml", &styles),
        ("word/header1.xml", &header),
    ];
    parts.extend(more);
    container(&parts)
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

/// Every place of a document with a secret of its own: place, inside of the body.
fn places() -> Vec<(&'static str, String)> {
    let t = |serial: u32| run(&id(serial));
    vec![
        ("正文第", paragraph(&t(1))),
        // Over runs, as Word cuts what was typed at several times.
        (
            "正文第",
            paragraph(&format!("{}{}", run(&id(2)[..7]), run(&id(2)[7..]))),
        ),
        (
            "删去的文字",
            paragraph(&format!(
                "{}<w:del w:author=\"林见清\"><w:r><w:delText>{}</w:delText></w:r></w:del>",
                run("修订"),
                id(3)
            )),
        ),
        (
            "删去的文字",
            paragraph(&format!(
                "<w:moveFrom w:author=\"林见清\">{}</w:moveFrom>",
                t(4)
            )),
        ),
        (
            "隐藏文字",
            paragraph(&format!(
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>",
                id(5)
            )),
        ),
        (
            "隐藏文字",
            paragraph(&format!(
                "<w:r><w:rPr><w:rStyle w:val=\"Mi\"/></w:rPr><w:t>{}</w:t></w:r>",
                id(6)
            )),
        ),
        (
            "域代码",
            paragraph(&format!(
                "<w:fldSimple w:instr=\"MERGEFIELD {}\">{}</w:fldSimple>",
                id(7),
                run("某人")
            )),
        ),
        (
            "域代码",
            paragraph(&format!(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>INCLUDETEXT {}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
                id(8),
                run("结果")
            )),
        ),
        (
            "域代码",
            format!(
                "<w:sdt><w:sdtPr><w:alias w:val=\"{}\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                id(9),
                paragraph(&run("控件里的字"))
            ),
        ),
        (
            "图片说明",
            paragraph(&format!(
                "<w:r><w:pict><v:shape alt=\"{}\"/></w:pict></w:r>",
                id(10)
            )),
        ),
        (
            "文本框",
            paragraph(&format!(
                "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
                paragraph(&t(11))
            )),
        ),
    ]
}

fn full() -> Vec<u8> {
    let body: String = places().into_iter().map(|(_, inside)| inside).collect();
    let core = format!(
        "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>{}</dc:creator></cp:coreProperties>",
        id(903)
    );
    let app = format!(
        "<Properties><Company>{}</Company><Words>9</Words></Properties>",
        id(904)
    );
    let own = format!(
        "<Properties><property name=\"户主\" pid=\"2\"><vt:lpwstr xmlns:vt=\"v\">{}</vt:lpwstr></property></Properties>",
        id(905)
    );
    let comments = format!(
        "<w:comments {W}><w:comment w:author=\"何远山\">{}</w:comment></w:comments>",
        paragraph(&run(&id(906)))
    );
    let custom = format!("<data><v>{}</v></data>", id(907));
    let settings = format!(
        "<w:settings {W}><w:docVars><w:docVar w:name=\"a\" w:val=\"{}\"/></w:docVars></w:settings>",
        id(908)
    );
    docx(
        &body,
        &[
            ("docProps/core.xml", &core),
            ("docProps/app.xml", &app),
            ("docProps/custom.xml", &own),
            ("word/comments.xml", &comments),
            ("word/settings.xml", &settings),
            ("customXml/item1.xml", &custom),
        ],
    )
}

#[test]
fn a_secret_is_found_in_every_place_and_named_by_it() {
    let bytes = full();
    let read = document(&bytes);
    let found = found(&read);
    let mut wanted: Vec<(&str, u32)> = places().iter().map(|(place, _)| *place).zip(1..).collect();
    wanted.extend([
        ("链接的地址", 901),
        ("页眉", 902),
        ("文档属性“作者”", 903),
        ("文档属性“单位”", 904),
        ("文档属性“户主”", 905),
        ("批注", 906),
        ("自定义数据", 907),
        ("文档变量", 908),
    ]);
    for (place, serial) in wanted {
        let masked = masked(&id(serial));
        let at: Vec<_> = found.iter().filter(|(_, value)| *value == masked).collect();
        assert!(
            at.iter().any(|(at, _)| at.contains(place)),
            "{serial} {place}: {at:?}"
        );
    }
    assert!(read.not_looked_at.is_empty(), "{:?}", read.not_looked_at);
}

#[test]
fn the_clean_copy_shows_the_same_and_hides_nothing() {
    let bytes = full();
    let copy = copy(&bytes);
    for serial in (3..=10).chain([901, 903, 904, 905, 906, 907, 908]) {
        assert!(!holds(&copy.bytes, &id(serial)), "{serial}");
    }
    for author in ["林见清", "何远山", "户主"] {
        assert!(!holds(&copy.bytes, author), "{author}");
    }
    for serial in [1, 11, 902] {
        assert!(
            holds(&copy.bytes, &id(serial)),
            "{serial} shows, so it is for the reviewer"
        );
    }
    for shown in ["修订", "某人", "结果", "控件里的字"] {
        assert!(holds(&copy.bytes, shown), "{shown}");
    }
    let removed: Vec<RemnantKind> = copy.removed.iter().map(|one| one.kind).collect();
    for kind in [
        RemnantKind::Properties,
        RemnantKind::Comments,
        RemnantKind::Changes,
        RemnantKind::HiddenText,
        RemnantKind::Fields,
        RemnantKind::ExternalLinks,
    ] {
        assert!(removed.contains(&kind), "{kind:?}");
    }
    assert_eq!(
        super::copy(&copy.bytes).bytes,
        copy.bytes,
        "clean stays clean"
    );
}

#[test]
fn page_numbers_still_count() {
    let field = |code: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            run("1")
        )
    };
    let body = paragraph(&format!("{}{}", field("PAGE"), field("AUTHOR 林见清")));
    let Cleaned::Copy(copy) = cleaned(&docx(&body, &[])) else {
        panic!("a page number is no secret");
    };
    assert!(holds(&copy.bytes, "PAGE") && !holds(&copy.bytes, "AUTHOR"));
}

#[test]
fn what_cannot_be_judged_is_refused_with_its_reason() {
    let chunk = docx(
        "<w:altChunk r:id=\"rId9\"/>",
        &[("word/afchunk.html", "<p>甲</p>")],
    );
    assert_eq!(cleaned(&chunk), Cleaned::Refused(Cannot::Foreign));
    let mut parts = super::unpacked(&docx(&paragraph(&run("甲")), &[]));
    let relations = parts
        .iter_mut()
        .find(|(name, _)| name == "word/_rels/document.xml.rels")
        .unwrap();
    let more = format!(
        "<Relationship Id=\"rId9\" Type=\"{REL}/image\" Target=\"media/image1.tiff\"/></Relationships>"
    );
    relations.1 = String::from_utf8(relations.1.clone())
        .unwrap()
        .replace("</Relationships>", &more)
        .into_bytes();
    let body = parts
        .iter_mut()
        .find(|(name, _)| name == "word/document.xml")
        .unwrap();
    body.1 = String::from_utf8(body.1.clone()).unwrap().replace("</w:body>", "<w:p><w:r><w:pict><v:shape><v:imagedata r:id=\"rId9\"/></v:shape></w:pict></w:r></w:p></w:body>").into_bytes();
    parts.push(("word/media/image1.tiff".to_owned(), b"II*\0".to_vec()));
    let parts: Vec<(&str, Vec<u8>)> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    let bytes = container_of(&parts);
    assert_eq!(cleaned(&bytes), Cleaned::Refused(Cannot::InnerPicture));
    assert_eq!(
        document(&bytes).pictures.len(),
        1,
        "listed for somebody's eye"
    );
}

#[test]
fn a_workbook_within_a_document_is_searched_and_left_behind() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, id(77)).unwrap();
    let book = book.save_to_buffer().unwrap();
    let mut parts = super::unpacked(&docx(&paragraph(&run("甲")), &[]));
    parts.push(("word/embeddings/Sheet1.xlsx".to_owned(), book));
    let parts: Vec<(&str, Vec<u8>)> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    let bytes = container_of(&parts);
    let found = found(&document(&bytes));
    let within = |place: &String| place.starts_with("嵌入的文件 1 ");
    assert!(
        found
            .iter()
            .any(|(place, value)| within(place) && *value == masked(&id(77))),
        "{found:?}"
    );
    assert!(
        !super::unpacked(&copy(&bytes).bytes)
            .iter()
            .any(|(name, _)| name.contains("embeddings"))
    );
}

#[test]
fn a_number_with_a_digit_in_every_cell_is_found() {
    let digits: String = id(12)
        .chars()
        .map(|digit| format!("<w:tc>{}</w:tc>", paragraph(&run(&digit.to_string()))))
        .collect();
    let body = format!("<w:tbl><w:tr>{digits}</w:tr></w:tbl>");
    let found = found(&document(&docx(&body, &[])));
    assert!(
        found
            .iter()
            .any(|(place, value)| place.contains("分在几格里") && *value == masked(&id(12))),
        "{found:?}"
    );
}
