//! The platform itself: its store, its files, its key and its clock, founded once and opened at
//! every start. Its id tells a township when somebody emptied or swapped it.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};
use gongkai_letters::{PrivateKey, PublicKey, Scheme, Signer};
use gongkai_rulebook::ids::OfficeId;

use crate::files::{FileError, Files, ObjectSettings};
use crate::fresh::{self, NoRandomness};
use crate::limits::Limits;
use crate::measure::Measures;
use crate::site::counts::Counter;
use crate::store::{self, Session, Statement, Store, StoreError, Value};

const FIND: Statement = Statement::both(include_str!("sql/platform_find.sql"));
const FOUND: Statement = Statement::both(include_str!("sql/platform_found.sql"));
const RENEW: Statement = Statement::both(include_str!("sql/platform_renew.sql"));
const BEGIN_AGAIN: Statement = Statement::both(include_str!("sql/township_begin.sql"));
const NOTE: Statement = Statement::both(include_str!("sql/act_add.sql"));

/// The file that holds the county's signing key.
const KEY_FILE: &str = "county.key";
/// The file that describes an object store, where there is one.
const OBJECTS_FILE: &str = "objects.json";
/// Connections to a served database.
const CONNECTIONS: usize = 16;

/// The platform cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The files.
    #[error(transparent)]
    Files(#[from] FileError),
    /// The folder cannot be used.
    #[error("文件夹 {0} 不能用：{1}")]
    Folder(std::path::PathBuf, #[source] std::io::Error),
    /// `objects.json` is not understood.
    #[error("objects.json 不合格式：{0}")]
    Objects(#[from] serde_json::Error),
    /// The county's key is damaged.
    #[error("县平台的签名密钥（county.key）已损坏；请从备份恢复，不要另造一把")]
    Key,
    /// The store's own id is damaged.
    #[error("数据库里的平台标识已损坏")]
    Id,
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// Where and how the platform is opened.
#[derive(Debug, Clone)]
pub struct Founding<'a> {
    /// Its folder: the embedded database, packages, the key.
    pub folder: &'a Path,
    /// `postgres://…`, where the rows are kept elsewhere.
    pub database: Option<&'a str>,
    /// The county's name: 样例县.
    pub name: Option<&'a str>,
    /// Where the public finds it: `https://gk.example.gov.cn`.
    pub address: Option<&'a str>,
}

/// The platform.
pub struct Platform {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) files: Files,
    pub(crate) key: PrivateKey,
    pub(crate) id: OfficeId,
    pub(crate) name: String,
    pub(crate) address: Option<String>,
    pub(crate) limits: Limits,
    pub(crate) measures: Measures,
    pub(crate) counter: Counter,
    clock: fn() -> DateTime<Utc>,
}

impl Platform {
    /// Opens the platform, founding it where there is none.
    ///
    /// # Errors
    /// Anything of it cannot be used; nothing is founded over what is there.
    pub async fn open(
        founding: &Founding<'_>,
        limits: Limits,
        clock: fn() -> DateTime<Utc>,
    ) -> Result<Self, PlatformError> {
        let folder = founding.folder;
        let unusable = |error| PlatformError::Folder(folder.to_owned(), error);
        std::fs::create_dir_all(folder).map_err(unusable)?;
        let store = match founding.database {
            Some(address) => store::served(address, CONNECTIONS).await?,
            None => store::embedded(folder)?,
        };
        let files = match std::fs::read(folder.join(OBJECTS_FILE)) {
            Ok(text) => Files::objects(&serde_json::from_slice::<ObjectSettings>(&text)?)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Files::Folder(folder.join("packages"))
            }
            Err(error) => return Err(unusable(error)),
        };
        let (id, name) = identify(store.as_ref(), founding.name, clock()).await?;
        Ok(Self {
            counter: Counter::new(store.clone()),
            store,
            files,
            key: key_of(folder)?,
            id,
            name,
            address: founding
                .address
                .map(|address| address.trim_end_matches('/').to_owned()),
            limits,
            measures: Measures::new(),
            clock,
        })
    }

    /// The key by which townships know the county's letters.
    pub fn public_key(&self) -> &PublicKey {
        self.key.public()
    }

    /// Its id, made when its store was founded.
    pub fn id(&self) -> OfficeId {
        self.id
    }

    /// Takes another id after the platform was put back from a backup: letters that the backup does not have
    /// may have reached townships, and their numbers must not come to mean other letters. Every chain of
    /// letters begins again; what was written stays. A running server has to be started again.
    ///
    /// # Errors
    /// The database, or no randomness; nothing has changed then.
    pub async fn renew(&self, who: &str) -> Result<OfficeId, PlatformError> {
        let id = OfficeId::new(&fresh::seed(self.now())?);
        let mut session = self.store.write().await?;
        session.run(RENEW, &[id.to_string().into()]).await?;
        session.run(BEGIN_AGAIN, &[]).await?;
        self.note(session.as_mut(), who, "换发平台标识", &id.to_string())
            .await?;
        session.commit().await?;
        Ok(id)
    }

    /// The county's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// The day it is in China: the public and the townships read no other.
    pub(crate) fn today(&self) -> NaiveDate {
        const CHINA: TimeDelta = TimeDelta::hours(8);
        (self.now() + CHINA).date_naive()
    }

    /// Now, as the store writes moments.
    pub(crate) fn stamp(&self) -> String {
        self.now().to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Notes what somebody of the county did, in the transaction in which he did it.
    pub(crate) async fn note(
        &self,
        session: &mut dyn Session,
        who: &str,
        what: &str,
        about: &str,
    ) -> Result<(), StoreError> {
        let values: [Value; 4] = [self.stamp().into(), who.into(), what.into(), about.into()];
        session.run(NOTE, &values).await?;
        Ok(())
    }
}

/// The id and name in the store; founded if there are none, renamed if a name is given.
async fn identify(
    store: &dyn Store,
    name: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(OfficeId, String), PlatformError> {
    let mut session = store.write().await?;
    let known = match store::first(session.as_mut(), FIND, &[]).await? {
        Some(row) => Some((row.text("id")?, row.text("name")?)),
        None => None,
    };
    let id = match &known {
        Some((id, _)) => id.parse().map_err(|_| PlatformError::Id)?,
        None => OfficeId::new(&fresh::seed(now)?),
    };
    let told = known.map(|(_, name)| name);
    let called = name.map(str::to_owned).or_else(|| told.clone());
    let called = called.unwrap_or_else(|| "县".to_owned());
    if told.as_deref() != Some(called.as_str()) {
        let founded = now.to_rfc3339_opts(SecondsFormat::Millis, true);
        let values: [Value; 3] = [
            id.to_string().into(),
            called.as_str().into(),
            founded.into(),
        ];
        session.run(FOUND, &values).await?;
    }
    session.commit().await?;
    Ok((id, called))
}

/// The county's signing key, made at the first start. It stays on this machine, for its owner only.
fn key_of(folder: &Path) -> Result<PrivateKey, PlatformError> {
    let path = folder.join(KEY_FILE);
    let unusable = |error| PlatformError::Folder(path.clone(), error);
    match std::fs::read_to_string(&path) {
        Ok(text) => PrivateKey::from_secret_text(&text).map_err(|_| PlatformError::Key),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = PrivateKey::new(Scheme::Ed25519, fresh::secret()?)
                .map_err(|_| PlatformError::Key)?;
            write_private(&path, key.secret_text().as_bytes()).map_err(unusable)?;
            Ok(key)
        }
        Err(error) => Err(unusable(error)),
    }
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
