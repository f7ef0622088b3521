//! A draft comes back as it was, and what does not fit together is refused.

use gongkai_rulebook::ids::{IdSeed, LetterId};
use gongkai_rulebook::vocabulary::DisclosureClass;

use super::*;

fn seed(random: u8) -> IdSeed {
    IdSeed {
        unix_ms: 1_571_097_600_000,
        random: [random; 10],
    }
}

fn draft() -> DraftLetter {
    let (list, attached, workbook) = (
        ListId::new(&seed(1)),
        FileId::new(&seed(2)),
        FileId::new(&seed(3)),
    );
    let file = |id, name: &str| DraftFile {
        id,
        name: name.to_owned(),
        bytes: name.as_bytes().to_vec(),
    };
    DraftLetter {
        content: Content {
            entry: "2.4".parse().unwrap(),
            title: "上坪村低保金发放名单".to_owned(),
            class: DisclosureClass::Proactive,
            elements: Default::default(),
            body: "第三季度".to_owned(),
            formed_on: "2019-09-20".parse().ok(),
            unit: Some("上坪村村民委员会".to_owned()),
            provider: Some("程子规".to_owned()),
            list: Some(list),
            attachments: vec![attached],
            corrects: None,
            demand: None,
            stage: None,
            listing: Default::default(),
        },
        checked: Checked {
            unit: "上坪村村民委员会".to_owned(),
            provider: "程子规".to_owned(),
            responsible: "陆望舒".to_owned(),
            agreed_on: "2019-09-21".parse().unwrap(),
            handed_by: "程子规".to_owned(),
            handed_on: "2019-09-22".parse().unwrap(),
        },
        list: Some(DraftList {
            id: list,
            kind: ListKind::SubsistencePayment,
            sheet: "低保".to_owned(),
            village: Some("上坪村".to_owned()),
            period: None,
            unit: "元".to_owned(),
            columns: vec![DraftColumn {
                title: "姓名".to_owned(),
                meaning: Meaning::Name,
                private: false,
            }],
            rows: vec![DraftRow {
                row: 3,
                cells: vec!["钱夏禾".to_owned()],
            }],
            skipped: 2,
            refused: 0,
            mended: 0,
            left_out: Vec::new(),
            workbook,
        }),
        files: vec![file(attached, "通知.pdf"), file(workbook, "名单.xlsx")],
    }
}

#[test]
fn a_draft_comes_back_as_it_was() {
    let letter = draft();
    let bytes = letter.to_bytes().unwrap();
    assert_eq!(DraftLetter::read(&bytes), Ok(letter));
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let spoilt = |spoil: fn(&mut DraftLetter)| {
        let mut letter = draft();
        spoil(&mut letter);
        DraftLetter::read(&letter.to_bytes().unwrap())
    };
    let ways: [fn(&mut DraftLetter); 5] = [
        |letter| letter.content.list = None,
        |letter| letter.list = None,
        |letter| letter.files.reverse(),
        |letter| letter.content.attachments.clear(),
        |letter| {
            if let Some(list) = &mut letter.list {
                list.rows[0].cells.push("多一格".to_owned());
            }
        },
    ];
    for way in ways {
        assert_eq!(spoilt(way), Err(Refusal::Draft));
    }
    assert_eq!(DraftLetter::read(b"PK"), Err(Refusal::NotAPackage));
}

#[test]
fn an_address_is_a_line_that_anybody_can_carry() {
    let key = crate::OpeningKey::new([3; 32]);
    let address = DraftAddress {
        office: LetterId::new(&seed(5)).to_string().parse().unwrap(),
        name: "青禾乡人民政府".to_owned(),
        township: "430699205".parse().unwrap(),
        key: key.closing().clone(),
    };
    let text = format!("\u{feff}{}", address.to_text());
    assert_eq!(DraftAddress::parse(&text), Ok(address));
    assert_eq!(DraftAddress::parse("{}"), Err(Refusal::Draft));
}
