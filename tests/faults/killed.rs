//! Killed at every named point of every change: before its commit the office is what it was,
//! after it what an unkilled run makes of it, to the last byte of every row.

use super::office::{INIT, Office, SIGNATURES, import, release};
use super::picture::Picture;

/// A command, the name of its change, and the code by which the same command is refused once it
/// has been done; none where it happens a second time, as it does without any kill.
struct Deed {
    operation: &'static str,
    words: String,
    again: &'static str,
}

fn deeds() -> Vec<Deed> {
    let items = Office::items();
    let deed = |operation, words: &str, again| Deed {
        operation,
        words: words
            .replace("{imported}", &items.imported)
            .replace("{reviewed}", &items.reviewed)
            .replace("{approved}", &items.approved)
            .replace("{released}", &items.released),
        again,
    };
    let clerk = "--as 周禾生 --on 2019-10-14";
    vec![
        deed("import", &import("十一月公示"), ""),
        deed(
            "sign",
            &SIGNATURES[2].replace("{id}", "{reviewed}"),
            "nothing-owed",
        ),
        deed("release", &release("{approved}"), "not-in-state"),
        deed(
            "post",
            &format!(
                "post {{released}} --channel 村公开栏 --place 村部 --evidence {{body}} {clerk}"
            ),
            "already-posted",
        ),
        deed(
            "withdraw",
            &format!("withdraw {{released}} --why 数字有误 {clerk}"),
            "not-in-state",
        ),
        deed(
            "undo-import",
            &format!("import undo {{imported}} --why 导错了 {clerk}"),
            "not-found",
        ),
        deed(
            "attach",
            &format!("disclosure attach {{imported}} {{body}} {clerk}"),
            "",
        ),
        deed(
            "correct",
            &format!("correct {{released}} --why 数字有误 {clerk}"),
            "already-being-corrected",
        ),
        deed(
            "hand-over",
            &format!(
                "hand-over {{released}} --copy 2019-0001-1 --to 县政务公开办 --by 送达 {clerk}"
            ),
            "already-handed-over",
        ),
        deed(
            "open-disclosure",
            &format!("disclosure new --entry 2.4 --title 新件 --body {{body}} {clerk}"),
            "",
        ),
        deed(
            "change-disclosure",
            &format!("disclosure edit {{reviewed}} --title 改题 {clerk}"),
            "",
        ),
        deed(
            "void-line",
            &format!("register void 2019-0001 --why 重号 {clerk}"),
            "not-found",
        ),
        deed(
            "keep-staff",
            &format!("staff add --name 沈春和 --duty 校对 {clerk}"),
            "",
        ),
        deed(
            "keep-chain",
            &format!("chain set --steps 经办,校对,审核,主要领导 {clerk}"),
            "",
        ),
        deed(
            "keep-office",
            &format!("office set --supervision-phone 0000-1234567 {clerk}"),
            "",
        ),
        deed(
            "show-private",
            &format!("disclosure show {{released}} --private {clerk}"),
            "",
        ),
    ]
}

/// Runs `words` and dies at `point`.
#[track_caller]
fn killed_at(office: &Office, dice: u64, words: &str, point: &str) {
    let output = office
        .command(dice, words)
        .env("STAGE_DIES_AT", point)
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), None, "{point}: it was to die there");
    assert!(
        output.stdout.is_empty(),
        "{point}: it told of success before it died"
    );
}

#[track_caller]
fn same(is: &Picture, wanted: &Picture, when: &str) {
    let differences = is.differs_from(wanted);
    assert!(differences.is_empty(), "{when}: {differences:#?}");
}

#[test]
fn killed_at_a_commit_an_office_is_as_before_or_as_after() {
    let mut unexpected = Vec::new();
    for Deed {
        operation,
        words,
        again,
    } in &deeds()
    {
        let untouched = Office::prepared();
        let before = Picture::of(&untouched.folder());
        untouched.run(100, words).done();
        let after = Picture::of(&untouched.folder());
        assert!(
            !after.differs_from(&before).is_empty(),
            "{operation} does nothing"
        );

        let point = format!("{operation}.before-commit");
        let office = Office::prepared();
        killed_at(&office, 100, words, &point);
        office.is_sound();
        same(&Picture::of(&office.folder()), &before, &point);
        office.run(100, words).done();
        same(
            &Picture::of(&office.folder()),
            &after,
            &format!("{point}, done again"),
        );
        office.is_sound();

        let point = format!("{operation}.after-commit");
        let office = Office::prepared();
        killed_at(&office, 100, words, &point);
        office.is_sound();
        same(&Picture::of(&office.folder()), &after, &point);
        let (second, unkilled) = (office.run(101, words), untouched.run(101, words));
        assert_eq!(second.status, unkilled.status, "{point}: {}", second.said);
        assert_eq!(second.code(), unkilled.code(), "{point}: {}", second.said);
        if second.code() != *again {
            unexpected.push(format!("{operation} again: {}", second.said));
        }
        let twice = Picture::of(&untouched.folder());
        same(
            &Picture::of(&office.folder()),
            &twice,
            &format!("{point}, and once more"),
        );
        office.is_sound();
    }
    assert!(unexpected.is_empty(), "{unexpected:#?}");
}

#[test]
fn a_year_is_closed_once_or_not_at_all() {
    let words = "register close --year 2019 --as 周禾生 --on 2020-01-15";
    let in_january = |office: &Office, dies_at: &str| {
        let mut command = office.command(100, words);
        command.env("STAGE_TODAY", "2020-01-15");
        command.env("STAGE_DIES_AT", dies_at);
        super::office::Answer::of(&command.output().expect("it starts"))
    };
    let untouched = Office::prepared();
    let before = Picture::of(&untouched.folder());
    in_january(&untouched, "nowhere").done();
    let after = Picture::of(&untouched.folder());
    for (point, wanted) in [("before", &before), ("after", &after)] {
        let office = Office::prepared();
        let killed = in_january(&office, &format!("close-year.{point}-commit"));
        assert_eq!(killed.status, None);
        office.is_sound();
        same(&Picture::of(&office.folder()), wanted, point);
        let again = in_january(&office, "nowhere");
        match point {
            "before" => drop(again.done()),
            _ => again.refused(1, &["year-closed"]),
        }
        same(&Picture::of(&office.folder()), &after, "closed once");
    }
}

#[test]
fn a_founding_cut_short_is_no_office_and_may_be_done_anew() {
    for point in ["found.staged", "found.store-placed"] {
        let office = Office::none();
        killed_at(&office, 1, INIT, point);
        office
            .ask("verify")
            .refused(3, &["office-missing", "store-damaged"]);
        office.run(2, INIT).done();
        office.is_sound();
        office.run(3, INIT).refused(1, &["office-exists"]);
    }
    // The store stands, the office has no name yet: founding again goes on with it.
    for point in ["found.card-placed", "found.before-commit"] {
        let office = Office::none();
        killed_at(&office, 1, INIT, point);
        office.run(2, INIT).done();
        office.is_sound();
        office.run(3, INIT).refused(1, &["office-exists"]);
        let name = office.ask("office show").done();
        assert_eq!(
            name.text("/name"),
            "青禾乡人民政府",
            "{point}: {}",
            name.said
        );
    }
    let office = Office::none();
    killed_at(&office, 1, INIT, "found.after-commit");
    office.run(2, INIT).refused(1, &["office-exists"]);
    office.is_sound();
    let name = office.ask("office show").done();
    assert_eq!(name.text("/name"), "青禾乡人民政府", "{}", name.said);
}
