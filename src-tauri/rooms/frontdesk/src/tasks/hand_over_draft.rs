//! Hand a draft to the office (谁提供、谁审核、谁负责): one closed package with everything that the review
//! needs. The same text is packed once, however often it is handed over.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use gongkai_letters::{Checked, PackageName};
use gongkai_registry::records::{DraftOffice, HandedDraft};
use gongkai_registry::{Fingerprint, audit, operation};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::LetterId;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{item, required};
use super::keep_draft_exchange;
use super::take_in_file::take_in_made;
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::county::township;
use crate::problem::file_problem;
use crate::stations::{Exchange, Placed, pack, said};
use crate::{Acting, Desk, Problem, typed};

/// A draft to hand over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOverDraftRequest", optional_fields = nullable))]
pub struct Request {
    /// 提供单位; the item's if not said.
    pub unit: Option<String>,
    /// 提供人; the item's if not said.
    pub provider: Option<String>,
    /// 单位负责人 who looked at it and agreed.
    pub responsible: String,
    /// When he agreed; the day of handing over if not said.
    pub agreed_on: Option<NaiveDate>,
    /// The folder or stick that the package is written to; the exchange place if not said.
    pub folder: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// What was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOverDraftAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The package.
    pub package: LetterId,
    /// Its number in this desk's chain.
    pub number: u64,
    /// The file on the stick or in the folder.
    pub file: Option<PathBuf>,
    /// The address of the exchange place where it lies.
    pub exchange: Option<String>,
    /// The office that alone can open it.
    pub office: String,
    /// Whether the same text had been handed over before: it is the same package then.
    pub again: bool,
}

/// What is known before a draft is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOverDraftBefore", optional_fields = nullable))]
pub struct Before {
    /// Its title.
    pub title: String,
    /// 提供单位.
    pub unit: Option<String>,
    /// 提供人.
    pub provider: Option<String>,
    /// How many rows its list has.
    pub rows: Option<u32>,
    /// How many files are attached.
    pub attachments: usize,
    /// When it was handed over before.
    pub handed: Vec<Handed>,
}

/// A handing over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "HandOverDraftHanded")
)]
pub struct Handed {
    /// Its number in this desk's chain.
    pub number: u64,
    /// When.
    pub on: NaiveDate,
    /// Who.
    pub by: String,
    /// 单位负责人 who had agreed.
    pub responsible: String,
}

/// Looks at a draft before it is handed over.
///
/// # Errors
/// `not-found`, what the store says.
pub fn look(desk: &Desk, given: &str) -> Result<Before, Problem> {
    let item = item(desk, given)?;
    let records = desk.records();
    let content = item.content();
    let mut handed = Vec::new();
    for one in records.handed_drafts()? {
        if one.disclosure == item.id() {
            handed.push(Handed {
                number: one.number,
                on: one.moment.occurred_on,
                by: records.person(one.by)?.name,
                responsible: one.responsible,
            });
        }
    }
    let list = content.list.map(|list| records.list(list)).transpose()?;
    Ok(Before {
        title: typed::masked(&content.title),
        unit: content.unit.clone(),
        provider: content.provider.clone(),
        rows: list.map(|list| list.read),
        attachments: content.attachments.len(),
        handed,
    })
}

/// A draft that is packed and written down, on its way out.
pub(crate) struct Ready {
    row: HandedDraft,
    office: String,
    again: bool,
    name: PackageName,
    bytes: Vec<u8>,
    exchange: Option<Exchange>,
}

/// Hands the draft `given` over.
///
/// # Errors
/// `not-in-state` unless it is a draft, `draft-office-missing`, `no-exchange`, `field-missing`, a day out of
/// order, `draft-too-big`, `who-acts`, a folder that cannot be written, a place that does not answer.
pub fn run(desk: &mut Desk, given: &str, request: &Request) -> Result<Answer, Problem> {
    ready(desk, given, request)?.out(request.folder.as_deref())
}

/// Packs the draft `given` and writes down that it is handed over.
///
/// # Errors
/// `not-in-state` unless it is a draft, `draft-office-missing`, `no-exchange`, `field-missing`, a day out of
/// order, `draft-too-big`, `who-acts`.
pub(crate) fn ready(desk: &mut Desk, given: &str, request: &Request) -> Result<Ready, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let item = item(desk, given)?;
    if !matches!(item, Disclosure::Draft(_)) {
        return Err(item.refuse("交党政办").into());
    }
    let office = desk.records().draft_office()?.ok_or_else(|| {
        let next = "先登记党政办发来的收稿凭据";
        Problem::refused("draft-office-missing", "还没有登记交给哪个单位", next)
    })?;
    let exchange = match request.folder {
        Some(_) => None,
        None => Some(keep_draft_exchange::needed(desk)?),
    };
    let checked = checked(desk, &item, request, &actor)?;
    let handed = desk.records().handed_drafts()?;
    let said = said(desk, item.content(), &checked, &office.key);
    let (row, again) = match handed.iter().find(|one| one.said == said) {
        Some(same) => (same.clone(), true),
        None => {
            let row = packed(desk, &item, checked, &office, (handed.last(), said, &actor))?;
            (row, false)
        }
    };
    Ok(Ready {
        name: name(&office, row.number, row.package)?,
        bytes: desk.store.read_file(row.content)?,
        office: office.name,
        exchange,
        row,
        again,
    })
}

