//! Writes `assets/sample-office`: what invented villages send to an invented township. The same
//! bytes every time, so that a check can compare; it refuses nothing and reads nothing.

mod glyphs;
mod scan;
mod workbook;

use crate::house::{Fault, House};

pub(crate) const LIST: &str = "上坪村2019年第三季度低保金发放表.xlsx";
pub(crate) const LIST_WITH_ERRORS: &str = "石桥村2019年第三季度低保金发放表（有错）.xlsx";
pub(crate) const BODY: &str = "正文.txt";
pub(crate) const SCAN: &str = "审批表扫描件.png";
pub(crate) const PHOTO: &str = "公开栏照片.png";

/// The lists the sample office is made with, by their villages.
const UNDATED: [(&str, &str); 3] = [
    ("上坪村", "上坪村农村低保金发放表.xlsx"),
    ("石桥村", "石桥村农村低保金发放表.xlsx"),
    ("下坪村", "下坪村农村低保金发放表.xlsx"),
];

const BODY_TEXT: &str = "\
根据《最低生活保障审核确认办法》和县民政局关于2019年第三季度农村低保金发放的通知，现将上坪村2019年第三季度农村最低生活保障金发放情况予以公示。

本季度共发放57户，资金已通过惠农补贴“一卡通”于2019年9月25日发放到户。公示期为7天。对发放对象和金额有异议的，请在公示期内以口头或者书面形式向青禾乡人民政府民政办公室反映；对处理结果仍有疑问的，可以向乡纪委反映。
";

const README: &str = "\
# 示例办公室的材料

这里的乡、村、人、身份证号、银行账号和电话**全部是虚构的**，不对应任何真实的人和单位：

- 青禾乡（样例县）及其上坪村、下坪村、石桥村并不存在；
- 身份证号一律用未启用的行政区划代码 `430699` 开头，只有校验码是按 GB 11643 算对的；
- 银行账号只满足 Luhn 校验，电话号码是顺序编造的。

| 文件 | 说明 |
|---|---|
| `上坪村2019年第三季度低保金发放表.xlsx` | 一份按村里习惯填的表：合并的标题行、填报单位和“单位：元”、两行表头、两字姓名中间有空格、合计行正确、制表人和审核人 |
| `石桥村2019年第三季度低保金发放表（有错）.xlsx` | 故意有错的一份：一个身份证号被 Excel 改成末尾 000，一个校验码不对，一个金额是带逗号的文字，合计与明细不符 |
| `上坪村农村低保金发放表.xlsx`、`石桥村农村低保金发放表.xlsx`、`下坪村农村低保金发放表.xlsx` | 不写年份的三份，打开样例单位时用；哪一年打开都合适 |
| `正文.txt` | 公示的正文 |
| `审批表扫描件.png` | 代替“已签字的审批表”的一张图，上面没有任何人的签名 |
| `公开栏照片.png` | 代替“张贴后拍的照片”的一张图，画的是一块公开栏 |

全部文件由 `cargo xtask sample` 生成，请不要手工修改；`cargo xtask sample --check` 检查它们是否与生成结果一致。
";

/// Writes every file of the sample office.
pub(crate) fn write(house: &House) -> Result<(), Fault> {
    let folder = house.root.join("assets/sample-office");
    std::fs::create_dir_all(&folder).map_err(Fault::at(&folder))?;
    for (name, bytes) in files()? {
        let path = folder.join(name);
        std::fs::write(&path, &bytes).map_err(Fault::at(&path))?;
        println!("{:>8} bytes  assets/sample-office/{name}", bytes.len());
    }
    Ok(())
}

/// Says whether the committed files are what [`write()`] would write.
pub(crate) fn check(house: &House) -> Result<(), Fault> {
    for (name, bytes) in files()? {
        let path = house.root.join("assets/sample-office").join(name);
        let there = std::fs::read(&path).map_err(Fault::at(&path))?;
        if there != bytes {
            return Err(Fault::new(format!(
                "{}: differs from what `cargo xtask sample` writes; run it and commit",
                path.display()
            )));
        }
    }
    println!("assets/sample-office is what its maker makes");
    Ok(())
}

fn files() -> Result<Vec<(&'static str, Vec<u8>)>, Fault> {
    let unmade = |error| Fault::new(format!("the sample workbook: {error}"));
    let mut files = vec![
        (LIST, workbook::good().map_err(unmade)?),
        (LIST_WITH_ERRORS, workbook::with_errors().map_err(unmade)?),
        (BODY, BODY_TEXT.into()),
        (SCAN, scan::signed_sheet()),
        (PHOTO, scan::board_photo()),
        ("README.md", README.into()),
    ];
    for (place, (village, name)) in UNDATED.into_iter().enumerate() {
        files.push((name, workbook::undated(village, place).map_err(unmade)?));
    }
    Ok(files)
}
