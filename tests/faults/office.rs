//! A throw-away office worked at through the real command line as a process; its clock stands at
//! 15 October 2019 and its dice are set, so that the same commands make the same office.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::workbooks;

pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_killable-gongkai");
const TODAY: &str = "2019-10-15";

/// An office in a folder of its own, with papers beside it. Gone when dropped.
pub(super) struct Office {
    /// Holds the office and what lies beside it.
    ground: TempDir,
}

/// What a command answered.
#[derive(Debug)]
pub(super) struct Answer {
    /// Its exit status; nothing when it was killed.
    pub(super) status: Option<i32>,
    /// What it said.
    pub(super) said: Value,
}

impl Answer {
    pub(super) fn of(output: &Output) -> Self {
        Self {
            status: output.status.code(),
            said: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
        }
    }

    pub(super) fn code(&self) -> &str {
        self.text("/problem/code")
    }

    pub(super) fn text(&self, pointer: &str) -> &str {
        let text = self.said.pointer(pointer).and_then(Value::as_str);
        text.unwrap_or_default()
    }

    #[track_caller]
    pub(super) fn done(self) -> Self {
        assert_eq!(self.status, Some(0), "{}", self.said);
        self
    }

    #[track_caller]
    pub(super) fn refused(&self, status: i32, codes: &[&str]) {
        assert_eq!(self.status, Some(status), "{codes:?}: {}", self.said);
        assert!(codes.contains(&self.code()), "{codes:?}: {}", self.said);
    }
}

/// The items that the prepared office has, one in each state that a fault may meet.
pub(super) struct Items {
    pub(super) imported: String,
    pub(super) reviewed: String,
    pub(super) approved: String,
    pub(super) released: String,
}

struct Prepared {
    office: Office,
    items: Items,
}

impl Office {
    /// A folder in which there is no office yet.
    pub(super) fn none() -> Self {
        let ground = tempfile::tempdir().expect("a folder");
        let office = Self { ground };
        fs::write(office.list(), list()).expect("a list");
        fs::write(office.body(), "现将名单公示如下，公示期七天。").expect("a body");
        office
    }

    /// A copy of the prepared office.
    pub(super) fn prepared() -> Self {
        let copy = Self::none();
        copy_folder(&prepared().office.folder(), &copy.folder());
        copy
    }

    /// An equal office elsewhere.
    pub(super) fn copy(&self) -> Self {
        let copy = Self::none();
        copy_folder(&self.folder(), &copy.folder());
        copy
    }

    /// What the prepared office has.
    pub(super) fn items() -> &'static Items {
        &prepared().items
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.ground.path().join("青禾乡")
    }

    /// A place beside the office.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.ground.path().join(name)
    }

    pub(super) fn list(&self) -> PathBuf {
        self.beside("名单.xlsx")
    }

    pub(super) fn body(&self) -> PathBuf {
        self.beside("正文.txt")
    }

    /// A command at this office. `{list}` and `{body}` stand for the papers beside it.
    pub(super) fn command(&self, dice: u64, words: &str) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(self.line(words))
            .env_clear()
            .env("STAGE_TODAY", TODAY)
            .env("STAGE_DICE", dice.to_string())
            .stdin(Stdio::null());
        command
    }

    /// The arguments of a command at this office.
    pub(super) fn line(&self, words: &str) -> Vec<String> {
        let folder = self.folder().display().to_string();
        let mut line = vec!["--office".to_owned(), folder, "--json".to_owned()];
        line.extend(words.split_whitespace().map(|word| {
            let beside = |place: PathBuf| place.display().to_string();
            word.replace("{list}", &beside(self.list()))
                .replace("{body}", &beside(self.body()))
                .replace("{beside}", &self.ground.path().display().to_string())
        }));
        line
    }

    pub(super) fn run(&self, dice: u64, words: &str) -> Answer {
        let output = self.command(dice, words).output().expect("it starts");
        Answer::of(&output)
    }

    /// Runs a command that must not write.
    pub(super) fn ask(&self, words: &str) -> Answer {
        self.run(0, words)
    }

    /// Everything `verify` looks at is in order, and the register has no gap.
    #[track_caller]
    pub(super) fn is_sound(&self) {
        let verified = self.ask("verify");
        assert_eq!(verified.status, Some(0), "{}", verified.said);
        assert_eq!(verified.said["ok"], true, "{}", verified.said);
        let book = self.ask("register show --year 2019").done();
        let lines = book.said["lines"].as_array().expect("lines");
        for (number, line) in (1..).zip(lines) {
            assert_eq!(line["register_no"], format!("2019-{number:04}"), "{line}");
        }
    }

    /// The list imported as a draft; its id.
    pub(super) fn import(&self, dice: u64, title: &str) -> String {
        let imported = self.run(dice, &import(title)).done();
        imported.text("/disclosure").to_owned()
    }

    /// The chain's first `steps` signatures.
    pub(super) fn signed(&self, dice: u64, id: &str, steps: usize) {
        for (more, words) in (0..).zip(SIGNATURES.iter().take(steps)) {
            self.run(dice + more, &words.replace("{id}", id)).done();
        }
    }
}

