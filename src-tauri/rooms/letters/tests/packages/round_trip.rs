//! What is sealed comes back as it was, in every kind and both schemes.

use gongkai_letters::{
    Attachment, AttachmentLine, CatalogueLetter, Circular, DraftSheet, Metadata, OpeningKey,
    Opinion, Outcome, Ranking, Receipt, ReportSheet, RequestLetter, Return, Scheme, Sealed, Signer,
    Standing, seal,
};
use gongkai_rulebook::ids::{DisclosureId, LetterId};
use gongkai_rulebook::letter::{Direction, LetterKind};
use proptest::prelude::*;

use super::made::{day, key, letter, seed, sheet, usual};

/// A letter of every kind.
fn every_kind() -> Vec<Metadata> {
    let report = ReportSheet {
        period: "2019-10".to_owned(),
        title: "十月零报告".to_owned(),
        publisher: "青禾乡人民政府".to_owned(),
        figures: [("主动公开".to_owned(), 0)].into(),
        attachments: Vec::new(),
    };
    let office: LetterId = LetterId::new(&seed(4));
    let draft = DraftSheet {
        disclosure: DisclosureId::new(&seed(9)),
        entry: "2.5".parse().unwrap(),
        unit: "上坪村".to_owned(),
        signed_with: key(Scheme::Ed25519, 6).public().clone(),
        office: office.to_string().parse().unwrap(),
        closed_for: OpeningKey::new([5; 32]).closing().id(),
        attachments: Vec::new(),
    };
    let receipt = |outcome| Receipt {
        package: LetterId::new(&seed(1)),
        outcome,
    };
    let circular = Circular {
        title: "关于做好年报的通知".to_owned(),
        document_no: None,
        issued_by: "样例县人民政府办公室".to_owned(),
        issued_on: day("2019-12-01"),
        due: Some(day("2020-01-20")),
        attachments: Vec::new(),
    };
    vec![
        Metadata::Disclosure(Box::new(sheet(0))),
        Metadata::Correction(Box::new(sheet(0))),
        Metadata::Withdrawal(Box::new(sheet(0))),
        Metadata::AnnualReport(report.clone()),
        Metadata::SelfCheckReport(report.clone()),
        Metadata::NilReport(report.clone()),
        Metadata::Statistics(report),
        Metadata::Draft(Box::new(draft)),
        Metadata::Receipt(receipt(Outcome::Taken {
            index_no: Some("000014349/2019-00049".to_owned()),
            address: None,
        })),
        Metadata::Receipt(receipt(Outcome::Refused {
            reason: "成文日期晚于发布日期".to_owned(),
            field: Some("成文日期".to_owned()),
        })),
        Metadata::Return(Return {
            disclosure: DisclosureId::new(&seed(9)),
            reason: "内容概述不完整".to_owned(),
            field: Some("内容概述".to_owned()),
        }),
        Metadata::Notice(circular.clone()),
        Metadata::Circular(circular),
        Metadata::Catalogue(CatalogueLetter {
            edition: "2020年版".to_owned(),
            in_force_from: Some(day("2020-01-01")),
            attachments: Vec::new(),
        }),
        Metadata::Request(RequestLetter {
            number: "20190007".to_owned(),
            received_on: day("2019-10-20"),
            applicant: "申请人".to_owned(),
            contact: "站内信".to_owned(),
            wanted: "机耕道工程结算".to_owned(),
            form: None,
        }),
        Metadata::Opinion(Opinion {
            number: "20190008".to_owned(),
            received_on: day("2019-10-21"),
            disclosure: None,
            text: "公开栏位置太高".to_owned(),
            contact: None,
        }),
        Metadata::Ranking(Ranking {
            month: "2019-10".to_owned(),
            place: 3,
            of: 18,
            released: 21,
            minimum: 20,
        }),
    ]
}

