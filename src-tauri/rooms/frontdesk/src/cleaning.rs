//! Attached files come in twice: as they are, for the archive, and as a copy without what nobody
//! sees on paper, which alone may leave. What cannot be written clean says so from the first day.

use std::path::Path;

use gongkai_intake::document::{Remnant, RemnantKind};
use gongkai_intake::{Cleaned, Document, DocumentKind, Fault, IntakeError, Limits};
use gongkai_registry::Change;
use gongkai_registry::files::{FileRecord, record};
use gongkai_registry::records::{CleanCopy, NoCopy, PictureSeen, TakenOut};
use gongkai_rulebook::ids::FileId;

use crate::tasks::take_in_file::{TakenIn, take_in};
use crate::{Desk, Host, Problem};

/// A file taken in with its copy; nothing is written yet but contents without a row.
pub(crate) struct Attached {
    original: TakenIn,
    copy: Option<FileRecord>,
    clean: CleanCopy,
}

impl Attached {
    pub(crate) const fn id(&self) -> FileId {
        self.original.id
    }

    /// Writes the rows.
    pub(crate) fn keep(&self, change: &Change<'_>) -> Result<(), Problem> {
        self.original.keep(change)?;
        if let Some(copy) = &self.copy {
            record(change, copy)?;
        }
        Ok(change.put_clean_copy(&self.clean)?)
    }
}

/// Takes the file at `path` in and writes a clean copy of it.
///
/// # Errors
/// An unreadable file, what the store says. A file that cannot be written clean is no error.
pub(crate) fn attach(desk: &Desk, path: &Path) -> Result<Attached, Problem> {
    with_copy(desk, take_in(desk, path)?)
}

/// A stored file with its clean copy.
///
/// # Errors
/// What the store says.
pub(crate) fn with_copy(desk: &Desk, original: TakenIn) -> Result<Attached, Problem> {
    let stored = desk.store.file_path(original.sha256());
    let pictures = match read(desk.host.as_ref(), &stored) {
        Ok(document) => pictures(&document),
        Err(_) => Vec::new(),
    };
    let mut made = Attached {
        clean: CleanCopy {
            file: original.id,
            clean: Ok(original.id),
            removed: Vec::new(),
            pictures,
        },
        original,
        copy: None,
    };
    match clean(desk.host.as_ref(), &stored) {
        Ok(Cleaned::Copy(copy)) => {
            made.clean.removed = copy.removed.iter().map(taken_out).collect();
            let content = desk.store.put_file(copy.bytes.as_slice())?;
            // Nothing was to be taken out: the file itself may leave.
            if content.sha256 != made.original.sha256() {
                let row = FileRecord {
                    id: FileId::new(&desk.seed()?),
                    content,
                    original_name: format!("清理过的附件.{}", ending(copy.kind)),
                    media_kind: media_kind(copy.kind).to_owned(),
                    added_on: desk.host.now().today,
                };
                made.clean.clean = Ok(row.id);
                made.copy = Some(row);
            }
        }
        Ok(Cleaned::Refused(cannot)) => {
            made.clean.clean = Err(NoCopy {
                why: cannot.reason(),
                next: cannot.next().to_owned(),
            });
        }
        Err(error) => {
            made.clean.clean = Err(NoCopy {
                why: format!("这个文件{}", error.fault),
                next: next_of(&error.fault).to_owned(),
            });
        }
    }
    Ok(made)
}

/// What to do about a file that cannot be read, as an attachment.
const fn next_of(fault: &Fault) -> &'static str {
    match fault {
        Fault::Encrypted => "用 WPS 打开，取消打开密码，保存后重新添加",
        Fault::Empty | Fault::Missing => "请报送单位重新发送",
        Fault::TooBig { .. } => "分成几个小一些的文件，或者输出为 PDF，再添加",
        Fault::NotAFile
        | Fault::NotRegular
        | Fault::Unreadable { .. }
        | Fault::Truncated { .. }
        | Fault::Damaged { .. }
        | Fault::NotAWorkbook { .. }
        | Fault::NotAPicture
        | Fault::NoSuchSheet { .. }
        | Fault::Stopped
        | Fault::ReaderDied { .. }
        | Fault::ReaderBroken { .. } => {
            "打开看看：能打开就输出为 PDF 再添加，打不开请报送单位重新发送"
        }
    }
}

/// What a document holds, by the reading process.
pub(crate) fn read(host: &dyn Host, path: &Path) -> Result<Document, IntakeError> {
    let reader = host.reader();
    let limits = Limits::default();
    gongkai_intake::read_document(&reader.program, &reader.prefix, path, &limits, &|| false)
}

fn clean(host: &dyn Host, path: &Path) -> Result<Cleaned, IntakeError> {
    let reader = host.reader();
    let limits = Limits::default();
    gongkai_intake::clean_document(&reader.program, &reader.prefix, path, &limits, &|| false)
}

fn taken_out(remnant: &Remnant) -> TakenOut {
    TakenOut {
        what: remnant.kind.label().to_owned(),
        count: remnant.count,
        changes: remnant.kind == RemnantKind::Changes,
    }
}

fn pictures(document: &Document) -> Vec<PictureSeen> {
    let seen = |picture: &gongkai_intake::document::Picture| PictureSeen {
        place: picture.place.clone(),
        located: picture.located,
        maker: picture.maker.clone(),
    };
    document.pictures.iter().map(seen).collect()
}

/// `文档属性 3 处、批注 2 处`.
pub(crate) fn in_words(removed: &[TakenOut]) -> String {
    let words = removed
        .iter()
        .map(|one| format!("{} {} 处", one.what, one.count));
    words.collect::<Vec<_>>().join("、")
}

/// The ending that a file of this kind goes out with.
pub(crate) const fn ending(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Words => "docx",
        DocumentKind::Workbook => "xlsx",
        DocumentKind::Slides => "pptx",
        DocumentKind::OldWords => "doc",
        DocumentKind::OldWorkbook => "xls",
        DocumentKind::OldSlides => "ppt",
        DocumentKind::Pdf => "pdf",
        DocumentKind::Ofd => "ofd",
        DocumentKind::OpenDocument => "odt",
        DocumentKind::RichText => "rtf",
        DocumentKind::Jpeg => "jpg",
        DocumentKind::Png => "png",
        DocumentKind::Bitmap => "bmp",
        DocumentKind::Page => "html",
        DocumentKind::Text => "txt",
        DocumentKind::OtherPicture | DocumentKind::Archive | DocumentKind::Unknown => "dat",
    }
}

const fn media_kind(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Words => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        DocumentKind::Workbook => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
        DocumentKind::Pdf => "application/pdf",
        DocumentKind::Jpeg => "image/jpeg",
        DocumentKind::Png => "image/png",
        DocumentKind::Text => "text/plain",
        DocumentKind::Slides
        | DocumentKind::OldWords
        | DocumentKind::OldWorkbook
        | DocumentKind::OldSlides
        | DocumentKind::Ofd
        | DocumentKind::OpenDocument
        | DocumentKind::RichText
        | DocumentKind::Bitmap
        | DocumentKind::OtherPicture
        | DocumentKind::Page
        | DocumentKind::Archive
        | DocumentKind::Unknown => "application/octet-stream",
    }
}
