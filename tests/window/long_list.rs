//! A list of ten thousand rows stays a list: the page holds the rows in sight, not all of them.

use std::fs;

use super::{kept, machine};

#[test]
fn ten_thousand_rows_are_looked_through_without_holding_them_all() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    window.shows("样例单位");
    window.clicks("打开样例单位");
    window.shows("要办的事");
    let workbook = ground.machine.home().join("上坪村一万行.xlsx");
    fs::write(&workbook, stage::workbooks::large(10_000)).expect("a workbook");
    ground.machine.drops(&[workbook]);
    window.shows("10000 行读到");
    window.clicks("改问题　176 行");
    window.clicks("全部 10000");
    window.clicks("1组");
    // Ctrl+End goes to the last cell, as in every table.
    window.presses("\u{e009}\u{e010}\u{e000}");
    window.shows("第 10001 行");
    kept(&window, "一万行-末");
    let lines = window.runs(
        "return document.querySelectorAll('.grid [role=row]').length",
        Vec::new(),
    );
    let lines = lines.as_u64().expect("a number");
    assert!((10..100).contains(&lines), "{lines} rows on the page");
    let timed = std::env::var_os("GONGKAI_TIMES");
    let frames = if timed.is_some() { 300 } else { 30 };
    let [idle, usual, slow, passed] = window.runs_through("[role=grid]", 20, frames);
    assert!(
        passed > f64::from(frames) * 19.0,
        "only {passed} rows passed"
    );
    if let Some(path) = timed {
        fs::write(path, format!("{idle}\t{usual}\t{slow}\n")).expect("a file for the times");
    }
    window.keeps_its_policy();
}
