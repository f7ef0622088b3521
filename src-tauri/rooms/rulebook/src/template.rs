//! The empty tables that a township hands out to its villages: which columns a list of each kind has,
//! what may be chosen in them. It refuses to ask for what no list of the kind needs.

use crate::list::{ListKind, Meaning};

/// A column of an empty table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemplateColumn {
    /// Its title; the dictionary of columns knows it (a test holds this).
    pub title: &'static str,
    /// What it means.
    pub meaning: Meaning,
    /// What may be chosen; empty where anything may be written.
    pub choices: &'static [&'static str],
    /// What the grey example row says.
    pub example: &'static str,
    /// How wide it is, in characters.
    pub width: u8,
}

/// An empty table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Title of the sheet without village and period.
    pub title: &'static str,
    /// Whether it is about money, so that it says its unit.
    pub in_yuan: bool,
    /// Its columns.
    pub columns: &'static [TemplateColumn],
}

/// What the serial number of the example row says; such a row is nobody's.
pub const EXAMPLE_MARK: &str = "例";

const fn column(
    title: &'static str,
    meaning: Meaning,
    example: &'static str,
    width: u8,
) -> TemplateColumn {
    TemplateColumn {
        title,
        meaning,
        choices: &[],
        example,
        width,
    }
}

const fn chosen(
    title: &'static str,
    meaning: Meaning,
    choices: &'static [&'static str],
    width: u8,
) -> TemplateColumn {
    TemplateColumn {
        title,
        meaning,
        choices,
        example: match choices.first() {
            Some(first) => first,
            None => "",
        },
        width,
    }
}

const NO: TemplateColumn = column("序号", Meaning::SerialNo, EXAMPLE_MARK, 6);
const GROUP: TemplateColumn = column("组", Meaning::Group, "1组", 8);
const NAME: TemplateColumn = column("姓名", Meaning::Name, "张某某", 10);
const ID: TemplateColumn = column("身份证号", Meaning::IdNumber, "填18位，末位X用大写", 22);
const SEX: TemplateColumn = chosen("性别", Meaning::Sex, &["男", "女"], 6);
const PEOPLE: TemplateColumn = column("家庭人口", Meaning::Population, "2", 9);
const CARD: TemplateColumn = column("一卡通账号", Meaning::BankCard, "填完整账号", 24);
const REMARK: TemplateColumn = column("备注", Meaning::Remark, "", 16);
const PAID: TemplateColumn = column("发放金额（元）", Meaning::Amount, "630", 13);
const HELPED: TemplateColumn = column("救助金额（元）", Meaning::Amount, "1000", 13);
const AIDED: TemplateColumn = column("补助金额（元）", Meaning::Amount, "5000", 13);

