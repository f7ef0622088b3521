//! Grades of disability and illnesses that somebody is said to have (PIPL Art. 28); it refuses the
//! names of allowances and of groups of people, which every notice speaks of.

use super::super::super::characters::is_blank;
use super::super::super::tokens::Tokens;
use super::super::FindingKind;
use super::Said;

/// Words in front of a grade: 残疾等级：二级, 肢体二级.
const GRADED: &[&str] = &[
    "残疾",
    "残疾等级",
    "残疾级别",
    "伤残",
    "伤残等级",
    "肢体",
    "视力",
    "听力",
    "言语",
    "智力",
    "精神",
    "多重",
];

/// What somebody may have that is nobody's business.
const ILLNESSES: &[&str] = &[
    "癌",
    "瘤",
    "白血病",
    "尿毒症",
    "艾滋",
    "HIV",
    "精神",
    "抑郁",
    "癫痫",
    "结核",
    "乙肝",
    "丙肝",
    "肝炎",
    "肝硬化",
    "脑瘫",
    "脑梗",
    "脑出血",
    "中风",
    "偏瘫",
    "瘫痪",
    "心脏病",
    "冠心病",
    "高血压",
    "糖尿病",
    "肾衰",
    "肾病",
    "血友病",
    "地中海贫血",
    "类风湿",
    "红斑狼疮",
    "帕金森",
    "痴呆",
    "自闭",
    "梅毒",
    "尘肺",
    "慢性病",
    "重病",
    "大病",
    "疾病",
    "残疾",
];

/// How far behind 患 an illness is still meant.
const REACH: usize = 10;

/// The grade of disability that ends with this 级.
pub(super) fn grade_at(tokens: &Tokens, at: usize, done: usize) -> Option<Said> {
    let numeral = tokens.char_before(at)?;
    if !("一二三四五六七八九十".contains(numeral) || numeral.is_ascii_digit()) {
        return None;
    }
    let mut before = at - 1;
    let is_link = |c: char| is_blank(c) || ":：为是(（".contains(c);
    while before > 0 && at - before < 4 && tokens.char_before(before).is_some_and(is_link) {
        before -= 1;
    }
    let named = GRADED
        .iter()
        .filter(|word| tokens.ends_with(before, word))
        .map(|word| word.chars().count())
        .max();
    let behind = ["残疾", "伤残", "残"]
        .iter()
        .find(|word| tokens.starts_with(at + 1, word))
        .map(|word| at + 1 + word.chars().count());
    let span = match (named, behind) {
        (Some(length), None) => before - length..at + 1,
        (Some(length), Some(end)) => before - length..end,
        (None, Some(end)) if !is_group(tokens, end) => at - 1..end,
        (None, Some(_) | None) => return None,
    };
    (span.start >= done).then(|| said(span))
}

/// 一级残疾人, 二级残疾儿童: many people, nobody.
fn is_group(tokens: &Tokens, end: usize) -> bool {
    tokens
        .char(end)
        .is_some_and(|c| "人儿者军补、和及或".contains(c))
}

/// 患…病, 确诊…癌.
pub(super) fn illness_at(tokens: &Tokens, at: usize) -> Option<Said> {
    if tokens.char(at) == Some('诊') && tokens.char_before(at) != Some('确') {
        return None;
    }
    for offset in 1..=REACH {
        let place = at + offset;
        let c = tokens.char(place)?;
        if "，。；、！？,;\n".contains(c) || (offset == 1 && "者儿病难处".contains(c)) {
            return None;
        }
        let illness = ILLNESSES
            .iter()
            .find(|illness| tokens.starts_with(place, illness));
        if let Some(illness) = illness {
            return Some(said(at..place + illness.chars().count()));
        }
    }
    None
}

fn said(span: std::ops::Range<usize>) -> Said {
    Said::new(FindingKind::Sensitive, span, "***".to_owned())
}
