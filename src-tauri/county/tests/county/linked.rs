//! The township's real client against the real server: every way to fail has its name, and whether to
//! try again; what was cut is taken up where both sides agree.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use chrono::Utc;
use gongkai_county::{Address, Down, Limits, router};
use gongkai_letters::{Metadata, Outcome, PACKAGE_BYTES, Receipt, SealedPackage, Standing};
use gongkai_mailroom::{Carrier, Done, Http, MailError, Oddity, Put, Retry, Stop, round};
use gongkai_rulebook::ids::LetterId;
use gongkai_rulebook::vocabulary::DisclosureClass;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::runtime::Runtime;

use crate::stage::{County, item, seed};
use crate::township::Township;
use crate::wire::{Cut, line};

/// A county and a township of it; the county runs beside this thread, which is the township's.
struct Linked {
    runtime: Runtime,
    county: County,
    green: Township,
}

impl Linked {
    fn open() -> Self {
        Self::with(Limits::default())
    }

    fn with(limits: Limits) -> Self {
        let runtime = Runtime::new().unwrap();
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let (county, green) = runtime.block_on(async {
            let county = County::open_with(folder, None, limits, Utc::now).await;
            let green = Township::of(&county, "430699205", "青禾乡人民政府").await;
            (county, green)
        });
        Self {
            runtime,
            county,
            green,
        }
    }

    fn address(&self) -> String {
        self.county.url("")
    }

    fn releases(&mut self, count: usize) {
        for number in 1..=count {
            let sheet = self.green.office.sheet(item(), &format!("第{number}件"));
            self.green
                .write(Metadata::Disclosure(Box::new(sheet)), "正文");
        }
    }

    fn round_by(&mut self, way: &mut Http, yes: &[&str]) -> Result<Done, Stop<String>> {
        round(&mut self.green, way, yes)
    }

    /// A whole round with nothing in its way.
    fn round(&mut self, yes: &[&str]) -> Result<Done, Stop<String>> {
        let mut way = self.green.http(&self.address());
        self.round_by(&mut way, yes)
    }

    /// Sends one package by itself.
    fn put(&self, package: &SealedPackage) -> Result<Put, MailError> {
        let mut way = self.green.http(&self.address());
        way.put(&package.name(), &package.bytes)
    }

    fn odd(&mut self) -> Vec<&'static str> {
        let done = self.round(&[]).unwrap();
        assert_eq!((done.sent, done.received), (0, 0), "nothing is done");
        done.oddities.iter().map(Oddity::code).collect()
    }
}

#[track_caller]
fn fails<T: std::fmt::Debug>(asked: Result<T, MailError>, code: &str, retry: Retry) -> MailError {
    let error = asked.unwrap_err();
    assert_eq!((error.code(), error.retry()), (code, retry));
    error
}

#[test]
fn keys_that_are_missing_wrong_or_ended() {
    let mut linked = Linked::open();
    let bearer = std::mem::take(&mut linked.green.office.bearer);
    let mut silent = linked.green.http(&linked.address());
    fails(silent.standing(), "county-key", Retry::AskAPerson);
    linked.green.office.bearer = "gkx-0".to_owned();
    let mut wrong = linked.green.http(&linked.address());
    fails(wrong.standing(), "county-key", Retry::AskAPerson);
    linked.green.office.bearer = bearer;
    let mut right = linked.green.http(&linked.address());
    assert!(right.standing().unwrap().is_some());
    let closed = linked
        .county
        .platform
        .close_township(linked.green.code(), "何清");
    linked.runtime.block_on(closed).unwrap();
    fails(right.standing(), "county-key", Retry::AskAPerson);
}

#[test]
fn packages_that_do_not_fit_the_chain_are_large_or_not_signed_so() {
    let mut linked = Linked::open();
    linked.releases(2);
    let [first, second] = [0, 1].map(|place| linked.green.sealed[place].clone());
    let chain = fails(linked.put(&second), "chain", Retry::AskAPerson);
    assert!(
        matches!(chain, MailError::Chain { standing: Some(standing) } if standing == Standing::default())
    );
    assert!(matches!(linked.put(&first), Ok(Put::Taken(_))));
    let sheet = linked.green.office.sheet(item(), "另一件");
    let sheet = Metadata::Disclosure(Box::new(sheet));
    let (id, start) = (first.manifest.package, Standing::default());
    let other = linked.green.office.pack_as(id, &start, sheet, "", vec![]);
    fails(linked.put(&other), "different", Retry::AskAPerson);

    let mut large = second.clone();
    large.bytes = vec![0; PACKAGE_BYTES + 1];
    fails(linked.put(&large), "too-big", Retry::Never);
    let mut torn = second.clone();
    let last = torn.bytes.len() / 2;
    torn.bytes[last] ^= 1;
    fails(linked.put(&torn), "refused", Retry::AskAPerson);
    let done = linked.round(&[]).unwrap();
    assert_eq!(
        (done.sent, done.agreed),
        (1, Some(true)),
        "and the right one goes"
    );
}

