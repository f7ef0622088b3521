//! Calls about drafts between desks — handing over, taking in, choosing between two texts — and about
//! reports to the county.

use std::sync::PoisonError;

use super::call::{Call, Empty, Item, On, act, carry, look};
use crate::tasks::{
    bring_report, choose_texts, hand_over_draft, keep_draft_exchange, keep_draft_office,
    look_at_packages, look_at_stations, report_to_county, take_in_draft,
};

pub(super) fn calls() -> Vec<Call> {
    vec![
        look("look-at-stations", |desk, _: Empty| {
            look_at_stations::run(desk)
        }),
        look("show-draft-office", |desk, _: Empty| {
            keep_draft_office::show(desk)
        }),
        act(
            "give-out-draft-address",
            |desk, asked: keep_draft_office::Request| keep_draft_office::give_out(desk, &asked),
        ),
        act(
            "know-draft-office",
            |desk, asked: keep_draft_office::Request| keep_draft_office::know(desk, &asked),
        ),
        look("look-before-handing-over", |desk, item: Item| {
            hand_over_draft::look(desk, &item.disclosure)
        }),
        carry(
            "hand-over-draft",
            |office, asked: On<hand_over_draft::Request>| {
                let (item, asked) = (asked.disclosure, asked.asked);
                let ready = office.act(|desk| hand_over_draft::ready(desk, &item, &asked))?;
                ready.out(asked.folder.as_deref())
            },
        ),
        carry(
            "keep-draft-exchange",
            |office, asked: keep_draft_exchange::Request| {
                let kept = office.act(|desk| keep_draft_exchange::kept(desk, &asked))?;
                Ok(kept.tried())
            },
        ),
        carry("fetch-drafts", |office, _: Empty| {
            let wanted = office.look(keep_draft_exchange::wanted)?;
            let fetching = office.fetching();
            let alone = fetching.lock().unwrap_or_else(PoisonError::into_inner);
            wanted.fetch()?;
            drop(alone);
            office.look(keep_draft_exchange::waiting)
        }),
        look(
            "look-at-packages",
            |desk, asked: look_at_packages::Place| look_at_packages::run(desk, &asked),
        ),
        act("take-in-draft", |desk, asked: take_in_draft::Request| {
            take_in_draft::run(desk, &asked)
        }),
        look("look-at-texts", |desk, item: Item| {
            choose_texts::look(desk, &item.disclosure)
        }),
        act("choose-texts", |desk, asked: On<choose_texts::Request>| {
            choose_texts::run(desk, &asked.disclosure, &asked.asked)
        }),
        look("look-at-reports", |desk, _: Empty| {
            report_to_county::list(desk)
        }),
        act(
            "report-to-county",
            |desk, asked: report_to_county::Request| report_to_county::run(desk, &asked),
        ),
        act("bring-report", |desk, asked: bring_report::Request| {
            bring_report::run(desk, &asked)
        }),
    ]
}
