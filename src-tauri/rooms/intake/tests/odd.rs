//! Odd workbooks, each answered as it must be, in this process and in a process of its own.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its footing gives way"
)]

#[path = "../../../../tests/fixtures/workbooks.rs"]
pub mod workbooks;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use gongkai_intake::understand::{ReadSheet, Rule, Verdict};
use gongkai_intake::{
    Choice, IntakeError, Limits, RawView, Understanding, Workbook, child, masked_understanding,
    read_here, scan, understand,
};
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::money::Fen;
use gongkai_rulebook::privacy::{FindingKind, ScanOptions};
use proptest::prelude::*;
use workbooks::{Expected, every};

fn in_folder(name: &str, bytes: &[u8], act: impl FnOnce(&Path)) {
    let folder = tempfile::Builder::new()
        .prefix("村里 的表")
        .tempdir()
        .unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    act(&path);
}

fn raw(name: &str, bytes: &[u8]) -> Result<Workbook, IntakeError> {
    let mut answer = None;
    in_folder(name, bytes, |path| {
        answer = Some(read_here(path, &Limits::default()))
    });
    answer.unwrap()
}

fn understood(name: &str) -> Understanding {
    let odd = every_by_name(name);
    understand(&raw(name, &odd).unwrap(), &Choice::default()).unwrap()
}

fn every_by_name(name: &str) -> Vec<u8> {
    static ALL: OnceLock<Vec<workbooks::Odd>> = OnceLock::new();
    let all = ALL.get_or_init(every);
    all.iter()
        .find(|odd| odd.name == name)
        .unwrap()
        .bytes
        .clone()
}

fn rules(sheet: &ReadSheet) -> Vec<(u32, Rule)> {
    sheet
        .rows
        .iter()
        .flat_map(|row| row.notes.iter().map(|note| (row.number, note.rule)))
        .collect()
}

/// Rows that have more than blanks in them.
fn filled(workbook: &Workbook) -> u64 {
    let rows = workbook.sheets.iter().flat_map(|sheet| &sheet.rows);
    rows.filter(|row| row.cells().any(|cell| !cell.text.trim().is_empty()))
        .count() as u64
}

/// The reading program: this crate's example, built once beside the tests.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let tests = std::env::current_exe().unwrap();
        let profile = tests.ancestors().nth(2).unwrap();
        // Built together with the tests, unless these were asked for by name.
        let reader = profile
            .join("examples")
            .join(format!("reader{}", std::env::consts::EXE_SUFFIX));
        if !reader.exists() {
            let built = Command::new(env!("CARGO"))
                .args([
                    "build",
                    "--quiet",
                    "--package",
                    "gongkai-intake",
                    "--example",
                    "reader",
                ])
                .args(if cfg!(debug_assertions) {
                    &[][..]
                } else {
                    &["--release"][..]
                })
                .status()
                .unwrap();
            assert!(built.success());
        }
        reader
    })
}

fn through_child(path: &Path, limits: &Limits) -> Result<Workbook, IntakeError> {
    child::read(program(), &[] as &[OsString], path, limits)
}

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
fn the_usual_list_is_understood_to_the_last_cell() {
    let read = understood("普通 名单.xlsx");
    assert_eq!(read.kind, ListKind::SubsistencePayment);
    let sheet = &read.sheets[0];
    assert_eq!((sheet.header_top, sheet.header_row), (Some(3), Some(3)));
    assert_eq!(sheet.village.as_deref(), Some("上坪村"));
    assert_eq!(sheet.period.as_deref(), Some("2019年第三季度"));
    let meanings: Vec<Meaning> = sheet.columns.iter().map(|column| column.meaning).collect();
    assert_eq!(
        meanings,
        [
            Meaning::SerialNo,
            Meaning::Village,
            Meaning::Group,
            Meaning::Name,
            Meaning::IdNumber,
            Meaning::Population,
            Meaning::Amount,
            Meaning::Remark,
        ]
    );
    let person = &workbooks::people("上坪村", 5)[4];
    let row = &sheet.rows[4];
    assert_eq!((row.number, row.verdict), (8, Verdict::Ok));
    assert_eq!(sheet.text_of(row, Meaning::Name), person.name);
    assert_eq!(row.id_number.as_ref().unwrap().as_str(), person.id_number);
    assert_eq!(
        sheet.money_of(row, Meaning::Amount),
        Some(Fen(i64::from(person.yuan) * 100))
    );
    let whys: Vec<(u32, &str)> = sheet
        .skipped
        .iter()
        .map(|line| (line.row, line.why))
        .collect();
    assert_eq!(
        whys,
        [
            (1, "标题行"),
            (2, "单位行"),
            (3, "表头"),
            (9, "合计行"),
            (10, "签名行")
        ]
    );
    assert!(sheet.totals.len() == 2 && sheet.totals.iter().all(|total| total.agrees));
}

