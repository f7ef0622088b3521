//! Words for readers: days, sizes, paragraphs, parts of addresses.

use chrono::NaiveDate;

/// 2019-10-15 as 2019年10月15日; what is no day stays as it is.
pub(crate) fn day(text: &str) -> String {
    let date = text.get(..10).unwrap_or(text);
    NaiveDate::parse_from_str(date, "%Y-%m-%d").map_or_else(
        |_| text.to_owned(),
        |day| day.format("%Y年%-m月%-d日").to_string(),
    )
}

/// A day as feeds write it.
pub(crate) fn rfc2822(text: &str) -> String {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        .map(|noon| noon.and_utc().to_rfc2822())
        .unwrap_or_default()
}

/// 12 KB, 3.4 MB.
pub(crate) fn size(bytes: u64) -> String {
    const KILO: u64 = 1024;
    match bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(KILO)),
        _ => {
            let tenths = bytes * 10 / (KILO * KILO);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// The lines of a text that hold anything, without the signs that no page may hold.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| plain(line.trim()))
        .filter(|line| !line.is_empty())
        .collect()
}

/// Without control characters: they are not allowed in XML and show nothing in HTML.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .collect()
}

/// A part of an address: everything but letters, digits and `-._~` is escaped (RFC 3986).
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_readers() {
        assert_eq!(day("2019-10-05"), "2019年10月5日");
        assert_eq!(day("不详"), "不详");
        assert_eq!(
            (size(900), size(1025), size(3_570_000)),
            ("900 字节".into(), "2 KB".into(), "3.4 MB".into())
        );
        assert_eq!(paragraphs("一\r\n\n  二\u{0}\u{7}"), ["一", "二"]);
        assert_eq!(escaped("内/2.4&"), "%E5%86%85%2F2.4%26");
        assert!(rfc2822("2026-11-22").starts_with("Sun, 22 Nov 2026"));
    }
}
