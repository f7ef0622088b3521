//! The county's letters as they come in: filed once, in order, if they are the county's and for this
//! office; everything else is refused and nothing is written.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its footing gives way"
)]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::DateTime;
use gongkai_frontdesk::tasks::{
    found_office, keep_staff, look_at_county, set_up_county, sync_county,
};
use gongkai_frontdesk::words::{CarrierKind, Duty};
use gongkai_frontdesk::{Acting, Desk, SystemHost};
use gongkai_letters::{
    Metadata, Opinion, Outcome, Outgoing, PrivateKey, Ranking, Receipt, Scheme, SealedPackage,
    Signer, Standing, seal,
};
use gongkai_rulebook::ids::{IdSeed, LetterId, OfficeId};
use serde_json::json;
use tempfile::TempDir;

const TOWNSHIP: &str = "430699205";

fn seed(n: u64) -> IdSeed {
    IdSeed {
        unix_ms: n,
        random: [7; 10],
    }
}

fn key(n: u8) -> PrivateKey {
    PrivateKey::new(Scheme::Sm2Sm3, [n; 32]).unwrap()
}

fn acting() -> Acting {
    Acting {
        who: Some("周禾生".to_owned()),
        on: None,
    }
}

/// An office that gets the county's letters from a folder.
fn office(ground: &Path) -> Desk {
    let host = Arc::new(SystemHost::of("gongkai".into()));
    let folder = ground.join("office");
    let request = found_office::Request {
        name: "青禾乡人民政府".to_owned(),
        county: "样例县".to_owned(),
        prefix: "青政".to_owned(),
        catalogue: "mujin".to_owned(),
        region: Some(TOWNSHIP.to_owned()),
        supervision_phone: None,
        acting: Acting::default(),
    };
    found_office::run(&folder, host.clone(), request).unwrap();
    let mut desk = Desk::open_to_write(&folder, host).unwrap();
    let hired = keep_staff::Request {
        name: "周禾生".to_owned(),
        duties: vec![Duty::Draft, Duty::Administer],
        replace: false,
        unit: None,
        acting: Acting::default(),
    };
    keep_staff::add(&mut desk, hired).unwrap();
    let stick = ground.join("stick");
    fs::create_dir_all(stick.join("down").join(TOWNSHIP)).unwrap();
    let request = set_up_county::Request {
        township: None,
        carrier: CarrierKind::Folder,
        address: stick.display().to_string(),
        access: None,
        county_key: Some(key(2).public().to_string()),
        domestic: true,
        acting: acting(),
    };
    let set_up = set_up_county::run(&mut desk, &request).unwrap();
    assert!(set_up.own_key.starts_with("sm2-sm3:"), "{}", set_up.own_key);
    desk
}

fn letter(n: u64, township: &str, metadata: Metadata) -> Outgoing {
    Outgoing {
        package: LetterId::new(&seed(n)),
        township: township.parse().unwrap(),
        sender: OfficeId::new(&seed(99)),
        created: DateTime::from_timestamp(1_700_000_000, 0).unwrap(),
        metadata,
        text: None,
        copy: None,
        attachments: Vec::new(),
    }
}

fn ranking() -> Metadata {
    Metadata::Ranking(Ranking {
        month: "2026-10".to_owned(),
        place: 3,
        of: 18,
        released: 21,
        minimum: 20,
    })
}

/// The county lays a package down, and says that it has written so many.
fn lays(ground: &Path, package: &SealedPackage) {
    let stick = ground.join("stick");
    let place = stick.join("down").join(TOWNSHIP);
    let name = format!(
        "{TOWNSHIP}-{:08}-{}.gkpkg",
        package.manifest.number, package.manifest.package
    );
    fs::write(place.join(name), &package.bytes).unwrap();
    fs::create_dir_all(stick.join("standing")).unwrap();
    let told = json!({
        "platform": OfficeId::new(&seed(99)),
        "up": Standing::default(),
        "down": package.standing,
    });
    let path = stick.join("standing").join(format!("{TOWNSHIP}.json"));
    fs::write(path, told.to_string()).unwrap();
}

fn round(desk: &mut Desk) -> Result<sync_county::Answer, gongkai_frontdesk::Problem> {
    let request = sync_county::Request {
        acting: acting(),
        ..sync_county::Request::default()
    };
    sync_county::run(desk, &request)
}

#[test]
fn letters_are_filed_once_and_in_order() {
    let ground = TempDir::new().unwrap();
    let mut desk = office(ground.path());
    let first = letter(1, TOWNSHIP, ranking());
    let first = seal(&first, &Standing::default(), &key(2)).unwrap();
    lays(ground.path(), &first);
    let done = round(&mut desk).unwrap();
    assert_eq!((done.received, done.agreed), (1, Some(true)));
    let again = round(&mut desk).unwrap();
    assert_eq!((again.received, again.agreed), (0, Some(true)));
    let opinion = Metadata::Opinion(Opinion {
        number: "20260008".to_owned(),
        received_on: "2026-10-21".parse().unwrap(),
        disclosure: None,
        text: "请打电话给我".to_owned(),
        contact: Some("站内信".to_owned()),
    });
    let second = seal(&letter(2, TOWNSHIP, opinion), &first.standing, &key(2)).unwrap();
    lays(ground.path(), &second);
    assert_eq!(round(&mut desk).unwrap().received, 1);
    let told: Vec<String> = look_at_county::letters(&desk)
        .unwrap()
        .letters
        .into_iter()
        .map(|line| line.told)
        .collect();
    assert_eq!(
        told,
        [
            "意见建议 20260008，2026-10-21 收到",
            "2026-10 公开 21 条，最低 20 条，第 3 名（共 18 个单位）"
        ]
    );
}

#[test]
fn what_is_not_the_countys_or_not_for_this_office_is_refused() {
    let receipt = |package: u64| {
        Metadata::Receipt(Receipt {
            package: LetterId::new(&seed(package)),
            outcome: Outcome::Taken {
                index_no: None,
                address: None,
            },
        })
    };
    let cases = [
        (letter(1, TOWNSHIP, ranking()), 3, "不是登记的那一把"),
        (
            letter(1, "430699206", ranking()),
            2,
            "不是县平台发给本单位的",
        ),
        (letter(1, TOWNSHIP, receipt(55)), 2, "别的单位的回执"),
    ];
    for (letter, signer, why) in cases {
        let ground = TempDir::new().unwrap();
        let mut desk = office(ground.path());
        let package = seal(&letter, &Standing::default(), &key(signer)).unwrap();
        lays(ground.path(), &package);
        let problem = round(&mut desk).unwrap_err();
        assert_eq!(problem.code, "county-letter-refused");
        assert!(problem.text.contains(why), "{}", problem.text);
        assert!(look_at_county::letters(&desk).unwrap().letters.is_empty());
    }
}
