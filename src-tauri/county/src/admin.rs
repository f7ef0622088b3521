//! The command `gongkai-county`: serving, and everything the office page does, for scripts. It prints
//! what a person asked for and nothing else; keys are shown once.

mod commands;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::ranking::Month;

/// A county's platform for the disclosure of its townships.
#[derive(Debug, Parser)]
#[command(name = "gongkai-county", version, about = "县政务公开平台")]
struct Line {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Where the platform is.
#[derive(Debug, Clone, Args)]
struct Place {
    /// 平台的文件夹：内置数据库、报送包、签名密钥
    #[arg(long = "data", global = true, default_value = "county-data")]
    data: PathBuf,
    /// 改用 PostgreSQL：postgres://用户@主机/库名
    #[arg(long, global = true)]
    database: Option<String>,
    /// 县名，如 样例县；说过一次就记住
    #[arg(long, global = true)]
    county: Option<String>,
    /// 公众访问的地址，如 https://gk.example.gov.cn
    #[arg(long, global = true)]
    address: Option<String>,
    /// 谁在操作，记入办理记录
    #[arg(long = "as", global = true, default_value = "命令行")]
    who: String,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 运行平台
    Serve(Serving),
    /// 乡镇
    #[command(subcommand)]
    Township(Township),
    /// 县办公页面的人员：给一把登录口令
    Person {
        /// 姓名
        name: String,
    },
    /// 指南、制度的页面
    Page(PageWords),
    /// 公开目录：按 JSON 文件设定（与乡镇程序的目录文件同一格式）
    Catalogue {
        /// 目录文件
        file: PathBuf,
    },
    /// 收到的报送包
    Packages {
        /// 最多列多少
        #[arg(long, default_value_t = 50)]
        limit: u64,
    },
    /// 退回修改
    Return(ReturnWords),
    /// 发通知
    Notice(NoticeWords),
    /// 发通报
    Circular(NoticeWords),
    /// 把一版公开目录的表发给各乡镇
    Edition(EditionWords),
    /// 把电话、来信、热线转来的意见建议转给乡镇
    Opinion(OpinionArgs),
    /// 把当面、来信提出的公开申请转给乡镇
    Request(RequestArgs),
    /// 每月最低条数
    Minimum {
        /// 条数
        released: u64,
        /// 从哪个月起，如 2026-10
        #[arg(long)]
        since: Month,
    },
    /// 排名
    Ranking {
        /// 哪个月，如 2026-10
        month: Month,
        /// 发给各乡镇
        #[arg(long)]
        send: bool,
    },
    /// 平台的签名公钥和标识
    Key,
    /// 从备份恢复以后换发平台标识，来件重新编号（先停平台）
    Restored,
    /// 与前置机或 U 盘文件夹交换：收 up/，写 down/ 和 standing/
    Exchange {
        /// 文件夹
        folder: PathBuf,
    },
}

/// How the platform is served.
#[derive(Debug, Args)]
struct Serving {
    /// 监听的地址和端口
    #[arg(long, default_value = "127.0.0.1:8620")]
    listen: std::net::SocketAddr,
    /// TLS 证书链（PEM）；与 --tls-key 一起给
    #[arg(long, requires = "tls_key")]
    tls_certificate: Option<PathBuf>,
    /// TLS 私钥（PEM）
    #[arg(long, requires = "tls_certificate")]
    tls_key: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Township {
    /// 登记一个乡镇，给出口令（只显示这一次）
    Add {
        /// 区划代码，9 至 12 位
        code: String,
        /// 全称，如 青禾乡人民政府
        name: String,
        /// 乡镇的签名公钥
        #[arg(long)]
        public_key: Option<String>,
    },
    /// 列出乡镇
    List,
    /// 换一把口令，或者登记签名公钥
    Key {
        /// 区划代码
        code: String,
        /// 登记这把签名公钥，不换口令
        #[arg(long)]
        public_key: Option<String>,
    },
    /// 停用
    Close {
        /// 区划代码
        code: String,
    },
}

#[derive(Debug, Args)]
struct PageWords {
    /// guide（指南）或 rules（制度）
    #[arg(value_parser = ["guide", "rules"])]
    part: String,
    /// 标题
    title: String,
    /// 正文文件（纯文字，一行一段）
    file: PathBuf,
    /// 哪个乡镇的；不给就是县的
    #[arg(long)]
    township: Option<String>,
    /// 排在第几
    #[arg(long, default_value_t = 1)]
    place: i64,
}

#[derive(Debug, Args)]
struct ReturnWords {
    /// 事项标识
    disclosure: String,
    /// 为什么
    #[arg(long)]
    why: String,
    /// 哪一栏，如 文号
    #[arg(long)]
    field: Option<String>,
}

#[derive(Debug, Args)]
struct NoticeWords {
    /// 标题
    title: String,
    /// 正文文件（纯文字）
    #[arg(long)]
    file: Option<PathBuf>,
    /// 文号
    #[arg(long)]
    number: Option<String>,
    /// 哪天之前办好，如 2026-11-30
    #[arg(long)]
    due: Option<chrono::NaiveDate>,
    /// 随信的文件，可以给几个
    #[arg(long)]
    attach: Vec<PathBuf>,
    /// 只发给这个乡镇
    #[arg(long)]
    township: Option<String>,
}

#[derive(Debug, Args)]
struct EditionWords {
    /// 这一版的名称，如 样例县2027年
    name: String,
    /// 标准目录的表（.xlsx、.docx、.html）
    file: PathBuf,
    /// 哪天起施行，如 2027-01-01
    #[arg(long)]
    in_force_from: Option<chrono::NaiveDate>,
    /// 只发给这个乡镇
    #[arg(long)]
    township: Option<String>,
}

#[derive(Debug, Args)]
struct OpinionArgs {
    /// 意见内容的文件（纯文字）
    file: PathBuf,
    /// 转给哪个乡镇；说的是某一条公开信息的，用 --item
    #[arg(long, required_unless_present = "item")]
    township: Option<String>,
    /// 关于哪一条公开信息（事项标识）
    #[arg(long, conflicts_with = "township")]
    item: Option<String>,
    /// 联系方式
    #[arg(long)]
    contact: Option<String>,
}

#[derive(Debug, Args)]
struct RequestArgs {
    /// 所需信息的文件（纯文字）
    file: PathBuf,
    /// 转给哪个乡镇
    #[arg(long)]
    township: String,
    /// 申请人姓名或者单位名称
    #[arg(long)]
    applicant: String,
    /// 联系方式
    #[arg(long)]
    contact: String,
    /// 提供方式：电子邮件、邮寄纸质件、当面领取、到场查阅
    #[arg(long)]
    form: Option<String>,
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    // TLS by ring everywhere; a second call only says that it is there already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(commands::run(line)),
        Err(error) => Err(error.to_string()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            commands::complain(&text);
            ExitCode::FAILURE
        }
    }
}
