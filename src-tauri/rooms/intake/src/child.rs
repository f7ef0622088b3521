//! Reads a workbook in a process of its own, under limits of memory and time: a file of two cells
//! can make a parser ask for more memory than there is, and that ends a process, not a call.

use std::ffi::OsString;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::child_document;
use crate::error::{Bound, Fault, IntakeError};
use crate::frame::{FrameWriter, next_message};
use crate::gather::{Assembler, Message, Sink as _};
use crate::limits::Limits;
use crate::raw::Workbook;
use crate::read::{load, read_into};

/// How often somebody is asked whether he wants it stopped.
const ASKED_EVERY: Duration = Duration::from_millis(50);

/// As [`read_unless`], and nobody stops it.
///
/// # Errors
/// As [`read_unless`].
pub fn read(
    program: &Path,
    prefix: &[OsString],
    path: &Path,
    limits: &Limits,
) -> Result<Workbook, IntakeError> {
    read_unless(program, prefix, path, limits, &|| false)
}

/// Asks a reading process for a workbook: starts `program prefix… ORDER FILE`, which must call
/// [`serve`] with the last two arguments and start no process of its own (that would keep the pipe
/// open when the reader is ended), and puts together what it sends.
///
/// # Errors
/// [`IntakeError`] with the file's own fault, [`Fault::TooBig`] when the process passed its
/// memory or its time, [`Fault::ReaderDied`] when it ended otherwise, [`Fault::ReaderBroken`]
/// when it could not be started or spoke nonsense, [`Fault::Stopped`] when `stop`, which is asked
/// several times a second, wanted the process ended.
pub fn read_unless(
    program: &Path,
    prefix: &[OsString],
    path: &Path,
    limits: &Limits,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Workbook, IntakeError> {
    let order = limits.to_string();
    ask(program, prefix, &order, path, limits, stop, |output| {
        gather(output, limits)
    })
}

/// Starts a reading process with an order and takes its answer in with `gather`, which gives
/// nothing where the stream broke off before its end.
pub(crate) fn ask<T>(
    program: &Path,
    prefix: &[OsString],
    order: &str,
    path: &Path,
    limits: &Limits,
    stop: &(dyn Fn() -> bool + Sync),
    gather: impl FnOnce(BufReader<ChildStdout>) -> Result<Option<T>, Fault>,
) -> Result<T, IntakeError> {
    let at = |fault| IntakeError::new(path, fault);
    let mut child = start(program, prefix, order, path, limits).map_err(at)?;
    let Some(output) = child.stdout.take() else {
        return Err(at(broken("no pipe")));
    };
    let child = Mutex::new(child);
    let late = AtomicBool::new(false);
    let stopped = AtomicBool::new(false);
    let (done, wait) = channel::<()>();
    let (answer, status) = std::thread::scope(|scope| {
        let (child, late, stopped) = (&child, &late, &stopped);
        scope.spawn(move || {
            if let Some(why) = watch(&wait, limits, stop) {
                match why {
                    Cut::Late => late.store(true, Ordering::SeqCst),
                    Cut::Stopped => stopped.store(true, Ordering::SeqCst),
                }
                end(child);
            }
        });
        let answer = gather(BufReader::with_capacity(1 << 16, output));
        match answer {
            // Nothing more is wanted of it, not even that it gives back its memory tidily.
            Ok(Some(_)) => end(child),
            // One that has ended on its own keeps its own status.
            Ok(None) | Err(_) => give_up(child, limits, late),
        }
        let status = child.lock().unwrap_or_else(PoisonError::into_inner).wait();
        drop(done);
        (answer, status)
    });
    match answer {
        Ok(Some(whole)) => Ok(whole),
        Ok(None) | Err(_) if stopped.load(Ordering::SeqCst) => Err(at(Fault::Stopped)),
        Ok(None) => Err(at(cause_of_death(late.into_inner(), status, limits))),
        Err(fault) => Err(at(fault)),
    }
}

/// What the reading process does: takes the two last arguments that [`read`] gave it, sets its own
/// limits, reads the file and writes the stream. It answers within the stream even when it fails.
///
/// # Errors
/// [`ServeError`] when the arguments are wrong or the output is gone; the process should end
/// with a status other than zero.
pub fn serve(
    arguments: impl IntoIterator<Item = OsString>,
    output: impl Write,
) -> Result<(), ServeError> {
    let mut arguments = arguments.into_iter();
    let order = arguments.next().ok_or(ServeError::Arguments)?;
    let order = order.to_str().ok_or(ServeError::Arguments)?;
    let (job, limits) = child_document::Job::of(order);
    let limits: Limits = limits.parse().map_err(|_| ServeError::Arguments)?;
    let path = PathBuf::from(arguments.next().ok_or(ServeError::Arguments)?);
    confine(&limits).map_err(|detail| ServeError::Limits { detail })?;
    if let Some(job) = job {
        return child_document::serve(job, &path, &limits, output);
    }
    let mut writer = FrameWriter::new(output, &limits);
    match read_into(&path, &limits, &mut writer) {
        Ok(()) => Ok(()),
        Err(fault) => writer
            .send(&Message::Failed(fault))
            .map_err(|_| ServeError::Output),
    }
}

/// Why a reading process could not do its work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ServeError {
    /// The arguments are not limits and a file.
    #[error("读表进程的参数应为：限额 文件")]
    Arguments,
    /// The limits could not be set, and without them nothing is read.
    #[error("读表进程设不了限额")]
    Limits {
        /// What the system says.
        detail: String,
    },
    /// Nobody listens any more.
    #[error("读表进程的输出中断")]
    Output,
}

