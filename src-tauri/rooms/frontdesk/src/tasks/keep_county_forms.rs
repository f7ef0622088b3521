//! The forms of counties' web systems: which are the office's own, which are broken and where, and a
//! copy of one to begin with. An own form is never written over.

use std::fs;
use std::path::PathBuf;

use gongkai_registry::{audit, operation, write_beside};
use serde::{Deserialize, Serialize};

use super::keep_staff::administrator;
use crate::county::forms::{forms, own_folder, read};
use crate::problem::file_problem;
use crate::{Acting, Desk, Problem, typed};

/// A form to begin an own one with.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "OwnCountyFormRequest", optional_fields = nullable))]
pub struct Request {
    /// The form that is copied.
    pub from: String,
    /// Name of the own one: the county's, or its site's.
    pub name: String,
    /// Who settles it.
    pub acting: Acting,
}

/// Every form.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CountyForms", optional_fields = nullable))]
pub struct Answer {
    /// The forms.
    pub forms: Vec<Line>,
}

/// One form.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CountyFormLine", optional_fields = nullable))]
pub struct Line {
    /// Its name.
    pub name: String,
    /// The file it is read from.
    pub file: PathBuf,
    /// The office wrote it.
    pub own: bool,
    /// Names of its fields, in order.
    pub fields: Vec<String>,
    /// What is wrong with it.
    pub broken: Option<Problem>,
}

/// What was copied.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "OwnCountyForm"))]
pub struct Copied {
    /// The office's own file now.
    pub file: PathBuf,
}

/// Every form as its file says now.
///
/// # Errors
/// A folder that cannot be read.
pub fn list(desk: &Desk) -> Result<Answer, Problem> {
    let line = |(name, shelved): (String, crate::county::forms::Shelved)| {
        let form = read(&shelved.file);
        let (form, broken) = match form {
            Ok(form) => (Some(form), None),
            Err(problem) => (None, Some(problem)),
        };
        let fields = form.into_iter().flat_map(|form| form.fields);
        Line {
            name,
            file: shelved.file,
            own: shelved.own,
            fields: fields.map(|field| field.label).collect(),
            broken,
        }
    };
    Ok(Answer {
        forms: forms(desk)?.into_iter().map(line).collect(),
    })
}

/// Copies a form into the office's folder, where it may be changed.
///
/// # Errors
/// `no-such-form`, `form-exists`, `form-name`, `lacks-duty`, `who-acts`, a folder that cannot be
/// written.
pub fn copy(desk: &mut Desk, request: &Request) -> Result<Copied, Problem> {
    let (actor, moment) = administrator(desk, &request.acting)?;
    let name = typed::open_line("填报单名称", &request.name)?;
    if name.is_empty() || name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '.']) {
        let text = "填报单名称不能空着，也不能有标点符号";
        return Err(Problem::refused("form-name", text, "例如：样例县").in_field("填报单名称"));
    }
    let shelved = forms(desk)?;
    let Some(from) = shelved.get(request.from.trim()) else {
        let names: Vec<&str> = shelved.keys().map(String::as_str).collect();
        let text = format!("没有叫“{}”的填报单", request.from);
        let next = format!("从这些里选一种：{}", names.join("、"));
        return Err(Problem::refused("no-such-form", text, next));
    };
    let folder = own_folder(desk);
    let file = folder.join(format!("{name}.txt"));
    if file.exists() {
        let text = format!("本单位已经有“{name}”填报单");
        let next = "直接改那个文件；要重新开始，换一个名称";
        return Err(Problem::refused("form-exists", text, next).in_file(&file));
    }
    let bytes = fs::read(&from.file).map_err(|error| file_problem(&from.file, &error))?;
    fs::create_dir_all(&folder).map_err(|error| file_problem(&folder, &error))?;
    write_beside(&file, &bytes)?;
    let office = desk.store.card().office;
    desk.store
        .change::<_, Problem>(operation!("own-county-form"), |change| {
            let (about, entered_at) = (("office", office), moment.entered.unix_ms);
            let (act, on) = ("own-county-form", moment.occurred_on);
            let entry = audit::Entry::new(act, about, actor, on, entered_at)
                .open_fact("form", name.as_str());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Copied { file })
}
