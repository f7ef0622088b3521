//! Keep the fonts that papers are printed in: which file each of the four stands for, and the office's
//! own in their place. A file that made room is set aside beside the new one.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai_printroom::FontRole;
use gongkai_printroom::fonts::try_font;
use gongkai_registry::{audit, operation, write_beside};
use serde::{Deserialize, Serialize};

use super::keep_staff::administrator;
use crate::{Acting, Desk, Problem};

/// A font to print in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepFontRequest", optional_fields = nullable))]
pub struct Request {
    /// Which of the four: 仿宋, 楷体, 黑体, 小标宋.
    pub role: String,
    /// The font's file; the program's own font again if not said.
    pub file: Option<PathBuf>,
    /// Who settles it.
    pub acting: Acting,
}

/// What papers are printed in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PaperFonts"))]
pub struct Answer {
    /// The four, in their order.
    pub fonts: Vec<Line>,
    /// The folder of the office's own fonts.
    pub folder: PathBuf,
}

/// One of the four.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PaperFont"))]
pub struct Line {
    /// 仿宋, 楷体, 黑体, 小标宋.
    pub role: String,
    /// What is set in it.
    pub used_for: String,
    /// Name of the file.
    pub file: String,
    /// The office put it there.
    pub own: bool,
    /// How many Chinese characters it has.
    pub characters: usize,
}

/// What papers are printed in.
///
/// # Errors
/// `font-missing`.
pub fn list(desk: &Desk) -> Result<Answer, Problem> {
    let line = |used: gongkai_printroom::fonts::UsedFont| Line {
        role: used.role.to_string(),
        used_for: used_for(used.role).to_owned(),
        file: name_of(&used.path),
        own: used.own,
        characters: used.characters,
    };
    Ok(Answer {
        fonts: desk.fonts()?.used()?.into_iter().map(line).collect(),
        folder: folder(desk),
    })
}

/// Prints in another file from the next opening of the office on.
///
/// # Errors
/// `no-such-font`, `font-missing`, `lacks-duty`, `who-acts`, `io`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<(), Problem> {
    let (actor, moment) = administrator(desk, &request.acting)?;
    let Some(role) = FontRole::named(&request.role) else {
        let text = format!("没有叫“{}”的字体", request.role);
        return Err(Problem::refused(
            "no-such-font",
            text,
            "从仿宋、楷体、黑体、小标宋里选一种",
        ));
    };
    let folder = folder(desk);
    let taken = match &request.file {
        Some(file) => {
            try_font(file)?;
            Some(fs::read(file).map_err(|error| unwritten(file, &error))?)
        }
        None => None,
    };
    fs::create_dir_all(&folder).map_err(|error| unwritten(&folder, &error))?;
    set_aside(role, &folder)?;
    if let Some(bytes) = &taken {
        write_beside(&folder.join(role.own_file_name(bytes)), bytes)?;
    }
    let office = desk.store.card().office;
    desk.store
        .change::<_, Problem>(operation!("keep-font"), |change| {
            let entered_at = moment.entered.unix_ms;
            let about = ("office", office);
            let entry =
                audit::Entry::new("keep-font", about, actor, moment.occurred_on, entered_at)
                    .open_fact("role", &request.role)
                    .open_fact("own", if taken.is_some() { "yes" } else { "no" });
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(())
}

/// The office's folder of fonts.
fn folder(desk: &Desk) -> PathBuf {
    desk.store.layout().folder().join("fonts")
}

/// What stands there keeps its bytes under a name that nothing looks for.
fn set_aside(role: FontRole, folder: &Path) -> Result<(), Problem> {
    while let Some(old) = role.own_in(folder) {
        let name = name_of(&old);
        let free = (1..).map(|number| folder.join(format!("替下-{number}-{name}")));
        let Some(aside) = free.into_iter().find(|path| !path.exists()) else {
            return Ok(());
        };
        fs::rename(&old, &aside).map_err(|error| unwritten(&old, &error))?;
    }
    Ok(())
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn unwritten(path: &Path, error: &std::io::Error) -> Problem {
    let text = format!("字体没有换成（{error}）");
    Problem::unreadable("io", text, "看看这个文件夹能不能写，再换一次").in_file(path)
}

const fn used_for(role: FontRole) -> &'static str {
    match role {
        FontRole::Body => "正文、表格",
        FontRole::Kai => "（一）级标题；别的字体没有的字",
        FontRole::Hei => "一、级标题；表头",
        FontRole::Title => "大标题",
    }
}
