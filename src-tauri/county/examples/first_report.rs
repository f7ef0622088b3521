//! A township's first report over loopback: the real client sends sealed packages to the real server, and
//! each at once again, by the same client, to a server that only writes it down and syncs, so that both
//! meet the same disk. It says how long each took, and how much went over the wire. For measuring; it ships
//! nowhere.
//!
//! `first_report FOLDER COUNT BYTES`: a folder of its own on the disk that is measured, how many
//! disclosures, how large the county's copy of each is.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement that cannot be made says so and ends"
)]

#[path = "measured/counted.rs"]
mod counted;
#[path = "measured/made.rs"]
mod made;
#[path = "measured/sender.rs"]
mod sender;

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::put;
use chrono::Utc;
use gongkai_county::{Founding, Limits, Platform, router};
use gongkai_letters::{Signer as _, Standing};
use gongkai_mailroom::{Standings, round};
use serde_json::json;
use tokio::io::AsyncWriteExt as _;

use counted::Counted;
use made::{BEARER, http};
use sender::Sender;

const TOWNSHIP: &str = "430699205";

fn main() {
    let mut words = std::env::args().skip(1);
    let mut word = |what: &str| words.next().expect(what);
    let folder = PathBuf::from(word("a folder"));
    let count: u64 = word("how many").parse().expect("a number");
    let bytes: usize = word("how large").parse().expect("a number");
    let mut sender = Sender::with(TOWNSHIP, count, bytes);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");

    let wire = Arc::new(AtomicU64::new(0));
    let routes = runtime.block_on(county(&folder.join("county"), &sender));
    let address = runtime.block_on(serve(routes, wire.clone()));
    let place = folder.join("bare");
    std::fs::create_dir_all(&place).expect("a folder");
    let routes = Router::new()
        .route("/v1/townships/{code}/packages/{package}", put(keep))
        .with_state(Arc::new(place));
    let bare = runtime.block_on(serve(routes, Arc::default()));

    let begun = Instant::now();
    let mut way = sender.beside(http(&address, TOWNSHIP), http(&bare, TOWNSHIP));
    let done = round(&mut sender, &mut way, &[]).expect("a round");
    let (ours, bare) = (way.spent.as_secs_f64(), way.bare.as_secs_f64());
    let whole = begun.elapsed().as_secs_f64() - bare;
    assert_eq!((done.sent, done.agreed), (count, Some(true)));
    let wire = wire.load(Ordering::Relaxed);
    let packages: usize = sender
        .sealed
        .iter()
        .map(|package| package.bytes.len())
        .sum();
    println!(
        "{}",
        json!({ "ours": ours, "whole": whole, "bare": bare, "packages": packages, "wire": wire })
    );
}

/// The county's server, which knows the township.
async fn county(folder: &Path, sender: &Sender) -> Router {
    let founding = Founding {
        folder,
        database: None,
        name: Some("样例县"),
        address: Some("https://gk.example.test"),
    };
    // The limit is meant for lines; over loopback a township fetches its receipts faster than it allows.
    let limits = Limits {
        township: NonZeroU32::MAX,
        ..Limits::default()
    };
    let platform = Platform::open(&founding, limits, Utc::now).await;
    let platform = Arc::new(platform.expect("a platform"));
    let code = TOWNSHIP.parse().expect("a code");
    let bearer = platform.add_township(&code, "青禾乡人民政府", "何清").await;
    *BEARER.lock().expect("a key") = bearer.expect("a key");
    let set = platform
        .set_signing_key(&code, sender.key.public(), "何清")
        .await;
    set.expect("a key");
    router(platform, false)
}

async fn serve(routes: Router, bytes: Arc<AtomicU64>) -> String {
    let listener = Counted::bind(bytes).await;
    let address = format!("http://{}", listener.address());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

/// Beside, synced, renamed, the folder synced: what any server does that keeps what it is given.
async fn keep(State(place): State<Arc<PathBuf>>, body: Bytes) -> (StatusCode, String) {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let (beside, path) = (place.join("part"), place.join(number.to_string()));
    let written = async {
        let mut file = tokio::fs::File::create(&beside).await?;
        file.write_all(&body).await?;
        file.flush().await?;
        file.sync_data().await?;
        tokio::fs::rename(&beside, &path).await?;
        tokio::fs::File::open(place.as_path())
            .await?
            .sync_all()
            .await
    };
    written.await.expect("a disk");
    let standings = Standings {
        platform: made::id(0),
        up: Standing::default(),
        down: Standing::default(),
    };
    let told = serde_json::to_string(&standings).expect("an answer");
    (StatusCode::CREATED, told)
}
