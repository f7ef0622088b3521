//! The shape of source files: length, opening sentence, lint exceptions; it parses no Rust.

use super::tree::Tree;

/// Past this a file is listed.
const LONG: usize = 400;
/// Past this a file is refused.
const TOO_LONG: usize = 600;
/// Files whose length is watched.
const WATCHED: &[&str] = &[".rs", ".ts", ".vue", ".css", ".html", ".sh", ".py", ".sql"];
const GENERATED: &str = "@generated";

fn lengths(tree: &Tree) -> impl Iterator<Item = (&str, usize)> {
    tree.texts()
        .filter(|(path, text)| {
            let generated = text.lines().take(3).any(|line| line.contains(GENERATED));
            WATCHED.iter().any(|end| path.ends_with(end)) && !generated
        })
        .map(|(path, text)| (path, text.lines().count()))
}

/// No file is longer than 600 lines, except generated ones.
pub(super) fn length(tree: &Tree) -> Vec<String> {
    lengths(tree)
        .filter(|(_, lines)| *lines > TOO_LONG)
        .map(|(path, lines)| format!("{path} has {lines} lines; {TOO_LONG} is the limit"))
        .collect()
}

/// Files that ask for a wall: a warning only.
pub(super) fn long(tree: &Tree) -> Vec<String> {
    lengths(tree)
        .filter(|(_, lines)| *lines > LONG)
        .map(|(path, lines)| format!("{path} has {lines} lines; past {LONG} it asks for a wall"))
        .collect()
}

/// Every Rust file opens with a sentence that says what it is for. A `tests.rs` beside its module
/// says so by its name.
pub(super) fn opening(tree: &Tree) -> Vec<String> {
    tree.ending(".rs")
        .filter(|(path, _)| !path.ends_with("/tests.rs"))
        .filter(|(_, text)| {
            let opening: String = text
                .lines()
                .map_while(|line| line.strip_prefix("//!"))
                .collect();
            opening.trim().len() < 20
        })
        .map(|(path, _)| format!("{path} does not open with a `//!` sentence"))
        .collect()
}

/// Exceptions from lints are expected, with a reason.
pub(super) fn lint_exceptions(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending(".rs") {
        let squeezed: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for opening in [concat!("#[al", "low("), concat!("#![al", "low(")] {
            if squeezed.contains(opening) {
                findings.push(format!("{path}: {opening}…)]; use expect with a reason"));
            }
        }
        for opening in [concat!("#[exp", "ect("), concat!("#![exp", "ect(")] {
            for rest in squeezed.split(opening).skip(1) {
                let end = rest.find(")]").unwrap_or(rest.len());
                if !rest[..end].contains("reason =") {
                    findings.push(format!("{path}: {opening}{}) has no reason", &rest[..end]));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_listed_and_longer_ones_refused() {
        let lines = |count: usize| "x\n".repeat(count);
        let tree = Tree::of(&[
            ("good.rs", &lines(400)),
            ("long.rs", &lines(401)),
            ("too_long.sql", &lines(601)),
            ("generated.ts", &format!("// {GENERATED}\n{}", lines(900))),
            ("list.json", &lines(900)),
        ]);
        assert_eq!(length(&tree).len(), 1);
        assert_eq!(long(&tree).len(), 2);
    }

    #[test]
    fn a_file_without_an_opening_is_found() {
        let tree = Tree::of(&[
            (
                "good.rs",
                "//! Reads a village's list; it writes nothing.\n",
            ),
            ("short.rs", "//! x\nfn main() {}\n"),
            ("none.rs", "fn main() {}\n"),
            ("room/src/list/tests.rs", "use super::*;\n"),
        ]);
        assert_eq!(opening(&tree).len(), 2);
    }

    #[test]
    fn an_exception_without_reason_is_found() {
        let with_reason = concat!("#[exp", "ect(clippy::x, reason = \"why\")]");
        let without = concat!("#![exp", "ect(\n    clippy::x\n)]");
        let allowed = concat!("#[al", "low(clippy::x)]");
        let tree = Tree::of(&[("a.rs", with_reason), ("b.rs", without), ("c.rs", allowed)]);
        assert_eq!(lint_exceptions(&tree).len(), 2);
    }
}
