//! `.docx`: the text of every part of it — body, headers, notes, boxes, comments, what was deleted
//! and what is formatted as hidden — and its tables, merged cells filled in.

use std::collections::BTreeSet;

use super::generic::text_of;
use super::properties::read_parts;
use super::reading::Reading;
use super::{RemnantKind, Unit, words_tables};
use crate::error::Fault;
use crate::package::Package;
use crate::xml::{self, Element, Node, is_on};

/// Marks of a change whose inside is the old formatting, no text.
pub(crate) const CHANGED_FORMATS: &[&str] = &[
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "tblGridChange",
    "tblPrExChange",
    "numberingChange",
    "cellIns",
    "cellDel",
    "cellMerge",
];

/// Reads a document.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), Fault> {
    let mut package = Package::open(bytes, reading.limits)?;
    let styles = match package.tree("word/styles.xml")? {
        Some(root) => hidden_styles(&root),
        None => BTreeSet::new(),
    };
    let own = |name: &str, bytes: &[u8], reading: &mut Reading<'_>| {
        let is_text = name.ends_with(".xml");
        if is_text && name != "[content_types].xml" {
            read_part(name, &xml::parse(bytes)?, &styles, reading)?;
        }
        Ok(is_text)
    };
    let known = |name: &str| name.contains("fonts/") || name.contains("printersettings");
    let left = |name: &str| (!known(name)).then_some("认不出的部件");
    read_parts(&mut package, reading, own, left)
}

fn read_part(
    name: &str,
    root: &Element,
    styles: &BTreeSet<String>,
    reading: &mut Reading<'_>,
) -> Result<(), Fault> {
    let place = match root.local() {
        "document" => "正文",
        "hdr" => "页眉",
        "ftr" => "页脚",
        "footnotes" => "脚注",
        "endnotes" => "尾注",
        "glossaryDocument" => "文档部件",
        "comments" => "批注",
        "styles" | "numbering" | "theme" | "fonts" | "webSettings" => return Ok(()),
        "settings" => return read_settings(root, reading),
        _ => return read_other(name, root, reading),
    };
    let unseen = matches!(root.local(), "comments" | "glossaryDocument");
    if root.local() == "comments" {
        let count = root.count(&["comment"]);
        reading.remnant(RemnantKind::Comments, number(count));
    }
    let mut texts = Texts::new(styles);
    texts.walk(root, At::default());
    reading.passage(place, Unit::Paragraph, unseen, &texts.shown)?;
    reading.passage(
        &format!("{place}的文本框"),
        Unit::Paragraph,
        unseen,
        &texts.boxes,
    )?;
    reading.passage(
        &format!("{place}里删去的文字"),
        Unit::Paragraph,
        true,
        &texts.deleted,
    )?;
    reading.passage(
        &format!("{place}里的隐藏文字"),
        Unit::Paragraph,
        true,
        &texts.hidden,
    )?;
    reading.passage(
        &format!("{place}的域代码"),
        Unit::Paragraph,
        true,
        &texts.codes,
    )?;
    reading.passage(
        &format!("{place}的图片说明"),
        Unit::Paragraph,
        true,
        &texts.names,
    )?;
    reading.passage(
        &format!("{place}的修订者"),
        Unit::Paragraph,
        true,
        &authors(root),
    )?;
    reading.remnant(RemnantKind::Changes, number(texts.changes));
    reading.remnant(RemnantKind::HiddenText, number(texts.hidden_runs));
    reading.remnant(RemnantKind::Fields, number(texts.fields));
    reading.remnant(RemnantKind::PictureNames, number(texts.named_pictures));
    let mut tables = Vec::new();
    root.each(&mut |element| {
        if element.local() == "tbl" {
            tables.push(words_tables::rows_of(element, styles));
        }
    });
    tables.into_iter().try_for_each(|rows| reading.table(rows))
}

