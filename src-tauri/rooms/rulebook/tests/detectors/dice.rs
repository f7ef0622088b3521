//! Seeded dice that throw invented numbers; none of them is anybody's.

/// Seeded dice (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }

    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'0' + self.below(10) as u8))
            .collect()
    }

    pub(crate) fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len() as u64) as usize]
    }

    pub(crate) fn birth(&mut self) -> (u64, u64, u64) {
        (
            1930 + self.below(89),
            1 + self.below(12),
            1 + self.below(28),
        )
    }

    /// Area 430699 exists nowhere: the numbers are nobody's.
    pub(crate) fn id(&mut self) -> String {
        let (year, month, day) = self.birth();
        let head = format!("430699{year}{month:02}{day:02}{}", self.digits(3));
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = head
            .bytes()
            .zip(weights)
            .map(|(b, w)| u32::from(b - b'0') * w)
            .sum();
        format!(
            "{head}{}",
            ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize]
        )
    }

    pub(crate) fn old_id(&mut self) -> String {
        let (year, month, day) = self.birth();
        format!(
            "430699{:02}{month:02}{day:02}{}",
            year % 100,
            self.digits(3)
        )
    }

    pub(crate) fn mobile(&mut self) -> String {
        format!("1{}{}", 3 + self.below(7), self.digits(9))
    }

    pub(crate) fn line(&mut self) -> String {
        format!("{}{}", 2 + self.below(7), self.digits(6))
    }

    /// With its Luhn digit.
    pub(crate) fn card(&mut self) -> String {
        let length = 15 + self.below(4) as usize;
        let head = format!(
            "{}{}",
            self.of(&["6217", "6228", "6230", "6222"]),
            self.digits(length - 4)
        );
        let sum: u32 = head
            .bytes()
            .rev()
            .enumerate()
            .map(|(at, byte)| match (at % 2, u32::from(byte - b'0')) {
                (0, value) if value > 4 => value * 2 - 9,
                (0, value) => value * 2,
                (_, value) => value,
            })
            .sum();
        format!("{head}{}", (10 - sum % 10) % 10)
    }

    pub(crate) fn name(&mut self) -> String {
        let family = self.of(&["王", "李", "张", "钱", "孙", "周", "许", "何"]);
        let given = self.of(&["大山", "小溪", "建民", "夏禾", "山", "远", "秀英", "长福"]);
        format!("{family}{given}")
    }

    pub(crate) fn plate(&mut self) -> String {
        let letters = ["A", "B", "C", "F", "K", "N", "U"];
        let (region, office) = (
            self.of(&["湘", "京", "粤", "豫", "苏", "云"]),
            self.of(&letters),
        );
        let body = match self.below(3) {
            0 => self.digits(5),
            1 => format!("{}{}", self.of(&letters), self.digits(4)),
            _ => format!("{}{}{}", self.digits(2), self.of(&letters), self.digits(2)),
        };
        format!("{region}{office}{body}")
    }

    pub(crate) fn new_energy_plate(&mut self) -> String {
        let region = self.of(&["湘F", "粤B", "京A", "沪C"]);
        match self.below(2) {
            0 => format!("{region}{}{}", self.of(&["D", "F"]), self.digits(5)),
            _ => format!("{region}{}{}", self.digits(5), self.of(&["D", "F"])),
        }
    }
}

pub(crate) fn wide(text: &str) -> String {
    let shift = |c: char| match c {
        '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        other => other,
    };
    text.chars().map(shift).collect()
}

pub(crate) fn cut(text: &str, places: &[usize], by: &str) -> String {
    let mut whole = String::new();
    for (at, c) in text.chars().enumerate() {
        if places.contains(&at) {
            whole.push_str(by);
        }
        whole.push(c);
    }
    whole
}

/// With its check character (GB 32100).
pub(crate) fn credit_code(head: &str) -> String {
    let alphabet = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let weights = [
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
    ];
    let value = |byte: u8| {
        alphabet
            .iter()
            .position(|known| *known == byte)
            .unwrap_or(0)
    };
    let sum: usize = head
        .bytes()
        .zip(weights)
        .map(|(byte, weight)| value(byte) * weight)
        .sum();
    format!("{head}{}", char::from(alphabet[(31 - sum % 31) % 31]))
}
