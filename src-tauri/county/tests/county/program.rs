//! The finished program: served over TLS, commands beside it, its log, its end.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use gongkai_letters::Signer;
use rcgen::{CertifiedKey, generate_simple_self_signed};

use crate::stage::Office;

pub(crate) fn county(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai-county"));
    command.arg("--data").arg(folder).args(words);
    command
}

pub(crate) fn said(folder: &Path, words: &[&str]) -> (bool, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = county(folder, words).output().unwrap();
    let text = [stdout, stderr].concat();
    (status.success(), String::from_utf8(text).unwrap())
}

/// A served program that is ended with this value, whatever happens.
pub(crate) struct Served(pub(crate) Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_serves_tls_logs_nobody_and_ends_when_told() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = tempfile::tempdir().unwrap();
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (chain, key) = (
        folder.path().join("chain.pem"),
        folder.path().join("key.pem"),
    );
    std::fs::write(&chain, cert.pem()).unwrap();
    std::fs::write(&key, signing_key.serialize_pem()).unwrap();
    let mut command = county(
        folder.path(),
        &["--county", "样例县", "serve", "--listen", "127.0.0.1:0"],
    );
    command
        .arg("--tls-certificate")
        .arg(&chain)
        .arg("--tls-key")
        .arg(&key);
    let mut served = Served(command.stderr(Stdio::piped()).spawn().unwrap());
    let mut log = BufReader::new(served.0.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    let first: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = first["fields"]["address"].as_str().unwrap();
    let (_, port) = address.rsplit_once(':').unwrap();

    let trusted = reqwest::Certificate::from_pem(cert.pem().as_bytes()).unwrap();
    let client = reqwest::Client::builder()
        .tls_certs_only([trusted])
        .no_proxy()
        .build()
        .unwrap();
    let get = |path: String| client.get(format!("https://localhost:{port}{path}")).send();
    let home = get("/".to_owned()).await.unwrap();
    assert!(
        home.headers()["strict-transport-security"]
            .to_str()
            .unwrap()
            .contains("max-age")
    );
    assert!(home.text().await.unwrap().contains("样例县"));

    // A command beside the running server.
    let (done, text) = said(
        folder.path(),
        &["township", "add", "430699205", "青禾乡人民政府"],
    );
    assert!(done && text.contains("gkx-"), "{text}");
    assert!(
        get("/townships/430699205".to_owned())
            .await
            .unwrap()
            .status()
            .is_success()
    );
    get("/search?q=青禾乡".to_owned()).await.unwrap();

    let told = Command::new("kill").arg(served.0.id().to_string()).status();
    assert!(told.unwrap().success());
    assert!(served.0.wait().unwrap().success());
    let rest: Vec<String> = log.lines().map(Result::unwrap).collect();
    assert!(
        rest.iter().any(|line| line.contains("/townships/{code}")),
        "{rest:#?}"
    );
    for line in &rest {
        let parsed: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(parsed["timestamp"].is_string());
        for private in ["430699205", "青禾", "127.0.0.1"] {
            assert!(!line.contains(private), "{line}");
        }
    }
}

#[test]
fn commands_say_what_they_did_and_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| said(folder.path(), words);
    let office = Office::new("430699205", "青禾乡人民政府", 5);
    let key = office.key.public().to_string();
    let (done, text) = run(&[
        "township",
        "add",
        "430699205",
        "青禾乡人民政府",
        "--public-key",
        &key,
    ]);
    assert!(done && text.contains("只显示这一次"), "{text}");
    for (words, sentence) in [
        (
            vec!["township", "add", "430699205", "青禾乡人民政府"],
            "已经登记过",
        ),
        (vec!["township", "add", "4306", "青禾乡"], "9 至 12 位"),
        (vec!["township", "key", "430699299"], "没有登记"),
        (
            vec!["township", "key", "430699205", "--public-key", "ed25519:x"],
            "不是密钥",
        ),
        (
            vec![
                "return",
                "01920000-0000-7000-8000-000000000000",
                "--why",
                "缺",
            ],
            "没有这一事项",
        ),
        (vec!["page", "guide", "指南", "/none"], "读不出"),
        (
            vec!["opinion", "Cargo.toml", "--township", "430699299"],
            "请选择写给哪个乡镇",
        ),
    ] {
        let (done, text) = run(&words);
        assert!(!done && text.contains(sentence), "{words:?}: {text}");
    }
    let guide = folder.path().join("guide.txt");
    std::fs::write(&guide, "一、公开范围\n二、获取方式").unwrap();
    let guide = guide.display().to_string();
    for (words, sentence) in [
        (vec!["township", "list"], "青禾乡人民政府"),
        (vec!["key"], "ed25519:"),
        (
            vec!["page", "guide", "样例县政府信息公开指南", &guide],
            "政府信息公开指南",
        ),
        (vec!["minimum", "20", "--since", "2026-01"], "2026年1月"),
        (
            vec!["notice", "关于报送年报的通知", "--due", "2027-01-15"],
            "已发给 1 个乡镇",
        ),
        (
            vec!["opinion", &guide, "--township", "430699205"],
            "编号 430699205-",
        ),
        (
            vec![
                "request",
                &guide,
                "--township",
                "430699205",
                "--applicant",
                "吴小满",
                "--contact",
                "19900000001",
                "--form",
                "当面领取",
            ],
            "编号 430699205-",
        ),
        (vec!["ranking", "2026-10", "--send"], "未达到"),
        (vec!["person", "何清"], "gkx-"),
        (vec!["packages"], ""),
        (vec!["township", "close", "430699205"], "已停用"),
    ] {
        let (done, text) = run(&words);
        assert!(done && text.contains(sentence), "{words:?}: {text}");
    }
    let key = std::fs::read(folder.path().join("county.key")).unwrap();
    std::fs::write(folder.path().join("county.key"), "damaged").unwrap();
    let (done, text) = run(&["township", "list"]);
    assert!(!done && text.contains("不要另造一把"), "{text}");
    assert!(!key.is_empty());
}

#[test]
fn a_foreign_or_newer_database_is_not_touched() {
    for (stamp, version, sentence) in [
        (0x1234, 1, "不是县平台的数据库"),
        (0x474B_5850, 99, "请用新版程序"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("county.db");
        let other = rusqlite::Connection::open(&path).unwrap();
        other.pragma_update(None, "application_id", stamp).unwrap();
        other.pragma_update(None, "user_version", version).unwrap();
        drop(other);
        let before = std::fs::read(&path).unwrap();
        let (done, text) = said(folder.path(), &["township", "list"]);
        assert!(!done && text.contains(sentence), "{text}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}
