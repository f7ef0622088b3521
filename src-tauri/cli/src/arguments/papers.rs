//! The register book, printing and exporting.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use gongkai_frontdesk::words::{Book, PostedSheet};

use super::archive::PrintArchive;
use super::boards::PrintSlip;
use super::{Acting, year};

#[derive(Debug, Subcommand)]
pub(crate) enum Register {
    /// 看一年的登记簿
    Show {
        #[arg(long, value_parser = year)]
        year: i32,
        #[arg(long, default_value = "公开")]
        book: Book,
    },
    /// 封存一年的登记簿
    Close {
        #[arg(long, value_parser = year)]
        year: i32,
        #[arg(long, default_value = "公开")]
        book: Book,
        #[command(flatten)]
        acting: Acting,
    },
    /// 作废一条
    Void {
        number: String,
        #[arg(long)]
        why: String,
        #[arg(long, default_value = "公开")]
        book: Book,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Forms {
    /// 每张纸用哪个样式文件
    List,
    /// 样式文件有没有写错
    Check,
    /// 把程序的一个样式复制给本单位改
    Copy {
        name: String,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Print {
    /// 三份
    Copies(PrintCopies),
    /// 审批表
    Approval(PrintOne),
    /// 名单变动表
    Changes(PrintOne),
    /// 网上公开件
    Online(PrintOne),
    /// 登记簿
    Register(OfYear),
    /// 交接单
    Slip(PrintSlip),
    /// 档案的纸面
    #[command(subcommand)]
    Archive(PrintArchive),
    /// 明白纸
    Leaflet(PrintOne),
    /// 更正公告、撤回公告
    Notice(PrintOne),
    /// 保密审查函
    Letter(PrintLetter),
    /// 公开意见反馈处理单
    Feedback(PrintOne),
    /// 信封
    Envelope(PrintEnvelope),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// 登记簿（.xlsx，或者 .docx）
    Register(OfYear),
    /// 公开件（.docx；有名单的也可以 .xlsx）
    Copies(PrintOne),
    /// 审批表
    Approval(PrintOne),
    /// 名单变动表
    Changes(PrintOne),
    /// 明白纸
    Leaflet(PrintOne),
    /// 更正公告、撤回公告
    Notice(PrintOne),
    /// 保密审查函
    Letter(PrintLetter),
    /// 公开意见反馈处理单
    Feedback(PrintOne),
    /// 固定性清单：每个存着的文件和它的校验值
    Fixity(ExportFixity),
}

#[derive(Debug, Args)]
pub(crate) struct PrintLetter {
    #[command(flatten)]
    pub(crate) one: PrintOne,
    /// 主送机关
    #[arg(long)]
    pub(crate) to: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PrintEnvelope {
    /// 收件人
    #[arg(long)]
    pub(crate) to: String,
    /// 收件地址
    #[arg(long)]
    pub(crate) address: Option<String>,
    /// 收件邮编（印在白信封上）
    #[arg(long)]
    pub(crate) postcode: Option<String>,
    /// 本单位邮编（印在白信封上）
    #[arg(long)]
    pub(crate) from_postcode: Option<String>,
    /// 本单位地址
    #[arg(long)]
    pub(crate) from_address: Option<String>,
    /// 白信封：邮编框和贴邮票处一起印
    #[arg(long)]
    pub(crate) plain: bool,
    /// B6、DL、ZL、C5、C4
    #[arg(long)]
    pub(crate) size: Option<String>,
    #[arg(long)]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct ExportFixity {
    /// 写到哪个文件夹
    #[arg(long, value_name = "文件夹")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct PrintCopies {
    pub(crate) id: String,
    /// 张贴的一份用什么纸面：A4、A4 大字、A3 竖放、A3 横放（默认照上次印的、发布时的）
    #[arg(long)]
    pub(crate) sheet: Option<PostedSheet>,
    #[arg(long)]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct PrintOne {
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct OfYear {
    #[arg(long, value_parser = year)]
    pub(crate) year: i32,
    #[arg(long, default_value = "公开")]
    pub(crate) book: Book,
    #[arg(long)]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}
