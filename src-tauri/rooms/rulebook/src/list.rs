//! Lists of people and money that villages send in: their kinds and what a column means.

use crate::coded::coded;

coded! {
    /// Kind of list. Each kind has its own dictionary of column titles (in intake).
    pub enum ListKind ("名单种类") {
        /// 农村低保金发放: who received how much for which period.
        SubsistencePayment = "subsistence_payment" / "低保发放",
        /// Any table; columns are recognised by their titles alone.
        General = "general" / "通用",
    }
}

coded! {
    /// What a column of a list means to the office.
    pub enum Meaning ("列的含义") {
        /// Running number within the sheet.
        SerialNo = "serial_no" / "序号",
        /// Village (行政村).
        Village = "village" / "村",
        /// Group within the village (村民小组).
        Group = "group" / "组",
        /// Name of the person or head of household.
        Name = "name" / "姓名",
        /// Identity number (公民身份号码, GB 11643).
        IdNumber = "id_number" / "身份证号",
        /// Sex.
        Sex = "sex" / "性别",
        /// Age in whole years.
        Age = "age" / "年龄",
        /// Relation to the head of household.
        Relation = "relation" / "与户主关系",
        /// Number of persons covered.
        Population = "population" / "人口",
        /// Category of protection (A类, B类, 分类施保).
        Category = "category" / "类别",
        /// Standard per person and period, money.
        Standard = "standard" / "标准",
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
        /// Illness, disability or reason of poverty.
        Health = "health" / "健康状况",
        /// Remark.
        Remark = "remark" / "备注",
        /// Something the dictionary does not know.
        Other = "other" / "其他",
    }
}

impl Meaning {
    /// Whether the column's cells are kept apart from what search and print read.
    pub const fn is_private(self) -> bool {
        match self {
            Self::IdNumber | Self::BankCard | Self::Phone | Self::Address | Self::Health => true,
            Self::SerialNo
            | Self::Village
            | Self::Group
            | Self::Name
            | Self::Sex
            | Self::Age
            | Self::Relation
            | Self::Population
            | Self::Category
            | Self::Standard
            | Self::Amount
            | Self::Period
            | Self::Date
            | Self::Bank
            | Self::Remark
            | Self::Other => false,
        }
    }
}
