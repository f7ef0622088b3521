//! What the county's letters say: in a line for lists, in full for who reads them.

use chrono::NaiveDate;
use gongkai_letters::{Metadata, Outcome};
use gongkai_rulebook::ids::{DisclosureId, LetterId};

/// A letter in a line. What citizens wrote is not repeated.
pub(crate) struct Said {
    pub(super) answers: Option<LetterId>,
    pub(super) disclosure: Option<DisclosureId>,
    pub(super) told: String,
    pub(super) refused: bool,
    pub(super) field: Option<String>,
    pub(super) index_no: Option<String>,
    pub(super) address: Option<String>,
    pub(super) due: Option<NaiveDate>,
}

impl Said {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let plain = |told: String| Self {
            answers: None,
            disclosure: None,
            told,
            refused: false,
            field: None,
            index_no: None,
            address: None,
            due: None,
        };
        match metadata {
            Metadata::Receipt(receipt) => Self {
                answers: Some(receipt.package),
                ..Self::of_outcome(&receipt.outcome, plain)
            },
            Metadata::Return(back) => Self {
                disclosure: Some(back.disclosure),
                refused: true,
                field: back.field.clone(),
                ..plain(format!("退回修改：{}", back.reason))
            },
            Metadata::Notice(letter) | Metadata::Circular(letter) => Self {
                due: letter.due,
                ..plain(letter.title.clone())
            },
            Metadata::Catalogue(letter) => plain(format!("公开目录：{}", letter.edition)),
            Metadata::Request(request) => plain(format!(
                "公开申请 {}，{}收到",
                request.number,
                day(request.received_on)
            )),
            Metadata::Opinion(opinion) => Self {
                disclosure: opinion.disclosure,
                ..plain(format!(
                    "意见建议 {}，{}收到",
                    opinion.number,
                    day(opinion.received_on)
                ))
            },
            Metadata::Ranking(ranking) => plain(format!(
                "{}公开 {} 条，最低 {} 条，第 {} 名（共 {} 个单位）",
                month(&ranking.month),
                ranking.released,
                ranking.minimum,
                ranking.place,
                ranking.of
            )),
            Metadata::Disclosure(_)
            | Metadata::Correction(_)
            | Metadata::Withdrawal(_)
            | Metadata::AnnualReport(_)
            | Metadata::SelfCheckReport(_)
            | Metadata::NilReport(_)
            | Metadata::Statistics(_)
            | Metadata::Draft(_) => plain(metadata.kind().label().to_owned()),
        }
    }

    fn of_outcome(outcome: &Outcome, plain: impl Fn(String) -> Self) -> Self {
        match outcome {
            Outcome::Taken { index_no, address } => {
                let given = index_no.as_ref().map(|no| format!("，索引号 {no}"));
                Self {
                    index_no: index_no.clone(),
                    address: address.clone(),
                    ..plain(format!("已收{}", given.unwrap_or_default()))
                }
            }
            Outcome::Refused { reason, field } => Self {
                refused: true,
                field: field.clone(),
                ..plain(format!("不收：{reason}"))
            },
        }
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%Y年%-m月%-d日").to_string()
}

/// `2026-10` as people say it; whatever else a county writes stays as it is.
fn month(text: &str) -> String {
    let first = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d");
    first.map_or_else(
        |_| text.to_owned(),
        |first| first.format("%Y年%-m月").to_string(),
    )
}

/// The fields of a letter in full, each with its name. They may hold what a citizen wrote.
pub(crate) fn fields_of(metadata: &Metadata) -> Vec<(&'static str, String)> {
    let mut fields: Vec<(&'static str, Option<String>)> = Vec::new();
    match metadata {
        Metadata::Receipt(receipt) => match &receipt.outcome {
            Outcome::Taken { index_no, address } => {
                fields.push(("索引号", index_no.clone()));
                fields.push(("网页地址", address.clone()));
            }
            Outcome::Refused { reason, field } => {
                fields.push(("原因", Some(reason.clone())));
                fields.push(("栏目", field.clone()));
            }
        },
        Metadata::Return(back) => {
            fields.push(("原因", Some(back.reason.clone())));
            fields.push(("栏目", back.field.clone()));
        }
        Metadata::Notice(letter) | Metadata::Circular(letter) => {
            fields.push(("标题", Some(letter.title.clone())));
            fields.push(("文号", letter.document_no.clone()));
            fields.push(("印发单位", Some(letter.issued_by.clone())));
            fields.push(("印发日期", Some(day(letter.issued_on))));
            fields.push(("要求办结", letter.due.map(day)));
        }
        Metadata::Catalogue(letter) => {
            fields.push(("目录版本", Some(letter.edition.clone())));
            fields.push(("施行日期", letter.in_force_from.map(day)));
        }
        Metadata::Request(request) => {
            fields.push(("编号", Some(request.number.clone())));
            fields.push(("收到日期", Some(day(request.received_on))));
            fields.push(("申请人", Some(request.applicant.clone())));
            fields.push(("联系方式", Some(request.contact.clone())));
            fields.push(("申请内容", Some(request.wanted.clone())));
            fields.push(("提供方式", request.form.clone()));
        }
        Metadata::Opinion(opinion) => {
            fields.push(("编号", Some(opinion.number.clone())));
            fields.push(("收到日期", Some(day(opinion.received_on))));
            fields.push(("意见内容", Some(opinion.text.clone())));
            fields.push(("联系方式", opinion.contact.clone()));
        }
        Metadata::Ranking(ranking) => {
            fields.push(("月份", Some(month(&ranking.month))));
            fields.push(("公开条数", Some(ranking.released.to_string())));
            fields.push(("每月最低", Some(ranking.minimum.to_string())));
            let place = format!("第 {} 名，共 {} 个单位", ranking.place, ranking.of);
            fields.push(("名次", Some(place)));
        }
        Metadata::Disclosure(_)
        | Metadata::Correction(_)
        | Metadata::Withdrawal(_)
        | Metadata::AnnualReport(_)
        | Metadata::SelfCheckReport(_)
        | Metadata::NilReport(_)
        | Metadata::Statistics(_)
        | Metadata::Draft(_) => {}
    }
    let told = fields.into_iter();
    told.filter_map(|(name, text)| Some((name, text.filter(|text| !text.is_empty())?)))
        .collect()
}
