//! The parts of a document around its text: styles, header, footers, properties.

use chrono::SecondsFormat;

use super::pieces::{Run, Stand, escaped, face, paragraph, run};
use super::{Make, Numbering};
use crate::fonts::FontRole;
use crate::pdf::About;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

pub(super) fn part(root: &str, inner: &str) -> String {
    format!("{XML}<w:{root} {W}>{inner}</w:{root}>")
}

pub(super) fn content_types() -> String {
    let mut text = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (name, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("header1", "header"),
        ("footer1", "footer"),
        ("footer2", "footer"),
    ] {
        text.push_str(&format!(
            "<Override PartName=\"/word/{name}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
        ));
    }
    text.push_str(
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>",
    );
    text
}

pub(super) fn relations() -> (String, String) {
    let open = format!(
        "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = format!(
        "{open}<Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    );
    let mut document = open;
    for (number, (kind, target)) in (1..).zip([
        ("styles", "styles"),
        ("settings", "settings"),
        ("header", "header1"),
        ("footer", "footer1"),
        ("footer", "footer2"),
    ]) {
        document.push_str(&format!(
            "<Relationship Id=\"rId{number}\" Type=\"{office}/{kind}\" Target=\"{target}.xml\"/>"
        ));
    }
    document.push_str("</Relationships>");
    (package, document)
}

/// The default of everything: body type, no room between paragraphs, Chinese.
pub(super) fn styles(make: Make) -> String {
    let half = (make.text_pt * 2.0).round() as i64;
    let body = face(FontRole::Body);
    part(
        "styles",
        &format!(
            "<w:docDefaults><w:rPrDefault><w:rPr>\
             <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{body}\" w:cs=\"Times New Roman\"/>\
             <w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>\
             </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
             <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>"
        ),
    )
}

/// Odd and even pages differ only where numbers change sides.
pub(super) fn settings(make: Make) -> String {
    let sides = match make.numbers {
        Numbering::Dashed => "<w:evenAndOddHeaders/>",
        Numbering::OfAll | Numbering::None => "",
    };
    part(
        "settings",
        &format!("{sides}<w:characterSpacingControl w:val=\"compressPunctuation\"/>"),
    )
}

/// What stands in the head margin: the number in the register, and what a preview must say.
pub(super) fn header(head: &str, banner: &str) -> String {
    let small = Run::new(FontRole::Body, 12.0);
    let mut inner = paragraph(&run(head, small), Stand::default());
    if !banner.is_empty() {
        let red = Run {
            colour: Some("C71515"),
            ..Run::new(FontRole::Hei, 16.0)
        };
        let middle = Stand {
            align: "center",
            ..Stand::default()
        };
        inner = paragraph(&run(banner, red), middle) + &inner;
    }
    part("hdr", &inner)
}

/// Page numbers; `even` is for the left pages of a sheet.
pub(super) fn footer(make: Make, even: bool) -> String {
    let style = match make.numbers {
        Numbering::Dashed => Run::new(FontRole::Body, 14.0),
        Numbering::OfAll | Numbering::None => Run::new(FontRole::Body, 10.5),
    };
    let (runs, align) = match make.numbers {
        Numbering::OfAll => {
            let parts = [
                run("第 ", style),
                field("PAGE", style),
                run(" 页 共 ", style),
                field("NUMPAGES", style),
                run(" 页", style),
            ];
            (parts.concat(), "center")
        }
        Numbering::Dashed => {
            let parts = [run("— ", style), field("PAGE", style), run(" —", style)];
            (parts.concat(), if even { "left" } else { "right" })
        }
        Numbering::None => (String::new(), ""),
    };
    let stand = Stand {
        align,
        ..Stand::default()
    };
    part("ftr", &paragraph(&runs, stand))
}

fn field(name: &str, style: Run) -> String {
    format!(
        "<w:fldSimple w:instr=\" {name} \">{}</w:fldSimple>",
        run("1", style)
    )
}

/// Title, office and day; nobody's account, no program, no time of day.
pub(super) fn core(about: &About) -> String {
    let day = about
        .created
        .and_utc()
        .to_rfc3339_opts(SecondsFormat::Secs, true);
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{}</dc:creator><dc:language>zh-CN</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:modified></cp:coreProperties>",
        escaped(&about.title),
        escaped(&about.subject),
        escaped(&about.author),
    )
}
