//! The numbers in a text, judged one after another; it refuses to read digits of one value twice.

use std::ops::Range;

use chrono::NaiveDate;

use super::super::bank_card::is_card_digits;
use super::super::credit_code::{has_known_department, is_credit_code, is_surely_credit_code};
use super::super::id_number::{IdNumber, IdNumberError, birth_hint};
use super::super::mask::{mask_card, mask_id, mask_phone};
use super::super::phone::{is_landline, is_mobile, phone_digits};
use super::super::tokens::{Gap, Tokens};
use super::{Finding, FindingKind};

/// Identity numbers, accounts and telephones of a text, in order.
pub(super) fn find(tokens: &Tokens, allowed: &[String], on: Option<NaiveDate>) -> Vec<Finding> {
    Scan {
        tokens,
        allowed,
        on,
    }
    .all()
}

struct Scan<'a> {
    tokens: &'a Tokens,
    allowed: &'a [String],
    on: Option<NaiveDate>,
}

/// Groups `first..last` read as one number.
struct Candidate {
    /// Digits, and perhaps X, of all its groups.
    digits: String,
    /// How many digits each group has.
    shape: Vec<usize>,
    /// Indices into the characters.
    span: Range<usize>,
    /// One past the last group.
    next: usize,
    broken_line: bool,
    /// Whether blanks and hyphens stand between its groups, so that they may be several numbers.
    mixed_gaps: bool,
}

/// Words before a number that say it belongs to an organisation or a file.
const NOT_A_PERSON: &[&str] = &["信用代码", "注册号", "索引号"];

/// Words before a number that say it counts papers or goods. A number without a check digit of its
/// own is then taken for one.
const A_THING: &[&str] = &[
    "订单",
    "单号",
    "流水",
    "凭证",
    "合同",
    "发票",
    "编号",
    "文号",
    "批准",
    "登记号",
    "许可",
    "执照",
    "票据",
    "运单",
    "快递",
    "项目编",
    "项目代",
    "图斑",
    "宗地",
    "档号",
    "条码",
    "序列号",
    "编码",
    "批次",
    "代码",
    "标段",
];

/// Words that say the number is a person's whatever else is said: 身份证编号.
const A_PERSON: &[&str] = &["身份", "证件", "残疾证", "公民"];

/// Words before a number that say it is an account, whatever its check digit.
const ACCOUNT: &[&str] = &["卡号", "账号", "帐号", "账户", "一卡通", "存折", "银行卡"];

/// Words before the seven or eight digits of a telephone that leaves its area out.
const TELEPHONE: &[&str] = &["电话", "座机", "固话", "传真", "联系方式", "热线", "TEL"];

/// The fewest digits of a number that may be private: a telephone without its area.
const SHORTEST_PHONE: usize = 7;

type Judge<'s> = fn(&Scan<'s>, &Candidate, &mut Vec<Finding>) -> bool;

impl<'s> Scan<'s> {
    /// In the order in which a number is tried; the surest rule first.
    const JUDGES: [Judge<'s>; 6] = [
        Self::as_id,
        Self::as_old_id,
        Self::as_card,
        Self::as_phone,
        Self::as_short_phone,
        Self::as_broken_id,
    ];

    fn all(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut at = 0;
        while let Some(group) = self.tokens.groups.get(at) {
            at = if group.harmless {
                at + 1
            } else {
                self.number_at(at, &mut findings)
            };
        }
        findings
    }

    /// Judges the number that starts with a group; answers where to go on.
    fn number_at(&self, at: usize, findings: &mut Vec<Finding>) -> usize {
        // The longest first: the beginning of a card often passes for a shorter one.
        let mut candidates = self.candidates(at);
        candidates.reverse();
        for judge in Self::JUDGES {
            for candidate in &candidates {
                if judge(self, candidate, findings) {
                    return candidate.next;
                }
            }
        }
        self.ids_inside(at, findings);
        at + 1
    }

