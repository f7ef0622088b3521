use super::*;
use crate::throwaway::{NOW, Office, day, enter};
use crate::{Finding, operation};

const UNLOCK: &str = "
    DROP TRIGGER audit_entry_is_never_changed;
    DROP TRIGGER audit_entry_is_never_removed;";

fn office_with_five() -> Office {
    let office = Office::new();
    let mut store = office.write();
    for act in ["draft", "submit", "review", "approve", "release"] {
        enter(&mut store, act);
    }
    office
}

fn found(office: &Office) -> Vec<(&'static str, String)> {
    let findings = office.read().verify().unwrap();
    let number = |finding: &Finding| finding.place.rsplit(' ').next().unwrap().to_owned();
    findings
        .iter()
        .map(|finding| (finding.code, number(finding)))
        .collect()
}

#[test]
fn the_bytes_are_those_of_the_decision_page() {
    let desk: DeskId = "01900000-0000-7000-8000-000000000001".parse().unwrap();
    let entry = Entry::new("release", ("disclosure", "d1"), "王", day(), 1)
        .open_fact("no", "2026-0001")
        .private_fact("id", "43069919700101001X", &[7; 16]);
    let bytes = hex::encode(canonical::bytes(desk, 1, &entry));
    let expected = concat!(
        "01",
        "00000024",
        "30313930303030302d303030302d373030302d383030302d303030303030303030303031",
        "00000008",
        "0000000000000001",
        "00000007",
        "72656c65617365",
        "0000000a",
        "646973636c6f73757265",
        "00000002",
        "6431",
        "00000003",
        "e78e8b",
        "ffffffff",
        "0000000a",
        "323032362d31312d3232",
        "00000008",
        "0000000000000001",
        "00000002",
        "00000002",
        "6e6f",
        "4f",
        "00000009",
        "323032362d30303031",
        "00000002",
        "6964",
        "50",
        "00000020",
    );
    assert!(bytes.starts_with(expected), "{bytes}");
    assert_eq!(bytes.len(), expected.len() + 64);
}

#[test]
fn an_untouched_chain_holds_and_reads_back() {
    let office = office_with_five();
    assert_eq!(found(&office), []);
    let store = office.read();
    let history = store.history("disclosure", 1).unwrap();
    let acts: Vec<_> = history.iter().map(|link| link.entry.act.as_str()).collect();
    assert_eq!(acts, ["draft", "submit", "review", "approve", "release"]);
    assert_eq!(history[4].entry.signer.as_deref(), Some("李主任"));
    assert_eq!(history[4].entry.facts[0].0, "state");
    let head = store.chain_head().unwrap();
    assert_eq!((head.sequence, head.hashes), (5, history[4].hashes));
}

#[test]
fn a_private_fact_leaves_no_plain_text() {
    let office = Office::new();
    let secret = "43069919700101001X";
    office
        .write()
        .change(operation!("enter"), |change| {
            let entry = Entry::new("import", ("list", 1), "王经办", day(), NOW);
            append(change, &entry.private_fact("id", secret, &[1; 16]))
        })
        .unwrap();
    assert_eq!(found(&office), []);
    for file in ["registry.db", "registry.db-wal"] {
        let bytes = std::fs::read(office.folder().join(file)).unwrap_or_default();
        assert!(
            !bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes()),
            "{file}"
        );
    }
    assert_ne!(
        Fact::private(secret, &[1; 16]),
        Fact::private(secret, &[2; 16])
    );
}

#[test]
fn nothing_is_changed_removed_or_replaced_from_inside() {
    let office = office_with_five();
    let store = office.write();
    for sql in [
        "UPDATE audit_entry SET actor = '别人' WHERE sequence = 2",
        "DELETE FROM audit_entry WHERE sequence = 5",
        "REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 2",
    ] {
        let refused = store.connection().execute(sql, []).unwrap_err();
        assert!(refused.to_string().contains("never"), "{refused}");
    }
}

#[test]
fn every_column_is_covered() {
    for column in [
        "act",
        "subject_kind",
        "subject_id",
        "actor",
        "signer",
        "occurred_on",
        "facts",
    ] {
        let office = office_with_five();
        office.tamper(&format!(
            "{UNLOCK} UPDATE audit_entry SET {column} = 'x' WHERE sequence = 3"
        ));
        assert_eq!(found(&office), [("audit-altered", "3".into())], "{column}");
    }
    for change in ["entered_at = entered_at + 1", "format = 2", "signer = NULL"] {
        let office = office_with_five();
        office.tamper(&format!(
            "{UNLOCK} UPDATE audit_entry SET {change} WHERE sequence = 3"
        ));
        assert_eq!(found(&office), [("audit-altered", "3".into())], "{change}");
    }
    for hash in ["sha256", "sm3"] {
        let office = office_with_five();
        office.tamper(&format!(
            "{UNLOCK} UPDATE audit_entry SET {hash} = zeroblob(32) WHERE sequence = 3"
        ));
        let both = [("audit-altered", "3".into()), ("audit-altered", "4".into())];
        assert_eq!(found(&office), both, "{hash}");
    }
}

#[test]
fn missing_reordered_surplus_and_cut_entries_are_found() {
    let cases = [
        (
            "DELETE FROM audit_entry WHERE sequence = 1",
            vec![("audit-missing", "1")],
        ),
        (
            "DELETE FROM audit_entry WHERE sequence IN (2, 3)",
            vec![("audit-missing", "2")],
        ),
        (
            "DELETE FROM audit_entry WHERE sequence = 5",
            vec![("audit-missing", "5")],
        ),
        ("DELETE FROM audit_entry", vec![("audit-missing", "1")]),
        (
            "UPDATE audit_entry SET sequence = 99 WHERE sequence = 2;
             UPDATE audit_entry SET sequence = 2 WHERE sequence = 3;
             UPDATE audit_entry SET sequence = 3 WHERE sequence = 99",
            vec![
                ("audit-altered", "2"),
                ("audit-altered", "3"),
                ("audit-altered", "4"),
            ],
        ),
        (
            "DELETE FROM audit_entry WHERE sequence = 3;
             UPDATE audit_entry SET sequence = 3 WHERE sequence = 4;
             UPDATE audit_entry SET sequence = 4 WHERE sequence = 5",
            vec![
                ("audit-altered", "3"),
                ("audit-altered", "4"),
                ("audit-missing", "5"),
            ],
        ),
        (
            "INSERT INTO audit_entry SELECT desk, 6, format, act, subject_kind, subject_id, actor,
             signer, occurred_on, entered_at, facts, sha256, sm3
             FROM audit_entry WHERE sequence = 5",
            vec![("audit-altered", "6"), ("audit-surplus", "6")],
        ),
    ];
    for (sql, expected) in cases {
        let office = office_with_five();
        office.tamper(&format!("{UNLOCK} {sql}"));
        let found = found(&office);
        let found: Vec<_> = found
            .iter()
            .map(|(code, at)| (*code, at.as_str()))
            .collect();
        assert_eq!(found, expected, "{sql}");
    }
}
