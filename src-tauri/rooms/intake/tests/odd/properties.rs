//! What holds for every workbook.

use std::sync::OnceLock;

use gongkai_intake::{Choice, scan, understand};
use gongkai_rulebook::privacy::ScanOptions;
use proptest::prelude::*;

use super::{filled, raw, workbooks};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Whatever is changed in a workbook, it is read or refused, and no row is lost.
    #[test]
    fn changed_workbooks_never_panic(changes in prop::collection::vec((0.0..1.0, 0_u8..), 1..12)) {
        static USUAL: OnceLock<Vec<u8>> = OnceLock::new();
        let mut bytes = USUAL.get_or_init(|| workbooks::usual("上坪村", 20)).clone();
        for (place, byte) in changes {
            let at = (place * bytes.len() as f64) as usize;
            bytes[at] = byte;
        }
        check_identity(&bytes)?;
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(0_u8.., 0..2000)) {
        check_identity(&bytes)?;
    }

    /// Tables of every make keep their rows: read + skipped + refused.
    #[test]
    fn no_row_is_lost(rows in prop::collection::vec(prop::collection::vec(
        prop::sample::select(vec![
            "", " ", "姓名", "金额", "身份证号", "合计", "小计", "备注：公示", "制表人：", "上坪村",
            "钱夏禾", "630", "-1", "1,2,3", "2019.9.5", "单位：元", "430699194103070011", "１２",
        ]), 0..6), 0..25)) {
        let lines: Vec<String> = rows.iter().map(|row| row.iter()
            .map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",")).collect();
        check_identity(lines.join("\n").as_bytes())?;
    }
}

fn check_identity(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(workbook) = raw("改过.xlsx", bytes) {
        let read = understand(&workbook, &Choice::default()).unwrap();
        let counts = read.counts;
        prop_assert_eq!(
            counts.read + counts.skipped + counts.refused,
            filled(&workbook)
        );
        let _ = serde_json::to_string(&read).unwrap();
        let _ = scan(&workbook, &ScanOptions::default());
    }
    Ok(())
}
