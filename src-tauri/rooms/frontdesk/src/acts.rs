//! What is done to an item, as the audit chain keeps it and as a person is told: one word and one
//! sentence an act. An act that only a newer program knows is still told, and never left out.

use gongkai_rulebook::chain::Step;
use gongkai_rulebook::county_form::{PageFinding, ReportWay};
use gongkai_rulebook::public_view::Allowance;
use gongkai_rulebook::signature::SignatureKind;
use gongkai_rulebook::vocabulary::Channel;

/// Something that is done to an item. Nothing is entered about an item but one of these, so that its
/// history has a name for everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemAct {
    Open,
    Copy,
    Import,
    ImportInto,
    UndoImportInto,
    Undone,
    Edit,
    Attach,
    SetAside,
    TakeUp,
    Sign,
    Cite,
    FileScan,
    Return,
    Exempt,
    Release,
    Post,
    TakeDown,
    Prove,
    HandOver,
    Receipt,
    KeepCopy,
    File,
    Refile,
    HandToArchive,
    Destroy,
    Correct,
    BeingCorrected,
    Corrected,
    Withdraw,
    VoidLine,
    ShowPrivate,
    Allow,
    AllowNoMore,
    Mask,
    AcceptWarning,
    Reassess,
    MaskAttachment,
    LookAtPictures,
    HandOutAttachments,
    HandDraftOver,
    TakeDraftIn,
    ReplaceByDraft,
    ChooseTexts,
    ReportByHand,
    CheckPage,
}

impl ItemAct {
    const ALL: [Self; 46] = [
        Self::Open,
        Self::Copy,
        Self::Import,
        Self::ImportInto,
        Self::UndoImportInto,
        Self::Undone,
        Self::Edit,
        Self::Attach,
        Self::SetAside,
        Self::TakeUp,
        Self::Sign,
        Self::Cite,
        Self::FileScan,
        Self::Return,
        Self::Exempt,
        Self::Release,
        Self::Post,
        Self::TakeDown,
        Self::Prove,
        Self::HandOver,
        Self::Receipt,
        Self::KeepCopy,
        Self::File,
        Self::Refile,
        Self::HandToArchive,
        Self::Destroy,
        Self::Correct,
        Self::BeingCorrected,
        Self::Corrected,
        Self::Withdraw,
        Self::VoidLine,
        Self::ShowPrivate,
        Self::Allow,
        Self::AllowNoMore,
        Self::Mask,
        Self::AcceptWarning,
        Self::Reassess,
        Self::MaskAttachment,
        Self::LookAtPictures,
        Self::HandOutAttachments,
        Self::HandDraftOver,
        Self::TakeDraftIn,
        Self::ReplaceByDraft,
        Self::ChooseTexts,
        Self::ReportByHand,
        Self::CheckPage,
    ];

