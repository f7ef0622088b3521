//! A county and a township on one machine: founds both in `out/county`, lets them know each other as
//! people would (a key one way, a public key each), and serves the county until somebody stops it.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::house::{Fault, House, fresh_folder, succeed};

/// Where the county listens, and what the sample office is called there.
const LISTEN: &str = "127.0.0.1:8620";
const ADDRESS: &str = "http://127.0.0.1:8620";
const TOWNSHIP: &str = "430699205";

/// `cargo xtask county`.
pub(crate) fn run(house: &House) -> Result<(), Fault> {
    println!("county: building gongkai and gongkai-county (dev build) …");
    let packages = ["--package", "gongkai-cli", "--package", "gongkai-county"];
    let mut build = house.cargo(&["build", "--locked"]);
    succeed("cargo build", build.args(packages))?;
    let ground = fresh_folder(house, "county")?;
    let (county, office) = (ground.join("样例县"), ground.join("青禾乡"));
    let township = |words: &[&str]| {
        let mut command = Command::new(house.program("debug", "gongkai"));
        command.arg("--office").arg(&office).arg("--json");
        heard(command.args(words))
    };
    let platform = || {
        let mut command = Command::new(house.program("debug", "gongkai-county"));
        command.arg("--data").arg(&county);
        command.args(["--county", "样例县", "--address", ADDRESS]);
        command
    };
    township(&["sample"])?;
    let registered = heard(platform().args(["township", "add", TOWNSHIP, "青禾乡人民政府"]))?;
    let key = behind(&registered, "口令只显示这一次：")?;
    let access = ground.join("青禾乡的口令.txt");
    std::fs::write(&access, key).map_err(Fault::at(&access))?;
    let told = heard(platform().arg("key"))?;
    let county_key = behind(&told, "签名公钥：")?;
    // The county must be there when the township tries the way; what it says then is no matter.
    let set_up = [
        "county",
        "set-up",
        "--carrier",
        "platform",
        "--address",
        ADDRESS,
        "--access",
        &access.display().to_string(),
        "--county-key",
        county_key,
        "--township",
        TOWNSHIP,
        "--as",
        "周禾生",
    ]
    .map(str::to_owned);
    let words: Vec<&str> = set_up.iter().map(String::as_str).collect();
    let answer: Value = serde_json::from_str(&township(&words)?)
        .map_err(|error| Fault::new(format!("gongkai county set-up: {error}")))?;
    let own_key = answer["own_key"].as_str().unwrap_or_default();
    heard(platform().args(["township", "key", TOWNSHIP, "--public-key", own_key]))?;
    println!(
        "\n县平台：{ADDRESS}（按 Ctrl+C 停下）\n乡镇：{}",
        office.display()
    );
    println!("在另一个终端里上报：\n  {}\n", report(house, &office));
    let mut serve = platform();
    succeed("gongkai-county", serve.args(["serve", "--listen", LISTEN]))
}

/// The second command: the program that was just built, so that nothing is built again.
fn report(house: &House, office: &Path) -> String {
    let program = house.program("debug", "gongkai");
    let [program, office] = [&program, office].map(|path| {
        let path = path.strip_prefix(&house.root).unwrap_or(path);
        path.display().to_string()
    });
    format!("{program} --office {office} county sync --as 周禾生")
}

/// What a program said.
fn heard(command: &mut Command) -> Result<String, Fault> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| Fault::new(format!("{command:?}: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    Err(Fault::new(format!(
        "{command:?}: {}\n{said}",
        output.status
    )))
}

/// What stands behind these words, to the end of their line.
fn behind<'a>(told: &'a str, words: &str) -> Result<&'a str, Fault> {
    let rest = told.split_once(words).map(|(_, rest)| rest);
    let line = rest.and_then(|rest| rest.lines().next());
    line.map(str::trim)
        .ok_or_else(|| Fault::new(format!("no “{words}” in:\n{told}")))
}
