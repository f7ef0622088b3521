//! The public site and the office page in a real browser, where the site forbids every script: no
//! hindrance that axe-core calls serious, nothing that runs over the edge, at the county's screen
//! and on a telephone.
//!
//! `GONGKAI_KEEP` names a folder for pictures of everything that was seen.

use std::process::{Child, Command, Stdio};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use gongkai_letters::{ItemSheet, Metadata, ReportSheet};
use serde_json::{Value, json};

use crate::stage::{County, Kept, Office, attached, item};

/// Written by somebody else, and judges the page.
const AXE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../ui/node_modules/axe-core/axe.min.js"
);

/// What axe-core finds to be a serious or critical hindrance, one line each.
const JUDGE: &str = "const found = await window.axe.run(document, { resultTypes: ['violations'] }); \
    return found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)) \
    .flatMap((one) => one.nodes.map((node) => one.id + ': ' + node.html.slice(0, 200)))";

/// Whether the page can be pushed sideways.
const SIDEWAYS: &str = "return document.documentElement.scrollWidth - window.innerWidth";

/// Widths and heights of screens.
const SCREENS: [(&str, u32, u32); 2] = [("screen", 1366, 768), ("telephone", 375, 720)];

/// A browser with its driver, both ended with this value.
struct Browser {
    driver: Child,
    port: u16,
    client: Client,
    folder: tempfile::TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The group: a driver that is killed alone leaves its browser behind.
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-9", "--", &group]).status();
        let _ = self.driver.wait();
    }
}

impl Browser {
    async fn open() -> Self {
        use std::os::unix::process::CommandExt as _;
        let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        drop(socket);
        let folder = tempfile::tempdir().unwrap();
        let mut driver = Command::new("chromedriver");
        driver
            .arg(format!("--port={port}"))
            .env("HOME", folder.path())
            .env("TMPDIR", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        let driver = driver
            .spawn()
            .expect("chromedriver: run `cargo xtask setup`");
        let client = connect(port).await;
        Self {
            driver,
            port,
            client,
            folder,
        }
    }

    async fn sized(&self, width: u32, height: u32) {
        let session = self.client.session_id().await.unwrap().unwrap();
        let path = format!(
            "http://127.0.0.1:{}/session/{session}/goog/cdp/execute",
            self.port
        );
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let body = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": metrics });
        let said = reqwest::Client::builder().no_proxy().build().unwrap();
        let said = said.post(path).body(body.to_string()).send().await.unwrap();
        assert!(said.status().is_success());
    }

    /// What is wrong with a page, at both sizes.
    async fn judge(&self, county: &County, name: &str, path: &str) -> Vec<String> {
        let axe = std::fs::read_to_string(AXE).expect("axe-core: npm ci in ui");
        let mut wrong = Vec::new();
        for (screen, width, height) in SCREENS {
            self.sized(width, height).await;
            self.client.goto(&county.url(path)).await.unwrap();
            self.keep(&format!("{name}-{screen}")).await;
            let over = self.client.execute(SIDEWAYS, vec![]).await.unwrap();
            if over.as_i64().unwrap_or(1) > 0 {
                wrong.push(format!("{name}, {screen}: {over} over the edge"));
            }
            self.client.execute(&axe, vec![]).await.unwrap();
            let found = self.client.execute(JUDGE, vec![]).await.unwrap();
            let found: Vec<String> = serde_json::from_value(found).unwrap();
            wrong.extend(
                found
                    .into_iter()
                    .map(|one| format!("{name}, {screen}: {one}")),
            );
        }
        wrong
    }

    async fn keep(&self, name: &str) {
        if let Some(folder) = std::env::var_os("GONGKAI_KEEP") {
            let picture = self.client.screenshot().await.unwrap();
            let path = std::path::Path::new(&folder).join(format!("county-{name}.png"));
            std::fs::write(path, picture).unwrap();
        }
    }
}

async fn connect(port: u16) -> Client {
    let options = json!({ "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--force-color-profile=srgb", "--lang=zh-CN",
    ] });
    let mut capabilities = Capabilities::new();
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    for _ in 0..600 {
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        let mut builder = ClientBuilder::new(connector);
        let asked = builder.capabilities(capabilities.clone());
        match asked.connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => return client,
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
        }
    }
    panic!("chromedriver does not answer");
}

