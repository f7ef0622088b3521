//! Who may know whom: the edge table, compared with every manifest; it knows no room from inside.

use super::tree::Tree;

/// Every crate the floor plan knows, its folder, and whom of the house it may know.
pub(super) const HOUSE: &[(&str, &str, &[&str])] = &[
    ("gongkai-rulebook", "src-tauri/rooms/rulebook", &[]),
    (
        "gongkai-registry",
        "src-tauri/rooms/registry",
        &["gongkai-rulebook"],
    ),
    (
        "gongkai-intake",
        "src-tauri/rooms/intake",
        &["gongkai-rulebook"],
    ),
    (
        "gongkai-printroom",
        "src-tauri/rooms/printroom",
        &["gongkai-rulebook"],
    ),
    (
        "gongkai-letters",
        "src-tauri/rooms/letters",
        &["gongkai-rulebook"],
    ),
    (
        "gongkai-mailroom",
        "src-tauri/rooms/mailroom",
        &["gongkai-letters", "gongkai-rulebook"],
    ),
    (
        "gongkai-frontdesk",
        "src-tauri/rooms/frontdesk",
        &[
            "gongkai-rulebook",
            "gongkai-registry",
            "gongkai-intake",
            "gongkai-printroom",
            "gongkai-letters",
            "gongkai-mailroom",
        ],
    ),
    ("gongkai-desk", "src-tauri", &["gongkai-frontdesk"]),
    ("gongkai-cli", "src-tauri/cli", &["gongkai-frontdesk"]),
    (
        "gongkai-county",
        "src-tauri/county",
        &["gongkai-letters", "gongkai-mailroom", "gongkai-rulebook"],
    ),
    ("gongkai-xtask", "src-tauri/xtask", &[]),
    (
        "rehearsal",
        "tests",
        &[
            "gongkai-frontdesk",
            "gongkai-cli",
            "gongkai-county",
            "gongkai-letters",
            "gongkai-registry",
        ],
    ),
];

/// Whom a crate knows in its tests alone.
const IN_TESTS: &[(&str, &str)] = &[("gongkai-county", "gongkai-mailroom")];

/// A manifest of the workspace, as far as the rules read it.
pub(super) struct Manifest<'a> {
    pub(super) path: &'a str,
    pub(super) name: String,
    pub(super) text: &'a str,
    /// Names in any `[…dependencies]` table.
    pub(super) dependencies: Vec<String>,
}

/// Every manifest that has a package, but not fuzzing, which is a workspace of its own.
pub(super) fn manifests_of(tree: &Tree) -> Vec<Manifest<'_>> {
    tree.ending("Cargo.toml")
        .filter(|(path, _)| !path.starts_with("tests/fuzz/"))
        .filter_map(|(path, text)| {
            let name = in_table(text, |table| table == "package")
                .find_map(|line| line.strip_prefix("name")?.trim_start().strip_prefix('='))?;
            let dependencies = in_table(text, |table| {
                table.ends_with("dependencies") && !table.starts_with("workspace")
            })
            .filter_map(|line| line.split(['.', '=']).next())
            .map(|name| name.trim().trim_matches('"').to_owned())
            .collect();
            let name = name.trim().trim_matches('"').to_owned();
            Some(Manifest {
                path,
                name,
                text,
                dependencies,
            })
        })
        .collect()
}

/// The lines of the tables whose name is wanted, without comments and blank lines.
fn in_table(text: &str, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().map(str::trim).filter(move |line| {
        if let Some(table) = line.strip_prefix('[') {
            inside = wanted(table.trim_end_matches(']'));
            return false;
        }
        inside && !line.is_empty() && !line.starts_with('#')
    })
}

/// No crate knows another of the house that it may not know.
pub(super) fn edges(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for manifest in manifests_of(tree) {
        let Some((_, _, may_know)) = HOUSE.iter().find(|(name, _, _)| *name == manifest.name)
        else {
            continue;
        };
        for dependency in &manifest.dependencies {
            let of_the_house = HOUSE.iter().any(|(name, _, _)| name == dependency)
                || dependency.starts_with("gongkai");
            if of_the_house && !may_know.contains(&dependency.as_str()) {
                findings.push(format!("{} may not know {dependency}", manifest.name));
            }
        }
        let shipped: Vec<&str> = in_table(manifest.text, |table| table == "dependencies").collect();
        for (_, tool) in IN_TESTS.iter().filter(|(name, _)| *name == manifest.name) {
            if shipped.iter().any(|line| line.starts_with(tool)) {
                let name = &manifest.name;
                findings.push(format!("{name} may know {tool} in its tests alone"));
            }
        }
    }
    findings
}

