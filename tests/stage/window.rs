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
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::hand::Hand;

/// How long a person would wait for something that should come by itself.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A machine with a display and a home, on which windows can be opened one after another.
pub struct Machine {
    _display: Guarded,
    /// `:99`, as programs want it.
    screen: String,
    home: PathBuf,
    program: PathBuf,
}

/// A program with everything it started; all of it ends with this.
pub(crate) struct Guarded(pub(crate) Child);

impl Drop for Guarded {
    fn drop(&mut self) {
        // The group has the child's own number: `window` puts every program into a group.
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.0.wait();
    }
}

pub(crate) fn guarded(command: &mut Command) -> Guarded {
    let name = format!("{command:?}");
    let child = command.process_group(0).spawn();
    Guarded(child.unwrap_or_else(|error| panic!("{name}: {error}")))
}

impl Machine {
    /// A machine with a screen of 1366 × 768 whose person's files are in `home`.
    pub fn new(program: &str, home: &Path) -> Self {
        let mut command = Command::new("Xvfb");
        command
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1366x768x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut display = guarded(&mut command);
        let said = display.0.stdout.take().expect("a pipe");
        let mut number = String::new();
        BufReader::new(said)
            .read_line(&mut number)
            .expect("Xvfb says its display");
        fs::create_dir_all(home).expect("a home");
        Self {
            _display: display,
            screen: format!(":{}", number.trim()),
            home: home.to_owned(),
            program: PathBuf::from(program),
        }
    }

    /// The person's home.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// What every program on this machine has around it.
    fn dress(&self, command: &mut Command) {
        let at = |name: &str| self.home.join(name);
        command
            .env("DISPLAY", &self.screen)
            .env("HOME", &self.home)
            .env("XDG_CONFIG_HOME", at("config"))
            .env("XDG_DATA_HOME", at("data"))
            .env("XDG_CACHE_HOME", at("cache"))
            .env("XDG_DOCUMENTS_DIR", at("文档"))
            .env("XDG_RUNTIME_DIR", at("run"))
            .env("LANG", "C.UTF-8")
            .env("GDK_BACKEND", "x11")
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("DBUS_SESSION_BUS_ADDRESS");
        let _ = fs::create_dir_all(at("run"));
    }

