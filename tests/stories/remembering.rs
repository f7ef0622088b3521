//! What is remembered of a village's sheets, and a list that goes into a draft that was there before.

use gongkai_frontdesk::tasks::{import_list, list_imports, look_at_import, undo_import};
use gongkai_frontdesk::words::{ListKind, Meaning};
use gongkai_frontdesk::{HeaderChoice, MeaningChoice, SheetChoice};
use serde_json::json;

use super::importing::{import, look, looks, number, writes, zhou};
use super::{id, shown, three, verified};
use stage::workbooks::usual;

#[test]
fn what_a_villages_columns_meant_is_remembered() {
    let office = three();
    let sheet = |amount: &str| {
        format!(
            "上坪村低保户情况\n户主,身份证号,本季补差\n钱夏禾,{},{amount}\n",
            number(1)
        )
    };
    let first = office.file("一.csv", sheet("630"));
    let seen = look(&office, &first, None);
    assert_eq!(seen.village.as_deref(), Some("上坪村"));
    assert_eq!(seen.habit, None);
    let meaning = |seen: &look_at_import::Answer| seen.sheets[0].columns[2].meaning;
    assert_eq!(
        meaning(&seen),
        Meaning::Other,
        "the dictionary does not know it"
    );
    let choice = SheetChoice {
        kind: Some(ListKind::SubsistencePayment),
        meanings: vec![MeaningChoice {
            title: "本季补差".to_owned(),
            meaning: Meaning::Amount,
        }],
        ..SheetChoice::default()
    };
    let request = import_list::Request {
        choice,
        ..import_list::Request::default()
    };
    import(&office, &first, request).unwrap();

    let next = office.file("二.csv", sheet("840"));
    let seen = look(&office, &next, None);
    assert_eq!(
        seen.habit.as_deref(),
        Some("列的对应已按上坪村上次的习惯填好")
    );
    assert_eq!(
        (meaning(&seen), seen.kind),
        (Meaning::Amount, ListKind::SubsistencePayment)
    );
    assert_eq!(seen.proposed.entry.as_deref(), Some("2.4"));
    let afresh = SheetChoice {
        afresh: true,
        ..SheetChoice::default()
    };
    assert_eq!(meaning(&look(&office, &next, Some(afresh))), Meaning::Other);
    let other = office.file("三.csv", sheet("840").replace("上坪村", "石桥村"));
    assert_eq!(
        look(&office, &other, None).habit,
        None,
        "another village, other habits"
    );
}

#[test]
fn the_townships_form_of_all_villages_is_nobodys_habit() {
    let office = three();
    let own = office.file(
        "上坪.csv",
        format!(
            "上坪村低保户\n户主,身份证号,低保金\n钱夏禾,{},630\n",
            number(1)
        ),
    );
    import(&office, &own, import_list::Request::default()).unwrap();
    let sheet = format!(
        "村,姓名,身份证号,低保金\n上坪村,孙山,{},630\n石桥村,李河,{},420\n",
        number(2),
        number(3)
    );
    let all = office.file("三个村.csv", sheet);
    let seen = look(&office, &all, None);
    assert_eq!((seen.village, seen.villages.len()), (None, 2));
    let made = import(&office, &all, import_list::Request::default()).unwrap();
    assert_eq!(made.disclosures.len(), 2);
    let titles = |file: &str| look(&office, file, None).habit;
    assert_eq!(
        titles(&own).as_deref(),
        Some("列的对应已按上坪村上次的习惯填好")
    );
    assert_eq!(
        titles(&all).as_deref(),
        Some("列的对应已按这类表格上次的习惯填好")
    );
}

#[test]
fn a_header_shown_by_hand_is_found_by_itself_the_next_time() {
    let office = three();
    let sheet =
        |name: &str| format!("上坪村名册\n村里编的,第二季\n甲栏,乙栏\n{name},630\n吴谷雨,420\n");
    let first = office.file("一.csv", sheet("钱夏禾"));
    let meanings = [("甲栏", Meaning::Name), ("乙栏", Meaning::Amount)];
    let choice = SheetChoice {
        headers: vec![HeaderChoice {
            sheet: "一".to_owned(),
            top: 3,
            bottom: 3,
        }],
        meanings: meanings
            .map(|(title, meaning)| MeaningChoice {
                title: title.to_owned(),
                meaning,
            })
            .to_vec(),
        ..SheetChoice::default()
    };
    let seen = look(&office, &first, Some(choice.clone()));
    assert_eq!((seen.sheets[0].header_top, seen.counts.read), (Some(3), 2));
    let request = import_list::Request {
        choice,
        ..import_list::Request::default()
    };
    import(&office, &first, request).unwrap();
    let seen = look(&office, &office.file("二.csv", sheet("孙山")), None);
    assert_eq!((seen.sheets[0].header_top, seen.counts.read), (Some(3), 2));
    assert_eq!(seen.sheets[0].columns[0].meaning, Meaning::Name);
}

#[test]
fn a_list_goes_into_last_periods_copy_and_undo_leaves_the_draft() {
    let office = three();
    let old = super::draft(&office, "上坪村低保");
    let copied = office.does(format!(
        "disclosure copy {old} --formed-on 2019-09-20 --as 周禾生"
    ));
    let into = id(&copied);
    let file = office.file("名单.xlsx", usual("上坪村", 3));
    let request = import_list::Request {
        into: Some(into.clone()),
        ..import_list::Request::default()
    };
    let answer = import(&office, &file, request.clone()).unwrap();
    assert_eq!(answer.disclosure.unwrap().to_string(), into);
    assert_eq!(shown(&office, &into)["list"]["read"], 3);
    // The village sends a better one: it takes the first one's place.
    let better = office.file("名单改.xlsx", usual("上坪村", 4));
    import(&office, &better, request).unwrap();
    assert_eq!(shown(&office, &into)["list"]["read"], 4);
    verified(&office);
    let past = list_imports::run(&looks(&office)).unwrap().imports;
    let named = |name: &str| past.iter().find(|one| one.file_name == name).unwrap();
    let (first, second) = (named("名单.xlsx"), named("名单改.xlsx"));
    assert_eq!((first.undoable, first.gone), (false, true));
    assert_eq!((second.undoable, second.gone), (true, false));
    let second = second.import.to_string();
    undo_import::run(&mut writes(&office), &second, None, &zhou()).unwrap();
    let item = shown(&office, &into);
    assert_eq!(
        (&item["state"], &item["list"]),
        (&json!("draft"), &json!(null))
    );
    let twice = undo_import::run(&mut writes(&office), &second, None, &zhou());
    assert_eq!(twice.unwrap_err().code, "already-undone");
    verified(&office);
}
