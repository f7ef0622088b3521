//! An invented township's papers, for the tests and specimens of this room.

#![expect(clippy::expect_used, reason = "what is written here is well-formed")]

use chrono::{NaiveDate, NaiveDateTime};
use gongkai_printroom::papers::{
    ApprovalSheet, ApprovalStep, BatchApproval, BatchItem, BookLine, ChangedAmount, Closing,
    Copies, CopyFor, CopySlip, Correction, Document, Doubt, Envelope, EnvelopeSize, FeedbackSheet,
    HandOverSlip, Leaflet, List, ListChanges, ListedPerson, Notice, Posting, RegisterBook,
    ReturnSlip, ReturnedRow, ScanMark, SecrecyLetter, SecrecyTick, Signed, SlipLine,
};
use gongkai_printroom::pdf::About;
use gongkai_printroom::table::{Column, Row, Table};
use gongkai_rulebook::money::Fen;
use gongkai_rulebook::printing::PostedSheet;
use gongkai_rulebook::scan_code::{CodedSheet, ItemMark, OfficeMark};

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

pub(crate) fn about() -> About {
    About {
        title: "上坪村2019年第三季度农村低保金发放情况公示".to_owned(),
        author: "青禾乡人民政府".to_owned(),
        subject: "政务公开".to_owned(),
        identifier: "2019-0049".to_owned(),
        created: NaiveDateTime::new(day(2019, 10, 15), chrono::NaiveTime::MIN),
    }
}

/// A name for every number, all different, all invented.
pub(crate) fn person(number: usize) -> String {
    let family: Vec<char> = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨".chars().collect();
    let given: Vec<char> = "春夏秋冬山水云月松竹梅兰平安福田".chars().collect();
    let pick = |chars: &[char], n: usize| chars[n % chars.len()];
    let mut name = String::from(pick(&family, number));
    name.push(pick(&given, number / 16));
    name.push(pick(&given, number / 256 + number));
    name
}

pub(crate) fn list(rows: usize) -> Table {
    let rows = (0..rows).map(|n| {
        let remark = match n % 7 {
            2 => "本季新增",
            5 => "家庭成员变动，自2019年8月起调整保障人数",
            _ => "",
        };
        let name = if n == 2 {
            "吴䶮龑".to_owned()
        } else {
            person(n)
        };
        Row::of(vec![
            (n + 1).to_string().into(),
            name.into(),
            (n % 4 + 1).to_string().into(),
            Fen(63_000 * (n as i64 % 4 + 1)).into(),
            remark.into(),
        ])
    });
    Table {
        columns: vec![
            Column::whole("序号"),
            Column::whole("户主姓名"),
            Column::whole("人口"),
            Column::money("发放金额"),
            Column::text("备注"),
        ],
        rows: rows.collect(),
        unit_line: Some("单位：元".to_owned()),
        page_subtotals: true,
        total: Some("合计".to_owned()),
    }
}

pub(crate) fn copies(rows: usize) -> Copies {
    Copies {
        ended: String::new(),
        office: "青禾乡人民政府".to_owned(),
        register_no: Some("2019-0049".to_owned()),
        title: "上坪村2019年第三季度农村低保金发放情况公示".to_owned(),
        paragraphs: vec![
            "根据《社会救助暂行办法》和青政发〔2019〕49号文件有关规定，现将上坪村2019年第三季度农村低保金发放情况公示如下。公示期7天，自2019年10月16日起至2019年10月22日止。对公示内容有疑问的，可以口头或书面向乡纪委反映。".to_owned(),
        ],
        unbroken: vec![],
        elements: vec![],
        attachments: 0,
        lists: vec![List { caption: String::new(), table: list(rows) }],
        posting: Some(Posting {
            from: day(2019, 10, 16),
            until: day(2019, 10, 22),
            length: "7天".to_owned(),
        }),
        supervision_phone: "0000-0000000（乡纪委）".to_owned(),
        undertaking_unit: "青禾乡民政办".to_owned(),
        handler: "周春山".to_owned(),
        place: "上坪村村务公开栏".to_owned(),
        dated: Some(day(2019, 10, 15)),
        copies: [CopyFor::County, CopyFor::Township, CopyFor::Board]
            .into_iter()
            .enumerate()
            .map(|(n, copy_for)| CopySlip { copy_for, no: format!("2019-0049-{}", n + 1) })
            .collect(),
        margin_marks: true,
        internal: false,
        draft: false,
        office_mark: Some(office_mark()),
        posted_sheet: PostedSheet::A4,
    }
}

