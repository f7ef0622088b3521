//! A machine with a display of its own: programs are started on it, keys pressed, files dropped,
//! the machine's own dialogs answered. Everything ends with it, even when a story fails.

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

use crate::hand::Hand;
use crate::print_system::PrintSystem;

/// How long a person would wait for something that should come by itself.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A machine with a display and a home, on which windows can be opened one after another.
pub struct Machine {
    _display: Guarded,
    /// `:99`, as programs want it.
    screen: String,
    home: PathBuf,
    pub(crate) program: PathBuf,
    /// Where its printing system answers; without one it is the one of the machine underneath.
    printing: Option<String>,
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
            printing: None,
        }
    }

    /// Gives it the printers of this system.
    pub fn has_printers_of(&mut self, system: &PrintSystem) {
        self.printing = Some(system.server());
    }

    /// The person's home.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// What every program on this machine has around it.
    pub(crate) fn dress(&self, command: &mut Command) {
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
        if let Some(server) = &self.printing {
            command.env("CUPS_SERVER", server);
        }
        let _ = fs::create_dir_all(at("run"));
    }

    /// A command that runs another as if somebody had just sat down.
    pub(crate) fn session(&self) -> Command {
        let mut command = Command::new("dbus-run-session");
        self.dress(&mut command);
        let bus = concat!(env!("CARGO_MANIFEST_DIR"), "/stage/bus.conf");
        command.args(["--config-file", bus, "--"]);
        command
    }

    /// Starts the program beside an open window, without a driver, and waits for its end.
    pub fn starts_again(&self, arguments: &[&str]) -> bool {
        let mut command = self.session();
        let mut child = guarded(command.arg(&self.program).args(arguments));
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

    /// Waits until a file is there that the program was asked to write.
    pub fn keeps_file(&self, path: &Path) {
        let begun = Instant::now();
        while !path.exists() {
            assert!(begun.elapsed() < PATIENCE, "no {}", path.display());
            std::thread::park_timeout(Duration::from_millis(25));
        }
    }

    /// Waits for the dialog with this title and gives it the keyboard.
    pub fn finds_dialog(&self, title: &str) {
        let begun = Instant::now();
        while !self.shows_dialog(title) {
            assert!(begun.elapsed() < PATIENCE, "no dialog “{title}”");
            std::thread::park_timeout(Duration::from_millis(25));
        }
        let found = ["search", "--onlyvisible", "--name", title];
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