/// Document variables and where the template lies.
fn read_settings(root: &Element, reading: &mut Reading<'_>) -> Result<(), Fault> {
    let mut values = String::new();
    root.each(&mut |element| {
        if element.local() == "docVar" {
            for name in ["name", "val"] {
                values.push_str(element.attribute(name).unwrap_or_default());
                values.push('\n');
            }
        }
    });
    reading.remnant(RemnantKind::Extras, number(root.count(&["docVar"])));
    reading.passage("文档变量", Unit::Line, true, &values)
}

fn read_other(name: &str, root: &Element, reading: &mut Reading<'_>) -> Result<(), Fault> {
    let (place, unseen) = if name.contains("charts/") {
        ("图表", false)
    } else if name.contains("diagrams/") || name.contains("drawings/") {
        ("图形", false)
    } else {
        reading.remnant(RemnantKind::Extras, 1);
        let place = match root.local() {
            "people" | "commentsEx" | "commentsIds" => "批注者",
            _ => "自定义数据",
        };
        (place, true)
    };
    reading.passage(place, Unit::Line, unseen, &text_of(root))
}

/// Who changed something: the name stands on every mark.
fn authors(root: &Element) -> String {
    let mut names = BTreeSet::new();
    root.each(&mut |element| {
        names.extend(element.attribute("author").map(str::to_owned));
    });
    names.into_iter().collect::<Vec<_>>().join("\n")
}

/// Where the walk stands.
#[derive(Clone, Copy, Default)]
struct At<'a> {
    deleted: bool,
    hidden: bool,
    boxed: bool,
    style: Option<&'a str>,
}

struct Texts<'s> {
    styles: &'s BTreeSet<String>,
    shown: String,
    boxes: String,
    deleted: String,
    hidden: String,
    codes: String,
    names: String,
    changes: usize,
    hidden_runs: usize,
    fields: usize,
    named_pictures: usize,
}

impl<'s> Texts<'s> {
    fn new(styles: &'s BTreeSet<String>) -> Self {
        Self {
            styles,
            shown: String::new(),
            boxes: String::new(),
            deleted: String::new(),
            hidden: String::new(),
            codes: String::new(),
            names: String::new(),
            changes: 0,
            hidden_runs: 0,
            fields: 0,
            named_pictures: 0,
        }
    }

    fn walk<'a>(&mut self, element: &'a Element, mut at: At<'a>) {
        match element.local() {
            "p" => {
                let properties = element.child("pPr");
                let style = properties.and_then(|pr| pr.child("pStyle"));
                at.style = style.and_then(|style| style.attribute("val"));
            }
            "r" => {
                at.hidden = at.hidden || is_hidden(element, at.style, self.styles);
                self.hidden_runs += usize::from(at.hidden);
            }
            "ins" | "moveTo" => self.changes += 1,
            "del" | "moveFrom" => {
                self.changes += 1;
                at.deleted = true;
            }
            "txbxContent" => at.boxed = true,
            "fldSimple" => {
                let code = element.attribute("instr").unwrap_or_default();
                self.fields += usize::from(!counts_pages(code));
                self.code(code);
            }
            "bookmarkStart" => {
                self.fields += usize::from(element.attribute("name") != Some("_GoBack"));
            }
            "sdtPr" => return self.control(element),
            "docPr" | "cNvPr" | "shape" | "imagedata" => self.picture_names(element),
            changed if CHANGED_FORMATS.contains(&changed) => {
                self.changes += 1;
                return;
            }
            _ => {}
        }
        for child in &element.children {
            match child {
                Node::Element(inner) => self.walk(inner, at),
                Node::Text(text) => self.text(element.local(), text, at),
            }
        }
        match element.local() {
            "tab" => self.put("\t", at),
            // Within a paragraph, so it does not count as one.
            "br" | "cr" => self.put("\r", at),
            "noBreakHyphen" => self.put("-", at),
            "p" => self.end_paragraph(at),
            _ => {}
        }
    }

    fn text(&mut self, holder: &str, text: &str, at: At<'_>) {
        match holder {
            "t" => self.put(text, at),
            "delText" => self.put(
                text,
                At {
                    deleted: true,
                    ..at
                },
            ),
            "instrText" | "delInstrText" => {
                self.fields += usize::from(!counts_pages(text));
                self.code(text);
            }
            _ => {}
        }
    }

    fn put(&mut self, text: &str, at: At<'_>) {
        if at.deleted {
            self.deleted.push_str(text);
        } else if at.hidden {
            self.hidden.push_str(text);
        } else if at.boxed {
            self.boxes.push_str(text);
        } else {
            self.shown.push_str(text);
        }
    }

    fn end_paragraph(&mut self, at: At<'_>) {
        let shown = if at.boxed {
            &mut self.boxes
        } else {
            &mut self.shown
        };
        shown.push('\n');
        for text in [&mut self.deleted, &mut self.hidden] {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }

    fn code(&mut self, text: &str) {
        self.codes.push_str(text);
        self.codes.push('\n');
    }

    /// A content control: its list, its binding, its label.
    fn control(&mut self, element: &Element) {
        self.fields += 1;
        self.code(&text_of(element));
    }

    fn picture_names(&mut self, element: &Element) {
        for name in ["descr", "title", "alt", "name", "href"] {
            let text = element.attribute(name).unwrap_or_default();
            let plain = name == "name" && is_plain_name(text);
            let told = !plain && !text.is_empty();
            if told {
                self.named_pictures += 1;
                self.names.push_str(text);
                self.names.push('\n');
            }
        }
    }
}

