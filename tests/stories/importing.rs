//! An import at the window: looked at, mended, confirmed, undone; what was mended survives a closed
//! program, and what the village meant last time is remembered.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai_frontdesk::tasks::look_at_import::{self, Only, RowPage};
use gongkai_frontdesk::tasks::mend_import::{self, LeaveOut, MendCell, SheetCell, Work};
use gongkai_frontdesk::tasks::{import_list, list_imports, print_papers, return_sheet};
use gongkai_frontdesk::words::Meaning;
use gongkai_frontdesk::{Acting, Desk, Problem, SheetChoice};
use serde_json::json;

use super::{shown, three, verified};
use stage::office::Office;
use stage::workbooks::{id_number, people, usual};

pub(super) fn number(order: u32) -> String {
    id_number("1950-02-28".parse().unwrap(), order)
}

/// The same number with a check digit that is wrong.
fn wrong(order: u32) -> String {
    let right = number(order);
    let last = if right.ends_with('1') { '2' } else { '1' };
    format!("{}{last}", &right[..17])
}

pub(super) fn zhou() -> Acting {
    Acting {
        who: Some("周禾生".to_owned()),
        on: None,
    }
}

pub(super) fn looks(office: &Office) -> Desk {
    Desk::open_to_read(&office.folder(), office.machine()).unwrap()
}

pub(super) fn writes(office: &Office) -> Desk {
    Desk::open_to_write(&office.folder(), office.machine()).unwrap()
}

pub(super) fn look(
    office: &Office,
    file: &str,
    choice: Option<SheetChoice>,
) -> look_at_import::Answer {
    let request = look_at_import::Request {
        file: file.into(),
        choice,
    };
    look_at_import::run(&looks(office), &request).unwrap()
}

fn rows(office: &Office, seen: &look_at_import::Answer, file: &str, only: Only) -> RowPage {
    let request = look_at_import::RowsRequest {
        file: file.into(),
        sha256: seen.sha256.clone(),
        choice: seen.choice.clone(),
        only,
        from: 0,
        count: 100,
    };
    look_at_import::rows(&looks(office), &request).unwrap()
}

fn work(seen: &look_at_import::Answer, file: &str) -> Work {
    Work {
        file: file.into(),
        sha256: seen.sha256.clone(),
    }
}

fn cell(sheet: &str, row: u32, column: u32) -> SheetCell {
    SheetCell {
        sheet: sheet.to_owned(),
        row,
        column,
    }
}

fn mend(office: &Office, work: &Work, cell: SheetCell, text: Option<&str>) {
    let request = MendCell {
        work: work.clone(),
        cell,
        text: text.map(str::to_owned),
        acting: zhou(),
    };
    mend_import::mend(&mut writes(office), request).unwrap();
}

fn leave_out(office: &Office, work: &Work, row: u32, why: Option<&str>) {
    let request = LeaveOut {
        work: work.clone(),
        sheet: "发放表".to_owned(),
        rows: vec![row],
        why: why.map(str::to_owned),
        acting: zhou(),
    };
    mend_import::leave_out(&mut writes(office), request).unwrap();
}

pub(super) fn import(
    office: &Office,
    file: &str,
    request: import_list::Request,
) -> Result<import_list::Answer, Problem> {
    let request = import_list::Request {
        entry: "2.4".to_owned(),
        title: "上坪村2019年第三季度农村低保金发放情况".to_owned(),
        provider: Some("许长福".to_owned()),
        accept_warnings: true,
        acting: zhou(),
        ..request
    };
    import_list::run(&mut writes(office), Path::new(file), request)
}

/// Row 2 in order, 3 with a wrong number, 4 without an amount, 5 in order.
fn faulty(office: &Office) -> String {
    let text = format!(
        "姓名,身份证号,低保金\n钱夏禾,{},630\n孙山,{},630\n李河,{},待补\n吴谷雨,{},420\n",
        number(1),
        wrong(2),
        number(3),
        number(4)
    );
    office.file("发放表.csv", text)
}

fn stored(office: &Office, sql: &str) -> Vec<String> {
    let folder = office.folder();
    let store = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "db"))
        .unwrap();
    let store = rusqlite::Connection::open(store).unwrap();
    let mut asked = store.prepare(sql).unwrap();
    let found = asked.query_map([], |row| row.get::<_, String>(0)).unwrap();
    found.map(Result::unwrap).collect()
}

