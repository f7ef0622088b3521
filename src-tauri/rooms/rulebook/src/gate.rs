//! 能不能发: one sheet of checks before a release. Red blocks; a warning wants a reason.

use chrono::NaiveDate;
use serde::Serialize;

use crate::chain::Step;
use crate::coded::coded;
use crate::disclosure::Disclosure;
use crate::signature::Secrecy;
use crate::vocabulary::{DisclosureClass, Element, TimeClass};

coded! {
    /// How a check came out.
    pub enum Level ("检查结果") {
        /// In order.
        Ok = "ok" / "通过",
        /// Release is possible with a reason.
        Warning = "warning" / "提醒",
        /// Release is not possible.
        Red = "red" / "不能发",
    }
}

coded! {
    /// What was checked.
    pub enum CheckKind ("检查项") {
        /// The whole chain has signed.
        Signatures = "signatures" / "签名",
        /// The secrecy review cleared it.
        Secrecy = "secrecy" / "保密审查",
        /// Its class may be released.
        Class = "class" / "公开属性",
        /// The finished output shows nothing private.
        PrivateData = "private-data" / "个人信息",
        /// Everything can be printed.
        Print = "print" / "打印",
        /// There is something to publish.
        Content = "content" / "公开内容",
        /// Rows that were left out of the list.
        List = "list" / "名单",
        /// A list of people on its way to the internet.
        ListOnline = "list-online" / "名单上网",
        /// 六个要素.
        Elements = "elements" / "六个要素",
        /// 提供单位 and provider.
        Provider = "provider" / "提供单位",
        /// 监督电话.
        Phone = "phone" / "监督电话",
        /// 时限类别 settled.
        TimeClass = "time-class" / "时限类别",
        /// Released in time.
        Deadline = "deadline" / "公开期限",
        /// Scans of paper signatures.
        Scans = "scans" / "签名扫描件",
        /// 补签 owed.
        Owed = "owed" / "补签",
    }
}

/// One line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Check {
    /// What was checked.
    pub check: CheckKind,
    /// How it came out.
    pub level: Level,
    /// What was found, for the clerk.
    pub text: String,
    /// Where (step, row, page), if somewhere.
    #[serde(rename = "where")]
    pub place: String,
}

/// The sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Gate {
    /// No line is red.
    pub open: bool,
    /// The lines.
    pub checks: Vec<Check>,
}

/// What was found in the finished output, and where; already masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFinding {
    /// What it is, Chinese.
    pub kind: String,
    /// The finding, masked.
    pub masked: String,
    /// Where in the output.
    pub place: String,
    /// Whether it blocks the release or wants a reason: an office's own landline or address may
    /// stand on purpose, a person's number never does.
    pub level: Level,
}

/// Facts about an item that the rulebook cannot see by itself.
#[derive(Debug, Clone)]
pub struct GateFacts<'a> {
    /// The item.
    pub disclosure: &'a Disclosure,
    /// Elements that neither the item nor its entry gives, where the office wants all six.
    pub missing_elements: Vec<Element>,
    /// 时限类别 of the entry.
    pub time_class: TimeClass,
    /// The last day of the entry's clock; `Err` holds the year that has no calendar.
    pub due: Option<Result<NaiveDate, i32>>,
    /// The day of the intended release.
    pub on: NaiveDate,
    /// The last day on which an oral agreement can be made good in time.
    pub owed_by: Option<NaiveDate>,
    /// The office has told its supervision telephone.
    pub has_supervision_phone: bool,
    /// Rows in the list and rows left out of it.
    pub list: Option<(usize, usize)>,
    /// The list names people, and a channel that is planned reaches beyond the township.
    pub people_online: bool,
    /// What a scan of the finished output found.
    pub findings: Vec<OutputFinding>,
    /// What would stop the print (a character that no font has, a text too long), with its place.
    pub print_faults: Vec<(String, String)>,
    /// 公开属性 that the catalogue gives the entry.
    pub entry_mode: Option<DisclosureClass>,
}

impl Gate {
    /// Runs every check, in the order a person would ask.
    pub fn look(facts: &GateFacts<'_>) -> Self {
        let mut checks = vec![signatures(facts), secrecy(facts), class(facts)];
        checks.extend(laxer_class(facts));
        checks.extend(private_data(facts));
        checks.extend(printable(facts));
        checks.push(content(facts));
        checks.extend(list(facts));
        checks.extend(list_online(facts));
        checks.push(elements(facts));
        checks.push(provider(facts));
        checks.push(phone(facts));
        checks.push(time_class(facts));
        checks.extend(deadline(facts));
        checks.extend(scans(facts));
        checks.extend(owed(facts));
        let open = checks.iter().all(|check| check.level != Level::Red);
        Self { open, checks }
    }

