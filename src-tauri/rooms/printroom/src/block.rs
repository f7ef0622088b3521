//! A paper in words: what stands on it from top to bottom; it refuses to know where on the page, and
//! in which file, each thing stands.

use crate::error::Place;
use crate::papers::approval::ApprovalStep;
use crate::papers::copies::List;

/// One thing on a paper. Pages and editable files are made from the same blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// 红头: whose document it is, in red above the line (发文机关标志, GB/T 9704-2012, 7.2.4).
    RedHead(String),
    /// 发文字号 (7.2.5).
    DocumentNo(String),
    /// 标题; a line end forces a line of its own.
    Title(String),
    /// 副题.
    Subtitle(String),
    /// 两端: a line with something at its left and at its right edge.
    Ends(String, String),
    /// 主送机关, from the edge.
    Addressee(String),
    /// 正文: a paragraph, and where its text comes from.
    Text(String, Place),
    /// 小标题.
    Heading(String),
    /// 行: one line from the edge.
    Line(String),
    /// 靠右: one line to the right edge.
    Right(String),
    /// 手填: one line on which a hand writes.
    Hand(String),
    /// 说明: small words.
    Note(String),
    /// 栏: one or two named boxes of a form, higher where a hand writes into them.
    Fields(Vec<(String, String)>, bool),
    /// 勾选: boxes to tick.
    Ticks(String, Vec<(String, bool)>),
    /// 审批, 签字栏: boxes of a chain, each with a line for name and date.
    Steps(Vec<ApprovalStep>),
    /// 要素: short texts behind their names.
    Elements(Vec<(String, String)>),
    /// 附件说明.
    Attachments(String),
    /// 名单, 表.
    List(List),
    /// 联系: a name with its text, or a line for the hand.
    Contact {
        /// 监督电话, 公示期, …
        label: String,
        /// What is known.
        text: String,
        /// Whether it stands there without a text, for the hand.
        blank: bool,
    },
    /// 落款: who signs, and the day.
    Signature(String, String),
    /// 附注, in brackets below the signature (7.3.7).
    Remark(String),
    /// 版记 (7.4): 抄送, 印发机关, 印发日期; what is empty is left out.
    Imprint {
        /// 抄送机关.
        copies_to: String,
        /// 印发机关.
        office: String,
        /// 印发日期.
        dated: String,
    },
    /// 附件页: what follows begins a new page, under 附件 and its number at the top left and its title
    /// in the middle of the third line (7.3.6); up to the next of them or the 版记.
    Annex {
        /// Its number; 0 where it is the only one.
        number: usize,
        /// Its title, as 附件说明 has it.
        title: String,
    },
    /// 裁切: a line along which a receipt is cut off, with its words.
    Tear(String),
    /// 空行.
    Gap,
    /// 眉注: in the head margin at the left.
    MarginHead(String),
    /// 脚注: in the foot margin, grey.
    MarginFoot(String),
}
