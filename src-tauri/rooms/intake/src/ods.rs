//! OpenDocument spreadsheets (ISO/IEC 26300), packed or as one flat XML file.
//!
//! They are read here and not by calamine, which lays every sheet out as a full rectangle, refuses
//! indented files and knows nothing of hidden rows, comments and merged areas.

mod cell;
mod content;
mod table;

use std::io::{BufRead, BufReader};

use quick_xml::events::Event;

use crate::elsewhere::Texts;
use crate::error::Fault;
use crate::gather::{Message, Sink};
use crate::limits::Limits;
use crate::package::Package;
use crate::raw::{Format, Property};
use crate::xml::{attribute, text, walk};

use content::Content;

/// Parts that are not read, by the beginning of their path.
const NOT_READ: &[(&str, &str)] = &[
    ("pictures/", "图片"),
    ("media/", "图片"),
    ("thumbnails/", "缩略图"),
    ("object ", "嵌入的文件"),
    ("objectreplacements/", "嵌入的文件"),
    ("basic/", "宏"),
    ("scripts/", "宏"),
    ("dialogs/", "对话框"),
    ("forms/", "控件"),
    ("versions/", "旧版本"),
    ("versionlist.xml", "旧版本"),
    ("database/", "数据连接"),
];

/// Reads a package into the sink.
pub(crate) fn read(bytes: &[u8], limits: &Limits, sink: &mut dyn Sink) -> Result<(), Fault> {
    let mut package = Package::open(bytes, limits)?;
    if is_encrypted(&package.read_text("META-INF/manifest.xml")?) {
        return Err(Fault::Encrypted);
    }
    let mut not_looked_at: Vec<String> = Vec::new();
    for name in package.names() {
        let name = name.to_ascii_lowercase();
        let label = NOT_READ.iter().find(|(start, _)| name.starts_with(start));
        not_looked_at.extend(label.map(|(_, label)| (*label).to_owned()));
    }
    let mut texts = Texts::new(limits);
    page_texts(&package.read_text("styles.xml")?, &mut texts)?;
    let properties = properties(&package.read_text("meta.xml")?);
    let Some(part) = package.part("content.xml")? else {
        return Err(Fault::Damaged {
            detail: "content.xml is missing".to_owned(),
        });
    };
    let part = BufReader::with_capacity(1 << 16, part);
    let found = sheets(part, limits, sink, &mut texts)?;
    not_looked_at.extend(found);
    end(properties, not_looked_at, texts, sink)
}

