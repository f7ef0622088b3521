//! The two forms of the site: an opinion, a request for information. They work without scripts, are
//! shown only where nobody on the way can read along, and what is wrong is said above what was typed.

use std::sync::Arc;

use askama::Template;
use axum::extract::{DefaultBodyLimit, Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};
use serde::Deserialize;

use super::text::plain;
use super::{Frame, Part, Trouble, page};
use crate::citizens::{
    FORMS, LONGEST_LINE, LONGEST_TEXT, OpinionWords, RequestWords, WrittenFault,
};
use crate::letters::LetterFault;
use crate::office::is_ours;
use crate::outside::{Outside, Private};
use crate::platform::Platform;
use crate::store::StoreError;

/// Whom the note of what was done names.
const WHO: &str = "公开网站";
/// Bytes of a form: its longest texts with every character escaped, and some.
const FORM_BYTES: usize = 64 * 1024;

type App = Arc<Outside>;

pub(super) fn opinion() -> MethodRouter<App> {
    limited(get(show_opinion).post(take_opinion))
}

pub(super) fn request() -> MethodRouter<App> {
    limited(get(show_request).post(take_request))
}

fn limited(forms: MethodRouter<App>) -> MethodRouter<App> {
    forms.layer(DefaultBodyLimit::max(FORM_BYTES))
}

/// What a person without scripts never fills in, because no reader shows it; programs do.
#[derive(Deserialize)]
struct Decoy {
    #[serde(default)]
    homepage: String,
}

#[derive(Deserialize)]
pub(super) struct OpinionForm {
    #[serde(flatten)]
    words: OpinionWords,
    #[serde(flatten)]
    decoy: Decoy,
}

#[derive(Deserialize)]
pub(super) struct RequestForm {
    #[serde(flatten)]
    words: RequestWords,
    #[serde(flatten)]
    decoy: Decoy,
}

/// Townships one can write to: code and name.
type Towns = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "opinion.html")]
struct OpinionPage<'a> {
    frame: Frame,
    words: &'a OpinionWords,
    /// Title of the item it is about.
    about: Option<String>,
    towns: Towns,
    wrong: Option<String>,
    longest: usize,
    longest_line: usize,
}

#[derive(Template)]
#[template(path = "request.html")]
struct RequestPage<'a> {
    frame: Frame,
    words: &'a RequestWords,
    towns: Towns,
    forms: [&'static str; 4],
    wrong: Option<String>,
    longest: usize,
    longest_line: usize,
}

/// About what, or to whom, a form is opened. No address writes the rest of it.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    item: String,
    #[serde(default)]
    township: String,
}

async fn show_opinion(State(app): State<App>, _: Private, Query(asked): Query<Asked>) -> Response {
    let words = OpinionWords {
        item: asked.item,
        township: asked.township,
        ..OpinionWords::default()
    };
    opinion_page(&app.platform, &words, None).await
}

async fn show_request(State(app): State<App>, _: Private, Query(asked): Query<Asked>) -> Response {
    let words = RequestWords {
        township: asked.township,
        ..RequestWords::default()
    };
    request_page(&app.platform, &words, None).await
}

async fn take_opinion(
    State(app): State<App>,
    _: Private,
    headers: HeaderMap,
    Form(form): Form<OpinionForm>,
) -> Response {
    let (item, township) = (&form.words.item, &form.words.township);
    if let Err(trouble) = may_write(&app, &headers, &form.decoy, item, township).await {
        return trouble.shown(&app.platform);
    }
    match app.platform.pass_on_opinion(&form.words, WHO).await {
        Ok(number) => written(&number),
        Err(fault) => match said(fault) {
            Ok(wrong) => opinion_page(&app.platform, &form.words, Some(wrong)).await,
            Err(trouble) => trouble.shown(&app.platform),
        },
    }
}

async fn take_request(
    State(app): State<App>,
    _: Private,
    headers: HeaderMap,
    Form(form): Form<RequestForm>,
) -> Response {
    let township = &form.words.township;
    if let Err(trouble) = may_write(&app, &headers, &form.decoy, "", township).await {
        return trouble.shown(&app.platform);
    }
    match app.platform.pass_on_request(&form.words, WHO).await {
        Ok(number) => written(&number),
        Err(fault) => match said(fault) {
            Ok(wrong) => request_page(&app.platform, &form.words, Some(wrong)).await,
            Err(trouble) => trouble.shown(&app.platform),
        },
    }
}

