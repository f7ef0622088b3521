//! A PostgreSQL cluster of its own, made with the programs of Debian's package in a temporary folder
//! and thrown away; it listens on no network.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;
use tokio_postgres::NoTls;

/// A running cluster; it ends with this value.
pub(crate) struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    made: AtomicU32,
}

/// Who runs the cluster where the tests are root, which PostgreSQL refuses to be.
const NOBODY: &str = "postgres";

fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql");
    let mut found: Vec<PathBuf> = versions
        .map(|entries| {
            entries
                .flatten()
                .map(|entry| entry.path().join("bin"))
                .collect()
        })
        .unwrap_or_default();
    found.retain(|path| path.join("initdb").exists());
    found.sort();
    found
        .pop()
        .expect("PostgreSQL is missing: run `cargo xtask setup`")
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}

impl Cluster {
    pub(crate) fn start() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("gkx-pg-")
            .tempdir()
            .unwrap();
        if is_root() {
            let owner = Command::new("chown")
                .arg(NOBODY)
                .arg(folder.path())
                .status();
            assert!(owner.unwrap().success());
        }
        let cluster = Self {
            folder,
            programs: programs(),
            made: AtomicU32::new(0),
        };
        let place = cluster.place();
        cluster.run(
            "initdb",
            &[
                "-D",
                &place,
                "-U",
                "gongkai",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N",
            ],
        );
        // In its settings and not on its line, so that a measurement may have it otherwise.
        let settings = Path::new(&place).join("postgresql.auto.conf");
        std::fs::write(settings, "fsync = off\n").unwrap();
        let options = format!("-c listen_addresses='' -k {place}");
        let log = format!("{place}/log");
        cluster.run(
            "pg_ctl",
            &["-D", &place, "-o", &options, "-l", &log, "-w", "start"],
        );
        cluster
    }

    fn place(&self) -> String {
        self.folder.path().join("cluster").display().to_string()
    }

    fn run(&self, program: &str, words: &[&str]) {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"])
                .arg(&program);
            command
        } else {
            Command::new(&program)
        };
        let status = command
            .args(words)
            .current_dir(Path::new("/"))
            .stdout(std::process::Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{} {words:?}", program.display());
    }

    fn address(&self, database: &str) -> String {
        let host = self.place().replace('/', "%2F");
        format!("postgres://gongkai@{host}/{database}")
    }

    /// The address of a database that nobody has used.
    pub(crate) async fn database(&self) -> String {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let name = format!("county_{number}");
        let connected = tokio_postgres::connect(&self.address("postgres"), NoTls).await;
        let (client, connection) = connected.unwrap();
        let wire = tokio::spawn(connection);
        client
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        drop(client);
        wire.await.unwrap().unwrap();
        self.address(&name)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let place = self.place();
        self.run("pg_ctl", &["-D", &place, "-m", "immediate", "-w", "stop"]);
    }
}
