//! One secret of every kind is planted in an office that goes through the whole life of an item, and
//! every way out of the program is searched for them: all papers, all files it writes, every answer
//! of every call, logs, letters, names. A way out that is not visited here fails the test.

mod archive;
mod aside;
mod coming;
mod county;
pub(super) mod lasting;
mod life;
mod scans;
mod sheets;
mod stations;
mod ways;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::door::{Answered, Door, calls};
use gongkai_frontdesk::words::PaperKind;
use serde_json::{Value, json};
use stage::office::paper_text;
use stage::workbooks::id_number;

/// What nobody may read who has not asked for it by name.
pub(super) struct Secrets {
    /// Kind and value.
    values: Vec<(&'static str, String)>,
    /// Names that no paper may bear: a child's, a member's of a family.
    names: Vec<&'static str>,
}

/// Stands in the names of files that somebody hands in.
pub(super) const IN_A_NAME: &str = "13700005678";

/// Calls whose answers name the file and the sheet that the clerk chose: they are the keys of what he
/// does next.
const NAMES_FILES: &[&str] = &["look-at-import", "list-imports", "examine-list"];

pub(super) const CHILD: &str = "孙小宝";
const MEMBER: &str = "钱小溪";

/// The cells of one person, with everything that villages write.
pub(super) struct Person {
    pub(super) id: String,
    pub(super) child_id: String,
    old_id: &'static str,
    pub(super) phone: &'static str,
    line: &'static str,
    card: &'static str,
    home: &'static str,
    email: &'static str,
    plate: &'static str,
}

impl Person {
    pub(super) fn planted() -> Self {
        Self {
            id: id_number("1950-02-28".parse().unwrap(), 1),
            child_id: id_number("2012-05-06".parse().unwrap(), 3),
            old_id: "430699500228123",
            phone: "13900001234",
            line: "0730-8123456",
            card: "6228480402564890018",
            home: "老屋场15号",
            email: "xuchangfu77@163.com",
            plate: "湘FD12345",
        }
    }

    /// A village's list: a column of its own for every secret, and all of them once more in words.
    pub(super) fn list(&self) -> String {
        let Self {
            id,
            child_id,
            phone,
            card,
            home,
            email,
            plate,
            ..
        } = self;
        let wrong = if id.ends_with('1') { '2' } else { '1' };
        let titles = "序号,村,组,姓名,身份证号,联系电话,一卡通账号,家庭住址,出生日期,健康状况,\
                      残疾等级,家庭成员,电子邮箱,车牌号,金额,备注";
        let words = self.in_words().replace(',', "，").replace('\n', "");
        format!(
            "{titles}\n\
             1,上坪村,3组,钱夏禾,{id},{phone},{card},{home},1950年2月28日,尿毒症,二级,{MEMBER},{email},{plate},630,{words}\n\
             2,上坪村,3组,{CHILD},{child_id},{phone},{card},{home},2012年5月6日,健康,,,,,420,随{MEMBER}生活\n\
             3,上坪村,4组,何秋生,{},,,,,,,,,,315,\n\
             4,上坪村,4组,赵夏生,{}{wrong},{phone},,,,,,,,,210,\n",
            id_number("1961-07-09".parse().unwrap(), 5),
            &id[..17],
        )
    }

    /// All of them in a text that somebody writes.
    pub(super) fn in_words(&self) -> String {
        let Self {
            id,
            old_id,
            phone,
            line,
            card,
            home,
            email,
            plate,
            ..
        } = self;
        format!(
            "领取人身份证号{id}，旧号{old_id}，手机{phone}，座机{line}，卡号{card}，\
             家住上坪村3组{home}，1950年2月28日出生，患尿毒症，肢体二级残疾，女儿{MEMBER}，\
             邮箱{email}，车牌{plate}。"
        )
    }

