//! Writing an item in the window: a form that says all, copied from last period.

mod keeping;
mod planned;
mod undone;

use gongkai_frontdesk::tasks::fill_form::{self, Form, Sheet};
use gongkai_frontdesk::tasks::{choose_entry, look_at_drafts};
use gongkai_frontdesk::words::{Channel, CheckKind, DisclosureClass, Element};
use gongkai_frontdesk::{Acting, Desk, Problem};
use stage::office::Office;

use super::{approve, draft, release, released, review, shown, state, three, verified};

fn clerk() -> Acting {
    by("周禾生")
}

fn by(name: &str) -> Acting {
    Acting {
        who: Some(name.to_owned()),
        on: None,
    }
}

/// Works at the desk while nobody else does.
fn at_desk<T>(office: &Office, work: impl FnOnce(&mut Desk) -> T) -> T {
    let mut desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    work(&mut desk)
}

fn form(title: &str) -> Form {
    Form {
        entry: "2.5".to_owned(),
        title: title.to_owned(),
        ..Form::default()
    }
}

fn full(title: &str) -> Form {
    Form {
        class: Some(DisclosureClass::Internal),
        elements: [(Element::Outcome, "已完工".to_owned())].into(),
        body: "一、工程情况\n现将完工情况予以公示。".to_owned(),
        formed_on: "2019-09-20".parse().ok(),
        unit: "石桥村村民委员会".to_owned(),
        provider: "许长福".to_owned(),
        channels: vec![Channel::StaffMeeting],
        ..form(title)
    }
}

fn try_save(office: &Office, item: Option<&str>, form: Form) -> Result<String, Problem> {
    let request = fill_form::Request {
        disclosure: item.map(str::to_owned),
        form,
        working_text: None,
        acting: clerk(),
    };
    at_desk(office, |desk| fill_form::save(desk, request)).map(|is| is.disclosure.to_string())
}

#[track_caller]
fn save(office: &Office, item: Option<&str>, form: Form) -> String {
    try_save(office, item, form).unwrap()
}

#[track_caller]
fn opened(office: &Office, item: &str) -> Sheet {
    at_desk(office, |desk| fill_form::of_item(desk, item, &clerk())).unwrap()
}

#[test]
fn what_is_empty_in_a_form_is_empty_in_the_item() {
    let office = three();
    let item = save(&office, None, full("石桥村机耕道完工"));
    assert_eq!(opened(&office, &item).form, full("石桥村机耕道完工"));
    let after = save(&office, Some(&item), form("石桥村机耕道完工"));
    assert_eq!(item, after);
    assert_eq!(opened(&office, &item).form, form("石桥村机耕道完工"));
    let bare = shown(&office, &item);
    for field in ["unit", "provider", "formed_on"] {
        assert!(bare[field].is_null(), "{bare}");
    }
    assert_eq!(
        (&bare["body"], &bare["class"]),
        (&"".into(), &"proactive".into())
    );
    verified(&office);
}

#[test]
fn a_form_wants_entry_and_title_and_says_where() {
    let office = three();
    let blank = |form: Form| try_save(&office, None, form).unwrap_err();
    let field = |problem: Problem| (problem.code, problem.place.field.unwrap_or_default());
    let missing = |name: &str| ("field-missing".to_owned(), name.to_owned());
    assert_eq!(field(blank(form("　"))), missing("题名"));
    assert_eq!(
        field(blank(Form {
            entry: " ".to_owned(),
            ..form("甲")
        })),
        missing("目录条目")
    );
    assert_eq!(
        field(blank(Form {
            entry: "2".to_owned(),
            ..form("甲")
        }))
        .0,
        "catalogue"
    );
    let number = "13800001234".to_owned();
    let problem = blank(Form {
        provider: number.clone(),
        ..form("甲")
    });
    assert!(!problem.text.contains(&number), "{problem}");
    assert_eq!(
        field(problem),
        ("private-data".to_owned(), "提供人".to_owned())
    );
    let tomorrow = Form {
        formed_on: "2019-10-01".parse().ok(),
        ..form("甲")
    };
    assert_eq!(field(blank(tomorrow)).0, "date-in-future");
    let item = save(&office, None, form("甲"));
    let missing = at_desk(&office, |desk| look_at_drafts::missing(desk, &item)).unwrap();
    let kinds: Vec<_> = missing.checks.iter().map(|check| check.check).collect();
    assert_eq!(
        kinds,
        [
            CheckKind::Content,
            CheckKind::Elements,
            CheckKind::Provider,
            CheckKind::Deadline
        ]
    );
}

