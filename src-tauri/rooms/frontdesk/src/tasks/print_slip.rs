//! Print the slip (交接单) that goes with copies to be handed over; dates and signatures stay blank.

use std::path::Path;

use gongkai_printroom::papers::copies::CopySlip;
use gongkai_printroom::papers::slip::{HandOverSlip, SlipLine};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::printing::PaperKind;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use super::hand_over_copy::OneCopy;
use super::print_papers::{Answer, put};
use crate::compose::{self, CopiesOrder};
use crate::papers::{Laid, Paper};
use crate::typed::masked;
use crate::{Desk, Problem, typed};

/// Which copies go, to whom and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PrintSlipRequest", optional_fields = nullable))]
pub struct Request {
    /// The copies.
    pub copies: Vec<OneCopy>,
    /// To whom; a blank on the slip if not said.
    #[serde(default)]
    pub to: Option<String>,
    /// How; a blank on the slip if not said.
    #[serde(default)]
    pub by: Option<String>,
}

/// Prints the slip into a file.
///
/// # Errors
/// `not-found` for an unknown item or number, `not-in-state`, what the printroom refuses, what the
/// disk says.
pub fn run(desk: &Desk, request: &Request, out: &Path) -> Result<Answer, Problem> {
    put(desk, &Paper::Slip(request.clone()), out)
}

/// Its name in lists and logs: the copies it goes with.
pub(crate) fn title(request: &Request) -> String {
    let first = request.copies.first().map_or("", |copy| copy.no.trim());
    match request.copies.len() {
        0 | 1 => first.to_owned(),
        many => format!("{first} 等 {many} 份"),
    }
}

/// The slip, laid out.
pub(crate) fn lay_out(desk: &Desk, request: &Request) -> Result<Laid, Problem> {
    let lines = request.copies.iter().map(|copy| line(desk, copy));
    let settings = desk.settings()?;
    let text = |field, text: &Option<String>| {
        typed::open_line_maybe(field, text.as_deref()).map(Option::unwrap_or_default)
    };
    let slip = HandOverSlip {
        office: settings.name,
        to: text("收件人", &request.to)?,
        how: text("报送方式", &request.by)?,
        lines: lines.collect::<Result<_, Problem>>()?,
    };
    let first = slip
        .lines
        .first()
        .map_or("", |line| line.no.as_str())
        .to_owned();
    let title = title(request);
    Laid::inside(desk, PaperKind::Slip, Box::new(slip), title, &first)
}

fn line(desk: &Desk, wanted: &OneCopy) -> Result<SlipLine, Problem> {
    let item = item(desk, &wanted.disclosure)?;
    let Some(released) = item.released() else {
        return Err(item.refuse("打印交接单").into());
    };
    let no = wanted.no.trim();
    let copy = released.release().copies.iter().find(|copy| copy.no == no);
    let Some(copy) = copy else {
        let text = format!("这一件没有份号 {no}");
        return Err(Problem::refused("not-found", text, "核对份号"));
    };
    Ok(SlipLine {
        no: no.to_owned(),
        title: masked(&item.content().title),
        pages: pages_of(desk, &item, copy)?,
    })
}

/// How many pages a copy has: it is set as it is printed, and its pages are counted.
fn pages_of(
    desk: &Desk,
    item: &Disclosure,
    copy: &gongkai_rulebook::disclosure::Copy,
) -> Result<usize, Problem> {
    let Some(released) = item.released() else {
        return Ok(0);
    };
    let release = released.release();
    let order = CopiesOrder {
        online: false,
        sheet: None,
        register_no: Some(release.register_no),
        slips: vec![CopySlip {
            copy_for: compose::slip_of(copy.made_for),
            no: copy.no.clone(),
        }],
        dated: release.moment.occurred_on,
        channels: release.channels.clone(),
    };
    let composed = compose::copies(desk, item, order)?;
    Ok(composed.copies.pages(desk.fonts()?, &desk.forms())?.len())
}
