//! Lists of people and money that villages send in: their kinds, what a column means, and how the
//! cells of such a column are read.

use crate::coded::coded;

coded! {
    /// Kind of list. Each kind has its own dictionary of column titles (in intake).
    pub enum ListKind ("名单种类") {
        /// 低保评定: who is to be taken in, for objections; apart from what is paid.
        SubsistenceReview = "subsistence_review" / "低保评定" | "低保审核",
        /// 农村低保金发放: who received how much for which period.
        SubsistencePayment = "subsistence_payment" / "低保发放",
        /// 特困人员救助供养.
        Destitute = "destitute" / "特困供养" | "特困" | "五保",
        /// 临时救助: once, for a sudden need.
        TemporaryAid = "temporary_aid" / "临时救助",
        /// 优抚对象补助.
        Preferential = "preferential" / "优抚",
        /// 困难残疾人生活补贴 and 重度残疾人护理补贴.
        DisabilityAllowance = "disability_allowance" / "残疾人两项补贴" | "两项补贴" | "残疾补贴",
        /// 脱贫户, 监测对象; before 2021 贫困户评定.
        PovertyRelief = "poverty_relief" / "脱贫与监测对象" | "贫困户评定" | "监测对象",
        /// 农村危房改造.
        HousingRepair = "housing_repair" / "危房改造",
        /// 耕地地力保护补贴 and other subsidies for farming.
        FarmSubsidy = "farm_subsidy" / "涉农补贴",
        /// 征地补偿 and 青苗, 附着物.
        LandCompensation = "land_compensation" / "征地补偿",
        /// 救灾物资 and money after a disaster.
        DisasterRelief = "disaster_relief" / "救灾物资" | "救灾",
        /// 大病救助, 医疗救助.
        SeriousIllness = "serious_illness" / "大病救助" | "医疗救助",
        /// 计划生育特别扶助 and 奖励扶助.
        FamilyPlanningAid = "family_planning_aid" / "计生特扶" | "计生扶助",
        /// 孤儿, 事实无人抚养儿童.
        Orphan = "orphan" / "孤儿保障" | "孤儿",
        /// 招标采购.
        Procurement = "procurement" / "招标采购",
        /// 实事工程, 项目建设.
        PublicProject = "public_project" / "实事工程",
        /// 财务收支.
        Finance = "finance" / "财务收支",
        /// Any table; columns are recognised by their titles alone.
        General = "general" / "通用",
    }
}

impl ListKind {
    /// Whether to stand on the list tells something of a person that no website may tell: illness,
    /// disability, a lost child, no parents (PIPL Art. 28).
    pub const fn reveals(self) -> bool {
        match self {
            Self::DisabilityAllowance
            | Self::SeriousIllness
            | Self::FamilyPlanningAid
            | Self::Orphan => true,
            Self::SubsistenceReview
            | Self::SubsistencePayment
            | Self::Destitute
            | Self::TemporaryAid
            | Self::Preferential
            | Self::PovertyRelief
            | Self::HousingRepair
            | Self::FarmSubsidy
            | Self::LandCompensation
            | Self::DisasterRelief
            | Self::Procurement
            | Self::PublicProject
            | Self::Finance
            | Self::General => false,
        }
    }

    /// What its rows are counted by.
    pub const fn counts(self) -> CountedBy {
        match self {
            Self::SubsistenceReview
            | Self::SubsistencePayment
            | Self::PovertyRelief
            | Self::HousingRepair
            | Self::FarmSubsidy
            | Self::LandCompensation
            | Self::DisasterRelief => CountedBy::Household,
            Self::Destitute
            | Self::TemporaryAid
            | Self::Preferential
            | Self::DisabilityAllowance
            | Self::SeriousIllness
            | Self::FamilyPlanningAid
            | Self::Orphan => CountedBy::Person,
            Self::Procurement | Self::PublicProject | Self::Finance | Self::General => {
                CountedBy::Line
            }
        }
    }
}

/// What a row of a list stands for when it is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedBy {
    /// A household; a column may say how many persons it has.
    Household,
    /// A person.
    Person,
    /// A line of goods, projects or money.
    Line,
}

