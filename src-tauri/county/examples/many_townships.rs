//! A platform of 2,000 townships on PostgreSQL that grows to 10,000, 100,000 and a million packages'
//! metadata: how long it takes to take one more, to search and to list, through the real server, with the database
//! waiting for its disk. For measuring; it ships nowhere.
//!
//! `many_townships FOLDER SIZE…`

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement that cannot be made says so and ends"
)]

#[path = "../tests/county/cluster.rs"]
mod cluster;
#[path = "measured/load.rs"]
mod load;
#[path = "measured/made.rs"]
mod made;

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use gongkai_county::{Founding, Limits, Platform, router};
use gongkai_letters::Standing;
use gongkai_mailroom::{Carrier as _, Put};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tokio_postgres::{Client, NoTls};

use cluster::Cluster;
use load::{TOWNSHIPS, code};
use made::{BEARER, http, key, package};

/// How often each is asked.
const ASKED: usize = 500;
/// Bytes of the county's copy in a package.
const COPY: usize = 32 << 10;

/// Words that many items have, some have, one has, two at once, one township's, a number that ten have;
/// then lists: the newest, the 500th page of them, an entry's, a township's, and the first page.
const QUESTIONS: [(&str, &str); 11] = [
    ("every_third", "/search?q=公示"),
    ("one_in_40", "/search?q=低保金"),
    ("one_in_2000", "/search?q=第1234乡"),
    ("two_words", "/search?q=危房改造%202024年"),
    ("one_township", "/search?q=公示&township=430101234"),
    ("one_item", "/search?q=第1235件"),
    ("newest", "/disclosed"),
    ("page_500", "/disclosed?page=500"),
    ("entry", "/disclosed?entry=2.4"),
    ("township", "/townships/430101234"),
    ("home", "/"),
];

fn main() {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().expect("a folder"));
    let sizes: Vec<u64> = words.map(|word| word.parse().expect("a number")).collect();
    let runtime = Runtime::new().expect("a runtime");
    let cluster = Cluster::start();
    let database = runtime.block_on(cluster.database());
    let address = runtime.block_on(serve(&folder, &database));
    let rows = runtime.block_on(connect(&database));
    BEARER.lock().expect("a key").push_str("gkx-measured");
    runtime.block_on(load::townships(&rows, &key(), "gkx-measured"));
    let (mut loaded, mut taken, mut told) = (0, 0, Vec::new());
    for size in sizes {
        runtime.block_on(async {
            waits_for_the_disk(&rows, false).await;
            load::packages(&rows, loaded, size).await;
            waits_for_the_disk(&rows, true).await;
        });
        loaded = size;
        let accept = accepts(&runtime, &rows, &address, &mut taken);
        let mut line = json!({ "packages": size, "accept": accept });
        for (name, path) in QUESTIONS {
            line[name] = runtime.block_on(looks(&address, path));
        }
        told.push(line);
    }
    println!("{}", Value::Array(told));
}

async fn serve(folder: &std::path::Path, database: &str) -> String {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let founding = Founding {
        folder,
        database: Some(database),
        name: Some("样例省"),
        address: Some("https://gk.example.test"),
    };
    let limits = Limits {
        township: NonZeroU32::MAX,
        visitor: NonZeroU32::MAX,
        ..Limits::default()
    };
    let platform = Platform::open(&founding, limits, Utc::now).await;
    let routes = router(Arc::new(platform.expect("a platform")), false);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

async fn connect(database: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(database, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// Loading need not outlive a power cut; what is measured must.
async fn waits_for_the_disk(rows: &Client, waits: bool) {
    let set = format!("ALTER SYSTEM SET fsync = {waits}");
    rows.batch_execute(&set).await.unwrap();
    rows.batch_execute("SELECT pg_reload_conf()").await.unwrap();
    let wanted = if waits { "on" } else { "off" };
    loop {
        let row = rows.query_one("SHOW fsync", &[]).await.unwrap();
        if row.get::<_, &str>(0) == wanted {
            break;
        }
    }
    if waits {
        // What was loaded without waiting is on disk before anything is measured.
        let nothing = std::process::Command::new("sync").status();
        assert!(nothing.unwrap().success());
        rows.batch_execute("CHECKPOINT").await.unwrap();
    }
}

/// One more package of each of many townships.
fn accepts(runtime: &Runtime, rows: &Client, address: &str, taken: &mut u64) -> Value {
    let mut times = Vec::new();
    for place in 0..ASKED {
        let code = code(place as u64 * 4 % TOWNSHIPS);
        let standing: Standing = runtime.block_on(load::standing(rows, &code));
        *taken += 1;
        let sealed = package(&code, 10_000_000 + *taken, COPY, &standing, &key());
        let mut way = http(address, &code);
        way.standing().expect("a county");
        let begun = Instant::now();
        let put = way.put(&sealed.name(), &sealed.bytes).expect("taken");
        times.push(begun.elapsed());
        assert!(matches!(put, Put::Taken(_)));
    }
    spread(times)
}

async fn looks(address: &str, path: &str) -> Value {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut times = Vec::new();
    let began = Instant::now();
    // A slow question is asked less often: two minutes of it say enough.
    while times.len() < ASKED && began.elapsed() < Duration::from_secs(60) {
        let begun = Instant::now();
        let page = client.get(format!("{address}{path}")).send();
        let page = page.await.unwrap().text().await.unwrap();
        times.push(begun.elapsed());
        assert!(page.contains("/items/"), "{path} shows nothing");
    }
    spread(times)
}

/// Milliseconds: the middle one, and the one that a hundredth exceeds.
fn spread(mut times: Vec<Duration>) -> Value {
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    json!({ "p50_ms": at(50), "p99_ms": at(99), "asked": times.len() })
}