    /// Opens the window through a driver.
    pub fn opens(&self, arguments: &[&str]) -> Window<'_> {
        let port = free_port();
        let mut driver = Command::new("dbus-run-session");
        self.dress(&mut driver);
        driver
            .args(["--", "WebKitWebDriver"])
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
        let options = json!({ "binary": self.program, "args": arguments });
        let client = runtime.block_on(connect(port, options));
        let window = Window {
            machine: self,
            _driver: driver,
            runtime,
            client,
        };
        window.waits_until(
            "the page is there",
            "return document.querySelector('#page > *') !== null",
        );
        window.watch_policy();
        window
    }

    /// Starts the program beside an open window, without a driver, and waits for its end.
    pub fn starts_again(&self, arguments: &[&str]) -> bool {
        let mut command = Command::new("dbus-run-session");
        self.dress(&mut command);
        let mut child = guarded(command.arg("--").arg(&self.program).args(arguments));
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match child.0.try_wait().expect("a process") {
                Some(status) => return status.success(),
                None => std::thread::park_timeout(Duration::from_millis(20)),
            }
        }
        false
    }

    /// Presses keys as a person at the keyboard would, wherever the focus is: `ctrl+k`, `Return`.
    pub fn presses(&self, keys: &[&str]) {
        self.xdotool(&[&["key", "--clearmodifiers"], keys].concat());
    }

    /// Drops files on the window, as from a file manager.
    pub fn drops(&self, files: &[PathBuf]) {
        let dropped = Hand::at(&self.screen).and_then(|hand| hand.drops(files));
        dropped.unwrap_or_else(|error| panic!("{files:?}: {error}"));
    }

    /// Closes the window by the cross in its corner; it may ask back.
    pub fn asks_to_close(&self) {
        let asked = Hand::at(&self.screen).and_then(|hand| hand.closes());
        asked.unwrap_or_else(|error| panic!("closing: {error}"));
    }

    /// Presses keys at the window itself, whose menu bar hears them too.
    pub fn presses_at_window(&self, keys: &[&str]) {
        let turned = Hand::at(&self.screen).and_then(|hand| hand.turns_to_window());
        turned.unwrap_or_else(|error| panic!("{keys:?}: {error}"));
        self.presses(keys);
    }

    /// Makes the window so large, as by pulling at its corner.
    pub fn resizes(&self, width: u32, height: u32) {
        let resized = Hand::at(&self.screen).and_then(|hand| hand.resizes(width, height));
        resized.unwrap_or_else(|error| panic!("{width} × {height}: {error}"));
    }

    /// Answers the question before the window with a key.
    pub fn answers(&self, key: &str) {
        let turned = Hand::at(&self.screen).and_then(|hand| hand.turns_to_question());
        turned.unwrap_or_else(|error| panic!("{key}: {error}"));
        self.presses(&[key]);
    }

    /// Answers the machine's own file dialog with this title by typing a path and Enter. The
    /// dialog loses what is typed while it opens its line for paths: then it is typed again.
    pub fn names_file(&self, title: &str, path: &Path) {
        let path = path.display().to_string();
        self.finds_dialog(title);
        let begun = Instant::now();
        while self.shows_dialog(title) {
            assert!(begun.elapsed() < PATIENCE, "“{title}” does not take {path}");
            self.presses(&["ctrl+a"]);
            self.xdotool(&["type", "--delay", "4", &path]);
            self.presses(&["Return"]);
            let typed = Instant::now();
            while typed.elapsed() < Duration::from_secs(1) && self.shows_dialog(title) {
                std::thread::park_timeout(Duration::from_millis(25));
            }
        }
    }

    /// Waits for the dialog with this title and gives it the keyboard.
    pub fn finds_dialog(&self, title: &str) {
        let found = ["search", "--sync", "--onlyvisible", "--name", title];
        self.xdotool(&[&found[..], &["windowfocus", "--sync"]].concat());
    }

    fn shows_dialog(&self, title: &str) -> bool {
        let mut command = Command::new("xdotool");
        command
            .args(["search", "--onlyvisible", "--name", title])
            .env("DISPLAY", &self.screen)
            .stdout(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    fn xdotool(&self, words: &[&str]) {
        let mut command = Command::new("xdotool");
        let status = command.args(words).env("DISPLAY", &self.screen).status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "xdotool {words:?}"
        );
    }

    /// A picture of the whole screen, dialogs and all.
    pub fn pictures(&self, path: &Path) {
        let mut command = Command::new("import");
        let status = command
            .args(["-window", "root"])
            .arg(path)
            .env("DISPLAY", &self.screen)
            .status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "import (imagemagick)"
        );
    }
}

pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

async fn connect(port: u16, options: Value) -> Client {
    let mut capabilities = Capabilities::new();
    capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
    let begun = Instant::now();
    loop {
        let mut builder =
            ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let address = format!("http://127.0.0.1:{port}");
        let asked = builder.capabilities(capabilities.clone());
        match tokio::time::timeout(PATIENCE, asked.connect(&address)).await {
            Ok(Ok(client)) => return client,
            Ok(Err(error)) if begun.elapsed() > PATIENCE => panic!("no window: {error}"),
            Ok(Err(_)) => tokio::time::sleep(Duration::from_millis(50)).await,
            Err(_) => panic!("the driver opens no window"),
        }
    }
}

