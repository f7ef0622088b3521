//! The door of the window: every call by name, its request in and its answer out as JSON; it
//! refuses to know what a window is.
//!
//! Calls that only look run on a desk of their own, so that a page comes up while something long is
//! being written. A fault of the program ends the call, never the window: the desk is opened anew.

mod archiving;
mod by_itself;
mod call;
mod county;
mod drafting;
mod fetching;
mod importing;
mod looking;
mod office;
mod opened;
mod printing;
mod releasing;
mod reviewing;
mod stations;
mod updating;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use serde_json::Value;

use crate::{Host, Problem};
pub use call::{Call, Empty, Item, On, Way};
pub(crate) use opened::Opened;

/// Every call of the door, by name, in the order of the working day.
pub fn calls() -> Vec<Call> {
    let tables = [
        looking::calls(),
        drafting::calls(),
        importing::calls(),
        reviewing::calls(),
        releasing::calls(),
        printing::calls(),
        archiving::calls(),
        stations::calls(),
        county::calls(),
        office::calls(),
        updating::calls(),
    ];
    tables.into_iter().flatten().collect()
}

/// The door, with at most one office behind it.
pub struct Door {
    host: Arc<dyn Host>,
    calls: BTreeMap<&'static str, Call>,
    opened: RwLock<Option<Arc<Opened>>>,
}

/// What comes back through the door.
#[derive(Debug, Clone, PartialEq)]
pub enum Answered {
    /// An answer.
    Told(Value),
    /// A file's bytes.
    Bytes(Vec<u8>),
}

impl Door {
    /// A door with no office behind it yet.
    pub fn new(host: Arc<dyn Host>) -> Self {
        let calls = calls().into_iter().map(|call| (call.name, call)).collect();
        Self {
            host,
            calls,
            opened: RwLock::new(None),
        }
    }

    /// Opens the office in `folder` for writing; the one behind the door so far is closed.
    ///
    /// # Errors
    /// `office-busy` where another program writes in it, any problem of the store. The office
    /// that was open stays open then.
    pub fn open(&self, folder: &Path) -> Result<(), Problem> {
        if self.folder().as_deref() == Some(folder) {
            return Ok(());
        }
        let opened = Opened::open(folder, self.host.clone())?;
        self.put(Some(opened));
        Ok(())
    }

    /// Closes the office behind the door, if there is one.
    pub fn close(&self) {
        self.put(None);
    }

    /// Folder of the office behind the door.
    pub fn folder(&self) -> Option<PathBuf> {
        self.opened().map(|opened| opened.folder().to_owned())
    }

    /// The folder of the office's own forms, if it has one.
    pub fn forms_folder(&self) -> Option<PathBuf> {
        let folder = self.folder()?.join(crate::desk::FORMS);
        folder.is_dir().then_some(folder)
    }

    /// The machine behind the door.
    pub fn host(&self) -> &Arc<dyn Host> {
        &self.host
    }

    /// Something is being written right now.
    pub fn is_writing(&self) -> bool {
        self.opened().is_some_and(|opened| opened.is_writing())
    }

    /// Answers the call `name`.
    ///
    /// # Errors
    /// `no-such-call`, `request-unreadable`, `no-office` where the call needs one, what the task
    /// says. Nothing is half done.
    pub fn answer(&self, name: &str, request: Value) -> Result<Answered, Problem> {
        let Some(call) = self.calls.get(name) else {
            let text = format!("窗口问了一件办事台不认识的事：{name}");
            return Err(Problem::usage("no-such-call", text, "重新安装本程序"));
        };
        call.run(self, request)
    }

    /// The open office.
    ///
    /// # Errors
    /// `no-office`.
    pub(crate) fn office(&self) -> Result<Arc<Opened>, Problem> {
        self.opened().ok_or_else(|| {
            Problem::refused("no-office", "还没有打开登记库", "先建立单位或打开登记库")
        })
    }

    fn opened(&self) -> Option<Arc<Opened>> {
        self.opened
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn put(&self, opened: Option<Opened>) {
        let opened = opened.map(Arc::new);
        if let Some(office) = &opened {
            by_itself::begin(office);
            fetching::begin(office);
        }
        *self.opened.write().unwrap_or_else(PoisonError::into_inner) = opened;
    }
}
