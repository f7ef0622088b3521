//! What a citizen writes on the site reaches its township as a signed letter and nobody else; what is
//! wrong with it is said above what was typed.

use gongkai_letters::Metadata;
use reqwest::{RequestBuilder, StatusCode};

use crate::office::{self, encoded};
use crate::stage::{County, Kept, Office, item};

/// What must stand nowhere but in the letter.
const SECRETS: [&str; 3] = ["公示栏上的字太小", "19900000001", "吴小满"];

fn post(county: &County, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
    let asked = county.client.post(county.url(path));
    let asked = asked.header("content-type", "application/x-www-form-urlencoded");
    asked.body(encoded(fields))
}

/// Hands a form in; answers with its number where it was taken, otherwise with the page.
async fn hand_in(
    county: &County,
    path: &str,
    fields: &[(&str, &str)],
) -> Result<String, (StatusCode, String)> {
    let answer = post(county, path, fields).send().await.unwrap();
    let status = answer.status();
    let to = answer.headers().get("location").cloned();
    let Some(to) = to else {
        return Err((status, answer.text().await.unwrap()));
    };
    let to = to.to_str().unwrap();
    let thanks = county.shown(to).await;
    let (_, number) = to.split_once("number=").unwrap();
    assert!(thanks.contains(number), "{thanks}");
    Ok(number.to_owned())
}

async fn released(county: &County, office: &mut Office) -> String {
    let sheet = office.sheet(item(), "上坪村公示栏张贴情况");
    let id = sheet.disclosure.to_string();
    let said = Metadata::Disclosure(Box::new(sheet));
    county.send(office, said, "正文").await;
    id
}

pub(crate) async fn reaches_its_township_alone(county: &County) {
    let mut green = county.township("430699205", "青禾乡人民政府").await;
    let stone = county.township("430699206", "石桥乡人民政府").await;
    let id = released(county, &mut green).await;
    let page = county.shown(&format!("/items/{id}")).await;
    assert!(page.contains(&format!("/opinion?item={id}")), "{page}");
    let form = county.shown(&format!("/opinion?item={id}")).await;
    assert!(form.contains("上坪村公示栏张贴情况"), "{form}");
    let led = county.shown("/opinion?township=430699205&text=代笔").await;
    assert!(!led.contains("代笔"), "an address wrote on the page: {led}");

    let [text, contact, applicant] = SECRETS;
    let opinion = [
        ("item", id.as_str()),
        ("text", text),
        ("contact", contact),
        ("homepage", ""),
    ];
    let first = hand_in(county, "/opinion", &opinion).await.unwrap();
    let request = [
        ("township", "430699205"),
        ("applicant", applicant),
        ("contact", contact),
        ("wanted", "2025年危房改造验收单"),
        ("form", "邮寄纸质件"),
    ];
    let second = hand_in(county, "/request", &request).await.unwrap();
    assert_ne!(first, second);

    let letters = county.letters(&green).await;
    let [
        _,
        (Metadata::Opinion(opinion), _),
        (Metadata::Request(request), _),
    ] = letters.as_slice()
    else {
        panic!("{letters:?}");
    };
    let said = (opinion.text.as_str(), opinion.contact.as_deref());
    assert_eq!(said, (text, Some(contact)));
    assert_eq!(opinion.disclosure.map(|id| id.to_string()), Some(id));
    assert_eq!(
        (opinion.number.as_str(), request.number.as_str()),
        (first.as_str(), second.as_str())
    );
    assert_eq!(
        (request.applicant.as_str(), request.form.as_deref()),
        (applicant, Some("邮寄纸质件"))
    );
    assert!(county.letters(&stone).await.is_empty());

    let sent = office::page(county).await;
    assert!(sent.contains(&first) && sent.contains(&second), "{sent}");
    for secret in SECRETS {
        assert!(!sent.contains(secret), "{sent}");
        let found = county.shown(&format!("/search?q={secret}")).await;
        assert!(!found.contains("/items/"), "{found}");
    }
}

