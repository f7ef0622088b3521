//! What every answer of an HTTP server means, spoken by a real one; and what a cut line means.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use gongkai_letters::Standing;
use gongkai_mailroom::{Access, Carrier, Http, MailError, Put, Retry};

use super::sides::{County, key, report};

/// A server that hears one request and answers so; it gives back what it heard.
fn server(answer: String) -> (String, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let heard = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut heard = Vec::new();
        let mut piece = [0; 4096];
        while !whole(&heard) {
            let read = stream.read(&mut piece).unwrap();
            if read == 0 {
                break;
            }
            heard.extend(&piece[..read]);
        }
        stream.write_all(answer.as_bytes()).unwrap();
        stream.shutdown(Shutdown::Both).unwrap_or_default();
        heard
    });
    (address, heard)
}

/// Whether head and body of a request are there.
fn whole(heard: &[u8]) -> bool {
    let text = String::from_utf8_lossy(heard).into_owned();
    let Some((head, _)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, length)| length.parse().unwrap());
    heard.len() >= head.len() + 4 + length
}

fn http(address: String) -> Http {
    let access = Access {
        address,
        authorization: Some("Bearer key-of-the-township".to_owned()),
        root: None,
    };
    Http::new(access, "430699205".parse().unwrap()).unwrap()
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}"
    )
}

fn put(status: &str, headers: &str, body: &str) -> Result<Put, MailError> {
    let (address, heard) = server(answer(status, headers, body));
    let package = report(1, &Standing::default(), &key(1));
    let put = http(address).put(&package.name(), &package.bytes);
    let heard = heard.join().unwrap();
    assert!(
        heard.ends_with(&package.bytes),
        "the package arrives as it is"
    );
    let head = String::from_utf8_lossy(&heard).to_lowercase();
    assert!(
        head.starts_with("put /v1/townships/430699205/packages/"),
        "{head}"
    );
    assert!(head.contains("authorization: bearer key-of-the-township"));
    assert!(head.contains("content-type: application/vnd.gongkai.package"));
    put
}

#[test]
fn every_answer_has_its_meaning() {
    let standings = serde_json::to_string(&County::new().standings()).unwrap();
    for status in ["201 Created", "200 OK"] {
        assert!(
            matches!(put(status, "", &standings), Ok(Put::Taken(_))),
            "{status}"
        );
    }
    let chain = format!(r#"{{"code":"chain","text":"接不上","standing":{standings}}}"#);
    let refused = r#"{"code":"signature","field":null,"text":"签名不符"}"#;
    let cases = [
        (
            "409 Conflict",
            "",
            chain.as_str(),
            "chain",
            Retry::AskAPerson,
        ),
        (
            "409 Conflict",
            "",
            r#"{"code":"different","text":""}"#,
            "different",
            Retry::AskAPerson,
        ),
        (
            "422 Unprocessable",
            "",
            refused,
            "refused",
            Retry::AskAPerson,
        ),
        ("401 Unauthorized", "", "", "county-key", Retry::AskAPerson),
        ("403 Forbidden", "", "", "county-key", Retry::AskAPerson),
        ("413 Too Large", "", "", "too-big", Retry::Never),
        (
            "429 Too Many",
            "Retry-After: 7\r\n",
            "",
            "busy",
            Retry::After(Duration::from_secs(7)),
        ),
        ("503 Unavailable", "", "", "busy", Retry::Later),
        ("500 Broken", "", "", "county-fault", Retry::Later),
        ("200 OK", "", "<html>", "not-a-county", Retry::AskAPerson),
        (
            "302 Found",
            "Location: http://127.0.0.1:1/\r\n",
            "",
            "not-a-county",
            Retry::AskAPerson,
        ),
    ];
    for (status, headers, body, code, retry) in cases {
        let error = put(status, headers, body).unwrap_err();
        assert_eq!((error.code(), error.retry()), (code, retry), "{status}");
    }
}

#[test]
fn a_line_that_is_cut_leaves_it_open_and_is_tried_later() {
    for cut in [
        "",
        "HTTP/1.1 201 Cre",
        "HTTP/1.1 201 Created\r\nContent-Length: 900\r\n\r\n{",
    ] {
        let (address, heard) = server(cut.to_owned());
        let error = http(address).standing().unwrap_err();
        heard.join().unwrap();
        assert_eq!(
            (error.code(), error.retry()),
            ("unreachable", Retry::Later),
            "{cut}"
        );
    }
    let nobody = http("http://127.0.0.1:1".to_owned())
        .standing()
        .unwrap_err();
    assert_eq!(nobody.code(), "unreachable");
}

#[test]
fn an_answer_without_end_is_not_heard_to_its_end() {
    let (address, heard) = server(answer("200 OK", "", &" ".repeat(2 << 20)));
    assert!(http(address).standing().is_err());
    // The server may find the line closed; it has been heard out either way.
    let _ = heard.join();
}
