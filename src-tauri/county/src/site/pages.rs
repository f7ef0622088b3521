//! The county's own pages: guide and rules, of the county itself and of townships.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::text::{day, paragraphs, plain};
use super::{Frame, Part, Trouble, page};
use crate::outside::Outside;
use crate::platform::Platform;
use crate::store::{self, Statement, StoreError, Value};

const LIST: Statement = Statement::both(include_str!("../sql/page_list.sql"));
const FIND: Statement = Statement::both(include_str!("../sql/page_find.sql"));
const PUT: Statement = Statement::both(include_str!("../sql/page_put.sql"));

/// What stands in an address for the county itself.
const COUNTY: &str = "county";

type App = Arc<Outside>;

struct PageLine {
    href: String,
    title: String,
    whose: String,
    changed: String,
    said: String,
}

#[derive(Template)]
#[template(path = "pages.html")]
struct PagesPage {
    frame: Frame,
    /// Whether these are the guides, beside which one asks for what is not there.
    guide: bool,
    title: &'static str,
    empty: &'static str,
    pages: Vec<PageLine>,
}

#[derive(Template)]
#[template(path = "page.html")]
struct OnePage {
    frame: Frame,
    part: &'static str,
    part_href: &'static str,
    title: String,
    said: String,
    paragraphs: Vec<String>,
}

/// The code of a part in the store and in addresses.
fn code(part: Part) -> Option<&'static str> {
    match part {
        Part::Guide => Some("guide"),
        Part::Rules => Some("rules"),
        Part::Disclosed | Part::Annual | Part::None => None,
    }
}

pub(super) async fn guides(State(app): State<App>) -> Response {
    listed(
        &app.platform,
        Part::Guide,
        "指南还没有放上来。需要申请公开的，可以在网上提交，也可以直接向有关乡镇人民政府或者县政府信息公开工作机构提出。",
    )
    .await
}

pub(super) async fn rules(State(app): State<App>) -> Response {
    listed(&app.platform, Part::Rules, "制度还没有放上来。").await
}

async fn listed(platform: &Platform, part: Part, empty: &'static str) -> Response {
    let code = code(part).unwrap_or_default();
    let found = async {
        let mut session = platform.store.read().await?;
        let rows = session.rows(LIST, &[code.into()]).await?;
        rows.iter()
            .map(|row| {
                let (township, changed) = (row.text("township")?, row.text("changed")?);
                let whose = match township.as_str() {
                    "" => COUNTY.to_owned(),
                    township => township.to_owned(),
                };
                Ok(PageLine {
                    href: format!("/pages/{code}/{whose}/{}", row.int("place")?),
                    title: plain(&row.text("title")?),
                    whose: plain(&row.text("township_name")?),
                    said: day(&changed),
                    changed: changed.get(..10).unwrap_or(&changed).to_owned(),
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()
    };
    match found.await {
        Ok(pages) => page(
            StatusCode::OK,
            &PagesPage {
                frame: Frame::of(platform, part),
                guide: part == Part::Guide,
                title: part.name(),
                empty,
                pages,
            },
        ),
        Err(error) => Trouble::from(error).shown(platform),
    }
}

pub(super) async fn one(
    State(app): State<App>,
    Path((part, whose, place)): Path<(String, String, i64)>,
) -> Response {
    let platform = &app.platform;
    let known = [Part::Guide, Part::Rules]
        .into_iter()
        .find(|known| code(*known) == Some(part.as_str()));
    let Some(known) = known else {
        return Trouble::Nothing.shown(platform);
    };
    let township = if whose == COUNTY { "" } else { whose.as_str() };
    let found = async {
        let values: [Value; 3] = [part.as_str().into(), township.into(), place.into()];
        let mut session = platform.store.read().await?;
        let Some(row) = store::first(session.as_mut(), FIND, &values).await? else {
            return Ok(None);
        };
        Ok::<_, StoreError>(Some(OnePage {
            frame: Frame::of(platform, known),
            part: known.name(),
            part_href: known.href(),
            title: plain(&row.text("title")?),
            said: day(&row.text("changed")?),
            paragraphs: paragraphs(&row.text("body")?),
        }))
    };
    match found.await {
        Ok(Some(made)) => page(StatusCode::OK, &made),
        Ok(None) => Trouble::Nothing.shown(platform),
        Err(error) => Trouble::from(error).shown(platform),
    }
}

/// A page of the guide or the rules.
pub(crate) struct Written<'a> {
    /// Guide or rules.
    pub(crate) part: Part,
    /// The township's code; none for the county's own.
    pub(crate) township: Option<&'a str>,
    /// Its place in the list, from 1.
    pub(crate) place: i64,
    /// Its title.
    pub(crate) title: &'a str,
    /// Its text, a paragraph a line.
    pub(crate) body: &'a str,
}

impl Platform {
    /// Puts a page in its place.
    pub(crate) async fn write_page(
        &self,
        written: &Written<'_>,
        who: &str,
    ) -> Result<(), StoreError> {
        let values: [Value; 6] = [
            code(written.part).unwrap_or_default().into(),
            written.township.unwrap_or_default().into(),
            written.place.into(),
            written.title.into(),
            written.body.into(),
            self.stamp().into(),
        ];
        let mut session = self.store.write().await?;
        session.run(PUT, &values).await?;
        self.note(session.as_mut(), who, written.part.name(), written.title)
            .await?;
        session.commit().await
    }
}
