use super::*;

fn shipped(name: &str) -> Catalogue {
    Catalogue::shipped(name).unwrap()
}

fn entry(catalogue: &Catalogue, code: &str) -> Entry {
    catalogue
        .entry(code)
        .unwrap_or_else(|| panic!("{code}"))
        .clone()
}

/// Characters of each wording as counted in the two plans, blanks and final stops left out.
const SHARED: &[(&str, usize)] = &[
    ("1", 10),
    ("1.2", 30),
    ("1.3", 39),
    ("2", 12),
    ("2.1", 37),
    ("2.2", 32),
    ("2.3", 30),
    ("2.5", 17),
    ("2.6", 9),
    ("3", 9),
    ("3.1", 24),
    ("3.2", 36),
    ("3.3", 14),
    ("3.4", 16),
    ("4", 7),
    ("4.1", 65),
    ("4.3", 17),
    ("4.4", 13),
    ("5", 53),
    ("6", 21),
    ("7", 26),
];
const MUJIN: &[(&str, usize)] = &[
    ("1.1", 31),
    ("2.4", 17),
    ("4.2", 35),
    ("内", 53),
    ("免.1", 7),
    ("免.2", 22),
    ("免.3", 27),
    ("免.4", 40),
    ("免.5", 16),
    ("动态", 29),
];
const PINGTIAN: &[(&str, usize)] = &[("1.1", 36), ("2.4", 19), ("4.2", 37), ("动态", 17)];

#[test]
fn both_plans_are_complete_to_the_character() {
    for (name, own) in [("mujin", MUJIN), ("pingtian", PINGTIAN)] {
        let catalogue = shipped(name);
        let expected: BTreeMap<&str, usize> = SHARED.iter().chain(own).copied().collect();
        let found: BTreeMap<&str, usize> = catalogue
            .entries()
            .iter()
            .map(|entry| (entry.code.as_str(), entry.wording.chars().count()))
            .collect();
        assert_eq!(found, expected, "{name}");
        assert!(catalogue.entries().iter().all(|entry| entry.locked));
        for (group, count) in [
            ("1", 3),
            ("2", 6),
            ("3", 4),
            ("4", 4),
            ("5", 0),
            ("6", 0),
            ("7", 0),
        ] {
            let parent = Some(group.parse().unwrap());
            let children = catalogue
                .entries()
                .iter()
                .filter(|e| e.parent == parent)
                .count();
            assert_eq!(children, count, "{name} {group}");
            assert_eq!(entry(&catalogue, group).group, count > 0);
        }
    }
}

#[test]
fn the_plans_differ_where_they_differ() {
    let (mujin, pingtian) = (shipped("mujin"), shipped("pingtian"));
    assert_eq!(
        entry(&mujin, "2.4").wording,
        "低保生活补助金、救灾物资的发放情况"
    );
    assert_eq!(
        entry(&pingtian, "2.4").wording,
        "五保低保生活补助金、救灾物资的发放情况"
    );
    assert_eq!(
        entry(&mujin, "2.5").wording,
        "政府实事工程的建设、管理及完成情况"
    );
    assert_eq!(
        entry(&pingtian, "2.5").wording,
        "政府投资工程的建设、管理及完成情况"
    );
    assert!(entry(&mujin, "4.1").wording.contains("乡直各单位"));
    assert!(entry(&pingtian, "4.1").wording.contains("乡属各单位"));
    assert!(entry(&pingtian, "1.1").wording.contains("乡属各机关单位"));
    assert!(mujin.head().elements_required && !pingtian.head().elements_required);
    assert_eq!(mujin.head().edition, "mujin-2019");
    assert_eq!(
        pingtian.head().document.number.as_deref(),
        Some("政府发〔2019〕49号")
    );
    assert!(pingtian.entry("内").is_none() && pingtian.exemption_grounds().is_empty());
    for code in ["内", "免.1"] {
        assert_ne!(entry(&mujin, code).mode, DisclosureClass::Proactive);
    }
    let articles: Vec<&[u8]> = mujin
        .exemption_grounds()
        .iter()
        .map(|g| &g.articles[..])
        .collect();
    assert_eq!(articles, [&[14][..], &[15], &[15], &[14, 16], &[14, 16]]);
}

