//! Drafts between desks.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gongkai_frontdesk::words::{Field, Side, UnknownTerm};

use super::{Acting, date};

#[derive(Debug, Subcommand)]
pub(crate) enum Draft {
    /// 发收稿凭据：给站所和村，凭它交稿
    Address(DraftAddress),
    /// 登记党政办发来的收稿凭据
    Office(DraftOffice),
    /// 登记交换处：站所和党政办都连得上的交换服务器或共享文件夹
    Exchange(DraftExchange),
    /// 从交换处取来稿，放着等收
    Fetch,
    /// 交给谁、收谁的，收到过哪些
    Show,
    /// 把一份草稿交给党政办
    HandOver(HandOver),
    /// 看看文件夹里有哪些来稿，不收
    Look {
        /// 来稿文件，或者放着来稿的文件夹
        path: PathBuf,
    },
    /// 收下站所或村交来的草稿
    TakeIn(TakeIn),
    /// 两边都改过的一件：逐项对照
    Texts { id: String },
    /// 两边都改过的一件：逐项选定
    Choose(ChooseTexts),
}

#[derive(Debug, Args)]
pub(crate) struct DraftAddress {
    /// 写到哪个文件夹
    #[arg(long)]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct DraftOffice {
    /// 收稿凭据
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct DraftExchange {
    /// 交换服务器的网址或者共享文件夹；不写的，以后只用U盘
    pub(crate) address: Option<String>,
    /// 放着“用户名:密码”的文件
    #[arg(long)]
    pub(crate) access: Option<PathBuf>,
    /// 交换服务器自己的根证书（PEM）
    #[arg(long)]
    pub(crate) root: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct HandOver {
    pub(crate) id: String,
    /// 写到哪个文件夹或U盘；不写的，放到交换处
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// 单位负责人（审核的人）
    #[arg(long)]
    pub(crate) responsible: String,
    /// 负责人审核的日期（默认今天）
    #[arg(long, value_parser = date)]
    pub(crate) agreed_on: Option<NaiveDate>,
    /// 提供单位（默认事项里写的）
    #[arg(long)]
    pub(crate) unit: Option<String>,
    /// 提供人（默认事项里写的）
    #[arg(long)]
    pub(crate) provider: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct TakeIn {
    /// 来稿文件
    pub(crate) file: PathBuf,
    /// 刚在电话里核对过的核对码
    #[arg(long)]
    pub(crate) compared: Vec<String>,
    /// 归到本单位目录的哪一条（对方的条目本单位没有时）
    #[arg(long)]
    pub(crate) entry: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct ChooseTexts {
    pub(crate) id: String,
    /// 用哪一边的，如 正文=来稿的；只有一边改过的可以不写
    #[arg(long = "take", value_parser = taken)]
    pub(crate) takes: Vec<(Field, Side)>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

/// `正文=来稿的`.
fn taken(text: &str) -> Result<(Field, Side), String> {
    let (field, side) = text
        .split_once(['=', '＝'])
        .ok_or("应写成：栏目=本单位的，或者 栏目=来稿的")?;
    let unknown = |error: UnknownTerm| error.to_string();
    let field = field.trim().parse().map_err(unknown)?;
    Ok((field, side.trim().parse().map_err(unknown)?))
}
