//! A printing system for one story: a real CUPS with its PDF printer, on a port of its own. It
//! never touches the machine's own queues.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed, and says where"
)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use gongkai_frontdesk::printers::Cups;
use tempfile::TempDir;

/// The printer's name.
pub const PRINTER: &str = "PDF";
/// Longest that a page may take to come out; only a hanging system needs it.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running CUPS. Ended when dropped.
pub struct PrintSystem {
    ground: TempDir,
    daemon: Child,
    tray: PathBuf,
    /// A port of this machine alone: through a file of its own CUPS does not tell what a printer offers.
    port: u16,
    /// The PDF printer puts everybody's pages into one tray: one story at a time.
    _turn: File,
}

impl PrintSystem {
    /// Starts CUPS and adds its PDF printer. It must be root, for the PDF printer hands its pages to
    /// whoever printed.
    #[track_caller]
    pub fn start() -> Self {
        let turn = File::create(std::env::temp_dir().join("gongkai-print-tray.lock"));
        let turn = turn.expect("a file");
        turn.lock().expect("its turn");
        let ground = TempDir::new().expect("a folder");
        for folder in ["root/ppd", "spool/tmp", "cache", "state", "log"] {
            fs::create_dir_all(ground.path().join(folder)).expect("a folder");
        }
        let port = free_port();
        configure(ground.path(), port);
        let daemon = Command::new("/usr/sbin/cupsd")
            .arg("-f")
            .arg("-c")
            .arg(ground.path().join("cupsd.conf"))
            .arg("-s")
            .arg(ground.path().join("cups-files.conf"))
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("cupsd (cargo xtask setup installs it)");
        let home = std::env::var("HOME").expect("a home");
        let mut system = Self {
            ground,
            daemon,
            tray: Path::new(&home).join("PDF"),
            port,
            _turn: turn,
        };
        system.await_answer();
        system.ask(
            "lpadmin",
            &["-p", PRINTER, "-E", "-v", "cups-pdf:/", "-m", MODEL],
        );
        system.ask("lpadmin", &["-p", PRINTER, "-D", "党政办打印机"]);
        system.ask("lpadmin", &["-d", PRINTER]);
        system
    }

    /// The printers of this system, for a desk.
    pub fn printers(&self) -> Cups {
        Cups::at(self.server())
    }

