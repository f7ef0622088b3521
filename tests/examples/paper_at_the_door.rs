//! `paper_at_the_door DIR ITEM PROGRAM`: opens the office in DIR as the window does and asks its door for
//! the pages of the item's copies, as the window's preview does, again and again. It tells two times in
//! seconds: the first, with an office just opened, and the median of the others.
#![expect(clippy::print_stdout, reason = "it talks to the person who measures")]

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use gongkai_frontdesk::door::{Answered, Door};
use gongkai_frontdesk::words::Waypoints;
use serde_json::json;
use stage::StageHost;

/// How often after the first time.
const TIMES: usize = 41;

/// What went wrong, in a sentence.
type Outcome<T> = Result<T, String>;

/// Nobody listens.
struct Nobody;

impl Waypoints for Nobody {
    fn reached(&self, _name: &'static str) {}
}

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder, item, program] = words.as_slice() else {
        return Err("usage: paper_at_the_door DIR ITEM PROGRAM".to_owned());
    };
    let day = NaiveDate::from_ymd_opt(2019, 10, 15).ok_or("no such day")?;
    let host = StageHost::new(day, program.into(), Arc::new(Nobody));
    let door = Door::new(Arc::new(host));
    door.open(Path::new(folder))
        .map_err(|problem| problem.to_string())?;
    let first = once(&door, item)?;
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        times.push(once(&door, item)?);
    }
    times.sort_by(f64::total_cmp);
    println!("{first:.6} {:.6}", times[TIMES / 2]);
    Ok(())
}

/// One preview, in seconds.
fn once(door: &Door, item: &str) -> Outcome<f64> {
    let paper = json!({ "paper": "copies", "item": item, "only": null });
    let begun = Instant::now();
    let answered = door.answer("preview-paper", paper);
    let taken = begun.elapsed().as_secs_f64();
    match answered {
        Ok(Answered::Bytes(pdf)) if pdf.starts_with(b"%PDF-") => Ok(taken),
        Ok(_) => Err("the door answered with no PDF".to_owned()),
        Err(problem) => Err(problem.to_string()),
    }
}
