//! A real window on a display of its own, driven as a person would drive it: by what is written on
//! it, by mouse and by keys; it looks at no file of the office.
//!
//! It needs Xvfb, a session bus and WebKitWebDriver. The window's day is the machine's own: a story
//! asks for it instead of knowing it. Everything ends with the window, even when a story fails.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed, and says where"
)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

pub use crate::machine::Machine;
use crate::machine::{Guarded, PATIENCE, free_port, guarded};

/// How often a window may fail to open: the driver picks a port for the browser that another program
/// of the same run may take before it.
const TRIES: usize = 3;

/// Asks the driver for a window; nothing where it opens none in time.
async fn connect(port: u16, options: &Value) -> Option<Client> {
    let mut capabilities = Capabilities::new();
    capabilities.insert("webkitgtk:browserOptions".to_owned(), options.clone());
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        let mut builder =
            ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let address = format!("http://127.0.0.1:{port}");
        let asked = builder.capabilities(capabilities.clone());
        match tokio::time::timeout(PATIENCE, asked.connect(&address)).await {
            Ok(Ok(client)) => return Some(client),
            Ok(Err(_)) => tokio::time::sleep(Duration::from_millis(50)).await,
            Err(_) => return None,
        }
    }
    None
}

/// How long frames take while a table runs by.
const FRAMES: &str = include_str!("finding/frames.js");
/// Finds what can be clicked; every page that is driven is asked the same way.
pub(crate) const FIND_CLICKABLE: &str = include_str!("finding/clickable.js");
/// Finds the field that a label names.
pub(crate) const FIND_FIELD: &str = include_str!("finding/field.js");

/// An open window.
pub struct Window<'m> {
    machine: &'m Machine,
    _driver: Guarded,
    runtime: Runtime,
    client: Client,
}

impl Machine {
    /// Opens the window through a driver.
    pub fn opens(&self, arguments: &[&str]) -> Window<'_> {
        let options = json!({ "binary": self.program, "args": arguments });
        let window = (0..TRIES).find_map(|_| self.tries_to_open(&options));
        let window = window.expect("a driver that opens a window");
        window.waits_until(
            "the page is there",
            "return document.querySelector('#page > *') !== null",
        );
        window.watch_policy();
        window
    }

    fn tries_to_open(&self, options: &Value) -> Option<Window<'_>> {
        let port = free_port();
        let mut driver = self.session();
        driver
            .arg("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let driver = guarded(&mut driver);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let opened = runtime.block_on(connect(port, options));
        if opened.is_none() {
            let _ = writeln!(
                std::io::stderr(),
                "a driver has opened no window:\n{}",
                running()
            );
        }
        Some(Window {
            client: opened?,
            machine: self,
            _driver: driver,
            runtime,
        })
    }
}

/// What runs, for whoever asks why a window did not open.
fn running() -> String {
    let asked = Command::new("ps")
        .args(["-eo", "pid,pgid,stat,wchan:20,etimes,args"])
        .output();
    let said = asked.map(|done| done.stdout).unwrap_or_default();
    let text = String::from_utf8_lossy(&said).into_owned();
    let ours = |line: &&str| line.contains("gongkai") || line.contains("WebDriver");
    text.lines().filter(ours).collect::<Vec<_>>().join("\n")
}

