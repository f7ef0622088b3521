//! The frame: opens the window, remembers its size, asks before it closes over unfinished work,
//! tells the page what was dropped on it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::Duration;

use gongkai_frontdesk::door::Door;
use gongkai_frontdesk::{Preferences, WindowPlace};
use tauri::async_runtime::{spawn, spawn_blocking};
use tauri::utils::config::WebviewInstallMode;
use tauri::{
    AppHandle, Context, DragDropEvent, Emitter as _, Manager as _, PhysicalPosition, PhysicalSize,
    WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

use crate::ipc::Unsaved;
use crate::web_view::WebView;
use crate::{ahead, doorbell, host, ipc, menu, own_files};

/// The window's name in the capabilities.
const COUNTER: &str = "counter";
/// The title before an office is open.
const TITLE: &str = "政务公开";
/// How long after the start the program's own files are looked at.
const AFTER_THE_START: Duration = Duration::from_secs(8);

/// What a start of the window knows.
pub(crate) struct Start {
    /// The office that opens.
    pub(crate) office: Option<PathBuf>,
    /// Files that were double-clicked: they are laid before the person once the office is open.
    pub(crate) files: Vec<PathBuf>,
    /// The program itself.
    pub(crate) program: PathBuf,
    /// What draws the window.
    pub(crate) drawn_by: WebView,
}

/// The page and what the system asks of a window, as they were compiled in.
pub(crate) fn context() -> Context {
    tauri::generate_context!()
}

/// Opens the window and stays until it closes. The office is opened, and what the page asks first is
/// answered, while the system makes ready for a window.
///
/// # Errors
/// What the system says where no window can be had.
pub(crate) fn open(door: Arc<Door>, start: Start) -> tauri::Result<()> {
    let (opener, wanted) = (door.clone(), start.office);
    let opening = thread::spawn(move || {
        let folder = wanted.filter(|folder| opener.open(folder).is_ok());
        (folder, ahead::script(&opener))
    });
    let mut context = context();
    if let WebView::Fixed(path) = start.drawn_by {
        let windows = &mut context.config_mut().bundle.windows;
        windows.webview_install_mode = WebviewInstallMode::FixedRuntime { path };
    }
    tauri::Builder::default()
        .manage(door.clone())
        .manage(Unsaved::default())
        .invoke_handler(tauri::generate_handler![
            ipc::call,
            ipc::bytes,
            ipc::choose_files,
            ipc::choose_folder,
            ipc::choose_save,
            ipc::open_forms,
            ipc::set_type_size,
            ipc::set_unsaved,
        ])
        .menu(menu::menu)
        .on_menu_event(|app, event| menu::chosen(app, &event))
        .setup(move |app| {
            // Trouble with the office is shown by the page, which asks again.
            let (folder, known) = opening.join().unwrap_or_default();
            let known = format!("{known};{}", ahead::opened_with(&start.files));
            let window = window(app.handle(), &door, known)?;
            if let Some(folder) = folder {
                stand_for(&window, &folder);
            }
            check_own_files(start.program);
            Ok(())
        })
        .run(context)
}

/// Looks at the program's own files when the first lines have long been drawn; reading them all
/// beside the start would cost an old disk the start.
fn check_own_files(program: PathBuf) {
    spawn(async move {
        let looking = spawn_blocking(move || {
            thread::sleep(AFTER_THE_START);
            own_files::complaint(&program)
        });
        if let Ok(Some(complaint)) = looking.await {
            host::complain(&complaint).await;
        }
    });
}

/// The window stands for the office in `folder` from now on: its title, its bell.
pub(crate) fn stand_for(window: &WebviewWindow, folder: &Path) {
    let name = folder.file_name().map(|name| name.to_string_lossy());
    let title = name.map_or_else(|| TITLE.to_owned(), |name| format!("{name} — {TITLE}"));
    let _ = window.set_title(&title);
    let forward = window.clone();
    doorbell::hang_up(folder, move |files| {
        come_forward(&forward);
        if !files.is_empty() {
            let _ = forward.emit("opened", files);
        }
    });
}

fn come_forward(window: &WebviewWindow) {
    let _ = window.unminimize();
    let _ = window.show();
    let _ = window.set_focus();
}

fn window(app: &AppHandle, door: &Arc<Door>, known: String) -> tauri::Result<WebviewWindow> {
    let builder = WebviewWindowBuilder::new(app, COUNTER, WebviewUrl::default())
        .initialization_script(known)
        .title(TITLE)
        .inner_size(1360.0, 720.0)
        .min_inner_size(760.0, 420.0);
    let window = match door.host().web_view_folder() {
        Some(folder) => builder.data_directory(folder.to_owned()).build()?,
        None => builder.build()?,
    };
    if let Some(place) = Preferences::read(door.host().preferences()).window {
        put(&window, &place);
    }
    let (listener, door) = (window.clone(), door.clone());
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } => {
            remember(&listener, &door);
            if let Some(sentence) = would_be_lost(&listener, &door) {
                api.prevent_close();
                let closing = listener.clone();
                spawn(async move {
                    if host::asks_to_go_on(&sentence).await {
                        let _ = closing.destroy();
                    }
                });
            }
        }
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            let paths: Vec<String> = paths
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            let _ = listener.emit("dropped", paths);
        }
        _ => {}
    });
    Ok(window)
}

/// What closing now would lose, in a sentence.
fn would_be_lost(window: &WebviewWindow, door: &Door) -> Option<String> {
    if door.is_writing() {
        return Some("正在写入登记库，还没有办完。现在关闭，这一步不会写入。".to_owned());
    }
    let unsaved = window.state::<Unsaved>();
    let sentence = unsaved.0.lock().unwrap_or_else(PoisonError::into_inner);
    sentence.clone()
}

fn put(window: &WebviewWindow, place: &WindowPlace) {
    // A place on a screen that is no longer there would hide the window.
    let on_screen = window
        .available_monitors()
        .unwrap_or_default()
        .iter()
        .any(|monitor| {
            let (corner, size) = (monitor.position(), monitor.size());
            let within = |at: i32, from: i32, length: u32| {
                at >= from - 8 && i64::from(at) < i64::from(from) + i64::from(length)
            };
            within(place.x, corner.x, size.width) && within(place.y, corner.y, size.height)
        });
    if !on_screen {
        return;
    }
    let _ = window.set_size(PhysicalSize::new(place.width, place.height));
    let _ = window.set_position(PhysicalPosition::new(place.x, place.y));
    if place.maximized {
        let _ = window.maximize();
    }
}

/// Remembers size and place for the next day at work; a window that cannot say them is not worth
/// an error.
fn remember(window: &WebviewWindow, door: &Door) {
    let path = door.host().preferences();
    let before = Preferences::read(path);
    let Some(place) = place(window, before.window) else {
        return;
    };
    let after = Preferences {
        window: Some(place),
        ..before.clone()
    };
    if after != before {
        let _ = after.keep(path);
    }
}

fn place(window: &WebviewWindow, before: Option<WindowPlace>) -> Option<WindowPlace> {
    let maximized = window.is_maximized().ok()?;
    if let (true, Some(before)) = (maximized, before) {
        return Some(WindowPlace {
            maximized,
            ..before
        });
    }
    let (corner, size) = (window.outer_position().ok()?, window.inner_size().ok()?);
    Some(WindowPlace {
        x: corner.x,
        y: corner.y,
        width: size.width,
        height: size.height,
        maximized,
    })
}
