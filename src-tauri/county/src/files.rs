//! Where packages lie: a folder of this machine, or an object store that speaks S3. What is put is
//! on disk when the call returns; nothing that was put is ever written over with something else.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Bytes;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use serde::Deserialize;
use tokio::io::AsyncWriteExt;

/// A file could not be kept or found.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The folder refused.
    #[error("文件夹读写出错：{0}")]
    Folder(#[from] std::io::Error),
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

    /// Keeps a file. When it answers, the file survives a power cut.
    ///
    /// # Errors
    /// The disk is full, the store does not answer.
    pub async fn put(&self, name: &str, bytes: Bytes) -> Result<(), FileError> {
        match self {
            Self::Folder(root) => put_in_folder(&root.join(name), &bytes).await?,
            Self::Objects(store) => {
                store
                    .put(&Key::from(name), PutPayload::from_bytes(bytes))
                    .await?;
            }
        }
        Ok(())
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

/// Written beside, synced, renamed, and the folder synced: whole or not there.
async fn put_in_folder(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    if !tokio::fs::try_exists(folder).await? {
        tokio::fs::create_dir_all(folder).await?;
        if let Some(above) = folder.parent() {
            sync_folder(above).await?;
        }
    }
    // Two requests with one package write the same bytes; each has a file of its own to do it in.
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let turn = NEXT.fetch_add(1, Ordering::Relaxed);
    let aside = path.with_extension(format!("part-{}-{turn}", std::process::id()));
    let written = write(&aside, bytes).await;
    if let Err(error) = written {
        let _ = tokio::fs::remove_file(&aside).await;
        return Err(error);
    }
    tokio::fs::rename(&aside, path).await?;
    sync_folder(folder).await
}

async fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = tokio::fs::File::create_new(path).await?;
    file.write_all(bytes).await?;
    file.flush().await?;
    file.sync_data().await
}

/// On Windows a folder cannot be synced and needs no syncing.
async fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    tokio::fs::File::open(folder).await?.sync_all().await?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
