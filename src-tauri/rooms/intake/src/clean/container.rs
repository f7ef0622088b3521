//! Puts a package together again from the parts that stay: its list of types, its relations and the
//! parts themselves, and nothing else of the old container.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::{Cannot, Ended};
use crate::document::picture;
use crate::error::Fault;
use crate::package::{Package, Relation, relations_part};
use crate::xml::{Element, Node, damaged, write};

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const MAIN: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";

/// Types by ending, where a part has none of its own.
const ENDINGS: &[(&str, &str)] = &[
    ("png", "image/png"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("gif", "image/gif"),
    ("bmp", "image/bmp"),
    ("emf", "image/x-emf"),
    ("wmf", "image/x-wmf"),
];

/// A package that is being written.
pub(super) struct Container {
    parts: Vec<(String, Vec<u8>)>,
    types: BTreeMap<String, String>,
    main: String,
}

impl Container {
    /// A package whose main part is `main`; the types come from the old one.
    pub(super) fn new(old: &mut Package<'_>, main: &str) -> Result<Self, Fault> {
        let mut types = BTreeMap::new();
        let listed = old.tree("[Content_Types].xml")?.unwrap_or_default();
        for part in listed
            .elements()
            .filter(|element| element.local() == "Override")
        {
            if let (Some(name), Some(kind)) =
                (part.attribute("PartName"), part.attribute("ContentType"))
            {
                types.insert(name.trim_start_matches('/').to_owned(), plain(kind));
            }
        }
        Ok(Self {
            parts: Vec::new(),
            types,
            main: main.to_owned(),
        })
    }

    /// Whether a part was put in already.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|(known, _)| known == name)
    }

    /// Puts a part in.
    pub(super) fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.parts.push((name.to_owned(), bytes));
    }

    /// Puts a picture in, written clean.
    pub(super) fn put_picture(&mut self, old: &mut Package<'_>, name: &str) -> Result<(), Ended> {
        if self.has(name) {
            return Ok(());
        }
        let Some(bytes) = old.read(name)? else {
            return Ok(());
        };
        let ending = name
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let clean = match ending.as_str() {
            // Drawings and dots; what stands on them somebody has to look at.
            "emf" | "wmf" | "gif" | "bmp" => bytes,
            "png" | "jpg" | "jpeg" => picture::strip(&bytes).map_err(|_| Cannot::InnerPicture)?,
            _ => return Err(Cannot::InnerPicture.into()),
        };
        self.put(name, clean);
        Ok(())
    }

    /// Puts the relations of a part in, if any stay.
    pub(super) fn relate(&mut self, part: &str, kept: &[Relation]) {
        if kept.is_empty() {
            return;
        }
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut root = named("Relationships", &[("xmlns", RELATIONS)]);
        for relation in kept {
            let target = match relation.target.strip_prefix(&format!("{folder}/")) {
                Some(near) => near.to_owned(),
                None => format!("/{}", relation.target),
            };
            root.children.push(Node::Element(named(
                "Relationship",
                &[
                    ("Id", &relation.id),
                    ("Type", &relation.uri),
                    ("Target", &target),
                ],
            )));
        }
        self.put(&relations_part(part), write(&root));
    }

    /// The bytes of the package: always the same for the same parts.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Fault> {
        let mut root = named("Relationships", &[("xmlns", RELATIONS)]);
        let main = named(
            "Relationship",
            &[("Id", "rId1"), ("Type", MAIN), ("Target", &self.main)],
        );
        root.children.push(Node::Element(main));
        self.put("_rels/.rels", write(&root));
        let types = self.list_of_types();
        self.parts
            .insert(0, ("[Content_Types].xml".to_owned(), types));
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        // When it was made is nobody's business.
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        for (name, bytes) in &self.parts {
            writer.start_file(name.as_str(), options).map_err(damaged)?;
            writer.write_all(bytes).map_err(damaged)?;
        }
        Ok(writer.finish().map_err(damaged)?.into_inner())
    }

    fn list_of_types(&self) -> Vec<u8> {
        let mut root = named("Types", &[("xmlns", TYPES)]);
        let mut put = |name: &str, attributes: &[(&str, &str)]| {
            root.children.push(Node::Element(named(name, attributes)));
        };
        put(
            "Default",
            &[
                ("Extension", "rels"),
                (
                    "ContentType",
                    "application/vnd.openxmlformats-package.relationships+xml",
                ),
            ],
        );
        put(
            "Default",
            &[("Extension", "xml"), ("ContentType", "application/xml")],
        );
        for (ending, kind) in ENDINGS {
            put("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        for (name, _) in &self.parts {
            if let Some(kind) = self.types.get(name) {
                put(
                    "Override",
                    &[("PartName", &format!("/{name}")), ("ContentType", kind)],
                );
            }
        }
        write(&root)
    }
}

/// The type of the same part without macros.
fn plain(kind: &str) -> String {
    match kind {
        "application/vnd.ms-word.document.macroEnabled.main+xml"
        | "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
        | "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        }
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        | "application/vnd.ms-excel.template.macroEnabled.main+xml"
        | "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml" => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        }
        other => other,
    }
    .to_owned()
}

/// An element with attributes.
pub(super) fn named(name: &str, attributes: &[(&str, &str)]) -> Element {
    Element {
        name: name.to_owned(),
        attributes: attributes
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
        children: Vec::new(),
    }
}