    /// The lines of one level.
    pub fn of(&self, level: Level) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(move |check| check.level == level)
    }
}

fn line(
    check: CheckKind,
    level: Level,
    text: impl Into<String>,
    place: impl Into<String>,
) -> Check {
    Check {
        check,
        level,
        text: text.into(),
        place: place.into(),
    }
}

fn signatures(facts: &GateFacts<'_>) -> Check {
    let kind = CheckKind::Signatures;
    match facts.disclosure {
        Disclosure::Approved(_) => line(kind, Level::Ok, "签名齐全", ""),
        Disclosure::InReview(review) => {
            let next = review.next_step().map_or("", Step::label);
            line(
                kind,
                Level::Red,
                format!("还没有签完，下一步是“{next}”"),
                next,
            )
        }
        Disclosure::Draft(_) => line(
            kind,
            Level::Red,
            "还没有提交，先由经办签名",
            Step::Draft.label(),
        ),
        Disclosure::Released(_) => line(kind, Level::Red, "已经发布，不能再发布一次", ""),
        Disclosure::Corrected(_) | Disclosure::Withdrawn(_) | Disclosure::Exempt(_) => {
            let state = facts.disclosure.state();
            line(kind, Level::Red, format!("本件“{state}”，不能发布"), "")
        }
    }
}

fn secrecy(facts: &GateFacts<'_>) -> Check {
    let kind = CheckKind::Secrecy;
    let place = Step::Review.label();
    if let Disclosure::InReview(review) = facts.disclosure
        && let Some(referral) = review.referral()
    {
        let since = referral.moment.occurred_on;
        return line(
            kind,
            Level::Red,
            format!("不能确定，{since} 已报上级，等候答复"),
            place,
        );
    }
    match facts
        .disclosure
        .signatures()
        .iter()
        .find_map(|signature| signature.secrecy)
    {
        Some(Secrecy::Open) => line(kind, Level::Ok, "保密审查：可公开", place),
        Some(Secrecy::Partly) => line(kind, Level::Ok, "保密审查：部分公开", place),
        Some(conclusion @ (Secrecy::Closed | Secrecy::Referred)) => {
            line(kind, Level::Red, format!("保密审查：{conclusion}"), place)
        }
        None => line(kind, Level::Red, "还没有作保密审查", place),
    }
}

fn class(facts: &GateFacts<'_>) -> Check {
    let class = facts.disclosure.content().class;
    let kind = CheckKind::Class;
    match class {
        DisclosureClass::Proactive => line(kind, Level::Ok, "主动公开", ""),
        DisclosureClass::Internal => line(
            kind,
            Level::Ok,
            "内部公开：只存乡里一份，不报县、不张贴",
            "",
        ),
        DisclosureClass::OnRequest | DisclosureClass::Exempt => {
            line(kind, Level::Red, format!("公开属性是“{class}”，不发布"), "")
        }
    }
}

fn private_data(facts: &GateFacts<'_>) -> Vec<Check> {
    let kind = CheckKind::PrivateData;
    if facts.findings.is_empty() {
        return vec![line(
            kind,
            Level::Ok,
            "成品和附件已检查，没有发现个人信息",
            "",
        )];
    }
    let text = |finding: &OutputFinding| {
        format!("{}有{}：{}", finding.place, finding.kind, finding.masked)
    };
    facts
        .findings
        .iter()
        .map(|finding| line(kind, finding.level, text(finding), finding.place.clone()))
        .collect()
}

fn printable(facts: &GateFacts<'_>) -> Vec<Check> {
    let red = |(text, place): &(String, String)| {
        line(CheckKind::Print, Level::Red, text.clone(), place.clone())
    };
    facts.print_faults.iter().map(red).collect()
}

/// The catalogue keeps the matter inside, the item does not: somebody has to say why.
fn laxer_class(facts: &GateFacts<'_>) -> Option<Check> {
    let class = facts.disclosure.content().class;
    let mode = facts.entry_mode?;
    let laxer = class == DisclosureClass::Proactive && mode != DisclosureClass::Proactive;
    let text = format!("目录条目是“{mode}”，本件却是“{class}”，请核对");
    laxer.then(|| line(CheckKind::Class, Level::Warning, text, "公开属性"))
}

fn content(facts: &GateFacts<'_>) -> Check {
    let content = facts.disclosure.content();
    let empty =
        content.body.trim().is_empty() && content.list.is_none() && content.attachments.is_empty();
    if empty {
        return line(
            CheckKind::Content,
            Level::Warning,
            "没有正文、名单，也没有附件",
            "正文",
        );
    }
    line(CheckKind::Content, Level::Ok, "有公开内容", "")
}

