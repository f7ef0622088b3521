//! The chores of this house behind one front door, `cargo xtask`; it knows no room of the house
//! and drives the finished programs from outside, as a clerk would.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a chore talks to the person who started it"
)]

mod bench;
mod check;
mod clerk;
mod county;
mod house;
mod package;
mod page;
mod people;
mod run;
mod sample;
mod screenshots;
mod setup;
mod window;
mod wine;

use std::process::ExitCode;

use house::{Fault, House};

const USAGE: &str = "\
cargo xtask <chore>

  setup             install what building and testing need; say what it may not
  run               build everything, walk the main job on the command line, open the window
  county            a county and a township on this machine; serves until stopped
  test              everything CI runs, each step named and timed
  test --windows    make the Windows installer and try it under wine; not part of CI
  test --deb        install the Debian package on a clean Debian, work with it, remove it (as root)
  bench [NAME…]     measure (all when none is named; a wrong name lists them)
  package <kind>    make what is carried to an office: windows, deb, portable, update
  sample [--check]  write assets/sample-office again, or only compare
  screenshots       take the handbook's pictures again, in the real window
  workbooks         write assets/workbooks, the empty tables for villages, again
  codegen           write the vocabulary tables of docs/glossary.md again
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match chore(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn chore(words: &[String]) -> Result<(), Fault> {
    let house = House::find()?;
    match words {
        [name] if name == "setup" => setup::setup(),
        [name] if name == "run" => run::run(&house).and_then(|()| window::run(&house)),
        [name] if name == "county" => county::run(&house),
        [name] if name == "test" => check::test(&house),
        [name, flag] if name == "test" && flag == "--windows" => wine::test(&house),
        [name, flag] if name == "test" && flag == "--deb" => package::deb_proof::prove(&house),
        [name, benches @ ..] if name == "bench" => bench::bench(&house, benches),
        [name] if name == "sample" => sample::write(&house),
        [name, flag] if name == "sample" && flag == "--check" => sample::check(&house),
        [name, words @ ..] if name == "package" => package::package(&house, words),
        [name] if name == "screenshots" => screenshots::take(&house),
        [name] if name == "workbooks" => check::workbooks(&house),
        [name] if name == "codegen" => check::codegen(&house),
        [] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(Fault::new(format!(
            "no such chore: {}\n\n{USAGE}",
            words.join(" ")
        ))),
    }
}
