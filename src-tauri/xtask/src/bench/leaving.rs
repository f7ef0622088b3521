//! What leaves: the search for private values and the masking of 100,000 rows × 12 columns, against
//! the bare parse of the same file in the same run.

use std::process::Command;

use crate::house::Fault;

use super::stopwatch::{Amount, median};
use super::{Figure, Ground, Outcome, TIMES, import};

pub(super) fn bench(ground: &Ground) -> Result<Outcome, Fault> {
    let list = ground.folder.join("名单.xlsx");
    import::make(&list).map_err(|error| Fault::new(format!("{}: {error}", list.display())))?;
    let program = ground.house.program("release/examples", "check_and_mask");
    let (mut ours, mut parses) = (Vec::new(), Vec::new());
    let (mut searches, mut masks) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let output = Command::new(&program)
            .arg(&list)
            .output()
            .map_err(|error| Fault::new(format!("{}: {error}", program.display())))?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let times: Vec<f64> = said
            .split_whitespace()
            .take(3)
            .filter_map(|word| word.parse().ok())
            .collect();
        let [parse, search, mask] = times[..] else {
            return Err(Fault::new(format!("check_and_mask said {said:?}")));
        };
        parses.push(Amount(parse));
        searches.push(Amount(search));
        masks.push(Amount(mask));
        ours.push(Amount(search + mask));
    }
    let also = format!(
        "search {:.2} s, mask {:.2} s",
        median(searches).0,
        median(masks).0
    );
    let (median, peer_median) = (median(ours), median(parses));
    let ratio = median.0 / peer_median.0;
    Ok(Outcome::Taken(Figure {
        name: "leaving",
        what: format!("search and mask, {} × 12", import::ROWS),
        unit: "s",
        median,
        peer: "calamine alone, the same file",
        peer_median,
        also,
        goal: "ratio ≤ 0.5",
        reached: Some(ratio <= 0.5),
    }))
}
