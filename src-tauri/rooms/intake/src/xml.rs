//! XML as it comes from strangers: walked event by event within bounds of size and depth. Entities
//! of its own are never expanded, nothing it points to is ever fetched.

mod tree;

pub(crate) use tree::{Element, Node, is_on, local, parse, write};

use std::borrow::Cow;
use std::io::{BufRead, ErrorKind, Read};
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::error::{Bound, Fault};

/// Elements within one another; no honest file comes near.
const DEEPEST: usize = 1_000;

/// Calls `act` with every event of a document until its end.
///
/// # Errors
/// [`Fault::Truncated`] when elements stay open, [`Fault::Damaged`] when it is no XML, whatever
/// `act` refuses.
pub(crate) fn walk(
    input: impl BufRead,
    mut act: impl FnMut(&Event<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    walk_placed(input, |event, _| act(event))
}

/// Does the same and says from which byte to which an event stands.
///
/// # Errors
/// The same.
pub(crate) fn walk_placed(
    input: impl BufRead,
    mut act: impl FnMut(&Event<'_>, Range<u64>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(input);
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    loop {
        buffer.clear();
        let from = reader.buffer_position();
        let event = reader.read_event_into(&mut buffer).map_err(fault)?;
        let to = reader.buffer_position();
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => {
                return Err(Fault::Truncated {
                    detail: "elements stay open".to_owned(),
                });
            }
            Event::Eof => return Ok(()),
            Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
        if depth > DEEPEST {
            return Err(damaged("elements lie too deep"));
        }
        act(&event, from..to)?;
    }
}

/// Calls `act` with every element that starts in a part.
///
/// # Errors
/// As [`walk`] has them.
pub(crate) fn each_start(part: &[u8], mut act: impl FnMut(&BytesStart<'_>)) -> Result<(), Fault> {
    walk(decoded(part)?.as_ref(), |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            act(element);
        }
        Ok(())
    })
}

/// Parts are UTF-8, which the walk checks by itself, or UTF-16 with its mark.
fn decoded(part: &[u8]) -> Result<Cow<'_, [u8]>, Fault> {
    let (encoding, mark) = match Encoding::for_bom(part) {
        Some((encoding, mark)) if encoding != UTF_8 => (encoding, mark),
        Some(_) | None => return Ok(Cow::Borrowed(part)),
    };
    encoding
        .decode_without_bom_handling_and_without_replacement(&part[mark..])
        .map(|text| Cow::Owned(text.into_owned().into_bytes()))
        .ok_or_else(|| damaged("characters of no known encoding"))
}

/// The text that an event brings; `None` for tags and the like.
pub(crate) fn text<'a>(event: &'a Event<'_>) -> Option<Cow<'a, str>> {
    match event {
        Event::Text(text) => Some(text.xml10_content()),
        Event::CData(text) => Some(text.xml10_content()),
        Event::GeneralRef(reference) => Some(resolved(reference)),
        Event::Start(_)
        | Event::End(_)
        | Event::Empty(_)
        | Event::Comment(_)
        | Event::Decl(_)
        | Event::PI(_)
        | Event::DocType(_)
        | Event::Eof => None,
    }
}

/// A character by its number or one of the five names of XML; any other name stays as it stands.
fn resolved(reference: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Cow::Owned(letter.to_string());
    }
    let name = reference.xml10_content();
    match quick_xml::escape::resolve_predefined_entity(&name) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{name};")),
    }
}

/// An attribute by its local name, entities resolved.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| value(&attribute))
}

/// All attributes by their written names, entities resolved.
pub(crate) fn attributes(element: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut all = element.attributes();
    let all = all.with_checks(false).flatten();
    all.map(|one| (one.key.as_ref().to_owned(), value(&one)))
        .collect()
}

/// What an attribute says, entities resolved.
pub(crate) fn value(attribute: &Attribute<'_>) -> String {
    match quick_xml::escape::unescape(&attribute.value) {
        Ok(text) => text.into_owned(),
        Err(_) => attribute.value.clone().into_owned(),
    }
}

/// A whole number in an attribute.
pub(crate) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

/// Whether an attribute says yes.
pub(crate) fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|text| text == "1" || text == "true")
}

pub(crate) fn damaged(error: impl std::fmt::Display) -> Fault {
    Fault::Damaged {
        detail: error.to_string(),
    }
}

fn fault(error: quick_xml::Error) -> Fault {
    let detail = error.to_string();
    match error {
        quick_xml::Error::Io(error) => too_big(&error).unwrap_or(Fault::Damaged { detail }),
        quick_xml::Error::Syntax(_) => Fault::Truncated { detail },
        _ => Fault::Damaged { detail },
    }
}

/// Why a part of a package could not be read on.
pub(crate) fn io_fault(error: &std::io::Error) -> Fault {
    too_big(error).unwrap_or_else(|| damaged(error))
}

/// What a [`Bounded`] reader stopped at.
fn too_big(error: &std::io::Error) -> Option<Fault> {
    let stopped = error.get_ref()?.downcast_ref::<Stopped>()?;
    Some(Fault::TooBig {
        limit: Bound::Unpacked(stopped.0),
    })
}

/// A part of a package that ends with an error where it grows beyond a bound: the package's
/// directory may have lied about its size.
pub(crate) struct Bounded<R> {
    part: R,
    left: u64,
    most: u64,
}

#[derive(Debug, thiserror::Error)]
#[error("more than {0} bytes")]
struct Stopped(u64);

impl<R: Read> Bounded<R> {
    pub(crate) fn new(part: R, most: u64) -> Self {
        let left = most;
        Self { part, left, most }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.part.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => {
                return Err(std::io::Error::new(
                    ErrorKind::FileTooLarge,
                    Stopped(self.most),
                ));
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn said(xml: &str) -> Result<String, Fault> {
        let mut said = String::new();
        walk(xml.as_bytes(), |event| {
            said.extend(text(event));
            Ok(())
        })?;
        Ok(said)
    }

    #[test]
    fn texts_come_whole_and_own_entities_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\
                    <a>138&#49;3 &amp; <![CDATA[<李>]]> &b;</a>";
        assert_eq!(said(bomb).unwrap(), "13813 & <李> &b;");
    }

    #[test]
    fn what_is_cut_or_deep_is_told() {
        assert_eq!(said("<a><b>1</b>").unwrap_err().code(), "truncated");
        assert_eq!(said("<a><b").unwrap_err().code(), "truncated");
        assert_eq!(said("<a></b>").unwrap_err().code(), "damaged");
        let deep = "<a>".repeat(100_000);
        assert_eq!(said(&deep).unwrap_err().code(), "damaged");
        let long = format!("<a>{}</a>", "1".repeat(1000));
        let part = BufReader::new(Bounded::new(long.as_bytes(), 100));
        let stopped = walk(part, |_| Ok(())).unwrap_err();
        assert_eq!(stopped.code(), "too-big");
    }
}
