//! No room left: whatever cannot be written whole is not written at all, and the office is what
//! it was.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::office::{Answer, Office, PROGRAM, import, release};
use super::picture::Picture;

/// Runs a command whose files may not grow beyond so many blocks of 512 bytes.
fn cramped(office: &Office, blocks: u32, words: &str) -> Answer {
    let usual = office.command(300, words);
    let mut shell = Command::new("sh");
    // Without the trap the signal for a file too large would end the program before it is told.
    shell
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"",
            "sh",
        ])
        .arg(blocks.to_string())
        .arg(PROGRAM)
        .args(usual.get_args());
    for (name, value) in usual.get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    Answer::of(&shell.output().expect("a shell"))
}

#[test]
fn where_files_may_not_grow_a_change_happens_whole_or_not() {
    let items = Office::items();
    for words in [import("没有地方"), release(&items.approved)] {
        let office = Office::prepared();
        let before = Picture::of(&office.folder());
        let (mut refused, mut done) = (0, false);
        for blocks in [0, 1, 8, 60, 100, 160, 400, 100_000] {
            let answer = cramped(&office, blocks, &words);
            if answer.status == Some(0) {
                office.is_sound();
                done = true;
                break;
            }
            answer.refused(3, &["disk-full", "io"]);
            office.is_sound();
            let differences = Picture::of(&office.folder()).differs_from(&before);
            assert!(differences.is_empty(), "{blocks} blocks: {differences:#?}");
            refused += 1;
        }
        assert!(
            done && refused >= 3,
            "{words}: refused {refused} times, done: {done}"
        );
    }
}

#[test]
fn a_paper_that_does_not_fit_leaves_the_old_one_and_no_rest() {
    let office = Office::prepared();
    let id = &Office::items().released;
    for words in [
        format!("print copies {id} --out {{beside}}/纸.pdf"),
        format!("print approval {id} --out {{beside}}/纸.pdf"),
        "print register --year 2019 --out {beside}/纸.pdf".to_owned(),
        "export register --year 2019 --out {beside}/纸.pdf".to_owned(),
    ] {
        let paper = office.beside("纸.pdf");
        let names = |office: &Office| {
            let all = fs::read_dir(office.beside("")).expect("a folder").flatten();
            let mut names: Vec<_> = all.map(|place| place.file_name()).collect();
            names.sort();
            names
        };
        fs::write(&paper, b"the old paper").expect("a paper");
        let before = names(&office);
        cramped(&office, 6, &words).refused(3, &["disk-full", "io"]);
        assert_eq!(
            fs::read(&paper).expect("a paper"),
            b"the old paper",
            "{words}"
        );
        assert_eq!(names(&office), before, "{words}");
        office.ask(&words).done();
        assert!(fs::read(&paper).expect("a paper").len() > 3000, "{words}");
    }
}

/// Works on a disk of its own of two megabytes, filled but for a few pages, and brings back what
/// the office has become there. The disk is seen by these processes alone and goes with them.
const ON_A_SMALL_DISK: &str = r#"
mount -t tmpfs -o size=2m tmpfs "$1" || exit 77
disk="$1"; room="$3"; back="$4"
cp -r "$2" "$disk/office"
head -c 2097152 /dev/zero > "$disk/filler" 2>/dev/null
truncate -s "-$room" "$disk/filler"
shift 4
"$@"; status=$?
rm "$disk/filler"; cp -r "$disk/office/." "$back"
exit $status
"#;

fn on_a_small_disk(office: &Office, room: u32, back: &Path, words: &str) -> Output {
    let disk = office.beside("disk");
    fs::create_dir_all(&disk).expect("a folder");
    let usual = office.command(300, words);
    let mut line: Vec<String> = office.line(words);
    line[1] = disk.join("office").display().to_string();
    let mut shell = Command::new("unshare");
    shell
        .args([
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            ON_A_SMALL_DISK,
            "sh",
        ])
        .args([&disk, &office.folder()])
        .arg(room.to_string())
        .arg(back)
        .arg(PROGRAM)
        .args(line);
    for (name, value) in usual.get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    shell.output().expect("unshare")
}

#[test]
fn on_a_full_disk_a_change_happens_whole_or_not() {
    let words = import("磁盘满了");
    let before = Picture::of(&Office::prepared().folder());
    let mut full = 0;
    for room in [0, 4096, 32_768, 65_536, 131_072, 262_144] {
        let (office, back) = (Office::prepared(), Office::none());
        fs::create_dir_all(back.folder()).expect("a folder");
        let output = on_a_small_disk(&office, room, &back.folder(), &words);
        let answer = Answer::of(&output);
        if answer.said.is_null() {
            // A machine that lets nobody mount has been tried by the limit on files above.
            let told = String::from_utf8_lossy(&output.stderr);
            eprintln!("no disk of our own here: {} {told}", output.status);
            return;
        }
        back.is_sound();
        if answer.status != Some(0) {
            answer.refused(3, &["disk-full"]);
            let differences = Picture::of(&back.folder()).differs_from(&before);
            assert!(differences.is_empty(), "{room} bytes: {differences:#?}");
            full += 1;
        }
        back.run(301, &import("换盘之后")).done();
        back.is_sound();
    }
    assert!(full >= 2, "the disk was full {full} times");
}
