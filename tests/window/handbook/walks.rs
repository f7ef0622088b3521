//! The walks themselves, in the order of the handbook's chapters; each begins where it wants and
//! leaves the office as a clerk would.

use std::path::{Path, PathBuf};

use super::{Clerk, DIALOG, PAGE};

/// A workbook of the sample office's villages.
fn workbook(name: &str) -> String {
    let file = samples().join(name);
    let file = file.canonicalize().unwrap_or(file);
    format!("/import?file={}", file.display())
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/sample-office")
}

/// The same sheet as a file that the office has not had yet: its archive bears a remark.
fn next_workbook(clerk: &Clerk<'_>, name: &str) -> String {
    let mut bytes = std::fs::read(samples().join(name)).expect("a workbook");
    let end = bytes.len() - 2;
    bytes[end..].copy_from_slice(&1_u16.to_le_bytes());
    bytes.push(b' ');
    let file = clerk.window.machine().home().join(name);
    std::fs::write(&file, bytes).expect("a workbook");
    format!("/import?file={}", file.display())
}

/// An office is founded, its people are written in; then the sample office is opened.
pub(super) fn first_day(clerk: &Clerk<'_>) {
    clerk
        .types("单位全称", "青禾乡人民政府")
        .types("所在县", "样例县");
    // A story's machine has its folder 文档 in a place that no person would know.
    clerk.runs(
        "the usual place",
        "const place = document.querySelector('.place .path'); place.innerText = arguments[0]; return true",
        "文档 / 政务公开 / 青禾乡人民政府",
    );
    clerk.picture("第一次打开", ".first", &["建立登记库", "打开样例单位"]);
    clerk.clicks("建立登记库").shows("谁在这里办公");
    for (at, name) in ["周禾生", "林见清", "何远山"].iter().enumerate() {
        clerk.does(
            "the field of a name",
            "const [at, name] = arguments[0]; const field = document.getElementById(`person-${at}`); \
             if (!field) return false; field.value = name; field.dispatchEvent(new Event('input')); return true",
            serde_json::json!([at, name]),
        );
    }
    clerk.picture("写上人员", ".first", &["完成，到今日"]);
    clerk.clicks("完成，到今日").shows("先办这几件");
    clerk.picture("先办这几件", "section[aria-label=先办这几件]", &[]);
    clerk.goes_to("/settings/chain").shows("全单位的流程");
    clerk.picture("审批流程", PAGE, &[]);
    clerk.goes_to("/settings/about").clicks("关闭这个登记库");
    clerk.clicks("打开样例单位").shows("要办的事");
    clerk.picture("今日", "#page", &[]);
}

/// The village's sheet comes in, is understood, kept and sent for review; a faulty one is mended.
pub(super) fn list_from_the_village(clerk: &Clerk<'_>) {
    clerk.goes_to("/import").shows("把村里送来的表格拖到这里");
    clerk.picture("选表格", "main .drop", &["选择表格…"]);
    clerk.clicks("给村里的空表…").shows("哪些村");
    clerk.picture("给村里的空表", DIALOG, &["选文件夹，存"]);
    clerk.clicks("不要了");
    clerk.goes_to(&workbook("石桥村2019年第三季度低保金发放表（有错）.xlsx"));
    clerk.shows("行有错").clicks("改问题　2 行");
    clerk.shows("方向键走动");
    clerk.picture("改问题", "section.mend", &["不列入…（Delete）"]);
    clerk.clicks("打印退回单…").shows("交回期限");
    clerk.picture("退回单", DIALOG, &["看样子，打印…"]);
    clerk.clicks("不要了");
    clerk.goes_to(&next_workbook(clerk, "上坪村农村低保金发放表.xlsx"));
    clerk.shows("57").shows("各行相符");
    clerk.picture("看懂了什么", PAGE, &["存为草稿 →"]);
    clerk.shows("号码体检和比对");
    clerk.picture("号码体检", "section[aria-label='号码体检和比对']", &[]);
    clerk.clicks("存为草稿 →").shows("没写全的以后可以再补");
    let today = clerk.today();
    clerk.types("标题", "上坪村第四季度农村低保金发放公示");
    clerk.types("形成日期", &format!("{today}\u{e007}"));
    clerk.types("提供人", "许长福");
    clerk.picture("存为草稿", "main section.sheet:last-of-type", &[]);
    clerk.clicks("存为草稿　57 行").shows("去看草稿");
    clerk.clicks("去看草稿").shows("还缺什么");
    clerk.types("正文", "现将上坪村第四季度农村低保金发放情况予以公示，公示期为七天。有异议的，请在公示期内向乡社会事务办公室反映。");
    clerk.picture("写正文", PAGE, &["保存并送审"]);
    clerk.clicks("其他内容").shows("公开属性");
    clerk.clicks("村公开栏").clicks("网站").clicks("公开栏");
    clerk.picture("公开属性", "details.others", &["公开形式"]);
    clerk.clicks("保存并送审").shows("已送审");
}