#[test]
fn two_header_rows_become_one_title() {
    let read = understood("两行表头.xlsx");
    let sheet = &read.sheets[0];
    let titles: Vec<&str> = sheet
        .columns
        .iter()
        .map(|column| column.title.as_str())
        .collect();
    assert_eq!(
        titles,
        ["姓名", "身份证号码", "发放情况/标准", "发放情况/金额"]
    );
    assert_eq!((sheet.header_top, sheet.header_row), (Some(2), Some(3)));
}

#[test]
fn damage_is_named_and_numbers_stay_unsaid() {
    let read = understood("坏号码.xlsx");
    let sheet = &read.sheets[0];
    assert_eq!(
        rules(sheet),
        [
            (2, Rule::IdDamaged),
            (3, Rule::IdDamaged),
            (4, Rule::IdInvalid),
            (5, Rule::IdInvalid),
            (6, Rule::IdInvalid),
        ]
    );
    let sentences: Vec<String> = sheet
        .rows
        .iter()
        .flat_map(|row| &row.notes)
        .map(ToString::to_string)
        .collect();
    assert!(sentences[0].contains("“名单”第 2 行 B 列“身份证号”") && sentences[0].contains("000"));
    assert!(sentences[1].contains("科学记数法"));
    assert!(
        sentences
            .iter()
            .all(|sentence| !sentence.contains("430699"))
    );
}

#[test]
fn gaps_twins_and_hidden_rows_are_told() {
    let read = understood("缺项.xlsx");
    assert_eq!(
        rules(&read.sheets[0]),
        [
            (3, Rule::AmountInvalid),
            (4, Rule::AmountMissing),
            (5, Rule::AmountNotPositive),
            (6, Rule::IdTwice),
            (7, Rule::NameMissing),
        ]
    );
    let read = understood("隐藏.xlsx");
    assert_eq!(rules(&read.sheets[0]), [(3, Rule::RowHidden)]);
    assert_eq!(read.sheets[0].notes[0].rule, Rule::ColumnHidden);
    assert!(read.sheets[1].hidden && read.sheets[1].rows.is_empty());
    let read = understood("合计不符.xlsx");
    let total = &read.sheets[0].totals[0];
    assert_eq!(
        (total.stated, total.computed, total.agrees),
        (Some(126_100), 126_000, false)
    );
    assert_eq!(read.sheets[0].notes[0].rule, Rule::TotalDisagrees);
}

#[test]
fn a_hidden_sheet_is_read_when_it_is_asked_for() {
    let workbook = raw("隐藏.xlsx", &every_by_name("隐藏.xlsx")).unwrap();
    let choice = |name: &str| Choice {
        sheet: Some(name.to_owned()),
        kind: None,
    };
    let read = understand(&workbook, &choice("底稿")).unwrap();
    assert_eq!((read.sheets.len(), read.counts.read), (1, 1));
    let fault = understand(&workbook, &choice("没有")).unwrap_err();
    assert_eq!(fault.code(), "no-such-sheet");
}

#[test]
fn merged_villages_and_headings_reach_every_row() {
    for (name, expected) in [
        (
            "村合并.xlsx",
            &["上坪村", "上坪村", "上坪村", "下坪村", "下坪村"][..],
        ),
        ("村标题.xlsx", &["上坪村", "上坪村", "下坪村", "下坪村"]),
    ] {
        let read = understood(name);
        let sheet = &read.sheets[0];
        let villages: Vec<&str> = sheet
            .rows
            .iter()
            .map(|row| sheet.text_of(row, Meaning::Village))
            .collect();
        assert_eq!(villages, expected, "{name}");
    }
}

#[test]
fn what_villages_write_is_read() {
    let read = understood("手写体.xlsx");
    let sheet = &read.sheets[0];
    let money: Vec<i64> = sheet
        .rows
        .iter()
        .filter_map(|row| sheet.money_of(row, Meaning::Amount))
        .map(|f| f.0)
        .collect();
    assert_eq!(money, [126_000, 63_000, 105_050, 84_000]);
    for (row, person) in sheet.rows.iter().zip(workbooks::people("石桥村", 4)) {
        assert_eq!(sheet.text_of(row, Meaning::Name), person.name);
        assert_eq!(sheet.text_of(row, Meaning::IdNumber), person.id_number);
        assert_eq!(sheet.text_of(row, Meaning::Date), "2019-09-05");
    }
    let read = understood("万元.xlsx");
    let sheet = &read.sheets[0];
    let money: Vec<_> = sheet
        .rows
        .iter()
        .map(|row| sheet.money_of(row, Meaning::Amount))
        .collect();
    assert_eq!(money, [Some(Fen(63_000)), Some(Fen(126_000))]);
}

