//! A publication that mails: a folder with keys, an edition to be published, readers; and workers in this process.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use barograph::keys::KeyFolder;
use barograph::worker::{Outfit, Rhythm, Worker};
use courier::{Limits, Route, Timeouts};
use jiff::SignedDuration;
use mailroom::{Keys, MailingId, Newsletter, NewsletterSlug, Pace};
use newsroom::{EditionSlug, Labels, Language};
use press::Origin;
use store::{Database, PlannedMailing, Progress, Store};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::crowd;
use crate::harness::Desk;

/// The edition that is mailed.
pub const EDITION: &str = "2020-06-22";
/// Where links in its mails lead.
pub const ORIGIN: &str = "https://digest.example";
/// Connections of a worker in these tests.
pub const CONNECTIONS: usize = 4;
/// What does not come to an end in this time never will.
const PATIENCE: Duration = Duration::from_secs(240);

/// A publication that mails.
pub struct House {
    pub desk: Desk,
    pub database: Database,
    pub store: Store,
    pub keys: KeyFolder,
}

/// A process of the program; killed (-9) when it goes out of scope.
pub struct Process(Child);

impl Process {
    pub fn start(mut command: Command) -> Self {
        Self(command.spawn().unwrap())
    }

    pub fn id(&self) -> u32 {
        self.0.id()
    }

