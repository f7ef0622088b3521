//! The forms of counties' web systems: the program's, and the office's own, which go before. A broken
//! one is told with file and line, and nothing is filled from it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai_rulebook::county_form::CountyForm;

use crate::desk::FORMS;
use crate::problem::file_problem;
use crate::{Desk, Problem};

/// The folder within the folders of forms.
const FOLDER: &str = "县网站";
/// The form that is filled if nobody chose one.
pub(crate) const USUAL: &str = "通用";

/// A form on the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shelved {
    pub(crate) file: PathBuf,
    pub(crate) own: bool,
}

/// Every form, by name.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn forms(desk: &Desk) -> Result<BTreeMap<String, Shelved>, Problem> {
    let mut found = BTreeMap::new();
    for (folder, own) in [
        (desk.host.forms().join(FOLDER), false),
        (own_folder(desk), true),
    ] {
        if !folder.is_dir() {
            continue;
        }
        let entries = fs::read_dir(&folder).map_err(|error| file_problem(&folder, &error))?;
        for file in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let name = file
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            if let (Some(name), Some("txt")) = (name, file.extension().and_then(|ext| ext.to_str()))
            {
                found.insert(name, Shelved { file, own });
            }
        }
    }
    Ok(found)
}

/// Where the office's own forms stand.
pub(crate) fn own_folder(desk: &Desk) -> PathBuf {
    desk.store.layout().folder().join(FORMS).join(FOLDER)
}

/// The form of this name, as its file says now.
///
/// # Errors
/// `no-such-form`, `form-broken` with file and line.
pub(crate) fn form(desk: &Desk, name: &str) -> Result<CountyForm, Problem> {
    let forms = forms(desk)?;
    let Some(found) = forms.get(name) else {
        let names: Vec<&str> = forms.keys().map(String::as_str).collect();
        let text = format!("没有叫“{name}”的填报单");
        let next = format!("从这些里选一种：{}", names.join("、"));
        return Err(Problem::refused("no-such-form", text, next).in_field("填报单"));
    };
    read(&found.file)
}

/// A form from its file.
///
/// # Errors
/// `form-broken` with line and reason, a file that cannot be read.
pub(crate) fn read(file: &Path) -> Result<CountyForm, Problem> {
    let text = fs::read_to_string(file).map_err(|error| file_problem(file, &error))?;
    CountyForm::read(&text).map_err(|fault| {
        let next = "用记事本打开这个文件，照提示改好；或者把它移走，就用程序原来的";
        Problem::unreadable("form-broken", fault.to_string(), next).in_file(file)
    })
}
