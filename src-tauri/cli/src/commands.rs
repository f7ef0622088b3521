//! From a typed command to a task of the front desk.

mod archive;
mod boards;
mod catalogue;
mod county;
mod house;
mod leaving;
mod lists;
mod papers;
mod requests;
mod scans;
mod stations;
mod update;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_frontdesk::tasks::{
    check_office, cite_signed_sheet, compare_list, copy_disclosure, correct_disclosure,
    count_workdays, draft_disclosure, exempt_disclosure, found_office, hand_out_attachments,
    hand_over_copy, keep_office, keep_register, look_at_attachments, look_at_setup, look_at_sheet,
    open_sample_office, pass_gate, release_disclosure, scan_file, search_office, set_draft_aside,
    show_disclosure, sign_disclosure, withdraw_disclosure,
};
use gongkai_frontdesk::{Desk, Host, Problem};
use serde::Serialize;

use crate::Answer;
use crate::arguments::{Arguments, Command, Disclosure, Init, Office, Register, Sheet, Workday};
use requests::{acting, fields, masked, particulars};

/// Where the office is, and the machine.
struct Counter {
    office: Option<PathBuf>,
    host: Arc<dyn Host>,
}

/// Runs a command.
pub(crate) fn run(arguments: Arguments, host: Arc<dyn Host>) -> Result<Answer, Problem> {
    let at = Counter {
        office: arguments.office,
        host,
    };
    match arguments.command {
        Command::Init(init) => at.init(init),
        Command::Sample => answer(
            "sample",
            open_sample_office::run(at.folder()?, at.host.clone(), Default::default())?,
        ),
        Command::Office(office) => at.office(office),
        Command::Staff(staff) => at.staff(staff),
        Command::StandIn(stand_in) => at.stand_in(stand_in),
        Command::Setup => answer("setup", look_at_setup::run(&at.read()?)?),
        Command::Backup(backup) => at.backup(backup),
        Command::Chain(chain) => at.chain(chain),
        Command::Catalogue(catalogue) => at.catalogue(catalogue),
        Command::Verify => at.verify(),
        Command::Sheet(sheet) => at.sheet(sheet),
        Command::Import(import) => at.import(*import),
        Command::Templates(templates) => at.templates(templates),
        Command::Disclosure(disclosure) => at.disclosure(disclosure),
        Command::Draft(draft) => at.draft(draft),
        Command::Sign(sign) => {
            let request = sign_disclosure::Request {
                step: sign.step,
                signer: sign.signer,
                stands_in_for: sign.stands_in_for,
                kind: sign.kind,
                scan: sign.scan,
                opinion: sign.opinion,
                secrecy: sign.secrecy,
                acting: acting(sign.acting),
            };
            answer(
                "sign",
                sign_disclosure::sign(&mut at.write()?, &sign.id, request)?,
            )
        }
        Command::Cite(cite) => {
            let (id, request) = requests::citing(cite);
            answer(
                "sign",
                cite_signed_sheet::run(&mut at.write()?, &id, request)?,
            )
        }
        Command::Return(back) => {
            let acting = acting(back.acting);
            answer(
                "return",
                sign_disclosure::send_back(&mut at.write()?, &back.id, &back.why, &acting)?,
            )
        }
        Command::Gate(one) => answer("gate", pass_gate::run(&at.read()?, &one.id)?),
        Command::Release(release) => {
            let request = release_disclosure::Request {
                channels: release.channels,
                posted: release.posted,
                accept_warnings: release.accept_warnings,
                why: release.why,
                acting: acting(release.acting),
            };
            answer(
                "release",
                release_disclosure::run(&mut at.write()?, &release.id, request)?,
            )
        }
        Command::Post(post) => at.post(post),
        Command::TakeDown(down) => at.take_down(down),
        Command::HandOver(hand) => {
            let request = hand_over_copy::Request {
                copy: hand.copy,
                to: hand.to,
                by: hand.by,
                receipt: hand.receipt,
                acting: acting(hand.acting),
            };
            answer(
                "hand-over",
                hand_over_copy::run(&mut at.write()?, &hand.id, request)?,
            )
        }
        Command::Board(board) => at.board(board),
        Command::Copies { year } => at.copies(year),
        Command::KeepCopy(keep) => at.keep_copy(keep),
        Command::Archive(archive) => at.archive(*archive),
        Command::County(county) => at.county(county),
        Command::Prove(prove) => at.prove(prove),
        Command::Receipt(receipt) => at.receipt(receipt),
        Command::Correct(correct) => {
            let (fields, acting) = (fields(correct.fields), acting(correct.acting));
            answer(
                "correct",
                correct_disclosure::run(
                    &mut at.write()?,
                    &correct.id,
                    &correct.why,
                    fields,
                    &acting,
                )?,
            )
        }
        Command::Withdraw(back) => {
            let acting = acting(back.acting);
            answer(
                "withdraw",
                withdraw_disclosure::run(&mut at.write()?, &back.id, &back.why, &acting)?,
            )
        }
        Command::Log(log) => at.log(log),
        Command::Rules(rules) => at.rules(rules),
        Command::Words(words) => at.words(words),
        Command::Search(search) => answer(
            "search",
            search_office::run(&at.read()?, &search.words.join(" "), search.limit)?,
        ),
        Command::Register(register) => at.register(register),
        Command::Forms(forms) => at.forms(forms),
        Command::Print(print) => at.print(print),
        Command::Export(export) => at.export(export),
        Command::Scans(scans) => at.scans(scans),
        Command::Scan(scan) => at.scan(&scan.file),
        Command::Mask(mask) => answer("mask", masked(&mask)),
        Command::Workday(Workday::Add { date, days }) => {
            answer("workday", count_workdays::add(date, days)?)
        }
        Command::Workday(Workday::Is { date }) => answer("workday", count_workdays::is(date)?),
        Command::Update(update) => at.update(update),
    }
}

