//! One item: its fields under the names of directory pages, its text, what explains, corrects or
//! takes it back, its files. Of what was corrected the text is shown under its notice, of what was
//! withdrawn only the notice.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gongkai_letters::{Opened, Sealed};

use super::text::{day, escaped, paragraphs, plain, size};
use super::{Frame, Part, Trouble, page};
use crate::outside::Outside;
use crate::platform::Platform;
use crate::publish::title_of;
use crate::store::{self, Row, Session, Statement, StoreError};
use crate::taking;

const FIND: Statement = Statement::both(include_str!("../sql/item_find.sql"));
const FILES: Statement = Statement::both(include_str!("../sql/attachment_list.sql"));
const EXPLAINING: Statement = Statement::both(include_str!("../sql/item_explaining.sql"));
const ANY_KEY: Statement = Statement::both(include_str!("../sql/signing_key_any.sql"));

type App = Arc<Outside>;

struct Field {
    name: &'static str,
    value: String,
    wide: bool,
}

struct Link {
    what: &'static str,
    id: String,
    title: String,
}

struct Notice {
    head: &'static str,
    day: Option<String>,
    why: Option<String>,
    link: Option<Link>,
}

struct FileLine {
    href: String,
    name: String,
    size: String,
}

#[derive(Template)]
#[template(path = "item.html")]
struct ItemPage {
    frame: Frame,
    id: String,
    /// Whether it stands there as it is, so that an opinion on it makes sense.
    writable: bool,
    title: String,
    annual: bool,
    entry_name: String,
    entry_link: String,
    fields: Vec<Field>,
    notices: Vec<Notice>,
    paragraphs: Vec<String>,
    files: Vec<FileLine>,
    links: Vec<Link>,
}

pub(super) async fn show(State(app): State<App>, Path(id): Path<String>) -> Response {
    let platform = &app.platform;
    match read(platform, &id).await {
        Ok(Some((made, state))) if state == "current" => page(StatusCode::OK, &made),
        Ok(Some((made, state))) => {
            let status = match state.as_str() {
                "withdrawn" => StatusCode::GONE,
                _ => StatusCode::OK,
            };
            let unlisted = (HeaderName::from_static("x-robots-tag"), "noindex");
            ([unlisted], page(status, &made)).into_response()
        }
        Ok(None) => Trouble::Nothing.shown(platform),
        Err(error) => Trouble::from(error).shown(platform),
    }
}

async fn read(platform: &Platform, id: &str) -> Result<Option<(ItemPage, String)>, StoreError> {
    let mut session = platform.store.read().await?;
    let session = session.as_mut();
    let Some(row) = store::first(session, FIND, &[id.into()]).await? else {
        return Ok(None);
    };
    let annual = row.text("part")? == "annual";
    let state = row.text("state")?;
    let part = if annual {
        Part::Annual
    } else {
        Part::Disclosed
    };
    let title = plain(&row.text("title")?);
    let made = ItemPage {
        frame: Frame::of(platform, part),
        id: escaped(id),
        writable: state != "withdrawn" && !annual,
        annual,
        entry_name: plain(&row.text("entry_name")?),
        entry_link: escaped(&row.text("entry")?),
        fields: fields(&row, &state)?,
        notices: notices(session, &row, &state).await?,
        paragraphs: paragraphs(&row.text("body")?),
        files: files(session, &row, id, &title).await?,
        links: links(session, &row, id).await?,
        title,
    };
    Ok(Some((made, state)))
}

/// The fields that directory pages show; 索引号, 名称, 内容概述 and 成文日期 are those of Order 711
/// Art. 12. Empty ones are left out, but not these.
fn fields(row: &Row, state: &str) -> Result<Vec<Field>, StoreError> {
    const ALWAYS: [&str; 4] = ["索引号", "发布机构", "成文日期", "发布日期"];
    const DAYS: [&str; 2] = ["成文日期", "发布日期"];
    let columns = [
        ("索引号", "index_no"),
        ("公开目录", "entry_name"),
        ("发布机构", "publisher"),
        ("文号", "document_no"),
        ("成文日期", "formed_on"),
        ("发布日期", "released_on"),
        ("主题分类", "topic"),
        ("体裁分类", "genre"),
        ("公开方式", "mode"),
        ("公开时限", "time_limit"),
        ("公开范围", "scope"),
        ("有效性", "validity"),
        ("关键词", "keywords"),
        ("内容概述", "summary"),
    ];
    let mut fields = Vec::new();
    for (name, column) in columns {
        let value = plain(&row.text_if_any(column)?.unwrap_or_default());
        // What stands there no more is not in force, whatever it said of itself.
        let value = match (name, state) {
            ("有效性", "withdrawn") => "已撤回".to_owned(),
            ("有效性", "corrected") => "已更正".to_owned(),
            _ => value,
        };
        if value.is_empty() && !ALWAYS.contains(&name) {
            continue;
        }
        let value = match value.as_str() {
            "" => "无".to_owned(),
            text if DAYS.contains(&name) => day(text),
            text => text.to_owned(),
        };
        let wide = name == "内容概述" || name == "关键词";
        fields.push(Field { name, value, wide });
    }
    let narrow = fields.iter().filter(|field| !field.wide).count();
    let last = fields.iter().rposition(|field| !field.wide);
    if let Some(last) = last.filter(|_| narrow % 2 == 1) {
        fields[last].wide = true;
    }
    Ok(fields)
}

