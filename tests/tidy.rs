//! Tidy: the rules of this house that a machine can check, run on every file of the tree. It
//! mends nothing, except the generated tables of the glossary when asked to.
//!
//! Each rule is a pure function over a [`Tree`] that answers with findings, so that each can be
//! shown to fail on a tree made for it.

mod contract;
mod crates;
mod fonts;
mod glossary;
mod handbook;
mod lock;
mod prose;
mod rust;
mod sizes;
mod sql;
mod tree;
mod words;

use tree::Tree;

/// A rule: looks at the tree and names what is wrong, one sentence each.
type Rule = fn(&Tree) -> Vec<String>;

const RULES: &[(&str, Rule)] = &[
    ("contract of the window", contract::fresh),
    ("who may know whom", crates::edges),
    ("crates of the house", crates::known_crates),
    ("manifests", crates::manifests),
    ("floor plan in README.md", prose::floor_plan),
    ("edge table in docs/architecture.md", prose::edge_table),
    ("dead links", prose::links),
    ("remote content", prose::remote_content),
    ("decision pages", prose::decisions),
    ("licences of the house", prose::licences),
    ("forbidden crates", lock::forbidden),
    ("one SQLite", lock::one_sqlite),
    ("what rooms refuse", lock::refused_by_rooms),
    ("names", words::names),
    ("half-finished marks", words::half_finished),
    ("traces", words::traces),
    ("living persons", words::living_persons),
    ("file length", rust::length),
    ("opening sentence", rust::opening),
    ("lint exceptions", rust::lint_exceptions),
    ("SQL files are used once", sql::used_once),
    ("one statement a file", sql::one_statement),
    ("migrations", sql::migrations),
    ("fonts have licences", fonts::licences),
    ("repository size", sizes::sizes),
    ("handbook", handbook::agrees),
    ("glossary", glossary::vocabulary),
    ("columns of the glossary", glossary::columns),
];

#[test]
fn the_tree_is_tidy() {
    let tree = Tree::committed();
    let mut report = String::new();
    for (name, rule) in RULES {
        for finding in rule(&tree) {
            report.push_str(&format!("{name}: {finding}\n"));
        }
    }
    for warning in rust::long(&tree) {
        println!("warning: {warning}");
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn codegen_writes_the_glossary_tables_when_asked() {
    if std::env::var_os("GONGKAI_WRITE_GLOSSARY").is_some() {
        let tree = Tree::committed();
        let page = glossary::rewritten(&tree).unwrap();
        std::fs::write(tree.root().join(glossary::PAGE), page).unwrap();
    }
    let findings = glossary::vocabulary(&Tree::committed());
    assert!(findings.is_empty(), "{findings:#?}");
}
