//! The entry's clock over the office's calendar: last days, how urgent they are, and why it is
//! this day. A year without a table becomes a notice; no date is guessed.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use gongkai_registry::records::Subject;
use gongkai_rulebook::calendar::{Calendar, DayKind};
use gongkai_rulebook::catalogue::{Catalogue, Entry};
use gongkai_rulebook::deadline::{Clock, DeadlineError, PostingPeriod, TimeUnit};
use gongkai_rulebook::vocabulary::DisclosureClass;
use serde::Serialize;

use super::wording::{day, full_day, weekday};
use crate::{Desk, Problem};

/// From this month on the next year's calendar is asked for: the State Council publishes it in
/// November.
const ASK_FOR_NEXT_YEAR: u32 = 12;

/// How urgent a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtTodayUrgency")
)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// The last day is over.
    Overdue,
    /// The last day is today.
    Today,
    /// The last day is in this week.
    ThisWeek,
    /// The last day is later.
    Later,
    /// There is no last day.
    Open,
}

impl Urgency {
    /// Overdue, today or this week.
    pub const fn is_pressing(self) -> bool {
        match self {
            Self::Overdue | Self::Today | Self::ThisWeek => true,
            Self::Later | Self::Open => false,
        }
    }

    fn of(due: NaiveDate, today: NaiveDate) -> Self {
        let sunday = today
            .checked_add_days(Days::new(u64::from(
                6 - today.weekday().num_days_from_monday(),
            )))
            .unwrap_or(today);
        if due < today {
            Self::Overdue
        } else if due == today {
            Self::Today
        } else if due <= sunday {
            Self::ThisWeek
        } else {
            Self::Later
        }
    }
}

/// Why a last day is this day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtTodayWhy", optional_fields = nullable))]
pub struct Why {
    /// The day the clock started from; it is not counted.
    pub from: NaiveDate,
    /// The days that were counted, where work days were.
    pub counted: Vec<NaiveDate>,
    /// The same as sentences, to be read or pasted.
    pub sentences: Vec<String>,
}

/// A clock and the day it started from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    from: NaiveDate,
    clock: Clock,
}

/// A last day, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Due {
    /// The last day, and what it was counted from; nothing where a superior set it.
    On(NaiveDate, Option<Counted>),
    /// The year has no calendar.
    Unknown(i32),
    /// Nothing is counted: no formed-on date, or a class that is not published.
    None,
}

/// The calendar, the catalogues and the day.
pub(super) struct Clockwork<'a> {
    desk: &'a Desk,
    pub(super) today: NaiveDate,
    calendar: Calendar,
    catalogues: BTreeMap<String, Catalogue>,
    missing: RefCell<BTreeSet<i32>>,
    /// Last days worked out before: many items of a year share a day and a clock.
    known: BTreeMap<(String, String, NaiveDate), Due>,
}

impl<'a> Clockwork<'a> {
    pub(super) fn new(desk: &'a Desk, today: NaiveDate) -> Result<Self, Problem> {
        Ok(Self {
            desk,
            today,
            calendar: desk.calendar()?,
            catalogues: BTreeMap::new(),
            missing: RefCell::default(),
            known: BTreeMap::new(),
        })
    }

    pub(super) const fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The last day for an item to be disclosed.
    pub(super) fn due(&mut self, subject: &Subject) -> Result<Due, Problem> {
        let published = match subject.class {
            DisclosureClass::Proactive | DisclosureClass::Internal => true,
            DisclosureClass::OnRequest | DisclosureClass::Exempt => false,
        };
        if !published {
            return Ok(Due::None);
        }
        let entry = (subject.edition.as_str(), subject.entry.as_str());
        self.last_day(entry, subject.demanded_due, subject.formed_on)
    }

    /// The last day: the one a superior set, else by the clock of the entry from 形成日期.
    pub(super) fn last_day(
        &mut self,
        (edition, entry): (&str, &str),
        demanded: Option<NaiveDate>,
        formed_on: Option<NaiveDate>,
    ) -> Result<Due, Problem> {
        match (demanded, formed_on) {
            (Some(due), _) => Ok(Due::On(due, None)),
            (None, Some(formed_on)) => self.due_of(edition, entry, formed_on),
            (None, None) => Ok(Due::None),
        }
    }

    /// The last day by the clock of an entry, from a day on.
    pub(super) fn due_of(
        &mut self,
        edition: &str,
        entry: &str,
        from: NaiveDate,
    ) -> Result<Due, Problem> {
        let key = (edition.to_owned(), entry.to_owned(), from);
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let catalogue = self.catalogue(edition)?;
        let clock = match catalogue.entry(entry) {
            Some(entry) => catalogue.clock(entry),
            None => &catalogue.head().clock,
        };
        let clock = clock.clone();
        let due = match clock.due(from, &self.calendar) {
            Ok(due) => Due::On(due, Some(Counted { from, clock })),
            Err(error) => self.unknown(&error),
        };
        self.known.insert(key, due.clone());
        Ok(due)
    }

    /// The last day on which something must hang.
    pub(super) fn last_day_of(&self, posting: &PostingPeriod, posted_on: NaiveDate) -> Due {
        match posting.span(posted_on, &self.calendar) {
            Ok(span) => Due::On(
                span.last,
                Some(Counted {
                    from: posted_on,
                    clock: Clock {
                        n: posting.n,
                        unit: posting.unit,
                        anchor: gongkai_rulebook::deadline::Anchor::Published,
                        original: String::new(),
                        basis: posting.basis.clone(),
                        certainty: posting.certainty,
                    },
                }),
            ),
            Err(error) => self.unknown(&error),
        }
    }

