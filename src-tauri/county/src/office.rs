//! The page of the county's own people: what arrived, what goes back for correction, notices, the
//! ranking and its minimum. Only over TLS or on this machine; every change needs a form that this
//! platform itself has written.

pub(crate) mod acts;
mod desk;
mod forms;
mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

pub use self::acts::ActFault;
pub(crate) use self::desk::{Desk, is_ours};
use crate::outside::Outside;

pub(crate) fn routes() -> Router<Arc<Outside>> {
    Router::new()
        .route("/office", get(views::home))
        .route("/office/login", post(desk::log_in))
        .route("/office/logout", post(desk::log_out))
        .route(
            "/office/return",
            get(views::returning).post(forms::give_back),
        )
        .route("/office/notice", get(views::notice).post(forms::notice))
        .route("/office/ranking", get(views::ranking))
        .route("/office/minimum", post(forms::minimum))
        .route("/office/ranking/send", post(forms::send_ranking))
}
