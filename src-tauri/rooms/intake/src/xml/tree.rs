//! A part of a package as a tree, small enough to be changed and written again; it refuses what is
//! nested deeper than any office nests, and knows no entities but XML's own five.

use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::{attributes, damaged, decoded, text, walk};
use crate::error::{Bound, Fault};

/// No office writes deeper; deeper trees would end the process and not the call.
const DEEPEST: usize = 400;

/// An element or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

/// An element with what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Element {
    /// Name with its prefix, as written.
    pub(crate) name: String,
    /// Attributes in their order, values without entities.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

impl Element {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &str {
        local(&self.name)
    }

    /// An attribute by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| local(key) == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Elements directly in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of this name directly in it.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.local() == name)
    }

    /// Elements directly in it, to be changed.
    pub(crate) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Takes out the elements directly in it whose name is not wanted.
    pub(crate) fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        self.children.retain(|child| match child {
            Node::Element(element) => wanted(element.local()),
            Node::Text(_) => true,
        });
    }

    /// All text in it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(element) => element.push_text(text),
                Node::Text(own) => text.push_str(own),
            }
        }
    }

    /// Takes out every element of these names, wherever it stands.
    pub(crate) fn drop_elements(&mut self, names: &[&str]) {
        self.retain(|own| !names.contains(&own));
        for element in self.elements_mut() {
            element.drop_elements(names);
        }
    }

    /// Every element in it and itself, outer before inner.
    pub(crate) fn each<'a>(&'a self, act: &mut dyn FnMut(&'a Element)) {
        act(self);
        for element in self.elements() {
            element.each(act);
        }
    }

    /// How many elements in it are called so.
    pub(crate) fn count(&self, names: &[&str]) -> usize {
        let mut count = 0;
        self.each(&mut |element| count += usize::from(names.contains(&element.local())));
        count
    }

    /// Drops attributes whose local name is one of these.
    pub(crate) fn drop_attributes(&mut self, wanted: impl Fn(&str) -> bool) {
        self.attributes.retain(|(key, _)| !wanted(local(key)));
    }

    /// Sets an attribute by its written name.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }
}

/// The name behind the prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether a yes-or-no attribute of an Office document says yes; without a value it does.
pub(crate) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}

/// Reads a part.
///
/// # Errors
/// What [`walk`] refuses; [`Fault::Damaged`] when it has no root, [`Fault::TooBig`] when it is too
/// deep.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, Fault> {
    let mut open: Vec<Element> = vec![Element::default()];
    walk(decoded(bytes)?.as_ref(), |event| {
        match event {
            Event::Start(_) if open.len() > DEEPEST => {
                return Err(Fault::TooBig {
                    limit: Bound::Marks(DEEPEST as u64),
                });
            }
            Event::Start(start) => open.push(begun(start)),
            Event::Empty(start) => put(&mut open, Node::Element(begun(start))),
            Event::End(_) => {
                if let Some(done) = open.pop() {
                    put(&mut open, Node::Element(done));
                }
            }
            other => {
                // What is no character cannot be written again either.
                if let Event::GeneralRef(reference) = other {
                    reference.resolve_char_ref().map_err(damaged)?;
                }
                put_text(&mut open, &text(other).unwrap_or_default());
            }
        }
        Ok(())
    })?;
    let root = open.pop().unwrap_or_default();
    let first = root.children.into_iter().find_map(|child| match child {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    first.ok_or_else(|| damaged("no root"))
}

/// Writes a part.
pub(crate) fn write(root: &Element) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    write_element(root, &mut out);
    out.into_bytes()
}

fn write_element(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (key, value) in &element.attributes {
        let value = escape(value.as_str());
        let value = value.replace('\n', "&#10;").replace('\t', "&#9;");
        out.push_str(&format!(" {key}=\"{value}\""));
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for child in &element.children {
        match child {
            Node::Element(inner) => write_element(inner, out),
            Node::Text(text) => out.push_str(&escape(text.as_str())),
        }
    }
    out.push_str(&format!("</{}>", element.name));
}

fn begun(start: &BytesStart<'_>) -> Element {
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes(start),
        children: Vec::new(),
    }
}

fn put(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn put_text(open: &mut [Element], text: &str) {
    let Some(last) = open.last_mut().filter(|_| !text.is_empty()) else {
        return;
    };
    match last.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        Some(Node::Element(_)) | None => last.children.push(Node::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_comes_back_as_it_was() {
        let text = "<w:p a=\"1 &amp; &quot;2&quot;\"><w:t xml:space=\"preserve\"> &lt;甲&#x4E59;&gt; </w:t><w:br/></w:p>";
        let tree = parse(text.as_bytes()).unwrap();
        assert_eq!(tree.text(), " <甲乙> ");
        assert_eq!(tree.attribute("a"), Some("1 & \"2\""));
        let again = parse(&write(&tree)).unwrap();
        assert_eq!(again, tree);
    }

    #[test]
    fn hostile_parts_are_refused() {
        let deep = format!("{}{}", "<a>".repeat(2_000), "</a>".repeat(2_000));
        assert!(parse(deep.as_bytes()).is_err());
        for bad in ["", "甲", "<a>", "<a></b>", "<a"] {
            assert!(parse(bad.as_bytes()).is_err(), "{bad}");
        }
        assert!(parse(b"\xFF\xFE<\0a\0/\0>\0").is_ok(), "UTF-16");
    }
}
