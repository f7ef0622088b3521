//! A county for one story: its real program, served on a port of its own in a throw-away folder, ended
//! as a power cut would end it.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed, and says where"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A county whose program runs. Ended when dropped.
pub struct County {
    ground: TempDir,
    program: PathBuf,
    served: Option<Served>,
}

struct Served {
    process: Child,
    address: String,
}

impl County {
    /// Founds a county and serves it.
    pub fn start(program: &str) -> Self {
        let mut county = Self {
            ground: TempDir::new().expect("a folder"),
            program: PathBuf::from(program),
            served: None,
        };
        county.serve();
        county
    }

    /// Where it answers: another place after each start.
    #[track_caller]
    pub fn address(&self) -> String {
        let served = self.served.as_ref().expect("it is served");
        format!("http://{}", served.address)
    }

    /// The folder of everything it keeps.
    pub fn folder(&self) -> &Path {
        self.ground.path()
    }

    /// Runs one of its commands and answers with what it says.
    #[track_caller]
    pub fn does(&self, words: &str) -> String {
        let output = self.command().args(words.split_whitespace()).output();
        let output = output.expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "`{words}`: {said}");
        String::from_utf8(output.stdout).expect("sentences")
    }

    /// Registers a township and answers with the key that it sends with.
    #[track_caller]
    pub fn registers(&self, code: &str, name: &str) -> String {
        let said = self.does(&format!("township add {code} {name}"));
        let key = said.find("gkx-").map(|at| said[at..].trim().to_owned());
        key.unwrap_or_else(|| panic!("no key in {said}"))
    }

    /// The key that it signs with.
    #[track_caller]
    pub fn public_key(&self) -> String {
        let said = self.does("key");
        let line = said
            .lines()
            .find_map(|line| line.strip_prefix("签名公钥："));
        line.expect("a line with its key").to_owned()
    }

    /// A page of its site: status line, head and body.
    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        self.asked(&format!("GET {path}"), "")
    }

    /// Hands in one of its site's forms, as a browser without scripts does; the page that comes then.
    #[track_caller]
    pub fn hands_in(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let escaped =
            |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
        let fields = fields.iter();
        let fields: Vec<String> = fields
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        let answer = self.asked(&format!("POST {path}"), &fields.join("&"));
        let to = answer
            .lines()
            .find_map(|line| line.strip_prefix("location: "));
        self.page(to.unwrap_or_else(|| panic!("it was not taken: {answer}")))
    }

    #[track_caller]
    fn asked(&self, what: &str, form: &str) -> String {
        let served = self.served.as_ref().expect("it is served");
        let mut socket = TcpStream::connect(&served.address).expect("it listens");
        let asked = format!(
            "{what} HTTP/1.1\r\nHost: county\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
            form.len()
        );
        socket.write_all(asked.as_bytes()).expect("it hears");
        let mut page = String::new();
        socket.read_to_string(&mut page).expect("it answers");
        page
    }

    /// Ends it as a power cut would; what it was doing is left as it is.
    pub fn dies(&mut self) {
        if let Some(mut served) = self.served.take() {
            served.process.kill().expect("a kill");
            served.process.wait().expect("it ends");
        }
    }

    /// Serves it, on a port that the system chooses and its log tells.
    pub fn serve(&mut self) {
        let mut process = self
            .command()
            .args(["--county", "样例县", "serve", "--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut log = BufReader::new(process.stderr.take().expect("its log"));
        let mut line = String::new();
        log.read_line(&mut line).expect("a line");
        // Somebody has to listen, or a full pipe would stop it.
        std::thread::spawn(move || log.lines().for_each(drop));
        let first: serde_json::Value = serde_json::from_str(&line).expect("a line of its log");
        let address = first["fields"]["address"].as_str();
        let address = address.expect("where it listens").to_owned();
        self.served = Some(Served { process, address });
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--data").arg(self.folder());
        command.stdin(Stdio::null());
        command
    }
}

impl Drop for County {
    fn drop(&mut self) {
        self.dies();
    }
}
