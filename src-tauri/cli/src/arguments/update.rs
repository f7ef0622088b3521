//! Another version of the program.

use std::path::PathBuf;

use clap::Subcommand;

use super::Acting;

#[derive(Debug, Subcommand)]
pub(crate) enum Update {
    /// 看看更新文件：从哪一版到哪一版，会动什么；不更新
    Look { file: PathBuf },
    /// 先备份登记库，再换成更新文件里的版本
    Apply {
        file: PathBuf,
        /// 备份放在哪个文件夹（默认是这台电脑记住的备份位置，没有就放在登记库旁边）
        #[arg(long, value_name = "文件夹")]
        backup_to: Option<PathBuf>,
        #[command(flatten)]
        acting: Acting,
    },
    /// 退回更新以前的版本
    Back {
        /// 只看会怎样，不退
        #[arg(long)]
        look: bool,
        /// 把更新以前的备份恢复到这个新文件夹，以后用它
        #[arg(long, value_name = "文件夹")]
        restore_to: Option<PathBuf>,
        /// 只换程序，不动登记库
        #[arg(long, conflicts_with = "restore_to")]
        program_only: bool,
    },
}