impl Ready {
    /// Lays the package into the folder, or at the exchange place.
    ///
    /// # Errors
    /// A folder that cannot be written, a place that does not answer. The package is kept, and handing over
    /// once more lays the same one.
    pub(crate) fn out(self, folder: Option<&Path>) -> Result<Answer, Problem> {
        let mut answer = Answer {
            package: self.row.package,
            number: self.row.number,
            file: None,
            exchange: None,
            office: self.office,
            again: self.again,
        };
        if let Some(folder) = folder {
            answer.file = Some(lay(folder, &self.name.to_string(), &self.bytes)?);
        } else if let Some(exchange) = self.exchange {
            let (name, bytes) = (self.name, self.bytes);
            let placed = Placed {
                exchange,
                name,
                bytes,
            };
            answer.exchange = Some(placed.lay()?);
        }
        Ok(answer)
    }
}

fn packed(
    desk: &mut Desk,
    item: &Disclosure,
    checked: Checked,
    office: &DraftOffice,
    (last, said, actor): (Option<&HandedDraft>, Fingerprint, &Actor),
) -> Result<HandedDraft, Problem> {
    let (responsible, agreed_on) = (checked.responsible.clone(), checked.agreed_on);
    let packed = pack(desk, item, checked, office, last)?;
    let (package, rows) = (&packed.package, packed.rows);
    let kept = take_in_made(desk, &package.bytes, &package.name().to_string())?;
    let head = package.standing.head.map_or([0; 32], |head| *head.bytes());
    let row = HandedDraft {
        number: package.manifest.number,
        package: package.manifest.package,
        disclosure: item.id(),
        office: office.office,
        said,
        head: Fingerprint(head),
        content: kept.sha256(),
        responsible,
        agreed_on,
        by: actor.person.id,
        moment: actor.moment,
    };
    desk.store
        .change::<_, Problem>(operation!("hand-draft-over"), |change| {
            kept.keep(change)?;
            change.put_handed_draft(&row)?;
            let entry = actor
                .about(ItemAct::HandDraftOver, item.id())
                .open_fact("office", &office.name)
                .open_fact("responsible", &row.responsible)
                .open_fact("rows", rows.to_string())
                .open_fact("package", row.package.to_string())
                .open_fact("head", row.head.to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(row)
}

/// Who answers for it, as it was typed.
fn checked(
    desk: &Desk,
    item: &Disclosure,
    request: &Request,
    actor: &Actor,
) -> Result<Checked, Problem> {
    let content = item.content();
    let said = |field: &str, given: Option<&str>| {
        let line = typed::open_line_maybe(field, given)?;
        required(line.as_deref(), field).map(str::to_owned)
    };
    let today = actor.moment.entered.today;
    let agreed_on = request.agreed_on.unwrap_or(actor.moment.occurred_on);
    if agreed_on > today {
        let refusal = gongkai_rulebook::Refusal::InTheFuture {
            on: agreed_on,
            today,
        };
        return Err(Problem::from(refusal).in_field("审核日期"));
    }
    let own = desk.settings()?.name;
    let unit = request.unit.as_deref().or(content.unit.as_deref());
    let provider = request.provider.as_deref().or(content.provider.as_deref());
    Ok(Checked {
        unit: said("提供单位", unit.or(Some(&own)))?,
        provider: said("提供人", provider)?,
        responsible: said("单位负责人", Some(&request.responsible))?,
        agreed_on,
        handed_by: actor.person.name.clone(),
        handed_on: actor.moment.occurred_on,
    })
}

fn name(office: &DraftOffice, number: u64, package: LetterId) -> Result<PackageName, Problem> {
    Ok(PackageName {
        township: township(&office.township)?,
        number,
        package,
    })
}

/// Writes the package beside its name and renames it, so that a stick that is pulled holds no half.
fn lay(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Problem> {
    fs::create_dir_all(folder).map_err(|error| file_problem(folder, &error))?;
    let (path, beside) = (folder.join(name), folder.join(format!("{name}.part")));
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    };
    write().map_err(|error| file_problem(&path, &error))?;
    Ok(path)
}
