//! The office itself: founding, particulars, staff, chain, catalogue.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gongkai_frontdesk::words::{Duty, PostedSheet, StandInId};

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
    /// 纸签后几个工作日内补扫描件
    #[arg(long)]
    pub(crate) scan_within: Option<u32>,
    /// 张贴的一份印在哪种纸面上：A4、A4 大字、A3 竖放、A3 横放
    #[arg(long)]
    pub(crate) posted_sheet: Option<PostedSheet>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Staff {
    /// 加一个人，或改其职责
    Add(StaffAdd),
    /// 列出人员
    List,
    /// 离岗，写明最后一天
    Leave {
        name: String,
        #[arg(long, value_parser = super::date)]
        last_day: NaiveDate,
        #[command(flatten)]
        acting: Acting,
    },
    /// 离岗的人回来了
    Back {
        name: String,
        #[command(flatten)]
        acting: Acting,
    },
}

/// 代办
#[derive(Debug, Subcommand)]
pub(crate) enum StandIn {
    /// 列出代办安排
    List,
    /// 安排代办
    Add(StandInAdd),
    /// 提前结束
    End {
        id: StandInId,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Args)]
pub(crate) struct StandInAdd {
    /// 请假的人
    #[arg(long = "for")]
    pub(crate) for_whom: String,
    /// 代办的人
    #[arg(long = "who", id = "stand_in")]
    pub(crate) stand_in: String,
    /// 第一天
    #[arg(long, value_parser = super::date)]
    pub(crate) from: NaiveDate,
    /// 最后一天
    #[arg(long, value_parser = super::date)]
    pub(crate) until: NaiveDate,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

/// 备份
#[derive(Debug, Subcommand)]
pub(crate) enum Backup {
    /// 备份整个登记库
    Make {
        /// 放在哪个文件夹（默认是这台电脑记住的备份位置）
        #[arg(long, value_name = "文件夹")]
        place: Option<PathBuf>,
        #[command(flatten)]
        acting: Acting,
    },
    /// 列出备份
    List {
        #[arg(long, value_name = "文件夹")]
        place: Option<PathBuf>,
    },
    /// 把一份备份从头到尾读一遍
    Check { backup: PathBuf },
    /// 从一份备份里找回不见了、被改动的文件
    FetchBack {
        backup: PathBuf,
        #[command(flatten)]
        acting: Acting,
    },
    /// 恢复到一个新文件夹
    Restore {
        backup: PathBuf,
        #[arg(long, value_name = "文件夹")]
        to: PathBuf,
    },
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
    /// 各条目的流程一览
    Table,
    /// 这个条目改回用全单位的流程
    Follow {
        #[arg(long)]
        entry: String,
        #[command(flatten)]
        acting: Acting,
    },
}

/// Where a catalogue comes from: a file, or what the county sent.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct CatalogueSource {
    /// 文件
    pub(crate) file: Option<PathBuf>,
    /// 县里的来件，写它的编号
    #[arg(long)]
    pub(crate) county_letter: Option<u64>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Catalogue {
    /// 列出条目
    List,
    /// 看一张标准目录的表（.xlsx、.docx、网页），同现行目录对照，不写入
    Look {
        #[command(flatten)]
        from: CatalogueSource,
        /// 第几张表，从 0 数起
        #[arg(long)]
        table: Option<usize>,
        /// 领域名称，用作条目编号的开头
        #[arg(long)]
        field: Option<String>,
    },
    /// 撤回最近从表格采用的一版（还没有事项归在它下面时）
    Undo {
        #[command(flatten)]
        acting: Acting,
    },
    /// 采用另一版目录：目录文件，或者一张标准目录的表
    Import {
        #[command(flatten)]
        from: CatalogueSource,
        /// 第几张表，从 0 数起
        #[arg(long)]
        table: Option<usize>,
        /// 领域名称，用作条目编号的开头
        #[arg(long)]
        field: Option<String>,
        /// 采用哪几行（默认是乡镇一级的各行）
        #[arg(long, value_delimiter = ',')]
        rows: Vec<u32>,
        /// 表里没有了的本单位条目，一并去掉
        #[arg(long)]
        drop_gone: bool,
        #[command(flatten)]
        acting: Acting,
    },
}
