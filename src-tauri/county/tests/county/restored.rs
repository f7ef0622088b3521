//! A platform that was put back from a backup, or founded anew: it gets another id, its letters begin
//! again with number 1, the township asks once, and nothing that either side had is lost or doubled.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use chrono::Utc;
use gongkai_county::Limits;
use gongkai_letters::{Metadata, Outcome};
use gongkai_mailroom::{Folder, Oddity, round};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::stage::{County, Kept, item, told};
use crate::township::Township;

/// Wherever the rows are kept: under another id the numbers begin again, and what was written stays.
pub(crate) async fn under_another_id_letters_begin_again(kept: &Kept<'_>) {
    let county = County::open(kept).await;
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    for title in ["前一件", "后一件"] {
        let sheet = office.sheet(item(), title);
        let said = Metadata::Disclosure(Box::new(sheet));
        county.send(&mut office, said, "正文").await;
    }
    let (_, before) = told(county.get(&office, "/standing").await).await;
    county.platform.renew("何清").await.unwrap();
    let (folder, database) = (county.folder.clone(), county.database.clone());
    drop(county);
    let county = County::open_with(folder, database, Limits::default(), Utc::now).await;
    let (_, after) = told(county.get(&office, "/standing").await).await;
    assert_ne!(after["platform"], before["platform"]);
    assert_eq!(after["up"], before["up"]);
    assert_eq!(
        after["down"],
        serde_json::json!({ "count": 0, "head": null })
    );
    assert!(county.letters(&office).await.is_empty());
    let sheet = office.sheet(item(), "恢复以后");
    let said = Metadata::Disclosure(Box::new(sheet));
    county.send(&mut office, said, "正文").await;
    assert_eq!(county.letters(&office).await.len(), 1);
    let shelf = county.shown("/disclosed").await;
    for title in ["前一件", "后一件", "恢复以后"] {
        assert!(shelf.contains(title), "{title}");
    }
}

struct World {
    runtime: Runtime,
    county: Option<County>,
    green: Township,
}

impl World {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let (county, green) = runtime.block_on(async {
            let county = County::open_with(folder, None, Limits::default(), Utc::now).await;
            let green = Township::of(&county, "430699205", "青禾乡人民政府").await;
            (county, green)
        });
        Self {
            runtime,
            county: Some(county),
            green,
        }
    }

    fn county(&self) -> &County {
        self.county.as_ref().unwrap()
    }

    fn releases(&mut self, title: &str) {
        let sheet = self.green.office.sheet(item(), title);
        let said = Metadata::Disclosure(Box::new(sheet));
        self.green.write(said, "正文");
    }

    /// A round; answers with the codes of what is odd.
    fn round(&mut self, yes: &[&str]) -> (Vec<&'static str>, u64, u64, Option<bool>) {
        let mut way = self.green.http(&self.county().url(""));
        let done = round(&mut self.green, &mut way, yes).unwrap();
        let odd = done.oddities.iter().map(Oddity::code).collect();
        (odd, done.sent, done.received, done.agreed)
    }

    /// The platform ends, and begins again on this folder.
    fn begins_on(&mut self, folder: Arc<TempDir>) {
        self.county = None;
        let opened = County::open_with(folder, None, Limits::default(), Utc::now);
        self.county = Some(self.runtime.block_on(opened));
    }

    fn has_one_receipt_of_each_and_more(&self) {
        for package in &self.green.sealed {
            let answers = |letter: &&Metadata| match letter {
                Metadata::Receipt(receipt) => {
                    let taken = matches!(receipt.outcome, Outcome::Taken { .. });
                    taken && receipt.package == package.manifest.package
                }
                _ => false,
            };
            assert!(self.green.filed.iter().any(|letter| answers(&letter)));
        }
    }
}

fn copied(from: &Path) -> Arc<TempDir> {
    let to = tempfile::tempdir().unwrap();
    let from = format!("{}/.", from.display());
    let done = Command::new("cp")
        .args(["-a", &from])
        .arg(to.path())
        .status();
    assert!(done.unwrap().success());
    Arc::new(to)
}

#[test]
fn an_old_backup_is_put_back_and_what_it_lacks_is_sent_again() {
    let mut world = World::new();
    world.releases("备份以前");
    assert_eq!(world.round(&[]), (vec![], 1, 1, Some(true)));
    // A backup is made with the program stopped.
    let folder = world.county().folder.clone();
    world.county = None;
    let backup = copied(folder.path());
    world.begins_on(folder);
    world.releases("备份以后");
    world.releases("备份以后又一件");
    assert_eq!(world.round(&[]), (vec![], 2, 2, Some(true)));

    // Put back as it was, it has lost letters that the township has: nothing goes on by a yes.
    world.begins_on(backup);
    let (odd, ..) = world.round(&["fewer-there", "fewer-letters"]);
    assert_eq!(odd, ["fewer-there", "fewer-letters"]);
    world
        .runtime
        .block_on(world.county().platform.renew("何清"))
        .unwrap();
    let folder = world.county().folder.clone();
    world.begins_on(folder);
    let (odd, sent, ..) = world.round(&[]);
    assert_eq!((odd, sent), (vec!["other-platform", "fewer-there"], 0));
    let yes = ["other-platform", "fewer-there"];
    assert_eq!(world.round(&yes), (vec![], 2, 2, Some(true)));
    assert_eq!(
        world.green.filed.len(),
        5,
        "what was filed stays, and two came anew"
    );
    world.has_one_receipt_of_each_and_more();
    world.releases("恢复以后");
    assert_eq!(world.round(&[]), (vec![], 1, 1, Some(true)));
    let shelf = world.runtime.block_on(world.county().shown("/disclosed"));
    for title in ["备份以前", "备份以后", "备份以后又一件", "恢复以后"] {
        assert!(shelf.contains(title), "{title}");
    }
}

/// The stick still has the letters of the platform before, under the same numbers.
#[test]
fn on_a_stick_the_letters_of_both_platforms_are_told_apart() {
    let mut world = World::new();
    let stick = tempfile::tempdir().unwrap();
    let mut way = Folder::new(stick.path(), world.green.code().clone());
    let carried = |world: &mut World, way: &mut Folder, yes: &[&str]| {
        let there = round(&mut world.green, way, yes).unwrap();
        let taken = world.county().platform.exchange(stick.path());
        world.runtime.block_on(taken).unwrap();
        let back = round(&mut world.green, way, yes).unwrap();
        (there.sent, back.received, back.agreed)
    };
    world.releases("甲");
    world.releases("乙");
    assert_eq!(carried(&mut world, &mut way, &[]), (2, 2, Some(true)));
    world
        .runtime
        .block_on(world.county().platform.renew("何清"))
        .unwrap();
    let folder = world.county().folder.clone();
    world.begins_on(folder);
    world.releases("丙");
    let yes = ["other-platform"];
    assert_eq!(carried(&mut world, &mut way, &yes), (1, 1, Some(true)));
    world.releases("丁");
    world.releases("戊");
    assert_eq!(carried(&mut world, &mut way, &[]), (2, 2, Some(true)));
    assert_eq!(world.green.filed.len(), 5);
    world.has_one_receipt_of_each_and_more();
}
