//! Installs what building and testing need where it may, and otherwise says in plain words what
//! is missing; it never asks for a password.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::house::{Fault, has_program, succeed};

/// Something the house needs from the machine.
pub(crate) struct Need {
    /// How it is recognised.
    sign: Sign,
    /// The Debian package that has it.
    package: &'static str,
    /// What it is for.
    purpose: &'static str,
}

/// How something is recognised.
enum Sign {
    /// A program on the path.
    Program(&'static str),
    /// A library that pkg-config knows.
    Library(&'static str),
    /// A file.
    File(&'static str),
}

const fn program(name: &'static str, package: &'static str, purpose: &'static str) -> Need {
    Need {
        sign: Sign::Program(name),
        package,
        purpose,
    }
}

const NEEDED: &[Need] = &[
    program(
        "cc",
        "build-essential",
        "compiles SQLite, which is part of the program",
    ),
    program("pkg-config", "pkg-config", "finds the web view's library"),
    Need {
        sign: Sign::Library("webkit2gtk-4.1"),
        package: "libwebkit2gtk-4.1-dev",
        purpose: "the web view in which the window shows its page",
    },
    program(
        "pdftotext",
        "poppler-utils",
        "reads the text of finished pages in tests",
    ),
    program("pdfinfo", "poppler-utils", "counts pages in tests"),
    program(
        "pdftoppm",
        "poppler-utils",
        "makes pictures of finished pages in tests",
    ),
    program(
        "qpdf",
        "qpdf",
        "checks the structure of finished PDFs in tests",
    ),
    program(
        "java",
        "default-jre-headless",
        "runs the validator of PDF/A in tests",
    ),
    Need {
        sign: Sign::File("/usr/share/java/preflight.jar"),
        package: "libpdfbox2-java",
        purpose: "judges in tests whether finished PDFs are PDF/A-1b",
    },
    Need {
        sign: Sign::File("/usr/share/java/jaxb-api.jar"),
        package: "libjaxb-api-java",
        purpose: "is needed by that validator",
    },
    Need {
        sign: Sign::File("/usr/share/java/javax.activation.jar"),
        package: "libactivation-java",
        purpose: "is needed by that validator",
    },
    program(
        "WebKitWebDriver",
        "webkit2gtk-driver",
        "drives the real window in tests",
    ),
    program(
        "Xvfb",
        "xvfb",
        "a display for the window where there is none",
    ),
    program(
        "xdotool",
        "xdotool",
        "presses keys in the window's own dialogs in tests",
    ),
    program(
        "dbus-run-session",
        "dbus",
        "a session bus for the window where there is none",
    ),
    program(
        "chromium",
        "chromium",
        "the browser in which pages are checked for accessibility",
    ),
    program("chromedriver", "chromium-driver", "drives that browser"),
    program(
        "soffice",
        "libreoffice-calc",
        "opens clean copies of attached files in tests",
    ),
    Need {
        sign: Sign::File("/usr/lib/libreoffice/program/libswlo.so"),
        package: "libreoffice-writer",
        purpose: "opens clean copies of attached text documents in tests",
    },
    Need {
        sign: Sign::File("/usr/lib/apache2/modules/mod_dav_fs.so"),
        package: "apache2-bin",
        purpose: "is the exchange server of one test",
    },
    program(
        "pg_createcluster",
        "postgresql",
        "is the served database of the county platform in tests",
    ),
    program("lp", "cups-client", "prints in tests"),
    Need {
        sign: Sign::File("/usr/sbin/cupsd"),
        package: "cups",
        purpose: "prints in tests",
    },
    Need {
        sign: Sign::File("/usr/lib/cups/backend/cups-pdf"),
        package: "printer-driver-cups-pdf",
        purpose: "is the printer that tests print at",
    },
    Need {
        sign: Sign::File("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
        package: "fonts-noto-cjk",
        purpose: "Chinese type in the window's pictures",
    },
];

/// What making and trying the Windows package needs besides.
const FOR_WINDOWS: &[Need] = &[
    program(
        "x86_64-w64-mingw32-gcc",
        "gcc-mingw-w64-x86-64-posix",
        "compiles and links for Windows",
    ),
    program(
        "x86_64-w64-mingw32-g++",
        "g++-mingw-w64-x86-64-posix",
        "compiles and links for Windows",
    ),
    program("makensis", "nsis", "makes the installer"),
    program("wine", "wine", "runs Windows programs in tests"),
    Need {
        sign: Sign::File("/usr/lib/wine/wine64"),
        package: "wine64",
        purpose: "runs 64-bit Windows programs in tests",
    },
    program(
        "xvfb-run",
        "xvfb",
        "a display for Windows programs where there is none",
    ),
    program("xauth", "xauth", "is needed by that display"),
    program("unzip", "unzip", "looks into finished workbooks in tests"),
    program(
        "osslsigncode",
        "osslsigncode",
        "signs Windows programs where a key is named",
    ),
];

/// What a person installs himself: a distribution's own version may be too old.
const NODE: &str = "Node.js 20 or newer with npm (https://nodejs.org) builds the page; it is not \
                    installed by this command";

impl Need {
    fn is_met(&self) -> bool {
        match self.sign {
            Sign::Program(name) => has_program(name),
            Sign::Library(name) => Command::new("pkg-config")
                .args(["--exists", name])
                .status()
                .is_ok_and(|status| status.success()),
            Sign::File(path) => Path::new(path).is_file(),
        }
    }

    /// What it is called in a sentence.
    pub(crate) fn name(&self) -> &'static str {
        match self.sign {
            Sign::Program(name) | Sign::Library(name) | Sign::File(name) => name,
        }
    }
}

/// `cargo xtask setup`.
pub(crate) fn setup() -> Result<(), Fault> {
    if !has_program("npm") {
        return Err(Fault::new(NODE));
    }
    provide(NEEDED)
}

/// The same for the Windows package.
pub(crate) fn setup_for_windows() -> Result<(), Fault> {
    provide(FOR_WINDOWS)
}

/// Installs what is missing of `needs`, where it may.
fn provide(needs: &'static [Need]) -> Result<(), Fault> {
    let missing = missing_of(needs);
    if missing.is_empty() {
        let all: Vec<_> = needs.iter().collect();
        println!("setup: everything is here already ({})", list(&all));
        return Ok(());
    }
    let packages = packages(&missing);
    for need in &missing {
        let (name, package, purpose) = (need.name(), need.package, need.purpose);
        println!("setup: {name} is missing (package {package}): {purpose}");
    }
    if !has_program("apt-get") {
        return Err(Fault::new(format!(
            "this is not Debian or a relative of it, so nothing was installed. Please install: {}",
            packages.join(", ")
        )));
    }
    let Some(rights) = rights() else {
        return Err(Fault::new(format!(
            "setup may not install packages here (neither root nor sudo without a password). \
             Please run: sudo apt-get install {}",
            packages.join(" ")
        )));
    };
    install(rights, &packages)?;
    let still = missing_of(needs);
    if still.is_empty() {
        println!("setup: done");
        return Ok(());
    }
    Err(Fault::new(format!(
        "still missing after installing: {}",
        list(&still)
    )))
}

/// What is not there.
fn missing_of(needs: &'static [Need]) -> Vec<&'static Need> {
    needs.iter().filter(|need| !need.is_met()).collect()
}

/// Their names, for a sentence.
pub(crate) fn list(needs: &[&Need]) -> String {
    let names: Vec<&str> = needs.iter().map(|need| need.name()).collect();
    names.join(", ")
}

fn packages(missing: &[&Need]) -> Vec<&'static str> {
    let mut packages: Vec<_> = missing.iter().map(|need| need.package).collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

/// The words to put before `apt-get`, or nothing where it may not be used.
fn rights() -> Option<&'static [&'static str]> {
    let says = |program: &str, args: &[&str]| {
        Command::new(program)
            .args(args)
            .stderr(Stdio::null())
            .output()
            .ok()
    };
    if says("id", &["-u"]).is_some_and(|output| output.stdout.trim_ascii() == b"0") {
        return Some(&[]);
    }
    says("sudo", &["-n", "true"])
        .filter(|output| output.status.success())
        .map(|_| &["sudo", "-n"][..])
}

/// Tries at once, and reads the package lists only when that fails: they may be fresh already.
fn install(rights: &[&str], packages: &[&str]) -> Result<(), Fault> {
    let apt = |words: &[&str]| {
        let mut line: Vec<&str> = rights.to_vec();
        line.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        line.extend(["-o", "DPkg::Lock::Timeout=400", "-q", "-y"]);
        line.extend(words);
        println!("setup: {}", line.join(" "));
        let mut command = Command::new(line[0]);
        command.args(&line[1..]);
        succeed("apt-get", &mut command)
    };
    let mut words = vec!["install", "--no-install-recommends"];
    words.extend(packages);
    if apt(&words).is_ok() {
        return Ok(());
    }
    apt(&["update"])?;
    apt(&words)
}
