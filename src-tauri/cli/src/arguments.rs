//! What can be typed. Names of commands and flags are the contract's and only ever grow.

mod archive;
mod boards;
mod county;
mod items;
mod leaving;
mod lists;
mod office;
mod papers;
mod scans;
mod stations;
mod update;

pub(crate) use archive::{
    AddPaper, Archive, ArchiveBoxes, Dispose, HoldItems, KeepItem, PrintArchive, Retention,
    SchemeSet,
};
pub(crate) use boards::{Board, BoardChange, KeepCopy, PrintSlip, Prove, Receipt};
pub(crate) use county::{
    County, CountyCheck, CountyLetter, CountyReport, CountyRound, CountySetUp,
};
pub(crate) use items::{
    Cite, Correct, Disclosure, Fields, HandOver, Post, Release, Sign, TakeDown,
};
pub(crate) use leaving::{Accept, Allow, Log, OwnRule, Rules, Words};
pub(crate) use lists::{
    ImportAct, ImportCommand, ImportList, Mask, ReturnList, Scan, Search, Sheet, Templates,
    Workbook, Workday,
};
pub(crate) use office::{
    Backup, Catalogue, CatalogueSource, ChainCommand, Init, Office, OfficeSet, Staff, StandIn,
};
pub(crate) use papers::{Export, Forms, Print, PrintOne, Register};
pub(crate) use scans::Scans;
pub(crate) use stations::{ChooseTexts, Draft, DraftExchange, HandOver as HandOverDraft, TakeIn};
pub(crate) use update::Update;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use gongkai_frontdesk::words::Element;

/// 政务公开：公开事项从登记、审核到发布、张贴、归档。
#[derive(Debug, Parser)]
#[command(name = "gongkai", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// 登记库所在的文件夹
    #[arg(long, global = true, value_name = "文件夹")]
    pub(crate) office: Option<PathBuf>,
    /// 用 JSON 回答
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// 命令
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 新建登记库
    Init(Init),
    /// 打开样例单位：在空文件夹里做一个，已有的就打开
    Sample,
    /// 单位信息
    #[command(subcommand)]
    Office(Office),
    /// 人员
    #[command(subcommand)]
    Staff(Staff),
    /// 请假时谁代办
    #[command(subcommand)]
    StandIn(StandIn),
    /// 还差什么才能开始办事
    Setup,
    /// 备份与恢复
    #[command(subcommand)]
    Backup(Backup),
    /// 审批流程
    #[command(subcommand)]
    Chain(ChainCommand),
    /// 公开目录
    #[command(subcommand)]
    Catalogue(Catalogue),
    /// 核对登记库
    Verify,
    /// 看表格：原样，或程序看懂了什么
    Sheet(Sheet),
    /// 导入村级表格，或撤销导入
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    Import(Box<ImportCommand>),
    /// 给村里的空表
    Templates(Templates),
    /// 公开事项
    #[command(subcommand)]
    Disclosure(Disclosure),
    /// 站所、村和党政办之间的草稿
    #[command(subcommand)]
    Draft(Draft),
    /// 签名
    Sign(Sign),
    /// 引用已签发的发文稿纸
    Cite(Cite),
    /// 退回
    Return(Reasoned),
    /// 能不能发
    Gate(One),
    /// 发布
    Release(Release),
    /// 记一次张贴
    Post(Post),
    /// 记一次撤下
    TakeDown(TakeDown),
    /// 记一次报送
    HandOver(HandOver),
    /// 公开栏
    #[command(subcommand)]
    Board(Board),
    /// 三份在哪里
    Copies {
        /// 年份（默认最近一年）
        #[arg(long, value_parser = year)]
        year: Option<i32>,
    },
    /// 记乡存一份放在哪里
    KeepCopy(KeepCopy),
    /// 档案：整理归档、装盒、移交、鉴定
    #[command(subcommand)]
    Archive(Box<Archive>),
    /// 报县：设置、上报、收件
    #[command(subcommand)]
    County(County),
    /// 补一张张贴照片
    Prove(Prove),
    /// 补一份回执
    Receipt(Receipt),
    /// 更正
    Correct(Correct),
    /// 撤回
    Withdraw(Reasoned),
    /// 谁看过、取走过个人信息
    Log(Log),
    /// 名单的每一列公开到哪里
    #[command(subcommand)]
    Rules(Rules),
    /// 发布前提醒的词
    #[command(subcommand)]
    Words(Words),
    /// 查找
    Search(Search),
    /// 登记簿
    #[command(subcommand)]
    Register(Register),
    /// 纸面样式
    #[command(subcommand)]
    Forms(Forms),
    /// 打印成 PDF
    #[command(subcommand)]
    Print(Print),
    /// 导出
    #[command(subcommand)]
    Export(Export),
    /// 检查文件里的个人信息
    Scan(Scan),
    /// 签字表的扫描件和照片
    #[command(subcommand)]
    Scans(Scans),
    /// 遮盖
    Mask(Mask),
    /// 工作日
    #[command(subcommand)]
    Workday(Workday),
    /// 更新本程序：从软件提供者签过名的文件，或者退回上一版
    #[command(subcommand)]
    Update(Update),
}

/// 谁在办、哪天发生
#[derive(Debug, Clone, Args)]
pub(crate) struct Acting {
    /// 经手人（录入的人）
    #[arg(long = "as", value_name = "姓名")]
    pub(crate) who: Option<String>,
    /// 发生日期（默认今天）
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) on: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct One {
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct Reasoned {
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

/// `办事结果=TEXT`.
fn element(text: &str) -> Result<(Element, String), String> {
    let (name, words) = text.split_once(['=', '＝']).ok_or("应写成：要素名=内容")?;
    let element: Element = name
        .parse()
        .map_err(|error: gongkai_frontdesk::words::UnknownTerm| error.to_string())?;
    Ok((element, words.to_owned()))
}

/// `2019-10-15`.
fn date(text: &str) -> Result<NaiveDate, String> {
    text.trim()
        .parse()
        .map_err(|_| "日期应写成 2019-10-15".to_owned())
}

/// A year that an office can have papers of.
fn year(text: &str) -> Result<i32, String> {
    match text.trim().parse() {
        Ok(year @ 1949..=2999) => Ok(year),
        _ => Err("年份应写成 2019".to_owned()),
    }
}

/// How many work days.
fn days(text: &str) -> Result<u32, String> {
    match text.trim().parse() {
        Ok(days @ 0..=5000) => Ok(days),
        _ => Err("天数应是 0 到 5000 的整数".to_owned()),
    }
}
