//! 整理归档, 盒与目录: what of a year waits to be filed and how it would be, what is filed, in which boxes
//! and volumes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::records::{ArchiveBox, ArchiveItem, ItemFilter};
use gongkai_rulebook::archive::Class;
use gongkai_rulebook::archive::boxes::Spine;
use gongkai_rulebook::archive::keeping::Fate;
use gongkai_rulebook::archive::scheme::{Scheme, file_by};
use gongkai_rulebook::ids::{ArchiveBoxId, ArchiveItemId, DisclosureId};
use gongkai_rulebook::register::{Book, RegisterNo};
use gongkai_rulebook::retention::RetentionPeriod;
use serde::{Deserialize, Serialize};

use super::bind_year::{self, VolumeLine};
use super::file_items::Filing;
use crate::archiving::{Standings, retention, usual_scheme};
use crate::typed::masked;
use crate::{Desk, Problem};

/// Which year.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtArchiveRequest", optional_fields = nullable))]
pub struct Request {
    /// The year; the first that has something to file, else the newest, if none is said.
    pub year: Option<i32>,
}

/// The archive of a year.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtArchiveAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The year.
    pub year: i32,
    /// Years that have anything to look at, newest first.
    pub years: Vec<i32>,
    /// The way of filing is settled.
    pub settled: bool,
    /// The year is over, so that its items can be numbered.
    pub over: bool,
    /// The last day for filing it.
    pub file_by: Option<NaiveDate>,
    /// What waits to be filed, with how it would be.
    pub waiting: Vec<Waiting>,
    /// What is filed, by class and number.
    pub items: Vec<ItemLine>,
    /// The classes.
    pub classes: Vec<ClassLine>,
    /// The boxes.
    pub boxes: Vec<BoxLine>,
    /// The volumes of the bound book.
    pub volumes: Vec<VolumeLine>,
}

/// An item that waits to be filed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtArchiveWaiting")
)]
pub struct Waiting {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// The book it stands in.
    pub book: Book,
    /// 登记编号.
    pub register_no: RegisterNo,
    /// When it was released.
    pub dated_on: NaiveDate,
    /// How long it would be kept.
    pub period: RetentionPeriod,
    /// Why.
    pub basis: String,
    /// 机构（问题）.
    pub organ: String,
}

/// A filed item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtArchiveItem", optional_fields = nullable))]
pub struct ItemLine {
    /// Its id.
    pub item: ArchiveItemId,
    /// Its disclosure.
    pub disclosure: Option<DisclosureId>,
    /// 登记编号.
    pub register_no: Option<RegisterNo>,
    /// 档号.
    pub code: String,
    /// 题名.
    pub title: String,
    /// 日期.
    pub dated_on: NaiveDate,
    /// 页数.
    pub pages: u32,
    /// 盒号.
    pub box_number: Option<u32>,
    /// The last day it is kept; none for ever.
    pub keep_until: Option<NaiveDate>,
    /// 冻结: why.
    pub held: Option<String>,
    /// What became of it.
    pub fate: Fate,
}

/// A class of a year.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtArchiveClass")
)]
pub struct ClassLine {
    /// 保管期限.
    pub period: RetentionPeriod,
    /// Code of 机构（问题）.
    pub organ: String,
    /// Its name.
    pub organ_name: String,
    /// How many items.
    pub items: usize,
    /// How many pages.
    pub pages: u32,
    /// Items that are in no box.
    pub unboxed: usize,
}

/// A box.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtArchiveBox", optional_fields = nullable))]
pub struct BoxLine {
    /// Its id.
    pub id: ArchiveBoxId,
    /// 保管期限.
    pub period: RetentionPeriod,
    /// Code of 机构（问题）.
    pub organ: String,
    /// 盒号.
    pub number: u32,
    /// 盒脊厚度.
    pub spine: Spine,
    /// First and last 件号 in it.
    pub first: u32,
    /// Last 件号 in it.
    pub last: u32,
    /// How many items.
    pub items: usize,
    /// How many pages.
    pub pages: u32,
    /// 库房.
    pub room: Option<String>,
    /// 柜.
    pub cabinet: Option<String>,
    /// 层、格.
    pub shelf: Option<String>,
}

