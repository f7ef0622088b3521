//! Set up the way to the county: how it is reached and which key it signs with. The office's own key
//! is made once.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use gongkai_letters::{PublicKey, Scheme, Signer};
use gongkai_registry::records::CountyLink;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::StaffId;
use gongkai_rulebook::letter::CarrierKind;
use serde::{Deserialize, Serialize};

use super::keep_staff::administrator;
use crate::county::forms::form;
use crate::county::{self, CountyKeys};
use crate::key_file::KeyFile as _;
use crate::problem::open_plain;
use crate::{Acting, Desk, Problem};

/// A way to set up.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SetUpCountyRequest", optional_fields = nullable))]
pub struct Request {
    /// 区划代码; the one of before, or the office's, if not said.
    pub township: Option<String>,
    /// The way.
    pub carrier: CarrierKind,
    /// A folder, or the address of an inbox or a platform; for by hand the address of the county's site,
    /// where there is one to tell.
    pub address: String,
    /// What opens the county's door: the township's key, or `name:password` of an inbox.
    pub access: Option<String>,
    /// The county's public key.
    pub county_key: Option<String>,
    /// A file with the county's own root certificate (PEM); the one of before if not said.
    pub root: Option<PathBuf>,
    /// The county's web form that a person fills; the usual one if not said.
    pub form: Option<String>,
    /// The program makes rounds by itself when it can.
    pub by_itself: bool,
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

/// What came of trying.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SetUpCountyTried", optional_fields = nullable))]
pub struct Tried {
    /// Whether the county answered just now.
    pub reached: bool,
    /// What it said, where it did not.
    pub why_not: Option<String>,
}

/// Most bytes of a root certificate.
const CERTIFICATE_BYTES: u64 = 1 << 20;

/// Sets it up and tries it once.
///
/// # Errors
/// `township-code`, `county-key`, `certificate`, `no-such-form`, `lacks-duty`, a folder that cannot be written. That nobody answers
/// is no error.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let (link, keys) = kept(desk, request)?;
    answered(link, &keys)
}

