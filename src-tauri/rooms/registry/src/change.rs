//! One change: the transaction that a named operation works in. It refuses to exist outside one,
//! so whatever asks for a `&Change` is all-or-nothing with its neighbours.

use std::cell::RefCell;

use gongkai_rulebook::ids::DeskId;
use rusqlite::{Connection, Transaction};

use crate::Fingerprint;
use crate::secret::OfficeSecret;

/// The transaction of one operation. Dropped without commit it leaves no trace; SQL is run on it in
/// this room only.
pub struct Change<'store> {
    transaction: Transaction<'store>,
    desk: DeskId,
    secret: &'store OfficeSecret,
    touched: RefCell<Vec<Touched>>,
}

/// A thing that a change wrote, so that screens which show it refresh themselves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touched {
    /// What kind of thing, for instance `disclosure`.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// The answer of a committed operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// What the operation was asked for.
    pub answer: T,
    /// What it wrote, each thing once, sorted.
    pub touched: Vec<Touched>,
}

impl<'store> Change<'store> {
    pub(crate) fn new(
        transaction: Transaction<'store>,
        desk: DeskId,
        secret: &'store OfficeSecret,
    ) -> Self {
        Self {
            transaction,
            desk,
            secret,
            touched: RefCell::default(),
        }
    }

    /// The desk in whose name this change is entered.
    pub fn desk(&self) -> DeskId {
        self.desk
    }

    /// See [`Store::hmac_id`](crate::Store::hmac_id).
    pub fn hmac_id(&self, normalised: &str) -> Fingerprint {
        self.secret.hmac_id(normalised)
    }

    /// The office's secret, for hashing away from the store.
    pub(crate) fn secret(&self) -> &'store OfficeSecret {
        self.secret
    }

    /// Remembers that the thing `id` of this kind was written. Audit entries do this for their
    /// subject by themselves.
    pub fn touch(&self, kind: &str, id: impl ToString) {
        let touched = Touched {
            kind: kind.to_owned(),
            id: id.to_string(),
        };
        self.touched.borrow_mut().push(touched);
    }

    /// What statements are run on; it stays in this room, so that SQL does too.
    pub(crate) fn connection(&self) -> &Connection {
        &self.transaction
    }

    pub(crate) fn commit(self) -> rusqlite::Result<Vec<Touched>> {
        let mut touched = self.touched.into_inner();
        touched.sort();
        touched.dedup();
        self.transaction.commit()?;
        Ok(touched)
    }
}