/// An open window.
pub struct Window<'m> {
    machine: &'m Machine,
    _driver: Guarded,
    runtime: Runtime,
    client: Client,
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
                Ok(()) => return self,
                Err(error) if begun.elapsed() > PATIENCE => panic!("“{words}”: {error:?}"),
                Err(_) => self.pause(),
            }
        }
    }

    /// Clicks in the part of the page that a selector names, and says after how many milliseconds
    /// the page had drawn what `told` says.
    #[track_caller]
    pub fn answers_click(&self, part: &str, words: &str, told: &str) -> f64 {
        self.waits(
            &format!("“{words}” can be clicked"),
            FIND_CLICKABLE,
            vec![json!(words), json!(part)],
        );
        self.times("window.__found.click()", told)
    }

    /// Types into the field with this label all at once, and says after how many milliseconds the
    /// page had drawn what `told` says.
    #[track_caller]
    pub fn answers_typing(&self, field: &str, text: &str, told: &str) -> f64 {
        self.waits(
            &format!("the field “{field}” is there"),
            FIND_FIELD,
            vec![json!(field)],
        );
        let typed = format!(
            "window.__found.value = {}; window.__found.dispatchEvent(new Event('input', {{ bubbles: true }}))",
            json!(text)
        );
        self.times(&typed, told)
    }

    fn times(&self, act: &str, told: &str) -> f64 {
        let script = format!(
            "const [told, done] = arguments
             const page = document.querySelector('main')
             const begun = performance.now()
             {act}
             const drawn = () => setTimeout(() => done(performance.now() - begun))
             const look = () => page.textContent.includes(told)
               ? requestAnimationFrame(drawn)
               : requestAnimationFrame(look)
             look()"
        );
        let timed = self.runtime.block_on(async {
            let asked = self.client.execute_async(&script, vec![json!(told)]);
            tokio::time::timeout(PATIENCE, asked).await
        });
        let timed = timed.unwrap_or_else(|_| panic!("“{told}” was not shown after: {act}"));
        let timed = timed.unwrap_or_else(|error| panic!("{act}: {error:?}"));
        timed.as_f64().expect("milliseconds")
    }

    fn brings_into_sight(&self) {
        self.runs(
            "window.__found.scrollIntoView({ block: 'center' })",
            Vec::new(),
        );
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
        // The page draws after it has changed: what was typed last is not there yet.
        let drawn = self.client.execute_async(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))",
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

/// Finds what can be clicked and says these words; a dialog on top comes first, the shortest text
/// wins.
pub(crate) const FIND_CLICKABLE: &str = r"
const words = arguments[0].replaceAll(/\s+/g, '')
const said = (one) => (one.getAttribute('aria-label') ?? one.innerText ?? one.value ?? '').replaceAll(/\s+/g, '')
const seen = (one) => one.getClientRects().length > 0 && !one.disabled
const still = (one) => !document.getAnimations().some((move) => move.effect?.target?.contains(one))
const dialogs = [...document.querySelectorAll('[role=dialog], .el-popper')].filter(seen).reverse()
const grounds = arguments[1] ? [...document.querySelectorAll(arguments[1])].filter(seen).reverse() : [...dialogs, document.body]
const kinds = 'button, a, [role=button], [role=tab], [role=option], [role=menuitem], [role=radio], [role=checkbox], [role=treeitem], [role=gridcell], label, summary, li, td, [tabindex]'
for (const ground of grounds) {
  const fitting = [...ground.querySelectorAll(kinds)].filter((one) => seen(one) && said(one).includes(words))
  fitting.sort((a, b) => said(a).length - said(b).length)
  const innermost = (all) => all.find((one) => !all.some((other) => other !== one && one.contains(other)))
  const exact = innermost(fitting.filter((one) => said(one) === words)) ?? innermost(fitting.filter((one) => said(one) === said(fitting[0])))
  if (exact && still(exact)) {
    document.querySelectorAll('[data-found-by-story]').forEach((one) => one.removeAttribute('data-found-by-story'))
    exact.setAttribute('data-found-by-story', '')
    window.__found = exact
    return true
  }
}
return false
";

/// Finds the field that a label names.
pub(crate) const FIND_FIELD: &str = r#"
const words = arguments[0].replaceAll(/\s+/g, '')
const seen = (one) => one.getClientRects().length > 0 && !one.disabled
const clean = (text) => (text ?? '').replaceAll(/[\s*：:]+/g, '')
const name = (one) => {
  const labels = [...(one.labels ?? [])].map((label) => label.innerText)
  const by = (one.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.innerText)
  return [one.getAttribute('aria-label'), ...labels, ...by, one.getAttribute('placeholder')].map(clean)
}
const dialogs = [...document.querySelectorAll('[role=dialog]')].filter(seen).reverse()
for (const ground of [...dialogs, document.body]) {
  const fields = [...ground.querySelectorAll('input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable=true]')].filter(seen)
  const found = fields.find((one) => name(one).includes(words)) ?? fields.find((one) => name(one).some((text) => text.startsWith(words)))
  if (found) {
    document.querySelectorAll('[data-found-by-story]').forEach((one) => one.removeAttribute('data-found-by-story'))
    found.setAttribute('data-found-by-story', '')
    window.__found = found
    return true
  }
}
return false
"#;
