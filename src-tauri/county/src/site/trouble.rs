//! Pages that say that something is not there or cannot be shown now.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{Frame, Part, page};
use crate::files::FileError;
use crate::outside::Outside;
use crate::platform::Platform;
use crate::store::StoreError;

/// Why a page is not shown.
pub(crate) enum Trouble {
    /// There is nothing here.
    Nothing,
    /// It cannot be read now.
    Store(StoreError),
    /// A file cannot be read now.
    Files(FileError),
    /// What lies there is not what was taken.
    Damaged,
    /// Somebody on the way could read what is handed in.
    Readable,
    /// A form that this site has not shown.
    NotOurs,
    /// Too much was handed in for one township.
    TooMany,
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<FileError> for Trouble {
    fn from(error: FileError) -> Self {
        Self::Files(error)
    }
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage<'a> {
    frame: Frame,
    head: &'a str,
    text: &'a str,
}

impl Trouble {
    /// Within the frame where there is a platform to name.
    pub(crate) fn shown(self, platform: &Platform) -> Response {
        let (status, head, text) = match &self {
            Self::Nothing => (
                StatusCode::NOT_FOUND,
                "没有这一页",
                "地址可能写错了，或者内容已经移走。可以从首页进入，或者查找标题中的几个字。",
            ),
            Self::Store(error) => {
                tracing::error!(%error, "a page could not be read");
                broken()
            }
            Self::Files(error) => {
                tracing::error!(%error, "a file could not be read");
                broken()
            }
            Self::Damaged => {
                tracing::error!("a kept package is damaged");
                broken()
            }
            Self::Readable => (
                StatusCode::FORBIDDEN,
                "这里不能提交",
                "这个网址没有加密，填写的内容在路上可能被人看到。请用 https 开头的网址打开，或者直接向有关乡镇人民政府提出。",
            ),
            Self::NotOurs => (
                StatusCode::FORBIDDEN,
                "没有提交",
                "请从本站的页面打开表格，填好再提交。",
            ),
            Self::TooMany => (
                StatusCode::TOO_MANY_REQUESTS,
                "现在提交的人太多",
                "没有提交。请过一小时再试，按浏览器的“后退”可以回到刚才填的表；着急的请直接向有关乡镇人民政府提出。",
            ),
        };
        let frame = Frame::of(platform, Part::None);
        page(status, &TroublePage { frame, head, text })
    }
}

fn broken() -> (StatusCode, &'static str, &'static str) {
    (
        StatusCode::SERVICE_UNAVAILABLE,
        "暂时打不开",
        "县平台暂时读不出这一页，请过几分钟再试。",
    )
}

/// Nothing is at this address.
pub(crate) async fn nowhere(State(app): State<Arc<Outside>>) -> Response {
    Trouble::Nothing.shown(&app.platform).into_response()
}
