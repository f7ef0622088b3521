//! An office that lives for one story: commands in the clerk's words, answers as others would read
//! them; it looks into no room.
//!
//! A command is one line, its words parted by blanks: `office.does("sign 0123 --step 经办 --as 甲")`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed, and says where"
)]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use gongkai_frontdesk::words::Waypoints;
use serde_json::Value;
use tempfile::TempDir;

use crate::StageHost;

/// Nobody is told of named points.
struct Unwatched;

impl Waypoints for Unwatched {
    fn reached(&self, _name: &'static str) {}
}

/// An office in a throw-away folder, with the machine it stands on.
pub struct Office {
    host: Arc<StageHost>,
    program: PathBuf,
    ground: TempDir,
    heard: Mutex<String>,
}

impl Office {
    /// 木金's three people, who are invented: 周禾生 drafts and releases, 林见清 reviews, 何远山 heads.
    /// The day is 30 September 2019.
    pub fn of_three(program: &str) -> Self {
        let office = Self::founded(program, "mujin");
        office.hires("周禾生", "经办,发布,档案,管理");
        office.hires("林见清", "审核");
        office.hires("何远山", "主要领导");
        office
    }

    /// 平田's five: 程子规 proofreads and 陆望舒 agrees, besides the three.
    pub fn of_five(program: &str) -> Self {
        let office = Self::founded(program, "pingtian");
        office.hires("周禾生", "经办,发布,管理");
        office.hires("程子规", "校对");
        office.hires("林见清", "审核");
        office.hires("陆望舒", "分管领导");
        office.hires("何远山", "主要领导");
        office
    }

    /// An office without people, with its supervision telephone.
    pub fn founded(program: &str, catalogue: &str) -> Self {
        let office = Self::unfounded(program);
        office.does(format!(
            "init --name 青禾乡人民政府 --county 样例县 --prefix 青政 --catalogue {catalogue} \
             --supervision-phone 0730-6661234"
        ));
        office
    }

    /// An empty folder where an office could be.
    pub fn unfounded(program: &str) -> Self {
        let program = PathBuf::from(program);
        let today = NaiveDate::from_ymd_opt(2019, 9, 30).expect("a date");
        let host = StageHost::new(today, program.clone(), Arc::new(Unwatched));
        Self {
            host: Arc::new(host),
            program,
            ground: TempDir::new().expect("a folder"),
            heard: Mutex::default(),
        }
    }

    /// Takes a person on.
    pub fn hires(&self, name: &str, duties: &str) {
        self.does(format!(
            "staff add --name {name} --duty {duties} --as 周禾生"
        ));
    }

    /// The same office on another day.
    pub fn at(&self, day: &str) -> &Self {
        self.host.set_today(day.parse().expect("a date"));
        self
    }

    /// The machine, for whoever wants to open the office's desk himself.
    pub fn machine(&self) -> Arc<StageHost> {
        self.host.clone()
    }

    /// Runs a command in this process and hears its answer: one JSON object and nothing beside it.
    pub fn hears(&self, words: impl AsRef<str>) -> Heard {
        let words = words.as_ref();
        let (status, out, err) = self.runs(&format!("--json {words}"));
        let heard = Heard::of(words, status, &out, &err);
        let mut all = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        all.push_str(&out);
        heard
    }

    /// The answer of a command that must succeed.
    #[track_caller]
    pub fn does(&self, words: impl AsRef<str>) -> Value {
        self.hears(words).done()
    }

    /// The problem of a command that a rule of the office must refuse with this code.
    #[track_caller]
    pub fn refuses(&self, code: &str, words: impl AsRef<str>) -> Value {
        self.hears(words).refused(code)
    }

    /// Runs a command as a person does, without JSON: exit status, standard output and error.
    pub fn tells(&self, words: impl AsRef<str>) -> (u8, String, String) {
        let said = self.runs(words.as_ref());
        let mut all = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        all.push_str(&said.1);
        all.push_str(&said.2);
        said
    }

