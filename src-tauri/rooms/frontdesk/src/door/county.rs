//! Calls of whoever reports to the county: what waits, by hand, a round, what came back, the set-up.

use std::sync::Arc;

use serde::Serialize;

use super::by_itself::LastRound;
use super::call::{Call, Empty, Item, act, carry, look, outside};
use super::opened::Opened;
use crate::Problem;
use crate::county::by_hand::fetched;
use crate::county::{plan_seated, round_seated};
use crate::tasks::{
    check_county_page, fill_county_form, keep_county_forms, look_at_county, mark_county_letter,
    read_county_letter, report_by_hand, set_up_county, sync_county,
};

/// What the program did by itself.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CountyRounds", optional_fields = nullable))]
pub(super) struct ByItself {
    /// Its last round since the office was opened.
    pub last: Option<LastRound>,
}

pub(super) fn calls() -> Vec<Call> {
    vec![
        look("look-at-county", |desk, _: Empty| look_at_county::run(desk)),
        look("look-at-county-letters", |desk, _: Empty| {
            look_at_county::letters(desk)
        }),
        look("look-at-county-forms", |desk, _: Empty| {
            keep_county_forms::list(desk)
        }),
        act("own-county-form", |desk, asked| {
            keep_county_forms::copy(desk, &asked)
        }),
        look("fill-county-form", |desk, item: Item| {
            fill_county_form::run(desk, &item.disclosure)
        }),
        act("report-by-hand", |desk, asked| {
            report_by_hand::run(desk, &asked)
        }),
        carry("check-county-page", |office, asked| {
            check_page(office, &asked)
        }),
        act("see-county-page", |desk, asked| {
            check_county_page::seen(desk, &asked)
        }),
        act("read-county-letter", |desk, asked| {
            read_county_letter::run(desk, &asked)
        }),
        act("mark-county-letter", |desk, asked| {
            mark_county_letter::run(desk, &asked)
        }),
        carry("set-up-county", |office, asked: set_up_county::Request| {
            let (link, keys) = office.act(|desk| set_up_county::kept(desk, &asked))?;
            office.rounds().looked_after();
            set_up_county::answered(link, &keys)
        }),
        outside("test-county", |door, asked: set_up_county::Request| {
            let office = door.office()?;
            let (link, keys) = office.look(|desk| set_up_county::thought(desk, &asked))?;
            set_up_county::tried(&link, &keys)
        }),
        carry("plan-county", |office, asked: sync_county::Request| {
            let rounds = office.rounds();
            rounds.runs(|pace| plan_seated(&Arc::downgrade(office), pace, &asked))
        }),
        carry("sync-county", |office, asked: sync_county::Request| {
            let rounds = office.rounds();
            rounds.runs(|pace| round_seated(&Arc::downgrade(office), pace, &asked))
        }),
        outside("look-at-county-rounds", |door, _: Empty| {
            Ok(ByItself {
                last: door.office()?.rounds().last(),
            })
        }),
    ]
}

/// Nobody at the window waits for a slow site.
fn check_page(
    office: &Opened,
    asked: &check_county_page::Request,
) -> Result<check_county_page::Answer, Problem> {
    let address = office.look(|desk| check_county_page::address(desk, asked))?;
    let seen = fetched(&address);
    office.act(|desk| check_county_page::keep(desk, asked, &seen))
}
