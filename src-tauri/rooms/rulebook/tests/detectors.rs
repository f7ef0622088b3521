//! How surely private values are found, measured on invented ones: every form of every kind is
//! found, and numbers that only look like one are left alone. The dice are seeded: a failure comes
//! again.
#![expect(clippy::panic, reason = "a test that fails says where")]

use std::fmt::Write as _;

#[path = "detectors/dice.rs"]
mod dice;

use dice::{Dice, credit_code, cut, wide};
use gongkai_rulebook::privacy::joined::{over_cells, over_rows, part};
use gongkai_rulebook::privacy::{FindingKind, ScanOptions, mask_text, scan_text};

/// How many of each form are tried.
const TRIED: usize = 2_000;

/// How many numbers of each harmless kind are tried.
const HARMLESS: usize = 20_000;

/// Tries a form many times: each time the value is found where it stands, and what is shown instead
/// holds it no more and is not found again.
#[track_caller]
fn all_found(
    kind: FindingKind,
    form: &str,
    mut make: impl FnMut(&mut Dice) -> (String, String, String),
) {
    let mut dice = Dice(form.bytes().map(u64::from).sum());
    for _ in 0..TRIED {
        let (before, value, after) = make(&mut dice);
        let text = format!("{before}{value}{after}");
        let findings = scan_text(&text, &ScanOptions::default());
        let (start, end) = (before.len(), before.len() + value.len());
        let covers = |found: &&gongkai_rulebook::privacy::Finding| {
            // A card may obey the rules of an identity number by chance: it is masked all the same.
            let called = found.kind == kind
                || kind == FindingKind::BankCard && found.kind == FindingKind::Id;
            called && found.range.start <= start && found.range.end >= end
        };
        assert!(
            findings.iter().any(|found| covers(&found)),
            "{form}: {text:?} {findings:?}"
        );
        let masked = mask_text(&text, &findings);
        assert!(!masked.contains(&value), "{form}: {masked:?}");
        let again = scan_text(&masked, &ScanOptions::default());
        assert!(again.is_empty(), "{form}: {masked:?} {again:?}");
    }
}

fn alone(value: String) -> (String, String, String) {
    (String::new(), value, String::new())
}

fn in_words(value: String) -> (String, String, String) {
    ("领款人".to_owned(), value, "，予以公示。".to_owned())
}

#[test]
fn every_identity_number_is_found_in_every_form() {
    let id = FindingKind::Id;
    all_found(id, "alone", |dice| alone(dice.id()));
    all_found(id, "in words", |dice| in_words(dice.id()));
    all_found(id, "lower case", |dice| in_words(dice.id().to_lowercase()));
    all_found(id, "full width", |dice| in_words(wide(&dice.id())));
    all_found(id, "apart by blanks", |dice| {
        in_words(cut(&dice.id(), &[6, 10, 14], " "))
    });
    all_found(id, "apart by dashes", |dice| {
        in_words(cut(&dice.id(), &[6, 14], "-"))
    });
    all_found(id, "apart by wide dashes", |dice| {
        in_words(cut(&dice.id(), &[6, 14], "－"))
    });
    all_found(id, "over lines", |dice| {
        let at = 1 + dice.below(17) as usize;
        in_words(cut(&dice.id(), &[at], "\n"))
    });
    all_found(id, "over two lines of a PDF", |dice| {
        let at = 4 + dice.below(10) as usize;
        in_words(cut(&dice.id(), &[at], " \r\n "))
    });
    all_found(id, "digit by digit", |dice| {
        let places: Vec<usize> = (1..18).collect();
        in_words(cut(&dice.id(), &places, " "))
    });
    all_found(id, "with its last digits lost", |dice| {
        in_words(format!("{}000", &dice.id()[..15]))
    });
    all_found(id, "on a disabled person's certificate", |dice| {
        ("证号".to_owned(), dice.id(), "42，".to_owned())
    });
    all_found(id, "old", |dice| alone(dice.old_id()));
    all_found(id, "old, in words", |dice| in_words(dice.old_id()));
    all_found(id, "old, full width", |dice| in_words(wide(&dice.old_id())));
    all_found(id, "old, apart by blanks", |dice| {
        in_words(cut(&dice.old_id(), &[6, 12], " "))
    });
    all_found(id, "old, apart by dashes", |dice| {
        in_words(cut(&dice.old_id(), &[6, 12], "-"))
    });
    all_found(id, "old, over lines", |dice| {
        let at = 4 + dice.below(8) as usize;
        in_words(cut(&dice.old_id(), &[at], "\n"))
    });
}

