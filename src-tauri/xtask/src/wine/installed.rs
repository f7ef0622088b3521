//! The program on the PC: installed, damaged, running, updated, moved, taken away.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::prefix::{Prefix, compile, parts};
use crate::house::{Fault, House};
use crate::package::staging;

/// Where the installer puts the program if nobody says otherwise.
const USUAL: &str = r"AppData\Local\Programs\政务公开";
/// Where a clerk might put it.
const OTHER: &str = r"C:\软件 目录\政务 公开";
/// What the installer writes into the registry.
const UNINSTALL: &str = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Gongkai";
const ENDING: &str = r"HKCU\Software\Classes\.gkpkg";
const OPEN: &str = r"HKCU\Software\Classes\Gongkai.Package\shell\open\command";
/// What the installer answers: done, a program runs, Windows is too old.
const DONE: i32 = 0;
const RUNNING: i32 = 3;
const TOO_OLD: i32 = 4;

/// The PC, the stick with the installer, and where the program stands.
pub(super) struct Pc {
    prefix: Prefix,
    stick: PathBuf,
    setup: String,
    folder: String,
}

impl Pc {
    /// A fresh PC, and a stick with the installer.
    pub(super) fn fresh(house: &House, setup: &Path) -> Result<Self, Fault> {
        let prefix = Prefix::fresh(house)?;
        let stick = prefix.ground().join("U盘 1");
        std::fs::create_dir_all(&stick).map_err(Fault::at(&stick))?;
        let name = setup.file_name().unwrap_or_default();
        let copy = stick.join(name);
        std::fs::copy(setup, &copy).map_err(Fault::at(&copy))?;
        Ok(Self {
            setup: Prefix::outside(&copy),
            folder: Prefix::own(USUAL),
            prefix,
            stick,
        })
    }

    pub(super) fn prefix(&self) -> &Prefix {
        &self.prefix
    }

    /// Where the test keeps what belongs to no PC.
    pub(super) fn ground(&self) -> PathBuf {
        self.prefix.ground()
    }

    /// An installed file, as the PC names it.
    pub(super) fn program(&self, name: &str) -> String {
        format!(r"{}\{name}", self.folder)
    }

    fn here(&self, name: &str) -> PathBuf {
        self.prefix.path(&self.program(name))
    }

    fn setup(&self, words: &[&str], wanted: i32) -> Result<(), Fault> {
        let status = self.prefix.run(&self.setup, words)?;
        self.prefix.settle()?;
        expect(
            status == wanted,
            &format!("setup {words:?} answers {status}, not {wanted}"),
        )
    }

    pub(super) fn refuses_old_windows(&self) -> Result<(), Fault> {
        self.prefix.is_windows("win7")?;
        self.setup(&["/S"], TOO_OLD)?;
        expect(
            !self.here("gongkai.exe").exists(),
            "something was installed on too old a Windows",
        )?;
        self.prefix.is_windows("win10")
    }

    pub(super) fn installs(&self) -> Result<(), Fault> {
        self.setup(&["/S"], DONE)?;
        self.is_whole()
    }

    /// Everything on the list is there, byte for byte as it was packed.
    fn is_whole(&self) -> Result<(), Fault> {
        let packed = self.prefix.packed();
        let files = staging::files(&packed)?;
        for path in &files {
            let installed = self.here(&path.replace('/', "\\"));
            let (one, other) = (
                std::fs::read(&installed).map_err(Fault::at(&installed))?,
                std::fs::read(packed.join(path)).map_err(Fault::at(&packed))?,
            );
            expect(one == other, &format!("{path} is not what was packed"))?;
        }
        println!("  {} files in {}", files.len(), self.folder);
        expect(
            self.here("uninstall.exe").is_file(),
            "there is no uninstaller",
        )
    }

