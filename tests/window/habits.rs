//! What a person has made comfortable stays so: the size of the window, of the type, the contrast;
//! and what is still being composed is never sent.

use super::{kept, machine};

#[test]
fn size_type_and_contrast_are_as_they_were_left() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    window.clicks("打开样例单位");
    window.shows("要办的事");
    let before = window.runs("return innerWidth", Vec::new());
    window.clicks("设置");
    window.clicks("显示");
    window.clicks("高对比度");
    window.waits_until(
        "the contrast is high",
        "return document.documentElement.dataset.contrast === 'high'",
    );
    window.clicks("150%");
    kept(&window, "习惯-高对比");
    ground.machine.resizes(1100, 640);
    window.waits_until(
        "the page is as wide as the window at this type size",
        "return Math.abs(innerWidth - 1100 / 1.5) < 3",
    );
    window.settles();
    ground.machine.asks_to_close();
    assert!(window.is_gone(), "nothing is unsaved");
    drop(window);
    let again = ground.machine.opens(&[]);
    again.shows("要办的事");
    again.waits_until(
        "size, type and contrast are there again",
        "return Math.abs(innerWidth - 1100 / 1.5) < 3 && document.documentElement.dataset.contrast === 'high'",
    );
    assert!(
        before.as_f64().is_some_and(|width| width > 1200.0),
        "{before}"
    );
}

#[test]
fn enter_while_composing_sends_nothing() {
    let ground = machine();
    let window = ground.machine.opens(&[]);
    window.types("所在县", "样例");
    // The toolkit's own input method composes 县 from its number; Enter ends the word, no more.
    ground
        .machine
        .presses_at_window(&["ctrl+shift+u", "5", "3", "b", "f", "Return"]);
    window.waits_until(
        "the word stands in the field",
        "return document.getElementById('first-county').value === '样例县'",
    );
    assert!(!window.text().contains("请填写"), "the form was sent");
    ground.machine.presses_at_window(&["Return"]);
    window.shows("请填写单位全称");
}
