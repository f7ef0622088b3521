//! What leaves the office: what a reviewer lets out, the office's stricter rules, watched words, and
//! who saw private values.

use clap::{Args, Subcommand, ValueEnum};
use gongkai_frontdesk::words::{Audience, CheckKind, Meaning};

use super::Acting;

#[derive(Debug, Args)]
pub(crate) struct Allow {
    pub(crate) id: String,
    /// 上网，或名单上一列的含义，如 电话
    #[arg(long)]
    pub(crate) what: String,
    /// 审核人（默认就是录入的人）
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
    /// 原因；不写就是收回
    #[arg(long)]
    pub(crate) why: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct Accept {
    pub(crate) id: String,
    /// 检查项，照“能不能发”所列
    #[arg(long)]
    pub(crate) check: CheckKind,
    /// 哪里，照“能不能发”所列
    #[arg(long = "where", default_value = "")]
    pub(crate) place: String,
    /// 提醒的话，照“能不能发”所列
    #[arg(long)]
    pub(crate) text: String,
    /// 原因
    #[arg(long)]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Rules {
    /// 看每一列公开到哪里
    List,
    /// 比规定更严，或改回规定
    Set {
        /// 列的含义，如 姓名
        #[arg(long)]
        column: Meaning,
        /// 对谁：公开栏、网站、报县、内部
        #[arg(long = "for")]
        audience: Audience,
        #[arg(long, value_enum)]
        rule: OwnRule,
        #[command(flatten)]
        acting: Acting,
    },
}

/// 本单位的规定
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OwnRule {
    /// 照规定
    #[value(alias = "照规定")]
    Ruling,
    /// 遮盖
    #[value(alias = "遮盖")]
    Mask,
    /// 不公开
    #[value(alias = "不公开")]
    Drop,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Words {
    /// 看提醒哪些词
    List,
    /// 加一个词，或不再提醒一个词
    Keep {
        word: String,
        /// 宜作
        #[arg(long)]
        better: Option<String>,
        #[arg(long)]
        why: Option<String>,
        /// 不再提醒
        #[arg(long)]
        leave_out: bool,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Log {
    /// 略过最新的几条
    #[arg(long, default_value_t = 0)]
    pub(crate) from: u32,
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) acting: Acting,
}
