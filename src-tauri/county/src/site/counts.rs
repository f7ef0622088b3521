//! How many items stand under each entry of the catalogue and come from each township. Where there are
//! few they are counted after every change; where there are many, once a minute and beside the visitors.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::text::plain;
use super::tree::{Entry, Node, nodes};
use crate::store::{self, Session, Statement, Store, StoreError};

const ENTRIES: Statement = Statement::both(include_str!("../sql/entry_list.sql"));
const COUNTED: Statement = Statement::both(include_str!("../sql/item_entries.sql"));
const NAMED: Statement = Statement::both(include_str!("../sql/item_entry_name.sql"));
const TOWNS: Statement = Statement::both(include_str!("../sql/item_townships.sql"));

/// How long a count is good enough.
const FRESH: Duration = Duration::from_secs(60);
/// So many items are counted in a few milliseconds, and a visitor sees at once what was taken.
const FEW: u64 = 20_000;

/// A township in a list.
#[derive(Debug)]
pub(crate) struct Town {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) count: u64,
}

/// What was counted.
#[derive(Debug)]
pub(crate) struct Counts {
    /// The catalogue, with nothing marked.
    pub(crate) nodes: Vec<Node>,
    /// Every township that is not closed.
    pub(crate) towns: Vec<Town>,
    items: u64,
}

impl Counts {
    /// The catalogue's uppermost lines.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.depth == 0)
    }
}

/// What was counted, and when.
#[derive(Clone)]
struct Counted {
    at: Instant,
    counts: Arc<Counts>,
}

impl Counted {
    fn now(counts: Counts) -> Self {
        Self {
            at: Instant::now(),
            counts: Arc::new(counts),
        }
    }
}

/// Counts, and keeps what it counted.
#[derive(Clone)]
pub(crate) struct Counter {
    store: Arc<dyn Store>,
    kept: Arc<Mutex<Option<Counted>>>,
    changed: Arc<AtomicBool>,
    counting: Arc<AtomicBool>,
}

impl Counter {
    pub(crate) fn new(store: Arc<dyn Store>) -> Self {
        Self {
            store,
            kept: Arc::default(),
            changed: Arc::default(),
            counting: Arc::default(),
        }
    }

    /// Something was taken, or the catalogue is another.
    pub(crate) fn changed(&self) {
        self.changed.store(true, Ordering::Release);
    }

    /// What stands where. Of many items it is what was counted a while ago, so that no visitor waits
    /// until a million are counted.
    pub(crate) async fn counts(&self) -> Result<Arc<Counts>, StoreError> {
        let mut kept = self.kept.lock().await;
        if let Some(Counted { at, counts }) = kept.as_ref() {
            let old = at.elapsed() >= FRESH;
            let many = counts.items > FEW;
            if many && old && !self.counting.swap(true, Ordering::AcqRel) {
                tokio::spawn(self.clone().count_beside());
            }
            if many || !(old || self.changed.load(Ordering::Acquire)) {
                return Ok(counts.clone());
            }
        }
        // Before it looks: what is taken while it counts is counted the next time.
        self.changed.store(false, Ordering::Release);
        let counted = Counted::now(count(self.store.as_ref()).await?);
        *kept = Some(counted.clone());
        Ok(counted.counts)
    }

    async fn count_beside(self) {
        match count(self.store.as_ref()).await {
            Ok(counts) => *self.kept.lock().await = Some(Counted::now(counts)),
            Err(error) => tracing::error!(%error, "the items could not be counted"),
        }
        self.counting.store(false, Ordering::Release);
    }
}

async fn count(store: &dyn Store) -> Result<Counts, StoreError> {
    let mut session = store.read().await?;
    let mut entries = Vec::new();
    for row in session.rows(ENTRIES, &[]).await? {
        entries.push(Entry {
            code: row.text("code")?,
            parent: row.text_if_any("parent")?,
            name: row.text("name")?,
        });
    }
    let mut counts = BTreeMap::new();
    for row in session.rows(COUNTED, &[]).await? {
        let code = row.text("entry")?;
        let name = match entries.iter().any(|entry| entry.code == code) {
            true => String::new(),
            false => name(session.as_mut(), &code).await?,
        };
        counts.insert(code, (name, row.count("items")?));
    }
    Ok(Counts {
        nodes: nodes(&entries, &counts),
        towns: towns(session.as_mut()).await?,
        items: counts.values().map(|(_, count)| count).sum(),
    })
}

/// What townships call an entry that the county's catalogue does not have.
async fn name(session: &mut dyn Session, code: &str) -> Result<String, StoreError> {
    let row = store::first(session, NAMED, &[code.into()]).await?;
    row.map_or_else(|| Ok(String::new()), |row| row.text("entry_name"))
}

async fn towns(session: &mut dyn Session) -> Result<Vec<Town>, StoreError> {
    let rows = session.rows(TOWNS, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(Town {
                code: row.text("code")?,
                name: plain(&row.text("name")?),
                count: row.count("items")?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Value, embedded};

    const TOWNSHIP: Statement = Statement::both(
        "INSERT INTO township (code, name, key_hash, added) VALUES ('430699205', '青禾乡', '', '')",
    );
    const PACKAGES: Statement = Statement::both(
        "WITH RECURSIVE n (n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM n WHERE n < $2) \
         INSERT INTO package (id, township, number, kind, manifest_hash, bytes, taken_at, title) \
         SELECT n, '430699205', n, 'disclosure', '', 1, '', '' FROM n",
    );
    const ITEMS: Statement = Statement::both(
        "INSERT INTO item (id, township, package, part, state, title, publisher, released_on, entry, \
         entry_name, body, has_copy, shown_at) SELECT id, township, id, 'disclosed', 'current', '', '', \
         '2026-10-15', '2.4', '低保', '', 0, '' FROM package WHERE number >= $1",
    );

    async fn add(store: &dyn Store, from: u64, to: u64) {
        let values: [Value; 2] = [from.into(), to.into()];
        let mut session = store.write().await.unwrap();
        session.run(PACKAGES, &values).await.unwrap();
        session.run(ITEMS, &values).await.unwrap();
        session.commit().await.unwrap();
    }

    async fn seen(counter: &Counter) -> (u64, u64) {
        let counts = counter.counts().await.unwrap();
        (counts.nodes[0].count, counts.towns[0].count)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn few_are_counted_after_every_change_and_many_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let store = embedded(folder.path()).unwrap();
        let mut session = store.write().await.unwrap();
        session.run(TOWNSHIP, &[]).await.unwrap();
        session.commit().await.unwrap();
        let counter = Counter::new(store.clone());
        add(store.as_ref(), 1, 1).await;
        assert_eq!(seen(&counter).await, (1, 1));
        add(store.as_ref(), 2, 3).await;
        assert_eq!(
            seen(&counter).await,
            (1, 1),
            "nobody has said that anything changed"
        );
        counter.changed();
        assert_eq!(seen(&counter).await, (3, 3));
        add(store.as_ref(), 4, FEW + 1).await;
        counter.changed();
        assert_eq!(seen(&counter).await, (FEW + 1, FEW + 1));
        add(store.as_ref(), FEW + 2, FEW + 2).await;
        counter.changed();
        assert_eq!(
            seen(&counter).await,
            (FEW + 1, FEW + 1),
            "good enough for a minute"
        );
    }
}
