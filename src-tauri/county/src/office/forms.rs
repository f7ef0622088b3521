//! What the office's forms do. A form that this platform did not write for this person does nothing.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use gongkai_letters::{Circular, Metadata};
use serde::Deserialize;

use super::acts::{ActFault, ReturnRequest};
use super::desk::Person;
use super::views;
use crate::letters::{Address, Down, LetterFault};
use crate::outside::Outside;
use crate::ranking::Month;
use crate::site::{Frame, Part, Trouble, page};

type App = Arc<Outside>;

#[derive(askama::Template)]
#[template(path = "unsent.html")]
struct UnsentPage {
    frame: Frame,
    text: String,
}

/// Nothing was done, and why; the browser's way back still has what was typed.
fn unsent(app: &Outside, text: impl std::fmt::Display) -> Response {
    let made = UnsentPage {
        frame: Frame::of(&app.platform, Part::None),
        text: text.to_string(),
    };
    page(axum::http::StatusCode::UNPROCESSABLE_ENTITY, &made)
}

#[derive(Deserialize)]
pub(super) struct ReturnForm {
    word: String,
    #[serde(flatten)]
    request: ReturnRequest,
}

pub(super) async fn give_back(
    State(app): State<App>,
    person: Person,
    Form(form): Form<ReturnForm>,
) -> Response {
    if !person.wrote(&form.word) {
        return views::stale(&app.platform);
    }
    match app.platform.give_back(&form.request, &person.name).await {
        Ok(_) => Redirect::to("/office?done=returned").into_response(),
        Err(ActFault::Store(error)) => Trouble::from(error).shown(&app.platform),
        Err(fault) => unsent(&app, fault),
    }
}

#[derive(Deserialize)]
pub(super) struct NoticeForm {
    word: String,
    kind: String,
    title: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    township: String,
    text: String,
}

pub(super) async fn notice(
    State(app): State<App>,
    person: Person,
    Form(form): Form<NoticeForm>,
) -> Response {
    if !person.wrote(&form.word) {
        return views::stale(&app.platform);
    }
    let title = form.title.trim();
    if title.is_empty() || form.text.trim().is_empty() {
        return unsent(&app, "请把标题和正文都写上。");
    }
    let due = match form.due.trim() {
        "" => None,
        text => match text.parse::<NaiveDate>() {
            Ok(day) => Some(day),
            Err(_) => return unsent(&app, "办理期限应是一个日期。"),
        },
    };
    let to = match form.township.as_str() {
        "" => Address::Everybody,
        code => match code.parse() {
            Ok(code) => Address::One(code),
            Err(error) => return unsent(&app, error),
        },
    };
    let number = form.number.trim();
    let circular = Circular {
        title: title.to_owned(),
        document_no: (!number.is_empty()).then(|| number.to_owned()),
        issued_by: app.platform.name().to_owned(),
        issued_on: app.platform.today(),
        due,
        attachments: Vec::new(),
    };
    let letter = Down {
        title: title.to_owned(),
        metadata: if form.kind == "circular" {
            Metadata::Circular(circular)
        } else {
            Metadata::Notice(circular)
        },
        text: Some(form.text),
        attachments: Vec::new(),
    };
    let sent = app.platform.send(&to, &letter, &person.name).await;
    told(&app, sent.map(|_| ()), "/office?done=noticed")
}

fn told(app: &Outside, done: Result<(), LetterFault>, next: &str) -> Response {
    match done {
        Ok(()) => Redirect::to(next).into_response(),
        Err(LetterFault::Store(error)) => Trouble::from(error).shown(&app.platform),
        Err(fault) => unsent(app, fault),
    }
}

#[derive(Deserialize)]
pub(super) struct MonthForm {
    word: String,
    month: String,
    #[serde(default)]
    released: u64,
}

/// The month of a form that this platform wrote for this person; otherwise the page to show him.
fn month_of(app: &Outside, person: &Person, form: &MonthForm) -> Result<Month, Box<Response>> {
    if !person.wrote(&form.word) {
        return Err(Box::new(views::stale(&app.platform)));
    }
    let month = form.month.parse();
    month.map_err(|error| Box::new(unsent(app, error)))
}

pub(super) async fn minimum(
    State(app): State<App>,
    person: Person,
    Form(form): Form<MonthForm>,
) -> Response {
    let month = match month_of(&app, &person, &form) {
        Ok(month) => month,
        Err(page) => return *page,
    };
    let set = app.platform.set_minimum(month, form.released, &person.name);
    let next = format!("/office/ranking?month={month}&done=minimum");
    told(&app, set.await.map_err(LetterFault::Store), &next)
}

pub(super) async fn send_ranking(
    State(app): State<App>,
    person: Person,
    Form(form): Form<MonthForm>,
) -> Response {
    let month = match month_of(&app, &person, &form) {
        Ok(month) => month,
        Err(page) => return *page,
    };
    let sent = app.platform.send_ranking(month, &person.name).await;
    let next = format!("/office/ranking?month={month}&done=ranked");
    told(&app, sent.map(|_| ()), &next)
}
