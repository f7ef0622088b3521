//! 公开时限 as catalogues write it — `信息形成或者变更之日起20个工作日内`, `长期公开`, several in one
//! cell — read into numbers, units and events. What is not understood stays the office's own words
//! and is said so; nothing is guessed.

use serde::{Deserialize, Serialize};

use crate::deadline::{Anchor, TimeUnit};
use crate::rhythm::Rhythm;
use crate::vocabulary::TimeClass;

/// One limit of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct TimeLimit {
    /// What it asks for.
    pub rule: LimitRule,
    /// The words it stands in.
    pub original: String,
}

/// What a limit asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LimitRule {
    /// So long after an event at the latest.
    Within {
        /// How many units.
        n: u32,
        /// Unit of `n`.
        unit: TimeUnit,
        /// The event, where the words name one that is known.
        anchor: Option<Anchor>,
        /// The words of the event; empty where there are none.
        event: String,
    },
    /// It must hang so long (公示、公告期限).
    Posted {
        /// How many units.
        n: u32,
        /// Unit of `n`.
        unit: TimeUnit,
    },
    /// 即时、及时、随时.
    Immediate,
    /// 长期、常年.
    LongTerm,
    /// 定期: every so often, where the words name a known span.
    Periodic {
        /// How often.
        rhythm: Option<Rhythm>,
    },
    /// The words say something else.
    Unread,
}

/// Words that stand for a limit by themselves.
const LONG_TERM: &[&str] = &["长期", "常年", "持续公开", "动态调整"];
const IMMEDIATE: &[&str] = &["即时", "及时", "实时", "随时", "当日", "当天", "立即"];
const PERIODIC: &[&str] = &[
    "每月",
    "每季",
    "每半年",
    "每年",
    "按月",
    "按季",
    "按年",
    "定期",
];
/// Words before a number that make it the length of a posting.
const POSTED: &[&str] = &["公示", "公告期", "张贴", "公布期"];
/// What an event is called, and which known one it is.
const EVENTS: &[(&str, Anchor)] = &[
    ("收到", Anchor::Received),
    ("接到", Anchor::Received),
    ("受理", Anchor::Received),
    ("批准", Anchor::Approved),
    ("批复", Anchor::Approved),
    ("审批", Anchor::Approved),
    ("印发", Anchor::Published),
    ("发布", Anchor::Published),
    ("形成", Anchor::FormedOrChanged),
    ("变更", Anchor::FormedOrChanged),
    ("制定", Anchor::FormedOrChanged),
    ("制作", Anchor::FormedOrChanged),
    ("获取", Anchor::FormedOrChanged),
];

/// The limits of a cell, in its order; empty for an empty cell.
pub fn read_limits(cell: &str) -> Vec<TimeLimit> {
    let mut limits: Vec<TimeLimit> = Vec::new();
    for piece in pieces(cell) {
        let rule = read_piece(&piece);
        match (&rule, limits.last_mut()) {
            // `…20个工作日内，及时公开`: the second half says nothing that the first does not.
            (LimitRule::Immediate, Some(last)) if matches!(last.rule, LimitRule::Within { .. }) => {
                last.original = format!("{}，{piece}", last.original);
            }
            // `信息形成或者变更之日起，20个工作日内`: the event was cut off.
            (LimitRule::Within { event, .. }, Some(last))
                if event.is_empty() && last.rule == LimitRule::Unread =>
            {
                let whole = format!("{}，{piece}", last.original);
                last.rule = read_piece(&whole.replace('，', ""));
                last.original = whole;
            }
            (_, _) => limits.push(TimeLimit {
                rule,
                original: piece,
            }),
        }
    }
    limits
}

/// 时限类别 that the limits say together; none where they name only a term, or contradict.
pub fn class_of(limits: &[TimeLimit]) -> Option<TimeClass> {
    let mut classes: Vec<TimeClass> = limits
        .iter()
        .filter_map(|limit| match limit.rule {
            LimitRule::LongTerm => Some(TimeClass::LongTerm),
            LimitRule::Periodic { .. } => Some(TimeClass::Periodic),
            LimitRule::Immediate => Some(TimeClass::Immediate),
            LimitRule::Within { .. } | LimitRule::Posted { .. } | LimitRule::Unread => None,
        })
        .collect();
    classes.dedup();
    match classes.as_slice() {
        [one] => Some(*one),
        [] | [_, ..] => None,
    }
}

