//! A Windows PC of a clerk with a Chinese name, as wine plays it: fresh each time, below `out/`, and
//! apart from the person who runs the test.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::house::{Fault, House, fresh_folder, succeed};

/// Who sits at this PC; invented.
pub(crate) const CLERK: &str = "王小禾";
/// The compiler of what only the test needs.
const COMPILER: &str = "x86_64-w64-mingw32-gcc";
/// Libraries that every Windows 10 has and wine 8 lacks.
const MISSING_LIBRARIES: &[&str] = &["bcryptprimitives", "windows.data.pdf"];
/// The settings of this PC: Windows 10 (wine says 7), and type that has Chinese characters.
const SETTINGS: &str = r#"REGEDIT4

[HKEY_CURRENT_USER\Software\Wine]
"Version"="win10"

[HKEY_CURRENT_USER\Software\Wine\Fonts\Replacements]
"SimSun"="Noto Sans CJK SC"
"Tahoma"="Noto Sans CJK SC"
"MS Shell Dlg"="Noto Sans CJK SC"
"MS Shell Dlg 2"="Noto Sans CJK SC"
"#;

/// The PC. Whoever holds it may hand it on; [`Prefix::end`] ends what runs at it.
#[derive(Debug, Clone)]
pub(crate) struct Prefix {
    root: PathBuf,
    packed: PathBuf,
}

impl Prefix {
    /// Sets the PC up.
    pub(crate) fn fresh(house: &House) -> Result<Self, Fault> {
        let ground = fresh_folder(house, "windows")?;
        let prefix = Self {
            root: ground.join("prefix"),
            packed: house.out().join("package/windows/folder"),
        };
        // Wine would link the person's own documents into the PC.
        let home = prefix.home();
        std::fs::create_dir_all(&home).map_err(Fault::at(&home))?;
        succeed("wineboot", prefix.command("wineboot").arg("-i"))?;
        let system = prefix.path(r"C:\windows\system32");
        for name in MISSING_LIBRARIES {
            let source = parts(house).join(format!("{name}.c"));
            let library = system.join(format!("{name}.dll"));
            compile(&source, &library, &["-shared", "-ladvapi32"])?;
        }
        let settings = ground.join("settings.reg");
        std::fs::write(&settings, SETTINGS).map_err(Fault::at(&settings))?;
        succeed("regedit", prefix.command("regedit").arg(&settings))?;
        prefix.settle()?;
        Ok(prefix)
    }

    /// Where the test keeps what belongs to no PC.
    pub(crate) fn ground(&self) -> PathBuf {
        self.root.parent().unwrap_or(&self.root).to_owned()
    }

    /// What the installer was made of.
    pub(crate) fn packed(&self) -> PathBuf {
        self.packed.clone()
    }

    /// Which Windows the PC says it is: `win7`, `win10`.
    pub(crate) fn is_windows(&self, version: &str) -> Result<(), Fault> {
        let key = r"HKCU\Software\Wine";
        let words = ["add", key, "/v", "Version", "/d", version, "/f"];
        succeed("reg add", self.command("reg").args(words))?;
        self.settle()
    }

    fn home(&self) -> PathBuf {
        self.root.with_file_name("home")
    }

    /// Starts a Windows program, named as Windows names it or with its path here.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new("wine");
        command
            .arg(program)
            .env("WINEPREFIX", &self.root)
            .env("WINEDEBUG", "-all")
            // No second browser, nothing in the menus of the machine that tests.
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=;winemenubuilder.exe=d")
            .env("HOME", self.home())
            .env("USER", CLERK)
            .env("LOGNAME", CLERK)
            .env("LC_ALL", "C.UTF-8");
        command
    }

    /// Runs a Windows program to its end; answers with its exit status.
    pub(crate) fn run(&self, program: &str, words: &[&str]) -> Result<i32, Fault> {
        let output = self.output(program, words)?;
        Ok(output.status.code().unwrap_or(-1))
    }

    /// Runs a Windows program and hears what it says.
    pub(crate) fn output(&self, program: &str, words: &[&str]) -> Result<Output, Fault> {
        let mut command = self.command(program);
        let output = command.args(words).output();
        output.map_err(|error| Fault::new(format!("wine {program}: {error}")))
    }

    /// A value of the registry, with what stands before it in `reg query`; none if it is not there.
    pub(crate) fn registry(&self, key: &str, value: &str) -> Result<Option<String>, Fault> {
        let words = match value {
            "" => vec!["query", key, "/ve"],
            value => vec!["query", key, "/v", value],
        };
        let output = self.output("reg", &words)?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(output.status.success().then_some(said))
    }

    /// Where a path of the PC lies here.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        let (drive, rest) = inside.split_once(':').unwrap_or(("C", inside));
        let drive = self.root.join(format!("drive_{}", drive.to_lowercase()));
        rest.split('\\')
            .filter(|part| !part.is_empty())
            .fold(drive, |path, part| path.join(part))
    }

    /// How the PC names a path of this machine.
    pub(crate) fn outside(path: &Path) -> String {
        format!("Z:{}", path.display().to_string().replace('/', "\\"))
    }

    /// The clerk's own folder at the PC.
    pub(crate) fn own(inside: &str) -> String {
        format!(r"C:\users\{CLERK}\{inside}")
    }

    /// Waits until everything that was started has ended and is on disk.
    pub(crate) fn settle(&self) -> Result<(), Fault> {
        succeed("wineserver", self.server().arg("-w"))
    }

    /// Ends whatever still runs at this PC, and nothing else.
    pub(crate) fn end(&self) {
        // Where nothing runs, there is nothing to end.
        let _ = self.server().arg("-k").output();
    }

    fn server(&self) -> Command {
        let mut server = Command::new("wineserver");
        server.env("WINEPREFIX", &self.root);
        server
    }
}

/// The sources of what only the test needs.
pub(crate) fn parts(house: &House) -> PathBuf {
    house.root.join("assets/packaging/windows/test")
}

/// Compiles a small Windows program or library.
pub(crate) fn compile(source: &Path, made: &Path, flags: &[&str]) -> Result<(), Fault> {
    let mut compiler = Command::new(COMPILER);
    compiler.args(["-O2", "-s", "-o"]).arg(made).arg(source);
    succeed(COMPILER, compiler.args(flags))
}
