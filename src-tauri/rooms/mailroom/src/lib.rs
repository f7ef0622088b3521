//! Carries sealed packages to the county and brings its letters back, by folder or stick, by a WebDAV
//! inbox, by HTTP. It looks, plans, and only then acts; it never deletes anything, and where anything
//! is odd it stops and asks. It reads no clock and no store: the office's side is a [`Shelf`].

mod carrier;
mod error;
mod folder;
mod plan;
mod round;

#[cfg(feature = "carriers")]
mod dav_list;
#[cfg(feature = "carriers")]
mod http;
#[cfg(feature = "carriers")]
mod net;
#[cfg(feature = "carriers")]
mod page;
#[cfg(feature = "carriers")]
mod webdav;

pub use carrier::{Carrier, LetterLine, Put, Standings};
pub use error::{MailError, Retry};
pub use folder::Folder;
#[cfg(feature = "carriers")]
pub use http::Http;
#[cfg(feature = "carriers")]
pub use net::{Access, basic};
#[cfg(feature = "carriers")]
pub use page::{Page, fetch_page};
pub use plan::{Local, MANY_WITHDRAWALS, Oddity, Plan, Round, plan};
pub use round::{Done, Shelf, Stop, look, round};
#[cfg(feature = "carriers")]
pub use webdav::WebDav;
