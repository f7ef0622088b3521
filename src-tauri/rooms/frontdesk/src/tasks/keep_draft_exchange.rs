//! The exchange place for drafts: a share or a WebDAV folder where stations and villages lay closed drafts
//! and the office fetches them. It is optional: sticks and chat go on.

use std::fs;
use std::path::PathBuf;

use gongkai_letters::{PackageName, TownshipCode};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::LetterId;
use serde::{Deserialize, Serialize};

use super::look_at_packages;
use super::set_up_county::certificate;
use crate::county::township;
use crate::key_file::KeyFile as _;
use crate::stations::{DraftKeys, Exchange, fetched};
use crate::{Acting, Desk, Problem};

/// The folder of the office where fetched packages lie, closed, until they are taken in.
const FETCHED: &str = "来稿";

/// A place to set down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepDraftExchangeRequest", optional_fields = nullable))]
pub struct Request {
    /// `https://…` of a folder on a WebDAV server, or a folder that both sides reach; empty for none.
    pub address: String,
    /// `name:password` of the server; the one of before if not said.
    pub access: Option<String>,
    /// A file with the server's own root certificate (PEM); the one of before if not said.
    pub root: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// What was set down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepDraftExchangeAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The place; none where drafts go by stick alone.
    pub address: Option<String>,
    /// Why it did not answer just now.
    pub why_not: Option<Problem>,
}

/// A place that was set down and is to be tried.
pub(crate) struct Kept {
    exchange: Option<Exchange>,
    township: TownshipCode,
}

/// Sets the place down and tries it once.
///
/// # Errors
/// `township-code`, `certificate`, `draft-key`, `who-acts`, what the store says. That nobody answers is no error.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    Ok(kept(desk, request)?.tried())
}

/// Sets the place down; nobody is asked anything yet.
///
/// # Errors
/// `township-code`, `certificate`, `draft-key`, `who-acts`, what the store says.
pub(crate) fn kept(desk: &mut Desk, request: &Request) -> Result<Kept, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let township = township_of_drafts(desk)?;
    let keys = DraftKeys::read_or_made(desk)?;
    let before = keys.exchange().cloned();
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let root = request.root.as_deref().map(certificate).transpose()?;
    let exchange = given(&request.address).map(|address| Exchange {
        address,
        access: request
            .access
            .as_deref()
            .and_then(given)
            .or(before.as_ref().and_then(|before| before.access.clone())),
        root: root.or(before.and_then(|before| before.root)),
    });
    keys.with_exchange(exchange.clone()).keep(desk)?;
    desk.store
        .change::<_, Problem>(operation!("keep-draft-exchange"), |change| {
            let way = match &exchange {
                None => "none",
                Some(exchange) if exchange.is_server() => "webdav",
                Some(_) => "folder",
            };
            let entry = actor
                .entry("keep-draft-exchange", "draft-exchange", &township)
                .open_fact("way", way);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Kept { exchange, township })
}

impl Kept {
    /// Tries the place once.
    pub(crate) fn tried(self) -> Answer {
        let Some(exchange) = self.exchange else {
            return Answer {
                address: None,
                why_not: None,
            };
        };
        Answer {
            why_not: exchange.tried(self.township).err(),
            address: Some(exchange.address),
        }
    }
}

/// The place, or what to do first.
///
/// # Errors
/// `no-exchange`, `draft-key`.
pub(crate) fn needed(desk: &Desk) -> Result<Exchange, Problem> {
    let keys = DraftKeys::read(desk)?;
    let exchange = keys.and_then(|keys| keys.exchange().cloned());
    exchange.ok_or_else(|| {
        let next = "存到U盘送去；有交换服务器或共享文件夹的，先在“交换处”里登记";
        Problem::refused("no-exchange", "还没有登记交换处", next)
    })
}

/// What is asked of the place, and what is known already.
pub(crate) struct Wanted {
    exchange: Exchange,
    township: TownshipCode,
    taken: Vec<LetterId>,
    folder: PathBuf,
}

/// What is to be fetched.
///
/// # Errors
/// `no-exchange`, `township-code`, what the store says.
pub(crate) fn wanted(desk: &Desk) -> Result<Wanted, Problem> {
    let taken = desk.records().taken_drafts()?;
    Ok(Wanted {
        exchange: needed(desk)?,
        township: township_of_drafts(desk)?,
        taken: taken.into_iter().map(|one| one.package).collect(),
        folder: folder(desk),
    })
}

/// What may be fetched without anybody asking: where a place is named, and drafts are handed to this
/// desk, not on to another office.
///
/// # Errors
/// `draft-key`, `township-code`, what the store says.
pub(crate) fn expected(desk: &Desk) -> Result<Option<Wanted>, Problem> {
    let keys = DraftKeys::read(desk)?;
    let named = keys.is_some_and(|keys| keys.exchange().is_some());
    if !named || desk.records().draft_office()?.is_some() {
        return Ok(None);
    }
    wanted(desk).map(Some)
}

impl Wanted {
    /// Fetches what was not taken in yet; it lies closed in a folder of the office.
    ///
    /// # Errors
    /// A place that does not answer, a folder that cannot be written.
    pub(crate) fn fetch(&self) -> Result<(), Problem> {
        fetched(&self.exchange, &self.township, &self.taken, &self.folder)
    }
}

/// Fetches what lies at the exchange place and tells what waits to be taken in.
///
/// # Errors
/// `no-exchange`, `township-code`, a place that does not answer, a folder that cannot be written.
pub fn fetch(desk: &Desk) -> Result<look_at_packages::Answer, Problem> {
    wanted(desk)?.fetch()?;
    waiting(desk)
}

/// What was fetched and waits to be taken in.
///
/// # Errors
/// A folder that cannot be read, what the store says.
pub(crate) fn waiting(desk: &Desk) -> Result<look_at_packages::Answer, Problem> {
    let path = folder(desk);
    if !path.is_dir() {
        return Ok(look_at_packages::Answer::default());
    }
    let mut answer = look_at_packages::run(desk, &look_at_packages::Place { path })?;
    answer.packages.retain(|package| !package.taken);
    Ok(answer)
}

/// How many fetched packages wait to be taken in, by their names alone.
///
/// # Errors
/// What the store says.
pub(crate) fn came(desk: &Desk) -> Result<usize, Problem> {
    let Ok(entries) = fs::read_dir(folder(desk)) else {
        return Ok(0);
    };
    let names = entries.filter_map(|entry| PackageName::parse(entry.ok()?.file_name().to_str()?));
    let taken = desk.records().taken_drafts()?;
    let waits = |name: &PackageName| taken.iter().all(|one| one.package != name.package);
    Ok(names.filter(waits).count())
}

fn folder(desk: &Desk) -> PathBuf {
    desk.store.layout().folder().join(FETCHED)
}

/// Whose drafts these are: of the office that this desk hands over to, else of this office itself.
fn township_of_drafts(desk: &Desk) -> Result<TownshipCode, Problem> {
    let office = desk.records().draft_office()?.map(|office| office.township);
    let linked = desk.records().county_link()?.map(|link| link.township);
    let code = office.or(linked.filter(|code| !code.is_empty()));
    township(&code.or(desk.settings()?.region).unwrap_or_default())
}
