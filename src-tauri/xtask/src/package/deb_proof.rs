//! Proves the Debian package on a clean system: it installs with what it depends on, does the main job,
//! opens its window, and leaves the office where it is when it goes.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::clean_root::CleanRoot;
use super::deb;
use super::linux::Machine;
use crate::clerk::Clerk;
use crate::house::{Fault, House, fresh_folder, has_program, succeed};
use crate::run::{FOUNDING, WALK};
use crate::sample;

/// The person who works at the clean system.
const PERSON: &str = "1000:1000";
/// The person's office, inside.
const OFFICE: &str = "/home/clerk/文档/政务公开/青禾乡";
/// The screen of an office's old PC.
const SCREEN: &str = "1366x768x24";
/// How long the window may take to come.
const PATIENCE: Duration = Duration::from_secs(90);
/// A page that stands has more colours than a blank one.
const COLOURS: u32 = 200;
/// Files that the desktop made of the package's by its own triggers.
const KNOWN_TO_DESKTOP: &[&str] = &[
    "/usr/share/mime/application/vnd.gongkai.package.xml",
    "/usr/share/applications/gongkai-desk.desktop",
    "/usr/share/icons/hicolor/256x256/apps/gongkai-desk.png",
];

/// `cargo xtask test --deb`.
pub(crate) fn prove(house: &House) -> Result<(), Fault> {
    let package = deb::package(house, Machine::named(None)?)?;
    twice_the_same(house, &package)?;
    criticised(&package)?;
    let ground = fresh_folder(house, "deb-proof")?;
    // Outside the sources: a whole Debian is no part of them, and its folder is gone afterwards.
    let folder = std::env::temp_dir().join(format!("gongkai-root-{}", std::process::id()));
    let done = on_clean_root(house, &folder, &package, &ground);
    let _ = fs::remove_dir_all(&folder);
    done?;
    println!(
        "deb: good; the picture of the window: {}",
        ground.join("window.png").display()
    );
    Ok(())
}

/// The same folder wrapped once more gives the same bytes.
fn twice_the_same(house: &House, package: &Path) -> Result<(), Fault> {
    let first = fs::read(package).map_err(Fault::at(package))?;
    let machine = Machine::named(None)?;
    let folder = house
        .out()
        .join(format!("package/linux-{}/folder", machine.debian()));
    let again = deb::wrap(house, machine, &folder)?;
    let second = fs::read(&again).map_err(Fault::at(&again))?;
    if first != second {
        return Err(Fault::new("wrapped twice, the package has other bytes"));
    }
    println!("deb: wrapped twice, byte for byte the same");
    Ok(())
}

/// What lintian says; an error that is not known ends the proof.
fn criticised(package: &Path) -> Result<(), Fault> {
    if !has_program("lintian") {
        println!("deb: lintian is not here (apt-get install lintian), so it has said nothing");
        return Ok(());
    }
    let told = Command::new("lintian")
        .args(["--no-cfg", "--allow-root", "--tag-display-limit", "0"])
        .arg(package)
        .output()
        .map_err(|error| Fault::new(format!("lintian: {error}")))?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    print!("{told}");
    let errors = told
        .lines()
        .filter(|line| line.starts_with("E:"))
        .filter(|line| !deb::KNOWN_ERRORS.iter().any(|tag| line.contains(tag)));
    match errors.count() {
        0 => Ok(()),
        count => Err(Fault::new(format!("lintian: {count} errors"))),
    }
}

fn on_clean_root(house: &House, folder: &Path, package: &Path, ground: &Path) -> Result<(), Fault> {
    let started = Instant::now();
    let root = CleanRoot::install(folder)?;
    println!(
        "deb: a clean Debian stands after {} s",
        started.elapsed().as_secs()
    );
    fs::copy(package, root.outside("/tmp/gongkai.deb")).map_err(Fault::at(package))?;
    root.apt(&["install", "/tmp/gongkai.deb"])?;
    let before = root_files(&root, KNOWN_TO_DESKTOP);
    if let Some(missing) = before {
        return Err(Fault::new(format!("installed, but {missing} is not there")));
    }
    println!("deb: installed with what it depends on");
    let mut user = root.command("root", &["useradd", "-m", "clerk"]);
    succeed("useradd", &mut user)?;
    main_job(house, &root)?;
    window(&root, ground)?;
    let store = root.outside(OFFICE).join("registry.db");
    let kept = fs::read(&store).map_err(Fault::at(&store))?;
    root.apt(&["purge", "gongkai"])?;
    let after = fs::read(&store).map_err(Fault::at(&store))?;
    if root.outside("/usr/bin/gongkai").exists() || root.outside("/usr/share/gongkai").exists() {
        return Err(Fault::new("purged, but the program is still there"));
    }
    if kept != after {
        return Err(Fault::new("purging has touched the office"));
    }
    println!("deb: purged; the office is as it was");
    Ok(())
}

