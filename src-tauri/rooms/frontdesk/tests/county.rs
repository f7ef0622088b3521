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
    draft_disclosure, found_office, keep_staff, look_at_access_log, look_at_county, look_at_item,
    look_at_today, mark_county_letter, read_county_letter, set_up_county, sync_county,
    take_in_catalogue,
};
use gongkai_frontdesk::words::{CarrierKind, Duty};
use gongkai_frontdesk::{Acting, Desk, SystemHost};
use gongkai_letters::{
    Attachment, AttachmentLine, CatalogueLetter, Circular, Metadata, Opinion, Outcome, Outgoing,
    PrivateKey, Ranking, Receipt, RequestLetter, Return, Scheme, SealedPackage, Signer, Standing,
    seal,
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
        root: None,
        form: None,
        by_itself: false,
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
            "意见建议 20260008，2026年10月21日收到",
            "2026年10月公开 21 条，最低 20 条，第 3 名（共 18 个单位）"
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

/// Today's lines of these kinds, with the first thing to do about each.
fn lines(desk: &Desk, kind: look_at_today::LineKind) -> Vec<look_at_today::Line> {
    let today = look_at_today::run(desk, &look_at_today::Request::default()).unwrap();
    let lines = today.groups.into_iter().flat_map(|group| group.lines);
    lines.filter(|line| line.kind == kind).collect()
}

/// The county lays these letters down one after the other; the office fetches them.
fn sends(ground: &Path, desk: &mut Desk, letters: Vec<Outgoing>) {
    let mut standing = Standing::default();
    for letter in letters {
        let package = seal(&letter, &standing, &key(2)).unwrap();
        standing = package.standing;
        lays(ground, &package);
    }
    round(desk).unwrap();
}

fn circular(title: &str) -> Circular {
    Circular {
        title: title.to_owned(),
        document_no: Some("样政办〔2026〕8号".to_owned()),
        issued_by: "样例县人民政府办公室".to_owned(),
        issued_on: "2026-11-02".parse().unwrap(),
        due: Some("2026-11-10".parse().unwrap()),
        attachments: Vec::new(),
    }
}

#[test]
fn what_comes_back_leads_to_the_item_and_stays_until_it_is_dealt_with() {
    let ground = TempDir::new().unwrap();
    let mut desk = office(ground.path());
    let fields = draft_disclosure::Fields {
        entry: Some("2.5".to_owned()),
        title: Some("石桥村机耕道公示".to_owned()),
        ..draft_disclosure::Fields::default()
    };
    let item = draft_disclosure::open(&mut desk, fields, &acting()).unwrap();
    let back = Metadata::Return(Return {
        disclosure: item.disclosure,
        reason: "采购方式没有写".to_owned(),
        field: Some("正文".to_owned()),
    });
    let notice = Metadata::Notice(circular("关于报送自查报告的通知"));
    let letters = vec![
        letter(1, TOWNSHIP, back),
        letter(2, TOWNSHIP, notice),
        letter(3, TOWNSHIP, ranking()),
    ];
    sends(ground.path(), &mut desk, letters);

    let refused = lines(&desk, look_at_today::LineKind::CountyRefused);
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].title, "石桥村机耕道公示");
    assert_eq!(refused[0].note, "退回修改：采购方式没有写（栏目：正文）");
    assert_eq!(refused[0].actions[0].item, Some(item.disclosure));
    let shown = look_at_item::run(&desk, &item.disclosure.to_string()).unwrap();
    assert_eq!(shown.refused[0].field.as_deref(), Some("正文"));
    let came = lines(&desk, look_at_today::LineKind::CountyLetter);
    assert_eq!(came.len(), 2);
    assert!(
        came.iter()
            .any(|line| line.due == "2026-11-10".parse().ok()),
        "{came:?}"
    );

    let status = look_at_county::run(&desk).unwrap();
    assert_eq!((status.refused.len(), status.unread), (1, 2));
    let ranking = status.ranking.unwrap();
    assert_eq!(
        (ranking.released, ranking.minimum, ranking.place),
        (21, 20, 3)
    );

    let mark = |number, note: Option<&str>| mark_county_letter::Request {
        number,
        note: note.map(str::to_owned),
        acting: acting(),
    };
    let unsaid = mark_county_letter::run(&mut desk, &mark(1, None)).unwrap_err();
    assert_eq!(unsaid.code, "field-missing");
    for (number, note) in [(1, Some("已同县里说明")), (2, None), (3, None)] {
        mark_county_letter::run(&mut desk, &mark(number, note)).unwrap();
    }
    let twice = mark_county_letter::run(&mut desk, &mark(2, None)).unwrap_err();
    assert_eq!(twice.code, "already-marked");
    assert_eq!(lines(&desk, look_at_today::LineKind::CountyRefused), []);
    assert_eq!(lines(&desk, look_at_today::LineKind::CountyLetter), []);
    let letters = look_at_county::letters(&desk).unwrap().letters;
    assert!(letters[2].mark.as_ref().unwrap().contains("已同县里说明"));
}

