//! The counter: serves the window's page and the very same front desk over HTTP, so that a browser
//! stands in for the window. It exists for rehearsals and for people who work on the page; it
//! listens on this machine only and never ships.
//!
//! `counter --page ui/dist-stage --home out/counter --program target/debug/gongkai [--office DIR]
//! [--port 8777] [--today 2019-10-15]`

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use gongkai_frontdesk::door::{Answered, Door};
use gongkai_frontdesk::words::Waypoints;
use gongkai_frontdesk::{READER_COMMAND, serve_reader};
use serde_json::{Value, json};
use stage::StageHost;
use tiny_http::{Method, Request, Server};

/// Nobody is told of named points.
struct Unwatched;

impl Waypoints for Unwatched {
    fn reached(&self, _name: &'static str) {}
}

/// What the counter was started with.
struct Counter {
    page: PathBuf,
    home: PathBuf,
    door: Door,
    handed_in: AtomicU32,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    if words.get(1).is_some_and(|first| first == READER_COMMAND) {
        let served = serve_reader(std::env::args_os().skip(2), io::stdout());
        return ExitCode::from(u8::from(served.is_err()));
    }
    match serve(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            let _ = writeln!(io::stderr(), "counter: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn serve(words: &[String]) -> Result<(), String> {
    let told = |flag: &str| {
        let at = words.iter().position(|word| word == flag)?;
        words.get(at + 1).cloned()
    };
    let folder = |flag: &str, usual: &str| PathBuf::from(told(flag).unwrap_or(usual.to_owned()));
    let home = folder("--home", "out/counter");
    fs::create_dir_all(home.join("handed-in")).map_err(|error| error.to_string())?;
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let today = told("--today").unwrap_or_else(|| "2019-10-15".to_owned());
    let host = StageHost::at_home(
        today.parse().map_err(|_| "--today 2019-10-15")?,
        told("--program").map_or(program, PathBuf::from),
        Arc::new(Unwatched),
        &folder("--assets", "assets"),
        home.clone(),
    );
    host.set_printers(Arc::new(
        gongkai_frontdesk::printers::SystemPrinters::default(),
    ));
    let door = Door::new(Arc::new(host));
    if let Some(office) = told("--office") {
        door.open(Path::new(&office))
            .map_err(|problem| problem.to_string())?;
    }
    let port = told("--port").unwrap_or_else(|| "8777".to_owned());
    let server = Server::http(format!("127.0.0.1:{port}")).map_err(|error| error.to_string())?;
    let _ = writeln!(io::stdout(), "http://{}", server.server_addr());
    let counter = Arc::new(Counter {
        page: folder("--page", "ui/dist-stage"),
        home,
        door,
        handed_in: AtomicU32::new(0),
    });
    for request in server.incoming_requests() {
        let counter = counter.clone();
        // A call that takes long must not hold up the next one, as in the window.
        thread::spawn(move || counter.answer(request));
    }
    Ok(())
}

impl Counter {
    fn answer(&self, mut request: Request) {
        let url = request.url().to_owned();
        let mut body = Vec::new();
        let _ = request.as_reader().read_to_end(&mut body);
        let (status, kind, bytes) = match (request.method(), url.split_once("/door/")) {
            (Method::Post, Some((_, name))) => self.called(name, &body),
            (Method::Post, None) if url.starts_with("/hand-in/") => self.hand_in(&url, &body),
            _ => self.file(&url),
        };
        // One connection, one answer: the server's threads are few, and a browser that keeps its
        // connections would hold them all while another of its own waits for ever.
        let head = format!(
            "HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n",
            bytes.len()
        );
        let mut writer = request.into_writer();
        let written = writer.write_all(head.as_bytes());
        let _ = written
            .and_then(|()| writer.write_all(&bytes))
            .and_then(|()| writer.flush());
    }

    /// A call of the door: 200 with the answer, 422 with the problem.
    fn called(&self, name: &str, body: &[u8]) -> (u16, &'static str, Vec<u8>) {
        let request: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
        match self.door.answer(name, request) {
            Ok(Answered::Told(value)) => (200, "application/json", value.to_string().into_bytes()),
            Ok(Answered::Bytes(bytes)) => (200, "application/octet-stream", bytes),
            Err(problem) => (
                422,
                "application/json",
                json!(problem).to_string().into_bytes(),
            ),
        }
    }

    /// A file that a browser hands in gets a place on disk, for tasks want paths.
    fn hand_in(&self, url: &str, body: &[u8]) -> (u16, &'static str, Vec<u8>) {
        let name = url.rsplit('/').next().map(unescaped).unwrap_or_default();
        let number = self.handed_in.fetch_add(1, Ordering::Relaxed);
        let folder = self.home.join("handed-in").join(number.to_string());
        let path = folder.join(name);
        let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, body));
        match written {
            Ok(()) => (
                200,
                "application/json",
                json!(path).to_string().into_bytes(),
            ),
            Err(error) => (500, "text/plain", error.to_string().into_bytes()),
        }
    }

    fn file(&self, url: &str) -> (u16, &'static str, Vec<u8>) {
        let name = url.split(['?', '#']).next().unwrap_or_default();
        let name = name.trim_start_matches('/');
        let name = if name.is_empty() { "index.html" } else { name };
        if name.contains("..") {
            return (404, "text/plain", Vec::new());
        }
        match fs::read(self.page.join(name)) {
            Ok(bytes) => (200, media_type(name), bytes),
            Err(_) => (404, "text/plain", Vec::new()),
        }
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "wasm" => "application/wasm",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

/// A name as a URL carries it, percent-escapes undone.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let escaped = (byte == b'%')
            .then(|| [rest.next(), rest.next()])
            .and_then(|[high, low]| {
                let digits = [high?, low?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()
            });
        bytes.push(escaped.unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).replace(['/', '\\'], "_")
}
