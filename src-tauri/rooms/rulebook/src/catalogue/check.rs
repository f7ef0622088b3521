//! What makes a catalogue whole; it refuses entries that contradict each other.

use super::{BTreeMap, BTreeSet, CatalogueError, DEEPEST, Entry, ExemptionGround};
use crate::vocabulary::{Channel, DisclosureClass, TimeClass};

pub(super) fn check_entries(entries: &[Entry]) -> Result<(), CatalogueError> {
    if entries.is_empty() {
        return Err(CatalogueError::Empty);
    }
    let mut by_code = BTreeMap::new();
    for entry in entries {
        if by_code.insert(&entry.code, entry).is_some() {
            return Err(CatalogueError::CodeTwice {
                code: entry.code.clone(),
            });
        }
    }
    for entry in entries {
        check_entry(entry)?;
        let mut above = entry;
        let mut levels = 0;
        while let Some(parent) = &above.parent {
            let code = || entry.code.clone();
            above = by_code
                .get(parent)
                .ok_or_else(|| CatalogueError::ParentMissing {
                    code: code(),
                    parent: parent.clone(),
                })?;
            if !above.group {
                return Err(CatalogueError::ParentNotGroup {
                    code: code(),
                    parent: parent.clone(),
                });
            }
            levels += 1;
            if levels >= DEEPEST {
                return Err(CatalogueError::Cycle { code: code() });
            }
        }
    }
    Ok(())
}

fn check_entry(entry: &Entry) -> Result<(), CatalogueError> {
    let code = || entry.code.clone();
    if entry.name.trim().is_empty() || entry.wording.trim().is_empty() {
        return Err(CatalogueError::NoWords { code: code() });
    }
    let allowed: fn(&Channel) -> bool = match entry.mode {
        DisclosureClass::Proactive => |channel| !channel.is_internal(),
        DisclosureClass::Internal => |channel| channel.is_internal(),
        DisclosureClass::Exempt | DisclosureClass::OnRequest => |_| false,
    };
    if let Some(channel) = entry.channels.iter().find(|channel| !allowed(channel)) {
        return Err(CatalogueError::ChannelForbidden {
            code: code(),
            mode: entry.mode,
            channel: *channel,
        });
    }
    if entry.locked && entry.time_class != TimeClass::Unsettled && entry.time_class_basis.is_none()
    {
        return Err(CatalogueError::TimeClassWithoutBasis { code: code() });
    }
    if entry.posting.as_ref().is_some_and(|posting| posting.n == 0) {
        return Err(CatalogueError::EmptyPosting { code: code() });
    }
    Ok(())
}

pub(super) fn check_grounds(
    entries: &[Entry],
    grounds: &[ExemptionGround],
) -> Result<(), CatalogueError> {
    let exempt: BTreeSet<_> = entries
        .iter()
        .filter(|entry| entry.mode == DisclosureClass::Exempt && !entry.group)
        .map(|entry| &entry.code)
        .collect();
    let mapped: BTreeSet<_> = grounds.iter().map(|ground| &ground.code).collect();
    if let Some(code) = exempt.symmetric_difference(&mapped).next() {
        return Err(CatalogueError::GroundUnmapped {
            code: (*code).clone(),
        });
    }
    let article = |ground: &&ExemptionGround| {
        ground.articles.is_empty() || ground.articles.iter().any(|a| !matches!(a, 14..=16))
    };
    match grounds.iter().find(article) {
        Some(ground) => Err(CatalogueError::GroundUnmapped {
            code: ground.code.clone(),
        }),
        None => Ok(()),
    }
}
