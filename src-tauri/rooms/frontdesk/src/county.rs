//! The office's side of the way to the county: its keys, its sealed letters, what it says of what is
//! odd. The form of a package is the letters' and the way is the mailroom's.

pub(crate) mod by_hand;
mod checking;
pub(crate) mod forms;
mod keys;
mod letters;
mod reporting;
mod said;
mod sealing;
mod seated;
mod shelf;

use gongkai_letters::TownshipCode;
use gongkai_mailroom::{Access, Carrier, Folder, Http, WebDav};
use gongkai_registry::records::CountyLink;
use gongkai_rulebook::ids::{DisclosureId, LetterId};
use gongkai_rulebook::letter::CarrierKind;

pub(crate) use checking::findings;
pub(crate) use keys::{CountyKeys, made_new};
pub(crate) use letters::{Said, fields_of};
pub(crate) use said::{OddLine, odd_lines, stopped, unreached};
pub(crate) use sealing::seal_waiting;
pub(crate) use seated::{plan_seated, round_seated, try_round};
pub(crate) use shelf::CountyShelf;

use crate::{Desk, Problem};

/// The link, or what to do first.
///
/// # Errors
/// `county-not-set-up`.
pub(crate) fn link(desk: &Desk) -> Result<CountyLink, Problem> {
    desk.records().county_link()?.ok_or_else(|| {
        let next = "先在“上报县平台”的“设置”里设好怎样报（命令行：gongkai county set-up）";
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
/// `by-hand` where no program carries; `township-code`; `county-key` where what opens the door is no
/// key.
pub(crate) fn carrier(link: &CountyLink, keys: &CountyKeys) -> Result<Box<dyn Carrier>, Problem> {
    let township = township(&link.township)?;
    let access = |authorization: Option<String>| Access {
        address: link.address.trim_end_matches('/').to_owned(),
        authorization,
        root: link.root.clone().map(String::into_bytes),
    };
    Ok(match link.carrier {
        CarrierKind::ByHand => {
            let text = "报县方式是手工填报，没有收发";
            let next = "一件一件填进县网站，记下网页地址；要收发的，先改报县方式";
            return Err(Problem::refused("by-hand", text, next));
        }
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

/// The item that a letter of the county is about.
///
/// # Errors
/// What the store says.
pub(crate) fn about(
    desk: &Desk,
    named: Option<DisclosureId>,
    answers: Option<LetterId>,
) -> Result<Option<DisclosureId>, Problem> {
    let answered = match answers {
        Some(letter) => desk.records().county_package_of(letter)?,
        None => None,
    };
    Ok(named.or(answered.map(|package| package.disclosure)))
}
