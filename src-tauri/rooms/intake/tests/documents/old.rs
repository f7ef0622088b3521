//! Old compound documents and everything that is not rewritten.

use std::io::{Cursor, Write as _};

use gongkai_intake::{Cannot, Cleaned, DocumentKind};

use super::secrets::{id, masked};
use super::{cleaned, document, found};

/// A `.doc` with this text in one piece, and an author.
fn doc(text: &str, author: &str) -> Vec<u8> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut words = vec![0_u8; 0x200];
    words[..2].copy_from_slice(&0xA5EC_u16.to_le_bytes());
    let mut table = vec![2_u8];
    let characters = u32::try_from(wide.len() / 2).unwrap();
    table.extend(16_u32.to_le_bytes());
    table.extend(0_u32.to_le_bytes());
    table.extend(characters.to_le_bytes());
    table.extend([0, 0]);
    table.extend(0x200_u32.to_le_bytes());
    table.extend([0, 0]);
    words[0x1A2..0x1A6].copy_from_slice(&0_u32.to_le_bytes());
    words[0x1A6..0x1AA].copy_from_slice(&u32::try_from(table.len()).unwrap().to_le_bytes());
    words.extend(wide);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in [
        ("/WordDocument", words),
        ("/0Table", table),
        ("/\u{5}SummaryInformation", summary(author)),
    ] {
        file.create_stream(name).unwrap().write_all(&bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A property set with an author in code page 936.
fn summary(author: &str) -> Vec<u8> {
    let (author, _, _) = encoding_rs::GBK.encode(author);
    let mut bytes = vec![0xFE, 0xFF, 0, 0, 0, 0, 0, 0];
    bytes.extend([0; 16]);
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend([0; 16]);
    bytes.extend(48_u32.to_le_bytes());
    bytes.extend(0_u32.to_le_bytes());
    bytes.extend(2_u32.to_le_bytes());
    for (id, at) in [(1_u32, 24_u32), (4, 32)] {
        bytes.extend(id.to_le_bytes());
        bytes.extend(at.to_le_bytes());
    }
    bytes.extend(2_u32.to_le_bytes());
    bytes.extend(936_u32.to_le_bytes());
    bytes.extend(30_u32.to_le_bytes());
    bytes.extend(u32::try_from(author.len()).unwrap().to_le_bytes());
    bytes.extend_from_slice(&author);
    bytes
}

#[test]
fn an_old_document_is_searched_and_never_called_clean() {
    let bytes = doc(
        &format!("低保名单\r张三 {}\r", id(1)),
        &format!("周禾生 {}", id(2)),
    );
    let read = document(&bytes);
    assert_eq!(read.kind, DocumentKind::OldWords);
    let found = found(&read);
    for (serial, place) in [(1, "文字第 2 段"), (2, "文档属性“作者”")] {
        let wanted = (place.to_owned(), masked(&id(serial)));
        assert!(found.contains(&wanted), "{place}: {found:?}");
    }
    assert_eq!(
        read.not_looked_at.len(),
        1,
        "what the old form may still hide"
    );
    assert_eq!(cleaned(&bytes), Cleaned::Refused(Cannot::OldFormat));
}

#[test]
fn what_is_not_rewritten_says_so() {
    let page = "<html><!-- 张三 --><table><tr><td>1</td></tr></table></html>".as_bytes();
    for (bytes, cannot) in [
        (page, Cannot::OtherFormat),
        (b"{\\rtf1 x}", Cannot::OtherFormat),
        (b"GIF89a......", Cannot::Picture),
        (b"Rar!\x1a\x07\0", Cannot::Archive),
        (b"\x01\x02\x03\0\x04", Cannot::Unknown),
    ] {
        assert_eq!(cleaned(bytes), Cleaned::Refused(cannot));
        assert!(!cannot.reason().is_empty() && !cannot.next().is_empty());
    }
    let text = "公示期 7 日\n".as_bytes();
    let Cleaned::Copy(copy) = cleaned(text) else {
        panic!("a text hides nothing");
    };
    assert_eq!((copy.bytes.as_slice(), copy.removed.len()), (text, 0));
}

#[test]
fn no_cut_document_ends_the_reading_process() {
    let whole = doc(&format!("张三 {}", id(1)), "周禾生");
    let none: &[std::ffi::OsString] = &[];
    for cut in [0, 1, 600, 2_000, whole.len() - 1] {
        super::in_folder("附件", &whole[..cut], |path| {
            let limits = gongkai_intake::Limits::default();
            let read =
                gongkai_intake::read_document(super::program(), none, path, &limits, &|| false);
            if let Err(error) = read {
                assert_ne!(error.code(), "reader-died", "{cut}");
            }
        });
    }
}
