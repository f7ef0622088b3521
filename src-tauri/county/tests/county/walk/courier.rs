//! Somebody who carries a stick between a township and the county's exchange folder, and copies badly:
//! some files not, some torn, some again. What he tore he copies whole another time.

use std::fs;
use std::path::Path;

use super::dice::Dice;

/// Goes there and back once.
pub(super) fn runs(stick: &Path, exchange: &Path, dice: &mut Dice) {
    copies(&stick.join("up"), &exchange.join("up"), dice);
    let code = stick.file_name().unwrap();
    let down = Path::new("down").join(code);
    copies(&exchange.join(&down), &stick.join(&down), dice);
    let standing = Path::new("standing").join(format!("{}.json", code.display()));
    if exchange.join(&standing).is_file() && !dice.one_in(4) {
        fs::create_dir_all(stick.join("standing")).unwrap();
        fs::copy(exchange.join(&standing), stick.join(&standing)).unwrap();
    }
}

/// A stick loses a byte or the end of one file without a word.
pub(super) fn damages(stick: &Path, dice: &mut Dice) {
    let Ok(entries) = fs::read_dir(stick.join("up").join(stick.file_name().unwrap())) else {
        return;
    };
    let mut entries: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let Some(path) = dice.one_of(&entries) else {
        return;
    };
    let mut bytes = fs::read(path).unwrap();
    if bytes.is_empty() {
        return;
    }
    let at = dice.below(bytes.len() as u64) as usize;
    match dice.one_in(2) {
        true => bytes[at] ^= 1,
        false => bytes.truncate(at),
    }
    fs::write(path, bytes).unwrap();
}

fn copies(from: &Path, to: &Path, dice: &mut Dice) {
    let Ok(entries) = fs::read_dir(from) else {
        return;
    };
    let mut entries: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copies(&path, &target, dice);
            continue;
        }
        // What is there whole is not copied again, and now and then something is.
        let there = fs::metadata(&target).map_or(0, |there| there.len());
        if there == path.metadata().unwrap().len() && !dice.one_in(50) {
            continue;
        }
        fs::create_dir_all(to).unwrap();
        match dice.below(12) {
            0 => {}
            1 => {
                let bytes = fs::read(path).unwrap();
                let half = dice.below(bytes.len() as u64) as usize;
                fs::write(&target, &bytes[..half]).unwrap();
            }
            _ => {
                fs::copy(&path, &target).unwrap();
            }
        }
    }
}
