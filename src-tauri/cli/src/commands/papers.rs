//! Commands about paper: into a PDF, or into a file that WPS edits.

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::tasks::print_papers::{self, Addressed, Paper};
use gongkai_frontdesk::tasks::{export_paper, export_register, keep_forms, list_fixity};

use super::requests::acting;
use super::{Counter, answer, archive, boards};
use crate::Answer;
use crate::arguments::{Export, Forms, Print, PrintOne};

impl Counter {
    pub(super) fn print(&self, print: Print) -> Result<Answer, Problem> {
        let desk = self.read()?;
        let printed = match print {
            Print::Copies(one) => print_papers::copies(&desk, &one.id, one.sheet, &one.out)?,
            Print::Approval(one) => print_papers::approval(&desk, &one.id, &one.out)?,
            Print::Changes(one) => print_papers::changes(&desk, &one.id, &one.out)?,
            Print::Online(one) => print_papers::online(&desk, &one.id, &one.out)?,
            Print::Archive(paper) => archive::print(&desk, paper)?,
            Print::Slip(slip) => boards::slip(&desk, slip)?,
            Print::Register(of) => print_papers::register(&desk, of.book, of.year, &of.out)?,
            Print::Leaflet(PrintOne { id, out, .. }) => {
                print_papers::put(&desk, &Paper::Leaflet { item: id }, &out)?
            }
            Print::Notice(PrintOne { id, out, .. }) => {
                print_papers::put(&desk, &Paper::Notice { item: id }, &out)?
            }
            Print::Letter(letter) => {
                let (item, to) = (letter.one.id, letter.to);
                let paper = Paper::SecrecyLetter { item, to };
                print_papers::put(&desk, &paper, &letter.one.out)?
            }
            Print::Feedback(PrintOne { id, out, .. }) => {
                print_papers::put(&desk, &Paper::Feedback { item: id }, &out)?
            }
            Print::Envelope(envelope) => {
                let addressed = Addressed {
                    to: envelope.to,
                    address: envelope.address,
                    postcode: envelope.postcode,
                    from_postcode: envelope.from_postcode,
                    from_address: envelope.from_address,
                    plain: envelope.plain,
                    size: envelope.size,
                };
                print_papers::put(&desk, &Paper::Envelope(addressed), &envelope.out)?
            }
        };
        answer("print", printed)
    }

    pub(super) fn forms(&self, forms: Forms) -> Result<Answer, Problem> {
        match forms {
            Forms::List => answer("forms", keep_forms::list(&self.read()?)?),
            Forms::Check => answer("forms", keep_forms::check(&self.read()?)?),
            Forms::Copy { name, acting: by } => {
                let acting = acting(by);
                let request = keep_forms::Request { name, acting };
                answer(
                    "form-copied",
                    keep_forms::copy(&mut self.write()?, &request)?,
                )
            }
        }
    }

    pub(super) fn export(&self, export: Export) -> Result<Answer, Problem> {
        let (paper, one) = match export {
            Export::Register(of) => {
                let ending = of.out.extension().unwrap_or_default();
                if !ending.eq_ignore_ascii_case("docx") {
                    let desk = self.read()?;
                    let told = export_register::run(&desk, of.book, of.year, &of.out)?;
                    return answer("export", told);
                }
                let (book, year) = (of.book, of.year);
                let one = PrintOne {
                    id: String::new(),
                    out: of.out,
                    acting: of.acting,
                };
                (Paper::Register { book, year }, one)
            }
            Export::Fixity(list) => {
                let request = list_fixity::Request {
                    folder: list.out,
                    acting: acting(list.acting),
                };
                return answer("fixity", list_fixity::run(&mut self.write()?, request)?);
            }
            Export::Copies(one) => {
                let (item, only, sheet) = (one.id.clone(), None, None);
                (Paper::Copies { item, only, sheet }, one)
            }
            Export::Approval(one) => (
                Paper::Approval {
                    item: one.id.clone(),
                },
                one,
            ),
            Export::Changes(one) => (
                Paper::Changes {
                    item: one.id.clone(),
                },
                one,
            ),
            Export::Leaflet(one) => (
                Paper::Leaflet {
                    item: one.id.clone(),
                },
                one,
            ),
            Export::Notice(one) => (
                Paper::Notice {
                    item: one.id.clone(),
                },
                one,
            ),
            Export::Feedback(one) => (
                Paper::Feedback {
                    item: one.id.clone(),
                },
                one,
            ),
            Export::Letter(letter) => {
                let (item, to) = (letter.one.id.clone(), letter.to);
                (Paper::SecrecyLetter { item, to }, letter.one)
            }
        };
        let request = export_paper::Request {
            paper,
            path: one.out,
            acting: acting(one.acting),
        };
        answer("export", export_paper::run(&mut self.write()?, &request)?)
    }
}
