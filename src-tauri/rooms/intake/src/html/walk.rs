//! A web page walked mark by mark, read as browsers read it (HTML 13.2.5): nothing runs, nothing is
//! loaded, and what was forgotten is forgiven.

use std::borrow::Cow;

use html5gum::{DefaultEmitter, Error, StartTag, Token, Tokenizer};

use crate::error::Fault;

/// What a page says next.
pub(crate) enum Mark<'a> {
    Begin(&'a Tag),
    /// The name of the element that ends.
    End(&'a str),
    /// Text that somebody sees: none of scripts and style sheets.
    Text(&'a str),
    /// What stands in no element and on no screen: comments, and a tag that the page's end cut.
    Remark(&'a str),
}

/// The tag with which an element begins.
pub(crate) struct Tag(StartTag<usize>);

impl Tag {
    /// Its name in small letters.
    pub(crate) fn name(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0.name)
    }

    /// An attribute, entities resolved.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let value = self.0.attributes.get(name.as_bytes())?;
        Some(String::from_utf8_lossy(value).into_owned())
    }

    /// The whole number with which an attribute begins (HTML 2.3.4.2).
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        let text = self.attribute(name)?;
        let text = text.trim_start();
        let end = text.find(|c: char| !c.is_ascii_digit());
        let digits = &text[..end.unwrap_or(text.len())];
        (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX))
    }

    /// All attributes, one behind the other.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        for (name, value) in &self.0.attributes {
            let name = String::from_utf8_lossy(name);
            let value = String::from_utf8_lossy(value);
            words.push_str(&format!(" {name}=\"{value}\""));
        }
        words
    }
}

/// Calls `act` with every mark of a page until its end.
///
/// # Errors
/// Whatever `act` refuses.
pub(crate) fn walk(
    page: &str,
    mut act: impl FnMut(Mark<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let (mut silent, mut cut, mut read) = (false, false, 0);
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                read = tag.span.end;
                silent |= is_silent(&tag.name);
                act(Mark::Begin(&Tag(tag)))?;
            }
            Token::EndTag(tag) => {
                read = tag.span.end;
                silent &= !is_silent(&tag.name);
                act(Mark::End(&String::from_utf8_lossy(&tag.name)))?;
            }
            Token::String(text) => {
                read = text.span.end;
                if !silent {
                    act(Mark::Text(&String::from_utf8_lossy(&text)))?;
                }
            }
            Token::Comment(text) => {
                read = text.span.end;
                act(Mark::Remark(&String::from_utf8_lossy(&text)))?;
            }
            Token::Error(error) => cut |= error.value == Error::EofInTag,
            Token::Doctype(_) => {}
        }
    }
    match page.get(page.floor_char_boundary(read)..) {
        Some(rest) if cut => act(Mark::Remark(rest)),
        Some(_) | None => Ok(()),
    }
}

/// Whether nobody sees the text of an element.
fn is_silent(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_said_to_its_end() {
        let page = "<!DOCTYPE html><p title=\"&lt;1&gt;\" colspan=' 3px'>甲&nbsp;&amp; &unknown;乙\
                    <script>a<b</script><!-- 丙 --></P>1 < 2<a href='丁";
        let mut said = Vec::new();
        walk(page, |mark| {
            said.push(match mark {
                Mark::Begin(tag) => {
                    format!("+{} {:?}{}", tag.name(), tag.number("colspan"), tag.words())
                }
                Mark::End(name) => format!("-{name}"),
                Mark::Text(text) => text.to_owned(),
                Mark::Remark(text) => format!("!{text}"),
            });
            Ok(())
        })
        .unwrap();
        assert_eq!(
            said,
            [
                "+p Some(3) colspan=\" 3px\" title=\"<1>\"",
                "甲\u{a0}& &unknown;乙",
                "+script None",
                "-script",
                "! 丙 ",
                "-p",
                "1 < 2",
                "!<a href='丁"
            ]
        );
    }
}
