//! Put filed items into boxes (装盒), say where a box stands, and bind the year into the plan's book
//! (合订本). One class a box, in the order of the numbers; what comes late goes into the last box while
//! there is room, else into the next.

use std::collections::BTreeMap;

use gongkai_registry::records::{ArchiveBox, ArchiveItem, BoxPlace, ItemFilter};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::archive::Class;
use gongkai_rulebook::archive::boxes::{Spine, pack, still_fit, thickness_um};
use gongkai_rulebook::archive::keeping::Fate;
use gongkai_rulebook::ids::{ArchiveBoxId, CopyId};
use gongkai_rulebook::register::CopyFor;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use crate::acts::ItemAct;
use crate::archiving::archivist;
use crate::{Acting, Desk, Problem, typed};

/// Which year to pack.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "PackBoxesRequest")
)]
pub struct Request {
    /// The year.
    pub year: i32,
    /// The thickest boxes that the office has.
    pub most: Spine,
    /// The papers are printed on both sides.
    pub two_sided: bool,
    /// Who and when.
    pub acting: Acting,
}

/// What was packed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "PackBoxesAnswer")
)]
pub struct Answer {
    /// New boxes.
    pub boxes: Vec<ArchiveBoxId>,
    /// How many items were put into boxes.
    pub items: usize,
    /// 档号 of single items that no box takes whole.
    pub bulging: Vec<String>,
}

/// Where boxes stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PackBoxesPlacing", optional_fields = nullable))]
pub struct Placing {
    /// The boxes.
    pub boxes: Vec<ArchiveBoxId>,
    /// 库房.
    pub room: String,
    /// 柜.
    pub cabinet: String,
    /// 层、格.
    #[serde(default)]
    pub shelf: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// How many boxes were placed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "PackBoxesPlaced")
)]
pub struct Placed {
    /// How many.
    pub boxes: usize,
}

/// A box that gets items: one that is there, or one to be made.
struct Filling<'a> {
    into: ArchiveBoxId,
    made: Option<(u32, Spine)>,
    number: u32,
    class: Class,
    items: Vec<&'a ArchiveItem>,
}

/// Packs what is not in a box yet.
///
/// # Errors
/// `nothing-to-pack`, `lacks-duty`, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let of_year = ItemFilter {
        year: Some(request.year),
        ..ItemFilter::default()
    };
    let items = desk.records().archive_items(&of_year)?;
    let mut bulging = Vec::new();
    let fillings = plan(desk, &items, request, &mut bulging)?;
    if fillings.is_empty() {
        let text = format!("{}年没有等着装盒的件", request.year);
        return Err(Problem::refused("nothing-to-pack", text, "先整理归档"));
    }
    let copies = township_copies(desk, request.year)?;
    desk.store
        .change::<_, Problem>(operation!("pack-boxes"), |change| {
            for filling in &fillings {
                if let Some(made) = filling.made {
                    let by = (actor.person.id, &actor.moment);
                    change.add_archive_box((filling.into, &filling.class), made, by)?;
                }
                let place = told(filling);
                let entry = actor
                    .entry("pack-box", "archive", filling.into)
                    .open_fact("box", &place)
                    .open_fact("items", filling.items.len().to_string());
                audit::append(change, &entry)?;
                for item in &filling.items {
                    change.put_into_box(item.filed.id, filling.into)?;
                    let copy = item
                        .filed
                        .disclosure
                        .and_then(|id| copies.get(&id).map(|copy| (id, *copy)));
                    if let Some((disclosure, copy)) = copy {
                        change.keep_copy(copy, &place, &actor.moment)?;
                        let entry = actor
                            .about(ItemAct::KeepCopy, disclosure)
                            .open_fact("place", &place);
                        audit::append(change, &entry)?;
                    }
                }
            }
            Ok(())
        })?;
    Ok(Answer {
        boxes: fillings
            .iter()
            .filter(|filling| filling.made.is_some())
            .map(|filling| filling.into)
            .collect(),
        items: fillings.iter().map(|filling| filling.items.len()).sum(),
        bulging,
    })
}

/// `2019年 10年 BGS 第1盒`.
fn told(filling: &Filling<'_>) -> String {
    let Class {
        year,
        period,
        organ,
    } = &filling.class;
    let organ = match organ.is_empty() {
        true => String::new(),
        false => format!(" {organ}"),
    };
    format!("档案 {year}年度 {period}{organ} 第{}盒", filling.number)
}

