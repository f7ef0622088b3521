//! The archive: from what was typed to the task and back.

use std::path::PathBuf;

use gongkai_frontdesk::tasks::keep_archive_item::{self, Count};
use gongkai_frontdesk::tasks::print_papers::{self, ArchivePaper};
use gongkai_frontdesk::tasks::{
    bind_year, dispose_items, file_items, hand_to_archive, keep_archive_scheme, look_at_archive,
    look_at_leaving, pack_boxes, refile_item,
};
use gongkai_frontdesk::words::ArchiveOrgan;
use gongkai_frontdesk::{Desk, Problem};
use serde_json::json;

use super::requests::acting;
use super::{Counter, answer};
use crate::Answer;
use crate::arguments::{
    AddPaper, Archive, ArchiveBoxes, Dispose, HoldItems, KeepItem, PrintArchive, Retention,
    SchemeSet,
};

impl Counter {
    pub(super) fn archive(&self, archive: Archive) -> Result<Answer, Problem> {
        match archive {
            Archive::Look { year } => {
                let request = look_at_archive::Request { year };
                answer("archive", look_at_archive::run(&self.read()?, request)?)
            }
            Archive::Scheme(set) => self.scheme(set),
            Archive::Retention(retention) => self.retention(retention),
            Archive::File {
                ids,
                year,
                acting: by,
            } => {
                let request = file_items::Request {
                    year,
                    disclosures: ids,
                    acting: acting(by),
                };
                answer(
                    "archive-filed",
                    file_items::run(&mut self.write()?, &request)?,
                )
            }
            Archive::Add(add) => {
                let filed = file_items::other(&mut self.write()?, other(add))?;
                answer("archive-filed", filed)
            }
            Archive::Show { item } => answer(
                "archive-item",
                keep_archive_item::look(&self.read()?, &item)?,
            ),
            Archive::Keep(keep) => {
                let kept = keep_archive_item::run(&mut self.write()?, &keeping(keep)?)?;
                answer("archive-item", kept)
            }
            Archive::Refile(refile) => {
                let request = refile_item::Request {
                    item: refile.item,
                    period: refile.period,
                    organ: refile.organ,
                    why: refile.why,
                    acting: acting(refile.acting),
                };
                answer(
                    "archive-refiled",
                    refile_item::run(&mut self.write()?, &request)?,
                )
            }
            Archive::Hold(hold) => self.hold(hold, true),
            Archive::Free(hold) => self.hold(hold, false),
            Archive::Boxes(boxes) => self.boxes(boxes),
            Archive::Leaving => answer("archive-leaving", look_at_leaving::run(&self.read()?)?),
            Archive::HandOver {
                items,
                to,
                receiver,
                receipt,
                acting: by,
            } => {
                let request = hand_to_archive::Request {
                    items,
                    to,
                    receiver,
                    receipt,
                    acting: acting(by),
                };
                let gone = hand_to_archive::run(&mut self.write()?, &request)?;
                answer("archive-handed", gone)
            }
            Archive::Dispose(dispose) => self.dispose(dispose),
        }
    }

    fn boxes(&self, boxes: ArchiveBoxes) -> Result<Answer, Problem> {
        match boxes {
            ArchiveBoxes::Pack {
                year,
                spine,
                two_sided,
                acting: by,
            } => {
                let request = pack_boxes::Request {
                    year,
                    most: spine,
                    two_sided,
                    acting: acting(by),
                };
                answer(
                    "archive-packed",
                    pack_boxes::run(&mut self.write()?, &request)?,
                )
            }
            ArchiveBoxes::Place {
                boxes,
                room,
                cabinet,
                shelf,
                acting: by,
            } => {
                let request = pack_boxes::Placing {
                    boxes,
                    room,
                    cabinet,
                    shelf,
                    acting: acting(by),
                };
                answer(
                    "archive-placed",
                    pack_boxes::place(&mut self.write()?, &request)?,
                )
            }
            ArchiveBoxes::Bind {
                year,
                volume,
                place,
                acting: by,
            } => {
                let request = bind_year::Request {
                    year,
                    volume,
                    place,
                    acting: acting(by),
                };
                answer(
                    "archive-bound",
                    bind_year::run(&mut self.write()?, &request)?,
                )
            }
        }
    }

    /// Shows the way of filing; with anything said it is settled anew.
    fn scheme(&self, set: SchemeSet) -> Result<Answer, Problem> {
        let shown = keep_archive_scheme::look(&self.read()?)?;
        let mut scheme = shown.scheme.clone();
        let SchemeSet {
            fonds,
            fonds_name,
            category,
            pattern,
            organs,
            stamp_in_words,
            transferred,
            acting: by,
        } = set;
        let before = scheme.clone();
        let put = |kept: &mut String, said: Option<String>| {
            if let Some(said) = said {
                *kept = said;
            }
        };
        put(&mut scheme.fonds, fonds);
        put(&mut scheme.fonds_name, fonds_name);
        put(&mut scheme.category, category);
        put(&mut scheme.pattern, pattern);
        if !organs.is_empty() {
            scheme.organs = organs.iter().map(|organ| organ_of(organ)).collect();
        }
        scheme.stamp_in_words = stamp_in_words.unwrap_or(scheme.stamp_in_words);
        if !transferred.is_empty() {
            scheme.transferred = transferred;
        }
        if scheme == before {
            return answer("archive-scheme", shown);
        }
        let request = keep_archive_scheme::Request {
            scheme,
            acting: acting(by),
        };
        let kept = keep_archive_scheme::settle(&mut self.write()?, request)?;
        answer("archive-scheme", kept)
    }

