//! A package that is double-clicked comes before the clerk: when it starts the window, and when the
//! window stands already.

use super::{kept, machine};

#[test]
fn a_double_clicked_package_is_laid_out_and_nothing_is_taken_in() {
    let ground = machine();
    let stick = ground.machine.home().join("U盘 1");
    std::fs::create_dir_all(&stick).expect("a stick");
    let package = |name: &str| {
        let file = stick.join(name);
        std::fs::write(&file, "不是来稿").expect("a file");
        file.display().to_string()
    };
    let (first, second) = (package("农业站.gkpkg"), package("民政 办.gkpkg"));
    // No office is open yet: the package waits until one is.
    let window = ground.machine.opens(&[&first]);
    window.clicks("打开样例单位");
    window.shows("站所来稿").shows("农业站.gkpkg");
    kept(&window, "双击来稿");
    assert!(ground.machine.starts_again(&[&second]), "nobody answered");
    window.shows("民政 办.gkpkg");
    assert!(!window.text().contains("农业站.gkpkg"));
}
