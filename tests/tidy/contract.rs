//! The contract of the window is the one that the types of the door give.

use super::tree::Tree;

/// Where the contract stands.
const CONTRACT: &str = "ui/src/contract/contract.ts";

pub(super) fn fresh(tree: &Tree) -> Vec<String> {
    match gongkai_frontdesk::typescript() {
        Err(clashes) => vec![format!("types of one name cross the door: {clashes}")],
        Ok(wanted) if tree.text(CONTRACT) == Some(wanted.as_str()) => Vec::new(),
        Ok(_) => vec![format!("{CONTRACT} is stale: cargo xtask codegen")],
    }
}

#[test]
fn codegen_writes_the_contract_when_it_is_asked_to() {
    if std::env::var_os("GONGKAI_WRITE_CONTRACT").is_some() {
        let path = Tree::committed().root().join(CONTRACT);
        let text = gongkai_frontdesk::typescript().expect("no two types of one name");
        std::fs::write(path, text).expect("the contract");
    }
}

#[test]
fn a_contract_that_says_something_else_is_stale() {
    let tree = Tree::of(&[(CONTRACT, "export interface Calls {}")]);
    assert_eq!(fresh(&tree).len(), 1);
}
