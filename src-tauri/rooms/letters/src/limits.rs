//! How large anything may be that comes from outside; nothing is unpacked, so that what is read is
//! all there is.

/// A whole package, bytes.
pub const PACKAGE_BYTES: usize = 50 << 20;
/// `manifest.json`, bytes.
pub const MANIFEST_BYTES: usize = 1 << 20;
/// `metadata.json`, bytes.
pub const METADATA_BYTES: usize = 1 << 20;
/// `signature.json`, bytes.
pub const SIGNATURE_BYTES: usize = 4 << 10;
/// Files in a package, with manifest and signature.
pub const PACKAGE_FILES: usize = 200;