    /// Every way to read on from a group: alone, with the next one, … up to 19 digits; without
    /// the office's own numbers.
    fn candidates(&self, at: usize) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut digits = String::new();
        let mut shape = Vec::new();
        let mut broken_line = false;
        let mut gaps: Vec<Gap> = Vec::new();
        let start = self.tokens.groups[at].span.start;
        for (index, group) in self.tokens.groups.iter().enumerate().skip(at) {
            if group.harmless || digits.len() + group.digits.len() > 19 {
                break;
            }
            digits.push_str(&group.digits);
            shape.push(group.digits.len());
            let mixed_gaps = gaps.windows(2).any(|pair| pair[0] != pair[1]);
            let mut offer = |digits: String, end| {
                let shape = shape.clone();
                let next = index + 1;
                candidates.push(Candidate {
                    digits,
                    shape,
                    span: start..end,
                    next,
                    broken_line,
                    mixed_gaps,
                });
            };
            let x_end = (digits.len() == 17)
                .then(|| self.tokens.x_after(group.span.end))
                .flatten();
            if let Some(end) = x_end {
                offer(format!("{digits}X"), end);
            }
            if digits.len() >= SHORTEST_PHONE && !self.is_allowed(&digits) {
                offer(digits.clone(), group.span.end);
            }
            broken_line |= group.gap == Gap::LineBreak;
            gaps.push(group.gap);
            let behind_area = group.gap == Gap::Bracket && shape.len() == 1 && digits.len() <= 4;
            if !behind_area && matches!(group.gap, Gap::Apart | Gap::Bracket) {
                break;
            }
        }
        candidates
    }

    fn is_allowed(&self, digits: &str) -> bool {
        if self.allowed.is_empty() {
            return false;
        }
        let digits = phone_digits(digits);
        self.allowed.iter().any(|number| *number == digits)
    }

    fn as_id(&self, candidate: &Candidate, findings: &mut Vec<Finding>) -> bool {
        if candidate.digits.len() != 18 || !current_form_shape(candidate) {
            return false;
        }
        self.judge_id(candidate, findings)
    }

    /// The old form has no check digit, so its shape and surroundings must speak for it.
    fn as_old_id(&self, candidate: &Candidate, findings: &mut Vec<Finding>) -> bool {
        if candidate.digits.len() != 15 || !old_form_shape(candidate) {
            return false;
        }
        self.stands_alone(candidate)
            && !self.is_measured(candidate)
            && !self.is_a_thing(candidate)
            && self.judge_id(candidate, findings)
    }

    fn judge_id(&self, candidate: &Candidate, findings: &mut Vec<Finding>) -> bool {
        match candidate.digits.parse::<IdNumber>() {
            Ok(id) if !self.is_labelled(candidate, NOT_A_PERSON) => {
                self.push_id(&id, candidate.span.clone(), findings);
                true
            }
            Ok(_) | Err(_) => false,
        }
    }

    fn as_card(&self, candidate: &Candidate, findings: &mut Vec<Finding>) -> bool {
        let digits = candidate.digits.as_bytes();
        let all_digits = digits.iter().all(u8::is_ascii_digit);
        let length = digits.len();
        if !matches!(length, 10..=19) || !all_digits || !card_shape(&candidate.shape) {
            return false;
        }
        let plausible = length >= 16
            && may_begin_a_card(digits[0], candidate.shape.len())
            && is_card_digits(digits)
            && !self.is_a_thing(candidate);
        let is_card = (plausible || self.is_labelled(candidate, ACCOUNT))
            && self.stands_alone(candidate)
            && !self.is_labelled(candidate, NOT_A_PERSON)
            && !is_organisation(&candidate.digits)
            && birth_hint(&candidate.digits).is_none();
        if is_card {
            self.push(
                FindingKind::BankCard,
                mask_card(&candidate.digits),
                candidate,
                findings,
            );
        }
        is_card
    }

    fn as_phone(&self, candidate: &Candidate, findings: &mut Vec<Finding>) -> bool {
        let mobile_shape = matches!(
            candidate.shape[..],
            [11 | 13 | 15] | [2 | 4, 11] | [3, 4, 4] | [3, 8] | [7, 4] | [2 | 4, 3, 4, 4]
        );
        let landline_shape = matches!(
            candidate.shape[..],
            [10..=12] | [3 | 4, 7 | 8] | [3 | 4, 3 | 4, 4]
        );
        if candidate.broken_line || !(mobile_shape || landline_shape) {
            return false;
        }
        let digits = phone_digits(&candidate.digits);
        let is_phone = (mobile_shape && is_mobile(digits.as_bytes())
            || landline_shape && is_landline(digits.as_bytes()) && !self.is_numbered(candidate))
            && !self.is_measured(candidate)
            && self.stands_alone(candidate);
        if is_phone {
            self.push(FindingKind::Phone, mask_phone(&digits), candidate, findings);
        }
        is_phone
    }

    /// Seven or eight digits that words call a telephone.
    fn as_short_phone(&self, candidate: &Candidate, findings: &mut Vec<Finding>) -> bool {
        let shape_fits = matches!(candidate.shape[..], [7 | 8] | [3 | 4, 4]);
        let is_line = matches!(candidate.digits.as_bytes(), [b'2'..=b'8', ..]);
        let is_phone = shape_fits
            && is_line
            && !candidate.broken_line
            && self.is_labelled(candidate, TELEPHONE)
            && self.stands_alone(candidate)
            && !self.is_allowed_line(&candidate.digits);
        if is_phone {
            let masked = mask_phone(&candidate.digits);
            self.push(FindingKind::Phone, masked, candidate, findings);
        }
        is_phone
    }

    /// The office's own line, written without its area.
    fn is_allowed_line(&self, digits: &str) -> bool {
        let own = |number: &String| number.len() > digits.len() && number.ends_with(digits);
        self.allowed.iter().any(own)
    }

    /// A number with the area and birth date of an identity number but a wrong check digit: it
    /// was mistyped, or a spreadsheet made its end 000. It still points at a person.
    fn as_broken_id(&self, candidate: &Candidate, findings: &mut Vec<Finding>) -> bool {
        let is_broken = candidate.digits.len() == 18
            && candidate.shape.len() == 1
            && candidate.digits.parse::<IdNumber>() == Err(IdNumberError::CheckDigit)
            && self.stands_alone(candidate)
            && !is_surely_credit_code(&candidate.digits)
            && !self.is_a_thing(candidate)
            && !self.is_labelled(candidate, NOT_A_PERSON);
        if is_broken {
            self.push(
                FindingKind::Id,
                mask_id(&candidate.digits),
                candidate,
                findings,
            );
        }
        is_broken
    }

    /// Identity numbers glued to other digits: every place in a run of more than 18.
    fn ids_inside(&self, at: usize, findings: &mut Vec<Finding>) {
        let span = self.tokens.groups[at].span.clone();
        if span.len() <= 18 {
            return;
        }
        let mut start = span.start;
        while start + 18 <= span.end {
            let number: String = self.tokens.chars[start..start + 18]
                .iter()
                .map(|c| c.c)
                .collect();
            match number.parse::<IdNumber>() {
                Ok(id) => {
                    self.push_id(&id, start..start + 18, findings);
                    start += 18;
                }
                Err(_) => start += 1,
            }
        }
    }

    fn push_id(&self, id: &IdNumber, span: Range<usize>, findings: &mut Vec<Finding>) {
        let range = self.tokens.bytes(&span);
        let masked = mask_id(id.as_str());
        if self.on.is_some_and(|date| id.is_minor_on(date)) {
            let kind = FindingKind::Minor;
            findings.push(Finding {
                kind,
                range: range.clone(),
                masked: masked.clone(),
            });
        }
        findings.push(Finding {
            kind: FindingKind::Id,
            range,
            masked,
        });
    }

    fn push(
        &self,
        kind: FindingKind,
        masked: String,
        candidate: &Candidate,
        findings: &mut Vec<Finding>,
    ) {
        findings.push(Finding {
            kind,
            range: self.tokens.bytes(&candidate.span),
            masked,
        });
    }

    /// Whether digits without any sign between count papers, as invoices begin with 0 too.
    fn is_numbered(&self, candidate: &Candidate) -> bool {
        candidate.shape.len() == 1 && self.is_a_thing(candidate)
    }

    /// Whether money or land is counted by it.
    fn is_measured(&self, candidate: &Candidate) -> bool {
        let next = self.tokens.char(candidate.span.end);
        next.is_some_and(|c| matches!(c, '元' | '万' | '亿' | '亩' | '吨' | '%'))
    }

    /// Whether words just before a number say that it counts papers or goods.
    fn is_a_thing(&self, candidate: &Candidate) -> bool {
        self.is_labelled(candidate, A_THING) && !self.is_labelled(candidate, A_PERSON)
    }

    /// Whether words just before a number name it.
    fn is_labelled(&self, candidate: &Candidate, labels: &[&str]) -> bool {
        let words = self.tokens.words_before(candidate.span.start);
        labels.iter().any(|label| words.contains(label))
    }

    /// No letters behind, no fraction or path before, no index number `…/2019-00049` behind.
    fn stands_alone(&self, candidate: &Candidate) -> bool {
        let Range { start, end } = candidate.span;
        let digit_at = |index: usize| self.tokens.char(index).is_some_and(|c| c.is_ascii_digit());
        let letter_behind = self
            .tokens
            .char(end)
            .is_some_and(|c| c.is_ascii_alphabetic());
        let index_behind = self.tokens.char(end) == Some('/') && (1..=4).all(|n| digit_at(end + n));
        let fraction =
            self.tokens.char_before(start) == Some('.') && start >= 2 && digit_at(start - 2);
        !letter_behind && !index_behind && !fraction
    }
}

