//! Open a kept picture or PDF (evidence photo, scan, receipt, the clean copy of an attachment) for
//! looking. Other files are not handed out: a village's workbook, or an attachment as it came, holds
//! what nobody should see in passing.

use gongkai_rulebook::ids::FileId;

use crate::{Desk, Problem};

/// Largest file that a window is given to show, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A file to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its bytes, checked against their fingerprint.
    pub bytes: Vec<u8>,
    /// What they are, by their own first bytes: `image/jpeg`, `image/png`, `application/pdf` …
    pub media_kind: &'static str,
}

/// Opens the file.
///
/// # Errors
/// `not-found`, `not-viewable` for anything but pictures and PDFs and for an attachment as it came,
/// `too-large`, `file-missing` where it is gone or altered.
pub fn run(desk: &Desk, file: FileId) -> Result<Answer, Problem> {
    let record = desk
        .store
        .file(file)?
        .ok_or_else(|| Problem::refused("not-found", "登记库里没有这个文件", "刷新页面后再试"))?;
    if let Some(copy) = desk.records().clean_copy(file)?
        && copy.clean.as_ref().ok() != Some(&file)
    {
        let text = "这是附件原来的样子，里面可能有不公开的内容，原件只留存，不在这里看";
        return Err(Problem::refused("not-viewable", text, "看清理过的那一份"));
    }
    if record.content.bytes > LARGEST {
        let text = "文件太大，不能在窗口里看";
        return Err(Problem::refused("too-large", text, "导出后用看图软件打开"));
    }
    let bytes = desk.store.read_file(record.content.sha256)?;
    match kind_of(&bytes) {
        Some(media_kind) => Ok(Answer { bytes, media_kind }),
        None => Err(Problem::refused(
            "not-viewable",
            "这里只看图片和 PDF",
            "其他文件请导出后用 WPS 打开",
        )),
    }
}

/// What the bytes are; never what a name or a column says they are.
fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 6] = [
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"BM", "image/bmp"),
        (b"RIFF", "image/webp"),
    ];
    let (_, kind) = KINDS.iter().find(|(mark, _)| bytes.starts_with(mark))?;
    let is_webp = *kind != "image/webp" || bytes.get(8..12) == Some(b"WEBP");
    is_webp.then_some(*kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_and_pdfs_are_what_they_say_by_themselves() {
        assert_eq!(kind_of(b"%PDF-1.7"), Some("application/pdf"));
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(kind_of(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(kind_of(b"RIFF\0\0\0\0WAVEfmt "), None);
        assert_eq!(kind_of(b"PK\x03\x04"), None);
        assert_eq!(kind_of(b"<html>"), None);
        assert_eq!(kind_of(b""), None);
    }
}
