//! PDF written clean: pages as they show; particulars, XMP, links and notes, attached files,
//! bookmarks, scripts, private entries and older states of the file do not come along.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Cannot, Ended};
use crate::document::{form_of, has_hidden_layers, is_photo, load_pdf, picture};
use crate::limits::Limits;
use crate::xml::damaged;

/// Entries of the catalogue that show nothing on a page.
const CATALOG: &[&[u8]] = &[
    b"AA",
    b"AF",
    b"AcroForm",
    b"Collection",
    b"DPartRoot",
    b"DSS",
    b"Dests",
    b"Extensions",
    b"Legal",
    b"MarkInfo",
    b"Metadata",
    b"Names",
    b"NeedsRendering",
    b"OCProperties",
    b"OpenAction",
    b"Outlines",
    b"PageMode",
    b"Perms",
    b"PieceInfo",
    b"Requirements",
    b"SpiderInfo",
    b"StructTreeRoot",
    b"Threads",
    b"URI",
];

/// Entries that show nothing wherever they stand.
const EVERYWHERE: &[&[u8]] = &[
    b"AA",
    b"AF",
    b"LastModified",
    b"Metadata",
    b"Measure",
    b"OPI",
    b"PieceInfo",
    b"PtData",
    b"StructParent",
    b"StructParents",
    b"Thumb",
];

/// Notes that only speak of what is on the page.
const SPEAKING: &[&[u8]] = &[
    b"Link",
    b"Text",
    b"Popup",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Caret",
    b"FileAttachment",
    b"Sound",
    b"Redact",
];

/// The file without what nobody sees.
pub(super) fn clean(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Ended> {
    let mut file = load_pdf(bytes, limits)?;
    refuse(&file)?;
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    for key in [&b"Info"[..], b"ID", b"Prev", b"XRefStm", b"Encrypt"] {
        file.trailer.remove(key);
    }
    let catalog = file.catalog_mut().map_err(damaged)?;
    for key in CATALOG {
        catalog.remove(key);
    }
    for page in pages {
        let page = file.get_dictionary_mut(page).map_err(damaged)?;
        for key in [&b"Annots"[..], b"B", b"Tabs", b"TemplateInstantiated"] {
            page.remove(key);
        }
    }
    for object in file.objects.values_mut() {
        match object {
            Object::Dictionary(dictionary) => forget(dictionary),
            Object::Stream(stream) => {
                forget(&mut stream.dict);
                if is_photo(stream) {
                    let clean =
                        picture::strip(&stream.content).map_err(|_| Cannot::InnerPicture)?;
                    stream.set_content(clean);
                }
            }
            _ => {}
        }
    }
    file.prune_objects();
    file.renumber_objects();
    file.compress();
    let mut clean = Vec::new();
    file.save_to(&mut clean).map_err(damaged)?;
    Ok(clean)
}

/// What cleaning would destroy.
fn refuse(file: &Document) -> Result<(), Cannot> {
    if has_hidden_layers(file) {
        return Err(Cannot::HiddenLayers);
    }
    let has_fields = |form: &Dictionary| {
        let fields = form.get_deref(b"Fields", file).and_then(Object::as_array);
        form.has(b"XFA") || fields.is_ok_and(|fields| !fields.is_empty())
    };
    if form_of(file).is_some_and(has_fields) {
        return Err(Cannot::Form);
    }
    for page in file.get_pages().into_values() {
        let page = file.get_dictionary(page).map_err(|_| Cannot::Foreign)?;
        let notes = page.get_deref(b"Annots", file).and_then(Object::as_array);
        for note in notes.map_or(&[][..], Vec::as_slice) {
            let note = file
                .dereference(note)
                .ok()
                .and_then(|(_, note)| note.as_dict().ok());
            let kind = note.and_then(|note| note.get(b"Subtype").ok()?.as_name().ok());
            if kind == Some(b"Widget") {
                return Err(Cannot::Form);
            }
            if kind.is_some_and(|kind| !SPEAKING.contains(&kind)) {
                return Err(Cannot::Overlay);
            }
        }
    }
    Ok(())
}

fn forget(dictionary: &mut Dictionary) {
    for key in EVERYWHERE {
        dictionary.remove(key);
    }
    for (_, value) in dictionary.iter_mut() {
        if let Object::Dictionary(inner) = value {
            forget(inner);
        }
    }
}
