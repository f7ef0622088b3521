//! Calls of whoever looks: today, the catalogue, searching.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::call::{Call, Item, act, look};
use crate::Acting;
use crate::tasks::{
    keep_catalogue, look_at_catalogue, look_at_today, search_office, settle_entry, show_disclosure,
    take_in_catalogue,
};

/// Which year is looked at.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(super) struct WhichYear {
    /// The year; this one if not said.
    pub year: Option<i32>,
}

/// A catalogue to adopt.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct Adopt {
    /// The file.
    pub file: PathBuf,
    /// Who and when.
    pub acting: Acting,
}

pub(super) fn calls() -> Vec<Call> {
    vec![
        look("look-at-today", |desk, request| {
            look_at_today::run(desk, &request)
        }),
        look("count-today", |desk, request| {
            look_at_today::counts(desk, &request)
        }),
        look("look-at-year", |desk, which: WhichYear| {
            look_at_today::year(desk, which.year)
        }),
        look("look-at-catalogue", |desk, request| {
            look_at_catalogue::run(desk, &request)
        }),
        act("adopt-catalogue", |desk, adopt: Adopt| {
            keep_catalogue::adopt(desk, &adopt.file, &adopt.acting)
        }),
        look("look-at-catalogue-table", |desk, source| {
            take_in_catalogue::look(desk, &source)
        }),
        act("take-in-catalogue", |desk, request| {
            take_in_catalogue::adopt(desk, &request)
        }),
        act("undo-catalogue", |desk, acting| {
            take_in_catalogue::undo(desk, &acting)
        }),
        act("settle-entry", |desk, request| {
            settle_entry::run(desk, &request)
        }),
        look("search-office", |desk, request| {
            search_office::grouped(desk, &request)
        }),
        look("show-disclosure", |desk, item: Item| {
            show_disclosure::show(desk, &item.disclosure)
        }),
    ]
}
