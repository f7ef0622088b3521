//! Look at the machine's printers; where there is none, the reason and what to do instead.

use serde::Serialize;

use crate::printers::Printer;
use crate::{Desk, Problem};

/// The printers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PrintersAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Every printer, the default one first.
    pub printers: Vec<Printer>,
    /// Why there is none: papers are then saved as PDF.
    pub trouble: Option<Problem>,
}

/// The printers, or why there is none; that is no failure, for a PDF can be saved all the same.
///
/// # Errors
/// None.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    Ok(match desk.host.printers().list() {
        Ok(printers) if printers.is_empty() => Answer {
            trouble: Some(Problem::unreadable(
                "no-printers",
                "这台电脑还没有添加打印机",
                "在电脑的系统设置里添加打印机后点“刷新”；也可以先另存为 PDF",
            )),
            printers,
        },
        Ok(printers) => Answer {
            printers,
            trouble: None,
        },
        Err(problem) => Answer {
            printers: Vec::new(),
            trouble: Some(problem),
        },
    })
}