    pub fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Whether it has ended by itself, or by a kill.
    pub fn has_ended(&mut self) -> bool {
        self.0.try_wait().unwrap().is_some()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A worker at work in this process.
pub struct Hired {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl House {
    /// On SQLite, with so many readers of `en`.
    pub async fn with(readers: i64) -> Self {
        let desk = Desk::new();
        let database = Database::within(&desk.data());
        Self::on(desk, database, readers).await
    }

    /// On a database.
    pub async fn on(desk: Desk, database: Database, readers: i64) -> Self {
        let folder = desk.copy(&format!("samples/{EDITION}"));
        let sheet = folder.join("edition.toml");
        let draft = std::fs::read_to_string(&sheet).unwrap();
        let draft: Vec<&str> = draft.lines().filter(|line| !line.starts_with("published")).collect();
        std::fs::write(sheet, draft.join("\n")).unwrap();
        let store = Store::open(&database, &desk.data()).await.unwrap();
        let keys = KeyFolder::beside(&desk.data()).unwrap();
        let house = Self { desk, database, store, keys };
        house.does(&["publication", "import", "samples/publication"]);
        house.does(&["edition", "import", folder.to_str().unwrap()]);
        house
            .store
            .replace_newsletters(&[line("en", &["en"]), line("be-ru", &["be", "ru"])], house.now().await)
            .await
            .unwrap();
        let keys = house.keys.provide(&house.store).await.unwrap();
        crowd::gather(&house.database, &keys, readers).await;
        house
    }

    pub async fn now(&self) -> jiff::Timestamp {
        self.store.clock().await.unwrap()
    }

    pub fn keys(&self) -> Keys {
        self.keys.read().unwrap().unwrap()
    }

    /// The program, on this house's database.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = self.desk.command(words);
        if let Database::Postgres(url) = &self.database {
            command.env("BAROGRAPH_DATABASE", url);
        }
        command.env("BAROGRAPH_ADDRESS", ORIGIN);
        command
    }

    /// The program, mailing to a port of this machine.
    pub fn mailing(&self, words: &[&str], port: u16) -> Command {
        let mut command = self.command(words);
        command.env("BAROGRAPH_SMTP", format!("smtp+plain://127.0.0.1:{port}"));
        command.env("BAROGRAPH_SMTP_CONNECTIONS", CONNECTIONS.to_string());
        command.stdout(Stdio::null());
        command
    }

    /// Runs what must succeed, and gives what it printed.
    pub fn does(&self, words: &[&str]) -> String {
        let output = self.command(words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Publishes the edition, to go on `en` now.
    pub async fn publish(&self) -> MailingId {
        self.publish_due(self.now().await).await
    }

    /// Publishes the edition, to go on `en` at an instant.
    pub async fn publish_due(&self, due: jiff::Timestamp) -> MailingId {
        let plan = [PlannedMailing { newsletter: slug("en"), due, not_before: due }];
        let edition = EditionSlug::parse(EDITION).unwrap();
        self.store.publish_with_mailings(&edition, &plan, self.now().await).await.unwrap();
        self.store.mailings().await.unwrap().pop().unwrap().mailing.id
    }

    /// How far a mailing is, its counts adding up to its audience.
    pub async fn progress(&self, mailing: MailingId) -> Progress {
        let progress = self.store.mailing(mailing).await.unwrap().unwrap();
        assert_eq!(progress.counts.total(), progress.audience, "the counts add up to the audience");
        assert_eq!(progress.is_done(), progress.mailing.began.is_some() && progress.counts.open() == 0);
        progress
    }

    /// Waits until something is so of a mailing.
    pub async fn until(&self, mailing: MailingId, is_so: impl Fn(&Progress) -> bool) -> Progress {
        let begun = Instant::now();
        loop {
            let progress = self.progress(mailing).await;
            if is_so(&progress) {
                return progress;
            }
            assert!(begun.elapsed() < PATIENCE, "it never comes to that: {:?}", progress.counts);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until a mailing is done, and lets nothing wait for its time meanwhile.
    pub async fn done(&self, mailing: MailingId) -> Progress {
        let hurry = async {
            loop {
                crowd::execute(&self.database, "UPDATE deliveries SET free_at = 0 WHERE state = 'waiting'").await;
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        };
        tokio::select! {
            progress = self.until(mailing, Progress::is_done) => progress,
            () = hurry => unreachable!("nobody ends hurrying"),
        }
    }

    /// What a worker of this house is given.
    pub async fn outfit(&self, route: Route) -> Outfit {
        Outfit {
            store: Store::open(&self.database, &self.desk.data()).await.unwrap(),
            database: self.database.clone(),
            keys: self.keys(),
            route,
            origin: Origin { base: ORIGIN.to_owned() },
            return_path: String::new(),
            kept: SignedDuration::from_hours(24 * 90),
            rhythm: quick(),
        }
    }

    /// Hires a worker that mails on a route.
    pub async fn hire(&self, route: Route) -> Hired {
        Hired::new(self.outfit(route).await).await
    }
}

impl Hired {
    pub async fn new(outfit: Outfit) -> Self {
        let (stop, worker) = (CancellationToken::new(), Worker::enlist(outfit).await.unwrap());
        Self { stop: stop.clone(), task: tokio::spawn(worker.run(stop)) }
    }

    /// Tells it to stop, and waits until it has.
    pub async fn stop(self) {
        self.stop.cancel();
        self.task.await.unwrap();
    }
}

/// A rhythm for tests: minutes are seconds.
pub fn quick() -> Rhythm {
    Rhythm {
        lease: SignedDuration::from_secs(2),
        look: Duration::from_millis(20),
        rest_min: Duration::from_millis(5),
        rest_max: Duration::from_millis(200),
        ..Rhythm::default()
    }
}

/// A route to a port of this machine. Its time-outs are seconds, not minutes.
pub fn route(port: u16) -> Route {
    let limits = Limits { connections_max: CONNECTIONS, ..Limits::default() };
    let route = Route::parse(&format!("smtp+plain://127.0.0.1:{port}")).unwrap();
    route.with_limits(limits).with_timeouts(Timeouts::default().scaled(1.0 / 60.0))
}

pub fn slug(slug: &str) -> NewsletterSlug {
    NewsletterSlug::parse(slug).unwrap()
}

fn line(slug: &str, languages: &[&str]) -> Newsletter {
    let said = |what: &str| Labels::from([("en", what)]);
    Newsletter {
        slug: self::slug(slug),
        languages: languages.iter().map(|tag| Language::parse(tag).unwrap()).collect(),
        name: said(slug),
        description: said("The week"),
        pace: Pace::AtOnce,
        sender: Labels::default(),
        from: "digest@example.org".to_owned(),
        reply_to: String::new(),
        postal: said("1 Square, Vesnia"),
        footer: Labels::default(),
        subject: Labels::default(),
        base: String::new(),
        in_full: true,
    }
}
