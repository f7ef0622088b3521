//! File the items of a year (整理归档): each gets its retention period, its 件号 without gaps, its 档号, and
//! its papers in the order of the standard. What comes late gets the next number.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use gongkai_registry::records::{NewItem, NewPart, ToFile};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::archive::Class;
use gongkai_rulebook::archive::code::CodePattern;
use gongkai_rulebook::archive::item::{Arrival, PartKind};
use gongkai_rulebook::archive::scheme::Scheme;
use gongkai_rulebook::ids::{ArchiveItemId, DisclosureId};
use gongkai_rulebook::retention::{RetentionPeriod, RetentionTable};
use serde::{Deserialize, Serialize};

use self::assemble::{Assembled, assemble};
use super::draft_disclosure::required;
use super::take_in_file::{keep_maybe, take_in_maybe};
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::archiving::{archivist, retention, scheme};
use crate::{Acting, Desk, Problem, typed};

mod assemble;

/// What to file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FileItemsRequest", optional_fields = nullable))]
pub struct Request {
    /// The year whose documents are filed.
    pub year: i32,
    /// Only these items; all of the year that are not filed if none is said.
    #[serde(default)]
    pub disclosures: Vec<String>,
    /// Who and when.
    pub acting: Acting,
}

/// A paper of the office itself to file: the plan, the register book, a self-check report.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FileItemsOther", optional_fields = nullable))]
pub struct Other {
    /// 题名.
    pub title: String,
    /// 文号.
    #[serde(default)]
    pub document_no: Option<String>,
    /// 责任者; the office if not said.
    #[serde(default)]
    pub responsible: Option<String>,
    /// 日期; its year is the 年度.
    pub dated_on: NaiveDate,
    /// 保管期限.
    pub period: RetentionPeriod,
    /// Code of the organ or problem; the first if not said.
    #[serde(default)]
    pub organ: Option<String>,
    /// 页数.
    pub pages: u32,
    /// Its file, where there is one.
    #[serde(default)]
    pub file: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// What was filed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FileItemsAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The items, in the order of their numbers.
    pub filed: Vec<Filed>,
}

/// An item that was filed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FileItemsFiled", optional_fields = nullable))]
pub struct Filed {
    /// The item.
    pub item: ArchiveItemId,
    /// Its disclosure.
    pub disclosure: Option<DisclosureId>,
    /// 档号.
    pub code: String,
    /// 页数.
    pub pages: u32,
}

/// Where an item would be filed, and why so long.
pub(crate) struct Filing {
    pub(crate) class: Class,
    pub(crate) dated_on: NaiveDate,
    pub(crate) basis: String,
}

impl Filing {
    /// Decides for an item of the register.
    pub(crate) fn of(
        desk: &Desk,
        item: &ToFile,
        scheme: Option<&Scheme>,
        table: &RetentionTable,
    ) -> Self {
        // A document is dated when it was released: that is the day that it bears.
        let dated_on = item.released_on;
        let today = desk.host.now().today;
        let formed_on = item.formed_on.unwrap_or(dated_on).min(dated_on);
        let ruling = table.decide(item.entry.as_str(), formed_on, today);
        let basis = match ruling.rule {
            Some(rule) => format!("{}：{}", rule.matter, rule.basis),
            None => table.floor_basis().to_owned(),
        };
        let organ = scheme.map_or("", |scheme| scheme.organ_of(item.unit.as_deref()));
        Self {
            class: Class {
                year: item.register_no.year,
                period: ruling.period,
                organ: organ.to_owned(),
            },
            dated_on,
            basis,
        }
    }
}

