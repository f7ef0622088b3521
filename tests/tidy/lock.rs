//! What `Cargo.lock` brings into the house; it downloads nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::crates::manifests_of;
use super::tree::Tree;

/// Crates that may not come in by any way, and why.
const FORBIDDEN: &[(&str, &str)] = &[
    ("sqlx", "links a second SQLite; rusqlite is the one door"),
    ("openssl", "TLS is rustls with ring"),
    ("openssl-sys", "TLS is rustls with ring"),
    ("native-tls", "TLS is rustls with ring"),
    ("aws-lc-sys", "TLS is rustls with ring"),
];

/// What a room refuses to know directly: the reason it is a room.
const REFUSED: &[(&str, &[&str])] = &[
    (
        "gongkai-rulebook",
        &[
            "rusqlite",
            "calamine",
            "printpdf",
            "lopdf",
            "clap",
            "tauri",
            "getrandom",
        ],
    ),
    (
        "gongkai-registry",
        &[
            "calamine",
            "printpdf",
            "lopdf",
            "clap",
            "tauri",
            "rust_xlsxwriter",
        ],
    ),
    (
        "gongkai-intake",
        &["rusqlite", "printpdf", "clap", "tauri", "getrandom"],
    ),
    (
        "gongkai-printroom",
        &["rusqlite", "calamine", "clap", "tauri", "getrandom"],
    ),
    (
        "gongkai-letters",
        &["rusqlite", "calamine", "printpdf", "ureq", "tauri"],
    ),
    (
        "gongkai-mailroom",
        &["rusqlite", "calamine", "printpdf", "tauri", "tokio"],
    ),
    (
        "gongkai-frontdesk",
        &["rusqlite", "calamine", "printpdf", "lopdf", "clap", "tauri"],
    ),
    (
        "gongkai-cli",
        &["rusqlite", "calamine", "printpdf", "tauri"],
    ),
];

/// Packages of the lock file: name to the names it depends on. Versions of one name are joined.
struct Lock<'a> {
    packages: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Every package, with repetitions.
    names: Vec<&'a str>,
}

fn read(text: &str) -> Lock<'_> {
    let mut lock = Lock {
        packages: BTreeMap::new(),
        names: Vec::new(),
    };
    for block in text.split("[[package]]").skip(1) {
        let mut name = "";
        let mut dependencies = BTreeSet::new();
        for line in block.lines() {
            if let Some(rest) = line.strip_prefix("name = ") {
                name = rest.trim_matches('"');
            } else if let Some(rest) = line.strip_prefix(" \"") {
                dependencies.extend(rest.split([' ', '"']).next());
            }
        }
        lock.names.push(name);
        lock.packages.entry(name).or_default().extend(dependencies);
    }
    lock
}

/// Everything that comes in with a package.
fn closure<'a>(lock: &Lock<'a>, from: &'a str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if seen.insert(name) {
            open.extend(lock.packages.get(name).into_iter().flatten().copied());
        }
    }
    seen
}

/// Desk and command line bring in no forbidden crate.
pub(super) fn forbidden(tree: &Tree) -> Vec<String> {
    let Some(text) = tree.text("Cargo.lock") else {
        return vec!["Cargo.lock is not committed".to_owned()];
    };
    let lock = read(text);
    let mut findings = Vec::new();
    for program in ["gongkai-desk", "gongkai-cli"] {
        let brought_in = closure(&lock, program);
        for (name, why) in FORBIDDEN
            .iter()
            .filter(|(name, _)| brought_in.contains(name))
        {
            findings.push(format!("{program} brings in {name}: {why}"));
        }
    }
    findings
}

/// There is exactly one libsqlite3-sys, and no sqlx anywhere.
pub(super) fn one_sqlite(tree: &Tree) -> Vec<String> {
    let lock = read(tree.text("Cargo.lock").unwrap_or_default());
    let count = lock
        .names
        .iter()
        .filter(|name| **name == "libsqlite3-sys")
        .count();
    let mut findings = Vec::new();
    if count != 1 {
        findings.push(format!("{count} versions of libsqlite3-sys instead of one"));
    }
    if lock.names.iter().any(|name| name.starts_with("sqlx")) {
        findings.push("sqlx is in Cargo.lock".to_owned());
    }
    findings
}

/// No room names an outside crate that it exists to do without.
pub(super) fn refused_by_rooms(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for manifest in manifests_of(tree) {
        for (_, refused) in REFUSED.iter().filter(|(name, _)| *name == manifest.name) {
            let normal = manifest
                .text
                .split("[dev-dependencies]")
                .next()
                .unwrap_or_default();
            for name in refused.iter().filter(|name| {
                manifest.dependencies.iter().any(|there| there == **name)
                    && normal
                        .lines()
                        .any(|line| line.trim().split(['.', ' ', '=']).next() == Some(name))
            }) {
                findings.push(format!("{} refuses {name}", manifest.name));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "gongkai-cli"
dependencies = [
 "carrier 1.0.0",
]
[[package]]
name = "carrier"
dependencies = [
 "openssl-sys",
]
[[package]]
name = "openssl-sys"
[[package]]
name = "libsqlite3-sys"
version = "0.38.0"
[[package]]
name = "libsqlite3-sys"
version = "0.39.0"
[[package]]
name = "sqlx-core"
"#;

    #[test]
    fn a_forbidden_crate_two_steps_away_is_found() {
        let findings = forbidden(&Tree::of(&[("Cargo.lock", LOCK)]));
        assert_eq!(
            findings,
            ["gongkai-cli brings in openssl-sys: TLS is rustls with ring"]
        );
        assert_eq!(forbidden(&Tree::of(&[])).len(), 1);
    }

    #[test]
    fn a_second_sqlite_and_sqlx_are_found() {
        assert_eq!(one_sqlite(&Tree::of(&[("Cargo.lock", LOCK)])).len(), 2);
    }

    #[test]
    fn a_room_that_takes_what_it_refuses_is_found() {
        let text =
            "[package]\nname = \"gongkai-rulebook\"\n[dependencies]\nrusqlite.workspace = true\n";
        let tree = Tree::of(&[("src-tauri/rooms/rulebook/Cargo.toml", text)]);
        assert_eq!(
            refused_by_rooms(&tree),
            ["gongkai-rulebook refuses rusqlite"]
        );
        let text = text.replace("[dependencies]", "[dev-dependencies]");
        let tree = Tree::of(&[("src-tauri/rooms/rulebook/Cargo.toml", &text)]);
        assert!(refused_by_rooms(&tree).is_empty());
    }
}
