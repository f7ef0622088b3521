//! Document properties by their Chinese names, and the text of containers that have no reader of
//! their own here: slides, OpenDocument, OFD.

use super::generic::text_of;
use super::reading::Reading;
use super::{RemnantKind, Unit};
use crate::error::Fault;
use crate::package::{Package, Relation};
use crate::xml::{self, Element};

/// Elements of `docProps/` and of OpenDocument's `meta.xml`, with what they are called.
const NAMES: &[(&str, &str)] = &[
    ("title", "标题"),
    ("subject", "主题"),
    ("creator", "作者"),
    ("initial-creator", "作者"),
    ("lastModifiedBy", "最后保存者"),
    ("description", "备注"),
    ("keywords", "关键字"),
    ("keyword", "关键字"),
    ("category", "类别"),
    ("contentStatus", "内容状态"),
    ("Company", "单位"),
    ("Manager", "负责人"),
    ("HyperlinkBase", "链接的起点"),
    ("Template", "模板"),
    ("TitlesOfParts", "部分的名称"),
];

/// Properties that say nothing: which program wrote the file, how many words it has.
const EMPTY: &[&str] = &[
    "Application",
    "AppVersion",
    "TotalTime",
    "Pages",
    "Words",
    "Characters",
    "Lines",
    "Paragraphs",
    "CharactersWithSpaces",
    "DocSecurity",
    "ScaleCrop",
    "LinksUpToDate",
    "SharedDoc",
    "HyperlinksChanged",
    "HeadingPairs",
    "Slides",
    "Notes",
    "HiddenSlides",
    "MMClips",
    "PresentationFormat",
    "revision",
    "version",
];

/// Reads `docProps/`.
fn read_properties(package: &mut Package<'_>, reading: &mut Reading<'_>) -> Result<(), Fault> {
    for name in package.names().to_vec() {
        let lower = name.to_ascii_lowercase();
        if !lower.starts_with("docprops/") {
            continue;
        }
        if !lower.ends_with(".xml") {
            // A small picture of the first page as it was when somebody saved it.
            if let Some(bytes) = package.read(&name)? {
                reading.remnant(RemnantKind::Properties, 1);
                reading.picture("文件的缩略图", &bytes);
            }
            continue;
        }
        if let Some(root) = package.tree(&name)? {
            put_properties(&root, reading)?;
        }
    }
    Ok(())
}

/// The properties of one part.
pub(super) fn put_properties(root: &Element, reading: &mut Reading<'_>) -> Result<(), Fault> {
    for property in root.elements() {
        let own = property.local();
        let text = text_of(property);
        if EMPTY.contains(&own) || text.trim().is_empty() {
            continue;
        }
        let known = NAMES.iter().find(|(name, _)| *name == own);
        let name = match known {
            Some((_, name)) => (*name).to_owned(),
            // 自定义: the name was given by somebody too.
            None => property.attribute("name").unwrap_or("其他").to_owned(),
        };
        reading.remnant(RemnantKind::Properties, 1);
        reading.passage(&format!("文档属性“{name}”"), Unit::Whole, true, text.trim())?;
    }
    Ok(())
}

/// Where the parts of a file point to outside of it.
fn read_links(package: &mut Package<'_>, reading: &mut Reading<'_>) -> Result<(), Fault> {
    let names: Vec<String> = package.names().to_vec();
    for name in names.iter().filter(|name| name.ends_with(".rels")) {
        let part = name.replace("_rels/", "");
        let part = part.strip_suffix(".rels").unwrap_or(&part).to_owned();
        for Relation {
            target, external, ..
        } in package.relations(&part)?
        {
            if external {
                reading.remnant(RemnantKind::ExternalLinks, 1);
                reading.passage("链接的地址", Unit::Whole, true, &target)?;
            }
        }
    }
    Ok(())
}

/// Reads a container part by part: slides, OpenDocument, OFD.
pub(super) fn read_generic(bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), Fault> {
    let mut package = Package::open(bytes, reading.limits)?;
    let own = |name: &str, bytes: &[u8], reading: &mut Reading<'_>| match name.ends_with(".xml") {
        true => read_part(name, bytes, reading).map(|()| true),
        false => Ok(false),
    };
    let left = |name: &str| name.ends_with(".bin").then_some("二进制部件");
    read_parts(&mut package, reading, own, left)
}