#[test]
fn what_is_refused_is_settled_and_the_rest_goes_on() {
    let mut linked = Linked::open();
    linked.releases(1);
    let mut sheet = linked.green.office.sheet(item(), "不给公众看的");
    sheet.class = DisclosureClass::OnRequest;
    linked
        .green
        .write(Metadata::Disclosure(Box::new(sheet)), "正文");
    linked.releases(1);
    let done = linked.round(&[]).unwrap();
    assert_eq!((done.sent, done.refused, done.received), (3, 1, 3));
    assert_eq!(done.agreed, Some(true));
    let taken = linked.green.filed.iter().map(|letter| match letter {
        Metadata::Receipt(receipt) => matches!(receipt.outcome, Outcome::Taken { .. }),
        other => panic!("{other:?}"),
    });
    assert_eq!(taken.collect::<Vec<_>>(), [true, false, true]);
    let again = linked.put(&linked.green.sealed[1]);
    assert!(
        matches!(again, Ok(Put::Refused(standings)) if standings.up == linked.green.local.up())
    );
}

#[test]
fn a_county_with_too_much_to_do_says_when_to_come_again() {
    let limits = Limits {
        township: NonZeroU32::MIN,
        ..Limits::default()
    };
    let linked = Linked::with(limits);
    let mut way = linked.green.http(&linked.address());
    // One a second is let in: of many in a row one is not.
    let refused = (0..1000).find_map(|_| way.standing().err()).unwrap();
    let soon = Retry::After(Duration::from_secs(1));
    assert_eq!((refused.code(), refused.retry()), ("busy", soon));

    let limits = Limits {
        at_once: 0,
        ..Limits::default()
    };
    let mut linked = Linked::with(limits);
    linked.releases(1);
    let soon = Retry::After(Duration::from_secs(2));
    fails(linked.put(&linked.green.sealed[0]), "busy", soon);
}

#[test]
fn a_line_that_is_dead_or_cut_loses_and_doubles_nothing() {
    let mut linked = Linked::open();
    linked.releases(3);
    let bytes = linked.green.sealed[0].bytes.len();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    fails(
        linked.green.http(&address).standing(),
        "unreachable",
        Retry::Later,
    );

    for cut in [Cut::Within(0), Cut::Within(100), Cut::Within(bytes)] {
        let mut way = linked.green.http(&line(linked.county.address, cut));
        let Err(Stop::Mail(error)) = linked.round_by(&mut way, &[]) else {
            panic!("{cut:?}: not cut")
        };
        assert_eq!((error.code(), error.retry()), ("unreachable", Retry::Later));
        assert_eq!(linked.green.local.taken, 0, "{cut:?}");
    }
    // Taken, and the answer never heard: the next round hears it and sends only the others.
    let mut way = linked.green.http(&line(linked.county.address, Cut::Answer));
    assert!(linked.round_by(&mut way, &[]).is_err());
    assert_eq!(linked.green.local.taken, 0);
    let done = linked.round(&[]).unwrap();
    assert_eq!((done.sent, done.received, done.agreed), (2, 3, Some(true)));
    let quiet = linked.round(&[]).unwrap();
    assert_eq!((quiet.sent, quiet.received), (0, 0));
}

