//! Who calls: the township named in the path, if its bearer key is shown. Nobody learns from the
//! answer which townships there are.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use gongkai_letters::TownshipCode;

use super::answer::Fault;
use crate::fresh;
use crate::outside::Outside;
use crate::townships::Township;

/// A township that has shown its key.
pub(super) struct Caller {
    pub(super) township: Township,
}

impl FromRequestParts<Arc<Outside>> for Caller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<Outside>) -> Result<Self, Fault> {
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let code: Option<TownshipCode> =
            path.ok().and_then(|path| path.0.get("code")?.parse().ok());
        let shown = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let Some(shown) = shown else {
            return Err(Fault::new(
                StatusCode::UNAUTHORIZED,
                "key-missing",
                "没有出示乡镇的口令",
            ));
        };
        let denied = || {
            Fault::new(
                StatusCode::FORBIDDEN,
                "key",
                "乡镇代码或口令不对，或者已经停用",
            )
        };
        let code = code.ok_or_else(denied)?;
        if app.by_township.check_key(&code.to_string()).is_err() {
            return Err(Fault::too_fast());
        }
        let township = app.platform.township(&code).await?;
        // Digests are compared, so that the time it takes tells nothing of the key.
        township
            .filter(|known| known.closed.is_none() && known.key_hash == fresh::kept(shown))
            .map(|township| Self { township })
            .ok_or_else(denied)
    }
}
