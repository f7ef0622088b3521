//! From rows to a value of the rulebook.

use gongkai_rulebook::Refusal;
use gongkai_rulebook::disclosure::{
    Approved, Content, Copy, Demand, Disclosure, Draft, Exempt, Exemption, InReview, Listing,
    Posting, Referral, Release, Released, Returned, SetAside, Setting, Signed, State, Withdrawal,
    Withdrawn,
};
use gongkai_rulebook::ids::{DisclosureId, FileId, StaffId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::register::RegisterNo;
use gongkai_rulebook::vocabulary::{Channel, Element};
use rusqlite::{Row, named_params};

use super::Filing;
use crate::RegistryError;
use crate::columns::{parsed, parsed_or_null};
use crate::records::Records;
use crate::records::kept::{from_json, many, one};
use crate::records::moment::{moment, moment_or_null};

/// The item's own row.
struct Stored {
    state: State,
    content: Content,
    chain: Option<gongkai_rulebook::chain::Chain>,
    filing: Filing,
}

/// The register line of an item.
struct Line {
    register_no: RegisterNo,
    by: StaffId,
    moment: Moment,
}

impl Records<'_> {
    /// The item, in whatever state it is.
    ///
    /// # Errors
    /// `not-found`; `store-inconsistent` where no legal path leads to what is stored.
    pub fn disclosure(&self, id: DisclosureId) -> Result<Disclosure, RegistryError> {
        let stored = self.stored(id)?;
        let draft = Draft {
            id,
            content: stored.content,
            returned: self.returned(id)?,
        };
        match stored.state {
            State::Draft | State::Returned => return Ok(Disclosure::Draft(draft)),
            State::SetAside => return self.aside(draft).map(Disclosure::SetAside),
            State::Submitted
            | State::Proofread
            | State::Reviewed
            | State::Agreed
            | State::Approved
            | State::Released
            | State::Corrected
            | State::Withdrawn
            | State::Exempt => {}
        }
        let illegal = |source: Refusal| RegistryError::Inconsistent {
            disclosure: id,
            source,
        };
        let missing = || {
            illegal(Refusal::NotInState {
                state: stored.state.label(),
                act: "从登记库读出",
            })
        };
        let chain = stored.chain.ok_or_else(missing)?;
        let signatures = self.signatures(id)?;
        let signed =
            InReview::restore(draft, chain, signatures, self.referral(id)?).map_err(illegal)?;
        let item = match signed {
            Signed::Approved(approved) => self.after_approval(id, stored.state, approved)?,
            further @ (Signed::Further(_) | Signed::SentBack(_)) => Disclosure::from(further),
        };
        if item.state() == stored.state {
            Ok(item)
        } else {
            Err(missing())
        }
    }

    /// How the item came to be filed.
    ///
    /// # Errors
    /// `not-found`, or what SQLite says.
    pub fn filing(&self, id: DisclosureId) -> Result<Filing, RegistryError> {
        Ok(self.stored(id)?.filing)
    }

    fn stored(&self, id: DisclosureId) -> Result<Stored, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        let mut stored = one(
            self.connection,
            include_str!("by_id.sql"),
            wanted,
            stored_of,
        )?
        .ok_or_else(|| RegistryError::NotFound {
            what: "公开事项",
            given: id.to_string(),
        })?;
        let element = |row: &Row<'_>| Ok((parsed::<Element>(row, "element")?, row.get("text")?));
        let elements = many(
            self.connection,
            include_str!("elements.sql"),
            wanted,
            element,
        )?;
        stored.content.elements = elements.into_iter().collect();
        let listing = one(
            self.connection,
            include_str!("listing.sql"),
            wanted,
            listing_of,
        )?;
        stored.content.listing = listing.unwrap_or_default();
        let file = |row: &Row<'_>| parsed::<FileId>(row, "file");
        stored.content.attachments = many(
            self.connection,
            include_str!("attachments.sql"),
            wanted,
            file,
        )?;
        Ok(stored)
    }

    fn after_approval(
        &self,
        id: DisclosureId,
        state: State,
        approved: Approved,
    ) -> Result<Disclosure, RegistryError> {
        let illegal = |source: Refusal| RegistryError::Inconsistent {
            disclosure: id,
            source,
        };
        let missing = || {
            illegal(Refusal::NotInState {
                state: state.label(),
                act: "从登记库读出",
            })
        };
        let line = match state {
            State::Released | State::Corrected | State::Withdrawn | State::Exempt => {
                self.line(id)?.ok_or_else(missing)?
            }
            State::Draft
            | State::Returned
            | State::SetAside
            | State::Submitted
            | State::Proofread
            | State::Reviewed
            | State::Agreed
            | State::Approved => return Ok(Disclosure::Approved(approved)),
        };
        if state == State::Exempt {
            let exemption = self.exemption(id, line)?.ok_or_else(missing)?;
            return Ok(Disclosure::Exempt(Exempt::restore(approved, exemption)));
        }
        let release = Release {
            register_no: line.register_no,
            channels: self.planned_channels(id)?,
            by: line.by,
            moment: line.moment,
            copies: self.copies(id)?,
        };
        let released = Released::restore(approved, release, self.postings(id)?).map_err(illegal)?;
        Ok(match state {
            State::Withdrawn => {
                let withdrawal = self.withdrawal(id)?.ok_or_else(missing)?;
                Disclosure::Withdrawn(Withdrawn {
                    released,
                    withdrawal,
                })
            }
            State::Corrected => {
                let (by, on) = self.corrected_by(id)?.ok_or_else(missing)?;
                Disclosure::Corrected(released.corrected(by, on))
            }
            State::Draft
            | State::Returned
            | State::SetAside
            | State::Submitted
            | State::Proofread
            | State::Reviewed
            | State::Agreed
            | State::Approved
            | State::Released
            | State::Exempt => Disclosure::Released(released),
        })
    }

    fn line(&self, id: DisclosureId) -> Result<Option<Line>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        one(self.connection, include_str!("line.sql"), wanted, |row| {
            Ok(Line {
                register_no: RegisterNo {
                    year: row.get("year")?,
                    number: row.get("number")?,
                },
                by: parsed(row, "by")?,
                moment: moment(row, "released")?,
            })
        })
    }

    fn exemption(&self, id: DisclosureId, line: Line) -> Result<Option<Exemption>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        one(
            self.connection,
            include_str!("exemption.sql"),
            wanted,
            |row| {
                Ok(Exemption {
                    ground: parsed(row, "ground")?,
                    why: row.get("why")?,
                    register_no: line.register_no,
                    by: line.by,
                    moment: line.moment,
                })
            },
        )
    }

    fn planned_channels(&self, id: DisclosureId) -> Result<Vec<Channel>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        many(
            self.connection,
            include_str!("channels.sql"),
            wanted,
            |row| parsed(row, "channel"),
        )
    }

    fn copies(&self, id: DisclosureId) -> Result<Vec<Copy>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        many(self.connection, include_str!("copies.sql"), wanted, |row| {
            Ok(Copy {
                id: parsed(row, "id")?,
                made_for: parsed(row, "made_for")?,
                no: row.get("no")?,
            })
        })
    }

    fn postings(&self, id: DisclosureId) -> Result<Vec<Posting>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        many(
            self.connection,
            include_str!("postings.sql"),
            wanted,
            |row| {
                Ok(Posting {
                    id: parsed(row, "id")?,
                    channel: parsed(row, "channel")?,
                    place: row.get("place")?,
                    evidence: parsed_or_null(row, "evidence")?,
                    posted: moment(row, "posted")?,
                    taken_down: moment_or_null(row, "taken")?,
                    taken_evidence: parsed_or_null(row, "taken_photo")?,
                })
            },
        )
    }

    fn withdrawal(&self, id: DisclosureId) -> Result<Option<Withdrawal>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        one(
            self.connection,
            include_str!("withdrawal.sql"),
            wanted,
            |row| {
                Ok(Withdrawal {
                    why: row.get("why")?,
                    by: parsed(row, "by")?,
                    moment: moment(row, "withdrawn")?,
                })
            },
        )
    }

    /// The released item that corrects this one, and the day of its release.
    fn corrected_by(
        &self,
        id: DisclosureId,
    ) -> Result<Option<(DisclosureId, chrono::NaiveDate)>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        one(
            self.connection,
            include_str!("corrected_by.sql"),
            wanted,
            |row| Ok((parsed(row, "id")?, parsed(row, "released_on")?)),
        )
    }

    fn returned(&self, id: DisclosureId) -> Result<Option<Returned>, RegistryError> {
        self.remark(id, "returned", |row| {
            Ok(Returned {
                why: row.get("why")?,
                by: parsed(row, "by")?,
                moment: moment(row, "made")?,
            })
        })
    }

    /// A draft that the store says was set aside, with why.
    fn aside(&self, draft: Draft) -> Result<SetAside, RegistryError> {
        let id = draft.id;
        let setting = self.remark(id, "set_aside", |row| {
            Ok(Setting {
                why: row.get("why")?,
                by: parsed(row, "by")?,
                moment: moment(row, "made")?,
            })
        })?;
        match setting {
            Some(setting) => Ok(SetAside { draft, setting }),
            None => Err(RegistryError::Inconsistent {
                disclosure: id,
                source: Refusal::NotInState {
                    state: State::SetAside.label(),
                    act: "从登记库读出",
                },
            }),
        }
    }

    fn referral(&self, id: DisclosureId) -> Result<Option<Referral>, RegistryError> {
        self.remark(id, "referred", |row| {
            Ok(Referral {
                by: parsed(row, "by")?,
                moment: moment(row, "made")?,
            })
        })
    }

    fn remark<T>(
        &self,
        id: DisclosureId,
        kind: &str,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string(), ":kind": kind };
        one(self.connection, include_str!("remark.sql"), wanted, read)
    }
}