/// The posted copy alone, on this sheet.
pub(crate) fn posted(copies: Copies, posted_sheet: PostedSheet) -> Copies {
    let board = |slip: &CopySlip| slip.copy_for == CopyFor::Board;
    Copies {
        copies: copies
            .copies
            .iter()
            .filter(|slip| board(slip))
            .cloned()
            .collect(),
        posted_sheet,
        ..copies
    }
}

fn office_mark() -> OfficeMark {
    let id = "019a0000-0000-7000-8000-0123456789ab".parse();
    OfficeMark::of(id.expect("an id"))
}

pub(crate) fn draft() -> Copies {
    Copies {
        register_no: None,
        title: "青禾乡人民政府关于2019年度下坪村石桥村危房改造补助对象评定结果的公示".to_owned(),
        paragraphs: vec![
            "各村民委员会：".to_owned(),
            "一、评定依据".to_owned(),
            "按照《农村危房改造工作规程》“一户一档”的要求，经本人申请、村民代表会议评议、入户核查（含邻里走访）、乡人民政府审核，拟确定下列对象。".to_owned(),
            "（一）评定程序。申请、评议、审核、公示4个环节均有记录，材料存乡村建设办，编号GK-2019-0049-3，可供查阅。".to_owned(),
            "1．公示期内有异议的，请实名反映。".to_owned(),
        ],
        elements: ["办事依据", "办事职责", "办事条件", "办事程序", "办事纪律", "办事结果"]
            .into_iter()
            .map(|name| (name.to_owned(), "按县级部门文件规定办理，逐级审核，不收取任何费用；对结果有异议的，可在公示期内向乡纪委反映。".to_owned()))
            .collect(),
        internal: true,
        draft: true,
        copies: vec![CopySlip { copy_for: CopyFor::Township, no: String::new() }],
        ..copies(6)
    }
}

pub(crate) fn batch(count: usize) -> BatchApproval {
    let item = |n: usize| BatchItem {
        title: match n % 3 {
            0 => format!("石桥村第{n}组机耕道硬化工程完工情况公示"),
            1 => format!("上坪村2019年第三季度农村低保金发放情况公示（第{n}批）"),
            _ => "机关食堂本月收支".to_owned(),
        },
        entry: ["2.4 低保、救灾物资发放", "2.5 实事工程", "1.3 财务收支"][n % 3].to_owned(),
        unit: ["上坪村村民委员会\n许长福", "石桥村村民委员会", "乡财政所"][n % 3].to_owned(),
        class: ["主动公开", "主动公开", "内部公开"][n % 3].to_owned(),
        people: ["57 行", "", "1,204 行"][n % 3].to_owned(),
        changed: n == 5,
    };
    BatchApproval {
        office: "青禾乡人民政府".to_owned(),
        number: "批2019-0003".to_owned(),
        lines: (1..=count).map(item).collect(),
        steps: approval(7, false).steps[1..6].to_vec(),
        scan_mark: Some(ScanMark {
            office: office_mark(),
            sheet: CodedSheet::Batch("批2019-0003".parse().expect("a number")),
        }),
    }
}

