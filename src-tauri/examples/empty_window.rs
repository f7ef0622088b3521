//! An empty Tauri window of the same build, against which the bench holds the office's window: a web
//! view with a document of its own and nothing in it but its ground, so that its first paint can be told
//! from the toolkit's white. (On `about:blank` WebKit would not even start the process that draws.)

use tauri::http::{Response, header};

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let page = Response::builder().header(header::CONTENT_TYPE, "text/html");
            page.body(b"<!doctype html><title>empty</title><body bgcolor=#808080>".to_vec())
                .unwrap_or_default()
        })
        .setup(|app| {
            let page = tauri::Url::parse("empty://localhost/")?;
            tauri::WebviewWindowBuilder::new(app, "counter", tauri::WebviewUrl::External(page))
                .title("政务公开")
                .inner_size(1360.0, 720.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
