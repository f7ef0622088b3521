//! Reads every cell of a workbook with calamine and does nothing with it: the peer that the bench
//! measures an import against; it never judges and never stores.
#![expect(clippy::print_stdout, reason = "the count is its answer")]

use std::error::Error;

use calamine::{Data, Reader, open_workbook_auto};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: bare_read FILE")?;
    let mut workbook = open_workbook_auto(path)?;
    let mut used = 0_usize;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name)?;
        used += range
            .cells()
            .filter(|(_, _, cell)| !matches!(cell, Data::Empty))
            .count();
    }
    println!("{used}");
    Ok(())
}
