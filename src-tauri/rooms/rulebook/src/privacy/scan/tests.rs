use proptest::prelude::*;

use super::super::bank_card::is_bank_card;
use super::super::credit_code::is_credit_code;
use super::super::id_number::check_digit;
use super::super::mask::{mask_card, mask_id, mask_minor_name, mask_name, mask_phone};
use super::*;

fn kinds(text: &str) -> Vec<FindingKind> {
    scan_text(text, &ScanOptions::default())
        .into_iter()
        .map(|found| found.kind)
        .collect()
}

/// An invented number: the unassigned area 430699, a birth date, an order, the check digit.
fn invented(birth: &str, order: u32) -> String {
    let mut id = format!("430699{birth}{order:03}");
    id.push(char::from(check_digit(id.as_bytes())));
    id
}

#[test]
fn finds_numbers_however_they_are_written() {
    let id = invented("19800101", 12);
    let wide: String = id
        .chars()
        .map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap())
        .collect();
    let spaced: String = id.chars().flat_map(|c| [c, ' ']).collect();
    for text in [
        format!("身份证号{id}。"),
        format!("ID{id}"),
        wide,
        spaced,
        format!("{} {} {}", &id[..6], &id[6..14], &id[14..]),
        format!("{}-{}-{}", &id[..6], &id[6..14], &id[14..]),
        format!("{}\r\n  {}", &id[..9], &id[9..]),
        format!("1 {id} 13 630"),
        format!("{id},630.00"),
        format!("00{id}99"),
        id.to_lowercase(),
        format!("{}000", &id[..15]),
        "430699800101001".to_owned(),
        "430699 800101 001".to_owned(),
    ] {
        assert_eq!(kinds(&text), [FindingKind::Id], "{text}");
    }
    assert_eq!(
        kinds("43069919800101003\nX 张三").first(),
        Some(&FindingKind::Id)
    );
}

#[test]
fn finds_phones_and_cards() {
    for text in [
        "13812341234",
        "138 1234 1234",
        "+86 13812341234",
        "电话：138-1234-1234",
        "0730-6234567",
        "(0730)6234567",
        "13812341234.0",
    ] {
        assert_eq!(kinds(text), [FindingKind::Phone], "{text}");
    }
    for text in [
        "6222020000000000000",
        "6222 0200 0000 0000 000",
        "一卡通账号 81010000123456789",
        "622202 0000000000000",
    ] {
        assert_eq!(kinds(text), [FindingKind::BankCard], "{text}");
    }
    assert_eq!(
        kinds("住石桥村3组15号，电话13812341234"),
        [FindingKind::Address, FindingKind::Phone]
    );
}

