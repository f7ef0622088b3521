//! The machine's own dialogs: files, folders, and the questions that no page can ask.

use std::path::Path;
use std::process::Command;

use rfd::{
    AsyncFileDialog, AsyncMessageDialog, MessageButtons, MessageDialog, MessageDialogResult,
    MessageLevel,
};
use serde::Deserialize;

/// A kind of file in a file dialog.
#[derive(Debug, Deserialize)]
pub(crate) struct FileKind {
    /// What it is called: 表格.
    label: String,
    /// Endings without the dot.
    endings: Vec<String>,
}

fn file_dialog(title: &str, kinds: &[FileKind]) -> AsyncFileDialog {
    let dialog = AsyncFileDialog::new().set_title(title);
    kinds.iter().fold(dialog, |dialog, kind| {
        dialog.add_filter(&kind.label, &kind.endings)
    })
}

/// Lets the person choose files; none when the person changed his mind.
pub(crate) async fn choose_files(title: &str, kinds: &[FileKind], many: bool) -> Vec<String> {
    let dialog = file_dialog(title, kinds);
    let chosen = if many {
        dialog.pick_files().await.unwrap_or_default()
    } else {
        dialog.pick_file().await.into_iter().collect()
    };
    chosen
        .iter()
        .map(|file| file.path().display().to_string())
        .collect()
}

/// Lets the person choose a folder.
pub(crate) async fn choose_folder(title: &str) -> Option<String> {
    let folder = AsyncFileDialog::new()
        .set_title(title)
        .pick_folder()
        .await?;
    Some(folder.path().display().to_string())
}

/// Lets the person say where to save a file.
pub(crate) async fn choose_save(title: &str, name: &str, kinds: &[FileKind]) -> Option<String> {
    let file = file_dialog(title, kinds)
        .set_file_name(name)
        .save_file()
        .await?;
    Some(file.path().display().to_string())
}

/// Asks before something is lost; true where the person wants to go on. What GTK answers to Esc is
/// the same as to the second button, so that one must lose nothing.
pub(crate) async fn asks_to_go_on(sentence: &str) -> bool {
    const CLOSE: &str = "仍然关闭";
    let answer = AsyncMessageDialog::new()
        .set_level(MessageLevel::Warning)
        .set_title("政务公开")
        .set_description(sentence)
        .set_buttons(MessageButtons::OkCancelCustom(
            CLOSE.to_owned(),
            "回去继续".to_owned(),
        ))
        .show()
        .await;
    match answer {
        MessageDialogResult::Ok | MessageDialogResult::Yes => true,
        MessageDialogResult::No | MessageDialogResult::Cancel => false,
        MessageDialogResult::Custom(said) => said == CLOSE,
    }
}

/// Says what is wrong with the program itself, beside a window that stands.
pub(crate) async fn complain(sentence: &str) {
    let _ = AsyncMessageDialog::new()
        .set_level(MessageLevel::Warning)
        .set_title("政务公开")
        .set_description(sentence)
        .show()
        .await;
}

/// Shows a folder in the machine's own window for files.
pub(crate) fn show_folder(folder: &Path) -> std::io::Result<()> {
    let program = if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut child = Command::new(program).arg(folder).spawn()?;
    // Whoever waits for it frees what is left of it; nobody else needs its answer.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// The last thing a program says that has no window.
pub(crate) fn tell_last(sentence: &str) {
    MessageDialog::new()
        .set_level(MessageLevel::Error)
        .set_title("政务公开")
        .set_description(sentence)
        .show();
}
