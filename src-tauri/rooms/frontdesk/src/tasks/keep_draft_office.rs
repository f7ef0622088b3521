//! Who takes drafts and whose: an office gives out its address for drafts once, a station or village
//! sets it down once, and both read the key's id to each other by telephone.

use std::fs;
use std::path::PathBuf;

use gongkai_letters::{DraftAddress, Signer as _};
use gongkai_registry::records::DraftOffice;
use gongkai_registry::{audit, operation};
use serde::{Deserialize, Serialize};

use crate::county::township;
use crate::key_file::KeyFile as _;
use crate::problem::file_problem;
use crate::stations::{DraftKeys, bytes_of, spoken};
use crate::{Acting, Desk, Problem};

/// Longest address file, bytes.
const ADDRESS_BYTES: usize = 4 << 10;

/// How this desk hands over and takes in drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepDraftOfficeAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The office that drafts are handed to.
    pub office: Option<String>,
    /// The id of the key that closes drafts for it, as it is read out.
    pub office_code: Option<String>,
    /// The id of the key that this desk signs drafts with, as it is read out.
    pub own_code: Option<String>,
    /// The id of the key that drafts for this desk are closed with, as it is read out.
    pub taking_code: Option<String>,
    /// The exchange place by which drafts go and come, where there is one.
    pub exchange: Option<String>,
    /// Stations and villages whose key somebody compared.
    pub stations: Vec<Station>,
}

/// A station whose key is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "KeepDraftOfficeStation")
)]
pub struct Station {
    /// Its name.
    pub name: String,
    /// Who compared the key.
    pub compared_by: String,
    /// When.
    pub compared_on: chrono::NaiveDate,
}

/// Where the address goes to, or comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepDraftOfficeRequest", optional_fields = nullable))]
pub struct Request {
    /// The folder that the address is written into, or the file that it is in.
    pub path: PathBuf,
    /// Who and when.
    pub acting: Acting,
}

/// The address that was given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "KeepDraftOfficeGiven")
)]
pub struct Given {
    /// The file.
    pub file: PathBuf,
    /// The key's id, as it is read out.
    pub code: String,
}

/// How things stand.
///
/// # Errors
/// `draft-key`, what the store says.
pub fn show(desk: &Desk) -> Result<Answer, Problem> {
    let records = desk.records();
    let office = records.draft_office()?;
    let keys = DraftKeys::read(desk)?;
    let own = keys.as_ref().map(DraftKeys::signing).transpose()?;
    let taking = keys.as_ref().map(DraftKeys::opening).transpose()?;
    let code = office.as_ref().and_then(|office| {
        let key: gongkai_letters::ClosingKey = office.key.parse().ok()?;
        Some(spoken(key.id()))
    });
    let exchange = keys.as_ref().and_then(DraftKeys::exchange);
    let exchange = exchange.map(|exchange| exchange.address.clone());
    let mut stations = Vec::new();
    for station in records.draft_stations()? {
        stations.push(Station {
            name: station.name,
            compared_by: records.person(station.by)?.name,
            compared_on: station.moment.occurred_on,
        });
    }
    Ok(Answer {
        office: office.map(|office| office.name),
        office_code: code,
        own_code: own.map(|key| spoken(key.public().id())),
        taking_code: taking.map(|key| spoken(key.closing().id())),
        exchange,
        stations,
    })
}

/// Writes this office's address for drafts into a folder; the key is made if there is none.
///
/// # Errors
/// `township-code`, `draft-key`, `who-acts`, a folder that cannot be written.
pub fn give_out(desk: &mut Desk, request: &Request) -> Result<Given, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let settings = desk.settings()?;
    let linked = desk.records().county_link()?.map(|link| link.township);
    let code = linked.or(settings.region).unwrap_or_default();
    let keys = DraftKeys::read_or_made(desk)?;
    let key = keys.opening()?.closing().clone();
    let address = DraftAddress {
        office: desk.store.card().office,
        name: settings.name.clone(),
        township: township(&code)?,
        key: key.clone(),
    };
    fs::create_dir_all(&request.path).map_err(|error| file_problem(&request.path, &error))?;
    let file = request.path.join(format!("{}收稿凭据.json", settings.name));
    fs::write(&file, address.to_text()).map_err(|error| file_problem(&file, &error))?;
    desk.store
        .change::<_, Problem>(operation!("give-out-draft-address"), |change| {
            let entry = actor
                .entry("give-out-draft-address", "draft-address", key.id())
                .open_fact("key", key.id().to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    let code = spoken(key.id());
    Ok(Given { file, code })
}

/// Sets down the office that this desk hands drafts to.
///
/// # Errors
/// `draft-address` where the file is none, `draft-to-itself`, `who-acts`, what the store says.
pub fn know(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let bytes = bytes_of(&request.path)?;
    let address = Some(bytes)
        .filter(|bytes| bytes.len() <= ADDRESS_BYTES)
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| DraftAddress::parse(&text).ok());
    let address = address.ok_or_else(|| {
        let text = "这个文件不是收稿凭据";
        let next = "请党政办在“站所来稿”里点“发收稿凭据”，把得到的文件原样拷来";
        Problem::refused("draft-address", text, next).in_file(&request.path)
    })?;
    if address.office == desk.store.card().office {
        let text = "这是本单位自己的收稿凭据";
        let next = "把它发给站所和村，由他们登记";
        return Err(Problem::refused("draft-to-itself", text, next));
    }
    DraftKeys::read_or_made(desk)?;
    let office = DraftOffice {
        office: address.office,
        name: crate::typed::open_line("单位名称", &address.name)?,
        township: address.township.to_string(),
        key: address.key.to_string(),
    };
    desk.store
        .change::<_, Problem>(operation!("know-draft-office"), |change| {
            change.put_draft_office(&office)?;
            let entry = actor
                .entry("know-draft-office", "draft-address", address.key.id())
                .open_fact("name", &office.name);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    show(desk)
}
