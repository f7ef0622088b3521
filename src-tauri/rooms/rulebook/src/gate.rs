//! 能不能发: one sheet of checks before a release. Red blocks; a warning wants a reason.

use chrono::NaiveDate;
use serde::Serialize;

use crate::coded::coded;
use crate::deadline::Clock;
use crate::disclosure::Disclosure;
use crate::vocabulary::{Channel, DisclosureClass, Element, TimeClass};

mod attached;
mod checks;
mod evidence;
mod leaving;
mod spot;

pub use attached::{AttachmentFact, CopyFact};

pub use checks::{MADE_GOOD_WITHIN, SCANNED_WITHIN};
pub use spot::Spot;

coded! {
    /// How a check came out.
    pub enum Level ("检查结果") {
        /// In order.
        Ok = "ok" / "通过",
        /// Release is possible with a reason.
        Warning = "warning" / "提醒",
        /// Release is not possible.
        Red = "red" / "不能发",
    }
}

coded! {
    /// What was checked.
    pub enum CheckKind ("检查项") {
        /// The whole chain has signed.
        Signatures = "signatures" / "签名",
        /// The secrecy review cleared it.
        Secrecy = "secrecy" / "保密审查",
        /// Its class may be released.
        Class = "class" / "公开属性",
        /// The finished output shows nothing private.
        PrivateData = "private-data" / "个人信息",
        /// Attached files leave as clean copies.
        Attachments = "attachments" / "附件",
        /// Somebody looked at the pictures of attached files.
        Pictures = "pictures" / "附件里的图片",
        /// Everything can be printed.
        Print = "print" / "打印",
        /// There is something to publish.
        Content = "content" / "公开内容",
        /// Rows that were left out of the list.
        List = "list" / "名单",
        /// A list of people on its way to the internet.
        ListOnline = "list-online" / "名单上网",
        /// What a reviewer let out beyond the rulings.
        Allowance = "allowance" / "放宽公开",
        /// Whether the matter is one of those that are not disclosed.
        Exemption = "exemption" / "免予公开",
        /// Planned channels against those of the catalogue.
        Channels = "channels" / "公开形式",
        /// Outdated names, words that hurt, mistaken characters.
        Words = "words" / "用词",
        /// 六个要素.
        Elements = "elements" / "六个要素",
        /// 提供单位 and provider.
        Provider = "provider" / "提供单位",
        /// 监督电话.
        Phone = "phone" / "监督电话",
        /// 时限类别 settled.
        TimeClass = "time-class" / "时限类别",
        /// Released in time.
        Deadline = "deadline" / "公开期限",
        /// Scans of paper signatures.
        Scans = "scans" / "签名扫描件",
        /// 补签 owed.
        Owed = "owed" / "补签",
        /// How many copies are made for whom.
        Copies = "copies" / "三份",
    }
}

coded! {
    /// Where a line that is not in order can be mended.
    pub enum Mend ("到哪里改") {
        /// The item's own fields: body, elements, provider, dates, class.
        Item = "item" / "改内容",
        /// The list it carries.
        List = "list" / "改名单",
        /// Its attachments.
        Attachments = "attachments" / "改附件",
        /// Signatures, scans, secrecy review.
        Signing = "signing" / "补签字",
        /// The catalogue entry.
        Catalogue = "catalogue" / "看目录",
        /// The office's particulars and its fonts.
        Settings = "settings" / "改设置",
        /// The channels of this release.
        Channels = "channels" / "选公开形式",
    }
}

coded! {
    /// What one click can do about a line.
    pub enum Fix ("一键处理") {
        /// Puts stars in the place of what is private in the item's own text.
        Mask = "mask" / "一键遮盖",
        /// Puts a table without the private columns in the place of the attached one.
        MaskTable = "mask_table" / "换成去掉隐私栏的一份",
        /// A reviewer's reason is entered.
        Allow = "allow" / "审核人说明",
    }
}

/// One line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Check {
    /// What was checked.
    pub check: CheckKind,
    /// How it came out.
    pub level: Level,
    /// What was found, for the clerk.
    pub text: String,
    /// What shows it: who signed when, how many rows, which day.
    pub evidence: String,
    /// Where (step, row, page), if somewhere.
    #[serde(rename = "where")]
    pub place: String,
    /// Where to mend it; nothing where it is in order or cannot be mended.
    pub mend: Option<Mend>,
    /// The very field, row or file, as [`Spot`] writes it; nothing where there is no one place.
    pub spot: Option<String>,
    /// What one click does about it.
    pub fix: Option<Fix>,
    /// Why a warning may stand; nothing where nobody has said so of this very line.
    pub accepted: Option<Accepted>,
}

/// A reason by which a warning may stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Accepted {
    /// Whose reason it is.
    pub who: String,
    /// On which day it was given.
    pub on: NaiveDate,
    /// Why.
    pub why: String,
}

/// A reason that was given, and the line it was given about; about this text and no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reasoned {
    /// What was checked.
    pub check: CheckKind,
    /// Where it stands.
    pub place: String,
    /// What it says.
    pub text: String,
    /// The reason.
    pub accepted: Accepted,
}

/// The sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Gate {
    /// No line is red.
    pub open: bool,
    /// The lines.
    pub checks: Vec<Check>,
}

/// What was found in the finished output, and where; already masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFinding {
    /// What it is, Chinese.
    pub kind: String,
    /// The finding, masked.
    pub masked: String,
    /// Where in the output.
    pub place: String,
    /// It stands in an attachment, not in the item's own text.
    pub attached: Option<InAttachment>,
    /// Whether it blocks the release or wants a reason: an office's own landline or address may
    /// stand on purpose, a person's number never does.
    pub level: Level,
}