    pub(super) fn is_registered(&self) -> Result<(), Fault> {
        for place in [
            Prefix::own(r"Desktop\政务公开.lnk"),
            Prefix::own(r"AppData\Roaming\Microsoft\Windows\Start Menu\Programs\政务公开.lnk"),
        ] {
            expect(
                self.prefix.path(&place).is_file(),
                &format!("there is no {place}"),
            )?;
        }
        self.says(ENDING, "", "Gongkai.Package")?;
        self.says(OPEN, "", r#"gongkai-desk.exe" "%1""#)?;
        self.says(UNINSTALL, "InstallLocation", "REG_SZ")?;
        self.says(UNINSTALL, "DisplayVersion", self.version()?.as_str())
    }

    fn says(&self, key: &str, value: &str, wanted: &str) -> Result<(), Fault> {
        let said = self.prefix.registry(key, value)?.unwrap_or_default();
        let what = format!("{key} {value} says {said:?}, not {wanted}");
        expect(said.contains(wanted), &what)
    }

    fn version(&self) -> Result<String, Fault> {
        let list = self.here(staging::LIST);
        let text = std::fs::read(&list).map_err(Fault::at(&list))?;
        let list: Value = serde_json::from_slice(&text).unwrap_or(Value::Null);
        Ok(list["version"].as_str().unwrap_or("none").to_owned())
    }

    /// The self-test's status and report.
    fn self_test(&self) -> Result<(i32, String), Fault> {
        let inside = r"C:\体检 报告.txt";
        let words = ["--self-test", inside];
        let status = self.prefix.run(&self.program("gongkai-desk.exe"), &words)?;
        let report = self.prefix.path(inside);
        let text = std::fs::read_to_string(&report).map_err(Fault::at(&report))?;
        std::fs::remove_file(&report).map_err(Fault::at(&report))?;
        Ok((status, text))
    }

    pub(super) fn tests_itself(&self) -> Result<(), Fault> {
        let (status, report) = self.self_test()?;
        println!("{}", report.trim_start_matches('\u{feff}'));
        expect(
            status == 0 && !report.contains("有错"),
            "the self-test fails",
        )
    }

    pub(super) fn tells_of_damage(&self) -> Result<(), Fault> {
        let font = self.here(r"fonts\NotoSansCJKsc-Regular.otf");
        let good = std::fs::read(&font).map_err(Fault::at(&font))?;
        let mut bad = good.clone();
        if let Some(byte) = bad.last_mut() {
            *byte ^= 1;
        }
        std::fs::write(&font, bad).map_err(Fault::at(&font))?;
        let (status, report) = self.self_test()?;
        std::fs::write(&font, good).map_err(Fault::at(&font))?;
        let told = report.contains("缺了或者变了：fonts/NotoSansCJKsc-Regular.otf");
        expect(
            status == 1 && told,
            &format!("one bit is not told of: {report}"),
        )
    }

    /// The window's program waits with its sentence about the missing web view; meanwhile nothing
    /// may be installed or taken away.
    pub(super) fn refuses_while_running(&self) -> Result<(), Fault> {
        let mut desk = self.prefix.command(&self.program("gongkai-desk.exe"));
        let mut running = desk
            .spawn()
            .map_err(|error| Fault::new(format!("gongkai-desk: {error}")))?;
        std::thread::sleep(Duration::from_secs(5));
        let still = running.try_wait().ok().flatten().is_none();
        let refused = self.prefix.run(&self.setup, &["/S"]);
        let kept = self
            .prefix
            .run(&self.program("uninstall.exe"), &["/S", &self.in_place()]);
        self.prefix.end();
        let _ = running.wait();
        expect(still, "the window's program did not wait with its sentence")?;
        expect(
            refused? == RUNNING,
            "it was installed over a running program",
        )?;
        expect(kept? == RUNNING, "a running program was taken away")?;
        self.is_whole()
    }

    /// What lets an uninstaller run where it lies, so that its answer can be waited for.
    fn in_place(&self) -> String {
        format!("_?={}", self.folder)
    }

    /// A second time over the first: what only the old one had goes, what the clerk put there stays.
    pub(super) fn installs_over_itself(&self) -> Result<(), Fault> {
        let own = self.here("我自己的.txt");
        std::fs::write(&own, "x").map_err(Fault::at(&own))?;
        let desktop = self.prefix.path(&Prefix::own(r"Desktop\政务公开.lnk"));
        std::fs::remove_file(&desktop).map_err(Fault::at(&desktop))?;
        self.setup(&["/S"], DONE)?;
        self.is_whole()?;
        expect(own.is_file(), "a file of the clerk's is gone")?;
        expect(!desktop.exists(), "a shortcut that was put away is back")?;
        std::fs::remove_file(&own).map_err(Fault::at(&own))
    }

    /// A folder with Chinese characters and spaces: the old place is left empty.
    pub(super) fn moves_to_another_folder(&mut self) -> Result<(), Fault> {
        let before = self.prefix.path(&self.folder);
        // NSIS wants the folder without quotes, and last: its parts are words of their own.
        let folder = format!("/D={OTHER}");
        let words: Vec<&str> = ["/S"].into_iter().chain(folder.split(' ')).collect();
        self.setup(&words, DONE)?;
        OTHER.clone_into(&mut self.folder);
        self.is_whole()?;
        expect(!before.exists(), "the old folder is still there")?;
        let (status, _) = self.self_test()?;
        expect(status == 0, "the self-test fails in another folder")
    }

    /// The runtime's installer, then a fixed version, each lying beside ours on the stick.
    pub(super) fn takes_web_view_from_stick(&self, house: &House) -> Result<(), Fault> {
        let installer = self
            .stick
            .join("MicrosoftEdgeWebView2RuntimeInstallerX64.exe");
        let source = parts(house).join("webview2-installer.c");
        compile(&source, &installer, &["-ladvapi32"])?;
        self.setup(&["/S"], DONE)?;
        let clients = r"HKCU\Software\Microsoft\EdgeUpdate\Clients";
        let key = format!(r"{clients}\{{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}}");
        self.says(&key, "pv", "999.0.1.2")?;
        self.prefix.run("reg", &["delete", &key, "/f"])?;
        std::fs::remove_file(&installer).map_err(Fault::at(&installer))?;
        let fixed = self
            .stick
            .join("Microsoft.WebView2.FixedVersionRuntime.999.0.1.2.x64");
        let deep = fixed.join("Locales");
        std::fs::create_dir_all(&deep).map_err(Fault::at(&deep))?;
        for file in [fixed.join("msedgewebview2.exe"), deep.join("zh-CN.pak")] {
            std::fs::write(&file, "x").map_err(Fault::at(&file))?;
        }
        self.setup(&["/S"], DONE)?;
        expect(
            self.here(r"webview2\Locales\zh-CN.pak").is_file(),
            "the fixed web view was not copied",
        )?;
        let (_, report) = self.self_test()?;
        expect(
            report.contains("用程序旁边的一份"),
            "the fixed web view is not used",
        )
    }

    /// The program goes, with its keys and shortcuts; what it never brought stays.
    pub(super) fn uninstalls(&self) -> Result<(), Fault> {
        let own = self.here("我自己的.txt");
        std::fs::write(&own, "x").map_err(Fault::at(&own))?;
        self.prefix.run(&self.program("uninstall.exe"), &["/S"])?;
        // The uninstaller goes on as a copy of itself, so that it can be taken away as well.
        let started = Instant::now();
        while self.here("uninstall.exe").exists() && started.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(300));
        }
        self.prefix.settle()?;
        let left = staging::files(&self.prefix.path(&self.folder))?;
        expect(left == ["我自己的.txt"], &format!("left behind: {left:?}"))?;
        for (key, value) in [(UNINSTALL, "DisplayName"), (ENDING, ""), (OPEN, "")] {
            let said = self.prefix.registry(key, value)?;
            expect(said.is_none(), &format!("{key} is still there: {said:?}"))?;
        }
        let start = Prefix::own(r"AppData\Roaming\Microsoft\Windows\Start Menu\Programs");
        expect(
            !self.prefix.path(&start).join("政务公开.lnk").exists(),
            "the shortcut is still there",
        )
    }
}

impl Drop for Pc {
    fn drop(&mut self) {
        self.prefix.end();
    }
}

fn expect(good: bool, otherwise: &str) -> Result<(), Fault> {
    match good {
        true => Ok(()),
        false => Err(Fault::new(otherwise)),
    }
}