#[test]
fn a_number_over_cells_and_rows_is_found() {
    let mut dice = Dice(7);
    for _ in 0..TRIED {
        for number in [dice.id(), dice.old_id()] {
            let at = 6 + dice.below(number.len() as u64 - 9) as usize;
            let (one, other) = number.split_at(at);
            let cells = [part("3组"), part(one), part(other), part("张三")];
            let joined = over_cells(&cells);
            assert!(
                joined.iter().any(|found| found.cells == (1..=2)),
                "{number} at {at}"
            );
            assert_eq!(
                over_rows(one, other),
                Some(number.clone()),
                "{number} at {at}"
            );
            assert_eq!(over_rows(&wide(one), &format!(" {other}")), Some(number));
        }
        let id = dice.id();
        let boxes: Vec<_> = (0..id.len()).map(|at| part(&id[at..=at])).collect();
        assert_eq!(over_cells(&boxes).len(), 1, "{id}");
    }
}

#[test]
fn every_telephone_and_account_is_found() {
    let phone = FindingKind::Phone;
    all_found(phone, "mobile", |dice| alone(dice.mobile()));
    all_found(phone, "mobile in words", |dice| in_words(dice.mobile()));
    all_found(phone, "mobile, full width", |dice| {
        in_words(wide(&dice.mobile()))
    });
    all_found(phone, "mobile, blanks", |dice| {
        in_words(cut(&dice.mobile(), &[3, 7], " "))
    });
    all_found(phone, "mobile, dashes", |dice| {
        in_words(cut(&dice.mobile(), &[3, 7], "-"))
    });
    all_found(phone, "mobile, +86", |dice| {
        (
            " +".to_owned(),
            format!("86{}", dice.mobile()),
            " 。".to_owned(),
        )
    });
    for area in ["0730", "010", "0755", "021"] {
        all_found(phone, area, |dice| {
            in_words(format!("{area}-{}", dice.line()))
        });
        all_found(phone, area, |dice| {
            in_words(format!("{area}{}", dice.line()))
        });
        all_found(phone, area, |dice| {
            in_words(format!("{area} {}", dice.line()))
        });
    }
    all_found(phone, "brackets", |dice| {
        (
            "电话（".to_owned(),
            format!("0730）{}", dice.line()),
            "。".to_owned(),
        )
    });
    all_found(phone, "without its area", |dice| {
        ("联系电话：".to_owned(), dice.line(), "。".to_owned())
    });
    let card = FindingKind::BankCard;
    all_found(card, "card", |dice| alone(dice.card()));
    all_found(card, "card in words", |dice| in_words(dice.card()));
    all_found(card, "card, full width", |dice| {
        in_words(wide(&dice.card()))
    });
    all_found(card, "card in fours", |dice| {
        in_words(cut(&dice.card(), &[4, 8, 12, 16], " "))
    });
    all_found(card, "一卡通 of a farmers' bank", |dice| {
        (
            "一卡通账号：".to_owned(),
            format!("8104{}", dice.digits(13)),
            "。".to_owned(),
        )
    });
    all_found(card, "passbook", |dice| {
        (
            "存折账号".to_owned(),
            format!("8{}", dice.digits(11)),
            "。".to_owned(),
        )
    });
}