/// Whether somebody may hand in a form now. It is counted by the township that is written to, so that
/// nobody who floods one keeps others from being written to.
async fn may_write(
    app: &Outside,
    headers: &HeaderMap,
    decoy: &Decoy,
    item: &str,
    township: &str,
) -> Result<(), Trouble> {
    if !is_ours(headers) || !decoy.homepage.is_empty() {
        return Err(Trouble::NotOurs);
    }
    // Whoever means nobody is told so where the form is read.
    let Ok((code, _)) = app.platform.meant(item, township).await else {
        return Ok(());
    };
    let seldom = app.by_written.check_key(&code.to_string()).is_ok();
    seldom.then_some(()).ok_or(Trouble::TooMany)
}

/// What the writer can mend, in a sentence; the rest is the platform's trouble.
fn said(fault: WrittenFault) -> Result<String, Trouble> {
    match fault {
        WrittenFault::Store(error) | WrittenFault::Letter(LetterFault::Store(error)) => {
            Err(error.into())
        }
        WrittenFault::Letter(fault) => {
            tracing::error!(%fault, "a letter could not be written");
            Err(Trouble::Damaged)
        }
        fault => Ok(format!("{fault}。")),
    }
}

/// Whoever reloads the page that comes next hands nothing in twice.
fn written(number: &str) -> Response {
    Redirect::to(&format!("/written?number={number}")).into_response()
}

async fn towns(platform: &Platform) -> Result<Towns, StoreError> {
    let townships = platform.townships().await?.into_iter();
    let open = townships.filter(|township| township.closed.is_none());
    Ok(open
        .map(|township| (township.code.to_string(), plain(&township.name)))
        .collect())
}

async fn opinion_page(
    platform: &Platform,
    words: &OpinionWords,
    wrong: Option<String>,
) -> Response {
    let made = async {
        let about = match words.item.as_str() {
            "" => None,
            item => platform.item(item).await?.map(|(_, title)| plain(&title)),
        };
        Ok::<_, StoreError>(OpinionPage {
            frame: Frame::of(platform, Part::None),
            words,
            about,
            towns: towns(platform).await?,
            wrong,
            longest: LONGEST_TEXT,
            longest_line: LONGEST_LINE,
        })
    };
    match made.await {
        Ok(made) if !words.item.is_empty() && made.about.is_none() => {
            Trouble::Nothing.shown(platform)
        }
        Ok(made) => page(status(made.wrong.is_some()), &made),
        Err(error) => Trouble::from(error).shown(platform),
    }
}

async fn request_page(
    platform: &Platform,
    words: &RequestWords,
    wrong: Option<String>,
) -> Response {
    match towns(platform).await {
        Ok(towns) => {
            let made = RequestPage {
                frame: Frame::of(platform, Part::Guide),
                words,
                towns,
                forms: FORMS,
                wrong,
                longest: LONGEST_TEXT,
                longest_line: LONGEST_LINE,
            };
            page(status(made.wrong.is_some()), &made)
        }
        Err(error) => Trouble::from(error).shown(platform),
    }
}

const fn status(wrong: bool) -> StatusCode {
    if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    }
}

#[derive(Template)]
#[template(path = "written.html")]
struct WrittenPage<'a> {
    frame: Frame,
    number: &'a str,
}

#[derive(Deserialize)]
pub(super) struct Number {
    #[serde(default)]
    number: String,
}

/// Only something that looks like a number is repeated, so that no address can put words on the page.
pub(super) async fn done(State(app): State<App>, Query(asked): Query<Number>) -> Response {
    let number = asked.number.as_str();
    let is_number = !number.is_empty()
        && number.len() <= 40
        && number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !is_number {
        return Trouble::Nothing.shown(&app.platform);
    }
    let frame = Frame::of(&app.platform, Part::None);
    page(StatusCode::OK, &WrittenPage { frame, number })
}
