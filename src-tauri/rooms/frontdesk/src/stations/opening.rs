//! Takes a station's package apart: whose it is, whether its key is known, and what it says.

use std::path::Path;

use gongkai_letters::{DraftLetter, DraftSheet, KeyId, PublicKey, Sealed};
use gongkai_registry::records::{DraftStation, TakenDraft};
use gongkai_rulebook::ids::{LetterId, OfficeId};
use gongkai_rulebook::letter::LetterKind;

use super::{DraftKeys, about, spoken};
use crate::key_file::KeyFile as _;
use crate::problem::open_plain;
use crate::{Desk, Problem, typed};

/// The outside of a package that came in. Its signature is not looked at yet.
pub(crate) struct Named<'a> {
    sealed: Sealed<'a>,
    /// For whom and whose.
    pub(crate) sheet: DraftSheet,
    /// The package.
    pub(crate) package: LetterId,
    /// Its number in the station's chain.
    pub(crate) number: u64,
    /// The station.
    pub(crate) station: OfficeId,
    /// What it calls itself.
    pub(crate) name: String,
    /// The key it is signed with.
    pub(crate) key: KeyId,
    /// Whether somebody compared that key.
    pub(crate) known: bool,
    /// Whether another key of this station was compared before.
    pub(crate) other_key_known: bool,
}

/// A package, opened.
pub(crate) struct Arrived {
    /// What it says.
    pub(crate) letter: DraftLetter,
    /// The key that signed it.
    pub(crate) signed_with: PublicKey,
}

/// The bytes of a package file.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, Problem> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let most = gongkai_letters::PACKAGE_BYTES as u64 + 1;
    let read = open_plain(path)?.take(most).read_to_end(&mut bytes);
    read.map_err(|error| crate::problem::file_problem(path, &error))?;
    Ok(bytes)
}

/// Looks at the outside of a package.
///
/// # Errors
/// `draft-package` with what is wrong, `draft-for-another` where it is for another office or closed
/// with a key that this desk does not have.
pub(crate) fn named<'a>(desk: &Desk, bytes: &'a [u8]) -> Result<Named<'a>, Problem> {
    let sealed = Sealed::read(bytes).map_err(|refusal| unfit(&refusal.to_string()))?;
    let claims = sealed.claims();
    if claims.kind != LetterKind::Draft {
        let text = format!("这是{}，不是站所的草稿", claims.kind);
        let next = "报县和县里来的包在“上报县平台”里收";
        return Err(Problem::refused("not-a-draft", text, next));
    }
    let sheet = sealed.draft();
    let sheet = sheet.filter(|sheet| sheet.signed_with.id() == claims.key);
    let sheet = sheet.ok_or_else(|| unfit("封面不合格式"))?;
    let own = DraftKeys::read(desk)?
        .map(|keys| keys.opening())
        .transpose()?;
    let own = own.map(|key| key.closing().id());
    if sheet.office != desk.store.card().office || own != Some(sheet.closed_for) {
        let text = "这份草稿不是封给这台电脑的，打不开";
        let next = "请站所用本单位最近发的收稿凭据重新交一次";
        return Err(Problem::refused("draft-for-another", text, next));
    }
    let stations = desk.records().draft_stations()?;
    let key = sheet.signed_with.to_string();
    let of_it = |station: &&DraftStation| station.office == claims.sender;
    let known = stations
        .iter()
        .filter(of_it)
        .any(|station| station.key == key);
    let other = stations
        .iter()
        .filter(of_it)
        .any(|station| station.key != key);
    Ok(Named {
        package: claims.package,
        number: claims.number,
        station: claims.sender,
        key: claims.key,
        name: typed::masked(&typed::line("提供单位", &sheet.unit)?),
        known,
        other_key_known: other,
        sheet,
        sealed,
    })
}

impl Named<'_> {
    /// Opens it with the key that somebody compared.
    ///
    /// # Errors
    /// `draft-package` with what is wrong.
    pub(crate) fn open(self, desk: &Desk) -> Result<Arrived, Problem> {
        let about = about(self.station, self.package);
        let signed_with = self.sheet.signed_with.clone();
        let opened = self.sealed.open(&signed_with);
        let opened = opened.map_err(|refusal| unfit(&refusal.to_string()))?;
        let keys = DraftKeys::read(desk)?.ok_or_else(|| unfit("没有收稿的密钥"))?;
        let [closed] = opened.attachments.as_slice() else {
            return Err(unfit("包里应当只有一份封好的草稿"));
        };
        let bytes = keys.opening()?.open(closed.bytes, &about);
        let bytes = bytes.map_err(|refusal| unfit(&refusal.to_string()))?;
        let letter = DraftLetter::read(&bytes);
        let letter = letter.map_err(|refusal| unfit(&refusal.to_string()))?;
        Ok(Arrived {
            letter,
            signed_with,
        })
    }

    /// Refuses a station whose key nobody compared.
    ///
    /// # Errors
    /// `station-unknown`.
    pub(crate) fn needs_known(&self, compared: &[String]) -> Result<(), Problem> {
        let told = self.key.to_string();
        let said = |given: &String| given.replace(' ', "").eq_ignore_ascii_case(&told);
        if self.known || compared.iter().any(said) {
            return Ok(());
        }
        let (name, code) = (&self.name, spoken(self.key));
        let text = match self.other_key_known {
            false => format!("第一次收到“{name}”的草稿，核对码是 {code}"),
            true => format!("“{name}”换了密钥，新的核对码是 {code}"),
        };
        let next = "打电话请对方念“交稿”页上的核对码；一字不差，再确认收下";
        Err(Problem::refused("station-unknown", text, next).in_field(told))
    }
}

/// Opens a package that was taken in before.
///
/// # Errors
/// As [`named`], or that the file is gone.
pub(crate) fn kept(desk: &Desk, taken: &TakenDraft) -> Result<DraftLetter, Problem> {
    let bytes = desk.store.read_file(taken.content)?;
    Ok(named(desk, &bytes)?.open(desk)?.letter)
}

fn unfit(why: &str) -> Problem {
    let text = format!("这份草稿没有收：{why}");
    Problem::refused(
        "draft-package",
        text,
        "请站所重新交一次；原来的文件不要改名、不要打开再存",
    )
}