#[test]
fn an_element_that_does_not_apply_needs_a_reason() {
    let office = three();
    let said = |text: &str| {
        Element::ALL
            .iter()
            .map(|element| (*element, text.to_owned()))
            .collect()
    };
    let wants = |item: &str| {
        let missing = at_desk(&office, |desk| look_at_drafts::missing(desk, item)).unwrap();
        missing
            .checks
            .iter()
            .any(|check| check.check == CheckKind::Elements)
    };
    let item = save(
        &office,
        None,
        Form {
            elements: said("不适用"),
            ..form("甲")
        },
    );
    assert!(wants(&item));
    let with = Form {
        elements: said("不适用（本事项不办证）"),
        ..form("甲")
    };
    save(&office, Some(&item), with);
    assert!(!wants(&item));
}

#[test]
fn a_changed_text_is_signed_again_and_an_unchanged_one_is_not() {
    let office = three();
    let item = draft(&office, "公示");
    review(&office, &item);
    let sheet = opened(&office, &item);
    assert_eq!(sheet.signatures, 2);
    let planned = Form {
        channels: vec![Channel::VillageBoard],
        ..sheet.form.clone()
    };
    save(&office, Some(&item), planned.clone());
    assert_eq!(
        state(&office, &item),
        "reviewed",
        "a plan is no part of the text"
    );
    save(
        &office,
        Some(&item),
        Form {
            body: "改过".to_owned(),
            ..planned
        },
    );
    assert_eq!(state(&office, &item), "draft");
    let released = released(&office, "已发布的").0;
    let refused = at_desk(&office, |desk| {
        fill_form::of_item(desk, &released, &clerk())
    });
    assert_eq!(refused.unwrap_err().code, "not-in-state");
    let refused = try_save(&office, Some(&released), form("甲"));
    assert_eq!(refused.unwrap_err().code, "not-in-state");
}

#[test]
fn last_period_is_copied_without_its_dates_and_signatures() {
    let office = three();
    let old = draft(&office, "石桥村2019年第三季度工程进度");
    let body = "现将2019年第三季度进度公示如下。".to_owned();
    let text = Form {
        body: body.clone(),
        ..opened(&office, &old).form
    };
    save(
        &office,
        Some(&old),
        Form {
            channels: vec![Channel::VillageBoard],
            ..text
        },
    );
    approve(&office, &old);
    let answer = release(&office, &old);
    assert_eq!(answer["register_no"], "2019-0001");
    let told = shown(&office, &old);
    assert_eq!(
        told["channels"],
        serde_json::json!(["village_board"]),
        "as planned"
    );

    let copy = at_desk(&office, |desk| fill_form::of_copy(desk, &old, &clerk())).unwrap();
    assert_eq!(copy.form.title, "石桥村2019年第四季度工程进度");
    assert_eq!(copy.advanced[0].from, "2019年第三季度");
    assert_eq!(copy.stale, ["2019年第三季度"], "the body still says so");
    assert_eq!(copy.form.unit, "石桥村村民委员会");
    assert_eq!(copy.form.channels, [Channel::VillageBoard]);
    assert_eq!((copy.form.formed_on, &copy.form.body), (None, &body));
    let asked: Vec<_> = copy
        .signers
        .iter()
        .map(|signer| signer.name.as_str())
        .collect();
    assert_eq!(
        asked,
        ["周禾生", "林见清", "何远山"],
        "the same people are asked again"
    );
    let new = save(&office, None, copy.form);
    let sheet = opened(&office, &new);
    assert_eq!(
        (
            sheet.signatures,
            sheet.form.copied_from.map(|id| id.to_string())
        ),
        (0, Some(old))
    );
    verified(&office);
}