    /// Runs one of CUPS' commands on this system; answers with what it said.
    #[track_caller]
    pub fn ask(&self, program: &str, arguments: &[&str]) -> String {
        let output = Command::new(program)
            .args(arguments)
            .env("CUPS_SERVER", self.server())
            .env("LC_ALL", "C")
            .output()
            .unwrap_or_else(|error| panic!("{program} (cargo xtask setup installs it): {error}"));
        assert!(output.status.success(), "{program}: {output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// A second printer that has all sizes of paper but this one, as its driver names it.
    #[track_caller]
    pub fn add_printer_without(&self, name: &str, size: &str) {
        let model = fs::read_to_string(format!("/usr/share/ppd/cups-pdf/{MODEL_FILE}"));
        let model = model.expect("the driver (cargo xtask setup installs it)");
        let lacks = |line: &&str| {
            let option = line.split('/').next().unwrap_or_default();
            let of = ["PageSize", "PageRegion", "ImageableArea", "PaperDimension"];
            !of.iter().any(|of| option == format!("*{of} {size}"))
        };
        let lines: Vec<&str> = model.lines().filter(lacks).collect();
        let path = self.ground.path().join("without.ppd");
        fs::write(&path, lines.join("\n")).expect("a file");
        let path = path.to_string_lossy().into_owned();
        self.ask(
            "lpadmin",
            &["-p", name, "-E", "-v", "cups-pdf:/", "-P", &path],
        );
    }

    /// What comes out of the printer while `work` is done: one file a job, oldest first.
    #[track_caller]
    pub fn prints(&self, work: impl FnOnce()) -> Vec<Vec<u8>> {
        let before = self.tray();
        work();
        let begun = Instant::now();
        while !self
            .ask("lpstat", &["-W", "not-completed", "-o"])
            .trim()
            .is_empty()
        {
            assert!(begun.elapsed() < PATIENCE, "{}", self.log());
        }
        let mut sheets: Vec<(SystemTime, PathBuf)> = self
            .tray()
            .into_iter()
            .filter(|(path, changed)| before.get(path) != Some(changed))
            .map(|(path, changed)| (changed, path))
            .collect();
        sheets.sort();
        let taken = |(_, path): (SystemTime, PathBuf)| {
            let bytes = fs::read(&path).expect("a printed file");
            fs::remove_file(&path).expect("the tray is emptied");
            bytes
        };
        sheets.into_iter().map(taken).collect()
    }

    fn tray(&self) -> BTreeMap<PathBuf, SystemTime> {
        let Ok(entries) = fs::read_dir(&self.tray) else {
            return BTreeMap::new();
        };
        let dated = |entry: fs::DirEntry| {
            let changed = entry.metadata().and_then(|known| known.modified()).ok()?;
            Some((entry.path(), changed))
        };
        entries.filter_map(|entry| dated(entry.ok()?)).collect()
    }

    /// Where it answers, as CUPS' commands want it.
    pub fn server(&self) -> String {
        format!("localhost:{}", self.port)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.ground.path().join("log/error")).unwrap_or_default()
    }

    /// CUPS answers as soon as its port takes a connection.
    #[track_caller]
    fn await_answer(&mut self) {
        let begun = Instant::now();
        let mut asked = Command::new("lpstat");
        asked
            .arg("-r")
            .env("CUPS_SERVER", self.server())
            .env("LC_ALL", "C");
        let answers = |asked: &mut Command| {
            let said = asked.output().map(|output| output.stdout);
            said.is_ok_and(|said| said.starts_with(b"scheduler is running"))
        };
        while !answers(&mut asked) {
            if let Ok(Some(status)) = self.daemon.try_wait() {
                let mut said = String::new();
                if let Some(stream) = self.daemon.stderr.take() {
                    BufReader::new(stream).read_line(&mut said).ok();
                }
                panic!("cupsd ended with {status}: {said}{}", self.log());
            }
            assert!(begun.elapsed() < PATIENCE, "{}", self.log());
        }
    }
}

impl Drop for PrintSystem {
    fn drop(&mut self) {
        self.daemon.kill().ok();
        self.daemon.wait().ok();
    }
}

/// The PDF printer's description, as its package brings it.
const MODEL: &str = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd";
/// The same in its folder.
const MODEL_FILE: &str = "CUPS-PDF_opt.ppd";

/// A port that nobody uses.
#[track_caller]
fn free_port() -> u16 {
    let asked = TcpListener::bind(("localhost", 0)).and_then(|found| found.local_addr());
    asked.expect("a port").port()
}

fn configure(ground: &Path, port: u16) {
    let at = ground.display();
    let files = format!(
        "ServerRoot {at}/root\nRequestRoot {at}/spool\nTempDir {at}/spool/tmp\nCacheDir {at}/cache\n\
         StateDir {at}/state\nAccessLog {at}/log/access\nErrorLog {at}/log/error\n\
         PageLog {at}/log/page\nSystemGroup root\n"
    );
    let anybody = "Order allow,deny\nAllow all\n";
    let daemon = format!(
        "LogLevel info\nMaxLogSize 0\nBrowsing Off\nWebInterface No\nListen localhost:{port}\n\
         DefaultAuthType None\n<Location />\n{anybody}</Location>\n\
         <Location /admin>\n{anybody}</Location>\n\
         <Policy default>\n<Limit All>\n{anybody}</Limit>\n</Policy>\n"
    );
    fs::write(ground.join("cups-files.conf"), files).expect("a file");
    fs::write(ground.join("cupsd.conf"), daemon).expect("a file");
}
