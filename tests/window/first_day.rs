//! The first day: a person who has never seen the program opens the sample office and finds 今日
//! and the pages beside it.

use super::{kept, machine};

#[test]
fn the_sample_office_opens_on_today_with_its_pages_beside_it() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    window.shows("样例单位");
    kept(&window, "第一次打开");
    window.clicks("打开样例单位");
    window.shows("要办的事");
    window.shows("青禾乡人民政府");
    kept(&window, "今日");
    window.keeps_its_policy();
    for (place, told) in [
        ("登记公开事项", "草稿"),
        ("审核审批", "等我签"),
        ("登记簿", "登记编号"),
        ("目录", "条目"),
        ("设置", "单位"),
    ] {
        window.clicks(place);
        window.shows(told);
        kept(&window, place);
    }
    window.keeps_its_policy();
}
