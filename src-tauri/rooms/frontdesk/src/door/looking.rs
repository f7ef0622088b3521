//! Calls of whoever looks: today, the catalogue, searching.

use serde::{Deserialize, Serialize};

use super::call::{Call, Item, look};
use crate::tasks::{search_office, show_disclosure};

/// What is searched.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct Search {
    /// Words, numbers or first letters in pinyin.
    pub words: String,
    /// At most so many hits.
    pub limit: u32,
}

pub(super) fn calls() -> Vec<Call> {
    vec![
        look("search-office", |desk, search: Search| {
            search_office::run(desk, &search.words, search.limit)
        }),
        look("show-disclosure", |desk, item: Item| {
            show_disclosure::show(desk, &item.disclosure)
        }),
    ]
}