#[test]
fn what_words_give_away_is_found() {
    all_found(FindingKind::Address, "house", |dice| {
        let house = 1 + dice.below(400);
        (
            "住石桥村3组".to_owned(),
            format!("{house}号"),
            "。".to_owned(),
        )
    });
    all_found(FindingKind::Address, "flat", |dice| {
        let (building, flat) = (1 + dice.below(30), 101 + dice.below(900));
        (
            "幸福小区".to_owned(),
            format!("{building}栋2单元{flat}室"),
            "。".to_owned(),
        )
    });
    all_found(FindingKind::Address, "farmstead", |dice| {
        let place = dice
            .of(&["老屋场", "樟树湾", "下院子", "新塘坳"])
            .to_owned();
        (
            "家庭住址：样例县青禾乡上坪村2组".to_owned(),
            place,
            "，".to_owned(),
        )
    });
    all_found(FindingKind::BirthDate, "born", |dice| {
        let (year, month, day) = dice.birth();
        (
            "，男，".to_owned(),
            format!("{year}年{month}月{day}日"),
            "出生，".to_owned(),
        )
    });
    all_found(FindingKind::BirthDate, "birth date", |dice| {
        let (year, month, day) = dice.birth();
        let mark = dice.of(&["-", ".", "/"]);
        (
            "出生日期：".to_owned(),
            format!("{year}{mark}{month:02}{mark}{day:02}"),
            "；".to_owned(),
        )
    });
    all_found(FindingKind::BirthDate, "month of birth", |dice| {
        let (year, month, _) = dice.birth();
        (
            "女，".to_owned(),
            format!("{year}年{month}月"),
            "生，".to_owned(),
        )
    });
    all_found(FindingKind::BirthDate, "eight digits", |dice| {
        let (year, month, day) = dice.birth();
        (
            "生于".to_owned(),
            format!("{year}{month:02}{day:02}"),
            "。".to_owned(),
        )
    });
    all_found(FindingKind::Household, "member", |dice| {
        let relation = dice.of(&["妻子", "女儿", "长子：", "家庭成员：", "父亲是"]);
        (relation.to_owned(), dice.name(), "，".to_owned())
    });
    all_found(FindingKind::Sensitive, "grade", |dice| {
        let grade = dice.of(&["一", "二", "三", "四"]);
        (
            "本人".to_owned(),
            format!("肢体{grade}级残疾"),
            "，".to_owned(),
        )
    });
    all_found(FindingKind::Sensitive, "grade on a certificate", |dice| {
        let grade = dice.of(&["一", "二", "3", "4"]);
        (
            "持证，".to_owned(),
            format!("残疾等级：{grade}级"),
            "。".to_owned(),
        )
    });
    all_found(FindingKind::Sensitive, "illness", |dice| {
        let illness = dice.of(&["尿毒症", "肺癌", "白血病", "精神分裂症", "糖尿病"]);
        (
            "户主".to_owned(),
            format!("患{}", illness.trim_end_matches("分裂症")),
            "，".to_owned(),
        )
    });
    all_found(FindingKind::Email, "e-mail", |dice| {
        let host = dice.of(&["qq.com", "163.com", "sina.com.cn", "example.gov.cn"]);
        (
            "邮箱：".to_owned(),
            format!("{}@{host}", dice.digits(9)),
            "。".to_owned(),
        )
    });
    all_found(FindingKind::Email, "e-mail, full width", |dice| {
        (
            "邮箱：".to_owned(),
            wide(&format!("xu.changfu{}@163.com", dice.digits(2))),
            "。".to_owned(),
        )
    });
    all_found(FindingKind::Plate, "plate", |dice| in_words(dice.plate()));
    all_found(FindingKind::Plate, "plate with its dot", |dice| {
        in_words(cut(&dice.plate(), &[2], "·"))
    });
    all_found(FindingKind::Plate, "plate, small letters", |dice| {
        in_words(dice.plate().to_lowercase())
    });
    all_found(FindingKind::Plate, "plate, full width", |dice| {
        in_words(wide(&dice.plate()))
    });
    all_found(FindingKind::Plate, "new-energy plate", |dice| {
        in_words(dice.new_energy_plate())
    });
}

/// Counts false alarms of a kind of number and holds their share below 0.1 %.
#[track_caller]
fn left_alone(what: &str, mut make: impl FnMut(&mut Dice) -> String) {
    let mut dice = Dice(what.bytes().map(u64::from).sum());
    let mut alarms = String::new();
    let mut count = 0;
    for _ in 0..HARMLESS {
        let text = make(&mut dice);
        if !scan_text(&text, &ScanOptions::default()).is_empty() {
            count += 1;
            if count <= 5 {
                let _ = write!(alarms, "{text:?} ");
            }
        }
    }
    if count * 1_000 >= HARMLESS {
        panic!("{what}: {count} false alarms of {HARMLESS}: {alarms}");
    }
}

