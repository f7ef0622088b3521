//! 查看、取走个人信息: the ways in which somebody sees or takes out what is otherwise masked; it
//! refuses to know any of the values.

use crate::coded::coded;

coded! {
    /// 查看方式: the act under which the audit chain keeps that private values were seen (`show-…`)
    /// or written into a file (`take-…`). Codes never change.
    pub enum AccessWay ("查看方式") {
        /// An item's own text with its list.
        Item = "show-private" / "看事项原文",
        /// A village's workbook as it came.
        Sheet = "show-private-sheet" / "看村里的表",
        /// One cell of an import.
        Cell = "show-private-cell" / "看表里的一格",
        /// A list sent back to its village.
        Return = "take-private-return" / "导出退回表",
        /// What a citizen wrote on the county's platform.
        Letter = "show-private-letter" / "看县里转来的信",
    }
}
