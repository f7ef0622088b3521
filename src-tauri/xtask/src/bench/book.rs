//! A register book of a thousand pages, as a whole process, against Typst and against LibreOffice on
//! the same table in the same run; and three copies of a sheet inside a process that is already open.
//!
//! Typst is the program of that name, or, where there is none, the package of that name of the
//! `python3` that comes first (`pip install typst`, the same compiler); a peer that is missing is
//! said to be missing.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::house::Fault;

use super::book_peers::{typst_source, workbook};
use super::paper::{pages, size};
use super::stopwatch::{Amount, Run, middle, run};
use super::{Figure, Ground, Outcome};

/// The example that makes the book.
pub(super) const MAKER: &str = "book";
/// Makes a thousand pages.
const LINES: &str = "11000";
/// How often each side is run.
const TIMES: usize = 3;
const MEGABYTES: f64 = 300.0;

/// Typst's program, or its package in Python.
enum Typst {
    Program,
    Package,
}

/// The book of both sides.
struct Book<'a> {
    ground: &'a Ground<'a>,
    ours: PathBuf,
    table: PathBuf,
}

impl<'a> Book<'a> {
    fn new(ground: &'a Ground) -> Result<Self, Fault> {
        let book = Self {
            ground,
            ours: ground.folder.join("登记簿.pdf"),
            table: ground.folder.join("登记簿.tsv"),
        };
        run(book.maker().arg("table").arg(LINES).arg(&book.table))?;
        Ok(book)
    }

    fn maker(&self) -> Command {
        Command::new(self.ground.house.program("release/examples", MAKER))
    }

    fn cells(&self) -> Result<Vec<Vec<String>>, Fault> {
        let text = std::fs::read_to_string(&self.table).map_err(Fault::at(&self.table))?;
        let row = |line: &str| {
            line.split('\t')
                .map(|cell| cell.replace("\\n", "\n"))
                .collect()
        };
        Ok(text.lines().map(row).collect())
    }

    /// Both sides in turn, so that whatever slows the machine slows both.
    fn in_turn(&self, mut peer: impl FnMut() -> Command) -> Result<(Vec<Run>, Vec<Run>), Fault> {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            theirs.push(run(&mut peer())?);
            ours.push(run(self.maker().arg("print").arg(LINES).arg(&self.ours))?);
        }
        Ok((ours, theirs))
    }

    fn told(&self, ours: &[Run], theirs: &[Run], their_pdf: &Path) -> Result<String, Fault> {
        Ok(format!(
            "processor {:.2} to {:.2} s, memory {:.0} to {:.0} MB, {} to {} pages, {} to {} KB",
            middle(ours, |run| run.processor).0,
            middle(theirs, |run| run.processor).0,
            middle(ours, |run| run.megabytes).0,
            middle(theirs, |run| run.megabytes).0,
            pages(&self.ours)?,
            pages(their_pdf)?,
            size(&self.ours)?.div_ceil(1000),
            size(their_pdf)?.div_ceil(1000),
        ))
    }
}

fn answers(program: &str, words: &[&str]) -> bool {
    run(Command::new(program).args(words)).is_ok()
}

fn which_typst() -> Option<Typst> {
    if answers("typst", &["--version"]) {
        return Some(Typst::Program);
    }
    answers("python3", &["-c", "import typst"]).then_some(Typst::Package)
}

/// Typst's run over a source: without tags, with the program's own fonts.
fn typeset(typst: &Typst, source: &Path, fonts: &Path, pdf: &Path) -> Command {
    match typst {
        Typst::Program => {
            let mut command = Command::new("typst");
            command.args([
                "compile",
                "--no-pdf-tags",
                "--ignore-system-fonts",
                "--font-path",
            ]);
            command.arg(fonts).arg(source).arg(pdf);
            command
        }
        Typst::Package => {
            let mut command = Command::new("python3");
            command.args([
                "-c",
                "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], \
                 font_paths=[sys.argv[3]], ignore_system_fonts=True, pdf_tags=False)",
            ]);
            command.arg(source).arg(pdf).arg(fonts);
            command
        }
    }
}

