//! An imported draft that was worked on goes with its import, whatever was planned for it; what was
//! typed stays.

use gongkai_frontdesk::words::Channel;

use gongkai_frontdesk::tasks::fill_form::{self, Form, Sheet};
use gongkai_frontdesk::tasks::keep_working_text;
use stage::office::Office;
use stage::workbooks::usual;

use super::super::three_people::imported;
use super::{at_desk, clerk, opened, save};
use crate::stories::{shown, three, verified};

#[test]
fn an_import_is_undone_although_its_draft_has_channels_of_its_own() {
    let office = three();
    let item = imported(&office, 3);
    let planned = Form {
        channels: vec![Channel::Meeting],
        ..opened(&office, &item).form
    };
    save(&office, Some(&item), planned);
    assert_eq!(opened(&office, &item).form.channels, [Channel::Meeting]);
    office.does(format!("import undo {item} --why 传错文件 --as 周禾生"));
    office.refuses("not-found", format!("disclosure show {item}"));
    verified(&office);
}

/// Types something into an item's form, list and all, and does not save it.
fn typed(office: &Office, item: &str) -> impl Fn(&Office) -> Sheet {
    let form = Form {
        title: "正在改的标题".to_owned(),
        ..opened(office, item).form
    };
    assert!(form.list.is_some());
    let request = keep_working_text::Request {
        disclosure: Some(item.to_owned()),
        form,
        acting: clerk(),
        ..keep_working_text::Request::default()
    };
    let kept = at_desk(office, |desk| keep_working_text::keep(desk, request)).unwrap();
    let id = kept.working_text.unwrap();
    move |office| {
        at_desk(office, |desk| {
            fill_form::of_working_text(desk, id, &clerk())
        })
        .unwrap()
    }
}

#[test]
fn what_was_typed_is_offered_although_its_list_was_undone() {
    let office = three();
    let item = imported(&office, 3);
    let text = typed(&office, &item);
    office.does(format!("import undo {item} --as 周禾生"));
    let sheet = text(&office);
    assert_eq!(
        (sheet.form.title.as_str(), sheet.form.list),
        ("正在改的标题", None)
    );
    verified(&office);
}

#[test]
fn what_was_typed_carries_the_list_that_took_the_place_of_the_first() {
    let office = three();
    let item = imported(&office, 3);
    let text = typed(&office, &item);
    let file = office.file("改好的.xlsx", usual("上坪村", 4));
    office.does(format!(
        "import {file} --entry 2.4 --title 上坪村低保 --replace --as 周禾生"
    ));
    let sheet = text(&office);
    assert_eq!(sheet.list.as_ref().map(|list| list.rows), Some(4));
    let request = fill_form::Request {
        disclosure: Some(item.clone()),
        form: sheet.form,
        acting: clerk(),
        ..fill_form::Request::default()
    };
    at_desk(&office, |desk| fill_form::save(desk, request)).unwrap();
    let rows = shown(&office, &item)["list"]["rows"]
        .as_array()
        .map(Vec::len);
    assert_eq!(rows, Some(4), "saving the text drops no list");
    verified(&office);
}