/// Shapes in which 18 places are believed to be one number: whole, cut in up to four pieces
/// anywhere, cut evenly, or cut as area, birth date and the rest. Numbers of neighbouring cells
/// that happen to add up to 18 places seldom look so.
fn current_form_shape(candidate: &Candidate) -> bool {
    let shape = &candidate.shape[..];
    let even = shape.split_last().is_some_and(|(last, rest)| {
        rest.iter().all(|length| *length == shape[0]) && *last <= shape[0]
    });
    let as_date = matches!(shape, [6, 4, 2, 2, 3 | 4]) && !candidate.mixed_gaps;
    shape.len() <= 4 || even || as_date
}

/// Shapes in which the old 15 digits, which have no check digit, are believed to be one number:
/// whole, cut in two, cut evenly, or cut as area, birth date and the rest.
fn old_form_shape(candidate: &Candidate) -> bool {
    let shape = &candidate.shape[..];
    let even =
        shape.iter().all(|length| *length == 1) || matches!(shape, [3, 3, 3, 3, 3] | [4, 4, 4, 3]);
    let as_date = matches!(shape, [6, 2, 2, 2, 3]) && !candidate.mixed_gaps;
    matches!(
        shape,
        [15] | [6, 6, 3] | [1..=3, 12..=14] | [4..=14, 1..=11]
    ) || even
        || as_date
}

/// Cards of the mainland begin with 6; printed in groups others are taken for amounts side by side.
pub(super) const fn may_begin_a_card(first: u8, groups: usize) -> bool {
    match first {
        b'6' => true,
        b'3'..=b'5' | b'9' => groups == 1,
        _ => false,
    }
}

/// A credit code that no card can be: cards of eighteen digits begin with 6, organisations do not.
pub(super) fn is_organisation(digits: &str) -> bool {
    !digits.starts_with('6') && has_known_department(digits) && is_credit_code(digits)
}

/// Shapes in which a card is printed or typed.
fn card_shape(shape: &[usize]) -> bool {
    match shape {
        [_] => true,
        [6, rest] => *rest >= 10,
        [fours @ .., last] => fours.len() >= 3 && fours.iter().all(|n| *n == 4) && *last <= 4,
        [] => false,
    }
}
