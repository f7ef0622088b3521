//! What stands around every page: the county's name, the four parts, the search field.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::platform::Platform;

/// The parts of the site, in the order in which 政府信息公开平台 show them
/// (国办公开办函〔2019〕61号).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// 政府信息公开指南.
    Guide,
    /// 政府信息公开制度.
    Rules,
    /// 法定主动公开内容.
    Disclosed,
    /// 政府信息公开年报.
    Annual,
    /// None of them.
    None,
}

impl Part {
    const SHOWN: [Self; 4] = [Self::Guide, Self::Rules, Self::Disclosed, Self::Annual];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Guide => "政府信息公开指南",
            Self::Rules => "政府信息公开制度",
            Self::Disclosed => "法定主动公开内容",
            Self::Annual => "政府信息公开年报",
            Self::None => "首页",
        }
    }

    pub(crate) const fn href(self) -> &'static str {
        match self {
            Self::Guide => "/guide",
            Self::Rules => "/rules",
            Self::Disclosed => "/disclosed",
            Self::Annual => "/annual",
            Self::None => "/",
        }
    }
}

/// One of the parts in the bar.
pub(crate) struct Tab {
    pub(crate) name: &'static str,
    pub(crate) href: &'static str,
    pub(crate) here: bool,
}

/// What stands around a page.
pub(crate) struct Frame {
    pub(crate) county: String,
    pub(crate) question: String,
    here: Part,
}

impl Frame {
    pub(crate) fn of(platform: &Platform, here: Part) -> Self {
        Self {
            county: platform.name().to_owned(),
            question: String::new(),
            here,
        }
    }

    pub(crate) fn asking(platform: &Platform, question: &str) -> Self {
        Self {
            question: question.to_owned(),
            ..Self::of(platform, Part::None)
        }
    }

    pub(crate) fn parts(&self) -> Vec<Tab> {
        Part::SHOWN
            .iter()
            .map(|part| Tab {
                name: part.name(),
                href: part.href(),
                here: *part == self.here,
            })
            .collect()
    }
}

/// A page as an answer. Pages change with every package, so nobody keeps them unasked.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => (status, [(header::CACHE_CONTROL, "no-cache")], Html(text)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
