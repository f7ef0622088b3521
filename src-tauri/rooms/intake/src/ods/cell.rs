//! The value of one cell of an OpenDocument table (ODF 1.2 part 1, 19.385).

use calamine::DataRef;
use quick_xml::events::BytesStart;

use crate::xml::{attribute, number};

/// One cell as its tag announces it.
#[derive(Default)]
pub(super) struct Cell {
    kind: String,
    value: Option<String>,
    /// How often it stands there, side by side.
    pub(super) repeated: u32,
    /// Columns and rows that it covers.
    pub(super) spanned: (u32, u32),
    /// The text that is seen.
    pub(super) text: String,
    /// The text of its comment.
    pub(super) comment: String,
}

impl Cell {
    pub(super) fn of(element: &BytesStart<'_>) -> Self {
        let kind = attribute(element, "value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => attribute(element, "value"),
            "date" => attribute(element, "date-value"),
            "time" => attribute(element, "time-value"),
            "boolean" => attribute(element, "boolean-value"),
            "string" => attribute(element, "string-value"),
            _ => None,
        };
        let count = |name| number(element, name).unwrap_or(1).max(1);
        Self {
            kind,
            value,
            repeated: count("number-columns-repeated"),
            spanned: (
                count("number-columns-spanned"),
                count("number-rows-spanned"),
            ),
            ..Self::default()
        }
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.value.as_deref().is_none_or(str::is_empty)
    }

    /// Its value: what is stored, or where there is nothing of the kind, what is seen.
    pub(super) fn value(&self) -> DataRef<'static> {
        let seen = || DataRef::String(self.text.clone());
        let Some(value) = &self.value else {
            return seen();
        };
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => match value.trim().parse() {
                Ok(number) => DataRef::Float(number),
                Err(_) => seen(),
            },
            "date" => {
                let day = value.strip_suffix("T00:00:00").unwrap_or(value);
                DataRef::DateTimeIso(day.to_owned())
            }
            "time" => DataRef::DurationIso(value.clone()),
            "boolean" => DataRef::Bool(value == "true"),
            _ if self.text.is_empty() => DataRef::String(value.clone()),
            _ => seen(),
        }
    }
}