const BODY: &str = "根据《社会救助暂行办法》和县民政局有关规定，经村民代表会议民主评议、乡人民政府审核，现将上坪村2026年第三季度农村低保金发放情况公示如下。\n\
    本季度发放57户、133人，共计35,910.00元，已于2026年9月28日通过社会保障卡发放到户。名单张贴在村公开栏，按规定不在网上公布。\n\
    公示期自2026年10月16日起至2026年10月22日止。对公示内容有疑问的，可以口头或者书面向乡纪委反映，监督电话见乡政务公开栏。";

/// A county as it looks after some months.
async fn furnish(county: &County) -> [String; 3] {
    let mut green = county.township("430699205", "青禾乡人民政府").await;
    let mut stone = county.township("430699206", "石桥乡人民政府").await;
    county.township("430699207", "云岭镇人民政府").await;
    let catalogue = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../assets/catalogues/mujin.json"
    );
    let catalogue = std::fs::read_to_string(catalogue).unwrap();
    let catalogue = serde_json::from_str(&catalogue).unwrap();
    county
        .platform
        .set_catalogue(&catalogue, "何清")
        .await
        .unwrap();
    for (day, title) in (1..).zip([
        "2026年中央财政农业生产救灾资金分配方案",
        "石桥村通组公路硬化工程招标结果公告",
        "关于做好今冬明春森林防火工作的通告",
        "2026年第三季度乡财政收支情况",
        "下坪村危房改造补助对象名单（第二批）公示",
        "上坪村集体资产出租合同公示",
        "2026年高标准农田建设项目竣工验收情况",
    ]) {
        let office = if day % 2 == 0 { &mut green } else { &mut stone };
        let mut sheet = office.sheet(item(), title);
        sheet.released_on = chrono::NaiveDate::from_ymd_opt(2026, 10, day).unwrap();
        sheet.entry = if day % 3 == 0 { "2.2" } else { "1.1" }.parse().unwrap();
        county
            .send(office, Metadata::Disclosure(Box::new(sheet)), BODY)
            .await;
    }
    let shown = showpiece(county, &mut green).await;
    let report = ReportSheet {
        period: "2025".to_owned(),
        title: "青禾乡2025年政府信息公开工作年度报告".to_owned(),
        publisher: green.name.clone(),
        figures: std::collections::BTreeMap::new(),
        attachments: Vec::new(),
    };
    county
        .send(&mut green, Metadata::AnnualReport(report), BODY)
        .await;
    shown
}