/// Where a finding stands that is not in the item's own text, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InAttachment {
    /// The attachment, counted from 1.
    pub number: usize,
    /// It is a table that the program understands: one click leaves out what may not leave.
    pub table: bool,
    /// What to do by hand where it is not.
    pub by_hand: String,
}

/// A private value in what the item itself says, so that a line leads to its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced {
    /// What it is, Chinese, as in [`OutputFinding`].
    pub kind: String,
    /// The finding, masked, as in [`OutputFinding`].
    pub masked: String,
    /// Whether it blocks the release.
    pub level: Level,
    /// Where it stands.
    pub spot: Spot,
    /// Whether stars can be put there: the text is the item's own and not its catalogue entry's.
    pub maskable: bool,
}

/// What would stop the print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintFault {
    /// The sentence.
    pub text: String,
    /// Where, in words.
    pub place: String,
    /// Where, for the page.
    pub spot: Option<Spot>,
}

/// A watched word in what the item says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordFound {
    /// The word.
    pub word: String,
    /// What to write instead; may be empty.
    pub better: String,
    /// What is wrong with it, with its source.
    pub why: String,
    /// Where it stands.
    pub spot: Spot,
}

/// A reason by which a reviewer let something out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// What, in words: 名单上网, 公开“电话”.
    pub told: String,
    /// The reviewer's name.
    pub reviewer: String,
    /// On which day.
    pub on: NaiveDate,
    /// Why.
    pub why: String,
}

/// How a list of people stands towards a channel that reaches beyond the township.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOnline {
    /// Its totals alone go online.
    Totals,
    /// Its totals alone, for to stand on it says something already; no reason changes that.
    TotalsEver,
    /// The list itself, as a reviewer let it.
    Rows,
}

/// Facts about an item that the rulebook cannot see by itself.
#[derive(Debug, Clone)]
pub struct GateFacts<'a> {
    /// The item.
    pub disclosure: &'a Disclosure,
    /// Elements that neither the item nor its entry gives, where the office wants all six.
    pub missing_elements: Vec<Element>,
    /// 时限类别 of the entry.
    pub time_class: TimeClass,
    /// The last day of the entry's clock; `Err` holds the year that has no calendar.
    pub due: Option<Result<NaiveDate, i32>>,
    /// The day of the intended release.
    pub on: NaiveDate,
    /// The last day on which an oral agreement can be made good in time.
    pub owed_by: Option<NaiveDate>,
    /// The last day for the scan of the sheet that was signed on paper, by the office's limit.
    pub scan_by: Option<NaiveDate>,
    /// Rows in the list and rows left out of it.
    pub list: Option<(usize, usize)>,
    /// A list of people, where a channel that is planned reaches beyond the township.
    pub people_online: Option<ListOnline>,
    /// What of that list goes online in its place, in a sentence.
    pub totals_online: Option<String>,
    /// Whether the adopted catalogue asks for a channel beyond the township.
    pub entry_online: bool,
    /// What a reviewer let out.
    pub allowed: Vec<Allowed>,
    /// Channels that the catalogue asks for and nobody planned.
    pub channels_left_out: Vec<Channel>,
    /// Channels that are planned.
    pub channels: Vec<Channel>,
    /// Private values in what the item itself says.
    pub sources: Vec<Sourced>,
    /// Watched words in it.
    pub words: Vec<WordFound>,
    /// What a scan of the finished output found.
    pub findings: Vec<OutputFinding>,
    /// What would stop the print: a character that no font has, a text too long.
    pub print_faults: Vec<PrintFault>,
    /// The attached files, in order.
    pub attachments: Vec<AttachmentFact>,
    /// 公开属性 that the catalogue gives the entry.
    pub entry_mode: Option<DisclosureClass>,
    /// Names of the signers, in the order of the signatures.
    pub signers: Vec<String>,
    /// The clock that [`GateFacts::due`] was reckoned by.
    pub clock: Option<&'a Clock>,
    /// Work days from the day of release to the last day, where the calendar has them.
    pub workdays_left: Option<u32>,
    /// Titles of the columns that a list shows.
    pub shown_columns: Vec<String>,
    /// Pages of the finished copies that were read again.
    pub pages_read: usize,
    /// The office's supervision telephone.
    pub supervision_phone: Option<String>,
    /// How many copies are posted.
    pub posted: u32,
    /// Reasons given about the item as it stands, the latest last.
    pub reasons: Vec<Reasoned>,
}

impl Gate {
    /// Runs every check, in the order a person would ask.
    pub fn look(facts: &GateFacts<'_>) -> Self {
        let mut checks = checks::all(facts);
        for check in &mut checks {
            check.accepted = check.reason_among(&facts.reasons);
        }
        let open = checks.iter().all(|check| check.level != Level::Red);
        Self { open, checks }
    }

    /// Warnings that nobody has given a reason for.
    pub fn unaccepted(&self) -> impl Iterator<Item = &Check> {
        self.of(Level::Warning)
            .filter(|check| check.accepted.is_none())
    }

    /// The lines of one level.
    pub fn of(&self, level: Level) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(move |check| check.level == level)
    }
}

impl Check {
    /// A reason covers the line it was given about: another place or another word is another line.
    fn reason_among(&self, reasons: &[Reasoned]) -> Option<Accepted> {
        let covers = |given: &&Reasoned| {
            (given.check, given.place.as_str(), given.text.as_str())
                == (self.check, self.place.as_str(), self.text.as_str())
        };
        let warns = self.level == Level::Warning;
        let latest = reasons.iter().rfind(|given| warns && covers(given))?;
        Some(latest.accepted.clone())
    }
}
