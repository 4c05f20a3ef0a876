//! Running other programs: from the root of the workspace, with errors that name the program.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    here.and_then(|xtask| xtask.parent().map(PathBuf::from)).unwrap_or_else(|| PathBuf::from("."))
}

/// Where cargo puts what it makes.
pub fn target() -> Result<PathBuf> {
    let metadata = metadata(&["--no-deps"])?;
    let target = metadata["target_directory"].as_str().context("`cargo metadata` names no target directory")?;
    Ok(target.into())
}

/// What `cargo metadata` says of the workspace.
pub fn metadata(more: &[&str]) -> Result<serde_json::Value> {
    let text = read(command("cargo").args(["metadata", "--format-version", "1"]).args(more))?;
    serde_json::from_str(&text).context("`cargo metadata` did not answer in JSON")
}

/// A command that will run at the root.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// Runs a line of words parted by spaces and shows what it says.
pub fn line(line: &str) -> Result<()> {
    let (program, arguments) = line.split_once(' ').unwrap_or((line, ""));
    show(command(program).args(arguments.split_whitespace()))
}

/// Runs a command and shows what it says.
pub fn show(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().with_context(|| format!("cannot run `{name}`"))?;
    ensure!(status.success(), "`{name}` failed, {status}");
    Ok(())
}

/// Runs a command, shows what it says and gives its standard output as well.
pub fn show_and_read(command: &mut Command) -> Result<String> {
    let name = name(command);
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot run `{name}`"))?;
    let mut said = String::new();
    for line in BufReader::new(child.stdout.take().context("no standard output")?).lines() {
        let line = line?;
        println!("{line}");
        said.push_str(&line);
        said.push('\n');
    }
    let status = child.wait()?;
    ensure!(status.success(), "`{name}` failed, {status}");
    Ok(said)
}

/// Runs a command in silence and gives its standard output; what else it said is in the error, should it fail.
pub fn read(command: &mut Command) -> Result<String> {
    let name = name(command);
    let Output { status, stdout, stderr } = command.output().with_context(|| format!("cannot run `{name}`"))?;
    if !status.success() {
        bail!("`{name}` failed, {status}\n{}", String::from_utf8_lossy(&stderr).trim_end());
    }
    String::from_utf8(stdout).with_context(|| format!("`{name}` did not answer in UTF-8"))
}

/// Whether a command runs and ends well, whatever it says.
pub fn works(program: &str, arguments: &[&str]) -> bool {
    command(program).args(arguments).output().is_ok_and(|output| output.status.success())
}

/// Whether we are the system's administrator, who may install packages and must not run PostgreSQL.
pub fn is_root() -> bool {
    read(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// The program and its first word: enough to know it by.
fn name(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program()).to_string_lossy();
    match command.get_args().next() {
        Some(first) => format!("{program} {}", first.to_string_lossy()),
        None => program.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named_with_what_it_said() {
        let error = read(command("sh").args(["-c", "echo no such luck >&2; exit 3"])).unwrap_err().to_string();
        assert_eq!(error, "`sh -c` failed, exit status: 3\nno such luck");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = line("no-such-program at all").unwrap_err().to_string();
        assert_eq!(error, "cannot run `no-such-program at`");
    }
}
