//! What a change leaves in the store, read from the store itself where no command shows it.

use super::office::Office;
use super::picture::Picture;

fn letters(office: &Office) -> usize {
    Picture::of(&office.folder()).tables["outbox"].len()
}

#[test]
fn a_public_release_writes_one_letter_and_an_internal_one_writes_none() {
    let office = Office::prepared();
    let before = letters(&office);
    let new = "disclosure new --entry 内 --title 机关干部考核情况 --as 周禾生 --on 2019-10-08";
    let item = office.run(901, new).done().text("/disclosure").to_owned();
    office.signed(910, &item, 3);
    let release =
        format!("release {item} --accept-warnings --why 内部 --as 周禾生 --on 2019-10-12");
    let internal = office.run(920, &release).done();
    assert_eq!(internal.said["book"], "internal", "{}", internal.said);
    assert_eq!(letters(&office), before, "an internal item is not reported");
    office.is_sound();

    let public = office.import(930, "石桥村名单");
    office.signed(940, &public, 3);
    office.run(950, &super::office::release(&public)).done();
    assert_eq!(letters(&office), before + 1);
    office.is_sound();
}

#[test]
fn an_import_undone_leaves_no_row_of_its_list() {
    let office = Office::prepared();
    let rows = |office: &Office| Picture::of(&office.folder()).tables["list_row_private"].len();
    let before = rows(&office);
    let item = office.import(931, "石桥村名单");
    assert!(rows(&office) > before);
    office
        .run(2, &format!("import undo {item} --as 周禾生"))
        .done();
    assert_eq!(rows(&office), before);
    office.is_sound();
}

#[test]
fn an_id_that_is_taken_is_an_error_and_never_laid_over() {
    let office = Office::prepared();
    let opened = |dice| office.import(dice, &format!("名单{dice}"));
    let (one, other) = (opened(960), opened(961));
    let sign = |item: &str| format!("sign {item} --step 经办 --as 周禾生 --on 2019-10-09");
    office.run(970, &sign(&one)).done();
    office
        .run(970, &sign(&other))
        .refused(1, &["store-refused"]);
    office.is_sound();
    office.run(971, &sign(&other)).done();
    office.is_sound();
}
