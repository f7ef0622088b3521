//! The self-test: everything the program does but drawing its window, tried on this machine in a
//! temporary folder of its own, and told in a report that can be read out on the telephone.

mod ground;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_frontdesk::door::{Answered, Door};
use gongkai_frontdesk::{Host as _, SystemHost};
use serde_json::{Value, json};

use crate::frame;
use crate::own_files::{ListBroken, OwnFiles};
use crate::web_view::{self, WebView};
use ground::{Ground, TestHost};

/// A workbook that came along with the program, and is read in a process of its own.
const WORKBOOK: &str = "上坪村农村低保金发放表.xlsx";
/// The body type that a finished paper must be printed in, as a PDF names it.
const BODY_TYPE: &[u8] = b"+FandolFang-Regular";

/// How one thing that was tried came out.
enum Outcome {
    /// Good, with what was seen.
    Good(String),
    /// Not as it should be, but work goes on without it.
    Mind(String),
    /// Wrong.
    Wrong(String),
}

use Outcome::{Good, Mind, Wrong};

/// What was tried, line by line.
pub(crate) struct Report {
    lines: Vec<(&'static str, Outcome)>,
}

impl Report {
    /// Whether nothing was wrong.
    pub(crate) fn is_good(&self) -> bool {
        !(self.lines.iter()).any(|(_, outcome)| matches!(outcome, Wrong(_)))
    }

    /// The report as a text.
    pub(crate) fn text(&self) -> String {
        let mut text = format!(
            "政务公开 {}　体检报告（{} {}）\n\n",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
        );
        for (name, outcome) in &self.lines {
            let (mark, said) = match outcome {
                Good(said) => ("正常", said),
                Mind(said) => ("注意", said),
                Wrong(said) => ("有错", said),
            };
            let _ = writeln!(text, "【{mark}】{name}：{said}");
        }
        let verdict = if self.is_good() {
            "结论：正常，可以使用。"
        } else {
            "结论：有错。先用安装文件重新安装一遍；还不行，把这份报告交给懂电脑的人。"
        };
        let _ = writeln!(text, "\n{verdict}");
        text
    }

    fn tell(&mut self, name: &'static str, outcome: Outcome) {
        self.lines.push((name, outcome));
    }

    fn tried(&mut self, name: &'static str, outcome: Result<String, String>) -> bool {
        let good = outcome.is_ok();
        self.tell(name, outcome.map_or_else(Wrong, Good));
        good
    }
}

/// Tries everything. Nothing of the person's own is opened, changed or remembered.
pub(crate) fn run(program: &Path) -> Report {
    let mut report = Report { lines: Vec::new() };
    report.tell("程序自己的文件", own_files(program));
    report.tried("窗口里的页面", page());
    report.tell("画窗口的部件", drawn_by(program));
    match Ground::new() {
        Ok(ground) => {
            report.tried("中文的文件夹名", chinese_name(ground.folder()));
            work(&mut report, program, &ground);
        }
        Err(error) => {
            let said = format!("临时文件夹里建不了文件夹（{error}）");
            report.tell("临时文件夹", Wrong(said));
        }
    }
    report
}

/// What an office does in a day, in a sample office of its own.
fn work(report: &mut Report, program: &Path, ground: &Ground) {
    let system = SystemHost::of(program.to_owned());
    let samples = system.samples().to_owned();
    let tried = Tried {
        door: Door::new(Arc::new(TestHost::on(system, ground.folder()))),
        office: ground.folder().join("样例单位"),
        backups: ground.folder().join("备份"),
    };
    if !report.tried("样例单位（导入、送审、签字、发布）", tried.sample()) {
        return;
    }
    report.tried("另一个进程里读表格", tried.reads(&samples.join(WORKBOOK)));
    report.tried("字体", tried.fonts());
    report.tried("一式三份排成 PDF", tried.copies());
    report.tried("登记簿排成 PDF", tried.register());
    report.tried("核对全部账目", tried.checks());
    report.tried("备份和检查备份", tried.backs_up());
    report.tell("打印机", tried.printers());
    report.tell("U 盘", tried.sticks());
    // The folder cannot go while the office is open.
    tried.door.close();
}

fn own_files(program: &Path) -> Outcome {
    match OwnFiles::of(program) {
        Ok(None) => Mind("不是用安装文件装的，没有清单可以核对".to_owned()),
        Err(ListBroken) => Wrong("清单 files.json 读不出来".to_owned()),
        Ok(Some(own)) => {
            let (mut damaged, changed) = (own.missing(), own.changed());
            damaged.extend(changed);
            damaged.sort_unstable();
            damaged.dedup();
            match damaged.as_slice() {
                [] => Good(format!(
                    "{} 个文件和 {} 版的清单一致",
                    own.count(),
                    own.version
                )),
                damaged => Wrong(format!("缺了或者变了：{}", damaged.join("、"))),
            }
        }
    }
}

fn page() -> Result<String, String> {
    let context = frame::context();
    let page = context.assets().get(&"/index.html".into());
    match page {
        Some(page) if !page.is_empty() => Ok("在程序里".to_owned()),
        _ => Err("程序里没有页面".to_owned()),
    }
}

fn drawn_by(program: &Path) -> Outcome {
    match web_view::found(program) {
        WebView::System(version) => Good(format!("系统里有，{version} 版")),
        WebView::Fixed(_) => Good("用程序旁边的一份".to_owned()),
        WebView::Missing => Mind("没有找到 WebView2。窗口打不开，命令行照样能用".to_owned()),
    }
}

fn chinese_name(ground: &Path) -> Result<String, String> {
    let file = ground.join("青禾乡 政务公开/登记簿（2019年）.txt");
    let written = file
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(&file, "测试"))
        .and_then(|()| std::fs::read_to_string(&file));
    match written {
        Ok(text) if text == "测试" => Ok("能写能读".to_owned()),
        Ok(_) => Err("写进去的和读出来的不一样".to_owned()),
        Err(error) => Err(format!("写不了（{error}）")),
    }
}

