//! When something happened and when it was written down: two dates, both kept, because faked
//! dates fail a whole site in inspections (国办秘函〔2019〕19号, 单项否决).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// The instant at which somebody sits at the desk; handed in, for the rulebook has no clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Now {
    /// Milliseconds since the Unix epoch, UTC.
    pub unix_ms: i64,
    /// The calendar day at the office.
    pub today: NaiveDate,
}

/// An act in time: 发生日期 and 录入时间.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The day it happened (发生日期).
    pub occurred_on: NaiveDate,
    /// When it was entered (录入时间).
    pub entered: Now,
}

impl Moment {
    /// An act that happened on `on`, or today where that is not said.
    ///
    /// # Errors
    /// [`Refusal::InTheFuture`]: nothing is entered before it happens.
    pub fn new(on: Option<NaiveDate>, now: Now) -> Result<Self, Refusal> {
        let occurred_on = on.unwrap_or(now.today);
        if occurred_on > now.today {
            return Err(Refusal::InTheFuture {
                on: occurred_on,
                today: now.today,
            });
        }
        Ok(Self {
            occurred_on,
            entered: now,
        })
    }

    /// The same act, once it is certain that it did not happen before `predecessor`.
    ///
    /// # Errors
    /// [`Refusal::BeforePredecessor`] with both dates and what came first.
    pub fn not_before(self, predecessor: NaiveDate, what: &'static str) -> Result<Self, Refusal> {
        if self.occurred_on < predecessor {
            return Err(Refusal::BeforePredecessor {
                on: self.occurred_on,
                predecessor,
                what,
            });
        }
        Ok(self)
    }

    /// 补录: entered on a later day than it happened.
    pub fn is_late_entry(&self) -> bool {
        self.entered.today > self.occurred_on
    }
}
