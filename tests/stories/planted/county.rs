//! What goes to the county: fields for its web form and the page that they became; every package on a
//! stick, opened part by part; and what the county answers.

use std::path::Path;

use gongkai_county::{Founding, Limits, Platform};
use serde_json::json;
use stage::county_site::CountySite;
use stage::office::Office;
use tokio::runtime::Runtime;

use super::life::who;
use super::ways::text;
use super::{Person, Watch};

const TOWNSHIP: &str = "430699205";

/// In the window: one item is typed into the county's web system, the others go to a platform by
/// stick, and the platform's receipts come back.
#[track_caller]
pub(super) fn at_the_window(watch: &Watch, office: &Office, (list, written): (&str, &str)) {
    by_hand(watch, list, written);
    let stick = office.path("written/报县");
    std::fs::create_dir_all(&stick).unwrap();
    let runtime = Runtime::new().unwrap();
    let platform = platform(&runtime, Path::new(&office.path("县")));
    let folder = json!({ "carrier": "folder", "address": stick, "township": TOWNSHIP,
        "county_key": platform.public_key().to_string(), "by_itself": false, "domestic": false,
        "acting": who() });
    watch.does("test-county", folder.clone());
    let own = text(&watch.does("set-up-county", folder), "/own_key");
    runtime.block_on(async {
        let (code, own) = (TOWNSHIP.parse().unwrap(), own.parse().unwrap());
        let set = platform.set_signing_key(&code, &own, "县办");
        set.await.unwrap();
    });
    let round = json!({ "confirmed": [], "acting": who() });
    watch.does("plan-county", round.clone());
    watch.does("sync-county", round.clone());
    runtime
        .block_on(platform.exchange(Path::new(&stick)))
        .unwrap();
    watch.does("sync-county", round);
    watch.does("look-at-county", json!({}));
    let letters = watch.does("look-at-county-letters", json!({}));
    let number = &letters["letters"][0]["number"];
    let letter = json!({ "number": number, "acting": who() });
    watch.does("read-county-letter", letter.clone());
    watch.does("mark-county-letter", letter);
    watch.does("look-at-county-rounds", json!({}));
}

/// A platform that knows the township.
fn platform(runtime: &Runtime, folder: &Path) -> Platform {
    let founding = Founding {
        folder,
        database: None,
        name: Some("样例县"),
        address: Some("https://gk.example.gov.cn"),
    };
    runtime.block_on(async {
        let open = Platform::open(&founding, Limits::default(), chrono::Utc::now);
        let platform = open.await.unwrap();
        let code = TOWNSHIP.parse().unwrap();
        let added = platform.add_township(&code, "青禾乡人民政府", "县办");
        added.await.unwrap();
        platform
    })
}

/// The county's web form, filled with the fields of both items; one page is looked at and kept.
fn by_hand(watch: &Watch, list: &str, written: &str) {
    let form = json!({ "carrier": "by_hand", "address": "", "township": TOWNSHIP,
        "by_itself": false, "domestic": false, "acting": who() });
    watch.does("set-up-county", form);
    watch.does("look-at-county-forms", json!({}));
    let own = json!({ "from": "通用", "name": "样例县网站", "acting": who() });
    watch.does("own-county-form", own);
    for item in [list, written] {
        watch.does("fill-county-form", json!({ "disclosure": item }));
    }
    let site = CountySite::opens();
    site.puts(
        "/a.html",
        format!("<h1>公示</h1><p>{}</p>", Person::planted().in_words()),
    );
    let page = json!({ "disclosure": written, "way": "page", "address": site.address("/a.html"),
        "acting": who() });
    watch.does("report-by-hand", page);
    let item = json!({ "disclosure": written, "acting": who() });
    watch.does("check-county-page", item);
    let seen = json!({ "disclosure": written, "why": "题目和日期都对", "acting": who() });
    watch.does("see-county-page", seen);
}

/// Seals and exports everything that waits, and searches each package with everything in it.
#[track_caller]
pub(super) fn reports(watch: &Watch, office: &Office) {
    let stick = office.path("written/报县");
    std::fs::create_dir_all(&stick).unwrap();
    office.does(format!(
        "county set-up --carrier 文件夹 --address {stick} --township 430699205 --as 周禾生"
    ));
    for words in [
        "county plan --as 周禾生".to_owned(),
        format!("county export {stick} --as 周禾生"),
        "county status".to_owned(),
        "county letters".to_owned(),
        "verify".to_owned(),
    ] {
        let heard = office.hears(&words).value;
        watch.search(&format!("gongkai {words}"), &heard.to_string(), true);
    }
    let packages = super::super::privacy::files_of(Path::new(&stick));
    assert!(
        packages.len() >= 3,
        "two releases and a withdrawal: {packages:?}"
    );
    for package in packages {
        watch.wrote(&package);
    }
}