/// The office that is tried, and what goes wrong at its door as a sentence.
struct Tried {
    door: Door,
    office: PathBuf,
    backups: PathBuf,
}

impl Tried {
    fn told(&self, name: &str, request: Value) -> Result<Value, String> {
        match self.door.answer(name, request) {
            Ok(Answered::Told(answer)) => Ok(answer),
            Ok(Answered::Bytes(_)) => Err("答复的不是一回事".to_owned()),
            Err(problem) => Err(format!("{}（{}）", problem.text, problem.code)),
        }
    }

    fn pages(&self, paper: Value) -> Result<Vec<u8>, String> {
        match self.door.answer("preview-paper", paper) {
            Ok(Answered::Bytes(pdf)) => Ok(pdf),
            Ok(Answered::Told(_)) => Err("答复的不是一回事".to_owned()),
            Err(problem) => Err(format!("{}（{}）", problem.text, problem.code)),
        }
    }

    fn sample(&self) -> Result<String, String> {
        let made = self.told("open-sample-office", json!({ "folder": self.office }))?;
        let lines = self.lines()?.len();
        if lines == 0 {
            return Err("样例单位里没有发布过的事项".to_owned());
        }
        let day = made["dated_on"].as_str().unwrap_or_default().to_owned();
        Ok(format!("建好了，登记簿有 {lines} 行，日期到 {day}"))
    }

    /// The register's lines of the newest year that has any.
    fn lines(&self) -> Result<Vec<Value>, String> {
        let asked = json!({ "book": "public", "from": 0, "count": 100 });
        let book = self.told("look-at-register", asked)?;
        Ok(book["lines"].as_array().cloned().unwrap_or_default())
    }

    fn reads(&self, workbook: &Path) -> Result<String, String> {
        let found = self.told("look-at-import", json!({ "file": workbook }))?;
        match found["sha256"].as_str() {
            Some(_) => Ok(format!("读出了 {WORKBOOK}")),
            None => Err(format!("{WORKBOOK} 没有读出来")),
        }
    }

    fn fonts(&self) -> Result<String, String> {
        let found = self.told("look-at-fonts", json!({}))?;
        let files: Vec<&str> = found["fonts"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|font| font["file"].as_str())
            .collect();
        match files.len() {
            0 => Err("一个也没有找到".to_owned()),
            _ => Ok(files.join("、")),
        }
    }

