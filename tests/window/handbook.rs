//! The handbook's walk: every duty that the handbook tells is gone through in the real window, with
//! the buttons it names; `cargo xtask screenshots` asks for the pictures on the way.

mod camera;
mod walks;

use serde_json::{Value, json};
use stage::window::Window;

use self::camera::Camera;
use super::machine;

/// The page without the navigation beside it.
const PAGE: &str = "main > .page";
/// The dialog on top.
const DIALOG: &str = ".el-overlay:not([style*='display: none']) .el-dialog";

/// The key that ends a date.
const ENTER: &str = "\u{e007}";

/// A clerk at the window, with a camera beside her.
struct Clerk<'w> {
    window: &'w Window<'w>,
    camera: Camera,
}

impl Clerk<'_> {
    fn shows(&self, words: &str) -> &Self {
        self.window.shows(words);
        self
    }

    fn clicks(&self, words: &str) -> &Self {
        // What is still moving is not where it was found.
        self.window
            .waits_until("the window is still", camera::STILL);
        self.window.clicks(words);
        self
    }

    /// Clicks the button with these words that stands within `css`: its words stand elsewhere too.
    fn clicks_in(&self, css: &str, words: &str) -> &Self {
        let script = "const [css, words] = arguments[0]; \
             const button = [...document.querySelectorAll(`${css} button`)].find((one) => one.innerText.trim() === words); \
             button?.click(); return button !== undefined";
        self.does(&format!("“{words}” in {css}"), script, json!([css, words]))
    }

    /// Writes into a field in place of what stands there.
    fn types(&self, field: &str, text: &str) -> &Self {
        self.window.types(field, "1");
        let written = "const field = document.querySelector('[data-found-by-story]'); field.focus(); \
             field.value = arguments[0]; field.dispatchEvent(new Event('input', { bubbles: true })); return true";
        self.does(field, written, json!(text.trim_end_matches(ENTER)));
        if text.ends_with(ENTER) {
            self.window.presses(ENTER);
        }
        self
    }

    fn goes_to(&self, route: &str) -> &Self {
        self.window.goes_to(route);
        self
    }

    /// Follows the first link that has these words in it.
    fn follows(&self, words: &str) -> &Self {
        self.runs(
            &format!("the link “{words}”"),
            "const link = [...document.querySelectorAll('main a[href^=\"#/\"]')].find((one) => one.innerText.includes(arguments[0])); \
             if (!link) return false; location.hash = link.getAttribute('href'); return true",
            words,
        )
    }

    /// Chooses in the list with this label.
    fn chooses(&self, list: &str, choice: &str) -> &Self {
        let script = "const [list, choice] = arguments[0]; \
             const select = document.querySelector(`select[aria-label='${list}']`); \
             const option = [...(select?.options ?? [])].find((one) => one.text === choice); \
             if (!option) return false; select.value = option.value; \
             select.dispatchEvent(new Event('change', { bubbles: true })); return true";
        self.does(
            &format!("“{choice}” in “{list}”"),
            script,
            json!([list, choice]),
        )
    }

    fn runs(&self, what: &str, script: &str, words: &str) -> &Self {
        self.does(what, script, json!(words))
    }

    /// Waits until the script does what it should.
    fn does(&self, what: &str, script: &str, told: Value) -> &Self {
        let script = script.replace("arguments[0]", &told.to_string());
        self.window.waits_until(what, &script);
        self
    }

    /// A picture of a part, with rings around what is to be pressed.
    fn picture(&self, name: &str, css: &str, rings: &[&str]) -> &Self {
        self.camera.takes(self.window, name, css, rings);
        self
    }

    /// Today as a person writes it.
    fn today(&self) -> String {
        let script = "const day = new Date(); return `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日`";
        self.window
            .runs(script, Vec::new())
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

#[test]
fn every_duty_of_the_handbook_can_be_done_as_it_says() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    let clerk = Clerk {
        window: &window,
        camera: Camera::asked_for(),
    };
    walks::first_day(&clerk);
    walks::list_from_the_village(&clerk);
    walks::signatures_on_paper(&clerk);
    walks::release_and_boards(&clerk);
    walks::books(&clerk);
    walks::other_ways_of_review(&clerk);
    walks::drafting(&clerk);
    walks::the_office_itself(&clerk);
    walks::the_county(&clerk);
    walks::the_handbook(&clerk);
    window.keeps_its_policy();
}
