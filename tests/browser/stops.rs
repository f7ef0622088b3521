//! Where a walk stops: every page with its dialogs, in the order in which a clerk comes by.

use serde_json::json;
use stage::browser::Browser;

use super::scans;

/// A page, or something that opens on it.
pub(super) struct Stop {
    /// The page's own name for its address.
    pub(super) route: &'static str,
    pub(super) name: &'static str,
    /// How one comes there.
    pub(super) go: fn(&Browser),
}

const fn stop(route: &'static str, name: &'static str, go: fn(&Browser)) -> Stop {
    Stop { route, name, go }
}

/// A workbook in which a village has made mistakes.
const WITH_MISTAKES: &str = "石桥村2019年第三季度低保金发放表（有错）.xlsx";

/// Opens what has this title by clicking these words.
pub(super) fn opens(browser: &Browser, words: &str, title: &str) {
    browser.clicks(words);
    browser.waits(
        &format!("“{title}” is open"),
        "return [...document.querySelectorAll('[role=dialog]')].some((one) => \
         one.getClientRects().length > 0 && one.innerText.trim().startsWith(arguments[0]))",
        vec![json!(title)],
    );
    browser.rests();
}

/// Esc closes what is open, and the focus is where it was before.
fn closes(browser: &Browser) {
    browser.presses("\u{e00c}");
    browser.waits(
        "Esc closes what is open",
        "return ![...document.querySelectorAll('[role=dialog]')].some((one) => one.getClientRects().length > 0)",
        Vec::new(),
    );
    browser.waits(
        "the focus is back",
        "return window.__found === document.activeElement || window.__found.contains(document.activeElement)",
        Vec::new(),
    );
}

pub(super) fn drops(browser: &Browser) {
    let path = super::root("assets/sample-office").join(WITH_MISTAKES);
    let content = std::fs::read(path).expect("the sample's workbook");
    browser.goes_to("/import").drops(WITH_MISTAKES, &content);
    browser.shows("看懂了什么");
}

/// The first hour, before there is an office and while it is empty.
pub(super) const FIRST_HOUR: &[Stop] = &[
    stop("/first", "第一次打开", |browser| {
        browser.shows("样例单位");
    }),
    stop("/first", "第一次打开，从备份恢复", |browser| {
        opens(browser, "从备份恢复……", "从备份恢复");
    }),
    stop("/first", "第一次打开，漏填", |browser| {
        closes(browser);
        browser.clicks("建立登记库").shows("请填写单位全称");
    }),
    stop("/first/people", "谁在这里办公", |browser| {
        browser.types("单位全称", "青禾乡人民政府");
        browser.types("所在县", "样例县");
        browser.clicks_at("input[name=catalogue]");
        browser.clicks("建立登记库").shows("谁在这里办公");
    }),
    stop("/today", "空，今日", |browser| {
        browser.clicks_at("#person-0").presses("周禾生");
        browser.clicks("完成，到今日").shows("青禾乡人民政府");
    }),
    stop("/draft/:id?", "空，草稿列表", |browser| {
        browser.goes_to("/draft");
    }),
    stop("/import", "空，导入", |browser| {
        browser.goes_to("/import");
    }),
    stop("/review/:id?", "空，审核审批", |browser| {
        browser.goes_to("/review");
    }),
    stop("/release/:id?", "空，发布", |browser| {
        browser.goes_to("/release");
    }),
    stop("/boards", "空，公开栏", |browser| {
        browser.goes_to("/boards");
    }),
    stop("/print", "空，打印", |browser| {
        browser.goes_to("/print");
    }),
    stop("/print/log", "空，打印记录", |browser| {
        browser.goes_to("/print/log");
    }),
    stop("/register", "空，登记簿", |browser| {
        browser.goes_to("/register");
    }),
    stop("/copies", "空，档案与三份", |browser| {
        browser.goes_to("/copies");
    }),
    stop("/county/reports", "空，上报县平台", |browser| {
        browser.goes_to("/county/reports").shows("还没有设好");
    }),
    stop("/county/periods", "空，零报告和年报", |browser| {
        browser.goes_to("/county/periods").shows("还没有写过");
    }),
    stop("/county/letters", "空，县里的来件", |browser| {
        browser.goes_to("/county/letters").shows("还没有来件");
    }),
    stop("/catalogue", "空，目录", |browser| {
        browser.goes_to("/catalogue");
    }),
    stop("/search", "空，查找", |browser| {
        browser.goes_to("/search");
    }),
];

