//! The program `gongkai-county`: three lines around the library, nothing else.

fn main() -> std::process::ExitCode {
    gongkai_county::main()
}
