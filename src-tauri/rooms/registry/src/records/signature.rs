//! Signatures as rows. A void one stays.

use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::signature::{MadeGood, Signature};
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, write};
use super::moment::{entered_on, moment, moment_or_null, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

impl Records<'_> {
    /// The signatures that count, in the order of the chain.
    pub(super) fn signatures(&self, id: DisclosureId) -> Result<Vec<Signature>, RegistryError> {
        let wanted = named_params! { ":disclosure": id.to_string() };
        many(
            self.connection,
            include_str!("signature/of_disclosure.sql"),
            wanted,
            signature_of,
        )
    }

    /// Items with a 补签 owed or the scan of a paper signature missing, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn wanting(&self) -> Result<Vec<DisclosureId>, RegistryError> {
        many(
            self.connection,
            include_str!("signature/wanting.sql"),
            [],
            |row| parsed(row, "disclosure"),
        )
    }
}

impl Change<'_> {
    pub(super) fn save_signatures(
        &self,
        id: DisclosureId,
        known: &[Signature],
        signatures: &[Signature],
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let gone = known
            .iter()
            .filter(|old| signatures.iter().all(|kept| kept.id != old.id));
        for signature in gone {
            let row = named_params! {
                ":id": signature.id.to_string(), ":void_since": at.entered.unix_ms,
            };
            write(self.connection(), include_str!("signature/void.sql"), row)?;
        }
        for (position, signature) in (1_i64..).zip(signatures) {
            // A new one is inserted and never laid over another: an id that is taken is an error.
            match known.iter().find(|old| old.id == signature.id) {
                None => self.add_signature(id, position, signature)?,
                Some(old) if old != signature => self.complete(signature)?,
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn add_signature(
        &self,
        id: DisclosureId,
        position: i64,
        signature: &Signature,
    ) -> Result<(), RegistryError> {
        let later = signature.made_good.as_ref();
        let row = named_params! {
            ":id": signature.id.to_string(),
            ":disclosure": id.to_string(),
            ":position": position,
            ":step": signature.step.code(),
            ":signer": signature.signer.to_string(),
            ":stands_in_for": signature.stands_in_for.map(|person| person.to_string()),
            ":enterer": signature.enterer.to_string(),
            ":kind": signature.kind.code(),
            ":document": signature.document,
            ":scan": signature.scan.map(|file| file.to_string()),
            ":opinion": signature.opinion,
            ":secrecy": signature.secrecy.map(|secrecy| secrecy.code()),
            ":signed_on": on(&signature.moment),
            ":signed_entered_at": signature.moment.entered.unix_ms,
            ":signed_entered_on": entered_on(&signature.moment),
            ":later_kind": later.map(|later| later.kind.code()),
            ":later_scan": later.and_then(|later| later.scan).map(|file| file.to_string()),
            ":later_on": later.map(|later| on(&later.moment)),
            ":later_entered_at": later.map(|later| later.moment.entered.unix_ms),
            ":later_entered_on": later.map(|later| entered_on(&later.moment)),
        };
        write(self.connection(), include_str!("signature/add.sql"), row).map(drop)
    }

    /// 补签 and a scan that was missing: all that ever changes about a signature that counts.
    fn complete(&self, signature: &Signature) -> Result<(), RegistryError> {
        let later = signature.made_good.as_ref();
        let row = named_params! {
            ":id": signature.id.to_string(),
            ":scan": signature.scan.map(|file| file.to_string()),
            ":later_kind": later.map(|later| later.kind.code()),
            ":later_scan": later.and_then(|later| later.scan).map(|file| file.to_string()),
            ":later_on": later.map(|later| on(&later.moment)),
            ":later_entered_at": later.map(|later| later.moment.entered.unix_ms),
            ":later_entered_on": later.map(|later| entered_on(&later.moment)),
        };
        write(
            self.connection(),
            include_str!("signature/complete.sql"),
            row,
        )
        .map(drop)
    }
}

fn signature_of(row: &Row<'_>) -> rusqlite::Result<Signature> {
    let made_good = match moment_or_null(row, "later")? {
        Some(moment) => Some(MadeGood {
            kind: parsed(row, "later_kind")?,
            scan: parsed_or_null(row, "later_scan")?,
            moment,
        }),
        None => None,
    };
    Ok(Signature {
        id: parsed(row, "id")?,
        step: parsed(row, "step")?,
        signer: parsed(row, "signer")?,
        stands_in_for: parsed_or_null(row, "stands_in_for")?,
        enterer: parsed(row, "enterer")?,
        kind: parsed(row, "kind")?,
        document: row.get("document")?,
        scan: parsed_or_null(row, "scan")?,
        opinion: row.get("opinion")?,
        secrecy: parsed_or_null(row, "secrecy")?,
        moment: moment(row, "signed")?,
        made_good,
    })
}
