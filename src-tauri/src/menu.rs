//! The window's own menu: where to go, and the handbook; a choice reaches the page as a route.

use serde::Serialize;
use tauri::menu::{Menu, MenuBuilder, MenuEvent, SubmenuBuilder};
use tauri::{AppHandle, Emitter as _, Wry};

/// A choice, as the page hears it.
#[derive(Debug, Clone, Serialize)]
struct Choice<'a> {
    route: &'a str,
}

/// Sub-menus with their choices: route and label.
const MENUS: &[(&str, &[(&str, &str)])] = &[
    (
        "办事",
        &[
            ("/today", "今日"),
            ("/draft", "登记公开事项"),
            ("/import", "导入村级表格"),
            ("/review", "审核审批"),
            ("/release", "发布"),
            ("/print", "打印"),
        ],
    ),
    (
        "查看",
        &[
            ("/register", "登记簿"),
            ("/copies", "档案与三份"),
            ("/catalogue", "目录"),
            ("/search", "查找"),
        ],
    ),
    (
        "单位",
        &[
            ("/settings/staff", "人员与职责"),
            ("/settings/display", "字号与对比度"),
            ("/settings/backup", "备份与检查"),
            ("/first?again=yes", "打开另一个登记库"),
        ],
    ),
    (
        "帮助",
        &[("/handbook", "用户手册"), ("/settings/about", "关于")],
    ),
];

/// The menu.
pub(crate) fn menu(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let mut menu = MenuBuilder::new(app);
    for (title, choices) in MENUS {
        let mut submenu = SubmenuBuilder::new(app, *title);
        for (route, label) in *choices {
            submenu = submenu.text(*route, *label);
        }
        if *title == "单位" {
            submenu = submenu.separator().close_window_with_text("关闭窗口");
        }
        menu = menu.item(&submenu.build()?);
    }
    menu.build()
}

/// Tells the page what was chosen.
pub(crate) fn chosen(app: &AppHandle, event: &MenuEvent) {
    let choice = Choice {
        route: event.id().as_ref(),
    };
    // A page that is not there yet hears nothing, and nothing is lost.
    let _ = app.emit("menu", choice);
}
