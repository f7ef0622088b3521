//! The archive: filing, boxes, the bound book, transfer and disposal.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gongkai_frontdesk::words::{
    Appraisal, ArchiveBoxId, DisposalId, PartKind, RetentionPeriod, Spine, TransferId,
};

use super::{Acting, date, year};

#[derive(Debug, Subcommand)]
pub(crate) enum Archive {
    /// 看一年的档案
    Look {
        #[arg(long, value_parser = year)]
        year: Option<i32>,
    },
    /// 看或填归档设置
    Scheme(SchemeSet),
    /// 本单位保管期限表
    #[command(subcommand)]
    Retention(Retention),
    /// 整理归档：编件号和档号
    File {
        /// 只归这些件（默认该年全部）
        ids: Vec<String>,
        #[arg(long, value_parser = year)]
        year: i32,
        #[command(flatten)]
        acting: Acting,
    },
    /// 归一件不是公开事项的文件
    Add(AddPaper),
    /// 看一件
    Show { item: String },
    /// 数页、补文件、写备注
    Keep(KeepItem),
    /// 归错了：改归到对的期限或机构，原档号作废
    Refile(RefileItem),
    /// 冻结
    Hold(HoldItems),
    /// 解除冻结
    Free(HoldItems),
    #[command(flatten)]
    Boxes(ArchiveBoxes),
    /// 到期移交、鉴定、冻结的件
    Leaving,
    /// 移交县档案馆
    HandOver {
        /// 只移交这些件（默认到期的全部）
        items: Vec<String>,
        /// 接收单位
        #[arg(long)]
        to: String,
        /// 接收人
        #[arg(long)]
        receiver: Option<String>,
        /// 双方签好的交接文据
        #[arg(long)]
        receipt: Option<PathBuf>,
        #[command(flatten)]
        acting: Acting,
    },
    /// 鉴定与销毁
    #[command(subcommand)]
    Dispose(Dispose),
}

/// 盒与册
#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveBoxes {
    /// 装盒
    Pack {
        #[arg(long, value_parser = year)]
        year: i32,
        /// 最厚用多厚的盒：20、30、40、50
        #[arg(long, default_value = "30")]
        spine: Spine,
        /// 双面打印
        #[arg(long)]
        two_sided: bool,
        #[command(flatten)]
        acting: Acting,
    },
    /// 记盒子放在哪里
    Place {
        #[arg(required = true)]
        boxes: Vec<ArchiveBoxId>,
        #[arg(long)]
        room: String,
        #[arg(long)]
        cabinet: String,
        #[arg(long)]
        shelf: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// 记一册合订本装订好了
    Bind {
        #[arg(long, value_parser = year)]
        year: i32,
        #[arg(long)]
        volume: u32,
        /// 放在哪里
        #[arg(long)]
        place: String,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Args)]
