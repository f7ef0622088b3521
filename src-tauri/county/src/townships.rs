//! Townships and their keys: who may send, and with which key he signs. Bearer keys are shown once
//! and kept as digests.

use gongkai_letters::{KeyId, PublicKey, Sha256Digest, Standing, TownshipCode};

use crate::fresh::{self, NoRandomness};
use crate::platform::Platform;
use crate::store::{self, Row, Session, Statement, StoreError, Value};

const ADD: Statement = Statement::both(include_str!("sql/township_add.sql"));
const CHANGE_KEY: Statement = Statement::both(include_str!("sql/township_key.sql"));
const CLOSE: Statement = Statement::both(include_str!("sql/township_close.sql"));
const LIST: Statement = Statement::both(include_str!("sql/township_list.sql"));
const FIND: Statement = Statement::both(include_str!("sql/township_find.sql"));
const LOCK: Statement = Statement::both(include_str!("sql/township_lock.sql"));
const UP: Statement = Statement::both(include_str!("sql/township_up.sql"));
const DOWN: Statement = Statement::both(include_str!("sql/township_down.sql"));
const END_KEYS: Statement = Statement::both(include_str!("sql/signing_key_end.sql"));
const ADD_KEY: Statement = Statement::both(include_str!("sql/signing_key_add.sql"));
const FIND_KEY: Statement = Statement::both(include_str!("sql/signing_key_find.sql"));

/// A township as the platform knows it.
#[derive(Debug, Clone)]
pub struct Township {
    /// 区划代码.
    pub code: TownshipCode,
    /// Its full name.
    pub name: String,
    /// Digest of its bearer key.
    pub(crate) key_hash: String,
    /// When it was closed, if it was.
    pub closed: Option<String>,
    /// Its chain of packages.
    pub up: Standing,
    /// The county's chain of letters to it.
    pub down: Standing,
}

/// Why nothing was done with a township.
#[derive(Debug, thiserror::Error)]
pub enum TownshipError {
    /// There is one with this code.
    #[error("区划代码 {0} 已经登记过")]
    There(TownshipCode),
    /// There is none with this code.
    #[error("没有登记区划代码 {0}")]
    Unknown(TownshipCode),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

impl Township {
    fn of(row: &Row) -> Result<Self, StoreError> {
        let shape = |column: &str| StoreError::Shape(column.to_owned());
        let standing = |count: &str, head: &str| -> Result<Standing, StoreError> {
            let digest = row.text_if_any(head)?;
            let digest: Option<Sha256Digest> = digest
                .map(|text| text.parse().map_err(|_| shape(head)))
                .transpose()?;
            Ok(Standing {
                count: row.count(count)?,
                head: digest,
            })
        };
        Ok(Self {
            code: row.text("code")?.parse().map_err(|_| shape("code"))?,
            name: row.text("name")?,
            key_hash: row.text("key_hash")?,
            closed: row.text_if_any("closed")?,
            up: standing("up_count", "up_head")?,
            down: standing("down_count", "down_head")?,
        })
    }
}

impl Platform {
    /// Registers a township and answers with the key it sends with, which is shown only now.
    ///
    /// # Errors
    /// [`TownshipError::There`], or the database.
    pub async fn add_township(
        &self,
        code: &TownshipCode,
        name: &str,
        who: &str,
    ) -> Result<String, TownshipError> {
        let key = fresh::bearer()?;
        let mut session = self.store.write().await?;
        let values: [Value; 4] = [
            code.as_str().into(),
            name.into(),
            fresh::kept(&key).into(),
            self.stamp().into(),
        ];
        if session.run(ADD, &values).await? == 0 {
            return Err(TownshipError::There(code.clone()));
        }
        self.note(session.as_mut(), who, "登记乡镇", code.as_str())
            .await?;
        session.commit().await?;
        Ok(key)
    }

    /// Gives a township another bearer key; the old one ends at once.
    ///
    /// # Errors
    /// [`TownshipError::Unknown`], or the database.
    pub async fn new_bearer(
        &self,
        code: &TownshipCode,
        who: &str,
    ) -> Result<String, TownshipError> {
        let key = fresh::bearer()?;
        let values: [Value; 2] = [code.as_str().into(), fresh::kept(&key).into()];
        self.change(code, CHANGE_KEY, &values, who, "更换口令")
            .await?;
        Ok(key)
    }

