//! Signed copies come back as pictures: what was filed, what waits, and the forms for what waits.

use std::fs;

use image::imageops::crop_imm;
use stage::browser::Browser;

use super::stops::opens;
use crate::photos::{self, ASLANT};

/// A photo of the county's copy, one of a sheet that nobody handed over yet, one without a code, and a
/// picture that broke off.
pub(super) fn come(browser: &Browser) {
    browser.goes_to("/scans");
    let pdf = browser.runs(include_str!("sheet.js"), Vec::new());
    let pdf: Vec<u8> = serde_json::from_value(pdf).expect("the three copies");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("三份.pdf");
    fs::write(&path, pdf).expect("the three copies");
    let sheets = photos::drawn(&path, 150);
    let mut sheets = sheets.iter();
    let (county, own) = (sheets.next(), sheets.next());
    let (county, own) = county.zip(own).expect("two of the three copies");
    let photo = photos::jpeg(&photos::photo(county, ASLANT));
    let (width, height) = own.dimensions();
    let codeless = crop_imm(own, 0, 0, width, height * 4 / 5).to_image();
    let dropped = [
        ("IMG_20191015_093000.jpg", &photo[..]),
        ("扫描0002.jpg", &photos::jpeg(own)),
        ("扫描0003.jpg", &photos::jpeg(&codeless)),
        ("扫描0004.jpg", &photo[..photo.len() / 2]),
    ];
    for (name, bytes) in dropped {
        browser.drops(name, bytes).shows("看了 1 个文件");
    }
    browser.shows("等着归入 3 页");
    browser.drops(dropped[0].0, dropped[0].1).shows("没有再收");
}

pub(super) fn are_assigned(browser: &Browser) {
    opens(browser, "归入…", "归入");
    browser.shows("印在页脚“扫描码”三个字的后面");
}

pub(super) fn are_set_aside(browser: &Browser) {
    opens(browser, "放一边…", "把 1 页放一边");
}

pub(super) fn lie_aside(browser: &Browser) {
    browser
        .types("原因", "拍重了")
        .clicks_at("[role=dialog] .el-button--primary");
    browser.shows("放一边的 1 页");
}
