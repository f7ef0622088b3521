//! The pages of the office; they change nothing.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::acts::{Act, Arrived, label};
use super::desk::Person;
use crate::letters::Sent;
use crate::outside::Outside;
use crate::platform::Platform;
use crate::ranking::{Month, Place};
use crate::site::text::day;
use crate::site::{Frame, Part, Trouble, page};
use crate::store::StoreError;

/// Lines of each list.
const LINES: u64 = 50;

type App = Arc<Outside>;

#[derive(Template)]
#[template(path = "login.html")]
pub(super) struct LoginPage {
    pub(super) frame: Frame,
    pub(super) wrong: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "stop.html")]
struct StopPage {
    frame: Frame,
    head: &'static str,
    text: &'static str,
}

/// Somebody could read along on the way.
pub(super) fn not_here(platform: &Platform) -> Response {
    let made = StopPage {
        frame: Frame::of(platform, Part::None),
        head: "办公页面不能这样打开",
        text: "办公页面只能在县平台这台机器上，或者通过加密的网址（https）打开。",
    };
    page(StatusCode::FORBIDDEN, &made)
}

/// The form was not written for this sitting.
pub(super) fn stale(platform: &Platform) -> Response {
    let made = StopPage {
        frame: Frame::of(platform, Part::None),
        head: "这张表已经过期",
        text: "为防止他人冒用，表单只在本次登录中有效。请回到办公页面重新打开再填，没有发出任何东西。",
    };
    page(StatusCode::FORBIDDEN, &made)
}

#[derive(Template)]
#[template(path = "office.html")]
struct OfficePage {
    frame: Frame,
    person: Person,
    said: Option<String>,
    arrived: Vec<Arrived>,
    sent: Vec<Sent>,
    acts: Vec<Act>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    item: String,
    #[serde(default)]
    month: String,
    #[serde(default)]
    done: String,
}

/// Sentences by the codes that redirects carry, so that no address can put words on the page.
fn said(done: &str) -> Option<String> {
    let text = match done {
        "returned" => "已退回，乡镇下次联网或者交换时收到。",
        "noticed" => "已发出，乡镇下次联网或者交换时收到。",
        "ranked" => "排名已发给各乡镇。",
        "minimum" => "每月最低条数已设定。",
        _ => return None,
    };
    Some(text.to_owned())
}

fn shown<T: Template>(platform: &Platform, made: Result<T, StoreError>) -> Response {
    match made {
        Ok(template) => page(StatusCode::OK, &template),
        Err(error) => Trouble::from(error).shown(platform),
    }
}

pub(super) async fn home(
    State(app): State<App>,
    person: Person,
    Query(asked): Query<Asked>,
) -> Response {
    let platform = &app.platform;
    let made = async {
        let mut arrived = platform.arrived("", LINES).await?;
        for line in &mut arrived {
            line.taken_at = day(&line.taken_at);
        }
        let mut sent = platform.letters_sent(LINES).await?;
        for line in &mut sent {
            line.written_at = day(&line.written_at);
            line.kind = label(&line.kind);
        }
        let mut acts = platform.acts(LINES).await?;
        for act in &mut acts {
            act.at = day(&act.at);
        }
        Ok::<_, StoreError>(OfficePage {
            frame: Frame::of(platform, Part::None),
            person,
            said: said(&asked.done),
            arrived,
            sent,
            acts,
        })
    };
    shown(platform, made.await)
}

#[derive(Template)]
#[template(path = "returning.html")]
struct ReturningPage {
    frame: Frame,
    person: Person,
    item: String,
    title: String,
    fields: &'static [&'static str],
}

/// Fields by their names in the metadata, as the township's program marks them.
const FIELDS: &[&str] = &[
    "名称",
    "文号",
    "发布机构",
    "成文日期",
    "发布日期",
    "公开目录",
    "主题分类",
    "体裁分类",
    "有效性",
    "关键词",
    "内容概述",
    "正文",
    "附件",
];

pub(super) async fn returning(
    State(app): State<App>,
    person: Person,
    Query(asked): Query<Asked>,
) -> Response {
    let platform = &app.platform;
    match platform.item(&asked.item).await {
        Ok(Some((_, title))) => page(
            StatusCode::OK,
            &ReturningPage {
                frame: Frame::of(platform, Part::None),
                person,
                item: asked.item,
                title,
                fields: FIELDS,
            },
        ),
        Ok(None) => Trouble::Nothing.shown(platform),
        Err(error) => Trouble::from(error).shown(platform),
    }
}

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticePage {
    frame: Frame,
    person: Person,
    towns: Vec<(String, String)>,
}

pub(super) async fn notice(State(app): State<App>, person: Person) -> Response {
    let platform = &app.platform;
    let made = platform.townships().await.map(|townships| NoticePage {
        frame: Frame::of(platform, Part::None),
        person,
        towns: townships
            .into_iter()
            .filter(|township| township.closed.is_none())
            .map(|township| (township.code.to_string(), township.name))
            .collect(),
    });
    shown(platform, made)
}

#[derive(Template)]
#[template(path = "ranking.html")]
struct RankingPage {
    frame: Frame,
    person: Person,
    said: Option<String>,
    month: Month,
    minimum: u64,
    places: Vec<Place>,
}

pub(super) async fn ranking(
    State(app): State<App>,
    person: Person,
    Query(asked): Query<Asked>,
) -> Response {
    let platform = &app.platform;
    let today = platform.today();
    let month = asked.month.parse().unwrap_or_else(|_| Month::of(today));
    let made = async {
        Ok::<_, StoreError>(RankingPage {
            frame: Frame::of(platform, Part::None),
            person,
            said: said(&asked.done),
            month,
            minimum: platform.minimum(month).await?,
            places: platform.ranking(month).await?,
        })
    };
    shown(platform, made.await)
}
