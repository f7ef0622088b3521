//! Who is logged in: sessions in memory, so that a restart logs everybody out. The cookie is shown
//! to this site only, and every form carries a word that only this platform knows.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Extension;
use axum::extract::{Form, FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::views::{self, LoginPage};
use crate::fresh;
use crate::outside::{Outside, Peer, is_private};
use crate::site::{Frame, Part, Trouble, page};

const COOKIE: &str = "gongkai_office";
/// Somebody who does nothing for so long is logged out.
const IDLE: Duration = Duration::from_secs(30 * 60);

type App = Arc<Outside>;

struct Sitting {
    person: String,
    word: String,
    last: Instant,
}

/// The sessions.
#[derive(Default)]
pub(crate) struct Desk {
    sittings: Mutex<HashMap<String, Sitting>>,
}

impl Desk {
    fn sit(&self, person: String) -> Result<String, fresh::NoRandomness> {
        let (token, word) = (fresh::bearer()?, fresh::bearer()?);
        let sitting = Sitting {
            person,
            word,
            last: Instant::now(),
        };
        let mut sittings = self.sittings.lock().unwrap_or_else(PoisonError::into_inner);
        sittings.retain(|_, sitting| sitting.last.elapsed() < IDLE);
        sittings.insert(fresh::kept(&token), sitting);
        Ok(token)
    }

    fn who(&self, token: &str) -> Option<Person> {
        let mut sittings = self.sittings.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = fresh::kept(token);
        let sitting = sittings.get_mut(&kept)?;
        if sitting.last.elapsed() >= IDLE {
            sittings.remove(&kept);
            return None;
        }
        sitting.last = Instant::now();
        Some(Person {
            name: sitting.person.clone(),
            word: sitting.word.clone(),
        })
    }

    fn leave(&self, token: &str) {
        let mut sittings = self.sittings.lock().unwrap_or_else(PoisonError::into_inner);
        sittings.remove(&fresh::kept(token));
    }
}

/// Somebody who is logged in.
pub(crate) struct Person {
    pub(crate) name: String,
    /// What every form of his must carry.
    pub(crate) word: String,
}

impl Person {
    /// Whether a form was written by this platform for him.
    pub(super) fn wrote(&self, word: &str) -> bool {
        fresh::kept(word) == fresh::kept(&self.word)
    }
}

impl FromRequestParts<App> for Person {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let peer = parts.extensions.get::<Peer>().copied();
        let private = peer.is_some_and(|peer| is_private(app.tls, peer, &parts.headers));
        if !private {
            return Err(views::not_here(&app.platform));
        }
        token(&parts.headers)
            .and_then(|token| app.desk.who(token))
            .ok_or_else(|| login(app, None))
    }
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter();
    cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            (name == COOKIE).then_some(value)
        })
}

fn login(app: &Outside, wrong: Option<&'static str>) -> Response {
    let frame = Frame::of(&app.platform, Part::None);
    page(StatusCode::UNAUTHORIZED, &LoginPage { frame, wrong })
}

#[derive(Deserialize)]
pub(super) struct Key {
    key: String,
}

/// A form of another site does nothing here: browsers say where a form comes from.
pub(crate) fn is_ours(headers: &HeaderMap) -> bool {
    let origin = headers
        .get(header::ORIGIN)
        .and_then(|value| value.to_str().ok());
    let host = headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    let Some(origin) = origin else { return true };
    let from = origin.split_once("://").map(|(_, host)| host);
    from.is_some() && from == host
}

pub(super) async fn log_in(
    State(app): State<App>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Form(key): Form<Key>,
) -> Response {
    if !is_private(app.tls, peer, &headers) {
        return views::not_here(&app.platform);
    }
    if app.by_login.check_key(&peer.0).is_err() {
        return login(&app, Some("试得太频繁了，请过一分钟再登录。"));
    }
    if !is_ours(&headers) {
        return login(&app, Some("请从本页登录。"));
    }
    match app.platform.person(&key.key).await {
        Ok(Some(person)) => match app.desk.sit(person) {
            Ok(token) => seated(&app, &token),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
        Ok(None) => login(
            &app,
            Some("口令不对。口令由管理员用命令发放，可以重新发一把。"),
        ),
        Err(error) => Trouble::from(error).shown(&app.platform),
    }
}

fn seated(app: &Outside, token: &str) -> Response {
    let secure = if app.tls { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={token}; Path=/office; HttpOnly; SameSite=Strict{secure}");
    with_cookie(&cookie)
}

fn with_cookie(cookie: &str) -> Response {
    let mut response = Redirect::to("/office").into_response();
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

#[derive(Deserialize)]
pub(super) struct Word {
    word: String,
}

pub(super) async fn log_out(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    Form(form): Form<Word>,
) -> Response {
    if !person.wrote(&form.word) {
        return views::stale(&app.platform);
    }
    if let Some(token) = token(&headers) {
        app.desk.leave(token);
    }
    with_cookie(&format!(
        "{COOKIE}=; Path=/office; HttpOnly; SameSite=Strict; Max-Age=0"
    ))
}
