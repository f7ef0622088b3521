//! Another version of the program: from what was typed to the task and back.

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::tasks::{go_back, update_program};

use super::requests::acting;
use super::{Counter, answer};
use crate::Answer;
use crate::arguments::Update;

impl Counter {
    pub(super) fn update(&self, update: Update) -> Result<Answer, Problem> {
        let (host, office) = (self.host.as_ref(), self.office.as_deref());
        match update {
            Update::Look { file } => {
                let asked = update_program::Look { file };
                answer("update-look", update_program::look(host, &asked, office)?)
            }
            Update::Apply {
                file,
                backup_to,
                acting: by,
            } => {
                let request = update_program::Request {
                    file,
                    backup_place: backup_to,
                    acting: acting(by),
                };
                let mut desk = office.map(|_| self.write()).transpose()?;
                let done = update_program::run(&self.host, &request, desk.as_mut())?;
                answer("update-apply", done)
            }
            Update::Back { look: true, .. } => {
                answer("update-back-look", go_back::look(host, office)?)
            }
            Update::Back {
                look: false,
                restore_to,
                program_only,
            } => {
                let request = go_back::Request {
                    restore_to,
                    program_only,
                };
                answer("update-back", go_back::run(host, &request, office)?)
            }
        }
    }
}
