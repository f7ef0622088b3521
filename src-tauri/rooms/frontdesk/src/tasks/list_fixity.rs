//! Write out the fixity list (固定性清单): every kept file with its length, SHA-256, SM3 and day, in
//! forms that programs of other people check. The audit chain keeps the list's own digests, so that
//! the list itself cannot be changed unseen.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gongkai_registry::files::FixityLine;
use gongkai_registry::{TwinFingerprint, audit, operation, write_beside};
use serde::{Deserialize, Serialize};

use super::print_papers::check_target;
use crate::{Acting, Desk, Problem};

/// Where to, and who.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ListFixityRequest")
)]
pub struct Request {
    /// The folder.
    pub folder: PathBuf,
    /// Who and when.
    pub acting: Acting,
}

/// What was written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ListFixityAnswer")
)]
pub struct Answer {
    /// The folder.
    pub folder: String,
    /// Names of the files: the table for people, and a list of each digest for programs.
    pub files: Vec<String>,
    /// How many kept files it names.
    pub kept: usize,
    /// Their length together, in bytes.
    pub bytes: u64,
    /// Kept files that are missing or altered now; the list says what they were.
    pub broken: usize,
    /// SHA-256 of the table.
    pub sha256: String,
    /// SM3 of the table.
    pub sm3: String,
}

/// Writes the list.
///
/// # Errors
/// `who-acts`, `stopped`, `target-inside-office`, what the disk says; a file is there whole or not.
pub fn run(desk: &mut Desk, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let lines = desk.store.fixity_list()?;
    let broken = count_broken(desk, &lines)?;
    let name = format!("固定性清单-{}", actor.moment.occurred_on.format("%Y%m%d"));
    let table = table(&lines);
    let digests = TwinFingerprint::of(table.as_bytes());
    let written = [
        ("csv", table),
        ("sha256", sha256_list(&lines)),
        ("sm3", sm3_list(&lines)),
    ];
    let mut files = Vec::new();
    for (ending, text) in written {
        let file = format!("{name}.{ending}");
        put(desk, &request.folder.join(&file), &text)?;
        files.push(file);
    }
    desk.store
        .change::<_, Problem>(operation!("list-fixity"), |change| {
            let entry = actor
                .entry("list-fixity", "fixity_list", &name)
                .open_fact("files", lines.len().to_string())
                .open_fact("broken", broken.to_string())
                .open_fact("sha256", digests.sha256.to_string())
                .open_fact("sm3", digests.sm3.to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        folder: request.folder.display().to_string(),
        files,
        kept: lines.len(),
        bytes: lines.iter().map(|line| line.content.bytes).sum(),
        broken,
        sha256: digests.sha256.to_string(),
        sm3: digests.sm3.to_string(),
    })
}

fn put(desk: &Desk, path: &Path, text: &str) -> Result<(), Problem> {
    check_target(desk, path)?;
    Ok(write_beside(path, text.as_bytes())?)
}

fn count_broken(desk: &Desk, lines: &[FixityLine]) -> Result<usize, Problem> {
    let mut broken = 0;
    for (done, line) in (0_u64..).zip(lines) {
        desk.pace.at("正在核对文件", done, lines.len() as u64)?;
        broken += usize::from(!desk.store.lies_whole(line));
    }
    Ok(broken)
}

/// For people: a table that WPS opens.
fn table(lines: &[FixityLine]) -> String {
    let mut text = String::from("\u{FEFF}文件,字节数,SHA-256,SM3,收存日期\r\n");
    for line in lines {
        let content = &line.content;
        let _ = write!(
            text,
            "{},{},{},{},{}\r\n",
            line.path(),
            content.bytes,
            content.sha256,
            content.sm3,
            line.kept_on
        );
    }
    text
}

/// For `sha256sum --check`, in the office's folder.
fn sha256_list(lines: &[FixityLine]) -> String {
    let line = |line: &FixityLine| format!("{}  {}\n", line.content.sha256, line.path());
    lines.iter().map(line).collect()
}

/// For `cksum --check` of GNU coreutils 9 and others that read tagged lines, in the office's folder.
fn sm3_list(lines: &[FixityLine]) -> String {
    let line = |line: &FixityLine| format!("SM3 ({}) = {}\n", line.path(), line.content.sm3);
    lines.iter().map(line).collect()
}
