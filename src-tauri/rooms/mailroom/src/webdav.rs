//! A WebDAV inbox on any standard server (RFC 4918), such as an exchange front machine: written under
//! another name and moved, never over what lies there.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_letters::{PACKAGE_BYTES, PackageName, TownshipCode};

use crate::carrier::{Carrier, LetterLine, Put, Standings, Ways};
use crate::dav_list::listed;
use crate::error::MailError;
use crate::folder::line as letter_line;
use crate::net::{Access, Line, Said};

/// Most bytes of an answer that is no package.
const ANSWER_BYTES: u64 = 16 << 20;
/// So often one package may lie damaged on a server before a person looks.
const MOST_DAMAGED: u32 = 20;
/// Asks for names and lengths only.
const WANTED: &[u8] =
    br#"<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getcontentlength/></prop></propfind>"#;

/// The inbox of a township on a WebDAV server.
pub struct WebDav {
    line: Line,
    township: TownshipCode,
    ways: Ways,
    /// How long the packages are that lay there at the last look.
    lengths: BTreeMap<PackageName, u64>,
}

impl WebDav {
    /// The inbox at this address.
    ///
    /// # Errors
    /// [`MailError::Key`] where the root certificate is none.
    pub fn new(access: Access, township: TownshipCode) -> Result<Self, MailError> {
        Self::with(access, township, Ways::COUNTY)
    }

    /// The place on this server where stations and villages lay closed drafts for a township.
    ///
    /// # Errors
    /// As [`WebDav::new`].
    pub fn of_drafts(access: Access, township: TownshipCode) -> Result<Self, MailError> {
        Self::with(access, township, Ways::DRAFTS)
    }

    fn with(access: Access, township: TownshipCode, ways: Ways) -> Result<Self, MailError> {
        Ok(Self {
            line: Line::new(access)?,
            township,
            ways,
            lengths: BTreeMap::new(),
        })
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Result<Said, MailError> {
        self.line.ask(method, path, headers, &[], ANSWER_BYTES)
    }

    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, MailError> {
        let most = PACKAGE_BYTES as u64 + 1;
        let said = self.line.ask("GET", path, &[], &[], most)?;
        match said.status.as_u16() {
            200 => Ok(Some(said.body)),
            404 => Ok(None),
            _ => Err(said.refused()),
        }
    }

    /// Makes the folders that a server wants before it takes a file (RFC 4918, 9.7.1).
    fn folders(&self) -> Result<(), MailError> {
        let up = self.ways.up;
        for path in [format!("/{up}/"), format!("/{up}/{}/", self.township)] {
            let said = self.ask("MKCOL", &path, &[])?;
            match said.status.as_u16() {
                // 405: it is there already.
                200..=299 | 405 => {}
                _ => return Err(said.refused()),
            }
        }
        Ok(())
    }

    /// The packages in a folder, in order of number.
    fn packages(&self, way: &str) -> Result<Vec<(PackageName, u64)>, MailError> {
        let path = format!("/{way}/{}/", self.township);
        let headers = [("Depth", "1"), ("Content-Type", "application/xml")];
        let said = self
            .line
            .ask("PROPFIND", &path, &headers, WANTED, ANSWER_BYTES)?;
        match said.status.as_u16() {
            207 => {}
            404 => return Ok(Vec::new()),
            _ => return Err(said.refused()),
        }
        let mut lying = listed(&said.body)?;
        lying.retain(|(name, _)| name.township == self.township);
        lying.sort_by_key(|(name, _)| (name.number, name.package));
        Ok(lying)
    }

    /// Gives a file another name, where nothing bears it already.
    fn moved(&self, from: &str, to: &str) -> Result<bool, MailError> {
        let target = format!("{}{to}", self.line.address());
        let headers = [("Destination", target.as_str()), ("Overwrite", "F")];
        let said = self.ask("MOVE", from, &headers)?;
        match said.status.as_u16() {
            200..=299 => Ok(true),
            412 => Ok(false),
            _ => Err(said.refused()),
        }
    }

    /// Whether this very package lies there.
    fn same(&self, path: &str, bytes: &[u8]) -> Result<bool, MailError> {
        Ok(self.get(path)?.is_some_and(|lies| lies == bytes))
    }
}

impl Carrier for WebDav {
    fn standing(&mut self) -> Result<Option<Standings>, MailError> {
        let path = format!("/standing/{}.json", self.township);
        let Some(text) = self.get(&path)? else {
            return Ok(None);
        };
        let standings = serde_json::from_slice(&text);
        standings.map(Some).map_err(|_| MailError::Answer)
    }

    fn lying(&mut self) -> Result<BTreeSet<PackageName>, MailError> {
        self.lengths = self.packages(self.ways.up)?.into_iter().collect();
        Ok(self.lengths.keys().cloned().collect())
    }

    fn is_whole(&mut self, name: &PackageName, bytes: &[u8]) -> Result<bool, MailError> {
        Ok(self.lengths.get(name) == Some(&(bytes.len() as u64)))
    }

    fn put(&mut self, name: &PackageName, bytes: &[u8]) -> Result<Put, MailError> {
        let path = format!("/{}/{}/{name}", self.ways.up, self.township);
        let beside = format!("{path}.part");
        let upload = || self.line.ask("PUT", &beside, &[], bytes, ANSWER_BYTES);
        let mut said = upload()?;
        if matches!(said.status.as_u16(), 403 | 404 | 409) {
            // The folder is missing; a server says it in one of these ways.
            self.folders()?;
            said = upload()?;
        }
        if !said.status.is_success() {
            return Err(said.refused());
        }
        if self.moved(&beside, &path)? || self.same(&path, bytes)? {
            return Ok(Put::Deposited);
        }
        // What lies there was damaged: it gets a name that no package has.
        for number in 1_u32..=MOST_DAMAGED {
            if self.moved(&path, &format!("{path}.damaged-{number}"))? {
                break;
            }
        }
        match self.moved(&beside, &path)? {
            true => Ok(Put::Deposited),
            false => Err(MailError::Different),
        }
    }

    fn list(&mut self, after: u64) -> Result<Vec<LetterLine>, MailError> {
        let lying = self.packages(self.ways.down)?;
        let waiting = lying.into_iter().filter(|(name, _)| name.number > after);
        Ok(waiting.map(letter_line).collect())
    }

    fn fetch(&mut self, line: &LetterLine) -> Result<Vec<u8>, MailError> {
        let name = PackageName {
            township: self.township.clone(),
            number: line.number,
            package: line.package,
        };
        let path = format!("/{}/{}/{name}", self.ways.down, self.township);
        self.get(&path)?.ok_or(MailError::Answer)
    }
}
