//! What is odd stops before anything is done; a yes goes on only where it cannot lose or double.

use std::collections::BTreeSet;

use gongkai_letters::Sha256Digest;
use gongkai_mailroom::{Local, MANY_WITHDRAWALS, Oddity, Plan, plan, round};
use gongkai_rulebook::ids::OfficeId;

use super::sides::{County, Office, key, report, seed};

/// An office and a county that agree on three packages and two letters.
fn agreed() -> (Office, County) {
    let (mut office, mut county) = (Office::default(), County::new());
    for _ in 0..3 {
        office.write();
    }
    for _ in 0..2 {
        county.write();
    }
    let done = round(&mut office, &mut county, &[]).unwrap();
    assert_eq!(done.agreed, Some(true));
    (office, county)
}

/// The round does nothing and says so; a yes to everything changes nothing either.
fn stops(mut office: Office, mut county: County, expected: &str) {
    office.write();
    let before = county.taken.clone();
    for confirmed in [vec![], vec![expected]] {
        let done = round(&mut office, &mut county, &confirmed).unwrap();
        let codes: Vec<&str> = done.oddities.iter().map(Oddity::code).collect();
        assert_eq!(codes, [expected]);
        assert_eq!((done.sent, done.received), (0, 0));
        assert_eq!(county.taken, before);
    }
}

#[test]
fn two_chains_that_have_parted_never_go_on() {
    let (mut office, county) = agreed();
    office.sealed.pop();
    office.sealed.pop();
    office.local.heads.truncate(1);
    stops(office, county, "more-there");

    let (office, mut county) = agreed();
    county.up.head = Some(Sha256Digest::of(b"another office"));
    stops(office, county, "up-differs");

    let (office, mut county) = agreed();
    county.letters.pop();
    county.down = county.letters[0].standing;
    stops(office, county, "fewer-letters");

    let (office, mut county) = agreed();
    county.down.head = Some(Sha256Digest::of(b"other letters"));
    stops(office, county, "letters-differ");
}

#[test]
fn an_emptied_platform_is_asked_about_and_then_filled_again() {
    let (mut office, _) = agreed();
    office.write();
    let mut county = County::new();
    // The same machine with an empty store: another platform, nothing in it, no letters.
    county.platform = OfficeId::new(&seed(98));
    county.write();
    county.write();
    let done = round(&mut office, &mut county, &[]).unwrap();
    let codes: Vec<&str> = done.oddities.iter().map(Oddity::code).collect();
    assert_eq!(codes, ["other-platform", "emptied"]);
    assert!(county.taken.is_empty());
    let half = round(&mut office, &mut county, &["emptied"]).unwrap();
    assert_eq!(
        (half.sent, half.oddities.len()),
        (0, 2),
        "both are asked about"
    );
    let done = round(&mut office, &mut county, &["emptied", "other-platform"]).unwrap();
    assert_eq!(
        (done.sent, done.received, done.agreed),
        (4, 2, Some(true)),
        "its letters begin again with number 1"
    );
    assert_eq!(office.filed.len(), 4, "what was filed before stays");
}

#[test]
fn a_platform_that_lost_its_last_ones_gets_them_again() {
    let (mut office, mut county) = agreed();
    county.taken.truncate(1);
    county.up = office.sealed[0].standing;
    let done = round(&mut office, &mut county, &[]).unwrap();
    assert_eq!(done.oddities, [Oddity::FewerThere { had: 3, has: 1 }]);
    let done = round(&mut office, &mut county, &["fewer-there"]).unwrap();
    assert_eq!((done.sent, done.agreed), (2, Some(true)));
}

#[test]
fn many_withdrawals_at_once_are_asked_about() {
    let remote = County::new().standings();
    let with = |withdrawals| Local {
        withdrawals,
        ..Local::default()
    };
    assert!(matches!(
        plan(&with(MANY_WITHDRAWALS - 1), Some(&remote), &BTreeSet::new()),
        Plan::Go(_)
    ));
    let Plan::Ask { oddities, .. } = plan(&with(MANY_WITHDRAWALS), Some(&remote), &BTreeSet::new())
    else {
        panic!("nobody is asked")
    };
    assert_eq!(oddities[0].code(), "many-withdrawals");
    assert!(oddities[0].may_be_confirmed());
}

#[test]
fn letters_of_another_county_are_not_filed() {
    let (mut office, mut county) = agreed();
    let forged = report(4, &county.down, &key(3));
    county.down = forged.standing;
    county.letters.push(forged);
    assert!(round(&mut office, &mut county, &[]).is_err());
    assert_eq!(office.filed.len(), 2);
}
