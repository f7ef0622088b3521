//! Drafts between desks: from what was typed to the task and back.

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::tasks::{
    choose_texts, hand_over_draft, keep_draft_exchange, keep_draft_office, look_at_packages,
    look_at_stations, take_in_draft,
};

use super::county::key_file;
use super::requests::acting;
use super::{Counter, answer};
use crate::Answer;
use crate::arguments::{ChooseTexts, Draft, DraftExchange, HandOverDraft, TakeIn};

impl Counter {
    pub(super) fn draft(&self, draft: Draft) -> Result<Answer, Problem> {
        match draft {
            Draft::Address(to) => {
                let request = keep_draft_office::Request {
                    path: to.out,
                    acting: acting(to.acting),
                };
                let given = keep_draft_office::give_out(&mut self.write()?, &request)?;
                answer("draft-address", given)
            }
            Draft::Office(from) => {
                let request = keep_draft_office::Request {
                    path: from.file,
                    acting: acting(from.acting),
                };
                let known = keep_draft_office::know(&mut self.write()?, &request)?;
                answer("draft-office", known)
            }
            Draft::Exchange(exchange) => self.keep_exchange(exchange),
            Draft::Fetch => answer("draft-look", keep_draft_exchange::fetch(&self.read()?)?),
            Draft::Show => answer("draft-show", look_at_stations::run(&self.read()?)?),
            Draft::HandOver(hand) => self.hand_draft_over(hand),
            Draft::Look { path } => {
                let place = look_at_packages::Place { path };
                answer("draft-look", look_at_packages::run(&self.read()?, &place)?)
            }
            Draft::TakeIn(take) => self.take_draft_in(take),
            Draft::Texts { id } => answer("draft-texts", choose_texts::look(&self.read()?, &id)?),
            Draft::Choose(choose) => self.choose_texts(choose),
        }
    }

    fn keep_exchange(&self, exchange: DraftExchange) -> Result<Answer, Problem> {
        let request = keep_draft_exchange::Request {
            address: exchange.address.unwrap_or_default(),
            access: exchange.access.as_deref().map(key_file).transpose()?,
            root: exchange.root,
            acting: acting(exchange.acting),
        };
        let kept = keep_draft_exchange::run(&mut self.write()?, &request)?;
        answer("draft-exchange", kept)
    }

    fn hand_draft_over(&self, hand: HandOverDraft) -> Result<Answer, Problem> {
        let request = hand_over_draft::Request {
            unit: hand.unit,
            provider: hand.provider,
            responsible: hand.responsible,
            agreed_on: hand.agreed_on,
            folder: hand.out,
            acting: acting(hand.acting),
        };
        let handed = hand_over_draft::run(&mut self.write()?, &hand.id, &request)?;
        answer("draft-hand-over", handed)
    }

    fn take_draft_in(&self, take: TakeIn) -> Result<Answer, Problem> {
        let request = take_in_draft::Request {
            file: take.file,
            compared: take.compared,
            entry: take.entry,
            acting: acting(take.acting),
        };
        let taken = take_in_draft::run(&mut self.write()?, &request)?;
        answer("draft-take-in", taken)
    }

    fn choose_texts(&self, choose: ChooseTexts) -> Result<Answer, Problem> {
        let takes = choose.takes.into_iter();
        let choices = takes.map(|(field, side)| choose_texts::Choice { field, side });
        let request = choose_texts::Request {
            choices: choices.collect(),
            acting: acting(choose.acting),
        };
        let chosen = choose_texts::run(&mut self.write()?, &choose.id, &request)?;
        answer("disclosure", chosen)
    }
}
