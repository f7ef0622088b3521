//! Commands about the house itself: staff, stand-ins, chains, backups.

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::tasks::{
    back_up_office, fetch_files_back, keep_chain, keep_staff, keep_stand_ins,
};

use super::requests::acting;
use super::{Counter, answer};
use crate::Answer;
use crate::arguments::{Backup, ChainCommand, Staff, StandIn};

impl Counter {
    pub(super) fn staff(&self, staff: Staff) -> Result<Answer, Problem> {
        let told = match staff {
            Staff::List => keep_staff::list(&self.read()?)?,
            Staff::Add(add) => {
                let request = keep_staff::Request {
                    name: add.name,
                    duties: add.duties,
                    replace: add.replace,
                    unit: add.unit,
                    acting: acting(add.acting),
                };
                keep_staff::add(&mut self.write()?, request)?
            }
            Staff::Leave {
                name,
                last_day,
                acting: by,
            } => {
                let (left_on, acting) = (Some(last_day), acting(by));
                let leaving = keep_staff::Leaving {
                    name,
                    left_on,
                    acting,
                };
                keep_staff::leave(&mut self.write()?, leaving)?
            }
            Staff::Back { name, acting: by } => {
                let leaving = keep_staff::Leaving {
                    name,
                    left_on: None,
                    acting: acting(by),
                };
                keep_staff::leave(&mut self.write()?, leaving)?
            }
        };
        answer("staff", told)
    }

    pub(super) fn stand_in(&self, stand_in: StandIn) -> Result<Answer, Problem> {
        let told = match stand_in {
            StandIn::List => keep_stand_ins::list(&self.read()?)?,
            StandIn::Add(add) => {
                let request = keep_stand_ins::Request {
                    for_whom: add.for_whom,
                    who: add.stand_in,
                    from: add.from,
                    until: add.until,
                    acting: acting(add.acting),
                };
                keep_stand_ins::add(&mut self.write()?, request)?
            }
            StandIn::End { id, acting: by } => {
                let ending = keep_stand_ins::Ending {
                    id,
                    acting: acting(by),
                };
                keep_stand_ins::end(&mut self.write()?, ending)?
            }
        };
        answer("stand-in", told)
    }

    pub(super) fn chain(&self, chain: ChainCommand) -> Result<Answer, Problem> {
        match chain {
            ChainCommand::Show { entry } => {
                answer("chain", keep_chain::show(&self.read()?, entry.as_deref())?)
            }
            ChainCommand::Set {
                steps,
                entry,
                acting: by,
            } => {
                let request = keep_chain::Request {
                    steps,
                    entry,
                    acting: acting(by),
                };
                answer("chain", keep_chain::set(&mut self.write()?, request)?)
            }
            ChainCommand::Table => answer("chains", keep_chain::table(&self.read()?)?),
            ChainCommand::Follow { entry, acting: by } => {
                let following = keep_chain::Following {
                    entry,
                    acting: acting(by),
                };
                answer("chains", keep_chain::follow(&mut self.write()?, following)?)
            }
        }
    }

    pub(super) fn backup(&self, backup: Backup) -> Result<Answer, Problem> {
        match backup {
            Backup::Make { place, acting: by } => {
                let request = back_up_office::Request {
                    place,
                    acting: acting(by),
                };
                answer("backups", back_up_office::run(&mut self.write()?, request)?)
            }
            Backup::List { place } => answer(
                "backups",
                back_up_office::look(&self.read()?, place.as_deref())?,
            ),
            Backup::Check { backup } => answer("backup", back_up_office::check(&backup)?),
            Backup::FetchBack { backup, acting: by } => {
                let request = fetch_files_back::Request {
                    backup,
                    acting: acting(by),
                };
                let told = fetch_files_back::run(&mut self.write()?, &request)?;
                answer("fetched-back", told)
            }
            Backup::Restore { backup, to } => {
                let restoring = back_up_office::Restoring { backup, target: to };
                answer("backup", back_up_office::restore(&restoring)?)
            }
        }
    }
}
