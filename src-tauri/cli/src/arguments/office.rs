//! The office itself: founding, particulars, staff, chain, catalogue.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use gongkai_frontdesk::words::Duty;

use super::Acting;

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// 单位全称
    #[arg(long)]
    pub(crate) name: String,
    /// 所在县
    #[arg(long)]
    pub(crate) county: String,
    /// 发文代字
    #[arg(long)]
    pub(crate) prefix: String,
    /// 目录：mujin、pingtian 或文件
    #[arg(long)]
    pub(crate) catalogue: String,
    /// 行政区划代码
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// 监督电话
    #[arg(long)]
    pub(crate) supervision_phone: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Office {
    /// 看单位信息
    Show,
    /// 改单位信息
    Set(OfficeSet),
}

#[derive(Debug, Args)]
pub(crate) struct OfficeSet {
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[arg(long)]
    pub(crate) county: Option<String>,
    #[arg(long)]
    pub(crate) prefix: Option<String>,
    #[arg(long)]
    pub(crate) region: Option<String>,
    #[arg(long)]
    pub(crate) supervision_phone: Option<String>,
    /// 页边是否印“报县/乡存/张贴”
    #[arg(long)]
    pub(crate) margin_marks: Option<bool>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Staff {
    /// 加一个人，或改其职责
    Add(StaffAdd),
    /// 列出人员
    List,
}

#[derive(Debug, Args)]
pub(crate) struct StaffAdd {
    #[arg(long)]
    pub(crate) name: String,
    /// 职责，可写几个
    #[arg(long = "duty", required = true, num_args = 1.., value_delimiter = ',')]
    pub(crate) duties: Vec<Duty>,
    /// 只留这些职责，原有的不再有
    #[arg(long)]
    pub(crate) replace: bool,
    #[arg(long)]
    pub(crate) unit: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ChainCommand {
    /// 现行流程
    Show {
        #[arg(long)]
        entry: Option<String>,
    },
    /// 设定流程
    Set {
        #[arg(long)]
        steps: String,
        #[arg(long)]
        entry: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Catalogue {
    /// 列出条目
    List,
    /// 采用另一版目录
    Import {
        file: PathBuf,
        #[command(flatten)]
        acting: Acting,
    },
}