impl Window<'_> {
    /// Runs a script in the page; what it returns comes back.
    #[track_caller]
    pub fn runs(&self, script: &str, arguments: Vec<Value>) -> Value {
        let ran = self.runtime.block_on(async {
            tokio::time::timeout(PATIENCE, self.client.execute(script, arguments)).await
        });
        let answered = ran.unwrap_or_else(|_| panic!("the page has stopped answering: {script}"));
        answered.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until `script` returns true.
    #[track_caller]
    pub fn waits_until(&self, what: &str, script: &str) {
        self.waits(what, script, Vec::new());
    }

    #[track_caller]
    fn waits(&self, what: &str, script: &str, arguments: Vec<Value>) {
        let begun = Instant::now();
        while self.runs(script, arguments.clone()) != Value::Bool(true) {
            if begun.elapsed() > PATIENCE {
                let text = self.runs("return document.body.innerText", Vec::new());
                panic!(
                    "waited in vain until {what}; the window says:\n{}",
                    text.as_str().unwrap_or_default()
                );
            }
            self.pause();
        }
    }

    fn pause(&self) {
        self.runtime
            .block_on(async { tokio::time::sleep(Duration::from_millis(25)).await });
    }

    /// Waits until this is written somewhere on the window.
    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        self.waits(
            &format!("“{text}” is shown"),
            "return document.body.innerText.replaceAll(/\\s+/g, ' ').includes(arguments[0])",
            vec![json!(text)],
        );
        self
    }

    /// Everything that is written on the window now.
    pub fn text(&self) -> String {
        let text = self.runs("return document.body.innerText", Vec::new());
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the button, link, tab, box or line with these words; what moves away under the hand
    /// is looked for again.
    #[track_caller]
    pub fn clicks(&self, words: &str) -> &Self {
        self.clicks_on(words, None)
    }

    /// The same in the list or dialog that has just opened over the page, and only there.
    #[track_caller]
    pub fn picks(&self, words: &str) -> &Self {
        self.clicks_on(words, Some("[role=dialog], .el-popper"))
    }

    /// The same in the part of the page that a selector names.
    #[track_caller]
    pub fn clicks_in(&self, part: &str, words: &str) -> &Self {
        self.clicks_on(words, Some(part))
    }

    #[track_caller]
    fn clicks_on(&self, words: &str, part: Option<&str>) -> &Self {
        let begun = Instant::now();
        loop {
            self.waits(
                &format!("“{words}” can be clicked"),
                FIND_CLICKABLE,
                vec![json!(words), json!(part)],
            );
            self.brings_into_sight();
            let locator = Locator::Css("[data-found-by-story]");
            let element = self.runtime.block_on(self.client.find(locator));
            match element.and_then(|element| self.runtime.block_on(element.click())) {
                Ok(()) if self.felt("__reached !== false || !__found.isConnected") => return self,
                Ok(()) if begun.elapsed() > PATIENCE => panic!("“{words}” never felt its click"),
                Ok(()) => self.pause(),
                // What moved away under the hand has felt it all the same.
                Err(_) if self.felt("__reached === true") => return self,
                Err(error) if begun.elapsed() > PATIENCE => panic!("“{words}”: {error:?}"),
                Err(_) => self.pause(),
            }
        }
    }

    /// Clicks in the part of the page that a selector names, and says after how many milliseconds
    /// the page had drawn its first change, and after how many what `told` says.
    #[track_caller]
    pub fn answers_click(&self, part: &str, words: &str, told: &str) -> [f64; 2] {
        self.waits(
            &format!("“{words}” can be clicked"),
            FIND_CLICKABLE,
            vec![json!(words), json!(part)],
        );
        self.times("window.__found.click()", told)
    }

    #[track_caller]
    fn times(&self, act: &str, told: &str) -> [f64; 2] {
        let script = format!(
            "const [told, done] = arguments
             const page = document.querySelector('main')
             const begun = performance.now()
             const drawn = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now() - begun)))
             let first
             const change = new MutationObserver(() => {{ change.disconnect(); drawn((at) => (first = at)) }})
             change.observe(page, {{ childList: true, subtree: true, characterData: true }})
             {act}
             const look = () => page.textContent.includes(told)
               ? drawn((at) => done([first ?? at, at]))
               : requestAnimationFrame(look)
             look()"
        );
        let timed = self.runtime.block_on(async {
            let asked = self.client.execute_async(&script, vec![json!(told)]);
            tokio::time::timeout(PATIENCE, asked).await
        });
        let timed = timed.unwrap_or_else(|_| panic!("“{told}” was not shown after: {act}"));
        let timed = timed.unwrap_or_else(|error| panic!("{act}: {error:?}"));
        [0, 1].map(|at| timed[at].as_f64().expect("milliseconds"))
    }

    /// Milliseconds of a frame while the table that a selector names runs by, `rows` of it in each of some frames:
    /// with nothing to do, usual and slowest of twenty while it runs; and the rows passed.
    #[track_caller]
    pub fn runs_through(&self, table: &str, rows: u32, frames: u32) -> [f64; 4] {
        let told = self.runtime.block_on(async {
            let asked = self
                .client
                .execute_async(FRAMES, vec![json!(table), json!(rows), json!(frames)]);
            tokio::time::timeout(PATIENCE, asked).await
        });
        let told = told.unwrap_or_else(|_| panic!("{table} has stopped running by"));
        let told = told.unwrap_or_else(|error| panic!("{table}: {error:?}"));
        [0, 1, 2, 3].map(|at| told[at].as_f64().expect("a number"))
    }

    fn brings_into_sight(&self) {
        self.runs(
            "window.__reached = false
             window.__found.addEventListener('click', () => (window.__reached = true), { capture: true, once: true })
             window.__found.scrollIntoView({ block: 'center' })",
            Vec::new(),
        );
    }

    /// Whether the last click came to what was clicked. A page that moves under the hand lets it fall
    /// beside; a person clicks again. A window that is gone after its click felt it.
    fn felt(&self, how: &str) -> bool {
        let script = format!("return {how}");
        let told = self.client.execute(&script, Vec::new());
        self.runtime
            .block_on(told)
            .map_or(true, |felt| felt == json!(true))
    }

    /// Types into the field with this label, in place of what stands there.
    #[track_caller]
    pub fn types(&self, field: &str, text: &str) -> &Self {
        self.waits(
            &format!("the field “{field}” is there"),
            FIND_FIELD,
            vec![json!(field)],
        );
        self.brings_into_sight();
        let locator = Locator::Css("[data-found-by-story]");
        let typed = self.runtime.block_on(async {
            let element = self.client.find(locator).await?;
            // What stands there is chosen and typed over, as at a keyboard.
            element.send_keys("\u{e009}a\u{e000}").await?;
            element.send_keys(text).await
        });
        typed.unwrap_or_else(|error| panic!("“{field}”: {error:?}"));
        self
    }

    /// Gives every warning of the gate a reason of its own, one after the other.
    #[track_caller]
    pub fn lets_warnings_stand(&self, why: &str) -> &Self {
        let open = "return document.querySelector('[placeholder=照样发布的原因]') !== null";
        self.waits_until("a warning wants its reason", open);
        while self.runs(open, Vec::new()) == json!(true) {
            self.types("照样发布的原因", why).presses("\u{e007}");
            let stands = "return !window.__found.isConnected";
            self.waits_until("its reason stands", stands);
        }
        self
    }

    /// Chooses a line of the list that a label names.
    #[track_caller]
    pub fn chooses(&self, field: &str, line: &str) -> &Self {
        self.waits(
            &format!("the list “{field}” is there"),
            FIND_FIELD,
            vec![json!(field)],
        );
        self.brings_into_sight();
        let chosen = self.runtime.block_on(async {
            let locator = Locator::Css("[data-found-by-story]");
            self.client.find(locator).await?.select_by_label(line).await
        });
        chosen.unwrap_or_else(|error| panic!("“{field}”: {error}"));
        self
    }

    /// Presses a key in the page: `\u{e007}` is Enter, `\u{e004}` Tab.
    #[track_caller]
    pub fn presses(&self, keys: &str) -> &Self {
        let pressed = self
            .runtime
            .block_on(async { self.client.active_element().await?.send_keys(keys).await });
        pressed.unwrap_or_else(|error| panic!("{keys:?}: {error}"));
        self
    }

    /// Goes straight to a page by its address.
    pub fn goes_to(&self, route: &str) -> &Self {
        self.runs(
            "location.hash = arguments[0]",
            vec![json!(format!("#{route}"))],
        );
        self
    }

    /// A picture of the page.
    pub fn pictures(&self, path: &Path) {
        // The page draws after it has changed: what was typed last is not there yet, and a sheet
        // of paper stays white until its dots are drawn.
        let drawn = self.client.execute_async(
            "const done = arguments[0]; let left = 300, still = 0;
             const look = () => {
               still = document.querySelector('.paper[aria-busy=true]') ? 0 : still + 1;
               left -= 1;
               if (still === 4 || left === 0) done(); else requestAnimationFrame(look);
             };
             look()",
            Vec::new(),
        );
        let _ = self.runtime.block_on(drawn);
        let bytes = self
            .runtime
            .block_on(self.client.screenshot())
            .expect("a picture");
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a picture");
    }

    /// Nothing on the page was refused by its content policy so far.
    #[track_caller]
    pub fn keeps_its_policy(&self) {
        let refused = self.runs("return window.__refused", Vec::new());
        assert_eq!(refused, json!([]), "refused by the content policy");
    }

    fn watch_policy(&self) {
        self.runs(
            "window.__refused = []; document.addEventListener('securitypolicyviolation', \
             (event) => window.__refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))",
            Vec::new(),
        );
    }

    /// Waits until the program has heard everything that the page told it so far.
    pub fn settles(&self) {
        let asked = self.client.execute_async(
            "const done = arguments[0]; const ask = () => window.__TAURI_INTERNALS__.invoke('call', { name: 'look-at-preferences', request: {} }); ask().then(ask).then(done, done)",
            Vec::new(),
        );
        let _ = self.runtime.block_on(asked);
    }

    /// Whether the program has ended; waits for it.
    pub fn is_gone(&self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let title = self.runtime.block_on(self.client.title());
            if title.is_err() {
                return true;
            }
            self.pause();
        }
        false
    }

    /// Ends everything of this window at once, as a power cut does.
    pub fn loses_power(self) {
        drop(self);
    }

    /// The machine under the window.
    pub fn machine(&self) -> &Machine {
        self.machine
    }

    /// Ends the driver's session, which closes the window.
    pub fn closes(self) {
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}