/// A working day in the sample office.
pub(super) const WORKING_DAY: &[Stop] = &[
    stop("/today", "今日", |browser| {
        browser.goes_to("/first").clicks("打开样例单位");
        browser.shows("要办的事");
    }),
    stop("/today", "您是谁", |browser| {
        browser.clicks_at(".seat").shows("何远山");
    }),
    stop("/today", "按月看数字，为什么", |browser| {
        browser.presses("\u{e00c}").rests();
        // The year's picture comes when somebody looks below the lines.
        browser.runs(
            "document.querySelector('.below').scrollIntoView()",
            Vec::new(),
        );
        browser.clicks("按月看数字").clicks_at("button.why");
    }),
    stop("/today", "快捷键", |browser| {
        browser.presses("?").shows("键盘上的快捷键");
    }),
    stop("/draft/:id?", "草稿列表", |browser| {
        browser.presses("\u{e00c}").goes_to("/draft");
    }),
    stop("/draft/:id?", "新的一件", |browser| {
        browser.goes_to("/draft").clicks("低保、救灾物资发放");
    }),
    stop("/draft/:id?", "选日期", |browser| {
        browser.clicks_at("#draft-formed-on").shows("10 月");
    }),
    stop("/draft/:id?", "换条目", |browser| {
        browser.presses("\u{e00c}").rests();
        browser.clicks("换一条");
    }),
    stop("/draft/:id?", "草稿", |browser| {
        browser.goes_to("/draft").clicks_at("a.draft");
    }),
    stop("/draft/:id?", "草稿，其他内容", |browser| {
        browser.clicks("其他内容");
    }),
    stop("/import", "导入，选表格", |browser| {
        browser.goes_to("/import");
    }),
    stop("/import", "导入，撤销", |browser| {
        opens(browser, "撤销这次导入", "撤销这次导入");
    }),
    stop("/import", "导入，给村里的空表", |browser| {
        closes(browser);
        opens(browser, "给村里的空表…", "给村里的空表");
        browser.shows("各列：");
    }),
    stop("/import", "导入，看懂了什么", |browser| {
        closes(browser);
        drops(browser);
        browser.shows("查了");
    }),
    stop("/import", "导入，改问题", |browser| {
        browser.clicks_at(".actions .el-button--primary");
    }),
    stop("/import", "导入，不列入", |browser| {
        opens(browser, "不列入…", "第 ");
    }),
    stop("/import", "导入，存为草稿", |browser| {
        browser
            .clicks("村里补报")
            .clicks_at("[role=dialog] .el-button--primary");
        browser.clicks("有错");
        opens(browser, "不列入…", "第 ");
        browser
            .clicks("重复")
            .clicks_at("[role=dialog] .el-button--primary");
        browser.clicks("存为草稿 →");
    }),
    stop("/import", "导入，存好了", |browser| {
        browser.clicks("另外存一份");
        browser.clicks("对不上的合计").clicks("存为草稿 21 行");
    }),
    stop("/review/:id?", "审核审批", |browser| {
        browser.goes_to("/review");
    }),
    stop("/review/:id?", "审核审批，一件", |browser| {
        browser.clicks_at(".groups a[href^='#/review/']");
    }),
    stop("/review/:id?", "录入签好的审批表", |browser| {
        opens(browser, "纸上签好了，录入", "录入签好的审批表");
    }),
    stop("/review/:id?", "打印审批表", |browser| {
        closes(browser);
        opens(browser, "打印审批表", "审批表");
    }),
    stop("/review/:id?", "签字", |browser| {
        closes(browser);
        opens(browser, "签字", "经办签字");
    }),
    stop("/review/:id?", "退回", |browser| {
        closes(browser);
        browser.clicks("石桥村水库除险加固工程进展");
        opens(browser, "退回", "退回经办人");
    }),
    stop("/review/:id?", "批量审批表", |browser| {
        closes(browser);
        browser.goes_to("/review");
        browser
            .clicks_at(".groups input:enabled")
            .shows("已勾选 1 件");
    }),
    stop("/release/:id?", "发布", |browser| {
        browser.goes_to("/release");
    }),
    stop("/release/:id?", "发布，能不能发", |browser| {
        browser.clicks_at(".queue a[href^='#/release/']");
    }),
    stop("/boards", "公开栏现状", |browser| {
        browser.goes_to("/boards");
    }),
    stop("/boards", "加公开栏", |browser| {
        opens(browser, "加公开栏", "加公开栏");
    }),
    stop("/boards", "撤下", |browser| {
        closes(browser);
        opens(browser, "撤下", "撤下");
    }),
    stop("/post/:id", "登记张贴", |browser| {
        closes(browser);
        browser
            .goes_to("/copies")
            .clicks_at("main a[href^='#/post/']");
    }),
    stop("/copies", "档案与三份", |browser| {
        browser.goes_to("/copies");
    }),
    stop("/copies", "送县", |browser| {
        browser.clicks_at("thead input");
        opens(browser, "送县 1 份", "送县 1 份");
    }),
    stop("/copies", "归档", |browser| {
        closes(browser);
        opens(browser, "归档 11 件", "归档 11 件");
    }),
    stop("/copies", "收到回执", |browser| {
        closes(browser);
        opens(browser, "收到回执 8 份", "收到回执 8 份");
    }),
    stop("/archive", "整理归档", |browser| {
        closes(browser);
        browser.goes_to("/archive").shows("全宗号");
    }),
    stop("/boxes", "盒与目录", |browser| {
        browser.goes_to("/boxes").shows("还没有归档的件");
    }),
    stop("/leaving", "移交与鉴定", |browser| {
        browser.goes_to("/leaving").shows("没有期满的件");
    }),
    stop("/scans", "扫描件", |browser| {
        browser.goes_to("/scans").shows("没有等着的");
    }),
    stop("/scans", "收来的扫描件", scans::come),
    stop("/scans", "扫描件归入", scans::are_assigned),
    stop("/scans", "扫描件放一边", |browser| {
        closes(browser);
        scans::are_set_aside(browser);
    }),
    stop("/scans", "放在一边的扫描件", scans::lie_aside),
    stop("/county/setup", "报县的设置", |browser| {
        browser.goes_to("/county/setup").shows("怎样报县");
    }),
    stop("/county/reports", "手工填报", |browser| {
        browser.clicks("存下").shows("已存下");
        browser.goes_to("/county/reports").shows("等着填进县网站");
    }),
    stop("/county/reports", "去填", |browser| {
        opens(browser, "去填", "填进县网站");
        browser.shows("网页地址");
    }),
    stop(
        "/county/reports",
        "手工填报，网页等着核对",
        |browser| {
            // Nobody listens there: the page is still to be looked at.
            browser.types("网页地址", "http://127.0.0.1:9/a.html");
            browser.clicks("记下网址，核对网页").shows("网址已记下");
        },
    ),
    stop("/county/reports", "人工看过", |browser| {
        opens(browser, "人工看过…", "人工看过");
    }),
    stop("/county/setup", "报县的设置，U盘", |browser| {
        closes(browser);
        browser.goes_to("/county/setup").clicks("文件夹或U盘");
        // Only looked at, never written to.
        browser.types("区划代码", "430699205");
        browser.types("文件夹", "/tmp").clicks("存下");
        browser.shows("已存下");
    }),
    stop("/county/periods", "写一份报告", |browser| {
        browser.goes_to("/county/periods");
        opens(browser, "写一份…", "写一份");
        browser.clicks("统计").shows("程序从登记簿里数");
    }),
    stop("/county/periods", "写好的统计", |browser| {
        browser.clicks("写好").shows("政务公开统计");
        browser.clicks_at("button[aria-label^=看]").shows("合计");
    }),
    stop("/county/periods", "记为已报", |browser| {
        opens(browser, "记为已报…", "记为已报");
    }),
    stop("/county/reports", "上报和接收", |browser| {
        closes(browser);
        browser.goes_to("/county/reports");
        opens(browser, "上报和接收…", "这一次要做的");
        browser.shows("将上报");
    }),
    stop("/stations", "站所来稿", |browser| {
        closes(browser);
        browser.goes_to("/stations").shows("还没有收到来稿");
    }),
    stop("/stations", "交换处", |browser| {
        opens(browser, "交换处……", "交换处");
    }),
    stop(
        "/stations/texts/:id",
        "逐项选定，没有等着的",
        |browser| {
            closes(browser);
            browser
                .goes_to("/stations/texts/00000000")
                .shows("回到站所来稿");
        },
    ),
    stop("/hand-over/:id", "交党政办", |browser| {
        browser.goes_to("/draft").clicks_at("main a.draft");
        browser.runs(
            "location.hash = location.hash.replace('/draft/', '/hand-over/')",
            Vec::new(),
        );
        browser.shows("还没有登记交给哪个单位");
    }),
    stop("/archive", "归档设置", |browser| {
        browser.goes_to("/archive");
        opens(browser, "填归档设置", "归档设置");
    }),
    stop("/print", "打印", |browser| {
        closes(browser);
        browser.goes_to("/print");
    }),
    stop("/print", "打印审批表，成批", |browser| {
        browser.clicks("审批表").clicks("全选");
    }),
    stop("/print", "打印其他纸面", |browser| {
        browser.clicks("其他纸面");
    }),
    stop("/print", "打印登记簿", |browser| {
        browser.clicks_at("main .kinds label:last-child");
    }),
    stop("/print/log", "打印记录", |browser| {
        browser.goes_to("/print/log");
    }),
    stop("/register", "登记簿", |browser| {
        browser.goes_to("/register");
    }),
    stop("/catalogue", "目录", |browser| {
        browser.goes_to("/catalogue");
    }),
    stop("/catalogue", "目录，一条", |browser| {
        browser.clicks("低保、救灾物资发放");
    }),
    stop("/search", "查找", |browser| {
        browser.goes_to("/search");
    }),
    stop("/search", "查找，没有", |browser| {
        browser.types("查找什么", "火星").shows("没有找到");
    }),
    stop("/search", "查找，有结果", |browser| {
        browser.types("查找什么", "低保").shows("救灾物资发放");
    }),
    stop("/item/:id", "公开事项，有名单", |browser| {
        browser.runs(
            "document.getElementById('search-words').focus()",
            Vec::new(),
        );
        browser.presses("\u{e007}").shows("公开内容");
    }),
    stop("/item/:id", "公开事项", |browser| {
        browser
            .goes_to("/copies")
            .clicks_at("main a[href^='#/item/']");
    }),
    stop("/item/:id", "撤回", |browser| {
        opens(browser, "撤回", "撤回");
    }),
    stop("/item/:id", "更正", |browser| {
        closes(browser);
        opens(browser, "更正", "更正");
    }),
    stop("/draft/:id?", "写解读", |browser| {
        closes(browser);
        browser.clicks("写解读").shows("不是解读");
    }),
    stop("/handbook/:chapter?", "用户手册", |browser| {
        browser.goes_to("/handbook");
    }),
    stop("/settings/:tab?", "设置", |browser| {
        browser.goes_to("/settings");
    }),
    stop("/settings/:tab?", "离岗", |browser| {
        browser.goes_to("/settings/staff");
        opens(browser, "离岗……", "离岗");
    }),
    stop("/settings/:tab?", "安排代办", |browser| {
        closes(browser);
        opens(browser, "安排代办……", "安排代办");
    }),
    stop("/review/:id?", "印批量审批表", |browser| {
        closes(browser);
        browser
            .goes_to("/review")
            .clicks_at(".groups input:enabled");
        opens(browser, "打印批量审批表", "批量审批表");
    }),
    stop("/review/:id?", "录批量审批表", |browser| {
        browser.presses("\u{e00c}").rests();
        opens(browser, "录入", "录入批量审批表");
    }),
    stop("/release/:id?", "发布好了", |browser| {
        browser.presses("\u{e00c}").rests();
        browser
            .goes_to("/release")
            .clicks_at(".queue a[href^='#/release/']");
        browser.lets_warnings_stand("网上只放合计，时限类别正在确认");
        browser.clicks("发布并打印三份").shows("2019-0011");
    }),
];

