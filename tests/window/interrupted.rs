//! Work that is broken off: the window closed in the middle, the program killed, a workbook that
//! cannot be read, a second window on the same office.

use std::fs;

use stage::window::Window;

use super::{kept, machine};

/// The sample office, open on 今日.
fn opens_sample(window: &Window<'_>) {
    window.shows("样例单位");
    window.clicks("打开样例单位");
    window.shows("要办的事");
}

#[test]
fn a_half_entered_sheet_is_not_closed_without_a_question() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    opens_sample(&window);
    window.clicks("审核审批");
    window.clicks("2026年办公设备集中采购结果");
    window.clicks("纸上签好了，录入");
    window.types("审核意见", "同意公开");
    window.shows("录入 1 个签字");
    window.settles();
    ground.machine.asks_to_close();
    ground.machine.answers("Escape");
    window.shows("录入 1 个签字");
    kept(&window, "中断-回去继续");
    ground.machine.asks_to_close();
    ground.machine.answers("Return");
    assert!(window.is_gone(), "the window closes when it may");
    drop(window);
    let again = ground.machine.opens(&[]);
    again.shows("要办的事").shows("周禾生");
}

#[test]
fn what_was_typed_when_the_power_failed_is_offered_again() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    opens_sample(&window);
    window.clicks("登记公开事项");
    window.clicks("规范性文件和工作制度");
    window.types("题名", "青禾乡便民服务中心值班制度");
    window.types(
        "正文",
        "一、值班时间\n工作日上午八时三十分至下午五时三十分。",
    );
    window.shows("已自动保存");
    kept(&window, "中断-1写到一半");
    window.loses_power();
    let again = ground.machine.opens(&[]);
    again.shows("要办的事");
    again.clicks("登记公开事项");
    again
        .shows("上次没有存完的内容")
        .shows("青禾乡便民服务中心值班制度");
    kept(&again, "中断-2又打开");
    again.clicks("接着写");
    again.shows("1.1");
    again.waits_until(
        "the text is there",
        "return document.getElementById('draft-body')?.value.includes('八时三十分') ?? false",
    );
    kept(&again, "中断-3接着写");
    again.clicks("保存");
    again.shows("已存为草稿");
}

#[test]
fn a_workbook_that_cannot_be_read_is_told_and_changes_nothing() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    opens_sample(&window);
    let whole = stage::workbooks::usual("上坪村", 20);
    let torn = ground.machine.home().join("上坪村（没传完）.xlsx");
    fs::write(&torn, &whole[..whole.len() / 2]).expect("a torn workbook");
    ground.machine.drops(&[torn]);
    window.shows("不完整，后面缺了一截");
    kept(&window, "坏表格");
    window.shows("请报送单位重新发送");
    window.clicks("登记簿");
    window.shows("政务公开登记簿");
    let sound = ground.machine.home().join("上坪村（重传）.xlsx");
    fs::write(&sound, &whole).expect("a workbook");
    ground.machine.drops(&[sound]);
    window.shows("20 行读到");
}

#[test]
fn a_second_window_on_the_same_office_brings_the_first_to_the_front() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    opens_sample(&window);
    assert!(
        ground.machine.starts_again(&[]),
        "the second program ends well"
    );
    window.clicks("登记簿");
    window.shows("政务公开登记簿");
}

#[test]
fn an_office_that_is_not_there_is_told_and_another_can_be_opened() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    opens_sample(&window);
    window.settles();
    ground.machine.asks_to_close();
    assert!(window.is_gone(), "nothing is unsaved");
    drop(window);
    // The stick with the office was pulled out over night.
    let office = ground.machine.home().join("政务公开/样例单位");
    fs::rename(&office, office.with_file_name("拔走了")).expect("the office moves");
    let again = ground.machine.opens(&[]);
    again.shows("里没有登记库").shows("插好再打开");
    again.shows("本单位的登记库没有打开");
    assert!(
        !again.text().contains("建立本单位的登记库"),
        "a second office is not what is asked for first"
    );
    kept(&again, "登记库不在");
    again.clicks("再打开一次");
    again.shows("里没有登记库");
    fs::rename(office.with_file_name("拔走了"), &office).expect("the stick is back");
    again.clicks("再打开一次");
    again.shows("要办的事");
    assert!(
        !again.text().contains("里没有登记库"),
        "what went wrong is past"
    );
}
