//! What happens to every request: it is counted and logged without its path, query or body, visitors
//! are slowed down, and every answer bears the headers that keep a browser from doing more than show
//! it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Outside;
use crate::site::Trouble;

/// Nothing but the site's own style and pictures; no script at all.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Peer(pub(crate) IpAddr);

impl Peer {
    fn of(request: &Request) -> Self {
        let connected = request.extensions().get::<ConnectInfo<SocketAddr>>();
        // Without a connection (a router called by itself) nobody is trusted as local.
        Self(connected.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |at| {
            at.ip().to_canonical()
        }))
    }
}

/// Whether nobody on the way can read along: TLS here or at a proxy on this machine, or a person on
/// this machine.
pub(crate) fn is_private(tls: bool, peer: Peer, headers: &HeaderMap) -> bool {
    let forwarded = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
    let by_tls = headers
        .get("x-forwarded-proto")
        .is_some_and(|scheme| scheme == "https");
    tls || (peer.0.is_loopback() && (!forwarded || by_tls))
}

/// A request that nobody on the way can read; any other one is told so instead of being answered.
pub(crate) struct Private;

impl FromRequestParts<Arc<Outside>> for Private {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        outside: &Arc<Outside>,
    ) -> Result<Self, Response> {
        let peer = parts.extensions.get::<Peer>().copied();
        let private = peer.is_some_and(|peer| is_private(outside.tls, peer, &parts.headers));
        private
            .then_some(Self)
            .ok_or_else(|| Trouble::Readable.shown(&outside.platform))
    }
}

/// Wraps every request.
pub(super) async fn watch(
    State(outside): State<Arc<Outside>>,
    mut request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    outside.count_one();
    let peer = Peer::of(&request);
    request.extensions_mut().insert(peer);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let may = route.starts_with("/v1/") || outside.by_visitor.check_key(&peer.0).is_ok();
    let mut response = if may {
        next.run(request).await
    } else {
        too_fast()
    };
    dress(response.headers_mut(), outside.tls);
    let (status, took) = (response.status().as_u16(), started.elapsed());
    outside.platform.measures.answered(&route, status, took);
    tracing::info!(
        %method,
        route,
        status,
        ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}

fn too_fast() -> Response {
    let wait = [(header::RETRY_AFTER, "1")];
    (
        StatusCode::TOO_MANY_REQUESTS,
        wait,
        "访问过于频繁，请稍后再试。",
    )
        .into_response()
}

fn dress(headers: &mut HeaderMap, tls: bool) {
    let put = |headers: &mut HeaderMap, name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    put(headers, header::CONTENT_SECURITY_POLICY, POLICY);
    put(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(headers, header::REFERRER_POLICY, "same-origin");
    put(headers, header::X_FRAME_OPTIONS, "DENY");
    if tls {
        put(
            headers,
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000",
        );
    }
}
