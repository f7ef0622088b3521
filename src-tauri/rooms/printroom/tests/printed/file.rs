//! Judges the files: what other programs make of them.

use std::path::Path;
use std::process::Command;

use gongkai_printroom::page::{MM_PER_PT, Page};
use gongkai_printroom::pdf::{Sheaf, write_pdf};

use crate::office;
use crate::stock::{forms, shelf};

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn written(pages: &[Page], folder: &Path) -> String {
    let bytes = write_pdf(pages, &shelf(), &office::about()).expect("a PDF");
    let path = folder.join("paper.pdf");
    std::fs::write(&path, bytes).expect("write");
    path.to_string_lossy().into_owned()
}

#[test]
fn text_copies_out_and_every_font_is_embedded() {
    let folder = tempfile::tempdir().expect("folder");
    let mut copies = office::copies(30);
    copies.lists[0].table.rows[4].cells[1] = "赵𬭊𬙊㛃".into();
    let pages = copies.pages(&shelf(), &forms()).expect("pages");
    let file = written(&pages, folder.path());
    run("qpdf", &["--check", &file]);
    let text = run("pdftotext", &["-raw", &file, "-"]);
    for wanted in [
        "赵𬭊𬙊㛃",
        "吴䶮龑",
        "青政发〔2019〕49号",
        "0000-0000000（乡纪委）",
        "GK-2019-0049-3",
        "2,520.00",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
    let fonts = run("pdffonts", &[&file]);
    let lines: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(lines.len() >= 4, "{fonts}");
    for line in lines {
        assert!(
            line.contains("yes yes yes") && line.contains("GONGK"),
            "{line}"
        );
    }
}

#[test]
fn the_same_pages_give_the_same_small_archive_file() {
    let shelf = shelf();
    let pages = office::copies(4).pages(&shelf, &forms()).expect("pages");
    let write = || write_pdf(&pages, &shelf, &office::about()).expect("a PDF");
    let (first, second) = (write(), write());
    assert!(first == second, "the bytes differ");
    assert!(first.len() < 250_000, "{} bytes", first.len());
    assert!(first.starts_with(b"%PDF-1.4"));
    let text = String::from_utf8_lossy(&first);
    for mark in [
        "<pdfaid:part>1<",
        "GTS_PDFA1",
        "(zh-CN)",
        "D:20191015000000+08'00'",
    ] {
        assert!(text.contains(mark), "{mark}");
    }
    assert!(write_pdf(&[], &shelf, &office::about()).is_err());
}

/// Grey values of a page drawn at 72 dots an inch, and its width.
fn picture(file: &str, page: usize, folder: &Path) -> (Vec<u8>, usize) {
    let stem = folder.join("look");
    let (page, stem) = (page.to_string(), stem.to_string_lossy().into_owned());
    let single = ["-singlefile", "-gray", "-r", "72", "-f", &page, file, &stem];
    run("pdftoppm", &single);
    let bytes = std::fs::read(format!("{stem}.pgm")).expect("picture");
    let head = bytes.split(|byte| byte.is_ascii_whitespace()).take(4);
    let fields: Vec<String> = head
        .map(|f| String::from_utf8_lossy(f).into_owned())
        .collect();
    let width: usize = fields[1].parse().expect("width");
    let height: usize = fields[2].parse().expect("height");
    (bytes[bytes.len() - width * height..].to_vec(), width)
}

#[test]
fn the_picture_has_ink_where_the_page_has_text_and_none_in_the_margins() {
    let folder = tempfile::tempdir().expect("folder");
    for pages in [
        office::copies(40).pages(&shelf(), &forms()).expect("pages"),
        office::draft().pages(&shelf(), &forms()).expect("pages"),
        office::approval(7, true)
            .pages(&shelf(), &forms())
            .expect("pages"),
        office::register(40)
            .pages(&shelf(), &forms())
            .expect("pages"),
    ] {
        let file = written(&pages, folder.path());
        for (index, page) in pages.iter().enumerate().take(2) {
            let (grey, width) = picture(&file, index + 1, folder.path());
            let dots = |mm: f64| (mm / MM_PER_PT) as usize;
            for run in page.runs().filter(|run| !run.text.trim().is_empty()) {
                let em = run.size_pt * MM_PER_PT;
                let rows = dots(run.baseline_mm - em * 0.8)..=dots(run.baseline_mm + em * 0.1);
                let columns = dots(run.x_mm)..=dots(run.x_mm + run.width_mm());
                let inked = rows
                    .flat_map(|y| columns.clone().map(move |x| y * width + x))
                    .filter(|at| grey[*at] < 200)
                    .count();
                assert!(
                    inked >= run.text.trim().chars().count(),
                    "“{}” is not drawn",
                    run.text
                );
            }
            let edge = grey.chunks(width).enumerate().any(|(y, row)| {
                let strip = [&row[..dots(10.0)], &row[width - dots(8.0)..]].concat();
                strip.iter().any(|dot| *dot < 250)
                    || (y < dots(5.0) && row.iter().any(|d| *d < 250))
            });
            assert!(!edge, "ink in the margin of page {index}");
        }
    }
}

#[test]
fn copies_are_pages_and_what_is_drawn_stands_in_the_file_once() {
    let folder = tempfile::tempdir().expect("folder");
    let shelf = shelf();
    let pages = office::copies(4).pages(&shelf, &forms()).expect("pages");
    let once = write_pdf(&pages, &shelf, &office::about()).expect("a PDF");
    let sheaf = Sheaf {
        papers: vec![0..1, 1..pages.len()],
        copies: 20,
        onto_mm: None,
        two_sided: true,
    };
    let stack = sheaf.of(&once).expect("a stack");
    let path = folder.path().join("stack.pdf");
    std::fs::write(&path, &stack).expect("write");
    let file = path.to_string_lossy().into_owned();
    run("qpdf", &["--check", &file]);
    let told = run("pdfinfo", &[&file]);
    let sides = told.lines().find_map(|line| line.strip_prefix("Pages:"));
    let sides: usize = sides.and_then(|n| n.trim().parse().ok()).expect("pages");
    assert_eq!((sides, sheaf.sheets()), (sheaf.sheets() * 2, sides / 2));
    assert!(stack.len() < once.len() * 2, "{} bytes", stack.len());
    let text = run("pdftotext", &["-raw", &file, "-"]);
    assert_eq!(text.matches("GK-2019-0049-1").count(), 20);
}

#[test]
fn a_stack_of_something_else_is_an_error() {
    let sheaf = Sheaf {
        papers: vec![0..3; 1],
        copies: 1,
        onto_mm: None,
        two_sided: false,
    };
    assert!(sheaf.of(b"no PDF").is_err());
    let page = Page::new(210.0, 297.0, "", 1);
    let short = write_pdf(&[page], &shelf(), &office::about()).expect("a PDF");
    assert!(sheaf.of(&short).is_err(), "fewer pages than papers say");
}

#[test]
fn every_page_goes_upright_to_the_printer_and_fills_the_sheet_that_is_wanted() {
    let folder = tempfile::tempdir().expect("folder");
    let shelf = shelf();
    let sides = |pdf: &[u8]| -> Vec<(u32, u32)> {
        let path = folder.path().join("stack.pdf");
        std::fs::write(&path, pdf).expect("write");
        let file = path.to_string_lossy().into_owned();
        run("qpdf", &["--check", &file]);
        let told = run("pdfinfo", &["-f", "1", "-l", "99", &file]);
        let sizes = told
            .lines()
            .filter(|line| line.starts_with("Page ") && line.contains(" size:"));
        let numbers = |line: &str| -> Vec<f64> {
            let words = line.split_whitespace();
            words.filter_map(|word| word.parse().ok()).collect()
        };
        let mm = |points: f64| (points * 25.4 / 72.0).round() as u32;
        let side = |line| match numbers(line).as_slice() {
            [.., across, along] => (mm(*across), mm(*along)),
            _ => panic!("{line}"),
        };
        sizes.map(side).collect()
    };
    let lying = office::wide(14).pages(&shelf, &forms()).expect("pages");
    let upright = office::copies(4).pages(&shelf, &forms()).expect("pages");
    for (pages, onto_mm, wanted) in [
        (&lying, None, (210, 297)),
        (&upright, None, (210, 297)),
        (&lying, Some((297.0, 420.0)), (297, 420)),
        (&upright, Some((297.0, 420.0)), (297, 420)),
    ] {
        let pdf = write_pdf(pages, &shelf, &office::about()).expect("a PDF");
        let sheaf = Sheaf {
            papers: vec![0..1; 2],
            copies: 1,
            onto_mm,
            two_sided: true,
        };
        let stack = sheaf.of(&pdf).expect("a stack");
        assert_eq!(sides(&stack), [wanted; 4]);
        // The ink of the page as it was set, turned and enlarged, and nothing of it cut off.
        let path = folder.path().join("stack.pdf");
        std::fs::write(&path, &stack).expect("write");
        let text = run(
            "pdftotext",
            &["-bbox", "-l", "1", &path.to_string_lossy(), "-"],
        );
        let places = text.lines().filter(|line| line.contains("<word"));
        let place = |line: &str, name: &str| -> f64 {
            let from = line.find(name).map(|at| at + name.len() + 2);
            let rest = &line[from.expect("a side")..];
            let until = rest.find('"').expect("a number");
            rest[..until].parse().expect("a number")
        };
        let (across, along) = (f64::from(wanted.0), f64::from(wanted.1));
        let mut words = 0;
        for line in places {
            let mm = |name: &str| place(line, name) * 25.4 / 72.0;
            assert!(mm("xMin") > 4.0 && mm("xMax") < across - 4.0, "{line}");
            assert!(mm("yMin") > 4.0 && mm("yMax") < along - 4.0, "{line}");
            words += 1;
        }
        assert!(words > 20);
    }
}
