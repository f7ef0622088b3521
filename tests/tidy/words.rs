//! Words that may not stand in this tree: empty names, half-finished marks, traces of a workplace,
//! living persons. The lists are split in halves so that they do not find themselves.

use super::tree::Tree;

/// Names that say nothing about what a thing does.
const EMPTY_NAMES: &[&str] = &[
    "manager",
    "service",
    "helper",
    "util",
    "processor",
    "info",
    "data",
];

/// Endings of files that hold code.
const CODE: &[&str] = &[".rs", ".ts", ".vue", ".sql", ".sh", ".py"];

/// Marks of work that is not done, in halves.
const HALF_FINISHED: &[(&str, &str)] = &[
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X:"),
    ("todo", "!("),
    ("unimplemented", "!("),
    ("#[ign", "ore"),
    ("To be wri", "tten"),
    ("To co", "me."),
    ("not yet imple", "mented"),
    ("lorem ", "ipsum"),
    ("待完", "成"),
    ("暂未实", "现"),
];

/// Traces of the place where this was made, in halves; compared without regard to case.
const TRACES: &[(&str, &str)] = &[
    ("/wo", "rk/"),
    ("sha", "red/design"),
    ("sha", "red/domain"),
    ("/tmp/br", "ief"),
    ("known-gro", "und"),
    ("office-prac", "tice"),
    ("floor-plan", ".md"),
    ("command-line", ".md"),
    ("capabilities", ".md"),
    ("facts", ".md"),
    ("issues ", "show"),
    ("issue ", "1"),
    ("issue ", "2"),
    ("issue ", "3"),
    ("this ses", "sion"),
    ("previous ses", "sion"),
    ("a ses", "sion of"),
    ("the br", "ief"),
    ("sub", "agent"),
    ("cla", "ude"),
    ("anthro", "pic"),
    ("chat", "gpt"),
    ("ope", "nai"),
    ("language mo", "del"),
    ("co-auth", "ored-by"),
    ("index.crat", "es.io"),
    ("static.crat", "es.io"),
    ("registry.npm", "js.org"),
    ("registry.npm", "mirror"),
    ("artifac", "tory"),
    ("mirrors", "."),
    ("npm/v1", "/"),
    ("target-cho", "res"),
];

/// Persons whom the two plans of 2019 name, in halves.
const LIVING_PERSONS: &[(&str, &str)] = &[
    ("罗", "今昔"),
    ("胡", "旭东"),
    ("李", "武兴"),
    ("罗", "绍伟"),
    ("宋", "菲菲"),
    ("邱", "艳"),
];

/// No type, trait, module or code file bears an empty name.
pub(super) fn names(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts() {
        if !CODE.iter().any(|end| path.ends_with(end)) {
            continue;
        }
        for part in path.split('/').filter(|part| empty_word(part).is_some()) {
            findings.push(format!("{path}: the name {part} says nothing"));
        }
        if !path.ends_with(".rs") && !path.ends_with(".ts") && !path.ends_with(".vue") {
            continue;
        }
        for (number, name) in declared(text) {
            if let Some(word) = empty_word(name) {
                findings.push(format!("{path}:{number}: {name}: “{word}” says nothing"));
            }
        }
    }
    findings
}

/// The names that lines declare: `struct Name`, `mod name` and the like.
fn declared(text: &str) -> impl Iterator<Item = (usize, &str)> {
    const KEYWORDS: [&str; 9] = [
        "struct",
        "enum",
        "trait",
        "type",
        "mod",
        "union",
        "class",
        "interface",
        "namespace",
    ];
    (1..).zip(text.lines()).filter_map(|(number, line)| {
        let mut words = line.split_whitespace().skip_while(|word| {
            word.starts_with("pub")
                || ["export", "default", "abstract", "declare"].contains(word)
                || word.ends_with(')')
        });
        let keyword = words.next()?;
        let name = words.next().filter(|_| KEYWORDS.contains(&keyword))?;
        let end = name
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(name.len());
        Some((number, &name[..end]))
    })
}

