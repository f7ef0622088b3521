//! What a station or a village hands to its office, whole: the text, the list with every cell, the
//! files as they are, and who answers for it (谁提供、谁审核、谁负责). It only ever travels closed for that
//! one office.
//!
//! Its form is the container of packages: `metadata.json`, then the files as `attachments/NN.bin`.

use chrono::NaiveDate;
use gongkai_rulebook::disclosure::Content;
use gongkai_rulebook::ids::{FileId, ListId, OfficeId};
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::period::Stretch;
use serde::{Deserialize, Serialize};

use crate::closed::ClosingKey;
use crate::container::{self, File};
use crate::names::{METADATA, TownshipCode, attachment_path};
use crate::refusal::Refusal;

/// Ending of the files inside.
const ENDING: &str = "bin";

/// A draft, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLetter {
    /// What the item says. Its list and files are those below, under the ids that it names.
    pub content: Content,
    /// Who answers for it.
    pub checked: Checked,
    /// Its list.
    #[serde(default)]
    pub list: Option<DraftList>,
    /// Its attachments, in the order of the content, then the workbook of its list.
    #[serde(default)]
    pub files: Vec<DraftFile>,
}

/// Who answers for a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// 提供单位.
    pub unit: String,
    /// 提供人.
    pub provider: String,
    /// 单位负责人, who looked at it in the unit and agreed.
    pub responsible: String,
    /// When he agreed.
    pub agreed_on: NaiveDate,
    /// Who packed it.
    pub handed_by: String,
    /// When.
    pub handed_on: NaiveDate,
}

/// A list as the station has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftList {
    /// Its id, the same through every change of the item.
    pub id: ListId,
    /// What kind of list.
    pub kind: ListKind,
    /// Sheet it stood on.
    pub sheet: String,
    /// Village it is about.
    #[serde(default)]
    pub village: Option<String>,
    /// Period it is about.
    #[serde(default)]
    pub period: Option<Stretch>,
    /// Unit of its amounts.
    pub unit: String,
    /// Its columns.
    pub columns: Vec<DraftColumn>,
    /// Its rows, every cell in place.
    pub rows: Vec<DraftRow>,
    /// Rows of the sheet that are no rows of the list: titles, header, totals, signatures.
    pub skipped: u32,
    /// Rows that were refused and left out.
    pub refused: u32,
    /// How many cells the station mended.
    #[serde(default)]
    pub mended: u32,
    /// Rows that it left out by its own decision.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
    /// The workbook that it came from, among the files.
    pub workbook: FileId,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftColumn {
    /// Title as the village wrote it.
    pub title: String,
    /// What it means.
    pub meaning: Meaning,
    /// Kept apart from what search and print read.
    pub private: bool,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// One text per column.
    pub cells: Vec<String>,
}

/// A row that the station left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Why.
    pub why: String,
}

/// A file of a draft, as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftFile {
    /// Its id, the same through every change of the item.
    pub id: FileId,
    /// The name it came with.
    pub name: String,
    /// Its content; in a package it lies beside.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

impl DraftLetter {
    /// Its bytes, to be closed.
    ///
    /// # Errors
    /// [`Refusal::TooBig`], [`Refusal::TooManyFiles`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, Refusal> {
        // Structs of strings, numbers, lists and maps of strings always have a JSON.
        let said = serde_json::to_vec(self).unwrap_or_default();
        let paths: Vec<String> = (0..self.files.len()).map(path).collect();
        let mut files = vec![File {
            path: METADATA,
            bytes: &said,
        }];
        let beside = paths.iter().zip(&self.files);
        files.extend(beside.map(|(path, file)| File {
            path,
            bytes: &file.bytes,
        }));
        container::write(&files)
    }

    /// Reads what was opened. Anybody may have made it who has a key.
    ///
    /// # Errors
    /// [`Refusal::Draft`] where it is not of the form, and what is wrong with the container.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut parts = container::read(bytes)?.into_iter();
        let said = parts.next().filter(|file| file.path == METADATA);
        let mut letter: Self = said
            .and_then(|file| serde_json::from_slice(file.bytes).ok())
            .ok_or(Refusal::Draft)?;
        let expected = letter.files.len();
        let beside: Vec<File<'_>> = parts.collect();
        let placed = (0..).zip(&beside).all(|(at, file)| file.path == path(at));
        if beside.len() != expected || !placed || !letter.fits() {
            return Err(Refusal::Draft);
        }
        for (file, part) in letter.files.iter_mut().zip(beside) {
            file.bytes = part.bytes.to_vec();
        }
        Ok(letter)
    }

    /// Whether list and files are those that the content names, and every row has its cells.
    fn fits(&self) -> bool {
        let list = self.list.as_ref();
        let rows = list.is_none_or(|list| {
            let whole = |row: &DraftRow| row.cells.len() == list.columns.len() && row.row > 0;
            list.rows.iter().all(whole) && list.rows.is_sorted_by_key(|row| row.row)
        });
        let workbook = list.map(|list| list.workbook);
        let named = self.content.attachments.iter().copied().chain(workbook);
        let same = named.eq(self.files.iter().map(|file| file.id));
        self.content.list == list.map(|list| list.id) && rows && same
    }
}

fn path(index: usize) -> String {
    attachment_path(index, ENDING)
}

/// What an office gives its stations and villages once: where drafts go and what closes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftAddress {
    /// The office.
    pub office: OfficeId,
    /// Its full name.
    pub name: String,
    /// 区划代码, under which packages travel.
    pub township: TownshipCode,
    /// The key that closes drafts for it.
    pub key: ClosingKey,
}

impl DraftAddress {
    /// The text of the file that is given out.
    pub fn to_text(&self) -> String {
        // A struct of strings always has a JSON.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// [`Refusal::Draft`] where it is something else.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| Refusal::Draft)
    }
}

#[cfg(test)]
mod tests;
