//! Which papers are set from a form, and which fields each has; it refuses to know how they look.

use super::vocabulary::Vocabulary;
use crate::papers::{
    approval, batch_approval, copies, envelope, feedback, leaflet, letter, list_changes, notice,
    print_list, register_book, return_slip, slip,
};

/// A paper that is set from a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// 公开件.
    Copies,
    /// 审批表.
    Approval,
    /// 批量审批表.
    BatchApproval,
    /// 登记簿.
    Register,
    /// 送县交接单.
    Slip,
    /// 退回单.
    Return,
    /// 名单变动表.
    Changes,
    /// 打印清单.
    PrintList,
    /// 明白纸.
    Leaflet,
    /// 更正公告.
    Correction,
    /// 撤回公告.
    Withdrawal,
    /// 保密审查函.
    SecrecyLetter,
    /// 意见处理单.
    Feedback,
    /// 信封.
    Envelope,
}

impl FormKind {
    /// Every form.
    pub const ALL: [Self; 14] = [
        Self::Copies,
        Self::Approval,
        Self::BatchApproval,
        Self::Register,
        Self::Slip,
        Self::Return,
        Self::Changes,
        Self::PrintList,
        Self::Leaflet,
        Self::Correction,
        Self::Withdrawal,
        Self::SecrecyLetter,
        Self::Feedback,
        Self::Envelope,
    ];

    /// The name of its file, without the ending.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Copies => "公开件",
            Self::Approval => "审批表",
            Self::BatchApproval => "批量审批表",
            Self::Register => "登记簿",
            Self::Slip => "送县交接单",
            Self::Return => "退回单",
            Self::Changes => "名单变动表",
            Self::PrintList => "打印清单",
            Self::Leaflet => "明白纸",
            Self::Correction => "更正公告",
            Self::Withdrawal => "撤回公告",
            Self::SecrecyLetter => "保密审查函",
            Self::Feedback => "意见处理单",
            Self::Envelope => "信封",
        }
    }

    /// The fields of the paper.
    pub const fn vocabulary(self) -> &'static Vocabulary {
        match self {
            Self::Copies => &copies::FORM,
            Self::Approval => &approval::FORM,
            Self::BatchApproval => &batch_approval::FORM,
            Self::Register => &register_book::FORM,
            Self::Slip => &slip::FORM,
            Self::Return => &return_slip::FORM,
            Self::Changes => &list_changes::FORM,
            Self::PrintList => &print_list::FORM,
            Self::Leaflet => &leaflet::FORM,
            Self::Correction => &notice::CORRECTION,
            Self::Withdrawal => &notice::WITHDRAWAL,
            Self::SecrecyLetter => &letter::FORM,
            Self::Feedback => &feedback::FORM,
            Self::Envelope => &envelope::FORM,
        }
    }
}
