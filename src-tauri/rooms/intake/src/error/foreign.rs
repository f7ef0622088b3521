//! What a file is that is no workbook; it names the format, it never opens one.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a file turned out to be, when it is not a workbook that intake reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Foreign {
    /// A web page without a table.
    Html,
    /// A web page whose sheets lie in a folder beside it.
    HtmlInParts,
    /// A web page with all its parts in one file (MHTML).
    WebArchive,
    /// XML that is no table.
    Xml,
    /// A table of dBASE or FoxPro.
    Dbf,
    /// A table of Apple's Numbers.
    Numbers,
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
            Self::HtmlInParts | Self::WebArchive | Self::Dbf => {
                "用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"
            }
            Self::Numbers => "请报送单位在苹果电脑或手机上导出为 Excel（.xlsx）再发来。",
            Self::Html | Self::Xml => {
                "确认选对了文件；能用 WPS 或 Excel 打开成表格的，另存为 .xlsx 再导入。"
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
            Self::Html => "它是网页（HTML），里面没有表格",
            Self::HtmlInParts => "它是网页，表格的内容在旁边的另一个文件夹里，没有一起发来",
            Self::WebArchive => "它是单个文件网页（.mht）",
            Self::Xml => "它是 XML 文件，不是表格",
            Self::Dbf => "它是 FoxPro/dBASE 数据表（.dbf）",
            Self::Numbers => "它是苹果的 Numbers 表格",
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