#[test]
fn mended_cells_survive_a_closed_program_and_their_originals_are_kept() {
    let office = three();
    let file = faulty(&office);
    let seen = look(&office, &file, None);
    assert_eq!(
        (seen.counts.read, seen.counts.skipped, seen.counts.refused),
        (2, 1, 2)
    );
    let first = rows(&office, &seen, &file, Only::All);
    let order: Vec<u32> = first.rows.iter().map(|row| row.row).collect();
    assert_eq!(order, [3, 4, 2, 5], "problems first");
    assert!(first.rows[0].cells[1].starts_with("43****"), "masked");
    let work = work(&seen, &file);
    mend(&office, &work, cell("发放表", 3, 2), Some(&number(2)));
    mend(&office, &work, cell("发放表", 4, 3), Some("630"));

    let again = look(&office, &file, None);
    assert_eq!((again.counts.read, again.counts.refused), (4, 0));
    assert_eq!((again.marked.mended, again.marked.marked), (2, 2));
    let stay = rows(&office, &again, &file, Only::Marked);
    assert_eq!(
        stay.rows.iter().map(|row| row.row).collect::<Vec<_>>(),
        [3, 4]
    );
    assert_eq!(stay.rows[0].mended, [1]);
    let unfinished = list_imports::run(&looks(&office)).unwrap().under_way;
    assert_eq!((unfinished.len(), unfinished[0].mended), (1, 2));

    let answer = import(&office, &file, import_list::Request::default()).unwrap();
    assert_eq!((answer.read, answer.skipped, answer.refused), (4, 1, 0));
    let item = answer.disclosure.unwrap().to_string();
    assert_eq!(
        shown(&office, &item)["list"]["rows"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
    assert_eq!(
        stored(&office, "SELECT original FROM list_mend ORDER BY row"),
        [wrong(2), "待补".to_owned()]
    );
    verified(&office);
    // What the village had written cannot be made another thing behind the program's back.
    stored(
        &office,
        "UPDATE list_mend SET original = '甲' WHERE row = 3 RETURNING original",
    );
    let verdict = office.hears("verify").value.to_string();
    assert!(verdict.contains("list-altered"), "{verdict}");
    let back = format!(
        "UPDATE list_mend SET original = '{}' WHERE row = 3 RETURNING original",
        wrong(2)
    );
    stored(&office, &back);
    let before = look(&office, &file, None).before.unwrap();
    assert!(before.contains("2019年9月30日已由周禾生导入过"), "{before}");
    assert!(
        list_imports::run(&looks(&office))
            .unwrap()
            .under_way
            .is_empty()
    );
    verified(&office);
}

#[test]
fn a_mend_is_taken_back_and_an_import_set_aside() {
    let office = three();
    let file = faulty(&office);
    let seen = look(&office, &file, None);
    let work = work(&seen, &file);
    mend(&office, &work, cell("发放表", 3, 2), Some(&number(2)));
    mend(&office, &work, cell("发放表", 3, 2), None);
    assert_eq!(look(&office, &file, None).counts.refused, 2);
    mend(&office, &work, cell("发放表", 4, 3), Some("630"));
    let request = mend_import::SetAside {
        sha256: seen.sha256.clone(),
        acting: zhou(),
    };
    mend_import::set_aside(&mut writes(&office), &request).unwrap();
    assert_eq!(look(&office, &file, None).counts.refused, 2);
    let shown = mend_import::ShowCell {
        work,
        cell: cell("发放表", 3, 2),
        meaning: Meaning::IdNumber,
        acting: zhou(),
    };
    let shown = mend_import::show_cell(&mut writes(&office), shown).unwrap();
    assert_eq!((shown.text, shown.original), (wrong(2), None));
    let looked = stored(
        &office,
        "SELECT act FROM audit_entry WHERE act LIKE 'show%'",
    );
    assert_eq!(
        looked,
        ["show-private-cell"],
        "whoever saw a number is known"
    );
    verified(&office);
}

#[test]
fn rows_left_out_keep_their_reason_and_the_three_numbers_add_up() {
    let office = three();
    let file = faulty(&office);
    let seen = look(&office, &file, None);
    let all = seen.counts.read + seen.counts.skipped + seen.counts.refused;
    let work = work(&seen, &file);
    leave_out(&office, &work, 3, Some("村里补报"));
    let problem = import(&office, &file, import_list::Request::default()).unwrap_err();
    assert_eq!(problem.code, "rows-refused");
    assert_eq!(problem.place.row, Some(4), "row 3 is answered for");
    leave_out(&office, &work, 4, Some("村里补报"));
    leave_out(&office, &work, 5, Some("已停发"));
    let again = look(&office, &file, None);
    let sum =
        |counts: &gongkai_frontdesk::words::Counts| counts.read + counts.skipped + counts.refused;
    assert_eq!(sum(&again.counts), all);
    assert_eq!((again.counts.read, again.counts.skipped), (1, 2));
    assert_eq!(sum(&again.sheets[0].counts), all);
    let answer = import(&office, &file, import_list::Request::default()).unwrap();
    assert_eq!((answer.read, answer.skipped, answer.refused), (1, 2, 2));
    assert_eq!(
        stored(&office, "SELECT why FROM list_omission ORDER BY row"),
        ["村里补报", "村里补报", "已停发"]
    );
    verified(&office);
}

#[test]
fn the_return_slip_and_its_workbook_say_what_is_wrong_and_no_number() {
    let office = three();
    let file = faulty(&office);
    let seen = look(&office, &file, None);
    let sheet = return_sheet::Request {
        file: file.clone().into(),
        sha256: seen.sha256.clone(),
        choice: seen.choice.clone(),
        to: Some("上坪村村民委员会".to_owned()),
        due: "2019-10-11".parse().ok(),
        hand_to: Some("周禾生".to_owned()),
    };
    let path = office.path("退回单.pdf");
    let print = print_papers::Request {
        papers: vec![print_papers::Paper::Return(sheet.clone())],
        with_list: false,
        copies: 1,
        to: print_papers::Target::File { path: path.clone() },
        acting: Acting {
            who: Some("周禾生".to_owned()),
            on: None,
        },
    };
    print_papers::run(&mut writes(&office), &print).unwrap();
    let text = stage::office::paper_text(Path::new(&path));
    for said in [
        "上坪村村民委员会",
        "孙山",
        "李河",
        "2019年10月11日",
        "金额不是数字",
    ] {
        assert!(text.contains(said), "{said} in\n{text}");
    }
    assert!(!text.contains(&wrong(2)) && !text.contains(&number(3)));
    let book = return_sheet::Export {
        sheet,
        out: PathBuf::from(office.path("退回表.xlsx")),
        with_numbers: false,
        acting: zhou(),
    };
    assert_eq!(
        return_sheet::export(&mut writes(&office), &book)
            .unwrap()
            .rows,
        2
    );
    let cells = office.does(format!(
        "sheet {} --raw --private --as 周禾生",
        book.out.display()
    ));
    let cells = &cells["sheets"][0]["cells"];
    assert_eq!(
        (&cells[0][3], &cells[2][0]),
        (&json!("需要改的地方"), &json!("孙山"))
    );
    let said = cells[2][3].as_str().unwrap();
    assert!(said.contains("身份证号") && said.contains("请"), "{said}");
    for order in [number(1), wrong(2), number(3), number(4)] {
        assert!(!cells.to_string().contains(&order));
    }
}

#[test]
fn a_workbook_that_changed_since_is_not_imported() {
    let office = three();
    let file = office.file("名单.xlsx", usual("上坪村", 3));
    let seen = look(&office, &file, None);
    office.file("名单.xlsx", usual("上坪村", 5));
    let request = import_list::Request {
        sha256: Some(seen.sha256.clone()),
        ..import_list::Request::default()
    };
    let problem = import(&office, &file, request).unwrap_err();
    assert_eq!(problem.code, "file-changed");
    verified(&office);
}

#[test]
fn ten_thousand_rows_come_in_pages() {
    let office = three();
    let mut text = String::from("姓名,身份证号,低保金\n");
    for person in people("上坪村", 10_000) {
        text.push_str(&format!(
            "{},{},{}\n",
            person.name, person.id_number, person.yuan
        ));
    }
    let file = office.file("大名单.csv", text);
    let seen = look(&office, &file, None);
    assert_eq!((seen.marked.all, seen.counts.skipped), (10_000, 1));
    let desk = looks(&office);
    let mut request = look_at_import::RowsRequest {
        file: file.into(),
        sha256: seen.sha256,
        choice: seen.choice,
        only: Only::All,
        from: 9_900,
        count: 5_000,
    };
    let last = look_at_import::rows(&desk, &request).unwrap();
    assert_eq!((last.total, last.rows.len()), (10_000, 100));
    request.from = 0;
    assert_eq!(
        look_at_import::rows(&desk, &request).unwrap().rows.len(),
        500
    );
}
