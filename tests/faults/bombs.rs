//! Files that mean harm, through the real command line: bombs, lies, halves, passwords, pipes
//! without end. Each is answered in bounded time, and nothing is written.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::office::{Answer, Office, PROGRAM};
use super::picture::Picture;
use crate::workbooks::{self, Expected, packages::raw_xlsx};

/// Longer than this is a hang, on however busy a machine.
const LONGEST: Duration = Duration::from_secs(60);
/// Nor may the command itself ask for more address space, in KiB; its reader has limits of its own.
const MEMORY: u32 = 2 << 20;

/// Runs a command under a limit of memory, and sees that it ends in time.
#[track_caller]
fn bounded(office: &Office, words: &str) -> Answer {
    let usual = office.command(500, words);
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "ulimit -v \"$1\"; shift; exec \"$@\"", "sh"])
        .arg(MEMORY.to_string())
        .arg(PROGRAM)
        .args(usual.get_args());
    for (name, value) in usual.get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    let start = Instant::now();
    let answer = Answer::of(&shell.output().expect("a shell"));
    assert!(start.elapsed() < LONGEST, "{words}: {:?}", start.elapsed());
    assert!(answer.status.is_some(), "{words}: it died");
    answer
}

fn import(file: &str) -> String {
    format!(
        "import {{beside}}/{file} --entry 2.4 --title 坏文件 --formed-on 2019-10-08 \
         --accept-warnings --as 周禾生 --on 2019-10-09"
    )
}

#[test]
fn a_file_that_means_harm_is_refused_and_nothing_is_written() {
    let office = Office::prepared();
    let before = Picture::of(&office.folder());
    let mut refused = 0;
    for odd in workbooks::every() {
        let name = odd.name.replace(' ', "_");
        fs::write(office.beside(&name), &odd.bytes).expect("a file");
        match odd.expected {
            Expected::Fault(code) => {
                for words in [format!("sheet {{beside}}/{name}"), import(&name)] {
                    let answer = bounded(&office, &words);
                    assert_eq!(
                        (answer.status, answer.code()),
                        (Some(3), code),
                        "{words}: {}",
                        answer.said
                    );
                }
                refused += 1;
            }
            Expected::Rows(read, skipped, left_out) => {
                let counts = &bounded(&office, &format!("sheet {{beside}}/{name}"))
                    .done()
                    .said["counts"];
                let wanted =
                    serde_json::json!({"read": read, "skipped": skipped, "refused": left_out});
                assert_eq!(counts, &wanted, "{name}");
            }
        }
        fs::remove_file(office.beside(&name)).expect("removed");
    }
    assert!(refused >= 6, "only {refused} harmful files");
    assert!(
        Picture::of(&office.folder()) == before,
        "something was written"
    );
}

#[test]
fn two_cells_at_the_ends_of_a_sheet_are_no_seventeen_billion() {
    let office = Office::prepared();
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>左上</t></is></c></row>\
                 <row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>右下</t></is></c></row>";
    fs::write(
        office.beside("两格.xlsx"),
        raw_xlsx(cells, "", "A1:XFD1048576"),
    )
    .expect("a file");
    bounded(&office, "sheet {beside}/两格.xlsx --raw").refused(3, &["too-big"]);
    // Understood as a list it has no row; what it says must come soon and in little memory.
    let understood = bounded(&office, "sheet {beside}/两格.xlsx");
    assert!(
        [Some(0), Some(3)].contains(&understood.status),
        "{}",
        understood.said
    );
    let imported = bounded(&office, &import("两格.xlsx"));
    assert!(
        [Some(1), Some(3)].contains(&imported.status),
        "{}",
        imported.said
    );
}

#[test]
fn a_file_cut_anywhere_is_refused_whole() {
    let office = Office::prepared();
    let before = Picture::of(&office.folder());
    let whole = fs::read(office.list()).expect("a list");
    for part in 0..16 {
        fs::write(
            office.beside("半个.xlsx"),
            &whole[..whole.len() * part / 16],
        )
        .expect("a file");
        let answer = bounded(&office, &import("半个.xlsx"));
        assert_eq!(answer.status, Some(3), "{part}/16: {}", answer.said);
    }
    assert!(
        Picture::of(&office.folder()) == before,
        "something was written"
    );
}

#[test]
fn what_is_no_file_is_not_read() {
    let office = Office::prepared();
    let before = Picture::of(&office.folder());
    let made = Command::new("mkfifo")
        .arg(office.beside("管道.xlsx"))
        .status();
    assert!(made.expect("mkfifo").success());
    fs::create_dir(office.beside("文件夹.xlsx")).expect("a folder");
    std::os::unix::fs::symlink("/dev/zero", office.beside("无尽.xlsx")).expect("a link");
    let id = &Office::items().imported;
    let mut wrong = Vec::new();
    for name in ["管道.xlsx", "文件夹.xlsx", "无尽.xlsx", "没有.xlsx"] {
        let commands = vec![
            format!("sheet {{beside}}/{name}"),
            format!("sheet {{beside}}/{name} --raw"),
            import(name),
            format!("disclosure new --entry 2.4 --title 坏 --body {{beside}}/{name} --as 周禾生"),
            format!("scan {{beside}}/{name}"),
            format!("disclosure attach {id} {{beside}}/{name} --as 周禾生"),
            format!("catalogue import {{beside}}/{name} --as 周禾生"),
        ];
        for words in commands {
            let answer = patient(&office, &words);
            if answer.status != Some(3) {
                wrong.push((words, answer));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(
        Picture::of(&office.folder()) == before,
        "something was written"
    );
    assert!(Path::new("/dev/zero").exists());
}

/// As [`bounded`], but ended after ten seconds: these might wait without end.
fn patient(office: &Office, words: &str) -> Answer {
    let usual = office.command(500, words);
    let mut command = Command::new("timeout");
    command.args(["--signal=KILL", "10", "sh", "-c"]);
    command.args(["ulimit -v \"$1\"; shift; exec \"$@\"", "sh"]);
    command.arg(MEMORY.to_string()).arg(PROGRAM);
    command.args(usual.get_args());
    for (name, value) in usual.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    Answer::of(&command.output().expect("timeout"))
}
