//! The office's archive by DA/T 22-2015《归档文件整理规则》 (in force 2016-06-01): what an item (件)
//! consists of, how it is numbered, boxed, kept, handed on and disposed of. It refuses to give a
//! number twice, to destroy anything that is held or not yet due, and to know where a box stands.

pub mod boxes;
pub mod code;
pub mod item;
pub mod keeping;
mod refusal;
pub mod scheme;

pub use refusal::ArchiveRefusal;

use crate::retention::RetentionPeriod;

/// The lowest class in which items are numbered: 年度 – 保管期限 – 机构（问题） (DA/T 22-2015, 5.2.2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class {
    /// 年度: the year of formation.
    pub year: i32,
    /// 保管期限.
    pub period: RetentionPeriod,
    /// Code of the organ or problem; empty where the office divides by none.
    pub organ: String,
}