/// The sheet is printed, signed on paper, and entered.
pub(super) fn signatures_on_paper(clerk: &Clerk<'_>) {
    clerk.goes_to("/review").follows("上坪村第四季度");
    clerk.shows("现在轮到审核").clicks("打印审批表");
    clerk.shows("第 1 页，共");
    clerk.picture("审批表", DIALOG, &["存为 PDF"]);
    clerk.clicks("关上").shows("名单变动");
    clerk.picture("名单变动", "section[aria-label='名单变动']", &[]);
    clerk.clicks("纸上签好了，录入");
    clerk
        .chooses("审核签字人", "林见清")
        .chooses("主要领导签字人", "何远山");
    let today = clerk.today();
    clerk
        .types("审核签字日期", &today)
        .types("主要领导签字日期", &today);
    clerk.types("主要领导意见", "同意公开").clicks("可公开");
    clerk.does(
        "the conclusion is chosen",
        "return document.querySelector(arguments[0]).checked",
        serde_json::json!("input[name=secrecy]"),
    );
    clerk.picture("录入审批表", DIALOG, &["选扫描件或照片", "录入 2 个签字"]);
    clerk.clicks("录入 2 个签字").clicks("去发布");
}

/// Release, three copies, the board, the county, the shelf.
pub(super) fn release_and_boards(clerk: &Clerk<'_>) {
    clerk.window.lets_warnings_stand("扫描件当天补交");
    clerk.shows("第 1 页，共");
    clerk.picture("能不能发", PAGE, &["发布并打印三份"]);
    clerk.clicks("发布并打印三份").shows("已发布，已写入");
    clerk.picture("已发布", ".done > section", &["打印", "登记张贴"]);
    clerk.clicks_in(".done > section", "打印");
    clerk.shows("已勾 1 件").shows("第 1 页，共");
    clerk.picture("打印", PAGE, &["另存为 PDF"]);
    clerk.goes_to("/release").follows("上坪村第四季度");
    clerk.shows("这次贴到哪里").clicks("上坪村公开栏");
    clerk.picture("登记张贴", PAGE, &["选照片", "记下张贴 1 处"]);
    clerk.clicks("记下张贴 1 处").shows("补照片");
    clerk.goes_to("/boards").shows("加公开栏");
    clerk.picture("公开栏现状", PAGE, &["撤下到期的"]);
    clerk.clicks("撤下到期的").shows("撤下日期");
    clerk.picture("撤下", DIALOG, &["记下撤下"]);
    clerk.clicks("先不撤");
    clerk
        .goes_to("/copies?missing=county")
        .shows("上坪村第四季度");
    clerk.runs(
        "the box before the line",
        "const line = [...document.querySelectorAll('main tbody tr')].find((one) => one.innerText.includes(arguments[0])); \
         line?.querySelector('input').click(); return line !== undefined",
        "上坪村第四季度",
    );
    clerk.picture("档案与三份", PAGE, &["未送县", "送县 1 份"]);
    clerk.clicks("送县 1 份").shows("怎样送");
    clerk.types("送给谁", "样例县政务公开办公室");
    clerk.picture("送县", DIALOG, &["打印交接单", "记下送交"]);
    clerk.clicks("先不送");
}

