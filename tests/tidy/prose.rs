//! What README.md and docs say about the house is true; it judges no style.

use std::collections::BTreeSet;

use super::crates::{HOUSE, manifests_of};
use super::tree::{Tree, file_name, folder, resolved};

const HEADINGS: [&str; 5] = [
    "## Context",
    "## Decision",
    "## Why",
    "## What it costs",
    "## How we would notice it is wrong",
];

/// The cells of a page's table rows whose first cell is a crate of the floor plan.
fn rows<'a>(page: &'a str, first: &str) -> Vec<Vec<&'a str>> {
    let mut inside = false;
    page.lines()
        .filter(|line| {
            inside = line.starts_with('|') && (inside || line.starts_with(first));
            inside
        })
        .skip(2)
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

fn bare(cell: &str) -> &str {
    cell.trim_matches('`').trim_end_matches('/')
}

/// README.md lists exactly the crates there are, where they are, each with a sentence.
pub(super) fn floor_plan(tree: &Tree) -> Vec<String> {
    let rows = rows(tree.text("README.md").unwrap_or_default(), "| crate |");
    let told: BTreeSet<_> = rows
        .iter()
        .map(|row| {
            (
                bare(row[0]).to_owned(),
                bare(row.get(1).unwrap_or(&"")).to_owned(),
            )
        })
        .collect();
    let there: BTreeSet<_> = manifests_of(tree)
        .into_iter()
        .map(|manifest| (manifest.name, folder(manifest.path).to_owned()))
        .collect();
    let mut findings: Vec<_> = there
        .difference(&told)
        .map(|(name, place)| format!("{name} in {place} is missing in README.md"))
        .chain(told.difference(&there).map(|(name, place)| {
            format!("README.md tells of {name} in {place}, which is not there")
        }))
        .collect();
    for row in rows
        .iter()
        .filter(|row| row.get(2).is_none_or(|text| text.len() < 10))
    {
        findings.push(format!("README.md says nothing about {}", row[0]));
    }
    findings
}

/// docs/architecture.md shows the same edges that this test enforces.
pub(super) fn edge_table(tree: &Tree) -> Vec<String> {
    let page = tree.text("docs/architecture.md").unwrap_or_default();
    let told: BTreeSet<_> = rows(page, "| crate | may know |")
        .into_iter()
        .map(|row| {
            let known = row
                .get(1)
                .copied()
                .unwrap_or_default()
                .split(',')
                .map(str::trim);
            let known: BTreeSet<_> = known
                .map(bare)
                .filter(|name| *name != "nobody")
                .map(str::to_owned)
                .collect();
            (bare(row[0]).to_owned(), known)
        })
        .collect();
    let enforced: BTreeSet<_> = HOUSE
        .iter()
        .map(|(name, _, known)| {
            (
                (*name).to_owned(),
                known.iter().map(|name| (*name).to_owned()).collect(),
            )
        })
        .collect();
    enforced
        .symmetric_difference(&told)
        .map(|(name, known)| format!("{name} → {known:?} is told or enforced, not both"))
        .collect()
}

/// Decision pages are numbered without gaps and keep their form.
pub(super) fn decisions(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let pages = tree
        .ending(".md")
        .filter(|(path, _)| folder(path) == "docs/decisions");
    for (number, (path, text)) in (1..).zip(pages) {
        if !file_name(path).starts_with(&format!("{number:04}-")) {
            findings.push(format!("{path} should have the number {number:04}"));
        }
        let at: Vec<_> = HEADINGS
            .iter()
            .map(|heading| text.lines().position(|line| line.trim_end() == *heading))
            .collect();
        if at.contains(&None) || !at.is_sorted() {
            findings.push(format!("{path} lacks one of {}", HEADINGS.join(", ")));
        }
    }
    findings
}

/// What a page points to within the tree is there.
pub(super) fn links(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending(".md") {
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let target = target
                .split('#')
                .next()
                .unwrap_or_default()
                .trim_end_matches('/');
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let wanted = resolved(folder(path), target);
            let inside = format!("{wanted}/");
            if !tree
                .files()
                .any(|(there, _)| there == wanted || there.starts_with(&inside))
            {
                findings.push(format!("{path} points to {target}, which is not there"));
            }
        }
    }
    findings
}

/// The window's page loads nothing from elsewhere.
pub(super) fn remote_content(tree: &Tree) -> Vec<String> {
    const LOADS: [&str; 4] = ["src=\"", "href=\"", "url(", "import \""];
    let mut findings = Vec::new();
    for (path, text) in tree.texts().filter(|(path, _)| path.starts_with("ui/")) {
        for load in LOADS {
            let away = |rest: &str| {
                ["http:", "https:", "//"]
                    .iter()
                    .any(|far| rest.starts_with(far))
            };
            if text.split(load).skip(1).any(away) {
                findings.push(format!("{path} loads something from elsewhere ({load}…)"));
            }
        }
    }
    findings
}

