//! Why a package that came from outside is not taken; every reason is told apart.

use gongkai_rulebook::letter::LetterKind;

use crate::keys::KeyId;

/// Why a package is refused. The sentence is for a clerk and repeats nothing of the content but the
/// names of the form's own files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Larger than a package may be.
    #[error("文件超过 50 MB")]
    TooBig,
    /// It does not begin as a package begins.
    #[error("不是报送包")]
    NotAPackage,
    /// It ends too early.
    #[error("文件不完整，后半段缺失")]
    Truncated,
    /// Something stands in a file's head that the form does not allow: compressed, encrypted, a
    /// date, a link, an extra field.
    #[error("第 {place} 个文件的文件头不合格式")]
    Head {
        /// Which file, from 1.
        place: usize,
    },
    /// A file is called what no file of a package is called (a way out of the folder, a folder, any
    /// other name).
    #[error("第 {place} 个文件的名称不在格式之内")]
    Path {
        /// Which file, from 1.
        place: usize,
    },
    /// Two files have one name.
    #[error("“{path}”出现了两次")]
    Duplicate {
        /// The path.
        path: String,
    },
    /// More files than a package may have.
    #[error("包内文件超过 200 个")]
    TooManyFiles,
    /// A file's check sum is wrong.
    #[error("“{path}”已损坏")]
    Damaged {
        /// The path.
        path: String,
    },
    /// The directory at the end is not the one that belongs to these files.
    #[error("文件末尾的目录与内容不符")]
    Directory,
    /// Manifest and signature do not stand first, or the metadata is missing.
    #[error("缺少“{path}”，或者次序不对")]
    Missing {
        /// The path.
        path: &'static str,
    },
    /// A file of the form's own is larger than it may be.
    #[error("“{path}”过大")]
    FileTooBig {
        /// The path.
        path: &'static str,
    },
    /// A newer form than this program knows.
    #[error("报送包是第 {format} 版格式，本程序只认得第 1 版")]
    NewerFormat {
        /// The form it says it has.
        format: u64,
    },
    /// The manifest is not of the form, or not spelt in the one way.
    #[error("包内清单不合格式")]
    Manifest,
    /// The signature file is not of the form.
    #[error("签名文件不合格式")]
    SignatureFile,
    /// Signed with another key than the one that is known for this sender.
    #[error("签名用的密钥（{found}）不是登记的那一把（{known}）")]
    OtherKey {
        /// The one that is known.
        known: KeyId,
        /// The one that signed.
        found: KeyId,
    },
    /// The signature does not fit the manifest.
    #[error("签名不符：清单被改动过，或者不是登记的单位签的")]
    Signature,
    /// The files are not those of the manifest, by name, order or length.
    #[error("包内文件与清单不符")]
    Files,
    /// A file's digest is not the manifest's.
    #[error("“{path}”的内容与清单不符")]
    Digest {
        /// The path.
        path: String,
    },
    /// The metadata is not what this kind of letter says.
    #[error("{kind}的说明数据不合格式：{why}")]
    Metadata {
        /// What kind it says it is.
        kind: LetterKind,
        /// Which rule.
        why: MetadataFault,
    },
    /// The text is not UTF-8.
    #[error("网页文字不是 UTF-8 编码")]
    Text,
    /// The county's copy is no PDF.
    #[error("报县的一份不是 PDF 文件")]
    Copy,
    /// A draft that was closed for another office or key, or was changed afterwards.
    #[error("不是封给本单位的，或者封好以后被改动过")]
    Closed,
    /// What a draft says is not of the form.
    #[error("草稿的内容不合格式")]
    Draft,
}

/// What is wrong with the metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MetadataFault {
    /// It is not JSON, or a field is missing or of another kind.
    #[error("缺少必填项或者内容类型不对")]
    Fields,
    /// The attachments it names are not those in the package.
    #[error("列出的附件与包内的附件不同")]
    Attachments,
}

impl Refusal {
    /// Whether it is only about what the package says. Form, key, signature and digests were right then,
    /// so it is its sender's word, and has its place in its sender's chain.
    pub const fn is_about_content(&self) -> bool {
        matches!(self, Self::Metadata { .. } | Self::Text | Self::Copy)
    }

    /// The stable code for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooBig => "too-big",
            Self::NotAPackage => "not-a-package",
            Self::Truncated => "truncated",
            Self::Head { .. } => "head",
            Self::Path { .. } => "path",
            Self::Duplicate { .. } => "duplicate",
            Self::TooManyFiles => "too-many-files",
            Self::Damaged { .. } => "damaged",
            Self::Directory => "directory",
            Self::Missing { .. } => "missing",
            Self::FileTooBig { .. } => "file-too-big",
            Self::NewerFormat { .. } => "newer-format",
            Self::Manifest => "manifest",
            Self::SignatureFile => "signature-file",
            Self::OtherKey { .. } => "other-key",
            Self::Signature => "signature",
            Self::Files => "files",
            Self::Digest { .. } => "digest",
            Self::Metadata { .. } => "metadata",
            Self::Text => "text",
            Self::Copy => "copy",
            Self::Closed => "closed",
            Self::Draft => "draft",
        }
    }
}
