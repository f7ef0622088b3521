//! Check the whole office: store, audit chain, register, files. A file that is gone is told by what
//! it was kept for, never by the name it came with.

use gongkai_registry::files::FileUse;
use gongkai_registry::{Finding, Gravity, audit::ChainHead};
use serde::Serialize;

use crate::typed::masked;
use crate::{Desk, Problem, county};

/// Findings after which nothing more is asked of the store.
const UNSOUND: [&str; 2] = ["store-damaged", "reference-broken"];

/// What the check found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CheckOfficeAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Nothing is lost or altered.
    pub ok: bool,
    /// What was found, harmless notes among it.
    pub findings: Vec<Line>,
    /// The newest link of the audit chain; written on paper it seals everything before it.
    pub chain: Head,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CheckOfficeLine", optional_fields = nullable))]
pub struct Line {
    /// Stable code.
    pub code: &'static str,
    /// Sentence for the clerk.
    pub text: String,
    /// Where.
    #[serde(rename = "where")]
    pub place: String,
    /// What to do, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<&'static str>,
}

/// The newest link of the audit chain.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CheckOfficeHead", optional_fields = nullable))]
pub struct Head {
    /// How many entries this desk has made.
    pub entries: u64,
    /// SHA-256 of the newest.
    pub sha256: String,
    /// SM3 of the newest.
    pub sm3: String,
}

/// Checks the office.
///
/// # Errors
/// What the store says where the check could not be made; damage is a finding.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let mut found = desk.store.verify()?;
    // A store that does not hang together cannot be asked what it sent.
    if !found.iter().any(|finding| UNSOUND.contains(&finding.code)) {
        found.extend(county::findings(desk)?);
    }
    let ChainHead {
        sequence, hashes, ..
    } = desk.store.chain_head()?;
    let sound = |finding: &Finding| finding.gravity != Gravity::Broken;
    let ok = found.iter().all(sound);
    let findings = found.into_iter().map(|finding| line(desk, finding));
    Ok(Answer {
        ok,
        findings: findings.collect::<Result<_, Problem>>()?,
        chain: Head {
            entries: sequence,
            sha256: hashes.sha256.to_string(),
            sm3: hashes.sm3.to_string(),
        },
    })
}

fn line(desk: &Desk, finding: Finding) -> Result<Line, Problem> {
    let kept_for = match finding.content {
        Some(content) => desk.store.uses_of(content)?,
        None => Vec::new(),
    };
    let text = match kept_for.is_empty() {
        true => finding.text,
        false => {
            let kept_for: Vec<String> = kept_for.iter().map(told).collect();
            format!("{}：{}", finding.text, kept_for.join("；"))
        }
    };
    Ok(Line {
        code: finding.code,
        text,
        place: finding.place,
        next: next(finding.code),
    })
}

/// `“上坪村……公示”（2019-0001）的附件，2019年10月15日收存`.
fn told(used: &FileUse) -> String {
    let number = match used.register_no.as_str() {
        "" => String::new(),
        number => format!("（{number}）"),
    };
    let of = match used.title.as_str() {
        "" => String::new(),
        title => format!("“{}”{number}的", masked(title)),
    };
    let day = used.kept_on.format("%Y年%-m月%-d日");
    format!("{of}{}，{day}收存", used.kept_as)
}

/// What to do about a file; the rest is for whoever keeps the program.
fn next(code: &str) -> Option<&'static str> {
    match code {
        "file-missing" | "file-altered" => Some(
            "在“设置”的“备份与检查”里点“从备份找回……”；备份里也没有的，把同一份原件再交进来一次，程序认得出，会放回原处",
        ),
        "package-gap" | "package-altered" | "package-missing" | "package-chain"
        | "letter-filed-twice" | "letter-twice" | "letter-missing" => {
            Some("先不要报县；从最近的备份恢复，再打电话和县平台核对件数")
        }
        "draft-missing" => Some("请交稿的站所或村把这一号原样再交一次，程序认得出，会放回原处"),
        "file-orphaned" => Some("不用处理，程序不会删它；不是本程序放的，可以移到别的文件夹"),
        _ => None,
    }
}
