//! Invented people, always the same ones: names, identity numbers of the unassigned area 430699
//! and bank cards whose check digits are right. It knows nobody who lives.

/// A sequence of numbers that only looks random (a linear congruential generator), so that the
/// sample office is the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}

/// One invented head of household.
pub(crate) struct Person {
    pub(crate) name: String,
    /// 公民身份号码, 18 characters.
    pub(crate) id: String,
    /// 一卡通 account, 19 digits.
    pub(crate) card: String,
    /// Mobile number, 11 digits.
    pub(crate) phone: String,
}

const SURNAMES: &[&str] = &[
    "陈", "黄", "周", "吴", "徐", "朱", "林", "何", "郭", "马", "高", "郑", "梁", "谢", "唐", "许",
    "冯", "邓", "韩", "曹", "彭", "曾", "田", "潘", "袁", "欧阳",
];
const FIRST: &[&str] = &[
    "春", "秋", "桂", "金", "玉", "长", "永", "水", "国", "德", "正", "友", "细", "满", "冬", "有",
];
const LAST: &[&str] = &[
    "生", "兰", "香", "发", "华", "根", "秀", "平", "财", "英", "林", "贵", "初", "莲", "福", "保",
];

/// The `index`-th invented person of a village list.
pub(crate) fn person(dice: &mut Dice, index: usize) -> Person {
    let surname = SURNAMES[dice.below(SURNAMES.len())];
    let last = LAST[dice.below(LAST.len())];
    let name = if dice.below(4) == 0 {
        format!("{surname}{last}")
    } else {
        format!("{surname}{}{last}", FIRST[dice.below(FIRST.len())])
    };
    // For one order number every birthday comes once, so that no two people share a number.
    let birthday = (index % 999 * 7_919 + index / 999) % (58 * 12 * 28);
    let (year, month, day) = (
        1936 + birthday / 336,
        1 + birthday / 28 % 12,
        1 + birthday % 28,
    );
    let front = format!("430699{year:04}{month:02}{day:02}{:03}", 1 + index % 999);
    let account = format!("62309900{:010}", 1_000_000 + index * 37);
    Person {
        name,
        id: format!("{front}{}", id_check(&front)),
        card: format!("{account}{}", luhn_check(&account)),
        phone: format!("199{:08}", index % 100_000_000),
    }
}

/// The 18th character of an identity number (GB 11643, ISO 7064 MOD 11-2).
pub(crate) fn id_check(front: &str) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const MARKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let sum: u32 = front
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    MARKS[(sum % 11) as usize]
}

/// The last digit of a bank card (ISO/IEC 7812, Luhn).
pub(crate) fn luhn_check(front: &str) -> u32 {
    let sum: u32 = front
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0');
            match (place % 2 == 0, digit * 2) {
                (true, double) if double > 9 => double - 9,
                (true, double) => double,
                (false, _) => digit,
            }
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_agree_with_published_examples() {
        // The worked example of GB 11643-1999.
        assert_eq!(id_check("11010519491231002"), 'X');
        // The worked example of ISO/IEC 7812-1.
        assert_eq!(luhn_check("7992739871"), 3);
    }

    #[test]
    fn everybody_is_invented_well_formed_and_different() {
        let mut dice = Dice::new(1);
        let mut seen = std::collections::BTreeSet::new();
        for index in 0..20_000 {
            let person = person(&mut dice, index);
            assert!(
                person.id.starts_with("430699") && person.id.len() == 18,
                "{}",
                person.id
            );
            assert!(seen.insert(person.id), "{index}");
            assert_eq!(person.card.len(), 19);
            assert_eq!(person.phone.len(), 11);
            assert!(person.name.chars().count() >= 2);
        }
    }
}
