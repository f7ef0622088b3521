//! A random life of an office and its county over a failing carrier, against the one thing that must
//! be true: each side ends with exactly what the other wrote, once and in order.

use gongkai_mailroom::{Carrier, Plan, look, round};
use proptest::prelude::*;

use super::faulty::{Fault, Faulty, fault};
use super::sides::{County, Office};

#[derive(Debug, Clone)]
enum Step {
    /// The office releases something.
    Release,
    /// The county writes a letter.
    Letter,
    /// A round, with these faults.
    Round(Vec<Fault>),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => Just(Step::Release),
        1 => Just(Step::Letter),
        3 => proptest::collection::vec(fault(), 0..12).prop_map(Step::Round),
    ]
}

fn same(office: &Office, county: &County) {
    let sealed: Vec<&[u8]> = office
        .sealed
        .iter()
        .map(|one| one.bytes.as_slice())
        .collect();
    let written: Vec<&[u8]> = county
        .letters
        .iter()
        .map(|one| one.bytes.as_slice())
        .collect();
    assert!(sealed.starts_with(&county.taken.iter().map(Vec::as_slice).collect::<Vec<_>>()));
    assert!(written.starts_with(&office.filed.iter().map(Vec::as_slice).collect::<Vec<_>>()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_lost_doubled_or_deleted(steps in proptest::collection::vec(step(), 1..25)) {
        let (mut office, mut county) = (Office::default(), County::new());
        let mut before = None;
        for step in steps {
            match step {
                Step::Release => office.write(),
                Step::Letter => county.write(),
                Step::Round(faults) => {
                    let mut carrier = Faulty { inner: &mut county, faults: faults.into(), before };
                    // A cut round is a round; what counts is where both sides are afterwards.
                    let _ = round(&mut office, &mut carrier, &[]);
                    before = carrier.before;
                }
            }
            same(&office, &county);
        }
        let done = round(&mut office, &mut county, &[]).unwrap();
        prop_assert_eq!((done.agreed, done.oddities), (Some(true), vec![]));
        prop_assert_eq!(county.taken.len(), office.sealed.len());
        prop_assert_eq!(office.filed.len(), county.letters.len());
        same(&office, &county);
        let quiet = round(&mut office, &mut county, &[]).unwrap();
        prop_assert_eq!((quiet.sent, quiet.received), (0, 0));
    }
}

#[test]
fn the_plan_says_what_the_round_then_does() {
    let (mut office, mut county) = (Office::default(), County::new());
    for _ in 0..3 {
        office.write();
    }
    county.write();
    let carrier: &mut dyn Carrier = &mut county;
    let Plan::Go(plan) = look(&mut office, carrier).unwrap() else {
        panic!("something is odd")
    };
    assert_eq!((plan.send, plan.receive), (vec![1, 2, 3], 1));
    let done = round(&mut office, carrier, &[]).unwrap();
    assert_eq!((done.sent, done.received, done.agreed), (3, 1, Some(true)));
}

#[test]
fn a_package_taken_whose_answer_is_lost_is_not_sent_again() {
    let (mut office, mut county) = (Office::default(), County::new());
    office.write();
    let faults = [Fault::None, Fault::None, Fault::After].into();
    let mut carrier = Faulty {
        inner: &mut county,
        faults,
        before: None,
    };
    assert!(round(&mut office, &mut carrier, &[]).is_err());
    assert_eq!(office.local.taken, 0, "nobody has told the office yet");
    let done = round(&mut office, &mut county, &[]).unwrap();
    assert_eq!((done.sent, done.agreed), (0, Some(true)));
    assert_eq!((office.local.taken, county.taken.len()), (1, 1));
}