/// An item with everything; one that was corrected; one that was withdrawn.
async fn showpiece(county: &County, office: &mut Office) -> [String; 3] {
    let mut sheet = office.sheet(item(), "上坪村2026年第三季度农村低保金发放情况公示");
    let (attachment, line) = attached("上坪村低保金发放汇总表.xlsx", &[7; 24_000]);
    sheet.attachments = vec![line];
    let whole = sheet.disclosure;
    let package = office.pack(
        Metadata::Disclosure(Box::new(sheet)),
        BODY,
        vec![attachment],
    );
    county.deliver(office, &package).await;
    let mut reading = office.sheet(item(), "农村低保金怎么算、怎么领（解读）");
    reading.interprets = Some(whole);
    county
        .send(office, Metadata::Disclosure(Box::new(reading)), BODY)
        .await;
    let wrong = office.sheet(item(), "2026年水利建设资金使用情况");
    county
        .send(office, Metadata::Disclosure(Box::new(wrong.clone())), BODY)
        .await;
    let right = ItemSheet {
        disclosure: item(),
        corrects: Some(wrong.disclosure),
        why: Some("第二项工程的金额有误".to_owned()),
        ..wrong.clone()
    };
    county
        .send(office, Metadata::Correction(Box::new(right)), BODY)
        .await;
    let back = office.sheet(item(), "下坪村临时救助对象名单公示");
    county
        .send(office, Metadata::Disclosure(Box::new(back.clone())), BODY)
        .await;
    let back = ItemSheet {
        why: Some("名单中有不应公开的内容".to_owned()),
        ..back
    };
    county
        .send(office, Metadata::Withdrawal(Box::new(back.clone())), "")
        .await;
    [whole, wrong.disclosure, back.disclosure].map(|id| id.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_page() {
    let county = County::open(&Kept::Embedded).await;
    let browser = Browser::open().await;
    let mut wrong = browser.judge(&county, "empty", "/").await;
    let [whole, corrected, withdrawn] = furnish(&county).await.map(|id| format!("/items/{id}"));
    for (name, path) in [
        ("home", "/"),
        ("disclosed", "/disclosed"),
        ("entry", "/disclosed?entry=2.4"),
        ("item", &whole),
        ("corrected", &corrected),
        ("withdrawn", &withdrawn),
        ("annual", "/annual"),
        ("guide", "/guide"),
        ("rules", "/rules"),
        ("search", "/search?q=低保金"),
        ("nothing", "/search?q=天文"),
        ("asking", "/search"),
        ("township", "/townships/430699206"),
        ("request", "/request?township=430699205"),
        ("opinion", &whole.replace("/items/", "/opinion?item=")),
        ("written", "/written?number=430699205-2026-8"),
        ("nowhere", "/nowhere"),
        ("login", "/office"),
    ] {
        wrong.extend(browser.judge(&county, name, path).await);
    }
    let key = county
        .platform
        .add_office_person("何清", "命令行")
        .await
        .unwrap();
    county
        .platform
        .set_minimum("2026-01".parse().unwrap(), 5, "何清")
        .await
        .unwrap();
    browser.client.goto(&county.url("/office")).await.unwrap();
    let field = browser.client.find(Locator::Css("#key")).await.unwrap();
    field.send_keys(&format!("{key}\u{e007}")).await.unwrap();
    browser
        .client
        .wait()
        .for_element(Locator::Css("table.rows"))
        .await
        .unwrap();
    let item = whole.trim_start_matches("/items/");
    for (name, path) in [
        ("office", "/office".to_owned()),
        ("returning", format!("/office/return?item={item}")),
        ("notice", "/office/notice".to_owned()),
        ("ranking", "/office/ranking?month=2026-10".to_owned()),
    ] {
        wrong.extend(browser.judge(&county, name, &path).await);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(browser.folder.path().exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_finds_an_item_by_keyboard_alone() {
    let county = County::open(&Kept::Embedded).await;
    let browser = Browser::open().await;
    let [whole, _, _] = furnish(&county).await;
    browser.client.goto(&county.url("/")).await.unwrap();
    let active = "return document.activeElement.textContent.trim() || document.activeElement.id";
    let body = browser.client.find(Locator::Css("body")).await.unwrap();
    body.send_keys("\t").await.unwrap();
    let first: Value = browser.client.execute(active, vec![]).await.unwrap();
    assert_eq!(first, "跳到正文");
    let field = browser.client.find(Locator::Css("#q")).await.unwrap();
    field.send_keys("上坪村低保\u{e007}").await.unwrap();
    // The first page has the same link, until it is gone.
    let found = browser.client.wait();
    let found = found
        .for_element(Locator::Css("section[aria-label='查找结果']"))
        .await;
    let title = "上坪村2026年第三季度农村低保金发放情况公示";
    let link = found.unwrap().find(Locator::LinkText(title)).await;
    link.unwrap().send_keys("\u{e007}").await.unwrap();
    browser
        .client
        .wait()
        .for_element(Locator::Css("dl.fields"))
        .await
        .unwrap();
    let address = browser.client.current_url().await.unwrap();
    assert!(address.path().ends_with(&whole), "{address}");
}
