//! A browser in front of the counter: the window's very page with the same front desk behind it,
//! driven by what is written on it, where rules of accessibility can be asked of a machine.
//!
//! It needs chromium and chromedriver. Nothing moves on its pages: what fades and slides in the
//! window is there at once, so that a story sees what a person sees in the end.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed, and says where"
)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::machine::{Guarded, PATIENCE, free_port, guarded};
use crate::window::{FIND_CLICKABLE, FIND_FIELD};

/// What stands on the page before the page itself: it counts calls that are on their way, knows
/// what can be clicked, and lets nothing move.
const BEFORE_THE_PAGE: &str = include_str!("../browser/before.js");

/// Answers true once the page has come to rest.
const AT_REST: &str = include_str!("../browser/rest.js");

/// Where the pieces are that a browser in front of the counter needs.
pub struct Pieces {
    /// The program that serves page and front desk.
    pub counter: PathBuf,
    /// The folder of the page built for it.
    pub page: PathBuf,
    /// The folder of the office's texts, fonts and sample.
    pub assets: PathBuf,
    /// The machine's day, `2019-10-15`.
    pub today: &'static str,
}

/// An open browser on an office of its own.
pub struct Browser {
    _counter: Guarded,
    _driver: Guarded,
    /// Where the driver listens.
    port: u16,
    /// Where the page is.
    address: String,
    runtime: Runtime,
    client: Client,
}

/// How large the page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 1366 × 768 at 100 %.
    Usual,
    /// The same screen at 175 %: 780 × 439 points.
    Large,
}

impl Browser {
    /// A counter whose person's files are in `home`, with a browser before it.
    pub fn opens(pieces: &Pieces, home: &Path) -> Self {
        let (counter, address) = counter(pieces, home);
        let port = free_port();
        let mut driver = Command::new("chromedriver");
        driver
            .arg(format!("--port={port}"))
            .env("HOME", home)
            // Whatever the browser leaves behind goes with the home.
            .env("TMPDIR", home)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let driver = guarded(&mut driver);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let client = runtime.block_on(connect(port));
        let browser = Self {
            _counter: counter,
            _driver: driver,
            port,
            address,
            runtime,
            client,
        };
        browser.develops(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": BEFORE_THE_PAGE }),
        );
        // A window without a screen is never in front by itself, and hides what has the focus.
        browser.develops(
            "Emulation.setFocusEmulationEnabled",
            &json!({ "enabled": true }),
        );
        browser.shows_at(Size::Usual);
        browser.begins_anew();
        browser
    }

    /// Loads the page again, as opening the window does.
    pub fn begins_anew(&self) -> &Self {
        let gone = self.runtime.block_on(self.client.goto(&self.address));
        gone.unwrap_or_else(|error| panic!("{}: {error}", self.address));
        self.rests()
    }

    /// Shows the page in this size.
    pub fn shows_at(&self, size: Size) -> &Self {
        let (width, height, scale) = match size {
            Size::Usual => (1366, 768, 1.0),
            Size::Large => (780, 439, 1.75),
        };
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.develops("Emulation.setDeviceMetricsOverride", &metrics);
        self
    }

    /// Says something to the browser itself that WebDriver has no word for.
    fn develops(&self, command: &str, parameters: &Value) {
        let session = self.runtime.block_on(self.client.session_id());
        let session = session.ok().flatten().expect("a session");
        let path = format!("/session/{session}/goog/cdp/execute");
        let body = json!({ "cmd": command, "params": parameters }).to_string();
        let answer = posted(self.port, &path, &body).expect("the driver answers");
        assert!(answer.starts_with("HTTP/1.1 200"), "{command}: {answer}");
    }

    /// Runs a script in the page; what it returns, or promises, comes back.
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
    pub fn waits(&self, what: &str, script: &str, arguments: Vec<Value>) -> &Self {
        let begun = Instant::now();
        while self.runs(script, arguments.clone()) != Value::Bool(true) {
            if begun.elapsed() > PATIENCE {
                panic!(
                    "waited in vain until {what}; the page says:\n{}",
                    self.text()
                );
            }
            self.runtime
                .block_on(async { tokio::time::sleep(Duration::from_millis(15)).await });
        }
        self
    }

    /// Waits until nothing is on its way and nothing changes any more.
    #[track_caller]
    pub fn rests(&self) -> &Self {
        self.waits("the page is at rest", AT_REST, Vec::new())
    }