fn list(facts: &GateFacts<'_>) -> Option<Check> {
    let (rows, left_out) = facts.list?;
    if left_out > 0 {
        let text = format!("名单 {rows} 行，另有 {left_out} 行有错未列入");
        return Some(line(CheckKind::List, Level::Warning, text, "名单"));
    }
    Some(line(
        CheckKind::List,
        Level::Ok,
        format!("名单 {rows} 行"),
        "名单",
    ))
}

/// Lists of people go to the village board; the internet gets totals unless the reviewer says why.
fn list_online(facts: &GateFacts<'_>) -> Option<Check> {
    let text = "名单里有个人姓名，默认只上公开栏；网上只放合计，确要上网请写明原因";
    facts
        .people_online
        .then(|| line(CheckKind::ListOnline, Level::Warning, text, "公开形式"))
}

fn elements(facts: &GateFacts<'_>) -> Check {
    let kind = CheckKind::Elements;
    if facts.missing_elements.is_empty() {
        return line(kind, Level::Ok, "六个要素齐全或本目录不要求", "");
    }
    let names: Vec<_> = facts
        .missing_elements
        .iter()
        .map(|element| element.label())
        .collect();
    let names = names.join("、");
    line(kind, Level::Warning, format!("缺少要素：{names}"), names)
}

fn provider(facts: &GateFacts<'_>) -> Check {
    let content = facts.disclosure.content();
    let missing = match (&content.unit, &content.provider) {
        (Some(_), Some(_)) => {
            return line(CheckKind::Provider, Level::Ok, "提供单位和提供人已写明", "");
        }
        (None, Some(_)) => "提供单位",
        (Some(_), None) => "提供人",
        (None, None) => "提供单位、提供人",
    };
    line(
        CheckKind::Provider,
        Level::Warning,
        format!("没有写{missing}（谁提供、谁负责）"),
        missing,
    )
}

fn phone(facts: &GateFacts<'_>) -> Check {
    if facts.has_supervision_phone {
        return line(CheckKind::Phone, Level::Ok, "有监督电话", "");
    }
    line(
        CheckKind::Phone,
        Level::Warning,
        "没有监督电话，公示表上会空着",
        "设置",
    )
}

fn time_class(facts: &GateFacts<'_>) -> Check {
    match facts.time_class {
        TimeClass::Unsettled => line(
            CheckKind::TimeClass,
            Level::Warning,
            "目录条目的时限类别未定，请确认",
            "目录",
        ),
        settled @ (TimeClass::LongTerm | TimeClass::Periodic | TimeClass::Immediate) => {
            line(CheckKind::TimeClass, Level::Ok, settled.label(), "")
        }
    }
}

fn deadline(facts: &GateFacts<'_>) -> Option<Check> {
    let kind = CheckKind::Deadline;
    if facts.disclosure.content().formed_on.is_none() {
        let text = "没有写形成日期，算不出公开期限";
        return Some(line(kind, Level::Warning, text, "形成日期"));
    }
    Some(match facts.due? {
        Ok(due) if facts.on > due => line(
            kind,
            Level::Warning,
            format!("公开期限是 {due}，已经过了"),
            due.to_string(),
        ),
        Ok(due) => line(kind, Level::Ok, format!("公开期限 {due}"), ""),
        Err(year) => {
            let text = format!("没有 {year} 年的放假安排，算不出公开期限");
            line(kind, Level::Warning, text, "工作日历")
        }
    })
}

fn scans(facts: &GateFacts<'_>) -> Option<Check> {
    let missing = |signature: &&crate::signature::Signature| signature.lacks_scan();
    let steps: Vec<_> = facts
        .disclosure
        .signatures()
        .iter()
        .filter(missing)
        .map(|s| s.step.label())
        .collect();
    let steps = (!steps.is_empty()).then(|| steps.join("、"))?;
    Some(line(
        CheckKind::Scans,
        Level::Warning,
        format!("纸签没有扫描件：{steps}"),
        steps,
    ))
}

/// How many work days after an oral agreement its 补签 is due.
pub const MADE_GOOD_WITHIN: u32 = 2;

fn owed(facts: &GateFacts<'_>) -> Option<Check> {
    let oral = facts
        .disclosure
        .signatures()
        .iter()
        .find(|signature| signature.is_owed())?;
    let (step, on) = (oral.step.label(), oral.moment.occurred_on);
    let due = match facts.owed_by {
        Some(by) if facts.on > by => format!("应于 {by} 前补签，已逾期"),
        Some(by) => format!("应于 {by} 前补签"),
        None => format!("应在 {MADE_GOOD_WITHIN} 个工作日内补签"),
    };
    let immediate = facts.time_class == TimeClass::Immediate;
    let rule = if immediate {
        ""
    } else {
        "；口头同意本来只用于即时公开事项"
    };
    let text = format!("{step} {on} 口头同意，{due}{rule}");
    Some(line(CheckKind::Owed, Level::Warning, text, step))
}