fn start(
    program: &Path,
    prefix: &[OsString],
    order: &str,
    path: &Path,
    limits: &Limits,
) -> Result<Child, Fault> {
    // What needs no parser is answered without one.
    let about = std::fs::metadata(path);
    if !about.as_ref().is_ok_and(std::fs::Metadata::is_file) {
        load(path, limits)?;
    }
    Command::new(program)
        .args(prefix)
        .arg(order)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| broken(&format!("{}: {error}", program.display())))
}

/// The workbook; `None` when the stream broke off before its end.
fn gather(mut output: impl std::io::Read, limits: &Limits) -> Result<Option<Workbook>, Fault> {
    let mut assembler = Assembler::new(*limits);
    let mut buffer = Vec::new();
    while let Some(message) = next_message(&mut output, &mut buffer, limits)? {
        let ends = matches!(message, Message::End { .. });
        assembler.take(message)?;
        if ends {
            return Ok(assembler.finish());
        }
    }
    Ok(None)
}

/// Why a reading process is ended from outside.
enum Cut {
    Late,
    Stopped,
}

/// Waits until the reading is done, its time is over or somebody wants it stopped.
fn watch(wait: &Receiver<()>, limits: &Limits, stop: &dyn Fn() -> bool) -> Option<Cut> {
    let mut left = limits.wall();
    while !left.is_zero() {
        let step = left.min(ASKED_EVERY);
        if wait.recv_timeout(step) != Err(RecvTimeoutError::Timeout) {
            return None;
        }
        if stop() {
            return Some(Cut::Stopped);
        }
        left -= step;
    }
    Some(Cut::Late)
}

fn end(child: &Mutex<Child>) {
    let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
}

/// Ends a process that has closed its stream or spoken nonsense, unless it ends by itself within
/// a moment.
fn give_up(child: &Mutex<Child>, limits: &Limits, late: &AtomicBool) {
    let patience = limits.wall().min(Duration::from_millis(500));
    let step = Duration::from_millis(5);
    let mut waited = Duration::ZERO;
    while waited < patience && !late.load(Ordering::SeqCst) {
        let state = child
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .try_wait();
        if !matches!(state, Ok(None)) {
            return;
        }
        std::thread::sleep(step);
        waited += step;
    }
    end(child);
}

