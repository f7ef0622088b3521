//! The repository stays small enough to be cloned over a bad line; it measures, and packs nothing.

use super::fonts::is_font;
use super::tree::Tree;

const MEGABYTE: u64 = 1 << 20;
const FONTS: u64 = 24 * MEGABYTE;
const ONE_FILE: u64 = MEGABYTE;
const WHOLE: u64 = 40 * MEGABYTE;

/// Fonts within 24 MB together, no other file over 1 MB, everything within 40 MB.
pub(super) fn sizes(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let (mut fonts, mut whole) = (0, 0);
    for (path, file) in tree.files() {
        whole += file.size;
        if is_font(path) {
            fonts += file.size;
        } else if file.size > ONE_FILE {
            findings.push(format!(
                "{path} has {} bytes; {ONE_FILE} is the limit",
                file.size
            ));
        }
    }
    if fonts > FONTS {
        findings.push(format!(
            "fonts have {fonts} bytes together; {FONTS} is the limit"
        ));
    }
    if whole > WHOLE {
        findings.push(format!("the tree has {whole} bytes; {WHOLE} is the limit"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_of_anything_is_found() {
        let big = |files: &[(&str, u64)]| sizes(&Tree::of_sizes(files)).len();
        assert_eq!(big(&[("a.ttf", 20 * MEGABYTE), ("a.png", MEGABYTE)]), 0);
        assert_eq!(big(&[("a.png", MEGABYTE + 1)]), 1);
        assert_eq!(big(&[("a.ttf", FONTS + 1)]), 1);
        assert_eq!(big(&[("a.ttf", WHOLE + 1)]), 2);
    }
}
