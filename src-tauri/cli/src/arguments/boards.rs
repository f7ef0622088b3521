//! Notice boards, and where the copies are.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use gongkai_frontdesk::words::Channel;

use super::Acting;

#[derive(Debug, Subcommand)]
pub(crate) enum Board {
    /// 加一块公开栏
    Add(BoardAdd),
    /// 改名、改位置、换照片
    Change(BoardChange),
    /// 停用（或用 --again 重新使用）
    SetAside {
        /// 公开栏的名称
        name: String,
        #[arg(long)]
        again: bool,
        #[command(flatten)]
        acting: Acting,
    },
    /// 列出公开栏
    List,
    /// 公开栏现状
    Look,
}

#[derive(Debug, Args)]
pub(crate) struct BoardAdd {
    #[arg(long)]
    pub(crate) name: String,
    /// 类型：公开栏、村公开栏、便民服务中心、电子屏、内部公示栏
    #[arg(long)]
    pub(crate) channel: Channel,
    /// 位置
    #[arg(long)]
    pub(crate) stands: Option<String>,
    /// 所属村
    #[arg(long)]
    pub(crate) village: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct BoardChange {
    /// 公开栏的名称
    pub(crate) name: String,
    /// 新名称
    #[arg(long)]
    pub(crate) to: Option<String>,
    #[arg(long)]
    pub(crate) stands: Option<String>,
    #[arg(long)]
    pub(crate) village: Option<String>,
    #[arg(long)]
    pub(crate) photo: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

/// 补张贴照片
#[derive(Debug, Args)]
pub(crate) struct Prove {
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) place: String,
    #[arg(long)]
    pub(crate) evidence: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

/// 补回执
#[derive(Debug, Args)]
pub(crate) struct Receipt {
    pub(crate) id: String,
    /// 份号
    #[arg(long)]
    pub(crate) copy: String,
    #[arg(long)]
    pub(crate) receipt: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct KeepCopy {
    #[arg(required = true)]
    pub(crate) ids: Vec<String>,
    /// 卷、盒
    #[arg(long)]
    pub(crate) place: String,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct PrintSlip {
    pub(crate) id: String,
    /// 份号
    #[arg(long)]
    pub(crate) copy: String,
    #[arg(long)]
    pub(crate) to: Option<String>,
    #[arg(long)]
    pub(crate) by: Option<String>,
    #[arg(long)]
    pub(crate) out: PathBuf,
}