    /// The code in the chain, which never changes, and the name in the history.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("open-disclosure", "登记"),
            Self::Copy => ("copy-disclosure", "照上期另起一件"),
            Self::Import => ("import-disclosure", "由村级表格导入"),
            Self::ImportInto => ("import-into-disclosure", "导入名单"),
            Self::UndoImportInto => ("undo-import-into-disclosure", "撤销导入的名单"),
            Self::Undone => ("undone", "随导入撤销"),
            Self::Edit => ("edit-disclosure", "修改内容"),
            Self::Attach => ("attach", "加附件"),
            Self::SetAside => ("set-aside", "搁置"),
            Self::TakeUp => ("take-up", "恢复办理"),
            Self::Sign => ("sign", "签名"),
            Self::Cite => ("cite", "引用发文稿纸"),
            Self::FileScan => ("file-scan", "补交扫描件"),
            Self::Return => ("return", "退回"),
            Self::Exempt => ("exempt", "定为不予公开"),
            Self::Release => ("release", "发布"),
            Self::Post => ("post", "张贴"),
            Self::TakeDown => ("take-down", "撤下"),
            Self::Prove => ("prove", "补张贴照片"),
            Self::HandOver => ("hand-over", "送交"),
            Self::Receipt => ("receipt", "收到回执"),
            Self::KeepCopy => ("keep-copy", "归档存放"),
            Self::File => ("file-item", "整理归档"),
            Self::Refile => ("refile-item", "改归"),
            Self::HandToArchive => ("hand-to-archive", "移交档案馆"),
            Self::Destroy => ("destroy-paper", "到期销毁"),
            Self::Correct => ("correct", "起草更正稿"),
            Self::BeingCorrected => ("being-corrected", "开始更正"),
            Self::Corrected => ("corrected", "已由新件更正"),
            Self::Withdraw => ("withdraw", "撤回"),
            Self::VoidLine => ("void-line", "登记作废"),
            Self::ShowPrivate => ("show-private", "查看未遮盖的内容"),
            Self::Allow => ("allow-in-list", "审核人放宽公开"),
            Self::AllowNoMore => ("allow-no-more", "收回放宽"),
            Self::Mask => ("mask-disclosure", "一键遮盖"),
            Self::AcceptWarning => ("accept-warning", "说明提醒"),
            Self::MaskAttachment => ("mask-attachment", "附件换成遮盖过的"),
            Self::Reassess => ("reassess-exemption", "重新评估不予公开"),
            Self::LookAtPictures => ("look-at-pictures", "看过附件里的图片"),
            Self::HandOutAttachments => ("hand-out-attachments", "发出清理过的附件"),
            Self::HandDraftOver => ("hand-draft-over", "交党政办"),
            Self::TakeDraftIn => ("take-draft-in", "收到站所来稿"),
            Self::ReplaceByDraft => ("replace-by-draft", "换成站所新交的稿"),
            Self::ChooseTexts => ("choose-texts", "逐项选定两边的内容"),
            Self::ReportByHand => ("report-by-hand", "手工报县"),
            Self::CheckPage => ("check-county-page", "核对县网站网页"),
        }
    }

    /// Its code in the chain.
    pub(crate) const fn code(self) -> &'static str {
        self.names().0
    }

    fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// What was done to an item.
pub(crate) fn told<'a>(code: &str, fact: impl Fn(&str) -> Option<&'a str>) -> String {
    match ItemAct::of(code) {
        Some(ItemAct::Sign) => signed(&fact),
        Some(act) => act.names().1.to_owned(),
        None => "办理".to_owned(),
    }
}

