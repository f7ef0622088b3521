//! Times whole processes; it throws nothing away and knows no goal.

use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4 as _;

use crate::house::Fault;

/// An amount in the unit of its figure: seconds, megabytes.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Amount(pub(super) f64);

/// Runs a program to its end and says how long it took. What it prints is thrown away; a failure
/// is a fault, for the time of a failure means nothing.
pub(super) fn time(command: &mut Command) -> Result<Amount, Fault> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let line = format!("{command:?}");
    let started = Instant::now();
    let output = command
        .output()
        .map_err(|error| Fault::new(format!("{line}: {error}")))?;
    let taken = Amount(started.elapsed().as_secs_f64());
    if output.status.success() {
        return Ok(taken);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(Fault::new(format!("{line}: {}\n{said}", output.status)))
}

/// What a run took.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) seconds: f64,
    /// Processor time; on a busy machine the wall's says little.
    pub(super) processor: f64,
    /// The most memory at once.
    pub(super) megabytes: f64,
}

/// Runs a program to its end; what it says is thrown away.
pub(super) fn run(command: &mut Command) -> Result<Run, Fault> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let line = format!("{command:?}");
    let fault = |error: std::io::Error| Fault::new(format!("{line}: {error}"));
    let started = Instant::now();
    let child = command.spawn().map_err(fault)?;
    let ended = child.wait4().map_err(fault)?;
    let seconds = started.elapsed().as_secs_f64();
    match ended.status.success() {
        true => Ok(Run {
            seconds,
            processor: (ended.rusage.utime + ended.rusage.stime).as_secs_f64(),
            megabytes: ended.rusage.maxrss as f64 / 1e6,
        }),
        false => Err(Fault::new(format!("{line}: {}", ended.status))),
    }
}

/// The middle one of what the runs took.
pub(super) fn middle(runs: &[Run], value: fn(&Run) -> f64) -> Amount {
    median(runs.iter().map(|run| Amount(value(run))).collect())
}

/// Times two things in turn, so that whatever slows the machine slows both. Each gives the
/// command of its n-th run.
pub(super) fn in_turn(
    times: usize,
    mut one: impl FnMut(usize) -> Result<Command, Fault>,
    mut peer: impl FnMut(usize) -> Result<Command, Fault>,
) -> Result<(Amount, Amount), Fault> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..times {
        theirs.push(time(&mut peer(run)?)?);
        ours.push(time(&mut one(run)?)?);
    }
    Ok((median(ours), median(theirs)))
}

/// The middle one; of an even number the lower of the two in the middle.
pub(super) fn median(mut times: Vec<Amount>) -> Amount {
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    times
        .get(times.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(Amount(f64::NAN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(
            median(vec![Amount(3.0), Amount(1.0), Amount(2.0)]),
            Amount(2.0)
        );
        assert_eq!(median(vec![Amount(4.0), Amount(1.0)]), Amount(1.0));
    }
}
