//! The window `gongkai-desk`: three lines around the library, nothing else.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    gongkai_desk::main()
}