/// What is said besides: where, to whom, why.
pub(crate) fn detail<'a>(code: &str, fact: impl Fn(&str) -> Option<&'a str>) -> String {
    let said = |name: &str| fact(name).unwrap_or_default().to_owned();
    let Some(act) = ItemAct::of(code) else {
        return String::new();
    };
    match act {
        ItemAct::Post => {
            let channel = said("channel").parse::<Channel>();
            let label = channel.map_or("", Channel::label);
            format!("{label}　{}", said("place"))
        }
        ItemAct::TakeDown | ItemAct::KeepCopy | ItemAct::Prove => said("place"),
        ItemAct::File => said("code"),
        ItemAct::HandDraftOver => format!("{}，{}审核", said("office"), said("responsible")),
        ItemAct::TakeDraftIn | ItemAct::ReplaceByDraft => {
            let (station, standing) = (said("station"), said("standing"));
            format!("{station}提供，{}审核（{standing}）", said("responsible"))
        }
        ItemAct::ChooseTexts => said("fields"),
        ItemAct::Refile => format!("{} 改为 {}：{}", said("void"), said("code"), said("why")),
        ItemAct::HandToArchive => said("to"),
        ItemAct::Destroy => said("list"),
        ItemAct::HandOver => format!("{} 送 {}", said("copy"), said("to")),
        ItemAct::Receipt => said("copy"),
        ItemAct::Release => match (fact("accepted_warnings"), fact("warnings")) {
            (Some(why), Some(what)) => {
                format!("{}，有提醒（{what}）照样发布：{why}", said("register_no"))
            }
            (Some(why), None) => format!("{}，有提醒照样发布：{why}", said("register_no")),
            (None, _) => said("register_no"),
        },
        ItemAct::Allow | ItemAct::AllowNoMore => {
            let allowance = said("allowance").parse::<Allowance>();
            let told = allowance.map_or_else(|_| String::new(), Allowance::told);
            match fact("why") {
                Some(why) => format!("{told}：{why}"),
                None => told,
            }
        }
        ItemAct::Mask => format!("{} 处", said("places")),
        ItemAct::Reassess => {
            let told = match fact("still") {
                Some("no") => "可以公开",
                Some(_) | None => "仍不公开",
            };
            format!("{told}：{}", said("why"))
        }
        ItemAct::AcceptWarning => format!("{}：{}", said("warning"), said("why")),
        ItemAct::Cite => said("document"),
        ItemAct::ReportByHand => {
            let way = said("way").parse::<ReportWay>();
            let label = way.map_or("", ReportWay::label);
            let place = fact("address").or_else(|| fact("to")).unwrap_or_default();
            format!("{label}　{place}").trim_end().to_owned()
        }
        ItemAct::CheckPage => {
            let finding = said("finding").parse::<PageFinding>();
            let label = finding.map_or("", PageFinding::label);
            match fact("why") {
                Some(why) => format!("{label}：{why}"),
                None => label.to_owned(),
            }
        }
        ItemAct::VoidLine => format!("{}：{}", said("register_no"), said("why")),
        ItemAct::Withdraw | ItemAct::BeingCorrected | ItemAct::Return | ItemAct::SetAside => {
            said("why")
        }
        ItemAct::Open
        | ItemAct::Copy
        | ItemAct::Import
        | ItemAct::ImportInto
        | ItemAct::UndoImportInto
        | ItemAct::Undone
        | ItemAct::Edit
        | ItemAct::Attach
        | ItemAct::TakeUp
        | ItemAct::Sign
        | ItemAct::FileScan
        | ItemAct::Exempt
        | ItemAct::Correct
        | ItemAct::Corrected
        | ItemAct::ShowPrivate
        | ItemAct::LookAtPictures
        | ItemAct::MaskAttachment
        | ItemAct::HandOutAttachments => String::new(),
    }
}

fn signed<'a>(fact: &impl Fn(&str) -> Option<&'a str>) -> String {
    let step = fact("step").and_then(|code| code.parse::<Step>().ok());
    let kind = fact("kind").and_then(|code| code.parse::<SignatureKind>().ok());
    let step = step.map_or("", Step::label);
    match kind {
        Some(SignatureKind::Here) | None => format!("{step}签名"),
        Some(kind @ (SignatureKind::Paper | SignatureKind::Oral | SignatureKind::Cited)) => {
            format!("{step}签名（{kind}）")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn acts_are_told_in_chinese_and_an_unknown_one_is_not_lost() {
        let facts = |name: &str| match name {
            "step" => Some("review"),
            "kind" => Some("paper"),
            "channel" => Some("village_board"),
            "place" => Some("上坪村公开栏"),
            _ => None,
        };
        assert_eq!(told("sign", facts), "审核签名（纸签）");
        assert_eq!(told("post", facts), "张贴");
        assert_eq!(detail("post", facts), "村公开栏　上坪村公开栏");
        assert_eq!(told("something-new", facts), "办理");
    }

    #[test]
    fn every_act_is_found_by_its_own_code() {
        let codes: BTreeSet<_> = ItemAct::ALL.into_iter().map(ItemAct::code).collect();
        assert_eq!(codes.len(), ItemAct::ALL.len());
        for act in ItemAct::ALL {
            assert_eq!(ItemAct::of(act.code()), Some(act));
        }
    }
}
