//! Letters of the county to its townships: each signed with the county's key, the next one of the
//! chain to its township, written in the transaction of what it tells.

use chrono::SubsecRound;
use gongkai_letters::{
    Attachment, Metadata, Outgoing, SealError, Sha256Digest, Standing, TownshipCode, seal,
};
use gongkai_rulebook::ids::LetterId;

use crate::fresh::{self, NoRandomness};
use crate::platform::Platform;
use crate::store::{self, Session, Statement, StoreError, Value};
use crate::townships::{self, Township};

const ADD: Statement = Statement::both(include_str!("sql/letter_add.sql"));
const LIST: Statement = Statement::both(include_str!("sql/letter_list.sql"));
const FIND: Statement = Statement::both(include_str!("sql/letter_find.sql"));
const LATEST: Statement = Statement::both(include_str!("sql/letter_latest.sql"));

/// Most lines of one list of letters.
const PAGE: u64 = 1000;

/// A letter that is not sealed yet.
#[derive(Debug, Clone)]
pub struct Down {
    /// What it is called in the county's lists.
    pub title: String,
    /// What it says.
    pub metadata: Metadata,
    /// A longer text.
    pub text: Option<String>,
    /// What goes with it, as its metadata names it.
    pub attachments: Vec<Attachment>,
}

/// To whom a letter goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// To every township that is not closed.
    Everybody,
    /// To one.
    One(TownshipCode),
}

/// Why a letter was not written.
#[derive(Debug, thiserror::Error)]
pub enum LetterFault {
    /// It cannot be sealed.
    #[error("信函不能封装：{0}")]
    Seal(#[from] SealError),
    /// There is nobody to write to.
    #[error("没有可以发往的乡镇")]
    Nobody,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// A letter in a list.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct LetterLine {
    /// Its number, from 1 without gaps.
    pub(crate) number: u64,
    /// Its package.
    pub(crate) package: String,
    /// SHA-256 of its manifest.
    pub(crate) sha256: Sha256Digest,
    /// Its length.
    pub(crate) bytes: u64,
}

/// A letter in the office's list.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) township: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) written_at: String,
}

impl Platform {
    /// Writes a letter to one township or to all, in one transaction.
    ///
    /// # Errors
    /// [`LetterFault`]; nobody got anything then.
    pub async fn send(&self, to: &Address, letter: &Down, who: &str) -> Result<usize, LetterFault> {
        self.send_each(to, who, |_| Some(letter.clone())).await
    }

    /// Writes to each township what is made for it.
    pub(crate) async fn send_each(
        &self,
        to: &Address,
        who: &str,
        letter: impl Fn(&Township) -> Option<Down> + Send,
    ) -> Result<usize, LetterFault> {
        let codes: Vec<TownshipCode> = match to {
            Address::One(code) => vec![code.clone()],
            Address::Everybody => {
                let all = self.townships().await?;
                all.into_iter().map(|township| township.code).collect()
            }
        };
        let mut session = self.store.write().await?;
        let mut sent = 0;
        // In the order of the codes, so that two who write to all never wait for each other.
        for code in codes {
            let township = townships::lock(session.as_mut(), &code).await?;
            let Some(township) = township.filter(|township| township.closed.is_none()) else {
                continue;
            };
            if let Some(letter) = letter(&township) {
                let (what, title) = (letter.metadata.kind().label(), letter.title.clone());
                write_letter(self, session.as_mut(), &township, letter).await?;
                self.note(session.as_mut(), who, what, &format!("{code} {title}"))
                    .await?;
                sent += 1;
            }
        }
        if sent == 0 {
            return Err(LetterFault::Nobody);
        }
        session.commit().await?;
        Ok(sent)
    }

    /// The letters to a township after number `after`.
    pub(crate) async fn letters_after(
        &self,
        code: &TownshipCode,
        after: u64,
        limit: u64,
    ) -> Result<Vec<LetterLine>, StoreError> {
        let limit = limit.clamp(1, PAGE);
        let values: [Value; 4] = [
            code.as_str().into(),
            self.id.to_string().into(),
            after.into(),
            limit.into(),
        ];
        let rows = self.store.read().await?.rows(LIST, &values).await?;
        let digest = |text: String| {
            let shape = |_| StoreError::Shape("manifest_hash".to_owned());
            text.parse().map_err(shape)
        };
        rows.iter()
            .map(|row| {
                Ok(LetterLine {
                    number: row.count("number")?,
                    package: row.text("id")?,
                    sha256: digest(row.text("manifest_hash")?)?,
                    bytes: row.count("size")?,
                })
            })
            .collect()
    }

    /// One letter's package.
    pub(crate) async fn letter(
        &self,
        code: &TownshipCode,
        number: u64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let mut session = self.store.read().await?;
        let values: [Value; 3] = [
            code.as_str().into(),
            self.id.to_string().into(),
            number.into(),
        ];
        let row = store::first(session.as_mut(), FIND, &values).await?;
        row.map(|row| row.bytes("bytes")).transpose()
    }

    /// The latest letters but receipts.
    pub(crate) async fn letters_sent(&self, limit: u64) -> Result<Vec<Sent>, StoreError> {
        let rows = self
            .store
            .read()
            .await?
            .rows(LATEST, &[limit.into()])
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Sent {
                    township: row.text("township_name")?,
                    kind: row.text("kind")?,
                    title: row.text("title")?,
                    written_at: row.text("written_at")?,
                })
            })
            .collect()
    }
}

/// Seals a letter as the next one to a township whose row is held, and answers where the chain
/// stands with it.
pub(crate) async fn write_letter(
    platform: &Platform,
    session: &mut dyn Session,
    township: &Township,
    letter: Down,
) -> Result<Standing, LetterFault> {
    let now = platform.now();
    let outgoing = Outgoing {
        package: LetterId::new(&fresh::seed(now)?),
        township: township.code.clone(),
        sender: platform.id,
        created: now.trunc_subsecs(0),
        metadata: letter.metadata,
        text: letter.text,
        copy: None,
        attachments: letter.attachments,
    };
    let sealed = seal(&outgoing, &township.down, &platform.key)?;
    let head = sealed.standing.head.map(|head| head.to_string());
    let values: [Value; 9] = [
        township.code.as_str().into(),
        platform.id.to_string().into(),
        sealed.manifest.number.into(),
        outgoing.package.to_string().into(),
        sealed.manifest.kind.code().into(),
        head.into(),
        platform.stamp().into(),
        letter.title.into(),
        sealed.bytes.into(),
    ];
    session.run(ADD, &values).await?;
    townships::advance_down(session, &township.code, &sealed.standing).await?;
    Ok(sealed.standing)
}