/// A stick with another version of the program is plugged in.
pub(super) const OFFERED: &[Stop] = &[
    stop("/today", "U盘上有更新", |browser| {
        browser.goes_to("/today").shows("U 盘上有政务公开 0.3.0 版");
    }),
    stop("/settings/:tab?", "更新以前", |browser| {
        opens(browser, "看看更新什么", "签名对得上");
    }),
    stop("/settings/:tab?", "更新好了", |browser| {
        browser.clicks("备份并更新").shows("更新到 0.3.0 版了");
    }),
    stop("/settings/:tab?", "退回以前", |browser| {
        opens(browser, "退回 0.1.0 版……", "退回上一版");
    }),
];

/// The sample's papers when their time is up: filed, boxed, bound, handed on and appraised.
pub(super) const OLD_ARCHIVE: &[Stop] = &[
    stop("/archive", "归好的档", |browser| {
        browser.goes_to("/archive?year=2019");
        opens(browser, "填归档设置", "归档设置");
        browser.types("全宗号", "J001").clicks("存下编号办法");
        // The button that opened it has done its duty and is gone.
        browser.shows("以后归档的件按这个编号").presses("\u{e00c}");
        browser.clicks("整理归档 12 件").shows("已归档 12 件");
    }),
    stop("/archive", "一件归档件", |browser| {
        opens(
            browser,
            "J001-WS·2019-D10-BGS-0001",
            "J001-WS·2019-D10-BGS-0001",
        );
    }),
    stop("/archive", "归一件其他文件", |browser| {
        closes(browser);
        opens(browser, "归一件其他文件", "归一件其他文件");
    }),
    stop("/boxes", "装好的盒", |browser| {
        closes(browser);
        browser
            .goes_to("/boxes?year=2019")
            .clicks("装盒 12 件")
            .shows("第1盒");
    }),
    stop("/boxes", "放在哪里", |browser| {
        browser.clicks_at("thead input");
        opens(browser, "放在哪里 ", "");
    }),
    stop("/boxes", "记装订", |browser| {
        closes(browser);
        opens(browser, "记装订", "第1册装订好了");
    }),
    stop("/leaving", "到期移交", |browser| {
        closes(browser);
        browser.goes_to("/leaving").shows("到期移交县档案馆");
        opens(browser, "记移交", "移交");
    }),
    stop("/leaving", "销毁清册", |browser| {
        closes(browser);
        browser.clicks("编销毁清册").shows("鉴定中");
    }),
    stop("/leaving", "鉴定、报批", |browser| {
        opens(browser, "鉴定、报批", "销毁清册");
    }),
    stop("/register", "封存一年", |browser| {
        closes(browser);
        browser.goes_to("/register?year=2019");
        opens(browser, "封存本年度", "封存2019年");
    }),
];
