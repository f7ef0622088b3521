//! Disclosures and what happens to them.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gongkai_frontdesk::words::{
    Channel, DisclosureClass, Element, Secrecy, SignatureKind, Stage, State, Step,
};

use super::{Acting, date, element, year};

#[derive(Debug, Subcommand)]
pub(crate) enum Disclosure {
    /// 新建
    New {
        #[command(flatten)]
        fields: Fields,
        #[command(flatten)]
        acting: Acting,
    },
    /// 修改；已签的名作废
    Edit {
        id: String,
        #[command(flatten)]
        fields: Fields,
        #[command(flatten)]
        acting: Acting,
    },
    /// 加附件
    Attach {
        id: String,
        file: PathBuf,
        #[command(flatten)]
        acting: Acting,
    },
    /// 附件的清理情况；写了 --out 就把清理过的附件存到那里（已发布的事项）
    Attachments {
        id: String,
        #[arg(long, value_name = "文件夹")]
        out: Option<PathBuf>,
        #[command(flatten)]
        acting: Acting,
    },
    /// 记下：附件里的图片有人看过
    Looked {
        id: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// 看一件
    Show {
        id: String,
        /// 不遮盖个人信息（记录在案）
        #[arg(long)]
        private: bool,
        #[command(flatten)]
        acting: Acting,
    },
    /// 名单与上期、与别的名单比对
    Compare { id: String },
    /// 列出
    List {
        #[arg(long)]
        state: Option<State>,
        #[arg(long, value_parser = year)]
        year: Option<i32>,
    },
    /// 登记为不予公开
    Exempt {
        id: String,
        #[arg(long)]
        ground: String,
        #[arg(long)]
        why: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// 搁置：暂不办理的草稿，什么也不删
    SetAside(super::Reasoned),
    /// 恢复办理搁置的草稿
    TakeUp {
        id: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// 遮盖题名、正文、要素里的个人信息；已签的名作废
    Mask {
        id: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// 审核人写明原因，放宽名单的公开范围
    Allow(super::Allow),
    /// 写明一条提醒为什么照样发布
    Accept(super::Accept),
    /// 照上期复制一件
    Copy {
        id: String,
        #[arg(long, value_parser = date)]
        formed_on: NaiveDate,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Fields {
    /// 目录条目
    #[arg(long)]
    pub(crate) entry: Option<String>,
    /// 标题
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// 公开属性
    #[arg(long)]
    pub(crate) class: Option<DisclosureClass>,
    /// 要素名=内容
    #[arg(long = "element", value_parser = element)]
    pub(crate) elements: Vec<(Element, String)>,
    /// 正文文件
    #[arg(long)]
    pub(crate) body: Option<PathBuf>,
    /// 形成日期
    #[arg(long, value_parser = date)]
    pub(crate) formed_on: Option<NaiveDate>,
    /// 提供单位
    #[arg(long)]
    pub(crate) unit: Option<String>,
    /// 提供人
    #[arg(long)]
    pub(crate) provider: Option<String>,
    /// 上级要求的文号
    #[arg(long)]
    pub(crate) demanded_by: Option<String>,
    /// 上级要求的期限
    #[arg(long, value_parser = date)]
    pub(crate) demanded_due: Option<NaiveDate>,
    /// 重要事项：事前、事中、事后
    #[arg(long)]
    pub(crate) stage: Option<Stage>,
    /// 这份文件自己的文号
    #[arg(long)]
    pub(crate) document_no: Option<String>,
    /// 主题分类
    #[arg(long)]
    pub(crate) subject: Option<String>,
    /// 体裁分类
    #[arg(long)]
    pub(crate) genre: Option<String>,
    /// 关键词，用空格或顿号分开
    #[arg(long)]
    pub(crate) keywords: Option<String>,
    /// 解读哪一件（已经发布的）
    #[arg(long)]
    pub(crate) interprets: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Cite {
    pub(crate) id: String,
    /// 文号
    #[arg(long)]
    pub(crate) document: String,
    /// 拟稿人（默认就是经手人）
    #[arg(long)]
    pub(crate) drafter: Option<String>,
    /// 核稿人
    #[arg(long)]
    pub(crate) reviewer: String,
    /// 签发人
    #[arg(long)]
    pub(crate) head: String,
    /// 签发日期
    #[arg(long, value_parser = date)]
    pub(crate) signed_on: NaiveDate,
    /// 发文稿纸的扫描件
    #[arg(long)]
    pub(crate) scan: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct Sign {
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) step: Step,
    /// 签名的人（默认就是经手人）
    #[arg(long)]
    pub(crate) signer: Option<String>,
    /// 代谁签
    #[arg(long = "for", value_name = "姓名")]
    pub(crate) stands_in_for: Option<String>,
    #[arg(long)]
    pub(crate) kind: Option<SignatureKind>,
    #[arg(long)]
    pub(crate) scan: Option<PathBuf>,
    #[arg(long)]
    pub(crate) opinion: Option<String>,
    #[arg(long)]
    pub(crate) secrecy: Option<Secrecy>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct Release {
    pub(crate) id: String,
    /// 公开形式，可写几个
    #[arg(long = "channel", num_args = 1.., value_delimiter = ',')]
    pub(crate) channels: Vec<Channel>,
    /// 张贴几份
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(0..=500))]
    pub(crate) posted: u32,
    #[arg(long)]
    pub(crate) accept_warnings: bool,
    #[arg(long)]
    pub(crate) why: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct Post {
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) channel: Channel,
    /// 地点，可写几处
    #[arg(long = "place", required = true)]
    pub(crate) places: Vec<String>,
    /// 照片、记录
    #[arg(long)]
    pub(crate) evidence: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct TakeDown {
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) place: String,
    /// 撤下后的照片
    #[arg(long)]
    pub(crate) evidence: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct HandOver {
    pub(crate) id: String,
    /// 份号
    #[arg(long)]
    pub(crate) copy: String,
    #[arg(long)]
    pub(crate) to: String,
    #[arg(long)]
    pub(crate) by: String,
    #[arg(long)]
    pub(crate) receipt: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct Correct {
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) fields: Fields,
    #[command(flatten)]
    pub(crate) acting: Acting,
}
