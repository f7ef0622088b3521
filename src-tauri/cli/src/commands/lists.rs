//! Villages' lists: imported, examined, returned, undone; empty tables for them.

use gongkai_frontdesk::tasks::{
    examine_list, hand_out_templates, import_list, print_papers, return_sheet, undo_import,
};
use gongkai_frontdesk::{Problem, SheetChoice};

use super::requests::{acting, import_request};
use super::{Counter, answer};
use crate::Answer;
use crate::arguments::{ImportAct, ImportCommand, ReturnList, Templates, Workbook};

impl Counter {
    pub(super) fn import(&self, import: ImportCommand) -> Result<Answer, Problem> {
        match import.act {
            Some(ImportAct::Check(workbook)) => {
                let (file, choice) = understood(workbook);
                let request = examine_list::Request {
                    file,
                    sha256: None,
                    choice,
                };
                answer("import-check", examine_list::run(&self.read()?, &request)?)
            }
            Some(ImportAct::Return(list)) => self.return_list(list),
            Some(ImportAct::Undo { id, look: true, .. }) => {
                answer("import-outlook", undo_import::look(&self.read()?, &id)?)
            }
            Some(ImportAct::Undo {
                id,
                look: false,
                why,
                acting: by,
            }) => answer(
                "import-undo",
                undo_import::run(&mut self.write()?, &id, why, &acting(by))?,
            ),
            None => {
                let file = import.list.file.clone().unwrap_or_default();
                answer(
                    "import",
                    import_list::run(&mut self.write()?, &file, import_request(import.list))?,
                )
            }
        }
    }

    fn return_list(&self, list: ReturnList) -> Result<Answer, Problem> {
        let mut desk = self.write()?;
        let (file, choice) = understood(list.workbook);
        let sheet = return_sheet::Request {
            sha256: return_sheet::fingerprint(&file)?,
            file,
            choice,
            to: list.to,
            due: list.due,
            hand_to: list.hand_to,
        };
        if let Some(path) = list.slip {
            let request = print_papers::Request {
                papers: vec![print_papers::Paper::Return(sheet)],
                with_list: false,
                copies: 1,
                to: print_papers::Target::File {
                    path: path.display().to_string(),
                },
                acting: acting(list.acting),
            };
            return answer("print", print_papers::into_file(&mut desk, &request)?);
        }
        let export = return_sheet::Export {
            sheet,
            out: list.out.unwrap_or_default(),
            with_numbers: list.with_numbers,
            acting: acting(list.acting),
        };
        answer("returned", return_sheet::export(&mut desk, &export)?)
    }

    pub(super) fn templates(&self, templates: Templates) -> Result<Answer, Problem> {
        let desk = self.read()?;
        if templates.list {
            return answer("template-kinds", hand_out_templates::look(&desk)?);
        }
        let request = hand_out_templates::Request {
            kind: templates.kind,
            villages: templates.villages,
            period: templates.period,
            folder: templates.folder.unwrap_or_default(),
        };
        answer("templates", hand_out_templates::run(&desk, &request)?)
    }
}

fn understood(workbook: Workbook) -> (std::path::PathBuf, SheetChoice) {
    let choice = SheetChoice {
        sheet: workbook.sheet,
        kind: workbook.kind,
        village: workbook.village,
        ..SheetChoice::default()
    };
    (workbook.file, choice)
}
