//! Signs what Windows asks a signature of, with a key that is named from outside and never kept here;
//! without one it says so and signs nothing.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::house::{Fault, succeed};

/// The certificate with its chain: PEM, or PKCS#12 together with its key.
const CERTIFICATE: &str = "GONGKAI_SIGN_CERT";
/// The key, where the certificate is PEM.
const KEY: &str = "GONGKAI_SIGN_KEY";
/// A file with the password of the key; no password stands in a command line.
const PASSWORD: &str = "GONGKAI_SIGN_PASSWORD_FILE";
/// Address of a time stamp (RFC 3161): without it a signature ends with its certificate.
const TIME: &str = "GONGKAI_SIGN_TIME";

/// Whether a key was named.
pub(crate) fn is_asked_for() -> bool {
    std::env::var_os(CERTIFICATE).is_some()
}

/// Signs a program in its place; nothing is done where no key was named.
///
/// # Errors
/// What the signing program says. The file is as it was then.
pub(crate) fn sign(file: &Path) -> Result<(), Fault> {
    let Some(certificate) = std::env::var_os(CERTIFICATE).map(PathBuf::from) else {
        return Ok(());
    };
    if cfg!(windows) {
        return by_signtool(&certificate, file);
    }
    let signed = file.with_extension("signed");
    let mut command = Command::new("osslsigncode");
    command.arg("sign");
    match std::env::var_os(KEY) {
        Some(key) => command.arg("-certs").arg(&certificate).arg("-key").arg(key),
        None => command.arg("-pkcs12").arg(&certificate),
    };
    if let Some(password) = std::env::var_os(PASSWORD) {
        command.arg("-readpass").arg(password);
    }
    if let Some(address) = std::env::var_os(TIME) {
        command.arg("-ts").arg(address);
    }
    command.args(["-h", "sha256", "-n", "政务公开"]);
    command.arg("-in").arg(file).arg("-out").arg(&signed);
    succeed("osslsigncode", &mut command)?;
    std::fs::rename(&signed, file).map_err(Fault::at(file))
}

/// Windows' own program reads PKCS#12; its password is asked for by the system's store.
fn by_signtool(certificate: &Path, file: &Path) -> Result<(), Fault> {
    let mut command = Command::new("signtool");
    command.args(["sign", "/fd", "SHA256", "/d", "政务公开", "/f"]);
    command.arg(certificate);
    if let Some(address) = std::env::var_os(TIME) {
        command.arg("/tr").arg(address).args(["/td", "SHA256"]);
    }
    succeed("signtool", command.arg(file))
}
