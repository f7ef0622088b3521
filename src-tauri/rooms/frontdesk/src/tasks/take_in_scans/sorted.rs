//! Pages laid together by their sheets: what came now with what waits since an earlier day. A second
//! picture of a page that is there already is told, and goes aside.

use std::collections::BTreeMap;

use gongkai_registry::records::ScannedPage;
use gongkai_rulebook::scan_code::CodedSheet;
use gongkai_rulebook::scanned::ScanStanding;

use super::Twice;
use super::straightened::{Incoming, Page};
use crate::scans::{Home, Leaf, home_of, leaf_of};
use crate::typed::masked;
use crate::{Desk, Problem};

/// The pages of one sheet, by number.
pub(super) struct Sorted {
    pub(super) sheet: CodedSheet,
    pub(super) leaves: BTreeMap<u32, Leaf>,
    pages: u32,
}

impl Sorted {
    /// All of its pages are there.
    pub(super) fn is_whole(&self) -> bool {
        self.leaves.len() as u64 == u64::from(self.pages)
    }
}

/// Sorts what came; what is there already is marked so.
///
/// # Errors
/// What the store says.
pub(super) fn sorted(
    desk: &Desk,
    incoming: &mut Incoming,
) -> Result<BTreeMap<String, Sorted>, Problem> {
    let mut sheets = waiting_since(desk)?;
    let mut kept = Vec::new();
    for mut page in std::mem::take(&mut incoming.pages) {
        let (Some(sheet), Some((code, number, pages))) = (page.sheet, page.row.sheet.clone())
        else {
            kept.push(page);
            continue;
        };
        let sorted = match sheets.entry(code.clone()) {
            std::collections::btree_map::Entry::Occupied(there) => there.into_mut(),
            std::collections::btree_map::Entry::Vacant(free) => free.insert(Sorted {
                sheet,
                leaves: BTreeMap::new(),
                pages,
            }),
        };
        if sorted.leaves.contains_key(&number) || is_filed(desk, sheet, (&code, number))? {
            let what = format!("{code} 第 {number} 页已经收过");
            incoming.twice.push(Twice {
                file: masked(&page.row.original_name),
                what: what.clone(),
            });
            page.again = Some(what);
            kept.push(page);
            continue;
        }
        // A sheet that was printed anew may have another number of pages.
        sorted.pages = pages;
        if let Some(leaf) = leaf(&page) {
            sorted.leaves.insert(number, leaf);
        }
        kept.push(page);
    }
    incoming.pages = kept;
    Ok(sheets)
}

/// Sheets of which pages wait. What waits for a reason that may have passed is tried again.
fn waiting_since(desk: &Desk) -> Result<BTreeMap<String, Sorted>, Problem> {
    let mut sheets: BTreeMap<String, Sorted> = BTreeMap::new();
    for page in desk.records().scanned_pages(ScanStanding::Waiting)? {
        let Some((code, number, pages)) = page.sheet.clone() else {
            continue;
        };
        let Ok(sheet) = code.parse::<CodedSheet>() else {
            continue;
        };
        if let Some(leaf) = leaf_of(desk, page)? {
            let sorted = sheets.entry(code).or_insert_with(|| Sorted {
                sheet,
                leaves: BTreeMap::new(),
                pages,
            });
            sorted.leaves.insert(number, leaf);
        }
    }
    Ok(sheets)
}

/// A page that was filed and that nothing lacks any more: a sheet that was sent back, printed and
/// signed again bears the same code and is another paper.
fn is_filed(desk: &Desk, sheet: CodedSheet, (code, number): (&str, u32)) -> Result<bool, Problem> {
    match home_of(desk.records(), sheet)? {
        Ok(Home::Signatures(_) | Home::Receipt(..)) => return Ok(false),
        // The archive takes as many papers as there are.
        Ok(Home::Archive(..)) | Err(_) => {}
    }
    let known = desk.records().scanned_of_sheet(code)?;
    let same = |page: &ScannedPage| {
        let filed = page.standing == ScanStanding::Filed;
        filed && page.sheet.as_ref().is_some_and(|(_, at, _)| *at == number)
    };
    Ok(known.iter().any(same))
}

fn leaf(page: &Page) -> Option<Leaf> {
    Some(Leaf {
        page: page.row.clone(),
        picture: page.row.picture?,
        sha256: page.picture.as_ref()?.sha256(),
    })
}
