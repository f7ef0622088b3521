//! A long register book for the benches, on invented lines; refuses to time itself except where a
//! process that is already open is to be timed.
//!
//! `book table LINES FILE` writes its cells, one line each, apart by tabs, line ends in them as `\n`;
//! `book print LINES FILE` sets it and writes the PDF; `book triplicate TIMES` sets and writes the
//! three copies of a sheet so many times and says the median in seconds.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

#[path = "../tests/printed/office.rs"]
#[expect(dead_code, reason = "the other papers of that office are for tests")]
mod office;

use gongkai_printroom::papers::BookColumn;
use gongkai_printroom::pdf::write_pdf;
use gongkai_printroom::{FontShelf, FormShelf};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["table", lines, file] => Ok(std::fs::write(file, table(lines.parse()?)?)?),
        ["print", lines, file] => {
            let (shelf, forms) = shelves()?;
            let pages = office::register(lines.parse()?).pages(&shelf, &forms)?;
            Ok(std::fs::write(
                file,
                write_pdf(&pages, &shelf, &office::about())?,
            )?)
        }
        ["triplicate", times] => Ok(writeln!(
            std::io::stdout(),
            "{}",
            triplicate(times.parse()?)?
        )?),
        _ => Err("usage: book table LINES FILE | print LINES FILE | triplicate TIMES".into()),
    }
}

fn shelves() -> Result<(FontShelf, FormShelf), Box<dyn Error>> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
    let fonts = FontShelf::load(&assets.join("fonts"), None)?;
    Ok((fonts, FormShelf::new(&assets.join("forms"), None)))
}

fn table(lines: usize) -> Result<String, Box<dyn Error>> {
    let titles: Vec<&str> = BookColumn::ALL
        .iter()
        .map(|column| column.title())
        .collect();
    let mut table = titles.join("\t");
    for line in &office::register(lines).lines {
        let cells = BookColumn::ALL
            .iter()
            .map(|column| column.text(line).replace('\n', "\\n"));
        write!(table, "\n{}", cells.collect::<Vec<_>>().join("\t"))?;
    }
    table.push('\n');
    Ok(table)
}

fn triplicate(times: usize) -> Result<f64, Box<dyn Error>> {
    let (shelf, forms) = shelves()?;
    let mut taken = Vec::with_capacity(times);
    for _ in 0..times {
        let started = Instant::now();
        let pages = office::copies(4).pages(&shelf, &forms)?;
        write_pdf(&pages, &shelf, &office::about())?;
        taken.push(started.elapsed().as_secs_f64());
    }
    taken.sort_by(f64::total_cmp);
    taken
        .get(times / 2)
        .copied()
        .ok_or_else(|| "no times".into())
}