/// Files items of a year: all of them or none.
///
/// # Errors
/// `archive-unsettled`, `year-not-over` while the year is running, `nothing-to-file`, `lacks-duty`,
/// `who-acts`, what the printroom and the store say.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let (scheme, pattern) = scheme(desk)?;
    if request.year >= actor.moment.occurred_on.year() {
        let text = format!("{}年还没有过完，件号要到下一年才能编定", request.year);
        return Err(Problem::refused(
            "year-not-over",
            text,
            "下一年上半年再整理归档",
        ));
    }
    let wanted = wanted(desk, request)?;
    let table = retention(desk)?;
    let mut filings: Vec<(ToFile, Filing)> = wanted
        .into_iter()
        .map(|item| {
            let filing = Filing::of(desk, &item, Some(&scheme), &table);
            (item, filing)
        })
        .collect();
    filings.sort_by_cached_key(|(item, filing)| {
        let arrival = Arrival {
            dated_on: filing.dated_on,
            mark: format!("{} {}", item.book, item.register_no),
        };
        (filing.class.clone(), arrival)
    });
    let assembled = assembled(desk, &filings)?;
    let rows = numbered(desk, &filings, assembled, (&scheme, &pattern))?;
    desk.store
        .change::<_, Problem>(operation!("file-items"), |change| {
            for (item, papers) in &rows {
                papers.keep(change)?;
                change.file_item(item, &papers.parts, (actor.person.id, &actor.moment))?;
                if let Some(disclosure) = item.disclosure {
                    let entry = actor
                        .about(ItemAct::File, disclosure)
                        .open_fact("code", &item.code)
                        .open_fact("pages", papers.pages().to_string());
                    audit::append(change, &entry)?;
                }
            }
            Ok(())
        })?;
    let filed = rows.iter().map(|(item, papers)| Filed {
        item: item.id,
        disclosure: item.disclosure,
        code: item.code.clone(),
        pages: papers.pages(),
    });
    Ok(Answer {
        filed: filed.collect(),
    })
}

/// The items that are meant, of those that are not filed.
fn wanted(desk: &Desk, request: &Request) -> Result<Vec<ToFile>, Problem> {
    let mut waiting = desk.records().to_file(Some(request.year))?;
    if !request.disclosures.is_empty() {
        let mut ids = Vec::new();
        for given in &request.disclosures {
            ids.push(desk.records().disclosure_id(given)?);
        }
        if let Some(missing) = ids
            .iter()
            .find(|id| !waiting.iter().any(|item| item.disclosure == **id))
        {
            let text = format!("{missing} 不在{}年待归档的件里", request.year);
            let next = "核对年度；已经归档的不用再归";
            return Err(Problem::refused("nothing-to-file", text, next));
        }
        waiting.retain(|item| ids.contains(&item.disclosure));
    }
    if waiting.is_empty() {
        let text = format!("{}年没有待归档的件", request.year);
        return Err(Problem::refused("nothing-to-file", text, "核对年度"));
    }
    Ok(waiting)
}

fn assembled(desk: &Desk, filings: &[(ToFile, Filing)]) -> Result<Vec<Assembled>, Problem> {
    let of = filings.len() as u64;
    let mut assembled = Vec::with_capacity(filings.len());
    for (done, (item, filing)) in (0_u64..).zip(filings) {
        desk.pace.at("正在整理归档", done, of)?;
        assembled.push(assemble(desk, item.disclosure, filing.dated_on)?);
    }
    desk.pace.past("正在编号", of, of);
    Ok(assembled)
}

/// Gives every item the next number of its class.
fn numbered(
    desk: &Desk,
    filings: &[(ToFile, Filing)],
    assembled: Vec<Assembled>,
    (scheme, pattern): (&Scheme, &CodePattern),
) -> Result<Vec<(NewItem, Assembled)>, Problem> {
    let mut next: BTreeMap<Class, u32> = BTreeMap::new();
    let mut rows = Vec::with_capacity(filings.len());
    for ((item, filing), papers) in filings.iter().zip(assembled) {
        let class = &filing.class;
        let number = match next.get(class) {
            Some(number) => *number,
            None => desk.records().next_item_number(class)?,
        };
        next.insert(class.clone(), number + 1);
        let new = NewItem {
            id: ArchiveItemId::new(&desk.seed()?),
            disclosure: Some(item.disclosure),
            class: class.clone(),
            number,
            code: pattern.write(&scheme.code(class, number)),
            title: item.title.clone(),
            document_no: papers.document_no.clone(),
            responsible: scheme.fonds_name.clone(),
            dated_on: filing.dated_on,
            basis: filing.basis.clone(),
        };
        rows.push((new, papers));
    }
    Ok(rows)
}

