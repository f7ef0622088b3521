//! The way to the county: one letter is one package, by stick or by server; nothing is sent twice, no
//! name of a list travels, and what is odd stops.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use stage::exchange_server::{ACCESS, ExchangeServer};
use stage::office::{Office, paper_text};

use super::three_people::imported;
use super::{approve, id, release, released, text, three, verified};

const PLATFORM: &str = "01920000-0000-7000-8000-000000000001";

/// An office that reports by stick.
pub(super) fn with_stick() -> (Office, PathBuf) {
    let office = three();
    let stick = PathBuf::from(office.path("stick"));
    fs::create_dir(&stick).unwrap();
    let answer = office.does(format!(
        "county set-up --carrier 文件夹 --address {} --township 430699205 --as 周禾生",
        stick.display()
    ));
    assert_eq!(answer["reached"], true);
    (office, stick)
}

/// The packages that lie in the township's folder, in order.
pub(super) fn lying(root: &Path) -> Vec<PathBuf> {
    let mut lying: Vec<PathBuf> = fs::read_dir(root.join("up/430699205"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    lying.sort();
    lying
}

pub(super) fn part(package: &Path, name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(File::open(package).unwrap()).unwrap();
    let mut bytes = Vec::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    bytes
}

pub(super) fn json_part(package: &Path, name: &str) -> Value {
    serde_json::from_slice(&part(package, name)).unwrap()
}

fn head(package: &Path) -> String {
    let digest = Sha256::digest(part(package, "manifest.json"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The county says that it stands so.
fn stands(root: &Path, platform: &str, count: usize, head: Option<String>) {
    fs::create_dir_all(root.join("standing")).unwrap();
    let told = json!({
        "platform": platform,
        "up": { "count": count, "head": head },
        "down": { "count": 0, "head": null },
    });
    fs::write(root.join("standing/430699205.json"), told.to_string()).unwrap();
}

#[test]
fn a_release_goes_to_the_county_once_and_both_sides_agree() {
    let office = three();
    office.refuses("county-not-set-up", "county plan --as 周禾生");
    drop(office);
    let (office, stick) = with_stick();
    let (item, no) = released(&office, "石桥村机耕道硬化工程完工公示");
    let plan = office.does("county plan --as 周禾生");
    assert_eq!(
        text(&plan, "/sentence"),
        "将上报 1 条，接收 0 条，删除 0 条"
    );
    let done = office.does("county sync --as 周禾生");
    assert_eq!((&done["sent"], &done["agreed"]), (&json!(1), &Value::Null));
    let again = office.does("county sync --as 周禾生");
    assert_eq!(again["sent"], 0, "what lies there is not laid there again");

    let package = &lying(&stick)[0];
    let sheet = json_part(package, "metadata.json");
    assert_eq!(
        (&sheet["登记编号"], &sheet["事项标识"]),
        (&json!(no), &json!(item))
    );
    assert_eq!(sheet["发布机构"], "青禾乡人民政府");
    assert!(
        String::from_utf8(part(package, "text.txt"))
            .unwrap()
            .contains("机耕道")
    );
    assert!(part(package, "copy.pdf").starts_with(b"%PDF-"));
    let waiting = office.does("county status");
    assert_eq!(
        (&waiting["taken"], &waiting["waiting"][0]["number"]),
        (&json!(0), &json!(1))
    );

    stands(&stick, PLATFORM, 1, Some(head(package)));
    let done = office.does(format!("county import {} --as 周禾生", stick.display()));
    assert_eq!((&done["sent"], &done["agreed"]), (&json!(0), &json!(true)));
    let status = office.does("county status");
    assert_eq!(
        (&status["taken"], &status["waiting"]),
        (&json!(1), &json!([]))
    );

    office.does(format!("withdraw {item} --why 名单有误 --as 周禾生"));
    let done = office.does(format!("county export {} --as 周禾生", stick.display()));
    assert_eq!(done["sent"], 1);
    let second = &lying(&stick)[1];
    let manifest = json_part(second, "manifest.json");
    assert_eq!(
        (&manifest["kind"], &manifest["number"]),
        (&json!("withdrawal"), &json!(2))
    );
    assert_eq!(manifest["previous"], head(package));
    verified(&office);
}

#[test]
fn of_a_list_of_people_only_what_it_comes_to_travels() {
    let (office, stick) = with_stick();
    let item = imported(&office, 8);
    approve(&office, &item);
    release(&office, &item);
    office.does("county sync --as 周禾生");
    let package = &lying(&stick)[0];
    let pdf = PathBuf::from(office.path("copy.pdf"));
    fs::write(&pdf, part(package, "copy.pdf")).unwrap();
    let shown = [
        paper_text(&pdf),
        String::from_utf8(part(package, "text.txt")).unwrap(),
        String::from_utf8(part(package, "metadata.json")).unwrap(),
    ]
    .concat();
    assert!(shown.contains("上坪村"), "{shown}");
    for person in stage::workbooks::people("上坪村", 8) {
        assert!(!shown.contains(&person.name), "{} in {shown}", person.name);
    }
}

#[test]
fn an_emptied_platform_stops_until_somebody_says_yes() {
    let (office, stick) = with_stick();
    released(&office, "石桥村机耕道硬化工程完工公示");
    office.does("county sync --as 周禾生");
    stands(&stick, PLATFORM, 1, Some(head(&lying(&stick)[0])));
    office.does("county sync --as 周禾生");
    let other = PLATFORM.replace("01920000", "01930000");
    stands(&stick, &other, 0, None);
    fs::remove_dir_all(stick.join("up")).unwrap();
    let stopped = office.hears("county sync --as 周禾生");
    assert_eq!(stopped.status, 1);
    let codes: Vec<&Value> = stopped.value["oddities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|odd| &odd["code"])
        .collect();
    assert_eq!(codes, ["other-platform", "emptied"]);
    assert!(!stick.join("up").exists(), "nothing was sent");
    let yes = "county sync --confirm other-platform --confirm emptied --as 周禾生";
    assert_eq!(office.does(yes)["sent"], 1);
    assert_eq!(lying(&stick).len(), 1);
}

#[test]
fn the_signing_key_is_shown_nowhere_and_in_no_dump() {
    let (office, _) = with_stick();
    let path = office.folder().join("county.key");
    let key = fs::read_to_string(&path).unwrap();
    let key: Value = serde_json::from_str(&key).unwrap();
    let secret = text(&key, "/signing");
    let secret = secret.split(':').next_back().unwrap();
    assert!(!office.everything_heard().contains(secret));
    let store = fs::read(office.folder().join("registry.db")).unwrap();
    assert!(
        !store
            .windows(secret.len())
            .any(|bytes| bytes == secret.as_bytes())
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    office.refuses(
        "lacks-duty",
        "county set-up --carrier 文件夹 --address /x --as 林见清",
    );
}

#[test]
fn an_exchange_server_takes_packages_and_a_dead_one_stops_nobody() {
    let office = three();
    let server = ExchangeServer::start();
    let access = office.file("inbox.key", ACCESS);
    let answer = office.does(format!(
        "county set-up --carrier 交换服务器 --address {} --access {access} --township 430699205 --as 周禾生",
        server.address()
    ));
    assert_eq!(
        (&answer["reached"], &answer["why_not"]),
        (&json!(true), &Value::Null)
    );
    released(&office, "石桥村机耕道硬化工程完工公示");
    released(&office, "石桥村水渠清淤工程完工公示");
    assert_eq!(office.does("county sync --as 周禾生")["sent"], 2);
    assert_eq!(office.does("county sync --as 周禾生")["sent"], 0);
    let lie = lying(&server.inbox());
    assert_eq!(lie.len(), 2, "no part is left behind: {lie:?}");
    stands(&server.inbox(), PLATFORM, 2, Some(head(&lie[1])));
    assert_eq!(office.does("county sync --as 周禾生")["agreed"], true);

    drop(server);
    let answer = office.does(
        "disclosure new --entry 2.5 --title 石桥村桥梁维修公示 --formed-on 2019-09-20 --as 周禾生",
    );
    assert!(!id(&answer).is_empty());
    office.refuses("unreachable", "county sync --as 周禾生");
    assert_eq!(office.does("county status")["taken"], 2);
}