pub(crate) fn approval(steps: usize, signed: bool) -> ApprovalSheet {
    let headings = [
        "提供单位\n负责人",
        "经办",
        "校对",
        "审核\n保密审查",
        "分管领导意见",
        "主要领导意见",
        "发布",
    ];
    let chosen: Vec<&str> = match steps {
        3 => vec!["经办", "审核\n保密审查", "主要领导意见"],
        _ => headings.iter().cycle().take(steps).copied().collect(),
    };
    ApprovalSheet {
        office: "青禾乡人民政府".to_owned(),
        register_no: signed.then(|| "2019-0049".to_owned()),
        title: "上坪村2019年第三季度农村低保金发放情况公示".to_owned(),
        entry: "2.4　低保、救灾物资发放".to_owned(),
        class: "主动公开".to_owned(),
        time_class: "即时公开".to_owned(),
        demand: String::new(),
        stage: String::new(),
        formed_on: Some(day(2019, 9, 28)),
        channels: ["公开栏", "村公开栏", "明白纸", "入户", "网站", "微信公众号", "广播", "会议"]
            .into_iter()
            .enumerate()
            .map(|(n, name)| (name.to_owned(), n < 2))
            .collect(),
        attachments: "名单57户，合计35,910.00元；身份证号57处，对外不列。".to_owned(),
        summary: "上坪村2019年第三季度农村低保金发放对象、人数、金额，依据县民政局核定名册编制，经村民委员会核对。".to_owned(),
        steps: chosen
            .iter()
            .enumerate()
            .map(|(n, heading)| ApprovalStep {
                heading: (*heading).to_owned(),
                note: if heading.starts_with("提供") { "上坪村村民委员会　提供人：许长福".to_owned() } else { String::new() },
                secrecy_review: heading.contains("保密"),
                conclusions: Vec::new(),
                signed: signed.then(|| Signed {
                    signer: person(n),
                    on: day(2019, 9, 29),
                    kind: ["本机", "纸签", "补签"][n % 3].to_owned(),
                    stand_in: n == 1,
                    opinion: if n == 2 { "同意。".to_owned() } else { String::new() },
                    secrecy: heading
                        .contains("保密")
                        .then(|| (SecrecyTick::Open, String::new())),
                }),
            })
            .collect(),
        scan_mark: Some(ScanMark {
            office: office_mark(),
            sheet: CodedSheet::Approval(ItemMark::of(
                "019a0000-0000-7000-8000-9876543210fe".parse().expect("an id"),
            )),
        }),
    }
}

pub(crate) fn register(lines: usize) -> RegisterBook {
    let line = |n: usize| BookLine {
        register_no: format!("2019-{:04}", n + 1),
        disclosed_on: "2019.10.16".to_owned(),
        matter: format!(
            "上坪村2019年第{}批农村低保金发放情况公示：{}户，合计35,910.00元",
            n + 1,
            n % 60 + 3
        ),
        category: "二（四）　即时公开".to_owned(),
        channels: "公开栏10.16\n网站10.17".to_owned(),
        place: "乡政府大院、上坪村".to_owned(),
        period: "2019.10.16至\n2019.10.22".to_owned(),
        unit: "民政办".to_owned(),
        handler: person(1),
        reviewer: person(2),
        approver: person(3),
        copies: "3（县1、乡1、栏1）".to_owned(),
        taken_down: if n.is_multiple_of(3) {
            "2019.10.23".to_owned()
        } else {
            String::new()
        },
        remark: if n == 4 {
            "作废：重复登记".to_owned()
        } else {
            String::new()
        },
        void: n == 4,
    };
    RegisterBook {
        office: "青禾乡人民政府".to_owned(),
        year: 2019,
        book: "政务公开登记簿".to_owned(),
        lines: (0..lines).map(line).collect(),
        closing: Some(Closing {
            on: day(2020, 1, 6),
            sha256: "9f2c41d077ab03e56612c8f4a9d15b309f2c41d077ab03e56612c8f4a9d15b30".to_owned(),
        }),
    }
}

/// Copies whose list has so many columns of eight characters.
pub(crate) fn wide(columns: usize) -> Copies {
    let titles = (0..columns).map(|n| Column::whole(format!("第{}栏", n + 1)));
    let row = |n: usize| {
        let cells = (0..columns).map(|c| format!("{:08}", n * 100 + c).into());
        Row::of(cells.collect())
    };
    let table = Table {
        columns: titles.collect(),
        rows: (0..20).map(row).collect(),
        ..Table::default()
    };
    Copies {
        lists: vec![List {
            caption: String::new(),
            table,
        }],
        ..copies(0)
    }
}

/// Copies of text only: sixty paragraphs under headings of four levels, about 5,000 characters.
pub(crate) fn long_text() -> Copies {
    let paragraph = |n: usize| match n % 6 {
        0 => "一、总体情况".to_owned(),
        1 => "（一）组织领导".to_owned(),
        2 => format!("1．{}", "落实责任，按时公开，接受监督。".repeat(8)),
        3 => format!(
            "（1）{}",
            "村级事项由村民委员会提供，乡人民政府审核。".repeat(6)
        ),
        _ => "对群众关心的惠农补贴、项目建设、财务收支等事项，做到应公开尽公开。".repeat(4),
    };
    Copies {
        title: "青禾乡2019年度政务公开工作总结".to_owned(),
        paragraphs: (0..60).map(paragraph).collect(),
        attachments: 2,
        lists: vec![],
        ..copies(0)
    }
}