/// Which item goes where: the last box of its class first.
fn plan<'a>(
    desk: &Desk,
    items: &'a [ArchiveItem],
    request: &Request,
    bulging: &mut Vec<String>,
) -> Result<Vec<Filling<'a>>, Problem> {
    let mut waiting: BTreeMap<&Class, Vec<&ArchiveItem>> = BTreeMap::new();
    for item in items {
        if item.boxed.is_none() && item.fate == Fate::Kept {
            waiting.entry(&item.filed.class).or_default().push(item);
        }
    }
    let boxes = desk.records().archive_boxes(Some(request.year))?;
    let thick = |item: &ArchiveItem| thickness_um(item.pages, request.two_sided);
    let mut fillings = Vec::new();
    for (class, items_of) in waiting {
        let last = boxes.iter().rfind(|one| one.class == *class);
        let mut rest = items_of.as_slice();
        if let Some(last) = last {
            let filled = filled_um(items, last, &thick);
            let thicknesses: Vec<u32> = rest.iter().map(|item| thick(item)).collect();
            let (first, after) = rest.split_at(still_fit(filled, last.spine, &thicknesses));
            rest = after;
            if !first.is_empty() {
                fillings.push(Filling {
                    into: last.id,
                    made: None,
                    number: last.number,
                    class: class.clone(),
                    items: first.to_vec(),
                });
            }
        }
        let thicknesses: Vec<u32> = rest.iter().map(|item| thick(item)).collect();
        let next = last.map_or(1, |last| last.number + 1);
        for (number, packed) in (next..).zip(pack(&thicknesses, request.most)) {
            let inside = &rest[packed.items];
            if packed.bulging {
                bulging.extend(inside.iter().map(|item| item.filed.code.clone()));
            }
            fillings.push(Filling {
                into: ArchiveBoxId::new(&desk.seed()?),
                made: Some((number, packed.spine)),
                number,
                class: class.clone(),
                items: inside.to_vec(),
            });
        }
    }
    Ok(fillings)
}

fn filled_um(items: &[ArchiveItem], of: &ArchiveBox, thick: &impl Fn(&ArchiveItem) -> u32) -> u32 {
    let inside = items
        .iter()
        .filter(|item| item.boxed.is_some_and(|(id, _)| id == of.id))
        .filter(|item| item.fate != Fate::Refiled);
    inside.map(thick).fold(0, u32::saturating_add)
}

/// The township's own copies, whose place the office looks up among the three.
fn township_copies(
    desk: &Desk,
    year: i32,
) -> Result<BTreeMap<gongkai_rulebook::ids::DisclosureId, CopyId>, Problem> {
    let copies = desk.records().copies_of_year(year)?.into_iter();
    let own = copies.filter(|line| line.copy.made_for == CopyFor::Township);
    Ok(own.map(|line| (line.disclosure, line.copy.id)).collect())
}

/// Records where boxes stand: all of them or none.
///
/// # Errors
/// `not-found`, `field-missing`, `lacks-duty`, `who-acts`, what the store says.
pub fn place(desk: &mut Desk, request: &Placing) -> Result<Placed, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let place = BoxPlace {
        room: typed::open_line("库房", required(Some(&request.room), "库房")?)?,
        cabinet: typed::open_line("柜号", required(Some(&request.cabinet), "柜号")?)?,
        shelf: typed::open_line_maybe("层格", request.shelf.as_deref())?.unwrap_or_default(),
    };
    if request.boxes.is_empty() {
        required(None, "档案盒")?;
    }
    for id in &request.boxes {
        desk.records().archive_box(*id)?;
    }
    desk.store
        .change::<_, Problem>(operation!("place-boxes"), |change| {
            for id in &request.boxes {
                change.place_box(*id, &place, &actor.moment)?;
                let entry = actor
                    .entry("place-box", "archive", id)
                    .open_fact("room", &place.room)
                    .open_fact("cabinet", &place.cabinet)
                    .open_fact("shelf", &place.shelf);
                audit::append(change, &entry)?;
            }
            Ok(())
        })?;
    Ok(Placed {
        boxes: request.boxes.len(),
    })
}