/// The first empty word among the words of a name, singular or plural.
fn empty_word(name: &str) -> Option<&'static str> {
    let mut spaced = String::new();
    for character in name.chars() {
        if character.is_uppercase() || !character.is_alphanumeric() {
            spaced.push(' ');
        }
        spaced.extend(character.to_lowercase());
    }
    let words: Vec<_> = spaced
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| word.strip_suffix('s').unwrap_or(word).to_owned())
        .collect();
    EMPTY_NAMES
        .iter()
        .copied()
        .find(|empty| words.iter().any(|word| word == empty))
}

/// Nothing is left half-finished.
pub(super) fn half_finished(tree: &Tree) -> Vec<String> {
    found(tree, HALF_FINISHED, |text| text.to_owned())
}

/// Nothing tells of the place where this was made.
pub(super) fn traces(tree: &Tree) -> Vec<String> {
    found(tree, TRACES, str::to_lowercase)
}

/// No living person of the plans is named.
pub(super) fn living_persons(tree: &Tree) -> Vec<String> {
    found(tree, LIVING_PERSONS, |text| text.to_owned())
}

fn found(tree: &Tree, list: &[(&str, &str)], fold: fn(&str) -> String) -> Vec<String> {
    let words: Vec<String> = list
        .iter()
        .map(|(one, two)| format!("{one}{two}"))
        .collect();
    let mut findings = Vec::new();
    for (path, text) in tree.texts().filter(|(path, _)| is_ours(path)) {
        for (number, line) in (1..).zip(std::iter::once(path).chain(text.lines())) {
            let line = fold(line);
            for word in words.iter().filter(|word| stands_in(&line, word)) {
                findings.push(format!("{path}:{}: {word}", number - 1));
            }
        }
    }
    findings
}

/// Texts of others are kept as they are.
fn is_ours(path: &str) -> bool {
    let licence = super::fonts::is_licence(path) || path.starts_with("LICENSE");
    !licence && path != "Cargo.lock" && !path.ends_with("package-lock.json")
}

/// Whether the word stands there by itself: where it begins or ends with an ASCII letter or
/// digit, no further one is next to it.
fn stands_in(line: &str, word: &str) -> bool {
    let alone = |edge: Option<char>, next: Option<char>| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !(letter(edge) && letter(next))
    };
    line.match_indices(word).any(|(at, _)| {
        alone(word.chars().next(), line[..at].chars().next_back())
            && alone(
                word.chars().next_back(),
                line[at + word.len()..].chars().next(),
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_names_are_found_and_honest_ones_are_not() {
        let text = "pub(crate) struct DeskManager {\npub enum DocInfos {\nmod string_utils;\n\
                    struct Database;\nenum Channel { ServiceCentre }\n// struct for data\n";
        let tree = Tree::of(&[("rooms/helpers/desk.rs", text), ("docs/data.md", "")]);
        let findings = names(&tree);
        assert_eq!(findings.len(), 4, "{findings:?}");
    }

    #[test]
    fn half_finished_marks_are_found() {
        for (one, two) in HALF_FINISHED {
            let tree = Tree::of(&[("a.rs", &format!("fn f() {{\n    {one}{two} }}"))]);
            assert_eq!(half_finished(&tree).len(), 1, "{one}{two}");
        }
        assert!(half_finished(&Tree::of(&[("a.rs", "let METODOLOGY = 1;")])).is_empty());
    }

    #[test]
    fn traces_are_found_in_any_case_in_text_and_in_names() {
        for (one, two) in TRACES {
            let text = format!("see {one}{two} there").to_uppercase();
            assert_eq!(
                traces(&Tree::of(&[("docs/a.md", &text)])).len(),
                1,
                "{one}{two}"
            );
        }
        let name = format!("docs/known-gro{}", "und.md");
        assert_eq!(traces(&Tree::of(&[(&name, "")])).len(), 1);
        assert!(traces(&Tree::of(&[("a.md", "homework/ and frameworks")])).is_empty());
    }

    #[test]
    fn living_persons_are_found() {
        for (one, two) in LIVING_PERSONS {
            let tree = Tree::of(&[("a.json", &format!("组长：{one}{two}"))]);
            assert_eq!(living_persons(&tree).len(), 1);
        }
    }
}