#[test]
fn a_county_without_the_right_certificate_is_told_nothing() {
    let mut linked = Linked::open();
    linked.releases(1);
    let made = || generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (CertifiedKey { cert, signing_key }, other) = (made(), made());
    let platform = linked.county.platform.clone();
    let port = linked.runtime.block_on(async {
        let (chain, key) = (cert.der().to_vec(), signing_key.serialize_der());
        let tls = RustlsConfig::from_der(vec![chain], key).await.unwrap();
        let routes = router(platform, true).into_make_service_with_connect_info::<SocketAddr>();
        let handle = Handle::new();
        let server = axum_server::bind_rustls("127.0.0.1:0".parse::<SocketAddr>().unwrap(), tls);
        tokio::spawn(server.handle(handle.clone()).serve(routes));
        handle.listening().await.unwrap().port()
    });
    let ways = [
        (format!("https://localhost:{port}"), None),
        (format!("https://localhost:{port}"), Some(other.cert.pem())),
        (format!("https://127.0.0.1:{port}"), Some(cert.pem())),
    ];
    for (address, root) in ways {
        let mut way = linked.green.secure(&address, root.map(String::into_bytes));
        fails(way.standing(), "county-certificate", Retry::AskAPerson);
    }
    let root = Some(cert.pem().into_bytes());
    let mut way = linked
        .green
        .secure(&format!("https://localhost:{port}"), root);
    let done = linked.round_by(&mut way, &[]).unwrap();
    assert_eq!((done.sent, done.agreed), (1, Some(true)));
}

#[test]
fn another_platform_or_an_emptied_one_stops_until_somebody_says_yes() {
    let mut linked = Linked::open();
    linked.releases(2);
    assert_eq!(linked.round(&[]).unwrap().agreed, Some(true));
    linked.releases(1);
    // The county's folder is lost and founded anew; it registers the township again.
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let bearer = linked.runtime.block_on(async {
        linked.county = County::open_with(folder, None, Limits::default(), Utc::now).await;
        let again = Township::of(&linked.county, "430699205", "青禾乡人民政府").await;
        again.office.bearer
    });
    linked.green.office.bearer = bearer;
    assert_eq!(linked.odd(), ["other-platform", "emptied"]);
    assert_eq!(linked.round(&["emptied"]).unwrap().sent, 0);
    // Its key is another one too: its letters are refused until somebody has asked for it.
    let yes = ["other-platform", "emptied"];
    assert!(matches!(linked.round(&yes), Err(Stop::Shelf(_))));
    assert_eq!(linked.green.local.taken, 3, "everything is there again");
    linked.green.county_key = linked.county.platform.public_key().clone();
    let done = linked.round(&[]).unwrap();
    assert_eq!((done.received, done.agreed), (3, Some(true)));
    assert_eq!(linked.green.filed.len(), 5, "what was filed before stays");
}

#[test]
fn receipts_of_another_office_are_not_filed() {
    let mut linked = Linked::open();
    linked.releases(1);
    let letter = Down {
        title: "串了的回执".to_owned(),
        metadata: Metadata::Receipt(Receipt {
            package: LetterId::new(&seed()),
            outcome: Outcome::Refused {
                reason: "别人的".to_owned(),
                field: None,
            },
        }),
        text: None,
        attachments: Vec::new(),
    };
    let to = Address::One(linked.green.code().clone());
    let sent = linked.county.platform.send(&to, &letter, "何清");
    linked.runtime.block_on(sent).unwrap();
    assert!(matches!(linked.round(&[]), Err(Stop::Shelf(_))));
    assert!(linked.green.filed.is_empty());
    assert_eq!(linked.green.local.taken, 1, "what was taken stays taken");
}

#[test]
fn many_withdrawals_at_once_are_asked_about() {
    let mut linked = Linked::open();
    linked.releases(5);
    assert_eq!(linked.round(&[]).unwrap().agreed, Some(true));
    let there = linked.green.sealed.clone();
    for package in &there {
        let opened = gongkai_letters::Sealed::read(&package.bytes).unwrap();
        let key = gongkai_letters::Signer::public(&linked.green.office.key).clone();
        let Metadata::Disclosure(sheet) = opened.open(&key).unwrap().metadata else {
            panic!("no disclosure")
        };
        linked.green.write(Metadata::Withdrawal(sheet), "");
    }
    assert_eq!(linked.odd(), ["many-withdrawals"]);
    let shelf = linked.county.shown("/disclosed");
    assert!(!linked.runtime.block_on(shelf).contains("已撤回"));
    let done = linked.round(&["many-withdrawals"]).unwrap();
    assert_eq!((done.sent, done.agreed), (5, Some(true)));
    let shelf = linked.county.shown("/disclosed");
    assert!(linked.runtime.block_on(shelf).contains("已撤回"));
}