/// Sets it up; nobody is asked anything yet.
///
/// # Errors
/// As [`run`].
pub(crate) fn kept(
    desk: &mut Desk,
    request: &Request,
) -> Result<(CountyLink, CountyKeys), Problem> {
    let (who, moment) = administrator(desk, &request.acting)?;
    let before = desk.records().county_link()?;
    let township = township_of(desk, request, before.as_ref())?;
    let known = request.county_key.as_deref().map(public).transpose()?;
    // Nobody knows a key yet that was made for reports by hand.
    let unused = before
        .as_ref()
        .is_none_or(|before| before.carrier == CarrierKind::ByHand)
        && desk.records().county_chain()?.is_empty();
    let keys = match CountyKeys::read(desk)? {
        Some(keys) if !unused => keys,
        None if !unused => CountyKeys::needed(desk)?,
        Some(_) | None => county::made_new(desk, scheme(request.domestic))?,
    };
    let access = request.access.as_deref().map(str::trim);
    let access = access
        .filter(|access| !access.is_empty())
        .map(str::to_owned);
    let keys = keys.with_access(access);
    let (root, form) = (root(request, before.as_ref())?, form_of(desk, request)?);
    let by_itself = by_itself(desk, request)?;
    keys.keep(desk)?;
    let own = keys.signing()?.public().clone();
    let link = CountyLink {
        township,
        carrier: request.carrier,
        address: request.address.trim().to_owned(),
        own_key: own.to_string(),
        county_key: known.or(before.and_then(|before| before.county_key)),
        root,
        form,
        by_itself,
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
            .open_fact(
                "by_itself",
                if link.by_itself.is_some() {
                    "yes"
                } else {
                    "no"
                },
            )
            .open_fact("key", own.id().to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok((link, keys))
}

/// Tries what was set up.
///
/// # Errors
/// `county-key`. That nobody answers is no error.
pub(crate) fn answered(link: CountyLink, keys: &CountyKeys) -> Result<Answer, Problem> {
    let why_not = tried(&link, keys)?.why_not;
    Ok(Answer {
        township: link.township,
        carrier: link.carrier,
        key_id: keys.signing()?.public().id().to_string(),
        own_key: link.own_key,
        reached: why_not.is_none(),
        why_not,
    })
}

/// Tries the way without keeping anything of it.
///
/// # Errors
/// `township-code`, `county-key`, a certificate that cannot be read. That nobody answers is no error.
pub fn test(desk: &Desk, request: &Request) -> Result<Tried, Problem> {
    let (link, keys) = thought(desk, request)?;
    tried(&link, &keys)
}

/// The way as it would be.
///
/// # Errors
/// As [`test`].
pub(crate) fn thought(desk: &Desk, request: &Request) -> Result<(CountyLink, CountyKeys), Problem> {
    let before = desk.records().county_link()?;
    request.county_key.as_deref().map(public).transpose()?;
    let keys = match CountyKeys::read(desk)? {
        Some(keys) => keys,
        None => county::made_new(desk, scheme(request.domestic))?,
    };
    let access = request.access.as_deref().map(str::trim);
    let access = access
        .filter(|access| !access.is_empty())
        .map(str::to_owned);
    let link = CountyLink {
        township: township_of(desk, request, before.as_ref())?,
        carrier: request.carrier,
        address: request.address.trim().to_owned(),
        own_key: String::new(),
        county_key: None,
        root: root(request, before.as_ref())?,
        form: form_of(desk, request)?,
        by_itself: None,
        platform: None,
        taken: 0,
        agreed: None,
        looked_at: None,
    };
    Ok((link, keys.with_access(access)))
}

/// Whether somebody answers; by hand nobody has to.
///
/// # Errors
/// `county-key`.
pub(crate) fn tried(link: &CountyLink, keys: &CountyKeys) -> Result<Tried, Problem> {
    let why_not = match link.carrier {
        CarrierKind::ByHand => None,
        CarrierKind::Folder | CarrierKind::WebDav | CarrierKind::Platform => {
            county::carrier(link, keys)?.standing().err()
        }
    };
    Ok(Tried {
        reached: why_not.is_none(),
        why_not: why_not.map(|error| error.to_string()),
    })
}

/// The office's code in packages: what it was once, it stays. Where no package goes, none is needed.
fn township_of(
    desk: &Desk,
    request: &Request,
    before: Option<&CountyLink>,
) -> Result<String, Problem> {
    let known = before.map(|before| before.township.clone());
    let known = known.filter(|known| !known.is_empty());
    let given = known
        .or(request.township.clone())
        .or(desk.settings()?.region);
    let township = county::township(&given.unwrap_or_default());
    match (township, request.carrier) {
        (Ok(township), _) => Ok(township.to_string()),
        (Err(_), CarrierKind::ByHand) => Ok(String::new()),
        (Err(problem), CarrierKind::Folder | CarrierKind::WebDav | CarrierKind::Platform) => {
            Err(problem)
        }
    }
}

/// The county's own root certificate.
fn root(request: &Request, before: Option<&CountyLink>) -> Result<Option<String>, Problem> {
    match &request.root {
        Some(file) => certificate(file).map(Some),
        None => Ok(before.and_then(|before| before.root.clone())),
    }
}

/// A root certificate from a file (PEM).
///
/// # Errors
/// `certificate`, a file that cannot be read.
pub(crate) fn certificate(file: &Path) -> Result<String, Problem> {
    let mut text = String::new();
    let read = open_plain(file)?
        .take(CERTIFICATE_BYTES)
        .read_to_string(&mut text);
    if read.is_ok() && text.contains("-----BEGIN CERTIFICATE-----") {
        return Ok(text);
    }
    let next = "向管服务器的人要 PEM 格式的根证书（用记事本打开，开头是 BEGIN CERTIFICATE）";
    let problem = Problem::refused("certificate", "这个文件不是 PEM 格式的证书", next);
    Err(problem.in_file(file))
}

/// The county's web form, made sure of.
fn form_of(desk: &Desk, request: &Request) -> Result<Option<String>, Problem> {
    let named = request
        .form
        .as_deref()
        .map(str::trim)
        .filter(|name| !name.is_empty());
    if let Some(name) = named {
        form(desk, name)?;
    }
    Ok(named.map(str::to_owned))
}

/// In whose name the program makes rounds.
fn by_itself(desk: &Desk, request: &Request) -> Result<Option<StaffId>, Problem> {
    if !request.by_itself || request.carrier == CarrierKind::ByHand {
        return Ok(None);
    }
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    Ok(Some(actor.person.id))
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
