//! Where packages lie: a folder of this machine, or an object store that speaks S3. What is put is
//! on disk when the call returns; nothing that was put is ever written over with something else.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};

use axum::body::Bytes;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use serde::Deserialize;
use tokio::task::JoinHandle;

/// A file could not be kept or found.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The folder refused.
    #[error("文件夹读写出错：{0}")]
    Folder(#[from] io::Error),
    /// The object store refused.
    #[error("对象存储出错")]
    Objects(#[from] object_store::Error),
}

/// An object store that speaks S3, as `objects.json` in the platform's folder describes it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectSettings {
    /// `https://s3.example.org:9000`.
    pub endpoint: String,
    /// The bucket; it must be there already.
    pub bucket: String,
    /// Its region; most servers take any.
    #[serde(default = "anywhere")]
    pub region: String,
    /// Who the platform is there.
    pub access_key: String,
    /// How it proves that.
    pub secret_key: String,
}

fn anywhere() -> String {
    "us-east-1".to_owned()
}

/// Where packages lie.
#[derive(Clone)]
pub enum Files {
    /// In a folder.
    Folder(PathBuf),
    /// In an object store.
    Objects(Arc<dyn ObjectStore>),
}

impl Files {
    /// An object store.
    ///
    /// # Errors
    /// The settings are not understood.
    pub fn objects(settings: &ObjectSettings) -> Result<Self, FileError> {
        let store = AmazonS3Builder::new()
            .with_endpoint(&settings.endpoint)
            .with_allow_http(settings.endpoint.starts_with("http://"))
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.access_key)
            .with_secret_access_key(&settings.secret_key)
            .build()?;
        Ok(Self::Objects(Arc::new(store)))
    }

    /// Begins to keep a file: its bytes go to disk beside its place while the caller looks whether they may
    /// stay. An object store hears of them only in [`Files::keep`].
    pub(crate) fn begin(&self, name: &str, bytes: Bytes) -> Begun {
        match self {
            Self::Folder(root) => {
                let path = root.join(name);
                let (stays, told) = mpsc::channel();
                let placed = tokio::task::spawn_blocking(move || {
                    let beside = write_beside(path, &bytes)?;
                    match told.recv() {
                        Ok(()) => beside.into_place(),
                        Err(mpsc::RecvError) => Ok(()),
                    }
                });
                Begun::Beside { stays, placed }
            }
            Self::Objects(_) => Begun::Held(name.to_owned(), bytes),
        }
    }

    /// Keeps what was begun: what an object store takes is there when this answers; a folder is still
    /// writing, and has it when [`Keeping::done`] answers. Nobody holds a transaction open while a network is waited for.
    pub(crate) async fn keep(&self, begun: Begun) -> Result<Keeping, FileError> {
        match (self, begun) {
            (_, Begun::Beside { stays, placed }) => {
                // Nobody listens where it could not be written; `Keeping::done` says why.
                let _ = stays.send(());
                Ok(Keeping(Some(placed)))
            }
            (Self::Objects(store), Begun::Held(name, bytes)) => {
                let bytes = PutPayload::from_bytes(bytes);
                store.put(&Key::from(name.as_str()), bytes).await?;
                Ok(Keeping(None))
            }
            (Self::Folder(_), Begun::Held(..)) => {
                Err(io::Error::other("held for another store").into())
            }
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    pub async fn get(&self, name: &str) -> Result<Bytes, FileError> {
        match self {
            Self::Folder(root) => Ok(tokio::fs::read(root.join(name)).await?.into()),
            Self::Objects(store) => Ok(store.get(&Key::from(name)).await?.bytes().await?),
        }
    }
}

/// A file that is on its way. Dropped without [`Files::keep`], nothing of it stays.
pub(crate) enum Begun {
    /// On its way to disk under another name. It gets its own when it is told to stay, and goes when
    /// nobody can tell it any more.
    Beside {
        /// Tells it to stay.
        stays: mpsc::Sender<()>,
        /// Done when it has its name, and the folder knows it.
        placed: JoinHandle<io::Result<()>>,
    },
    /// Held until it may be put.
    Held(String, Bytes),
}

/// A file that is getting its place.
pub(crate) struct Keeping(Option<JoinHandle<io::Result<()>>>);

impl Keeping {
    /// From now on the file survives a power cut.
    pub(crate) async fn done(self) -> Result<(), FileError> {
        match self.0 {
            Some(placed) => Ok(placed.await.map_err(io::Error::other)??),
            None => Ok(()),
        }
    }
}

/// A file under another name; removed where it gets no place.
struct Beside {
    path: PathBuf,
    aside: Option<PathBuf>,
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(aside) = &self.aside {
            // One left behind is never read: it has no package's name.
            let _ = fs::remove_file(aside);
        }
    }
}

impl Beside {
    /// Renamed, and the folder synced: whole or not there.
    fn into_place(mut self) -> io::Result<()> {
        if let Some(aside) = &self.aside {
            fs::rename(aside, &self.path)?;
        }
        self.aside = None;
        sync_folder(self.path.parent().unwrap_or(&self.path))
    }
}

fn write_beside(path: PathBuf, bytes: &[u8]) -> io::Result<Beside> {
    let folder = path.parent().unwrap_or(&path);
    if !folder.try_exists()? {
        fs::create_dir_all(folder)?;
        if let Some(above) = folder.parent() {
            sync_folder(above)?;
        }
    }
    // Two requests with one package write the same bytes; each has a file of its own to do it in.
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let turn = NEXT.fetch_add(1, Ordering::Relaxed);
    let aside = path.with_extension(format!("part-{}-{turn}", std::process::id()));
    let beside = Beside {
        path,
        aside: Some(aside.clone()),
    };
    let mut file = fs::File::create_new(aside)?;
    file.write_all(bytes)?;
    file.sync_data()?;
    Ok(beside)
}

/// On Windows a folder cannot be synced and needs no syncing.
fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
