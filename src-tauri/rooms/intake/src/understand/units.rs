//! The unit in which a column states its money: 元, 千元, 万元 or 亿元, said in its title or above
//! the table.

use super::titles::clean;

/// A unit of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MoneyUnit {
    /// 元.
    #[default]
    Yuan,
    /// 千元.
    Thousand,
    /// 万元.
    TenThousand,
    /// 亿元.
    HundredMillion,
}

/// Units with their words, the longer word first.
const WORDS: [(&str, MoneyUnit); 4] = [
    ("亿元", MoneyUnit::HundredMillion),
    ("万元", MoneyUnit::TenThousand),
    ("千元", MoneyUnit::Thousand),
    ("元", MoneyUnit::Yuan),
];

impl MoneyUnit {
    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Thousand => "千元",
            Self::TenThousand => "万元",
            Self::HundredMillion => "亿元",
        }
    }

    /// Decimal places between it and the 元.
    pub(super) const fn places(self) -> usize {
        match self {
            Self::Yuan => 0,
            Self::Thousand => 3,
            Self::TenThousand => 4,
            Self::HundredMillion => 8,
        }
    }

    /// How many 分 it is.
    pub(super) const fn fen(self) -> f64 {
        match self {
            Self::Yuan => 100.0,
            Self::Thousand => 100_000.0,
            Self::TenThousand => 1_000_000.0,
            Self::HundredMillion => 10_000_000_000.0,
        }
    }

    /// The unit that a title or a unit line names, if it names one.
    pub(super) fn named(text: &str) -> Option<Self> {
        if !text.contains('元') {
            return None;
        }
        let text = clean(text);
        let named = |(word, _): &&(&str, Self)| text.contains(word);
        WORDS.iter().find(named).map(|(_, unit)| *unit)
    }

    /// The unit that a longer text states: `单位：万元`, `投资计划表（万元）`.
    pub(super) fn stated(text: &str) -> Option<Self> {
        if !text.contains('元') {
            return None;
        }
        let text = clean(text);
        let behind = text.find("单位").map(|at| &text[at + "单位".len()..]);
        let short = behind.filter(|rest| rest.chars().count() <= 10);
        short.and_then(Self::named).or_else(|| {
            let stands = |(word, _): &&(&str, Self)| text.contains(&format!("({word})"));
            WORDS.iter().find(stands).map(|(_, unit)| *unit)
        })
    }

    /// The unit at the end of an amount (`1.2万元`, `3万`), and what stands before it.
    pub(super) fn at_end(text: &str) -> Option<(&str, Self)> {
        let of = |word: &str, unit| text.strip_suffix(word).map(|rest| (rest, unit));
        of("亿元", Self::HundredMillion)
            .or_else(|| of("万元", Self::TenThousand))
            .or_else(|| of("千元", Self::Thousand))
            .or_else(|| of("元整", Self::Yuan))
            .or_else(|| of("元正", Self::Yuan))
            .or_else(|| of("元", Self::Yuan))
            .or_else(|| of("亿", Self::HundredMillion))
            .or_else(|| of("万", Self::TenThousand))
    }
}

/// A title as it stands over amounts that have been turned into 元.
pub fn title_in_yuan(title: &str) -> String {
    ["亿元", "万元", "千元"]
        .iter()
        .fold(title.to_owned(), |title, word| title.replace(word, "元"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_told_by_its_title() {
        assert_eq!(
            MoneyUnit::named("合同金额（万 元）"),
            Some(MoneyUnit::TenThousand)
        );
        assert_eq!(MoneyUnit::named("金额(元)"), Some(MoneyUnit::Yuan));
        assert_eq!(MoneyUnit::named("金额"), None);
        assert_eq!(
            MoneyUnit::at_end("1.2万"),
            Some(("1.2", MoneyUnit::TenThousand))
        );
        assert_eq!(
            MoneyUnit::stated("2019年投资计划表（万元）"),
            Some(MoneyUnit::TenThousand)
        );
        assert_eq!(MoneyUnit::stated("上坪村50万元以上项目"), None);
        assert_eq!(title_in_yuan("投资（万元）"), "投资（元）");
    }
}
