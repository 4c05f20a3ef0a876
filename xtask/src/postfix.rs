//! A Postfix of our own for a test run: configuration, queue and mailbox in a temporary folder, one free port of this
//! machine, nothing of the system's Postfix but its programs.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::run;

const START_SECONDS_MAX: u64 = 30;
const STORE_SECONDS_MAX: u64 = 60;

/// `nobody`, who gets the mailbox.
const MAILBOX_ID: &str = "65534";

/// `$1` is the folder. Whatever ends us closes the pipe that `cat` reads: the server stops and its files go.
const SERVE: &str = r#"
trap '' INT
postfix -c "$1/etc" start >>"$1/said" 2>&1 || exit
cat >/dev/null
postfix -c "$1/etc" stop >>"$1/said" 2>&1
rm -rf "$1"
"#;

/// A running Postfix, stopped and removed when dropped.
pub struct Postfix {
    keeper: Child,
    folder: TempDir,
    port: u16,
}

impl Postfix {
    /// Starts one that takes mail for any address of a domain, under STARTTLS, and waits until it answers.
    pub fn start(domain: &str) -> Result<Self> {
        ensure!(run::is_root(), "only root can start Postfix");
        let folder = tempfile::Builder::new().prefix("barograph-postfix-").tempdir()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        prepare(folder.path(), port, domain)?;
        let keeper = Command::new("sh")
            .args(["-c", SERVE, "sh"])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .spawn()
            .context("cannot run `sh`")?;
        let postfix = Self { keeper, folder, port };
        postfix.wait()?;
        Ok(postfix)
    }

    /// The way to it.
    pub fn route(&self) -> String {
        format!("smtp://localhost:{}", self.port)
    }

    /// Its certificate, which nobody trusts who was not told to.
    pub fn certificate(&self) -> PathBuf {
        self.folder.path().join("certificate.pem")
    }

    /// What Postfix said, for whoever has to find out why it is not well.
    pub fn log(&self) -> String {
        let read = |name: &str| fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        format!("Postfix said:\n{}{}", read("said"), read("log"))
    }

    fn wait(&self) -> Result<()> {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if start.elapsed() > Duration::from_secs(START_SECONDS_MAX) {
                bail!("it did not start in {START_SECONDS_MAX} s\n{}", self.log());
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// So many mails, once they are stored, as they are stored.
    pub fn stored(&self, count: usize) -> Result<Vec<Vec<u8>>> {
        let (start, mailbox) = (Instant::now(), self.folder.path().join("mail/all/new"));
        let files = || fs::read_dir(&mailbox).into_iter().flatten().flatten().map(|file| file.path());
        while files().count() < count {
            if start.elapsed() > Duration::from_secs(STORE_SECONDS_MAX) {
                bail!("it stored {} of {count} mails in {STORE_SECONDS_MAX} s\n{}", files().count(), self.log());
            }
            sleep(Duration::from_millis(50));
        }
        files().map(|file| Ok(fs::read(file)?)).collect()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if let Err(error) = self.keeper.wait() {
            eprintln!("Postfix was not seen to stop: {error}");
        }
    }
}

/// Lays out the folder: configuration, queue, data, mailbox, certificate. Postfix makes the rest.
fn prepare(folder: &Path, port: u16, domain: &str) -> Result<()> {
    // Its programs run as users of their own and must get in.
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    for name in ["etc", "queue", "data", "mail"] {
        fs::create_dir(folder.join(name))?;
    }
    run::show(run::command("chown").arg("postfix").arg(folder.join("data")))?;
    run::show(run::command("chown").arg(MAILBOX_ID).arg(folder.join("mail")))?;
    fs::write(folder.join("etc/main.cf"), main_cf(folder, domain))?;
    fs::write(folder.join("etc/master.cf"), master_cf(port))?;
    certificate(folder)
}

fn main_cf(folder: &Path, domain: &str) -> String {
    let folder = folder.display();
    format!(
        "compatibility_level = 3.6\n\
         queue_directory = {folder}/queue\n\
         data_directory = {folder}/data\n\
         maillog_file = {folder}/log\n\
         maillog_file_prefixes = {folder}\n\
         myhostname = postfix.example\n\
         mydestination =\n\
         alias_maps =\n\
         inet_interfaces = 127.0.0.1\n\
         inet_protocols = ipv4\n\
         mynetworks = 127.0.0.1/32\n\
         default_transport = error:nothing leaves this machine\n\
         virtual_mailbox_domains = {domain}\n\
         virtual_mailbox_base = {folder}/mail\n\
         virtual_mailbox_maps = static:all/\n\
         virtual_uid_maps = static:{MAILBOX_ID}\n\
         virtual_gid_maps = static:{MAILBOX_ID}\n\
         smtpd_tls_security_level = encrypt\n\
         smtpd_tls_chain_files = {folder}/key.pem, {folder}/certificate.pem\n"
    )
}

/// The services that one mail passes. No service is in a chroot: the queue has none of the files that would be needed there.
fn master_cf(port: u16) -> String {
    format!(
        "127.0.0.1:{port} inet n - n - - smtpd\n\
         pickup unix n - n 60 1 pickup\n\
         cleanup unix n - n - 0 cleanup\n\
         qmgr unix n - n 300 1 qmgr\n\
         tlsmgr unix - - n 1000? 1 tlsmgr\n\
         rewrite unix - - n - - trivial-rewrite\n\
         bounce unix - - n - 0 bounce\n\
         defer unix - - n - 0 bounce\n\
         trace unix - - n - 0 bounce\n\
         proxymap unix - - n - - proxymap\n\
         anvil unix - - n - 1 anvil\n\
         error unix - - n - - error\n\
         retry unix - - n - - error\n\
         virtual unix - n n - - virtual\n\
         postlog unix-dgram n - n - 1 postlogd\n"
    )
}

/// A certificate of `localhost`, signed by itself.
fn certificate(folder: &Path) -> Result<()> {
    let request = "[req]\nprompt = no\ndistinguished_name = name\nx509_extensions = extensions\n[name]\nCN = localhost\n\
                   [extensions]\nsubjectAltName = DNS:localhost\n";
    fs::write(folder.join("request"), request)?;
    let mut openssl = run::command("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]);
    openssl.arg("-config").arg(folder.join("request"));
    openssl.arg("-keyout").arg(folder.join("key.pem")).arg("-out").arg(folder.join("certificate.pem"));
    run::read(&mut openssl).map(drop)
}