fn listing_of(row: &Row<'_>) -> rusqlite::Result<Listing> {
    let keywords: Option<String> = row.get("keywords")?;
    let keywords = keywords.iter().flat_map(|line| line.split('、'));
    Ok(Listing {
        document_no: row.get("document_no")?,
        subject: row.get("subject")?,
        genre: row.get("genre")?,
        keywords: keywords.map(str::to_owned).collect(),
        interprets: parsed_or_null(row, "interprets")?,
    })
}

fn demand_of(row: &Row<'_>) -> rusqlite::Result<Option<Demand>> {
    let document: Option<String> = row.get("demanded_by")?;
    let due = parsed_or_null(row, "demanded_due")?;
    Ok(document.map(|document| Demand { document, due }))
}

fn stored_of(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let chain: Option<String> = row.get("chain")?;
    Ok(Stored {
        state: parsed(row, "state")?,
        chain: chain.map(|_| from_json(row, "chain")).transpose()?,
        filing: Filing {
            edition: row.get("edition")?,
            opened: moment(row, "opened")?,
            changed_on: parsed_or_null(row, "changed_on")?,
        },
        content: Content {
            entry: parsed(row, "entry")?,
            title: row.get("title")?,
            class: parsed(row, "class")?,
            elements: Default::default(),
            body: row.get("body")?,
            formed_on: parsed_or_null(row, "formed_on")?,
            unit: row.get("unit")?,
            provider: row.get("provider")?,
            list: parsed_or_null(row, "list")?,
            attachments: Vec::new(),
            corrects: parsed_or_null(row, "corrects")?,
            demand: demand_of(row)?,
            stage: parsed_or_null(row, "stage")?,
            listing: Listing::default(),
        },
    })
}
