//! Takes a package exactly once: by its id and the digest of its manifest, as the next one of its
//! township's chain. Its file is on disk before its row, and its row before the answer. What a township
//! says counts even where it is refused: the refusal is kept, the chain goes on, nothing of it is shown.

use axum::body::Bytes;
use gongkai_letters::{
    KeyId, Manifest, Metadata, Opened, Outcome, PublicKey, Receipt, Refusal, Sealed, Sha256Digest,
    TownshipCode,
};
use gongkai_rulebook::ids::LetterId;

use crate::files::{FileError, Keeping};
use crate::judging::{self, Objection};
use crate::letters::{Down, LetterFault, write_letter};
use crate::platform::Platform;
use crate::publish::{self, Shown, Told};
use crate::store::{self, Session, Statement, StoreError, Value};
use crate::townships::{self, Township};

const FIND: Statement = Statement::both(include_str!("sql/package_find.sql"));
const ADD: Statement = Statement::both(include_str!("sql/package_add.sql"));

/// What became of a package, and where the township's chains stand now.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Whether it was counted just now; otherwise it had been before.
    pub now: bool,
    /// Why what it says is not shown, where that was refused. It counts all the same.
    pub refused: Option<Objection>,
    /// The township, as it stands now.
    pub township: Township,
}

/// A package whose form, key and signature are right: its township's word.
struct Word<'a> {
    manifest: Manifest,
    head: Sha256Digest,
    said: Result<Opened<'a>, Objection>,
    /// Its length.
    bytes: u64,
}

/// Why a package does not count. Its township has not said it, or not yet.
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
    /// It came to the address of another package.
    #[error("报送包与所报的地址不符")]
    Astray,
    /// The key that it claims to be signed with is not registered for its township.
    #[error("签名用的密钥没有在县平台登记")]
    OtherKey,
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

impl TakeError {
    /// The stable code for machines.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Chain(_) => "chain",
            Self::Different(_) => "different",
            Self::Refused(refusal) => refusal.code(),
            Self::Astray => "address",
            Self::OtherKey => "other-key",
            Self::Unknown => "township",
            Self::Store(_) | Self::Files(_) | Self::Letter(_) => "storage",
        }
    }
}

/// Where a package lies among the files.
pub(crate) fn place(township: &str, number: u64, package: &str) -> String {
    format!("up/{township}/{township}-{number:08}-{package}.gkpkg")
}

impl Platform {
    /// Takes a package from a township that has shown its key.
    ///
    /// # Errors
    /// [`TakeError`]; it does not count then, and nothing of it is to be seen.
    pub async fn take(
        &self,
        code: &TownshipCode,
        package: LetterId,
        bytes: Bytes,
    ) -> Result<Taken, TakeError> {
        let sealed = tokio::task::block_in_place(|| Sealed::read(&bytes))?;
        let (manifest, head) = (sealed.claims().clone(), sealed.head());
        if manifest.township != *code || manifest.package != package {
            return Err(TakeError::Astray);
        }
        let id = package.to_string();
        let township = self.township(code).await?.ok_or(TakeError::Unknown)?;
        // Before anything is written: most of what comes twice or out of order ends here.
        let mut look = self.store.read().await?;
        let before = before(look.as_mut(), &township, &id, head).await?;
        drop(look);
        if let Some(taken) = before {
            return Ok(taken);
        }
        if township.up.next_number() != manifest.number {
            return Err(TakeError::Chain(Box::new(township)));
        }
        let key = self.known_key(code, sealed.key()).await?;
        // The disk works while the signature is proved; before that it has no package's name.
        let place = place(code.as_str(), manifest.number, &id);
        let begun = self.files.begin(&place, bytes.clone());
        let said = match tokio::task::block_in_place(|| sealed.open(&key)) {
            Ok(opened) => Ok(opened),
            Err(refusal) if refusal.is_about_content() => Err(Objection::of(&refusal)),
            Err(refusal) => return Err(refusal.into()),
        };
        let word = Word {
            manifest,
            head,
            said,
            bytes: bytes.len() as u64,
        };
        let keeping = self.files.keep(begun).await?;
        self.enter(&word, &id, keeping).await
    }