/// The register, the item's own page, correcting and withdrawing.
pub(super) fn books(clerk: &Clerk<'_>) {
    clerk.goes_to("/register").shows("登记编号");
    clerk.picture("登记簿", PAGE, &["导出表格", "打印"]);
    clerk.follows("-0009").shows("接下来");
    clerk.picture(
        "更正和撤回",
        "nav.ways",
        &["更正", "撤回", "照这件另起一件", "登记作废"],
    );
    clerk.clicks("撤回").shows("先撤下来");
    clerk.picture("撤回", DIALOG, &["马上撤回"]);
    clerk.clicks("先不撤回").clicks("更正");
    clerk.shows("起草更正稿").clicks("取消");
    clerk
        .clicks("登记作废")
        .shows("作废这一行")
        .clicks("先不作废");
    clerk.clicks("照这件另起一件").shows("这一份要重新签");
    clerk.picture("沿用上期", PAGE, &["就是今天", "导入名单", "保存"]);
    clerk.clicks("就是今天").clicks("保存").shows("已存为草稿");
    clerk.clicks("导入名单").shows("名单放进已有的草稿");
    clerk.goes_to("/catalogue").clicks("低保、救灾物资发放");
    clerk.shows("沿用上期").clicks("由本单位确认");
    clerk.picture("目录", PAGE, &["时限未定", "沿用上期", "登记一件"]);
    clerk.goes_to("/search");
    clerk.types("查找什么", "dbj").shows("处");
    clerk.picture("查找", PAGE, &[]);
}

/// Oral consent, its late signature, many items on one sheet, a return.
pub(super) fn other_ways_of_review(clerk: &Clerk<'_>) {
    clerk.goes_to("/review").follows("口头同意");
    clerk.clicks("纸上签好了，录入").shows("补签");
    clerk.picture("补签", DIALOG, &["补签"]);
    clerk.clicks("不录了");
    clerk.goes_to("/review").follows("下坪村");
    clerk
        .shows("现在轮到主要领导")
        .clicks_in(".item", "口头同意")
        .shows("怎样同意的");
    clerk.picture("口头同意", DIALOG, &["记下口头同意"]);
    clerk
        .clicks("不记了")
        .clicks_in(".item", "退回")
        .shows("退回原因");
    clerk.types("退回原因", "第 6 户金额与批复不符，请核对");
    clerk.picture("退回", DIALOG, &["退回"]);
    clerk.clicks("不退了");
    clerk.goes_to("/review").shows("点开一件");
    clerk.runs(
        "two items of one way",
        "const lines = [...document.querySelectorAll('main li')].filter((one) => one.innerText.includes(arguments[0])); \
         lines.forEach((one) => one.querySelector('input:not(:checked)')?.click()); return lines.length > 1",
        "审核 · 林见清",
    );
    clerk.picture("勾选几件", ".left", &["打印批量审批表"]);
    clerk.clicks("打印批量审批表").shows("第 1 页，共");
    clerk.picture("批量审批表", DIALOG, &[]);
    clerk.clicks("关上").shows("送签中的批量审批表");
    clerk.clicks_in(".out", "录入").shows("签了哪几件");
    clerk.picture("录入批量审批表", DIALOG, &["签了哪几件"]);
    clerk.clicks("不录了");
}

/// A matter that is written here: its entry, its body, what may not be shown to everybody.
pub(super) fn drafting(clerk: &Clerk<'_>) {
    clerk.goes_to("/draft").shows("公开目录");
    clerk
        .types("查目录条目", "gzzd")
        .shows("规范性文件和工作制度");
    clerk.runs(
        "only as much of the empty list as a picture needs",
        "document.querySelector(arguments[0]).style.maxHeight = '240px'; return true",
        "section.tree",
    );
    clerk.picture("选条目", "section.tree", &["规范性文件和工作制度"]);
    clerk.clicks("规范性文件和工作制度").shows("题名");
    clerk.types("题名", "青禾乡机关值班制度");
    clerk.types(
        "正文",
        "一、值班人员按值班表到岗。\n二、有事先报告带班领导。",
    );
    clerk.picture("登记一件", PAGE, &["就是今天", "添加附件", "保存并送审"]);
    clerk.clicks("保存").shows("已存为草稿");
    clerk.goes_to("/review").follows("青禾乡机关值班制度");
    clerk.clicks("引用发文稿纸").shows("此件公开发布");
    clerk.clicks("不引用").clicks("修改").shows("还缺什么");
    clerk
        .clicks("其他内容")
        .clicks("不予公开")
        .shows("每年重新评估");
    clerk.picture("不予公开", "details.others", &["公开属性"]);
    clerk.clicks("保存").shows("已存为草稿");
    clerk.does(
        "nothing is being saved",
        "return document.querySelectorAll(arguments[0]).length === 0",
        serde_json::json!("main .bar button:disabled"),
    );
    clerk
        .clicks("搁置")
        .shows("随时可以恢复办理")
        .clicks("取消");
}

