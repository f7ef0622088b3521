//! What can be typed. Names of commands and flags are the contract's and only ever grow.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use gongkai_frontdesk::words::{
    Book, Channel, DisclosureClass, Duty, Element, ListKind, Secrecy, SignatureKind, State, Step,
};

/// 政务公开：公开事项从登记、审核到发布、张贴、归档。
#[derive(Debug, Parser)]
#[command(name = "gongkai", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// 登记库所在的文件夹
    #[arg(long, global = true, value_name = "文件夹")]
    pub(crate) office: Option<PathBuf>,
    /// 用 JSON 回答
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// 命令
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 新建登记库
    Init(Init),
    /// 单位信息
    #[command(subcommand)]
    Office(Office),
    /// 人员
    #[command(subcommand)]
    Staff(Staff),
    /// 审批流程
    #[command(subcommand)]
    Chain(ChainCommand),
    /// 公开目录
    #[command(subcommand)]
    Catalogue(Catalogue),
    /// 核对登记库
    Verify,
    /// 看表格：原样，或程序看懂了什么
    Sheet(Sheet),
    /// 导入村级表格，或撤销导入
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    Import(ImportCommand),
    /// 公开事项
    #[command(subcommand)]
    Disclosure(Disclosure),
    /// 签名
    Sign(Sign),
    /// 退回
    Return(Reasoned),
    /// 能不能发
    Gate(One),
    /// 发布
    Release(Release),
    /// 记一次张贴
    Post(Post),
    /// 记一次撤下
    TakeDown(TakeDown),
    /// 记一次报送
    HandOver(HandOver),
    /// 更正
    Correct(Correct),
    /// 撤回
    Withdraw(Reasoned),
    /// 查找
    Search(Search),
    /// 登记簿
    #[command(subcommand)]
    Register(Register),
    /// 打印成 PDF
    #[command(subcommand)]
    Print(Print),
    /// 导出
    #[command(subcommand)]
    Export(Export),
    /// 检查文件里的个人信息
    Scan(Scan),
    /// 遮盖
    Mask(Mask),
    /// 工作日
    #[command(subcommand)]
    Workday(Workday),
}

/// 谁在办、哪天发生
#[derive(Debug, Clone, Args)]
pub(crate) struct Acting {
    /// 经手人（录入的人）
    #[arg(long = "as", value_name = "姓名")]
    pub(crate) who: Option<String>,
    /// 发生日期（默认今天）
    #[arg(long, value_name = "日期")]
    pub(crate) on: Option<NaiveDate>,
}

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

#[derive(Debug, Args)]
pub(crate) struct Sheet {
    pub(crate) file: PathBuf,
    /// 原样列出单元格
    #[arg(long)]
    pub(crate) raw: bool,
    #[arg(long)]
    pub(crate) sheet: Option<String>,
    #[arg(long)]
    pub(crate) kind: Option<ListKind>,
    /// 不遮盖个人信息
    #[arg(long)]
    pub(crate) private: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ImportCommand {
    #[command(subcommand)]
    pub(crate) undo: Option<Undo>,
    #[command(flatten)]
    pub(crate) list: ImportList,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Undo {
    /// 撤销一次导入
    Undo {
        id: String,
        #[arg(long)]
        why: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ImportList {
    // Required, unless `undo` follows.
    #[arg(required = true)]
    pub(crate) file: Option<PathBuf>,
    #[arg(long, required = true)]
    pub(crate) entry: Option<String>,
    #[arg(long)]
    pub(crate) kind: Option<ListKind>,
    #[arg(long, required = true)]
    pub(crate) title: Option<String>,
    #[arg(long)]
    pub(crate) village: Option<String>,
    #[arg(long)]
    pub(crate) sheet: Option<String>,
    #[arg(long)]
    pub(crate) formed_on: Option<NaiveDate>,
    #[arg(long)]
    pub(crate) unit: Option<String>,
    #[arg(long)]
    pub(crate) provider: Option<String>,
    #[arg(long)]
    pub(crate) body: Option<PathBuf>,
    /// 要素名=内容
    #[arg(long = "element", value_parser = element)]
    pub(crate) elements: Vec<(Element, String)>,
    #[arg(long)]
    pub(crate) accept_warnings: bool,
    #[arg(long)]
    pub(crate) leave_out_refused: bool,
    #[arg(long)]
    pub(crate) why: Option<String>,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

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
    /// 看一件
    Show {
        id: String,
        /// 不遮盖个人信息（记录在案）
        #[arg(long)]
        private: bool,
        #[command(flatten)]
        acting: Acting,
    },
    /// 列出
    List {
        #[arg(long)]
        state: Option<State>,
        #[arg(long)]
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
    /// 照上期复制一件
    Copy {
        id: String,
        #[arg(long)]
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
    #[arg(long)]
    pub(crate) formed_on: Option<NaiveDate>,
    /// 提供单位
    #[arg(long)]
    pub(crate) unit: Option<String>,
    /// 提供人
    #[arg(long)]
    pub(crate) provider: Option<String>,
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
pub(crate) struct One {
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct Reasoned {
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) why: String,
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
    #[arg(long)]
    pub(crate) place: String,
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

#[derive(Debug, Args)]
pub(crate) struct Search {
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Register {
    /// 看一年的登记簿
    Show {
        #[arg(long)]
        year: i32,
        #[arg(long, default_value = "公开")]
        book: Book,
    },
    /// 封存一年的登记簿
    Close {
        #[arg(long)]
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
pub(crate) enum Print {
    /// 三份
    Copies(PrintOne),
    /// 审批表
    Approval(PrintOne),
    /// 登记簿
    Register(OfYear),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// 登记簿
    Register(OfYear),
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
    #[arg(long)]
    pub(crate) year: i32,
    #[arg(long, default_value = "公开")]
    pub(crate) book: Book,
    #[arg(long)]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) acting: Acting,
}

#[derive(Debug, Args)]
pub(crate) struct Scan {
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Mask {
    /// id、phone、card 或 name
    #[arg(value_parser = ["id", "phone", "card", "name"])]
    pub(crate) kind: String,
    pub(crate) text: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Workday {
    /// 某日之后第几个工作日
    Add { date: NaiveDate, days: u32 },
    /// 某日是不是工作日
    Is { date: NaiveDate },
}

/// `办事结果=TEXT`.
fn element(text: &str) -> Result<(Element, String), String> {
    let (name, words) = text.split_once(['=', '＝']).ok_or("应写成：要素名=内容")?;
    let element: Element = name
        .parse()
        .map_err(|error: gongkai_frontdesk::words::UnknownTerm| error.to_string())?;
    Ok((element, words.to_owned()))
}