/// A slip for so many copies, to the county's office of openness.
pub(crate) fn slip(copies: usize) -> HandOverSlip {
    let line = |n: usize| SlipLine {
        no: format!("2019-{:04}-1", n + 1),
        title: format!(
            "上坪村2019年第三季度农村低保金发放情况公示（第{}批）",
            n + 1
        ),
        pages: n % 3 + 1,
    };
    HandOverSlip {
        office: "青禾乡人民政府".to_owned(),
        to: "样例县人民政府办公室政务公开科".to_owned(),
        how: "纸质送交".to_owned(),
        lines: (0..copies).map(line).collect(),
    }
}

/// A slip with so many rows.
pub(crate) fn return_slip(rows: usize) -> ReturnSlip {
    let row = |number: usize| ReturnedRow {
        place: (number * 3 + 4).to_string(),
        name: person(number),
        id_number: "43*************000".to_owned(),
        column: "身份证号".to_owned(),
        wrong: "身份证号末三位变成 000，原号已丢失；请按户口簿重填，先把这一列设为“文本”"
            .to_owned(),
        remedy: "请把这一列设为“文本”，再对照身份证重填".to_owned(),
    };
    ReturnSlip {
        office: "青禾乡人民政府".to_owned(),
        to: "上坪村村民委员会".to_owned(),
        file: "上坪村低保第三季度.xls".to_owned(),
        whole: vec!["“金额”表上的合计是 35,910.00 元，各行加起来是 35,280.00 元".to_owned()],
        rows: (0..rows).map(row).collect(),
        counts: "读到 57 行，跳过 3 行，有错 2 行".to_owned(),
        due: Some(day(2019, 10, 11)),
        hand_to: "周禾生（党政办）".to_owned(),
        dated: Some(day(2019, 10, 8)),
    }
}

/// A notice that an item was corrected, or withdrawn.
pub(crate) fn notice(corrected: bool) -> Notice {
    Notice {
        office: "青禾乡人民政府".to_owned(),
        register_no: "2019-0049".to_owned(),
        title: "上坪村2019年第三季度农村低保金发放情况公示".to_owned(),
        released_on: Some(day(2019, 10, 15)),
        correction: corrected.then(|| Correction {
            register_no: "2019-0052".to_owned(),
            title: "上坪村2019年第三季度农村低保金发放情况公示".to_owned(),
        }),
        ended_on: Some(day(2019, 10, 18)),
        place: "上坪村村务公开栏".to_owned(),
        supervision_phone: "0000-0000000（乡纪委）".to_owned(),
        undertaking_unit: "青禾乡民政办".to_owned(),
        dated: Some(day(2019, 10, 18)),
    }
}

/// A letter to the secrecy authority.
pub(crate) fn letter() -> SecrecyLetter {
    SecrecyLetter {
        office: "青禾乡人民政府".to_owned(),
        prefix: "青政".to_owned(),
        year: 2019,
        to: "样例县国家保密局".to_owned(),
        title: "青禾乡2019年应急物资储备情况".to_owned(),
        entry: "2.4 救灾物资".to_owned(),
        class: "主动公开".to_owned(),
        channels: "公开栏、网站".to_owned(),
        unit: "青禾乡应急办".to_owned(),
        summary: "应急物资的品种、数量和存放地点。".to_owned(),
        reviewer: "林见清".to_owned(),
        opinion: "物资存放地点是否属于工作秘密，不能确定。".to_owned(),
        contact: "周禾生".to_owned(),
        phone: String::new(),
        paragraphs: vec![
            "现将2019年应急物资储备情况公开如下。".to_owned(),
            "一、物资品种和数量".to_owned(),
            "帐篷40顶、棉被200床、冲锋舟2艘，存放在乡应急物资储备点，由乡应急办每季度清点一次。"
                .repeat(3),
        ],
        elements: vec![("办事依据".to_owned(), "县级部门文件。".to_owned())],
        beside: "名单1份".to_owned(),
    }
}

