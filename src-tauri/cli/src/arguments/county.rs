//! Reporting to the county.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use gongkai_frontdesk::words::{CarrierKind, LetterKind, ReportWay};

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
    /// 写一份零报告、统计、年度报告或自查报告，随下一次上报
    Period(CountyPeriod),
    /// 写过的报告
    Periods,
    /// 记下一份报告怎样手工报了县
    Brought(CountyBrought),
    /// 看一件来件的全文
    Letter(CountyLetter),
    /// 来件记为看过、办过
    Mark(CountyMark),
    /// 照县网站的栏目填好一件，逐栏复制
    Fill {
        /// 公开事项
        item: String,
    },
    /// 记下一件怎样手工报了县
    Report(CountyReport),
    /// 核对县网站上的网页
    Check(CountyCheck),
    /// 县网站的填报单
    Forms,
    /// 复制一份填报单来改
    OwnForm(CountyOwnForm),
}

#[derive(Debug, Args)]
pub(crate) struct CountyLetter {
    /// 来件编号
    pub(crate) number: u64,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct CountyMark {
    /// 来件编号
    pub(crate) number: u64,
    /// 怎样处理的
    #[arg(long)]
    pub(crate) note: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct CountyReport {
    /// 公开事项
    pub(crate) item: String,
    /// 填进县网站、报县一份代替、通知县里
    #[arg(long)]
    pub(crate) way: ReportWay,
    /// 网页地址
    #[arg(long)]
    pub(crate) address: Option<String>,
    /// 通知了谁
    #[arg(long)]
    pub(crate) told_to: Option<String>,
    /// 县里给的索引号
    #[arg(long)]
    pub(crate) index_no: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct CountyCheck {
    /// 公开事项
    pub(crate) item: String,
    /// 人工看过，写为什么程序看不了
    #[arg(long)]
    pub(crate) seen: Option<String>,
    /// 网页的截图或者另存的网页
    #[arg(long, requires = "seen")]
    pub(crate) evidence: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct CountyOwnForm {
    /// 照哪一份
    pub(crate) from: String,
    /// 新的名称
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct CountySetUp {
    /// 方式：手工填报、文件夹、交换服务器、县平台
    #[arg(long)]
    pub(crate) carrier: CarrierKind,
    /// 文件夹或网址
    #[arg(long, default_value = "")]
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
    /// 放着县里根证书（PEM）的文件
    #[arg(long)]
    pub(crate) root: Option<PathBuf>,
    /// 手工填报用哪一份填报单
    #[arg(long)]
    pub(crate) form: Option<String>,
    /// 有网时由窗口自动收发
    #[arg(long)]
    pub(crate) by_itself: bool,
    /// 只试通不通，什么也不存
    #[arg(long)]
    pub(crate) test: bool,
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

#[derive(Debug, Args)]
pub(crate) struct CountyBrought {
    /// 零报告、统计、年度报告、自查报告
    pub(crate) kind: LetterKind,
    /// 期间：2019-09（月）、2019-Q3（季）、2019（年）
    #[arg(long, visible_alias = "month")]
    pub(crate) period: String,
    /// 怎样报的、交给谁
    #[arg(long)]
    pub(crate) how: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct CountyPeriod {
    /// 零报告、统计、年度报告、自查报告
    pub(crate) kind: LetterKind,
    /// 期间：2019-09（月）、2019-Q3（季）、2019（年）
    #[arg(long, visible_alias = "month")]
    pub(crate) period: String,
    /// 年度报告、自查报告：已发布的那一件
    #[arg(long)]
    pub(crate) item: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}
