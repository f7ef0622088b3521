//! Every place answers a click; on an office of ten years the bench takes the time of each.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use stage::window::Window;

use super::machine;

/// Rounds whose medians the bench takes.
const ROUNDS: usize = 5;

/// Where and what is clicked, and what the page then says that it did not say before.
const CLICKS: &[(&str, &str, &str)] = &[
    ("aside nav", "登记公开事项", "规范性文件和工作制度"),
    ("aside nav", "导入村级表格", "导入过的表格"),
    ("aside nav", "审核审批", "在别人那里"),
    ("aside nav", "发布", "可以发布"),
    ("main", "公开栏现状", "乡政府大院公开栏"),
    ("aside nav", "打印", "全选"),
    ("main", "打印记录", "回到打印"),
    ("aside nav", "登记簿", "0001"),
    ("aside nav", "档案与三份", "乡存一份"),
    ("aside nav", "目录", "本期没有公开"),
    ("main", "低保、救灾物资发放", "2.4　低保、救灾物资发放"),
    ("aside nav", "查找", "名单里的人和村"),
    ("aside nav", "设置", "单位全称"),
    ("main", "人员与职责", "何远山"),
    ("main", "备份与检查", "还没有备份过"),
    ("aside nav", "用户手册", "建立本单位的登记库"),
    ("aside nav", "今日", "星期"),
];

#[test]
fn every_place_answers_a_click() {
    let ground = machine();
    let office = std::env::var("GONGKAI_CLICKS").ok();
    let arguments: Vec<&str> = office
        .iter()
        .flat_map(|folder| ["--office", folder])
        .collect();
    let window = ground.machine.opens(&arguments);
    if office.is_none() {
        window.clicks("打开样例单位");
    }
    window.shows("今日").shows("查找（可用拼音首字母");
    let rounds = if office.is_none() { 1 } else { ROUNDS };
    let times = walk(&window, rounds);
    window.keeps_its_policy();
    if let Some(path) = std::env::var_os("GONGKAI_TIMES") {
        fs::write(path, table(&times)).expect("a file for the times");
    }
}

/// Milliseconds of a click until the first change is drawn, and until the told words are.
type Times = BTreeMap<&'static str, Vec<[f64; 2]>>;

fn walk(window: &Window<'_>, rounds: usize) -> Times {
    let mut times = Times::new();
    for _ in 0..rounds {
        for (part, words, told) in CLICKS {
            let taken = window.answers_click(part, words, told);
            times.entry(words).or_default().push(taken);
        }
    }
    times
}

/// One line for each click: what, and the two medians in milliseconds.
fn table(times: &Times) -> String {
    let mut lines = String::new();
    for (words, taken) in times {
        let [first, told] = [0, 1].map(|at| median(taken.iter().map(|both| both[at])));
        writeln!(lines, "{words}\t{first:.1}\t{told:.1}").expect("a string");
    }
    lines
}

fn median(taken: impl Iterator<Item = f64>) -> f64 {
    let mut taken: Vec<f64> = taken.collect();
    taken.sort_by(f64::total_cmp);
    taken.get(taken.len() / 2).copied().unwrap_or_default()
}
