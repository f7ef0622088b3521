//! The parts of a zip container, by name and in order; it refuses a container before it unpacks
//! what no honest office packs.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::xml::{self, Element, damaged};
use crate::error::{Bound, Fault};
use crate::gather::within;
use crate::limits::Limits;

/// An opened container.
pub(crate) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    limits: &'a Limits,
}

/// One relation of a part.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of its type: `image`, `hyperlink`.
    pub(crate) kind: String,
    /// Its type, whole.
    pub(crate) uri: String,
    /// The part it points to, or the address outside.
    pub(crate) target: String,
    /// It points out of the file.
    pub(crate) external: bool,
}

impl<'a> Parts<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Fault::Truncated {
            detail: error.to_string(),
        })?;
        within(archive.len() as u64, limits.parts, Bound::Parts)?;
        let mut parts = Self {
            archive,
            names: Vec::new(),
            limits,
        };
        parts.weigh()?;
        Ok(parts)
    }

    /// Counts what would be unpacked, and learns the names.
    fn weigh(&mut self) -> Result<(), Fault> {
        let mut unpacked = 0_u64;
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(damaged)?;
            unpacked = unpacked.saturating_add(part.size());
            if part.encrypted() {
                return Err(Fault::Encrypted);
            }
            let name = part.name().map_err(damaged)?.replace('\\', "/");
            self.names.push(name.trim_start_matches('/').to_owned());
        }
        within(unpacked, self.limits.unpacked, Bound::Unpacked)
    }

    /// Names of all parts, in the order of the container.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether there is a part whose name begins so, letter case aside.
    pub(crate) fn has(&self, start: &str) -> bool {
        let begins = |name: &String| {
            name.get(..start.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(start))
        };
        self.names.iter().any(begins)
    }

    /// A part, if it is there; letter case aside.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let same = |known: &String| known.eq_ignore_ascii_case(name);
        let Some(index) = self.names.iter().position(same) else {
            return Ok(None);
        };
        let part = self.archive.by_index(index).map_err(damaged)?;
        let mut bytes = Vec::new();
        // The directory may have lied about the size.
        let most = self.limits.unpacked;
        part.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(damaged)?;
        within(bytes.len() as u64, most, Bound::Unpacked)?;
        Ok(Some(bytes))
    }

    /// A part as a tree.
    pub(crate) fn tree(&mut self, name: &str) -> Result<Option<Element>, Fault> {
        match self.read(name)? {
            Some(bytes) => xml::parse(&bytes).map(Some),
            None => Ok(None),
        }
    }

    /// The tree of the part that a relation of one of these kinds points to.
    pub(crate) fn tree_of(
        &mut self,
        relation: &Relation,
        kinds: &[&str],
    ) -> Result<Option<Element>, Fault> {
        if relation.external || !kinds.contains(&relation.kind.as_str()) {
            return Ok(None);
        }
        self.tree(&relation.target)
    }

    /// The relations of a part; of the container itself for an empty name.
    pub(crate) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Fault> {
        let Some(root) = self.tree(&relations_part(part))? else {
            return Ok(Vec::new());
        };
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let relations = root
            .elements()
            .filter(|element| element.local() == "Relationship");
        Ok(relations
            .map(|element| {
                let given = element.attribute("Target").unwrap_or_default();
                let external = element.attribute("TargetMode") == Some("External");
                let kind = element.attribute("Type").unwrap_or_default();
                Relation {
                    id: element.attribute("Id").unwrap_or_default().to_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    uri: kind.to_owned(),
                    target: if external {
                        given.to_owned()
                    } else {
                        resolve(folder, given)
                    },
                    external,
                }
            })
            .collect())
    }
}

/// Where the relations of a part stand.
pub(crate) fn relations_part(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part that a relation's target means, seen from its folder.
fn resolve(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            other => steps.push(other),
        }
    }
    steps.join("/")
}