    async fn known_key(&self, code: &TownshipCode, id: KeyId) -> Result<PublicKey, TakeError> {
        let key = self.signing_key(code, id).await?;
        key.ok_or(TakeError::OtherKey)
    }

    /// One transaction: the package, what the public sees of it, the receipt, both chains. It ends only after
    /// the file is kept.
    async fn enter(&self, word: &Word<'_>, id: &str, keeping: Keeping) -> Result<Taken, TakeError> {
        let mut session = self.store.write().await?;
        let locked = townships::lock(session.as_mut(), &word.manifest.township).await?;
        let mut township = locked
            .filter(|township| township.closed.is_none())
            .ok_or(TakeError::Unknown)?;
        if let Some(taken) = before(session.as_mut(), &township, id, word.head).await? {
            return Ok(taken);
        }
        let Ok(standing) = township.up.with(&word.manifest, word.head) else {
            return Err(TakeError::Chain(Box::new(township)));
        };
        let refused = match &word.said {
            Ok(opened) => judging::judge(session.as_mut(), opened).await?,
            Err(objection) => Some(objection.clone()),
        };
        self.add(session.as_mut(), word, id, refused.as_ref())
            .await?;
        let shown = match (&word.said, &refused) {
            (Ok(opened), None) => publish::show(self, session.as_mut(), opened, id).await?,
            (Ok(_) | Err(_), _) => Shown::default(),
        };
        townships::advance_up(session.as_mut(), &township.code, &standing).await?;
        township.up = standing;
        let receipt = self.receipt(word.manifest.package, shown, refused.as_ref());
        township.down = write_letter(self, session.as_mut(), &township, receipt).await?;
        keeping.done().await?;
        session.commit().await?;
        self.counter.changed();
        Ok(Taken {
            now: true,
            refused,
            township,
        })
    }

    async fn add(
        &self,
        session: &mut dyn Session,
        word: &Word<'_>,
        id: &str,
        refused: Option<&Objection>,
    ) -> Result<(), StoreError> {
        let (manifest, told) = (&word.manifest, word.said.as_ref().ok());
        let told = told.map(|opened| Told::of(&opened.metadata));
        let title = told.as_ref().map_or(manifest.kind.label(), Told::title);
        // Of what is refused no item is on the shelf.
        let item = told.as_ref().filter(|_| refused.is_none());
        let values: [Value; 12] = [
            id.into(),
            manifest.township.as_str().into(),
            manifest.number.into(),
            manifest.kind.code().into(),
            word.head.to_string().into(),
            word.bytes.into(),
            self.stamp().into(),
            title.into(),
            item.and_then(|told| told.item(id)).into(),
            refused.map(|why| why.code.as_ref()).into(),
            refused.and_then(|why| why.field.as_deref()).into(),
            refused.map(|why| why.text.as_ref()).into(),
        ];
        session.run(ADD, &values).await?;
        Ok(())
    }

    fn receipt(&self, package: LetterId, shown: Shown, refused: Option<&Objection>) -> Down {
        let address = shown
            .item
            .and_then(|item| Some(format!("{}/items/{item}", self.address.as_deref()?)));
        let taken = Outcome::Taken {
            index_no: shown.index_no,
            address,
        };
        let outcome = refused.map_or(taken, Objection::outcome);
        Down {
            title: if refused.is_some() {
                "不收"
            } else {
                "已收"
            }
            .to_owned(),
            metadata: Metadata::Receipt(Receipt { package, outcome }),
            text: None,
            attachments: Vec::new(),
        }
    }
}

/// What became of this package, if it has come before.
async fn before(
    session: &mut dyn Session,
    township: &Township,
    id: &str,
    head: Sha256Digest,
) -> Result<Option<Taken>, TakeError> {
    let wanted = [township.code.as_str().into(), id.into()];
    let Some(row) = store::first(session, FIND, &wanted).await? else {
        return Ok(None);
    };
    if row.text("manifest_hash")? != head.to_string() {
        return Err(TakeError::Different(Box::new(township.clone())));
    }
    Ok(Some(Taken {
        now: false,
        refused: Objection::kept(&row)?,
        township: township.clone(),
    }))
}
