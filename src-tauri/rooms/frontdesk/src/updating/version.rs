//! The number of a version: three numbers, compared as numbers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Problem;

/// A version, for instance 0.2.0. It names a folder, so it has one spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Version([u32; 3]);

impl FromStr for Version {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let numbers: Vec<u32> = text.split('.').flat_map(str::parse).collect();
        <[u32; 3]>::try_from(numbers)
            .ok()
            .map(Self)
            .filter(|version| version.to_string() == text)
            .ok_or_else(|| {
                let text = "版本号应是三个数，例如 0.2.0";
                Problem::unreadable("version-unreadable", text, "重新安装本程序")
            })
    }
}

impl TryFrom<String> for Version {
    type Error = Problem;

    fn try_from(text: String) -> Result<Self, Problem> {
        text.parse()
    }
}

impl From<Version> for String {
    fn from(version: Version) -> Self {
        version.to_string()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers_and_have_one_spelling() {
        let version = |text: &str| text.parse::<Version>();
        assert!(version("0.10.0").unwrap() > version("0.9.12").unwrap());
        for bad in [
            "", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "../1.2.3", "1.2.3-rc", "1..2.3",
        ] {
            assert!(version(bad).is_err(), "{bad}");
        }
    }
}
