//! The catalogue tree with the number of items under each entry.

use std::collections::BTreeMap;

use super::text::escaped;

/// Levels that are told apart by their place.
const DEEPEST: usize = 3;

/// A line of the tree.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) code: String,
    pub(crate) link: String,
    pub(crate) name: String,
    pub(crate) count: u64,
    pub(crate) depth: usize,
    /// Number of the group this is, among the top ones.
    pub(crate) group: usize,
    /// Items are filed under it.
    pub(crate) leaf: bool,
    pub(crate) here: bool,
}

/// An entry of the county's catalogue.
pub(super) struct Entry {
    pub(super) code: String,
    pub(super) parent: Option<String>,
    pub(super) name: String,
}

/// The county's entries in their order, then those that only townships know.
pub(super) fn nodes(entries: &[Entry], counts: &BTreeMap<String, (String, u64)>) -> Vec<Node> {
    let mut nodes = Vec::new();
    grow(&mut nodes, entries, counts, None, 0);
    let known = |code: &str| entries.iter().any(|entry| entry.code == code);
    for (code, (name, count)) in counts.iter().filter(|(code, _)| !known(code)) {
        nodes.push(node(code, name, *count, 0, true));
    }
    let mut group = 0;
    for node in &mut nodes {
        group += usize::from(node.depth == 0);
        node.group = group;
    }
    nodes
}

fn grow(
    nodes: &mut Vec<Node>,
    entries: &[Entry],
    counts: &BTreeMap<String, (String, u64)>,
    parent: Option<&str>,
    depth: usize,
) -> u64 {
    let mut sum = 0;
    // A catalogue whose entries are each other's parents has no top, and so is not walked.
    for entry in entries
        .iter()
        .filter(|entry| entry.parent.as_deref() == parent)
    {
        let own = counts.get(&entry.code).map_or(0, |(_, count)| *count);
        let at = nodes.len();
        nodes.push(node(&entry.code, &entry.name, own, depth, true));
        let below = grow(
            nodes,
            entries,
            counts,
            Some(&entry.code),
            (depth + 1).min(DEEPEST),
        );
        let has_children = nodes.len() > at + 1;
        nodes[at].leaf = !has_children || own > 0;
        nodes[at].count = own + below;
        sum += own + below;
    }
    sum
}

fn node(code: &str, name: &str, count: u64, depth: usize, leaf: bool) -> Node {
    Node {
        code: code.to_owned(),
        link: escaped(code),
        name: if name.is_empty() { code } else { name }.to_owned(),
        count,
        depth,
        group: 0,
        leaf,
        here: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_count_what_is_below_and_strangers_come_last() {
        let entry = |code: &str, parent: Option<&str>| Entry {
            code: code.into(),
            parent: parent.map(Into::into),
            name: format!("目录{code}"),
        };
        let entries = [entry("1", None), entry("1.1", Some("1")), entry("2", None)];
        let counts = BTreeMap::from([
            ("1.1".to_owned(), ("低保".to_owned(), 3)),
            ("9".to_owned(), ("别处".to_owned(), 1)),
        ]);
        let nodes = nodes(&entries, &counts);
        let told: Vec<_> = nodes
            .iter()
            .map(|node| (node.name.as_str(), node.count, node.depth, node.leaf))
            .collect();
        assert_eq!(
            told,
            [
                ("目录1", 3, 0, false),
                ("目录1.1", 3, 1, true),
                ("目录2", 0, 0, true),
                ("别处", 1, 0, true)
            ]
        );
    }
}
