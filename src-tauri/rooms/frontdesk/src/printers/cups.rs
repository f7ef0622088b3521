//! Printers through CUPS, by its own commands `lpstat`, `lpoptions` and `lp`; it refuses a shell,
//! a file on the way (pages go in through the pipe), and to wait for ever.

use std::ffi::OsStr;
use std::io::{ErrorKind, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::sizes;
use super::told::{self, Told};
use super::{PrintOrder, Printer, Printers, Sides, no_printing};
use crate::Problem;

/// Longest that one command may take: a network printer that is switched off must not hold the
/// window for ever.
const PATIENCE: Duration = Duration::from_secs(20);

/// The printing system of Linux.
#[derive(Debug, Clone, Default)]
pub struct Cups {
    server: Option<String>,
}

impl Cups {
    /// A printing system of its own at `server` (a host with a port, or a socket's path), instead of
    /// the machine's.
    pub fn at(server: String) -> Self {
        Self {
            server: Some(server),
        }
    }

    /// Runs one command. Its arguments reach it as they are; it answers in plain English.
    fn ask<S: AsRef<OsStr>>(
        &self,
        program: &str,
        arguments: &[S],
        input: Vec<u8>,
    ) -> Result<Told, Problem> {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(server) = &self.server {
            command.env("CUPS_SERVER", server);
        }
        let child = command.spawn().map_err(|error| match error.kind() {
            ErrorKind::NotFound => no_printing(),
            _ => silent(),
        })?;
        hear(child, input)
    }
}

impl Printers for Cups {
    fn list(&self) -> Result<Vec<Printer>, Problem> {
        let names = self.ask("lpstat", &["-e"], Vec::new())?;
        if !names.done && names.is_no_printer() {
            return Ok(Vec::new());
        }
        let names = names.or(silent)?;
        let default = self.ask("lpstat", &["-d"], Vec::new())?;
        let default = told::default_printer(&default.out);
        let mut printers = Vec::new();
        for name in names.lines() {
            let options = self.ask("lpoptions", &["-p", name], Vec::new())?;
            let choices = self.ask("lpoptions", &["-p", name, "-l"], Vec::new())?;
            // One that went away between the questions is not there.
            if options.done {
                let is_default = default == Some(name);
                let said = (options.out.as_str(), choices.out.as_str());
                printers.push(told::printer(name, is_default, said));
            }
        }
        printers.sort_by_key(|printer| !printer.default);
        Ok(printers)
    }

    fn print(&self, order: &PrintOrder) -> Result<String, Problem> {
        let sides = match order.sides {
            Sides::One => "sides=one-sided",
            Sides::Two => "sides=two-sided-long-edge",
        };
        let media = format!("media={}", sizes::media(order.size));
        let arguments = [
            "-d",
            &order.printer,
            "-t",
            &order.title,
            "-n",
            "1",
            "-o",
            sides,
            "-o",
            &media,
            "-o",
            "print-scaling=none",
            "-",
        ];
        let told = self.ask("lp", &arguments, order.pdf.clone())?;
        let refused = || refused(&order.printer, &told.err);
        if !told.done {
            return Err(refused());
        }
        told::request(&told.out).ok_or_else(refused)
    }
}

/// What the command says until it ends; one that takes too long is ended.
fn hear(mut child: Child, input: Vec<u8>) -> Result<Told, Problem> {
    let (mut stdin, mut out, mut err) =
        match (child.stdin.take(), child.stdout.take(), child.stderr.take()) {
            (Some(stdin), Some(out), Some(err)) => (stdin, out, err),
            _ => return Err(silent()),
        };
    // A command that does not read its input is heard all the same.
    thread::spawn(move || stdin.write_all(&input));
    let (heard, ear) = mpsc::channel();
    let complaint = thread::spawn(move || {
        let mut bytes = Vec::new();
        err.read_to_end(&mut bytes).map(|_| bytes)
    });
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = out.read_to_end(&mut bytes).map(|_| bytes);
        // Whoever asked has gone when this fails.
        heard.send(read).ok();
    });
    let out = match ear.recv_timeout(PATIENCE) {
        Ok(Ok(out)) => out,
        Ok(Err(_)) | Err(_) => {
            child.kill().ok();
            child.wait().ok();
            return Err(silent());
        }
    };
    let status = child.wait().map_err(|_| silent())?;
    let err = match complaint.join() {
        Ok(Ok(err)) => err,
        Ok(Err(_)) | Err(_) => Vec::new(),
    };
    Ok(Told {
        done: status.success(),
        out: String::from_utf8_lossy(&out).into_owned(),
        err: String::from_utf8_lossy(&err).into_owned(),
    })
}

fn silent() -> Problem {
    Problem::unreadable(
        "print-system",
        "电脑的打印系统没有回应",
        "检查打印机是否打开、接好，再点“刷新”；急用时先另存为 PDF",
    )
}

fn refused(printer: &str, said: &str) -> Problem {
    let text = format!("打印机“{printer}”没有接下这次打印");
    let next = match told::reason(said) {
        Some(reason) => format!("{reason}；处理好以后再打印，或另存为 PDF"),
        None => "检查打印机是否打开、接好，再打印一次；急用时先另存为 PDF".to_owned(),
    };
    Problem::unreadable("printer-refused", text, next)
}