#[test]
fn leaves_public_numbers_alone() {
    for text in [
        "11532323015172622Y",
        "11341702486344515H",
        "113708280043326001",
        "统一社会信用代码：113708280043326001",
        "12,600.00",
        "1,234,567,890,123.00",
        "木政发〔2019〕49号",
        "国办发〔2016〕80号",
        "2019-0049",
        "2019-0049-1",
        "2019-08-16",
        "2019年8月16日",
        "20190816",
        "000014349/2019-00049",
        "000014348/2022-00630",
        "035210000/2025-00016",
        "01527918X-2020-153077",
        "01526089-2-02_D/2016-0510008",
        "11341702486344515H/202110-00013",
        "113708280043326001/2024-02411",
        "11532323015172622Y-/2020-0206003",
        "QSHQ--2023-0756",
        "2016-0510008",
        "12345",
        "110",
        "430626205",
        "630 1890 2019 12 3 45 678",
        "0.13812341234",
        "3.1415926535",
        "43*************012",
        "138****1234",
        "***************0004",
        "张**",
        "410500",
        "1 石桥村 3组 张三 3 630.00 1890.00",
        "",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

/// A list as a PDF gives it back: cells of a row, and rows, joined by blanks and line breaks.
#[test]
fn neighbouring_cells_are_not_one_number() {
    for (cell, row) in [(" ", "\n"), ("\t", "\n"), ("\n", "\n")] {
        let rows = (1..5000u32).map(|n| {
            let scattered = n.wrapping_mul(2_654_435_761);
            let (group, money, day) = (n % 9 + 1, scattered % 400_000, scattered % 28 + 1);
            [
                n.to_string(),
                group.to_string(),
                money.to_string(),
                format!("2019-08-{day:02}"),
            ]
            .join(cell)
        });
        let text = rows.collect::<Vec<_>>().join(row);
        let found: Vec<&str> = scan_text(&text, &ScanOptions::default())
            .into_iter()
            .map(|found| &text[found.range])
            .collect();
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn knows_the_office_and_its_children() {
    let options = ScanOptions {
        reference_date: "2019-08-16".parse().ok(),
        allowed_numbers: vec!["0730-6234567".to_owned(), "13812341234".to_owned()],
        allowed_addresses: vec!["青禾乡青禾街28号".to_owned()],
    };
    let text = "监督电话 0730-6234567、138 1234 1234，地址：青禾乡青禾街28号";
    assert_eq!(scan_text(text, &options), []);
    assert_eq!(scan_text("青禾街29号", &options).len(), 1);
    let child = invented("20100101", 12);
    let found = scan_text(&child, &options);
    assert_eq!(
        found.iter().map(|f| f.kind).collect::<Vec<_>>(),
        [FindingKind::Id, FindingKind::Minor]
    );
    assert_eq!(found[0].range, 0..18);
    assert!(found[0].masked.starts_with("43*************"));
    assert_eq!(kinds(&child), [FindingKind::Id]);
}

#[test]
fn masks_in_place() {
    let text = format!(
        "张三，{}，电话13812341234，石桥村12号",
        invented("19800101", 12)
    );
    let masked = mask_text(&text, &scan_text(&text, &ScanOptions::default()));
    let id = mask_id(&invented("19800101", 12));
    assert_eq!(masked, format!("张三，{id}，电话138****1234，石桥村**号"));
    assert_eq!(kinds(&masked), []);
}

#[test]
fn a_hostile_text_of_a_megabyte_is_searched() {
    // In anything but linear time this would stand still.
    let hostile =
        "1 ".repeat(200_000) + &"9".repeat(200_000) + &"一".repeat(200_000) + &"-".repeat(99_999);
    let found = scan_text(&hostile, &ScanOptions::default());
    assert!(
        found
            .iter()
            .all(|finding| finding.range.end <= hostile.len())
    );
}

prop_compose! {
    fn any_id()(year in 1930u32..2019, month in 1u32..=12, day in 1u32..=28, order in 1u32..999) -> String {
        invented(&format!("{year}{month:02}{day:02}"), order)
    }
}

prop_compose! {
    /// A cell that holds a number and nothing else, or nearly so.
    fn number_cell()(
        digits in prop_oneof![
            any_id(),
            any_id().prop_map(|id| id.to_lowercase()),
            any_id().prop_map(|id| format!("{}{}", &id[..6], &id[8..17])),
            any_id().prop_map(|id| format!("1{id}")),
            any_id().prop_map(|id| format!("{id}0")),
            "6[0-9]{15,18}",
            "(86|0086)?1[3-9][0-9]{9}",
            "0[1-9][0-9]{8,10}",
            "[0-9]{0,21}",
            "9[1-3]430699[0-9]{10}",
        ],
        luhn in any::<bool>(),
        last in "[Xx0-9 号级元]?",
    ) -> String {
        if luhn && digits.len() > 15 {
            let front = &digits[..digits.len() - 1];
            let whole = (0..=9).map(|check| format!("{front}{check}"));
            return whole.clone().find(|card| is_bank_card(card)).unwrap_or(digits);
        }
        format!("{digits}{last}")
    }
}

/// What the glance watches for, and what stands around it in lists.
const WATCHED: &str = "[0-9０-９Xx@.号室栋幢座单元门住址级患诊确生出于癌残疾湘沪青云新川使F妻子女儿长父母\
    孙外婿岳公婆爷奶哥弟姐妹家庭成员监护人之王李张欧阳村组：、 \n-]{0,16}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_short_ways_find_what_the_close_reading_finds(
        number in number_cell(),
        watched in WATCHED,
        noise in "\\PC{0,12}",
        allowed in prop::option::of("[0-9]{7,19}"),
        own in any::<bool>(),
    ) {
        let mut options = ScanOptions {
            reference_date: NaiveDate::from_ymd_opt(2019, 8, 16),
            allowed_numbers: allowed.into_iter().collect(),
            allowed_addresses: Vec::new(),
        };
        if own {
            options.allowed_numbers.push(number.clone());
        }
        let mixed = format!("{watched}{number}{noise}");
        for text in [&number, &watched, &noise, &mixed] {
            prop_assert_eq!(scan_text(text, &options), read_closely(text, &options), "{:?}", text);
        }
    }
}

proptest! {
    #[test]
    fn every_id_is_found_in_noise(
        id in any_id(),
        before in "[一-龥，。、 a-wyz]{0,30}",
        after in "([，。、 ][一-龥，。、 a-z]{0,30})?",
        cuts in proptest::collection::vec((1usize..18, prop::sample::select(vec![" ", "\n", "\r\n", "　", "-"])), 0..4),
    ) {
        let mut written = id.clone();
        let mut cuts = cuts;
        cuts.sort_by_key(|cut| std::cmp::Reverse(cut.0));
        cuts.dedup_by_key(|cut| cut.0);
        for (at, separator) in cuts {
            written.insert_str(at, separator);
        }
        let text = format!("{before}{written}{after}");
        let found = scan_text(&text, &ScanOptions::default());
        let start = before.len();
        prop_assert!(
            found.iter().any(|f| f.kind == FindingKind::Id
                && f.range.start <= start && f.range.end >= start + written.len()),
            "{text:?} {found:?}"
        );
        prop_assert!(!mask_text(&text, &found).contains(&id));
    }

    #[test]
    fn nothing_masked_is_found_again(id in any_id(), rest in "[0-9]{8}", name in "[一-龥]{1,5}") {
        let masked = [
            mask_id(&id),
            mask_phone(&format!("138{rest}")),
            mask_phone(&format!("0730{}", &rest[..7])),
            mask_card(&format!("62220200000{rest}")),
            mask_name(&name),
            mask_minor_name(&name),
        ];
        for text in masked.iter().cloned().chain([masked.join(" "), masked.join("\n")]) {
            prop_assert_eq!(scan_text(&text, &ScanOptions::default()), vec![], "{}", text);
        }
    }

    #[test]
    fn organisations_amounts_and_documents_are_public(
        department in prop::sample::select(vec!["11", "12", "51", "53", "54", "91", "92", "93", "N2"]),
        area in prop::sample::select(vec!["430626", "532328", "430699", "110105", "341702"]),
        organisation in "[0-9A-HJ-NPQRTUWXY]{9}",
        fen in 0i64..1_000_000_000_000,
        number in 1u32..2000,
        serial in 1u32..99_999,
        year in 2000u32..2030,
        month in 1u32..=12,
        day in 1u32..=28,
    ) {
        let head = format!("{department}{area}{organisation}");
        let alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        let code = alphabet.chars().map(|c| format!("{head}{c}")).find(|code| is_credit_code(code));
        let code = code.unwrap();
        let amount = crate::money::Fen(fen);
        let text = format!(
            "{code} {amount}元，木政发〔{year}〕{number}号，{year}-{serial:04}，{year}年{month}月{day}日，\
             {year}-{month:02}-{day:02}，{year}{month:02}{day:02}，000014349/{year}-{serial:05}，\
             索引号{code}/{year}{month:02}-{serial:05}，{}.{:02}",
            fen / 100, fen % 100,
        );
        prop_assert_eq!(kinds(&text), vec![], "{}", text);
    }

    #[test]
    fn arbitrary_text_never_panics(text in any::<String>(), digits in "[0-9xX０-９ \\-\n*/.()号栋村一]{0,80}") {
        let options = ScanOptions {
            reference_date: NaiveDate::from_ymd_opt(2019, 8, 16),
            allowed_numbers: vec![text.clone()],
            allowed_addresses: vec![digits.clone(), text.clone()],
        };
        for text in [&text, &digits, &format!("{text}{digits}")] {
            let found = scan_text(text, &options);
            let masked = mask_text(text, &found);
            prop_assert!(found.iter().all(|f| text.get(f.range.clone()).is_some()));
            prop_assert!(found.is_empty() || masked != *text);
        }
        let _masked = (mask_id(&text), mask_phone(&text), mask_card(&text), mask_name(&text));
        let _damage = super::super::id_number::Damage::detect(&text);
    }
}
