//! What a command says when it could not do what it was asked, and with which code it ends.

use std::fmt;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use newsroom::Flaw;

/// Prints a line. A reader that has gone (`| head`) is no failure: what was to be done is done.
macro_rules! say {
    ($($words:tt)*) => { $crate::report::line(format_args!($($words)*)) };
}
pub(crate) use say;

/// Prints a line; ends the program quietly when nobody reads on.
pub(crate) fn line(words: fmt::Arguments<'_>) {
    let written = writeln!(std::io::stdout().lock(), "{words}");
    if written.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe) {
        std::process::exit(0);
    }
}

/// Something written has flaws. Ends with code 3.
#[derive(Debug)]
pub(crate) struct Flawed(pub(crate) Vec<Flaw>);

/// Somebody else was faster, or it is done already. Ends with code 4.
#[derive(Debug)]
pub(crate) struct TooLate(pub(crate) String);

impl fmt::Display for Flawed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for flaw in &self.0 {
            writeln!(f, "{flaw}")?;
        }
        match self.0.len() {
            1 => write!(f, "1 flaw; nothing was changed"),
            count => write!(f, "{count} flaws; nothing was changed"),
        }
    }
}

impl fmt::Display for TooLate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Flawed {}
impl std::error::Error for TooLate {}

/// From now on a panic says where it was, and its words only where they are written in the program: what was put into
/// them may be a reader's address.
pub fn panics_quietly() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("its words may hold an address");
        // A command keeps no log.
        if tracing::dispatcher::has_been_set() {
            tracing::error!(place, words, "panicked");
        } else {
            eprintln!("Error: panicked at {place}: {words}");
        }
    }));
}

/// Says what failed, with its causes, and gives the code.
pub(crate) fn failure(error: &anyhow::Error) -> ExitCode {
    if let Some(flawed) = error.downcast_ref::<Flawed>() {
        eprintln!("{flawed}");
        return ExitCode::from(3);
    }
    eprintln!("Error: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  because: {cause}");
    }
    if error.is::<TooLate>() { ExitCode::from(4) } else { ExitCode::from(1) }
}