/// Whether a field's code only counts pages; a page must reckon it anew.
pub(crate) fn counts_pages(code: &str) -> bool {
    const COUNTING: &[&str] = &["PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"];
    let first = code.split_whitespace().next().unwrap_or_default();
    COUNTING.contains(&first.to_ascii_uppercase().as_str())
}

/// `图片 3`, `Picture 1`, `文本框 2`: given by the program, not by a person.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let head = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    const PLAIN: &[&str] = &[
        "",
        "图片",
        "图像",
        "图形",
        "图表",
        "文本框",
        "对象",
        "形状",
        "矩形",
        "直线",
        "Picture",
        "Image",
        "Shape",
        "Text Box",
        "TextBox",
        "Object",
        "Chart",
        "Rectangle",
        "Graphic",
        "Line",
        "Group",
        "组合",
        "表格",
        "Table",
    ];
    PLAIN.contains(&head)
}

/// Ids of the styles whose text is hidden, those based on them among them.
pub(crate) fn hidden_styles(styles: &Element) -> BTreeSet<String> {
    let mut hidden = BTreeSet::new();
    // A chain of styles is short; what is based on a hidden one comes after it in some round.
    for _ in 0..10 {
        for style in styles.elements().filter(|style| style.local() == "style") {
            let own = style.child("rPr").and_then(|pr| pr.child("vanish"));
            let based = style.child("basedOn").and_then(|on| on.attribute("val"));
            let is = match own {
                Some(vanish) => is_on(vanish.attribute("val")),
                None => based.is_some_and(|on| hidden.contains(on)),
            };
            if let (true, Some(id)) = (is, style.attribute("styleId")) {
                hidden.insert(id.to_owned());
            }
        }
    }
    hidden
}

/// Whether the text of a run is not shown.
pub(crate) fn is_hidden(
    run: &Element,
    paragraph_style: Option<&str>,
    styles: &BTreeSet<String>,
) -> bool {
    let properties = run.child("rPr");
    if let Some(vanish) = properties.and_then(|pr| pr.child("vanish")) {
        return is_on(vanish.attribute("val"));
    }
    let own = properties.and_then(|pr| pr.child("rStyle"));
    let own = own.and_then(|style| style.attribute("val"));
    [own, paragraph_style]
        .into_iter()
        .flatten()
        .any(|style| styles.contains(style))
}

/// What a cell shows.
pub(super) fn shown_in(cell: &Element, styles: &BTreeSet<String>) -> String {
    let mut texts = Texts::new(styles);
    texts.walk(cell, At::default());
    texts.shown.trim().replace('\r', "\n")
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
