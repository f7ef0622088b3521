//! An exchange server for one story: a real Apache with WebDAV, on a port of its own, with name and
//! password as a county sets it up.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed, and says where"
)]

use std::fs::{self, Permissions};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Name and password of the township, and the line of Apache's list that knows them.
pub const ACCESS: &str = "office:inbox-of-the-office";
const USERS: &str = "office:{SHA}Wasd5RTrBc+mecE93YHS2Ga5o5g=\n";
/// Longest that Apache may take to listen; only a hanging system needs it.
const PATIENCE: Duration = Duration::from_secs(120);
/// Debian's own account for web servers.
const ACCOUNT: (&str, u32) = ("www-data", 33);

/// A running server. Ended when dropped.
pub struct ExchangeServer {
    ground: TempDir,
    daemon: Child,
    port: u16,
}

impl ExchangeServer {
    /// Starts Apache with an empty inbox.
    #[track_caller]
    pub fn start() -> Self {
        Self::with_room(None)
    }

    /// The same on a disk that is nearly full: no file may grow beyond so many blocks of 512 bytes.
    #[track_caller]
    pub fn cramped(blocks: u32) -> Self {
        Self::with_room(Some(blocks))
    }

    /// Somebody makes room: it ends, and begins again at the same address with what lies there.
    pub fn finds_room(&mut self) {
        self.daemon.kill().expect("a kill");
        self.daemon.wait().expect("it ends");
        self.daemon = daemon(self.ground.path(), None);
        self.await_port();
    }

    #[track_caller]
    fn with_room(blocks: Option<u32>) -> Self {
        let ground = TempDir::new().expect("a folder");
        let open = |path: &Path| fs::set_permissions(path, Permissions::from_mode(0o755));
        open(ground.path()).expect("a folder that the server may enter");
        fs::create_dir(ground.path().join("inbox")).expect("an inbox");
        // As root the server works under its own account; otherwise everything is one person's.
        drop(chown(
            ground.path().join("inbox"),
            Some(ACCOUNT.1),
            Some(ACCOUNT.1),
        ));
        fs::write(ground.path().join("users"), USERS).expect("its users");
        let port = free_port();
        fs::write(ground.path().join("conf"), settings(ground.path(), port)).expect("its settings");
        let daemon = daemon(ground.path(), blocks);
        let server = Self {
            ground,
            daemon,
            port,
        };
        server.await_port();
        server
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The folder that it serves.
    pub fn inbox(&self) -> PathBuf {
        self.ground.path().join("inbox")
    }

    fn await_port(&self) {
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let log = fs::read_to_string(self.ground.path().join("error.log"));
            assert!(begun.elapsed() < PATIENCE, "{}", log.unwrap_or_default());
            std::thread::yield_now();
        }
    }
}

impl Drop for ExchangeServer {
    fn drop(&mut self) {
        if self
            .daemon
            .kill()
            .and_then(|()| self.daemon.wait())
            .is_err()
        {
            panic!("the exchange server cannot be ended");
        }
    }
}

/// Apache itself, and not a child of a shell: it is ended by its number.
fn daemon(ground: &Path, blocks: Option<u32>) -> Child {
    let mut command = match blocks {
        None => Command::new("/usr/sbin/apache2"),
        Some(blocks) => {
            let mut shell = Command::new("sh");
            // Without the trap the signal for a file too large would end the program before it is told.
            let words = "trap '' XFSZ; ulimit -f \"$1\"; shift; exec /usr/sbin/apache2 \"$@\"";
            shell.args(["-c", words, "sh"]).arg(blocks.to_string());
            shell
        }
    };
    command
        .arg("-f")
        .arg(ground.join("conf"))
        .arg("-X")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("apache2 (cargo xtask setup installs it)")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its number").port()
}

fn settings(ground: &Path, port: u16) -> String {
    let ground = ground.display();
    let modules: String = [
        ("mpm_event", "mpm_event"),
        ("authn_core", "authn_core"),
        ("authn_file", "authn_file"),
        ("authz_core", "authz_core"),
        ("authz_user", "authz_user"),
        ("auth_basic", "auth_basic"),
        ("dav", "dav"),
        ("dav_fs", "dav_fs"),
    ]
    .map(|(module, file)| {
        format!("LoadModule {module}_module /usr/lib/apache2/modules/mod_{file}.so\n")
    })
    .concat();
    let account = ACCOUNT.0;
    format!(
        "{modules}ServerRoot \"{ground}\"\nPidFile \"{ground}/apache.pid\"\nServerName localhost\n\
         Listen 127.0.0.1:{port}\nUser {account}\nGroup {account}\nDavLockDB \"{ground}/inbox/.lock\"\n\
         ErrorLog \"{ground}/error.log\"\nDocumentRoot \"{ground}/inbox\"\n\
         <Directory \"{ground}/inbox\">\nDav On\nAuthType Basic\nAuthName \"inbox\"\n\
         AuthUserFile \"{ground}/users\"\nRequire valid-user\n</Directory>\n"
    )
}
