//! Found an office: a folder becomes the office's registry, with its catalogue and chain.

use std::path::Path;
use std::sync::Arc;

use gongkai_registry::records::CatalogueRecord;
use gongkai_registry::{Founding, operation};
use gongkai_rulebook::catalogue::Catalogue;
use gongkai_rulebook::chain::{Chain, Step};
use gongkai_rulebook::gate::SCANNED_WITHIN;
use gongkai_rulebook::ids::{DeskId, OfficeId, StoreId};
use gongkai_rulebook::printing::PostedSheet;
use serde::{Deserialize, Serialize};

use super::keep_catalogue::read_catalogue;
use super::keep_office::phone_maybe;
use crate::host::seed;
use crate::settings::Settings;
use crate::{Acting, Desk, Host, Problem, typed};

/// What the office is asked once.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FoundOfficeRequest", optional_fields = nullable))]
pub struct Request {
    /// Full name, for instance 青禾乡人民政府.
    pub name: String,
    /// The county.
    pub county: String,
    /// 发文代字, for instance 青政.
    pub prefix: String,
    /// `mujin`, `pingtian`, or the path of a catalogue file.
    pub catalogue: String,
    /// Area code (GB/T 2260).
    pub region: Option<String>,
    /// 监督电话.
    pub supervision_phone: Option<String>,
    /// Who founds it and when.
    pub acting: Acting,
}

/// The founded office.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FoundOfficeAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Its id.
    pub office: OfficeId,
}

/// A catalogue to begin with.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FoundOfficeChoice", optional_fields = nullable))]
pub struct Choice {
    /// Name by which a founding asks for it.
    pub catalogue: String,
    /// Title of the paper it was taken from.
    pub title: String,
    /// How many matters it lists.
    pub entries: usize,
    /// Whether every matter wants its six elements.
    pub elements_required: bool,
    /// The chain it begins with.
    pub chain: Vec<Step>,
}

/// The catalogues that the program brings along.
///
/// # Errors
/// A damaged catalogue, which a test keeps from being shipped.
pub fn choices() -> Result<Vec<Choice>, Problem> {
    Catalogue::shipped_names()
        .map(|name| {
            let catalogue = Catalogue::shipped(name)?;
            let matters = catalogue.entries().iter().filter(|entry| !entry.group);
            Ok(Choice {
                catalogue: name.to_owned(),
                title: catalogue.head().document.title.clone(),
                entries: matters.count(),
                elements_required: catalogue.head().elements_required,
                chain: default_chain(&catalogue).into(),
            })
        })
        .collect()
}

/// Founds an office in `folder`, all or nothing.
///
/// # Errors
/// `office-exists`, `field-missing`, what is wrong with the catalogue, what the disk says.
pub fn run(folder: &Path, host: Arc<dyn Host>, request: Request) -> Result<Answer, Problem> {
    for (field, value) in [("单位名称", &request.name), ("所在县", &request.county)] {
        if value.trim().is_empty() {
            let next = format!("填写{field}");
            return Err(
                Problem::refused("field-missing", format!("没有写{field}"), next).in_field(field),
            );
        }
    }
    let catalogue = read_catalogue(&request.catalogue)?;
    let chain = default_chain(&catalogue);
    let moment = request.acting.moment(host.as_ref())?;
    let mut secret = [0; 32];
    host.random(&mut secret)?;
    let founding = Founding {
        office: OfficeId::new(&seed(host.as_ref())?),
        store: StoreId::new(&seed(host.as_ref())?),
        desk: DeskId::new(&seed(host.as_ref())?),
        desk_name: "党政办".to_owned(),
        founded_on: moment.occurred_on,
        secret,
    };
    let settings = Settings {
        name: typed::line("单位名称", &request.name)?,
        county: typed::line("所在县", &request.county)?,
        prefix: typed::line("发文代字", &request.prefix)?,
        region: request.region,
        supervision_phone: phone_maybe(request.supervision_phone.as_deref())?,
        margin_marks: true,
        sample: None,
        scan_within: SCANNED_WITHIN,
        posted_sheet: PostedSheet::default(),
    };
    let mut desk = found_or_finish(folder, &founding, host)?;
    let office = desk.store.card().office;
    let record = catalogue_record(&catalogue, moment.occurred_on)?;
    let actor = request.acting.who.unwrap_or_else(|| "开办".to_owned());
    desk.store
        .change::<_, Problem>(operation!("found"), |change| {
            settings.keep(change)?;
            change.adopt_catalogue(&record)?;
            change.put_chain(None, &chain)?;
            let entered_at = moment.entered.unix_ms;
            let subject = ("office", office);
            let entry = gongkai_registry::audit::Entry::new(
                "found",
                subject,
                actor,
                moment.occurred_on,
                entered_at,
            )
            .open_fact("name", &settings.name)
            .open_fact("catalogue", &record.edition);
            gongkai_registry::audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer { office })
}

/// Founds the office, or goes on with a founding that was cut short before the office had its
/// name: such a store holds nothing yet.
fn found_or_finish(
    folder: &Path,
    founding: &Founding,
    host: Arc<dyn Host>,
) -> Result<Desk, Problem> {
    match Desk::found(folder, founding, host.clone()) {
        Err(exists) if exists.code == "office-exists" => {
            let desk = Desk::open_to_write(folder, host)?;
            if desk.records().catalogue()?.is_none() {
                Ok(desk)
            } else {
                Err(exists)
            }
        }
        founded => founded,
    }
}

pub(super) fn catalogue_record(
    catalogue: &Catalogue,
    adopted_on: chrono::NaiveDate,
) -> Result<CatalogueRecord, Problem> {
    let text = serde_json::to_string(catalogue).map_err(|error| {
        Problem::refused(
            "catalogue",
            format!("目录存不下来：{error}"),
            "核对目录文件",
        )
    })?;
    Ok(CatalogueRecord {
        edition: catalogue.head().edition.clone(),
        text,
        adopted_on,
    })
}

/// 木金's three people, 平田's five; any other catalogue begins with three.
fn default_chain(catalogue: &Catalogue) -> Chain {
    if catalogue.head().edition.starts_with("pingtian") {
        Chain::five_people()
    } else {
        Chain::three_people()
    }
}
