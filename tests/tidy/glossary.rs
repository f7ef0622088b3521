//! The glossary's tables of codes and labels are what the rulebook really says; it reads the
//! declarations as text and needs no room for it.

use super::tree::{Tree, file_name};

/// Where the glossary stands.
pub(super) const PAGE: &str = "docs/glossary.md";
const BEGIN: &str = "<!-- vocabulary: begin (written by `cargo xtask codegen`) -->\n";
const END: &str = "<!-- vocabulary: end -->";
/// Where closed vocabularies are declared.
const SOURCES: &str = "src-tauri/rooms/rulebook/src/";

/// One closed vocabulary.
#[derive(Debug, PartialEq)]
struct Vocabulary {
    rust: String,
    term: String,
    module: String,
    values: Vec<Value>,
}

/// One of its values.
#[derive(Debug, PartialEq)]
struct Value {
    rust: String,
    code: String,
    label: String,
    aliases: Vec<String>,
}

/// The page with its tables written anew.
pub(super) fn rewritten(tree: &Tree) -> Result<String, String> {
    let page = tree.text(PAGE).ok_or(format!("{PAGE} is missing"))?;
    let (before, rest) = page
        .split_once(BEGIN)
        .ok_or(format!("{PAGE} lacks {BEGIN}"))?;
    let (_, after) = rest.split_once(END).ok_or(format!("{PAGE} lacks {END}"))?;
    let tables: String = vocabularies(tree).iter().map(table).collect();
    Ok(format!("{before}{BEGIN}\n{tables}{END}{after}"))
}

/// The glossary says what the sources say, and no word of a vocabulary is there twice.
pub(super) fn vocabulary(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    match rewritten(tree) {
        Err(missing) => findings.push(missing),
        Ok(page) if tree.text(PAGE) != Some(&page) => {
            findings.push(format!("{PAGE} is stale; run `cargo xtask codegen`"));
        }
        Ok(_) => {}
    }
    for Vocabulary { rust, values, .. } in vocabularies(tree) {
        let mut words: Vec<&String> = Vec::new();
        for Value {
            code,
            label,
            aliases,
            ..
        } in &values
        {
            let own: std::collections::BTreeSet<_> =
                [code, label].into_iter().chain(aliases).collect();
            words.extend(own);
        }
        words.sort();
        for pair in words.windows(2).filter(|pair| pair[0] == pair[1]) {
            findings.push(format!("{rust}: {} stands for two values", pair[0]));
        }
    }
    findings
}