pub(crate) struct SchemeSet {
    /// 全宗号
    #[arg(long)]
    pub(crate) fonds: Option<String>,
    /// 全宗名称
    #[arg(long)]
    pub(crate) fonds_name: Option<String>,
    /// 门类代码
    #[arg(long)]
    pub(crate) category: Option<String>,
    /// 档号格式
    #[arg(long)]
    pub(crate) pattern: Option<String>,
    /// 机构（问题）：BGS=党政办公室=单位1,单位2
    #[arg(long = "organ", value_name = "代码=名称[=单位,…]")]
    pub(crate) organs: Vec<String>,
    /// 归档章上写汉字
    #[arg(long)]
    pub(crate) stamp_in_words: Option<bool>,
    /// 县档案馆接收的期限
    #[arg(long, value_delimiter = ',')]
    pub(crate) transferred: Vec<RetentionPeriod>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Retention {
    /// 加一行
    Add {
        /// 目录条目（* 指全部）
        #[arg(long, value_delimiter = ',', required = true)]
        entry: Vec<String>,
        #[arg(long)]
        period: RetentionPeriod,
        /// 归档范围
        #[arg(long)]
        matter: String,
        /// 依据
        #[arg(long)]
        basis: String,
        /// 从哪天起执行
        #[arg(long, value_parser = date)]
        from: NaiveDate,
        #[command(flatten)]
        acting: Acting,
    },
    /// 一行到哪天为止
    End {
        line: u32,
        #[arg(long, value_parser = date)]
        until: NaiveDate,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AddPaper {
    #[arg(long)]
    pub(crate) title: String,
    /// 文号
    #[arg(long)]
    pub(crate) document_no: Option<String>,
    /// 责任者
    #[arg(long)]
    pub(crate) responsible: Option<String>,
    #[arg(long, value_parser = date)]
    pub(crate) dated_on: NaiveDate,
    #[arg(long)]
    pub(crate) period: RetentionPeriod,
    #[arg(long)]
    pub(crate) organ: Option<String>,
    #[arg(long)]
    pub(crate) pages: u32,
    #[arg(long)]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct KeepItem {
    pub(crate) item: String,
    /// 第几份文件有几页：2=3
    #[arg(long = "pages", value_name = "序号=页数")]
    pub(crate) counts: Vec<String>,
    /// 补一份文件：正本、附件、签字原件、张贴凭证……
    #[arg(long, requires = "paper_pages")]
    pub(crate) paper: Option<PartKind>,
    #[arg(long)]
    pub(crate) paper_pages: Option<u32>,
    #[arg(long)]
    pub(crate) file: Option<PathBuf>,
    #[arg(long)]
    pub(crate) remark: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct RefileItem {
    pub(crate) item: String,
    /// 对的保管期限
    #[arg(long)]
    pub(crate) period: Option<RetentionPeriod>,
    /// 对的机构（问题）代码
    #[arg(long)]
    pub(crate) organ: Option<String>,
    #[arg(long)]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct HoldItems {
    #[arg(required = true)]
    pub(crate) items: Vec<String>,
    #[arg(long)]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Dispose {
    /// 编一份销毁清册
    Make {
        /// 只列这些件（默认期满的全部）
        items: Vec<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// 写鉴定意见
    Judge {
        disposal: DisposalId,
        /// 第几件（默认全部）
        #[arg(long, value_delimiter = ',')]
        line: Vec<u32>,
        /// 销毁、续存10年、续存30年、改为永久
        #[arg(long)]
        verdict: Appraisal,
        #[arg(long)]
        why: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// 记批准
    Approve {
        disposal: DisposalId,
        /// 鉴定小组
        #[arg(long, value_delimiter = ',', required = true)]
        appraisers: Vec<String>,
        /// 批准人
        #[arg(long)]
        approver: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// 记销毁
    CarryOut {
        disposal: DisposalId,
        /// 监销人
        #[arg(long, value_delimiter = ',', required = true)]
        witnesses: Vec<String>,
        #[arg(long)]
        place: String,
        #[arg(long)]
        method: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// 不再办理
    SetAside {
        disposal: DisposalId,
        #[arg(long)]
        why: String,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PrintArchive {
    /// 归档章（套印到首页）
    Stamps {
        items: Vec<String>,
        #[arg(long, value_parser = year)]
        year: i32,
        #[arg(long)]
        out: PathBuf,
    },
    /// 归档章填写清单
    StampList {
        #[arg(long, value_parser = year)]
        year: i32,
        #[arg(long)]
        out: PathBuf,
    },
    /// 整件，带归档章和页号
    Item {
        item: String,
        #[arg(long)]
        out: PathBuf,
    },
    /// 归档文件目录
    Catalogue {
        #[arg(long, value_parser = year)]
        year: i32,
        #[arg(long)]
        period: Option<RetentionPeriod>,
        #[arg(long)]
        out: PathBuf,
    },
    /// 盒脊、封面、盒内目录、备考表
    Boxes {
        #[arg(required = true)]
        boxes: Vec<ArchiveBoxId>,
        #[arg(long)]
        out: PathBuf,
    },
    /// 合订本的一册
    Volume {
        #[arg(long, value_parser = year)]
        year: i32,
        #[arg(long)]
        volume: u32,
        #[arg(long)]
        out: PathBuf,
    },
    /// 交接文据和移交清册
    Transfer {
        #[arg(long)]
        transfer: Option<TransferId>,
        #[arg(long)]
        out: PathBuf,
    },
    /// 销毁清册和销毁证明
    Disposal {
        disposal: DisposalId,
        #[arg(long)]
        out: PathBuf,
    },
}