pub(crate) async fn what_is_wrong_is_said(county: &County) {
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    county.township("430699206", "石桥乡人民政府").await;
    let closed = "430699206".parse().unwrap();
    county
        .platform
        .close_township(&closed, "何清")
        .await
        .unwrap();
    let form = county.shown("/request").await;
    assert!(
        form.contains("青禾乡") && !form.contains("石桥乡"),
        "{form}"
    );

    let long = "长".repeat(2001);
    let kept = "写了很久的一段";
    for (path, fields, sentence) in [
        (
            "/opinion",
            [("township", ""), ("text", kept)],
            "选择写给哪个乡镇",
        ),
        (
            "/opinion",
            [("township", "430699299"), ("text", kept)],
            "选择写给哪个乡镇",
        ),
        (
            "/opinion",
            [("township", "430699206"), ("text", kept)],
            "选择写给哪个乡镇",
        ),
        (
            "/opinion",
            [("township", "430699205"), ("text", " \n ")],
            "“意见内容”",
        ),
        (
            "/opinion",
            [("township", "430699205"), ("text", &long)],
            "最多写 2000 个字",
        ),
        (
            "/request",
            [("township", "430699205"), ("wanted", kept)],
            "“姓名或者单位名称”",
        ),
    ] {
        let (status, page) = hand_in(county, path, &fields).await.unwrap_err();
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(page.contains(sentence), "{sentence}: {page}");
        let typed = fields[1].1.trim();
        assert!(page.contains(typed), "what was typed is lost: {page}");
    }
    let form = [
        ("township", "430699205"),
        ("applicant", "吴小满"),
        ("contact", "19900000001"),
        ("wanted", kept),
        ("form", "托梦"),
    ];
    let (_, page) = hand_in(county, "/request", &form).await.unwrap_err();
    assert!(page.contains("选一种提供方式"), "{page}");

    let good = [("township", "430699205"), ("text", kept)];
    let robot = [good[0], good[1], ("homepage", "https://elsewhere.test")];
    let (status, _) = hand_in(county, "/opinion", &robot).await.unwrap_err();
    assert_eq!(status, StatusCode::FORBIDDEN);
    let foreign = post(county, "/opinion", &good).header("origin", "https://elsewhere.test");
    assert_eq!(
        foreign.send().await.unwrap().status(),
        StatusCode::FORBIDDEN
    );
    let readable = post(county, "/opinion", &good).header("x-forwarded-for", "192.0.2.7");
    assert_eq!(
        readable.send().await.unwrap().status(),
        StatusCode::FORBIDDEN
    );
    let huge = [good[0], ("text", &long.repeat(20))];
    // What is too long is not read to its end, and the line is closed after it.
    let refused = post(county, "/opinion", &huge).header("connection", "close");
    assert_eq!(
        refused.send().await.unwrap().status(),
        StatusCode::PAYLOAD_TOO_LARGE
    );
    for path in ["/written", "/written?number=%3Cb%3E", "/opinion?item=none"] {
        assert_eq!(county.page(path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(
        county.letters(&office).await.is_empty(),
        "nothing was passed on"
    );

    let id = released(county, &mut office).await;
    let wrong = [("item", id.as_str()), ("text", "")];
    let (_, page) = hand_in(county, "/opinion", &wrong).await.unwrap_err();
    assert!(page.contains("上坪村公示栏张贴情况"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_township_cannot_be_flooded() {
    let county = County::open(&Kept::Embedded).await;
    county.township("430699205", "青禾乡人民政府").await;
    county.township("430699206", "石桥乡人民政府").await;
    let to = |code| [("township", code), ("text", "同一句话")];
    let mut taken = 0;
    let refused = loop {
        match hand_in(&county, "/opinion", &to("430699205")).await {
            Ok(_) => taken += 1,
            Err((status, _)) => break status,
        }
        assert!(taken < 100, "nobody stops it");
    };
    assert_eq!(refused, StatusCode::TOO_MANY_REQUESTS);
    hand_in(&county, "/opinion", &to("430699206"))
        .await
        .expect("others are still written to");
}