/// The parts of a cell: a sentence, a line, a clause each.
fn pieces(cell: &str) -> Vec<String> {
    let narrow: String = cell.chars().map(half_width).collect();
    narrow
        .split(['\n', '\r', ';', '；', '。', ',', '，'])
        .map(|piece| piece.split_whitespace().collect::<String>())
        .filter(|piece| !piece.is_empty())
        .collect()
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

fn read_piece(piece: &str) -> LimitRule {
    let has = |words: &[&str]| words.iter().any(|word| piece.contains(word));
    if has(PERIODIC) {
        return LimitRule::Periodic {
            rhythm: rhythm_of(piece),
        };
    }
    if let Some((n, unit, before, after)) = number_in(piece) {
        if POSTED.iter().any(|word| before.contains(word)) || after.starts_with("公示") {
            return LimitRule::Posted { n, unit };
        }
        let event = event_in(before);
        // A number alone (20个工作日) is a term only where something says `within`.
        if after.starts_with('内')
            || after.starts_with("以内")
            || after.starts_with("之内")
            || !event.is_empty()
        {
            let anchor = EVENTS.iter().find(|(word, _)| event.contains(word));
            return LimitRule::Within {
                n,
                unit,
                anchor: anchor.map(|(_, anchor)| *anchor),
                event,
            };
        }
        return LimitRule::Unread;
    }
    if has(LONG_TERM) {
        LimitRule::LongTerm
    } else if has(IMMEDIATE) {
        LimitRule::Immediate
    } else {
        LimitRule::Unread
    }
}

fn rhythm_of(piece: &str) -> Option<Rhythm> {
    if piece.contains("半年") {
        Some(Rhythm::HalfYearly)
    } else if piece.contains("季") {
        Some(Rhythm::Quarterly)
    } else if piece.contains("每月") || piece.contains("按月") {
        Some(Rhythm::Monthly)
    } else if piece.contains("每年") || piece.contains("按年") {
        Some(Rhythm::Yearly)
    } else {
        None
    }
}

/// The first number with a unit of time: number, unit, the words before it, the words after it.
fn number_in(piece: &str) -> Option<(u32, TimeUnit, &str, &str)> {
    const UNITS: &[(&str, TimeUnit)] = &[
        ("个工作日", TimeUnit::Workday),
        ("工作日", TimeUnit::Workday),
        ("个自然日", TimeUnit::CalendarDay),
        ("日", TimeUnit::CalendarDay),
        ("天", TimeUnit::CalendarDay),
        ("个月", TimeUnit::Month),
    ];
    let mut from = 0;
    while let Some(at) = piece[from..].find(is_digit).map(|at| from + at) {
        let digits = piece[at..]
            .split(|c: char| !is_digit(c))
            .next()
            .unwrap_or_default();
        let rest = &piece[at + digits.len()..];
        let unit = UNITS.iter().find(|(word, _)| rest.starts_with(word));
        if let (Some(n), Some((word, unit))) = (number(digits), unit) {
            return Some((n, *unit, &piece[..at], &rest[word.len()..]));
        }
        from = at + digits.len();
    }
    None
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十两".contains(c)
}

/// Arabic, or Chinese up to 99.
fn number(digits: &str) -> Option<u32> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().ok().filter(|n| (1..=3_650).contains(n));
    }
    let one = |c: char| match c {
        '一' => Some(1),
        '二' | '两' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    };
    let characters: Vec<char> = digits.chars().collect();
    match characters.as_slice() {
        ['十'] => Some(10),
        ['十', last] => Some(10 + one(*last)?),
        [first, '十'] => Some(10 * one(*first)?),
        [first, '十', last] => Some(10 * one(*first)? + one(*last)?),
        [only] => one(*only),
        [] | [_, ..] => None,
    }
}

