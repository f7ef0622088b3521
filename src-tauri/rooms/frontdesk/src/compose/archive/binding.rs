//! Boxes and volumes as papers: what is written on them and what lies in them.

use gongkai_printroom::Page;
use gongkai_printroom::papers::archive_book::{BoundBook, BoundSheet};
use gongkai_printroom::papers::archive_box::{BoxPapers, spines};
use gongkai_registry::records::{ArchiveItem, BookYear, ItemFilter};
use gongkai_rulebook::archive::keeping::Fate;
use gongkai_rulebook::archive::scheme::Scheme;
use gongkai_rulebook::ids::ArchiveBoxId;
use gongkai_rulebook::register::{Book, CopyFor};
use gongkai_rulebook::retention::RetentionPeriod;

use super::catalogue;
use crate::archiving::day;
use crate::compose::register_book;
use crate::papers::{Paper, lay_out};
use crate::tasks::bind_year;
use crate::typed::masked;
use crate::{Desk, Problem};

/// The strips for all spines, then for every box its cover, its catalogue and its back note.
pub(super) fn boxes(
    desk: &Desk,
    scheme: &Scheme,
    ids: &[ArchiveBoxId],
) -> Result<Vec<Page>, Problem> {
    let shelf = desk.fonts()?;
    let (mut papers, mut pages) = (Vec::new(), Vec::new());
    for id in ids {
        let kept = desk.records().archive_box(*id)?;
        let inside = ItemFilter {
            in_box: Some(*id),
            ..ItemFilter::default()
        };
        let items = desk.records().archive_items(&inside)?;
        // A void line keeps its number on the spine; its papers lie elsewhere.
        let inside = || items.iter().filter(|item| item.fate != Fate::Refiled);
        let numbers = || items.iter().map(|item| item.filed.number);
        let padded = |number: Option<u32>| format!("{:04}", number.unwrap_or_default());
        let mut catalogue = catalogue(scheme, &kept.class, &items);
        catalogue.in_box = kept.number.to_string();
        let one = BoxPapers {
            fonds: scheme.fonds.clone(),
            fonds_name: scheme.fonds_name.clone(),
            year: catalogue.year.clone(),
            period: catalogue.period.clone(),
            organ: catalogue.organ.clone(),
            numbers: (padded(numbers().min()), padded(numbers().max())),
            number: kept.number.to_string(),
            spine_mm: kept.spine.mm(),
            items: inside().count(),
            pages: inside().map(|item| item.pages).sum(),
            remarks: remarks(&items),
            packed_by: kept.packed_by.clone(),
            packed_on: day(kept.packed_on),
        };
        let [cover, note] = <[Page; 2]>::try_from(one.pages(shelf)?).map_err(|pages| {
            let text = format!("盒封面和备考表应各一页，排出 {} 页", pages.len());
            Problem::refused("does-not-fit", text, "把备注写短一些")
        })?;
        pages.push(cover);
        pages.extend(catalogue.pages(shelf)?);
        pages.push(note);
        papers.push(one);
    }
    let mut all = spines(&papers, shelf)?;
    all.extend(pages);
    Ok(all)
}

/// What the back note must say of the items: remarks, what is held, what has left.
fn remarks(items: &[ArchiveItem]) -> Vec<String> {
    let mut told = Vec::new();
    for item in items {
        let number = item.filed.number;
        if !item.remark.is_empty() {
            told.push(format!("件号 {number}：{}。", masked(&item.remark)));
        }
        match item.fate {
            Fate::Kept => {}
            Fate::Refiled => {
                let now = item.refiled.as_ref().map_or("", |now| now.code.as_str());
                told.push(format!("件号 {number}：作废，已取出，改归 {now}。"));
            }
            fate @ (Fate::Transferred | Fate::Destroyed) => {
                told.push(format!("件号 {number}：已{fate}。"));
            }
        }
    }
    told
}

/// A volume with its sheets, and the register book of the year in the last one.
pub(super) fn volume(
    desk: &Desk,
    scheme: &Scheme,
    year: i32,
    volume: u32,
) -> Result<BoundBook, Problem> {
    bind_year::all_filed(desk, year)?;
    let planned = bind_year::planned(desk, year)?;
    let of = u32::try_from(planned.len()).unwrap_or(u32::MAX);
    let Some(this) = planned.into_iter().find(|one| one.volume == volume) else {
        let text = format!("{year}年没有第 {volume} 册");
        return Err(Problem::refused("not-found", text, "核对年度和册次"));
    };
    let mut sheets = Vec::with_capacity(this.sheets.len());
    let mut longest = RetentionPeriod::Years10;
    for sheet in this.sheets {
        let disclosure = sheet.item.filed.disclosure;
        let paper = Paper::Copies {
            item: disclosure.map(|id| id.to_string()).unwrap_or_default(),
            only: Some(CopyFor::Township),
            sheet: None,
        };
        longest = longest.max(sheet.item.filed.class.period);
        sheets.push(BoundSheet {
            register_no: sheet.register_no,
            title: masked(&sheet.item.filed.title),
            dated: sheet.item.filed.dated_on.format("%Y.%-m.%-d").to_string(),
            pages: lay_out(desk, &paper)?.pages,
        });
    }
    let book = BookYear {
        book: Book::Public,
        year,
    };
    let register = match volume == of {
        true => register_book(desk, book)?.pages(desk.fonts()?, &desk.forms())?,
        false => Vec::new(),
    };
    Ok(BoundBook {
        office: scheme.fonds_name.clone(),
        year,
        volume: (volume, of),
        period: longest.label().to_owned(),
        sheets,
        register,
        bound_on: this
            .bound
            .as_ref()
            .map(|bound| day(bound.bound_on))
            .unwrap_or_default(),
        bound_by: this.bound.map(|bound| bound.bound_by).unwrap_or_default(),
    })
}
