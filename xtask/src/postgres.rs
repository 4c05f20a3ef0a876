//! A PostgreSQL of our own for a test run: made in a temporary folder, reached by a socket in it, gone afterwards.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::run;

const START_SECONDS_MAX: u64 = 60;

/// `$1` is the folder of the programs, `$2` the cluster's. Whatever ends us closes the pipe
/// that `cat` reads: the server stops and its files go.
const SERVE: &str = r#"
trap '' INT
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c max_connections=200 >"$2/log" 2>&1 &
cat >/dev/null
kill -INT $!
wait $!
rm -rf "$2"
"#;

/// A running server, stopped and removed when dropped.
pub struct Cluster {
    server: Child,
    folder: TempDir,
}

impl Cluster {
    /// Makes a cluster and waits until it answers.
    pub fn start() -> Result<Self> {
        let programs = programs().context("`initdb` is missing (apt package postgresql)")?;
        let folder = tempfile::Builder::new().prefix("barograph-postgres-").tempdir()?;
        if run::is_root() {
            run::show(run::command("chown").arg("postgres").arg(folder.path()))?;
        }
        run::read(
            as_postgres(&programs.join("initdb"), folder.path())
                .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D"])
                .arg(folder.path().join("data")),
        )?;
        let server = as_postgres(Path::new("sh"), folder.path())
            .args(["-c", SERVE, "sh"])
            .args([&programs, folder.path()])
            .stdin(Stdio::piped())
            .spawn()
            .context("cannot run `postgres`")?;
        let cluster = Self { server, folder };
        cluster.wait(&programs)?;
        Ok(cluster)
    }

    /// What the store connects to.
    pub fn url(&self) -> String {
        format!("postgres://postgres@localhost/postgres?host={}", self.folder.path().display())
    }

    fn wait(&self, programs: &Path) -> Result<()> {
        let start = Instant::now();
        let ready = programs.join("pg_isready");
        while !Command::new(&ready).arg("-q").arg("-h").arg(self.folder.path()).status()?.success() {
            if start.elapsed() > Duration::from_secs(START_SECONDS_MAX) {
                let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                bail!("PostgreSQL did not start in {START_SECONDS_MAX} s\n{log}");
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.server.stdin.take());
        if let Err(error) = self.server.wait() {
            eprintln!("PostgreSQL was not seen to stop: {error}");
        }
    }
}

/// The folder of the newest `initdb` that Debian has, or of the one in `PATH`.
pub fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let number = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let newest = versions.map(|entry| entry.path()).filter(|path| path.join("bin/initdb").exists()).max_by_key(number);
    let path = std::env::var_os("PATH").unwrap_or_default();
    newest
        .map(|path| path.join("bin"))
        .or_else(|| std::env::split_paths(&path).find(|path| path.join("initdb").exists()))
}

/// PostgreSQL refuses to run as root, so it runs as the user its package made.
fn as_postgres(program: &Path, folder: &Path) -> Command {
    let mut command = if run::is_root() {
        let mut runuser = run::command("runuser");
        runuser.args(["-u", "postgres", "--"]).arg(program);
        runuser
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}
