//! The public site: the four parts that the Regulation's practice asks for, catalogue, search, items,
//! feeds. It shows what stands on the public shelf and nothing else, and keeps nothing of a visitor but
//! what he hands in.

pub(crate) mod counts;
mod frame;
mod item;
mod listing;
mod pages;
pub(crate) mod text;
mod tree;
mod trouble;
mod writing;

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

pub(crate) use self::frame::{Frame, Part, page};
pub(crate) use self::pages::Written;
pub(crate) use self::trouble::{Trouble, nowhere};
use crate::outside::Outside;

pub(crate) fn routes() -> Router<Arc<Outside>> {
    Router::new()
        .route("/", get(listing::home))
        .route("/guide", get(pages::guides))
        .route("/rules", get(pages::rules))
        .route("/pages/{part}/{whose}/{place}", get(pages::one))
        .route("/disclosed", get(listing::disclosed))
        .route("/annual", get(listing::annual))
        .route("/townships/{code}", get(listing::township))
        .route("/search", get(listing::search))
        .route("/items/{id}", get(item::show))
        .route("/items/{id}/copy.pdf", get(item::copy))
        .route("/items/{id}/files/{number}", get(item::file))
        .route("/feed.xml", get(listing::feed))
        .route("/townships/{code}/feed.xml", get(listing::township_feed))
        .route("/opinion", writing::opinion())
        .route("/request", writing::request())
        .route("/written", get(writing::done))
        .route("/look.css", get(look))
}

async fn look() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "max-age=3600"),
    ];
    (headers, include_str!("../templates/look.css")).into_response()
}