#[test]
fn of_several_amounts_the_sum_counts() {
    let workbook = raw("逐月.xlsx", &every_by_name("逐月.xlsx")).unwrap();
    let choice = Choice {
        sheet: None,
        kind: Some(ListKind::SubsistencePayment),
    };
    let sheet = understand(&workbook, &choice).unwrap().sheets.remove(0);
    assert!(sheet.rows.iter().all(|row| row.verdict == Verdict::Ok));
    let paid: Vec<_> = sheet
        .rows
        .iter()
        .map(|row| sheet.money_of(row, Meaning::Amount))
        .collect();
    assert_eq!(paid, [Some(Fen(21_000)), Some(Fen(31_500))]);
    assert_eq!(sheet.totals.len(), 3);
    assert!(sheet.totals.iter().all(|total| total.agrees));
}

#[test]
fn the_scan_sees_what_the_screen_does_not() {
    let workbook = raw("隐藏.xlsx", &every_by_name("隐藏.xlsx")).unwrap();
    let scanned = scan(&workbook, &ScanOptions::default());
    let places: Vec<(&str, FindingKind, bool)> = scanned
        .findings
        .iter()
        .map(|found| (found.place.as_str(), found.kind, found.unseen))
        .collect();
    for expected in [
        ("名单!B2", FindingKind::Id, false),
        ("名单!B3", FindingKind::Id, true),
        ("名单!D2", FindingKind::Phone, true),
        ("名单!A2 批注", FindingKind::Phone, true),
        ("名单 页眉页脚", FindingKind::Phone, true),
        ("底稿!B2", FindingKind::Id, true),
    ] {
        assert!(places.contains(&expected), "{expected:?} in {places:?}");
    }
    assert!(!scanned.is_clean());
}

#[test]
fn the_answers_have_the_shape_of_the_contract() {
    let workbook = raw("普通 名单.xlsx", &every_by_name("普通 名单.xlsx")).unwrap();
    let view = RawView::new(&workbook, false, 1_000_000).unwrap();
    let json = serde_json::to_value(view).unwrap();
    let cells = json["sheets"][0]["cells"].as_array().unwrap();
    assert!(
        cells.iter().all(|row| row.as_array().unwrap().len() == 8),
        "rectangular"
    );
    assert_eq!(cells[0][1], "", "under the merged title");
    assert_eq!((&cells[3][0], &cells[3][6]), (&"1".into(), &"630".into()));
    let masked = RawView::new(&workbook, true, 1_000_000).unwrap();
    let id = serde_json::to_value(masked).unwrap()["sheets"][0]["cells"][3][4].to_string();
    assert!(id.contains('*'), "{id}");

    let read = understand(&workbook, &Choice::default()).unwrap();
    let json = serde_json::to_value(masked_understanding(&read)).unwrap();
    let sheet = &json["sheets"][0];
    assert_eq!(sheet["header_rows"], 1);
    assert_eq!(sheet["header_row"], 3);
    assert_eq!(sheet["columns"][3]["meaning"], "name");
    assert_eq!(sheet["rows"][0]["verdict"], "ok");
    assert!(
        sheet["rows"][0]["cells"]["身份证号"]
            .as_str()
            .unwrap()
            .contains("***")
    );
    assert_eq!(sheet["totals"][1]["agrees"], true);
    assert_eq!(json["counts"]["read"], 5);
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
        let text = "村".repeat(20 << 20);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Whatever is changed in a workbook, it is read or refused, and no row is lost.
    #[test]
    fn changed_workbooks_never_panic(changes in prop::collection::vec((0.0..1.0, 0_u8..), 1..12)) {
        static USUAL: OnceLock<Vec<u8>> = OnceLock::new();
        let mut bytes = USUAL.get_or_init(|| workbooks::usual("上坪村", 20)).clone();
        for (place, byte) in changes {
            let at = (place * bytes.len() as f64) as usize;
            bytes[at] = byte;
        }
        check_identity(&bytes)?;
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(0_u8.., 0..2000)) {
        check_identity(&bytes)?;
    }

    /// Tables of every make keep their rows: read + skipped + refused.
    #[test]
    fn no_row_is_lost(rows in prop::collection::vec(prop::collection::vec(
        prop::sample::select(vec![
            "", " ", "姓名", "金额", "身份证号", "合计", "小计", "备注：公示", "制表人：", "上坪村",
            "钱夏禾", "630", "-1", "1,2,3", "2019.9.5", "单位：元", "430699194103070011", "１２",
        ]), 0..6), 0..25)) {
        let lines: Vec<String> = rows.iter().map(|row| row.iter()
            .map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",")).collect();
        check_identity(lines.join("\n").as_bytes())?;
    }
}

fn check_identity(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(workbook) = raw("改过.xlsx", bytes) {
        let read = understand(&workbook, &Choice::default()).unwrap();
        let counts = read.counts;
        prop_assert_eq!(
            counts.read + counts.skipped + counts.refused,
            filled(&workbook)
        );
        let _ = serde_json::to_string(&read).unwrap();
        let _ = scan(&workbook, &ScanOptions::default());
    }
    Ok(())
}
