//! Where forms are read from: the office's own folder first, then the program's; it refuses a form
//! that is broken rather than to take another in its place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::fault::{FormFault, FormTrouble};
use super::{Form, FormKind};

/// The folders in which forms stand.
#[derive(Debug, Clone)]
pub struct FormShelf {
    shipped: PathBuf,
    own: Option<PathBuf>,
}

impl FormShelf {
    /// The program's forms in `shipped` and, if given, the office's in `own`, which come first.
    pub fn new(shipped: &Path, own: Option<&Path>) -> Self {
        Self {
            shipped: shipped.to_owned(),
            own: own.map(Path::to_owned),
        }
    }

    /// The file that a paper is set from, and whether it is the office's own.
    pub fn file(&self, kind: FormKind) -> (PathBuf, bool) {
        let name = format!("{}.txt", kind.name());
        let own = self.own.as_ref().map(|folder| folder.join(&name));
        match own.filter(|path| path.is_file()) {
            Some(path) => (path, true),
            None => (self.shipped.join(name), false),
        }
    }

    /// The form of a paper as its file says now.
    ///
    /// # Errors
    /// [`FormFault`] with file and line.
    pub fn form(&self, kind: FormKind) -> Result<Form, Box<FormFault>> {
        let (path, own) = self.file(kind);
        let fault = |line, trouble| {
            Box::new(FormFault {
                path: path.clone(),
                line,
                trouble,
                own,
            })
        };
        let bytes = fs::read(&path).map_err(|error| fault(None, unread(&error)))?;
        let text = String::from_utf8(bytes).map_err(|_| fault(None, FormTrouble::NotUtf8))?;
        Form::parse(kind.vocabulary(), &text)
            .map_err(|(line, trouble)| fault(Some(line).filter(|line| *line > 0), trouble))
    }
}

fn unread(error: &io::Error) -> FormTrouble {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
        _ => error.to_string(),
    };
    FormTrouble::Unreadable(why)
}
