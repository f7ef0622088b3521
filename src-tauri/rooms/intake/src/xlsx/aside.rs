//! The parts of a package that belong to no sheet: those that hold text are read so that it can be
//! searched, the others are named.

use std::io::BufReader;

use quick_xml::events::{BytesStart, Event};

use crate::elsewhere::Texts;
use crate::error::Fault;
use crate::package::Package;
use crate::xml::{text, value, walk};

/// Parts that are read, by the beginning of their path.
const READ: &[(&str, &str)] = &[
    ("xl/pivotcache/", "数据透视表缓存"),
    ("xl/pivottables/", "数据透视表"),
    ("xl/externallinks/", "外部链接的缓存"),
    ("xl/drawings/", "图形和文本框"),
    ("xl/diagrams/", "图形和文本框"),
    ("xl/charts/", "图表"),
    ("xl/chartsheets/", "图表工作表"),
    ("xl/dialogsheets/", "对话框"),
    ("xl/revisions/", "修订记录"),
    ("xl/persons/", "批注人"),
    ("xl/connections", "数据连接"),
    ("xl/querytables/", "数据连接"),
    ("xl/slicercaches/", "切片器"),
    ("xl/tables/", "表格样式区域"),
    ("customxml/", "自定义 XML"),
];

/// Parts that are not read.
const NOT_READ: &[(&str, &str)] = &[
    ("xl/media/", "图片"),
    ("docprops/thumbnail", "缩略图"),
    ("xl/embeddings/", "嵌入的文件"),
    ("xl/vbaproject", "宏"),
    ("xl/macrosheets/", "宏"),
    ("xl/ctrlprops/", "控件"),
    ("xl/activex/", "控件"),
    ("xl/model/", "数据模型"),
    ("xl/customdata/", "自定义数据"),
    ("xl/webextensions/", "加载项"),
];

/// Attributes in which people's texts stand.
const SPEAKING: &[&str] = &[
    "v",
    "name",
    "caption",
    "descr",
    "title",
    "displayName",
    "connection",
    "command",
    "sourceFile",
    "prompt",
    "promptTitle",
    "error",
    "errorTitle",
    "Target",
];

/// Gathers what the parts beside the sheets say and gives the names of those that were not read.
pub(crate) fn look(package: &mut Package<'_>, texts: &mut Texts) -> Result<Vec<String>, Fault> {
    let mut not_looked_at = Vec::new();
    for written in package.names().to_vec() {
        let name = written.to_ascii_lowercase();
        let label = |list: &[(&str, &'static str)]| {
            let found = list.iter().find(|(start, _)| name.starts_with(start));
            found.map(|(_, label)| *label)
        };
        if let Some(label) = label(NOT_READ) {
            not_looked_at.push(label.to_owned());
        } else if let Some(label) = label(READ) {
            let is_xml = [".xml", ".rels", ".vml"]
                .iter()
                .any(|end| name.ends_with(end));
            let read = is_xml && read(package, &written, label, texts)?;
            if !read {
                not_looked_at.push(label.to_owned());
            }
        }
    }
    not_looked_at.sort();
    not_looked_at.dedup();
    Ok(not_looked_at)
}

/// Whether a part could be read to its end: a broken one beside the sheets spoils no list, but it
/// is told.
fn read(
    package: &mut Package<'_>,
    name: &str,
    label: &str,
    texts: &mut Texts,
) -> Result<bool, Fault> {
    let Some(part) = package.part(name)? else {
        return Ok(false);
    };
    let walked = walk(BufReader::new(part), |event| match event {
        Event::Start(element) | Event::Empty(element) => note_attributes(label, element, texts),
        other => match text(other) {
            Some(text) => texts.add(label, &text),
            None => Ok(()),
        },
    });
    match walked {
        Ok(()) => Ok(true),
        Err(Fault::Damaged { .. } | Fault::Truncated { .. }) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// Gathers the attributes that people wrote or that hold a cached value.
pub(super) fn note_attributes(
    label: &str,
    element: &BytesStart<'_>,
    texts: &mut Texts,
) -> Result<(), Fault> {
    for attribute in element.attributes().with_checks(false).flatten() {
        if SPEAKING.contains(&attribute.key.local_name().as_ref()) {
            texts.add(label, &value(&attribute))?;
        }
    }
    Ok(())
}
