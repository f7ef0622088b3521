//! Packages that their township signed and nobody changed, but whose parts are missing or are not what
//! they should be: each counts, is refused by its reason, and nothing of it is shown.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gongkai_letters::{
    FileLine, Metadata, Outcome, SealedPackage, Sha256Digest, Signer as _, Sm3Digest, Standing,
};

use crate::stage::{County, Office, attached, item};
use crate::taking::counted_and_refused;

const METADATA: &str = "metadata.json";
const TEXT: &str = "text.txt";
const COPY: &str = "copy.pdf";
const ATTACHMENT: &str = "attachments/01.xlsx";

/// Path and content of each file, manifest and signature first.
type Parts = Vec<(String, Vec<u8>)>;

/// A title, the code of the refusal, and what is done to the package.
type Change = (&'static str, &'static str, fn(&mut Parts));

pub(crate) async fn parts_missing_or_wrong(county: &County) {
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let mut told = Vec::new();
    let changes: [Change; 6] = [
        ("没有任何栏目", "metadata", |parts| {
            *part(parts, METADATA) = b"{}".to_vec()
        }),
        ("说明不是数据", "metadata", |parts| {
            *part(parts, METADATA) = vec![0xFF, 0]
        }),
        ("少了标题", "metadata", |parts| {
            renamed(parts, "\"名称\"", "\"名字\"")
        }),
        ("少了附件", "metadata", |parts| {
            parts.retain(|(path, _)| path != ATTACHMENT)
        }),
        ("正文不是文字", "text", |parts| {
            *part(parts, TEXT) = vec![0xC4, 0xE3, 0xBA]
        }),
        ("一份不是版式文件", "copy", |parts| {
            *part(parts, COPY) = b"PK\x03\x04".to_vec()
        }),
    ];
    for (title, code, change) in changes {
        let package = resealed(&office, title, change);
        counted_and_refused(county, &mut office, &package, (code, None)).await;
        told.push((title, code));
    }
    let behind = Metadata::Disclosure(Box::new(office.sheet(item(), "后面一件")));
    county.send(&mut office, behind, "正文").await;

    let letters = county.letters(&office).await;
    assert_eq!(letters.len(), told.len() + 1);
    for (letter, (title, code)) in letters.iter().zip(&told) {
        let (Metadata::Receipt(receipt), None) = letter else {
            panic!("{letter:?}");
        };
        let Outcome::Refused { reason, field } = &receipt.outcome else {
            panic!("{title}: {receipt:?}");
        };
        let says = match *code {
            "metadata" => "说明数据不合格式",
            "text" => "网页文字不是 UTF-8 编码",
            _ => "报县的一份不是 PDF 文件",
        };
        assert!(
            reason.contains(says) && field.is_none(),
            "{title}: {reason}"
        );
    }
    let shelf = county.shown("/disclosed").await;
    assert!(shelf.contains("后面一件"));
    for (title, _) in told {
        assert!(!shelf.contains(title), "{title}");
    }
}

fn part<'a>(parts: &'a mut Parts, path: &str) -> &'a mut Vec<u8> {
    let found = parts.iter_mut().find(|(known, _)| known == path);
    &mut found.unwrap().1
}

fn renamed(parts: &mut Parts, from: &str, to: &str) {
    let text = String::from_utf8(part(parts, METADATA).clone()).unwrap();
    assert!(text.contains(from), "{text}");
    *part(parts, METADATA) = text.replace(from, to).into_bytes();
}

/// A release with an attachment, as the office's own program would never seal it: changed, listed and
/// signed again.
fn resealed(office: &Office, title: &str, change: fn(&mut Parts)) -> SealedPackage {
    let mut sheet = office.sheet(item(), title);
    let (attachment, line) = attached("汇总.xlsx", b"PK made by a village");
    sheet.attachments = vec![line];
    let metadata = Metadata::Disclosure(Box::new(sheet));
    let mut package = office.pack(metadata, "正文", vec![attachment]);
    let mut parts = parts(&package);
    change(&mut parts);
    let lines = parts.iter().skip(2).map(|(path, bytes)| FileLine {
        bytes: bytes.len() as u64,
        path: path.clone(),
        sha256: Sha256Digest::of(bytes),
        sm3: Sm3Digest::of(bytes),
    });
    package.manifest.files = lines.collect();
    let listed = serde_json::to_vec(&package.manifest).unwrap();
    let mut signed: serde_json::Value = serde_json::from_slice(&parts[1].1).unwrap();
    signed["signature"] = STANDARD.encode(office.key.sign(&listed).unwrap()).into();
    package.standing = Standing {
        count: package.manifest.number,
        head: Some(Sha256Digest::of(&listed)),
    };
    (parts[0].1, parts[1].1) = (listed, serde_json::to_vec(&signed).unwrap());
    package.bytes = spelt(&parts);
    package
}

/// The files as they lie in a container of the one spelling: a head of thirty bytes, a name, the bytes.
fn parts(package: &SealedPackage) -> Parts {
    let (mut parts, mut rest) = (Parts::new(), package.bytes.as_slice());
    while rest.starts_with(b"PK\x03\x04") {
        let length = u32::from_le_bytes(rest[18..22].try_into().unwrap()) as usize;
        let name = usize::from(u16::from_le_bytes(rest[26..28].try_into().unwrap()));
        let path = String::from_utf8(rest[30..30 + name].to_vec()).unwrap();
        parts.push((path, rest[30 + name..30 + name + length].to_vec()));
        rest = &rest[30 + name + length..];
    }
    parts
}

fn spelt(parts: &Parts) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (path, bytes) in parts {
        let offset = out.len() as u32;
        let length = (bytes.len() as u32).to_le_bytes();
        let mut particulars = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        particulars.extend(crc32fast::hash(bytes).to_le_bytes());
        particulars.extend([length, length].concat());
        particulars.extend((path.len() as u16).to_le_bytes());
        particulars.extend([0, 0]);
        out.extend(
            [
                b"PK\x03\x04",
                particulars.as_slice(),
                path.as_bytes(),
                bytes,
            ]
            .concat(),
        );
        directory.extend([b"PK\x01\x02\x14\0", particulars.as_slice(), &[0; 10]].concat());
        directory.extend([&offset.to_le_bytes(), path.as_bytes()].concat());
    }
    let count = (parts.len() as u16).to_le_bytes();
    let (offset, length) = (out.len() as u32, directory.len() as u32);
    let tail = [length.to_le_bytes(), offset.to_le_bytes()].concat();
    out.extend(
        [
            directory,
            b"PK\x05\x06\0\0\0\0".to_vec(),
            [count, count].concat(),
            tail,
        ]
        .concat(),
    );
    out.extend([0, 0]);
    out
}
