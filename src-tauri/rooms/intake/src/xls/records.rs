//! The records of a workbook stream ([MS-XLS] 2.1.4 and its elders); it never follows a length
//! that leaves the stream.

use crate::error::Fault;

/// Generations of the format; five is also seven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Generation {
    Two,
    Three,
    Four,
    Five,
    Eight,
}

pub(super) const EOF: u16 = 0x000A;
pub(super) const CONTINUE: u16 = 0x003C;

/// What the first record of a substream says about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begin {
    pub(super) generation: Generation,
    /// The sort of substream: [`Begin::SHEET`] and others.
    pub(super) kind: u16,
}

impl Begin {
    pub(super) const SHEET: u16 = 0x0010;
    pub(super) const BOOK_OF_FOUR: u16 = 0x0100;

    /// What a BOF record says; `None` when it is no BOF.
    pub(super) fn of(record: &Record<'_>) -> Option<Self> {
        let version = u16_at(record.data, 0).unwrap_or_default();
        let generation = match record.kind {
            0x0009 => Generation::Two,
            0x0209 => Generation::Three,
            0x0409 => Generation::Four,
            // Web systems write a zero for the version, and byte strings after it.
            0x0809 if version < 0x0600 => Generation::Five,
            0x0809 => Generation::Eight,
            _ => return None,
        };
        Some(Self {
            generation,
            kind: u16_at(record.data, 2).unwrap_or(Self::SHEET),
        })
    }
}

/// One record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// The record at a place and the place after it; `None` where the stream ends.
pub(super) fn record_at(stream: &[u8], at: usize) -> Result<Option<(Record<'_>, usize)>, Fault> {
    let rest = stream.get(at..).unwrap_or_default();
    let (Some(kind), Some(length)) = (u16_at(rest, 0), u16_at(rest, 2)) else {
        return Ok(None);
    };
    match rest.get(4..4 + usize::from(length)) {
        Some(data) => Ok(Some((Record { kind, data }, at + 4 + data.len()))),
        None => Err(short("a record")),
    }
}

/// The records of one substream, from after its BOF to its EOF; those of nested ones are passed
/// over.
pub(super) struct Substream<'a> {
    stream: &'a [u8],
    at: usize,
    depth: usize,
    /// Whether others lie within it: charts.
    pub(super) nests: bool,
}

impl<'a> Substream<'a> {
    /// The substream that begins at a place.
    pub(super) fn at(stream: &'a [u8], place: usize) -> Result<(Begin, Self), Fault> {
        let first = record_at(stream, place)?;
        let Some((record, at)) = first else {
            return Err(short("a substream"));
        };
        let Some(begin) = Begin::of(&record) else {
            return Err(Fault::Damaged {
                detail: "no BOF where a substream should begin".to_owned(),
            });
        };
        let within = Self {
            stream,
            at,
            depth: 0,
            nests: false,
        };
        Ok((begin, within))
    }

    /// The next record of this substream; `None` at its EOF.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, Fault> {
        loop {
            let Some((record, after)) = record_at(self.stream, self.at)? else {
                return Err(short("a substream"));
            };
            self.at = after;
            if Begin::of(&record).is_some() {
                self.depth += 1;
                self.nests = true;
            } else if record.kind == EOF {
                let Some(depth) = self.depth.checked_sub(1) else {
                    return Ok(None);
                };
                self.depth = depth;
            } else if self.depth == 0 {
                return Ok(Some(record));
            }
        }
    }

    /// The data of the record just read and of those that continue it.
    pub(super) fn with_continued(&mut self, first: &'a [u8]) -> Result<Vec<&'a [u8]>, Fault> {
        let mut parts = vec![first];
        while let Some((record, after)) = record_at(self.stream, self.at)? {
            if record.kind != CONTINUE {
                break;
            }
            parts.push(record.data);
            self.at = after;
        }
        Ok(parts)
    }
}

fn short(what: &str) -> Fault {
    Fault::Truncated {
        detail: format!("{what} ends early"),
    }
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*bytes))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}

pub(super) fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    let bytes = data.get(at..)?.first_chunk()?;
    Some(f64::from_le_bytes(*bytes))
}
