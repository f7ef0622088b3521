//! Calls of whoever keeps the archive.

use serde::{Deserialize, Serialize};

use super::call::{Call, Empty, act, look};
use crate::tasks::{
    assign_scans, bind_year, dispose_items, file_items, hand_to_archive, keep_archive_item,
    keep_archive_scheme, look_at_archive, look_at_leaving, look_at_scans, pack_boxes, refile_item,
    set_scans_aside, take_in_scans, take_scans_back,
};

/// What was held or freed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct Held {
    /// How many items.
    pub items: usize,
}

pub(super) fn calls() -> Vec<Call> {
    vec![
        look("look-at-archive", |desk, asked| {
            look_at_archive::run(desk, asked)
        }),
        look("look-at-archive-scheme", |desk, _: Empty| {
            keep_archive_scheme::look(desk)
        }),
        act("settle-archive-scheme", keep_archive_scheme::settle),
        act("add-retention-line", keep_archive_scheme::add_line),
        act("end-retention-line", |desk, asked| {
            keep_archive_scheme::end_line(desk, &asked)
        }),
        act("file-items", |desk, asked| file_items::run(desk, &asked)),
        act("file-other-paper", file_items::other),
        look(
            "look-at-archive-item",
            |desk, which: keep_archive_item::Which| keep_archive_item::look(desk, &which.item),
        ),
        act("keep-archive-item", |desk, asked| {
            keep_archive_item::run(desk, &asked)
        }),
        act(
            "hold-archive-items",
            |desk, asked: keep_archive_item::Hold| {
                let items = keep_archive_item::hold(desk, &asked)?.len();
                Ok(Held { items })
            },
        ),
        act("refile-item", |desk, asked| refile_item::run(desk, &asked)),
        act("pack-boxes", |desk, asked| pack_boxes::run(desk, &asked)),
        act("place-boxes", |desk, asked| pack_boxes::place(desk, &asked)),
        act("bind-volume", |desk, asked| bind_year::run(desk, &asked)),
        act("take-in-scans", |desk, asked| {
            take_in_scans::run(desk, &asked)
        }),
        look("look-at-scans", |desk, _: Empty| look_at_scans::run(desk)),
        act("assign-scans", |desk, asked| {
            assign_scans::run(desk, &asked)
        }),
        act("set-scans-aside", |desk, asked| {
            set_scans_aside::run(desk, &asked)
        }),
        act("take-scans-back", |desk, asked| {
            take_scans_back::run(desk, &asked)
        }),
        act("try-scans-again", |desk, asked| {
            take_in_scans::again::run(desk, &asked)
        }),
        look("look-at-leaving", |desk, _: Empty| {
            look_at_leaving::run(desk)
        }),
        act("hand-to-archive", |desk, asked| {
            hand_to_archive::run(desk, &asked)
        }),
        act("make-disposal", |desk, asked| {
            dispose_items::make(desk, &asked)
        }),
        act("judge-disposal", |desk, asked| {
            dispose_items::judge(desk, &asked)
        }),
        act("approve-disposal", |desk, asked| {
            dispose_items::approve(desk, &asked)
        }),
        act("carry-out-disposal", |desk, asked| {
            dispose_items::carry_out(desk, &asked)
        }),
        act("set-disposal-aside", |desk, asked| {
            dispose_items::set_aside(desk, &asked)
        }),
    ]
}
