//! Import of 100,000 rows × 12 columns against a bare read of the same file by calamine.

use std::path::Path;
use std::process::Command;

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::clerk::{Clerk, Step};
use crate::house::Fault;
use crate::people::{Dice, person};
use crate::run::FOUNDING;

use super::paper::{command, prepare};
use super::stopwatch::in_turn;
use super::{Figure, Ground, Outcome, TIMES};

pub(super) const ROWS: u32 = 100_000;

const IMPORT: Step = Step {
    title: "导入十万行",
    words: "import {list} --entry 2.4 --kind 低保发放 --title 十万行发放表 \
                --village 上坪村 --formed-on 2019-09-25 --accept-warnings --as 周禾生 \
                --on 2019-09-26",
    keep: &[("/disclosure", "disclosure")],
    expect: &[("/read", "100000"), ("/refused", "0")],
    tell: |_| String::new(),
};

pub(super) fn bench(ground: &Ground) -> Result<Outcome, Fault> {
    let list = ground.folder.join("名单.xlsx");
    make(&list).map_err(|error| Fault::new(format!("{}: {error}", list.display())))?;
    let clerk_in = |office: &str| {
        Clerk::new(&ground.program, &ground.folder.join(office))
            .knows("list", list.display().to_string())
    };
    // Once outside the clock: it must really read every row.
    prepare(clerk_in("trial"), &[FOUNDING, &[IMPORT]])?;
    let (median, peer_median) = in_turn(
        TIMES,
        |run| {
            let clerk = prepare(clerk_in(&format!("office-{run}")), &[FOUNDING])?;
            command(ground, &clerk, &IMPORT)
        },
        |_| {
            let mut peer = Command::new(ground.house.program("release/examples", "bare_read"));
            peer.arg(&list);
            Ok(peer)
        },
    )?;
    let ratio = median.0 / peer_median.0;
    Ok(Outcome::Taken(Figure {
        name: "import",
        what: format!("gongkai import, {ROWS} × 12"),
        unit: "s",
        median,
        peer: "calamine alone, the same file",
        peer_median,
        also: format!("{:.0} rows/s", f64::from(ROWS) / median.0),
        goal: "ratio ≤ 2.5",
        reached: Some(ratio <= 2.5),
    }))
}

/// A list of invented people with strings shared as Excel shares them.
pub(super) fn make(path: &Path) -> Result<(), XlsxError> {
    const TITLES: [&str; 12] = [
        "序号",
        "组",
        "姓名",
        "身份证号",
        "性别",
        "保障人口",
        "类别",
        "标准",
        "发放金额",
        "一卡通账号",
        "联系电话",
        "备注",
    ];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(TITLES) {
        sheet.write(0, column, title)?;
    }
    let mut dice = Dice::new(12);
    for row in 1..=ROWS {
        let person = person(&mut dice, row as usize);
        let population = 1 + u32::try_from(dice.below(4)).unwrap_or(0);
        let class = dice.below(3);
        let standard = [350, 260, 200][class];
        let order = person.id.as_bytes()[16] - b'0';
        sheet.write(row, 0, row)?;
        sheet.write(row, 1, format!("{}组", 1 + dice.below(12)))?;
        sheet.write(row, 2, &person.name)?;
        sheet.write(row, 3, &person.id)?;
        sheet.write(row, 4, if order % 2 == 1 { "男" } else { "女" })?;
        sheet.write(row, 5, population)?;
        sheet.write(row, 6, ["A类", "B类", "C类"][class])?;
        sheet.write(row, 7, standard)?;
        sheet.write(row, 8, standard * 3 * population)?;
        sheet.write(row, 9, &person.card)?;
        sheet.write(row, 10, &person.phone)?;
        sheet.write(row, 11, ["", "分类施保", "本季新增"][dice.below(3)])?;
    }
    workbook.save(path)
}
