//! The text of any XML part: what its elements hold and what stands in attributes that people fill.

use crate::xml::{Element, Node, local};

/// Elements after which a new line begins: paragraphs, strings, cells, text objects.
const LINES: &[&str] = &[
    "p",
    "h",
    "si",
    "is",
    "v",
    "s",
    "m",
    "n",
    "TextObject",
    "comment",
    "row",
    "lpwstr",
    "lpstr",
];

/// Attributes that hold words of people, not of the format.
const SPOKEN: &[&str] = &[
    "v",
    "name",
    "displayName",
    "userName",
    "userId",
    "author",
    "initials",
    "descr",
    "title",
    "Target",
    "alt",
    "caption",
    "uniqueName",
    "refersTo",
    "sourceName",
    "description",
    "command",
    "connection",
    "prompt",
    "promptTitle",
    "error",
    "errorTitle",
    "displayText",
    "val",
    "value",
    "instr",
    "FileName",
    "Creator",
    "sheetName",
    "userInitials",
];

/// All text of a part, a line for each piece; then what its attributes say.
pub(super) fn text_of(root: &Element) -> String {
    let mut text = told(root);
    text.push_str(&named(root));
    text
}

/// The text of a part, a line for each piece.
pub(super) fn told(root: &Element) -> String {
    let mut text = String::new();
    push_text(root, &mut text);
    text
}

/// What the attributes of a part say, a line each.
pub(super) fn named(root: &Element) -> String {
    let mut text = String::new();
    root.each(&mut |element| {
        for (key, value) in &element.attributes {
            if SPOKEN.contains(&local(key)) && says_something(value) {
                text.push('\n');
                text.push_str(value);
            }
        }
    });
    text
}

fn push_text(element: &Element, text: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(own) if own.trim().is_empty() => {}
            Node::Text(own) => text.push_str(own),
            Node::Element(inner) => push_text(inner, text),
        }
    }
    if LINES.contains(&element.local()) && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Numbers of the format (`1`, `right`, `#FF0000`) say nothing of people.
fn says_something(value: &str) -> bool {
    let foreign = !value.is_ascii();
    foreign || value.chars().filter(char::is_ascii_digit).count() >= 7 || value.contains('@')
}
