//! The words that begin a line of a form; it refuses any other.

/// What a line puts on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Say {
    RedHead,
    DocumentNo,
    Title,
    Subtitle,
    Ends,
    Addressee,
    Text,
    Heading,
    Line,
    Right,
    Hand,
    Note,
    Fields,
    Ticks,
    Steps,
    SignedBox,
    StepHeading,
    Conclusions,
    Elements,
    Attachments,
    Lists,
    Contact,
    Signature,
    Remark,
    Imprint,
    Annex,
    Tear,
    Gap,
    MarginHead,
    MarginFoot,
}

/// What a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Say(Say),
    /// Up to 否则 or 完 where the fields hold something, or nothing.
    If {
        filled: bool,
    },
    Else,
    End,
    /// Up to 完 once for each of several texts.
    Each,
    /// Up to 完 the columns of a table.
    Table,
    Column,
    Unit,
    Total,
    Subtotals,
}

const WORDS: [(&str, Word); 40] = [
    ("红头", Word::Say(Say::RedHead)),
    ("文号", Word::Say(Say::DocumentNo)),
    ("标题", Word::Say(Say::Title)),
    ("副题", Word::Say(Say::Subtitle)),
    ("两端", Word::Say(Say::Ends)),
    ("主送", Word::Say(Say::Addressee)),
    ("正文", Word::Say(Say::Text)),
    ("小标题", Word::Say(Say::Heading)),
    ("行", Word::Say(Say::Line)),
    ("靠右", Word::Say(Say::Right)),
    ("手填", Word::Say(Say::Hand)),
    ("说明", Word::Say(Say::Note)),
    ("栏", Word::Say(Say::Fields)),
    ("勾选", Word::Say(Say::Ticks)),
    ("审批", Word::Say(Say::Steps)),
    ("步骤", Word::Say(Say::StepHeading)),
    ("结论", Word::Say(Say::Conclusions)),
    ("签字栏", Word::Say(Say::SignedBox)),
    ("要素", Word::Say(Say::Elements)),
    ("附件", Word::Say(Say::Attachments)),
    ("名单", Word::Say(Say::Lists)),
    ("联系", Word::Say(Say::Contact)),
    ("落款", Word::Say(Say::Signature)),
    ("附注", Word::Say(Say::Remark)),
    ("版记", Word::Say(Say::Imprint)),
    ("附件页", Word::Say(Say::Annex)),
    ("裁切", Word::Say(Say::Tear)),
    ("空行", Word::Say(Say::Gap)),
    ("眉注", Word::Say(Say::MarginHead)),
    ("脚注", Word::Say(Say::MarginFoot)),
    ("如有", Word::If { filled: true }),
    ("如无", Word::If { filled: false }),
    ("否则", Word::Else),
    ("完", Word::End),
    ("每项", Word::Each),
    ("表", Word::Table),
    ("列", Word::Column),
    ("计量", Word::Unit),
    ("合计", Word::Total),
    ("小计", Word::Subtotals),
];

/// What may stand in brackets behind the word of a column.
const OF_COLUMNS: &[&str] = &["不折行", "短行", "金额", "不划", "有才印"];

impl Word {
    pub(super) fn of(text: &str) -> Option<Self> {
        let known = WORDS.iter().find(|(word, _)| *word == text);
        known.map(|(_, word)| *word)
    }

    /// How it is written in a form.
    pub(super) fn written(self) -> &'static str {
        let known = WORDS.iter().find(|(_, word)| *word == self);
        known.map_or("", |(word, _)| word)
    }

    /// What may stand in brackets behind it.
    pub(super) const fn manners(self) -> &'static [&'static str] {
        match self {
            Self::Say(Say::Fields) => &["有才印", "高"],
            Self::Say(Say::Contact) => &["留空"],
            Self::Column => OF_COLUMNS,
            Self::Say(_)
            | Self::If { .. }
            | Self::Else
            | Self::End
            | Self::Each
            | Self::Table
            | Self::Unit
            | Self::Total
            | Self::Subtotals => &[],
        }
    }

    /// Whether it stands without a colon.
    pub(super) const fn stands_alone(self) -> bool {
        matches!(
            self,
            Self::Else | Self::End | Self::Subtotals | Self::Say(Say::Gap)
        )
    }
}
