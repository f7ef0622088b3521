//! Another version of the program from a signed file: what is not the maker's is refused, a power cut at
//! any step leaves the old program or the new one, and the way back is told before it is gone.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its footing gives way"
)]

#[path = "updating/pc.rs"]
mod pc;
#[expect(unreachable_pub, reason = "the rehearsals have it from their stage")]
#[path = "../../../../tests/fixtures/updates.rs"]
mod updates;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use gongkai_frontdesk::tasks::{go_back, update_program};
use gongkai_frontdesk::{Desk, Preferences};
use pc::{Pc, acting};
use tempfile::tempdir;
use updates::{Wanted, maker, stranger};

/// Names the step at which the process of a test dies, and the ground it stands on.
const DIES_AT: &str = "GONGKAI_TEST_DIES_AT";
const GROUND: &str = "GONGKAI_TEST_GROUND";

/// Every step of an update, in order, and whether the new version is in force after a cut there.
const STEPS: &[(&str, bool)] = &[
    ("update.fetched", false),
    ("back-up.before-commit", false),
    ("back-up.after-commit", false),
    ("update.backed-up", false),
    ("update.first-file", false),
    ("update.unpacked", false),
    ("update.laid", false),
    ("update.switched", true),
];

fn code<T>(result: Result<T, gongkai_frontdesk::Problem>) -> String {
    match result {
        Ok(_) => "done".to_owned(),
        Err(problem) => problem.code,
    }
}

#[test]
fn an_update_skips_versions_backs_the_office_up_and_is_switched_to() {
    let ground = tempdir().unwrap();
    let pc = Pc::installed(ground.path(), "0.2.0");
    let office = pc.office("青禾乡");
    let file = Wanted::version("0.5.1").write(ground.path(), &maker());
    let found = pc.look(&file).unwrap();
    assert_eq!((found.from.as_str(), found.to.as_str()), ("0.2.0", "0.5.1"));
    assert!(!found.store_changes);
    assert_eq!(found.office.as_deref(), Some(office.as_path()));
    let done = pc.update(&file).unwrap();
    let backup = done.backup.unwrap();
    assert_eq!(
        backup.parent().unwrap().parent(),
        found.backup_place.as_deref()
    );
    assert!(
        gongkai_frontdesk::tasks::back_up_office::check(&backup)
            .unwrap()
            .whole
    );
    assert_eq!(pc.in_force(), "0.5.1");
    let program = pc.home().join("版本/0.5.1/gongkai");
    assert_eq!(fs::read_to_string(&program).unwrap(), "program 0.5.1");
    assert!(pc::may_be_run(&program));
    assert!(pc.home().join("版本/0.5.1/fonts/README.md").is_file());
    // The installed one is as it was: it starts the newer one.
    assert_eq!(
        fs::read_to_string(pc.home().join("gongkai")).unwrap(),
        "program 0.2.0"
    );
    assert!(!pc.home().join("版本/收到的更新.part").exists());
}

#[test]
fn only_the_version_before_is_kept_besides_the_installed_one() {
    let ground = tempdir().unwrap();
    let pc = Pc::installed(ground.path(), "0.2.0");
    for version in ["0.3.0", "0.4.0", "0.10.0"] {
        let file = Wanted::version(version).write(ground.path(), &maker());
        pc.update(&file).unwrap();
        assert_eq!(pc.in_force(), version);
    }
    assert_eq!(pc.versions(), ["0.10.0", "0.4.0"]);
    let back = pc.back(&go_back::Request::default()).unwrap();
    assert_eq!((back.from.as_str(), back.to.as_str()), ("0.10.0", "0.4.0"));
    assert_eq!(pc.in_force(), "0.4.0");
    assert_eq!(
        code(pc.back(&go_back::Request::default())),
        "nothing-before"
    );
}

#[test]
fn what_is_not_newer_or_not_for_this_pc_is_refused() {
    let ground = tempdir().unwrap();
    let pc = Pc::installed(ground.path(), "0.2.0");
    let refused = |wanted: Wanted| {
        let file = wanted.write(ground.path(), &maker());
        assert_eq!(code(pc.look(&file)), code(pc.update(&file)));
        code(pc.look(&file))
    };
    assert_eq!(refused(Wanted::version("0.2.0")), "update-same");
    assert_eq!(refused(Wanted::version("0.1.9")), "update-older");
    assert_eq!(refused(Wanted::version("0.3.0").store(1)), "update-older");
    assert_eq!(
        refused(Wanted::version("0.3.0").system("plan9-vax")),
        "update-system"
    );
    assert_eq!(
        refused(Wanted::version("0.3.0").file("../evil", b"x")),
        "update-form"
    );
    assert_eq!(
        refused(Wanted::version("0.3.0").file("C:\\evil", b"x")),
        "update-form"
    );
    assert_eq!(pc.in_force(), "0.2.0");
    assert!(!ground.path().join("evil").exists());
    // What is listed with another length or digest than is packed is seen while it is unpacked.
    let file = Wanted::version("0.3.0")
        .lying()
        .write(ground.path(), &maker());
    assert_eq!(code(pc.look(&file)), "done");
    assert_eq!(code(pc.update(&file)), "update-form");
    assert_eq!(pc.in_force(), "0.2.0");
    assert!(pc.versions().is_empty());
}