    /// So many work days after a day; `None` where the year has no calendar.
    pub(super) fn workdays_after(&self, from: NaiveDate, days: u32) -> Option<NaiveDate> {
        match self.calendar.add_workdays(from, days) {
            Ok(day) => Some(day),
            Err(missing) => {
                self.missing.borrow_mut().insert(missing.year);
                None
            }
        }
    }

    fn unknown(&self, error: &DeadlineError) -> Due {
        match error {
            DeadlineError::YearMissing(missing) => {
                self.missing.borrow_mut().insert(missing.year);
                Due::Unknown(missing.year)
            }
            DeadlineError::EmptyPeriod | DeadlineError::OutOfRange { .. } => Due::None,
        }
    }

    /// The entry an item is filed under, in its own edition.
    pub(super) fn entry(&mut self, subject: &Subject) -> Result<Option<&Entry>, Problem> {
        Ok(self
            .catalogue(&subject.edition)?
            .entry(subject.entry.as_str()))
    }

    fn catalogue(&mut self, edition: &str) -> Result<&Catalogue, Problem> {
        if !self.catalogues.contains_key(edition) {
            let read = self.desk.catalogue_edition(edition)?;
            self.catalogues.insert(edition.to_owned(), read);
        }
        // The map has it now; the default is never made.
        self.catalogues.get(edition).ok_or_else(|| {
            let text = format!("登记库里没有“{edition}”这一版公开目录");
            Problem::unreadable("catalogue-missing", text, "重新导入公开目录")
        })
    }

    pub(super) fn urgency(&self, due: NaiveDate) -> Urgency {
        Urgency::of(due, self.today)
    }

    /// 逾期 2 天, 今天, 明天, 本周五, 10月23日.
    pub(super) fn badge(&self, due: NaiveDate) -> String {
        match self.urgency(due) {
            Urgency::Overdue => format!("逾期 {} 天", (self.today - due).num_days()),
            Urgency::Today => "今天".to_owned(),
            Urgency::ThisWeek if Some(due) == self.today.succ_opt() => "明天".to_owned(),
            Urgency::ThisWeek => format!("本周{}", weekday(due)),
            Urgency::Later | Urgency::Open => day(due, self.today),
        }
    }

    /// 最迟10月23日公开，还有 3 个工作日.
    pub(super) fn sentence(&self, due: NaiveDate, act: &str) -> String {
        let on = day(due, self.today);
        match self.urgency(due) {
            Urgency::Overdue => format!("应在{on}以前{act}"),
            Urgency::Today => format!("今天是{act}的最后一天"),
            Urgency::ThisWeek | Urgency::Later | Urgency::Open => {
                match self.calendar.workdays_between(self.today, due) {
                    Ok(left) => format!("最迟{on}{act}，还有 {left} 个工作日"),
                    Err(_) => format!("最迟{on}{act}"),
                }
            }
        }
    }

    /// What must be told before everything else.
    pub(super) fn notices(&self) -> Vec<String> {
        let mut years = self.missing.borrow().clone();
        if self.today.month() >= ASK_FOR_NEXT_YEAR {
            let next = self.today.year() + 1;
            if !self.calendar.years().any(|year| year == next) {
                years.insert(next);
            }
        }
        let told = |year: &i32| {
            format!(
                "没有{year}年的放假安排，涉及该年的期限算不出来；国务院办公厅公布放假通知后，请更新工作日历。"
            )
        };
        years.iter().map(told).collect()
    }

    /// The counted days, in words.
    pub(super) fn why(&self, counted: &Counted) -> Option<Why> {
        let Counted { from, clock } = counted;
        let due = clock.due(*from, &self.calendar).ok()?;
        let days = clock.counted_days(*from, &self.calendar).ok()?;
        let start = format!(
            "{}是{}，当日不计，从次日起数 {} {}，到{}为止。",
            full_day(*from),
            clock.anchor,
            clock.n,
            clock.unit,
            full_day(due)
        );
        let mut sentences = vec![start];
        if clock.unit == TimeUnit::Workday {
            sentences.extend(self.unusual_days(*from, due));
        }
        sentences.push(format!("依据：{}。", clock.basis));
        Some(Why {
            from: *from,
            counted: days,
            sentences,
        })
    }

    /// Festivals left out and weekends worked between two days.
    fn unusual_days(&self, from: NaiveDate, due: NaiveDate) -> Option<String> {
        let mut festivals: Vec<(String, u32)> = Vec::new();
        let mut worked: Vec<String> = Vec::new();
        for date in from.iter_days().skip(1).take_while(|date| *date <= due) {
            match self.calendar.day(date).ok()? {
                DayKind::Holiday(name) => {
                    match festivals.iter_mut().find(|(known, _)| *known == name) {
                        Some((_, days)) => *days += 1,
                        None => festivals.push((name, 1)),
                    }
                }
                DayKind::AdjustedWorkday => worked.push(day(date, self.today)),
                DayKind::Workday | DayKind::Weekend => {}
            }
        }
        let mut parts: Vec<String> = festivals
            .into_iter()
            .map(|(name, days)| format!("{name}放假 {days} 天不计"))
            .collect();
        if !worked.is_empty() {
            parts.push(format!("{}调休上班，照计", worked.join("、")));
        }
        (!parts.is_empty()).then(|| format!("其间{}。", parts.join("；")))
    }
}
