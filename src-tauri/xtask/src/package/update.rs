//! The update file: what is laid out for a system, with a list of it, signed by the maker. Its form is
//! told in docs/packaging.md; the program that is packed looks at it once, so that no file leaves that
//! it would not take.

use std::fs;
use std::io::{self, Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::linux::{self, Machine};
use super::{megabytes, staging};
use crate::house::{Fault, House};

/// Names the file with the maker's secret key: `ed25519:BASE64` of 32 bytes.
const KEY: &str = "GONGKAI_UPDATE_KEY";
/// Public keys that the programs are built with.
const KEYS: &str = "assets/update-keys/maker-keys.txt";
/// What is signed: this, and the SHA-256 of the zip in hexadecimal digits.
const SIGNED: &str = "gongkai-update 1\n";

/// `cargo xtask package update`, for this system.
pub(crate) fn for_linux(house: &House, machine: Machine) -> Result<(), Fault> {
    let key = key(house)?;
    let folder = linux::staged(house, machine)?;
    let file = wrap(house, &folder, machine.system(), &key)?;
    is_taken(&folder, &file)
}

/// `cargo xtask package update --windows`, from what `package windows` has laid out.
pub(crate) fn for_windows(house: &House) -> Result<(), Fault> {
    let key = key(house)?;
    let folder = house.out().join("package/windows/folder");
    if !folder.join(staging::LIST).is_file() {
        return Err(Fault::new("first: cargo xtask package windows"));
    }
    wrap(house, &folder, "windows-x86_64", &key).map(drop)
}

/// `cargo xtask package update-key FILE`: a new pair; the secret half goes into the new file.
pub(crate) fn make_key(file: &Path) -> Result<(), Fault> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret)
        .map_err(|error| Fault::new(format!("the system gives no randomness: {error}")))?;
    let key = SigningKey::from_bytes(&secret);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(file)
        .and_then(|mut out| writeln!(out, "ed25519:{}", STANDARD.encode(secret)))
        .map_err(Fault::at(file))?;
    println!(
        "the secret half stands in {}: keep it off the network, in two places",
        file.display()
    );
    println!("this line goes into {KEYS}:\n{}", public_line(&key));
    Ok(())
}

/// The maker's key.
///
/// # Errors
/// Where none is named, or the programs would not take what it signs.
fn key(house: &House) -> Result<SigningKey, Fault> {
    let file = std::env::var_os(KEY).map(PathBuf::from).ok_or_else(|| {
        Fault::new(format!(
            "no key: name the file with the maker's secret key in {KEY} (made by: cargo xtask package \
             update-key FILE)"
        ))
    })?;
    let text = fs::read_to_string(&file).map_err(Fault::at(&file))?;
    let secret = text.trim().strip_prefix("ed25519:");
    let secret = secret.and_then(|text| STANDARD.decode(text).ok());
    let secret = secret.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let key = SigningKey::from_bytes(
        &secret.ok_or_else(|| Fault::new(format!("what {KEY} names is no secret key")))?,
    );
    let known = house.root.join(KEYS);
    let known = fs::read_to_string(&known).map_err(Fault::at(&known))?;
    let line = public_line(&key);
    if known.lines().any(|one| one.trim() == line) {
        Ok(key)
    } else {
        Err(Fault::new(format!(
            "the programs would refuse this key: {line} does not stand in {KEYS}"
        )))
    }
}

fn public_line(key: &SigningKey) -> String {
    format!(
        "ed25519:{}",
        STANDARD.encode(key.verifying_key().as_bytes())
    )
}

fn wrap(house: &House, folder: &Path, system: &str, key: &SigningKey) -> Result<PathBuf, Fault> {
    let version = staging::version(house)?;
    let list = list(house, folder, system, &version)?;
    let zip = zipped(folder, &list)?;
    let name = format!("政务公开-更新-{version}-{system}.gkupdate");
    let file = house.out().join("package").join(name);
    let bytes = [sealed(&zip, key).as_bytes(), &zip].concat();
    fs::write(&file, &bytes).map_err(Fault::at(&file))?;
    println!(
        "  {:>10}  {}",
        megabytes(bytes.len() as u64),
        file.display()
    );
    Ok(file)
}

