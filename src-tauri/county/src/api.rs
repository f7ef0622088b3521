//! The protocol between a township and the county, as `docs/county-link/openapi.yaml` describes it.
//! It decides nothing: it checks who asks, and says in HTTP what the platform says in types.

mod answer;
mod caller;

use std::sync::Arc;

use axum::Extension;
use axum::Json;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, put};
use gongkai_letters::PACKAGE_BYTES;
use serde::Deserialize;

use self::answer::{Fault, Standings};
use self::caller::Caller;
use crate::outside::{Outside, Peer, is_private};
use crate::store;
use crate::taking::Taken;

/// Media type of a package.
pub(crate) const PACKAGE: &str = "application/vnd.gongkai.package";

type App = Arc<Outside>;

/// Method and path of every way of the protocol.
pub fn ways() -> Vec<(&'static str, &'static str)> {
    let ways = answered().into_iter();
    ways.map(|(method, path, _)| (method, path)).collect()
}

/// Every way in: method, path, and who answers.
fn answered() -> Vec<(&'static str, &'static str, MethodRouter<App>)> {
    vec![
        ("get", "/v1/health", get(health)),
        ("get", "/metrics", get(metrics)),
        ("get", "/v1/townships/{code}/standing", get(standing)),
        ("put", "/v1/townships/{code}/packages/{package}", put(take)),
        ("get", "/v1/townships/{code}/letters", get(letters)),
        ("get", "/v1/townships/{code}/letters/{number}", get(letter)),
    ]
}

pub(crate) fn routes() -> Router<App> {
    answered()
        .into_iter()
        .fold(Router::new(), |router, (_, path, answers)| {
            router.route(path, answers)
        })
}

/// Whether the platform can do its work now.
async fn health(State(app): State<App>) -> Response {
    const ASK: store::Statement = store::Statement::both(include_str!("sql/health.sql"));
    let asked = async { app.platform.store.read().await?.rows(ASK, &[]).await }.await;
    match asked {
        Ok(_) => Json(serde_json::json!({ "status": "ok" })).into_response(),
        Err(error) => Fault::from(error).into_response(),
    }
}

/// Counters, for this machine only.
async fn metrics(
    State(app): State<App>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
) -> Response {
    if !peer.0.is_loopback() || !is_private(false, peer, &headers) {
        return Fault::new(StatusCode::FORBIDDEN, "local-only", "只在本机可看").into_response();
    }
    match app.platform.measures.text() {
        Ok(text) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn standing(State(app): State<App>, caller: Caller) -> Response {
    Json(Standings::of(&app.platform, &caller.township)).into_response()
}

async fn take(
    State(app): State<App>,
    caller: Caller,
    Path((_, package)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    let Ok(package) = package.parse() else {
        return Err(Fault::new(
            StatusCode::NOT_FOUND,
            "package",
            "地址里的报送包编号不对",
        ));
    };
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let Some(length) = length else {
        return Err(Fault::new(
            StatusCode::LENGTH_REQUIRED,
            "length",
            "没有说明报送包的大小",
        ));
    };
    if length > PACKAGE_BYTES {
        let text = "报送包超过 50 MB";
        return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "too-big", text));
    }
    let Ok(_room) = app.room.clone().try_acquire_owned() else {
        return Err(Fault::busy());
    };
    let bytes = axum::body::to_bytes(body, length).await;
    let bytes = bytes
        .ok()
        .filter(|bytes| bytes.len() == length)
        .ok_or_else(|| {
            Fault::new(
                StatusCode::BAD_REQUEST,
                "truncated",
                "传送中断，收到的不完整",
            )
        })?;
    let measures = &app.platform.measures;
    match app
        .platform
        .take(&caller.township.code, package, bytes)
        .await
    {
        Ok(taken) => {
            measures.package(outcome(&taken));
            if let Some(objection) = taken.refused {
                return Err(Fault::objected(&app.platform, &taken.township, objection));
            }
            let status = if taken.now {
                StatusCode::CREATED
            } else {
                StatusCode::OK
            };
            let standings = Standings::of(&app.platform, &taken.township);
            Ok((status, Json(standings)).into_response())
        }
        Err(error) => {
            measures.package(error.code());
            Err(Fault::of(&app.platform, error))
        }
    }
}

/// What the counters call it.
fn outcome(taken: &Taken) -> &'static str {
    match (taken.now, &taken.refused) {
        (true, None) => "taken",
        (true, Some(_)) => "refused",
        (false, _) => "again",
    }
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    after: u64,
    #[serde(default = "many")]
    limit: u64,
}

fn many() -> u64 {
    100
}

async fn letters(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Fault> {
    let code = &caller.township.code;
    let lines = app
        .platform
        .letters_after(code, wanted.after, wanted.limit)
        .await?;
    Ok(Json(lines).into_response())
}

async fn letter(
    State(app): State<App>,
    caller: Caller,
    Path((_, number)): Path<(String, u64)>,
) -> Result<Response, Fault> {
    match app.platform.letter(&caller.township.code, number).await? {
        Some(bytes) => Ok(([(header::CONTENT_TYPE, PACKAGE)], bytes).into_response()),
        None => Err(Fault::new(
            StatusCode::NOT_FOUND,
            "letter",
            "没有这一号信函",
        )),
    }
}
