//! What the page may ask of the window: the door's calls, dialogs, the type size. Nothing else is
//! a command, and `capabilities/counter.json` grants exactly these.

use std::sync::{Arc, Mutex, PoisonError};

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::door::{Answered, Door};
use serde_json::Value;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::Response;
use tauri::{State, WebviewWindow};

use crate::frame;
use crate::host::{self, FileKind};

/// What closing the window would lose, in a sentence.
#[derive(Default)]
pub(crate) struct Unsaved(pub(crate) Mutex<Option<String>>);

/// Calls the front desk; never on the window's own thread.
#[tauri::command]
pub(crate) async fn call(
    window: WebviewWindow,
    door: State<'_, Arc<Door>>,
    name: String,
    request: Value,
) -> Result<Value, Problem> {
    match answered(&window, &door, name, request).await? {
        Answered::Told(value) => Ok(value),
        Answered::Bytes(_) => Err(wrong_command()),
    }
}

/// Fetches a file's bytes from the front desk.
#[tauri::command]
pub(crate) async fn bytes(
    window: WebviewWindow,
    door: State<'_, Arc<Door>>,
    name: String,
    request: Value,
) -> Result<Response, Problem> {
    match answered(&window, &door, name, request).await? {
        Answered::Bytes(bytes) => Ok(Response::new(bytes)),
        Answered::Told(_) => Err(wrong_command()),
    }
}

async fn answered(
    window: &WebviewWindow,
    door: &Arc<Door>,
    name: String,
    request: Value,
) -> Result<Answered, Problem> {
    let (door, before) = (door.clone(), door.folder());
    let worker = door.clone();
    let answer = spawn_blocking(move || worker.answer(&name, request)).await;
    let answer = answer.unwrap_or_else(|_| Err(Problem::program_fault()))?;
    let after = door.folder();
    if after != before
        && let Some(folder) = after
    {
        frame::stand_for(window, &folder);
    }
    Ok(answer)
}

fn wrong_command() -> Problem {
    Problem::usage("no-such-call", "窗口用错了办事台的门", "重新安装本程序")
}

/// Lets the person choose files.
#[tauri::command]
pub(crate) async fn choose_files(title: String, kinds: Vec<FileKind>, many: bool) -> Vec<String> {
    host::choose_files(&title, &kinds, many).await
}

/// Lets the person choose a folder.
#[tauri::command]
pub(crate) async fn choose_folder(title: String) -> Option<String> {
    host::choose_folder(&title).await
}

/// Lets the person say where to save a file.
#[tauri::command]
pub(crate) async fn choose_save(
    title: String,
    name: String,
    kinds: Vec<FileKind>,
) -> Option<String> {
    host::choose_save(&title, &name, &kinds).await
}

/// Shows the folder of the office's own forms.
#[tauri::command]
pub(crate) fn open_forms(door: State<'_, Arc<Door>>) -> Result<(), Problem> {
    let Some(folder) = door.forms_folder() else {
        return Ok(());
    };
    host::show_folder(&folder).map_err(|error| {
        let text = format!("没有打开文件夹（{error}）");
        Problem::unreadable("no-folder", text, "在“文件”里自己打开这个文件夹").in_file(&folder)
    })
}

/// Shows the page at this type size, in per cent.
#[tauri::command]
pub(crate) fn set_type_size(window: WebviewWindow, percent: f64) -> Result<(), Problem> {
    let zoom = percent.clamp(100.0, 175.0) / 100.0;
    window.set_zoom(zoom).map_err(|error| {
        Problem::unreadable("no-zoom", format!("字号没有改成：{error}"), "再试一次")
    })
}

/// Remembers what closing the window would lose.
#[tauri::command]
pub(crate) fn set_unsaved(unsaved: State<'_, Unsaved>, sentence: Option<String>) {
    *unsaved.0.lock().unwrap_or_else(PoisonError::into_inner) = sentence;
}