    pub(super) fn secrets(&self) -> Secrets {
        let value = |kind, text: &str| (kind, text.to_owned());
        Secrets {
            values: vec![
                value("identity number", &self.id),
                value("birth date in it", &self.id[6..14]),
                value("child's number", &self.child_id),
                value("old number", self.old_id),
                value("mobile", self.phone),
                value("landline", "8123456"),
                value("card", self.card),
                value("home", self.home),
                value("birth date", "1950年2月28日"),
                value("illness", "尿毒症"),
                value("grade", "肢体二级"),
                value("e-mail", self.email),
                value("plate", self.plate),
                value("number in a file's name", IN_A_NAME),
            ],
            names: vec![CHILD, MEMBER],
        }
    }
}

/// Calls that show what is private because somebody asked by name; each leaves its entry.
const ON_PURPOSE: &[&str] = &[
    "show-import-cell",
    "open-form",
    "copy-form",
    "open-working-text",
];

/// Calls that must refuse in this story, with the code and why they can do nothing else; every other
/// call has to answer, or nobody has searched what it says.
const REFUSE: &[(&str, &str, &str)] = &[
    (
        "close-register",
        "year-not-over",
        "the story's one day is in the middle of its year",
    ),
    (
        "fill-import-numbers",
        "no-known-number",
        "no list of an earlier period is there to know a number from",
    ),
    (
        "adopt-catalogue",
        "catalogue-missing",
        "the plans that ship are adopted already, and no office has a third",
    ),
    (
        "note-pictures",
        "no-pictures",
        "no attachment of the story has a picture that a program could not read",
    ),
    (
        "look-at-update",
        "update-not-installed",
        "the story's program was built from sources; the front desk's own tests install one",
    ),
    (
        "update-program",
        "update-not-installed",
        "the story's program was built from sources; the front desk's own tests install one",
    ),
    (
        "look-at-going-back",
        "update-not-installed",
        "the story's program was built from sources; the front desk's own tests install one",
    ),
    (
        "go-back",
        "update-not-installed",
        "the story's program was built from sources; the front desk's own tests install one",
    ),
];

/// The door, watched.
pub(super) struct Watch {
    pub(super) door: Door,
    secrets: Secrets,
    answered: RefCell<BTreeSet<String>>,
    /// Calls that refused, with their codes.
    refused: RefCell<BTreeSet<(String, String)>>,
    papers: RefCell<BTreeSet<String>>,
    found: RefCell<Vec<String>>,
    scratch: PathBuf,
}

impl Watch {
    pub(super) fn new(door: Door, secrets: Secrets, scratch: PathBuf) -> Self {
        fs::create_dir_all(&scratch).unwrap();
        Self {
            door,
            secrets,
            answered: RefCell::default(),
            refused: RefCell::default(),
            papers: RefCell::default(),
            found: RefCell::default(),
            scratch,
        }
    }

    /// The answer of a call that is done, searched.
    #[track_caller]
    pub(super) fn does(&self, name: &str, request: Value) -> Value {
        match self.asks(name, request) {
            Ok(value) => value,
            Err(problem) => panic!("{name}: {} {}", problem.code, problem.text),
        }
    }

    /// The answer of a call, or its problem; both are searched.
    pub(super) fn asks(&self, name: &str, request: Value) -> Result<Value, Problem> {
        let answered = self.door.answer(name, request);
        match &answered {
            Ok(_) => {
                self.answered.borrow_mut().insert(name.to_owned());
            }
            Err(problem) => {
                let code = problem.code.to_string();
                self.refused.borrow_mut().insert((name.to_owned(), code));
            }
        }
        match answered {
            Ok(Answered::Told(value)) => {
                if !ON_PURPOSE.contains(&name) {
                    self.search(name, &value.to_string(), false);
                }
                Ok(value)
            }
            Ok(Answered::Bytes(bytes)) => {
                let path = self.scratch.join("预览");
                fs::write(&path, &bytes).unwrap();
                if bytes.starts_with(b"%PDF") {
                    self.search(name, &paper_text(&path), true);
                }
                Ok(Value::Null)
            }
            Err(problem) => {
                let told = serde_json::to_string(&problem).unwrap();
                self.search(name, &told, false);
                Err(problem)
            }
        }
    }

    /// A file that the program wrote, searched with its name: PDFs by their text, packages unpacked.
    #[track_caller]
    pub(super) fn wrote(&self, path: &Path) {
        self.searches(path, true);
    }

    /// A file that goes back to the village: its people are the village's own, numbers are nobody's.
    #[track_caller]
    pub(super) fn went_back(&self, path: &Path) {
        self.searches(path, false);
        fs::remove_file(path).unwrap();
    }

    fn searches(&self, path: &Path, leaves: bool) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        self.search("name of a file", &name, true);
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if bytes.starts_with(b"%PDF") {
            self.search(&name, &paper_text(path), leaves);
        }
        if bytes.starts_with(b"PK") {
            self.unpacked(&name, &bytes, leaves);
        }
        self.search(&name, &String::from_utf8_lossy(&bytes), leaves);
    }