/// Reads a flat document into the sink.
pub(crate) fn read_flat(text: &str, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Fault> {
    let mut texts = Texts::new(limits);
    page_texts(text.as_bytes(), &mut texts)?;
    let not_looked_at = sheets(text.as_bytes(), limits, sink, &mut texts)?;
    end(properties(text.as_bytes()), not_looked_at, texts, sink)
}

fn sheets(
    content: impl BufRead,
    limits: &Limits,
    sink: &mut dyn Sink,
    texts: &mut Texts,
) -> Result<Vec<String>, Fault> {
    let mut reading = Content::new(limits, sink, texts);
    walk(content, |event| reading.take(event))?;
    reading.finish()
}

fn end(
    properties: Vec<Property>,
    mut not_looked_at: Vec<String>,
    texts: Texts,
    sink: &mut dyn Sink,
) -> Result<(), Fault> {
    not_looked_at.sort();
    not_looked_at.dedup();
    sink.take(Message::Elsewhere(texts.done()))?;
    sink.take(Message::End {
        format: Format::Ods,
        properties,
        not_looked_at,
    })
}

/// Whether the manifest says how to decrypt a part (ODF 1.2 part 3, 4.8.4).
fn is_encrypted(manifest: &[u8]) -> bool {
    const MARK: &[u8] = b"encryption-data";
    memchr::memmem::find(manifest, MARK).is_some()
}

/// The texts above and below the pages.
fn page_texts(styles: &[u8], texts: &mut Texts) -> Result<(), Fault> {
    let mut within = 0_usize;
    walk(styles, |event| {
        let is_page_text = |name: &str| name.starts_with("header") || name.starts_with("footer");
        match event {
            Event::Start(element) => {
                let name = element.local_name();
                if within > 0 || is_page_text(name.as_ref()) && !name.as_ref().ends_with("style") {
                    within += 1;
                }
            }
            Event::End(_) => within = within.saturating_sub(1),
            other if within > 0 => {
                if let Some(text) = text(other) {
                    texts.add("页眉页脚", &text)?;
                }
            }
            _ => {}
        }
        Ok(())
    })
}

/// What people wrote about the document; a broken list of properties has none.
fn properties(meta: &[u8]) -> Vec<Property> {
    let mut found: Vec<Property> = Vec::new();
    let mut name: Option<String> = None;
    let mut said = String::new();
    let _ = walk(meta, |event| {
        match event {
            Event::Start(element) => {
                said.clear();
                name = match element.local_name().as_ref() {
                    "title" => Some("标题".to_owned()),
                    "subject" => Some("主题".to_owned()),
                    "initial-creator" => Some("作者".to_owned()),
                    "creator" => Some("最后保存者".to_owned()),
                    "description" => Some("备注".to_owned()),
                    "keyword" => Some("关键字".to_owned()),
                    "user-defined" => attribute(element, "name"),
                    // The flat form has its properties first.
                    "body" => {
                        return Err(Fault::Stopped);
                    }
                    _ => None,
                };
            }
            Event::End(_) => {
                let text = std::mem::take(&mut said);
                if let Some(name) = name.take().filter(|_| !text.trim().is_empty()) {
                    found.push(Property { name, text });
                }
            }
            other => {
                if let Some(text) = text(other).filter(|_| name.is_some()) {
                    said.push_str(&text);
                }
            }
        }
        Ok(())
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gather::Assembler;
    use crate::raw::{CellKind, Workbook};

    fn flat(styles: &str, body: &str) -> Result<Workbook, Fault> {
        let mut assembler = Assembler::new(Limits::default());
        let text = format!(
            "<office:document><office:meta><dc:creator>周禾生</dc:creator></office:meta>\
             <office:automatic-styles>{styles}</office:automatic-styles>\
             <office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>\
             </office:document>"
        );
        read_flat(&text, &Limits::default(), &mut assembler)?;
        Ok(assembler.finish().unwrap())
    }

    #[test]
    fn cells_repeat_merge_and_keep_their_kind() {
        let book = flat(
            "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/>\
             </style:style>",
            "<table:table table:name=\"名单\" table:style-name=\"ta2\">\
             <table:table-column table:number-columns-repeated=\"2\"/>\
             <table:table-column table:visibility=\"collapse\"/>
             <table:table-row table:number-rows-repeated=\"3\" table:visibility=\"filter\">
               <table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\">
                 <office:annotation><dc:creator>甲</dc:creator><text:p>批<text:s/>注</text:p>
                 </office:annotation><text:p>上坪<text:span>村</text:span></text:p>
                 <text:p>一组</text:p></table:table-cell>
               <table:covered-table-cell/>
               <table:table-cell office:value-type=\"float\" office:value=\"630.50\"
                 table:number-columns-repeated=\"2\"><text:p>630.50</text:p></table:table-cell>
             </table:table-row>
             <table:table-row><table:table-cell office:value-type=\"date\"
               office:date-value=\"2019-09-05T00:00:00\"><text:p>9月5日</text:p></table:table-cell>
             </table:table-row>
             <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell
               table:number-columns-repeated=\"16384\"/></table:table-row></table:table>",
        )
        .unwrap();
        let sheet = &book.sheets[0];
        assert!(sheet.hidden && sheet.rows.len() == 4);
        assert_eq!(sheet.rows[0].text(1), "上坪村\n一组");
        let cell = sheet.rows[2].cell(4).unwrap();
        assert_eq!((cell.text, cell.kind), ("630.5", CellKind::Number));
        assert_eq!(sheet.rows[3].text(1), "2019-09-05");
        assert_eq!(sheet.hidden_rows, [1, 2, 3]);
        assert_eq!(sheet.hidden_columns, [(3, 3)]);
        assert_eq!(sheet.comments[0].text, "批 注");
        assert_eq!((sheet.merged[0].left, sheet.merged[0].right), (1, 2));
        assert_eq!(book.properties[0].text, "周禾生");
    }

    #[test]
    fn what_repeats_without_end_is_too_big() {
        let fault = flat(
            "",
            "<table:table table:name=\"名单\"><table:table-row \
             table:number-rows-repeated=\"1000000\"><table:table-cell \
             table:number-columns-repeated=\"16384\"><text:p>上坪村</text:p></table:table-cell>\
             </table:table-row></table:table>",
        )
        .unwrap_err();
        assert_eq!(fault.code(), "too-big");
    }

    #[test]
    fn links_changes_and_drawings_are_texts_elsewhere() {
        let book = flat(
            "",
            "<table:tracked-changes><table:previous><table:change-track-table-cell>\
             <text:p>13800138000</text:p></table:change-track-table-cell></table:previous>\
             </table:tracked-changes>\
             <table:table table:name=\"名单\"><table:shapes><draw:frame><draw:image/>\
             <draw:text-box><text:p>框里</text:p></draw:text-box></draw:frame></table:shapes>\
             <table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell>\
             </table:table-row></table:table>\
             <table:table table:name=\"'file:///甲.ods'#$名单\"><table:table-row><table:table-cell>\
             <text:p>缓存</text:p></table:table-cell></table:table-row></table:table>\
             <table:named-expressions><table:named-range table:name=\"区域\"/>\
             </table:named-expressions>",
        )
        .unwrap();
        assert_eq!(book.sheets.len(), 1);
        let all: Vec<&str> = book.elsewhere.iter().map(|one| one.text.as_str()).collect();
        for wanted in ["13800138000", "框里", "缓存", "区域"] {
            assert!(
                all.iter().any(|text| text.contains(wanted)),
                "{wanted}: {all:?}"
            );
        }
        assert_eq!(book.not_looked_at, ["图片"]);
    }
}
