use super::*;

fn bundled() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts")
}

#[test]
fn every_role_prints_rare_names() {
    let shelf = FontShelf::load(&bundled(), None).expect("fonts");
    for role in FontRole::ALL {
        let text = "䶮㛃𬭊𬙊龑陞峯〔2019〕49号0123456789-□";
        let missing = shelf.missing_characters(role, text).expect("fonts");
        assert!(missing.is_empty(), "{role}: {missing:?}");
    }
}

#[test]
fn every_role_prints_the_whole_table_of_standard_characters() {
    // 通用规范汉字表 (2013), from Unihan's kTGH.
    let table = include_str!("../../tests/printed/data/standard-characters.txt");
    assert_eq!(table.chars().filter(|c| *c != '\n').count(), 8_105);
    let shelf = FontShelf::load(&bundled(), None).expect("fonts");
    for role in FontRole::ALL {
        let missing = shelf.missing_characters(role, table).expect("fonts");
        assert!(missing.is_empty(), "{role}: {missing:?}");
    }
}

#[test]
fn digits_come_from_the_body_face() {
    let shelf = FontShelf::load(&bundled(), None).expect("fonts");
    let face = |c| {
        shelf
            .glyph(FontRole::Body, c)
            .expect("fonts")
            .expect("glyph")
            .0
    };
    assert!("0123456789-,.".chars().all(|c| face(c) == face('公')));
    assert_ne!(face('䶮'), face('公'));
}

#[test]
fn a_character_without_a_font_is_named_with_its_place() {
    let shelf = FontShelf::load(&bundled(), None).expect("fonts");
    let place = Place::Cell {
        row: 12,
        column: "户主姓名".to_owned(),
    };
    let error = shelf
        .require(FontRole::Body, "张\u{E863}山", place)
        .expect_err("no font has it");
    let said = error.to_string();
    assert!(
        said.contains("第 12 行“户主姓名”") && said.contains("U+E863"),
        "{said}"
    );
    let unseen = shelf.missing_characters(FontRole::Body, "山\u{FE00}\u{200B}\n");
    assert_eq!(unseen.expect("fonts"), []);
}

#[test]
fn a_missing_or_damaged_file_is_named() {
    let folder = tempfile::tempdir().expect("folder");
    let missing = FontShelf::load(folder.path(), None).expect_err("empty folder");
    assert!(matches!(
        missing,
        PrintError::FontMissing {
            role: FontRole::Body,
            ..
        }
    ));
    std::fs::write(folder.path().join("fangsong.ttf"), b"not a font").expect("write");
    let shelf = FontShelf::load(&bundled(), Some(folder.path())).expect("fonts");
    let damaged = shelf.missing_characters(FontRole::Body, "公");
    assert!(matches!(damaged, Err(PrintError::FontUnreadable { .. })));
}

#[test]
fn the_offices_own_font_comes_first() {
    let folder = tempfile::tempdir().expect("folder");
    let own = folder.path().join("fangsong.otf");
    std::fs::copy(bundled().join("NotoSansCJKsc-Regular.otf"), own).expect("copy");
    let plain = FontShelf::load(&bundled(), None).expect("fonts");
    let shelf = FontShelf::load(&bundled(), Some(folder.path())).expect("fonts");
    let width = |shelf: &FontShelf| {
        shelf
            .glyph(FontRole::Body, '0')
            .expect("fonts")
            .expect("0")
            .1
    };
    assert_eq!((width(&plain), width(&shelf)), (500, 555));
}
