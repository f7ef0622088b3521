//! The window of the office: a page and the one door behind it; it refuses to know a rule of the
//! office, a file of the store or a page of paper.

mod ahead;
mod doorbell;
mod frame;
mod host;
mod ipc;
mod menu;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use gongkai_frontdesk::door::Door;
use gongkai_frontdesk::{Host as _, Preferences, READER_COMMAND, SystemHost, serve_reader};

/// The whole program.
pub fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    let first = words.next();
    if first.as_deref().is_some_and(|word| word == READER_COMMAND) {
        // A process of its own reads a workbook: it has no window, and nobody to speak to.
        let served = serve_reader(words, std::io::stdout());
        return ExitCode::from(u8::from(served.is_err()));
    }
    paint_with_the_processor();
    let wanted = first
        .filter(|word| word == "--office")
        .and_then(|_| words.next())
        .map(PathBuf::from);
    let host = SystemHost::of(std::env::current_exe().unwrap_or_default());
    let usual = Preferences::read(host.preferences()).office;
    let folder = wanted.or(usual);
    if let Some(folder) = &folder
        && doorbell::ring(folder)
    {
        // The office's window is open already; it has come forward.
        return ExitCode::SUCCESS;
    }
    let door = Arc::new(Door::new(Arc::new(host)));
    match frame::open(door, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            host::tell_last(&format!("窗口打不开：{error}"));
            ExitCode::FAILURE
        }
    }
}

/// Pages of text and lines need no graphics card; asking a weak or an absent one for them costs a
/// quarter of the start (`docs/decisions/0028`). Whoever sets the variable himself is obeyed.
fn paint_with_the_processor() {
    #[cfg(target_os = "linux")]
    let _ = glib::setenv("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1", false);
}
