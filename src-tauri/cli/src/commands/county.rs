//! Reporting to the county: from what was typed to the task and back.

use std::path::{Path, PathBuf};

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::tasks::{look_at_county, set_up_county, sync_county};

use super::requests::acting;
use super::{Counter, answer};
use crate::Answer;
use crate::arguments::{County, CountyRound, CountySetUp};

impl Counter {
    pub(super) fn county(&self, county: County) -> Result<Answer, Problem> {
        match county {
            County::SetUp(set_up) => self.set_up_county(set_up),
            County::Status => answer("county-status", look_at_county::run(&self.read()?)?),
            County::Letters => answer("county-letters", look_at_county::letters(&self.read()?)?),
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
            domestic: set_up.sm2,
            acting: acting(set_up.acting),
        };
        let set_up = set_up_county::run(&mut self.write()?, &request)?;
        answer("county-set-up", set_up)
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
fn key_file(path: &Path) -> Result<String, Problem> {
    let text = std::fs::read_to_string(path).map_err(|_| {
        let text = format!("读不了钥匙文件 {}", path.display());
        Problem::unreadable("file-missing", text, "核对文件名后再试")
    })?;
    Ok(text.trim().to_owned())
}