#[test]
fn the_newest_update_at_the_top_of_a_stick_is_offered_and_nothing_older() {
    let ground = tempdir().unwrap();
    let pc = Pc::installed(ground.path(), "0.2.0");
    let offered = |pc: &Pc| update_program::find(pc).newest.map(|found| found.version);
    assert_eq!(offered(&pc), None, "no stick");
    let [one, other] = ["E", "F"].map(|stick| ground.path().join(stick));
    for (stick, wanted) in [
        (&one, Wanted::version("0.1.9")),
        (&one, Wanted::version("0.2.0")),
        (&one, Wanted::version("0.9.0").system("plan9-vax")),
        (&one.join("里面"), Wanted::version("0.8.0")),
    ] {
        wanted.write(stick, &maker());
    }
    fs::write(one.join("政务公开-更新-新版.gkupdate"), "").unwrap();
    assert_eq!(offered(&pc), None, "nothing that fits");
    Wanted::version("0.3.0").write(&one, &maker());
    let newest = Wanted::version("0.10.0").write(&other, &maker());
    assert_eq!(offered(&pc).as_deref(), Some("0.10.0"));
    assert_eq!(
        offered(&pc.clone().without_keys()),
        None,
        "it could not take it"
    );
    let found = update_program::find(&pc).newest.unwrap();
    assert_eq!(found.file, newest);
    pc.update(&found.file).unwrap();
    assert_eq!(offered(&pc), None, "taken");
}

#[test]
fn any_byte_changed_or_cut_off_is_refused() {
    let ground = tempdir().unwrap();
    let pc = Pc::installed(ground.path(), "0.2.0");
    let file = Wanted::version("0.3.0").write(ground.path(), &maker());
    let good = fs::read(&file).unwrap();
    let bad = ground.path().join("bad.gkupdate");
    let refused = |bytes: &[u8]| {
        fs::write(&bad, bytes).unwrap();
        let found = pc.look(&bad).unwrap_err();
        assert!(!found.next.is_empty());
        found.code
    };
    for at in 0..good.len() {
        let mut changed = good.clone();
        changed[at] ^= 1 << (at % 8);
        let code = refused(&changed);
        let expected = ["update-altered", "update-unsigned", "update-key"];
        assert!(expected.contains(&code.as_str()), "byte {at}: {code}");
    }
    for length in [0, 1, 16, 200, good.len() / 2, good.len() - 1] {
        let code = refused(&good[..length]);
        assert!(
            code == "update-altered" || code == "update-unsigned",
            "{length}: {code}"
        );
    }
    assert_eq!(refused(&[&good[..], b"x"].concat()), "update-altered");
    assert_eq!(refused(b"PK\x03\x04 a zip"), "update-unsigned");
    // Applying checks for itself: nobody needs to have looked.
    fs::write(&bad, &good[..good.len() - 1]).unwrap();
    assert_eq!(code(pc.update(&bad)), "update-altered");
    assert_eq!(pc.in_force(), "0.2.0");
    assert_eq!(code(pc.look(ground.path())), "not-a-file");
}

#[test]
fn only_the_makers_key_is_taken_and_a_program_without_one_takes_nothing() {
    let ground = tempdir().unwrap();
    let pc = Pc::installed(ground.path(), "0.2.0");
    let file = Wanted::version("0.3.0").write(ground.path(), &stranger());
    let problem = pc.look(&file).unwrap_err();
    assert_eq!(problem.code, "update-key");
    assert!(problem.text.contains("没有动"));
    let keyless = Pc::installed(&ground.path().join("另一台"), "0.2.0").without_keys();
    let file = Wanted::version("0.3.0").write(ground.path(), &maker());
    assert_eq!(code(keyless.look(&file)), "no-maker-key");
    assert_eq!(code(keyless.update(&file)), "no-maker-key");
}

#[test]
fn programs_of_the_system_and_from_sources_are_told_their_own_way() {
    let ground = tempdir().unwrap();
    let file = Wanted::version("0.3.0").write(ground.path(), &maker());
    fs::create_dir_all(ground.path().join("usr/bin")).unwrap();
    let pc = Pc::at(ground.path(), &ground.path().join("usr/bin"));
    assert_eq!(code(pc.look(&file)), "update-not-installed");
    fs::create_dir_all(ground.path().join("usr/share/gongkai")).unwrap();
    let problem = pc.look(&file).unwrap_err();
    assert_eq!(problem.code, "update-by-system");
    assert!(problem.next.contains("apt install"));
}

#[test]
fn an_update_without_a_name_or_a_backup_is_not_made() {
    let ground = tempdir().unwrap();
    let pc = Pc::installed(ground.path(), "0.2.0");
    let office = pc.office("青禾乡");
    let file = Wanted::version("0.3.0").write(ground.path(), &maker());
    let mut request = pc.request(&file);
    request.acting.who = None;
    assert_eq!(code(pc.update_with(&request)), "who-acts");
    request.acting = acting();
    request.backup_place = Some(office.join("里面"));
    assert_eq!(code(pc.update_with(&request)), "backup-place");
    assert_eq!(pc.in_force(), "0.2.0");
}

