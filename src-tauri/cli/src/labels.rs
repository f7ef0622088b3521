//! Codes become Chinese by the field they stand in: `draft` is 草稿 as a state and 经办 as a duty.

use std::str::FromStr;

use gongkai_frontdesk::words::{
    AccessWay, Appraisal, Book, CarrierKind, Channel, CopyFor, DisclosureClass, DisposalPhase,
    Duty, Fate, Field, FindingKind, Incoming, LetterKind, ListKind, Meaning, PageFinding, PartKind,
    RetentionPeriod, Secrecy, Side, SignatureKind, Spine, State, Step, TimeClass,
};
use serde_json::Value;

/// A value of the field `key` in words; lists with 、.
pub(crate) fn shown(key: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => label(key, text).unwrap_or_else(|| text.clone()),
        Value::Array(items) => items
            .iter()
            .map(|item| shown(key, item))
            .collect::<Vec<_>>()
            .join("、"),
        Value::Bool(true) => "是".to_owned(),
        Value::Bool(false) => "否".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(_) => value.to_string(),
    }
}

/// The label of a code, where the field holds codes.
fn label(key: &str, code: &str) -> Option<String> {
    fn of<T: FromStr + ToString>(code: &str) -> Option<String> {
        code.parse::<T>().ok().map(|word| word.to_string())
    }
    match key {
        "state" => of::<State>(code),
        "standing" => of::<Incoming>(code),
        "field" => of::<Field>(code),
        "changed_by" => of::<Side>(code),
        "duties" => of::<Duty>(code),
        "step" | "steps" | "next_step" => of::<Step>(code),
        "channel" | "channels" => of::<Channel>(code),
        "class" | "mode" => of::<DisclosureClass>(code),
        "book" => of::<Book>(code),
        "for" => of::<CopyFor>(code),
        "meaning" => of::<Meaning>(code),
        "time_class" => of::<TimeClass>(code),
        "secrecy" => of::<Secrecy>(code),
        "way" => of::<AccessWay>(code),
        "carrier" => of::<CarrierKind>(code),
        "finding" => of::<PageFinding>(code),
        "period" => of::<RetentionPeriod>(code),
        "fate" => of::<Fate>(code),
        "verdict" => of::<Appraisal>(code),
        "phase" => of::<DisposalPhase>(code),
        "spine" => of::<Spine>(code),
        "kind" => of::<SignatureKind>(code)
            .or_else(|| of::<FindingKind>(code))
            .or_else(|| of::<ListKind>(code))
            .or_else(|| of::<PartKind>(code))
            .or_else(|| of::<LetterKind>(code)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_means_what_its_field_means() {
        assert_eq!(shown("state", &"draft".into()), "草稿");
        assert_eq!(
            shown("duties", &vec!["draft", "review"].into()),
            "经办、审核"
        );
        assert_eq!(shown("title", &"draft".into()), "draft");
    }
}
