//! Finds private values in free text of any length, in linear time; it refuses to call a credit
//! code, an amount, a date, a document or register number private.

use std::ops::Range;

use chrono::NaiveDate;

use super::address;
use super::phone::phone_digits;
use super::tokens::Tokens;
use crate::coded::coded;
use crate::gate::Level;

mod bare;
mod glance;
mod numbers;
mod words;

coded! {
    /// 私人信息种类 that a scan finds.
    pub enum FindingKind ("私人信息种类") {
        /// An identity number (GB 11643), also of the old form, broken or mistyped.
        Id = "id" / "身份证号",
        /// A mobile or a landline that is not the office's own.
        Phone = "phone" / "电话",
        /// A bank card or account.
        BankCard = "bank_card" / "银行账号",
        /// A house number, a flat: anything below the village.
        Address = "address" / "住址",
        /// The identity number of a person under 14 on the reference date.
        Minor = "minor" / "未成年人信息",
        /// Illness, disability, orphanhood and the like in a free text: sensitive by themselves
        /// (PIPL Art. 28).
        Sensitive = "sensitive" / "健康等敏感情况",
        /// The day or month somebody was born.
        BirthDate = "birth_date" / "出生日期",
        /// A named member of somebody's family.
        Household = "household" / "家庭成员",
        /// An e-mail address.
        Email = "email" / "电子邮箱",
        /// A vehicle's plate, of new-energy vehicles too (GA 36).
        Plate = "plate" / "车牌号",
    }
}

impl FindingKind {
    /// Whether a value of this kind stops what leaves the office, or wants a person's reason: an
    /// address, a mailbox, a plate may be a public body's own.
    pub const fn level(self) -> Level {
        match self {
            Self::Id | Self::Phone | Self::BankCard | Self::Minor => Level::Red,
            Self::Address
            | Self::Sensitive
            | Self::BirthDate
            | Self::Household
            | Self::Email
            | Self::Plate => Level::Warning,
        }
    }
}

/// What a scan needs to know of the office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScanOptions {
    /// The day on which age is reckoned; without it no minor is found.
    pub reference_date: Option<NaiveDate>,
    /// Numbers of the office that are public: its telephones, its account.
    pub allowed_numbers: Vec<String>,
    /// Addresses of the office that are public.
    pub allowed_addresses: Vec<String>,
}

/// A private value in a text. It keeps the place, never the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Where it stands, in bytes of the scanned text.
    pub range: Range<usize>,
    /// The value, masked.
    pub masked: String,
}

/// Every private value in a text, by place. A minor's number is found twice: as `Id` and as
/// `Minor`, with the same range. Time and memory grow linearly with the text.
pub fn scan_text(text: &str, options: &ScanOptions) -> Vec<Finding> {
    if !glance::is_worth_reading(text) {
        return Vec::new();
    }
    bare::number(text, options).unwrap_or_else(|| read_closely(text, options))
}

/// The whole search, without the short ways around it.
fn read_closely(text: &str, options: &ScanOptions) -> Vec<Finding> {
    let tokens = Tokens::read(text);
    let allowed: Vec<String> = options
        .allowed_numbers
        .iter()
        .map(|number| phone_digits(number).into_owned())
        .collect();
    let mut findings = numbers::find(&tokens, &allowed, options.reference_date);
    let mut taken: Vec<Range<usize>> = findings.iter().map(|found| found.range.clone()).collect();
    for said in words::find(&tokens) {
        let range = tokens.bytes(&said.span);
        if !overlaps(&taken, &range) {
            findings.push(Finding {
                kind: said.kind,
                range,
                masked: said.masked,
            });
        }
    }
    findings.sort_by_key(|found| found.range.start);
    taken = findings.iter().map(|found| found.range.clone()).collect();
    for place in address::below_village(&tokens) {
        let range = tokens.bytes(&place);
        let masked = address::mask(&text[range.clone()]);
        if !overlaps(&taken, &range) && !is_allowed(text, &range, &options.allowed_addresses) {
            findings.push(Finding {
                kind: FindingKind::Address,
                range,
                masked,
            });
        }
    }
    findings.sort_by_key(|found| (found.range.start, found.range.end, found.kind));
    findings
}

/// The text with every finding replaced by its masked form.
pub fn mask_text(text: &str, findings: &[Finding]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for found in findings {
        if found.range.start >= done {
            masked.push_str(text.get(done..found.range.start).unwrap_or_default());
            masked.push_str(&found.masked);
            done = found.range.end;
        }
    }
    masked.push_str(text.get(done..).unwrap_or_default());
    masked
}

fn overlaps(sorted: &[Range<usize>], range: &Range<usize>) -> bool {
    let next = sorted.partition_point(|other| other.end <= range.start);
    sorted
        .get(next)
        .is_some_and(|other| other.start < range.end)
}

fn is_allowed(text: &str, range: &Range<usize>, addresses: &[String]) -> bool {
    let value = &text[range.clone()];
    addresses.iter().any(|address| {
        address
            .match_indices(value)
            .any(|(at, _)| text[..range.start].ends_with(&address[..at]))
            && !address.trim().is_empty()
    })
}

#[cfg(test)]
mod tests;
