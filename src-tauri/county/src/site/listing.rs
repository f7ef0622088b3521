//! Lists of items: the newest, an entry's, a township's, annual reports, what a search finds, feeds.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::counts::Counts;
use super::text::{day, escaped, plain, rfc2822};
use super::tree::Node;
use super::{Frame, Part, Trouble, page};
use crate::outside::Outside;
use crate::platform::Platform;
use crate::search;
use crate::store::{Row, Statement, StoreError, Value};

const LIST: Statement = Statement::both(include_str!("../sql/item_list.sql"));
const UNDER: Statement = Statement::both(include_str!("../sql/item_list_entry.sql"));
const OF_TOWNSHIP: Statement = Statement::both(include_str!("../sql/item_list_township.sql"));
const FOUND: Statement = Statement::each(
    include_str!("../sql/search_sqlite.sql"),
    include_str!("../sql/search_postgres.sql"),
);

/// The part of items that are no reports.
const DISCLOSED: &str = "disclosed";
/// Lines of a page.
const LINES: u64 = 20;
/// Lines of a feed.
const FED: u64 = 50;
/// The last page one may turn to: further back one looks by entry, township or words.
const LAST: u64 = 500;
/// The longest question.
const QUESTION: usize = 100;

type App = Arc<Outside>;

/// An item in a list.
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) township: String,
    pub(crate) entry: String,
    pub(crate) released_on: String,
    pub(crate) said: String,
    pub(crate) rfc2822: String,
    pub(crate) summary: String,
    pub(crate) withdrawn: bool,
}

impl Line {
    fn of(row: &Row) -> Result<Self, StoreError> {
        let released_on = row.text("released_on")?;
        Ok(Self {
            id: row.text("id")?,
            title: plain(&row.text("title")?),
            township: plain(&row.text("township_name")?),
            entry: plain(&row.text("entry_name")?),
            said: day(&released_on),
            rfc2822: rfc2822(&released_on),
            summary: plain(&row.text_if_any("summary")?.unwrap_or_default()),
            withdrawn: row.text("state")? == "withdrawn",
            released_on,
        })
    }
}

/// Where turning leads.
#[derive(Default)]
struct Pages {
    number: u64,
    back: Option<String>,
    on: Option<String>,
}

impl Pages {
    /// `path` ends with `?` or `&`.
    fn of(path: &str, number: u64, more: bool) -> Self {
        let to = |number: u64| format!("{path}page={number}");
        Self {
            number,
            back: (number > 1).then(|| to(number - 1)),
            on: (more && number < LAST).then(|| to(number + 1)),
        }
    }
}

/// What a visitor asks a list for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    entry: String,
    #[serde(default)]
    township: String,
    #[serde(default)]
    page: String,
}

impl Asked {
    fn page(&self) -> u64 {
        self.page.parse().unwrap_or(1).clamp(1, LAST)
    }
}

/// One page of rows and whether there are more; `which` goes before limit and offset.
async fn lines(
    platform: &Platform,
    what: Statement,
    which: &str,
    number: u64,
    most: u64,
) -> Result<(Vec<Line>, bool), StoreError> {
    let values: [Value; 3] = [
        which.into(),
        (most + 1).into(),
        ((number - 1) * most).into(),
    ];
    let rows = platform.store.read().await?.rows(what, &values).await?;
    let more = rows.len() as u64 > most;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let lines = rows.iter().take(most).map(Line::of);
    Ok((lines.collect::<Result<_, _>>()?, more))
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    items: Vec<Line>,
    counts: Arc<Counts>,
}

pub(super) async fn home(State(app): State<App>) -> Response {
    let platform = &app.platform;
    let made = async {
        let (items, _) = lines(platform, LIST, DISCLOSED, 1, 15).await?;
        Ok::<_, StoreError>(HomePage {
            frame: Frame::of(platform, Part::None),
            items,
            counts: platform.counter.counts().await?,
        })
    };
    shown(platform, made.await)
}

#[derive(Template)]
#[template(path = "listing.html")]
struct ListingPage {
    frame: Frame,
    title: String,
    note: Option<String>,
    /// The township that may be written to from here.
    write_to: Option<String>,
    empty: &'static str,
    townships: bool,
    nodes: Vec<Node>,
    items: Vec<Line>,
    pages: Pages,
}

fn shown<T: Template>(platform: &Platform, made: Result<T, StoreError>) -> Response {
    match made {
        Ok(template) => page(StatusCode::OK, &template),
        Err(error) => Trouble::from(error).shown(platform),
    }
}

