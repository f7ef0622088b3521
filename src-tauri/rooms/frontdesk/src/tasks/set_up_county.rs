//! Set up the way to the county: how it is reached and which key it signs with. The office's own key
//! is made once.

use gongkai_letters::{PublicKey, Scheme, Signer};
use gongkai_registry::records::CountyLink;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::letter::CarrierKind;
use serde::{Deserialize, Serialize};

use super::keep_staff::administrator;
use crate::county::{self, CountyKeys};
use crate::{Acting, Desk, Problem};

/// A way to set up.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SetUpCountyRequest", optional_fields = nullable))]
pub struct Request {
    /// 区划代码; the one of before, or the office's, if not said.
    pub township: Option<String>,
    /// The way.
    pub carrier: CarrierKind,
    /// A folder, or the address of an inbox or a platform.
    pub address: String,
    /// What opens the county's door: the township's key, or `name:password` of an inbox.
    pub access: Option<String>,
    /// The county's public key.
    pub county_key: Option<String>,
    /// Sign with SM2 instead of Ed25519; counts when the key is made.
    pub domestic: bool,
    /// Who and when.
    pub acting: Acting,
}

/// What was set up.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SetUpCountyAnswer", optional_fields = nullable))]
pub struct Answer {
    /// 区划代码.
    pub township: String,
    /// The way.
    pub carrier: CarrierKind,
    /// The office's public key: the county registers it.
    pub own_key: String,
    /// Its id, to be read out on the telephone.
    pub key_id: String,
    /// Whether the county answered just now.
    pub reached: bool,
    /// What it said, where it did not.
    pub why_not: Option<String>,
}

/// Sets it up and tries it once.
///
/// # Errors
/// `township-code`, `county-key`, `lacks-duty`, a folder that cannot be written. That nobody answers
/// is no error.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let (who, moment) = administrator(desk, &request.acting)?;
    let before = desk.records().county_link()?;
    let given = request.township.clone();
    let code = match &before {
        Some(before) => Some(before.township.clone()),
        None => given.or(desk.settings()?.region),
    };
    let township = county::township(&code.unwrap_or_default())?;
    let known = request.county_key.as_deref().map(public).transpose()?;
    let keys = match CountyKeys::read(desk)? {
        Some(keys) => keys,
        None if before.is_some() => CountyKeys::needed(desk)?,
        None => county::made_new(desk, scheme(request.domestic))?,
    };
    let keys = keys.with_access(request.access.clone());
    keys.keep(desk)?;
    let own = keys.signing()?.public().clone();
    let link = CountyLink {
        township: township.to_string(),
        carrier: request.carrier,
        address: request.address.trim().to_owned(),
        own_key: own.to_string(),
        county_key: known.or(before.and_then(|before| before.county_key)),
        platform: None,
        taken: 0,
        agreed: None,
        looked_at: None,
    };
    desk.store
        .change::<_, Problem>(operation!("set-up-county"), |change| {
            change.put_county_link(&link)?;
            let subject = ("county-link", link.township.as_str());
            let entered_at = moment.entered.unix_ms;
            let entry = audit::Entry::new(
                "set-up-county",
                subject,
                &who,
                moment.occurred_on,
                entered_at,
            )
            .open_fact("carrier", link.carrier.code())
            .open_fact("key", own.id().to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    let tried = county::carrier(&link, &keys)?.standing();
    Ok(Answer {
        township: link.township,
        carrier: link.carrier,
        key_id: own.id().to_string(),
        own_key: link.own_key,
        reached: tried.is_ok(),
        why_not: tried.err().map(|error| error.to_string()),
    })
}

fn scheme(domestic: bool) -> Scheme {
    if domestic {
        Scheme::Sm2Sm3
    } else {
        Scheme::Ed25519
    }
}

fn public(text: &str) -> Result<String, Problem> {
    let key = text.parse::<PublicKey>().map_err(|error| {
        let next = "向县平台重新要一次公钥，整行复制";
        Problem::refused("county-key", error.to_string(), next).in_field("县平台公钥")
    })?;
    Ok(key.to_string())
}
