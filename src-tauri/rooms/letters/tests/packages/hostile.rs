//! What anybody may hand in: every byte changed, containers of other makers, other keys, lies.

use std::collections::BTreeSet;
use std::io::Write;

use gongkai_letters::{
    MANIFEST_BYTES, PACKAGE_BYTES, PACKAGE_FILES, PublicKey, Refusal, Scheme, SealError, Sealed,
    Signer, Standing, seal,
};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::made::{key, letter, usual};

fn open(bytes: &[u8], known: &PublicKey) -> Result<(), Refusal> {
    Sealed::read(bytes)?.open(known).map(drop)
}

#[test]
fn any_byte_flipped_anywhere_is_refused_with_its_reason() {
    for scheme in Scheme::ALL {
        let key = key(*scheme, 3);
        let package = usual(&key);
        let mut reasons = BTreeSet::new();
        for place in 0..package.bytes.len() {
            let mut changed = package.bytes.clone();
            // Each bit once in eight neighbours, and all of them at the ends.
            changed[place] ^= 1 << (place % 8);
            let refusal = open(&changed, key.public()).unwrap_err();
            reasons.insert(refusal.code());
            changed[place] = !package.bytes[place];
            assert!(open(&changed, key.public()).is_err(), "byte {place}");
        }
        for reason in ["not-a-package", "head", "path", "damaged", "directory"] {
            assert!(reasons.contains(reason), "{reason} in {reasons:?}");
        }
        assert!(open(&package.bytes, key.public()).is_ok());
    }
}

#[test]
fn a_package_cut_anywhere_or_grown_is_refused() {
    let key = key(Scheme::Ed25519, 3);
    let package = usual(&key);
    for length in 0..package.bytes.len() {
        let cut = open(&package.bytes[..length], key.public()).unwrap_err();
        let told = matches!(cut, Refusal::Truncated | Refusal::NotAPackage);
        assert!(told, "cut at {length}: {cut:?}");
    }
    let mut grown = package.bytes;
    grown.push(0);
    assert_eq!(open(&grown, key.public()), Err(Refusal::Directory));
}

#[test]
fn only_the_key_that_is_known_opens() {
    let key_of_ours = key(Scheme::Ed25519, 3);
    let package = usual(&key_of_ours);
    let other = key(Scheme::Ed25519, 4);
    let expected = Refusal::OtherKey {
        known: other.public().id(),
        found: key_of_ours.public().id(),
    };
    assert_eq!(open(&package.bytes, other.public()), Err(expected));
    let other = key(Scheme::Sm2Sm3, 3);
    let refusal = open(&package.bytes, other.public()).unwrap_err();
    assert_eq!(refusal.code(), "other-key");
}

/// The files of the usual package, changed by `change`, in a container of the right spelling.
fn repacked(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let package = usual(&key(Scheme::Ed25519, 3));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&package.bytes)).unwrap();
    let mut files = Vec::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        files.push((file.name().unwrap().to_string(), bytes));
    }
    change(&mut files);
    spelt(&files)
}

/// A container in the one spelling, whatever it holds: written here a second time, by hand.
fn spelt(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (path, bytes) in files {
        let offset = out.len() as u32;
        let sum = crc32fast::hash(bytes);
        let length = (bytes.len() as u32).to_le_bytes();
        let mut particulars = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        particulars.extend(sum.to_le_bytes());
        particulars.extend(length);
        particulars.extend(length);
        particulars.extend((path.len() as u16).to_le_bytes());
        particulars.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&particulars);
        out.extend(path.as_bytes());
        out.extend(bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&particulars);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(path.as_bytes());
    }
    let offset = (out.len() as u32).to_le_bytes();
    let length = (directory.len() as u32).to_le_bytes();
    let count = (files.len() as u16).to_le_bytes();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(length);
    out.extend(offset);
    out.extend([0, 0]);
    out
}

