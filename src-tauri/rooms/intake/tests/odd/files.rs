//! Files as they come: whole, cut, old, none at all.

use std::path::Path;

use gongkai_intake::{Choice, Limits, RawView, child, understand};

use super::workbooks::{self, Expected, every};
use super::{every_by_name, filled, in_folder, raw, through_child, understood};

#[test]
fn every_odd_file_is_answered_in_a_process_of_its_own() {
    for odd in every() {
        in_folder(odd.name, &odd.bytes, |path| {
            let answer = match through_child(path, &Limits::default()) {
                Ok(workbook) => {
                    let counts = understand(&workbook, &Choice::default()).unwrap().counts;
                    let sum = counts.read + counts.skipped + counts.refused;
                    assert_eq!(sum, filled(&workbook), "{}", odd.name);
                    Expected::Rows(counts.read, counts.skipped, counts.refused)
                }
                Err(error) => {
                    assert_eq!(error.path, path);
                    assert!(error.to_string().contains(odd.name) && !error.next().is_empty());
                    Expected::Fault(error.code())
                }
            };
            assert_eq!(answer, odd.expected, "{}", odd.name);
        });
    }
}

#[test]
fn far_cells_cost_nothing_but_are_no_rectangle() {
    let workbook = raw("远角.xlsx", &every_by_name("远角.xlsx")).unwrap();
    assert_eq!(workbook.sheets[0].rows.len(), 2);
    let fault = RawView::new(&workbook, false, 20_000_000).unwrap_err();
    assert_eq!(fault.code(), "too-big");
}

#[test]
fn old_workbooks_are_read_like_new_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/xls");
    let read = |name: &str| through_child(&folder.join(name), &Limits::default());
    let usual = read("usual.xls").unwrap();
    let answer = understand(&usual, &Choice::default()).unwrap();
    let new = understood("普通 名单.xlsx");
    assert_eq!(answer.sheets[0].rows, new.sheets[0].rows);
    assert_eq!(answer.counts, new.counts);

    let hidden = read("hidden.xls").unwrap();
    assert!(hidden.sheets[1].hidden);
    assert!(hidden.sheets[0].is_row_hidden(3) && hidden.sheets[0].is_column_hidden(4));
    assert!(
        hidden.sheets[0].comments[0]
            .text
            .ends_with("电话 13700000000")
    );
    assert!(
        hidden.sheets[0]
            .page_texts
            .iter()
            .any(|text| text.contains("13900000000"))
    );

    let bytes = std::fs::read(folder.join("usual.xls")).unwrap();
    for part in 0..16 {
        let cut = &bytes[..bytes.len() * part / 16];
        let code = raw("截断.xls", cut).unwrap_err().fault.code();
        assert!(
            ["truncated", "damaged", "empty-file"].contains(&code),
            "{part}/16: {code}"
        );
    }
}

#[test]
fn a_cut_workbook_is_never_half_read() {
    let bytes = workbooks::usual("上坪村", 200);
    for part in 1..16 {
        let cut = &bytes[..bytes.len() * part / 16];
        assert_eq!(
            raw("截断.xlsx", cut).unwrap_err().code(),
            "truncated",
            "{part}/16"
        );
    }
}

#[test]
fn what_is_no_file_is_said_at_once() {
    let missing = through_child(Path::new("/没有/这个 文件.xlsx"), &Limits::default());
    assert_eq!(missing.unwrap_err().code(), "file-missing");
    let folder = tempfile::tempdir().unwrap();
    let error = through_child(folder.path(), &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "not-a-file");
    in_folder("名单.xlsx", &workbooks::usual("上坪村", 3), |path| {
        let no_program = child::read(Path::new("/没有"), &[], path, &Limits::default());
        assert_eq!(no_program.unwrap_err().code(), "reader-broken");
    });
}

#[test]
#[cfg(unix)]
fn a_reader_without_end_without_memory_or_without_sense_is_ended() {
    let bytes = workbooks::usual("上坪村", 20_000);
    in_folder("大 名单.xlsx", &bytes, |path| {
        let late = Limits {
            wall_ms: 1,
            ..Limits::default()
        };
        assert_eq!(
            through_child(path, &late).unwrap_err().to_string(),
            format!("文件“大 名单.xlsx”太大：读取它超过 1 秒")
        );
        let poor = Limits {
            memory: 32 << 20,
            ..Limits::default()
        };
        let text = "村".repeat(16 << 20);
        let cell = format!("<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>");
        in_folder(
            "长.xlsx",
            &workbooks::packages::raw_xlsx(&cell, "", "A1"),
            |path| {
                let error = through_child(path, &poor).unwrap_err();
                assert!(error.to_string().contains("内存超过 32 MB"), "{error}");
            },
        );
        let few = Limits {
            cells: 1000,
            ..Limits::default()
        };
        assert_eq!(through_child(path, &few).unwrap_err().code(), "too-big");

        // Were it not ended, the test would stand still here.
        let sleeper = ["-c".into(), "exec sleep 600".into(), "sh".into()];
        let hung = Limits {
            wall_ms: 300,
            ..Limits::default()
        };
        let error = child::read(Path::new("/bin/sh"), &sleeper, path, &hung).unwrap_err();
        assert_eq!(error.code(), "too-big");
        let limits = Limits::default();
        let died = ["-c".into(), "exit 3".into(), "sh".into()];
        let error = child::read(Path::new("/bin/sh"), &died, path, &limits).unwrap_err();
        assert_eq!(error.code(), "reader-died");
        let babbles = ["-c".into(), "exec yes".into(), "sh".into()];
        let error = child::read(Path::new("/bin/sh"), &babbles, path, &limits).unwrap_err();
        assert_eq!(error.code(), "reader-broken");
    });
}
