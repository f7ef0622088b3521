//! The desk without a window: arguments in, one answer out, as the contract in
//! `docs/commands.md` has it; it refuses to know a rule of the office.

mod arguments;
mod commands;
mod labels;
mod prose;
mod tables;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use clap::error::ErrorKind;
use gongkai_frontdesk::{Host, Problem, READER_COMMAND, SystemHost, hand_over, serve_reader};
use serde_json::{Value, json};

use arguments::Arguments;

/// The whole program, on the real machine.
pub fn main() -> ExitCode {
    let program = std::env::current_exe().unwrap_or_default();
    let reads = std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == READER_COMMAND);
    if !reads && let Some(ended) = hand_over(&program, std::env::args_os().skip(1)) {
        return ended;
    }
    let host = SystemHost::of(program);
    let status = run(
        std::env::args_os(),
        Arc::new(host),
        &mut io::stdout(),
        &mut io::stderr(),
    );
    ExitCode::from(status)
}

/// Runs one command. Answers with the exit status: 0 done, 1 refused by a rule, 2 wrong usage, 3
/// unreadable, missing, damaged, foreign or newer.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    host: Arc<dyn Host>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments
        .get(1)
        .is_some_and(|first| first == READER_COMMAND)
    {
        return serve(arguments.into_iter().skip(2), out, err);
    }
    let json = arguments.iter().any(|argument| argument == "--json");
    let answer = match Arguments::try_parse_from(&arguments) {
        Ok(arguments) => commands::run(arguments, host),
        Err(error) if is_help(&error) => return told(out, &error.to_string(), 0),
        Err(error) => Err(usage(&error)),
    };
    match answer {
        Ok(answer) if json => told(out, &answer.value.to_string(), answer.status),
        Ok(answer) => told(out, &prose::tell(&answer), answer.status),
        Err(problem) if json => told(
            out,
            &json!({ "problem": problem }).to_string(),
            problem.exit.status(),
        ),
        Err(problem) => told(err, &prose::problem(&problem), problem.exit.status()),
    }
}

/// What a command answers.
pub(crate) struct Answer {
    /// Which command, for the prose.
    pub(crate) command: &'static str,
    /// The answer.
    pub(crate) value: Value,
    /// The exit status.
    pub(crate) status: u8,
}

fn serve(
    arguments: impl Iterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    match serve_reader(arguments, out) {
        Ok(()) => 0,
        Err(sentence) => told(err, &sentence, 3),
    }
}

/// A pipe that nobody reads is no reason to panic.
fn told(stream: &mut dyn Write, text: &str, status: u8) -> u8 {
    let written = writeln!(stream, "{}", text.trim_end()).and_then(|()| stream.flush());
    match written {
        Ok(()) => status,
        Err(_) => status.max(3),
    }
}

fn is_help(error: &clap::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    )
}

/// What clap says, as a problem. What was typed may be private, so it is not repeated.
fn usage(error: &clap::Error) -> Problem {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let allowed = context(clap::error::ContextKind::ValidValue);
    let argument = context(clap::error::ContextKind::InvalidArg);
    let text = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少必填的参数：{argument}"),
        ErrorKind::UnknownArgument => format!("不认识的参数：{argument}"),
        ErrorKind::InvalidSubcommand => "不认识的命令".to_owned(),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "没有写命令".to_owned()
        }
        ErrorKind::ArgumentConflict => format!("参数不能同时使用：{argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let source = std::error::Error::source(error)
                .map(ToString::to_string)
                .unwrap_or_default();
            let allowed = if allowed.is_empty() {
                source
            } else {
                format!("可以是：{allowed}")
            };
            format!("参数 {argument} 的值不对。{allowed}")
        }
        _ => format!("命令写法不对：{argument}"),
    };
    Problem::usage(
        "usage",
        text,
        "用 gongkai --help 看写法；命令后加 --help 看该命令的参数",
    )
}
