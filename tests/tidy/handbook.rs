//! The handbook cannot go stale in silence: its index lists every chapter, its pictures are all
//! there and all used, and the words it gives as standing on the screen do stand there.

use std::collections::BTreeSet;

use super::tree::Tree;

const FOLDER: &str = "docs/用户手册/";
const INDEX: &str = "docs/用户手册/README.md";
const ALBUM: &str = "docs/用户手册/图/";

/// Chapters, pictures and marked words agree with the tree.
pub(super) fn agrees(tree: &Tree) -> Vec<String> {
    let mut findings = unlisted(tree);
    findings.extend(pictures(tree));
    findings.extend(words(tree));
    findings
}

fn chapters(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.ending(".md")
        .filter(|(path, _)| path.starts_with(FOLDER))
}

fn unlisted(tree: &Tree) -> Vec<String> {
    let index = tree.text(INDEX).unwrap_or_default();
    chapters(tree)
        .filter_map(|(path, _)| path.strip_prefix(FOLDER))
        .filter(|name| *name != "README.md" && !index.contains(&format!("({name})")))
        .map(|name| format!("{INDEX} does not list {name}"))
        .collect()
}

fn pictures(tree: &Tree) -> Vec<String> {
    let named: BTreeSet<String> = chapters(tree)
        .flat_map(|(_, text)| text.split("](图/").skip(1))
        .filter_map(|rest| rest.split(')').next())
        .map(|name| format!("{ALBUM}{name}"))
        .collect();
    let there: BTreeSet<String> = tree
        .files()
        .filter(|(path, _)| path.starts_with(ALBUM))
        .map(|(path, _)| path.to_owned())
        .collect();
    let missing = named.difference(&there).map(|path| {
        format!("{path} is named in the handbook and not there: cargo xtask screenshots")
    });
    let unused = there
        .difference(&named)
        .map(|path| format!("{path} is in no chapter"));
    missing.chain(unused).collect()
}

/// Words between `**` stand on the screen: in the page's sources or in what the desk says.
fn words(tree: &Tree) -> Vec<String> {
    let screen: String = tree
        .texts()
        .filter(|(path, _)| is_screen(path))
        .map(|(_, text)| without_spaces(text))
        .collect();
    let mut findings = Vec::new();
    for (path, text) in chapters(tree) {
        for word in text.split("**").skip(1).step_by(2) {
            if !screen.contains(&without_spaces(word)) {
                findings.push(format!("{path} says “{word}”, which no page says"));
            }
        }
    }
    findings
}

fn is_screen(path: &str) -> bool {
    let page = path.starts_with("ui/src/") && !path.ends_with(".test.ts");
    let desk =
        path.starts_with("src-tauri/src/") || path.starts_with("src-tauri/rooms/frontdesk/src/");
    page || desk
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAPTER: &str = "docs/用户手册/01-打印.md";

    #[test]
    fn a_chapter_a_picture_and_a_word_that_went_stale_are_found() {
        let fresh = [
            (INDEX, "1. [打印](01-打印.md)"),
            (CHAPTER, "点**打印 三份**。![样子](图/样子.png)"),
            ("docs/用户手册/图/样子.png", ""),
            ("ui/src/A.vue", "<ElButton>打印三份</ElButton>"),
        ];
        assert!(agrees(&Tree::of(&fresh)).is_empty());
        let renamed = [fresh[0], fresh[1], fresh[2], ("ui/src/A.vue", "印三份")];
        assert_eq!(agrees(&Tree::of(&renamed)).len(), 1);
        let lost = [fresh[0], fresh[1], fresh[3]];
        assert_eq!(agrees(&Tree::of(&lost)).len(), 1);
        let idle = [(INDEX, ""), fresh[2], (CHAPTER, "")];
        assert_eq!(agrees(&Tree::of(&idle)).len(), 2);
    }
}
