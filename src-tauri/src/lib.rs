//! The window of the office: a page and the one door behind it; it refuses to know a rule of the
//! office, a file of the store or a page of paper.

mod ahead;
mod doorbell;
mod frame;
mod host;
mod ipc;
mod menu;
mod own_files;
mod self_test;
mod started;
mod web_view;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use gongkai_frontdesk::door::Door;
use gongkai_frontdesk::{
    Host as _, Preferences, READER_COMMAND, SystemHost, hand_over, serve_reader,
};

use started::Wanted;
use web_view::WebView;

/// The whole program.
pub fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1).peekable();
    if words.next_if(|word| word == READER_COMMAND).is_some() {
        // A process of its own reads a workbook: it has no window, and nobody to speak to.
        let served = serve_reader(words, std::io::stdout());
        return ExitCode::from(u8::from(served.is_err()));
    }
    let program = std::env::current_exe().unwrap_or_default();
    if let Some(ended) = hand_over(&program, std::env::args_os().skip(1)) {
        return ended;
    }
    match started::wanted(words, &std::env::current_dir().unwrap_or_default()) {
        Wanted::Window { office, files } => window(program, office, files),
        Wanted::SelfTest { report } => self_tested(&program, report),
    }
}

fn window(program: PathBuf, office: Option<PathBuf>, files: Vec<PathBuf>) -> ExitCode {
    paint_with_the_processor();
    let host = SystemHost::of(program.clone());
    if let Err(problem) = host.ready() {
        host::tell_last(&format!("{}。\n{}。", problem.text, problem.next));
        return ExitCode::FAILURE;
    }
    let folder = office.or(Preferences::read(host.preferences()).office);
    if let Some(folder) = &folder
        && doorbell::ring(folder, &files)
    {
        // The office's window is open already; it has come forward.
        return ExitCode::SUCCESS;
    }
    let drawn_by = web_view::found(&program);
    if drawn_by == WebView::Missing {
        host::tell_last(web_view::MISSING);
        return ExitCode::FAILURE;
    }
    let door = Arc::new(Door::new(Arc::new(host)));
    let start = frame::Start {
        office: folder,
        files,
        program,
        drawn_by,
    };
    match frame::open(door, start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            host::tell_last(&format!("窗口打不开：{error}"));
            ExitCode::FAILURE
        }
    }
}

/// Tries everything but the window, and writes down how it came out.
fn self_tested(program: &Path, place: Option<PathBuf>) -> ExitCode {
    let report = self_test::run(program);
    let text = report.text();
    let written = match place {
        // Editors of Windows take a text for the country's old encoding unless it begins so.
        Some(place) => std::fs::write(place, format!("\u{feff}{text}")),
        None => std::io::stdout().write_all(text.as_bytes()),
    };
    ExitCode::from(u8::from(!report.is_good() || written.is_err()))
}

/// Pages of text and lines need no graphics card; asking a weak or an absent one for them costs a
/// quarter of the start (`docs/decisions/0028`). Whoever sets the variable himself is obeyed.
fn paint_with_the_processor() {
    #[cfg(target_os = "linux")]
    let _ = glib::setenv("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1", false);
}