/// Files a paper of the office itself.
///
/// # Errors
/// `archive-unsettled`, `archive-scheme` for an unknown organ, `field-missing`, `lacks-duty`,
/// `who-acts`, what the store says.
pub fn other(desk: &mut Desk, request: Other) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let (scheme, pattern) = scheme(desk)?;
    actor.moment.not_before(request.dated_on, "形成")?;
    let (item, part) = other_item(desk, &request, &scheme, &pattern)?;
    let taken = take_in_maybe(desk, request.file.as_deref())?;
    let part = NewPart {
        file: taken.as_ref().map(|file| file.id),
        ..part
    };
    desk.store
        .change::<_, Problem>(operation!("file-other-paper"), |change| {
            keep_maybe(change, taken.as_ref())?;
            let parts = std::slice::from_ref(&part);
            change.file_item(&item, parts, (actor.person.id, &actor.moment))?;
            audit::append(change, &entered(&actor, &item))?;
            Ok(())
        })?;
    Ok(Answer {
        filed: vec![Filed {
            item: item.id,
            disclosure: None,
            code: item.code,
            pages: part.pages,
        }],
    })
}

/// The code of an organ or problem as somebody typed it, if the way of filing knows it.
pub(super) fn organ_named(scheme: &Scheme, given: Option<&str>) -> Result<Option<String>, Problem> {
    match given.map(str::trim).filter(|organ| !organ.is_empty()) {
        None => Ok(None),
        Some(code) if scheme.organs.iter().any(|organ| organ.code == code) => {
            Ok(Some(code.to_owned()))
        }
        Some(code) => {
            let text = format!("归档设置里没有机构（问题）代码 {code}");
            let next = "核对代码，或先在归档设置里加上";
            Err(Problem::refused("archive-scheme", text, next))
        }
    }
}

fn entered(actor: &Actor, item: &NewItem) -> audit::Entry {
    actor
        .entry("file-other-paper", "archive", item.id)
        .open_fact("code", &item.code)
        .open_fact("title", typed::masked(&item.title))
}

fn other_item(
    desk: &Desk,
    request: &Other,
    scheme: &Scheme,
    pattern: &CodePattern,
) -> Result<(NewItem, NewPart), Problem> {
    let title = typed::open_line("题名", required(Some(&request.title), "题名")?)?;
    let organ = organ_named(scheme, request.organ.as_deref())?;
    let organ = organ.unwrap_or_else(|| scheme.organ_of(None).to_owned());
    if request.pages == 0 {
        required(None, "页数")?;
    }
    let class = Class {
        year: request.dated_on.year(),
        period: request.period,
        organ,
    };
    let number = desk.records().next_item_number(&class)?;
    let said = |field: &str, text: &Option<String>| {
        typed::open_line_maybe(field, text.as_deref()).map(Option::unwrap_or_default)
    };
    let responsible = match said("责任者", &request.responsible)? {
        empty if empty.is_empty() => scheme.fonds_name.clone(),
        named => named,
    };
    let part = NewPart {
        kind: PartKind::Text,
        title: title.clone(),
        pages: request.pages,
        file: None,
    };
    let item = NewItem {
        id: ArchiveItemId::new(&desk.seed()?),
        disclosure: None,
        code: pattern.write(&scheme.code(&class, number)),
        class,
        number,
        title,
        document_no: said("文号", &request.document_no)?,
        responsible,
        dated_on: request.dated_on,
        basis: "归档时确定".to_owned(),
    };
    Ok((item, part))
}
