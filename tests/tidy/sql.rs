//! SQL stands in files beside its module: each used once, one statement a file, migrations in
//! order and never changed after their release. It runs no SQL.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::tree::{Tree, file_name, folder, resolved};

/// Hashes of released migrations; a migration not yet released is marked `open`.
const RELEASED: &str = "tests/fixtures/migrations.sha256";

fn is_migration(path: &str) -> bool {
    folder(path).ends_with("/migrations") && path.ends_with(".sql")
}

/// Where Rust files include text: path of the included file, path of the including one.
fn inclusions(tree: &Tree) -> Vec<(String, String)> {
    let mut inclusions = Vec::new();
    for (path, text) in tree.ending(".rs") {
        for rest in text.split("include_str!").skip(1) {
            let name = rest
                .trim_start_matches(['(', '[', '{'])
                .trim_start()
                .strip_prefix('"');
            if let Some((name, _)) = name.and_then(|name| name.split_once('"')) {
                inclusions.push((resolved(folder(path), name), path.to_owned()));
            }
        }
    }
    inclusions
}

/// Every SQL file is included, and by one place only; nothing includes a file that is not there.
pub(super) fn used_once(tree: &Tree) -> Vec<String> {
    let inclusions = inclusions(tree);
    let mut findings = Vec::new();
    for (path, _) in tree.ending(".sql") {
        let users: Vec<_> = inclusions.iter().filter(|(file, _)| file == path).collect();
        match users.len() {
            0 => findings.push(format!("{path} is used nowhere")),
            1 => {}
            count => findings.push(format!(
                "{path} is included {count} times; keep it in one place"
            )),
        }
    }
    for (file, user) in inclusions.iter().filter(|(file, _)| file.ends_with(".sql")) {
        if !tree.has(file) {
            findings.push(format!("{user} includes {file}, which is not there"));
        }
    }
    findings
}

/// A SQL file is one statement; migrations are several.
pub(super) fn one_statement(tree: &Tree) -> Vec<String> {
    tree.ending(".sql")
        .filter(|(path, _)| !is_migration(path))
        .filter_map(|(path, text)| match statements(text) {
            1 => None,
            count => Some(format!("{path} has {count} statements instead of one")),
        })
        .collect()
}

/// Counts statements: what stands between semicolons, outside quotes and comments.
fn statements(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '-' if characters.peek() == Some(&'-') => {
                characters.by_ref().find(|c| *c == '\n');
            }
            '/' if characters.peek() == Some(&'*') => {
                let mut before = ' ';
                characters
                    .by_ref()
                    .find(|c| std::mem::replace(&mut before, *c) == '*' && *c == '/');
            }
            '\'' | '"' | '`' => {
                inside = true;
                characters.by_ref().find(|c| *c == character);
            }
            ';' => {
                count += usize::from(inside);
                inside = false;
            }
            other => inside |= !other.is_whitespace(),
        }
    }
    count + usize::from(inside)
}

/// Migrations are numbered and dated, open with why, are included in order, and never change
/// once released.
pub(super) fn migrations(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let listed: BTreeMap<&str, &str> = tree
        .text(RELEASED)
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, path)| (path, hash))
        .collect();
    for (path, text) in tree.ending(".sql").filter(|(path, _)| is_migration(path)) {
        if !is_numbered_and_dated(file_name(path)) {
            findings.push(format!("{path}: name it NNNN-YYYY-MM-DD-what.sql"));
        }
        if !text.starts_with("--") {
            findings.push(format!("{path} does not open with a comment that says why"));
        }
        match listed.get(path) {
            None => findings.push(format!(
                "{path} is not listed in {RELEASED} (`open` until released)"
            )),
            Some(&"open") => {}
            Some(hash) if **hash == hash_of(text) => {}
            Some(_) => findings.push(format!(
                "{path} was released and may not change: add another"
            )),
        }
    }
    for (path, _) in listed
        .iter()
        .filter(|(path, hash)| **hash != "open" && !tree.has(path))
    {
        findings.push(format!("{path} is listed in {RELEASED} and gone"));
    }
    let mut by_user: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, user) in inclusions(tree)
        .into_iter()
        .filter(|(file, _)| is_migration(file))
    {
        by_user.entry(user).or_default().push(file);
    }
    for (user, files) in by_user.iter().filter(|(_, files)| !files.is_sorted()) {
        findings.push(format!(
            "{user} lists migrations out of order: {}",
            files.join(", ")
        ));
    }
    findings
}