coded! {
    /// What a column of a list means to the office.
    pub enum Meaning ("列的含义") {
        /// Running number within the sheet.
        SerialNo = "serial_no" / "序号",
        /// Number of a household, the same in the rows of all its members.
        HouseholdNo = "household_no" / "户编号",
        /// Village (行政村).
        Village = "village" / "村",
        /// Group within the village (村民小组).
        Group = "group" / "组",
        /// Name of the person or head of household whom the row is about.
        Name = "name" / "姓名",
        /// Head of household, where the row is about somebody else of the household.
        HouseholdHead = "household_head" / "户主",
        /// Who takes the money where it is not the person (领款人, 开户名).
        Payee = "payee" / "领款人",
        /// 监护人, 代领人.
        Guardian = "guardian" / "监护人",
        /// Identity number (公民身份号码, GB 11643).
        IdNumber = "id_number" / "身份证号",
        /// Number of a certificate (that of a disabled person holds the identity number), or of
        /// somebody else's identity card.
        CertificateNo = "certificate_no" / "其他证件号",
        /// Sex.
        Sex = "sex" / "性别",
        /// Age in whole years.
        Age = "age" / "年龄",
        /// Birth date.
        BirthDate = "birth_date" / "出生日期",
        /// Relation to the head of household.
        Relation = "relation" / "与户主关系",
        /// Names of the household's members in one cell.
        Members = "members" / "家庭成员",
        /// Number of persons covered.
        Population = "population" / "人口",
        /// Nation, schooling, marriage, party, ability to work.
        Circumstances = "circumstances" / "个人情况",
        /// Illness or state of health.
        Health = "health" / "健康状况",
        /// Kind of disability.
        DisabilityKind = "disability_kind" / "残疾类别",
        /// Grade of disability.
        DisabilityGrade = "disability_grade" / "残疾等级",
        /// Reason of poverty or need.
        Cause = "cause" / "困难原因",
        /// Income of the household, money.
        HouseholdIncome = "household_income" / "家庭收入",
        /// Category of protection (A类, B类, 分类施保), of a beneficiary, of a subsidy.
        Category = "category" / "类别",
        /// 集中供养 or 分散供养.
        SupportMode = "support_mode" / "供养方式",
        /// What was found or decided of a person (民主评议, 审核意见).
        Opinion = "opinion" / "评定意见",
        /// 新增, 调整, 停发.
        Change = "change" / "变动情况",
        /// Standard per person and period, money.
        Standard = "standard" / "标准",
        /// Number of months paid for.
        Months = "months" / "月数",
        /// Amount paid, money.
        Amount = "amount" / "金额",
        /// Period the payment is for.
        Period = "period" / "期间",
        /// A date.
        Date = "date" / "日期",
        /// Bank card or 一卡通 account.
        BankCard = "bank_card" / "银行账号",
        /// Name of the bank.
        Bank = "bank" / "开户行",
        /// Telephone.
        Phone = "phone" / "电话",
        /// Address below the village.
        Address = "address" / "住址",
        /// Area of land, in 亩 unless its title says otherwise.
        LandArea = "land_area" / "土地面积",
        /// 水田, 旱地, 林地.
        LandKind = "land_kind" / "地类",
        /// Name or bounds of a plot.
        Parcel = "parcel" / "地块",
        /// Grade of a dangerous house (A to D).
        HouseGrade = "house_grade" / "危房等级",
        /// 修缮加固, 拆除重建.
        RepairMode = "repair_mode" / "改造方式",
        /// Area of a building in square metres.
        FloorArea = "floor_area" / "建筑面积",
        /// What is handed out, grown or bought.
        Goods = "goods" / "品名",
        /// Make and size.
        Specification = "specification" / "规格型号",
        /// What quantities are counted in.
        CountedIn = "counted_in" / "计量单位",
        /// How many.
        Quantity = "quantity" / "数量",
        /// Price of one, money.
        UnitPrice = "unit_price" / "单价",
        /// Name of a project.
        Project = "project" / "项目名称",
        /// Number of a project or tender.
        ProjectNo = "project_no" / "项目编号",
        /// Where a project is built.
        Site = "site" / "建设地点",
        /// What is built, and how much of it.
        Scope = "scope" / "建设内容",
        /// Who buys or orders.
        Purchaser = "purchaser" / "采购单位",
        /// Who sells or builds.
        Supplier = "supplier" / "供应商",
        /// How it was bought (公开招标, 询价).
        Method = "method" / "采购方式",
        /// Money planned.
        Budget = "budget" / "预算金额",
        /// Money agreed on.
        ContractAmount = "contract_amount" / "合同金额",
        /// Where the money comes from.
        FundSource = "fund_source" / "资金来源",
        /// How far a project is.
        Progress = "progress" / "进度",
        /// Who answers for it (责任单位, 帮扶责任人).
        Responsible = "responsible" / "责任人",
        /// What an entry of an account is about.
        Summary = "summary" / "摘要",
        /// Number of a voucher.
        VoucherNo = "voucher_no" / "凭证号",
        /// Money in.
        Income = "income" / "收入",
        /// Money out.
        Expense = "expense" / "支出",
        /// Money left.
        Balance = "balance" / "余额",
        /// Remark.
        Remark = "remark" / "备注",
        /// Something the dictionary does not know.
        Other = "other" / "其他",
    }
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellForm {
    /// The name of the person whom the row is about.
    Name,
    /// An identity number.
    IdNumber,
    /// Money, kept in 分.
    Money,
    /// People or months, a whole number.
    Count,
    /// A measure with decimals: land, goods.
    Measure,
    /// A running number, an age.
    Ordinal,
    /// A date.
    Date,
    /// Digits that must keep their zeros: accounts, telephones, certificates.
    Code,
    /// Words.
    Words,
}

/// Whether cells are kept apart from what search and print read.
#[derive(Clone, Copy)]
enum Apart {
    Yes,
    No,
}

impl Meaning {
    /// How its cells are read, and whether they are kept apart from what search and print read. One
    /// table, so that a new meaning must answer both.
    const fn nature(self) -> (CellForm, Apart) {
        match self {
            Self::Name => (CellForm::Name, Apart::No),
            Self::IdNumber => (CellForm::IdNumber, Apart::Yes),
            Self::Standard
            | Self::Amount
            | Self::UnitPrice
            | Self::Budget
            | Self::ContractAmount
            | Self::Income
            | Self::Expense
            | Self::Balance => (CellForm::Money, Apart::No),
            Self::HouseholdIncome => (CellForm::Money, Apart::Yes),
            Self::Population | Self::Months => (CellForm::Count, Apart::No),
            Self::LandArea | Self::FloorArea | Self::Quantity => (CellForm::Measure, Apart::No),
            Self::SerialNo | Self::HouseholdNo | Self::Age => (CellForm::Ordinal, Apart::No),
            Self::Date => (CellForm::Date, Apart::No),
            Self::BirthDate => (CellForm::Date, Apart::Yes),
            Self::BankCard | Self::Phone | Self::CertificateNo => (CellForm::Code, Apart::Yes),
            Self::Payee
            | Self::Guardian
            | Self::Members
            | Self::Circumstances
            | Self::Health
            | Self::DisabilityKind
            | Self::DisabilityGrade
            | Self::Cause
            | Self::Address => (CellForm::Words, Apart::Yes),
            Self::Village
            | Self::Group
            | Self::HouseholdHead
            | Self::Sex
            | Self::Relation
            | Self::Category
            | Self::SupportMode
            | Self::Opinion
            | Self::Change
            | Self::Period
            | Self::Bank
            | Self::LandKind
            | Self::Parcel
            | Self::HouseGrade
            | Self::RepairMode
            | Self::Goods
            | Self::Specification
            | Self::CountedIn
            | Self::Project
            | Self::ProjectNo
            | Self::Site
            | Self::Scope
            | Self::Purchaser
            | Self::Supplier
            | Self::Method
            | Self::FundSource
            | Self::Progress
            | Self::Responsible
            | Self::Summary
            | Self::VoucherNo
            | Self::Remark
            | Self::Other => (CellForm::Words, Apart::No),
        }
    }

    /// How its cells are read.
    pub const fn form(self) -> CellForm {
        self.nature().0
    }

    /// Whether the column's cells are kept apart from what search and print read.
    pub const fn is_private(self) -> bool {
        matches!(self.nature().1, Apart::Yes)
    }

    /// Whether a sum over its cells says something: money paid, people, land; not a price.
    pub const fn is_summed(self) -> bool {
        matches!(
            self,
            Self::Amount
                | Self::Population
                | Self::Income
                | Self::Expense
                | Self::Budget
                | Self::ContractAmount
                | Self::LandArea
                | Self::FloorArea
                | Self::Quantity
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_of_a_body_a_family_or_an_account_is_kept_apart() {
        let shown = [
            Meaning::Name,
            Meaning::Village,
            Meaning::Amount,
            Meaning::LandArea,
            Meaning::Supplier,
        ];
        assert!(shown.into_iter().all(|meaning| !meaning.is_private()));
        let money = |meaning: &&Meaning| meaning.form() == CellForm::Money;
        assert_eq!(Meaning::ALL.iter().filter(money).count(), 9);
        assert!(ListKind::Orphan.reveals() && !ListKind::SubsistencePayment.reveals());
    }
}