fn root_files<'a>(root: &CleanRoot, files: &[&'a str]) -> Option<&'a str> {
    files
        .iter()
        .copied()
        .find(|file| !root.outside(file).is_file())
}

/// The clerk's main job with the installed program, as a person without any rights.
fn main_job(house: &House, root: &CleanRoot) -> Result<(), Fault> {
    let home = root.outside("/home/clerk");
    let material = home.join("材料");
    let papers = home.join("打印件");
    for folder in [&material, &papers, &home.join("文档/政务公开")] {
        fs::create_dir_all(folder).map_err(Fault::at(folder))?;
    }
    for name in [sample::LIST, sample::BODY, sample::SCAN] {
        let from = house.root.join("assets/sample-office").join(name);
        fs::copy(&from, material.join(name)).map_err(Fault::at(&from))?;
    }
    let mut own = Command::new("chown");
    succeed("chown", own.args(["-R", PERSON]).arg(&home))?;
    let given = |name: &str| format!("/home/clerk/材料/{name}");
    let inside = root.clone();
    let start = move || inside.command(PERSON, &["HOME=/home/clerk", "/usr/bin/gongkai"]);
    let program = Path::new("/usr/bin/gongkai");
    let mut clerk = Clerk::started(program, Box::new(start), OFFICE.to_owned())
        .knows("list", given(sample::LIST))
        .knows("body", given(sample::BODY))
        .knows("scan", given(sample::SCAN))
        .knows("out", "/home/clerk/打印件");
    clerk.walk(&[FOUNDING, WALK])?;
    let copies = papers.join("一式三份.pdf");
    if !fs::metadata(&copies).is_ok_and(|about| about.len() > 10_000) {
        return Err(Fault::new("the three copies were not printed"));
    }
    Ok(())
}

/// Opens the window on the office, and takes a picture of it.
fn window(root: &CleanRoot, ground: &Path) -> Result<(), Fault> {
    let (_screen, display) = screen()?;
    let shown = format!("DISPLAY={display}");
    let words = [
        shown.as_str(),
        "HOME=/home/clerk",
        "XDG_RUNTIME_DIR=/tmp",
        "NO_AT_BRIDGE=1",
        "/usr/bin/gongkai-desk",
        "--office",
        OFFICE,
    ];
    let desk = root
        .command(PERSON, &words)
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Fault::new(format!("gongkai-desk: {error}")))?;
    let mut desk = Running(desk);
    let started = Instant::now();
    let picture = ground.join("window.png");
    loop {
        if let Ok(Some(status)) = desk.0.try_wait() {
            return Err(Fault::new(format!(
                "the window has closed by itself: {status}"
            )));
        }
        if named(&display) && colours(&display, &picture)? > COLOURS {
            break;
        }
        if started.elapsed() > PATIENCE {
            return Err(Fault::new("no window has come, or it stays blank"));
        }
        std::thread::sleep(Duration::from_secs(1));
    }
    println!(
        "deb: the window stood after {} s",
        started.elapsed().as_secs()
    );
    // The page asks for more once it stands.
    std::thread::sleep(Duration::from_secs(3));
    colours(&display, &picture).map(drop)
}

/// Whether a window bears the office's name.
fn named(display: &str) -> bool {
    let mut search = Command::new("xdotool");
    search
        .args(["search", "--onlyvisible", "--name", "青禾乡"])
        .env("DISPLAY", display)
        .stderr(Stdio::null());
    search
        .output()
        .is_ok_and(|found| !found.stdout.trim_ascii().is_empty())
}

/// Takes a picture of the screen and counts its colours.
fn colours(display: &str, picture: &Path) -> Result<u32, Fault> {
    let mut import = Command::new("import");
    import.args(["-display", display, "-window", "root"]);
    succeed("import", import.arg(picture))?;
    let told = Command::new("identify")
        .args(["-format", "%k"])
        .arg(picture)
        .output()
        .map_err(|error| Fault::new(format!("identify: {error}")))?;
    Ok(String::from_utf8_lossy(&told.stdout)
        .trim()
        .parse()
        .unwrap_or_default())
}

/// A screen that nobody sees; the X server says which number it took.
fn screen() -> Result<(Running, String), Fault> {
    use std::io::{BufRead as _, BufReader};
    let fault = |error: std::io::Error| Fault::new(format!("Xvfb: {error}"));
    let mut server = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            SCREEN,
            "-ac",
            "-nolisten",
            "tcp",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(fault)?;
    let told = server
        .stdout
        .take()
        .ok_or_else(|| Fault::new("Xvfb is mute"))?;
    let server = Running(server);
    let mut number = String::new();
    BufReader::new(told).read_line(&mut number).map_err(fault)?;
    Ok((server, format!(":{}", number.trim())))
}

/// A process that ends with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