    fn runs(&self, words: &str) -> (u8, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = gongkai_cli::run(self.arguments(words), self.host.clone(), &mut out, &mut err);
        let text = |bytes| String::from_utf8(bytes).expect("answers are UTF-8");
        (status, text(out), text(err))
    }

    /// Runs a command in a process of its own, on `day`.
    #[track_caller]
    pub fn hears_from_afar(&self, day: &str, words: &str) -> Heard {
        let words = format!("--json {words}");
        let output: Output = Command::new(&self.program)
            .args(self.arguments(&words).into_iter().skip(1))
            .env("STAGE_TODAY", day)
            .output()
            .expect("the program runs");
        let status = output
            .status
            .code()
            .and_then(|code| u8::try_from(code).ok());
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Heard::of(
            &words,
            status.expect("an exit status"),
            &text(&output.stdout),
            &text(&output.stderr),
        )
    }

    fn arguments(&self, words: &str) -> Vec<OsString> {
        let folder = self.folder();
        let mut arguments = vec!["gongkai".into(), "--office".into(), folder.into()];
        arguments.extend(words.split_whitespace().map(OsString::from));
        arguments
    }

    /// The office's folder.
    pub fn folder(&self) -> PathBuf {
        self.ground.path().join("青禾乡")
    }

    /// A path on the clerk's disk, outside of the office.
    pub fn path(&self, name: &str) -> String {
        let path = self.ground.path().join(name);
        path.to_str().expect("a path without blanks").to_owned()
    }

    /// A file on the clerk's disk; answers with its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).expect("a file");
        path
    }

    /// Prints with `words` and answers with the paper's text as a PDF reader of another house
    /// gives it.
    #[track_caller]
    pub fn prints(&self, words: &str) -> String {
        let path = self.path("印出.pdf");
        let answer = self.does(format!("{words} --out {path}"));
        let text = paper_text(Path::new(&path));
        let pages = text.matches('\u{c}').count();
        assert_eq!(answer["pages"], pages, "{words}");
        text
    }

    /// Everything the office has answered so far, problems and papers' prose among it.
    pub fn everything_heard(&self) -> String {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.clone()
    }
}

/// The text of a PDF, with a form feed after each page.
#[track_caller]
pub fn paper_text(path: &Path) -> String {
    let output = Command::new("pdftotext")
        .arg("-layout")
        .arg(path)
        .arg("-")
        .output()
        .expect("pdftotext (poppler-utils)");
    assert!(output.status.success(), "{}", path.display());
    String::from_utf8(output.stdout).expect("text")
}

/// What a command answered.
pub struct Heard {
    words: String,
    /// Exit status.
    pub status: u8,
    /// The one JSON object.
    pub value: Value,
}

impl Heard {
    #[track_caller]
    fn of(words: &str, status: u8, out: &str, err: &str) -> Self {
        let value: Value = serde_json::from_str(out)
            .unwrap_or_else(|error| panic!("`{words}` said {out:?} ({error}) and {err:?}"));
        assert!(value.is_object(), "`{words}` said {out}");
        assert!(err.is_empty(), "`{words}` also said {err}");
        Self {
            words: words.to_owned(),
            status,
            value,
        }
    }

    /// The answer, if it was done.
    #[track_caller]
    pub fn done(self) -> Value {
        assert_eq!(self.status, 0, "`{}`: {}", self.words, self.value);
        assert!(self.value.get("problem").is_none());
        self.value
    }

    /// The problem, if it was refused with this code by a rule of the office.
    #[track_caller]
    pub fn refused(self, code: &str) -> Value {
        self.failed(1, code)
    }

    /// The problem, if it ended with this exit status and code. Every problem has a sentence and a
    /// next step.
    #[track_caller]
    pub fn failed(self, status: u8, code: &str) -> Value {
        let problem = self.value["problem"].clone();
        let told = format!("`{}`: {}", self.words, self.value);
        assert_eq!(
            (self.status, &problem["code"]),
            (status, &Value::from(code)),
            "{told}"
        );
        for part in ["text", "next"] {
            let sentence = problem[part].as_str().unwrap_or_default();
            assert!(!sentence.trim().is_empty(), "no {part} in {told}");
        }
        problem
    }
}
