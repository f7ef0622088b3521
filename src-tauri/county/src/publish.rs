//! What the public sees of a package: an item, an item in place of another, a notice that an item was
//! taken back, an annual report. What is corrected stays to be read under its notice, without its files;
//! of what is withdrawn the words are emptied.

use gongkai_letters::{AttachmentLine, ItemSheet, Metadata, Opened, ReportSheet};

use crate::platform::Platform;
use crate::search::{self, Findable};
use crate::store::{self, Session, Statement, StoreError, Value};

const PUT: Statement = Statement::both(include_str!("sql/item_put.sql"));
const REPLACE: Statement = Statement::both(include_str!("sql/item_replace.sql"));
const WITHDRAW: Statement = Statement::both(include_str!("sql/item_withdraw.sql"));
const SAME_REPORT: Statement = Statement::both(include_str!("sql/item_same_report.sql"));
const ATTACH: Statement = Statement::both(include_str!("sql/attachment_add.sql"));
const DETACH: Statement = Statement::both(include_str!("sql/attachment_drop.sql"));

/// What is to be seen of a package.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    /// The item.
    pub(crate) item: Option<String>,
    /// 索引号 that the county gave.
    pub(crate) index_no: Option<String>,
}

/// What a package says, as far as it concerns the public.
pub(crate) enum Told<'a> {
    /// An item is released.
    Release(&'a ItemSheet),
    /// An item stands in place of another.
    Correction(&'a ItemSheet),
    /// An item is taken back.
    Withdrawal(&'a ItemSheet),
    /// An annual report.
    Annual(&'a ReportSheet),
    /// A report for the county alone.
    Report(&'a ReportSheet),
    /// Nothing that goes up to a county.
    Nothing,
}

impl<'a> Told<'a> {
    pub(crate) fn of(metadata: &'a Metadata) -> Self {
        match metadata {
            Metadata::Disclosure(sheet) => Self::Release(sheet),
            Metadata::Correction(sheet) => Self::Correction(sheet),
            Metadata::Withdrawal(sheet) => Self::Withdrawal(sheet),
            Metadata::AnnualReport(sheet) => Self::Annual(sheet),
            Metadata::SelfCheckReport(sheet)
            | Metadata::NilReport(sheet)
            | Metadata::Statistics(sheet) => Self::Report(sheet),
            Metadata::Draft(_)
            | Metadata::Receipt(_)
            | Metadata::Return(_)
            | Metadata::Notice(_)
            | Metadata::Circular(_)
            | Metadata::Catalogue(_)
            | Metadata::Request(_)
            | Metadata::Opinion(_)
            | Metadata::Ranking(_) => Self::Nothing,
        }
    }

    /// What the package is called in the county's lists.
    pub(crate) fn title(&self) -> &'a str {
        match self {
            Self::Release(sheet) | Self::Correction(sheet) | Self::Withdrawal(sheet) => {
                &sheet.title
            }
            Self::Annual(sheet) | Self::Report(sheet) => &sheet.title,
            Self::Nothing => "",
        }
    }

    /// The item it speaks of; an annual report is an item under the package's own id.
    pub(crate) fn item(&self, package: &str) -> Option<String> {
        match self {
            Self::Release(sheet) | Self::Correction(sheet) | Self::Withdrawal(sheet) => {
                Some(sheet.disclosure.to_string())
            }
            Self::Annual(_) => Some(package.to_owned()),
            Self::Report(_) | Self::Nothing => None,
        }
    }
}

/// Shows what a package says, in the transaction that takes it.
pub(crate) async fn show(
    platform: &Platform,
    session: &mut dyn Session,
    opened: &Opened<'_>,
    package: &str,
) -> Result<Shown, StoreError> {
    let shelf = Shelf {
        platform,
        opened,
        package,
    };
    match Told::of(&opened.metadata) {
        Told::Release(sheet) => shelf.item(session, sheet).await,
        Told::Correction(sheet) => {
            let shown = shelf.item(session, sheet).await?;
            if let Some(old) = sheet.corrects {
                let (old, new) = (old.to_string(), sheet.disclosure.to_string());
                let why = sheet.why.as_deref();
                shelf.replace(session, &old, &new, why).await?;
            }
            Ok(shown)
        }
        Told::Withdrawal(sheet) => shelf.withdraw(session, sheet).await,
        Told::Annual(sheet) => shelf.report(session, sheet).await,
        Told::Report(_) | Told::Nothing => Ok(Shown::default()),
    }
}

struct Shelf<'a> {
    platform: &'a Platform,
    opened: &'a Opened<'a>,
    package: &'a str,
}

impl Shelf<'_> {
    fn township(&self) -> &str {
        self.opened.manifest.township.as_str()
    }

    /// 索引号 where the township was given no pattern of its own: code, year, running number.
    fn index_no(&self, year: impl std::fmt::Display) -> String {
        let number = self.opened.manifest.number;
        format!("{}/{year}-{number:05}", self.township())
    }

    async fn item(
        &self,
        session: &mut dyn Session,
        sheet: &ItemSheet,
    ) -> Result<Shown, StoreError> {
        let id = sheet.disclosure.to_string();
        let given = self.index_no(chrono::Datelike::year(&sheet.released_on));
        let index_no = sheet.index_no.clone().unwrap_or(given);
        let keywords = sheet.keywords.join("；");
        let body = self.opened.text.unwrap_or_default();
        let day = |day: chrono::NaiveDate| day.to_string();
        let values: [Value; 26] = [
            id.as_str().into(),
            self.township().into(),
            self.package.into(),
            "disclosed".into(),
            sheet.title.as_str().into(),
            index_no.as_str().into(),
            sheet.document_no.clone().into(),
            sheet.publisher.as_str().into(),
            sheet.formed_on.map(day).into(),
            day(sheet.released_on).into(),
            sheet.entry.to_string().into(),
            sheet.entry_name.as_str().into(),
            sheet.subject.clone().into(),
            sheet.genre.clone().into(),
            sheet.class.label().into(),
            sheet.time_limit.clone().into(),
            sheet.scope.as_str().into(),
            validity(sheet).into(),
            keywords.as_str().into(),
            sheet.summary.as_str().into(),
            body.into(),
            i64::from(self.opened.copy.is_some()).into(),
            sheet.interprets.map(|id| id.to_string()).into(),
            sheet.corrects.map(|id| id.to_string()).into(),
            sheet.why.clone().into(),
            self.platform.stamp().into(),
        ];
        put(session, &values).await?;
        self.attach(session, &id, &sheet.attachments).await?;
        let number = sheet.document_no.as_deref().unwrap_or_default();
        let found = [
            &sheet.title,
            number,
            &index_no,
            &sheet.publisher,
            &keywords,
            body,
        ];
        self.index(session, &id, sheet.released_on, &found).await?;
        Ok(Shown {
            item: Some(id),
            index_no: Some(index_no),
        })
    }

    async fn report(
        &self,
        session: &mut dyn Session,
        sheet: &ReportSheet,
    ) -> Result<Shown, StoreError> {
        let year: String = sheet.period.chars().take(4).collect();
        let index_no = self.index_no(&year);
        let body = self.opened.text.unwrap_or_default();
        let today = self.platform.today();
        let mut values: Vec<Value> = vec![Value::Null; 26];
        let told: [(usize, Value); 14] = [
            (1, self.package.into()),
            (2, self.township().into()),
            (3, self.package.into()),
            (4, "annual".into()),
            (5, sheet.title.as_str().into()),
            (6, index_no.as_str().into()),
            (8, sheet.publisher.as_str().into()),
            (10, today.to_string().into()),
            (11, sheet.period.as_str().into()),
            (12, "政府信息公开年报".into()),
            (20, sheet.title.as_str().into()),
            (21, body.into()),
            (22, i64::from(self.opened.copy.is_some()).into()),
            (26, self.platform.stamp().into()),
        ];
        for (place, value) in told {
            values[place - 1] = value;
        }
        put(session, &values).await?;
        self.attach(session, self.package, &sheet.attachments)
            .await?;
        let found = [sheet.title.as_str(), &sheet.publisher, body];
        self.index(session, self.package, today, &found).await?;
        let same: [Value; 3] = [
            self.township().into(),
            sheet.period.as_str().into(),
            self.package.into(),
        ];
        for row in session.rows(SAME_REPORT, &same).await? {
            self.replace(session, &row.text("id")?, self.package, None)
                .await?;
        }
        Ok(Shown {
            item: Some(self.package.to_owned()),
            index_no: Some(index_no),
        })
    }

    async fn replace(
        &self,
        session: &mut dyn Session,
        old: &str,
        new: &str,
        why: Option<&str>,
    ) -> Result<(), StoreError> {
        let today = self.platform.today().to_string();
        let values: [Value; 5] = [
            old.into(),
            self.township().into(),
            new.into(),
            why.into(),
            today.into(),
        ];
        session.run(REPLACE, &values).await?;
        self.hide(session, old).await
    }

    async fn withdraw(
        &self,
        session: &mut dyn Session,
        sheet: &ItemSheet,
    ) -> Result<Shown, StoreError> {
        let id = sheet.disclosure.to_string();
        let today = self.platform.today().to_string();
        let values: [Value; 4] = [
            id.as_str().into(),
            self.township().into(),
            sheet.why.clone().into(),
            today.into(),
        ];
        session.run(WITHDRAW, &values).await?;
        self.hide(session, &id).await?;
        Ok(Shown {
            item: Some(id),
            index_no: None,
        })
    }

    async fn index(
        &self,
        session: &mut dyn Session,
        item: &str,
        day: chrono::NaiveDate,
        texts: &[&str],
    ) -> Result<(), StoreError> {
        let township = &self.opened.manifest.township;
        let found = Findable {
            item,
            township,
            day,
            texts,
        };
        search::index(session, &found).await
    }

    /// Neither found nor fetched any more.
    async fn hide(&self, session: &mut dyn Session, item: &str) -> Result<(), StoreError> {
        session.run(DETACH, &[item.into()]).await?;
        search::forget(session, item).await
    }

    async fn attach(
        &self,
        session: &mut dyn Session,
        item: &str,
        lines: &[AttachmentLine],
    ) -> Result<(), StoreError> {
        session.run(DETACH, &[item.into()]).await?;
        let enclosed = lines.iter().zip(&self.opened.attachments);
        for (number, (line, enclosure)) in (1_i64..).zip(enclosed) {
            let values: [Value; 5] = [
                item.into(),
                number.into(),
                line.name.as_str().into(),
                line.file.as_str().into(),
                (enclosure.bytes.len() as u64).into(),
            ];
            session.run(ATTACH, &values).await?;
        }
        Ok(())
    }
}

/// Nobody writes over another township's item, not even one who came at the same moment.
async fn put(session: &mut dyn Session, values: &[Value]) -> Result<(), StoreError> {
    match session.run(PUT, values).await? {
        0 => Err(StoreError::Raced),
        _ => Ok(()),
    }
}

/// 有效性, with the day it ends where there is one.
fn validity(sheet: &ItemSheet) -> String {
    match sheet.void_from {
        Some(day) => format!("{}（{}废止）", sheet.validity, day.format("%Y年%-m月%-d日")),
        None => sheet.validity.clone(),
    }
}

/// A title of an item that another one speaks of, if it may still be told.
pub(crate) async fn title_of(
    session: &mut dyn Session,
    item: &str,
) -> Result<Option<String>, StoreError> {
    const TITLE: Statement = Statement::both(include_str!("sql/item_title.sql"));
    let row = store::first(session, TITLE, &[item.into()]).await?;
    row.map(|row| row.text("title")).transpose()
}