/// The chain, in its order.
pub(super) const SIGNATURES: &[&str] = &[
    "sign {id} --step 经办 --as 周禾生 --on 2019-10-09",
    "sign {id} --step 审核 --secrecy 可公开 --as 林见清 --on 2019-10-10",
    "sign {id} --step 主要领导 --as 何远山 --on 2019-10-11",
];

pub(super) const INIT: &str =
    "init --name 青禾乡人民政府 --county 样例县 --prefix 青政 --catalogue mujin";

pub(super) fn import(title: &str) -> String {
    format!(
        "import {{list}} --entry 2.4 --kind 低保发放 --title {title} --village 上坪村 \
         --formed-on 2019-10-08 --unit 上坪村村民委员会 --provider 许长福 --body {{body}} \
         --element 办事结果=已发放到户 --accept-warnings --as 周禾生 --on 2019-10-09"
    )
}

pub(super) fn release(id: &str) -> String {
    format!("release {id} --accept-warnings --why 电话印在栏头 --as 周禾生 --on 2019-10-12")
}

fn prepared() -> &'static Prepared {
    static PREPARED: OnceLock<Prepared> = OnceLock::new();
    PREPARED.get_or_init(|| {
        let office = Office::none();
        office.run(1, INIT).done();
        let duties = [
            ("周禾生", "经办,发布,档案,管理"),
            ("林见清", "审核"),
            ("何远山", "主要领导"),
        ];
        for (dice, (name, duty)) in (2..).zip(duties) {
            let words =
                format!("staff add --name {name} --duty {duty} --as 周禾生 --on 2019-09-02");
            office.run(dice, &words).done();
        }
        let released = office.import(10, "七月公示");
        office.signed(11, &released, 3);
        office.run(14, &release(&released)).done();
        let approved = office.import(20, "八月公示");
        office.signed(21, &approved, 3);
        let reviewed = office.import(30, "九月公示");
        office.signed(31, &reviewed, 2);
        let imported = office.import(40, "十月公示");
        let listed = format!(
            "disclosure edit {imported} --document-no 青政发〔2019〕9号 --keywords 低保 \
             --as 周禾生 --on 2019-10-09"
        );
        office.run(45, &listed).done();
        office.is_sound();
        let items = Items {
            imported,
            reviewed,
            approved,
            released,
        };
        Prepared { office, items }
    })
}

/// The village's list; made once, for a workbook knows when it was made.
fn list() -> &'static [u8] {
    static LIST: OnceLock<Vec<u8>> = OnceLock::new();
    LIST.get_or_init(|| workbooks::usual("上坪村", 12))
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for place in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(place.file_name());
        if place.path().is_dir() {
            copy_folder(&place.path(), &target);
        } else {
            fs::copy(place.path(), target).expect("a copy");
        }
    }
}