    /// Closes a township: it sends and fetches no more, and what it sent stays.
    ///
    /// # Errors
    /// [`TownshipError::Unknown`], or the database.
    pub async fn close_township(
        &self,
        code: &TownshipCode,
        who: &str,
    ) -> Result<(), TownshipError> {
        let values: [Value; 2] = [code.as_str().into(), self.stamp().into()];
        self.change(code, CLOSE, &values, who, "停用乡镇").await
    }

    async fn change(
        &self,
        code: &TownshipCode,
        what: Statement,
        values: &[Value],
        who: &str,
        act: &str,
    ) -> Result<(), TownshipError> {
        let mut session = self.store.write().await?;
        if session.run(what, values).await? == 0 {
            return Err(TownshipError::Unknown(code.clone()));
        }
        self.note(session.as_mut(), who, act, code.as_str()).await?;
        session.commit().await?;
        Ok(())
    }

    /// Registers the key a township signs with from now on; packages signed with another are
    /// refused.
    ///
    /// # Errors
    /// [`TownshipError::Unknown`], or the database.
    pub async fn set_signing_key(
        &self,
        code: &TownshipCode,
        key: &PublicKey,
        who: &str,
    ) -> Result<(), TownshipError> {
        let (id, now) = (key.id().to_string(), self.stamp());
        let mut session = self.store.write().await?;
        if lock(session.as_mut(), code).await?.is_none() {
            return Err(TownshipError::Unknown(code.clone()));
        }
        let ended: [Value; 3] = [
            code.as_str().into(),
            id.as_str().into(),
            now.as_str().into(),
        ];
        session.run(END_KEYS, &ended).await?;
        let added: [Value; 4] = [
            code.as_str().into(),
            id.as_str().into(),
            key.to_string().into(),
            now.into(),
        ];
        session.run(ADD_KEY, &added).await?;
        self.note(
            session.as_mut(),
            who,
            "登记签名公钥",
            &format!("{code} {id}"),
        )
        .await?;
        session.commit().await?;
        Ok(())
    }

    /// Every township.
    ///
    /// # Errors
    /// The database.
    pub async fn townships(&self) -> Result<Vec<Township>, StoreError> {
        let rows = self.store.read().await?.rows(LIST, &[]).await?;
        rows.iter().map(Township::of).collect()
    }

    /// One township.
    ///
    /// # Errors
    /// The database.
    pub async fn township(&self, code: &TownshipCode) -> Result<Option<Township>, StoreError> {
        let mut session = self.store.read().await?;
        let row = store::first(session.as_mut(), FIND, &[code.as_str().into()]).await?;
        row.as_ref().map(Township::of).transpose()
    }

    /// The key with this id that the township signs with now.
    pub(crate) async fn signing_key(
        &self,
        code: &TownshipCode,
        id: KeyId,
    ) -> Result<Option<PublicKey>, StoreError> {
        let mut session = self.store.read().await?;
        let values: [Value; 2] = [code.as_str().into(), id.to_string().into()];
        let row = store::first(session.as_mut(), FIND_KEY, &values).await?;
        let text = row.map(|row| row.text("public_key")).transpose()?;
        let shape = |_| StoreError::Shape("public_key".to_owned());
        text.map(|text| text.parse().map_err(shape)).transpose()
    }
}

/// The township, held until the transaction ends.
pub(crate) async fn lock(
    session: &mut dyn Session,
    code: &TownshipCode,
) -> Result<Option<Township>, StoreError> {
    let row = store::first(session, LOCK, &[code.as_str().into()]).await?;
    row.as_ref().map(Township::of).transpose()
}

/// Where the township's own chain stands from now on.
pub(crate) async fn advance_up(
    session: &mut dyn Session,
    code: &TownshipCode,
    standing: &Standing,
) -> Result<(), StoreError> {
    advance(session, UP, code, standing).await
}

/// Where the county's chain to the township stands from now on.
pub(crate) async fn advance_down(
    session: &mut dyn Session,
    code: &TownshipCode,
    standing: &Standing,
) -> Result<(), StoreError> {
    advance(session, DOWN, code, standing).await
}

async fn advance(
    session: &mut dyn Session,
    what: Statement,
    code: &TownshipCode,
    standing: &Standing,
) -> Result<(), StoreError> {
    let head = standing.head.map(|head| head.to_string());
    let values: [Value; 3] = [code.as_str().into(), standing.count.into(), head.into()];
    session.run(what, &values).await?;
    Ok(())
}
