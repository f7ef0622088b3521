//! An empty Tauri window of the same build, against which the bench holds the office's window.

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .setup(|app| {
            let blank = tauri::Url::parse("about:blank")?;
            tauri::WebviewWindowBuilder::new(app, "counter", tauri::WebviewUrl::External(blank))
                .title("政务公开")
                .inner_size(1280.0, 720.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
