//! Calls about the program itself: another version from a file, and the way back.

use super::Door;
use super::call::{Call, Empty, outside};
use crate::Problem;
use crate::tasks::{go_back, update_program};

pub(super) fn calls() -> Vec<Call> {
    vec![
        outside("find-updates", |door, _: Empty| {
            Ok(update_program::find(door.host().as_ref()))
        }),
        outside("look-at-update", |door, asked: update_program::Look| {
            update_program::look(door.host().as_ref(), &asked, door.folder().as_deref())
        }),
        outside("update-program", update),
        outside("look-at-going-back", |door, _: Empty| {
            go_back::look(door.host().as_ref(), door.folder().as_deref())
        }),
        outside("go-back", back),
    ]
}

/// The open office is backed up at its own desk.
fn update(door: &Door, asked: update_program::Request) -> Result<update_program::Answer, Problem> {
    match door.office() {
        Ok(office) => office.act(|desk| update_program::run(door.host(), &asked, Some(desk))),
        Err(_) => update_program::run(door.host(), &asked, None),
    }
}

/// Where another office is opened from now on, nothing more is entered into this one.
fn back(door: &Door, asked: go_back::Request) -> Result<go_back::Answer, Problem> {
    let answer = go_back::run(door.host().as_ref(), &asked, door.folder().as_deref())?;
    if answer.restored.is_some() {
        door.close();
    }
    Ok(answer)
}
