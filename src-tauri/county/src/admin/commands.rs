//! What each command does; every sentence it says is for a person.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Utc;
use gongkai_letters::{
    Attachment, AttachmentLine, CatalogueLetter, Circular, Metadata, Signer, TownshipCode,
};
use gongkai_rulebook::catalogue::Catalogue;

use super::{
    Command, EditionWords, Line, NoticeWords, OpinionArgs, PageWords, Place, RequestArgs,
    ReturnWords, Township, serve,
};
use crate::citizens::{OpinionWords, RequestWords};
use crate::letters::{Address, Down};
use crate::limits::Limits;
use crate::office::acts::ReturnRequest;
use crate::platform::{Founding, Platform};
use crate::ranking::Month;
use crate::site::{Part, Written};

/// A sentence for whoever called.
type Done = Result<(), String>;

/// Says a line; a closed pipe is nobody's fault.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

pub(super) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

async fn open(place: &Place) -> Result<Platform, String> {
    let founding = Founding {
        folder: &place.data,
        database: place.database.as_deref(),
        name: place.county.as_deref(),
        address: place.address.as_deref(),
    };
    Platform::open(&founding, Limits::default(), Utc::now)
        .await
        .map_err(told)
}

pub(super) async fn run(line: Line) -> Done {
    let platform = open(&line.place).await?;
    let who = line.place.who.as_str();
    match line.command {
        Command::Serve(serving) => serve::serve(Arc::new(platform), &serving).await,
        Command::Township(township) => self::township(&platform, township, who).await,
        Command::Person { name } => {
            let key = platform.add_office_person(&name, who).await.map_err(told)?;
            say(&format!("{name} 的登录口令（只显示这一次）：{key}"));
            Ok(())
        }
        Command::Page(words) => write_page(&platform, &words, who).await,
        Command::Catalogue { file } => catalogue(&platform, &file, who).await,
        Command::Packages { limit } => packages(&platform, limit).await,
        Command::Return(words) => give_back(&platform, words, who).await,
        Command::Notice(words) => notice(&platform, words, who, Metadata::Notice).await,
        Command::Circular(words) => notice(&platform, words, who, Metadata::Circular).await,
        Command::Edition(words) => edition(&platform, words, who).await,
        Command::Opinion(words) => opinion(&platform, words, who).await,
        Command::Request(words) => request(&platform, words, who).await,
        Command::Minimum { released, since } => {
            let set = platform.set_minimum(since, released, who).await;
            set.map_err(told)?;
            say(&format!(
                "从{}起，每月至少公开 {released} 条。",
                since.said()
            ));
            Ok(())
        }
        Command::Ranking { month, send } => ranking(&platform, month, send, who).await,
        Command::Key => {
            say(&format!("平台标识：{}", platform.id()));
            say(&format!("签名公钥：{}", platform.public_key()));
            say(&format!("公钥编号：{}", platform.key.public().id()));
            Ok(())
        }
        Command::Restored => {
            let id = platform.renew(who).await.map_err(told)?;
            say(&format!(
                "新的平台标识：{id}。各乡镇下一次上报时会问一次，确认后补报缺的。"
            ));
            Ok(())
        }
        Command::Exchange { folder } => {
            let round = platform.exchange(&folder).await.map_err(told)?;
            say(&format!(
                "收下 {} 包，写出 {} 封信。",
                round.taken, round.written
            ));
            for (name, why) in round.refused {
                say(&format!("没有收 {name}：{why}"));
            }
            Ok(())
        }
    }
}

fn code(text: &str) -> Result<TownshipCode, String> {
    text.parse().map_err(told)
}

