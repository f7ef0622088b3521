//! What stands in the audit chain, told to a person: one sentence an act. An act that is not known
//! here is still told, and never left out.

use gongkai_rulebook::chain::Step;
use gongkai_rulebook::signature::SignatureKind;
use gongkai_rulebook::vocabulary::Channel;

/// What was done to an item.
pub(crate) fn told<'a>(act: &str, fact: impl Fn(&str) -> Option<&'a str>) -> String {
    let label = match act {
        "open-disclosure" => "登记",
        "copy-disclosure" => "照上期另起一件",
        "import" => "由村级表格导入",
        "edit-disclosure" => "修改内容",
        "attach" => "加附件",
        "sign" => return signed(&fact),
        "cite" => "引用发文稿纸",
        "return" => "退回",
        "set-aside" => "搁置",
        "take-up" => "恢复办理",
        "exempt" => "定为不予公开",
        "release" => "发布",
        "post" => "张贴",
        "take-down" => "撤下",
        "prove" => "补张贴照片",
        "hand-over" => "送交",
        "receipt" => "收到回执",
        "keep-copy" => "归档存放",
        "correct" => "起草更正稿",
        "being-corrected" => "开始更正",
        "corrected" => "已由新件更正",
        "withdraw" => "撤回",
        "void-line" => "登记作废",
        "show-private" => "查看未遮盖的内容",
        _ => "办理",
    };
    label.to_owned()
}

/// What is said besides: where, to whom, why.
pub(crate) fn detail<'a>(act: &str, fact: impl Fn(&str) -> Option<&'a str>) -> String {
    let said = |name: &str| fact(name).unwrap_or_default().to_owned();
    match act {
        "post" => {
            let channel = said("channel").parse::<Channel>();
            let label = channel.map_or("", Channel::label);
            format!("{label}　{}", said("place"))
        }
        "take-down" | "keep-copy" | "prove" => said("place"),
        "hand-over" => format!("{} 送 {}", said("copy"), said("to")),
        "receipt" => said("copy"),
        "release" => match fact("accepted_warnings") {
            Some(why) => format!("{}，有提醒照样发布：{why}", said("register_no")),
            None => said("register_no"),
        },
        "cite" => said("document"),
        "void-line" => format!("{}：{}", said("register_no"), said("why")),
        "withdraw" | "being-corrected" | "return" | "set-aside" => said("why"),
        _ => String::new(),
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
}
