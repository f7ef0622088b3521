//! The same packages through a folder: an exchange front machine, or a stick that is carried.

use gongkai_letters::{Metadata, Outcome, Sealed};
use gongkai_rulebook::vocabulary::DisclosureClass;

use crate::stage::{County, Office, item};

pub(crate) async fn by_a_folder(county: &County) {
    let stick = tempfile::tempdir().unwrap();
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let up = stick.path().join("up/430699205");
    std::fs::create_dir_all(&up).unwrap();
    let mut names = Vec::new();
    for title in ["第一件", "第二件", "第三件"] {
        let sheet = office.sheet(item(), title);
        let package = office.pack(Metadata::Disclosure(Box::new(sheet)), "正文", vec![]);
        office.standing = package.standing;
        names.push((package.name().to_string(), package.bytes));
    }
    // The second is still being written, so the third must wait.
    std::fs::write(up.join(&names[0].0), &names[0].1).unwrap();
    std::fs::write(up.join(format!("{}.part", names[1].0)), &names[1].1[..10]).unwrap();
    std::fs::write(up.join(&names[2].0), &names[2].1).unwrap();
    std::fs::write(up.join("其他.txt"), "x").unwrap();
    assert_eq!(round(county, stick.path()).await, [1, 1, 1]);
    std::fs::write(up.join(&names[1].0), &names[1].1).unwrap();
    assert_eq!(round(county, stick.path()).await, [2, 2, 0]);
    assert_eq!(round(county, stick.path()).await, [0, 0, 0]);

    let standing = std::fs::read_to_string(stick.path().join("standing/430699205.json")).unwrap();
    let standing: serde_json::Value = serde_json::from_str(&standing).unwrap();
    assert_eq!(
        standing["up"]["head"],
        office.standing.head.unwrap().to_string()
    );
    assert_eq!(standing["platform"], county.platform.id().to_string());
    let mut down: Vec<_> = std::fs::read_dir(stick.path().join("down/430699205"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    down.sort();
    assert_eq!(down.len(), 3);
    for (number, path) in (1..).zip(down) {
        let bytes = std::fs::read(path).unwrap();
        let opened = Sealed::read(&bytes)
            .unwrap()
            .open(county.platform.public_key())
            .unwrap();
        assert_eq!(opened.manifest.number, number);
    }
}

/// What is refused lies there, counts, is answered by a receipt, and what lies behind it goes on; what
/// nobody of the township signed stops it.
pub(crate) async fn refused_in_a_folder(county: &County) {
    let stick = tempfile::tempdir().unwrap();
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let up = stick.path().join("up/430699205");
    std::fs::create_dir_all(&up).unwrap();
    for (title, class) in [
        ("不给公众看的", DisclosureClass::OnRequest),
        ("后面一件", DisclosureClass::Proactive),
    ] {
        let mut sheet = office.sheet(item(), title);
        sheet.class = class;
        let package = office.pack(Metadata::Disclosure(Box::new(sheet)), "正文", vec![]);
        office.standing = package.standing;
        std::fs::write(up.join(package.name().to_string()), package.bytes).unwrap();
    }
    assert_eq!(round(county, stick.path()).await, [1, 2, 1]);
    assert_eq!(round(county, stick.path()).await, [0, 0, 0]);
    let receipts = county.letters(&office).await;
    let Metadata::Receipt(receipt) = &receipts[0].0 else {
        panic!("{receipts:?}")
    };
    let Outcome::Refused { field, .. } = &receipt.outcome else {
        panic!("{receipt:?}")
    };
    assert_eq!(field.as_deref(), Some("公开方式"));
    assert!(county.shown("/").await.contains("后面一件"));

    let forged = Office {
        code: office.code.clone(),
        standing: office.standing,
        ..Office::new("430699206", "石桥乡人民政府", 9)
    };
    let sheet = forged.sheet(item(), "冒名");
    let package = forged.pack(Metadata::Disclosure(Box::new(sheet)), "", vec![]);
    std::fs::write(up.join(package.name().to_string()), package.bytes).unwrap();
    assert_eq!(round(county, stick.path()).await, [0, 0, 1]);
    assert_eq!(county.letters(&office).await.len(), 2);
}

/// Taken, written, refused.
async fn round(county: &County, stick: &std::path::Path) -> [u64; 3] {
    let round = county.platform.exchange(stick).await.unwrap();
    [round.taken, round.written, round.refused.len() as u64]
}
