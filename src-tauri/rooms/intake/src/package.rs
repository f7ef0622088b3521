//! The parts of a zip container, by name and in order; it refuses a container before it unpacks
//! what no honest office packs.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Bound, Fault};
use crate::gather::within;
use crate::limits::Limits;
use crate::xml::{self, Bounded, Element, attribute, damaged, io_fault};

/// A part of this size may shrink however it likes, bytes.
const HONEST_SIZE: u64 = 50 << 20;
/// No honest part beyond that size shrinks more: a sheet of one repeated row shrinks about a
/// hundredfold; deflate's own end is 1032.
const HONEST_RATIO: u64 = 200;

/// A container opened by its directory.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// Where a part stands, by its name and by its name in small letters.
    places: HashMap<String, usize>,
    limits: Limits,
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
    /// The target as it is written.
    pub(crate) written: String,
    /// It points out of the file.
    pub(crate) external: bool,
}

impl<'a> Package<'a> {
    /// Opens a container that keeps within the limits.
    ///
    /// # Errors
    /// [`Fault::Truncated`] where its directory or a part's head is missing, [`Fault::Encrypted`],
    /// [`Fault::TooBig`].
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(cut)?;
        within(archive.len() as u64, limits.parts, Bound::Parts)?;
        let mut package = Self {
            archive,
            names: Vec::new(),
            places: HashMap::new(),
            limits: *limits,
        };
        package.weigh(bytes.len() as u64)?;
        package.list()?;
        Ok(package)
    }

    fn list(&mut self) -> Result<(), Fault> {
        let exact = self.names.iter().cloned().zip(0..);
        self.places.extend(exact);
        if self.places.len() < self.names.len() {
            // One of them would never be looked at.
            return Err(damaged("two parts have one name"));
        }
        for (name, place) in self.names.iter().zip(0..) {
            let lower = name.to_ascii_lowercase();
            self.places.entry(lower).or_insert(place);
        }
        Ok(())
    }

    /// Counts what would be unpacked, and learns the names.
    fn weigh(&mut self, packed: u64) -> Result<(), Fault> {
        let mut unpacked = 0_u64;
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(cut)?;
            unpacked = unpacked.saturating_add(part.size());
            honest(part.size(), part.compressed_size())?;
            if part.encrypted() {
                return Err(Fault::Encrypted);
            }
            let name = match part.name() {
                Ok(name) => name.replace('\\', "/"),
                Err(_) => String::from_utf8_lossy(part.name_raw()).into_owned(),
            };
            self.names.push(name.trim_start_matches('/').to_owned());
        }
        within(unpacked, self.limits.unpacked, Bound::Unpacked)?;
        // The same of all parts together: many small ones are a bomb as well.
        honest(unpacked, packed)
    }

    /// Names of all parts as they are written, in the order of the container, with `/` between
    /// folders.
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

    /// A part, if it is there; letter case and slashes aside. It ends with an error where it grows
    /// beyond the limit.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<impl Read + '_>, Fault> {
        self.part_up_to(name, self.limits.unpacked)
    }

    fn part_up_to(&mut self, name: &str, most: u64) -> Result<Option<impl Read + '_>, Fault> {
        let name = name.replace('\\', "/");
        let place = self.places.get(&name);
        let place = place.or_else(|| self.places.get(&name.to_ascii_lowercase()));
        match place {
            Some(place) => {
                let part = self.archive.by_index(*place).map_err(damaged)?;
                Ok(Some(Bounded::new(part, most)))
            }
            None => Ok(None),
        }
    }

    /// A whole part, if it is there.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.part(name)?.map(whole).transpose()
    }

    /// A whole part that is a text; empty when there is none.
    pub(crate) fn read_text(&mut self, name: &str) -> Result<Vec<u8>, Fault> {
        let part = self.part_up_to(name, self.limits.text)?;
        Ok(part.map(whole).transpose()?.unwrap_or_default())
    }

    /// A part as a tree.
    pub(crate) fn tree(&mut self, name: &str) -> Result<Option<Element>, Fault> {
        let part = self.read(name)?;
        part.map(|bytes| xml::parse(&bytes)).transpose()
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
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut relations = Vec::new();
        xml::each_start(&self.read_text(&relations_part(part))?, |element| {
            if element.local_name().as_ref() == "Relationship" {
                relations.push(Relation::seen_from(folder, element));
            }
        })?;
        Ok(relations)
    }
}

impl Relation {
    fn seen_from(folder: &str, element: &BytesStart<'_>) -> Self {
        let said = |name| attribute(element, name).unwrap_or_default();
        let (uri, written) = (said("Type"), said("Target"));
        let external = said("TargetMode") == "External";
        Self {
            id: said("Id"),
            kind: uri.rsplit('/').next().unwrap_or_default().to_owned(),
            target: match external {
                true => written.clone(),
                false => resolve(folder, &written),
            },
            uri,
            written,
            external,
        }
    }
}

/// Refuses what shrank as no honest office's file shrinks.
fn honest(size: u64, packed: u64) -> Result<(), Fault> {
    if size > HONEST_SIZE && size / packed.max(1) > HONEST_RATIO {
        return Err(Fault::TooBig {
            limit: Bound::Unpacked(HONEST_SIZE),
        });
    }
    Ok(())
}

fn whole(mut part: impl Read) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes)
        .map_err(|error| io_fault(&error))?;
    Ok(bytes)
}

fn cut(error: ZipError) -> Fault {
    Fault::Truncated {
        detail: error.to_string(),
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

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_found_however_they_are_written() {
        let bytes = container(&[("/Word\\Document.xml", b"1"), ("word/document.xml", b"2")]);
        let mut package = Package::open(&bytes, &Limits::default()).unwrap();
        assert_eq!(package.names(), ["Word/Document.xml", "word/document.xml"]);
        assert!(package.has("WORD/") && !package.has("xl/"));
        for (name, part) in [("Word/Document.xml", "1"), ("word\\DOCUMENT.xml", "2")] {
            assert_eq!(package.read(name).unwrap().unwrap(), part.as_bytes());
        }
        assert!(package.read("xl/workbook.xml").unwrap().is_none());
        let twice = container(&[("a\\b", b"1"), ("a/b", b"2")]);
        assert!(Package::open(&twice, &Limits::default()).is_err());
    }

    #[test]
    fn bombs_are_refused_before_they_are_unpacked() {
        let blanks = vec![b' '; 26 << 20];
        let code = |parts: &[(&str, &[u8])], limits: &Limits| {
            let bytes = container(parts);
            let opened = Package::open(&bytes, limits).map(drop);
            opened.map_or_else(|fault| fault.code(), |()| "")
        };
        let usual = Limits::default();
        assert_eq!(code(&[("a", &blanks)], &usual), "");
        assert_eq!(code(&[("a", &blanks), ("b", &blanks)], &usual), "too-big");
        assert_eq!(code(&[("a", &blanks.repeat(2))], &usual), "too-big");
        let small = Limits {
            unpacked: 3,
            parts: 2,
            ..usual
        };
        assert_eq!(code(&[("a", b"1"), ("b", b"2")], &small), "");
        assert_eq!(code(&[("a", b"1"), ("b", b"234")], &small), "too-big");
        let three = [("a", &b""[..]), ("b", b""), ("c", b"")];
        assert_eq!(code(&three, &small), "too-big");
    }

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