#[test]
fn what_only_looks_like_a_private_number_is_left_alone() {
    left_alone("amounts", |dice| {
        let whole = 7 + dice.below(4) as u32;
        format!("{}.{}", dice.below(10_u64.pow(whole)), dice.digits(2))
    });
    left_alone("amounts in words", |dice| {
        format!("合计{}元", dice.below(1_000_000_000_000))
    });
    left_alone("amounts with commas", |dice| {
        format!(
            "{},{},{}.{}",
            1 + dice.below(999),
            dice.digits(3),
            dice.digits(3),
            dice.digits(2)
        )
    });
    left_alone("credit codes", |dice| {
        let department = dice.of(&["11", "12", "51", "53", "91", "92", "93", "N2"]);
        let area = dice.of(&["430626", "110105", "430699", "532328"]);
        credit_code(&format!("{department}{area}{}", dice.digits(9)))
    });
    left_alone("credit codes in words", |dice| {
        let code = credit_code(&format!("91430699MA{}", dice.digits(7)));
        format!("统一社会信用代码：{code}")
    });
    left_alone("document numbers", |dice| {
        let office = dice.of(&["木政发", "国办发", "湘政办函", "平民发"]);
        format!(
            "{office}〔{}〕{}号",
            2000 + dice.below(30),
            1 + dice.below(3000)
        )
    });
    left_alone("register numbers", |dice| {
        format!(
            "{}-{:04}-{}",
            2000 + dice.below(30),
            dice.below(10_000),
            1 + dice.below(9)
        )
    });
    left_alone("index numbers", |dice| {
        format!(
            "{}/{}-{:05}",
            dice.digits(9),
            2000 + dice.below(30),
            dice.below(100_000)
        )
    });
    left_alone("order numbers by date", |dice| {
        let (_, month, day) = dice.birth();
        format!(
            "20{:02}{month:02}{day:02}{}",
            10 + dice.below(20),
            dice.digits(4 + 2 * 3)
        )
    });
    left_alone("order numbers that are called so", |dice| {
        let called = dice.of(&[
            "订单号：",
            "流水号",
            "合同编号：",
            "快递单号 ",
            "凭证号：",
            "发票号码（编号）：",
        ]);
        let length = 12 + dice.below(8) as usize;
        format!("{called}{}", dice.digits(length))
    });
    left_alone("invoice codes", |dice| {
        format!("0{}{}00{}", 11 + dice.below(53), "001900", dice.digits(2))
    });
    left_alone("eleven digits that no telephone begins with", |dice| {
        format!(
            "{}{}",
            dice.of(&["10", "11", "12", "2", "3", "8", "9"]),
            dice.digits(10)
        )[..11]
            .to_owned()
    });
    left_alone("ten digits", |dice| {
        format!("{}{}", 1 + dice.below(9), dice.digits(9))
    });
    left_alone("twelve digits", |dice| {
        format!("{}{}", 1 + dice.below(9), dice.digits(11))
    });
    left_alone("eight digits", |dice| dice.digits(8));
    left_alone("postcodes and areas", |dice| {
        format!("邮编{}，面积{}平方米", dice.digits(6), dice.digits(4))
    });
    left_alone("dates", |dice| {
        let (year, month, day) = dice.birth();
        format!("{year}年{month}月{day}日，{year}-{month:02}-{day:02}，{year}{month:02}{day:02}")
    });
    left_alone("service numbers", |dice| {
        format!(
            "{}，400-{}-{}",
            dice.of(&["12345", "95588", "12315", "110"]),
            dice.digits(3),
            dice.digits(4)
        )
    });
    left_alone("project and plot numbers", |dice| {
        format!(
            "{}-{}-{:03}",
            dice.digits(4),
            dice.digits(2),
            dice.below(1000)
        )
    });
    left_alone("small numbers side by side", |dice| {
        let cells: Vec<String> = (0..3).map(|_| dice.below(20_000).to_string()).collect();
        format!("{}.00 {}", cells.join(" "), dice.below(100))
    });
    left_alone("amounts of a printed table", |dice| {
        let cells: Vec<String> = (0..10)
            .map(|_| format!("{}.00", dice.below(20_000)))
            .collect();
        cells.join(" ")
    });
}

#[test]
fn numbers_side_by_side_are_seldom_taken_for_one() {
    let mut dice = Dice(11);
    let mut alarms = 0;
    for _ in 0..HARMLESS {
        let cells: Vec<String> = (0..10)
            .map(|_| {
                let length = 1 + dice.below(7) as usize;
                dice.digits(length)
            })
            .collect();
        let parts: Vec<_> = cells.iter().map(|cell| part(cell)).collect();
        let below = over_rows(&cells[0], &cells[1]);
        alarms += usize::from(!over_cells(&parts).is_empty() || below.is_some());
    }
    let numbers = HARMLESS * 10;
    assert!(alarms * 1_000 < numbers, "{alarms} of {numbers}");
}
