//! Scans without a code, from files whose names hold a number: one is filed by hand, one set aside.

use image::{Rgb, RgbImage};
use serde_json::json;
use stage::office::Office;

use super::life::who;
use super::{IN_A_NAME, Watch};
use crate::photos::png;

/// A sheet with a few lines of ink on it.
fn sheet(lines: u32) -> Vec<u8> {
    png(&RgbImage::from_fn(1240, 1754, |x, y| {
        let ink = (200..1000).contains(&x) && y % 100 < 12 && (300..300 + lines * 100).contains(&y);
        Rgb(if ink { [20; 3] } else { [250; 3] })
    }))
}

/// The county's receipt comes as a scan, and with it a sheet that nobody needs.
pub(super) fn takes_in_scans(watch: &Watch, office: &Office, (item, register_no): (&str, &str)) {
    let copies = json!([{ "disclosure": item, "no": format!("{register_no}-1") }]);
    watch.does(
        "hand-over-copies",
        json!({ "copies": copies, "to": "样例县政务公开办公室", "by": "专人", "acting": who() }),
    );
    let files = [
        office.file(&format!("回执{IN_A_NAME}.png"), sheet(4)),
        office.file(&format!("多余{IN_A_NAME}.png"), sheet(7)),
    ];
    let taken = watch.does("take-in-scans", json!({ "files": files, "acting": who() }));
    assert_eq!(
        taken["waiting"].as_array().map(Vec::len),
        Some(2),
        "{taken}"
    );
    let scan = |at: usize| json!([taken["waiting"][at]["id"]]);
    let receipt =
        json!({ "scans": scan(0), "disclosure": item, "use": "receipt", "acting": who() });
    watch.does("assign-scans", receipt);
    let aside = json!({ "scans": scan(1), "why": "扫重了", "acting": who() });
    watch.does("set-scans-aside", aside);
    let back = json!({ "scans": scan(1), "acting": who() });
    watch.does("take-scans-back", back);
    watch.does("try-scans-again", json!({ "acting": who() }));
    watch.does("look-at-scans", json!({}));
}
