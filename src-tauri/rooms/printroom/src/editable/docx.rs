//! A paper as a document that WPS and LibreOffice edit; it refuses marks of a single copy: what is
//! edited is nobody's copy any more.

use super::package::pack;
use super::pieces::{Run, Stand, paragraph, run, twips};
use super::{Make, rows, styles};
use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::FontRole;
use crate::papers::headings;
use crate::papers::official::element_table;
use crate::papers::official_annex::annex_mark;
use crate::pdf::About;

/// Short elements stand behind their names, up to so many characters.
const RUN_IN: usize = 56;

/// Writes the blocks as a document; `banner` stands red above every page of what must not be posted.
///
/// # Errors
/// [`PrintError::Nothing`] without blocks, [`PrintError::Writing`].
pub fn write_docx(
    blocks: &[Block],
    make: Make,
    banner: &str,
    about: &About,
) -> Result<Vec<u8>, PrintError> {
    if blocks.is_empty() {
        return Err(PrintError::Nothing {
            what: "没有内容"
        });
    }
    let mut body = String::new();
    let mut head = String::new();
    let mut boxes = String::new();
    for block in blocks {
        if let Some(row) = boxed(block, make) {
            boxes.push_str(&row);
            continue;
        }
        close_boxes(&mut body, &mut boxes, make);
        if let Block::MarginHead(text) = block {
            head.clone_from(text);
        } else {
            body.push_str(&set(block, make));
        }
    }
    close_boxes(&mut body, &mut boxes, make);
    body.push_str(&section(make));
    let (package, document) = styles::relations();
    pack(&[
        ("[Content_Types].xml", styles::content_types()),
        ("_rels/.rels", package),
        ("word/_rels/document.xml.rels", document),
        (
            "word/document.xml",
            styles::part("document", &format!("<w:body>{body}</w:body>")),
        ),
        ("word/styles.xml", styles::styles(make)),
        ("word/settings.xml", styles::settings(make)),
        ("word/header1.xml", styles::header(&head, banner)),
        ("word/footer1.xml", styles::footer(make, false)),
        ("word/footer2.xml", styles::footer(make, true)),
        ("docProps/core.xml", styles::core(about)),
    ])
}

/// A block that is a row of a form.
fn boxed(block: &Block, make: Make) -> Option<String> {
    match block {
        Block::Fields(fields, high) => Some(rows::fields(fields, *high, make)),
        Block::Ticks(name, choices) => Some(rows::ticks(name, choices, make)),
        Block::Steps(steps) => Some(steps.iter().map(|step| rows::step(step, make)).collect()),
        _ => None,
    }
}

fn close_boxes(body: &mut String, boxes: &mut String, make: Make) {
    if !boxes.is_empty() {
        body.push_str(&rows::form(boxes, make));
        // Two tables that touch become one.
        body.push_str(&paragraph("", Stand::default()));
        boxes.clear();
    }
}

