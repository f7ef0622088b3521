use proptest::prelude::*;

use super::*;
use crate::operation;
use crate::throwaway::Office;

fn office_with(texts: &[(&str, &str, &str)]) -> (Office, Store) {
    let office = Office::new();
    let mut store = office.write();
    store
        .change(operation!("index"), |change| {
            texts.iter().try_for_each(|(subject, part, text)| {
                index(change, "disclosure", subject, part, text)
            })
        })
        .unwrap();
    (office, store)
}

fn subjects(store: &Store, typed: &str) -> Vec<String> {
    let hits = store.search(&Words::parse(typed), 50).unwrap();
    hits.into_iter().map(|hit| hit.subject).collect()
}

#[test]
fn finds_by_characters_words_initials_and_numbers() {
    let (_office, store) = office_with(&[
        ("1", "title", "2026年第3季度低保发放名单（上坪村）"),
        ("2", "title", "重修石桥村水渠工程 WPS 表"),
        ("3", "title", "危房改造、低收入户；放发"),
    ]);
    for (typed, expected) in [
        ("低", vec!["3", "1"]),
        ("低保", vec!["1"]),
        ("低保发放", vec!["1"]),
        ("dbff", vec!["1"]),
        ("DB", vec!["1"]),
        ("dbffmd", vec!["1"]),
        ("dbffx", vec![]),
        ("低保 mingdan", vec![]),
        ("低保 spc", vec!["1"]),
        ("２０２６", vec!["1"]),
        ("2026 村", vec!["1"]),
        ("村", vec!["2", "1"]),
        ("wps", vec!["2"]),
        ("cx", vec!["2"]),
        ("zx", vec!["2"]),
        ("放名", vec!["1"]),
        ("造低", vec![]),
        ("", vec![]),
        ("，。", vec![]),
    ] {
        assert_eq!(subjects(&store, typed), expected, "{typed}");
        for (subject, text) in [
            ("1", "2026年第3季度低保发放名单（上坪村）"),
            ("2", "重修石桥村水渠工程 WPS 表"),
        ] {
            let words = Words::parse(typed);
            let matched = !words.is_empty() && words.match_text(text);
            assert_eq!(matched, expected.contains(&subject), "{typed} in {text}");
        }
    }
}

#[test]
fn rare_and_private_characters_are_found() {
    let (_office, store) = office_with(&[("1", "rows 1", "王𬭊\n李\u{E123}明\n欧阳〇一")]);
    for typed in ["𬭊", "王𬭊", "\u{E123}", "李\u{E123}明", "〇一"] {
        assert_eq!(subjects(&store, typed), ["1"], "{typed}");
    }
    assert!(
        subjects(&store, "𬭊李").is_empty(),
        "rows are not neighbours"
    );
}

#[test]
fn a_new_text_replaces_the_old_and_is_forgotten_whole() {
    let (_office, mut store) = office_with(&[("1", "title", "旧标题"), ("1", "body", "正文")]);
    let words = |typed| Words::parse(typed);
    store
        .change(operation!("index"), |change| {
            index(change, "disclosure", "1", "title", "新标题")
        })
        .unwrap();
    assert!(subjects(&store, "旧").is_empty());
    assert_eq!(store.search(&words("新标题"), 9).unwrap()[0].part, "title");
    store
        .change(operation!("forget"), |change| {
            forget(change, "disclosure", "1")
        })
        .unwrap();
    assert!(subjects(&store, "正文").is_empty());
    assert!(subjects(&store, "新").is_empty());
}

#[test]
fn syntax_is_only_text() {
    let (_office, store) = office_with(&[("1", "title", "低保 OR 五保 near")]);
    for typed in [
        "\"",
        "*",
        "低保*",
        "terms:低保",
        "低保 OR",
        "NEAR(",
        "^低",
        "'; --",
        "\0",
        "-低保",
    ] {
        store.search(&Words::parse(typed), 9).unwrap();
    }
    assert_eq!(subjects(&store, "or"), ["1"]);
    assert!(subjects(&store, "AND").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_stretch_of_an_indexed_text_finds_it(
        text in "[\u{4e00}-\u{9fa5}，a-z0-9]{2,60}",
        others in prop::collection::vec("[\u{4e00}-\u{4e20}]{1,20}", 0..4),
        start in 0..60_usize,
        length in 2..12_usize,
    ) {
        let others: Vec<_> = others.iter().map(|other| ("other", "x", other.as_str())).collect();
        let mut texts = vec![("it", "title", text.as_str())];
        texts.extend(others);
        let (_office, store) = office_with(&texts);
        let characters: Vec<char> = text.chars().collect();
        let start = start % characters.len();
        let piece: Vec<char> = characters[start..].iter().copied().take(length).collect();
        let wide = piece.iter().all(|c| !c.is_ascii());
        let typed: String = piece.iter().collect();
        if wide && typed != "，" && !Words::parse(&typed).is_empty() {
            prop_assert!(subjects(&store, &typed).contains(&"it".to_owned()), "{typed} in {text}");
            prop_assert!(Words::parse(&typed).match_text(&text));
        }
        let initials: Option<String> = piece
            .iter()
            .map(|&one| cut::initials(one).first().map(|&letter| char::from(letter)))
            .collect();
        if let Some(initials) = initials.filter(|initials| (2..=4).contains(&initials.len())) {
            let words = Words::parse(&initials);
            prop_assert!(words.match_text(&text), "{initials} in {text}");
            prop_assert!(subjects(&store, &initials).contains(&"it".to_owned()), "{initials} in {text}");
        }
    }
}
