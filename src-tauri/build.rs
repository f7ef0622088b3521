//! Tells Tauri which commands there are, so that none is allowed that no capability grants; tells
//! the page's files into the program.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&[
        "call",
        "bytes",
        "choose_files",
        "choose_folder",
        "choose_save",
        "open_forms",
        "set_type_size",
        "set_unsaved",
    ]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!(
            "cargo::error=the window cannot be built: {error:#} (is ui/dist there? cargo xtask setup)"
        );
    }
}
