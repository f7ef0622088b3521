//! The rewriting of one part of a `.docx`: tracked changes are taken as they show, hidden text,
//! comments, field codes, bindings and the names of pictures go.

use std::collections::BTreeSet;

use super::fields::Following;
use super::{Cannot, Ended};
use crate::document::{CHANGED_FORMATS, counts_pages, is_hidden};
use crate::xml::{Element, Node};

/// Elements that go with all that is in them.
const GONE: &[&str] = &[
    "annotationRef",
    "bookmarkEnd",
    "bookmarkStart",
    "commentRangeEnd",
    "commentRangeStart",
    "commentReference",
    "control",
    "customXmlDelRangeEnd",
    "customXmlDelRangeStart",
    "customXmlInsRangeEnd",
    "customXmlInsRangeStart",
    "customXmlMoveFromRangeEnd",
    "customXmlMoveFromRangeStart",
    "customXmlMoveToRangeEnd",
    "customXmlMoveToRangeStart",
    "customXmlPr",
    "dataBinding",
    "del",
    "delInstrText",
    "delText",
    "extLst",
    "ffData",
    "fldData",
    "hlinkClick",
    "hlinkHover",
    "lastRenderedPageBreak",
    "moveFrom",
    "moveFromRangeEnd",
    "moveFromRangeStart",
    "moveToRangeEnd",
    "moveToRangeStart",
    "OLEObject",
    "permEnd",
    "permStart",
    "printerSettings",
    "proofErr",
    "sdtEndPr",
    "sdtPr",
    "smartTagPr",
];

/// Elements that go and leave what is in them.
const OPENED: &[&str] = &[
    "customXml",
    "hyperlink",
    "ins",
    "moveTo",
    "sdt",
    "sdtContent",
    "smartTag",
];

/// What is put in from elsewhere and cannot be judged.
const FOREIGN: &[&str] = &["altChunk", "subDoc", "relIds", "contentPart", "webVideoPr"];

/// A part that is being rewritten.
pub(super) struct Rewriting<'a> {
    styles: &'a BTreeSet<String>,
    fields: Following,
}

impl<'a> Rewriting<'a> {
    /// The part without what nobody sees.
    pub(super) fn of(root: &Element, styles: &'a BTreeSet<String>) -> Result<Element, Ended> {
        let mut rewriting = Self {
            styles,
            fields: Following::new(root),
        };
        let mut written = rewriting.element(root, None)?;
        match written.pop() {
            Some(Node::Element(root)) => Ok(root),
            Some(Node::Text(_)) | None => Err(Cannot::Foreign.into()),
        }
    }

    fn element(&mut self, old: &Element, style: Option<&str>) -> Result<Vec<Node>, Ended> {
        let local = old.local();
        if GONE.contains(&local) || CHANGED_FORMATS.contains(&local) {
            self.pass_over(old);
            return Ok(Vec::new());
        }
        if FOREIGN.contains(&local) {
            return Err(Cannot::Foreign.into());
        }
        if OPENED.contains(&local) {
            return self.children(old, style);
        }
        match local {
            "p" => {
                let own = old.child("pPr").and_then(|pr| pr.child("pStyle"));
                let own = own.and_then(|style| style.attribute("val"));
                self.kept(old, own)
            }
            "r" => self.run(old, style),
            "tr" if row_is_deleted(old) => {
                self.pass_over(old);
                Ok(Vec::new())
            }
            "tc" if cell_is_changed(old) => Err(Cannot::Foreign.into()),
            "fldSimple" => {
                let code = old.attribute("instr").unwrap_or_default();
                if counts_pages(code) {
                    self.kept(old, style)
                } else {
                    self.children(old, style)
                }
            }
            "fldChar" => Ok(if self.fields.mark(old) {
                self.bare(old)
            } else {
                Vec::new()
            }),
            "instrText" => Ok(if self.fields.code_stays() {
                vec![Node::Element(old.clone())]
            } else {
                Vec::new()
            }),
            "blip" if old.attribute("embed").is_none() && old.attribute("link").is_some() => {
                Err(Cannot::Foreign.into())
            }
            _ => self.kept(old, style),
        }
    }

    /// Fields that begin or end inside of what goes are still counted.
    fn pass_over(&mut self, old: &Element) {
        if old.local() == "fldChar" {
            self.fields.mark(old);
        }
        for inner in old.elements() {
            self.pass_over(inner);
        }
    }

    fn children(&mut self, old: &Element, style: Option<&str>) -> Result<Vec<Node>, Ended> {
        let mut nodes = Vec::new();
        for child in &old.children {
            match child {
                Node::Element(inner) => nodes.extend(self.element(inner, style)?),
                Node::Text(text) => nodes.push(Node::Text(text.clone())),
            }
        }
        Ok(nodes)
    }

    fn kept(&mut self, old: &Element, style: Option<&str>) -> Result<Vec<Node>, Ended> {
        let mut element = Element {
            name: old.name.clone(),
            attributes: old.attributes.clone(),
            children: self.children(old, style)?,
        };
        forget(&mut element);
        Ok(vec![Node::Element(element)])
    }

    fn bare(&self, old: &Element) -> Vec<Node> {
        let mut element = Element {
            name: old.name.clone(),
            attributes: old.attributes.clone(),
            children: Vec::new(),
        };
        forget(&mut element);
        vec![Node::Element(element)]
    }

    /// A run: gone where it is hidden, where it belongs to a code, where nothing is left in it.
    fn run(&mut self, old: &Element, style: Option<&str>) -> Result<Vec<Node>, Ended> {
        let unseen = is_hidden(old, style, self.styles);
        let in_code = self.fields.in_code() && !self.fields.code_stays();
        let marks = old.elements().any(|inner| inner.local() == "fldChar");
        if unseen || (in_code && !marks) {
            self.pass_over(old);
            return Ok(Vec::new());
        }
        let nodes = self.kept(old, style)?;
        let something = nodes.iter().any(|node| match node {
            Node::Element(run) => run.elements().any(|inner| inner.local() != "rPr"),
            Node::Text(_) => false,
        });
        Ok(if something { nodes } else { Vec::new() })
    }
}

/// Takes out of an element's attributes who wrote it when, and what its picture was called.
fn forget(element: &mut Element) {
    element.drop_attributes(|name| {
        name.starts_with("rsid")
            || matches!(
                name,
                "author" | "date" | "dateUtc" | "initials" | "paraId" | "textId"
            )
    });
    let local = element.local().to_owned();
    match local.as_str() {
        "docPr" | "cNvPr" => {
            element.drop_attributes(|name| matches!(name, "descr" | "title"));
            element.set("name", "图片");
        }
        "shape" | "imagedata" | "rect" | "line" | "group" | "oval" | "roundrect" | "textbox" => {
            element.drop_attributes(|name| matches!(name, "alt" | "title" | "href" | "src"));
        }
        // A link to the file that the picture came from.
        "blip" => element.drop_attributes(|name| name == "link"),
        _ => {}
    }
}

fn row_is_deleted(row: &Element) -> bool {
    row.child("trPr")
        .is_some_and(|pr| pr.child("del").is_some())
}

/// Cells that were put in, taken out or merged as a change: how the table shows is in doubt.
fn cell_is_changed(cell: &Element) -> bool {
    let properties = cell.child("tcPr");
    properties.is_some_and(|pr| {
        ["cellIns", "cellDel", "cellMerge"]
            .iter()
            .any(|name| pr.child(name).is_some())
    })
}
