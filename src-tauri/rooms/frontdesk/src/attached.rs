//! Attached files, searched for anything private before they may leave with an item.

use chrono::NaiveDate;
use gongkai_rulebook::disclosure::Content;
use gongkai_rulebook::gate::{Level, OutputFinding};
use gongkai_rulebook::privacy::ScanOptions;

use crate::tasks::scan_file::scan;
use crate::{Desk, Exit, Problem};

/// What is private in the item's attachments. What could not be looked at is a warning: somebody
/// has to look.
pub(crate) fn look(
    desk: &Desk,
    content: &Content,
    day: NaiveDate,
) -> Result<Vec<OutputFinding>, Problem> {
    let options = ScanOptions {
        reference_date: Some(day),
        allowed_numbers: desk.settings()?.supervision_phone.into_iter().collect(),
        ..ScanOptions::default()
    };
    let mut findings = Vec::new();
    for (index, id) in content.attachments.iter().enumerate() {
        let name = format!("附件 {}", index + 1);
        let Some(file) = desk.store.file(*id)? else {
            continue;
        };
        match scan(
            desk.host.as_ref(),
            &desk.store.file_path(file.content.sha256),
            &options,
        ) {
            Ok(scanned) => {
                findings.extend(scanned.findings.into_iter().map(|found| OutputFinding {
                    kind: found.kind.label().to_owned(),
                    level: found.kind.level(),
                    masked: found.masked,
                    place: format!("{name} {}", found.place),
                    attached: true,
                }));
                findings.extend(
                    scanned
                        .not_looked_at
                        .into_iter()
                        .map(|what| unseen(&name, what)),
                );
            }
            Err(problem) if problem.exit == Exit::Unreadable => {
                findings.push(unseen(&name, "程序读不了这种文件，请人工核对".to_owned()));
            }
            Err(problem) => return Err(problem),
        }
    }
    Ok(findings)
}

fn unseen(name: &str, what: String) -> OutputFinding {
    OutputFinding {
        kind: "没有检查到的内容".to_owned(),
        level: Level::Warning,
        masked: what,
        place: name.to_owned(),
        attached: true,
    }
}
