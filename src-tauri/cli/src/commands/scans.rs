//! Scans of signed sheets: from what was typed to the task and back.

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::tasks::{
    assign_scans, look_at_scans, set_scans_aside, take_in_scans, take_scans_back,
};

use super::requests::acting;
use super::{Counter, answer};
use crate::Answer;
use crate::arguments::Scans;

impl Counter {
    pub(super) fn scans(&self, scans: Scans) -> Result<Answer, Problem> {
        match scans {
            Scans::Take { files, acting: by } => {
                let request = take_in_scans::Request {
                    files,
                    acting: acting(by),
                };
                let taken = take_in_scans::run(&mut self.write()?, &request)?;
                answer("scans-taken", taken)
            }
            Scans::Waiting => answer("scans-waiting", look_at_scans::run(&self.read()?)?),
            Scans::Assign(assign) => {
                let request = assign_scans::Request {
                    scans: assign.scans,
                    sheet: assign.code,
                    disclosure: assign.to,
                    wanted: None,
                    acting: acting(assign.acting),
                };
                let filed = assign_scans::run(&mut self.write()?, &request)?;
                answer("scans-assigned", filed)
            }
            Scans::SetAside {
                scans,
                why,
                acting: by,
            } => {
                let request = set_scans_aside::Request {
                    scans,
                    why,
                    acting: acting(by),
                };
                let aside = set_scans_aside::run(&mut self.write()?, &request)?;
                answer("scans-aside", aside)
            }
            Scans::TakeBack { scans, acting: by } => {
                let request = take_scans_back::Request {
                    scans,
                    acting: acting(by),
                };
                let back = take_scans_back::run(&mut self.write()?, &request)?;
                answer("scans-back", back)
            }
            Scans::Again { acting: by } => {
                let request = take_in_scans::again::Request { acting: acting(by) };
                let again = take_in_scans::again::run(&mut self.write()?, &request)?;
                answer("scans-again", again)
            }
        }
    }
}
