//! The text inside the streams of old documents: Word's piece table ([MS-DOC] 2.8.35), PowerPoint's
//! text atoms ([MS-PPT] 2.9.42), property sets ([MS-OLEPS]); a number out of place ends the reading.

use encoding_rs::{Encoding, GBK, WINDOWS_1252};

/// The text of a Word stream: everything that was ever typed and is still in the pieces.
/// `Ok(None)` when its tables cannot be followed.
///
/// # Errors
/// `()` when it asks for a password.
pub(super) fn words_text(
    words: &[u8],
    tables: &[Option<Vec<u8>>; 2],
) -> Result<Option<String>, ()> {
    let flags = short(words, 0x0A).unwrap_or(0);
    if flags & 0x0100 != 0 {
        return Err(());
    }
    let table = tables[usize::from(flags & 0x0200 != 0)].as_deref();
    Ok(table.and_then(|table| pieces(words, table)))
}

fn pieces(words: &[u8], table: &[u8]) -> Option<String> {
    let from = long(words, 0x01A2)?;
    let clx = table.get(from..from.checked_add(long(words, 0x01A6)?)?)?;
    let mut at = 0;
    // Formatting of pieces stands before the table of pieces.
    while *clx.get(at)? == 1 {
        at += 3 + usize::from(short(clx, at + 1)?);
    }
    if *clx.get(at)? != 2 {
        return None;
    }
    let plc = clx.get(at + 5..at.checked_add(5)?.checked_add(long(clx, at + 1)?)?)?;
    let count = plc.len().checked_sub(4)? / 12;
    let mut text = String::new();
    // Every byte of an honest document is in one piece: a table that names one place again and
    // again would make a text of any length.
    let mut left = words.len();
    for index in 0..count {
        let first = long(plc, index * 4)?;
        let length = long(plc, index * 4 + 4)?.checked_sub(first)?;
        let place = long(plc, (count + 1) * 4 + index * 8 + 2)?;
        let narrow = place & 0x4000_0000 != 0;
        let place = place & 0x3FFF_FFFF;
        left = left.checked_sub(if narrow {
            length
        } else {
            length.checked_mul(2)?
        })?;
        let piece = if narrow {
            let from = place / 2;
            let bytes = words.get(from..from.checked_add(length)?)?;
            WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned()
        } else {
            wide(words.get(place..place.checked_add(length.checked_mul(2)?)?)?)
        };
        text.push_str(&piece);
    }
    Some(plain(&text))
}

/// Paragraph, cell, page and field marks as the line ends and blanks they stand for.
fn plain(text: &str) -> String {
    let turned = text.chars().map(|c| match c {
        '\r' | '\u{c}' => '\n',
        '\u{7}' => '\t',
        '\u{b}' => '\r',
        '\u{1e}' => '-',
        c if (c as u32) < 0x20 && c != '\t' => ' ',
        other => other,
    });
    turned.collect()
}

/// All text atoms of a PowerPoint stream, a line each.
pub(super) fn slides_text(stream: &[u8]) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let (Some(head), Some(kind), Some(length)) = (
        short(stream, at),
        short(stream, at + 2),
        long(stream, at + 4),
    ) {
        at += 8;
        // A container is walked into: its records follow.
        if head & 0x000F == 0x000F {
            continue;
        }
        let Some(content) = at.checked_add(length).and_then(|end| stream.get(at..end)) else {
            break;
        };
        match kind {
            0x0FA0 | 0x0FBA => text.push_str(&plain(&wide(content))),
            0x0FA8 => text.push_str(&WINDOWS_1252.decode_without_bom_handling(content).0),
            _ => {}
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        at += length;
    }
    text
}

