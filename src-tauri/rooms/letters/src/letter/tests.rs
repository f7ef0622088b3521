use std::collections::BTreeSet;

use chrono::NaiveDate;
use gongkai_rulebook::chain::{Chain, Step};
use gongkai_rulebook::disclosure::{Disclosure, Draft, ReleaseOrder, Released, Withdrawal};
use gongkai_rulebook::ids::{CopyId, IdSeed, SignatureId, StaffId};
use gongkai_rulebook::moment::{Moment, Now};
use gongkai_rulebook::register::RegisterNo;
use gongkai_rulebook::signature::{Person, Secrecy, SignatureKind, Signing};
use gongkai_rulebook::vocabulary::Duty;

use super::*;

fn seed(n: u8) -> IdSeed {
    IdSeed {
        unix_ms: 0,
        random: [n; 10],
    }
}

fn moment() -> Moment {
    let today = NaiveDate::from_ymd_opt(2019, 10, 15).unwrap();
    Moment {
        occurred_on: today,
        entered: Now { unix_ms: 0, today },
    }
}

fn person(n: u8, duty: Duty) -> Person {
    Person {
        id: StaffId::new(&seed(n)),
        name: format!("人员{n}"),
        duties: BTreeSet::from([duty]),
    }
}

/// An item of this class that has gone the whole way.
fn released(class: DisclosureClass, channel: Channel) -> Released {
    let content = Content {
        entry: "2.5".parse().unwrap(),
        title: "机耕道硬化工程完工公示".to_owned(),
        class,
        elements: Default::default(),
        body: "第一段。\n第二段。".to_owned(),
        formed_on: None,
        unit: None,
        provider: None,
        list: None,
        attachments: Vec::new(),
        corrects: None,
        demand: None,
        stage: None,
        listing: Default::default(),
    };
    let draft = Draft {
        id: DisclosureId::new(&seed(9)),
        content,
        returned: None,
    };
    let mut item = Disclosure::Draft(draft);
    let people = [
        (Step::Draft, Duty::Draft),
        (Step::Review, Duty::Review),
        (Step::Approve, Duty::Approve),
    ];
    for (n, (step, duty)) in (1..).zip(people) {
        let signer = person(n, duty);
        let signing = Signing {
            id: SignatureId::new(&seed(n)),
            step,
            signer: &signer,
            stands_in_for: None,
            enterer: signer.id,
            kind: SignatureKind::Here,
            document: None,
            scan: None,
            opinion: None,
            secrecy: (step == Step::Review).then_some(Secrecy::Open),
            moment: moment(),
        };
        item = item.sign(&Chain::three_people(), signing).unwrap();
    }
    let Disclosure::Approved(approved) = item else {
        panic!("not approved")
    };
    let order = ReleaseOrder {
        by: &person(1, Duty::Draft),
        channels: vec![channel],
        register_no: RegisterNo {
            year: 2019,
            number: 49,
        },
        copy_ids: (1..4).map(|n| CopyId::new(&seed(n))).collect(),
        posted: 1,
        moment: moment(),
    };
    approved.release(order).unwrap()
}

fn sender() -> Sender<'static> {
    let office = OfficeId::new(&seed(7));
    Sender {
        id: LetterId::new(&seed(8)),
        office,
        name: "青禾乡人民政府",
    }
}

#[test]
fn a_public_release_tells_the_county_what_the_standards_ask_for() {
    let item = released(DisclosureClass::Proactive, Channel::NoticeBoard);
    let letter = Letter::of_release(&item, &sender()).unwrap();
    assert_eq!(letter.kind, LetterKind::Disclosure);
    assert_eq!(letter.register_no, "2019-0049");
    assert_eq!(letter.publisher, "青禾乡人民政府");
    assert_eq!(letter.summary, "第一段。 第二段。");
    assert_eq!(letter.index_no, None, "the county gives it");
}

#[test]
fn an_internal_item_never_becomes_a_letter() {
    let item = released(DisclosureClass::Internal, Channel::InternalBoard);
    let refused = Err(LetterError::NotForTheCounty(DisclosureClass::Internal));
    assert_eq!(Letter::of_release(&item, &sender()), refused);
    let why = "测试".to_owned();
    let withdrawal = Withdrawal {
        why,
        by: StaffId::new(&seed(1)),
        moment: moment(),
    };
    let withdrawn = item.withdraw(withdrawal).unwrap();
    assert_eq!(Letter::of_withdrawal(&withdrawn, &sender()), refused);
}

#[test]
fn a_withdrawal_says_why() {
    let item = released(DisclosureClass::Proactive, Channel::NoticeBoard);
    let withdrawal = Withdrawal {
        why: "名单有误".to_owned(),
        by: StaffId::new(&seed(1)),
        moment: moment(),
    };
    let letter = Letter::of_withdrawal(&item.withdraw(withdrawal).unwrap(), &sender()).unwrap();
    assert_eq!(
        (letter.kind, letter.why.as_deref()),
        (LetterKind::Withdrawal, Some("名单有误"))
    );
}