/// Reads the properties, the links and every part of a container, by its name in small letters:
/// first `own` may take it; then pictures, files within the file and macros are known everywhere;
/// of the rest `left` says what was not read.
pub(super) fn read_parts(
    package: &mut Package<'_>,
    reading: &mut Reading<'_>,
    mut own: impl FnMut(&str, &[u8], &mut Reading<'_>) -> Result<bool, Fault>,
    left: impl Fn(&str) -> Option<&'static str>,
) -> Result<(), Fault> {
    read_properties(package, reading)?;
    read_links(package, reading)?;
    let mut embedded = 0;
    for name in package.names().to_vec() {
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("docprops/") || lower.ends_with(".rels") || lower.ends_with('/') {
            continue;
        }
        let Some(bytes) = package.read(&name)? else {
            continue;
        };
        let within = |folder| lower.contains(folder);
        if own(&lower, &bytes, reading)? {
            continue;
        }
        if is_picture(&lower) {
            let place = format!("图片 {}", reading.pictures() + 1);
            reading.picture(&place, &bytes);
        } else if lower.ends_with("vbaproject.bin") {
            reading.remnant(RemnantKind::Macros, 1);
            reading.unread("宏");
        } else if ["embeddings/", "attachs/", "afchunk"]
            .into_iter()
            .any(within)
        {
            embedded += 1;
            reading.embedded(embedded, &bytes)?;
        } else if let Some(what) = left(&lower) {
            reading.unread(what);
        }
    }
    Ok(())
}

fn read_part(name: &str, bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), Fault> {
    const PLACES: &[(&str, &str, bool)] = &[
        ("ppt/slides/slide", "幻灯片", false),
        ("ppt/notesslides/", "幻灯片的备注", true),
        ("ppt/comments", "批注", true),
        ("ppt/slidelayouts/", "版式", true),
        ("ppt/slidemasters/", "母版", true),
        ("ppt/charts/", "图表", false),
        ("ppt/diagrams/", "图形", false),
        ("content.xml", "正文", false),
        ("styles.xml", "页眉页脚", true),
        ("customxml/", "自定义数据", true),
    ];
    const SKIPPED: &[&str] = &[
        "[content_types].xml",
        "ppt/theme/",
        "ppt/tablestyles",
        "ppt/viewprops",
        "ppt/presprops",
        "meta-inf/",
        "settings.xml",
        "manifest.rdf",
    ];
    if SKIPPED.iter().any(|start| name.starts_with(start)) {
        return Ok(());
    }
    let root = xml::parse(bytes)?;
    if name == "meta.xml" || name == "ofd.xml" {
        let mut put = Ok(());
        root.each(&mut |element| {
            let is_properties = matches!(element.local(), "meta" | "DocInfo");
            if is_properties && put.is_ok() {
                put = put_properties(element, reading);
            }
        });
        return put;
    }
    if name.starts_with("ppt/comments") {
        reading.remnant(RemnantKind::Comments, 1);
    }
    let known = PLACES.iter().find(|(start, _, _)| name.starts_with(start));
    let (place, unseen) = known.map_or(("内容", false), |(_, place, unseen)| (*place, *unseen));
    let hidden = root.attribute("show") == Some("0");
    let number: String = name.chars().filter(char::is_ascii_digit).collect();
    let place = match number.is_empty() || !name.starts_with("ppt/") {
        true => place.to_owned(),
        false => format!("{place} {number} "),
    };
    reading.passage(&place, Unit::Line, unseen || hidden, &text_of(&root))
}

/// Whether a part is a picture, by its ending.
fn is_picture(lower: &str) -> bool {
    const ENDINGS: &[&str] = &[
        ".png", ".jpg", ".jpeg", ".jpe", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".emf", ".wmf",
        ".svg", ".ico", ".jb2", ".heic", ".wdp",
    ];
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
}
