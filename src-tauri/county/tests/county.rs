//! The county platform from outside: a real server on a real socket, the same stories on SQLite and
//! on PostgreSQL, packages in a folder and in an object store. It looks into no module.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a story that cannot go on has failed, and says where"
)]

#[path = "county/cluster.rs"]
mod cluster;
#[cfg(unix)]
#[path = "county/everybody.rs"]
mod everybody;
#[path = "county/exchange.rs"]
mod exchange;
#[cfg(unix)]
#[path = "county/full.rs"]
mod full;
#[cfg(unix)]
#[path = "county/killed.rs"]
mod killed;
#[path = "county/linked.rs"]
mod linked;
#[path = "county/objects.rs"]
mod objects;
#[path = "county/odd.rs"]
mod odd;
#[path = "county/office.rs"]
mod office;
#[cfg(unix)]
#[path = "county/program.rs"]
mod program;
#[path = "county/protocol.rs"]
mod protocol;
#[path = "county/public.rs"]
mod public;
#[path = "county/restored.rs"]
mod restored;
#[path = "county/stage.rs"]
mod stage;
#[path = "county/taking.rs"]
mod taking;
#[path = "county/township.rs"]
mod township;
#[path = "county/walk.rs"]
mod walk;
#[path = "county/wire.rs"]
mod wire;
#[path = "county/written.rs"]
mod written;

use stage::{County, Kept};

/// Everything that must be true wherever the rows are kept.
async fn every_story(kept: &Kept<'_>) {
    taking::once_and_in_order(&County::open(kept).await).await;
    taking::refusals_tell_why(&County::open(kept).await).await;
    taking::refused_mended_and_taken(&County::open(kept).await).await;
    odd::parts_missing_or_wrong(&County::open(kept).await).await;
    taking::many_at_once(&County::open(kept).await).await;
    taking::a_restart_changes_nothing(kept).await;
    restored::under_another_id_letters_begin_again(kept).await;
    public::what_the_public_sees(&County::open(kept).await).await;
    public::corrected_and_withdrawn(&County::open(kept).await).await;
    public::found_by_words(&County::open(kept).await).await;
    public::found_newest_first(&County::open(kept).await).await;
    office::returns_notices_and_ranking(&County::open(kept).await).await;
    office::nobody_else_gets_in(&County::open(kept).await).await;
    written::reaches_its_township_alone(&County::open(kept).await).await;
    written::what_is_wrong_is_said(&County::open(kept).await).await;
    exchange::by_a_folder(&County::open(kept).await).await;
    exchange::refused_in_a_folder(&County::open(kept).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_story_on_sqlite() {
    every_story(&Kept::Embedded).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_story_on_postgresql() {
    let cluster = cluster::Cluster::start();
    every_story(&Kept::Served(&cluster)).await;
}