async fn notices(
    session: &mut dyn Session,
    row: &Row,
    state: &str,
) -> Result<Vec<Notice>, StoreError> {
    let why = row.text_if_any("why")?.map(|why| plain(&why));
    let ended = row.text_if_any("ended_on")?.map(|text| day(&text));
    let mut notices = Vec::new();
    match state {
        "withdrawn" => notices.push(Notice {
            head: "本信息已由发布机构撤回，原文不再公开。",
            day: ended,
            why,
            link: None,
        }),
        "corrected" => notices.push(Notice {
            head: "本信息已更正。以下是更正前的原文，只供对照，以更正后的内容为准。",
            day: ended,
            why,
            link: link(session, "更正后", row.text_if_any("replaced_by")?).await?,
        }),
        _ => {
            if let Some(old) = row.text_if_any("corrects")? {
                notices.push(Notice {
                    head: "本信息是对以前公开内容的更正。",
                    day: None,
                    why,
                    link: link(session, "更正前", Some(old)).await?,
                });
            }
        }
    }
    Ok(notices)
}

async fn link(
    session: &mut dyn Session,
    what: &'static str,
    id: Option<String>,
) -> Result<Option<Link>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    let title = title_of(session, &id).await?;
    Ok(title.map(|title| Link {
        what,
        id,
        title: plain(&title),
    }))
}

async fn files(
    session: &mut dyn Session,
    row: &Row,
    id: &str,
    title: &str,
) -> Result<Vec<FileLine>, StoreError> {
    let mut files = Vec::new();
    if row.int("has_copy")? == 1 {
        files.push(FileLine {
            href: format!("/items/{id}/copy.pdf"),
            name: format!("{title}（PDF）"),
            size: String::new(),
        });
    }
    for file in session.rows(FILES, &[id.into()]).await? {
        files.push(FileLine {
            href: format!("/items/{id}/files/{}", file.int("number")?),
            name: plain(&file.text("name")?),
            size: size(file.count("bytes")?),
        });
    }
    Ok(files)
}

async fn links(session: &mut dyn Session, row: &Row, id: &str) -> Result<Vec<Link>, StoreError> {
    let explained = row.text_if_any("explains")?;
    let mut links: Vec<Link> = link(session, "解读的文件", explained)
        .await?
        .into_iter()
        .collect();
    for explaining in session.rows(EXPLAINING, &[id.into()]).await? {
        links.push(Link {
            what: "解读",
            id: explaining.text("id")?,
            title: plain(&explaining.text("title")?),
        });
    }
    Ok(links)
}

pub(super) async fn copy(State(app): State<App>, Path(id): Path<String>) -> Response {
    let fetched = fetch(&app.platform, &id, |opened| opened.copy.map(<[u8]>::to_vec)).await;
    match fetched {
        Ok((row, bytes)) => {
            let name = row.text("title").unwrap_or_default();
            download(&format!("{}.pdf", plain(&name)), bytes)
        }
        Err(trouble) => trouble.shown(&app.platform),
    }
}

pub(super) async fn file(
    State(app): State<App>,
    Path((id, number)): Path<(String, i64)>,
) -> Response {
    match attached(&app.platform, &id, number).await {
        Ok((name, bytes)) => download(&plain(&name), bytes),
        Err(trouble) => trouble.shown(&app.platform),
    }
}

async fn attached(
    platform: &Platform,
    id: &str,
    number: i64,
) -> Result<(String, Vec<u8>), Trouble> {
    let lines = platform
        .store
        .read()
        .await?
        .rows(FILES, &[id.into()])
        .await?;
    let line = lines
        .iter()
        .find(|line| line.int("number").is_ok_and(|there| there == number))
        .ok_or(Trouble::Nothing)?;
    let (name, path) = (line.text("name")?, line.text("path")?);
    let (_, bytes) = fetch(platform, id, |opened| {
        let found = opened.attachments.iter().find(|file| file.path == path);
        found.map(|file| file.bytes.to_vec())
    })
    .await?;
    Ok((name, bytes))
}

/// Something out of an item's package, whose signature and digests are checked once more.
async fn fetch(
    platform: &Platform,
    id: &str,
    what: impl FnOnce(&Opened<'_>) -> Option<Vec<u8>>,
) -> Result<(Row, Vec<u8>), Trouble> {
    let mut session = platform.store.read().await?;
    let row = store::first(session.as_mut(), FIND, &[id.into()]).await?;
    let row = row.ok_or(Trouble::Nothing)?;
    if row.text("state")? != "current" {
        return Err(Trouble::Nothing);
    }
    let (township, package) = (row.text("township")?, row.text("package")?);
    let place = taking::place(&township, row.count("number")?, &package);
    let bytes = platform.files.get(&place).await?;
    let sealed = Sealed::read(&bytes).map_err(|_| Trouble::Damaged)?;
    let values = [township.into(), sealed.key().to_string().into()];
    let key = store::first(session.as_mut(), ANY_KEY, &values).await?;
    drop(session);
    let key = key.ok_or(Trouble::Damaged)?.text("public_key")?;
    let key = key.parse().map_err(|_| Trouble::Damaged)?;
    let found = tokio::task::block_in_place(|| {
        let opened = sealed.open(&key).map_err(|_| Trouble::Damaged)?;
        what(&opened).ok_or(Trouble::Nothing)
    })?;
    Ok((row, found))
}

/// Always a file to be saved: nothing that a township sent is ever run as a page of this site.
fn download(name: &str, bytes: Vec<u8>) -> Response {
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    };
    let saved = format!("attachment; filename*=UTF-8''{}", escaped(name));
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, saved),
    ];
    (headers, bytes).into_response()
}
