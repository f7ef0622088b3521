//! Calls of whoever releases, posts, and looks after boards and the three copies.

use gongkai_rulebook::ids::FileId;
use serde::{Deserialize, Serialize};

use super::call::{Asker, Call, Empty, Item, On, Reasoned, act, bytes, look};
use crate::Acting;
use crate::tasks::draft_disclosure::Fields;
use crate::tasks::{
    accept_warning, allow_in_list, correct_disclosure, exempt_disclosure, hand_over_copy,
    keep_boards, keep_copies, look_at_boards, look_at_copies, look_at_item, look_at_online,
    look_at_release_queue, look_before_release, mask_attachment, mask_item, open_kept_file,
    post_disclosure, reassess_exemption, release_disclosure, take_down_posting,
    withdraw_disclosure,
};

/// An item to be registered as 不予公开.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(super) struct Exempting {
    /// The item.
    pub disclosure: String,
    /// The ground's code.
    pub ground: String,
    /// How it falls under it.
    pub why: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// A kept file to look at.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct KeptFile {
    /// The file.
    pub file: FileId,
}

pub(super) fn calls() -> Vec<Call> {
    let mut calls = releasing();
    calls.extend(boards());
    calls.extend(copies());
    calls
}

fn releasing() -> Vec<Call> {
    vec![
        look("look-at-grounds", |desk, _: Empty| {
            exempt_disclosure::grounds(desk)
        }),
        act("exempt-disclosure", |desk, asked: Exempting| {
            let Exempting {
                disclosure,
                ground,
                why,
                acting,
            } = asked;
            exempt_disclosure::run(desk, &disclosure, &ground, why, &acting)
        }),
        act(
            "reassess-exemption",
            |desk, asked: reassess_exemption::Request| reassess_exemption::run(desk, &asked),
        ),
        look("look-at-release-queue", |desk, _: Empty| {
            look_at_release_queue::run(desk)
        }),
        look(
            "look-before-release",
            |desk, asked: look_before_release::Request| look_before_release::run(desk, &asked),
        ),
        bytes(
            "preview-release",
            |desk, asked: look_before_release::Request| look_before_release::page(desk, &asked),
        ),
        act(
            "release-disclosure",
            |desk, asked: On<release_disclosure::Request>| {
                release_disclosure::run(desk, &asked.disclosure, asked.asked)
            },
        ),
        look("look-at-allowances", |desk, item: Item| {
            allow_in_list::look(desk, &item.disclosure)
        }),
        act("allow-in-list", |desk, asked| {
            allow_in_list::run(desk, &asked)
        }),
        act("accept-warning", |desk, asked: accept_warning::Request| {
            accept_warning::run(desk, &asked)
        }),
        act("mask-item", |desk, asked: On<Asker>| {
            mask_item::run(desk, &asked.disclosure, &asked.asked.acting)
        }),
        act(
            "mask-attachment",
            |desk, asked: mask_attachment::Request| mask_attachment::run(desk, &asked),
        ),
        look("look-at-item", |desk, item: Item| {
            look_at_item::run(desk, &item.disclosure)
        }),
        look("look-at-online", |desk, item: Item| {
            look_at_online::run(desk, &item.disclosure)
        }),
        act("withdraw-disclosure", |desk, asked: Reasoned| {
            withdraw_disclosure::run(desk, &asked.disclosure, &asked.why, &asked.acting)
        }),
        act("correct-disclosure", |desk, asked: Reasoned| {
            let Reasoned {
                disclosure,
                why,
                acting,
            } = asked;
            correct_disclosure::run(desk, &disclosure, &why, Fields::default(), &acting)
        }),
    ]
}

fn boards() -> Vec<Call> {
    vec![
        act("post-disclosure", post_disclosure::post_everywhere),
        act("prove-posting", |desk, asked: post_disclosure::Proof| {
            post_disclosure::prove(desk, &asked)
        }),
        act("take-down-posting", take_down_posting::run),
        look("look-at-boards", |desk, _: Empty| look_at_boards::run(desk)),
        look("list-boards", |desk, _: Empty| keep_boards::list(desk)),
        act("add-boards", keep_boards::add),
        act("change-board", keep_boards::change),
        act("set-board-aside", |desk, asked: keep_boards::SetAside| {
            keep_boards::set_aside(desk, &asked)
        }),
    ]
}

fn copies() -> Vec<Call> {
    vec![
        look("look-at-copies", |desk, asked: look_at_copies::Request| {
            look_at_copies::run(desk, &asked)
        }),
        act("hand-over-copies", hand_over_copy::run_together),
        act("add-receipt", |desk, asked: hand_over_copy::Later| {
            hand_over_copy::add_receipt(desk, &asked)
        }),
        act("keep-copies", |desk, asked: keep_copies::Request| {
            keep_copies::run(desk, &asked)
        }),
        bytes("open-kept-file", |desk, asked: KeptFile| {
            Ok(open_kept_file::run(desk, asked.file)?.bytes)
        }),
    ]
}
