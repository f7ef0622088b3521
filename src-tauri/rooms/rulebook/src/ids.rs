//! Every id is a type of its own around a UUIDv7, so that one cannot stand in another's place.

use std::fmt;
use std::str::FromStr;

use uuid::{Builder, Uuid};

/// The raw material of an id: milliseconds since 1970 and ten random bytes, both handed in
/// because the rulebook has neither a clock nor a source of randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdSeed {
    /// Milliseconds since the Unix epoch.
    pub unix_ms: u64,
    /// Ten bytes nobody can foresee.
    pub random: [u8; 10],
}

impl IdSeed {
    fn uuid(&self) -> Uuid {
        Builder::from_unix_timestamp_millis(self.unix_ms, &self.random).into_uuid()
    }
}

/// What was given is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是编号：应为 36 位的 UUID")]
pub struct NotAnId(pub String);

macro_rules! ids {
    ( $( $(#[$meta:meta])* $name:ident, )+ ) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(type = "string"))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id (UUIDv7: ids sort by the time they were made).
            pub fn new(seed: &IdSeed) -> Self {
                Self(seed.uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId(text.to_owned()))
            }
        }
    )+ };
}

ids! {
    /// The office itself; the same on every PC that works for it.
    OfficeId,
    /// One store file of an office.
    StoreId,
    /// One desk (installation) that writes into a store.
    DeskId,
    /// A person on the staff list.
    StaffId,
    /// A disclosure (公开事项).
    DisclosureId,
    /// One signature on a disclosure.
    SignatureId,
    /// One imported list of rows.
    ListId,
    /// One import of a workbook, which may have made several lists.
    ImportId,
    /// One of the three copies (一式三份).
    CopyId,
    /// One posting on one channel at one place.
    PostingId,
    /// A notice board of the office or a village (公开栏).
    BoardId,
    /// A stored file (attachment, scan, photo).
    FileId,
    /// One letter to the county.
    LetterId,
    /// One print job (打印记录).
    PrintJobId,
    /// One arrangement of who signs for whom (代签安排).
    StandInId,
    /// One 批量审批表.
    BatchSheetId,
    /// A text that somebody works on and has not saved.
    WorkingTextId,
    /// One return of a village's list to be mended (退回).
    ReturnId,
    /// One item of the archive (件).
    ArchiveItemId,
    /// One box of the archive (盒).
    ArchiveBoxId,
    /// One disposal list (销毁清册).
    DisposalId,
    /// One transfer to the county's archive (移交).
    TransferId,
    /// One page of a scan or photo that was taken in (扫描页).
    ScannedPageId,
}
