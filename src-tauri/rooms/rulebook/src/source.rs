//! How sure we are of a rule that ships as data; it refuses to pass a guess off as law.

use crate::coded::coded;

coded! {
    /// 可信程度 of a rule in the shipped tables.
    pub enum Certainty ("可信程度") {
        /// The plan's or the law's own words.
        Read = "read" / "已查原文",
        /// Known practice whose paper was not read: the office should confirm it.
        Unconfirmed = "unconfirmed" / "待确认",
    }
}
