//! Amounts in Chinese numerals as receipts and villages write them: 壹仟贰佰元整, 一千二, 3万5千元; it
//! refuses what can be read in two ways.

use super::Fen;

/// An amount read from words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// The amount.
    pub fen: Fen,
    /// It is said as people talk (一千二 for 一千二百), so that somebody should look at it.
    pub is_colloquial: bool,
    /// It says 元, so that no other unit applies to it.
    pub says_yuan: bool,
}

/// The amount that a text says in words; `None` where it is none or says it in two ways.
pub fn spoken(text: &str) -> Option<Spoken> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = ["人民币", "大写", "计"]
        .iter()
        .fold(text.as_str(), |text, word| text.trim_start_matches(word))
        .trim_start_matches([':', '：', '(', '（', ')', '）']);
    let text = text.trim_end_matches(['整', '正']);
    let (whole, rest) = match text.find(['元', '圆', '块']) {
        Some(at) => (&text[..at], text[at..].chars().skip(1).collect()),
        None => (text, String::new()),
    };
    let says_yuan = whole.len() < text.len();
    // 五角, 叁分 alone have no whole part.
    let (whole, rest) = match says_yuan || !whole.contains(['角', '分']) {
        true => (whole, rest.as_str()),
        false => ("", whole),
    };
    let (yuan, is_colloquial) = match whole {
        "" => (0, false),
        said => number(said)?,
    };
    let cents = cents(rest)?;
    let spoken = whole.len() + rest.len() > 0;
    let fen = i64::try_from(yuan.checked_mul(100)?.checked_add(cents)?).ok()?;
    spoken.then_some(Spoken {
        fen: Fen(fen),
        is_colloquial,
        says_yuan: says_yuan || !rest.is_empty(),
    })
}

/// `伍角叁分`, `五角`, `零三分`, nothing.
fn cents(text: &str) -> Option<u64> {
    let mut cents = 0;
    let mut digit = None;
    for c in text.chars() {
        match c {
            '角' | '毛' if cents == 0 => cents += digit.take()? * 10,
            '分' => {
                cents += digit.take()?;
            }
            '零' | '〇' if digit.is_none() => {}
            c => {
                let (value, _) = digit_of(c)?;
                if digit.replace(value).is_some() {
                    return None;
                }
            }
        }
    }
    // 元五 could be five 角 or five 分.
    digit.is_none().then_some(cents)
}

/// What was read so far of a number.
#[derive(Default)]
struct Reading {
    /// Whole 亿 and 万.
    above: u64,
    /// Within the current four places.
    section: u64,
    /// A digit that waits for its place.
    digit: Option<u64>,
    /// The place that was named last; 1 after 零.
    place: u64,
    /// A large place (万, 亿) that was named last.
    large: u64,
    /// Digits of the formal script were seen.
    formal: bool,
    /// Any place was named.
    placed: bool,
}

/// A whole number and whether it is said as people talk.
fn number(text: &str) -> Option<(u64, bool)> {
    if let Some(plain) = digits_only(text) {
        return Some((plain, false));
    }
    let mut read = Reading::default();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if let Some(first) = c.to_digit(10) {
            let mut value = u64::from(first);
            while let Some(next) = characters.peek().and_then(|c| c.to_digit(10)) {
                value = value.checked_mul(10)?.checked_add(u64::from(next))?;
                characters.next();
            }
            read.digit(value)?;
            continue;
        }
        match c {
            '零' | '〇' | '○' => read.place = 1,
            '廿' => read.ten(2)?,
            '卅' => read.ten(3)?,
            '十' | '拾' => read.named(10)?,
            '百' | '佰' => read.named(100)?,
            '千' | '仟' => read.named(1000)?,
            '万' | '萬' => read.large(10_000)?,
            '亿' | '億' => read.large(100_000_000)?,
            c => {
                let (value, formal) = digit_of(c)?;
                read.formal |= formal;
                read.digit(value)?;
            }
        }
    }
    read.end()
}

impl Reading {
    fn digit(&mut self, value: u64) -> Option<()> {
        self.digit.replace(value).is_none().then_some(())
    }

    fn ten(&mut self, tens: u64) -> Option<()> {
        self.digit(tens)?;
        self.named(10)
    }

    fn named(&mut self, place: u64) -> Option<()> {
        let first = self.section == 0 && place == 10;
        let digit = match self.digit.take() {
            Some(digit) => digit,
            None if first => 1,
            None => return None,
        };
        if digit > 9 || (self.section > 0 && !self.section.is_multiple_of(place * 10)) {
            return None;
        }
        self.section += digit * place;
        self.place = place;
        self.placed = true;
        Some(())
    }

    fn large(&mut self, place: u64) -> Option<()> {
        let section = self.section.checked_add(self.digit.take().unwrap_or(0))?;
        let whole = match place {
            100_000_000 => self.above.checked_add(section)?,
            _ => section,
        };
        if whole == 0 || (self.large != 0 && self.large <= place) {
            return None;
        }
        let placed = whole.checked_mul(place)?;
        self.above = match place {
            100_000_000 => placed,
            _ => self.above.checked_add(placed)?,
        };
        (self.section, self.place, self.large) = (0, place, place);
        self.placed = true;
        Some(())
    }

