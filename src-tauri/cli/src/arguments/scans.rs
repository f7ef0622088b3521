//! Scans and photos of signed sheets.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use gongkai_frontdesk::words::ScannedPageId;

use super::Acting;

#[derive(Debug, Subcommand)]
pub(crate) enum Scans {
    /// 收扫描件和照片：摆正、读码、归入
    Take {
        /// 图片、PDF，或装着它们的文件夹
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        acting: Acting,
    },
    /// 等着归入的扫描页
    Waiting,
    /// 把扫描页归入
    Assign(AssignScans),
    /// 把用不着的扫描页放一边
    SetAside {
        #[arg(required = true)]
        scans: Vec<ScannedPageId>,
        #[arg(long)]
        why: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// 把放错一边的扫描页取回来
    TakeBack {
        #[arg(required = true)]
        scans: Vec<ScannedPageId>,
        #[command(flatten)]
        acting: Acting,
    },
    /// 等着的再试一次：签字录了、页齐了、程序更新了以后
    Again {
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AssignScans {
    /// 扫描页的编号，照页的先后
    #[arg(required = true)]
    pub(crate) scans: Vec<ScannedPageId>,
    /// 表上印的扫描码
    #[arg(long, conflicts_with = "to", required_unless_present = "to")]
    pub(crate) code: Option<String>,
    /// 归到这一件
    #[arg(long, value_name = "事项")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}
