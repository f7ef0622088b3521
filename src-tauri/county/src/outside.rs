//! What the platform shows to the outside: the protocol, the public site, the county's office page,
//! behind one guard that counts, logs, limits and refuses. It keeps nothing itself.

mod guard;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use governor::{DefaultKeyedRateLimiter, Quota};
use tokio::sync::Semaphore;
use tower_http::timeout::TimeoutLayer;

pub(crate) use self::guard::{Peer, Private, is_private};
use crate::office::Desk;
use crate::platform::Platform;
use crate::{api, office, site};

/// The longest anybody may take for one request, with its body, over a bad line.
const LONGEST: Duration = Duration::from_secs(300);

/// After so many requests the limits forget who has gone.
const FORGETTING: u64 = 10_000;

/// Everything a request may need.
pub(crate) struct Outside {
    pub(crate) platform: Arc<Platform>,
    /// Whether this program itself speaks TLS.
    pub(crate) tls: bool,
    /// Packages that may still be taken into memory.
    pub(crate) room: Arc<Semaphore>,
    pub(crate) by_township: DefaultKeyedRateLimiter<String>,
    pub(crate) by_visitor: DefaultKeyedRateLimiter<std::net::IpAddr>,
    pub(crate) by_login: DefaultKeyedRateLimiter<std::net::IpAddr>,
    /// By the township that is written to.
    pub(crate) by_written: DefaultKeyedRateLimiter<String>,
    /// Requests so far.
    pub(crate) asked: AtomicU64,
    /// Who is logged in at the office page.
    pub(crate) desk: Desk,
}

impl Outside {
    /// Forgets addresses and codes that have not been heard of for a while, so that the limits
    /// themselves cannot fill the memory.
    fn count_one(&self) {
        if self.asked.fetch_add(1, Ordering::Relaxed) % FORGETTING == FORGETTING - 1 {
            self.by_township.retain_recent();
            self.by_visitor.retain_recent();
            self.by_login.retain_recent();
            self.by_written.retain_recent();
        }
    }
}

/// The platform's router; serve it with the peer's address as connect information.
pub fn router(platform: Arc<Platform>, tls: bool) -> Router {
    let limits = platform.limits;
    let second = |count: NonZeroU32| Quota::per_second(count);
    let outside = Arc::new(Outside {
        tls,
        room: Arc::new(Semaphore::new(limits.at_once)),
        by_township: DefaultKeyedRateLimiter::keyed(second(limits.township)),
        by_visitor: DefaultKeyedRateLimiter::keyed(second(limits.visitor)),
        by_login: DefaultKeyedRateLimiter::keyed(Quota::per_minute(limits.login)),
        by_written: DefaultKeyedRateLimiter::keyed(Quota::per_hour(limits.written)),
        asked: AtomicU64::new(0),
        desk: Desk::default(),
        platform,
    });
    let slow = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST);
    Router::new()
        .merge(api::routes())
        .merge(site::routes())
        .merge(office::routes())
        .fallback(site::nowhere)
        .layer(slow)
        .layer(middleware::from_fn_with_state(
            outside.clone(),
            guard::watch,
        ))
        .with_state(outside)
}
