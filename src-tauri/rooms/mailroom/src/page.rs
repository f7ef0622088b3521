//! Fetches a page that somebody has typed into the county's web system by hand, so that it can be
//! looked at and kept as evidence.

use gongkai_letters::Sha256Digest;

use crate::error::MailError;
use crate::net::{Access, Line};

/// Most bytes of a page.
const PAGE_BYTES: u64 = 4 << 20;

/// A page as it was served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their SHA-256.
    pub sha256: Sha256Digest,
}

/// Fetches the page at this address. No redirect is followed.
///
/// # Errors
/// [`MailError::Answer`] where the address is not HTTP or the page is not there.
pub fn fetch_page(address: &str) -> Result<Page, MailError> {
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return Err(MailError::Answer);
    }
    let line = Line::new(Access {
        address: address.to_owned(),
        ..Access::default()
    })?;
    let said = line.ask("GET", "", &[], &[], PAGE_BYTES)?;
    if said.status != 200 {
        return Err(said.refused());
    }
    let sha256 = Sha256Digest::of(&said.body);
    Ok(Page {
        bytes: said.body,
        sha256,
    })
}
