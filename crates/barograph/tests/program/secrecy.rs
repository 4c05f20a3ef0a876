//! A marked address through everything that has one in its hands, and nowhere in the clear afterwards.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use mail_parser::MessageParser;
use sqlx::{Connection, SqliteConnection};
use tokio::runtime::Runtime;

use crate::harness::{Desk, Server, files};
use crate::sink::{Manners, Sink, say};
use crate::traces::held;

const MARKED: &str = "Zx-Marked-Qv@thief.example";
/// The local part alone says who it is, too.
const NAME: &str = "Zx-Marked-Qv";

const NEWSLETTER: &str = "
[[newsletters]]
slug = \"en\"
languages = [\"en\"]
name.en = \"English\"
from = \"digest@example.org\"
";

/// Longer than anything here takes; what takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program with its logs and temporary files in one folder, and a mail server that can be told to refuse.
struct Walk {
    desk: Desk,
    server: Server,
    sink: Sink,
    refuses: Arc<AtomicBool>,
    _runtime: Runtime,
}

impl Walk {
    fn begin() -> Self {
        let runtime = Runtime::new().unwrap();
        let refuses = Arc::new(AtomicBool::new(false));
        let refusing = refuses.clone();
        let echo = format!("550 5.1.1 <{MARKED}>: no {} here, nor {}", NAME.to_lowercase(), NAME);
        let manners = Manners::good().answering(move |moment| {
            let refused = refusing.load(Ordering::SeqCst) && moment.verb == "RCPT";
            if refused { say(&echo) } else { None }
        });
        let sink = runtime.block_on(Sink::start(manners));
        let desk = desk_with_newsletter();
        let server = serve(&desk, sink.port);
        Self { desk, server, sink, refuses, _runtime: runtime }
    }

    /// Waits for a mail beyond those there were, and gives the path of its link with this word.
    fn link(&self, mails: usize, word: &str) -> String {
        until("a mail", || self.sink.seen().mails.len() > mails);
        let mail = self.sink.seen().mails.last().unwrap().bytes.clone();
        let parsed = MessageParser::new().parse(&mail).unwrap();
        let text = parsed.body_text(0).unwrap();
        let link = text.split_whitespace().find(|link| link.contains("/subscriptions/") && link.contains(word));
        let link = link.unwrap_or_else(|| panic!("no link with {word} in {text}"));
        link[link.find("/subscriptions/").unwrap()..].trim_end_matches('>').to_owned()
    }

    /// What a command says that reads the address from standard input.
    fn tells(&self, words: &[&str]) -> String {
        let mut command = self.desk.command(words);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(MARKED.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
        assert_eq!(held(&said, NAME), None, "{words:?} repeats it");
        String::from_utf8(said).unwrap()
    }

    /// No file holds it: database, write-ahead log, keys, log, temporary files, copies.
    fn is_clean(&self, after: &str) {
        let found = self.first_held();
        assert!(found.is_none(), "after {after}: {found:?}");
    }

    fn first_held(&self) -> Option<(PathBuf, &'static str)> {
        let files = files(self.desk.path()).into_iter();
        files.filter_map(|(path, bytes)| Some((path, held(&bytes, NAME)?))).next()
    }

    fn back_up(&self) {
        for (path, bytes) in files(&self.desk.data()) {
            let to = self.desk.path().join("backup").join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
    }
}

/// One with the sample's publication, which has a newsletter, and its edition, not published yet.
pub fn desk_with_newsletter() -> Desk {
    let desk = Desk::new();
    let publication = desk.copy("samples/publication");
    let mut sheet = fs::OpenOptions::new().append(true).open(publication.join("publication.toml")).unwrap();
    sheet.write_all(NEWSLETTER.as_bytes()).unwrap();
    desk.does(&["publication", "import", publication.to_str().unwrap()]);
    desk.does(&["edition", "import", draft(&desk).to_str().unwrap()]);
    desk
}

/// The sample's edition, not published yet.
fn draft(desk: &Desk) -> PathBuf {
    let folder = desk.copy("samples/2020-06-22");
    let sheet = folder.join("edition.toml");
    let kept: Vec<String> = fs::read_to_string(&sheet).unwrap().lines().map(str::to_owned).collect();
    let kept: Vec<String> = kept.into_iter().filter(|line| !line.starts_with("published")).collect();
    fs::write(&sheet, kept.join("\n")).unwrap();
    folder
}

/// Serves and mails, by a mail server on a port, with its log and temporary files in the desk's folder.
pub fn serve(desk: &Desk, port: u16) -> Server {
    fs::create_dir(desk.path().join("tmp")).unwrap();
    let mut command = desk.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("BAROGRAPH_SMTP", format!("smtp+plain://127.0.0.1:{port}")).env("BAROGRAPH_LOG", "debug");
    command.env("TMPDIR", desk.path().join("tmp"));
    let log = File::create(desk.path().join("log")).unwrap();
    desk.started_logging(command, log.into())
}

pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what} did not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_marked_address_is_nowhere_in_the_clear() {
    let walk = Walk::begin();
    let form = format!("newsletter=en&address={}", MARKED.replace('@', "%40"));
    assert_eq!(walk.server.post("/en/subscribe/", &form).status, 303);
    assert_eq!(walk.server.post("/en/subscribe/", "newsletter=en&address=Zx-Marked-Qv%40").status, 422);
    walk.is_clean("the form");

    let confirm = walk.link(0, "confirm");
    assert_eq!(walk.server.get(&confirm).status, 200);
    assert_eq!(walk.server.post(&confirm, "").status, 200);
    walk.is_clean("confirming");

    let lost = format!("address={}", MARKED.replace('@', "%40"));
    assert_eq!(walk.server.post("/subscriptions/link", &lost).status, 303);
    let manage = walk.link(1, "");
    assert_eq!(walk.server.get(&manage).status, 200);
    walk.server.post(&manage, "act=save&newsletter=en");
    walk.is_clean("preferences");
    walk.back_up();

    walk.refuses.store(true, Ordering::SeqCst);
    walk.desk.does(&["edition", "publish", "2020-06-22", "--yes", "--grace", "0", "--detach"]);
    let show = || walk.desk.does(&["mailing", "show", "2020-06-22/en", "--json"]);
    until("the end of the mailing", || show().contains("\"state\": \"done\""));
    let shown: serde_json::Value = serde_json::from_str(&show()).unwrap();
    assert_eq!(shown["counts"]["refused"], 1, "{shown}");
    walk.is_clean("a refusal that echoes it");

    assert!(walk.tells(&["subscriber", "find"]).contains("suppressed, refused"));
    walk.tells(&["subscriber", "erase", "--yes"]);
    assert!(walk.tells(&["subscriber", "find"]).contains("erased"));
    walk.is_clean("erasing");

    every_place_is_looked_at(&walk);
}

/// The search would have found it: planted in each place, it is.
fn every_place_is_looked_at(walk: &Walk) {
    plant_in_database(walk);
    let (path, _) = walk.first_held().expect("one planted in the database is found");
    assert!(path.starts_with("data"), "{}", path.display());
    for place in ["log", "tmp/spool", "backup/media.tmp", "data.keys/secret.keys"] {
        let walk = Planted { root: walk.desk.path(), place };
        let bytes = [fs::read(walk.root.join(place)).unwrap_or_default(), MARKED.to_uppercase().into_bytes()].concat();
        fs::write(walk.root.join(place), bytes).unwrap();
        let found = files(walk.root).into_iter().find(|(path, _)| path == Path::new(walk.place));
        assert!(found.is_some_and(|(_, bytes)| held(&bytes, NAME).is_some()), "{place}");
    }
}

struct Planted<'a> {
    root: &'a Path,
    place: &'a str,
}

fn plant_in_database(walk: &Walk) {
    let file = walk.desk.data().join("barograph.sqlite");
    Runtime::new().unwrap().block_on(async {
        let mut database = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
        let planted = "INSERT INTO workers (name, until) VALUES ('Zx-Marked-Qv@thief.example', 0)";
        sqlx::query(planted).execute(&mut database).await.unwrap();
    });
}

/// What a panic says that has the address in its words: this very test, run again to panic.
fn panic_says(how: &str) -> Vec<u8> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "secrecy::a_panic_repeats_no_address", "--nocapture"]).env(PANICS, how);
    let output = command.output().unwrap();
    assert!(!output.status.success());
    [output.stdout, output.stderr].concat()
}

/// How to panic, for the test that is run again.
const PANICS: &str = "TEST_PANICS";

#[test]
fn a_panic_repeats_no_address() {
    if let Ok(how) = std::env::var(PANICS) {
        if how == "quietly" {
            barograph::panics_quietly();
        }
        panic!("cannot write to {}", MARKED.to_owned());
    }
    assert_eq!(held(&panic_says("as ever"), NAME), Some("plain"), "one that is said is found");
    let said = panic_says("quietly");
    assert_eq!(held(&said, NAME), None);
    assert!(String::from_utf8_lossy(&said).contains("panicked at "), "where it was is said");
}