pub(super) fn typst(ground: &Ground) -> Result<Outcome, Fault> {
    let Some(typst) = which_typst() else {
        let why = "neither a program typst nor a package typst of python3 is here".to_owned();
        return Ok(Outcome::NotTaken("paper-typst", why));
    };
    let book = Book::new(ground)?;
    let (source, pdf) = (
        ground.folder.join("book.typ"),
        ground.folder.join("typst.pdf"),
    );
    std::fs::write(&source, typst_source(&book.cells()?)).map_err(Fault::at(&source))?;
    let fonts = ground.house.root.join("assets/fonts");
    let (ours, theirs) = book.in_turn(|| typeset(&typst, &source, &fonts, &pdf))?;
    let (median, peer_median) = (
        middle(&ours, |run| run.seconds),
        middle(&theirs, |run| run.seconds),
    );
    let lean = size(&book.ours)? as f64 <= 1.3 * size(&pdf)? as f64;
    let memory = middle(&ours, |run| run.megabytes).0;
    Ok(Outcome::Taken(Figure {
        name: "paper-typst",
        what: format!("register book of {LINES} lines, set and written"),
        unit: "s",
        median,
        peer: match typst {
            Typst::Program => "typst compile, untagged, the same table and fonts",
            Typst::Package => {
                "typst's compiler through its Python package, untagged, the same table and fonts"
            }
        },
        peer_median,
        also: book.told(&ours, &theirs, &pdf)?,
        goal: "5 times as fast, under 300 MB, at most 1.3 times the size",
        reached: Some(median.0 * 5.0 <= peer_median.0 && memory < MEGABYTES && lean),
    }))
}

pub(super) fn office(ground: &Ground) -> Result<Outcome, Fault> {
    if !answers("soffice", &["--version"]) {
        let why = "no program soffice (LibreOffice) is here".to_owned();
        return Ok(Outcome::NotTaken("paper-libreoffice", why));
    }
    let book = Book::new(ground)?;
    let (sheet, pdf) = (
        ground.folder.join("book.xlsx"),
        ground.folder.join("book.pdf"),
    );
    workbook(&book.cells()?, &sheet)?;
    // A profile of its own, so that nobody's open window answers in its place.
    let profile = format!(
        "-env:UserInstallation=file://{}",
        ground.folder.join("profile").display()
    );
    let convert = || {
        let mut command = Command::new("soffice");
        command.args([
            profile.as_str(),
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
        ]);
        command.arg(&ground.folder).arg(&sheet);
        command
    };
    // Its first start makes the profile.
    answers(
        "soffice",
        &[profile.as_str(), "--headless", "--terminate_after_init"],
    );
    let (ours, theirs) = book.in_turn(convert)?;
    let (median, peer_median) = (
        middle(&ours, |run| run.seconds),
        middle(&theirs, |run| run.seconds),
    );
    Ok(Outcome::Taken(Figure {
        name: "paper-libreoffice",
        what: format!("register book of {LINES} lines, set and written"),
        unit: "s",
        median,
        peer: "soffice --headless --convert-to pdf, the same table",
        peer_median,
        also: book.told(&ours, &theirs, &pdf)?,
        goal: "10 times as fast",
        reached: Some(median.0 * 10.0 <= peer_median.0),
    }))
}

pub(super) fn triplicate(ground: &Ground) -> Result<Outcome, Fault> {
    let open = |times: &str| -> Result<Amount, Fault> {
        let maker = ground.house.program("release/examples", MAKER);
        let told = Command::new(&maker).args(["triplicate", times]).output();
        let told = told.map_err(Fault::at(&maker))?;
        let seconds = String::from_utf8_lossy(&told.stdout).trim().parse();
        seconds
            .map(Amount)
            .map_err(|_| Fault::new(format!("{MAKER} triplicate said no time")))
    };
    let (median, first) = (open("41")?, open("1")?);
    Ok(Outcome::Taken(Figure {
        name: "paper-triplicate",
        what: "three copies of a sheet set and written in a process that is open".to_owned(),
        unit: "s",
        median,
        peer: "the first of a process, which reads the fonts",
        peer_median: first,
        also: "median of 41".to_owned(),
        goal: "a tenth of a second",
        reached: Some(median.0 < 0.1),
    }))
}