    /// Every part of a package: papers by their text, packages in it unpacked.
    fn unpacked(&self, name: &str, bytes: &[u8], leaves: bool) {
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for part_no in 0..package.len() {
            let mut part = package.by_index(part_no).unwrap();
            let inside = part.name().unwrap().into_owned();
            self.search(&format!("name of a part of {name}"), &inside, leaves);
            let (place, mut bytes) = (format!("{inside} of {name}"), Vec::new());
            part.read_to_end(&mut bytes).unwrap();
            if bytes.starts_with(b"%PDF") {
                let path = self.scratch.join("包里的纸");
                fs::write(&path, &bytes).unwrap();
                self.search(&place, &paper_text(&path), leaves);
            }
            if bytes.starts_with(b"PK") {
                self.unpacked(&place, &bytes, leaves);
            }
            self.search(&place, &String::from_utf8_lossy(&bytes), leaves);
        }
    }

    /// A paper of this kind, previewed and written as a file.
    #[track_caller]
    pub(super) fn prints(&self, kind: PaperKind, paper: Value) {
        self.papers.borrow_mut().insert(kind.code().to_owned());
        let shown = self.asks("preview-paper", paper.clone());
        assert!(shown.is_ok(), "{kind}: {:?}", shown.err());
        let path = self.scratch.join(format!("{}.pdf", kind.code()));
        let request = json!({
            "papers": [paper], "with_list": true, "copies": 1,
            "to": { "to": "file", "path": path }, "acting": { "who": "周禾生" },
        });
        self.does("print-papers", request.clone());
        self.wrote(&path);
        let path = path.with_extension("ofd");
        let mut request = request;
        request["to"]["path"] = json!(path);
        self.does("print-papers", request);
        self.wrote(&path);
    }

    /// A paper as files that are edited: a document, and a workbook where it has tables.
    #[track_caller]
    pub(super) fn exports(&self, paper: Value) {
        for ending in ["docx", "xlsx"] {
            let name = paper["paper"].as_str().unwrap_or_default();
            let path = self.scratch.join(format!("{name}.{ending}"));
            let request = json!({ "paper": paper, "path": path, "acting": { "who": "周禾生" } });
            match self.asks("export-paper", request) {
                Ok(_) => self.wrote(&path),
                Err(problem) => assert_eq!((ending, &*problem.code), ("xlsx", "nothing-to-print")),
            }
        }
    }

    /// Every paper that was written is one that lasts.
    #[track_caller]
    pub(super) fn lasts(&self) {
        let papers = self.papers.borrow();
        let files = papers
            .iter()
            .map(|code| self.scratch.join(format!("{code}.pdf")));
        lasting::last(&files.collect::<Vec<_>>());
    }

    /// Looks for every secret, with and without what a printer puts between characters. Names are
    /// the office's business inside; on what leaves nobody may read them.
    pub(super) fn search(&self, place: &str, text: &str, leaves: bool) {
        let squeezed: String = text.split_whitespace().collect();
        let mut found = self.found.borrow_mut();
        for (kind, value) in &self.secrets.values {
            if *value == IN_A_NAME && NAMES_FILES.contains(&place) {
                continue;
            }
            if text.contains(value.as_str()) || squeezed.contains(value.as_str()) {
                found.push(format!("{place} shows the {kind}"));
            }
        }
        for name in self.secrets.names.iter().filter(|_| leaves) {
            if squeezed.contains(name) {
                found.push(format!("{place} names {name}"));
            }
        }
    }

    /// Everything was visited, and nothing was found.
    #[track_caller]
    pub(super) fn is_clean(&self) {
        let found = self.found.borrow();
        assert!(found.is_empty(), "{}", found.join("\n"));
        let papers = self.papers.borrow();
        let missed: Vec<&str> = PaperKind::ALL
            .iter()
            .map(|kind| kind.code())
            .filter(|code| !papers.contains(*code))
            .collect();
        assert!(missed.is_empty(), "papers nobody searched: {missed:?}");
        let (answered, refused) = (self.answered.borrow(), self.refused.borrow());
        let must = |name: &str| REFUSE.iter().any(|(refuses, ..)| *refuses == name);
        let known: BTreeSet<&str> = calls().iter().map(|call| call.name).collect();
        let missed: Vec<&&str> = known
            .iter()
            .filter(|name| !answered.contains(**name) && !must(name))
            .collect();
        assert!(
            missed.is_empty(),
            "calls that never answered: {missed:?}; refused: {refused:?}"
        );
        for (name, code, why) in REFUSE {
            let told = ((*name).to_owned(), (*code).to_owned());
            assert!(
                refused.contains(&told) && !answered.contains(*name),
                "{name} must refuse with {code}: {why}"
            );
        }
    }
}

#[test]
fn no_way_out_shows_a_planted_secret() {
    life::of_an_office();
}
