//! Fetch kept files that are missing or altered back from a backup: only the very same content comes
//! back, and nothing else is touched.

use std::path::PathBuf;

use gongkai_registry::{audit, operation};
use serde::{Deserialize, Serialize};

use crate::{Acting, Desk, Problem};

/// From where, and who.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "FetchFilesBackRequest")
)]
pub struct Request {
    /// The backup's folder.
    pub backup: PathBuf,
    /// Who and when.
    pub acting: Acting,
}

/// What came of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "FetchFilesBackAnswer")
)]
pub struct Answer {
    /// Files that are whole again.
    pub mended: u64,
    /// Files that this backup does not have either.
    pub still_broken: u64,
}

/// Fetches them.
///
/// # Errors
/// `who-acts`, `not-a-backup`, `disk-full`, what the disk says; what was put back by then stays.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    if !request.backup.with_file_name("files").is_dir() {
        let text = "这个文件夹里没有备份";
        let next = "选“政务公开备份”里面以日期为名的那个文件夹";
        return Err(Problem::refused("not-a-backup", text, next).in_file(&request.backup));
    }
    let done = desk.store.fetch_back(&request.backup)?;
    desk.store
        .change::<_, Problem>(operation!("fetch-files-back"), |change| {
            let name = request.backup.file_name().unwrap_or_default();
            let entry = actor
                .entry("fetch-files-back", "backup", name.to_string_lossy())
                .open_fact("mended", done.mended.to_string())
                .open_fact("still-broken", done.still_broken.to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        mended: done.mended,
        still_broken: done.still_broken,
    })
}