    fn retention(&self, retention: Retention) -> Result<Answer, Problem> {
        let kept = match retention {
            Retention::Add {
                entry,
                period,
                matter,
                basis,
                from,
                acting: by,
            } => {
                let line = keep_archive_scheme::NewLine {
                    matter,
                    entries: entry,
                    period,
                    basis,
                    from,
                    acting: acting(by),
                };
                keep_archive_scheme::add_line(&mut self.write()?, line)?
            }
            Retention::End {
                line,
                until,
                acting: by,
            } => {
                let request = keep_archive_scheme::EndLine {
                    position: line,
                    until,
                    acting: acting(by),
                };
                keep_archive_scheme::end_line(&mut self.write()?, &request)?
            }
        };
        answer("archive-scheme", kept)
    }

    fn hold(&self, hold: HoldItems, held: bool) -> Result<Answer, Problem> {
        let request = keep_archive_item::Hold {
            items: hold.items,
            held,
            why: hold.why,
            acting: acting(hold.acting),
        };
        let items = keep_archive_item::hold(&mut self.write()?, &request)?;
        answer("archive-held", json!({ "items": items, "held": held }))
    }

    fn dispose(&self, dispose: Dispose) -> Result<Answer, Problem> {
        let desk = &mut self.write()?;
        let list = match dispose {
            Dispose::Make { items, acting: by } => {
                let request = dispose_items::Make {
                    items,
                    acting: acting(by),
                };
                dispose_items::make(desk, &request)?
            }
            Dispose::Judge {
                disposal,
                line,
                verdict,
                why,
                acting: by,
            } => {
                let request = dispose_items::Judge {
                    disposal,
                    lines: line,
                    verdict,
                    why,
                    acting: acting(by),
                };
                dispose_items::judge(desk, &request)?
            }
            Dispose::Approve {
                disposal,
                appraisers,
                approver,
                acting: by,
            } => {
                let request = dispose_items::Approve {
                    disposal,
                    appraisers,
                    approver,
                    acting: acting(by),
                };
                dispose_items::approve(desk, &request)?
            }
            Dispose::CarryOut {
                disposal,
                witnesses,
                place,
                method,
                acting: by,
            } => {
                let request = dispose_items::CarryOut {
                    disposal,
                    witnesses,
                    place,
                    method,
                    acting: acting(by),
                };
                dispose_items::carry_out(desk, &request)?
            }
            Dispose::SetAside {
                disposal,
                why,
                acting: by,
            } => {
                let request = dispose_items::Aside {
                    disposal,
                    why,
                    acting: acting(by),
                };
                dispose_items::set_aside(desk, &request)?
            }
        };
        answer("archive-disposal", list)
    }
}

/// `BGS=党政办公室=单位1,单位2`; what is missing the rules refuse.
fn organ_of(text: &str) -> ArchiveOrgan {
    let mut parts = text.splitn(3, ['=', '＝']);
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let (code, name, units) = (next(), next(), next());
    let units = units.split([',', '，']).filter(|unit| !unit.is_empty());
    ArchiveOrgan {
        code,
        name,
        units: units.map(str::to_owned).collect(),
    }
}

fn other(add: AddPaper) -> file_items::Other {
    file_items::Other {
        title: add.title,
        document_no: add.document_no,
        responsible: add.responsible,
        dated_on: add.dated_on,
        period: add.period,
        organ: add.organ,
        pages: add.pages,
        file: add.file,
        acting: acting(add.acting),
    }
}

fn keeping(keep: KeepItem) -> Result<keep_archive_item::Request, Problem> {
    let count = |text: &String| {
        let parts = text.split_once(['=', '＝']);
        let numbers = parts.and_then(|(position, pages)| {
            let position = position.trim().parse().ok()?;
            let pages = pages.trim().parse().ok()?;
            Some(Count { position, pages })
        });
        numbers.ok_or_else(|| Problem::usage("usage", "页数应写成：序号=页数", "如 --pages 2=3"))
    };
    let paper = keep.paper.map(|kind| keep_archive_item::Paper {
        kind,
        title: None,
        pages: keep.paper_pages.unwrap_or_default(),
        file: keep.file,
    });
    Ok(keep_archive_item::Request {
        item: keep.item,
        counts: keep.counts.iter().map(count).collect::<Result<_, _>>()?,
        paper,
        remark: keep.remark,
        acting: acting(keep.acting),
    })
}

/// Prints a paper of the archive.
pub(super) fn print(desk: &Desk, print: PrintArchive) -> Result<print_papers::Answer, Problem> {
    let (paper, out): (ArchivePaper, PathBuf) = match print {
        PrintArchive::Stamps { items, year, out } => (ArchivePaper::Stamps { year, items }, out),
        PrintArchive::StampList { year, out } => (ArchivePaper::StampList { year }, out),
        PrintArchive::Item { item, out } => (ArchivePaper::Item { item }, out),
        PrintArchive::Catalogue { year, period, out } => {
            (ArchivePaper::Catalogue { year, period }, out)
        }
        PrintArchive::Boxes { boxes, out } => (ArchivePaper::Boxes { boxes }, out),
        PrintArchive::Volume { year, volume, out } => (ArchivePaper::Volume { year, volume }, out),
        PrintArchive::Transfer { transfer, out } => (ArchivePaper::Transfer { transfer }, out),
        PrintArchive::Disposal { disposal, out } => (ArchivePaper::Disposal { disposal }, out),
    };
    print_papers::archive(desk, paper, &out)
}