fn refused(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Refusal {
    let known = key(Scheme::Ed25519, 3);
    open(&repacked(change), known.public()).unwrap_err()
}

fn in_place(files: &mut [(String, Vec<u8>)], place: usize, from: &str, to: &str) {
    let text = String::from_utf8(files[place].1.clone()).unwrap();
    assert!(text.contains(from), "{from}");
    files[place].1 = text.replacen(from, to, 1).into_bytes();
}

#[test]
fn lies_in_a_well_spelt_container_are_told_apart() {
    assert!(open(&repacked(|_| ()), key(Scheme::Ed25519, 3).public()).is_ok());
    let content = refused(|files| files[3].1[0] ^= 1);
    let path = "text.txt".to_owned();
    assert_eq!(content, Refusal::Digest { path });
    let number = refused(|files| in_place(files, 0, "\"number\":1", "\"number\":2"));
    assert_eq!(number, Refusal::Manifest, "only number 1 follows nothing");
    let blank = refused(|files| in_place(files, 0, "{\"created\"", "{ \"created\""));
    assert_eq!(blank, Refusal::Manifest);
    let time = refused(|files| in_place(files, 0, "2019-10-15T", "2020-10-15T"));
    assert_eq!(time, Refusal::Signature);
    let newer = refused(|files| in_place(files, 0, "\"format\":1", "\"format\":2"));
    assert_eq!(newer, Refusal::NewerFormat { format: 2 });
    let scheme = refused(|files| in_place(files, 1, "ed25519", "sm2-sm3"));
    assert_eq!(scheme.code(), "other-key");
    let unsigned = refused(|files| files[1].1 = b"{}".to_vec());
    assert_eq!(unsigned, Refusal::SignatureFile);
}

#[test]
fn files_that_come_go_or_move_are_refused() {
    let missing = |path| Refusal::Missing { path };
    assert_eq!(
        refused(|files| drop(files.remove(0))),
        missing("manifest.json")
    );
    assert_eq!(refused(|files| files.swap(0, 1)), missing("manifest.json"));
    assert_eq!(
        refused(|files| drop(files.remove(2))),
        missing("metadata.json")
    );
    assert_eq!(refused(|files| drop(files.remove(4))), Refusal::Files);
    assert_eq!(refused(|files| files.swap(5, 6)), Refusal::Files);
    let one_more = refused(|files| files.push(("attachments/03.txt".to_owned(), vec![1])));
    assert_eq!(one_more, Refusal::Files);
    let twice = refused(|files| files.push(files[3].clone()));
    let path = "text.txt".to_owned();
    assert_eq!(twice, Refusal::Duplicate { path });
    for way_out in [
        "../evil.txt",
        "/etc/passwd",
        "attachments/../../evil.txt",
        "C:\\evil.txt",
        "attachments/",
        "附件.txt",
        "metadata.json\0.txt",
    ] {
        let refusal = refused(|files| files.push((way_out.to_owned(), vec![1])));
        assert_eq!(refusal, Refusal::Path { place: 8 }, "{way_out}");
    }
}

#[test]
fn what_is_huge_is_refused_before_it_is_read() {
    let manifest = refused(|files| files[0].1 = vec![b'['; MANIFEST_BYTES + 1]);
    let path = "manifest.json";
    assert_eq!(manifest, Refusal::FileTooBig { path });
    let deep = refused(|files| files[0].1 = vec![b'['; MANIFEST_BYTES]);
    assert_eq!(deep, Refusal::Manifest);
    let many = refused(|files| {
        for number in 3..=PACKAGE_FILES {
            files.push((format!("attachments/{number:02}.txt"), Vec::new()));
        }
    });
    assert_eq!(many, Refusal::TooManyFiles);
    let big = vec![0; PACKAGE_BYTES + 1];
    assert_eq!(Sealed::read(&big).unwrap_err(), Refusal::TooBig);
    let mut letter = letter(1, &[]);
    letter.text = Some("x".repeat(PACKAGE_BYTES));
    let error = seal(&letter, &Standing::default(), &key(Scheme::Ed25519, 3)).unwrap_err();
    assert_eq!(error, SealError::Refused(Refusal::TooBig));
}

/// A container that the zip library writes with these options.
fn foreign(options: SimpleFileOptions, folder: bool) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    if folder {
        writer.add_directory("attachments", options).unwrap();
    }
    writer.start_file("manifest.json", options).unwrap();
    writer.write_all(&vec![b' '; 1 << 20]).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn containers_of_others_are_refused_without_unpacking() {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = stored.compression_method(CompressionMethod::Deflated);
    let dated =
        stored.last_modified_time(DateTime::from_date_and_time(2019, 10, 15, 8, 0, 0).unwrap());
    for (bytes, what) in [
        (foreign(packed, false), "a bomb"),
        (foreign(dated, false), "a date"),
        (foreign(stored, true), "a folder"),
        (foreign(stored.large_file(true), false), "a zip64 field"),
    ] {
        let refusal = Sealed::read(&bytes).unwrap_err();
        let told = matches!(
            refusal,
            Refusal::Head { place: 1 } | Refusal::Path { place: 1 }
        );
        assert!(told, "{what}: {refusal:?}");
    }
}

#[test]
fn what_no_reader_would_take_is_not_sealed() {
    let key = key(Scheme::Ed25519, 3);
    let sealed = |letter| seal(&letter, &Standing::default(), &key).map(drop);
    let mut odd = letter(1, &[b"one"]);
    odd.attachments[0].extension = "../x".to_owned();
    assert!(sealed(odd).is_err());
    let mut unnamed = letter(1, &[]);
    unnamed.attachments = letter(1, &[b"one"]).attachments;
    assert!(sealed(unnamed).is_err());
    let mut copy = letter(1, &[]);
    copy.copy = Some(b"PK".to_vec());
    assert_eq!(sealed(copy), Err(SealError::Refused(Refusal::Copy)));
}

proptest! {
    #[test]
    fn noise_never_opens_and_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(Sealed::read(&bytes).is_err());
        let headed = [b"PK\x03\x04\x14\0\0\0\0\0\0\0\x21\0".as_slice(), &bytes].concat();
        prop_assert!(Sealed::read(&headed).is_err());
    }

    #[test]
    fn noise_in_place_of_any_file_never_opens(
        place in 0_usize..7,
        noise in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let known = key(Scheme::Ed25519, 3);
        let bytes = repacked(|files| files[place].1 = noise);
        prop_assert!(open(&bytes, known.public()).is_err());
    }
}
