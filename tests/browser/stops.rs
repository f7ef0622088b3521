//! Where a walk stops: every page with its dialogs, in the order in which a clerk comes by.

use stage::browser::Browser;

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

fn drops(browser: &Browser) {
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
        browser.clicks("从备份恢复……");
    }),
    stop("/first", "第一次打开，漏填", |browser| {
        browser.presses("\u{e00c}").rests();
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
    stop("/today", "快捷键", |browser| {
        browser.presses("?").shows("键盘上的快捷键");
    }),
    stop("/draft/:id?", "草稿列表", |browser| {
        browser.presses("\u{e00c}").goes_to("/draft");
    }),
    stop("/draft/:id?", "新的一件", |browser| {
        browser.goes_to("/draft").clicks("低保、救灾物资发放");
    }),
    stop("/draft/:id?", "换条目", |browser| {
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
    stop("/import", "导入，看懂了什么", drops),
    stop("/import", "导入，改问题", |browser| {
        browser.clicks_at(".actions .el-button--primary");
    }),
    stop("/import", "导入，不列入", |browser| {
        browser.clicks("不列入…");
    }),
    stop("/review/:id?", "审核审批", |browser| {
        browser.presses("\u{e00c}").goes_to("/review");
    }),
    stop("/review/:id?", "审核审批，一件", |browser| {
        browser.clicks_at(".groups a[href^='#/review/']");
    }),
    stop("/review/:id?", "录入签好的审批表", |browser| {
        browser.clicks("纸上签好了，录入");
    }),
    stop("/review/:id?", "打印审批表", |browser| {
        browser.presses("\u{e00c}").rests();
        browser.clicks("打印审批表");
    }),
    stop("/review/:id?", "退回", |browser| {
        browser.presses("\u{e00c}").rests();
        browser.clicks("退回");
    }),
    stop("/release/:id?", "发布", |browser| {
        browser.presses("\u{e00c}").goes_to("/release");
    }),
    stop("/release/:id?", "发布，能不能发", |browser| {
        browser.clicks_at(".queue a[href^='#/release/']");
    }),
    stop("/boards", "公开栏现状", |browser| {
        browser.goes_to("/boards");
    }),
    stop("/boards", "加公开栏", |browser| {
        browser.clicks("加公开栏");
    }),
    stop("/boards", "撤下", |browser| {
        browser.presses("\u{e00c}").rests();
        browser.clicks("撤下");
    }),
    stop("/post/:id", "登记张贴", |browser| {
        browser.presses("\u{e00c}").goes_to("/copies");
        browser.clicks_at("main a[href^='#/post/']");
    }),
    stop("/copies", "档案与三份", |browser| {
        browser.goes_to("/copies");
    }),
    stop("/copies", "送县", |browser| {
        browser.clicks_at("thead input").clicks("送县 1 份");
    }),
    stop("/copies", "归档", |browser| {
        browser.presses("\u{e00c}").rests();
        browser.clicks("归档 ");
    }),
    stop("/copies", "收到回执", |browser| {
        browser.presses("\u{e00c}").rests();
        browser.clicks("收到回执");
    }),
    stop("/print", "打印", |browser| {
        browser.presses("\u{e00c}").goes_to("/print");
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
    stop("/search", "查找，有结果", |browser| {
        browser.types("查找什么", "低保").shows("找到 ");
    }),
    stop("/item/:id", "公开事项", |browser| {
        browser
            .goes_to("/copies")
            .clicks_at("main a[href^='#/item/']");
    }),
    stop("/item/:id", "撤回", |browser| {
        browser.clicks("撤回");
    }),
    stop("/item/:id", "更正", |browser| {
        browser.presses("\u{e00c}").rests();
        browser.clicks("更正");
    }),
    stop("/handbook/:chapter?", "用户手册", |browser| {
        browser.presses("\u{e00c}").goes_to("/handbook");
    }),
    stop("/settings/:tab?", "设置", |browser| {
        browser.goes_to("/settings");
    }),
];
