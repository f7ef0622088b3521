//! The web view the window is drawn by: on Windows it may be missing, or lie beside the program;
//! this says which, before a window is asked for.

use std::path::{Path, PathBuf};

/// The folder beside the program into which a fixed WebView2 is copied when installing.
#[cfg(any(windows, test))]
const FIXED: &str = "webview2";
/// The program by which a fixed WebView2 is recognised.
#[cfg(any(windows, test))]
const BROWSER: &str = "msedgewebview2.exe";

/// What is said where the window cannot be drawn.
pub(crate) const MISSING: &str = "这台电脑缺少“Microsoft Edge WebView2 运行时”，窗口打不开。\n\n\
    登记库没有受影响。请这样做：\n\
    1. 找到装本程序用的U盘，里面有 MicrosoftEdgeWebView2RuntimeInstallerX64.exe 的，双击它装上，再打开本程序；\n\
    2. U盘里没有的，在能上网的电脑上打开 https://developer.microsoft.com/microsoft-edge/webview2/ ，\
    下载“常青版独立安装程序”的 x64 版，用U盘拷来安装。";

/// What draws the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WebView {
    /// The system's own, of this version.
    System(String),
    /// The one that lies in this folder beside the program.
    Fixed(PathBuf),
    /// None is there.
    Missing,
}

/// Looks for what draws the window of `program`.
pub(crate) fn found(program: &Path) -> WebView {
    if let Some(folder) = fixed(program) {
        return WebView::Fixed(folder);
    }
    match tauri::webview_version() {
        Ok(version) => WebView::System(version),
        Err(_) => WebView::Missing,
    }
}

/// A fixed web view beside the program; other systems than Windows have none.
fn fixed(program: &Path) -> Option<PathBuf> {
    #[cfg(windows)]
    return beside(program);
    #[cfg(not(windows))]
    {
        let _ = program;
        None
    }
}

/// Beside the program, or beside the installed one where an update has brought this one: it stands
/// two folders below (`docs/decisions/0042`).
#[cfg(any(windows, test))]
fn beside(program: &Path) -> Option<PathBuf> {
    [1, 3]
        .into_iter()
        .filter_map(|above| program.ancestors().nth(above))
        .map(|place| place.join(FIXED))
        .find(|folder| folder.join(BROWSER).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_web_view_is_taken_only_when_it_is_whole_enough_to_run() {
        let here = std::env::temp_dir().join(format!("gongkai-view-{}", std::process::id()));
        let (program, folder) = (here.join("gongkai-desk.exe"), here.join(FIXED));
        std::fs::create_dir_all(&folder).unwrap();
        assert_eq!(beside(&program), None);
        std::fs::write(folder.join(BROWSER), b"x").unwrap();
        assert_eq!(beside(&program), Some(folder.clone()));
        let updated = here.join("版本").join("0.2.0").join("gongkai-desk.exe");
        assert_eq!(beside(&updated), Some(folder));
        std::fs::remove_dir_all(&here).unwrap();
    }
}
