//! What a worksheet says of its rows and columns and of areas of its cells.

use quick_xml::events::BytesStart;

use crate::place::parse_area;
use crate::raw::Area;
use crate::xml::{attribute, is_true, number};

/// One thing that a worksheet says beside its cells.
pub(crate) enum Mark {
    Row {
        number: u32,
        hidden: bool,
        /// Points.
        height: Option<f64>,
    },
    Columns {
        first: u32,
        last: u32,
        hidden: bool,
        /// Characters.
        width: Option<f64>,
    },
    Merged(Area),
}

impl Mark {
    /// What an element says; `row` is the row before, which one without a number follows.
    pub(crate) fn of(element: &BytesStart<'_>, row: &mut u32) -> Option<Self> {
        let hidden = || is_true(element, "hidden");
        let size = |name| attribute(element, name)?.parse().ok();
        match element.local_name().as_ref() {
            "row" => {
                *row = number(element, "r").unwrap_or_else(|| row.saturating_add(1));
                Some(Self::Row {
                    number: *row,
                    hidden: hidden(),
                    height: size("ht"),
                })
            }
            "col" => Some(Self::Columns {
                first: number(element, "min")?,
                last: number(element, "max")?,
                hidden: hidden(),
                width: size("width"),
            }),
            "mergeCell" => parse_area(&attribute(element, "ref")?).map(Self::Merged),
            _ => None,
        }
    }
}
