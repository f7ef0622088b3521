//! Commands about what leaves the office.

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::tasks::{
    accept_warning, allow_in_list, keep_list_rules, keep_words, look_at_access_log,
    look_before_release, mask_item,
};

use super::requests::acting;
use super::{Counter, answer};
use crate::Answer;
use crate::arguments::{Accept, Allow, Log, OwnRule, Rules, Words};

impl Counter {
    pub(super) fn log(&self, log: Log) -> Result<Answer, Problem> {
        let request = look_at_access_log::Request {
            from: log.from,
            count: log.limit,
            acting: acting(log.acting),
        };
        answer("log", look_at_access_log::run(&self.read()?, &request)?)
    }

    pub(super) fn accept(&self, accept: Accept) -> Result<Answer, Problem> {
        let plan = look_before_release::Request {
            disclosure: accept.id,
            ..look_before_release::Request::default()
        };
        let line = accept_warning::Line {
            check: accept.check,
            place: accept.place,
            text: accept.text,
        };
        let request = accept_warning::Request {
            plan,
            line,
            why: accept.why,
            acting: acting(accept.acting),
        };
        answer("accept", accept_warning::run(&mut self.write()?, &request)?)
    }

    pub(super) fn allow(&self, allow: Allow) -> Result<Answer, Problem> {
        let request = allow_in_list::Request {
            disclosure: allow.id,
            allowance: allow.what,
            reviewer: allow.reviewer,
            why: allow.why,
            acting: acting(allow.acting),
        };
        answer("allow", allow_in_list::run(&mut self.write()?, &request)?)
    }

    pub(super) fn mask_item(
        &self,
        id: &str,
        by: crate::arguments::Acting,
    ) -> Result<Answer, Problem> {
        answer(
            "mask-item",
            mask_item::run(&mut self.write()?, id, &acting(by))?,
        )
    }

    pub(super) fn rules(&self, rules: Rules) -> Result<Answer, Problem> {
        let told = match rules {
            Rules::List => keep_list_rules::list(&self.read()?)?,
            Rules::Set {
                column,
                audience,
                rule,
                acting: by,
            } => {
                let stays = match rule {
                    OwnRule::Ruling => None,
                    OwnRule::Mask => Some(false),
                    OwnRule::Drop => Some(true),
                };
                let request = keep_list_rules::Request {
                    meaning: column,
                    audience,
                    stays,
                    acting: acting(by),
                };
                keep_list_rules::run(&mut self.write()?, &request)?
            }
        };
        answer("rules", told)
    }

    pub(super) fn words(&self, words: Words) -> Result<Answer, Problem> {
        let told = match words {
            Words::List => keep_words::list(&self.read()?)?,
            Words::Keep {
                word,
                better,
                why,
                leave_out,
                acting: by,
            } => {
                let request = keep_words::Request {
                    word,
                    minded: !leave_out,
                    better,
                    why,
                    acting: acting(by),
                };
                keep_words::run(&mut self.write()?, &request)?
            }
        };
        answer("words", told)
    }
}
