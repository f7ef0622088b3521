//! Looks column titles up in the dictionary: what villages call a column and what it means.

use std::collections::HashMap;
use std::sync::LazyLock;

use gongkai_rulebook::list::{ListKind, Meaning};

use super::values::half_width;
use super::words::kinds::{self, KINDS};
use super::words::{COMMON, ENDINGS};

/// Titles longer than this are sentences, in bytes.
const LONGEST: usize = 120;
/// Characters of a title whose end may speak for it.
const LONGEST_BY_END: usize = 14;

/// What a title means, for one kind of list or (without a kind) for all others.
type Known = Vec<(Option<ListKind>, Meaning)>;

static DICTIONARY: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut all: HashMap<&'static str, Known> = HashMap::new();
    let own = KINDS.iter().map(|words| (Some(words.kind), words.titles));
    for (kind, titles) in own.chain([(None, COMMON)]) {
        for (meaning, words) in titles {
            for word in *words {
                all.entry(word).or_default().push((kind, *meaning));
            }
        }
    }
    all
});

/// A title without blanks, in half-width signs.
pub(super) fn clean(title: &str) -> String {
    half_width(title)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '\u{200b}' | '\u{feff}'))
        .collect()
}

/// What a title means in a list of this kind; `None` when the dictionary does not know it.
pub(crate) fn meaning(title: &str, kind: ListKind) -> Option<Meaning> {
    found(title, |text| {
        let known = DICTIONARY.get(text)?;
        let of = |wanted: Option<ListKind>| known.iter().find(|(kind, _)| *kind == wanted);
        of(Some(kind))
            .or_else(|| of(None))
            .map(|(_, meaning)| *meaning)
    })
    .or_else(|| by_end(title, kind))
}

/// Whether a title means something in a list of any kind.
pub(crate) fn is_title(title: &str) -> bool {
    found(title, |text| DICTIONARY.get(text).map(|_| Meaning::Other)).is_some()
        || by_end(title, ListKind::General).is_some()
}

/// A title as the dictionary may write it, asked form by form.
fn found(title: &str, ask: impl Fn(&str) -> Option<Meaning>) -> Option<Meaning> {
    if !may_be_title(title) {
        return None;
    }
    let whole = clean(title).to_uppercase();
    let bare = whole.split('(').next().unwrap_or_default();
    let without_unit = bare.trim_end_matches(['元', '亩', '㎡']);
    [whole.as_str(), bare, without_unit]
        .into_iter()
        .filter(|text| !text.is_empty())
        .find_map(ask)
}

/// Most cells are told to be none before anything is looked up: numbers, long texts.
fn may_be_title(text: &str) -> bool {
    let begins = text.trim_start().bytes().next();
    text.len() <= LONGEST
        && begins.is_some_and(|byte| {
            !byte.is_ascii() || byte.is_ascii_alphabetic() || byte == b'*' || byte == b'('
        })
}

fn by_end(title: &str, kind: ListKind) -> Option<Meaning> {
    if title.len() > LONGEST {
        return None;
    }
    let whole = clean(title).to_uppercase();
    let bare = whole.split('(').next().unwrap_or_default();
    if bare.chars().count() > LONGEST_BY_END {
        return None;
    }
    let own = kinds::of(kind).map_or(&[][..], |words| words.endings);
    let ends = |(word, _): &&(&str, Meaning)| bare.ends_with(word) && bare.len() > word.len();
    let whole_word = |(word, _): &&(&str, Meaning)| bare.ends_with(word);
    ENDINGS
        .iter()
        .find(whole_word)
        .or_else(|| own.iter().find(ends))
        .map(|(_, meaning)| *meaning)
}

