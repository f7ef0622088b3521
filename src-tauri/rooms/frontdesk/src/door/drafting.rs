//! Calls of whoever drafts.

use std::path::PathBuf;

use gongkai_rulebook::ids::{DisclosureId, WorkingTextId};
use serde::{Deserialize, Serialize};

use super::call::{Asker, Call, Empty, Item, On, Reasoned, act, look};
use crate::Acting;
use crate::tasks::{
    choose_entry, draft_disclosure, fill_form, hand_out_attachments, keep_working_text,
    look_at_attachments, look_at_drafts, set_draft_aside,
};

/// An entry of the catalogue.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct ByEntry {
    /// Its number.
    pub entry: String,
}

/// A title as it is typed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(super) struct TypedTitle {
    /// The entry it is filed under.
    pub entry: String,
    /// The title.
    pub title: String,
    /// The item that bears it.
    pub except: Option<DisclosureId>,
}

/// A text that was kept while it was typed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct OfWorkingText {
    /// Its id.
    pub working_text: WorkingTextId,
    /// Who and when.
    pub acting: Acting,
}

/// Files to attach.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct Files {
    /// Their paths.
    pub files: Vec<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

pub(super) fn calls() -> Vec<Call> {
    let mut calls = vec![
        act("open-draft", |desk, asked: draft_disclosure::Opening| {
            draft_disclosure::open(desk, asked.fields, &asked.acting)
        }),
        act(
            "edit-draft",
            |desk, asked: On<draft_disclosure::Opening>| {
                let On { disclosure, asked } = asked;
                draft_disclosure::edit(desk, &disclosure, asked.fields, &asked.acting)
            },
        ),
    ];
    calls.extend(choosing());
    calls.extend(writing());
    calls
}

/// Before and beside a form.
fn choosing() -> [Call; 5] {
    [
        look("look-at-entries", |desk, _: Empty| choose_entry::tree(desk)),
        look("choose-entry", |desk, asked: ByEntry| {
            choose_entry::choose(desk, &asked.entry)
        }),
        look("look-at-drafts", |desk, asked: Asker| {
            look_at_drafts::run(desk, &asked.acting)
        }),
        look("look-for-missing", |desk, item: Item| {
            look_at_drafts::missing(desk, &item.disclosure)
        }),
        look("look-for-alike", |desk, asked: TypedTitle| {
            look_at_drafts::alike(desk, &asked.entry, &asked.title, asked.except)
        }),
    ]
}

/// A form: opened, kept while it is typed, saved.
fn writing() -> [Call; 13] {
    [
        act("open-form", |desk, asked: On<Asker>| {
            fill_form::of_item(desk, &asked.disclosure, &asked.asked.acting)
        }),
        act("copy-form", |desk, asked: On<Asker>| {
            fill_form::of_copy(desk, &asked.disclosure, &asked.asked.acting)
        }),
        look("explain-form", |desk, asked: On<Asker>| {
            fill_form::of_explanation(desk, &asked.disclosure, &asked.asked.acting)
        }),
        look("open-working-text", |desk, asked: OfWorkingText| {
            fill_form::of_working_text(desk, asked.working_text, &asked.acting)
        }),
        act(
            "keep-working-text",
            |desk, asked: keep_working_text::Request| keep_working_text::keep(desk, asked),
        ),
        act("set-working-text-aside", |desk, asked: OfWorkingText| {
            keep_working_text::set_aside(desk, asked.working_text, &asked.acting)
        }),
        act("add-attachments", |desk, asked: Files| {
            fill_form::add_attachments(desk, &asked.files, &asked.acting)
        }),
        look("look-at-attachments", |desk, item: Item| {
            look_at_attachments::run(desk, &item.disclosure)
        }),
        act(
            "note-pictures",
            |desk, asked: On<look_at_attachments::Request>| {
                look_at_attachments::note(desk, &asked.disclosure, &asked.asked)
            },
        ),
        act(
            "hand-out-attachments",
            |desk, asked: On<hand_out_attachments::Request>| {
                hand_out_attachments::run(desk, &asked.disclosure, &asked.asked)
            },
        ),
        act("set-draft-aside", |desk, asked: Reasoned| {
            set_draft_aside::run(desk, &asked.disclosure, &asked.why, &asked.acting)
        }),
        act("take-up-draft", |desk, asked: On<Asker>| {
            set_draft_aside::take_up(desk, &asked.disclosure, &asked.asked.acting)
        }),
        act("save-form", |desk, asked: fill_form::Request| {
            fill_form::save(desk, asked)
        }),
    ]
}