    fn end(self) -> Option<(u64, bool)> {
        let whole = self.above.checked_add(self.section)?;
        let Some(digit) = self.digit else {
            return self.placed.then_some((whole, false));
        };
        if !self.placed {
            return Some((digit, false));
        }
        match self.place {
            // 十二, 一百零二.
            1 | 10 => Some((whole.checked_add(digit)?, false)),
            // 壹仟贰 may lack its 零 or its 佰.
            _ if self.formal || digit > 9 => None,
            // 一千二 is 一千二百, 一万二 is 一万二千.
            place => Some((whole.checked_add(digit * (place / 10))?, true)),
        }
    }
}

/// `一二〇〇` is 1200; digits of one script without a place.
fn digits_only(text: &str) -> Option<u64> {
    let mut value: u64 = 0;
    let mut count = 0;
    for c in text.chars() {
        let digit = match c {
            '零' | '〇' | '○' => 0,
            c => digit_of(c)?.0,
        };
        value = value.checked_mul(10)?.checked_add(digit)?;
        count += 1;
    }
    (count > 1).then_some(value)
}

/// A digit from one to nine, and whether it is of the formal script.
fn digit_of(c: char) -> Option<(u64, bool)> {
    let at = |digits: &str| {
        digits
            .chars()
            .zip(1..)
            .find(|(known, _)| *known == c)
            .map(|(_, value)| value)
    };
    if let Some(value) = at("一二三四五六七八九") {
        return Some((value, false));
    }
    if c == '两' {
        return Some((2, false));
    }
    at("壹贰叁肆伍陆柒捌玖")
        .or_else(|| at("壹貳叁肆伍陸柒捌玖"))
        .map(|value| (value, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_receipts_and_talk() {
        for (text, yuan, colloquial) in [
            ("壹仟贰佰元整", 1200, false),
            ("人民币壹万零叁佰元", 10_300, false),
            ("一千二", 1200, true),
            ("一万二", 12_000, true),
            ("三百五元", 350, true),
            ("六百三十", 630, false),
            ("六百三", 630, true),
            ("一百零五", 105, false),
            ("十二", 12, false),
            ("廿五元", 25, false),
            ("两千元", 2000, false),
            ("3万5千元", 35_000, false),
            ("三万五千", 35_000, false),
            ("二十万", 200_000, false),
            ("一亿二千万元", 120_000_000, false),
            ("一二〇〇", 1200, false),
            ("五元", 5, false),
        ] {
            let read = spoken(text).unwrap_or_else(|| unreachable!("{text}"));
            assert_eq!(
                (read.fen, read.is_colloquial),
                (Fen(yuan * 100), colloquial),
                "{text}"
            );
        }
        let cents = |text: &str| spoken(text).map(|read| read.fen.0);
        assert_eq!(cents("叁元伍角贰分"), Some(352));
        assert_eq!(cents("拾元零叁分"), Some(1003));
        assert_eq!(cents("五角"), Some(50));
    }

    /// A whole amount as a receipt has it.
    fn written(mut yuan: u64) -> String {
        let digits: Vec<char> = "零壹贰叁肆伍陆柒捌玖".chars().collect();
        let mut text = String::new();
        let mut zero = false;
        for (large, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
            let mut section = yuan / large;
            yuan %= large;
            let whole = section > 0;
            for (place, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
                let digit = section / place;
                section %= place;
                if digit == 0 {
                    zero = !text.is_empty();
                    continue;
                }
                if zero {
                    text.push('零');
                }
                zero = false;
                text.push(digits[usize::try_from(digit).unwrap()]);
                text.push_str(name);
            }
            if whole {
                text.push_str(name);
            }
        }
        text + "元整"
    }

    proptest::proptest! {
        #[test]
        fn receipts_are_read_as_they_were_written(yuan in 1_u64..1_000_000_000_000) {
            let read = spoken(&written(yuan)).map(|read| (read.fen, read.is_colloquial));
            let fen = Fen(i64::try_from(yuan * 100).unwrap());
            proptest::prop_assert_eq!(read, Some((fen, false)), "{}", written(yuan));
        }

        #[test]
        fn no_text_panics(text in "[零〇一二两三十百千万亿壹贰拾佰仟元角分0-9.]{0,14}") {
            let _ = spoken(&text);
        }
    }

    #[test]
    fn what_says_two_things_is_no_amount() {
        for text in [
            "",
            "元",
            "壹仟贰",
            "百",
            "一百百",
            "二百一千",
            "万",
            "一万二万",
            "待定",
            "按户",
            "一元五",
            "六百元左右",
            "三二百",
        ] {
            assert_eq!(spoken(text), None, "{text}");
        }
    }
}
