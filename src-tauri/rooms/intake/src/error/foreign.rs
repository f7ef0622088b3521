//! What a file is that is no workbook; it names the format, it never opens one.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a file turned out to be, when it is not a workbook that intake reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Foreign {
    /// A web page saved under a spreadsheet's name.
    Html,
    /// XML, among it the Excel 2003 XML table.
    Xml,
    /// OpenDocument table.
    Ods,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 5/95 or older.
    OldXls,
    /// Word document, new or old form.
    Word,
    /// Presentation, new or old form.
    Slides,
    /// PDF.
    Pdf,
    /// OFD, the national layout format (GB/T 33190).
    Ofd,
    /// A picture.
    Picture,
    /// Rich text.
    RichText,
    /// A packed archive.
    Archive,
    /// A compound file (OLE2) without a workbook in it.
    Compound,
    /// A text without columns.
    PlainText,
    /// Bytes that are neither a known format nor text.
    Unknown,
}

impl Foreign {
    /// What the clerk should do with it.
    pub const fn next(self) -> &'static str {
        match self {
            Self::Html | Self::Xml | Self::Ods | Self::Xlsb | Self::OldXls => {
                "用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"
            }
            Self::PlainText => "确认选对了文件；文字内容可以作为正文或附件，名单请用 .xlsx。",
            Self::Word | Self::RichText => "把其中的表格复制到新的工作簿，另存为 .xlsx 再导入。",
            Self::Slides | Self::Pdf | Self::Ofd | Self::Picture => {
                "请报送单位提供电子表格（.xlsx）；它可以作为附件保存。"
            }
            Self::Archive => "先解压，再选择其中的表格文件。",
            Self::Compound | Self::Unknown => {
                "确认选对了文件；能用 WPS 或 Excel 打开的，另存为 .xlsx 再导入。"
            }
        }
    }
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Html => "它是网页（HTML）",
            Self::Xml => "它是 XML 文件",
            Self::Ods => "它是 OpenDocument 表格（.ods）",
            Self::Xlsb => "它是二进制工作簿（.xlsb）",
            Self::OldXls => "它是 Excel 95 或更早的 .xls",
            Self::Word => "它是文字文档（Word/WPS）",
            Self::Slides => "它是演示文稿",
            Self::Pdf => "它是 PDF",
            Self::Ofd => "它是 OFD 版式文件",
            Self::Picture => "它是图片",
            Self::RichText => "它是 RTF 文档",
            Self::Archive => "它是压缩包",
            Self::Compound => "它是 OLE 复合文档，里面没有工作簿",
            Self::PlainText => "它是普通文字，没有表格的列",
            Self::Unknown => "看不出是什么格式",
        })
    }
}
