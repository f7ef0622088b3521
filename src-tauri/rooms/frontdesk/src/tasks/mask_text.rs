//! Mask a number or a name the office's way; what is not valid is masked as well.

use gongkai_rulebook::privacy::mask::{mask_card, mask_id, mask_name, mask_phone};
use serde::Serialize;

/// What is to be masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// ID number: first two and last three digits stay.
    Id,
    /// Telephone: `138****1234`.
    Phone,
    /// Bank card: last four digits stay.
    Card,
    /// Name: 张*, 李*民.
    Name,
}

/// The masked text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "MaskTextAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The masked text.
    pub masked: String,
}

/// Masks `text`.
pub fn run(kind: Kind, text: &str) -> Answer {
    let masked = match kind {
        Kind::Id => mask_id(text),
        Kind::Phone => mask_phone(text),
        Kind::Card => mask_card(text),
        Kind::Name => mask_name(text),
    };
    Answer { masked }
}
