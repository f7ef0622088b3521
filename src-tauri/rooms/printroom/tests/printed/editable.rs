//! Files that can be edited: LibreOffice opens each, and reads nothing but what stands on the pages.

use std::path::{Path, PathBuf};

use gongkai_printroom::editable::{docx_text, write_docx, write_xlsx};

use crate::stock::{forms, shelf};
use crate::{libreoffice, office};

/// Everything that stands there but spaces, lines for a hand and boxes, which pages draw.
fn bare(text: &str) -> String {
    let drawn = |c: char| c.is_whitespace() || "□☑＿\u{FEFF}".contains(c) || c.is_control();
    text.chars().filter(|c| !drawn(*c)).collect()
}

/// What only a page has: its number, its head, the foot of a copy, sums of a page.
const OF_THE_PAGE: &[&str] = &[
    "第",
    "共",
    "登记编号",
    "扫描码",
    "撤下",
    "·",
    "本页小计",
    "累计",
    "—",
    "报县",
    "乡存",
    "张贴",
    "内部公开",
    "草稿",
    "2019-0049",
];

/// Converts files with LibreOffice into a folder.
fn converted(folder: &Path, to: &str, names: &[String]) {
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let done = libreoffice::converted(to, &files, folder).expect("LibreOffice is there");
    assert!(done.status.success(), "{done:?}");
}

/// The lines of a text, each as it can be looked for on a page.
fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().flat_map(|line| line.split(['\t', '　', '"']));
    lines.map(bare).filter(|line| !line.is_empty()).collect()
}

#[test]
fn libreoffice_reads_in_every_document_what_stands_on_its_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut names = Vec::new();
    for (name, document) in office::documents() {
        let blocks = document.blocks(&forms()).expect("blocks");
        let docx = write_docx(
            &blocks,
            document.make(),
            document.banner(),
            &office::about(),
        );
        std::fs::write(
            folder.path().join(format!("{name}.docx")),
            docx.expect("a file"),
        )
        .expect("written");
        names.push(format!("{name}.docx"));
    }
    converted(folder.path(), "txt:Text (encoded):UTF8", &names);
    for (name, document) in office::documents() {
        let pages = document.pages(&shelf(), &forms()).expect("pages");
        let printed: String = pages.iter().map(|page| bare(&page.text())).collect();
        let read =
            std::fs::read_to_string(folder.path().join(format!("{name}.txt"))).expect("a text");
        let title = document
            .blocks(&forms())
            .expect("blocks")
            .into_iter()
            .find_map(|block| match block {
                gongkai_printroom::block::Block::Title(title) => Some(bare(&title)),
                _ => None,
            });
        assert!(
            bare(&read).contains(&title.unwrap_or_default()),
            "{name}: {read}"
        );
        // A line of a page may end anywhere; then all its characters stand there.
        let stands = |line: &String, in_text: &str| {
            in_text.contains(line.as_str()) || line.chars().all(|c| in_text.contains(c))
        };
        for line in lines(&read) {
            assert!(
                stands(&line, &printed),
                "{name}: “{line}” is not on the page"
            );
        }
        let text = bare(&read);
        let on_page: Vec<String> = pages.iter().flat_map(|page| lines(&page.text())).collect();
        for line in on_page {
            let own = OF_THE_PAGE.iter().any(|word| line.contains(word));
            assert!(
                own || stands(&line, &text),
                "{name}: “{line}” is missing in {read}"
            );
        }
    }
}

#[test]
fn a_workbook_has_every_row_and_adds_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let copies = office::copies(12);
    let blocks = copies.blocks(&forms()).expect("blocks");
    let make = gongkai_printroom::papers::Document::make(&copies);
    let xlsx = write_xlsx(&blocks, make, &office::about()).expect("a file");
    assert_eq!(
        xlsx,
        write_xlsx(&blocks, make, &office::about()).expect("a file")
    );
    std::fs::write(folder.path().join("表.xlsx"), xlsx).expect("written");
    converted(
        folder.path(),
        "csv:Text - txt - csv (StarCalc):44,34,76",
        &["表.xlsx".to_owned()],
    );
    let read = std::fs::read_to_string(folder.path().join("表.csv")).expect("a text");
    let printed: String = copies
        .pages(&shelf(), &forms())
        .expect("pages")
        .iter()
        .map(|page| bare(&page.text()))
        .collect();
    for number in 1..=12 {
        assert!(
            read.contains(&format!("\n{number},")),
            "row {number} in {read}"
        );
    }
    let last = read.lines().last().unwrap_or_default();
    assert!(
        last.contains("合计") && last.contains("18,900.00"),
        "{last}"
    );
    for cell in lines(&read.replace(',', "\t")) {
        let bare = cell.replace(',', "");
        assert!(
            printed.replace(',', "").contains(&bare),
            "“{cell}” does not stand on the page"
        );
    }
    let letter = office::letter().blocks(&forms()).expect("blocks");
    assert!(
        write_xlsx(&letter, make, &office::about()).is_err(),
        "a letter has no table"
    );
}

#[test]
fn a_document_says_nothing_about_who_wrote_it_when() {
    let copies = office::copies(3);
    let blocks = copies.blocks(&forms()).expect("blocks");
    let make = gongkai_printroom::papers::Document::make(&copies);
    let write = || write_docx(&blocks, make, "", &office::about()).expect("a file");
    assert_eq!(write(), write(), "the same paper is the same file");
    let text = docx_text(&write()).expect("a text");
    assert!(
        text.contains("青禾乡人民政府") && text.contains("2019-10-15T00:00:00Z"),
        "{text}"
    );
    for word in ["unknown", "lastModifiedBy", "Application", "扫描码"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
}
