//! The command line on a stage: its clock is set from outside, and it dies at a named point, as a
//! power cut would have it. It exists for rehearsals only and never ships.
//!
//! `STAGE_TODAY=2019-10-15` sets the day, `STAGE_DIES_AT=release.before-commit` the point.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use gongkai_frontdesk::words::Waypoints;
use stage::StageHost;

/// Dies without a word where it was told to.
struct DiesAt(Option<String>);

impl Waypoints for DiesAt {
    fn reached(&self, name: &'static str) {
        if self.0.as_deref() == Some(name) {
            std::process::abort();
        }
    }
}

fn main() -> ExitCode {
    let today = std::env::var("STAGE_TODAY")
        .ok()
        .and_then(|day| day.parse().ok());
    let program = std::env::current_exe().unwrap_or_default();
    let dies_at = Arc::new(DiesAt(std::env::var("STAGE_DIES_AT").ok()));
    let host = StageHost::new(today.unwrap_or_default(), program, dies_at);
    ExitCode::from(gongkai_cli::run(
        std::env::args_os(),
        Arc::new(host),
        &mut io::stdout(),
        &mut io::stderr(),
    ))
}