fn set(block: &Block, make: Make) -> String {
    let body = text_run(FontRole::Body, make);
    let line = Stand {
        line_pt: Some(make.line_pt),
        em_pt: make.text_pt,
        ..Stand::default()
    };
    let right = Stand {
        align: "right",
        ..line
    };
    let indented = Stand { first: 2, ..line };
    match block {
        Block::Title(text) => title(text, make),
        Block::Subtitle(text) => {
            let style = Run::new(FontRole::Hei, 14.0);
            paragraph(&run(text, style), centred(line))
        }
        Block::Ends(left, far) => ends(left, far, make),
        Block::Text(text, _) => text
            .split('\n')
            .filter(|text| !text.trim().is_empty())
            .map(|text| prose(text, make, indented))
            .collect(),
        Block::Addressee(text) | Block::Line(text) => paragraph(&run(text, body), line),
        Block::Hand(text) => {
            let above = Stand {
                above_pt: make.line_pt / 2.0,
                ..line
            };
            paragraph(&run(text, body), above)
        }
        Block::Heading(text) => {
            let style = text_run(FontRole::Hei, make);
            paragraph(&run(text, style), Stand { keep: true, ..line })
        }
        Block::Right(text) => paragraph(&run(text, body), right),
        Block::Note(text) => {
            paragraph(&run(text, Run::new(FontRole::Body, 10.5)), Stand::default())
        }
        Block::Elements(pairs) => elements(pairs, make, indented),
        Block::Attachments(text) | Block::Remark(text) => {
            let above = Stand {
                above_pt: make.line_pt,
                ..indented
            };
            paragraph(&run(text, body), above)
        }
        Block::List(list) => {
            let caption = match list.caption.as_str() {
                "" => String::new(),
                caption => paragraph(&run(caption, Run::new(FontRole::Hei, 14.0)), centred(line)),
            };
            caption + &rows::table(&list.table, make) + &paragraph("", Stand::default())
        }
        Block::Contact { label, text, blank } => match (text.is_empty(), blank) {
            (true, false) => String::new(),
            (true, true) => contact(&format!("{label}：＿＿＿＿＿＿＿＿＿＿＿＿")),
            (false, _) => contact(&format!("{label}：{text}")),
        },
        Block::Signature(office, dated) => signature(office, dated, make),
        Block::Imprint {
            copies_to,
            office,
            dated,
        } => imprint(copies_to, office, dated, make),
        Block::RedHead(text) => {
            let style = Run {
                colour: Some("C71515"),
                ..Run::new(FontRole::Title, 42.0)
            };
            let far = Stand {
                above_pt: 99.0,
                ..Stand::default()
            };
            paragraph(&run(text, style), centred(far))
        }
        Block::DocumentNo(text) => {
            let ruled = Stand {
                above_pt: 2.0 * make.line_pt,
                more: "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"C71515\"/></w:pBdr>",
                ..Stand::default()
            };
            paragraph(&run(text, body), centred(ruled)) + &paragraph("", line)
        }
        Block::Annex {
            number,
            title: said,
        } => {
            let new_page = Stand {
                more: "<w:pageBreakBefore/>",
                ..line
            };
            let mark = run(&annex_mark(*number), text_run(FontRole::Hei, make));
            paragraph(&mark, new_page) + &paragraph("", line) + &title(said, make)
        }
        Block::Tear(text) => {
            let grey = Run {
                colour: Some("595959"),
                ..Run::new(FontRole::Body, 10.5)
            };
            let dashed = Stand {
                above_pt: make.line_pt,
                more: "<w:pBdr><w:bottom w:val=\"dashed\" w:sz=\"4\" w:space=\"4\" w:color=\"595959\"/></w:pBdr>",
                ..Stand::default()
            };
            paragraph(&run(text, grey), centred(dashed))
        }
        Block::Gap => paragraph("", Stand::default()),
        // Boxes are set together; the margins are header and footer, and a copy's own foot is left
        // out: what is edited is no copy.
        Block::Fields(..)
        | Block::Ticks(..)
        | Block::Steps(_)
        | Block::MarginHead(_)
        | Block::MarginFoot(_) => String::new(),
    }
}

/// Body type, as close as the grid asks for.
const fn text_run(role: FontRole, make: Make) -> Run {
    Run {
        close: make.grid,
        ..Run::new(role, make.text_pt)
    }
}

const fn centred(stand: Stand) -> Stand {
    Stand {
        align: "center",
        ..stand
    }
}

fn title(text: &str, make: Make) -> String {
    let stand = Stand {
        line_pt: Some(make.title_pt * 1.5),
        keep: true,
        ..Stand::default()
    };
    let runs = run(text, Run::new(FontRole::Title, make.title_pt));
    paragraph(&runs, centred(stand)) + &paragraph("", Stand::default())
}

/// A paragraph whose heading has its face, as on the page.
fn prose(text: &str, make: Make, stand: Stand) -> String {
    let addressee = text.ends_with('：') && text.chars().count() <= 28;
    let stand = match addressee {
        true => Stand { first: 0, ..stand },
        false => stand,
    };
    let pieces = headings::pieces(text.trim()).into_iter();
    let runs: String = pieces
        .filter(|(_, text)| !text.is_empty())
        .map(|(role, text)| run(text, text_run(role, make)))
        .collect();
    paragraph(&runs, stand)
}