/// Every column and table that the hand-written half names stands in a migration.
pub(super) fn columns(tree: &Tree) -> Vec<String> {
    let Some((by_hand, _)) = tree.text(PAGE).and_then(|page| page.split_once(BEGIN)) else {
        return vec![format!("{PAGE} lacks {BEGIN}")];
    };
    let migrations = tree
        .texts()
        .filter(|(path, _)| path.contains("/migrations/"));
    let words: std::collections::BTreeSet<&str> = migrations
        .flat_map(|(_, sql)| sql.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    let cells = by_hand.lines().filter_map(|line| line.split('|').nth(3));
    cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .filter(|name| !name.starts_with('…') && !words.contains(name))
        .map(|name| format!("{PAGE}: no column or table is called {name}"))
        .collect()
}

fn table(vocabulary: &Vocabulary) -> String {
    let Vocabulary {
        rust,
        term,
        module,
        values,
    } = vocabulary;
    let mut text = format!(
        "### {term} · `{module}::{rust}`\n\n| 汉语（标签） | 代码 | Rust | 也认得 |\n|---|---|---|---|\n"
    );
    for Value {
        rust,
        code,
        label,
        aliases,
    } in values
    {
        let aliases = aliases.join("、");
        text.push_str(&format!("| {label} | `{code}` | `{rust}` | {aliases} |\n"));
    }
    text.push('\n');
    text
}

fn vocabularies(tree: &Tree) -> Vec<Vocabulary> {
    let mut all = Vec::new();
    for (path, text) in tree
        .ending(".rs")
        .filter(|(path, _)| path.starts_with(SOURCES))
    {
        let name = path
            .strip_prefix(SOURCES)
            .unwrap_or(path)
            .replace('/', "::");
        let module = name.trim_end_matches(".rs").trim_end_matches("::mod");
        if file_name(path) == "coded.rs" {
            continue;
        }
        for block in text.split("coded! {").skip(1) {
            all.extend(declaration(block, module));
        }
    }
    all
}

/// Reads `pub enum Name ("term") { Variant = "code" / "label" | "alias", … }`.
fn declaration(block: &str, module: &str) -> Option<Vocabulary> {
    let (_, rest) = block.split_once("pub enum ")?;
    let (head, rest) = rest.split_once('{')?;
    let (rust, term) = head.split_once('(')?;
    let mut values: Vec<Value> = Vec::new();
    let mut words = tokens(rest).into_iter();
    while let Some(Token::Name(rust)) = words.next() {
        let mut texts = Vec::new();
        for token in words.by_ref() {
            match token {
                Token::Text(text) => texts.push(text),
                Token::Comma => break,
                Token::Name(_) => return None,
            }
        }
        let mut texts = texts.into_iter();
        let (code, label) = (texts.next()?, texts.next()?);
        values.push(Value {
            rust,
            code,
            label,
            aliases: texts.collect(),
        });
    }
    Some(Vocabulary {
        rust: rust.trim().to_owned(),
        term: term
            .trim()
            .trim_end_matches(')')
            .trim_matches('"')
            .to_owned(),
        module: module.to_owned(),
        values,
    })
}

enum Token {
    Name(String),
    Text(String),
    Comma,
}

/// The words of a declaration up to its closing brace, without comments and attributes.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '}' => break,
            '/' if characters.peek() == Some(&'/') => {
                characters.by_ref().find(|c| *c == '\n');
            }
            '#' => {
                characters.by_ref().find(|c| *c == ']');
            }
            '"' => {
                tokens.push(Token::Text(
                    characters.by_ref().take_while(|c| *c != '"').collect(),
                ));
            }
            ',' => tokens.push(Token::Comma),
            letter if letter.is_alphabetic() => {
                let mut name = String::from(letter);
                while let Some(next) = characters.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    name.push(next);
                }
                tokens.push(Token::Name(name));
            }
            _ => {}
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "coded! {\n    /// 职责, a duty.\n    #[derive(Default)]\n    pub enum Duty (\"职责\") {\n        \
        /// 经办: \"drafts\".\n        #[default]\n        Draft = \"draft\" / \"经办\",\n        \
        Review = \"review\"\n            / \"审核\" | \"保密审查\"\n            | \"复核\",\n    }\n}\n";

    fn tree_with(source: &str, page: &str) -> Tree {
        Tree::of(&[
            ("src-tauri/rooms/rulebook/src/a/duty.rs", source),
            (PAGE, page),
        ])
    }

    #[test]
    fn declarations_are_read_as_the_macro_reads_them() {
        let read = vocabularies(&tree_with(SOURCE, ""));
        assert_eq!(read.len(), 1);
        assert_eq!(
            (read[0].rust.as_str(), read[0].term.as_str()),
            ("Duty", "职责")
        );
        assert_eq!(read[0].module, "a::duty");
        assert_eq!(read[0].values.len(), 2);
        assert_eq!(read[0].values[1].aliases, ["保密审查", "复核"]);
    }

    #[test]
    fn a_stale_table_is_found() {
        let empty = format!("# 词表\n{BEGIN}{END}\n");
        assert_eq!(vocabulary(&tree_with(SOURCE, &empty)).len(), 1);
        let fresh = rewritten(&tree_with(SOURCE, &empty)).unwrap();
        assert!(fresh.contains("| 审核 | `review` | `Review` | 保密审查、复核 |"));
        assert!(vocabulary(&tree_with(SOURCE, &fresh)).is_empty());
        let renamed = SOURCE.replace("\"经办\"", "\"起草\"");
        assert_eq!(vocabulary(&tree_with(&renamed, &fresh)).len(), 1);
        assert_eq!(vocabulary(&tree_with(SOURCE, "no table")).len(), 1);
    }

    #[test]
    fn a_column_that_is_not_there_is_found() {
        let tree = Tree::of(&[
            (
                "rooms/registry/migrations/1.sql",
                "CREATE TABLE copy (no TEXT) STRICT;",
            ),
            (
                PAGE,
                &format!("| 一式三份 | x | `copy`、`number` | y | z |\n{BEGIN}\n{END}"),
            ),
        ]);
        assert_eq!(
            columns(&tree),
            [format!("{PAGE}: no column or table is called number")]
        );
    }

    #[test]
    fn a_word_for_two_values_is_found() {
        let source = SOURCE.replace("\"复核\"", "\"经办\"");
        let page = rewritten(&tree_with(&source, &format!("{BEGIN}{END}"))).unwrap();
        assert_eq!(
            vocabulary(&tree_with(&source, &page)),
            ["Duty: 经办 stands for two values"]
        );
    }

    /// Every declaration in the rulebook is read, so that none escapes the glossary.
    #[test]
    fn no_declaration_of_the_rulebook_is_missed() {
        let tree = Tree::committed();
        let declared: usize = tree
            .ending(".rs")
            .filter(|(path, _)| path.starts_with(SOURCES) && file_name(path) != "coded.rs")
            .map(|(_, text)| text.matches("coded! {").count())
            .sum();
        assert_eq!(vocabularies(&tree).len(), declared);
        assert!(declared > 0);
    }
}
