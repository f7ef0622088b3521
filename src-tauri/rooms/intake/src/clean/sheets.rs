//! `.xlsx` written clean: visible sheets with their results, looks, merged cells and pictures; hidden
//! sheets, caches, links, names, comments, validations and everything else is not copied.

use std::collections::BTreeSet;

use quick_xml::events::Event;
use quick_xml::name::LocalName;

use super::container::Container;
use super::rows::{self, Rows};
use super::{Cannot, Ended};
use crate::document::{is_print_name, layout_of};
use crate::error::Fault;
use crate::limits::Limits;
use crate::package::{Package, Relation};
use crate::xml::{self, Element, Node, damaged, walk_placed, write};

/// Parts of a sheet that say how it looks on screen and paper.
const LOOKS: &[&str] = &[
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "mergeCells",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "drawing",
];

/// The workbook without what nobody sees.
pub(super) fn clean(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Ended> {
    let mut old = Package::open(bytes, limits)?;
    let relations = old.relations("")?;
    let main = relations
        .into_iter()
        .find(|relation| relation.kind == "officeDocument");
    let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |main| main.target);
    let mut new = Container::new(&mut old, &main)?;
    let book = old.tree(&main)?.unwrap_or_default();
    let relations = old.relations(&main)?;
    let shown = shown_sheets(&book, &relations)?;
    let mut used = BTreeSet::new();
    for (_, sheet) in &shown {
        used.extend(put_sheet(&mut old, &mut new, &sheet.target, limits)?);
    }
    let mut kept: Vec<Relation> = shown.iter().map(|(_, sheet)| sheet.clone()).collect();
    for relation in relations {
        let Some(mut tree) = old.tree_of(&relation, &["styles", "theme", "sharedStrings"])? else {
            continue;
        };
        if relation.kind == "sharedStrings" {
            keep_strings(&mut tree, &used);
        }
        tree.retain(|name| name != "extLst");
        new.put(&relation.target, write(&tree));
        kept.push(relation);
    }
    new.put(&main, write(&workbook(&book, &shown)));
    new.relate(&main, &kept);
    Ok(new.finish()?)
}

/// The sheets that show: where each stood in the book, and its part.
fn shown_sheets(book: &Element, relations: &[Relation]) -> Result<Vec<(usize, Relation)>, Ended> {
    let mut shown = Vec::new();
    let sheets = book.child("sheets");
    for (index, sheet) in sheets.iter().flat_map(|all| all.elements()).enumerate() {
        if matches!(sheet.attribute("state"), Some("hidden" | "veryHidden")) {
            continue;
        }
        let id = relation_id(sheet).unwrap_or_default();
        match relations.iter().find(|relation| relation.id == id) {
            Some(part) if part.kind == "worksheet" => shown.push((index, part.clone())),
            Some(part) if part.kind == "chartsheet" => return Err(Cannot::Chart.into()),
            Some(_) | None => return Err(Cannot::Foreign.into()),
        }
    }
    if shown.is_empty() {
        return Err(Cannot::NothingShown.into());
    }
    Ok(shown)
}

/// `r:id`, whatever the prefix; never the sheet's own `id`.
fn relation_id(element: &Element) -> Option<&str> {
    let found = element
        .attributes
        .iter()
        .find(|(key, _)| key.ends_with(":id"));
    found.map(|(_, value)| value.as_str())
}

/// The book's own part: dates, visible sheets, what is printed.
fn workbook(book: &Element, shown: &[(usize, Relation)]) -> Element {
    let mut new = Element {
        name: book.name.clone(),
        attributes: book.attributes.clone(),
        children: Vec::new(),
    };
    if let Some(properties) = book.child("workbookPr") {
        let mut properties = properties.clone();
        properties.attributes.retain(|(key, _)| key == "date1904");
        properties.children.clear();
        new.children.push(Node::Element(properties));
    }
    if let Some(sheets) = book.child("sheets") {
        let all: Vec<&Element> = sheets.elements().collect();
        let mut kept = sheets.clone();
        kept.children = shown
            .iter()
            .filter_map(|(index, _)| all.get(*index))
            .map(|sheet| Node::Element((*sheet).clone()))
            .collect();
        new.children.push(Node::Element(kept));
    }
    new.children
        .extend(print_names(book, shown).map(Node::Element));
    new
}

fn print_names(book: &Element, shown: &[(usize, Relation)]) -> Option<Element> {
    let names = book.child("definedNames")?;
    let mut kept = names.clone();
    kept.children.clear();
    for name in names.elements() {
        let of = name
            .attribute("localSheetId")
            .and_then(|id| id.parse::<usize>().ok());
        let now = of.and_then(|of| shown.iter().position(|(index, _)| *index == of));
        if let (true, Some(now)) = (
            is_print_name(name.attribute("name").unwrap_or_default()),
            now,
        ) {
            let mut name = name.clone();
            name.attributes.retain(|(key, _)| key == "name");
            name.set("localSheetId", &now.to_string());
            kept.children.push(Node::Element(name));
        }
    }
    (!kept.children.is_empty()).then_some(kept)
}

