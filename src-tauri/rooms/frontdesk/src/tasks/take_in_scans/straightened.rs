//! Every file read in a process of its own: its pages laid straight, or the reason why it cannot be
//! read. Contents are stored, rows are not yet written.

use std::path::{Path, PathBuf};

use gongkai_intake::{Fault, IntakeError, PHOTO_LIMITS, StraightPage, Straightened};
use gongkai_registry::records::{ScannedPage, Settled, StraightPicture};
use gongkai_registry::{Change, Fingerprint};
use gongkai_rulebook::ids::{FileId, ScannedPageId, StaffId};
use gongkai_rulebook::scan_code::{CodedSheet, OfficeMark, ScanCode};
use gongkai_rulebook::scanned::{ScanStanding, ScanWait};

use super::Twice;
use super::found::name_of;
use crate::acting::Actor;
use crate::tasks::take_in_file::{TakenIn, take_in, take_in_made};
use crate::typed::masked;
use crate::{Desk, Problem};

/// What came.
#[derive(Default)]
pub(super) struct Incoming {
    pub(super) originals: Vec<TakenIn>,
    pub(super) pages: Vec<Page>,
    pub(super) twice: Vec<Twice>,
    pub(super) blank: usize,
}

/// One page that came.
pub(super) struct Page {
    pub(super) row: ScannedPage,
    pub(super) picture: Option<TakenIn>,
    /// Its sheet, where it is one of this office.
    pub(super) sheet: Option<CodedSheet>,
    /// What it is a second picture of; it is kept and set aside.
    pub(super) again: Option<String>,
    /// Its row stands already: it waited, and was read again.
    pub(super) waited: bool,
}

impl Page {
    pub(super) const fn id(&self) -> ScannedPageId {
        self.row.id
    }

    pub(super) fn keep(&self, change: &Change<'_>, by: StaffId) -> Result<(), Problem> {
        if let Some(picture) = &self.picture {
            picture.keep(change)?;
        }
        match self.waited {
            true => change.reread_scan(&self.row)?,
            false => change.put_scanned_page(&self.row, by)?,
        }
        if let Some(again) = &self.again {
            let at = (by, &self.row.taken);
            change.settle_scan(self.row.id, Settled::SetAside(again), at)?;
        }
        Ok(())
    }
}

/// Reads the files, one after another.
///
/// # Errors
/// `stopped`, a reading process that cannot be started, what the store says.
pub(super) fn straightened(
    desk: &Desk,
    files: &[PathBuf],
    actor: &Actor,
) -> Result<Incoming, Problem> {
    let mut incoming = Incoming::default();
    for (at, path) in files.iter().enumerate() {
        desk.pace
            .at("正在摆正扫描件", at as u64, files.len() as u64)?;
        one(desk, path, actor, &mut incoming)?;
    }
    Ok(incoming)
}

fn one(desk: &Desk, path: &Path, actor: &Actor, incoming: &mut Incoming) -> Result<(), Problem> {
    let original = take_in(desk, path)?;
    let seen = incoming
        .originals
        .iter()
        .any(|other| other.sha256() == original.sha256());
    let known = desk.records().scan_known(original.sha256())?;
    if seen || known.is_some() {
        let what = match known {
            Some(standing) => format!("这个文件已经收过，现在{standing}"),
            None => "这个文件选了两次".to_owned(),
        };
        let file = masked(&name_of(path));
        incoming.twice.push(Twice { file, what });
        return Ok(());
    }
    let before = incoming.pages.len();
    match read(desk, original.sha256()) {
        Ok(straightened) => add_pages(desk, &original, straightened, actor, incoming)?,
        Err(IntakeError {
            fault: fault @ (Fault::Stopped | Fault::ReaderBroken { .. }),
            ..
        }) => return Err(unreadable_at_all(desk, &fault)),
        Err(error) => {
            let row = row(desk, original.id, original.name(), 1, actor)?;
            incoming.pages.push(Page {
                row: ScannedPage {
                    reason: Some(ScanWait::Unreadable),
                    note: hindrance(&error.fault),
                    ..row
                },
                picture: None,
                sheet: None,
                again: None,
                waited: false,
            });
        }
    }
    if incoming.pages.len() > before {
        incoming.originals.push(original);
    }
    Ok(())
}

