//! What the page asks first is answered while the system still makes the window, and handed over
//! with the page: every question through the web view's own channel would cost the start a trip.

use std::path::PathBuf;

use gongkai_frontdesk::Preferences;
use gongkai_frontdesk::door::{Answered, Door};
use serde_json::{Value, json};

/// The script that gives the page its first answers: a list of name, request and answer.
pub(crate) fn script(door: &Door) -> String {
    let seat = Preferences::read(door.host().preferences()).seat;
    let who = json!({ "who": seat });
    let asked = [
        ("look-at-preferences", json!({})),
        ("look-at-open-office", json!({})),
        ("look-at-staff", json!({})),
        ("look-at-today", who.clone()),
        ("count-today", who),
    ];
    let known: Vec<Value> = asked
        .into_iter()
        .filter_map(|(name, request)| {
            // What has no answer, or fails, the page asks again and tells.
            match door.answer(name, request.clone()) {
                Ok(Answered::Told(answer)) => Some(json!([name, request, answer])),
                Ok(Answered::Bytes(_)) | Err(_) => None,
            }
        })
        .collect();
    // JSON is an expression of the page's language as it stands.
    format!("window.answeredAhead={}", Value::Array(known))
}

/// The script that tells the page which files the program was started with.
pub(crate) fn opened_with(files: &[PathBuf]) -> String {
    format!("window.openedWith={}", json!(files))
}
