//! Which fields a paper has for its form; it refuses to hold their values.

/// The fields of one paper.
#[derive(Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// Every field by its name on the paper.
    pub fields: &'static [(&'static str, FieldKind)],
    /// Fields that the law, a plan or the office's safety wants on the paper: a form without one of
    /// them is refused.
    pub must: &'static [&'static str],
}

/// What a field holds, and so where in a form it may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Words, anywhere.
    Text,
    /// Several texts: paragraphs of `正文`, or one after the other in `每项`.
    Lines,
    /// Choices with their ticks: `勾选`.
    Ticks,
    /// Texts with their names: `要素`.
    Pairs,
    /// The steps of a chain: `审批`.
    Steps,
    /// Finished tables: `名单`.
    Lists,
    /// Rows with these columns: `表`.
    Rows(&'static [&'static str]),
}

impl FieldKind {
    /// How such a field is written in a form, for the sentence to whoever wrote it otherwise.
    pub const fn written(self) -> &'static str {
        match self {
            Self::Text => "直接写在一行文字里",
            Self::Lines => "写成“正文：【…】”或“每项：【…】”",
            Self::Ticks => "写成“勾选：名称＝【…】”",
            Self::Pairs => "写成“要素：【…】”",
            Self::Steps => "写成“审批：【…】”",
            Self::Lists => "写成“名单：【…】”",
            Self::Rows(_) => "写成“表：【…】”，下面写“列：”",
        }
    }
}

impl Vocabulary {
    pub(super) fn kind(&self, name: &str) -> Option<FieldKind> {
        let known = self.fields.iter().find(|(known, _)| *known == name);
        known.map(|(_, kind)| *kind)
    }

    /// The field that was probably meant: at least half of its characters are the same.
    pub(super) fn nearest<'a>(
        meant: &str,
        names: impl Iterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let shared = |name: &str| name.chars().filter(|c| meant.contains(*c)).count();
        let length = meant.chars().count();
        names
            .filter(|name| 2 * shared(name) >= name.chars().count().max(length))
            .max_by_key(|name| shared(name))
    }
}