fn ends(left: &str, right: &str, make: Make) -> String {
    let style = Run::new(FontRole::Body, 12.0);
    let tab = twips(make.width_mm);
    let runs = format!(
        "{}<w:r><w:tab/></w:r>{}",
        run(left, style),
        run(right, style)
    );
    let properties = format!(
        "<w:pPr><w:tabs><w:tab w:val=\"right\" w:pos=\"{tab}\"/></w:tabs><w:spacing w:before=\"0\" w:after=\"60\"/></w:pPr>"
    );
    format!("<w:p>{properties}{runs}</w:p>")
}

fn elements(pairs: &[(String, String)], make: Make, stand: Stand) -> String {
    if pairs.iter().any(|(_, text)| text.chars().count() > RUN_IN) {
        return rows::table(&element_table(pairs), make) + &paragraph("", Stand::default());
    }
    let given = pairs.iter().filter(|(_, text)| !text.trim().is_empty());
    given
        .map(|(name, text)| {
            let label = run(&format!("{name}："), text_run(FontRole::Hei, make));
            let said = run(text.trim(), text_run(FontRole::Body, make));
            paragraph(&(label + &said), stand)
        })
        .collect()
}

fn contact(text: &str) -> String {
    let line = Stand {
        line_pt: Some(23.0),
        ..Stand::default()
    };
    paragraph(&run(text, Run::new(FontRole::Body, 14.0)), line)
}

/// Office over date at the right, room for the seal above (GB/T 9704-2012, 7.3.5).
fn signature(office: &str, dated: &str, make: Make) -> String {
    let body = Run::new(FontRole::Body, make.text_pt);
    let right = Stand {
        align: "right",
        right: 3,
        em_pt: make.text_pt,
        line_pt: Some(make.line_pt),
        keep: true,
        ..Stand::default()
    };
    let above = Stand {
        above_pt: 2.0 * make.line_pt,
        ..right
    };
    let day = Stand {
        right: 4,
        keep: false,
        ..right
    };
    paragraph(&run(office, body), above) + &paragraph(&run(dated, body), day)
}

/// 版记: a line above and below, the office at the left, the day at the right.
fn imprint(copies_to: &str, office: &str, dated: &str, make: Make) -> String {
    const ABOVE: &str =
        "<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"2\" w:color=\"000000\"/></w:pBdr>";
    let style = Run::new(FontRole::Body, 14.0);
    let mut all = String::new();
    if !copies_to.trim().is_empty() {
        let first = Stand {
            above_pt: make.line_pt,
            more: ABOVE,
            ..Stand::default()
        };
        let text = format!("　抄送：{}。", copies_to.trim_end_matches('。'));
        all.push_str(&paragraph(&run(&text, style), first));
    }
    let tab = twips(make.width_mm);
    let runs = format!(
        "{}<w:r><w:tab/></w:r>{}",
        run(&format!("　{office}"), style),
        run(&format!("{dated}　"), style)
    );
    all.push_str(&format!(
        "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"2\" w:color=\"000000\"/>\
         <w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"2\" w:color=\"000000\"/></w:pBdr>\
         <w:tabs><w:tab w:val=\"right\" w:pos=\"{tab}\"/></w:tabs></w:pPr>{runs}</w:p>"
    ));
    all
}

/// The page: its size, its margins, and the grid of official documents.
fn section(make: Make) -> String {
    let (wide, high) = make.paper_mm;
    let lying = if wide > high {
        " w:orient=\"landscape\""
    } else {
        ""
    };
    let right = wide - make.left_mm - make.width_mm;
    let bottom = high - make.top_mm - make.height_mm;
    let grid = match make.grid {
        // 22 lines in 225 mm; characters are set closer run by run, for programs read a grid of
        // characters each in its own way.
        true => "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>",
        false => "",
    };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:headerReference w:type=\"even\" r:id=\"rId3\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
         <w:pgSz w:w=\"{}\" w:h=\"{}\"{lying}/>\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>{grid}</w:sectPr>",
        twips(wide),
        twips(high),
        twips(make.top_mm),
        twips(right),
        twips(bottom),
        twips(make.left_mm),
        twips((make.top_mm - 12.0).max(8.0)),
        twips((bottom - 12.0).max(8.0)),
    )
}