/// Every crate is on the floor plan and stands in its folder.
pub(super) fn known_crates(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for manifest in manifests_of(tree) {
        let folder = super::tree::folder(manifest.path);
        match HOUSE.iter().find(|(name, _, _)| *name == manifest.name) {
            None => findings.push(format!("{} is on no floor plan", manifest.name)),
            Some((_, place, _)) if *place != folder => {
                findings.push(format!(
                    "{} stands in {folder} instead of {place}",
                    manifest.name
                ));
            }
            Some(_) => {}
        }
    }
    findings
}

/// Every crate takes lints, licence and edition from the workspace and says what it is.
pub(super) fn manifests(tree: &Tree) -> Vec<String> {
    const LINES: [&str; 5] = [
        "license.workspace = true",
        "edition.workspace = true",
        "publish.workspace = true",
        "rust-version.workspace = true",
        "description = ",
    ];
    let mut findings = Vec::new();
    for manifest in manifests_of(tree) {
        for line in LINES {
            if !manifest
                .text
                .lines()
                .any(|there| there.trim().starts_with(line))
            {
                findings.push(format!("{} lacks `{line}`", manifest.path));
            }
        }
        if !in_table(manifest.text, |table| table == "lints").any(|line| line == "workspace = true")
        {
            findings.push(format!(
                "{} lacks `[lints] workspace = true`",
                manifest.path
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(name: &str, rest: &str) -> String {
        format!("[package]\nname = \"{name}\"\n{rest}")
    }

    #[test]
    fn a_room_that_looks_up_is_found() {
        for table in [
            "dependencies",
            "dev-dependencies",
            "target.'cfg(unix)'.dependencies",
        ] {
            let text = manifest(
                "gongkai-printroom",
                &format!("[{table}]\n# gongkai-intake\ngongkai-registry.workspace = true\n"),
            );
            let tree = Tree::of(&[("src-tauri/rooms/printroom/Cargo.toml", &text)]);
            assert_eq!(
                edges(&tree),
                ["gongkai-printroom may not know gongkai-registry"]
            );
        }
    }

    #[test]
    fn what_is_for_tests_is_in_no_program() {
        for (table, count) in [("dependencies", 1), ("dev-dependencies", 0)] {
            let rest = format!("[{table}]\ngongkai-mailroom.workspace = true\n");
            let text = manifest("gongkai-county", &rest);
            let tree = Tree::of(&[("src-tauri/county/Cargo.toml", &text)]);
            assert_eq!(edges(&tree).len(), count, "{table}");
        }
    }

    #[test]
    fn a_stranger_and_a_misplaced_crate_are_found() {
        let (stranger, cli) = (manifest("gongkai-attic", ""), manifest("gongkai-cli", ""));
        let tree = Tree::of(&[("attic/Cargo.toml", &stranger), ("cli/Cargo.toml", &cli)]);
        assert_eq!(known_crates(&tree).len(), 2);
    }

    #[test]
    fn a_manifest_without_lints_or_licence_is_found() {
        let tree = Tree::of(&[("tests/Cargo.toml", &manifest("rehearsal", "[lints]\n"))]);
        assert_eq!(manifests(&tree).len(), 6);
    }

    /// What is read from the manifests is what cargo itself reads.
    #[test]
    fn cargo_sees_the_same_crates_and_edges() {
        let tree = Tree::committed();
        let output = std::process::Command::new(env!("CARGO"))
            .args([
                "metadata",
                "--no-deps",
                "--offline",
                "--locked",
                "--format-version",
                "1",
            ])
            .current_dir(tree.root())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let mut by_cargo = std::collections::BTreeSet::new();
        for package in metadata["packages"].as_array().unwrap() {
            for dependency in package["dependencies"].as_array().unwrap() {
                let key = dependency["rename"].as_str().map(str::to_owned);
                assert!(
                    key.is_none() || !text(&dependency["name"]).starts_with("gongkai"),
                    "a crate of the house under another name: {dependency}"
                );
                let key = key.unwrap_or_else(|| text(&dependency["name"]));
                by_cargo.insert((text(&package["name"]), key));
            }
        }
        let by_tidy: std::collections::BTreeSet<_> = manifests_of(&tree)
            .into_iter()
            .flat_map(
                |Manifest {
                     name, dependencies, ..
                 }| {
                    dependencies
                        .into_iter()
                        .map(move |dependency| (name.clone(), dependency))
                },
            )
            .collect();
        assert_eq!(by_cargo, by_tidy);
    }
}
