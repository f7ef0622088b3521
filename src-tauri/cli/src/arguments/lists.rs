//! Workbooks and what needs no item: sheets, imports, scans, masks, searches, work days.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gongkai_frontdesk::words::{Element, ListKind};

use super::{Acting, date, days, element};

#[derive(Debug, Args)]
pub(crate) struct Sheet {
    pub(crate) file: PathBuf,
    /// 原样列出单元格
    #[arg(long)]
    pub(crate) raw: bool,
    #[arg(long)]
    pub(crate) sheet: Option<String>,
    #[arg(long)]
    pub(crate) kind: Option<ListKind>,
    /// 不遮盖个人信息（写了登记库的，记录在案）
    #[arg(long)]
    pub(crate) private: bool,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct ImportCommand {
    #[command(subcommand)]
    pub(crate) undo: Option<Undo>,
    #[command(flatten)]
    pub(crate) list: ImportList,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Undo {
    /// 撤销一次导入
    Undo {
        id: String,
        #[arg(long)]
        why: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ImportList {
    // Required, unless `undo` follows.
    #[arg(required = true)]
    pub(crate) file: Option<PathBuf>,
    #[arg(long, required = true)]
    pub(crate) entry: Option<String>,
    #[arg(long)]
    pub(crate) kind: Option<ListKind>,
    #[arg(long, required = true)]
    pub(crate) title: Option<String>,
    #[arg(long)]
    pub(crate) village: Option<String>,
    /// 几个村合成一件（默认一村一件）
    #[arg(long)]
    pub(crate) together: bool,
    #[arg(long)]
    pub(crate) sheet: Option<String>,
    #[arg(long, value_parser = date)]
    pub(crate) formed_on: Option<NaiveDate>,
    #[arg(long)]
    pub(crate) unit: Option<String>,
    #[arg(long)]
    pub(crate) provider: Option<String>,
    #[arg(long)]
    pub(crate) body: Option<PathBuf>,
    /// 要素名=内容
    #[arg(long = "element", value_parser = element)]
    pub(crate) elements: Vec<(Element, String)>,
    #[arg(long)]
    pub(crate) accept_warnings: bool,
    #[arg(long)]
    pub(crate) leave_out_refused: bool,
    #[arg(long)]
    pub(crate) why: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct Scan {
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Mask {
    /// id（身份证号）、phone（电话）、card（银行卡）或 name（姓名）
    #[arg(value_parser = ["id", "phone", "card", "name", "身份证号", "电话", "银行卡", "姓名"])]
    pub(crate) kind: String,
    pub(crate) text: String,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Workday {
    /// 某日之后第几个工作日
    Add {
        #[arg(value_parser = date)]
        date: NaiveDate,
        #[arg(value_parser = days)]
        days: u32,
    },
    /// 某日是不是工作日
    Is {
        #[arg(value_parser = date)]
        date: NaiveDate,
    },
}
