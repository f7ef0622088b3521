//! The packages that a WebDAV server lists (RFC 4918, 14.16 and 15.4); everything else in the answer
//! is passed over.

use gongkai_letters::PackageName;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::error::MailError;

/// Names and lengths of the packages in a multistatus answer.
///
/// # Errors
/// [`MailError::Answer`] where it is no such answer.
pub(crate) fn listed(xml: &[u8]) -> Result<Vec<(PackageName, u64)>, MailError> {
    let mut reader = Reader::from_reader(xml);
    let mut lying = Vec::new();
    let (mut field, mut href, mut length) = (Field::Other, String::new(), String::new());
    loop {
        match reader.read_event().map_err(|_| MailError::Answer)? {
            Event::Start(tag) => {
                field = Field::of(tag.local_name().as_ref());
                if let Field::Response = field {
                    (href, length) = (String::new(), String::new());
                }
            }
            Event::Text(text) => {
                let text: &str = text.as_ref();
                match field {
                    Field::Href => href.push_str(text),
                    Field::Length => length.push_str(text),
                    Field::Response | Field::Other => {}
                }
            }
            Event::End(tag) => {
                if let Field::Response = Field::of(tag.local_name().as_ref()) {
                    // Names of packages hold nothing that an address would encode.
                    let name = href.trim().rsplit('/').next().and_then(PackageName::parse);
                    lying.extend(name.map(|name| (name, length.trim().parse().unwrap_or(0))));
                }
                field = Field::Other;
            }
            Event::Eof => return Ok(lying),
            Event::DocType(_) => return Err(MailError::Answer),
            Event::Empty(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

enum Field {
    Response,
    Href,
    Length,
    Other,
}

impl Field {
    fn of(local: &str) -> Self {
        match local {
            "response" => Self::Response,
            "href" => Self::Href,
            "getcontentlength" => Self::Length,
            _ => Self::Other,
        }
    }
}
