//! An imported draft that was worked on goes with its import, whatever was planned for it.

use gongkai_frontdesk::words::Channel;

use super::super::three_people::imported;
use super::{opened, save};
use crate::stories::{three, verified};
use gongkai_frontdesk::tasks::fill_form::Form;

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
