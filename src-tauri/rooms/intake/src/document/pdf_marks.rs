//! What a PDF holds besides its pages: particulars, XMP, notes, form fields, attached files,
//! bookmarks, scripts, hidden layers; each is read and counted.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::pdf::text_string;
use super::pdf_fonts::Known;
use super::pdf_text::Reach;
use super::reading::Reading;
use super::{RemnantKind, Unit, pdf_text, xml};
use crate::error::Fault;

/// Names of the particulars.
const INFO: &[(&[u8], &str)] = &[
    (b"Title", "标题"),
    (b"Subject", "主题"),
    (b"Author", "作者"),
    (b"Keywords", "关键字"),
    (b"Company", "单位"),
    (b"SourceModified", "来源"),
    (b"Creator", "制作程序"),
    (b"Producer", "制作程序"),
    (b"CreationDate", "制作时间"),
    (b"ModDate", "修改时间"),
];

/// Reads everything but the pages.
pub(super) fn read(file: &Document, reading: &mut Reading<'_>) -> Result<(), Fault> {
    particulars(file, reading)?;
    every_object(file, reading)?;
    fields(file, reading)?;
    bookmarks(file, reading)?;
    if has_hidden_layers(file) {
        reading.remnant(RemnantKind::HiddenText, 1);
    }
    let catalog = file.catalog().ok();
    let structured = catalog.is_some_and(|root| root.has(b"StructTreeRoot"));
    reading.remnant(RemnantKind::Extras, u32::from(structured));
    Ok(())
}

/// Title, author and the like; when and by which program says nothing of people.
fn particulars(file: &Document, reading: &mut Reading<'_>) -> Result<(), Fault> {
    let info = file.trailer.get_deref(b"Info", file);
    let Ok(info) = info.and_then(Object::as_dict) else {
        return Ok(());
    };
    reading.remnant(
        RemnantKind::Properties,
        u32::try_from(info.len()).unwrap_or(u32::MAX),
    );
    for (key, value) in info {
        let Some(text) = text_string(value) else {
            continue;
        };
        let known = INFO.iter().find(|(known, _)| *known == key.as_slice());
        let name = known.map_or("其他", |(_, name)| name);
        reading.passage(&format!("文档属性“{name}”"), Unit::Whole, true, &text)?;
    }
    Ok(())
}

/// XMP blocks, attached files, scripts and private entries, wherever in the file they hang.
fn every_object(file: &Document, reading: &mut Reading<'_>) -> Result<(), Fault> {
    let (mut attached, mut scripts) = (0, 0);
    let limit = usize::try_from(reading.limits.text).unwrap_or(usize::MAX);
    for object in file.objects.values() {
        let (dictionary, stream) = match object {
            Object::Dictionary(dictionary) => (dictionary, None),
            Object::Stream(stream) => (&stream.dict, Some(stream)),
            _ => continue,
        };
        let kind = dictionary
            .get(b"Type")
            .and_then(Object::as_name)
            .unwrap_or_default();
        match (kind, stream) {
            (b"Metadata", Some(stream)) => {
                reading.remnant(RemnantKind::Properties, 1);
                let bytes = stream.get_plain_content_with_limit(limit);
                let tree = bytes.ok().and_then(|bytes| xml::parse(trim(&bytes)).ok());
                let text = tree.map(|tree| spaced(&tree)).unwrap_or_default();
                reading.passage("文档属性（XMP）", Unit::Line, true, &text)?;
            }
            (b"EmbeddedFile", Some(stream)) => {
                attached += 1;
                match stream.get_plain_content_with_limit(limit) {
                    Ok(bytes) => reading.embedded(attached, &bytes)?,
                    Err(_) => reading.unread(&format!("嵌入的文件 {attached}")),
                }
            }
            (b"Filespec", _) => {
                let name = dictionary.get(b"UF").or_else(|_| dictionary.get(b"F"));
                let name = name.ok().and_then(text_string).unwrap_or_default();
                reading.passage("附在文件里的文件名", Unit::Whole, true, &name)?;
            }
            _ => {}
        }
        scripts += scripts_in(dictionary);
        reading.remnant(RemnantKind::Extras, u32::from(dictionary.has(b"PieceInfo")));
    }
    reading.remnant(RemnantKind::Macros, scripts);
    Ok(())
}

/// Scripts in a dictionary and in those that stand within it.
fn scripts_in(dictionary: &Dictionary) -> u32 {
    let inner = dictionary.iter().map(|(_, value)| match value {
        Object::Dictionary(inner) => scripts_in(inner),
        _ => 0,
    });
    inner.sum::<u32>() + u32::from(dictionary.has(b"JS"))
}

/// A packet has marks and blanks around its root.
fn trim(bytes: &[u8]) -> &[u8] {
    let from = bytes.iter().position(|byte| *byte == b'<').unwrap_or(0);
    &bytes[from..]
}

fn spaced(tree: &xml::Element) -> String {
    let mut text = String::new();
    tree.each(&mut |element| {
        if element.elements().next().is_none() {
            text.push_str(element.text().trim());
            text.push('\n');
        }
        for (key, value) in &element.attributes {
            if !key.starts_with("xmlns") {
                text.push_str(value);
                text.push('\n');
            }
        }
    });
    text
}

/// Whether anything is laid over a page.
pub(super) fn has_notes(file: &Document, page: ObjectId) -> bool {
    !notes_of(file, page).is_empty()
}

fn notes_of(file: &Document, page: ObjectId) -> &[Object] {
    let page = file.get_dictionary(page);
    page.and_then(|page| page.get_deref(b"Annots", file)?.as_array())
        .map_or(&[], Vec::as_slice)
}