/// What a joined title `上/下` means: the lower part speaks first, then the upper; names and
/// numbers under 监护人 or 家庭成员 are those people's.
pub(super) fn meaning_of_parts(parts: &[String], kind: ListKind) -> Meaning {
    let mut told = parts.iter().rev().filter_map(|part| meaning(part, kind));
    let Some(lower) = told.next() else {
        return Meaning::Other;
    };
    let others = [
        Meaning::Members,
        Meaning::Guardian,
        Meaning::Payee,
        Meaning::HouseholdHead,
    ];
    let whose = told.find(|upper| others.contains(upper));
    match (lower, whose) {
        (Meaning::Name, Some(whose)) => whose,
        (Meaning::IdNumber, Some(Meaning::Members | Meaning::Guardian | Meaning::Payee)) => {
            Meaning::CertificateNo
        }
        (lower, _) => lower,
    }
}

/// Whether an amount with this title sums up other amounts beside it.
pub(super) fn sums_up(title: &str) -> bool {
    let title = clean(title);
    let bare = title.split('(').next().unwrap_or_default();
    [
        "合计",
        "总计",
        "合计金额",
        "金额合计",
        "总金额",
        "实发金额",
        "实发数",
        "实发合计",
        "补偿总额",
        "补贴合计",
        "补贴总额",
        "总补偿额",
        "发放总额",
        "总额",
        "应发合计",
    ]
    .contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known_in_every_dress() {
        let kind = ListKind::SubsistencePayment;
        for (title, expected) in [
            ("姓　名", Some(Meaning::Name)),
            ("身份证\n号 码", Some(Meaning::IdNumber)),
            ("金额（元）", Some(Meaning::Amount)),
            ("金额元", Some(Meaning::Amount)),
            ("户主身份证号码", Some(Meaning::IdNumber)),
            ("监护人身份证号码", Some(Meaning::CertificateNo)),
            ("村（居）", Some(Meaning::Village)),
            ("低保金(元/月)", Some(Meaning::Amount)),
            ("上坪村", None),
            ("张三", None),
            ("430699194103070011", None),
            ("", None),
        ] {
            assert_eq!(meaning(title, kind), expected, "{title}");
        }
        assert_eq!(meaning("低保金", ListKind::General), None);
        let parts = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>()
        };
        for (titles, expected) in [
            (&["发放情况", "标准"][..], Meaning::Standard),
            (&["家庭成员", "姓名"], Meaning::Members),
            (&["监护人", "身份证号"], Meaning::CertificateNo),
            (&["监护人", "联系电话"], Meaning::Phone),
            (&["补偿情况", "土地补偿费", "金额"], Meaning::Amount),
        ] {
            assert_eq!(
                meaning_of_parts(&parts(titles), kind),
                expected,
                "{titles:?}"
            );
        }
    }

    #[test]
    fn a_word_means_what_its_list_is_about() {
        for (kind, title, expected) in [
            (ListKind::FarmSubsidy, "面积（亩）", Meaning::LandArea),
            (ListKind::HousingRepair, "面积", Meaning::FloorArea),
            (ListKind::LandCompensation, "青苗补偿费", Meaning::Amount),
            (ListKind::Procurement, "单位", Meaning::CountedIn),
            (ListKind::Finance, "项目", Meaning::Summary),
            (ListKind::PublicProject, "项目", Meaning::Project),
            (
                ListKind::DisabilityAllowance,
                "重度残疾人护理补贴",
                Meaning::Amount,
            ),
            (ListKind::General, "致贫原因", Meaning::Cause),
        ] {
            assert_eq!(meaning(title, kind), Some(expected), "{title}");
        }
    }

    /// Every title is written as it is looked up, and no kind calls one column two things.
    #[test]
    fn the_dictionary_is_in_order() {
        for (word, known) in DICTIONARY.iter() {
            assert_eq!(*word, clean(word).to_uppercase(), "{word}");
            let mut kinds: Vec<_> = known.iter().map(|(kind, _)| *kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            assert_eq!(
                kinds.len(),
                known.len(),
                "{word} means two things in one kind"
            );
        }
        let mut named: Vec<ListKind> = KINDS.iter().map(|words| words.kind).collect();
        named.push(ListKind::General);
        named.sort_unstable();
        let mut all = ListKind::ALL.to_vec();
        all.sort_unstable();
        assert_eq!(named, all, "each kind has its row");
    }
}