/// The maker's line.
fn sealed(zip: &[u8], key: &SigningKey) -> String {
    let id = hex::encode(&Sha256::digest(key.verifying_key().as_bytes())[..8]);
    let signed = format!("{SIGNED}{}", hex::encode(Sha256::digest(zip)));
    let signature = STANDARD.encode(key.sign(signed.as_bytes()).to_bytes());
    let envelope = format!(r#"{{"key":"{id}","scheme":"ed25519","signature":"{signature}"}}"#);
    format!("GONGKAI-UPDATE 1 {envelope}\n")
}

/// What is in it: every file of the folder, its own list among them.
fn list(house: &House, folder: &Path, system: &str, version: &str) -> Result<Value, Fault> {
    let files: Vec<Value> = staging::files(folder)?
        .into_iter()
        .map(|path| {
            let file = folder.join(&path);
            let bytes = fs::read(&file).map_err(Fault::at(&file))?;
            let sha256 = hex::encode(Sha256::digest(&bytes));
            Ok(json!({ "path": path, "size": bytes.len(), "sha256": sha256 }))
        })
        .collect::<Result<_, Fault>>()?;
    Ok(json!({
        "form": 1,
        "version": version,
        "system": system,
        "store": store_form(house)?,
        "files": files,
    }))
}

/// The form of the stores that the programs make: the number of the newest migration.
fn store_form(house: &House) -> Result<u32, Fault> {
    let steps = house.root.join("src-tauri/rooms/registry/migrations");
    let numbers = staging::files(&steps)?
        .into_iter()
        .filter_map(|name| name.split('-').next()?.parse().ok());
    let none = || Fault::new(format!("{} holds no migration", steps.display()));
    numbers.max().ok_or_else(none)
}

/// A zip without times; the list stands first.
fn zipped(folder: &Path, list: &Value) -> Result<Vec<u8>, Fault> {
    let broken = |error: zip::result::ZipError| Fault::new(format!("zip: {error}"));
    let how = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("update.json", how).map_err(broken)?;
    zip.write_all(list.to_string().as_bytes())
        .map_err(|error| broken(error.into()))?;
    for path in staging::files(folder)? {
        let file = folder.join(&path);
        zip.start_file(&path, how).map_err(broken)?;
        let mut from = fs::File::open(&file).map_err(Fault::at(&file))?;
        io::copy(&mut from, &mut zip).map_err(Fault::at(&file))?;
    }
    Ok(zip.finish().map_err(broken)?.into_inner())
}

/// The program that is packed looks at the file: it finds the signature good, and the version its own.
fn is_taken(folder: &Path, file: &Path) -> Result<(), Fault> {
    let program = folder.join("gongkai");
    let told = Command::new(&program)
        .args(["--json", "update", "look"])
        .arg(file)
        .output()
        .map_err(Fault::at(&program))?;
    let told: Value = serde_json::from_slice(&told.stdout).unwrap_or_default();
    match told["problem"]["code"].as_str() {
        Some("update-same") => Ok(()),
        _ => Err(Fault::new(format!(
            "the program does not take the file: {told}"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same line that the program's own tests sign with the same key (letters, `update.rs`).
    #[test]
    fn the_makers_line_has_the_form_that_programs_read() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let line = sealed(b"a program", &key);
        let expected = include_str!("../../../rooms/letters/tests/golden/update-line.txt");
        assert_eq!(line, expected);
    }

    #[test]
    fn the_form_of_the_store_is_the_newest_migrations() {
        let house = House::find().unwrap();
        assert!(store_form(&house).unwrap() >= 5);
    }
}