/// Looks at a year.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk, request: Request) -> Result<Answer, Problem> {
    let records = desk.records();
    let to_file = records.years_to_file()?;
    let years = years(desk, &to_file)?;
    let today = desk.host.now().today;
    let this_year = chrono::Datelike::year(&today);
    let first_due = to_file
        .iter()
        .map(|(year, _)| *year)
        .find(|year| *year < this_year);
    let newest = years.first().copied().unwrap_or(this_year);
    let year = request.year.or(first_due).unwrap_or(newest);
    let kept = records.archive_scheme()?;
    let settled = kept.is_some();
    let scheme = match kept {
        Some(scheme) => scheme,
        None => usual_scheme(&desk.settings()?.name),
    };
    let of_year = ItemFilter {
        year: Some(year),
        ..ItemFilter::default()
    };
    let items = records.archive_items(&of_year)?;
    let standings = Standings::read(desk)?;
    let boxes = records.archive_boxes(Some(year))?;
    Ok(Answer {
        year,
        years,
        settled,
        over: year < this_year,
        file_by: file_by(year),
        waiting: waiting(desk, year, &scheme)?,
        classes: classes(&items, &scheme),
        boxes: boxes
            .into_iter()
            .map(|one| BoxLine::of(one, &items))
            .collect(),
        items: items
            .into_iter()
            .map(|item| ItemLine::of(item, &standings))
            .collect(),
        volumes: bind_year::look(desk, year)?.volumes,
    })
}

fn years(desk: &Desk, to_file: &[(i32, u32)]) -> Result<Vec<i32>, Problem> {
    let mut years = desk.records().archive_years()?;
    years.extend(to_file.iter().map(|(year, _)| *year));
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    Ok(years)
}

fn waiting(desk: &Desk, year: i32, scheme: &Scheme) -> Result<Vec<Waiting>, Problem> {
    let table = retention(desk)?;
    let line = |item: gongkai_registry::records::ToFile| {
        let filing = Filing::of(desk, &item, Some(scheme), &table);
        Waiting {
            disclosure: item.disclosure,
            title: masked(&item.title),
            book: item.book,
            register_no: item.register_no,
            dated_on: filing.dated_on,
            period: filing.class.period,
            basis: filing.basis,
            organ: filing.class.organ,
        }
    };
    let items = desk.records().to_file(Some(year))?;
    Ok(items.into_iter().map(line).collect())
}

fn classes(items: &[ArchiveItem], scheme: &Scheme) -> Vec<ClassLine> {
    let mut classes: BTreeMap<&Class, Vec<&ArchiveItem>> = BTreeMap::new();
    let counting = items.iter().filter(|item| item.fate != Fate::Refiled);
    for item in counting {
        classes.entry(&item.filed.class).or_default().push(item);
    }
    let line = |(class, items): (&Class, Vec<&ArchiveItem>)| ClassLine {
        period: class.period,
        organ: class.organ.clone(),
        organ_name: scheme.organ_name(&class.organ).to_owned(),
        items: items.len(),
        pages: items.iter().map(|item| item.pages).sum(),
        unboxed: items
            .iter()
            .filter(|item| item.boxed.is_none() && item.fate == Fate::Kept)
            .count(),
    };
    classes.into_iter().map(line).collect()
}

impl ItemLine {
    pub(crate) fn of(item: ArchiveItem, standings: &Standings) -> Self {
        let keep_until = standings.of(&item).keep_until();
        Self {
            item: item.filed.id,
            disclosure: item.filed.disclosure,
            register_no: item.register_no,
            title: masked(&item.filed.title),
            code: item.filed.code,
            dated_on: item.filed.dated_on,
            pages: item.pages,
            box_number: item.boxed.map(|(_, number)| number),
            keep_until,
            held: item.held,
            fate: item.fate,
        }
    }
}

impl BoxLine {
    fn of(one: ArchiveBox, items: &[ArchiveItem]) -> Self {
        let inside: Vec<&ArchiveItem> = items
            .iter()
            .filter(|item| item.boxed.is_some_and(|(id, _)| id == one.id))
            .collect();
        let numbers = || inside.iter().map(|item| item.filed.number);
        let lying = || inside.iter().filter(|item| item.fate != Fate::Refiled);
        let (room, place) = match one.place {
            None => (None, None),
            Some(place) => (Some(place.room), Some((place.cabinet, place.shelf))),
        };
        let (cabinet, shelf) = place.unzip();
        Self {
            id: one.id,
            period: one.class.period,
            organ: one.class.organ,
            number: one.number,
            spine: one.spine,
            first: numbers().min().unwrap_or_default(),
            last: numbers().max().unwrap_or_default(),
            items: lying().count(),
            pages: lying().map(|item| item.pages).sum(),
            room,
            cabinet,
            shelf,
        }
    }
}
