//! The command line `gongkai`: three lines around the library, nothing else.

fn main() -> std::process::ExitCode {
    gongkai_cli::main()
}