/// A leaflet for households.
pub(crate) fn leaflet() -> Leaflet {
    Leaflet {
        office: "青禾乡人民政府".to_owned(),
        register_no: Some("2019-0049".to_owned()),
        title: "农村低保明白纸".to_owned(),
        paragraphs: vec![],
        basis: "《社会救助暂行办法》（国务院令第649号）第九条至第十三条。".to_owned(),
        who: "共同生活的家庭成员人均收入低于当地低保标准，家庭财产状况符合规定的农村居民。".to_owned(),
        standard: "按户补差：每人每月补到低保标准。2019年农村低保标准每人每年3,780.00元。".to_owned(),
        how: "向村委会或者乡民政办提出书面申请，带户口簿、身份证；乡里入户调查、民主评议、张榜公示7天，报县民政局批准。".to_owned(),
        payment: "每季度第一个月的15日以前，打到“一卡通”。".to_owned(),
        duty: String::new(),
        discipline: String::new(),
        result: String::new(),
        undertaking_unit: "青禾乡民政办".to_owned(),
        phone: String::new(),
        supervision_phone: "0000-0000000（乡纪委）".to_owned(),
        dated: "2019年10月15日".to_owned(),
        banner: String::new(),
    }
}

/// A sheet on which an opinion is handled.
pub(crate) fn feedback() -> FeedbackSheet {
    FeedbackSheet {
        office: "青禾乡人民政府".to_owned(),
        register_no: "2019-0049".to_owned(),
        title: "上坪村2019年第三季度农村低保金发放情况公示".to_owned(),
        released_on: Some(day(2019, 10, 15)),
        unit: "青禾乡民政办".to_owned(),
    }
}

pub(crate) fn envelope(size: EnvelopeSize) -> Envelope {
    Envelope {
        size,
        to_code: String::new(),
        to_address: "样例县人民路1号".to_owned(),
        to: "样例县人民政府办公室政务公开科".to_owned(),
        office: "青禾乡人民政府".to_owned(),
        address: String::new(),
        code: String::new(),
        plain: false,
    }
}

/// A plain envelope with everything on it.
pub(crate) fn plain_envelope(size: EnvelopeSize) -> Envelope {
    Envelope {
        to_code: "430699".to_owned(),
        code: "430698".to_owned(),
        address: "样例县青禾乡振兴路8号".to_owned(),
        plain: true,
        ..envelope(size)
    }
}

/// What changed on a list.
pub(crate) fn changes() -> ListChanges {
    let listed = |n: usize| ListedPerson {
        village: "上坪村".to_owned(),
        name: person(n),
        amount: Some(Fen(63_000)),
        row: (n + 4).to_string(),
        remark: String::new(),
    };
    ListChanges {
        office: "青禾乡人民政府".to_owned(),
        title: "上坪村2019年第三季度农村低保金发放情况公示".to_owned(),
        compared: "2019年第三季度与2019年第二季度比对。".to_owned(),
        sums: vec![
            "本期 57 人，金额 35,910.00 元".to_owned(),
            "新增 3 人，退出 2 人".to_owned(),
        ],
        joined: (0..3).map(listed).collect(),
        left: (7..9).map(listed).collect(),
        changed: vec![ChangedAmount {
            village: "上坪村".to_owned(),
            name: person(11),
            before: Fen(63_000),
            now: Fen(126_000),
            remark: String::new(),
        }],
        doubts: vec![Doubt {
            village: "上坪村".to_owned(),
            name: person(12),
            row: "16".to_owned(),
            what: "同一个号码也在下坪村的名单第 3 行".to_owned(),
        }],
        told: "人员按身份证号比对，本表不印号码。".to_owned(),
        dated: Some(day(2019, 10, 8)),
    }
}

/// Every paper, with the name of its file.
pub(crate) fn documents() -> Vec<(&'static str, Box<dyn Document>)> {
    vec![
        ("copies", Box::new(copies(12))),
        ("draft", Box::new(draft())),
        ("approval", Box::new(approval(7, false))),
        ("signed", Box::new(approval(3, true))),
        ("batch", Box::new(batch(12))),
        ("register", Box::new(register(12))),
        ("slip", Box::new(slip(3))),
        ("return", Box::new(return_slip(6))),
        ("changes", Box::new(changes())),
        ("correction", Box::new(notice(true))),
        ("withdrawal", Box::new(notice(false))),
        ("letter", Box::new(letter())),
        ("leaflet", Box::new(leaflet())),
        ("feedback", Box::new(feedback())),
        ("envelope", Box::new(envelope(EnvelopeSize::DL))),
    ]
}
