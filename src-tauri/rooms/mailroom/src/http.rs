//! The county's own protocol over HTTP(S), as `docs/county-link/openapi.yaml` describes it.

use std::collections::BTreeSet;

use gongkai_letters::{PACKAGE_BYTES, PackageName, TownshipCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::carrier::{Carrier, LetterLine, Put, Standings};
use crate::error::MailError;
use crate::net::{Access, Line, Said};

/// Media type of a package.
const PACKAGE: &str = "application/vnd.gongkai.package";
/// Most bytes of an answer that is no package.
const ANSWER_BYTES: u64 = 1 << 20;
/// A package of so many bytes waits until the other side wants it.
const LARGE: usize = 1 << 20;
/// Letters asked for at once.
const PIECE: u32 = 100;

/// A county platform that speaks the protocol.
pub struct Http {
    line: Line,
    township: TownshipCode,
}

/// A refusal of the protocol.
#[derive(Deserialize)]
struct Fault {
    code: String,
    #[serde(default)]
    field: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    standing: Option<Standings>,
}

impl Http {
    /// The platform at this address; the authorization is `Bearer` and the township's key.
    ///
    /// # Errors
    /// [`MailError::Key`] where the root certificate is none.
    pub fn new(access: Access, township: TownshipCode) -> Result<Self, MailError> {
        let line = Line::new(access)?;
        Ok(Self { line, township })
    }

    fn path(&self, rest: &str) -> String {
        format!("/v1/townships/{}/{rest}", self.township)
    }

    fn get<T: DeserializeOwned>(&self, rest: &str) -> Result<T, MailError> {
        let said = self
            .line
            .ask("GET", &self.path(rest), &[], &[], ANSWER_BYTES)?;
        if said.status != 200 {
            return Err(said.refused());
        }
        serde_json::from_slice(&said.body).map_err(|_| MailError::Answer)
    }
}

impl Carrier for Http {
    fn standing(&mut self) -> Result<Option<Standings>, MailError> {
        self.get("standing").map(Some)
    }

    fn lying(&mut self) -> Result<BTreeSet<PackageName>, MailError> {
        Ok(BTreeSet::new())
    }

    fn is_whole(&mut self, _: &PackageName, _: &[u8]) -> Result<bool, MailError> {
        // Nothing lies on this way.
        Ok(false)
    }

    fn put(&mut self, name: &PackageName, bytes: &[u8]) -> Result<Put, MailError> {
        let path = self.path(&format!("packages/{}", name.package));
        let headers = [("Content-Type", PACKAGE), ("Expect", "100-continue")];
        // A large one waits for a word, so that a refusal for its size is heard before it is sent.
        let asked = headers.len() - usize::from(bytes.len() < LARGE);
        let said = self
            .line
            .ask("PUT", &path, &headers[..asked], bytes, ANSWER_BYTES)?;
        match said.status.as_u16() {
            200 | 201 => {
                let standings = serde_json::from_slice(&said.body);
                standings.map(Put::Taken).map_err(|_| MailError::Answer)
            }
            422 => refused(&said),
            409 => Err(conflict(&said)),
            _ => Err(said.refused()),
        }
    }

    fn list(&mut self, after: u64) -> Result<Vec<LetterLine>, MailError> {
        self.get(&format!("letters?after={after}&limit={PIECE}"))
    }

    fn fetch(&mut self, line: &LetterLine) -> Result<Vec<u8>, MailError> {
        let path = self.path(&format!("letters/{}", line.number));
        let said = self
            .line
            .ask("GET", &path, &[], &[], PACKAGE_BYTES as u64 + 1)?;
        if said.status != 200 {
            return Err(said.refused());
        }
        Ok(said.body)
    }
}

/// Refused for what it says, which counts, and the standing is told; or for what it is, which does not.
fn refused(said: &Said) -> Result<Put, MailError> {
    let fault: Fault = serde_json::from_slice(&said.body).map_err(|_| MailError::Answer)?;
    match fault.standing {
        Some(standings) => Ok(Put::Refused(standings)),
        None => Err(MailError::Refused {
            code: fault.code,
            field: fault.field,
            text: fault.text,
        }),
    }
}

fn conflict(said: &Said) -> MailError {
    let Ok(fault) = serde_json::from_slice::<Fault>(&said.body) else {
        return MailError::Answer;
    };
    match fault.code.as_str() {
        "chain" => MailError::Chain {
            standing: fault.standing.map(|standings| standings.up),
        },
        "different" => MailError::Different,
        _ => MailError::Answer,
    }
}
