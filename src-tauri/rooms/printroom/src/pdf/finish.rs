//! What makes the file an archive copy: metadata, colour, labels, language; it refuses random ids.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, Stream, StringFormat};

use crate::error::PrintError;
use crate::page::Page;
use crate::pdf::{About, colour_profile};

/// What the file says it was made with.
pub(crate) const PRODUCER: &str = "Gongkai";

/// Puts the last things into the file and writes it.
pub(super) fn finish(
    mut file: Document,
    pages: &[Page],
    about: &About,
    glyph_counts: &BTreeMap<String, usize>,
) -> Result<Vec<u8>, PrintError> {
    file.version = "1.4".to_owned();
    add_cid_sets(&mut file, glyph_counts).map_err(broken)?;
    drop_empty_annotations(&mut file);
    let profile = file.add_object(Stream::new(
        dictionary([("N", 3.into()), ("Alternate", name("DeviceRGB"))]),
        colour_profile::srgb(),
    ));
    let metadata = Stream::new(
        dictionary([("Type", name("Metadata")), ("Subtype", name("XML"))]),
        xmp(about).into_bytes(),
    )
    .with_compression(false);
    let metadata = file.add_object(metadata);
    let catalog = file.catalog_mut().map_err(broken)?;
    catalog.set("Lang", text("zh-CN"));
    catalog.set("Metadata", metadata);
    catalog.set("PageLabels", page_labels(pages));
    catalog.set("OutputIntents", vec![output_intent(profile.into())]);
    let preferences = dictionary([("DisplayDocTitle", true.into())]);
    catalog.set("ViewerPreferences", preferences);
    let info = file.add_object(information(about));
    file.trailer.set("Info", info);
    let id = Object::String(identifier(about), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    file.prune_objects();
    file.renumber_objects();
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(broken)?;
    Ok(bytes)
}

pub(super) fn broken(error: impl std::error::Error + Send + Sync + 'static) -> PrintError {
    PrintError::Writing {
        source: std::io::Error::other(error),
    }
}

/// CIDSet lists the characters of each font cut down (ISO 19005-1, 6.3.5).
fn add_cid_sets(
    file: &mut Document,
    glyph_counts: &BTreeMap<String, usize>,
) -> Result<(), lopdf::Error> {
    let mut sets = Vec::new();
    for object in file.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        let Ok(descendants) = font.get(b"DescendantFonts").and_then(Object::as_array) else {
            continue;
        };
        for descendant in descendants {
            let descendant = descendant.as_dict()?;
            let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
            let base = descendant.get(b"BaseFont")?.as_name()?;
            let base = String::from_utf8_lossy(base);
            let codes = match glyph_counts.get(base.as_ref()) {
                Some(count) => (0..*count).collect(),
                None => width_codes(descendant.get(b"W")?.as_array()?),
            };
            sets.push((descriptor, cid_set(&codes)));
        }
    }
    for (descriptor, bits) in sets {
        let set = file.add_object(Stream::new(Dictionary::new(), bits));
        file.get_dictionary_mut(descriptor)?.set("CIDSet", set);
    }
    Ok(())
}

/// The codes that a `/W` array gives widths to, and 0.
fn width_codes(widths: &[Object]) -> Vec<usize> {
    let mut codes = vec![0];
    for pair in widths.chunks(2) {
        if let [Object::Integer(first), Object::Array(list)] = pair {
            let first = usize::try_from(*first).unwrap_or(0);
            codes.extend(first..first + list.len());
        }
    }
    codes
}

fn cid_set(codes: &[usize]) -> Vec<u8> {
    let highest = codes.iter().max().copied().unwrap_or(0);
    let mut bits = vec![0_u8; highest / 8 + 1];
    for code in codes {
        bits[code / 8] |= 0x80 >> (code % 8);
    }
    bits
}

fn drop_empty_annotations(file: &mut Document) {
    for object in file.objects.values_mut() {
        if let Ok(dictionary) = object.as_dict_mut() {
            let empty = |entry: &Object| entry.as_array().is_ok_and(Vec::is_empty);
            if dictionary.get(b"Annots").is_ok_and(empty) {
                dictionary.remove(b"Annots");
            }
        }
    }
}

/// Readers show `报县-1`, `报县-2`, `乡存-1`, …
fn page_labels(pages: &[Page]) -> Dictionary {
    let mut numbers = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        if page.number == 1 {
            let prefix = if page.part.is_empty() {
                String::new()
            } else {
                format!("{}-", page.part)
            };
            let label = dictionary([("S", name("D")), ("P", text(&prefix)), ("St", 1.into())]);
            numbers.push(Object::Integer(index as i64));
            numbers.push(label.into());
        }
    }
    dictionary([("Nums", numbers.into())])
}

fn output_intent(profile: Object) -> Object {
    dictionary([
        ("Type", name("OutputIntent")),
        ("S", name("GTS_PDFA1")),
        ("OutputConditionIdentifier", text("sRGB IEC61966-2.1")),
        ("Info", text("sRGB IEC61966-2.1")),
        ("DestOutputProfile", profile),
    ])
    .into()
}

fn information(about: &About) -> Dictionary {
    let date = about.created.format("D:%Y%m%d%H%M%S+08'00'").to_string();
    dictionary([
        ("Title", text(&about.title)),
        ("Author", text(&about.author)),
        ("Subject", text(&about.subject)),
        ("Creator", text(PRODUCER)),
        ("Producer", text(PRODUCER)),
        ("CreationDate", text(&date)),
        ("ModDate", text(&date)),
    ])
}

fn xmp(about: &About) -> String {
    let date = about.created.format("%Y-%m-%dT%H:%M:%S+08:00");
    let (title, author) = (escaped(&about.title), escaped(&about.author));
    let subject = escaped(&about.subject);
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n\
<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
<dc:format>application/pdf</dc:format>\
<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\
<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>\
</rdf:Description>\n\
<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>\
<xmp:ModifyDate>{date}</xmp:ModifyDate></rdf:Description>\n\
<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
<pdf:Producer>{PRODUCER}</pdf:Producer></rdf:Description>\n\
</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}

fn escaped(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

/// Sixteen bytes from what the file is, by FNV-1a over two seeds: an identifier, no secret.
pub(crate) fn identifier(about: &About) -> Vec<u8> {
    let whole = format!("{about:?}");
    [0xcbf2_9ce4_8422_2325_u64, 0x6c62_272e_07bb_0142]
        .into_iter()
        .flat_map(|seed| {
            let hash = whole.bytes().fold(seed, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            hash.to_be_bytes()
        })
        .collect()
}

pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A text string: as it is if ASCII, else UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
fn text(text: &str) -> Object {
    let bytes = if text.is_ascii() {
        text.as_bytes().to_vec()
    } else {
        [0xFE, 0xFF]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
            .collect()
    };
    Object::String(bytes, StringFormat::Literal)
}

pub(super) fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    entries
        .into_iter()
        .map(|(key, value)| (key.as_bytes().to_vec(), value))
        .collect()
}
