//! Everybody can use every page: with poor eyes, with a screen reader, without a mouse.

use std::collections::BTreeSet;

use stage::updates;
use tempfile::TempDir;

use super::Walk;
use super::stops::{FIRST_HOUR, OFFERED, OLD_ARCHIVE, Stop, WORKING_DAY};

/// The names of the stops to make, where somebody works on some of them only.
const ONLY: &str = "GONGKAI_STOPS";

/// Whether a stop is to be looked at.
fn wanted(name: &str) -> bool {
    let only = std::env::var(ONLY).unwrap_or_default();
    only.is_empty() || only.split(',').any(|part| name.contains(part))
}

impl Walk {
    /// Stops at each; whatever comes in tabs is looked at tab by tab.
    fn makes(&mut self, stops: &[Stop]) {
        for stop in stops {
            (stop.go)(&self.browser);
            self.browser.rests();
            if wanted(stop.name) {
                self.looks(stop.name);
            }
        }
    }

    fn settings(&mut self) {
        self.browser.goes_to("/settings");
        let script = "return [...document.querySelectorAll('nav[aria-label=设置] a')]\
                      .map((tab) => tab.hash.slice(1)).filter((tab) => tab.startsWith('/settings/'))";
        let tabs = self.browser.runs(script, Vec::new());
        let tabs: Vec<String> = serde_json::from_value(tabs).expect("addresses of tabs");
        assert!(tabs.len() > 3, "{tabs:?}");
        for tab in tabs {
            self.browser.goes_to(&tab);
            if wanted("设置") {
                self.looks(&tab);
            }
        }
    }
}

#[test]
fn everybody_can_use_every_page_in_the_first_hour() {
    let mut walk = Walk::begins();
    let script = "return window.routerOfThePage.options.routes\
                  .filter((route) => !route.redirect).map((route) => route.path)";
    let routes = walk.browser.runs(script, Vec::new());
    let stops = FIRST_HOUR.iter().chain(WORKING_DAY);
    let routes: BTreeSet<String> = serde_json::from_value(routes).expect("the page's routes");
    let visited: BTreeSet<String> = stops.map(|stop| stop.route.to_owned()).collect();
    assert_eq!(
        routes, visited,
        "a page that both walks leave out, or that is gone"
    );
    walk.makes(FIRST_HOUR);
    walk.ends();
}

#[test]
fn everybody_can_use_every_page_on_a_working_day() {
    let mut walk = Walk::begins();
    walk.makes(WORKING_DAY);
    walk.settings();
    walk.ends();
}

#[test]
fn everybody_can_use_an_archive_of_twelve_years() {
    let home = TempDir::new().expect("a home");
    // Closed before the day it is opened again.
    super::browser("2019-10-15", &home)
        .clicks("打开样例单位")
        .shows("要办的事");
    let mut walk = Walk::on("2031-03-03", home);
    walk.makes(OLD_ARCHIVE);
    walk.ends();
}

#[test]
fn everybody_can_take_the_update_that_a_stick_offers() {
    let home = TempDir::new().expect("a home");
    let installed = home.path().join(stage::PROGRAM);
    updates::install(&installed, env!("CARGO_PKG_VERSION"));
    let stick = home.path().join(stage::STICK);
    updates::Wanted::version("0.3.0").write(&stick, &updates::maker());
    let mut walk = Walk::on("2019-10-15", home);
    walk.browser.clicks("打开样例单位").shows("要办的事");
    walk.makes(OFFERED);
    walk.ends();
}

/// What is wrong on purpose, to show that the judges see it.
const SPOILS: &str = r#"
const main = document.querySelector('main')
main.insertAdjacentHTML('beforeend', `
  <p id="pale">看不清</p><div id="wide">太宽</div><input id="unnamed"><span id="mouse-only">只能点</span>
  <button id="dark">看不出在哪里</button><div data-arrows><button>一</button><button tabindex="-1">二</button></div>`)
const dress = (id, style) => Object.assign(document.getElementById(id).style, style)
dress('pale', { color: '#ccc', background: '#fff' })
dress('wide', { width: '3000px' })
dress('dark', { outline: 'none', boxShadow: 'none' })
document.getElementById('mouse-only').addEventListener('click', () => undefined)
"#;

#[test]
fn the_judges_of_a_page_see_what_is_wrong_with_it() {
    let mut walk = Walk::begins();
    walk.browser.shows("样例单位").runs(SPOILS, Vec::new());
    walk.looks("坏页");
    let found = std::mem::take(&mut walk.findings).join("\n");
    for wrong in [
        "color-contrast: <p id=\"pale\"",
        "label: <input id=\"unnamed\"",
        "scrolls sideways by",
        "not reached by keyboard: <span #mouse-only>",
        "focus is not seen: <button #dark>",
        "arrow keys do not move in",
    ] {
        assert!(found.contains(wrong), "no {wrong} in\n{found}");
    }
}