    fn copies(&self) -> Result<String, String> {
        let lines = self.lines()?;
        let item = lines.iter().find(|line| line["state"] == "released");
        let item = item.ok_or("登记簿里没有发布着的事项")?;
        let pdf = self.pages(json!({ "paper": "copies", "item": item["disclosure"] }))?;
        in_chinese_type(&pdf)
    }

    fn register(&self) -> Result<String, String> {
        let asked = json!({ "book": "public", "from": 0, "count": 1 });
        let year = self.told("look-at-register", asked)?["year"].clone();
        let pdf = self.pages(json!({ "paper": "register", "book": "public", "year": year }))?;
        in_chinese_type(&pdf)
    }

    fn checks(&self) -> Result<String, String> {
        let checked = self.told("check-office", json!({}))?;
        match checked["ok"].as_bool() {
            Some(true) => Ok("账、文件和审计链相符".to_owned()),
            _ => Err("账、文件和审计链不相符".to_owned()),
        }
    }

    fn backs_up(&self) -> Result<String, String> {
        std::fs::create_dir_all(&self.backups).map_err(|error| error.to_string())?;
        let asked = json!({ "place": self.backups, "acting": { "who": "周禾生" } });
        let made = self.told("back-up-office", asked)?;
        let folder = &made["backups"][0]["folder"];
        let checked = self.told("check-backup", json!({ "folder": folder }))?;
        match checked["whole"].as_bool() {
            Some(true) => Ok("备份完整，可以恢复".to_owned()),
            _ => Err("备份做出来了，但是不完整".to_owned()),
        }
    }

    fn sticks(&self) -> Outcome {
        let sticks = self.door.host().sticks();
        let named = sticks.iter().map(|stick| stick.display().to_string());
        match named.collect::<Vec<_>>().join("、").as_str() {
            "" => Good("没有插着的".to_owned()),
            named => Good(format!("插着 {named}")),
        }
    }

    fn printers(&self) -> Outcome {
        match self.told("look-at-printers", json!({})) {
            Err(said) => Wrong(said),
            Ok(found) => match (
                found["trouble"]["text"].as_str(),
                found["printers"].as_array(),
            ) {
                (Some(trouble), _) => Mind(trouble.to_owned()),
                (None, Some(printers)) if !printers.is_empty() => {
                    Good(format!("{} 台", printers.len()))
                }
                _ => Mind("这台电脑上没有打印机，可以先另存为 PDF".to_owned()),
            },
        }
    }
}

/// A whole PDF whose body stands in the type that came with the program.
fn in_chinese_type(pdf: &[u8]) -> Result<String, String> {
    let holds = |wanted: &[u8]| pdf.windows(wanted.len()).any(|part| part == wanted);
    if !pdf.starts_with(b"%PDF-") || !holds(b"%%EOF") {
        return Err("排出来的不是完整的 PDF".to_owned());
    }
    if !holds(BODY_TYPE) {
        return Err("没有用上仿宋".to_owned());
    }
    Ok(format!("{} KB，用的是仿宋", pdf.len().div_ceil(1024)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_good_as_long_as_nothing_in_it_is_wrong() {
        let mut report = Report { lines: Vec::new() };
        report.tell("打印机", Mind("没有".to_owned()));
        assert!(report.tried("字体", Ok("四种".to_owned())) && report.is_good());
        assert!(report.text().contains("【注意】打印机：没有"));
        assert!(!report.tried("备份", Err("写不了".to_owned())) && !report.is_good());
        assert!(report.text().contains("结论：有错"));
    }

    #[test]
    fn everything_but_the_window_is_tried_and_nothing_is_left_behind() {
        let report = run(&std::env::current_exe().unwrap());
        // This program is the test itself, so it cannot be told to read a workbook.
        let wrong: Vec<_> = (report.lines.iter())
            .filter(|(_, outcome)| matches!(outcome, Wrong(_)))
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(
            wrong,
            ["样例单位（导入、送审、签字、发布）"],
            "{}",
            report.text()
        );
        assert!(in_chinese_type(b"%PDF-1.7 %%EOF").is_err());
    }
}