/// Notes on the pages, with what they show; fields are counted apart.
pub(super) fn notes<'a>(
    file: &'a Document,
    page: ObjectId,
    number: u32,
    fonts: &mut Known<'a>,
    reading: &mut Reading<'_>,
) -> Result<(), Fault> {
    for note in notes_of(file, page) {
        let note = file
            .dereference(note)
            .ok()
            .and_then(|(_, note)| note.as_dict().ok());
        let Some(note) = note else { continue };
        let kind = note
            .get(b"Subtype")
            .and_then(Object::as_name)
            .unwrap_or_default();
        if kind == b"Widget" {
            reading.remnant(RemnantKind::FormFields, 1);
        } else {
            reading.remnant(RemnantKind::Annotations, 1);
        }
        let mut text = String::new();
        for key in [&b"Contents"[..], b"T", b"RC", b"Subj", b"NM", b"TU"] {
            let value = note.get(key).ok().and_then(|value| deref_text(file, value));
            text.push_str(&value.unwrap_or_default());
            text.push('\n');
        }
        if let Some(address) = address_of(file, note) {
            text.push_str(&address);
        }
        reading.passage(
            &format!("第 {number} 页的批注"),
            Unit::Whole,
            true,
            text.trim(),
        )?;
        if let Some(look) = look_of(file, note) {
            let limit = usize::try_from(reading.limits.text).unwrap_or(usize::MAX);
            let drawn = pdf_text::form(file, look, fonts, Reach::foreign(limit));
            let place = format!("第 {number} 页批注上的字");
            reading.passage(&place, Unit::Whole, false, &drawn.shown)?;
        }
    }
    Ok(())
}

/// Where a link leads.
fn address_of(file: &Document, note: &Dictionary) -> Option<String> {
    let action = note.get_deref(b"A", file).ok()?.as_dict().ok()?;
    let target = action.get(b"URI").or_else(|_| action.get(b"F")).ok()?;
    deref_text(file, target)
}

/// The normal look of a note.
fn look_of<'a>(file: &'a Document, note: &'a Dictionary) -> Option<&'a lopdf::Stream> {
    let looks = note.get_deref(b"AP", file).ok()?.as_dict().ok()?;
    looks.get_deref(b"N", file).ok()?.as_stream().ok()
}

/// Names and values of form fields.
fn fields(file: &Document, reading: &mut Reading<'_>) -> Result<(), Fault> {
    let Some(form) = form_of(file) else {
        return Ok(());
    };
    let first = form.get_deref(b"Fields", file).and_then(Object::as_array);
    let mut waiting: Vec<&Object> = first.map_or_else(|_| Vec::new(), |list| list.iter().collect());
    let mut seen = BTreeSet::new();
    let mut text = String::new();
    while let Some(object) = waiting.pop() {
        if let Ok(id) = object.as_reference()
            && !seen.insert(id)
        {
            continue;
        }
        let field = file
            .dereference(object)
            .ok()
            .and_then(|(_, field)| field.as_dict().ok());
        let Some(field) = field else { continue };
        for key in [&b"T"[..], b"V", b"DV", b"TU"] {
            let value = field
                .get(key)
                .ok()
                .and_then(|value| deref_text(file, value));
            text.push_str(&value.unwrap_or_default());
            text.push('\n');
        }
        let kids = field.get_deref(b"Kids", file).and_then(Object::as_array);
        waiting.extend(kids.map_or(&[][..], Vec::as_slice));
        if seen.len() > 100_000 {
            break;
        }
    }
    reading.remnant(RemnantKind::FormFields, u32::from(!seen.is_empty()));
    reading.passage("表单里填的内容", Unit::Line, true, text.trim())
}

/// The form of a file, if it has fields.
pub(crate) fn form_of(file: &Document) -> Option<&Dictionary> {
    let form = file.catalog().ok()?.get_deref(b"AcroForm", file).ok()?;
    form.as_dict().ok()
}

fn bookmarks(file: &Document, reading: &mut Reading<'_>) -> Result<(), Fault> {
    let outlines = file
        .catalog()
        .and_then(|root| root.get_deref(b"Outlines", file));
    if outlines.is_err() {
        return Ok(());
    }
    let mut text = String::new();
    for object in file.objects.values() {
        // Only bookmarks have a title and a parent and no type.
        if let Ok(entry) = object.as_dict()
            && entry.has(b"Parent")
            && let Some(title) = entry.get(b"Title").ok().and_then(text_string)
        {
            text.push_str(&title);
            text.push('\n');
        }
    }
    reading.remnant(RemnantKind::Extras, 1);
    reading.passage("书签", Unit::Line, true, &text)
}

/// Whether layers are switched off: what is on them is in the file.
pub(crate) fn has_hidden_layers(file: &Document) -> bool {
    let look = || {
        let layers = file.catalog().ok()?.get_deref(b"OCProperties", file).ok()?;
        let state = layers
            .as_dict()
            .ok()?
            .get_deref(b"D", file)
            .ok()?
            .as_dict()
            .ok()?;
        let off = state.get_deref(b"OFF", file).and_then(Object::as_array);
        let base = state.get(b"BaseState").and_then(Object::as_name);
        Some(off.is_ok_and(|off| !off.is_empty()) || base.is_ok_and(|base| base == b"OFF"))
    };
    look().unwrap_or(false)
}

fn deref_text(file: &Document, value: &Object) -> Option<String> {
    let (_, value) = file.dereference(value).ok()?;
    text_string(value)
}