#[test]
fn time_classes_rest_on_a_sentence_or_are_unsettled() {
    for (name, periodic) in [("mujin", true), ("pingtian", false)] {
        let catalogue = shipped(name);
        for entry in catalogue.entries() {
            let settled = entry.time_class != TimeClass::Unsettled;
            assert_eq!(
                entry.time_class_basis.is_some(),
                settled,
                "{name} {}",
                entry.code
            );
        }
        let class = |code| entry(&catalogue, code).time_class;
        assert_eq!(class("1.1"), TimeClass::LongTerm);
        assert_eq!(class("2.1"), TimeClass::Immediate);
        assert_eq!(class("2.4"), TimeClass::Unsettled);
        assert_eq!(class("2.5") == TimeClass::Periodic, periodic);
        assert_eq!(TimeClass::Unsettled.label(), "未定，请确认");
    }
}

#[test]
fn channels_clocks_and_postings_come_with_their_source() {
    let (mujin, pingtian) = (shipped("mujin"), shipped("pingtian"));
    let land = entry(&mujin, "2.3");
    assert_eq!(
        land.channels,
        [Channel::NoticeBoard, Channel::Leaflet, Channel::Website]
    );
    assert_eq!(
        entry(&mujin, "2.4").channels,
        [Channel::NoticeBoard, Channel::Website]
    );
    assert_eq!(entry(&pingtian, "2.3").channels, [Channel::Website]);
    assert_eq!(entry(&mujin, "内").channels, [Channel::InternalBoard]);
    assert_eq!(mujin.clock(&land), &Clock::statutory());
    let budget = entry(&mujin, "3.4");
    assert_eq!(
        (mujin.clock(&budget).n, mujin.clock(&budget).certainty),
        (20, Certainty::Unconfirmed)
    );
    let posting = entry(&mujin, "2.4").posting.unwrap();
    assert_eq!((posting.n, posting.certainty), (7, Certainty::Unconfirmed));
}

#[test]
fn groups_are_not_fileable() {
    let catalogue = shipped("mujin");
    assert_eq!(
        catalogue.fileable(" 2.4 ").unwrap().name,
        "低保、救灾物资发放"
    );
    assert!(matches!(
        catalogue.fileable("2"),
        Err(CatalogueError::GroupNotFileable { .. })
    ));
    assert!(matches!(
        catalogue.fileable("9"),
        Err(CatalogueError::UnknownEntry { .. })
    ));
    assert!(matches!(
        Catalogue::shipped("其他"),
        Err(CatalogueError::NotShipped { .. })
    ));
    assert!(Catalogue::shipped_names().eq(["mujin", "pingtian"]));
}

#[test]
fn own_entries_stand_beside_locked_ones() {
    let mut catalogue = shipped("mujin");
    let official = catalogue.clone();
    let mut own = entry(&catalogue, "2.4");
    assert!(matches!(
        catalogue.add_own(own.clone()),
        Err(CatalogueError::CodeTwice { .. })
    ));
    own.code = "2.7".parse().unwrap();
    own.name = "低保评定".to_owned();
    own.elements
        .insert(Element::Procedure, "个人申请、村评议、乡审核".to_owned());
    catalogue.add_own(own.clone()).unwrap();
    assert!(!entry(&catalogue, "2.7").locked);
    let order: Vec<&str> = catalogue
        .entries()
        .iter()
        .map(|e| e.code.as_str())
        .collect();
    let at = order.iter().position(|code| *code == "2.7").unwrap();
    assert_eq!(order[at - 1..=at + 1], ["2.6", "2.7", "3"]);
    assert_eq!(catalogue.inherited_elements("2.7").len(), 1);
    let again = Catalogue::from_json(&serde_json::to_string(&catalogue).unwrap()).unwrap();
    assert_eq!(again, catalogue);
    assert!(matches!(
        catalogue.remove_own("2.4"),
        Err(CatalogueError::Locked { .. })
    ));
    catalogue.remove_own("2.7").unwrap();
    assert_eq!(catalogue, official);
    own.parent = Some("2.4".parse().unwrap());
    assert!(matches!(
        catalogue.add_own(own.clone()),
        Err(CatalogueError::ParentNotGroup { .. })
    ));
    own.parent = Some("8".parse().unwrap());
    assert!(matches!(
        catalogue.add_own(own),
        Err(CatalogueError::ParentMissing { .. })
    ));
    assert_eq!(catalogue, official);
}

