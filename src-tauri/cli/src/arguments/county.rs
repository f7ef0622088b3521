//! Reporting to the county.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use gongkai_frontdesk::words::CarrierKind;

use super::Acting;

#[derive(Debug, Subcommand)]
pub(crate) enum County {
    /// 设置怎样报县
    SetUp(CountySetUp),
    /// 待报、已报、被退的
    Status,
    /// 看看这一次会做什么，什么也不送
    Plan(CountyRound),
    /// 上报并接收
    Sync(CountyRound),
    /// 写到U盘或文件夹
    Export(CountyStick),
    /// 从U盘或文件夹收
    Import(CountyStick),
    /// 县里的来件
    Letters,
}

#[derive(Debug, Args)]
pub(crate) struct CountySetUp {
    /// 方式：文件夹、交换服务器、县平台
    #[arg(long)]
    pub(crate) carrier: CarrierKind,
    /// 文件夹或网址
    #[arg(long)]
    pub(crate) address: String,
    /// 区划代码
    #[arg(long)]
    pub(crate) township: Option<String>,
    /// 放着乡镇钥匙（或“用户名:密码”）的文件
    #[arg(long)]
    pub(crate) access: Option<PathBuf>,
    /// 县平台公钥
    #[arg(long)]
    pub(crate) county_key: Option<String>,
    /// 用国密 SM2 签名
    #[arg(long)]
    pub(crate) sm2: bool,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct CountyRound {
    /// 确认继续的异常（用 plan 看到的代码）
    #[arg(long)]
    pub(crate) confirm: Vec<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct CountyStick {
    /// 文件夹
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) round: CountyRound,
}