impl Counter {
    fn folder(&self) -> Result<&Path, Problem> {
        self.office
            .as_deref()
            .ok_or_else(|| Problem::usage("usage", "没有写登记库在哪里", "加上 --office 文件夹"))
    }

    fn read(&self) -> Result<Desk, Problem> {
        Desk::open_to_read(self.folder()?, self.host.clone())
    }

    fn write(&self) -> Result<Desk, Problem> {
        Desk::open_to_write(self.folder()?, self.host.clone())
    }

    fn init(&self, init: Init) -> Result<Answer, Problem> {
        let request = found_office::Request {
            name: init.name,
            county: init.county,
            prefix: init.prefix,
            catalogue: init.catalogue,
            region: init.region,
            supervision_phone: init.supervision_phone,
            acting: acting(init.acting),
        };
        answer(
            "init",
            found_office::run(self.folder()?, self.host.clone(), request)?,
        )
    }

    fn office(&self, office: Office) -> Result<Answer, Problem> {
        match office {
            Office::Show => answer("office", keep_office::show(&self.read()?)?),
            Office::Set(set) => answer(
                "office",
                keep_office::run(&mut self.write()?, particulars(set))?,
            ),
        }
    }

    fn verify(&self) -> Result<Answer, Problem> {
        let found = check_office::run(&self.read()?)?;
        let status = if found.ok { 0 } else { 3 };
        Ok(Answer {
            status,
            ..answer("verify", found)?
        })
    }

    fn sheet(&self, sheet: Sheet) -> Result<Answer, Problem> {
        let request = look_at_sheet::Request {
            sheet: sheet.sheet,
            kind: sheet.kind,
            private: sheet.private,
        };
        let host = self.host.as_ref();
        let (told, rows) = if sheet.raw {
            let raw = look_at_sheet::raw(host, &sheet.file, &request)?;
            let rows = look_at_sheet::rows_of_raw(&raw);
            (answer("sheet-raw", raw)?, rows)
        } else {
            let read = look_at_sheet::understood(host, &sheet.file, &request)?;
            let rows = read.counts.read;
            (answer("sheet", read)?, rows)
        };
        // What cannot be logged is not shown.
        if sheet.private && self.office.is_some() {
            let acting = acting(sheet.acting);
            look_at_sheet::log_private(&mut self.write()?, &sheet.file, rows, &acting)?;
        }
        Ok(told)
    }

