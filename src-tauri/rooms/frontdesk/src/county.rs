//! The office's side of the way to the county: its keys, its sealed letters, what it says of what is
//! odd. The form of a package is the letters' and the way is the mailroom's.

mod keys;
mod said;
mod sealing;
mod shelf;

use gongkai_letters::TownshipCode;
use gongkai_mailroom::{Access, Carrier, Folder, Http, WebDav};
use gongkai_registry::records::CountyLink;
use gongkai_rulebook::letter::CarrierKind;

pub(crate) use keys::{CountyKeys, made_new};
pub(crate) use said::{OddLine, odd_lines, stopped, unreached};
pub(crate) use sealing::seal_waiting;
pub(crate) use shelf::CountyShelf;

use crate::{Desk, Problem};

/// The link, or what to do first.
///
/// # Errors
/// `county-not-set-up`.
pub(crate) fn link(desk: &Desk) -> Result<CountyLink, Problem> {
    desk.records().county_link()?.ok_or_else(|| {
        let next = "先设置报县方式：gongkai county set-up";
        Problem::refused("county-not-set-up", "还没有设置怎样报县", next)
    })
}

/// The office's code in packages.
///
/// # Errors
/// `township-code` where it is not 9 to 12 digits.
pub(crate) fn township(code: &str) -> Result<TownshipCode, Problem> {
    code.trim().parse().map_err(|error| {
        let text = format!("{error}");
        Problem::refused("township-code", text, "填写县平台登记的本乡镇区划代码")
            .in_field("区划代码")
    })
}

/// The carrier that the link names.
///
/// # Errors
/// `township-code`; `county-key` where what opens the door is no key.
pub(crate) fn carrier(link: &CountyLink, keys: &CountyKeys) -> Result<Box<dyn Carrier>, Problem> {
    let township = township(&link.township)?;
    let access = |authorization: Option<String>| Access {
        address: link.address.trim_end_matches('/').to_owned(),
        authorization,
        root: None,
    };
    Ok(match link.carrier {
        CarrierKind::Folder => Box::new(Folder::new(&link.address, township)),
        CarrierKind::WebDav => {
            let inbox = WebDav::new(access(keys.basic()), township);
            Box::new(inbox.map_err(unreached)?)
        }
        CarrierKind::Platform => {
            let platform = Http::new(access(keys.bearer()), township);
            Box::new(platform.map_err(unreached)?)
        }
    })
}
