//! `ten_years DIR PROGRAM ROWS YEARS`: founds an office into which a village sends a list of so many
//! rows each quarter for so many years, then measures what a clerk waits for when the next one comes:
//! the examination before the import, and the comparison of the kept list. PROGRAM serves the reading
//! of workbooks. Each line is one measure in milliseconds.
#![expect(clippy::print_stdout, reason = "it talks to the person who measures")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use gongkai_frontdesk::tasks::{
    compare_list, examine_list, found_office, import_list, keep_staff, look_at_import,
};
use gongkai_frontdesk::words::{Duty, Waypoints};
use gongkai_frontdesk::{Acting, Desk, Problem, SheetChoice};
use stage::StageHost;
use stage::workbooks::{Person, people};

const CLERK: &str = "周禾生";
const QUARTERS: [&str; 4] = ["一", "二", "三", "四"];

/// What went wrong, in a sentence.
type Outcome<T> = Result<T, String>;

/// Nobody listens.
struct Nobody;

impl Waypoints for Nobody {
    fn reached(&self, _name: &'static str) {}
}

fn main() -> Outcome<()> {
    let usage = "usage: ten_years DIR PROGRAM ROWS YEARS";
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder, program, rows, years] = words.as_slice() else {
        return Err(usage.to_owned());
    };
    let (rows, years): (usize, i32) = (
        rows.parse().map_err(|_| usage)?,
        years.parse().map_err(|_| usage)?,
    );
    let folder = PathBuf::from(folder);
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let day = NaiveDate::from_ymd_opt(2019 + years, 12, 31).ok_or("no such day")?;
    let host = Arc::new(StageHost::new(day, program.into(), Arc::new(Nobody)));
    let mut desk = found(&folder.join("office"), &host)?;
    // One in a hundred leaves each quarter and another comes.
    let everybody = people(
        "上坪村",
        rows + rows / 100 * 4 * years as usize + rows / 100,
    );
    let mut last = None;
    for quarter in 0..4 * years as usize {
        let here = &everybody[quarter * (rows / 100)..][..rows];
        let file = list(&folder, quarter, here)?;
        last = Some(import(&mut desk, &file, quarter)?);
    }
    let next = 4 * years as usize;
    let here = &everybody[next * (rows / 100)..][..rows];
    let file = list(&folder, next, here)?;
    let looked = look_at_import::Request {
        file: file.clone(),
        choice: None,
    };
    let seen = measured("look at the workbook", || {
        look_at_import::run(&desk, &looked)
    })?;
    let request = examine_list::Request {
        file: file.clone(),
        sha256: Some(seen.sha256),
        choice: SheetChoice::default(),
    };
    for _ in 0..3 {
        let found = measured("examine it before the import", || {
            examine_list::run(&desk, &request)
        })?;
        let before = found.compared.before.ok_or("nothing before it")?;
        println!(
            "  {} people, {} joined, {} left",
            found.compared.people, before.joined_count, before.left_count
        );
    }
    let item = last.ok_or("no list")?;
    for _ in 0..3 {
        measured("compare a kept list", || compare_list::run(&desk, &item))?;
    }
    import(&mut desk, &file, next)?;
    Ok(())
}

fn measured<T>(what: &str, work: impl FnOnce() -> Result<T, Problem>) -> Outcome<T> {
    let begun = Instant::now();
    let done = work().map_err(told)?;
    println!("{:>8} ms  {what}", begun.elapsed().as_millis());
    Ok(done)
}

fn list(folder: &Path, quarter: usize, people: &[Person]) -> Outcome<PathBuf> {
    let (year, part) = (2019 + quarter / 4, QUARTERS[quarter % 4]);
    let mut text = format!("上坪村{year}年第{part}季度农村低保金发放花名册\n姓名,身份证号,金额\n");
    for person in people {
        text.push_str(&format!(
            "{},{},{}\n",
            person.name, person.id_number, person.yuan
        ));
    }
    let path = folder.join(format!("{year}{part}.csv"));
    std::fs::write(&path, text).map_err(|error| error.to_string())?;
    Ok(path)
}

fn import(desk: &mut Desk, file: &Path, quarter: usize) -> Outcome<String> {
    let request = import_list::Request {
        entry: "2.4".to_owned(),
        title: format!("第 {quarter} 期"),
        accept_warnings: true,
        acting: by_clerk(),
        ..import_list::Request::default()
    };
    let begun = Instant::now();
    let made = import_list::run(desk, file, request).map_err(told)?;
    println!("{:>8} ms  import {quarter}", begun.elapsed().as_millis());
    let id = made.disclosure.ok_or("no draft")?;
    Ok(id.to_string())
}

fn found(folder: &Path, host: &Arc<StageHost>) -> Outcome<Desk> {
    let request = found_office::Request {
        name: "青禾乡人民政府".to_owned(),
        county: "样例县".to_owned(),
        prefix: "青政".to_owned(),
        catalogue: "mujin".to_owned(),
        region: None,
        supervision_phone: Some("0730-6661234".to_owned()),
        acting: Acting::default(),
    };
    found_office::run(folder, host.clone(), request).map_err(told)?;
    let mut desk = Desk::open_to_write(folder, host.clone()).map_err(told)?;
    let clerk = keep_staff::Request {
        name: CLERK.to_owned(),
        duties: vec![Duty::Draft, Duty::Release, Duty::Administer],
        unit: None,
        replace: false,
        acting: by_clerk(),
    };
    keep_staff::add(&mut desk, clerk).map_err(told)?;
    Ok(desk)
}

fn by_clerk() -> Acting {
    Acting {
        who: Some(CLERK.to_owned()),
        on: None,
    }
}

fn told(problem: Problem) -> String {
    format!("{}：{}", problem.code, problem.text)
}
