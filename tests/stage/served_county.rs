//! The county's own program, so that stories have one to talk to. It exists for rehearsals only and
//! never ships.

fn main() -> std::process::ExitCode {
    gongkai_county::main()
}
