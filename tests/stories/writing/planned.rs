//! What the clerk plans for an item stands on the sheet that the leaders sign.

use gongkai_frontdesk::tasks::fill_form::Form;
use gongkai_frontdesk::words::Channel;

use super::super::three_people::imported;
use super::{opened, save};
use crate::stories::three;

#[test]
fn the_approval_sheet_ticks_the_channels_of_the_draft() {
    let office = three();
    let item = imported(&office, 3);
    let before = office.prints(&format!("print approval {item}"));
    assert!(!before.contains("电子屏"), "{before}");
    let planned = Form {
        channels: vec![Channel::Screen],
        ..opened(&office, &item).form
    };
    save(&office, Some(&item), planned);
    let after = office.prints(&format!("print approval {item}"));
    assert!(after.contains("电子屏"), "{after}");
}
