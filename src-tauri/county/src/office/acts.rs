//! What the county's people do, on the page or by command alike.

use gongkai_letters::{Metadata, Return, TownshipCode};
use gongkai_rulebook::catalogue::Catalogue;
use gongkai_rulebook::vocabulary::DisclosureClass;

use crate::fresh::{self, NoRandomness};
use crate::letters::{Address, Down, LetterFault};
use crate::platform::Platform;
use crate::store::{self, Statement, StoreError, Value};

const PUT_PERSON: Statement = Statement::both(include_str!("../sql/person_put.sql"));
const FIND_PERSON: Statement = Statement::both(include_str!("../sql/person_find.sql"));
const ARRIVED: Statement = Statement::both(include_str!("../sql/package_latest.sql"));
const ITEM: Statement = Statement::both(include_str!("../sql/item_brief.sql"));
const PUT_ENTRY: Statement = Statement::both(include_str!("../sql/entry_put.sql"));
const ACTS: Statement = Statement::both(include_str!("../sql/act_latest.sql"));

/// Why something of the office was not done.
#[derive(Debug, thiserror::Error)]
pub enum ActFault {
    /// No such item is on the platform.
    #[error("县平台上没有这一事项")]
    NoItem,
    /// A reason is missing.
    #[error("请写明退回的原因，乡镇要照着改")]
    NoReason,
    /// The letter was not written.
    #[error(transparent)]
    Letter(#[from] LetterFault),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// A package that arrived.
#[derive(Debug, Clone)]
pub(crate) struct Arrived {
    pub(crate) township: String,
    pub(crate) number: u64,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) taken_at: String,
    pub(crate) item: Option<String>,
    pub(crate) state: Option<String>,
    /// Why it was refused, if it was.
    pub(crate) refused: Option<String>,
}

/// What is to be returned for correction, and why.
#[derive(Debug, Clone, serde::Deserialize)]
pub(crate) struct ReturnRequest {
    pub(crate) disclosure: String,
    pub(crate) reason: String,
    pub(crate) field: Option<String>,
}

/// Something that was done.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub(crate) at: String,
    pub(crate) who: String,
    pub(crate) what: String,
    pub(crate) about: String,
}

impl Platform {
    /// Gives a person of the county's office a key; the one he had ends at once.
    ///
    /// # Errors
    /// The database.
    pub async fn add_office_person(&self, name: &str, who: &str) -> Result<String, ActFault> {
        let key = fresh::bearer()?;
        let mut session = self.store.write().await?;
        let values: [Value; 3] = [name.into(), fresh::kept(&key).into(), self.stamp().into()];
        session.run(PUT_PERSON, &values).await?;
        self.note(session.as_mut(), who, "发放登录口令", name)
            .await?;
        session.commit().await?;
        Ok(key)
    }

    /// Whose key this is.
    pub(crate) async fn person(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut session = self.store.read().await?;
        let kept = fresh::kept(key.trim());
        let row = store::first(session.as_mut(), FIND_PERSON, &[kept.into()]).await?;
        row.map(|row| row.text("name")).transpose()
    }

    /// The latest packages, of one township or of all (`""`).
    pub(crate) async fn arrived(
        &self,
        township: &str,
        limit: u64,
    ) -> Result<Vec<Arrived>, StoreError> {
        let values: [Value; 2] = [township.into(), limit.into()];
        let rows = self.store.read().await?.rows(ARRIVED, &values).await?;
        rows.iter()
            .map(|row| {
                Ok(Arrived {
                    township: row.text("township_name")?,
                    number: row.count("number")?,
                    kind: label(&row.text("kind")?),
                    title: row.text("title")?,
                    taken_at: row.text("taken_at")?,
                    item: row.text_if_any("item")?,
                    state: row.text_if_any("state")?,
                    refused: row.text_if_any("refused_text")?,
                })
            })
            .collect()
    }

    /// An item's township and title.
    pub(crate) async fn item(
        &self,
        id: &str,
    ) -> Result<Option<(TownshipCode, String)>, StoreError> {
        let mut session = self.store.read().await?;
        let Some(row) = store::first(session.as_mut(), ITEM, &[id.trim().into()]).await? else {
            return Ok(None);
        };
        let code = row.text("township")?.parse();
        let code = code.map_err(|_| StoreError::Shape("township".to_owned()))?;
        Ok(Some((code, row.text("title")?)))
    }

    /// Returns an item to its township for correction; answers with its title.
    pub(crate) async fn give_back(
        &self,
        request: &ReturnRequest,
        who: &str,
    ) -> Result<String, ActFault> {
        let reason = request.reason.trim();
        if reason.is_empty() {
            return Err(ActFault::NoReason);
        }
        let id = request.disclosure.trim();
        let (code, title) = self.item(id).await?.ok_or(ActFault::NoItem)?;
        let field = request.field.as_deref().map(str::trim);
        let letter = Down {
            title: format!("退回修改：{title}"),
            metadata: Metadata::Return(Return {
                disclosure: id.parse().map_err(|_| ActFault::NoItem)?,
                reason: reason.to_owned(),
                field: field.filter(|field| !field.is_empty()).map(str::to_owned),
            }),
            text: None,
            attachments: Vec::new(),
        };
        self.send(&Address::One(code), &letter, who).await?;
        Ok(title)
    }

    /// Sets the tree under which the public looks, of the entries that are for everybody; entries
    /// that are no longer in it keep their items.
    ///
    /// # Errors
    /// The database.
    pub async fn set_catalogue(&self, catalogue: &Catalogue, who: &str) -> Result<u64, StoreError> {
        let mut session = self.store.write().await?;
        let mut count = 0;
        let public = catalogue
            .entries()
            .iter()
            .filter(|entry| entry.mode == DisclosureClass::Proactive);
        for (place, entry) in (1_u64..).zip(public) {
            let values: [Value; 4] = [
                entry.code.to_string().into(),
                entry.parent.as_ref().map(ToString::to_string).into(),
                entry.name.as_str().into(),
                place.into(),
            ];
            count += session.run(PUT_ENTRY, &values).await?;
        }
        let edition = &catalogue.head().edition;
        self.note(session.as_mut(), who, "设定公开目录", edition)
            .await?;
        session.commit().await?;
        self.counter.changed();
        Ok(count)
    }

    /// What was done last.
    pub(crate) async fn acts(&self, limit: u64) -> Result<Vec<Act>, StoreError> {
        let rows = self.store.read().await?.rows(ACTS, &[limit.into()]).await?;
        rows.iter()
            .map(|row| {
                Ok(Act {
                    at: row.text("at")?,
                    who: row.text("who")?,
                    what: row.text("what")?,
                    about: row.text("about")?,
                })
            })
            .collect()
    }
}

/// A kind of letter as people call it.
pub(crate) fn label(code: &str) -> String {
    code.parse::<gongkai_rulebook::letter::LetterKind>()
        .map_or_else(|_| code.to_owned(), |kind| kind.label().to_owned())
}
