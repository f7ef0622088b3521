//! Sealed packages without an office, and the real way to the county.

use std::sync::Mutex;

use chrono::{NaiveDate, Utc};
use gongkai_letters::{
    ItemSheet, Metadata, Outgoing, PrivateKey, Scheme, SealedPackage, Standing, seal,
};
use gongkai_mailroom::{Access, Http};
use gongkai_rulebook::ids::{DisclosureId, IdSeed, LetterId, OfficeId};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass};

/// The key that opens the county's door, once it is known.
pub(crate) static BEARER: Mutex<String> = Mutex::new(String::new());

/// Ids that differ by their number.
fn seed(number: u64) -> IdSeed {
    let mut random = [7; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    IdSeed {
        unix_ms: 1_790_000_000_000 + number,
        random,
    }
}

pub(crate) fn id(number: u64) -> OfficeId {
    OfficeId::new(&seed(number))
}

/// The `number`-th disclosure of a township, after what it has sent, with a copy of so many bytes.
pub(crate) fn package(
    township: &str,
    number: u64,
    bytes: usize,
    standing: &Standing,
    key: &PrivateKey,
) -> SealedPackage {
    let title = format!("上坪村2026年第{number}次农村低保金发放情况公示");
    let sheet = ItemSheet {
        disclosure: DisclosureId::new(&seed(number)),
        corrects: None,
        interprets: None,
        register_no: format!("2026-{number:04}"),
        entry: "2.4".parse().expect("an entry"),
        entry_name: "低保、救灾物资发放".to_owned(),
        index_no: None,
        title,
        document_no: None,
        publisher: "青禾乡人民政府".to_owned(),
        formed_on: NaiveDate::from_ymd_opt(2026, 10, 12),
        released_on: NaiveDate::from_ymd_opt(2026, 10, 15).expect("a day"),
        subject: None,
        genre: None,
        class: DisclosureClass::Proactive,
        channels: vec![Channel::NoticeBoard],
        time_limit: None,
        scope: "面向全社会".to_owned(),
        validity: "有效".to_owned(),
        void_from: None,
        keywords: Vec::new(),
        summary: "按季度公示低保金发放的户数和金额。".to_owned(),
        why: None,
        attachments: Vec::new(),
    };
    let mut copy = b"%PDF-1.7\n".to_vec();
    let mut state = number;
    while copy.len() < bytes {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        copy.extend(state.to_be_bytes());
    }
    let outgoing = Outgoing {
        package: LetterId::new(&seed(number)),
        township: township.parse().expect("a code"),
        sender: id(0),
        created: Utc::now(),
        metadata: Metadata::Disclosure(Box::new(sheet)),
        text: Some(
            "经村民代表会议民主评议、乡人民政府审核，现予公示。监督电话见公开栏。".to_owned(),
        ),
        copy: Some(copy),
        attachments: Vec::new(),
    };
    seal(&outgoing, standing, key).expect("a package")
}

pub(crate) fn key() -> PrivateKey {
    PrivateKey::new(Scheme::Ed25519, [9; 32]).expect("a key")
}

/// The real client.
pub(crate) fn http(address: &str, township: &str) -> Http {
    let access = Access {
        address: address.to_owned(),
        authorization: Some(format!("Bearer {}", BEARER.lock().expect("a key"))),
        root: None,
    };
    Http::new(access, township.parse().expect("a code")).expect("a way")
}
