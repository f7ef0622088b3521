//! Builds what the asked benches run, and nothing else: a release of everything takes half an hour.

use crate::house::{Fault, House, succeed};

/// A program of this workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    Bin(&'static str),
    Example(&'static str),
}

/// Builds the release of each.
pub(super) fn build(house: &House, needs: &[Program]) -> Result<(), Fault> {
    succeed("cargo build", &mut house.cargo(&words(needs)))
}

/// The words after `cargo`. The whole workspace is asked for, so that whatever is built is built with the
/// same features and built once.
fn words(needs: &[Program]) -> Vec<&'static str> {
    let mut words = vec!["build", "--release", "--locked", "--workspace"];
    for (place, need) in needs.iter().enumerate() {
        if needs[..place].contains(need) {
            continue;
        }
        words.extend(match need {
            Program::Bin(name) => ["--bin", name],
            Program::Example(name) => ["--example", name],
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_program_is_asked_for_once_and_no_other() {
        let needs = [
            Program::Bin("gongkai"),
            Program::Example("book"),
            Program::Bin("gongkai"),
        ];
        assert_eq!(
            words(&needs)[4..],
            ["--bin", "gongkai", "--example", "book"]
        );
    }
}
