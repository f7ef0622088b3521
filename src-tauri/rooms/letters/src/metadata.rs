//! `metadata.json`: what each kind of letter says, for machines. A reader passes over fields that it
//! does not know, so that an older program reads what a newer one adds.

mod county;
mod draft;
mod item;
mod report;

use gongkai_rulebook::letter::LetterKind;
use serde::de::DeserializeOwned;

pub use county::{
    CatalogueLetter, Circular, Opinion, Outcome, Ranking, Receipt, RequestLetter, Return,
};
pub use draft::DraftSheet;
pub use item::{AttachmentLine, ItemSheet};
pub use report::ReportSheet;

/// What a letter says, by its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Metadata {
    /// A released item.
    Disclosure(Box<ItemSheet>),
    /// A released item that stands in place of another.
    Correction(Box<ItemSheet>),
    /// An item is taken back.
    Withdrawal(Box<ItemSheet>),
    /// 政府信息公开工作年度报告.
    AnnualReport(ReportSheet),
    /// 自查报告.
    SelfCheckReport(ReportSheet),
    /// 零报告.
    NilReport(ReportSheet),
    /// Figures of a period.
    Statistics(ReportSheet),
    /// A station's or village's draft.
    Draft(Box<DraftSheet>),
    /// What became of a package.
    Receipt(Receipt),
    /// An item to be mended.
    Return(Return),
    /// 通知.
    Notice(Circular),
    /// 通报.
    Circular(Circular),
    /// An edition of the catalogue.
    Catalogue(CatalogueLetter),
    /// 公开申请.
    Request(RequestLetter),
    /// 意见建议.
    Opinion(Opinion),
    /// 排名.
    Ranking(Ranking),
}

/// Hands the one thing inside a [`Metadata`] to a macro or function, whatever it is.
macro_rules! inside {
    ($metadata:expr, $given:ident => $made:expr) => {
        match $metadata {
            Metadata::Disclosure($given)
            | Metadata::Correction($given)
            | Metadata::Withdrawal($given) => $made,
            Metadata::AnnualReport($given)
            | Metadata::SelfCheckReport($given)
            | Metadata::NilReport($given)
            | Metadata::Statistics($given) => $made,
            Metadata::Draft($given) => $made,
            Metadata::Receipt($given) => $made,
            Metadata::Return($given) => $made,
            Metadata::Notice($given) | Metadata::Circular($given) => $made,
            Metadata::Catalogue($given) => $made,
            Metadata::Request($given) => $made,
            Metadata::Opinion($given) => $made,
            Metadata::Ranking($given) => $made,
        }
    };
}

impl Metadata {
    /// What kind of letter says it.
    pub const fn kind(&self) -> LetterKind {
        match self {
            Self::Disclosure(_) => LetterKind::Disclosure,
            Self::Correction(_) => LetterKind::Correction,
            Self::Withdrawal(_) => LetterKind::Withdrawal,
            Self::AnnualReport(_) => LetterKind::AnnualReport,
            Self::SelfCheckReport(_) => LetterKind::SelfCheckReport,
            Self::NilReport(_) => LetterKind::NilReport,
            Self::Statistics(_) => LetterKind::Statistics,
            Self::Draft(_) => LetterKind::Draft,
            Self::Receipt(_) => LetterKind::Receipt,
            Self::Return(_) => LetterKind::Return,
            Self::Notice(_) => LetterKind::Notice,
            Self::Circular(_) => LetterKind::Circular,
            Self::Catalogue(_) => LetterKind::Catalogue,
            Self::Request(_) => LetterKind::Request,
            Self::Opinion(_) => LetterKind::Opinion,
            Self::Ranking(_) => LetterKind::Ranking,
        }
    }

    /// The attachments it names.
    pub fn attachments(&self) -> &[AttachmentLine] {
        match self {
            Self::Disclosure(sheet) | Self::Correction(sheet) | Self::Withdrawal(sheet) => {
                &sheet.attachments
            }
            Self::AnnualReport(sheet)
            | Self::SelfCheckReport(sheet)
            | Self::NilReport(sheet)
            | Self::Statistics(sheet) => &sheet.attachments,
            Self::Draft(sheet) => &sheet.attachments,
            Self::Notice(letter) | Self::Circular(letter) => &letter.attachments,
            Self::Catalogue(letter) => &letter.attachments,
            Self::Receipt(_)
            | Self::Return(_)
            | Self::Request(_)
            | Self::Opinion(_)
            | Self::Ranking(_) => &[],
        }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // Structs of strings, numbers, lists and maps of strings always have a JSON.
        inside!(self, sheet => serde_json::to_vec(sheet)).unwrap_or_default()
    }

    /// What a letter of this kind says; none where the fields are not its.
    pub(crate) fn read(kind: LetterKind, bytes: &[u8]) -> Option<Self> {
        Some(match kind {
            LetterKind::Disclosure => Self::Disclosure(json(bytes)?),
            LetterKind::Correction => Self::Correction(json(bytes)?),
            LetterKind::Withdrawal => Self::Withdrawal(json(bytes)?),
            LetterKind::AnnualReport => Self::AnnualReport(json(bytes)?),
            LetterKind::SelfCheckReport => Self::SelfCheckReport(json(bytes)?),
            LetterKind::NilReport => Self::NilReport(json(bytes)?),
            LetterKind::Statistics => Self::Statistics(json(bytes)?),
            LetterKind::Draft => Self::Draft(json(bytes)?),
            LetterKind::Receipt => Self::Receipt(json(bytes)?),
            LetterKind::Return => Self::Return(json(bytes)?),
            LetterKind::Notice => Self::Notice(json(bytes)?),
            LetterKind::Circular => Self::Circular(json(bytes)?),
            LetterKind::Catalogue => Self::Catalogue(json(bytes)?),
            LetterKind::Request => Self::Request(json(bytes)?),
            LetterKind::Opinion => Self::Opinion(json(bytes)?),
            LetterKind::Ranking => Self::Ranking(json(bytes)?),
        })
    }
}

fn json<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = T::deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    Some(value)
}
