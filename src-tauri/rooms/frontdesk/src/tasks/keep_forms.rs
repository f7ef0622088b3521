//! The forms that papers are set from: which are the office's own, which are broken and where, and a
//! copy of the program's to begin with. An own form is never written over.

use std::fs;
use std::path::PathBuf;

use gongkai_printroom::{FormKind, FormShelf};
use gongkai_registry::{audit, operation, write_beside};
use serde::{Deserialize, Serialize};

use super::keep_staff::administrator;
use crate::desk::FORMS;
use crate::{Acting, Desk, Problem};

/// A form that the office wants to change.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "OwnPaperFormRequest", optional_fields = nullable))]
pub struct Request {
    /// Its name: 公开件, 审批表 …
    pub name: String,
    /// Who settles it.
    pub acting: Acting,
}

/// Every form.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "PaperForms", optional_fields = nullable)
)]
pub struct Answer {
    /// The forms, in the order of the papers.
    pub forms: Vec<Line>,
    /// The folder of the office's own forms; it may not be there yet.
    pub folder: PathBuf,
    /// Files in that folder that no paper is set from: probably a name that was typed wrong.
    pub idle: Vec<String>,
}

/// One form.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PaperForm", optional_fields = nullable))]
pub struct Line {
    /// Its name.
    pub name: String,
    /// The file it is read from.
    pub file: PathBuf,
    /// The office wrote it.
    pub own: bool,
    /// What is wrong with it: file, line and what was probably meant. Its paper is not printed.
    pub broken: Option<Problem>,
}

/// What was copied.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "OwnPaperForm"))]
pub struct Copied {
    /// The office's own file now.
    pub file: PathBuf,
}

/// Every form as its file says now.
///
/// # Errors
/// What the disk says of the office's folder.
pub fn list(desk: &Desk) -> Result<Answer, Problem> {
    let shelf = desk.forms();
    Ok(Answer {
        forms: FormKind::ALL.map(|kind| line(&shelf, kind)).into(),
        folder: folder(desk),
        idle: idle(desk)?,
    })
}

/// As [`list`], for who wants to know whether every paper can be printed.
///
/// # Errors
/// `form-broken` with file and line of the first broken form, and how many more there are.
pub fn check(desk: &Desk) -> Result<Answer, Problem> {
    let answer = list(desk)?;
    let mut broken = answer.forms.iter().filter_map(|line| line.broken.as_ref());
    let Some(first) = broken.next() else {
        return Ok(answer);
    };
    let text = match broken.count() {
        0 => first.text.clone(),
        more => format!("{}；还有 {more} 个样式文件也有错", first.text),
    };
    Err(Problem {
        text,
        ..first.clone()
    })
}

/// Copies a form of the program into the office's folder, where it may be changed.
///
/// # Errors
/// `no-such-form`, `form-exists`, `lacks-duty`, `who-acts`, `io`, what the store says.
pub fn copy(desk: &mut Desk, request: &Request) -> Result<Copied, Problem> {
    let (actor, moment) = administrator(desk, &request.acting)?;
    let kind = kind(&request.name)?;
    let (shipped, _) = FormShelf::new(desk.host.forms(), None).file(kind);
    let folder = folder(desk);
    let file = folder.join(format!("{}.txt", kind.name()));
    if file.exists() {
        let text = format!("本单位已经有自己的“{}”样式", kind.name());
        let next = "直接改那个文件；要重新开始，先把它移走";
        return Err(Problem::refused("form-exists", text, next).in_file(&file));
    }
    let bytes = fs::read(&shipped).map_err(|error| uncopied(&shipped, &error))?;
    fs::create_dir_all(&folder).map_err(|error| uncopied(&folder, &error))?;
    write_beside(&file, &bytes)?;
    let office = desk.store.card().office;
    desk.store
        .change::<_, Problem>(operation!("own-paper-form"), |change| {
            let (about, entered_at) = (("office", office), moment.entered.unix_ms);
            let entry = audit::Entry::new(
                "own-paper-form",
                about,
                actor,
                moment.occurred_on,
                entered_at,
            )
            .open_fact("form", kind.name());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Copied { file })
}

fn line(shelf: &FormShelf, kind: FormKind) -> Line {
    let (file, own) = shelf.file(kind);
    let broken = shelf.form(kind).err().map(|fault| {
        let error: gongkai_printroom::PrintError = fault.into();
        Problem::from(error)
    });
    Line {
        name: kind.name().to_owned(),
        file,
        own,
        broken,
    }
}

fn kind(name: &str) -> Result<FormKind, Problem> {
    let wanted = name.trim().trim_end_matches(".txt");
    let found = FormKind::ALL.into_iter().find(|kind| kind.name() == wanted);
    found.ok_or_else(|| {
        let names: Vec<&str> = FormKind::ALL.iter().map(|kind| kind.name()).collect();
        let text = format!("没有叫“{wanted}”的样式");
        let next = format!("从这些里选一种：{}", names.join("、"));
        Problem::refused("no-such-form", text, next)
    })
}

/// The office's folder of forms.
fn folder(desk: &Desk) -> PathBuf {
    desk.store.layout().folder().join(FORMS)
}

/// Text files that no paper is set from.
fn idle(desk: &Desk) -> Result<Vec<String>, Problem> {
    let folder = folder(desk);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(&folder).map_err(|error| uncopied(&folder, &error))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            let stem = name.strip_suffix(".txt");
            stem.is_some_and(|stem| FormKind::ALL.iter().all(|kind| kind.name() != stem))
        })
        .collect();
    names.sort();
    Ok(names)
}

fn uncopied(path: &std::path::Path, error: &std::io::Error) -> Problem {
    let text = format!("样式没有复制成（{error}）");
    Problem::unreadable("io", text, "看看这个文件夹能不能写，再试一次").in_file(path)
}
