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
    pub(crate) act: Option<ImportAct>,
    #[command(flatten)]
    pub(crate) list: ImportList,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportAct {
    /// 号码体检、查重、与上期比对，不导入
    Check(Workbook),
    /// 退回：导出标红的退回表，或打印退回单
    Return(ReturnList),
    /// 撤销一次导入
    Undo {
        id: String,
        /// 只看会撤掉什么、留下什么
        #[arg(long)]
        look: bool,
        #[arg(long)]
        why: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
}

/// A workbook and how it is understood.
#[derive(Debug, Clone, Args)]
pub(crate) struct Workbook {
    pub(crate) file: PathBuf,
    #[arg(long)]
    pub(crate) kind: Option<ListKind>,
    #[arg(long)]
    pub(crate) village: Option<String>,
    #[arg(long)]
    pub(crate) sheet: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ReturnList {
    #[command(flatten)]
    pub(crate) workbook: Workbook,
    /// 写成表格（.xlsx，照村里的原样标红）
    #[arg(long, required_unless_present = "slip")]
    pub(crate) out: Option<PathBuf>,
    /// 打成退回单（.pdf）
    #[arg(long, conflicts_with = "out")]
    pub(crate) slip: Option<PathBuf>,
    /// 退给谁
    #[arg(long)]
    pub(crate) to: Option<String>,
    /// 交回期限
    #[arg(long, value_parser = date)]
    pub(crate) due: Option<NaiveDate>,
    /// 改好交给谁
    #[arg(long)]
    pub(crate) hand_to: Option<String>,
    /// 表格里留着完整的号码（只当面交，记录在案）
    #[arg(long)]
    pub(crate) with_numbers: bool,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

/// Empty tables for villages.
#[derive(Debug, Args)]
pub(crate) struct Templates {
    /// 名单种类；不写就列出可以做哪些
    #[arg(long)]
    pub(crate) kind: Option<ListKind>,
    /// 哪些村；不写就做一份不带村名的
    #[arg(long = "village")]
    pub(crate) villages: Vec<String>,
    /// 期间，如 2019年第四季度
    #[arg(long)]
    pub(crate) period: Option<String>,
    /// 存到哪个文件夹
    #[arg(long, required_unless_present = "list")]
    pub(crate) folder: Option<PathBuf>,
    /// 只列出可以做哪些
    #[arg(long)]
    pub(crate) list: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ImportList {
    // Required, unless `check`, `return` or `undo` follows.
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
    /// 换掉这个村这一期已有的名单，不多出一份
    #[arg(long)]
    pub(crate) replace: bool,
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
