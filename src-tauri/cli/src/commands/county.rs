//! Reporting to the county: from what was typed to the task and back.

use std::path::{Path, PathBuf};

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::tasks::{
    bring_report, check_county_page, fill_county_form, keep_county_forms, look_at_county,
    mark_county_letter, read_county_letter, report_by_hand, report_to_county, set_up_county,
    sync_county,
};

use super::requests::acting;
use super::{Counter, answer};
use crate::Answer;
use crate::arguments::{County, CountyCheck, CountyLetter, CountyReport, CountyRound, CountySetUp};

impl Counter {
    pub(super) fn county(&self, county: County) -> Result<Answer, Problem> {
        match county {
            County::SetUp(set_up) => self.set_up_county(set_up),
            County::Status => answer("county-status", look_at_county::run(&self.read()?)?),
            County::Letters => answer("county-letters", look_at_county::letters(&self.read()?)?),
            County::Letter(CountyLetter { number, acting: by }) => {
                let request = read_county_letter::Request {
                    number,
                    acting: acting(by),
                };
                let letter = read_county_letter::run(&mut self.write()?, &request)?;
                answer("county-letter", letter)
            }
            County::Mark(mark) => {
                let request = mark_county_letter::Request {
                    number: mark.number,
                    note: mark.note,
                    acting: acting(mark.acting),
                };
                let marked = mark_county_letter::run(&mut self.write()?, &request)?;
                answer("county-mark", marked)
            }
            County::Fill { item } => {
                answer("county-form", fill_county_form::run(&self.read()?, &item)?)
            }
            County::Report(report) => self.report_by_hand(report),
            County::Check(check) => self.check_page(check),
            County::Forms => answer("county-forms", keep_county_forms::list(&self.read()?)?),
            County::OwnForm(own) => {
                let request = keep_county_forms::Request {
                    from: own.from,
                    name: own.name,
                    acting: acting(own.acting),
                };
                let copied = keep_county_forms::copy(&mut self.write()?, &request)?;
                answer("county-own-form", copied)
            }
            County::Periods => answer("county-periods", report_to_county::list(&self.read()?)?),
            County::Period(report) => {
                let request = report_to_county::Request {
                    kind: report.kind,
                    period: report.period,
                    item: report.item,
                    acting: acting(report.acting),
                };
                let written = report_to_county::run(&mut self.write()?, &request)?;
                answer("county-period", written)
            }
            County::Brought(brought) => {
                let request = bring_report::Request {
                    kind: brought.kind,
                    period: brought.period,
                    how: brought.how,
                    acting: acting(brought.acting),
                };
                let brought = bring_report::run(&mut self.write()?, &request)?;
                answer("county-period-brought", brought)
            }
            County::Plan(by) => {
                let request = round(by, None);
                answer(
                    "county-plan",
                    sync_county::plan(&mut self.write()?, &request)?,
                )
            }
            County::Sync(by) => self.round(round(by, None)),
            County::Export(stick) | County::Import(stick) => {
                self.round(round(stick.round, Some(stick.folder)))
            }
        }
    }

    fn set_up_county(&self, set_up: CountySetUp) -> Result<Answer, Problem> {
        let request = set_up_county::Request {
            township: set_up.township,
            carrier: set_up.carrier,
            address: set_up.address,
            access: set_up.access.as_deref().map(key_file).transpose()?,
            county_key: set_up.county_key,
            root: set_up.root,
            form: set_up.form,
            by_itself: set_up.by_itself,
            domestic: set_up.sm2,
            acting: acting(set_up.acting),
        };
        if set_up.test {
            let tried = set_up_county::test(&self.read()?, &request)?;
            return answer("county-tried", tried);
        }
        let set_up = set_up_county::run(&mut self.write()?, &request)?;
        answer("county-set-up", set_up)
    }

    fn report_by_hand(&self, report: CountyReport) -> Result<Answer, Problem> {
        let request = report_by_hand::Request {
            disclosure: report.item,
            way: report.way,
            address: report.address,
            told_to: report.told_to,
            index_no: report.index_no,
            acting: acting(report.acting),
        };
        let reported = report_by_hand::run(&mut self.write()?, &request)?;
        answer("county-report", reported)
    }

    fn check_page(&self, check: CountyCheck) -> Result<Answer, Problem> {
        let (disclosure, acting) = (check.item, acting(check.acting));
        let seen = match check.seen {
            Some(why) => {
                let evidence = check.evidence;
                let request = check_county_page::Seen {
                    disclosure,
                    why,
                    evidence,
                    acting,
                };
                check_county_page::seen(&mut self.write()?, &request)?
            }
            None => {
                let request = check_county_page::Request { disclosure, acting };
                check_county_page::run(&mut self.write()?, &request)?
            }
        };
        answer("county-page", seen)
    }

    fn round(&self, request: sync_county::Request) -> Result<Answer, Problem> {
        let done = sync_county::run(&mut self.write()?, &request)?;
        let stopped = !done.oddities.is_empty();
        let mut told = answer("county-sync", done)?;
        told.status = u8::from(stopped);
        Ok(told)
    }
}

fn round(by: CountyRound, folder: Option<PathBuf>) -> sync_county::Request {
    sync_county::Request {
        folder,
        confirmed: by.confirm,
        acting: acting(by.acting),
    }
}

/// A key is never typed where others read it: it stands in a file.
pub(super) fn key_file(path: &Path) -> Result<String, Problem> {
    let text = std::fs::read_to_string(path).map_err(|_| {
        let text = format!("读不了钥匙文件 {}", path.display());
        Problem::unreadable("file-missing", text, "核对文件名后再试")
    })?;
    Ok(text.trim().to_owned())
}
