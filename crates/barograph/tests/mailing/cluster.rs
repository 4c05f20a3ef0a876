//! A PostgreSQL of a test's own, which it may kill. There is one where `BAROGRAPH_TEST_POSTGRES` says that PostgreSQL is
//! tested at all; without that, a test says loudly that it did nothing.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use store::Database;
use tempfile::TempDir;

const ASKED_FOR: &str = "BAROGRAPH_TEST_POSTGRES";
const TRIES: usize = 600;

/// A running server; killed and removed when dropped.
pub struct Cluster {
    server: Child,
    folder: TempDir,
    programs: PathBuf,
}

impl Cluster {
    /// Makes one and waits until it answers.
    pub fn start() -> Option<Self> {
        if std::env::var_os(ASKED_FOR).is_none() {
            eprintln!("\nSKIPPED: {ASKED_FOR} is not set, so nothing was tested on PostgreSQL\n");
            return None;
        }
        let programs = programs();
        let folder = tempfile::Builder::new().prefix("barograph-mailing-").tempdir().unwrap();
        if let Some((user, group)) = postgres() {
            chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        let made = as_postgres(&programs.join("initdb"), folder.path())
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D"])
            .arg(folder.path().join("data"))
            .stdout(Stdio::null())
            .status();
        assert!(made.unwrap().success());
        let server = serving(&programs, folder.path());
        let mut cluster = Self { server, folder, programs };
        cluster.wait();
        Some(cluster)
    }

    /// What the store connects to.
    pub fn database(&self) -> Database {
        Database::Postgres(format!("postgres://postgres@localhost/postgres?host={}", self.folder.path().display()))
    }

    /// kill -9 of the whole server, and a start after it.
    pub fn kill_and_start(&mut self) {
        self.kill();
        self.server = serving(&self.programs, self.folder.path());
        self.wait();
    }

    fn kill(&mut self) {
        let group = format!("-{}", self.server.id());
        Command::new("kill").args(["-9", "--", &group]).status().unwrap();
        self.server.wait().unwrap();
    }

    fn wait(&mut self) {
        let ready = self.programs.join("pg_isready");
        for _ in 0..TRIES {
            // What the killed one leaves behind may still be there for a moment.
            if self.server.try_wait().unwrap().is_some() {
                self.server = serving(&self.programs, self.folder.path());
            }
            if Command::new(&ready).arg("-q").arg("-h").arg(self.folder.path()).status().unwrap().success() {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("{}", fs::read_to_string(self.folder.path().join("log")).unwrap_or_default());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A group of its own, so that all its processes can be killed together.
fn serving(programs: &Path, folder: &Path) -> Child {
    let log = fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).unwrap();
    as_postgres(&programs.join("postgres"), folder)
        .arg("-D")
        .arg(folder.join("data"))
        .arg("-k")
        .arg(folder)
        .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=100"])
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap()
}

/// PostgreSQL refuses to run as root, so it runs as the user its package made.
fn as_postgres(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    if let Some((user, group)) = postgres() {
        command.uid(user).gid(group);
    }
    command.current_dir(folder);
    command
}

/// The numbers of `postgres`, where we are root.
fn postgres() -> Option<(u32, u32)> {
    let id = Command::new("id").arg("-u").output().unwrap();
    if id.stdout != b"0\n" {
        return None;
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap();
    let line = passwd.lines().find(|line| line.starts_with("postgres:")).expect("a user postgres");
    let fields: Vec<&str> = line.split(':').collect();
    Some((fields[2].parse().unwrap(), fields[3].parse().unwrap()))
}

fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").unwrap().map(|entry| entry.unwrap().path().join("bin"));
    versions.filter(|path| path.join("initdb").exists()).max().expect("PostgreSQL's programs")
}