/// Both licences stand there whole.
pub(super) fn licences(tree: &Tree) -> Vec<String> {
    const TEXTS: [(&str, &[&str]); 3] = [
        ("LICENSE", &["MulanPSL-2.0 OR Apache-2.0"]),
        (
            "LICENSE-MulanPSL2",
            &[
                "木兰宽松许可证， 第2版",
                "条款结束",
                "END OF THE TERMS AND CONDITIONS",
            ],
        ),
        (
            "LICENSE-APACHE",
            &[
                "TERMS AND CONDITIONS FOR USE",
                "9. Accepting Warranty",
                "END OF TERMS AND CONDITIONS",
            ],
        ),
    ];
    let whole = |path: &str, parts: &[&str]| {
        tree.text(path)
            .is_some_and(|text| parts.iter().all(|part| text.contains(part)))
    };
    TEXTS
        .iter()
        .filter(|(path, parts)| !whole(path, parts))
        .map(|(path, _)| format!("{path} is missing or not whole"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const README: &str = "| crate | folder | what |\n|---|---|---|\n| `gongkai-cli` | `src-tauri/cli/` | the tasks in a shell |\n\nend\n";
    const MANIFEST: (&str, &str) = (
        "src-tauri/cli/Cargo.toml",
        "[package]\nname = \"gongkai-cli\"\n",
    );

    #[test]
    fn a_floor_plan_that_is_not_true_is_found() {
        assert!(floor_plan(&Tree::of(&[MANIFEST, ("README.md", README)])).is_empty());
        assert_eq!(floor_plan(&Tree::of(&[MANIFEST])).len(), 1);
        assert_eq!(floor_plan(&Tree::of(&[("README.md", README)])).len(), 1);
        let moved = README.replace("cli/", "bin/");
        assert_eq!(
            floor_plan(&Tree::of(&[MANIFEST, ("README.md", &moved)])).len(),
            2
        );
        let silent = README.replace("the tasks in a shell", "");
        assert_eq!(
            floor_plan(&Tree::of(&[MANIFEST, ("README.md", &silent)])).len(),
            1
        );
    }

    #[test]
    fn an_edge_table_that_is_not_true_is_found() {
        let mut page = String::from("| crate | may know |\n|---|---|\n");
        for (name, _, known) in HOUSE {
            let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
            let known = if known.is_empty() {
                "nobody".to_owned()
            } else {
                known.join(", ")
            };
            page.push_str(&format!("| `{name}` | {known} |\n"));
        }
        assert!(edge_table(&Tree::of(&[("docs/architecture.md", &page)])).is_empty());
        let wrong = page.replace(
            "| `gongkai-xtask` | nobody |",
            "| `gongkai-xtask` | `gongkai-cli` |",
        );
        assert_eq!(
            edge_table(&Tree::of(&[("docs/architecture.md", &wrong)])).len(),
            2
        );
        assert_eq!(edge_table(&Tree::of(&[])).len(), HOUSE.len());
    }

    #[test]
    fn a_decision_without_its_form_or_number_is_found() {
        let good = HEADINGS.join("\n\ntext\n\n");
        let page = |name: &str, text: &str| {
            decisions(&Tree::of(&[(&format!("docs/decisions/{name}"), text)])).len()
        };
        assert_eq!(page("0001-rooms.md", &good), 0);
        assert_eq!(page("0002-rooms.md", &good), 1);
        assert_eq!(
            page("0001-rooms.md", &good.replace("## Why", "## Because")),
            1
        );
    }

    #[test]
    fn a_dead_link_is_found() {
        let page = "[a](../README.md#top) [b](https://example.org) [c](decisions/) [d](gone.md)";
        let tree = Tree::of(&[
            ("docs/a.md", page),
            ("README.md", ""),
            ("docs/decisions/b.md", ""),
        ]);
        assert_eq!(
            links(&tree),
            ["docs/a.md points to gone.md, which is not there"]
        );
    }

    #[test]
    fn remote_content_is_found() {
        let far = "<script src=\"https://example.org/a.js\"></script>";
        assert_eq!(
            remote_content(&Tree::of(&[("ui/index.html", far)])).len(),
            1
        );
        let near = "<script src=\"/a.js\"></script>";
        assert!(remote_content(&Tree::of(&[("ui/index.html", near)])).is_empty());
    }

    #[test]
    fn a_missing_or_shortened_licence_is_found() {
        assert_eq!(licences(&Tree::of(&[])).len(), 3);
        let tree = Tree::of(&[("LICENSE-APACHE", "TERMS AND CONDITIONS FOR USE")]);
        assert_eq!(licences(&tree).len(), 3);
    }
}