pub(super) async fn disclosed(State(app): State<App>, Query(asked): Query<Asked>) -> Response {
    let (platform, number) = (&app.platform, asked.page());
    let made = async {
        let mut nodes = platform.counter.counts().await?.nodes.clone();
        let mut title = Part::Disclosed.name().to_owned();
        for node in &mut nodes {
            node.here = node.leaf && !asked.entry.is_empty() && node.code == asked.entry;
            if node.here {
                title.clone_from(&node.name);
            }
        }
        let (what, which, path) = if asked.entry.is_empty() {
            (LIST, DISCLOSED, "/disclosed?".to_owned())
        } else {
            let path = format!("/disclosed?entry={}&", escaped(&asked.entry));
            (UNDER, asked.entry.as_str(), path)
        };
        let (items, more) = lines(platform, what, which, number, LINES).await?;
        Ok::<_, StoreError>(ListingPage {
            frame: Frame::of(platform, Part::Disclosed),
            title,
            note: None,
            write_to: None,
            empty: "这里还没有公开的信息。可以在左边的目录里另选一项。",
            townships: true,
            nodes,
            items,
            pages: Pages::of(&path, number, more),
        })
    };
    shown(platform, made.await)
}

pub(super) async fn annual(State(app): State<App>, Query(asked): Query<Asked>) -> Response {
    let (platform, number) = (&app.platform, asked.page());
    let made = async {
        let (items, more) = lines(platform, LIST, "annual", number, LINES).await?;
        Ok::<_, StoreError>(ListingPage {
            frame: Frame::of(platform, Part::Annual),
            title: Part::Annual.name().to_owned(),
            note: None,
            write_to: None,
            empty: "还没有年度报告。乡镇报送年报之后，会出现在这里。",
            townships: true,
            nodes: Vec::new(),
            items,
            pages: Pages::of("/annual?", number, more),
        })
    };
    shown(platform, made.await)
}

pub(super) async fn township(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let (platform, number) = (&app.platform, asked.page());
    let known = match code.parse() {
        Ok(code) => platform.township(&code).await,
        Err(_) => Ok(None),
    };
    let known = match known {
        Ok(Some(known)) => known,
        Ok(None) => return Trouble::Nothing.shown(platform),
        Err(error) => return Trouble::from(error).shown(platform),
    };
    let made = async {
        let (items, more) = lines(platform, OF_TOWNSHIP, &code, number, LINES).await?;
        Ok::<_, StoreError>(ListingPage {
            frame: Frame::of(platform, Part::Disclosed),
            title: plain(&known.name),
            note: None,
            write_to: Some(code.clone()),
            empty: "这个乡镇还没有公开的信息。",
            townships: false,
            nodes: Vec::new(),
            items,
            pages: Pages::of(&format!("/townships/{code}?"), number, more),
        })
    };
    shown(platform, made.await)
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    counts: Arc<Counts>,
    /// The township asked for.
    whose: String,
    items: Vec<Line>,
    pages: Pages,
}

pub(super) async fn search(State(app): State<App>, Query(asked): Query<Asked>) -> Response {
    let (platform, number) = (&app.platform, asked.page());
    let question: String = asked.q.trim().chars().take(QUESTION).collect();
    let terms = search::asked(&question, &asked.township);
    let made = async {
        let (items, more) = if terms.is_empty() {
            (Vec::new(), false)
        } else {
            lines(platform, FOUND, &terms, number, LINES).await?
        };
        let (q, whose) = (escaped(&question), escaped(&asked.township));
        Ok::<_, StoreError>(SearchPage {
            frame: Frame::asking(platform, &question),
            counts: platform.counter.counts().await?,
            whose: asked.township.clone(),
            items,
            pages: Pages::of(&format!("/search?q={q}&township={whose}&"), number, more),
        })
    };
    shown(platform, made.await)
}

#[derive(Template)]
#[template(path = "feed.xml")]
struct FeedPage {
    title: String,
    address: String,
    items: Vec<Line>,
}

pub(super) async fn feed(State(app): State<App>) -> Response {
    let title = format!("{}政府信息公开", app.platform.name());
    fed(&app.platform, LIST, DISCLOSED, title).await
}

pub(super) async fn township_feed(State(app): State<App>, Path(code): Path<String>) -> Response {
    let known = match code.parse() {
        Ok(code) => app.platform.township(&code).await,
        Err(_) => Ok(None),
    };
    match known {
        Ok(Some(known)) => fed(&app.platform, OF_TOWNSHIP, &code, plain(&known.name)).await,
        Ok(None) => Trouble::Nothing.shown(&app.platform),
        Err(error) => Trouble::from(error).shown(&app.platform),
    }
}

async fn fed(platform: &Platform, what: Statement, which: &str, title: String) -> Response {
    let found = lines(platform, what, which, 1, FED).await;
    let feed = found.map(|(items, _)| FeedPage {
        title,
        address: platform.address.clone().unwrap_or_default(),
        items: items.into_iter().filter(|item| !item.withdrawn).collect(),
    });
    match feed.map(|feed| feed.render()) {
        Ok(Ok(text)) => {
            let kind = "application/rss+xml; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Ok(Err(_)) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Err(error) => Trouble::from(error).shown(platform),
    }
}
