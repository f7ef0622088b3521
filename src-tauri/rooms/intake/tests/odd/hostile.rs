//! Files that want time, memory or patience, and paths that are no files.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use gongkai_intake::{Bound, Fault, Foreign, Limits, read_here};

use super::{in_folder, raw, through_child, workbooks};

#[test]
fn a_sheet_that_goes_back_is_damaged() {
    for rows in [
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
        "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"/></row>",
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>2</v></c></row>",
    ] {
        let bytes = workbooks::packages::raw_xlsx(rows, "", "A1");
        assert_eq!(raw("倒退.xlsx", &bytes).unwrap_err().code(), "damaged");
    }
}

#[test]
fn a_million_cells_in_one_place_end_at_the_second() {
    let cell = "<c r=\"A1\" t=\"inlineStr\"><is><t>上坪村低保户名单，一户一行，共一页</t></is></c>";
    let bytes = workbooks::packages::raw_xlsx(
        &format!("<row r=\"1\">{}</row>", cell.repeat(400_000)),
        "",
        "A1",
    );
    let begun = Instant::now();
    let error = raw("同格.xlsx", &bytes).unwrap_err();
    assert!(["damaged", "too-big"].contains(&error.code()), "{error}");
    // A hang, on however busy a machine.
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn what_shrinks_too_well_is_not_unpacked() {
    let mut rows = String::new();
    for row in 1..=60_000 {
        let _ = write!(rows, "<row r=\"{row}\">{}</row>", " ".repeat(1_000));
    }
    let bytes = workbooks::packages::raw_xlsx(&rows, "", "A1");
    let error = raw("白纸.xlsx", &bytes).unwrap_err();
    let limit = Bound::Unpacked(50 << 20);
    assert_eq!(error.fault, Fault::TooBig { limit });
    assert!(error.to_string().contains("压缩炸弹"));
}

#[test]
fn a_directory_that_lies_about_sizes_helps_no_bomb() {
    let rows = "<row/><x a=\"1\"/>".repeat(1_500_000);
    let mut bytes = workbooks::packages::raw_xlsx(&rows, "", "A1");
    let limits = Limits {
        unpacked: 8 << 20,
        ..Limits::default()
    };
    let size = |bytes: &[u8]| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        zip.by_name("xl/worksheets/sheet1.xml").unwrap().size()
    };
    let whole = u32::try_from(size(&bytes)).unwrap().to_le_bytes();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == whole {
            bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
    }
    assert_eq!(size(&bytes), 1000);
    in_folder("谎.xlsx", &bytes, |path| {
        let code = read_here(path, &limits).unwrap_err().code();
        assert!(["too-big", "damaged"].contains(&code), "{code}");
    });
}

#[test]
fn a_text_is_no_workbook() {
    let error = raw("no.xlsx", b"hello").unwrap_err();
    let found = Foreign::PlainText;
    assert_eq!(error.fault, Fault::NotAWorkbook { found });
    assert!(raw("单列.csv", "身份证号\n430699195002280016\n".as_bytes()).is_ok());
}

#[test]
#[cfg(unix)]
fn pipes_and_devices_are_told_from_folders() {
    use std::os::unix::net::UnixListener;
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("插座.xlsx");
    let _listener = UnixListener::bind(&socket).unwrap();
    let pipe = folder.path().join("管道.xlsx");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    for path in [
        socket.as_path(),
        &pipe,
        "/dev/zero".as_ref(),
        "/dev/null".as_ref(),
    ] {
        for error in [
            read_here(path, &Limits::default()).unwrap_err(),
            through_child(path, &Limits::default()).unwrap_err(),
        ] {
            assert_eq!(
                (error.code(), &error.fault),
                ("not-a-file", &Fault::NotRegular)
            );
            assert!(error.to_string().contains("不是普通文件"), "{error}");
        }
    }
    let error = read_here(folder.path(), &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("是一个文件夹"));
}

#[test]
fn what_the_system_says_stays_in_the_log() {
    let fault = Fault::Unreadable {
        trouble: gongkai_intake::Trouble::of(&std::io::ErrorKind::PermissionDenied.into()),
        detail: "Permission denied (os error 13)".to_owned(),
    };
    assert_eq!(fault.to_string(), "打不开：没有读取它的权限");
    assert_eq!(fault.detail(), Some("Permission denied (os error 13)"));
    // A name below a file, and one longer than the system takes.
    in_folder("名单.csv", b"a,b\n", |path| {
        let below = read_here(&path.join("表.xlsx"), &Limits::default()).unwrap_err();
        assert_eq!(below.code(), "file-missing");
        let long = path.with_file_name("长".repeat(300));
        let error = read_here(&long, &Limits::default()).unwrap_err();
        assert!(
            !error.fault.to_string().contains("error"),
            "{}",
            error.fault
        );
    });
}

/// A reader that would never end is ended as soon as somebody wants it.
#[cfg(unix)]
#[test]
fn whoever_waits_may_stop_the_reading() {
    in_folder("名单.csv", "姓名,金额\n甲,1\n".as_bytes(), |path| {
        let reader = std::path::Path::new("/bin/sh");
        let forever = ["-c".into(), "exec tail -f /dev/null".into()];
        let limits = Limits::default();
        let stopped = gongkai_intake::child::read_unless(reader, &forever, path, &limits, &|| true);
        assert_eq!(stopped.unwrap_err().fault, Fault::Stopped);
    });
}
