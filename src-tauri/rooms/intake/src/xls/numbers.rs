//! Which number formats show a number as a date or a time ([MS-XLS] 2.4.126).

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Plain,
    /// As a date, a time of day or both.
    Moment,
    /// As a length of time.
    Length,
}

impl Shown {
    /// How the formats that every Excel brings along show a number.
    pub(super) const fn of_builtin(index: u16) -> Self {
        match index {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Moment,
            46 => Self::Length,
            _ => Self::Plain,
        }
    }

    /// How a format shows a number, by the letters of its first section that are not quoted.
    pub(super) fn of_format(format: &str) -> Self {
        let mut letters = format.chars();
        let mut bracket: Option<String> = None;
        while let Some(letter) = letters.next() {
            match (letter, &mut bracket) {
                ('\\' | '_' | '*', None) => drop(letters.next()),
                ('"', None) => drop(letters.by_ref().find(|c| *c == '"')),
                (';', None) => break,
                ('[', None) => bracket = Some(String::new()),
                (']', Some(inside)) => {
                    let length = !inside.is_empty()
                        && inside
                            .chars()
                            .all(|c| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S'));
                    if length {
                        return Self::Length;
                    }
                    bracket = None;
                }
                (other, Some(inside)) => inside.push(other),
                ('d' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S', None) => {
                    // `General` and its kin have none of these letters.
                    return Self::Moment;
                }
                (_, None) => {}
            }
        }
        Self::Plain
    }

    /// The number as it is to be read.
    pub(super) fn value(self, number: f64, from_1904: bool) -> DataRef<'static> {
        let sort = match self {
            Self::Plain => return DataRef::Float(number),
            Self::Moment => ExcelDateTimeType::DateTime,
            Self::Length => ExcelDateTimeType::TimeDelta,
        };
        DataRef::DateTime(ExcelDateTime::new(number, sort, from_1904))
    }
}

/// A number in Excel's short form ([MS-XLS] 2.5.122): the upper bits of a float or a whole number,
/// perhaps in hundredths.
pub(super) fn short_number(bits: u32) -> f64 {
    let number = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_numbers() {
        for (format, shown) in [
            ("General", Shown::Plain),
            ("0.00_);[Red]\\(0.00\\)", Shown::Plain),
            ("#,##0\"元/m\"", Shown::Plain),
            ("yyyy\"年\"m\"月\"d\"日\"", Shown::Moment),
            ("[$-804]yyyy/m/d;@", Shown::Moment),
            ("[h]:mm:ss", Shown::Length),
            ("[Red]0", Shown::Plain),
            ("@", Shown::Plain),
        ] {
            assert_eq!(Shown::of_format(format), shown, "{format}");
        }
        assert_eq!(Shown::of_builtin(14), Shown::Moment);
        assert_eq!(Shown::of_builtin(2), Shown::Plain);
    }

    #[test]
    fn short_numbers() {
        assert_eq!(short_number((630 << 2) | 2), 630.0);
        assert_eq!(short_number((63_050 << 2) | 3), 630.5);
        assert_eq!(short_number(0x3FF0_0000), 1.0);
        assert_eq!(short_number((-5_i32 << 2).cast_unsigned() | 2), -5.0);
    }
}
