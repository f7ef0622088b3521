//! Numbers as villages and spreadsheets spoil them, each with what the doctor must say.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn examined(cell: &str) -> Option<Ailment> {
    examine(cell, Held::Text, Told::default()).map(|found| found.ailment)
}

// Area 430699 is not assigned.
const GOOD: &str = "43069919700101003X";

#[test]
fn names_what_happened_to_a_number() {
    use Ailment as A;
    for (cell, ailment) in [
        (GOOD, None),
        ("43069919700101003x ", None),
        ("'43069919700101003X", Some(A::TextMark)),
        (" 43069919700101003X", Some(A::TextMark)),
        ("", Some(A::Missing)),
        ("　", Some(A::Missing)),
        ("4.30699E+17", Some(A::Scientific)),
        ("430699197001010000", Some(A::TrailingZeros)),
        ("430699197001010010.0", Some(A::Decimal)),
        ("43*************01X", Some(A::Masked)),
        ("43069919700101003", Some(A::Truncated)),
        ("4306991970010100", Some(A::Truncated)),
        ("4306991970010100111", Some(A::TooLong)),
        ("4306991970O101003X", Some(A::Letter)),
        ("户口本上没有", Some(A::Letter)),
        ("13812345678", Some(A::OtherNumber)),
        ("990699197001010012", Some(A::Area)),
        ("430699197013010010", Some(A::BirthDate)),
        ("430699197001010031", Some(A::CheckDigit)),
    ] {
        assert_eq!(examined(cell), ailment, "{cell}");
    }
    let number = |cell| examine(cell, Held::Number, Told::default()).map(|one| one.ailment);
    assert_eq!(number("430699197001010048"), Some(A::Rounded));
    assert_eq!(number("430699197001010000"), Some(A::TrailingZeros));
}

#[test]
fn says_the_likely_reason_and_no_digit() {
    let told = Told {
        sex: "男",
        age: Some(49),
        today: Some(day("2019-10-15")),
    };
    let likely = |cell: &str, told| {
        let found = examine(cell, Held::Text, told).unwrap();
        assert!(!found.likely.contains("430699") && !found.likely.contains("1970"));
        found.likely
    };
    assert!(likely("430699197001010031", told).contains("末位的 X"));
    assert!(likely("430699195001010031", told).contains("第 7–14 位"));
    let woman = Told { sex: "女", ..told };
    assert!(likely("430699197001010031", woman).contains("第 17 位"));
    assert!(likely("430699197013300011", told).contains("没有这个月份"));
    assert!(likely("430699197025110011", told).contains("月和日多半写反"));
    assert!(likely("43069919700101003", told).contains("末位的 X 没有写上"));
    assert!(likely("4306991970O101003X", told).contains("改成数字就对得上"));
}

#[test]
fn a_known_number_shows_where_the_slip_lies() {
    let known: IdNumber = GOOD.parse().unwrap();
    for (cell, expected) in [
        ("4.30699E+17", Some(Likeness::Front(6))),
        ("4.307E+17", None),
        ("430699197001010000", Some(Likeness::Front(15))),
        ("43069919700101", Some(Likeness::Front(14))),
        ("430699197001010031", Some(Likeness::Places(vec![18]))),
        ("43069919700011003X", Some(Likeness::Swapped(12))),
        ("43069919800101003X", Some(Likeness::Places(vec![9]))),
        ("430699195502280034", None),
    ] {
        assert_eq!(likeness(&known, cell), expected, "{cell}");
    }
    assert!(
        Likeness::Swapped(12)
            .sentence()
            .contains("第 12 位和第 13 位")
    );
}
