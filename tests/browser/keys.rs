//! The keys of the map do what they say, and what one types is not taken for a key.

use serde_json::{Value, json};
use stage::browser::Browser;

use super::Walk;
use super::stops::drops;

const ALT: char = '\u{e00a}';
const CONTROL: char = '\u{e009}';
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const F1: &str = "\u{e031}";
const F4: &str = "\u{e034}";
const DOWN: &str = "\u{e015}";

/// The map as it is shown: keys and what they do, for one place.
fn map(browser: &Browser, place: &str) -> Vec<(String, String)> {
    browser.runs("document.activeElement?.blur()", Vec::new());
    browser.presses("?").shows("键盘上的快捷键").rests();
    let script = "const part = [...document.querySelectorAll('[role=dialog] section')]\
                  .find((one) => one.querySelector('h3').innerText === arguments[0]); \
                  return [...(part?.querySelectorAll('dl > div') ?? [])].map((line) => \
                  [[...line.querySelectorAll('kbd')].map((key) => key.innerText).join('+'), \
                  line.querySelector('dd').innerText])";
    let told = browser.runs(script, vec![json!(place)]);
    browser.presses(ESCAPE).waits(
        "the map is closed",
        "return ![...document.querySelectorAll('[role=dialog]')].some((one) => one.getClientRects().length)",
        Vec::new(),
    );
    serde_json::from_value(told).expect("keys")
}

/// Somebody else sits down without a mouse.
fn sits_down(browser: &Browser) {
    browser.goes_to("/today");
    browser.runs("document.querySelector('.seat').focus()", Vec::new());
    browser.rests();
    browser.presses(ENTER).shows("何远山").rests();
    let told = "return document.activeElement.innerText.includes('何远山')";
    for _ in 0..5 {
        if browser.runs(told, Vec::new()) == json!(true) {
            break;
        }
        browser.presses(DOWN).rests();
    }
    browser.presses(ENTER).shows("政务公开 · 何远山");
}

/// Where the navigation says one is.
fn here(browser: &Browser, place: &str) {
    let script = "return document.querySelector('nav [aria-current=page]')\
                  ?.innerText.startsWith(arguments[0]) ?? false";
    browser.waits(&format!("at {place}"), script, vec![json!(place)]);
}

#[test]
fn every_key_of_the_map_does_what_it_says() {
    let walk = Walk::begins();
    let browser = &walk.browser;
    browser
        .shows("样例单位")
        .clicks("打开样例单位")
        .shows("要办的事");
    for (keys, does) in map(browser, "到处") {
        browser.goes_to("/today");
        match (keys.split_once('+'), does.as_str()) {
            (Some(("Alt", number)), place) => {
                browser.presses(&format!("{ALT}{number}")).rests();
                here(
                    browser,
                    place.trim_start_matches("到“").trim_end_matches('”'),
                );
            }
            (Some(("Ctrl", "K")), _) => {
                browser.presses(&format!("{CONTROL}k")).rests();
                here(browser, "查找");
                // Whoever types a question asks no map.
                browser.presses("低保?").rests();
                let typed = browser.runs("return document.activeElement.value", Vec::new());
                assert_eq!(typed, json!("低保?"));
            }
            (None, does) if does.starts_with("用户手册") => {
                browser.presses(F1).rests();
                here(browser, "用户手册");
            }
            (None, "看快捷键") => assert_eq!(keys, "?"),
            _ => panic!("nobody tries {keys} ({does})"),
        }
    }
    writing(browser);
    mending(browser);
    browser.goes_to("/print");
    assert_eq!(
        map(browser, "打印"),
        [("Ctrl+P".into(), "打印选中的".into())]
    );
    sits_down(browser);
}

/// A whole item without the mouse.
fn writing(browser: &Browser) {
    browser.goes_to("/draft");
    browser
        .presses("gzdt")
        .rests()
        .presses(ENTER)
        .shows("工作动态");
    browser.rests();
    let known: Vec<String> = map(browser, "登记公开事项")
        .into_iter()
        .map(|(keys, _)| keys)
        .collect();
    assert_eq!(known, ["Ctrl+S", "Ctrl+Enter"]);
    let title = "青禾乡召开秋收工作会议";
    browser.runs("document.getElementById('draft-title').focus()", Vec::new());
    browser.presses(title).presses(ENTER).rests();
    browser.presses("2019年10月14日").presses(ENTER).rests();
    browser.types("正文", "会议安排了秋收和秸秆禁烧工作。");
    browser
        .presses(&format!("{CONTROL}s"))
        .shows("已存为草稿")
        .rests();
    browser.presses(&format!("{CONTROL}\u{e007}"));
    browser.shows(&format!("《{title}》已送审"));
}

/// From fault to fault in a village's list.
fn mending(browser: &Browser) {
    drops(browser);
    browser.clicks_at(".actions .el-button--primary");
    assert_eq!(
        map(browser, "改问题"),
        [("F4".into(), "到下一行的问题".into())]
    );
    browser.presses(F4).rests();
    let script = "const grid = document.querySelector('[role=grid]'); \
                  return document.getElementById(grid.getAttribute('aria-activedescendant'))\
                  ?.getAttribute('aria-invalid')";
    assert_eq!(browser.runs(script, Vec::new()), Value::from("true"));
}
