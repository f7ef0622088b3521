//! Answers and refusals of the protocol: a code for machines, a sentence for people, where the
//! chains stand. What went wrong inside is logged and not told.

use std::borrow::Cow;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gongkai_letters::{Refusal, Standing};
use gongkai_rulebook::ids::OfficeId;
use serde::Serialize;

use crate::judging::Objection;
use crate::platform::Platform;
use crate::store::StoreError;
use crate::taking::TakeError;
use crate::townships::Township;

/// Where both chains of a township stand, and on which platform.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Standings {
    platform: OfficeId,
    up: Standing,
    down: Standing,
}

impl Standings {
    pub(super) fn of(platform: &Platform, township: &Township) -> Self {
        Self {
            platform: platform.id(),
            up: township.up,
            down: township.down,
        }
    }
}

/// A refusal.
#[derive(Debug, Serialize)]
pub(super) struct Fault {
    #[serde(skip)]
    status: StatusCode,
    /// Seconds after which to come again.
    #[serde(skip)]
    again: Option<u32>,
    code: Cow<'static, str>,
    text: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<Standings>,
}

impl Fault {
    pub(super) fn new(
        status: StatusCode,
        code: impl Into<Cow<'static, str>>,
        text: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            status,
            again: None,
            code: code.into(),
            text: text.into(),
            field: None,
            standing: None,
        }
    }

    /// Too many at once: come again soon.
    pub(super) fn busy() -> Self {
        Self::later(
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            "县平台正忙，请稍后再试",
            2,
        )
    }

    pub(super) fn too_fast() -> Self {
        Self::later(
            StatusCode::TOO_MANY_REQUESTS,
            "too-fast",
            "报送过于频繁，请稍后再试",
            1,
        )
    }

    fn later(status: StatusCode, code: &'static str, text: &'static str, after: u32) -> Self {
        Self {
            again: Some(after),
            ..Self::new(status, code, text)
        }
    }

    /// What is told of a package that counts, while what it says is refused: the standing with it.
    pub(super) fn objected(platform: &Platform, township: &Township, why: Objection) -> Self {
        Self {
            field: why.field,
            standing: Some(Standings::of(platform, township)),
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, why.code, why.text)
        }
    }

    /// What is told of a package that does not count.
    pub(super) fn of(platform: &Platform, error: TakeError) -> Self {
        let conflict = |code, text: &'static str, township: &Township| Self {
            standing: Some(Standings::of(platform, township)),
            ..Self::new(StatusCode::CONFLICT, code, text)
        };
        match error {
            TakeError::Chain(township) => {
                conflict("chain", "编号或上一包与县平台的记录接不上", &township)
            }
            TakeError::Different(township) => {
                conflict("different", "这个编号的报送包已经收过，内容不同", &township)
            }
            TakeError::Refused(refusal) => Self::refused(&refusal),
            error @ (TakeError::Astray | TakeError::OtherKey) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Self::new(status, error.code(), error.to_string())
            }
            TakeError::Unknown => Self::new(StatusCode::FORBIDDEN, "township", "这个乡镇没有登记"),
            TakeError::Store(error) => error.into(),
            TakeError::Files(error) => {
                tracing::error!(%error, "a package could not be kept");
                Self::cannot()
            }
            TakeError::Letter(error) => {
                tracing::error!(%error, "a receipt could not be written");
                Self::cannot()
            }
        }
    }

    fn refused(refusal: &Refusal) -> Self {
        let status = if matches!(refusal, Refusal::TooBig) {
            StatusCode::PAYLOAD_TOO_LARGE
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        Self::new(status, refusal.code(), refusal.to_string())
    }

    fn cannot() -> Self {
        Self::later(
            StatusCode::SERVICE_UNAVAILABLE,
            "storage",
            "县平台暂时不能保存，请稍后再试",
            30,
        )
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, passes = error.passes(), "the store refused");
        Self::cannot()
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let (status, again) = (self.status, self.again);
        let mut response = (status, Json(self)).into_response();
        if let Some(seconds) = again {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
