//! Letters and keys that the other tests pack; everybody in them is invented.

use chrono::{DateTime, NaiveDate};
use gongkai_letters::{
    Attachment, AttachmentLine, ItemSheet, Metadata, Outgoing, PrivateKey, Scheme, SealedPackage,
    Standing, seal,
};
use gongkai_rulebook::ids::{DisclosureId, IdSeed, LetterId, OfficeId};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass};

pub(crate) fn seed(n: u8) -> IdSeed {
    IdSeed {
        unix_ms: 1_571_097_600_000,
        random: [n; 10],
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn key(scheme: Scheme, n: u8) -> PrivateKey {
    PrivateKey::new(scheme, [n; 32]).unwrap()
}

/// The sheet of an item with as many attachments.
pub(crate) fn sheet(attachments: usize) -> ItemSheet {
    let line = |n: usize| AttachmentLine {
        file: format!("attachments/{:02}.txt", n + 1),
        name: format!("2019-0049附件{}.txt", n + 1),
    };
    ItemSheet {
        disclosure: DisclosureId::new(&seed(9)),
        corrects: None,
        interprets: None,
        register_no: "2019-0049".to_owned(),
        entry: "2.5".parse().unwrap(),
        entry_name: "公共基础设施建设".to_owned(),
        index_no: None,
        title: "机耕道硬化工程完工公示".to_owned(),
        document_no: None,
        publisher: "青禾乡人民政府".to_owned(),
        formed_on: Some(day("2019-10-12")),
        released_on: day("2019-10-15"),
        subject: None,
        genre: None,
        class: DisclosureClass::Proactive,
        channels: vec![Channel::NoticeBoard, Channel::Website],
        time_limit: Some("自信息形成之日起 20 个工作日内".to_owned()),
        scope: "面向全社会".to_owned(),
        validity: "有效".to_owned(),
        void_from: None,
        keywords: vec!["机耕道".to_owned()],
        summary: "上坪村机耕道硬化工程已经完工。".to_owned(),
        why: None,
        attachments: (0..attachments).map(line).collect(),
    }
}

/// The `n`-th letter, with these attachments.
pub(crate) fn letter(n: u8, attachments: &[&[u8]]) -> Outgoing {
    let attached = |bytes: &&[u8]| Attachment {
        extension: "txt".to_owned(),
        bytes: bytes.to_vec(),
    };
    Outgoing {
        package: LetterId::new(&seed(n)),
        township: "430699205".parse().unwrap(),
        sender: OfficeId::new(&seed(7)),
        created: DateTime::from_timestamp(1_571_126_400 + i64::from(n), 0).unwrap(),
        metadata: Metadata::Disclosure(Box::new(sheet(attachments.len()))),
        text: Some("上坪村机耕道硬化工程已经完工。\n公示期七日。\n".to_owned()),
        copy: Some(b"%PDF-1.4\n%%EOF\n".to_vec()),
        attachments: attachments.iter().map(attached).collect(),
    }
}

/// A package that is like most.
pub(crate) fn usual(key: &PrivateKey) -> SealedPackage {
    let letter = letter(1, &[b"first", b"second"]);
    seal(&letter, &Standing::default(), key).unwrap()
}