fn is_numbered_and_dated(name: &str) -> bool {
    let parts: Vec<_> = name.splitn(5, '-').collect();
    let lengths: Vec<_> = parts.iter().take(4).map(|part| part.len()).collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    lengths == [4, 4, 2, 2] && parts.len() == 5 && parts.iter().take(4).all(digits)
}

fn hash_of(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const USER: &str = "const A: &str = include_str!(\n    \"store/add.sql\"\n);";

    #[test]
    fn sql_used_nowhere_twice_or_missing_is_found() {
        let good = [
            ("room/src/store.rs", USER),
            ("room/src/store/add.sql", "select 1"),
        ];
        assert!(used_once(&Tree::of(&good)).is_empty());
        let nowhere = [good[1]];
        assert_eq!(used_once(&Tree::of(&nowhere)).len(), 1);
        let twice = [good[0], good[1], ("room/src/more.rs", USER)];
        assert_eq!(used_once(&Tree::of(&twice)).len(), 1);
        assert_eq!(used_once(&Tree::of(&[good[0]])).len(), 1);
    }

    #[test]
    fn two_statements_and_none_are_found() {
        for (text, count) in [
            ("select ';' from a -- no; not here\n", 1),
            ("/* a; b */ select 1;\n", 1),
            ("select 1; select 2", 2),
            ("-- nothing\n", 0),
        ] {
            assert_eq!(statements(text), count, "{text}");
            let findings = one_statement(&Tree::of(&[("room/src/a.sql", text)]));
            assert_eq!(findings.is_empty(), count == 1);
        }
        assert!(one_statement(&Tree::of(&[("room/migrations/a.sql", "a; b;")])).is_empty());
    }

    #[test]
    fn a_changed_released_migration_is_found() {
        const PATH: &str = "room/migrations/0001-2026-11-22-first.sql";
        let listed = |hash: &str| format!("# comment\n{hash}  {PATH}\n");
        let text = "-- why\nselect 1;";
        let findings =
            |list: &str, text: &str| migrations(&Tree::of(&[(RELEASED, list), (PATH, text)]));
        assert!(findings(&listed("open"), text).is_empty());
        assert!(findings(&listed(&hash_of(text)), text).is_empty());
        assert_eq!(
            findings(&listed(&hash_of(text)), "-- why\nselect 2;").len(),
            1
        );
        assert_eq!(findings("", text).len(), 1);
        assert_eq!(findings(&listed("open"), "select 1;").len(), 1);
        assert_eq!(
            migrations(&Tree::of(&[(RELEASED, &listed(&hash_of(text)))])).len(),
            1
        );
    }

    #[test]
    fn migrations_badly_named_or_out_of_order_are_found() {
        const NAMES: [&str; 2] = ["0001-2026-11-22-a.sql", "0002-2026-12-01-b.sql"];
        assert!(NAMES.iter().all(|name| is_numbered_and_dated(name)));
        assert!(
            !is_numbered_and_dated("first.sql") && !is_numbered_and_dated("1-2026-11-22-a.sql")
        );
        let user: String = NAMES
            .iter()
            .rev()
            .map(|name| format!("include_str!(\"../migrations/{name}\"),"))
            .collect();
        let findings = migrations(&Tree::of(&[("room/src/migrate.rs", &user)]));
        assert_eq!(findings.len(), 1, "{findings:?}");
    }
}
