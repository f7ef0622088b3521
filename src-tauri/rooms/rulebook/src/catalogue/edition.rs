//! A new edition made from the one in force: the office's own entries put in, changed or taken out;
//! it refuses to touch an official entry and to go under an old name.

use super::check::check_entries;
use super::{Catalogue, CatalogueError, Entry, EntryCode};

impl Catalogue {
    /// The next edition: own entries with these codes taken out, these put in or changed.
    /// What was filed keeps the edition it was filed under.
    ///
    /// # Errors
    /// [`CatalogueError::Locked`] for an official entry, and what makes a catalogue whole.
    pub fn next_edition(
        &self,
        edition: String,
        gone: &[EntryCode],
        put: Vec<Entry>,
    ) -> Result<Self, CatalogueError> {
        let mut entries = self.entries.clone();
        let is_locked = |code: &EntryCode| {
            let known = self.entries.iter().find(|entry| entry.code == *code);
            known.is_some_and(|entry| entry.locked)
        };
        let wanted = gone.iter().chain(put.iter().map(|entry| &entry.code));
        if let Some(code) = wanted.into_iter().find(|code| is_locked(code)) {
            return Err(CatalogueError::Locked { code: code.clone() });
        }
        entries.retain(|entry| !gone.contains(&entry.code));
        for mut entry in put {
            entry.locked = false;
            match entries.iter().position(|known| known.code == entry.code) {
                Some(at) => entries[at] = entry,
                None => {
                    let at = place_of(&entries, &entry);
                    entries.insert(at, entry);
                }
            }
        }
        check_entries(&entries)?;
        let mut next = self.clone();
        next.head.edition = edition;
        next.entries = entries;
        Ok(next)
    }
}

/// Behind the last entry of its group; at the end without one.
fn place_of(entries: &[Entry], entry: &Entry) -> usize {
    let Some(parent) = &entry.parent else {
        return entries.len();
    };
    let belongs = |other: &Entry| other.code == *parent || other.parent.as_ref() == Some(parent);
    entries
        .iter()
        .rposition(belongs)
        .map_or(entries.len(), |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_changes_own_entries_and_no_official_one() {
        let old = Catalogue::shipped("mujin").unwrap();
        let like = old.entry("2.4").unwrap().clone();
        let mut own = like.clone();
        own.code = "社会救助1.1".parse().unwrap();
        own.parent = None;
        let name = || "mujin-2019+1".to_owned();
        let first = old.next_edition(name(), &[], vec![own.clone()]).unwrap();
        assert_eq!(first.head().edition, "mujin-2019+1");
        assert_eq!(first.entries().len(), old.entries().len() + 1);
        assert!(!first.entry("社会救助1.1").unwrap().locked);
        own.name = "改过的".to_owned();
        let second = first.next_edition(name(), &[], vec![own.clone()]).unwrap();
        assert_eq!(second.entry("社会救助1.1").unwrap().name, "改过的");
        let third = second
            .next_edition(name(), &[own.code], Vec::new())
            .unwrap();
        assert_eq!(third.entries(), old.entries());
        let locked = old.next_edition(name(), &[], vec![like.clone()]);
        assert!(matches!(locked, Err(CatalogueError::Locked { .. })));
        let locked = old.next_edition(name(), &[like.code], Vec::new());
        assert!(matches!(locked, Err(CatalogueError::Locked { .. })));
    }
}
