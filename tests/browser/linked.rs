//! What others send, looked at as every other page is: the county's letters of every kind, an item that
//! it sent back, a platform that is another one now, a draft whose key nobody has compared, a text
//! that two desks have changed.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use stage::county::County;
use stage::office::Office;
use tempfile::TempDir;

use super::Walk;
use super::stops::opens;
use crate::stories::county_link::{COUNTY, joined, synced};
use crate::stories::stations::{handed, taken, two};
use crate::stories::{draft, released, text, three};

/// An office to which its county and two villages have written.
struct Written {
    office: Office,
    county: County,
    /// A draft of a village that this office has not compared keys with.
    unknown: PathBuf,
    /// An item that the office and its village have both changed.
    changed: String,
}

fn written() -> Written {
    let (office, village, stick) = two();
    let county = writes_to(&office);
    let changed = draft(&village, "石桥村机耕道硬化工程完工公示");
    taken(&office, &handed(&village, &changed, &stick));
    let body = village.file("新正文.txt", "一、完工一点二公里。\n二、质保期两年。");
    village.does(format!(
        "disclosure edit {changed} --title 石桥村机耕道一期公示 --body {body} --as 周禾生"
    ));
    office.does(format!(
        "disclosure edit {changed} --title 石桥村机耕道完工公示 --element 办事结果=已验收 --as 周禾生"
    ));
    taken(&office, &handed(&village, &changed, &stick));
    let unknown = from_a_stranger(&stick);
    Written {
        office,
        county,
        unknown,
        changed,
    }
}

/// The county writes a letter of every kind, and has been put back from a backup since.
fn writes_to(office: &Office) -> County {
    let mut county = County::start(COUNTY);
    joined(office, &county, "430699205", "青禾乡人民政府");
    let (item, _) = released(office, "石桥村水渠清淤工程完工公示");
    synced(office, 1, 0);
    let table = office.file("样例县公开目录.html", "<table></table>");
    let letter = office.file(
        "正文.txt",
        "各乡镇：\n请于一月十五日前报送年报，附表见附件。",
    );
    for words in [
        format!("return {item} --why 附件缺少采购方式 --field 附件"),
        format!("edition 样例县2027年 {table} --in-force-from 2027-01-01"),
        format!(
            "notice 关于报送2026年政府信息公开工作年度报告的通知 --number 样公开办〔2026〕3号 \
             --due 2027-01-15 --file {letter} --attach {table}"
        ),
        "minimum 20 --since 2026-01".to_owned(),
        "ranking 2026-10 --send".to_owned(),
    ] {
        county.does(&words);
    }
    let opinion = [
        ("item", item.as_str()),
        ("text", "公示牌立在沟边，看不清。"),
    ];
    county.hands_in("/opinion", &opinion);
    let request = [
        ("township", "430699205"),
        ("applicant", "吴小满"),
        ("contact", "19900000001"),
        ("wanted", "2025年水渠清淤工程的验收单"),
        ("form", "当面领取"),
    ];
    county.hands_in("/request", &request);
    let done = synced(office, 0, 0);
    assert_eq!(done["received"], 6, "{done}");
    county.dies();
    county.does("restored");
    county.serve();
    let moved = office.does(format!(
        "county set-up --carrier 县平台 --address {} --access {} --county-key {} \
         --township 430699205 --as 周禾生",
        county.address(),
        office.path("county.txt"),
        county.public_key(),
    ));
    assert_eq!(moved["reached"], true);
    county
}

/// The only address file that lies there is the office's.
fn from_a_stranger(stick: &Path) -> PathBuf {
    let village = three();
    village.does("office set --name 下坪村村民委员会 --as 周禾生");
    let files = fs::read_dir(stick).expect("a stick");
    let addressed = files.map(|file| file.expect("a file").path()).find(|file| {
        village
            .hears(format!("draft office {} --as 周禾生", file.display()))
            .status
            == 0
    });
    assert!(
        addressed.is_some(),
        "the office's address lies on the stick"
    );
    let item = draft(&village, "下坪村林道维修结果公示");
    PathBuf::from(handed(&village, &item, stick))
}

/// A home whose PC opens this office by itself, with its clerk at it.
fn home_of(office: &Office) -> TempDir {
    let home = TempDir::new().expect("a home");
    let preferences = json!({ "office": office.folder(), "seat": "周禾生" });
    let path = home.path().join("preferences.json");
    fs::write(path, preferences.to_string()).expect("preferences");
    home
}

impl Walk {
    /// Reads every letter that is told on the page.
    fn reads_letters(&mut self) {
        let script = "return [...document.querySelectorAll('main button[aria-label^=看]')].map((one) => one.ariaLabel)";
        let found: Value = self.browser.runs(script, Vec::new());
        let letters: Vec<String> = serde_json::from_value(found).expect("names of buttons");
        assert_eq!(letters.len(), 7, "{letters:?}");
        for letter in letters {
            opens(&self.browser, &letter, "县里的来件");
            self.looks(&letter);
            self.browser.presses("\u{e00c}").rests();
        }
    }
}

#[test]
fn everybody_can_use_what_the_county_and_the_villages_send() {
    let written = written();
    let mut walk = Walk::on("2019-09-30", home_of(&written.office));
    walk.browser.goes_to("/today").shows("县里的来件");
    walk.looks("今日，有来件");
    walk.browser.goes_to("/county/letters").shows("退回修改");
    walk.looks("来件");
    walk.reads_letters();
    walk.browser
        .goes_to("/county/reports")
        .shows("附件缺少采购方式");
    walk.looks("退回的");
    opens(&walk.browser, "上报和接收…", "这一次要做的");
    walk.browser.shows("已经问清，确认继续");
    walk.looks("县平台换了");
    walk.browser.presses("\u{e00c}").rests();
    walk.browser.goes_to("/stations").shows("收到的来稿");
    let name = text(
        &json!(written.unknown.file_name().and_then(|name| name.to_str())),
        "",
    );
    let package = fs::read(&written.unknown).expect("a package");
    walk.browser.drops(&name, &package);
    walk.browser.shows("第一次收这个单位的稿");
    walk.looks("没有核对过密钥的来稿");
    walk.browser
        .goes_to(&format!("/stations/texts/{}", written.changed))
        .shows("石桥村机耕道一期公示");
    walk.looks("两边都改过");
    walk.ends();
    drop(written.county);
}