fn cause_of_death(late: bool, status: std::io::Result<ExitStatus>, limits: &Limits) -> Fault {
    let time = Fault::TooBig {
        limit: Bound::Time(limits.wall_ms),
    };
    if late {
        return time;
    }
    let status = match status {
        Ok(status) => status,
        Err(error) => return broken(&error.to_string()),
    };
    match ending(status) {
        Ending::Memory => Fault::TooBig {
            limit: Bound::Memory(limits.memory),
        },
        Ending::Processor => Fault::TooBig {
            limit: Bound::Time(limits.processor_seconds.saturating_mul(1000)),
        },
        Ending::Other => Fault::ReaderDied {
            detail: status.to_string(),
        },
    }
}

pub(crate) fn broken(detail: &str) -> Fault {
    Fault::ReaderBroken {
        detail: detail.to_owned(),
    }
}

enum Ending {
    Memory,
    #[cfg_attr(
        windows,
        expect(dead_code, reason = "there the parent's clock alone ends it")
    )]
    Processor,
    Other,
}

/// An allocation that fails aborts (SIGABRT, 6); the processor's limit sends SIGXCPU (24) and
/// then SIGKILL (9).
#[cfg(unix)]
fn ending(status: ExitStatus) -> Ending {
    use std::os::unix::process::ExitStatusExt as _;
    match status.signal() {
        Some(6) => Ending::Memory,
        Some(9 | 24) => Ending::Processor,
        Some(_) | None => Ending::Other,
    }
}

/// A failed allocation ends a Rust program on Windows with `STATUS_STACK_BUFFER_OVERRUN`
/// (`fail fast`).
#[cfg(windows)]
fn ending(status: ExitStatus) -> Ending {
    match status.code() {
        Some(-1_073_740_791 | TOO_MUCH_MEMORY) => Ending::Memory,
        Some(_) | None => Ending::Other,
    }
}

#[cfg(unix)]
fn confine(limits: &Limits) -> Result<(), String> {
    use rlimit::Resource;
    let set = |resource: Resource, value: u64| {
        let (_, hard) = resource.get().map_err(|error| error.to_string())?;
        let value = value.min(hard);
        resource.set(value, hard).map_err(|error| error.to_string())
    };
    set(Resource::AS, limits.memory)?;
    set(Resource::CPU, limits.processor_seconds)?;
    // No picture of its memory is left on the disk: it would hold the village's numbers.
    set(Resource::CORE, 0)
}

/// On Windows the job bounds what the process keeps in memory; what it asks for beyond that would go
/// to the disk, so a thread of its own looks after it. Time is the parent's, who ends it.
#[cfg(windows)]
fn confine(limits: &Limits) -> Result<(), String> {
    use win32job::utils::{get_current_process, get_process_memory_info};
    let mut info = win32job::ExtendedLimitInfo::new();
    let most = usize::try_from(limits.memory).unwrap_or(usize::MAX);
    info.limit_working_memory(1 << 20, most);
    let job = win32job::Job::create_with_limit_info(&info).map_err(|error| error.to_string())?;
    job.assign_current_process()
        .map_err(|error| error.to_string())?;
    // The job lives as long as its handle, the handle as long as the process.
    let _ = job.into_handle();
    let watching = std::thread::Builder::new().spawn(move || {
        loop {
            let asked = get_process_memory_info(get_current_process());
            if asked.is_ok_and(|asked| asked.private_usage > most) {
                std::process::exit(TOO_MUCH_MEMORY);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    });
    watching.map(drop).map_err(|error| error.to_string())
}

/// How a process ends that found itself asking for too much memory.
#[cfg(windows)]
const TOO_MUCH_MEMORY: i32 = 77;
