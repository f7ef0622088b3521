//! Fonts stand beside their licences; it opens no font.

use super::tree::{Tree, file_name, folder};

const FOLDER: &str = "assets/fonts/";
const PAGE: &str = "assets/fonts/README.md";

/// Whether it is a font file.
pub(super) fn is_font(path: &str) -> bool {
    [".ttf", ".otf", ".ttc", ".woff2"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// Whether it is the text of a font's licence.
pub(super) fn is_licence(path: &str) -> bool {
    let name = file_name(path);
    path.starts_with(FOLDER)
        && ["OFL", "COPYING", "LICENSE", "LICENCE", "GPL"]
            .iter()
            .any(|word| name.contains(word))
}

/// Every font has a licence text beside it, named after it, and both stand in one line of the
/// fonts' page.
pub(super) fn licences(tree: &Tree) -> Vec<String> {
    let page = tree.text(PAGE).unwrap_or_default();
    let mut findings = Vec::new();
    for (path, _) in tree.files().filter(|(path, _)| is_font(path)) {
        if !path.starts_with(FOLDER) {
            findings.push(format!("{path}: fonts live in {FOLDER}"));
        }
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let beside: Vec<_> = tree
            .texts()
            .filter(|(other, text)| {
                folder(other) == folder(path)
                    && other.starts_with(stem)
                    && is_licence(other)
                    && text.len() > 1000
            })
            .map(|(other, _)| file_name(other))
            .collect();
        if beside.is_empty() {
            findings.push(format!(
                "{path} has no licence text named after it beside it"
            ));
        }
        let line = page
            .lines()
            .find(|line| line.contains(&format!("`{}`", file_name(path))));
        if !line.is_some_and(|line| beside.iter().any(|licence| line.contains(licence))) {
            findings.push(format!("{path} and its licence have no line in {PAGE}"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_without_licence_or_line_is_found() {
        let text = "the terms ".repeat(200);
        let line = "| `A.otf` | body | `A.OFL` |";
        let (font, licence) = (
            ("assets/fonts/A.otf", ""),
            ("assets/fonts/A.OFL", text.as_str()),
        );
        assert!(licences(&Tree::of(&[font, licence, (PAGE, line)])).is_empty());
        assert_eq!(licences(&Tree::of(&[font, licence, (PAGE, "")])).len(), 1);
        assert_eq!(licences(&Tree::of(&[font, (PAGE, line)])).len(), 2);
        assert_eq!(
            licences(&Tree::of(&[font, (licence.0, "short"), (PAGE, line)])).len(),
            2
        );
        assert_eq!(licences(&Tree::of(&[("ui/B.ttf", "")])).len(), 3);
    }
}