#[test]
fn every_kind_comes_back_in_both_schemes() {
    let kinds = every_kind();
    for kind in LetterKind::ALL {
        assert!(kinds.iter().any(|one| one.kind() == *kind), "{kind}");
    }
    for scheme in Scheme::ALL {
        let key = key(*scheme, 3);
        for metadata in &kinds {
            let mut letter = letter(1, &[]);
            letter.metadata = metadata.clone();
            let package = seal(&letter, &Standing::default(), &key).unwrap();
            let opened = Sealed::read(&package.bytes).unwrap().open(key.public());
            let opened = opened.unwrap();
            assert_eq!(&opened.metadata, metadata);
            assert_eq!(opened.manifest, package.manifest);
            assert_eq!(package.standing.head, Some(opened.head));
        }
    }
    let down = |kind: &&LetterKind| kind.direction() == Direction::Down;
    assert_eq!(LetterKind::ALL.iter().filter(down).count(), 8);
}

#[test]
fn a_field_that_a_newer_program_adds_is_passed_over() {
    let text = r#"{"package":"01920000-0000-7000-8000-000000000000","outcome":"taken","new":[1]}"#;
    let receipt: Receipt = serde_json::from_str(text).unwrap();
    let nothing = Outcome::Taken {
        index_no: None,
        address: None,
    };
    assert_eq!(receipt.outcome, nothing);
}

#[test]
fn any_zip_program_opens_a_package() {
    let package = usual(&key(Scheme::Ed25519, 3));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&package.bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let form = [
        "manifest.json",
        "signature.json",
        "metadata.json",
        "text.txt",
        "copy.pdf",
        "attachments/01.txt",
        "attachments/02.txt",
    ];
    assert_eq!(names, form);
    let mut text = String::new();
    let mut file = archive.by_name("attachments/02.txt").unwrap();
    std::io::Read::read_to_string(&mut file, &mut text).unwrap();
    assert_eq!(text, "second");
}

#[test]
fn the_directory_speaks_the_words_of_the_standards() {
    let package = usual(&key(Scheme::Ed25519, 3));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&package.bytes)).unwrap();
    let sheet: serde_json::Value =
        serde_json::from_reader(archive.by_name("metadata.json").unwrap()).unwrap();
    for field in [
        "索引号",
        "名称",
        "文号",
        "发布机构",
        "成文日期",
        "发布日期",
        "主题分类",
        "体裁分类",
        "公开方式",
        "公开时限",
        "公开范围",
        "有效性",
        "关键词",
        "内容概述",
    ] {
        assert!(sheet.get(field).is_some(), "{field}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_attached_comes_back(
        text in proptest::option::of(".{0,200}"),
        files in proptest::collection::vec(("[a-z0-9]{1,8}", proptest::collection::vec(any::<u8>(), 0..300)), 0..6),
        scheme in proptest::sample::select(Scheme::ALL),
    ) {
        let key = key(scheme, 5);
        let mut letter = letter(1, &[]);
        letter.text = text.clone();
        let mut sheet = sheet(0);
        for (extension, bytes) in &files {
            let attachment = Attachment { extension: extension.clone(), bytes: bytes.clone() };
            let file = attachment.path(letter.attachments.len());
            sheet.attachments.push(AttachmentLine { file, name: "附件".to_owned() });
            letter.attachments.push(attachment);
        }
        letter.metadata = Metadata::Disclosure(Box::new(sheet));
        let package = seal(&letter, &Standing::default(), &key).unwrap();
        let again = seal(&letter, &Standing::default(), &key).unwrap();
        prop_assert_eq!(&package.bytes, &again.bytes);
        let opened = Sealed::read(&package.bytes).unwrap().open(key.public()).unwrap();
        prop_assert_eq!(opened.text, text.as_deref());
        let back: Vec<&[u8]> = opened.attachments.iter().map(|one| one.bytes).collect();
        let sent: Vec<&[u8]> = files.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        prop_assert_eq!(back, sent);
    }
}