/// The empty table of a kind.
pub const fn template(kind: ListKind) -> Template {
    match kind {
        ListKind::SubsistenceReview => Template {
            title: "农村低保评定公示名单",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    PEOPLE,
                    column("保障人口", Meaning::Population, "2", 9),
                    chosen("低保类别", Meaning::Category, &["A类", "B类", "C类"], 10),
                    column("月保障金（元）", Meaning::Amount, "420", 13),
                    REMARK,
                ]
            },
        },
        ListKind::SubsistencePayment => Template {
            title: "农村低保金发放花名册",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    column("保障人口", Meaning::Population, "2", 9),
                    chosen("低保类别", Meaning::Category, &["A类", "B类", "C类"], 10),
                    PAID,
                    CARD,
                    REMARK,
                ]
            },
        },
        ListKind::Destitute => Template {
            title: "特困人员供养金发放花名册",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    SEX,
                    chosen(
                        "供养方式",
                        Meaning::SupportMode,
                        &["分散供养", "集中供养"],
                        11,
                    ),
                    PAID,
                    REMARK,
                ]
            },
        },
        ListKind::TemporaryAid => Template {
            title: "临时救助发放花名册",
            in_yuan: true,
            columns: const { &[NO, GROUP, NAME, ID, PEOPLE, HELPED, REMARK] },
        },
        ListKind::Preferential => Template {
            title: "优抚对象抚恤补助发放花名册",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    column("优抚类别", Meaning::Category, "复员军人", 16),
                    PAID,
                    CARD,
                    REMARK,
                ]
            },
        },
        ListKind::DisabilityAllowance => Template {
            title: "残疾人两项补贴发放花名册",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    chosen(
                        "残疾等级",
                        Meaning::DisabilityGrade,
                        &["一级", "二级", "三级", "四级"],
                        10,
                    ),
                    chosen(
                        "补贴类别",
                        Meaning::Category,
                        &["困难残疾人生活补贴", "重度残疾人护理补贴"],
                        22,
                    ),
                    column("补贴金额（元）", Meaning::Amount, "210", 13),
                    REMARK,
                ]
            },
        },
        ListKind::PovertyRelief => Template {
            title: "脱贫户和监测对象名单",
            in_yuan: false,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    PEOPLE,
                    column("对象类别", Meaning::Category, "脱贫户", 14),
                    REMARK,
                ]
            },
        },
        ListKind::HousingRepair => Template {
            title: "农村危房改造补助花名册",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    PEOPLE,
                    chosen("危房等级", Meaning::HouseGrade, &["C级", "D级"], 10),
                    AIDED,
                    REMARK,
                ]
            },
        },
        ListKind::FarmSubsidy => Template {
            title: "涉农补贴发放花名册",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    column("补贴面积（亩）", Meaning::LandArea, "5.2", 13),
                    column("补贴标准（元/亩）", Meaning::Standard, "100", 15),
                    column("补贴金额（元）", Meaning::Amount, "520", 13),
                    CARD,
                    REMARK,
                ]
            },
        },
        ListKind::LandCompensation => Template {
            title: "征地补偿发放花名册",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    column("征地面积（亩）", Meaning::LandArea, "1.5", 13),
                    column("补偿标准（元/亩）", Meaning::Standard, "30000", 15),
                    column("补偿金额（元）", Meaning::Amount, "45000", 13),
                    REMARK,
                ]
            },
        },
        ListKind::DisasterRelief => Template {
            title: "救灾物资发放花名册",
            in_yuan: false,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    PEOPLE,
                    column("物资名称", Meaning::Goods, "棉被", 14),
                    column("数量", Meaning::Quantity, "2", 8),
                    REMARK,
                ]
            },
        },
        ListKind::Procurement => Template {
            title: "招标采购情况公示表",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    column("项目名称", Meaning::Project, "村道维修", 24),
                    column("采购方式", Meaning::Method, "询价", 12),
                    column("中标单位", Meaning::Supplier, "某某公司", 24),
                    column("中标金额（元）", Meaning::ContractAmount, "98000", 14),
                    REMARK,
                ]
            },
        },
        ListKind::PublicProject => Template {
            title: "实事工程进展情况公示表",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    column("项目名称", Meaning::Project, "机耕道硬化", 24),
                    column("建设内容", Meaning::Scope, "硬化1.2公里", 24),
                    column("总投资（元）", Meaning::Budget, "350000", 14),
                    column("资金来源", Meaning::FundSource, "县级补助", 16),
                    column("进展情况", Meaning::Progress, "已完工", 16),
                    REMARK,
                ]
            },
        },
        ListKind::Finance => Template {
            title: "财务收支公开表",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    column("日期", Meaning::Date, "2019年9月1日", 16),
                    column("摘要", Meaning::Summary, "办公用品", 28),
                    column("收入（元）", Meaning::Income, "0", 14),
                    column("支出（元）", Meaning::Expense, "120", 14),
                    REMARK,
                ]
            },
        },
        ListKind::General => Template {
            title: "名单",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    column("金额（元）", Meaning::Amount, "100", 13),
                    REMARK,
                ]
            },
        },
        ListKind::SeriousIllness => Template {
            title: "大病救助发放花名册",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    column("病种", Meaning::Health, "填医院诊断", 16),
                    HELPED,
                    REMARK,
                ]
            },
        },
        ListKind::FamilyPlanningAid => Template {
            title: "计划生育特别扶助发放花名册",
            in_yuan: true,
            columns: const {
                &[
                    NO,
                    GROUP,
                    NAME,
                    ID,
                    column("对象类别", Meaning::Category, "独生子女伤残", 16),
                    PAID,
                    REMARK,
                ]
            },
        },
        ListKind::Orphan => Template {
            title: "孤儿（事实无人抚养儿童）基本生活费发放花名册",
            in_yuan: true,
            columns: const { &[NO, GROUP, NAME, ID, SEX, PAID, REMARK] },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::CellForm;

    #[test]
    fn every_table_has_its_number_and_no_title_twice() {
        for kind in ListKind::ALL {
            let table = template(*kind);
            assert_eq!(table.columns[0].meaning, Meaning::SerialNo, "{kind}");
            let mut titles: Vec<&str> = table.columns.iter().map(|column| column.title).collect();
            titles.sort_unstable();
            titles.dedup();
            assert_eq!(titles.len(), table.columns.len(), "{kind}");
            let is_money = |column: &TemplateColumn| column.meaning.form() == CellForm::Money;
            let pays = table.columns.iter().any(is_money);
            assert_eq!(pays, table.in_yuan, "{kind}");
            for column in table.columns {
                let length: usize = column.choices.iter().map(|choice| choice.len() + 1).sum();
                assert!(length <= 255, "a list of choices holds 255 signs");
            }
        }
    }
}
