//! Takes a package exactly once: by its id and the digest of its manifest, as the next one of its
//! township's chain. Its file is on disk before its row, and its row before the answer.

use axum::body::Bytes;
use gongkai_letters::{
    ItemSheet, KeyId, Metadata, Opened, Outcome, PublicKey, Receipt, Refusal, Sealed, Sha256Digest,
    TownshipCode,
};
use gongkai_rulebook::ids::LetterId;
use gongkai_rulebook::vocabulary::DisclosureClass;

use crate::files::FileError;
use crate::letters::{Down, LetterFault, write_letter};
use crate::platform::Platform;
use crate::publish::{self, Shown, Told};
use crate::store::{self, Session, Statement, StoreError, Value};
use crate::townships::{self, Township};

const FIND: Statement = Statement::both(include_str!("sql/package_find.sql"));
const ADD: Statement = Statement::both(include_str!("sql/package_add.sql"));
const OWNER: Statement = Statement::both(include_str!("sql/item_owner.sql"));

/// What became of a package, and where the township's chains stand now.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Whether it was taken just now; otherwise it had been taken before.
    pub now: bool,
    /// The township, as it stands now.
    pub township: Township,
}

/// Why a package was not taken.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// It is not the next one of its chain.
    #[error("不是下一号")]
    Chain(Box<Township>),
    /// Another package with this id was taken before.
    #[error("这个编号的报送包已经收过，内容不同")]
    Different(Box<Township>),
    /// Its form or signature is not right.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Its form is right and it says what cannot be taken.
    #[error("{text}")]
    Unfit {
        /// For machines.
        code: &'static str,
        /// The field at fault, by its name in the metadata.
        field: Option<&'static str>,
        /// For people.
        text: &'static str,
    },
    /// The township is not registered, or closed.
    #[error("这个乡镇没有登记")]
    Unknown,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The files.
    #[error(transparent)]
    Files(#[from] FileError),
    /// The receipt could not be written.
    #[error(transparent)]
    Letter(#[from] LetterFault),
}

/// Where a package lies among the files.
pub(crate) fn place(township: &str, number: u64, package: &str) -> String {
    format!("up/{township}/{township}-{number:08}-{package}.gkpkg")
}

impl Platform {
    /// Takes a package from a township that has shown its key.
    ///
    /// # Errors
    /// [`TakeError`]; nothing of the package is to be seen then.
    pub async fn take(
        &self,
        code: &TownshipCode,
        package: LetterId,
        bytes: Bytes,
    ) -> Result<Taken, TakeError> {
        let sealed = tokio::task::block_in_place(|| Sealed::read(&bytes))?;
        let (claimed, number) = (sealed.claims().township.clone(), sealed.claims().number);
        if claimed != *code || sealed.claims().package != package {
            return Err(unfit("address", None, "报送包与所报的地址不符"));
        }
        let (id, head) = (package.to_string(), sealed.head());
        let township = self.township(code).await?.ok_or(TakeError::Unknown)?;
        // Before anything is written: most of what comes twice or out of order ends here.
        let mut look = self.store.read().await?;
        let before = self.before(look.as_mut(), &township, &id, head).await?;
        drop(look);
        if let Some(taken) = before {
            return Ok(taken);
        }
        if township.up.next_number() != number {
            return Err(TakeError::Chain(Box::new(township)));
        }
        let key = self.known_key(code, sealed.key()).await?;
        let opened = tokio::task::block_in_place(|| sealed.open(&key))?;
        fit(&opened)?;
        self.files
            .put(&place(code.as_str(), number, &id), bytes.clone())
            .await?;
        self.enter(&opened, &id, bytes.len() as u64).await
    }

    async fn known_key(&self, code: &TownshipCode, id: KeyId) -> Result<PublicKey, TakeError> {
        let key = self.signing_key(code, id).await?;
        key.ok_or_else(|| unfit("other-key", None, "签名用的密钥没有在县平台登记"))
    }

    /// What became of this package, if it has come before.
    async fn before(
        &self,
        session: &mut dyn Session,
        township: &Township,
        id: &str,
        head: Sha256Digest,
    ) -> Result<Option<Taken>, TakeError> {
        let Some(row) = store::first(session, FIND, &[id.into()]).await? else {
            return Ok(None);
        };
        let same = row.text("manifest_hash")? == head.to_string()
            && row.text("township")? == township.code.as_str();
        if !same {
            return Err(TakeError::Different(Box::new(township.clone())));
        }
        Ok(Some(Taken {
            now: false,
            township: township.clone(),
        }))
    }

    /// One transaction: the package, what the public sees of it, the receipt, both chains.
    async fn enter(&self, opened: &Opened<'_>, id: &str, bytes: u64) -> Result<Taken, TakeError> {
        let manifest = &opened.manifest;
        let mut session = self.store.write().await?;
        let locked = townships::lock(session.as_mut(), &manifest.township).await?;
        let mut township = locked
            .filter(|township| township.closed.is_none())
            .ok_or(TakeError::Unknown)?;
        let before = self
            .before(session.as_mut(), &township, id, opened.head)
            .await?;
        if let Some(taken) = before {
            return Ok(taken);
        }
        let Ok(standing) = township.up.with(manifest, opened.head) else {
            return Err(TakeError::Chain(Box::new(township)));
        };
        own(session.as_mut(), &township, &opened.metadata).await?;
        self.add(session.as_mut(), opened, id, bytes).await?;
        let shown = publish::show(self, session.as_mut(), opened, id).await?;
        townships::advance_up(session.as_mut(), &township.code, &standing).await?;
        township.up = standing;
        let receipt = self.receipt(manifest.package, shown);
        township.down = write_letter(self, session.as_mut(), &township, receipt).await?;
        session.commit().await?;
        self.tree_changed().await;
        Ok(Taken {
            now: true,
            township,
        })
    }

    async fn add(
        &self,
        session: &mut dyn Session,
        opened: &Opened<'_>,
        id: &str,
        bytes: u64,
    ) -> Result<(), StoreError> {
        let (manifest, told) = (&opened.manifest, Told::of(&opened.metadata));
        let values: [Value; 9] = [
            id.into(),
            manifest.township.as_str().into(),
            manifest.number.into(),
            manifest.kind.code().into(),
            opened.head.to_string().into(),
            bytes.into(),
            self.stamp().into(),
            told.title().into(),
            told.item(id).into(),
        ];
        session.run(ADD, &values).await?;
        Ok(())
    }

    fn receipt(&self, package: LetterId, shown: Shown) -> Down {
        let address = shown
            .item
            .and_then(|item| Some(format!("{}/items/{item}", self.address.as_deref()?)));
        let outcome = Outcome::Taken {
            index_no: shown.index_no,
            address,
        };
        Down {
            title: "已收".to_owned(),
            metadata: Metadata::Receipt(Receipt { package, outcome }),
            text: None,
        }
    }
}

fn unfit(code: &'static str, field: Option<&'static str>, text: &'static str) -> TakeError {
    TakeError::Unfit { code, field, text }
}

/// What no township hands to a county, and what no public site may show.
fn fit(opened: &Opened<'_>) -> Result<(), TakeError> {
    let public = |sheet: &ItemSheet| sheet.class == DisclosureClass::Proactive;
    match Told::of(&opened.metadata) {
        Told::Nothing => Err(unfit("kind", None, "这一类信函不报县平台")),
        Told::Release(sheet) | Told::Correction(sheet) if !public(sheet) => Err(unfit(
            "class",
            Some("公开方式"),
            "只有主动公开的事项可以报县平台",
        )),
        Told::Correction(sheet) if sheet.corrects.is_none() => Err(unfit(
            "corrects",
            Some("更正事项标识"),
            "更正没有说明更正的是哪一件",
        )),
        Told::Release(_)
        | Told::Correction(_)
        | Told::Withdrawal(_)
        | Told::Annual(_)
        | Told::Report(_) => Ok(()),
    }
}

/// No township speaks of another's item.
async fn own(
    session: &mut dyn Session,
    township: &Township,
    metadata: &Metadata,
) -> Result<(), TakeError> {
    let (Told::Release(sheet) | Told::Correction(sheet) | Told::Withdrawal(sheet)) =
        Told::of(metadata)
    else {
        return Ok(());
    };
    for (field, item) in [
        ("事项标识", Some(sheet.disclosure)),
        ("更正事项标识", sheet.corrects),
    ] {
        let Some(item) = item else { continue };
        let owner = store::first(session, OWNER, &[item.to_string().into()]).await?;
        let owner = owner.map(|row| row.text("township")).transpose()?;
        if owner.is_some_and(|owner| owner != township.code.as_str()) {
            return Err(unfit("not-yours", Some(field), "这一事项是别的乡镇报送的"));
        }
    }
    Ok(())
}