    /// Waits until this is written somewhere on the page.
    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        let script =
            "return document.body.innerText.replaceAll(/\\s+/g, ' ').includes(arguments[0])";
        self.waits(&format!("“{text}” is shown"), script, vec![json!(text)])
    }

    /// Everything that is written on the page now.
    pub fn text(&self) -> String {
        let text = self.runs("return document.body.innerText", Vec::new());
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Goes to an address of the page and waits until it has come to rest.
    #[track_caller]
    pub fn goes_to(&self, route: &str) -> &Self {
        let address = json!(format!("#{route}"));
        self.runs("location.hash = arguments[0]", vec![address]);
        self.rests()
    }

    /// Clicks the button, link, tab, box or line with these words.
    #[track_caller]
    pub fn clicks(&self, words: &str) -> &Self {
        let what = format!("“{words}” can be clicked");
        self.waits(&what, FIND_CLICKABLE, vec![json!(words)]);
        self.clicks_at("[data-found-by-story]")
    }

    /// Clicks the first thing in the page that a selector finds.
    #[track_caller]
    pub fn clicks_at(&self, selector: &str) -> &Self {
        let script = "const one = document.querySelector(arguments[0]); \
                      one?.scrollIntoView({ block: 'center' }); return one !== null";
        self.waits(
            &format!("{selector} is there"),
            script,
            vec![json!(selector)],
        );
        let element = self
            .runtime
            .block_on(self.client.find(Locator::Css(selector)));
        let clicked = element.and_then(|element| self.runtime.block_on(element.click()));
        clicked.unwrap_or_else(|error| panic!("{selector}: {error}"));
        self.rests()
    }

    /// Types into the field with this label, in place of what stands there.
    #[track_caller]
    pub fn types(&self, field: &str, text: &str) -> &Self {
        let what = format!("the field “{field}” is there");
        self.waits(&what, FIND_FIELD, vec![json!(field)]);
        let typed = self.runtime.block_on(async {
            let element = self
                .client
                .find(Locator::Css("[data-found-by-story]"))
                .await?;
            element.clear().await?;
            element.send_keys(text).await
        });
        typed.unwrap_or_else(|error| panic!("“{field}”: {error}"));
        self.rests()
    }

    /// Gives every warning of the gate a reason of its own, one after the other.
    #[track_caller]
    pub fn lets_warnings_stand(&self, why: &str) -> &Self {
        let left = "return document.querySelectorAll('[placeholder=照样发布的原因]').length";
        self.waits(
            "a warning wants its reason",
            &format!("{left} > 0"),
            Vec::new(),
        );
        while let Some(open) = self
            .runs(left, Vec::new())
            .as_u64()
            .filter(|open| *open > 0)
        {
            self.types("照样发布的原因", why).presses("\u{e007}");
            self.waits("its reason stands", &format!("{left} < {open}"), Vec::new());
        }
        self
    }

    /// Presses keys wherever the focus is: `\u{e007}` is Enter, `\u{e004}` Tab, `\u{e00c}` Esc.
    #[track_caller]
    pub fn presses(&self, keys: &str) -> &Self {
        let pressed = self
            .runtime
            .block_on(async { self.client.active_element().await?.send_keys(keys).await });
        pressed.unwrap_or_else(|error| panic!("{keys:?}: {error}"));
        self
    }

    /// Drops a file onto the page.
    #[track_caller]
    pub fn drops(&self, name: &str, content: &[u8]) -> &Self {
        self.runs(
            include_str!("../browser/drop.js"),
            vec![json!(name), json!(content)],
        );
        self.rests()
    }

    /// A picture of the page.
    pub fn pictures(&self, path: &Path) {
        let taken = self.runtime.block_on(self.client.screenshot());
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, taken.expect("a picture")).expect("a picture");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser is a child of the driver's, but not always in its group.
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}

/// Starts the counter and hears where it listens.
fn counter(pieces: &Pieces, home: &Path) -> (Guarded, String) {
    let mut command = Command::new(&pieces.counter);
    command
        .args(["--port", "0", "--page"])
        .arg(&pieces.page)
        .arg("--assets")
        .arg(&pieces.assets)
        .arg("--home")
        .arg(home)
        .args(["--today", pieces.today])
        .stdout(Stdio::piped());
    let mut counter = guarded(&mut command);
    let said = counter.0.stdout.take().expect("a pipe");
    let mut address = String::new();
    BufReader::new(said)
        .read_line(&mut address)
        .expect("the counter says where it is");
    (counter, address.trim().to_owned())
}

async fn connect(port: u16) -> Client {
    let options = json!({ "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--force-color-profile=srgb", "--lang=zh-CN",
    ] });
    let mut capabilities = Capabilities::new();
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities.insert("timeouts".to_owned(), json!({ "pageLoad": 20_000 }));
    let begun = Instant::now();
    loop {
        let mut builder =
            ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let asked = builder.capabilities(capabilities.clone());
        match asked.connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => return client,
            Err(error) if begun.elapsed() > PATIENCE => panic!("no browser: {error}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Posts to the driver; answers with its status line. The driver keeps the line open, so only the
/// announced length tells where an answer ends.
fn posted(port: u16, path: &str, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let length = body.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )?;
    let mut lines = BufReader::new(stream);
    let (mut status, mut length) = (String::new(), 0);
    lines.read_line(&mut status)?;
    loop {
        let mut line = String::new();
        lines.read_line(&mut line)?;
        let line = line.trim().to_ascii_lowercase();
        if let Some(told) = line.strip_prefix("content-length:") {
            length = told.trim().parse().unwrap_or_default();
        }
        if line.is_empty() {
            break;
        }
    }
    lines.take(length).read_to_end(&mut Vec::new())?;
    Ok(status)
}
