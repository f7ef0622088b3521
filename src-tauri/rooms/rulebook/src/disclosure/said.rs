//! What an item says of one of its six elements: a text, or that it does not apply, which needs a
//! reason.

/// Opens the text of an element that does not apply.
const NOT_APPLICABLE: &str = "不适用";

/// The text of an element, understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'a> {
    /// It says this.
    Text(&'a str),
    /// 不适用, and why.
    NotApplicable(&'a str),
}

impl<'a> Said<'a> {
    /// Understands a text: `不适用（没有条件限制）`.
    pub fn of(text: &'a str) -> Self {
        let text = text.trim();
        let Some(rest) = text.strip_prefix(NOT_APPLICABLE).map(str::trim) else {
            return Self::Text(text);
        };
        let inside = rest
            .strip_prefix('（')
            .and_then(|rest| rest.strip_suffix('）'));
        match inside.or_else(|| rest.strip_prefix(['：', '，'])) {
            Some(why) => Self::NotApplicable(why.trim()),
            None if rest.is_empty() => Self::NotApplicable(""),
            None => Self::Text(text),
        }
    }

    /// Whether nothing is missing: a text, or a reason.
    pub const fn is_complete(self) -> bool {
        match self {
            Self::Text(text) | Self::NotApplicable(text) => !text.is_empty(),
        }
    }

    /// As it is kept and printed.
    pub fn written(self) -> String {
        match self {
            Self::Text(text) => text.to_owned(),
            Self::NotApplicable("") => NOT_APPLICABLE.to_owned(),
            Self::NotApplicable(why) => format!("{NOT_APPLICABLE}（{why}）"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_apply_needs_a_reason() {
        for (text, said, complete) in [
            ("凭证件办理", Said::Text("凭证件办理"), true),
            ("不适用", Said::NotApplicable(""), false),
            ("不适用（）", Said::NotApplicable(""), false),
            (
                "不适用（无条件限制）",
                Said::NotApplicable("无条件限制"),
                true,
            ),
            ("不适用：无", Said::NotApplicable("无"), true),
            ("不适用于外村", Said::Text("不适用于外村"), true),
            ("", Said::Text(""), false),
        ] {
            assert_eq!(Said::of(text), said);
            assert_eq!(said.is_complete(), complete, "{text}");
            assert_eq!(Said::of(&said.written()), said);
        }
    }
}
