//! What was typed and not saved: offered again, put aside, gone once it is saved.

use gongkai_frontdesk::tasks::fill_form;
use gongkai_frontdesk::tasks::keep_working_text::{self, Kept, Offer};
use stage::office::Office;

use super::{at_desk, by, clerk, form};
use crate::stories::{draft, review, state, three, verified};

#[track_caller]
fn kept(office: &Office, request: keep_working_text::Request) -> Kept {
    at_desk(office, |desk| keep_working_text::keep(desk, request)).unwrap()
}

fn typing(title: &str) -> keep_working_text::Request {
    keep_working_text::Request {
        form: form(title),
        acting: clerk(),
        ..keep_working_text::Request::default()
    }
}

#[track_caller]
fn offers(office: &Office, who: &str) -> Vec<Offer> {
    at_desk(office, |desk| keep_working_text::offers(desk, &by(who))).unwrap()
}

#[test]
fn what_was_typed_is_offered_until_it_is_saved() {
    let office = three();
    let first = kept(&office, typing("第一件"));
    let more = keep_working_text::Request {
        working_text: first.working_text,
        ..typing("第一件，续")
    };
    assert_eq!(kept(&office, more.clone()).working_text, first.working_text);
    let second = kept(&office, typing("第二件"));
    assert_ne!(
        first.working_text, second.working_text,
        "two new items are two texts"
    );
    let titles = |who: &str| -> Vec<String> {
        offers(&office, who)
            .into_iter()
            .map(|offer| offer.title)
            .collect()
    };
    assert_eq!(titles("周禾生").len(), 2);
    assert!(titles("林见清").is_empty(), "it is nobody else's");
    let theirs = keep_working_text::Request {
        acting: by("林见清"),
        ..more.clone()
    };
    let refused = at_desk(&office, |desk| keep_working_text::keep(desk, theirs));
    assert_eq!(refused.unwrap_err().code, "not-found");

    let id = first.working_text.unwrap();
    let sheet = at_desk(&office, |desk| {
        fill_form::of_working_text(desk, id, &clerk())
    })
    .unwrap();
    assert_eq!(sheet.form, form("第一件，续"));
    let request = fill_form::Request {
        form: sheet.form,
        working_text: first.working_text,
        acting: clerk(),
        ..fill_form::Request::default()
    };
    at_desk(&office, |desk| fill_form::save(desk, request)).unwrap();
    assert_eq!(titles("周禾生"), ["第二件"]);
    let late = kept(&office, more);
    assert_eq!(
        (late.working_text, titles("周禾生").len()),
        (None, 1),
        "what was saved stays saved"
    );

    let id = second.working_text.unwrap();
    at_desk(&office, |desk| {
        keep_working_text::set_aside(desk, id, &clerk())
    })
    .unwrap();
    let offer = &offers(&office, "周禾生")[0];
    assert!(
        offer.set_aside && offer.title == "第二件",
        "put aside, not gone"
    );
    verified(&office);
}

#[test]
fn a_text_of_an_item_is_put_aside_and_never_written_over() {
    let office = three();
    let item = draft(&office, "公示");
    review(&office, &item);
    let of_item = |title: &str| keep_working_text::Request {
        disclosure: Some(item.clone()),
        ..typing(title)
    };
    let first = kept(&office, of_item("从前写的"));
    let second = kept(&office, of_item("重新写的"));
    assert_ne!(first.working_text, second.working_text);
    let told: Vec<_> = offers(&office, "周禾生")
        .into_iter()
        .map(|offer| (offer.title, offer.set_aside))
        .collect();
    assert_eq!(
        told,
        [
            ("重新写的".to_owned(), false),
            ("从前写的".to_owned(), true)
        ]
    );
    assert_eq!(
        state(&office, &item),
        "reviewed",
        "typing voids no signature"
    );
    verified(&office);
}

#[test]
fn a_text_that_cannot_be_saved_stays_kept() {
    let office = three();
    let id = kept(&office, typing("")).working_text;
    let request = fill_form::Request {
        form: form(""),
        working_text: id,
        acting: clerk(),
        ..fill_form::Request::default()
    };
    let refused = at_desk(&office, |desk| fill_form::save(desk, request));
    assert_eq!(refused.unwrap_err().code, "field-missing");
    assert_eq!(offers(&office, "周禾生").len(), 1);
}

#[test]
fn a_text_that_is_older_than_its_item_says_so() {
    let office = three();
    let item = draft(&office, "公示");
    let old = keep_working_text::Request {
        disclosure: Some(item.clone()),
        ..typing("从前写的")
    };
    let id = kept(&office, old).working_text.unwrap();
    let outdated = || {
        let sheet = at_desk(&office, |desk| {
            fill_form::of_working_text(desk, id, &clerk())
        });
        sheet.unwrap().outdated
    };
    assert!(!outdated());
    office.at("2019-10-08");
    office.does(format!(
        "disclosure edit {item} --title 后来改的 --as 周禾生"
    ));
    assert!(outdated());
}
