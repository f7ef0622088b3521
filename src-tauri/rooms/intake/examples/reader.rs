//! The smallest reading process: what a program's hidden subcommand does.
fn main() -> Result<(), gongkai_intake::child::ServeError> {
    gongkai_intake::child::serve(std::env::args_os().skip(1), std::io::stdout().lock())
}