/// The texts of a property set with their Chinese names; own properties are in the second set.
pub(super) fn properties_of(bytes: &[u8], second: bool) -> Vec<(&'static str, String)> {
    const SUMMARY: &[(usize, &str)] = &[
        (2, "标题"),
        (3, "主题"),
        (4, "作者"),
        (5, "关键字"),
        (6, "备注"),
        (7, "模板"),
        (8, "最后保存者"),
    ];
    const DOCUMENT: &[(usize, &str)] =
        &[(2, "类别"), (14, "负责人"), (15, "单位"), (26, "内容状态")];
    let names = if second { DOCUMENT } else { SUMMARY };
    let mut found = Vec::new();
    // No byte of an honest set is in two texts, and none becomes more than three.
    let mut left = bytes.len().saturating_mul(3);
    let sets = long(bytes, 24).unwrap_or(0).min(4);
    for set in 0..sets {
        let Some(start) = long(bytes, 28 + set * 20 + 16) else {
            break;
        };
        let encoding = code_page(bytes, start);
        for (id, at) in entries(bytes, start) {
            let known = names.iter().find(|(known, _)| *known == id && set == 0);
            // 自定义: whatever text there is.
            let name = known
                .map(|(_, name)| *name)
                .or((set > 0 && id > 1).then_some("自定义"));
            if let (Some(name), Some(text)) = (name, value(bytes, at, encoding)) {
                let Some(rest) = left.checked_sub(text.len()) else {
                    return found;
                };
                left = rest;
                found.push((name, text));
            }
        }
    }
    found
}

fn entries(bytes: &[u8], start: usize) -> Vec<(usize, usize)> {
    let count = long(bytes, start.saturating_add(4)).unwrap_or(0).min(1_000);
    let entry = |index: usize| {
        let at = start.checked_add(8 + index * 8)?;
        Some((long(bytes, at)?, start.checked_add(long(bytes, at + 4)?)?))
    };
    (0..count).map_while(entry).collect()
}

fn code_page(bytes: &[u8], start: usize) -> &'static Encoding {
    let all = entries(bytes, start);
    let page = all.iter().find(|(id, _)| *id == 1);
    match page.and_then(|(_, at)| short(bytes, at + 4)) {
        Some(65001) => encoding_rs::UTF_8,
        Some(1252) => WINDOWS_1252,
        Some(_) | None => GBK,
    }
}

fn value(bytes: &[u8], at: usize, encoding: &'static Encoding) -> Option<String> {
    let length = long(bytes, at.checked_add(4)?)?;
    let from = at.checked_add(8)?;
    let text = match short(bytes, at)? {
        30 => {
            let bytes = bytes.get(from..from.checked_add(length)?)?;
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
        31 => wide(bytes.get(from..from.checked_add(length.checked_mul(2)?)?)?),
        _ => return None,
    };
    let text = text
        .trim_matches(|c: char| c == '\0' || c.is_whitespace())
        .to_owned();
    (!text.is_empty()).then_some(text)
}

fn wide(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|two| u16::from_le_bytes([two[0], two[1]]));
    char::decode_utf16(units).flatten().collect()
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([two[0], two[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One place named again and again makes no text of any length.
    #[test]
    fn a_place_is_read_once() {
        let text = vec![b'x'; 4_096];
        let mut words = vec![0; 0x200];
        words.extend(&text);
        let pieces = 1_000;
        let mut plc: Vec<u8> = (0..=pieces)
            .flat_map(|at: u32| (at * 4_096).to_le_bytes())
            .collect();
        for _ in 0..pieces {
            plc.extend([0, 0]);
            // Narrow characters, their place doubled.
            plc.extend(0x4000_0400_u32.to_le_bytes());
            plc.extend([0, 0]);
        }
        let table = [&[2][..], &(plc.len() as u32).to_le_bytes(), &plc].concat();
        words[0x1A6..0x1AA].copy_from_slice(&(table.len() as u32).to_le_bytes());
        assert_eq!(words_text(&words, &[Some(table), None]), Ok(None));

        let mut set = vec![0; 28];
        set[24] = 1;
        set.extend([0; 16]);
        set.extend(48_u32.to_le_bytes());
        let entries = 1_000_u32;
        set.extend([0, entries].map(u32::to_le_bytes).concat());
        for _ in 0..entries {
            set.extend([4, 8 + entries * 8].map(u32::to_le_bytes).concat());
        }
        set.extend([30, 4_096].map(u32::to_le_bytes).concat());
        set.extend(&text);
        let found = properties_of(&set, false);
        let told: usize = found.iter().map(|(_, text)| text.len()).sum();
        assert!((4_096..=set.len() * 3).contains(&told), "{told}");
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(0_u8.., 0..1_200)) {
            let tables = [Some(bytes.clone()), Some(bytes.clone())];
            let _ = (words_text(&bytes, &tables), slides_text(&bytes));
            let _ = (properties_of(&bytes, false), properties_of(&bytes, true));
        }
    }
}