/// From the store, not from the clerk's folder: what was read is what is kept.
pub(super) fn read(desk: &Desk, original: Fingerprint) -> Result<Straightened, IntakeError> {
    let reader = desk.host.reader();
    let stored = desk.store.file_path(original);
    let pace = desk.pace.clone();
    let stop = move || pace.is_stopped();
    gongkai_intake::straighten_sheets(
        &reader.program,
        &reader.prefix,
        &stored,
        &PHOTO_LIMITS,
        &stop,
    )
}

pub(super) fn unreadable_at_all(desk: &Desk, fault: &Fault) -> Problem {
    if let Err(stopped) = desk.pace.at("正在摆正扫描件", 0, 0) {
        return stopped;
    }
    let text = format!("扫描件没有收：{fault}");
    Problem::unreadable("reader-broken", text, fault.next())
}

/// What hinders the reading of a picture, without its name.
fn hindrance(fault: &Fault) -> String {
    match fault {
        Fault::ReaderDied { .. } => "读到一半，读图程序中止；这个文件可能已损坏".to_owned(),
        Fault::Damaged { .. } => "已损坏，打不开".to_owned(),
        Fault::Encrypted => "有密码，读不了".to_owned(),
        Fault::Missing
        | Fault::NotAFile
        | Fault::NotRegular
        | Fault::Unreadable { .. }
        | Fault::Empty
        | Fault::Truncated { .. }
        | Fault::NotAWorkbook { .. }
        | Fault::NotAPicture
        | Fault::TooBig { .. }
        | Fault::NoSuchSheet { .. }
        | Fault::Stopped
        | Fault::ReaderBroken { .. } => fault.to_string(),
    }
}

fn add_pages(
    desk: &Desk,
    original: &TakenIn,
    straightened: Straightened,
    actor: &Actor,
    incoming: &mut Incoming,
) -> Result<(), Problem> {
    // A file of nothing but empty sides still has to be told about.
    let all_blank = straightened.pages.iter().all(|page| page.blank);
    for (page, number) in straightened.pages.into_iter().zip(1..) {
        if page.blank && !all_blank {
            incoming.blank += 1;
            continue;
        }
        let row = row(desk, original.id, original.name(), number, actor)?;
        incoming.pages.push(seen(desk, row, page)?);
    }
    Ok(())
}

/// A page with what was seen on it.
pub(super) fn seen(desk: &Desk, row: ScannedPage, page: StraightPage) -> Result<Page, Problem> {
    let picture = take_in_made(desk, &page.jpeg, "扫描页.jpg")?;
    let meant = meant(&page.codes, desk.office_mark());
    let note = if page.blank { "整页空白" } else { "" };
    Ok(Page {
        row: ScannedPage {
            picture: Some(StraightPicture {
                file: picture.id,
                width: page.width,
                height: page.height,
                width_mm: page.width_mm,
                height_mm: page.height_mm,
            }),
            sheet: meant
                .ok()
                .map(|code| (code.sheet.to_string(), code.page, code.pages)),
            reason: meant.err(),
            note: note.to_owned(),
            ..row
        },
        picture: Some(picture),
        sheet: meant.ok().map(|code| code.sheet),
        again: None,
        waited: false,
    })
}

/// The code of this office on a page, or why there is none.
fn meant(texts: &[String], office: OfficeMark) -> Result<ScanCode, ScanWait> {
    let codes: Vec<ScanCode> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    match codes.as_slice() {
        [] => Err(ScanWait::NoCode),
        [one] if one.office == office => Ok(*one),
        [_] => Err(ScanWait::OtherOffice),
        [_, _, ..] => Err(ScanWait::SeveralCodes),
    }
}

/// The row of a page that is new.
pub(super) fn row(
    desk: &Desk,
    original: FileId,
    name: &str,
    page: u32,
    actor: &Actor,
) -> Result<ScannedPage, Problem> {
    Ok(ScannedPage {
        id: ScannedPageId::new(&desk.seed()?),
        original,
        original_name: name.to_owned(),
        page,
        picture: None,
        sheet: None,
        standing: ScanStanding::Waiting,
        reason: None,
        note: String::new(),
        aside_why: None,
        filed: None,
        disclosure: None,
        taken: actor.moment,
        settled_on: None,
    })
}
