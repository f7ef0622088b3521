//! Where each township stands in a month, and the county's monthly minimum. Who released the same
//! number stands at the same place.

use chrono::{Months, NaiveDate};
use gongkai_letters::{Metadata, Ranking};

use crate::letters::{Address, Down, LetterFault};
use crate::platform::Platform;
use crate::store::{self, Statement, StoreError, Value};

const MONTH: Statement = Statement::both(include_str!("sql/item_month.sql"));
const PUT: Statement = Statement::both(include_str!("sql/minimum_put.sql"));
const FIND: Statement = Statement::both(include_str!("sql/minimum_find.sql"));

/// A month: `2026-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month(NaiveDate);

/// What was given is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("月份应写成 2026-10 的样子")]
pub struct NotAMonth;

impl std::str::FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let first = format!("{}-01", text.trim());
        NaiveDate::parse_from_str(&first, "%Y-%m-%d")
            .map(Self)
            .map_err(|_| NotAMonth)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl Month {
    /// The month of a day.
    pub(crate) fn of(day: NaiveDate) -> Self {
        Self(chrono::Datelike::with_day(&day, 1).unwrap_or(day))
    }

    /// As people write it: 2026年10月.
    pub(crate) fn said(self) -> String {
        self.0.format("%Y年%-m月").to_string()
    }

    fn next(self) -> NaiveDate {
        self.0.checked_add_months(Months::new(1)).unwrap_or(self.0)
    }
}

/// A township's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// 区划代码.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its place, from 1.
    pub place: u64,
    /// How many items it released.
    pub released: u64,
}

impl Platform {
    /// Everybody's place in a month, best first.
    ///
    /// # Errors
    /// The database.
    pub async fn ranking(&self, month: Month) -> Result<Vec<Place>, StoreError> {
        let values: [Value; 2] = [month.0.to_string().into(), month.next().to_string().into()];
        let rows = self.store.read().await?.rows(MONTH, &values).await?;
        let mut places: Vec<Place> = Vec::new();
        for (number, row) in (1..).zip(rows) {
            let released = row.count("released")?;
            let before = places.last().filter(|last| last.released == released);
            let place = before.map_or(number, |last| last.place);
            places.push(Place {
                code: row.text("code")?,
                name: row.text("name")?,
                place,
                released,
            });
        }
        Ok(places)
    }

    /// The minimum in force in a month; 0 where none was ever set.
    ///
    /// # Errors
    /// The database.
    pub async fn minimum(&self, month: Month) -> Result<u64, StoreError> {
        let mut session = self.store.read().await?;
        let row = store::first(session.as_mut(), FIND, &[month.to_string().into()]).await?;
        row.map_or(Ok(0), |row| row.count("released"))
    }

    /// Sets the minimum from a month on; what was in force before stays true for earlier months.
    ///
    /// # Errors
    /// The database.
    pub async fn set_minimum(
        &self,
        since: Month,
        released: u64,
        who: &str,
    ) -> Result<(), StoreError> {
        let mut session = self.store.write().await?;
        let values: [Value; 2] = [since.to_string().into(), released.into()];
        session.run(PUT, &values).await?;
        self.note(
            session.as_mut(),
            who,
            "每月最低条数",
            &format!("{since} 起 {released}"),
        )
        .await?;
        session.commit().await
    }

    /// Tells every township where it stood in a month.
    ///
    /// # Errors
    /// [`LetterFault`]; nobody was told then.
    pub async fn send_ranking(&self, month: Month, who: &str) -> Result<usize, LetterFault> {
        let (places, minimum) = (self.ranking(month).await?, self.minimum(month).await?);
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let of = small(places.len() as u64);
        self.send_each(&Address::Everybody, who, |township| {
            let stood = places
                .iter()
                .find(|place| place.code == township.code.as_str())?;
            Some(Down {
                title: format!("{}公开情况排名", month.said()),
                metadata: Metadata::Ranking(Ranking {
                    month: month.to_string(),
                    place: small(stood.place),
                    of,
                    released: small(stood.released),
                    minimum: small(minimum),
                }),
                text: None,
                attachments: Vec::new(),
            })
        })
        .await
    }
}