async fn township(platform: &Platform, what: Township, who: &str) -> Done {
    match what {
        Township::Add {
            code: text,
            name,
            public_key,
        } => {
            let code = code(&text)?;
            let signing = public_key.map(|key| key.parse().map_err(told));
            let signing = signing.transpose()?;
            let key = platform.add_township(&code, &name, who).await;
            let key = key.map_err(told)?;
            if let Some(signing) = signing {
                let set = platform.set_signing_key(&code, &signing, who).await;
                set.map_err(told)?;
            }
            say(&format!("已登记 {name}（{code}）。口令只显示这一次：{key}"));
        }
        Township::List => {
            for township in platform.townships().await.map_err(told)? {
                let state = township.closed.map_or("", |_| "　已停用");
                say(&format!(
                    "{}　{}　收 {} 包　发 {} 封{state}",
                    township.code, township.name, township.up.count, township.down.count
                ));
            }
        }
        Township::Key {
            code: text,
            public_key: Some(key),
        } => {
            let (code, key) = (code(&text)?, key.parse().map_err(told)?);
            let set = platform.set_signing_key(&code, &key, who).await;
            set.map_err(told)?;
            say(&format!("已登记 {code} 的签名公钥 {}。", key.id()));
        }
        Township::Key {
            code: text,
            public_key: None,
        } => {
            let code = code(&text)?;
            let key = platform.new_bearer(&code, who).await.map_err(told)?;
            say(&format!("{code} 的新口令（只显示这一次）：{key}"));
        }
        Township::Close { code: text } => {
            let closed = platform.close_township(&code(&text)?, who).await;
            closed.map_err(told)?;
            say("已停用；以前报送的都还在。");
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{} 读不出：{error}", file.display()))
}

async fn write_page(platform: &Platform, words: &PageWords, who: &str) -> Done {
    let part = if words.part == "guide" {
        Part::Guide
    } else {
        Part::Rules
    };
    let body = read(&words.file)?;
    let written = Written {
        part,
        township: words.township.as_deref(),
        place: words.place,
        title: &words.title,
        body: &body,
    };
    platform.write_page(&written, who).await.map_err(told)?;
    say(&format!("已放到“{}”。", part.name()));
    Ok(())
}

async fn catalogue(platform: &Platform, file: &Path, who: &str) -> Done {
    let text = read(file)?;
    let catalogue: Catalogue =
        serde_json::from_str(&text).map_err(|error| format!("目录文件不合格式：{error}"))?;
    let count = platform.set_catalogue(&catalogue, who).await;
    say(&format!("目录已设定，共 {} 条。", count.map_err(told)?));
    Ok(())
}

async fn packages(platform: &Platform, limit: u64) -> Done {
    for arrived in platform.arrived("", limit).await.map_err(told)? {
        say(&format!(
            "{}　{}　第 {} 号　{}　{}　{}",
            arrived.taken_at,
            arrived.township,
            arrived.number,
            arrived.kind,
            arrived.title,
            arrived
                .refused
                .map(|why| format!("没有收：{why}"))
                .or(arrived.item)
                .unwrap_or_default()
        ));
    }
    Ok(())
}

async fn give_back(platform: &Platform, words: ReturnWords, who: &str) -> Done {
    let request = ReturnRequest {
        disclosure: words.disclosure,
        reason: words.why,
        field: words.field,
    };
    let title = platform.give_back(&request, who).await.map_err(told)?;
    say(&format!("已退回“{title}”，乡镇下次联网时收到。"));
    Ok(())
}

async fn notice(
    platform: &Platform,
    words: NoticeWords,
    who: &str,
    kind: fn(Circular) -> Metadata,
) -> Done {
    let to = addressed(words.township.as_deref())?;
    let (attachments, lines) = enclosed(&words.attach)?;
    let letter = Down {
        title: words.title.clone(),
        metadata: kind(Circular {
            title: words.title,
            document_no: words.number,
            issued_by: platform.name().to_owned(),
            issued_on: platform.today(),
            due: words.due,
            attachments: lines,
        }),
        text: words.file.as_deref().map(read).transpose()?,
        attachments,
    };
    send(platform, &to, &letter, who).await
}

/// An edition of the catalogue, as a table that each township compares with its own and adopts.
async fn edition(platform: &Platform, words: EditionWords, who: &str) -> Done {
    let to = addressed(words.township.as_deref())?;
    let (attachments, lines) = enclosed(&[words.file])?;
    let letter = Down {
        title: format!("公开目录：{}", words.name),
        metadata: Metadata::Catalogue(CatalogueLetter {
            edition: words.name,
            in_force_from: words.in_force_from,
            attachments: lines,
        }),
        text: None,
        attachments,
    };
    send(platform, &to, &letter, who).await
}

/// What came by telephone, by post or from a hotline goes the way of what is written on the site.
async fn opinion(platform: &Platform, args: OpinionArgs, who: &str) -> Done {
    let words = OpinionWords {
        item: args.item.unwrap_or_default(),
        township: args.township.unwrap_or_default(),
        text: read(&args.file)?,
        contact: args.contact.unwrap_or_default(),
    };
    let number = platform.pass_on_opinion(&words, who).await;
    passed_on(&number.map_err(told)?)
}

async fn request(platform: &Platform, args: RequestArgs, who: &str) -> Done {
    let words = RequestWords {
        township: args.township,
        applicant: args.applicant,
        contact: args.contact,
        wanted: read(&args.file)?,
        form: args.form.unwrap_or_default(),
    };
    let number = platform.pass_on_request(&words, who).await;
    passed_on(&number.map_err(told)?)
}

fn passed_on(number: &str) -> Done {
    say(&format!("已转给乡镇，编号 {number}。"));
    Ok(())
}

fn addressed(township: Option<&str>) -> Result<Address, String> {
    Ok(match township {
        Some(text) => Address::One(code(text)?),
        None => Address::Everybody,
    })
}

async fn send(platform: &Platform, to: &Address, letter: &Down, who: &str) -> Done {
    let sent = platform.send(to, letter, who).await.map_err(told)?;
    say(&format!("已发给 {sent} 个乡镇。"));
    Ok(())
}

/// Files that go with a letter, and the lines that name them in it.
fn enclosed(files: &[PathBuf]) -> Result<(Vec<Attachment>, Vec<AttachmentLine>), String> {
    let (mut attachments, mut lines) = (Vec::new(), Vec::new());
    for (index, file) in files.iter().enumerate() {
        let bytes = std::fs::read(file);
        let attachment = Attachment {
            extension: file
                .extension()
                .map(|ending| ending.to_string_lossy().to_lowercase())
                .unwrap_or_default(),
            bytes: bytes.map_err(|error| format!("{} 读不出：{error}", file.display()))?,
        };
        lines.push(AttachmentLine {
            file: attachment.path(index),
            name: file
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
        });
        attachments.push(attachment);
    }
    Ok((attachments, lines))
}

async fn ranking(platform: &Platform, month: Month, send: bool, who: &str) -> Done {
    let minimum = platform.minimum(month).await.map_err(told)?;
    say(&format!("{}　最低 {minimum} 条", month.said()));
    for place in platform.ranking(month).await.map_err(told)? {
        let below = if place.released < minimum {
            "　未达到"
        } else {
            ""
        };
        say(&format!(
            "第 {} 名　{}　{} 条{below}",
            place.place, place.name, place.released
        ));
    }
    if send {
        let sent = platform.send_ranking(month, who).await.map_err(told)?;
        say(&format!("已发给 {sent} 个乡镇。"));
    }
    Ok(())
}
