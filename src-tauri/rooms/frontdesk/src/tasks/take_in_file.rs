//! Take a file into the store: content first, durably, then the row that speaks of it.

use std::path::{Path, PathBuf};

use gongkai_registry::Change;
use gongkai_registry::files::{FileRecord, StoredFile, record};
use gongkai_rulebook::ids::FileId;

use crate::problem::open_plain;
use crate::{Desk, Problem};

/// A file whose content is stored and whose row is not yet written.
pub(crate) struct TakenIn {
    pub(crate) id: FileId,
    row: FileRecord,
}

/// Stores the content of the file at `path`.
pub(crate) fn take_in(desk: &Desk, path: &Path) -> Result<TakenIn, Problem> {
    let file = open_plain(path)?;
    let content: StoredFile = desk.store.put_file(file)?;
    let id = FileId::new(&desk.seed()?);
    let original_name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let media_kind = media_kind(path).to_owned();
    let added_on = desk.host.now().today;
    Ok(TakenIn {
        id,
        row: FileRecord {
            id,
            content,
            original_name,
            media_kind,
            added_on,
        },
    })
}

/// Stores a workbook that the office made itself, under a name that names nobody.
pub(crate) fn take_in_made(desk: &Desk, bytes: &[u8], name: &str) -> Result<TakenIn, Problem> {
    let id = FileId::new(&desk.seed()?);
    Ok(TakenIn {
        id,
        row: FileRecord {
            id,
            content: desk.store.put_file(bytes)?,
            original_name: name.to_owned(),
            media_kind: media_kind(Path::new(name)).to_owned(),
            added_on: desk.host.now().today,
        },
    })
}

/// Stores a file that another desk sent, under the id that it has there.
pub(crate) fn take_in_as(
    desk: &Desk,
    id: FileId,
    bytes: &[u8],
    name: &str,
) -> Result<TakenIn, Problem> {
    let mut taken = take_in_made(desk, bytes, name)?;
    (taken.id, taken.row.id) = (id, id);
    Ok(taken)
}

/// Stores the content of the file at `path`, where one is given.
pub(crate) fn take_in_maybe(desk: &Desk, path: Option<&Path>) -> Result<Option<TakenIn>, Problem> {
    path.map(|path| take_in(desk, path)).transpose()
}

impl TakenIn {
    /// Writes the row.
    pub(crate) fn keep(&self, change: &Change<'_>) -> Result<(), Problem> {
        Ok(record(change, &self.row)?)
    }

    pub(crate) fn sha256(&self) -> gongkai_registry::Fingerprint {
        self.row.content.sha256
    }

    pub(crate) fn name(&self) -> &str {
        &self.row.original_name
    }
}

/// Files of one change; one that is given several times is taken in once.
#[derive(Default)]
pub(crate) struct Photos {
    taken: Vec<(PathBuf, TakenIn)>,
}

impl Photos {
    /// Stores the content of the file at `path`, where one is given.
    pub(crate) fn take(
        &mut self,
        desk: &Desk,
        path: Option<&Path>,
    ) -> Result<Option<FileId>, Problem> {
        let Some(path) = path else { return Ok(None) };
        if let Some((_, known)) = self.taken.iter().find(|(known, _)| known == path) {
            return Ok(Some(known.id));
        }
        let taken = take_in(desk, path)?;
        let id = taken.id;
        self.taken.push((path.to_owned(), taken));
        Ok(Some(id))
    }

    /// Writes the rows.
    pub(crate) fn keep(&self, change: &Change<'_>) -> Result<(), Problem> {
        self.taken
            .iter()
            .try_for_each(|(_, file)| file.keep(change))
    }
}

/// Writes the row, where there is a file.
pub(crate) fn keep_maybe(change: &Change<'_>, file: Option<&TakenIn>) -> Result<(), Problem> {
    file.map_or(Ok(()), |file| file.keep(change))
}

fn media_kind(path: &Path) -> &'static str {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    match ending.as_str() {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsb" => "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
        "xls" | "et" => "application/vnd.ms-excel",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "csv" => "text/csv",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    }
}
