//! What the public sees, as a visitor without scripts sees it; what it still sees of what was corrected,
//! and that nothing is seen any more of what was withdrawn.

use gongkai_letters::{ItemSheet, Metadata, ReportSheet};
use reqwest::StatusCode;

use crate::stage::{County, Office, attached, item};

fn sheet(office: &Office, title: &str) -> ItemSheet {
    office.sheet(item(), title)
}

pub(crate) async fn what_the_public_sees(county: &County) {
    assert!(county.shown("/").await.contains("还没有公开的信息"));
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let mut given = sheet(&office, "上坪村2026年第三季度<低保金>发放情况公示");
    let (attachment, line) = attached("发放汇总&说明.xlsx", b"PK made by a village");
    given.attachments = vec![line];
    let id = given.disclosure;
    let text = "经村民代表会议评议，现予公示。\n\n监督电话见公开栏。\u{7}";
    let package = office.pack(
        Metadata::Disclosure(Box::new(given)),
        text,
        vec![attachment],
    );
    county.deliver(&mut office, &package).await;
    let mut reading = sheet(&office, "《低保金发放办法》解读");
    reading.interprets = Some(id);
    let explaining = reading.disclosure;
    county
        .send(
            &mut office,
            Metadata::Disclosure(Box::new(reading)),
            "一问一答",
        )
        .await;

    let page = county.shown(&format!("/items/{id}")).await;
    for words in [
        "上坪村2026年第三季度&#60;低保金&#62;发放情况公示",
        "430699205/2026-00001",
        "青政发〔2026〕9号",
        "青禾乡人民政府",
        "2026年10月12日",
        "2026年10月15日",
        "低保、救灾物资发放",
        "主动公开",
        "面向全社会",
        "有效",
        "低保；公示",
        "按季度公示低保金发放的户数和金额。",
        "<p>经村民代表会议评议，现予公示。</p>",
        "<p>监督电话见公开栏。</p>",
        "发放汇总&#38;说明.xlsx",
        "解读：《低保金发放办法》解读",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("<script"));
    let back = county.shown(&format!("/items/{explaining}")).await;
    assert!(back.contains(&format!("href=\"/items/{id}\"")), "{back}");

    let fetch = |path: String| county.client.get(county.url(&path)).send();
    let file = fetch(format!("/items/{id}/files/1")).await.unwrap();
    let headers = file.headers().clone();
    assert!(
        headers["content-disposition"]
            .to_str()
            .unwrap()
            .starts_with("attachment;")
    );
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert!(
        headers["content-security-policy"]
            .to_str()
            .unwrap()
            .starts_with("default-src 'none'")
    );
    assert_eq!(
        file.bytes().await.unwrap().as_ref(),
        b"PK made by a village"
    );
    let copy = fetch(format!("/items/{id}/copy.pdf")).await.unwrap();
    assert!(copy.bytes().await.unwrap().starts_with(b"%PDF-"));

    for path in [
        "/",
        "/disclosed",
        "/disclosed?entry=2.4",
        "/townships/430699205",
        "/feed.xml",
    ] {
        let page = county.shown(path).await;
        assert!(page.contains("上坪村2026年第三季度"), "{path}: {page}");
    }
    let feed = county.shown("/townships/430699205/feed.xml").await;
    assert!(
        feed.contains(&format!("https://gk.example.test/items/{id}")),
        "{feed}"
    );
    assert!(feed.contains("Thu, 15 Oct 2026"), "{feed}");

    let report = ReportSheet {
        period: "2025".to_owned(),
        title: "青禾乡2025年政府信息公开工作年度报告".to_owned(),
        publisher: office.name.clone(),
        figures: std::collections::BTreeMap::new(),
        attachments: Vec::new(),
    };
    county
        .send(
            &mut office,
            Metadata::AnnualReport(report.clone()),
            "一、总体情况",
        )
        .await;
    county
        .send(
            &mut office,
            Metadata::AnnualReport(report),
            "一、总体情况（改）",
        )
        .await;
    let annual = county.shown("/annual").await;
    assert_eq!(
        annual
            .matches("青禾乡2025年政府信息公开工作年度报告")
            .count(),
        1,
        "{annual}"
    );
    assert!(county.shown("/guide").await.contains("指南还没有放上来"));
    assert!(county.shown("/rules").await.contains("制度还没有放上来"));
    for nowhere in [
        "/items/none",
        "/items/none/files/1",
        "/townships/1",
        "/pages/guide/county/1",
        "/x",
    ] {
        assert_eq!(
            county.page(nowhere).await.0,
            StatusCode::NOT_FOUND,
            "{nowhere}"
        );
    }
}