#[test]
fn what_a_citizen_wrote_is_read_in_full_and_that_is_entered() {
    let ground = TempDir::new().unwrap();
    let mut desk = office(ground.path());
    let wanted = RequestLetter {
        number: "20260009".to_owned(),
        received_on: "2026-10-22".parse().unwrap(),
        applicant: "石建国".to_owned(),
        contact: "13800000000".to_owned(),
        wanted: "2025年机耕道补助名单".to_owned(),
        form: None,
    };
    sends(
        ground.path(),
        &mut desk,
        vec![letter(1, TOWNSHIP, Metadata::Request(wanted))],
    );
    let told = &look_at_county::letters(&desk).unwrap().letters[0].told;
    assert!(
        !told.contains("石建国") && !told.contains("机耕道"),
        "{told}"
    );
    let request = |who: Option<&str>| read_county_letter::Request {
        number: 1,
        acting: Acting {
            who: who.map(str::to_owned),
            on: None,
        },
    };
    let nobody = read_county_letter::run(&mut desk, &request(None)).unwrap_err();
    assert_eq!(nobody.code, "who-acts");
    let letter = read_county_letter::run(&mut desk, &request(Some("周禾生"))).unwrap();
    let fields: Vec<(&str, &str)> = letter
        .fields
        .iter()
        .map(|field| (field.name.as_str(), field.text.as_str()))
        .collect();
    assert!(fields.contains(&("申请人", "石建国")), "{fields:?}");
    assert!(fields.contains(&("联系方式", "13800000000")), "{fields:?}");
    let asked = look_at_access_log::Request {
        from: 0,
        count: 10,
        acting: acting(),
    };
    let log = look_at_access_log::run(&desk, &asked).unwrap();
    assert!(format!("{log:?}").contains("公开申请 20260009"), "{log:?}");
}

#[test]
fn an_edition_of_the_catalogue_is_offered_with_its_table() {
    let ground = TempDir::new().unwrap();
    let mut desk = office(ground.path());
    let edition = CatalogueLetter {
        edition: "样例县2027年".to_owned(),
        in_force_from: None,
        attachments: vec![AttachmentLine {
            file: "attachments/01.html".to_owned(),
            name: "公开目录.html".to_owned(),
        }],
    };
    let mut letter = letter(1, TOWNSHIP, Metadata::Catalogue(edition));
    letter.attachments = vec![Attachment {
        extension: "html".to_owned(),
        bytes: "<table></table>".into(),
    }];
    sends(ground.path(), &mut desk, vec![letter]);
    let read = read_county_letter::Request {
        number: 1,
        acting: acting(),
    };
    let letter = read_county_letter::run(&mut desk, &read).unwrap();
    assert_eq!(letter.files[0].name, "公开目录.html");
    let none = take_in_catalogue::Source {
        county_letter: Some(7),
        ..take_in_catalogue::Source::default()
    };
    let problem = take_in_catalogue::look(&desk, &none).unwrap_err();
    assert_eq!(problem.code, "no-source");
}