    fn disclosure(&self, disclosure: Disclosure) -> Result<Answer, Problem> {
        match disclosure {
            Disclosure::New {
                fields: typed,
                acting: by,
            } => answer(
                "disclosure",
                draft_disclosure::open(&mut self.write()?, fields(typed), &acting(by))?,
            ),
            Disclosure::Edit {
                id,
                fields: typed,
                acting: by,
            } => answer(
                "disclosure",
                draft_disclosure::edit(&mut self.write()?, &id, fields(typed), &acting(by))?,
            ),
            Disclosure::Attach {
                id,
                file,
                acting: by,
            } => answer(
                "disclosure",
                draft_disclosure::attach(&mut self.write()?, &id, &file, &acting(by))?,
            ),
            Disclosure::Attachments {
                id,
                out: None,
                acting: _,
            } => answer("attachments", look_at_attachments::run(&self.read()?, &id)?),
            Disclosure::Attachments {
                id,
                out: Some(folder),
                acting: by,
            } => {
                let acting = acting(by);
                let request = hand_out_attachments::Request { folder, acting };
                answer(
                    "handed-out",
                    hand_out_attachments::run(&mut self.write()?, &id, &request)?,
                )
            }
            Disclosure::Looked { id, acting: by } => {
                let acting = acting(by);
                let request = look_at_attachments::Request { file: None, acting };
                answer(
                    "attachments",
                    look_at_attachments::note(&mut self.write()?, &id, &request)?,
                )
            }
            Disclosure::Show {
                id,
                private: true,
                acting: by,
            } => answer(
                "show",
                show_disclosure::show_private(&mut self.write()?, &id, &acting(by))?,
            ),
            Disclosure::Show {
                id, private: false, ..
            } => answer("show", show_disclosure::show(&self.read()?, &id)?),
            Disclosure::Compare { id } => answer("compare", compare_list::run(&self.read()?, &id)?),
            Disclosure::List { state, year } => {
                answer("list", show_disclosure::list(&self.read()?, state, year)?)
            }
            Disclosure::Exempt {
                id,
                ground,
                why,
                acting: by,
            } => answer(
                "exempt",
                exempt_disclosure::run(&mut self.write()?, &id, &ground, why, &acting(by))?,
            ),
            Disclosure::SetAside(back) => {
                let acting = acting(back.acting);
                answer(
                    "disclosure",
                    set_draft_aside::run(&mut self.write()?, &back.id, &back.why, &acting)?,
                )
            }
            Disclosure::TakeUp { id, acting: by } => answer(
                "disclosure",
                set_draft_aside::take_up(&mut self.write()?, &id, &acting(by))?,
            ),
            Disclosure::Mask { id, acting: by } => self.mask_item(&id, by),
            Disclosure::Allow(allow) => self.allow(allow),
            Disclosure::Accept(accept) => self.accept(accept),
            Disclosure::Copy {
                id,
                formed_on,
                acting: by,
            } => answer(
                "disclosure",
                copy_disclosure::run(&mut self.write()?, &id, formed_on, &acting(by))?,
            ),
        }
    }

    fn register(&self, register: Register) -> Result<Answer, Problem> {
        match register {
            Register::Show { year, book } => {
                answer("register", keep_register::show(&self.read()?, book, year)?)
            }
            Register::Close {
                year,
                book,
                acting: by,
            } => answer(
                "register",
                keep_register::close(&mut self.write()?, book, year, &acting(by))?,
            ),
            Register::Void {
                number,
                why,
                book,
                acting: by,
            } => {
                let no = keep_register::number(&number)?;
                answer(
                    "register",
                    keep_register::void(&mut self.write()?, book, no, &why, &acting(by))?,
                )
            }
        }
    }

    fn scan(&self, file: &Path) -> Result<Answer, Problem> {
        let found = match self.read() {
            Ok(desk) => scan_file::run_at(&desk, file)?,
            Err(problem) if ["usage", "office-missing"].contains(&problem.code.as_str()) => {
                scan_file::run(self.host.as_ref(), file)?
            }
            Err(problem) => return Err(problem),
        };
        let status = u8::from(!found.findings.is_empty());
        Ok(Answer {
            status,
            ..answer("scan", found)?
        })
    }
}

fn answer(command: &'static str, value: impl Serialize) -> Result<Answer, Problem> {
    let value = serde_json::to_value(value)
        .map_err(|error| Problem::unreadable("answer", error.to_string(), "再试一次"))?;
    Ok(Answer {
        command,
        value,
        status: 0,
    })
}