/// Settings: stand-ins, display, backup, printers, keys.
pub(super) fn the_office_itself(clerk: &Clerk<'_>) {
    clerk.goes_to("/settings/staff").clicks("安排代办……");
    clerk.shows("代办的人");
    clerk.picture("代办", DIALOG, &[]);
    clerk.clicks("取消");
    clerk.picture("人员与职责", PAGE, &["离岗……", "加上", "安排代办……"]);
    clerk.goes_to("/settings/display").shows("高对比度");
    clerk.picture("字号", PAGE, &[]);
    clerk.goes_to("/settings/backup").shows("检查登记库");
    clerk.picture("备份", PAGE, &["选备份位置……", "现在备份", "检查登记库"]);
    clerk.window.presses("?");
    clerk.shows("键盘上的快捷键");
    clerk.picture("快捷键", DIALOG, &[]);
    clerk.window.presses("\u{e00c}");
    clerk.goes_to("/settings/printers").shows("什么用哪台印");
    clerk.goes_to("/print").shows("打印机");
    clerk.picture(
        "没有打印机",
        "[aria-label='打印机']",
        &["刷新", "另存为 PDF"],
    );
}

/// The county: by hand, then by a stick.
pub(super) fn the_county(clerk: &Clerk<'_>) {
    clerk.goes_to("/county/setup").shows("怎样报县");
    clerk.picture("报县的设置", PAGE, &["存下"]);
    clerk.clicks("存下").shows("已存下");
    clerk.goes_to("/county/reports").shows("等着填进县网站");
    clerk.clicks("去填").shows("网页地址");
    clerk.picture("去填", DIALOG, &["记下网址，核对网页"]);
    clerk.clicks("先不记").goes_to("/county/setup");
    clerk.clicks("文件夹或U盘").shows("县平台公钥");
    let stick = clerk.window.machine().home().join("交换");
    std::fs::create_dir_all(&stick).expect("a folder");
    clerk.types("区划代码", "430699205");
    clerk.types("文件夹", &stick.display().to_string());
    clerk.clicks("存下").shows("本单位公钥");
    clerk.goes_to("/county/periods").clicks("写一份…");
    clerk.shows("哪一种").clicks("写好").shows("不是零报告");
    clerk.clicks("统计").clicks("写好").shows("已写好");
    clerk.shows("政务公开统计").shows("等着报");
    clerk.clicks("写一份…").shows("哪一种").clicks("统计");
    clerk.clicks("写好").shows("已经写过").clicks("取消");
    clerk.goes_to("/county/reports").shows("政务公开统计");
    clerk.clicks("上报和接收…").shows("将上报");
    clerk.picture("上报和接收", DIALOG, &["上报和接收"]);
    clerk.clicks_in(DIALOG, "上报和接收").shows("已上报");
    clerk.goes_to("/county/periods").shows("已封装，等着报");
}

/// The handbook itself: F1 opens what fits, initials find a chapter, a picture is there.
pub(super) fn the_handbook(clerk: &Clerk<'_>) {
    clerk.goes_to("/import").shows("把村里送来的表格拖到这里");
    clerk.window.presses("\u{e031}");
    clerk.shows("回到刚才那一页").shows("这一行先不要");
    clerk.does(
        "the chapter's pictures are there",
        "const pictures = [...document.querySelectorAll(arguments[0])]; \
         return pictures.length > 0 && pictures.every((one) => one.complete && one.naturalWidth > 0)",
        serde_json::json!("article img"),
    );
    clerk.types("在手册里查找", "dbmd").shows("找到 1 章");
    clerk.clicks("怎样公布低保名单").shows("从村里发来表格");
}
