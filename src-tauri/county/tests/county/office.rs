//! The page of the county's own people: who gets in, and that what they do arrives at the township
//! as signed letters.

use gongkai_letters::Metadata;
use reqwest::{Response, StatusCode};

use crate::stage::{County, item};

/// Somebody with a browser that keeps one cookie.
struct Visitor<'a> {
    county: &'a County,
    cookie: String,
}

impl Visitor<'_> {
    async fn log_in(&mut self, key: &str) -> Response {
        let response = self.send("/office/login", &[("key", key)]).await;
        if let Some(cookie) = response.headers().get("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        response
    }

    async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let asked = self.county.client.post(self.county.url(path));
        let asked = asked.header("cookie", &self.cookie);
        let asked = asked.header("content-type", "application/x-www-form-urlencoded");
        asked.body(encoded(fields)).send().await.unwrap()
    }

    async fn page(&self, path: &str) -> (StatusCode, String) {
        let asked = self.county.client.get(self.county.url(path));
        let response = asked.header("cookie", &self.cookie).send().await.unwrap();
        (response.status(), response.text().await.unwrap())
    }

    /// The word that every form of this sitting carries.
    async fn word(&self) -> String {
        let (_, page) = self.page("/office").await;
        let (_, rest) = page.split_once("name=\"word\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}

/// Fields as a form sends them.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    let escaped =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let fields = fields.iter();
    let fields: Vec<String> = fields
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect();
    fields.join("&")
}

pub(crate) async fn returns_notices_and_ranking(county: &County) {
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    county.township("430699206", "石桥乡人民政府").await;
    let sheet = office.sheet(item(), "缺采购方式的一件");
    let id = sheet.disclosure.to_string();
    county
        .send(&mut office, Metadata::Disclosure(Box::new(sheet)), "正文")
        .await;

    let key = county
        .platform
        .add_office_person("何清", "命令行")
        .await
        .unwrap();
    let mut person = Visitor {
        county,
        cookie: String::new(),
    };
    assert_eq!(person.log_in(&key).await.status(), StatusCode::SEE_OTHER);
    let (status, page) = person.page("/office").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        page.contains("缺采购方式的一件") && page.contains("青禾乡人民政府"),
        "{page}"
    );
    let (_, form) = person.page(&format!("/office/return?item={id}")).await;
    assert!(form.contains("缺采购方式的一件"), "{form}");

    let word = person.word().await;
    for (reason, status) in [
        ("附件缺少采购方式", StatusCode::SEE_OTHER),
        ("  ", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let fields = [
            ("word", word.as_str()),
            ("disclosure", &id),
            ("reason", reason),
            ("field", "附件"),
        ];
        let sent = person.send("/office/return", &fields).await;
        assert_eq!(sent.status(), status, "{reason}");
    }
    let notice = [
        ("word", word.as_str()),
        ("kind", "notice"),
        ("title", "关于报送年报的通知"),
        ("number", "样公开办〔2026〕3号"),
        ("due", "2027-01-15"),
        ("township", ""),
        ("text", "请于一月十五日前报送。"),
    ];
    assert_eq!(
        person.send("/office/notice", &notice).await.status(),
        StatusCode::SEE_OTHER
    );
    let minimum = [
        ("word", word.as_str()),
        ("month", "2026-01"),
        ("released", "2"),
    ];
    assert_eq!(
        person.send("/office/minimum", &minimum).await.status(),
        StatusCode::SEE_OTHER
    );
    let (_, page) = person.page("/office/ranking?month=2026-10").await;
    assert!(
        page.contains("未达到，差 1 条") && page.contains("未达到，差 2 条"),
        "{page}"
    );
    let month = [("word", word.as_str()), ("month", "2026-10")];
    assert_eq!(
        person.send("/office/ranking/send", &month).await.status(),
        StatusCode::SEE_OTHER
    );

    let letters = county.letters(&office).await;
    let [_, returned, notice, ranking] = letters.as_slice() else {
        panic!("{letters:?}");
    };
    let Metadata::Return(back) = &returned.0 else {
        panic!("{returned:?}")
    };
    assert_eq!(
        (back.disclosure.to_string(), back.field.as_deref()),
        (id, Some("附件"))
    );
    assert_eq!(back.reason, "附件缺少采购方式");
    let Metadata::Notice(circular) = &notice.0 else {
        panic!("{notice:?}")
    };
    assert_eq!(
        circular.due.map(|day| day.to_string()).as_deref(),
        Some("2027-01-15")
    );
    assert_eq!(notice.1.as_deref(), Some("请于一月十五日前报送。"));
    let Metadata::Ranking(stood) = &ranking.0 else {
        panic!("{ranking:?}")
    };
    assert_eq!(
        (stood.place, stood.of, stood.released, stood.minimum),
        (1, 2, 1, 2)
    );
    let (_, page) = person.page("/office").await;
    assert!(
        page.contains("退回修改：缺采购方式的一件") && page.contains("何清"),
        "{page}"
    );
}

/// What everybody of the office reads on its page.
pub(crate) async fn page(county: &County) -> String {
    let key = county.platform.add_office_person("何清", "命令行").await;
    let mut person = Visitor {
        county,
        cookie: String::new(),
    };
    person.log_in(&key.unwrap()).await;
    person.page("/office").await.1
}

pub(crate) async fn nobody_else_gets_in(county: &County) {
    let key = county
        .platform
        .add_office_person("何清", "命令行")
        .await
        .unwrap();
    let mut person = Visitor {
        county,
        cookie: String::new(),
    };
    let (status, page) = person.page("/office").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(page.contains("登录口令"), "{page}");
    for path in ["/office/notice", "/office/ranking", "/office/return?item=x"] {
        assert_eq!(
            person.page(path).await.0,
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
    }
    assert_eq!(
        person.log_in("gkx-0").await.status(),
        StatusCode::UNAUTHORIZED
    );
    assert!(person.cookie.is_empty());
    person.log_in(&key).await;

    // A form that another site made him send.
    for word in ["", "gkx-0"] {
        let forged = [("word", word), ("month", "2026-01"), ("released", "9")];
        assert_eq!(
            person.send("/office/minimum", &forged).await.status(),
            StatusCode::FORBIDDEN
        );
    }
    let asked = county
        .client
        .post(county.url("/office/login"))
        .header("origin", "https://elsewhere.test");
    let asked = asked.header("content-type", "application/x-www-form-urlencoded");
    let answer = asked.body(format!("key={key}")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);

    // Through a proxy that does not say that it speaks TLS: somebody could read along.
    for (proto, expected) in [("http", StatusCode::FORBIDDEN), ("https", StatusCode::OK)] {
        let asked = county
            .client
            .get(county.url("/office"))
            .header("cookie", &person.cookie);
        let asked = asked
            .header("x-forwarded-for", "192.0.2.7")
            .header("x-forwarded-proto", proto);
        assert_eq!(asked.send().await.unwrap().status(), expected, "{proto}");
    }
    let word = person.word().await;
    person.send("/office/logout", &[("word", &word)]).await;
    assert_eq!(person.page("/office").await.0, StatusCode::UNAUTHORIZED);
    let old = person.log_in(&key).await;
    assert_eq!(old.status(), StatusCode::SEE_OTHER);
    county
        .platform
        .add_office_person("何清", "命令行")
        .await
        .unwrap();
    assert_eq!(
        person.log_in(&key).await.status(),
        StatusCode::UNAUTHORIZED,
        "the old key has ended"
    );
}
