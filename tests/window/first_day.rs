//! The first day: a person who has never seen the program opens the sample office and finds 今日
//! and the pages beside it; the next day the window opens on it by itself.

use super::{kept, machine};

#[test]
fn the_sample_office_opens_on_today_and_by_itself_the_next_day() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    window.shows("样例单位");
    kept(&window, "第一次打开");
    window.clicks("打开样例单位");
    window.shows("要办的事");
    window.shows("青禾乡人民政府");
    kept(&window, "今日");
    for (place, told) in [
        ("登记公开事项", "接着写"),
        ("导入村级表格", "选表格"),
        ("审核审批", "等我签"),
        ("发布", "公开栏"),
        ("打印", "打印"),
        ("登记簿", "登记编号"),
        ("档案与三份", "报县"),
        ("目录", "条目"),
        ("设置", "单位"),
        ("用户手册", "第一次打开"),
    ] {
        window.clicks(place);
        window.shows(told);
        kept(&window, place);
    }
    // The menu bar by keys alone: 办事, and in it the third line.
    ground
        .machine
        .presses_at_window(&["F10", "Down", "Down", "Down", "Return"]);
    window.waits_until(
        "the menu has led to 导入村级表格",
        "return location.hash === '#/import'",
    );
    window.keeps_its_policy();
    window.closes();
    let next_day = ground.machine.opens(&[]);
    next_day.shows("要办的事");
    next_day.shows("周禾生");
    next_day.keeps_its_policy();
}
