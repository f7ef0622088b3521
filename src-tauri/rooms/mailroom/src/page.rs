//! Fetches a page that somebody has typed into the county's web system by hand, so that it can be
//! looked at and kept as evidence. It sends no key, so it may go where it is sent on to.

use std::time::Duration;

use gongkai_letters::Sha256Digest;
use ureq::Agent;

use crate::error::MailError;
use crate::net::cut;

/// Most bytes of a page.
const PAGE_BYTES: u64 = 4 << 20;
/// So often a site may send on: from http to https, from a short address to a long one.
const SENT_ON: u32 = 5;

/// A page as it was served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their SHA-256.
    pub sha256: Sha256Digest,
}

/// Fetches the page at this address; none where the site says that there is none (404, 410).
///
/// # Errors
/// [`MailError::Answer`] where the address is not HTTP, [`MailError::Unreachable`], and what a site
/// that is busy or broken says.
pub fn fetch_page(address: &str) -> Result<Option<Page>, MailError> {
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return Err(MailError::Answer);
    }
    let mut response = agent().get(address).call().map_err(cut)?;
    let bytes = match response.status().as_u16() {
        200 => {
            let body = response.body_mut().with_config().limit(PAGE_BYTES);
            body.read_to_vec().map_err(cut)?
        }
        404 | 410 => return Ok(None),
        429 | 503 => return Err(MailError::Busy { after: None }),
        status @ 500..=599 => return Err(MailError::Fault { status }),
        _ => return Err(MailError::Answer),
    };
    let sha256 = Sha256Digest::of(&bytes);
    Ok(Some(Page { bytes, sha256 }))
}

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(SENT_ON)
        .max_redirects_will_error(false)
        .timeout_connect(Some(Duration::from_secs(10)))
        .timeout_per_read(Some(Duration::from_secs(30)))
        .user_agent("gongkai")
        .build()
        .new_agent()
}