#[test]
fn going_back_is_told_and_the_office_from_before_comes_back_only_when_asked() {
    let ground = tempdir().unwrap();
    let pc = Pc::installed(ground.path(), "0.2.0");
    let office = pc.office("青禾乡");
    let file = Wanted::version("0.3.0")
        .store(99)
        .write(ground.path(), &maker());
    assert!(pc.look(&file).unwrap().store_changes);
    let backup = pc.update(&file).unwrap().backup.unwrap();
    // Nobody has opened the office with the new version: the old one still reads it.
    assert!(!pc.look_back().unwrap().store_newer);
    pc::bring_to_form(&office, 99);
    let found = pc.look_back().unwrap();
    assert!(found.store_newer);
    assert_eq!(found.previous.as_deref(), Some("0.2.0"));
    assert_eq!(found.backup.as_deref(), Some(backup.as_path()));
    let refused = pc.back(&go_back::Request::default()).unwrap_err();
    assert_eq!(refused.code, "store-newer-than-program");
    assert!(refused.text.contains("现在的库会原样留着"));
    assert_eq!(pc.in_force(), "0.3.0");
    let target = found.restore_to.unwrap();
    let request = go_back::Request {
        restore_to: Some(target.clone()),
        program_only: false,
    };
    let back = pc.back(&request).unwrap();
    assert_eq!(
        (back.to.as_str(), back.restored),
        ("0.2.0", Some(target.clone()))
    );
    assert_eq!(pc.in_force(), "0.2.0");
    assert_eq!(
        Preferences::read(&pc.preferences()).office,
        Some(target.clone())
    );
    // The restored office opens with this program, the other one stays as it was.
    Desk::open_to_write(&target, pc.host()).unwrap();
    assert_eq!(code(Desk::open_to_read(&office, pc.host())), "store-newer");
}

#[test]
fn going_back_with_the_program_alone_leaves_every_office_where_it_is() {
    let ground = tempdir().unwrap();
    let pc = Pc::installed(ground.path(), "0.2.0");
    let office = pc.office("青禾乡");
    let file = Wanted::version("0.3.0")
        .store(99)
        .write(ground.path(), &maker());
    pc.update(&file).unwrap();
    pc::bring_to_form(&office, 99);
    let request = go_back::Request {
        restore_to: None,
        program_only: true,
    };
    assert_eq!(pc.back(&request).unwrap().to, "0.2.0");
    assert_eq!(Preferences::read(&pc.preferences()).office, Some(office));
}

#[test]
fn a_power_cut_at_any_step_leaves_the_old_program_or_the_new_one() {
    if let Some(step) = std::env::var_os(DIES_AT) {
        let ground = std::env::var_os(GROUND).unwrap();
        let pc = Pc::again(Path::new(&ground)).dying_at(step.to_str().unwrap());
        let _ = pc.update(&Path::new(&ground).join(Wanted::version("0.3.0").name()));
        unreachable!("the step was not reached");
    }
    for (step, switched) in STEPS {
        let ground = tempdir().unwrap();
        let pc = Pc::installed(ground.path(), "0.2.0");
        pc.office("青禾乡");
        let file = Wanted::version("0.3.0").write(ground.path(), &maker());
        let died = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "a_power_cut_at_any_step_leaves_the_old_program_or_the_new_one",
            ])
            .env(DIES_AT, step)
            .env(GROUND, ground.path())
            .output()
            .unwrap();
        assert!(pc::was_killed(died.status), "{step}: {died:?}");
        let expected = if *switched { "0.3.0" } else { "0.2.0" };
        assert_eq!(pc.in_force(), expected, "{step}");
        assert_eq!(
            pc.program_in_force(),
            format!("program {expected}"),
            "{step}"
        );
        if step.starts_with("back-up") {
            // A backup bears the second it was made in; nobody tries again within the same one.
            std::thread::sleep(Duration::from_millis(1100));
        }
        // Once more, as if nothing had been: what was left half done is in nobody's way.
        match pc.update(&file) {
            Ok(done) => assert_eq!((done.to.as_str(), *switched), ("0.3.0", false)),
            Err(problem) => {
                let told = (problem.code.as_str(), *switched);
                assert_eq!(told, ("update-same", true), "{step}: {}", problem.text);
            }
        }
        assert_eq!(pc.program_in_force(), "program 0.3.0", "{step}");
        assert_eq!(pc.versions(), ["0.3.0"], "{step}");
    }
}

#[test]
fn looking_writes_nothing() {
    let ground = tempdir().unwrap();
    let pc = Pc::installed(ground.path(), "0.2.0");
    let file = Wanted::version("0.3.0").write(ground.path(), &maker());
    pc.look(&file).unwrap();
    pc.look_back().unwrap();
    assert!(!pc.home().join("版本").exists());
    let asked = update_program::Look { file };
    assert!(asked.file.is_file());
}
