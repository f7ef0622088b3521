//! From a value of the rulebook to rows: only what changed between two states is written.

use gongkai_rulebook::chain::Chain;
use gongkai_rulebook::disclosure::{
    Content, Disclosure, Draft, Exemption, Listing, Posting, Release, Returned, SetAside, State,
    Withdrawal,
};
use gongkai_rulebook::ids::{DisclosureId, StaffId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::register::{Book, RegisterNo};
use gongkai_rulebook::vocabulary::Stage;
use rusqlite::named_params;

use super::Filing;
use crate::records::kept::{to_json, write};
use crate::records::moment::{entered_on, on};
use crate::{Change, RegistryError};

impl Change<'_> {
    /// Writes a new draft.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_draft(&self, draft: &Draft, filing: &Filing) -> Result<(), RegistryError> {
        let id = draft.id.to_string();
        let row = named_params! {
            ":id": id,
            ":edition": filing.edition,
            ":entry": draft.content.entry.as_str(),
            ":opened_on": on(&filing.opened),
            ":opened_entered_at": filing.opened.entered.unix_ms,
            ":opened_entered_on": entered_on(&filing.opened),
        };
        write(self.connection(), include_str!("open.sql"), row)?;
        self.put_content(draft.id, &draft.content)?;
        self.touch("disclosure", id);
        Ok(())
    }

    /// Writes what lies between `before`, as it was loaded in this change, and `after`, which the
    /// rulebook made of it. Signatures that no longer count stay, void since `moment`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save(
        &self,
        before: &Disclosure,
        after: &Disclosure,
        moment: &Moment,
    ) -> Result<(), RegistryError> {
        let id = after.id();
        if before.content() != after.content() {
            self.keep_version(id, before.content(), moment)?;
            self.put_content(id, after.content())?;
            if before.state() != State::Draft {
                self.put_changed_on(id, moment)?;
            }
        }
        if before.state() == State::SetAside {
            // What was taken up again is signed no earlier than that.
            self.put_changed_on(id, moment)?;
        }
        let row = named_params! {
            ":id": id.to_string(),
            ":state": after.state().code(),
            ":chain": chain_of(after).map(to_json).transpose()?,
        };
        write(self.connection(), include_str!("put_state.sql"), row)?;
        self.put_remarks(after)?;
        self.save_signatures(id, before.signatures(), after.signatures(), moment)?;
        if let (None, Some(released)) = (before.released(), after.released()) {
            self.put_release(id, after.content(), released.release())?;
        }
        let known = before
            .released()
            .map_or(&[][..], |released| released.postings());
        let postings = after
            .released()
            .map_or(&[][..], |released| released.postings());
        self.save_postings(id, known, postings)?;
        if before.state() != after.state() {
            self.put_ending(id, after)?;
        }
        self.touch("disclosure", id);
        Ok(())
    }

    fn put_changed_on(&self, id: DisclosureId, moment: &Moment) -> Result<(), RegistryError> {
        let row = named_params! { ":id": id.to_string(), ":on": on(moment) };
        write(self.connection(), include_str!("changed_on.sql"), row).map(drop)
    }

    fn put_content(&self, id: DisclosureId, content: &Content) -> Result<(), RegistryError> {
        let id = id.to_string();
        let due = content.demand.as_ref().and_then(|demand| demand.due);
        let row = named_params! {
            ":id": id,
            ":entry": content.entry.as_str(),
            ":title": content.title,
            ":class": content.class.code(),
            ":body": content.body,
            ":formed_on": content.formed_on.map(|day| day.to_string()),
            ":unit": content.unit,
            ":provider": content.provider,
            ":list": content.list.map(|list| list.to_string()),
            ":demanded_by": content.demand.as_ref().map(|demand| &demand.document),
            ":demanded_due": due.map(|day| day.to_string()),
            ":stage": content.stage.map(Stage::code),
            ":corrects": content.corrects.map(|old| old.to_string()),
        };
        write(self.connection(), include_str!("put_content.sql"), row)?;
        self.drop_elements(&id)?;
        for (element, text) in &content.elements {
            let row = named_params! { ":id": id, ":element": element.code(), ":text": text };
            write(self.connection(), include_str!("add_element.sql"), row)?;
        }
        self.put_listing(&id, &content.listing)?;
        self.drop_attachments(&id)?;
        for (position, file) in (1_i64..).zip(&content.attachments) {
            let row = named_params! { ":id": id, ":position": position, ":file": file.to_string() };
            write(self.connection(), include_str!("add_attachment.sql"), row)?;
        }
        Ok(())
    }

    /// No row where nothing is said.
    fn put_listing(&self, id: &str, listing: &Listing) -> Result<(), RegistryError> {
        self.drop_listing(id)?;
        if listing.is_empty() {
            return Ok(());
        }
        let keywords = Some(listing.keywords.join("、")).filter(|line| !line.is_empty());
        let row = named_params! {
            ":id": id,
            ":document_no": listing.document_no,
            ":subject": listing.subject,
            ":genre": listing.genre,
            ":keywords": keywords,
            ":interprets": listing.interprets.map(|item| item.to_string()),
        };
        write(self.connection(), include_str!("add_listing.sql"), row).map(drop)
    }

    pub(in crate::records) fn drop_listing(&self, id: &str) -> Result<(), RegistryError> {
        let wanted = named_params! { ":id": id };
        write(self.connection(), include_str!("drop_listing.sql"), wanted).map(drop)
    }

    pub(in crate::records) fn drop_elements(&self, id: &str) -> Result<(), RegistryError> {
        write(
            self.connection(),
            include_str!("drop_elements.sql"),
            named_params! { ":id": id },
        )
        .map(drop)
    }

    pub(in crate::records) fn drop_attachments(&self, id: &str) -> Result<(), RegistryError> {
        write(
            self.connection(),
            include_str!("drop_attachments.sql"),
            named_params! { ":id": id },
        )
        .map(drop)
    }

    pub(in crate::records) fn drop_remarks(&self, id: &str) -> Result<(), RegistryError> {
        write(
            self.connection(),
            include_str!("drop_remarks.sql"),
            named_params! { ":id": id },
        )
        .map(drop)
    }

    /// Keeps a text of an item among its earlier ones: what an edit replaces, or what another desk wrote
    /// and nobody chose.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_version(
        &self,
        id: DisclosureId,
        content: &Content,
        moment: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": id.to_string(),
            ":content": to_json(content)?,
            ":replaced_entered_at": moment.entered.unix_ms,
        };
        write(self.connection(), include_str!("keep_version.sql"), row).map(drop)
    }

    fn put_remarks(&self, item: &Disclosure) -> Result<(), RegistryError> {
        let id = item.id();
        self.drop_remarks(&id.to_string())?;
        match item {
            Disclosure::Draft(draft) => self.put_returned(draft),
            Disclosure::SetAside(SetAside { draft, setting }) => {
                self.put_returned(draft)?;
                self.add_remark(id, "set_aside", &setting.why, setting.by, &setting.moment)
            }
            Disclosure::InReview(review) => match review.referral() {
                Some(referral) => {
                    self.add_remark(id, "referred", "", referral.by, &referral.moment)
                }
                None => Ok(()),
            },
            Disclosure::Approved(_)
            | Disclosure::Released(_)
            | Disclosure::Corrected(_)
            | Disclosure::Withdrawn(_)
            | Disclosure::Exempt(_) => Ok(()),
        }
    }

    fn put_returned(&self, draft: &Draft) -> Result<(), RegistryError> {
        match &draft.returned {
            Some(Returned { why, by, moment }) => {
                self.add_remark(draft.id, "returned", why, *by, moment)
            }
            None => Ok(()),
        }
    }

    fn add_remark(
        &self,
        id: DisclosureId,
        kind: &str,
        why: &str,
        by: StaffId,
        moment: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": id.to_string(),
            ":kind": kind,
            ":why": why,
            ":by": by.to_string(),
            ":made_on": on(moment),
            ":made_entered_at": moment.entered.unix_ms,
            ":made_entered_on": entered_on(moment),
        };
        write(self.connection(), include_str!("add_remark.sql"), row).map(drop)
    }

    fn put_release(
        &self,
        id: DisclosureId,
        content: &Content,
        release: &Release,
    ) -> Result<(), RegistryError> {
        if let Some(book) = Book::of(content.class) {
            self.put_line(id, book, release.register_no, release.by, &release.moment)?;
        }
        let id = id.to_string();
        for (position, channel) in (1_i64..).zip(&release.channels) {
            let row =
                named_params! { ":id": id, ":position": position, ":channel": channel.code() };
            write(self.connection(), include_str!("add_channel.sql"), row)?;
        }
        for (position, copy) in (1_i64..).zip(&release.copies) {
            let row = named_params! {
                ":id": copy.id.to_string(),
                ":disclosure": id,
                ":position": position,
                ":made_for": copy.made_for.code(),
                ":no": copy.no,
            };
            write(self.connection(), include_str!("add_copy.sql"), row)?;
        }
        Ok(())
    }

    fn put_line(
        &self,
        id: DisclosureId,
        book: Book,
        no: RegisterNo,
        by: StaffId,
        moment: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":book": book.code(),
            ":year": no.year,
            ":number": no.number,
            ":disclosure": id.to_string(),
            ":by": by.to_string(),
            ":released_on": on(moment),
            ":released_entered_at": moment.entered.unix_ms,
            ":released_entered_on": entered_on(moment),
        };
        write(self.connection(), include_str!("put_line.sql"), row)?;
        self.touch("register", book.code());
        Ok(())
    }

    fn save_postings(
        &self,
        id: DisclosureId,
        known: &[Posting],
        postings: &[Posting],
    ) -> Result<(), RegistryError> {
        for (position, posting) in (1_i64..).zip(postings) {
            // A new one is inserted and never laid over another: an id that is taken is an error.
            match known.iter().find(|old| old.id == posting.id) {
                None => self.add_posting(id, position, posting)?,
                Some(old) if old != posting => self.change_posting(posting)?,
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn add_posting(
        &self,
        id: DisclosureId,
        position: i64,
        posting: &Posting,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": posting.id.to_string(),
            ":disclosure": id.to_string(),
            ":position": position,
            ":channel": posting.channel.code(),
            ":place": posting.place,
            ":evidence": posting.evidence.map(|file| file.to_string()),
            ":posted_on": on(&posting.posted),
            ":posted_entered_at": posting.posted.entered.unix_ms,
            ":posted_entered_on": entered_on(&posting.posted),
        };
        write(self.connection(), include_str!("add_posting.sql"), row).map(drop)
    }

    /// 撤下, and a photo that comes late: the only things that ever change about a posting.
    fn change_posting(&self, posting: &Posting) -> Result<(), RegistryError> {
        let taken = posting.taken_down.as_ref();
        let row = named_params! {
            ":id": posting.id.to_string(),
            ":evidence": posting.evidence.map(|file| file.to_string()),
            ":taken_on": taken.map(on),
            ":taken_entered_at": taken.map(|moment| moment.entered.unix_ms),
            ":taken_entered_on": taken.map(entered_on),
            ":taken_photo": posting.taken_evidence.map(|file| file.to_string()),
        };
        write(self.connection(), include_str!("change_posting.sql"), row).map(drop)
    }

    /// What ends an item that was not ended before: its withdrawal, or its exemption with a line in
    /// that book.
    fn put_ending(&self, id: DisclosureId, item: &Disclosure) -> Result<(), RegistryError> {
        match item {
            Disclosure::Withdrawn(withdrawn) => self.put_withdrawal(id, &withdrawn.withdrawal),
            Disclosure::Exempt(exempt) => self.put_exemption(id, exempt.exemption()),
            Disclosure::Draft(_)
            | Disclosure::SetAside(_)
            | Disclosure::InReview(_)
            | Disclosure::Approved(_)
            | Disclosure::Released(_)
            | Disclosure::Corrected(_) => Ok(()),
        }
    }

    fn put_exemption(&self, id: DisclosureId, exemption: &Exemption) -> Result<(), RegistryError> {
        let no = exemption.register_no;
        self.put_line(id, Book::Exempt, no, exemption.by, &exemption.moment)?;
        let row = named_params! {
            ":disclosure": id.to_string(),
            ":ground": exemption.ground.as_str(),
            ":why": exemption.why,
        };
        write(self.connection(), include_str!("put_exemption.sql"), row).map(drop)
    }

    fn put_withdrawal(
        &self,
        id: DisclosureId,
        withdrawal: &Withdrawal,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":disclosure": id.to_string(),
            ":why": withdrawal.why,
            ":by": withdrawal.by.to_string(),
            ":withdrawn_on": on(&withdrawal.moment),
            ":withdrawn_entered_at": withdrawal.moment.entered.unix_ms,
            ":withdrawn_entered_on": entered_on(&withdrawal.moment),
        };
        write(self.connection(), include_str!("put_withdrawal.sql"), row).map(drop)
    }
}

/// The chain the item goes or went along.
fn chain_of(item: &Disclosure) -> Option<&Chain> {
    match item {
        Disclosure::Draft(_) | Disclosure::SetAside(_) => None,
        Disclosure::InReview(review) => Some(review.chain()),
        Disclosure::Approved(approved) => Some(approved.review().chain()),
        Disclosure::Released(released) => Some(released.review().chain()),
        Disclosure::Corrected(corrected) => Some(corrected.released.review().chain()),
        Disclosure::Withdrawn(withdrawn) => Some(withdrawn.released.review().chain()),
        Disclosure::Exempt(exempt) => Some(exempt.approved().review().chain()),
    }
}