pub(crate) async fn corrected_and_withdrawn(county: &County) {
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let wrong = sheet(&office, "下坪村危房改造名单");
    let (old, new) = (wrong.disclosure, item());
    let (attachment, line) = attached("名单.xlsx", b"wrong rows");
    let wrong = ItemSheet {
        attachments: vec![line],
        summary: "误列一户".to_owned(),
        ..wrong
    };
    let package = office.pack(
        Metadata::Disclosure(Box::new(wrong.clone())),
        "误列的正文",
        vec![attachment],
    );
    county.deliver(&mut office, &package).await;
    assert!(
        county
            .shown("/search?q=误列")
            .await
            .contains("下坪村危房改造名单")
    );

    let mended = ItemSheet {
        disclosure: new,
        corrects: Some(old),
        why: Some("户数有误".to_owned()),
        attachments: vec![],
        title: "下坪村危房改造名单（更正）".to_owned(),
        summary: "更正后的说明".to_owned(),
        ..wrong.clone()
    };
    county
        .send(
            &mut office,
            Metadata::Correction(Box::new(mended.clone())),
            "更正后的正文",
        )
        .await;
    let page = county.shown(&format!("/items/{old}")).await;
    assert!(
        page.contains("本信息已更正") && page.contains("户数有误"),
        "{page}"
    );
    assert!(page.contains(&format!("href=\"/items/{new}\"")), "{page}");
    // What was wrong can be read and compared; its files, which bear no mark, are gone.
    for words in ["误列的正文", "<dd>已更正</dd>", "只供对照"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = county.shown(&format!("/items/{new}")).await;
    assert!(
        page.contains("更正后的正文") && page.contains("对以前公开内容的更正"),
        "{page}"
    );
    assert!(page.contains(&format!("href=\"/items/{old}\"")), "{page}");
    assert_eq!(
        county.page(&format!("/items/{old}/files/1")).await.0,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        county.page(&format!("/items/{old}/copy.pdf")).await.0,
        StatusCode::NOT_FOUND
    );
    assert!(!county.shown("/search?q=误列").await.contains("下坪村"));

    let taken_back = ItemSheet {
        why: Some("村里提出异议".to_owned()),
        ..mended
    };
    county
        .send(&mut office, Metadata::Withdrawal(Box::new(taken_back)), "")
        .await;
    let (status, page) = county.page(&format!("/items/{new}")).await;
    assert_eq!(status, StatusCode::GONE);
    assert!(
        page.contains("已由发布机构撤回") && page.contains("村里提出异议"),
        "{page}"
    );
    assert!(page.contains("<dd>已撤回</dd>"), "{page}");
    for gone in ["更正后的正文", "更正后的说明"] {
        assert!(!page.contains(gone), "{gone}");
    }
    assert_eq!(
        county.page(&format!("/items/{new}/copy.pdf")).await.0,
        StatusCode::NOT_FOUND
    );
    assert!(!county.shown("/search?q=更正后").await.contains("/items/"));
    assert!(!county.shown("/feed.xml").await.contains("<item>"));
    assert!(
        county.shown("/disclosed").await.contains("已撤回"),
        "its notice stays"
    );

    // Another township speaks of neither.
    let mut stranger = county.township("430699206", "石桥乡人民政府").await;
    let theirs = ItemSheet {
        corrects: Some(old),
        ..stranger.sheet(item(), "冒名更正")
    };
    let package = stranger.pack(Metadata::Correction(Box::new(theirs)), "", vec![]);
    let answer = county.put(&stranger, &package).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    stranger.standing = package.standing;
    let own = Metadata::Disclosure(Box::new(stranger.sheet(item(), "自己的")));
    county.send(&mut stranger, own, "").await;
}

pub(crate) async fn found_by_words(county: &County) {
    let mut green = county.township("430699205", "青禾乡人民政府").await;
    let mut stone = county.township("430699206", "石桥乡人民政府").await;
    let first = green.sheet(item(), "水利建设资金使用情况");
    county
        .send(
            &mut green,
            Metadata::Disclosure(Box::new(first)),
            "塘坝清淤 WPS 表 2026 年",
        )
        .await;
    let second = stone.sheet(item(), "道路硬化招标结果");
    county
        .send(
            &mut stone,
            Metadata::Disclosure(Box::new(second)),
            "通组公路三公里",
        )
        .await;
    for (question, found, other) in [
        ("水利", "水利建设", "道路硬化"),
        ("塘", "水利建设", "道路硬化"),
        ("wps", "水利建设", "道路硬化"),
        ("２０２６年%20清淤", "水利建设", "道路硬化"),
        ("公路三公里", "道路硬化", "水利建设"),
        ("石桥乡", "道路硬化", "水利建设"),
    ] {
        let page = county.shown(&format!("/search?q={question}")).await;
        assert!(
            page.contains(found) && !page.contains(other),
            "{question}: {page}"
        );
    }
    for (whose, found) in [("430699206", false), ("430699205", true), ("4306", false)] {
        let page = county
            .shown(&format!("/search?q=情况&township={whose}"))
            .await;
        assert_eq!(page.contains("水利建设"), found, "{whose}: {page}");
    }
    for odd in [
        "'",
        "\"%20OR%201",
        "&",
        "%26%20|%20!",
        "*",
        "%00",
        "NOT",
        "低保%25",
    ] {
        let page = county.shown(&format!("/search?q={odd}")).await;
        assert!(page.contains("查找"), "{odd}");
    }
}

/// Newest first, whatever came first, over months and pages; of one day, what came last comes first.
pub(crate) async fn found_newest_first(county: &County) {
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let mut days = Vec::new();
    // More in one year than are asked for at once, and some of the year before.
    for number in 0..72_i64 {
        let mut given = sheet(&office, &format!("塘坝维修第{number}号"));
        given.released_on -= chrono::Duration::days(number * 7 % 72 * 5);
        days.push((given.released_on, number, given.disclosure));
        let said = Metadata::Disclosure(Box::new(given));
        county.send(&mut office, said, "正文").await;
    }
    // Given out once more on a later day, it moves.
    let (_, number, id) = days.remove(5);
    let mut again = office.sheet(id, &format!("塘坝维修第{number}号"));
    again.released_on += chrono::Duration::days(40);
    days.push((again.released_on, number, id));
    let said = Metadata::Disclosure(Box::new(again));
    county.send(&mut office, said, "正文").await;
    days.sort();
    days.reverse();
    let mut found = Vec::new();
    for page in 1..=4 {
        let text = county
            .shown(&format!("/search?q=塘坝维修&page={page}"))
            .await;
        let numbers = text.split("塘坝维修第").skip(1);
        found.extend(numbers.map(|rest| rest.split('号').next().unwrap().to_owned()));
    }
    let expected: Vec<String> = days
        .iter()
        .map(|(_, number, _)| number.to_string())
        .collect();
    assert_eq!(found, expected);
}
