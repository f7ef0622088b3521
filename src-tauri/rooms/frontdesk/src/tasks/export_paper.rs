//! Export a paper as a file that WPS edits: a document, or its tables as a workbook. What is edited is
//! no longer the approved text; the file leaves out what only a copy bears.

use std::path::{Path, PathBuf};

use gongkai_printroom::editable::{docx_text, write_docx, write_xlsx};
use gongkai_registry::{audit, operation, write_beside};
use serde::{Deserialize, Serialize};

use super::print_papers::check_target;
use crate::papers::{Laid, Paper, finished, lay_out};
use crate::{Acting, Desk, Problem};

/// Which paper, into which file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ExportPaperRequest", optional_fields = nullable))]
pub struct Request {
    /// The paper.
    pub paper: Paper,
    /// The file: `.docx`, or `.xlsx` for a paper with tables.
    pub path: PathBuf,
    /// Who and when.
    pub acting: Acting,
}

/// An exported file.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ExportPaperAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The file.
    pub file: String,
    /// Pages of the printed paper.
    pub pages: usize,
}

/// What a file is, by its ending.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Document,
    Workbook,
}

/// Exports. The paper is laid out and searched as for a print; then the file itself is read again and
/// searched.
///
/// # Errors
/// `who-acts`, `usage` for another ending, `private-data`, `not-editable`, what papers and the disk say.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let format = format(&request.path)?;
    check_target(desk, &request.path)?;
    let laid = lay_out(desk, &request.paper)?;
    finished(desk, &laid)?;
    let bytes = editable(desk, &laid, format)?;
    let text = docx_text(&bytes).map_err(|error| {
        let text = format!("导出的文件读不回来：{error}");
        Problem::unreadable("output-unreadable", text, "再导出一次")
    })?;
    laid.search_text(desk, &text)?;
    write_beside(&request.path, &bytes)?;
    desk.store
        .change::<_, Problem>(operation!("export-paper"), |change| {
            let entry = actor
                .entry("export-paper", "paper", laid.kind.code())
                .open_fact("register_no", laid.register_no.as_str());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        file: request.path.display().to_string(),
        pages: laid.pages.len(),
    })
}

fn format(path: &Path) -> Result<Format, Problem> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    match ending.to_lowercase().as_str() {
        "docx" => Ok(Format::Document),
        "xlsx" => Ok(Format::Workbook),
        _ => {
            let next = "文件名以 .docx 或者 .xlsx 结尾";
            Err(Problem::usage("usage", "不知道要导出成什么", next).in_file(path))
        }
    }
}

fn editable(desk: &Desk, laid: &Laid, format: Format) -> Result<Vec<u8>, Problem> {
    let Some(document) = &laid.document else {
        let next = "测试页只能打印";
        return Err(Problem::refused(
            "not-editable",
            "这张纸没有可编辑的文件",
            next,
        ));
    };
    let blocks = document.blocks(&desk.forms())?;
    let (make, about) = (document.make(), laid.about(desk)?);
    match format {
        Format::Document => Ok(write_docx(&blocks, make, document.banner(), &about)?),
        Format::Workbook => Ok(write_xlsx(&blocks, make, &about)?),
    }
}
