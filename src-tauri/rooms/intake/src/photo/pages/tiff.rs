//! The pages of a TIFF: each is a directory, and the header names the first. A reader that knows one
//! page is shown the file with the header naming another.

use std::collections::BTreeSet;

use super::super::damaged;
use crate::error::{Bound, Fault};
use crate::limits::Limits;

/// Tag of what kind of page it is (TIFF 6.0, NewSubfileType); bit 0 says a smaller picture of another.
const KIND: u16 = 254;

/// Hands the file to `page` once for every page.
pub(super) fn each(
    bytes: &[u8],
    limits: &Limits,
    page: &mut dyn FnMut(&[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut file = bytes.to_vec();
    let order = Order {
        big: bytes.starts_with(b"MM"),
    };
    let mut at = order.long(bytes, 4).ok_or_else(short)?;
    let mut seen = BTreeSet::new();
    while at != 0 {
        // A directory that names itself again would be a file without end.
        if !seen.insert(at) {
            return Err(damaged("a page that follows itself"));
        }
        if seen.len() as u64 > limits.sheets {
            return Err(Fault::TooBig {
                limit: Bound::Pages(limits.sheets),
            });
        }
        let directory = Directory::read(bytes, &order, at as usize).ok_or_else(short)?;
        if !directory.is_smaller_copy {
            file[4..8].copy_from_slice(&order.bytes(at));
            page(&file)?;
        }
        at = directory.next;
    }
    Ok(())
}

fn short() -> Fault {
    Fault::Truncated {
        detail: "a directory beyond the end".to_owned(),
    }
}

struct Directory {
    next: u32,
    is_smaller_copy: bool,
}

impl Directory {
    fn read(bytes: &[u8], order: &Order, at: usize) -> Option<Self> {
        let entries = usize::from(order.short(bytes, at)?);
        let mut is_smaller_copy = false;
        for entry in 0..entries {
            let start = at.checked_add(2 + entry * 12)?;
            if order.short(bytes, start)? == KIND {
                is_smaller_copy = order.long(bytes, start + 8)? & 1 == 1;
            }
        }
        Some(Self {
            next: order.long(bytes, at.checked_add(2 + entries * 12)?)?,
            is_smaller_copy,
        })
    }
}

/// Which byte comes first.
struct Order {
    big: bool,
}

impl Order {
    fn short(&self, bytes: &[u8], at: usize) -> Option<u16> {
        let two: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(match self.big {
            true => u16::from_be_bytes(two),
            false => u16::from_le_bytes(two),
        })
    }

    fn long(&self, bytes: &[u8], at: usize) -> Option<u32> {
        let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(match self.big {
            true => u32::from_be_bytes(four),
            false => u32::from_le_bytes(four),
        })
    }

    const fn bytes(&self, value: u32) -> [u8; 4] {
        match self.big {
            true => value.to_be_bytes(),
            false => value.to_le_bytes(),
        }
    }
}
