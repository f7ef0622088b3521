//! What the document says and what the server answers are the same ways; and what machines ask.

use std::collections::BTreeSet;
use std::io::{Read, Write};

use gongkai_letters::Metadata;
use reqwest::{Method, StatusCode};

use crate::stage::{County, Kept, item};

const DOCUMENT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../docs/county-link/openapi.yaml"
);

/// Method and path of every way in the document.
fn documented() -> BTreeSet<(String, String)> {
    let text = std::fs::read_to_string(DOCUMENT).unwrap();
    let (_, paths) = text.split_once("\npaths:\n").unwrap();
    let (mut ways, mut path) = (BTreeSet::new(), String::new());
    for line in paths
        .lines()
        .take_while(|line| line.is_empty() || line.starts_with(' '))
    {
        if let Some(name) = line.strip_prefix("  /") {
            path = format!("/{}", name.trim_end_matches(':'));
        } else if let Some(method) = line.strip_prefix("    ") {
            let method = method.trim_end_matches(':');
            if ["get", "put", "post", "delete"].contains(&method) {
                ways.insert((method.to_owned(), path.clone()));
            }
        }
    }
    ways
}

#[test]
fn the_document_names_every_way_and_no_other() {
    let served: BTreeSet<_> = gongkai_county::ways()
        .into_iter()
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    assert_eq!(documented(), served);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_documented_way_is_answered_and_guarded() {
    let county = County::open(&Kept::Embedded).await;
    for (method, path) in documented() {
        let filled = path
            .replace("{code}", "430699205")
            .replace("{package}", "x")
            .replace("{number}", "1");
        let method: Method = method.to_uppercase().parse().unwrap();
        let response = county
            .client
            .request(method, county.url(&filled))
            .send()
            .await
            .unwrap();
        let expected = if path.contains("{code}") {
            StatusCode::UNAUTHORIZED
        } else {
            StatusCode::OK
        };
        assert_eq!(response.status(), expected, "{path}");
        let wrong = county
            .client
            .delete(county.url(&filled))
            .send()
            .await
            .unwrap();
        assert_eq!(wrong.status(), StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn machines_see_health_and_counters_without_names() {
    let county = County::open(&Kept::Embedded).await;
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let sheet = office.sheet(item(), "要计数的一件");
    county
        .send(&mut office, Metadata::Disclosure(Box::new(sheet)), "正文")
        .await;
    county.shown("/search?q=要计数").await;
    assert!(county.shown("/v1/health").await.contains("ok"));
    let counted = county.shown("/metrics").await;
    assert!(
        counted.contains("gongkai_county_packages_total{outcome=\"taken\"} 1"),
        "{counted}"
    );
    assert!(
        counted.contains("route=\"/v1/townships/{code}/packages/{package}\",status=\"201\""),
        "{counted}"
    );
    for private in ["430699205", "要计数", "青禾"] {
        assert!(!counted.contains(private), "{private}");
    }
    let far = county
        .client
        .get(county.url("/metrics"))
        .header("x-forwarded-for", "192.0.2.7");
    assert_eq!(far.send().await.unwrap().status(), StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_must_say_its_length_and_keep_it() {
    let county = County::open(&Kept::Embedded).await;
    let office = county.township("430699205", "青禾乡人民政府").await;
    let (address, bearer) = (county.address, office.bearer.clone());
    let asked = move |rest: &str| {
        let mut socket = std::net::TcpStream::connect(address).unwrap();
        let head = "PUT /v1/townships/430699205/packages/01920000-0000-7000-8000-000000000000 HTTP/1.1\r\n\
                    Host: county\r\nConnection: close\r\n";
        write!(socket, "{head}Authorization: Bearer {bearer}\r\n{rest}").unwrap();
        socket.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = String::new();
        let _ = socket.read_to_string(&mut answer);
        answer
    };
    let answers = tokio::task::spawn_blocking(move || {
        [
            asked("Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"),
            asked("Content-Length: 99999999999\r\n\r\nx"),
            asked("Content-Length: 10\r\n\r\nabc"),
        ]
    });
    let [unsaid, large, cut] = answers.await.unwrap();
    assert!(unsaid.starts_with("HTTP/1.1 411"), "{unsaid}");
    assert!(large.starts_with("HTTP/1.1 413"), "{large}");
    assert!(cut.is_empty() || cut.starts_with("HTTP/1.1 400"), "{cut}");
    assert!(county.letters(&office).await.is_empty());
}
