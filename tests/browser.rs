//! Stories in a browser before the counter, where a machine can say whether everybody can use the
//! window: every page and dialog by axe-core, by keyboard alone, in high contrast and at 175 %.
//!
//! `GONGKAI_COUNTER` and `GONGKAI_PAGE` name the program and its page; `GONGKAI_KEEP` a folder for
//! pictures of everything that was seen.

#![expect(
    clippy::expect_used,
    reason = "a story that cannot go on has failed, and says where"
)]

mod everybody;
mod keys;
mod linked;
mod scans;
mod stops;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use serde_json::{Value, json};
use stage::browser::{Browser, Pieces, Size};
use tempfile::TempDir;

/// What is written by somebody else and judges the page.
const AXE: &str = "ui/node_modules/axe-core/axe.min.js";

/// Rules whose answer depends on colours and on room; the others need asking only once.
const OF_LOOKS: &[&str] = &[
    "color-contrast",
    "scrollable-region-focusable",
    "target-size",
];

fn root(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(name)
}

fn told(variable: &str, usual: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| root(usual), PathBuf::from)
}

fn browser(today: &'static str, home: &TempDir) -> Browser {
    let pieces = Pieces {
        counter: told("GONGKAI_COUNTER", "target/debug/counter"),
        page: told("GONGKAI_PAGE", "ui/dist-stage"),
        assets: root("assets"),
        today,
    };
    Browser::opens(&pieces, home.path())
}

/// A browser that lives for one story and remembers what was found.
struct Walk {
    browser: Browser,
    findings: Vec<String>,
    axe: String,
    _home: TempDir,
}

impl Walk {
    fn begins() -> Self {
        Self::on("2019-10-15", TempDir::new().expect("a home"))
    }

    /// On a machine whose day it is, with what `home` keeps from earlier.
    fn on(today: &'static str, home: TempDir) -> Self {
        Self {
            browser: browser(today, &home),
            findings: Vec::new(),
            axe: fs::read_to_string(root(AXE)).expect("axe-core (npm ci in ui)"),
            _home: home,
        }
    }

    /// Looks at the page as it stands, in both sizes and both contrasts, and tabs through it.
    fn looks(&mut self, name: &str) {
        self.prepares();
        for (size, contrast) in [
            (Size::Usual, "usual"),
            (Size::Usual, "high"),
            (Size::Large, "high"),
            (Size::Large, "usual"),
        ] {
            self.browser.shows_at(size);
            let script = "document.documentElement.dataset.contrast = arguments[0]";
            self.browser.runs(script, vec![json!(contrast)]);
            self.browser.rests();
            let only = ((size == Size::Large) != (contrast == "high")).then_some(OF_LOOKS);
            let found = self
                .browser
                .runs(include_str!("browser/axe.js"), vec![json!(only)]);
            self.notes(&format!("{name}, {size:?}, {contrast}"), &found);
            if contrast == "usual" {
                let found = self
                    .browser
                    .runs(include_str!("browser/looks.js"), Vec::new());
                self.notes(&format!("{name}, {size:?}"), &found);
            }
            self.keeps(&format!("{name}-{size:?}-{contrast}"));
        }
        self.browser.shows_at(Size::Usual).rests();
        self.tabs_through(name);
    }

    /// The judges stand on the page until it is loaded anew.
    fn prepares(&self) {
        let there = self
            .browser
            .runs("return window.axe !== undefined", Vec::new());
        if there != Value::Bool(true) {
            self.browser.runs(&self.axe, Vec::new());
            let script = include_str!("browser/keyboard.js");
            self.browser.runs(script, Vec::new());
        }
    }

    /// Presses Tab from the top of the page, or of the dialog on it, until it has gone round, and
    /// once more where something was drawn only when focus came near it.
    fn tabs_through(&mut self, name: &str) {
        self.prepares();
        for _ in 0..3 {
            let before = self.tabs_round();
            self.browser.rests();
            if self.stops() == before {
                break;
            }
        }
        let found = self
            .browser
            .runs("return window.__keyboard.judge()", Vec::new());
        self.notes(&format!("{name}, keyboard"), &found);
        self.goes_along(name);
        self.browser.rests();
    }

    /// Presses Tab until something is reached for the second time; answers the stops at its start.
    fn tabs_round(&self) -> u64 {
        self.browser
            .runs("return window.__keyboard.begin()", Vec::new());
        let stops = self.stops();
        let round = "return window.__keyboard.again()";
        for _ in 0..=stops / 12 + 1 {
            if self.browser.runs(round, Vec::new()) == Value::Bool(true) {
                break;
            }
            self.browser.presses(&"\u{e004}".repeat(12));
        }
        stops
    }

    /// How many places of the page, or of the dialog on it, Tab may stop at.
    fn stops(&self) -> u64 {
        let stops = self
            .browser
            .runs("return window.__keyboard.stops()", Vec::new());
        stops.as_u64().unwrap_or_default()
    }

    /// What Tab enters at one place only must be worked by the arrow keys.
    fn goes_along(&mut self, name: &str) {
        let asked = |script: &str, number: u32| {
            let answer = self.browser.runs(script, vec![json!(number)]);
            answer == Value::Bool(true)
        };
        let mut stuck = Vec::new();
        let enter = "return window.__keyboard.enter(arguments[0])";
        let moved = "return window.__keyboard.moved()";
        for number in 0.. {
            if !asked(enter, number) {
                break;
            }
            // Down, up, right and left: in a group one of them leads on.
            let leads_on = ["\u{e015}", "\u{e013}", "\u{e014}", "\u{e012}"]
                .iter()
                .any(|key| {
                    self.browser.presses(key).rests();
                    asked(moved, number)
                });
            if !leads_on {
                let script = "return window.__keyboard.group(arguments[0])";
                stuck.push(self.browser.runs(script, vec![json!(number)]));
            }
        }
        self.notes(&format!("{name}, arrow keys do not move in"), &json!(stuck));
    }

    fn notes(&mut self, where_: &str, found: &Value) {
        for finding in found.as_array().into_iter().flatten() {
            let finding = finding.as_str().unwrap_or_default();
            self.findings.push(format!("{where_}: {finding}"));
        }
    }

    /// Leaves a picture where somebody asked for pictures.
    fn keeps(&self, name: &str) {
        if let Some(folder) = std::env::var_os("GONGKAI_KEEP") {
            let file = format!("{}.png", name.replace('/', "_"));
            self.browser.pictures(&PathBuf::from(folder).join(file));
        }
    }

    /// Ends the walk: nothing may have been found.
    #[track_caller]
    fn ends(mut self) {
        let findings = std::mem::take(&mut self.findings);
        assert!(findings.is_empty(), "\n{}", findings.join("\n"));
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        // A walk that stumbled still tells what it had found until then.
        for finding in &self.findings {
            let _ = writeln!(std::io::stderr(), "{finding}");
        }
    }
}
