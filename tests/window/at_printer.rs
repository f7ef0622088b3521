//! At the printer: a person chooses a printer for a paper, tries it, prints one item from the window,
//! and the pages come out of a real printing system.

use stage::print_system::{PRINTER, PrintSystem};

use super::{kept, machine};

#[test]
fn a_person_prints_from_the_window_on_a_real_printer() {
    let system = PrintSystem::start();
    system.add_printer_without("hall", "A3");
    let mut ground = machine();
    ground.machine.has_printers_of(&system);
    let window = ground.machine.opens(&[]);
    window.clicks("打开样例单位").shows("要办的事");

    window.goes_to("/settings/printers");
    window.shows("这台电脑的打印机").shows("党政办打印机");
    window.shows("系统默认").shows("没有 A3 纸");
    kept(&window, "打印机设置");
    let tests = system.prints(|| {
        window.clicks("印测试页").shows("测试页已交给");
    });
    assert_eq!(tests.len(), 1, "one test page");

    window.clicks("打印").shows("可以打印");
    kept(&window, "打印机");
    let printed = system.prints(|| {
        window
            .clicks_in(".bar", "打印")
            .shows("交给打印机“党政办打印机”");
    });
    assert_eq!(printed.len(), 1, "one job on {PRINTER}");
    assert!(printed[0].starts_with(b"%PDF"), "pages");
    window.clicks("打印记录").shows("党政办打印机");
    kept(&window, "打印记录");
    window.closes();
}
