//! Every kind of list as villages really send it: the kind is told, each column means what it
//! should, money comes in 元 and nothing is lost.

use gongkai_intake::understand::{KindBy, MoneyUnit, ReadSheet, Rule, Verdict};
use gongkai_intake::{Choice, Understanding, understand};
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::money::Fen;

use super::{raw, rules, workbooks};

/// Lines of a sheet, cells parted by `|`; `@1` stands for the first invented person's number.
fn csv(lines: &[&str]) -> Vec<u8> {
    let people = workbooks::people("上坪村", 6);
    let line = |line: &&str| {
        let cells: Vec<String> = line
            .split('|')
            .map(|cell| {
                let number = cell
                    .strip_prefix('@')
                    .and_then(|at| at.parse::<usize>().ok());
                let text = number.map_or(cell, |at| people[at].id_number.as_str());
                format!("\"{text}\"")
            })
            .collect();
        cells.join(",")
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    lines.join("\n").into_bytes()
}

fn read_as(lines: &[&str], choice: &Choice) -> Understanding {
    understand(&raw("表.csv", &csv(lines)).unwrap(), choice).unwrap()
}

fn read(lines: &[&str]) -> ReadSheet {
    read_as(lines, &Choice::default()).sheets.remove(0)
}

fn meanings(sheet: &ReadSheet) -> Vec<Meaning> {
    sheet.columns.iter().map(|column| column.meaning).collect()
}

/// A title, a header, one row of it, and what each column means.
type Sample = (
    ListKind,
    &'static str,
    &'static str,
    &'static str,
    &'static [Meaning],
);

#[rustfmt::skip]
const SAMPLES: &[Sample] = {
    use Meaning as M;
    &[
        (ListKind::SubsistenceReview, "青禾乡上坪村2019年低保民主评议公示表", "序号|组别|申请人|身份证号|家庭人口|年人均收入|致贫原因|拟保障类别|评议结果",
            "1|2组|钱夏禾|@0|3|2100|因病|B类|同意",
            &[M::SerialNo, M::Group, M::Name, M::IdNumber, M::Population, M::HouseholdIncome, M::Cause, M::Category, M::Opinion]),
        (ListKind::SubsistencePayment, "青禾乡2019年第三季度农村低保金发放花名册", "序号|村别|户主姓名|身份证号码|保障人口|月补差|发放月数|季度低保金|一卡通账号|备注",
            "1|上坪村|钱夏禾|@0|2|105|3|630|6217000000000000001|",
            &[M::SerialNo, M::Village, M::Name, M::IdNumber, M::Population, M::Standard, M::Months, M::Amount, M::BankCard, M::Remark]),
        (ListKind::Destitute, "青禾乡特困人员救助供养资金发放表", "序号|姓名|身份证号|供养方式|自理能力|基本生活费|照料护理费|合计",
            "1|钱夏禾|@0|分散供养|全自理|600|100|700",
            &[M::SerialNo, M::Name, M::IdNumber, M::SupportMode, M::Health, M::Amount, M::Amount, M::Amount]),
        (ListKind::TemporaryAid, "2019年8月临时救助发放公示", "序号|申请人|救助事由|救助金额|审批时间",
            "1|钱夏禾|因灾|1500|2019.8.6", &[M::SerialNo, M::Name, M::Cause, M::Amount, M::Date]),
        (ListKind::Preferential, "优抚对象抚恤补助发放花名册", "序号|姓名|优抚类别|伤残等级|优抚证号|定补金额",
            "1|钱夏禾|在乡复员军人||湘0001|1800", &[M::SerialNo, M::Name, M::Category, M::DisabilityGrade, M::CertificateNo, M::Amount]),
        (ListKind::DisabilityAllowance, "2019年9月困难残疾人生活补贴和重度残疾人护理补贴发放表", "姓名|残疾证号|残疾类别|残疾等级|监护人|生活补贴|护理补贴|合计",
            "钱夏禾|43069919500228001643|肢体|二级|孙山|55|55|110",
            &[M::Name, M::CertificateNo, M::DisabilityKind, M::DisabilityGrade, M::Guardian, M::Amount, M::Amount, M::Amount]),
        (ListKind::PovertyRelief, "上坪村监测对象名单公示", "户编号|户主姓名|家庭人口数|监测对象类别|主要致贫原因|帮扶责任人|联系电话",
            "001|钱夏禾|3|边缘易致贫户|因学|周禾生|13800001234",
            &[M::HouseholdNo, M::Name, M::Population, M::Category, M::Cause, M::Responsible, M::Phone]),
        (ListKind::HousingRepair, "2019年农村危房改造对象公示", "户主姓名|农户类型|危房等级|改造方式|面积|补助资金|竣工时间",
            "钱夏禾|低保户|D级|拆除重建|60|20000|2019年10月", &[M::Name, M::Category, M::HouseGrade, M::RepairMode, M::FloorArea, M::Amount, M::Date]),
        (ListKind::FarmSubsidy, "上坪村2019年耕地地力保护补贴公示表", "序号|户主姓名|组别|承包面积|补贴面积（亩）|补贴标准（元/亩）|补贴金额",
            "1|钱夏禾|1组|3.2亩|3.20|105|336", &[M::SerialNo, M::Name, M::Group, M::LandArea, M::LandArea, M::Standard, M::Amount]),
        (ListKind::LandCompensation, "省道改线工程征地补偿费发放表", "被征地农户|地类|面积|土地补偿费|青苗补偿费|合计|领款人|卡号",
            "钱夏禾|水田|1.5|30000|1800|31800|孙山|6217000000000000001",
            &[M::Name, M::LandKind, M::LandArea, M::Amount, M::Amount, M::Amount, M::Payee, M::BankCard]),
        (ListKind::DisasterRelief, "石桥村救灾物资发放表", "姓名|受灾人口|物资名称|规格|单位|数量|领取日期",
            "钱夏禾|4|棉被|1.5米|床|2|2019年7月3日", &[M::Name, M::Population, M::Goods, M::Specification, M::CountedIn, M::Quantity, M::Date]),
        (ListKind::SeriousIllness, "2019年城乡医疗救助发放名单", "患者姓名|病种|医疗总费用|救助金额",
            "钱夏禾|某病|52000|8000", &[M::Name, M::Health, M::Amount, M::Amount]),
        (ListKind::FamilyPlanningAid, "计划生育特别扶助对象名单", "姓名|出生年月|子女情况|扶助金",
            "钱夏禾|1955年3月|独女|4200", &[M::Name, M::BirthDate, M::Members, M::Amount]),
        (ListKind::Orphan, "事实无人抚养儿童基本生活费发放表", "儿童姓名|出生日期|监护人|监护人身份证号|月标准|金额",
            "孙小河|2012年6月1日|孙山|@1|600|1800", &[M::Name, M::BirthDate, M::Guardian, M::CertificateNo, M::Standard, M::Amount]),
        (ListKind::Procurement, "青禾乡2019年政府采购结果公示", "项目名称|采购方式|采购单位|中标单位|预算金额（万元）|中标价（万元）|开标时间",
            "上坪村路灯|询价|青禾乡人民政府|样例县光明公司|12.5|11.86|2019-06-01",
            &[M::Project, M::Method, M::Purchaser, M::Supplier, M::Budget, M::ContractAmount, M::Date]),
        (ListKind::PublicProject, "青禾乡2019年民生实事项目进展", "项目名称|建设地点|建设内容|总投资（万元）|资金来源|进度|责任单位",
            "桥头改造|石桥村|新建桥一座|35|衔接资金|完成80%|农业站", &[M::Project, M::Site, M::Scope, M::Budget, M::FundSource, M::Progress, M::Responsible]),
        (ListKind::Finance, "上坪村2019年三季度财务收支公开表", "日期|凭证号|摘要|收入|支出|余额|经手人",
            "2019.7.5|12|收到转移支付|5000||5000|孙山", &[M::Date, M::VoucherNo, M::Summary, M::Income, M::Expense, M::Balance, M::Responsible]),
        (ListKind::General, "会议签到", "姓名|单位|电话", "钱夏禾|农业站|13800001234", &[M::Name, M::Other, M::Phone]),
    ]
};

#[test]
fn every_kind_is_told_and_its_columns_understood() {
    let mut seen: Vec<ListKind> = Vec::new();
    for (kind, title, header, row, expected) in SAMPLES {
        let sheet = read(&[title, header, row]);
        assert_eq!(
            (sheet.kind, meanings(&sheet)),
            (*kind, expected.to_vec()),
            "{title}"
        );
        assert_eq!(sheet.rows.len(), 1, "{title}: {:?}", sheet.skipped);
        assert_ne!(
            sheet.rows[0].verdict,
            Verdict::Refused,
            "{title}: {:?}",
            sheet.rows[0].notes
        );
        seen.push(*kind);
        // The same table without its title, the kind settled by hand.
        let choice = Choice {
            kind: Some(*kind),
            ..Choice::default()
        };
        let told = read_as(&[header, row], &choice);
        assert_eq!((told.kind, told.kind_by), (*kind, KindBy::Asked));
        assert_eq!(meanings(&told.sheets[0]), expected.to_vec(), "{title}");
    }
    let all: Vec<ListKind> = ListKind::ALL.to_vec();
    assert!(all.iter().all(|kind| seen.contains(kind)), "{seen:?}");
}

#[test]
fn kind_village_and_period_are_told_by_whatever_tells_them() {
    let choice = Choice {
        file_name: "石桥村2019年第二季度特困供养".to_owned(),
        ..Choice::default()
    };
    let told = read_as(&["姓名|身份证号|金额", "钱夏禾|@0|600"], &choice);
    assert_eq!(told.kind_by, KindBy::FileName("特困供养"));
    let sheet = &told.sheets[0];
    assert_eq!(sheet.kind, ListKind::Destitute);
    assert_eq!(sheet.village.as_deref(), Some("石桥村"));
    assert_eq!(sheet.period.as_deref(), Some("2019年第二季度"));
    let told = read_as(
        &["日期|摘要|收入|支出", "2019.7.5|电费||300"],
        &Choice::default(),
    );
    assert_eq!(
        (told.kind, told.kind_by),
        (ListKind::Finance, KindBy::Columns)
    );
    let told = read_as(&["姓名|身份证号|金额", "钱夏禾|@0|600"], &Choice::default());
    assert_eq!(
        (told.kind, told.kind_by),
        (ListKind::General, KindBy::Nothing)
    );
}

#[test]
fn money_comes_in_yuan_whatever_it_is_counted_in() {
    let sheet = read(&[
        "青禾乡2019年项目投资计划表（万元）",
        "项目名称|总投资|合同金额（元）|建设内容",
        "上坪村水渠|35.5|350000|渠二公里",
        "石桥村桥|壹拾贰万元整|12万|桥一座",
        "合计|47.5|470000|",
    ]);
    assert_eq!(sheet.columns[1].unit, MoneyUnit::TenThousand);
    assert_eq!(sheet.columns[2].unit, MoneyUnit::Yuan);
    let budget: Vec<_> = sheet
        .rows
        .iter()
        .map(|row| sheet.money_of(row, Meaning::Budget))
        .collect();
    assert_eq!(budget, [Some(Fen(35_500_000)), Some(Fen(12_000_000))]);
    let contract: Vec<_> = sheet
        .rows
        .iter()
        .map(|row| sheet.money_of(row, Meaning::ContractAmount))
        .collect();
    assert_eq!(contract, [Some(Fen(35_000_000)), Some(Fen(12_000_000))]);
    assert!(
        sheet.totals.len() == 2 && sheet.totals.iter().all(|total| total.agrees),
        "{:?}",
        sheet.totals
    );
}

#[test]
fn amounts_in_words_are_read_and_talk_is_shown() {
    let sheet = read(&[
        "上坪村临时救助发放表",
        "姓名|救助金额",
        "钱夏禾|壹仟贰佰元整",
        "孙山|一千二",
        "李河|待定",
    ]);
    let paid: Vec<_> = sheet
        .rows
        .iter()
        .map(|row| sheet.money_of(row, Meaning::Amount))
        .collect();
    assert_eq!(paid, [Some(Fen(120_000)), Some(Fen(120_000)), None]);
    assert_eq!(
        rules(&sheet),
        [(4, Rule::AmountTalked), (5, Rule::AmountInvalid)]
    );
    assert!(sheet.rows[1].notes[0].text.contains("1,200.00 元"));
}

#[test]
fn land_is_summed_to_the_last_part_and_what_is_no_number_is_said() {
    let sheet = read(&[
        "上坪村耕地地力保护补贴公示表",
        "姓名|补贴面积（亩）|补贴金额",
        "钱夏禾|3.25亩|341.25",
        "孙山|2.5|262.50",
        "李河|三亩半|300",
        "合计|5.75|903.75",
    ]);
    assert_eq!(rules(&sheet), [(5, Rule::MeasureUnclear)]);
    let land = &sheet.totals[0];
    assert_eq!((land.stated_text(), land.agrees), ("5.75".to_owned(), true));
    assert!(sheet.totals[1].agrees);
}

#[test]
fn a_number_is_itself_in_whatever_dress() {
    let people = workbooks::people("上坪村", 1);
    let id = &people[0].id_number;
    let wide: String = id
        .chars()
        .map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap())
        .collect();
    let parted = format!("{} {} {}", &id[..6], &id[6..14], &id[14..]);
    let broken = format!("{}\n{}", &id[..10], &id[10..]);
    for text in [id.clone(), wide, parted, broken] {
        let sheet = read(&[
            "上坪村低保金",
            "姓名|身份证号|低保金",
            &format!("钱夏禾|{text}|630"),
        ]);
        assert_eq!(
            sheet.rows[0].id_number.as_ref().unwrap().as_str(),
            id,
            "{text}"
        );
    }
    let old = read(&[
        "上坪村低保金",
        "姓名|身份证号|低保金",
        "钱夏禾|430699500228001|630",
    ]);
    let number = old.rows[0].id_number.as_ref().unwrap();
    assert!(
        number.is_old_form()
            && number
                .to_current()
                .as_str()
                .starts_with("43069919500228001")
    );
    let x = (1..200)
        .map(|order| workbooks::id_number("1950-02-28".parse().unwrap(), order))
        .find(|id| id.ends_with('X'))
        .unwrap();
    let small = read(&[
        "上坪村低保金",
        "姓名|身份证号|低保金",
        &format!("钱夏禾|{}|630", x.to_lowercase()),
    ]);
    assert_eq!(small.rows[0].id_number.as_ref().unwrap().as_str(), x);
}

#[test]
fn days_count_from_where_the_workbook_says() {
    let cell = |at: &str, text: &str| match text.parse::<f64>() {
        Ok(number) => format!("<c r=\"{at}\"><v>{number}</v></c>"),
        Err(_) => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let row = |number: u32, texts: [&str; 2]| {
        let [first, second] = texts;
        let cells = cell(&format!("A{number}"), first) + &cell(&format!("B{number}"), second);
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let rows = |serial: &str| row(1, ["姓名", "发放日期"]) + &row(2, ["钱夏禾", serial]);
    for (bytes, expected) in [
        (
            workbooks::packages::raw_xlsx(&rows("43713"), "", "A1"),
            "2019-09-05",
        ),
        (
            workbooks::packages::raw_xlsx_from_1904(&rows("42251")),
            "2019-09-05",
        ),
    ] {
        let workbook = raw("表.xlsx", &bytes).unwrap();
        let sheet = understand(&workbook, &Choice::default())
            .unwrap()
            .sheets
            .remove(0);
        assert_eq!(sheet.text_of(&sheet.rows[0], Meaning::Date), expected);
    }
}