#[test]
fn attachments_have_an_order_and_one_left_out_stays_in_the_store() {
    let office = three();
    let paths =
        ["批复.pdf", "照片.jpg", "名册13800001234.xlsx"].map(|name| office.file(name, name).into());
    let (mut desk, names) = (
        Desk::open_to_write(&office.folder(), office.machine()).unwrap(),
        |sheet: &Sheet| {
            let lines = sheet.attachments.iter();
            lines
                .map(|line| (line.name.clone(), line.kind))
                .collect::<Vec<_>>()
        },
    );
    let added = fill_form::add_attachments(&mut desk, &paths, &clerk()).unwrap();
    let files = |order: &[usize]| order.iter().map(|at| added[*at].file).collect();
    let refused = fill_form::add_attachments(&mut desk, &["没有.pdf".into()], &clerk());
    assert_eq!(refused.unwrap_err().code, "file-missing");
    drop(desk);
    let item = save(
        &office,
        None,
        Form {
            attachments: files(&[2, 0, 1, 0]),
            ..form("甲")
        },
    );
    let sheet = opened(&office, &item);
    let is = names(&sheet);
    assert_eq!(
        (is[1].clone(), is[2].1),
        (("批复.pdf".to_owned(), "PDF 文件"), "图片")
    );
    assert!(is.len() == 3 && !is[0].0.contains("13800001234"), "{is:?}");
    save(
        &office,
        Some(&item),
        Form {
            attachments: files(&[1]),
            ..form("甲")
        },
    );
    assert_eq!(names(&opened(&office, &item)).len(), 1);
    // Nothing is lost: the others lie in the store and may be put back.
    save(
        &office,
        Some(&item),
        Form {
            attachments: files(&[1, 0]),
            ..form("甲")
        },
    );
    assert_eq!(names(&opened(&office, &item)).len(), 2);
    verified(&office);
}

#[test]
fn the_list_of_drafts_has_ones_own_first() {
    let office = three();
    let own = draft(&office, "自己的");
    office.does("disclosure new --entry 2.5 --title 别人的 --as 林见清");
    let answer = at_desk(&office, |desk| look_at_drafts::run(desk, &clerk())).unwrap();
    let lines: Vec<_> = answer
        .drafts
        .iter()
        .map(|line| (line.title.as_str(), line.mine, line.entry_name.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            ("自己的", true, "政府实事工程"),
            ("别人的", false, "政府实事工程")
        ]
    );
    approve(&office, &own);
    let answer = at_desk(&office, |desk| look_at_drafts::run(desk, &clerk())).unwrap();
    assert_eq!(answer.drafts.len(), 1);
}

#[test]
fn a_title_entered_before_is_hinted_at() {
    let office = three();
    let item = save(&office, None, form("石桥村2019年第三季度工程进度"));
    let alike = |title: &str, except: Option<&str>| {
        let except = except.and_then(|id| id.parse().ok());
        let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
        look_at_drafts::alike(&desk, "2.5", title, except)
            .unwrap()
            .len()
    };
    assert_eq!(alike("关于石桥村2019年7—9月工程进度的公示", None), 1);
    assert_eq!(alike("石桥村2019年第三季度工程进度", Some(&item)), 0);
    assert_eq!(alike("上坪村2019年第三季度工程进度", None), 0);
}

#[test]
fn an_entry_is_chosen_by_its_sound_and_brings_what_it_has() {
    let office = three();
    let tree = at_desk(&office, |desk| choose_entry::tree(desk)).unwrap();
    let line = tree
        .entries
        .iter()
        .find(|line| line.code.as_str() == "2.4")
        .unwrap();
    let first: Vec<_> = line.sounds.iter().map(|one| one[0].as_str()).collect();
    assert_eq!(first[..2], ["di", "bao"], "{line:?}");
    assert_eq!(line.sounds.len(), line.name.chars().count());
    let old = released(&office, "2019年第三季度进度").0;
    let chosen = at_desk(&office, |desk| choose_entry::choose(desk, "2.5")).unwrap();
    assert_eq!(chosen.groups, ["与公众密切相关的重大事项"]);
    let last = chosen.last.unwrap();
    assert_eq!(last.disclosure.to_string(), old);
    assert_eq!(last.unit.as_deref(), Some("石桥村村民委员会"));
    assert_eq!(
        chosen.internal_channels,
        [Channel::StaffMeeting, Channel::InternalBoard]
    );
    // A newer draft is no last period while there is one that was released.
    draft(&office, "2019年第四季度进度");
    let chosen = at_desk(&office, |desk| choose_entry::choose(desk, "2.5")).unwrap();
    assert_eq!(chosen.last.unwrap().disclosure.to_string(), old);
    let group = at_desk(&office, |desk| choose_entry::choose(desk, "2"));
    assert_eq!(group.unwrap_err().code, "catalogue");
}
