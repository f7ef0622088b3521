//! Names under which packages and their files travel; only what stands here is ever written or
//! read.

use std::fmt;
use std::str::FromStr;

use gongkai_rulebook::ids::LetterId;
use serde_with::{DeserializeFromStr, SerializeDisplay};

/// Ending of a package's name.
const ENDING: &str = ".gkpkg";
/// An attachment's ending has at most so many characters.
const EXTENSION_LENGTH: usize = 8;

/// The signed list of files.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The signature over it.
pub(crate) const SIGNATURE: &str = "signature.json";
/// What the letter says, for machines.
pub(crate) const METADATA: &str = "metadata.json";
/// The text for the site.
pub(crate) const TEXT: &str = "text.txt";
/// The county's copy.
pub(crate) const COPY: &str = "copy.pdf";
/// Where attachments lie.
pub(crate) const ATTACHMENTS: &str = "attachments/";

/// The path of the `index`-th attachment (from 0): `attachments/01.pdf`. The file's real name stands
/// in the metadata only, so that no name of a file ever holds anything private.
pub(crate) fn attachment_path(index: usize, extension: &str) -> String {
    format!("{ATTACHMENTS}{:02}.{extension}", index + 1)
}

/// Whether an attachment may end so: small letters and digits.
pub(crate) fn is_extension(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (1..=EXTENSION_LENGTH).contains(&text.len()) && text.bytes().all(plain)
}

/// Whether a file of a package may be called so: no folder but the one, no way out of it.
pub(crate) fn is_path(path: &str) -> bool {
    let fixed = [MANIFEST, SIGNATURE, METADATA, TEXT, COPY];
    let Some(name) = path.strip_prefix(ATTACHMENTS) else {
        return fixed.contains(&path);
    };
    let Some((number, extension)) = name.split_once('.') else {
        return false;
    };
    let numbered = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    is_extension(extension)
        && numbered.is_some_and(|index| attachment_path(index, extension) == path)
}

/// What was given is no code of a township.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("不是区划代码：应为 9 至 12 位数字")]
pub struct NotATownship;

/// 乡镇区划代码, 9 to 12 digits (统计用区划代码; GB/T 10114 for the first nine).
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, SerializeDisplay, DeserializeFromStr,
)]
pub struct TownshipCode(String);

impl TownshipCode {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TownshipCode {
    type Err = NotATownship;

    fn from_str(text: &str) -> Result<Self, NotATownship> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if digits && (9..=12).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotATownship)
        }
    }
}

impl fmt::Display for TownshipCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a package on the way: township, number and id. It says nothing of the content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackageName {
    /// The township.
    pub township: TownshipCode,
    /// The running number.
    pub number: u64,
    /// The package.
    pub package: LetterId,
}

impl fmt::Display for PackageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            township,
            number,
            package,
        } = self;
        write!(f, "{township}-{number:08}-{package}{ENDING}")
    }
}

impl PackageName {
    /// Reads a file's name; none where it is no package's.
    pub fn parse(name: &str) -> Option<Self> {
        let mut parts = name.strip_suffix(ENDING)?.splitn(3, '-');
        let parsed = Self {
            township: parts.next()?.parse().ok()?,
            number: parts.next()?.parse().ok()?,
            package: parts.next()?.parse().ok()?,
        };
        // One spelling only: two files never claim one place.
        (parsed.to_string() == name).then_some(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_paths_of_the_form_are_paths() {
        for good in [
            "manifest.json",
            "copy.pdf",
            "attachments/01.pdf",
            "attachments/10.xlsx",
            "attachments/100.jpg",
        ] {
            assert!(is_path(good), "{good}");
        }
        for bad in [
            "",
            "/copy.pdf",
            "../copy.pdf",
            "Copy.pdf",
            "attachments/",
            "attachments/1.pdf",
            "attachments/00.pdf",
            "attachments/001.pdf",
            "attachments/../01.pdf",
            "attachments/01.PDF",
            "attachments/01.tar.gz",
            "attachments\\01.pdf",
            "attachments/+1.pdf",
            "other.txt",
        ] {
            assert!(!is_path(bad), "{bad}");
        }
    }

    #[test]
    fn a_package_name_has_one_spelling() {
        let name = "430699205-00000007-01920000-0000-7000-8000-000000000000.gkpkg";
        let parsed = PackageName::parse(name).unwrap();
        assert_eq!((parsed.number, parsed.to_string()), (7, name.to_owned()));
        for wrong in [
            "430699205-7-01920000-0000-7000-8000-000000000000.gkpkg",
            "430699205-00000007-01920000-0000-7000-8000-000000000000.gkpkg.part",
            "430699205-00000007-01920000-0000-7000-8000-00000000000A.gkpkg",
            "43-00000007-01920000-0000-7000-8000-000000000000.gkpkg",
        ] {
            assert_eq!(PackageName::parse(wrong), None, "{wrong}");
        }
    }
}
