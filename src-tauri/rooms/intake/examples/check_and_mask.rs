//! Reads a workbook, then looks for private values everywhere in it and derives what of it may hang
//! on a board: what the bench measures against the parse. It prints three times in seconds: the bare
//! parse by calamine, the search, the masking.
#![expect(clippy::print_stdout, reason = "the times are its answer")]

use std::error::Error;
use std::time::Instant;

use calamine::{Reader, open_workbook_auto};
use gongkai_intake::{Choice, Limits, read_here, scan, understand};
use gongkai_rulebook::privacy::ScanOptions;
use gongkai_rulebook::public_view::{Audience, Column, RuleTable, SourceList, public_view};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os()
        .nth(1)
        .ok_or("usage: check_and_mask FILE")?;
    let started = Instant::now();
    let mut bare = open_workbook_auto(&path)?;
    let mut cells = 0;
    for name in bare.sheet_names() {
        cells += bare.worksheet_range(&name)?.cells().count();
    }
    let parse = started.elapsed();
    drop(bare);

    let workbook = read_here(path.as_ref(), &Limits::default())?;
    let understood = understand(&workbook, &Choice::default())?;
    let started = Instant::now();
    let found = scan(&workbook, &ScanOptions::default());
    let search = started.elapsed();

    let mut masking = std::time::Duration::ZERO;
    let mut shown = 0;
    for sheet in &understood.sheets {
        let columns: Vec<Column> = sheet
            .columns
            .iter()
            .map(|column| Column {
                title: column.title.clone(),
                meaning: column.meaning,
            })
            .collect();
        let rows: Vec<Vec<String>> = sheet
            .rows
            .iter()
            .map(|row| {
                (0..columns.len())
                    .map(|at| row.text(at).to_owned())
                    .collect()
            })
            .collect();
        let list = SourceList {
            kind: understood.kind,
            columns: &columns,
            rows: &rows,
        };
        let day = chrono::NaiveDate::from_ymd_opt(2019, 9, 30).ok_or("a day")?;
        let started = Instant::now();
        let view = public_view(&list, Audience::Board, day, &RuleTable::default());
        masking += started.elapsed();
        shown += view.rows.len();
    }
    // What was made is used, so that no compiler leaves it out.
    println!(
        "{:.6} {:.6} {:.6} {cells} {} {shown}",
        parse.as_secs_f64(),
        search.as_secs_f64(),
        masking.as_secs_f64(),
        found.findings.len()
    );
    Ok(())
}