/// What the term is counted from: the words before `之日起`, `起`, `后`.
fn event_in(before: &str) -> String {
    let trimmed = before.trim_end_matches(['在', '于', '的']);
    for end in ["之日起", "之日后", "之后", "日起", "起", "后"] {
        if let Some(event) = trimmed.strip_suffix(end) {
            return event
                .trim_start_matches(['自', '应', '当', '从'])
                .to_owned();
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(cell: &str) -> LimitRule {
        let limits = read_limits(cell);
        assert_eq!(limits.len(), 1, "{cell}: {limits:?}");
        assert_eq!(limits[0].original.is_empty(), cell.trim().is_empty());
        limits[0].rule.clone()
    }

    fn within(n: u32, unit: TimeUnit, anchor: Option<Anchor>, event: &str) -> LimitRule {
        let event = event.to_owned();
        LimitRule::Within {
            n,
            unit,
            anchor,
            event,
        }
    }

    #[test]
    fn what_catalogues_write_is_read() {
        use Anchor::{Approved, FormedOrChanged};
        use TimeUnit::{CalendarDay, Month, Workday};
        let formed = Some(FormedOrChanged);
        for (cell, rule) in [
            (
                "信息形成或者变更之日起20个工作日内",
                within(20, Workday, formed, "信息形成或者变更"),
            ),
            (
                "信息形成或变更之日起２０个工作日内予以公开",
                within(20, Workday, formed, "信息形成或变更"),
            ),
            (
                "信息形成（变更）之日起3个工作日内",
                within(3, Workday, formed, "信息形成（变更）"),
            ),
            (
                "制定或获取信息之日起 10 个工作日内",
                within(10, Workday, formed, "制定或获取信息"),
            ),
            (
                "自信息形成之日起二十日内",
                within(20, CalendarDay, formed, "信息形成"),
            ),
            (
                "人大批准后20日内",
                within(20, CalendarDay, Some(Approved), "人大批准"),
            ),
            ("作出决定之日起两个月内", within(2, Month, None, "作出决定")),
            (
                "信息形成或者变更之日起，20个工作日内",
                within(20, Workday, formed, "信息形成或者变更"),
            ),
            (
                "信息形成或者变更之日起20个工作日内，及时公开",
                within(20, Workday, formed, "信息形成或者变更"),
            ),
            ("20个工作日内", within(20, Workday, None, "")),
            (
                "公示7个工作日",
                LimitRule::Posted {
                    n: 7,
                    unit: Workday,
                },
            ),
            ("长期公开", LimitRule::LongTerm),
            ("随时公布", LimitRule::Immediate),
            (
                "每季度的首个月20日",
                LimitRule::Periodic {
                    rhythm: Some(Rhythm::Quarterly),
                },
            ),
            ("定期公开", LimitRule::Periodic { rhythm: None }),
            ("按上级要求", LimitRule::Unread),
            ("20个工作日", LimitRule::Unread),
        ] {
            assert_eq!(only(cell), rule, "{cell}");
        }
        assert!(read_limits(" \n").is_empty());
    }

    #[test]
    fn several_limits_of_a_cell_stay_apart() {
        let limits = read_limits("制定或获取信息之日起10个工作日内,公示7个工作日");
        assert!(matches!(limits[0].rule, LimitRule::Within { n: 10, .. }));
        assert!(matches!(limits[1].rule, LimitRule::Posted { n: 7, .. }));
        let limits = read_limits("及时公开，公告期限为5个工作日");
        assert_eq!(limits[0].rule, LimitRule::Immediate);
        assert!(matches!(limits[1].rule, LimitRule::Posted { n: 5, .. }));
        assert_eq!(class_of(&limits), Some(TimeClass::Immediate));
        let limits = read_limits("长期公开\n每年更新");
        assert_eq!(class_of(&limits), None, "two classes are none");
        let originals: Vec<_> = limits.iter().map(|limit| limit.original.as_str()).collect();
        assert_eq!(originals, ["长期公开", "每年更新"]);
    }

    proptest::proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell in "[信息形成之日起内公示每季 0-9０-９十二个工作日月，；\n]{0,40}") {
            let _ = class_of(&read_limits(&cell));
        }
    }
}
