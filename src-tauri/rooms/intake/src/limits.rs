//! How much a workbook may ask for; nothing here reads the machine, every number is handed in.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// Upper bounds for reading one file. They are sized for an old PC and for lists far larger than
/// any township's (a county of 100,000 households × 12 columns uses a quarter of the cells and a
/// twentieth of the time).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space of the reading process, bytes.
    pub memory: u64,
    /// Processor time of the reading process, whole seconds.
    pub processor_seconds: u64,
    /// Time on the wall after which the reading process is ended, milliseconds.
    pub wall_ms: u64,
    /// Size of the file itself, bytes.
    pub file: u64,
    /// All parts of a zip container unpacked, bytes.
    pub unpacked: u64,
    /// Parts in a zip container.
    pub parts: u64,
    /// Sheets in a workbook.
    pub sheets: u64,
    /// Cells that are not empty, in all sheets.
    pub cells: u64,
    /// Text of all cells and comments, bytes of UTF-8.
    pub text: u64,
    /// Merged areas, hidden rows, hidden column runs and comments, each, in all sheets.
    pub marks: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory: 500 << 20,
            processor_seconds: 20,
            wall_ms: 60_000,
            file: 128 << 20,
            unpacked: 512 << 20,
            parts: 20_000,
            sheets: 1_000,
            cells: 5_000_000,
            text: 256 << 20,
            marks: 1_100_000,
        }
    }
}

impl Limits {
    /// The wall time as a duration.
    pub fn wall(&self) -> Duration {
        Duration::from_millis(self.wall_ms)
    }
}

/// One argument on a command line: the numbers in the order of the fields, joined by commas.
impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            memory,
            processor_seconds,
            wall_ms,
            file,
            unpacked,
            parts,
            sheets,
            cells,
            text,
            marks,
        } = self;
        write!(
            f,
            "{memory},{processor_seconds},{wall_ms},{file},{unpacked},"
        )?;
        write!(f, "{parts},{sheets},{cells},{text},{marks}")
    }
}

/// The text is not a set of limits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是读表限额：应为十个用逗号隔开的整数")]
pub struct NotLimits(pub String);

impl FromStr for Limits {
    type Err = NotLimits;

    fn from_str(text: &str) -> Result<Self, NotLimits> {
        let refuse = || NotLimits(text.to_owned());
        let numbers: Vec<u64> = text
            .split(',')
            .map(|part| part.parse().map_err(|_| refuse()))
            .collect::<Result<_, _>>()?;
        let numbers: [u64; 10] = numbers.try_into().map_err(|_| refuse())?;
        let [
            memory,
            processor_seconds,
            wall_ms,
            file,
            unpacked,
            parts,
            sheets,
            cells,
            text,
            marks,
        ] = numbers;
        Ok(Self {
            memory,
            processor_seconds,
            wall_ms,
            file,
            unpacked,
            parts,
            sheets,
            cells,
            text,
            marks,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn travel_through_an_argument() {
        let limits = Limits {
            cells: 7,
            ..Limits::default()
        };
        assert_eq!(limits.to_string().parse(), Ok(limits));
        for bad in ["", "1,2", "1,2,3,4,5,6,7,8,9,x", "1,2,3,4,5,6,7,8,9,10,11"] {
            assert!(bad.parse::<Limits>().is_err(), "{bad}");
        }
    }
}
