//! The licences of what others have made and the programs are built from: every one of them asks to
//! be handed on with the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::house::{Fault, House};

/// How files begin that say under which terms a part may be used.
const NAMES: &[&str] = &[
    "license",
    "licence",
    "copying",
    "notice",
    "unlicense",
    "copyright",
];

/// A part that somebody else has made.
struct Part {
    name: String,
    version: String,
    terms: String,
    folder: PathBuf,
}

/// Writes `licences/others.txt` into a folder that was laid out: what is built in for this machine, with
/// the texts of all licences, each text once. The list of files is written again after it.
pub(crate) fn write(house: &House, target: &str, folder: &Path) -> Result<(), Fault> {
    let file = folder.join("licences/others.txt");
    std::fs::write(&file, of_others(house, target)?).map_err(Fault::at(&file))
}

fn of_others(house: &House, target: &str) -> Result<String, Fault> {
    let mut parts = crates(house, target)?;
    parts.extend(page_parts(house)?);
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut book = "本程序用到的他人的软件，以及各自的许可证。\n\
        Software by others that is part of this program, and its licences.\n\n"
        .to_owned();
    for part in &parts {
        let _ = writeln!(book, "{} {}  ({})", part.name, part.version, part.terms);
        for text in texts_in(&part.folder) {
            let name = format!("{} {}", part.name, part.version);
            texts.entry(text).or_default().push(name);
        }
    }
    for (text, names) in texts {
        let _ = write!(
            book,
            "\n{}\n{}\n\n{text}\n",
            "=".repeat(80),
            names.join("、")
        );
    }
    Ok(book)
}

/// The crates that are compiled in for this target.
fn crates(house: &House, target: &str) -> Result<Vec<Part>, Fault> {
    let output = house
        .cargo(&["metadata", "--locked", "--format-version", "1"])
        .args(["--filter-platform", target])
        .output()
        .map_err(|error| Fault::new(format!("cargo metadata: {error}")))?;
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| Fault::new(format!("cargo metadata: {error}")))?;
    let used = used(&metadata);
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages
        .filter(|package| !package["source"].is_null())
        .filter(|package| used.contains(text(&package["id"])))
        .map(|package| Part {
            name: text(&package["name"]).to_owned(),
            version: text(&package["version"]).to_owned(),
            terms: text(&package["license"]).to_owned(),
            folder: Path::new(text(&package["manifest_path"]))
                .parent()
                .map_or_else(PathBuf::new, Path::to_owned),
        })
        .collect())
}

/// Ids of the packages that the two programs need to run, not of those that only build or test.
fn used(metadata: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let shipped = ["gongkai-cli", "gongkai-desk"];
    let mut waiting: Vec<&str> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|package| shipped.contains(&text(&package["name"])))
        .map(|package| text(&package["id"]))
        .collect();
    let mut used = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !used.insert(id) {
            continue;
        }
        let needs = nodes.get(id).and_then(|node| node["deps"].as_array());
        let runs = |need: &&Value| {
            let mut kinds = need["dep_kinds"].as_array().into_iter().flatten();
            kinds.any(|kind| kind["kind"].is_null())
        };
        waiting.extend(
            needs
                .into_iter()
                .flatten()
                .filter(runs)
                .map(|need| text(&need["pkg"])),
        );
    }
    used
}

/// What the page is made of, as its lock file has it.
fn page_parts(house: &House) -> Result<Vec<Part>, Fault> {
    let ui = house.root.join("ui");
    let lock = ui.join("package-lock.json");
    let bytes = std::fs::read(&lock).map_err(Fault::at(&lock))?;
    let lock: Value = serde_json::from_slice(&bytes)
        .map_err(|error| Fault::new(format!("package-lock.json: {error}")))?;
    let packages = lock["packages"].as_object().into_iter().flatten();
    Ok(packages
        .filter(|(path, package)| path.starts_with("node_modules/") && package["dev"] != true)
        .filter(|(path, package)| package["link"] != true && ui.join(path).is_dir())
        .map(|(path, package)| Part {
            name: path.trim_start_matches("node_modules/").to_owned(),
            version: text(&package["version"]).to_owned(),
            terms: text(&package["license"]).to_owned(),
            folder: ui.join(path),
        })
        .collect())
}

fn texts_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let name = name.to_lowercase();
            path.is_file() && NAMES.iter().any(|begins| name.starts_with(begins))
        })
        .collect();
    files.sort();
    let texts = files.iter().filter_map(|file| std::fs::read(file).ok());
    texts
        .map(|bytes| String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
        .map(|text| text.trim().to_owned())
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_only_builds_or_tests_is_not_part_of_the_program() {
        let need = |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [
                { "id": "cli", "name": "gongkai-cli" },
                { "id": "xtask", "name": "gongkai-xtask" },
            ],
            "resolve": { "nodes": [
                { "id": "cli", "deps": [need("runs", Value::Null), need("builds", json!("build"))] },
                { "id": "runs", "deps": [need("tests", json!("dev")), need("deeper", Value::Null)] },
                { "id": "xtask", "deps": [need("chore", Value::Null)] },
            ] },
        });
        let used: Vec<_> = used(&metadata).into_iter().collect();
        assert_eq!(used, ["cli", "deeper", "runs"]);
    }
}