/// Writes a sheet again; gives back which shared texts it uses.
fn put_sheet(
    old: &mut Package<'_>,
    new: &mut Container,
    name: &str,
    limits: &Limits,
) -> Result<BTreeSet<usize>, Ended> {
    let bytes = old.read(name)?.unwrap_or_default();
    let layout = layout_of(&bytes, limits)?;
    let Rows { xml: inside, used } = rows::rewrite(&bytes, &layout)?;
    let mut frame = xml::parse(&frame_of(&bytes)?)?;
    frame.retain(|name| LOOKS.contains(&name));
    unprefix(&mut frame);
    frame.elements_mut().for_each(trim);
    let written = String::from_utf8(write(&frame)).map_err(damaged)?;
    let whole = written.replacen(
        "<sheetData/>",
        &format!("<sheetData>{inside}</sheetData>"),
        1,
    );
    new.put(name, whole.into_bytes());
    let drawing = frame
        .child("drawing")
        .and_then(relation_id)
        .map(str::to_owned);
    let mut kept = Vec::new();
    for relation in old.relations(name)? {
        if relation.kind == "drawing" && Some(&relation.id) == drawing.as_ref() {
            put_drawing(old, new, &relation.target)?;
            kept.push(relation);
        }
    }
    new.relate(name, &kept);
    Ok(used)
}

/// The sheet's part without its rows.
fn frame_of(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let is_rows = |name: LocalName<'_>| name.as_ref() == "sheetData";
    let (mut rows, mut depth, mut done) = (0..0, 0_usize, false);
    walk_placed(bytes, |event, place| {
        match event {
            Event::Start(element) if is_rows(element.local_name()) => depth += 1,
            Event::End(element) if is_rows(element.local_name()) => depth = depth.saturating_sub(1),
            Event::Empty(element) if is_rows(element.local_name()) => {}
            _ => return Ok(()),
        }
        if !done {
            let begins = rows.is_empty();
            rows = if begins { place } else { rows.start..place.end };
            done = depth == 0;
        }
        Ok(())
    })?;
    if rows.is_empty() {
        return Ok(bytes.to_vec());
    }
    let at = |place: u64| usize::try_from(place).unwrap_or(bytes.len());
    Ok([
        &bytes[..at(rows.start)],
        b"<sheetData/>",
        &bytes[at(rows.end)..],
    ]
    .concat())
}

/// Office's own namespace as the default one, so that rows and frame agree whatever the prefix was.
fn unprefix(root: &mut Element) {
    let prefix = root
        .name
        .rsplit_once(':')
        .map(|(prefix, _)| prefix.to_owned());
    root.attributes.retain(|(key, value)| {
        let wanted = value.contains("spreadsheetml") || value.ends_with("/relationships");
        key.starts_with("xmlns") && wanted
    });
    if let Some(prefix) = prefix {
        for (key, _) in &mut root.attributes {
            if *key == format!("xmlns:{prefix}") {
                "xmlns".clone_into(key);
            }
        }
    }
    plain_names(root);
}

fn plain_names(element: &mut Element) {
    element.name = element.local().to_owned();
    element.elements_mut().for_each(plain_names);
}

/// Takes out of a kept part what points elsewhere or belongs to one person's window.
fn trim(part: &mut Element) {
    let drawing = part.local() == "drawing";
    part.attributes.retain(|(key, _)| {
        let foreign = key.contains(':') && key != "xml:space" && !(drawing && key.ends_with(":id"));
        !foreign && !matches!(key.as_str(), "codeName" | "published" | "syncRef")
    });
    part.retain(|name| !matches!(name, "extLst" | "pivotSelection" | "selection"));
    part.elements_mut().for_each(trim);
}

/// Pictures and shapes on a sheet. A chart carries the numbers of the cells it was drawn from.
fn put_drawing(old: &mut Package<'_>, new: &mut Container, name: &str) -> Result<(), Ended> {
    let mut tree = old.tree(name)?.unwrap_or_default();
    if tree.count(&["graphicFrame", "contentPart"]) > 0 {
        return Err(Cannot::Chart.into());
    }
    forget_names(&mut tree);
    let mut kept = Vec::new();
    for relation in old.relations(name)? {
        if relation.kind == "image" && !relation.external {
            new.put_picture(old, &relation.target)?;
            kept.push(relation);
        }
    }
    new.put(name, write(&tree));
    new.relate(name, &kept);
    Ok(())
}

fn forget_names(element: &mut Element) {
    if element.local() == "cNvPr" {
        element.drop_attributes(|name| matches!(name, "descr" | "title"));
        element.set("name", "图片");
    }
    element.drop_attributes(|name| matches!(name, "textlink" | "macro" | "link"));
    element.retain(|name| !matches!(name, "hlinkClick" | "hlinkHover" | "extLst"));
    element.elements_mut().for_each(forget_names);
}

/// Texts that no cell shows are emptied, so that the numbers of the others stay.
fn keep_strings(root: &mut Element, used: &BTreeSet<usize>) {
    root.attributes.retain(|(key, _)| key.starts_with("xmlns"));
    let strings = root.elements_mut().filter(|one| one.local() == "si");
    for (index, string) in strings.enumerate() {
        if !used.contains(&index) {
            let prefix = string
                .name
                .strip_suffix("si")
                .unwrap_or_default()
                .to_owned();
            string.children = vec![Node::Element(Element {
                name: format!("{prefix}t"),
                ..Element::default()
            })];
        }
        string.retain(|name| !matches!(name, "rPh" | "phoneticPr"));
    }
}
