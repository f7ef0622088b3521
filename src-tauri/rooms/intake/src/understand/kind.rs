//! Tells what kind of list a sheet is: by its title, its tab, the file's name or its columns; what
//! told it is kept, so that the clerk sees it and can say otherwise.

use gongkai_rulebook::list::{ListKind, Meaning};

use super::words::kinds::{KINDS, KindWords};
use super::{header, titles};
use crate::raw::{Row, Sheet};

/// What told the kind of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KindBy {
    /// Somebody settled it.
    Asked,
    /// This word in the title above the table.
    Title(&'static str),
    /// This word on the sheet's tab.
    Tab(&'static str),
    /// This word in the file's name.
    FileName(&'static str),
    /// The columns that it has.
    Columns,
    /// Another sheet of the same workbook.
    OtherSheet,
    /// Nothing: it is read as a general list.
    Nothing,
}

impl KindBy {
    /// What told it, in Chinese.
    pub fn sentence(&self) -> String {
        match self {
            Self::Asked => "由您选定".to_owned(),
            Self::Title(word) => format!("按标题里的“{word}”认出"),
            Self::Tab(word) => format!("按工作表名里的“{word}”认出"),
            Self::FileName(word) => format!("按文件名里的“{word}”认出"),
            Self::Columns => "按列名认出".to_owned(),
            Self::OtherSheet => "与同一文件的其他工作表相同".to_owned(),
            Self::Nothing => "没有认出种类，按通用名单读取；请核对".to_owned(),
        }
    }
}

/// The kind of a sheet, told by itself or by the name of its file.
pub(super) fn told(sheet: &Sheet, file_name: &str) -> (ListKind, KindBy) {
    let Some(bottom) = header::find_any(sheet) else {
        return (ListKind::General, KindBy::Nothing);
    };
    let above: String = sheet
        .rows
        .iter()
        .take_while(|row| row.number < bottom)
        .flat_map(Row::cells)
        .filter(|cell| !titles::is_title(cell.text))
        .map(|cell| titles::clean(cell.text))
        .collect::<Vec<_>>()
        .join("\n");
    let file = titles::clean(file_name);
    // Separated text has one sheet, called like its file.
    let tab = titles::clean(&sheet.name);
    let tab = if tab == file { "" } else { &tab };
    let by_word = named(&above)
        .map(|(kind, word)| (kind, KindBy::Title(word)))
        .or_else(|| named(tab).map(|(kind, word)| (kind, KindBy::Tab(word))))
        .or_else(|| named(&file).map(|(kind, word)| (kind, KindBy::FileName(word))));
    match by_word {
        // 低保 without money: by its columns a list of who is taken in.
        Some((ListKind::SubsistencePayment, _)) if !pays(sheet) => {
            (ListKind::SubsistenceReview, KindBy::Columns)
        }
        Some(told) => told,
        None => by_columns(sheet).map_or((ListKind::General, KindBy::Nothing), |kind| {
            (kind, KindBy::Columns)
        }),
    }
}

/// Whether the sheet has a column of money that is paid.
fn pays(sheet: &Sheet) -> bool {
    let header = header::find(sheet, ListKind::SubsistencePayment);
    header.is_some_and(|header| {
        let mut columns = header.columns.iter();
        columns.any(|column| column.meaning == Meaning::Amount)
    })
}

/// The kind that a text names. A word for the matter goes before a word for the people, the one
/// that stands last before the others: 低保户危房改造 is about houses.
pub(super) fn named(text: &str) -> Option<(ListKind, &'static str)> {
    let last = |words: fn(&KindWords) -> &'static [&'static str]| {
        let all = KINDS
            .iter()
            .flat_map(|kind| words(kind).iter().map(move |word| (kind.kind, *word)));
        all.filter_map(|(kind, word)| {
            let end = text.rfind(word)? + word.len();
            Some(((end, word.len()), kind, word))
        })
        .max_by_key(|(place, _, _)| *place)
        .map(|(_, kind, word)| (kind, word))
    };
    last(|kind| kind.matter).or_else(|| last(|kind| kind.hints))
}

/// The kind whose signs the columns bear; a column of money may name it too (低保金).
fn by_columns(sheet: &Sheet) -> Option<ListKind> {
    let by_money = KINDS.iter().find(|words| {
        let header = header::find(sheet, words.kind);
        header.is_some_and(|header| {
            let mut money = header
                .columns
                .iter()
                .filter(|column| column.meaning == Meaning::Amount);
            money.any(|column| {
                let title = titles::clean(&column.title);
                let names = words.matter.iter().chain(words.hints);
                names.into_iter().any(|word| title.contains(word))
            })
        })
    });
    let bears = |words: &&KindWords| {
        let header = header::find(sheet, words.kind);
        header.is_some_and(|header| {
            words.signs.iter().all(|sign| {
                let mut columns = header.columns.iter();
                columns.any(|column| column.meaning == *sign)
            })
        })
    };
    let signed = || {
        let signed = KINDS.iter().filter(|words| !words.signs.is_empty());
        signed.filter(bears).max_by_key(|words| words.signs.len())
    };
    by_money.or_else(signed).map(|words| words.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_the_matter_and_not_the_people() {
        for (title, kind) in [
            (
                "青禾乡上坪村2019年第三季度农村低保金发放花名册",
                ListKind::SubsistencePayment,
            ),
            ("上坪村2019年低保民主评议结果", ListKind::SubsistenceReview),
            ("青禾乡农村低保对象名单", ListKind::SubsistencePayment),
            ("2019年特困人员救助供养资金发放表", ListKind::Destitute),
            ("低保户、五保户冬春救助花名册", ListKind::TemporaryAid),
            ("建档立卡贫困户危房改造补助公示", ListKind::HousingRepair),
            (
                "2019年困难残疾人生活补贴和重度残疾人护理补贴发放表",
                ListKind::DisabilityAllowance,
            ),
            ("上坪村耕地地力保护补贴公示表", ListKind::FarmSubsidy),
            ("青禾乡救灾物资采购结果", ListKind::Procurement),
            ("救灾物资发放登记表", ListKind::DisasterRelief),
            ("省道改线工程征地补偿费发放表", ListKind::LandCompensation),
            ("上坪村2019年三季度财务收支公开表", ListKind::Finance),
            ("2019年民生实事项目公示", ListKind::PublicProject),
            ("优抚对象抚恤补助金发放花名册", ListKind::Preferential),
            ("监测对象和脱贫户名单", ListKind::PovertyRelief),
            ("城乡医疗救助发放名单", ListKind::SeriousIllness),
            ("计划生育特别扶助对象名单", ListKind::FamilyPlanningAid),
            ("事实无人抚养儿童基本生活费发放表", ListKind::Orphan),
        ] {
            assert_eq!(named(title).map(|(kind, _)| kind), Some(kind), "{title}");
        }
        assert_eq!(named("会议签到表"), None);
    }
}
