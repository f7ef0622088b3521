//! What a disaster on either side leaves: the office put back from its backup, the county put back from
//! its own or founded anew, an exchange server without room. Nothing is lost, nothing is taken twice.

use std::fs;

use serde_json::{Value, json};
use stage::county::County;
#[cfg(unix)]
use stage::exchange_server::{ACCESS, ExchangeServer};

use super::county::lying;
use super::county_link::{COUNTY, joined, synced};
use super::stations::{handed, taken, two};
use super::{draft, id, released, text, three, verified};

#[test]
fn an_office_put_back_signs_and_opens_what_it_could_before() {
    let county = County::start(COUNTY);
    let (office, village, stick) = two();
    joined(&office, &county, "430699205", "青禾乡人民政府");
    released(&office, "石桥村机耕道硬化工程完工公示");
    synced(&office, 1, 0);
    village.at("2019-09-26");
    let before = draft(&village, "上坪村水渠清淤公示");
    let file = handed(&village, &before, &stick);
    let place = office.path("U盘");
    fs::create_dir(&place).unwrap();
    let made = office.does(format!("backup make --place {place} --as 周禾生"));
    let backup = text(&made, "/backups/0/folder");
    assert_eq!(office.does(format!("backup check {backup}"))["whole"], true);

    fs::rename(office.folder(), office.path("坏了")).unwrap();
    let folder = office.folder();
    office.does(format!("backup restore {backup} --to {}", folder.display()));
    released(&office, "石桥村水渠清淤工程完工公示");
    let done = synced(&office, 1, 0);
    assert_eq!(done["received"], 1, "the county knows the key");
    let came = taken(&office, &file);
    assert_eq!(
        (&came["standing"], id(&came)),
        (&json!("opened"), before),
        "what was closed for the office opens"
    );
    verified(&office);
}

#[test]
fn a_county_put_back_from_its_backup_is_asked_about_and_gets_what_it_lacks() {
    let mut county = County::start(COUNTY);
    let office = three();
    joined(&office, &county, "430699205", "青禾乡人民政府");
    released(&office, "石桥村机耕道硬化工程完工公示");
    synced(&office, 1, 0);
    county.dies();
    county.does("restored");
    county.serve();
    let moved = format!(
        "county set-up --carrier 县平台 --address {} --access {} --county-key {} \
         --township 430699205 --as 周禾生",
        county.address(),
        office.path("county.txt"),
        county.public_key(),
    );
    assert_eq!(office.does(&moved)["reached"], true);
    released(&office, "石桥村水渠清淤工程完工公示");
    let asked = office.hears("county sync --as 周禾生").value;
    assert_eq!(
        (&asked["sent"], &asked["oddities"][0]["code"]),
        (&json!(0), &json!("other-platform"))
    );
    assert!(
        text(&asked, "/oddities/0/next").contains("来件都留着"),
        "{asked}"
    );
    let done = office.does("county sync --confirm other-platform --as 周禾生");
    assert_eq!(
        (&done["sent"], &done["received"], &done["agreed"]),
        (&json!(1), &json!(1), &json!(true)),
        "{done}"
    );
    synced(&office, 0, 0);
    let letters = office.does("county letters");
    let numbers: Vec<&Value> = letters["letters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|letter| &letter["number"])
        .collect();
    assert_eq!(numbers, [&json!(2), &json!(1)], "each is filed once");
    verified(&office);
}

#[test]
fn a_county_founded_anew_with_another_key_gets_everything_again() {
    let lost = County::start(COUNTY);
    let office = three();
    joined(&office, &lost, "430699205", "青禾乡人民政府");
    released(&office, "石桥村机耕道硬化工程完工公示");
    released(&office, "石桥村水渠清淤工程完工公示");
    synced(&office, 2, 0);
    drop(lost);
    let county = County::start(COUNTY);
    joined(&office, &county, "430699205", "青禾乡人民政府");
    let asked = office.hears("county sync --as 周禾生").value;
    let codes: Vec<String> = (0..2)
        .map(|place| text(&asked, &format!("/oddities/{place}/code")))
        .collect();
    assert_eq!(codes, ["other-platform", "emptied"]);
    let yes = "county sync --confirm other-platform --confirm emptied --as 周禾生";
    let done = office.does(yes);
    assert_eq!(
        (&done["sent"], &done["received"], &done["agreed"]),
        (&json!(2), &json!(2), &json!(true)),
        "{done}"
    );
    let letters = office.does("county letters");
    assert_eq!(letters["letters"].as_array().map(Vec::len), Some(4));
    synced(&office, 0, 0);
    verified(&office);
}

#[cfg(unix)]
#[test]
fn an_exchange_server_without_room_takes_nothing_by_halves() {
    let office = three();
    let mut server = ExchangeServer::cramped(40);
    let access = office.file("inbox.key", ACCESS);
    office.does(format!(
        "county set-up --carrier 交换服务器 --address {} --access {access} --township 430699205 --as 周禾生",
        server.address()
    ));
    released(&office, "石桥村机耕道硬化工程完工公示");
    let refused = office.refuses("county-fault", "county sync --as 周禾生");
    assert!(text(&refused, "/next").contains("不会重复"), "{refused}");
    let whole = |server: &ExchangeServer| {
        let log = fs::read_to_string(server.inbox().with_file_name("error.log"));
        assert!(
            server.inbox().join("up").is_dir(),
            "{}",
            log.unwrap_or_default()
        );
        let lie = lying(&server.inbox()).into_iter();
        lie.filter(|path| path.extension().is_some_and(|ending| ending == "gkpkg"))
            .count()
    };
    assert_eq!(whole(&server), 0, "half a package bears no package's name");
    server.finds_room();
    assert_eq!(office.does("county sync --as 周禾生")["sent"], 1);
    assert_eq!(whole(&server), 1);
    assert_eq!(office.does("county sync --as 周禾生")["sent"], 0);
    verified(&office);
}