#[test]
fn refuses_catalogues_that_contradict_themselves() {
    let good = serde_json::to_value(shipped("mujin")).unwrap();
    let refused = |change: fn(&mut serde_json::Value)| {
        let mut file = good.clone();
        change(&mut file);
        Catalogue::from_json(&file.to_string()).unwrap_err()
    };
    use CatalogueError as E;
    assert!(matches!(
        refused(|f| f["format"] = 2.into()),
        E::Format { found: 2 }
    ));
    assert!(matches!(
        refused(|f| f["entries"] = serde_json::json!([])),
        E::Empty
    ));
    assert!(matches!(
        refused(|f| f["entries"][2]["code"] = "1.1".into()),
        E::CodeTwice { .. }
    ));
    assert!(matches!(
        refused(|f| f["entries"][0]["parent"] = "1".into()),
        E::Cycle { .. }
    ));
    assert!(matches!(
        refused(|f| f["entries"][1]["parent"] = "1.2".into()),
        E::ParentNotGroup { .. }
    ));
    assert!(matches!(
        refused(|f| f["entries"][1]["wording"] = " ".into()),
        E::NoWords { .. }
    ));
    assert!(matches!(
        refused(|f| f["entries"][2]["time_class"] = "periodic".into()),
        E::TimeClassWithoutBasis { .. }
    ));
    assert!(matches!(
        refused(|f| f["entries"][1]["mode"] = "internal".into()),
        E::ChannelForbidden { .. }
    ));
    assert!(matches!(
        refused(|f| f["exemption_grounds"] = serde_json::json!([])),
        E::GroundUnmapped { .. }
    ));
    assert!(matches!(
        refused(|f| f["entries"][1]["code"] = "a b".into()),
        E::Unreadable { .. }
    ));
    assert!(matches!(
        refused(|f| f["entries"][1]["surprise"] = 1.into()),
        E::Unreadable { .. }
    ));
    assert!(matches!(
        Catalogue::from_json("{"),
        Err(E::Unreadable { .. })
    ));
}

#[test]
fn an_office_settles_only_what_its_plan_leaves_open() {
    use crate::rhythm::Rhythm;
    let mut catalogue = Catalogue::shipped("mujin").unwrap();
    let quarterly = Some(Rhythm::Quarterly);
    catalogue
        .settle_timing("2.4", TimeClass::Periodic, quarterly)
        .unwrap();
    let entry = catalogue.entry("2.4").unwrap();
    assert_eq!(
        (entry.time_class, entry.rhythm()),
        (TimeClass::Periodic, quarterly)
    );
    assert!(check_entries(catalogue.entries()).is_ok());
    catalogue
        .settle_timing("2.5", TimeClass::Periodic, Some(Rhythm::HalfYearly))
        .unwrap();
    let mut refused =
        |code, class, period| catalogue.settle_timing(code, class, period).unwrap_err();
    assert!(matches!(
        refused("1.1", TimeClass::Immediate, None),
        CatalogueError::TimingSettled { .. }
    ));
    assert!(matches!(
        refused("2.2", TimeClass::Unsettled, None),
        CatalogueError::TimingSettled { .. }
    ));
    assert!(matches!(
        refused("2.2", TimeClass::Periodic, None),
        CatalogueError::RhythmUnfit { .. }
    ));
    assert!(matches!(
        refused("免.1", TimeClass::LongTerm, None),
        CatalogueError::TimingSettled { .. }
    ));
}
