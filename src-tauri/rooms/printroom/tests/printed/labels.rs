//! Judges what goes onto envelopes and boxes: nothing where the post's machines read, nothing beyond an
//! edge, names never split.

use gongkai_printroom::page::{Frame, Ink, Item, Page, TextRun};
use gongkai_printroom::papers::archive_box::spines;
use gongkai_printroom::papers::envelope::{BARS_MM, READ_MM};
use gongkai_printroom::papers::{Envelope, EnvelopeSize};

use crate::archive::box_of;
use crate::office::{envelope, plain_envelope};
use crate::stock::{forms, shelf};

fn set(envelope: &Envelope) -> Page {
    let pages = envelope.pages(&shelf(), &forms()).expect("an envelope");
    assert_eq!(pages.len(), 1);
    pages.into_iter().next().expect("its page")
}

fn frames(page: &Page) -> Vec<Frame> {
    let frame = |item: &Item| match item {
        Item::Frame(frame) => Some(*frame),
        Item::Text(_) | Item::Rule(_) => None,
    };
    page.items.iter().filter_map(frame).collect()
}

/// Left, top, right and bottom of a run.
fn edges(run: &TextRun) -> (f64, f64, f64, f64) {
    let height = run.size_pt * 25.4 / 72.0;
    (
        run.x_mm,
        run.baseline_mm - height * 0.88,
        run.x_mm + run.width_mm(),
        run.baseline_mm + height * 0.12,
    )
}

#[test]
fn envelopes_leave_free_what_the_posts_machines_read() {
    for size in EnvelopeSize::ALL {
        let (width, height) = size.size_mm();
        for envelope in [envelope(size), plain_envelope(size)] {
            let page = set(&envelope);
            for run in page.runs() {
                let (left, top, right, bottom) = edges(run);
                let told = format!("{size:?} {}: {left} {top} {right} {bottom}", run.text);
                assert!(left > 4.0 && right < width - 4.0, "{told}");
                assert!(top > 4.0 && bottom < height - 4.0, "{told}");
                let read = left < READ_MM.0 && top < READ_MM.1;
                let digit = run.text.chars().all(|one| one.is_ascii_digit());
                assert!(!read || envelope.plain && digit, "{told}");
                let bars = right > width - BARS_MM.1 && left < width - BARS_MM.0;
                assert!(!bars || bottom < height - BARS_MM.2, "{told}");
            }
        }
    }
}

#[test]
fn a_plain_envelope_gets_its_boxes_and_a_bought_one_does_not() {
    let bought = set(&envelope(EnvelopeSize::DL));
    assert_eq!(frames(&bought), []);
    let page = set(&plain_envelope(EnvelopeSize::DL));
    let boxes = frames(&page);
    assert_eq!(boxes.len(), 7, "six boxes and the place of the stamp");
    assert!(boxes.iter().all(|frame| frame.ink == Ink::Red));
    for (frame, digit) in boxes.iter().zip("430699".chars()) {
        assert!(frame.x_mm + frame.width_mm < READ_MM.0);
        assert!(frame.y_mm + frame.height_mm < READ_MM.1);
        let inside = page.runs().any(|run| {
            let (left, top, right, bottom) = edges(run);
            let across = left > frame.x_mm && right < frame.x_mm + frame.width_mm;
            let down = top > frame.y_mm && bottom < frame.y_mm + frame.height_mm;
            run.text == digit.to_string() && across && down
        });
        assert!(inside, "{digit} in {frame:?}");
    }
    assert!(page.text().contains("邮政编码　430698"), "{}", page.text());
}

#[test]
fn a_long_address_is_refused_rather_than_set_over_the_sender() {
    let mut long = plain_envelope(EnvelopeSize::DL);
    long.to_address = "样例县".repeat(40);
    assert!(long.pages(&shelf(), &forms()).is_err());
    // A long name is set smaller and stays on its line.
    long.to_address = "样例县人民路一百二十八号政务服务中心三楼".to_owned();
    long.to = "样例县人民政府办公室政务公开与政务信息化管理科".to_owned();
    let page = set(&long);
    assert!(
        page.runs().any(|run| run.text.starts_with(&long.to)),
        "{}",
        page.text()
    );
}

#[test]
fn a_name_too_long_for_its_spine_runs_down_it_unsplit() {
    let shelf = shelf();
    for spine_mm in [20, 30, 40, 50] {
        for organ in [
            "党政办公室",
            "农业农村综合服务中心",
            "社会事务和公共服务办公室（退役军人服务站）",
        ] {
            let mut one = box_of(spine_mm);
            one.organ = organ.to_owned();
            let page = spines(&[one], &shelf).expect("a spine").remove(0);
            let strip = frames(&page).remove(0);
            for run in page.runs() {
                let (left, top, right, bottom) = edges(run);
                let told = format!("{spine_mm} {}: {left} {right}", run.text);
                assert!(
                    left >= strip.x_mm && right <= strip.x_mm + strip.width_mm,
                    "{told}"
                );
                let foot = strip.y_mm + strip.height_mm;
                assert!(top >= strip.y_mm && bottom <= foot, "{told}");
                assert!(run.size_pt >= 7.0, "{told}");
            }
            let runs: Vec<&TextRun> = page.runs().collect();
            let whole = runs.iter().any(|run| run.text == organ);
            let upright: String = runs
                .iter()
                .filter(|run| run.text.chars().count() == 1)
                .map(|run| run.text.as_str())
                .collect();
            let plain = upright.replace('︵', "（").replace('︶', "）");
            assert!(
                whole || plain.contains(organ),
                "{spine_mm} {organ}: {upright}"
            );
        }
    }
}
