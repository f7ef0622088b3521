//! Checks what travels against what is kept of it: every package's bytes against its number, its head
//! and its signature, the chains without gaps, no letter twice. It repairs nothing.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_letters::{PublicKey, Sealed, Sha256Digest, Standing};
use gongkai_registry::{Finding, Fingerprint};
use gongkai_rulebook::ids::{LetterId, OfficeId};
use gongkai_rulebook::letter::LetterKind;

use crate::{Desk, Problem};

/// A package as its row tells it, and the key it was signed with, where that is known.
struct Row {
    key: Option<PublicKey>,
    number: u64,
    package: LetterId,
    head: Fingerprint,
    content: Fingerprint,
}

/// What is wrong with packages, letters and drafts.
///
/// # Errors
/// What the store says.
pub(crate) fn findings(desk: &Desk) -> Result<Vec<Finding>, Problem> {
    let records = desk.records();
    let link = records.county_link()?;
    let own: Option<PublicKey> = link.and_then(|link| link.own_key.parse().ok());
    let sealed = records.county_chain()?.into_iter().map(|one| Row {
        key: own.clone(),
        number: one.number,
        package: one.letter,
        head: one.head,
        content: one.content,
    });
    let mut findings = chain(desk, "报送包", sealed);
    let filed = records.county_letters()?;
    let mut series: BTreeMap<OfficeId, Vec<Row>> = BTreeMap::new();
    for one in &filed {
        series.entry(one.platform).or_default().push(Row {
            key: one.signed_with.parse().ok(),
            number: one.series_no,
            package: one.package,
            head: one.head,
            content: one.content,
        });
    }
    for rows in series.into_values() {
        findings.extend(chain(desk, "县里的来件", rows.into_iter()));
    }
    let handed = records.handed_drafts()?.into_iter().map(|one| Row {
        key: None,
        number: one.number,
        package: one.package,
        head: one.head,
        content: one.content,
    });
    findings.extend(chain(desk, "交出的草稿", handed));
    let mut answered = BTreeSet::new();
    for letter in filed.iter().filter(|one| one.kind == LetterKind::Receipt) {
        if letter
            .answers
            .is_some_and(|package| !answered.insert((letter.platform, package)))
        {
            let text = format!("县里的第 {} 号来件是已经收过的回执", letter.number);
            findings.push(Finding::broken("letter-filed-twice", letter.number, text));
        }
    }
    findings.extend(written_twice(desk)?);
    for draft in records.taken_drafts()? {
        if desk.store.read_file(draft.content).is_err() {
            let text = format!("{}交来的第 {} 号来稿的原件不在了", draft.unit, draft.number);
            findings.push(Finding::broken("draft-missing", draft.package, text));
        }
    }
    Ok(findings)
}

/// Letters to the county that were written twice of one release or withdrawal.
fn written_twice(desk: &Desk) -> Result<Vec<Finding>, Problem> {
    let (mut written, mut findings) = (BTreeSet::new(), Vec::new());
    for letter in desk.records().outbox()? {
        if !written.insert((letter.disclosure, letter.kind)) {
            let text = "同一件给县里写了两封一样的信函";
            findings.push(Finding::broken("letter-twice", letter.id, text));
        }
    }
    Ok(findings)
}

/// One chain: no gap, every package whole, each the one after the last.
fn chain(desk: &Desk, what: &str, rows: impl Iterator<Item = Row>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut standing = Standing::default();
    for row in rows {
        let number = row.number;
        if number != standing.next_number() {
            let text = format!("{what}缺第 {} 号", standing.next_number());
            findings.push(Finding::broken("package-gap", number, text));
            // What follows a gap can only be held against itself.
            standing.head = None;
        }
        let at =
            |code, told: &str| Finding::broken(code, number, format!("{what}第 {number} 号{told}"));
        match desk.store.read_file(row.content) {
            Err(_) => findings.push(at("package-missing", "的原件不在了，或者不是封好时的内容")),
            Ok(bytes) if !is_whole(&bytes, &row) => {
                findings.push(at("package-altered", "与登记的不符：有人改动过"));
            }
            Ok(bytes) if !follows(&bytes, &standing) => {
                findings.push(at("package-chain", "接的不是上一号"));
            }
            Ok(_) => {}
        }
        standing = Standing {
            count: number,
            head: Some(Sha256Digest::from(row.head.0)),
        };
    }
    findings
}

/// Whether a package is the one that its row tells of, signed with the key that its row names.
fn is_whole(bytes: &[u8], row: &Row) -> bool {
    let Ok(sealed) = Sealed::read(bytes) else {
        return false;
    };
    let claims = sealed.claims();
    let same = claims.number == row.number && claims.package == row.package;
    let head = sealed.head() == Sha256Digest::from(row.head.0);
    let offered = sealed.draft().map(|sheet| sheet.signed_with);
    let signed = match row.key.as_ref().or(offered.as_ref()) {
        Some(key) => sealed.open(key).is_ok(),
        None => true,
    };
    same && head && signed
}

/// Whether a package names the one before it.
fn follows(bytes: &[u8], standing: &Standing) -> bool {
    let Ok(sealed) = Sealed::read(bytes) else {
        return false;
    };
    let previous = sealed.claims().previous;
    standing.head.is_none() && standing.count > 0 || previous == standing.head
}
