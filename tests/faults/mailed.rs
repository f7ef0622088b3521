//! A round to the county killed at every named point, and the county killed under a round: the next
//! round takes it up, and both sides agree on every package and every letter.

use stage::county::County;

use super::office::Office;

const COUNTY: &str = env!("CARGO_BIN_EXE_served-county");
const SYNC: &str = "county sync --as 周禾生 --on 2019-10-15";

/// A prepared office that reports to this county.
fn joined(county: &County) -> Office {
    let office = Office::prepared();
    let bearer = county.registers("430699205", "青禾乡人民政府");
    std::fs::write(office.beside("county.txt"), bearer).expect("a file");
    let answer = moved(&office, county);
    let key = answer.text("/own_key");
    county.does(&format!("township key 430699205 --public-key {key}"));
    office
}

/// Tells the office where its county is.
#[track_caller]
fn moved(office: &Office, county: &County) -> super::office::Answer {
    let words = format!(
        "county set-up --carrier 县平台 --address {} --access {{beside}}/county.txt \
         --county-key {} --township 430699205 --as 周禾生 --on 2019-10-15",
        county.address(),
        county.public_key(),
    );
    office.run(300, &words).done()
}

/// A whole round, after which both sides agree on one package and one receipt.
#[track_caller]
fn agrees(office: &Office, county: &County, when: &str) {
    let done = office.run(310, SYNC).done();
    assert_eq!(done.said["agreed"], true, "{when}: {}", done.said);
    let status = office.ask("county status").done();
    assert_eq!(
        [
            &status.said["sealed"],
            &status.said["taken"],
            &status.said["letters"]
        ],
        [1, 1, 1],
        "{when}: {}",
        status.said
    );
    let said = county.does("township list");
    assert!(
        said.contains("收 1 包") && said.contains("发 1 封"),
        "{when}: {said}"
    );
    let up = county.folder().join("packages/up/430699205");
    assert_eq!(
        std::fs::read_dir(up).expect("packages").count(),
        1,
        "{when}"
    );
    office.is_sound();
}

#[test]
fn a_round_killed_anywhere_is_taken_up_by_the_next() {
    for change in [
        "seal-county-package",
        "county-stood",
        "file-county-letter",
        "county-agreed",
    ] {
        for moment in ["before", "after"] {
            let point = format!("{change}.{moment}-commit");
            let county = County::start(COUNTY);
            let office = joined(&county);
            let mut sync = office.command(301, SYNC);
            let killed = sync.env("STAGE_DIES_AT", &point).output();
            let killed = killed.expect("it starts");
            assert_eq!(killed.status.code(), None, "{point}: it was to die there");
            agrees(&office, &county, &point);
        }
    }
}

#[test]
fn a_county_that_dies_under_a_round_has_every_package_it_answered_for() {
    let mut county = County::start(COUNTY);
    let office = joined(&county);
    county.dies();
    let refused = office.run(301, SYNC);
    refused.refused(1, &["unreachable"]);
    county.serve();
    moved(&office, &county);
    // It has the package; it dies before the office has heard of it by a letter.
    let mut sync = office.command(302, SYNC);
    let killed = sync
        .env("STAGE_DIES_AT", "county-stood.after-commit")
        .output();
    assert_eq!(killed.expect("it starts").status.code(), None);
    county.dies();
    county.serve();
    moved(&office, &county);
    agrees(&office, &county, "the county died");
}
