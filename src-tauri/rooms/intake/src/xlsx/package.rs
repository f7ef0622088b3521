//! The parts of an Office Open XML package: which part is which sheet, and what hangs on it.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::error::{Bound, Fault};
use crate::gather::within;
use crate::xml::{attribute, damaged, walk};

/// A package opened by its directory.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names as they are compared: letter case and slashes aside.
    names: Vec<String>,
    places: HashMap<String, usize>,
}

/// One relation of a part: what sort of thing it points to, and where.
pub(crate) struct Relation {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) target: String,
    /// The target as it is written, such as an address outside the package.
    pub(crate) written: String,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let names: Vec<String> = archive
            .file_names()
            .map(|name| name.map(|name| same(&name)).unwrap_or_default())
            .collect();
        let places = names.iter().cloned().zip(0..).collect();
        Ok(Self {
            archive,
            names,
            places,
        })
    }

    /// Names of all parts, in small letters and with `/` between folders.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// A part by its path, letter case and slashes aside, if there is one.
    pub(crate) fn part(&mut self, path: &str) -> Result<Option<impl std::io::Read + '_>, Fault> {
        match self.places.get(&same(path)) {
            Some(index) => self.archive.by_index(*index).map(Some).map_err(damaged),
            None => Ok(None),
        }
    }

    /// A whole part; empty when there is none.
    pub(crate) fn read(&mut self, path: &str, most: u64) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        if let Some(part) = self.part(path)? {
            part.take(most + 1)
                .read_to_end(&mut bytes)
                .map_err(damaged)?;
        }
        within(bytes.len() as u64, most, Bound::Unpacked)?;
        Ok(bytes)
    }

    /// The relations of a part.
    pub(crate) fn relations(&mut self, path: &str, most: u64) -> Result<Vec<Relation>, Fault> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let place = format!("{folder}/_rels/{file}.rels");
        let xml = self.read(place.trim_start_matches('/'), most)?;
        let mut relations = Vec::new();
        for_each_start(&xml, |element| {
            if element.local_name().as_ref() == "Relationship" {
                let written = attribute(element, "Target").unwrap_or_default();
                relations.push(Relation {
                    id: attribute(element, "Id").unwrap_or_default(),
                    kind: attribute(element, "Type").unwrap_or_default(),
                    target: resolve(folder, &written),
                    written,
                });
            }
        })?;
        Ok(relations)
    }
}

fn same(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// Calls `act` with every element that starts.
pub(crate) fn for_each_start(
    xml: &[u8],
    mut act: impl FnMut(&BytesStart<'_>),
) -> Result<(), Fault> {
    walk(xml, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            act(element);
        }
        Ok(())
    })
}

/// The path that a relation's target means, seen from its folder.
fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve() {
        assert_eq!(
            resolve("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(
            resolve("xl/worksheets", "../comments1.xml"),
            "xl/comments1.xml"
        );
        assert_eq!(
            resolve("xl", "/xl/worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
    }
}
