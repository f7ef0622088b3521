//! The very place in an item that a line of the gate speaks of: written for the page as one word,
//! told to a person in Chinese.

use std::fmt;

use crate::vocabulary::Element;

/// A place in an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// Its title.
    Title,
    /// A paragraph of its body, counted from 1.
    Body(usize),
    /// One of the six elements.
    Element(Element),
    /// 形成日期.
    FormedOn,
    /// 提供单位.
    Unit,
    /// Who provided it.
    Provider,
    /// 目录栏.
    Listing,
    /// 公开属性.
    Class,
    /// 公开形式.
    Channels,
    /// A row of its list, counted from 1 without the header; 0 is the header.
    Row(usize),
    /// An attachment, counted from 1.
    Attachment(usize),
}

impl Spot {
    /// As the page reads it: `body:2`, `element:basis`, `row:14`.
    pub fn code(&self) -> String {
        match self {
            Self::Title => "title".to_owned(),
            Self::Body(paragraph) => format!("body:{paragraph}"),
            Self::Element(element) => format!("element:{}", element.code()),
            Self::FormedOn => "formed_on".to_owned(),
            Self::Unit => "unit".to_owned(),
            Self::Provider => "provider".to_owned(),
            Self::Listing => "listing".to_owned(),
            Self::Class => "class".to_owned(),
            Self::Channels => "channels".to_owned(),
            Self::Row(row) => format!("row:{row}"),
            Self::Attachment(number) => format!("attachment:{number}"),
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("标题"),
            Self::Body(paragraph) => write!(f, "正文第 {paragraph} 段"),
            Self::Element(element) => write!(f, "“{element}”"),
            Self::FormedOn => f.write_str("形成日期"),
            Self::Unit => f.write_str("提供单位"),
            Self::Provider => f.write_str("提供人"),
            Self::Listing => f.write_str("目录栏"),
            Self::Class => f.write_str("公开属性"),
            Self::Channels => f.write_str("公开形式"),
            Self::Row(0) => f.write_str("名单的表头"),
            Self::Row(row) => write!(f, "名单第 {row} 行"),
            Self::Attachment(number) => write!(f, "附件 {number}"),
        }
    }
}
