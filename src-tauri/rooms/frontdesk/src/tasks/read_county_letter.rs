//! Read a letter of the county in full. What citizens wrote in it is seen by whoever asks, and the
//! audit chain keeps that.

use gongkai_letters::Sealed;
use gongkai_rulebook::ids::{DisclosureId, FileId};
use gongkai_rulebook::letter::LetterKind;
use gongkai_rulebook::privacy::access::AccessWay;
use serde::{Deserialize, Serialize};

use crate::access::{Seen, note_now};
use crate::county::{self, fields_of};
use crate::{Acting, Desk, Problem};

/// A letter to read.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReadCountyLetterRequest", optional_fields = nullable))]
pub struct Request {
    /// The county's number of it.
    pub number: u64,
    /// Who and when.
    pub acting: Acting,
}

/// The letter.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReadCountyLetterAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The county's number of it.
    pub number: u64,
    /// What kind of letter.
    pub kind: LetterKind,
    /// What it says, field by field.
    pub fields: Vec<Field>,
    /// Its text.
    pub text: Option<String>,
    /// Its attachments.
    pub files: Vec<Enclosed>,
    /// The item it is about.
    pub disclosure: Option<DisclosureId>,
}

/// A field of a letter.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ReadCountyLetterField")
)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// An attachment of a letter.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ReadCountyLetterFile")
)]
pub struct Enclosed {
    /// Its name.
    pub name: String,
    /// The file.
    pub file: FileId,
}

/// Reads it.
///
/// # Errors
/// `not-found`, `county-key-missing`, `county-letter-unreadable` where the file was changed,
/// `who-acts` for what a citizen wrote.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let letter = desk.records().county_letter(request.number)?;
    let letter = letter.ok_or_else(|| {
        let text = format!("没有县里的第 {} 号来件", request.number);
        Problem::refused("not-found", text, "核对来件编号")
    })?;
    match letter.kind {
        LetterKind::Request | LetterKind::Opinion => {
            let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
            note_now(desk, &actor, &Seen::of(AccessWay::Letter, &letter.told, 1))?;
        }
        LetterKind::Disclosure
        | LetterKind::Correction
        | LetterKind::Withdrawal
        | LetterKind::AnnualReport
        | LetterKind::SelfCheckReport
        | LetterKind::NilReport
        | LetterKind::Statistics
        | LetterKind::Draft
        | LetterKind::Receipt
        | LetterKind::Return
        | LetterKind::Notice
        | LetterKind::Circular
        | LetterKind::Catalogue
        | LetterKind::Ranking => {}
    }
    let bytes = desk.store.read_file(letter.content)?;
    let unreadable = |why: String| {
        let text = format!("第 {} 号来件打不开：{why}", letter.number);
        let next = "从备份恢复这个文件（设置—备份与检查），或者请县里重发";
        Problem::unreadable("county-letter-unreadable", text, next)
    };
    let sealed = Sealed::read(&bytes).map_err(|refusal| unreadable(refusal.to_string()))?;
    // The signature was proved when it was filed, perhaps with a key that the county has changed since;
    // the store's own digest proves that it is the same file.
    let opened = sealed
        .read_again()
        .map_err(|refusal| unreadable(refusal.to_string()))?;
    let fields = fields_of(&opened.metadata).into_iter();
    let files = desk.records().county_letter_files(letter.number)?;
    Ok(Answer {
        number: letter.number,
        kind: letter.kind,
        fields: fields
            .map(|(name, text)| Field {
                name: name.to_owned(),
                text,
            })
            .collect(),
        text: opened.text.map(str::to_owned),
        files: files
            .into_iter()
            .map(|file| Enclosed {
                name: file.name,
                file: file.file,
            })
            .collect(),
        disclosure: county::about(desk, letter.disclosure, letter.answers)?,
    })
}
