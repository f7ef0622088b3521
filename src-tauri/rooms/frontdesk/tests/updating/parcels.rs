//! Update files as the maker writes them, and as nobody should.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use gongkai_letters::{PrivateKey, Scheme, Sha256Digest, UpdateSeal};
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The maker of these tests; no shipped program knows the key.
pub(crate) fn maker() -> PrivateKey {
    PrivateKey::new(Scheme::Ed25519, [5; 32]).unwrap()
}

/// Somebody else.
pub(crate) fn stranger() -> PrivateKey {
    PrivateKey::new(Scheme::Ed25519, [6; 32]).unwrap()
}

/// An update to write.
pub(crate) struct Wanted {
    version: String,
    system: String,
    store: u32,
    files: Vec<(String, Vec<u8>)>,
    lying: bool,
}

impl Wanted {
    pub(crate) fn version(version: &str) -> Self {
        let exe = std::env::consts::EXE_SUFFIX;
        let program = |name: &str| {
            let bytes = format!("program {version}").into_bytes();
            (format!("{name}{exe}"), bytes)
        };
        let list = json!({ "version": version, "files": [] }).to_string();
        Self {
            version: version.to_owned(),
            system: format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH),
            store: gongkai_registry::newest_form(),
            files: vec![
                program("gongkai"),
                program("gongkai-desk"),
                ("files.json".to_owned(), list.into_bytes()),
                ("fonts/README.md".to_owned(), b"# fonts".to_vec()),
            ],
            lying: false,
        }
    }

    pub(crate) fn store(mut self, form: u32) -> Self {
        self.store = form;
        self
    }

    pub(crate) fn system(mut self, system: &str) -> Self {
        self.system = system.to_owned();
        self
    }

    pub(crate) fn file(mut self, path: &str, bytes: &[u8]) -> Self {
        self.files.push((path.to_owned(), bytes.to_vec()));
        self
    }

    /// The list says something else than is packed.
    pub(crate) fn lying(mut self) -> Self {
        self.lying = true;
        self
    }

    /// Writes it, signed by `key`.
    pub(crate) fn write(self, folder: &Path, key: &PrivateKey) -> PathBuf {
        let zip = self.zip();
        let line = UpdateSeal::line(&Sha256Digest::of(&zip), key).unwrap();
        let path = folder.join(format!("{}.gkupdate", self.version));
        fs::create_dir_all(folder).unwrap();
        fs::write(&path, [line, zip].concat()).unwrap();
        path
    }

    fn zip(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, bytes: &[u8]| {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        };
        put("update.json", self.list().to_string().as_bytes());
        for (path, bytes) in &self.files {
            put(path, bytes);
        }
        zip.finish().unwrap().into_inner()
    }

    fn list(&self) -> Value {
        let files = self.files.iter().map(|(path, bytes)| {
            let said = if self.lying {
                b"other".as_slice()
            } else {
                bytes
            };
            json!({ "path": path, "size": bytes.len(), "sha256": Sha256Digest::of(said) })
        });
        json!({
            "form": 1,
            "version": self.version,
            "system": self.system,
            "store": self.store,
            "files": files.collect::<Vec<_>>(),
        })
    }
}
