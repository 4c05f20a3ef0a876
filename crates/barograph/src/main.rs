//! The program's entrance; everything else is the library's.

use std::process::ExitCode;

fn main() -> ExitCode {
    barograph::run()
}
