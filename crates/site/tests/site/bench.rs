//! A bench to work at: the site over an empty database, all keys at hand, and what the mail worker does.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::SignedDuration;
use mailroom::{
    Address, AddressHash, Answer, DeliveryState, Grant, Keys, Noun, Purpose, RequestId, SealId, SubscriberState,
    SubscriptionState, Suppress, retry::Settled,
};
use newsroom::PublicationId;
use press::Origin;
use site::{Forms, Source};
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};
use store::{Claim, Database, Opening, PublicationImport, Settlement, Store};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

use crate::cast;

/// Where the site says it is found.
pub const ORIGIN: &str = "https://vesnia.example";

/// The site, its database and the keys that it does not have.
pub struct Bench {
    pub store: Store,
    pub keys: Keys,
    pub site: Router,
    folder: TempDir,
}

/// What the site answered.
#[derive(Debug)]
pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answered {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// What the page says at its top, with spaces as one types them.
    pub fn heading(&self) -> String {
        let (_, rest) = self.body.split_once("<h1>").unwrap_or_else(|| panic!("no heading: {self:?}"));
        rest.split("</h1>").next().unwrap_or_default().replace('\u{a0}', " ")
    }

    #[track_caller]
    pub fn says(&self, status: u16, heading: &str) {
        assert_eq!((self.status.as_u16(), self.heading()), (status, heading.to_owned()));
    }
}

/// A reader with the paths that mails have brought.
#[derive(Clone, Debug)]
pub struct Reader {
    pub confirm: String,
    pub leave: String,
    pub refuse: String,
    pub manage: String,
}

impl Bench {
    /// With the cast's publication and newsletters.
    pub async fn new() -> Self {
        let bench = Self::empty().await;
        bench.import(true).await;
        bench
    }

    /// Nothing is there yet.
    pub async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::Sqlite(folder.path().join("site.sqlite")), folder.path()).await.unwrap();
        let keys = Keys::generate();
        let forms = Forms { sealing: keys.public().sealing(), trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()] };
        let site = site::router(Source::store(store.clone()), Origin { base: ORIGIN.to_owned() }, Some(forms));
        Self { store, keys, site, folder }
    }

    /// The same site without forms.
    pub fn without_forms(&self) -> Router {
        site::router(Source::store(self.store.clone()), Origin { base: ORIGIN.to_owned() }, None)
    }

    pub async fn import(&self, with_newsletters: bool) {
        let (now, newsletters) = (self.store.clock().await.unwrap(), cast::newsletters());
        let import = PublicationImport {
            proposal: &cast::publication(),
            newsletters: if with_newsletters { Some(&newsletters) } else { None },
            logo: None,
            over: false,
            expected_changes: self.store.changes().await.unwrap(),
            now,
            new_id: PublicationId(Uuid::from_u128(7)),
        };
        self.store.import_publication(&import).await.unwrap();
    }

    pub async fn send(&self, request: Request<Body>) -> Answered {
        answered(&self.site, request).await
    }

    pub async fn get(&self, path: &str) -> Answered {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// As a browser sends a form from a page of ours.
    pub async fn post(&self, path: &str, form: &str) -> Answered {
        self.send(form_from(path, form, "same-origin")).await
    }

    /// A form from a page of ours, over a connection from an address.
    pub async fn post_from(&self, peer: &str, path: &str, form: &str) -> Answered {
        let mut request = form_from(path, form, "same-origin");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4711)));
        self.send(request).await
    }

    /// Asks for a newsletter by the form.
    pub async fn ask(&self, name: &str, newsletter: &str) -> Answered {
        let form = format!("newsletter={newsletter}&address={name}%40example.org&homepage=");
        self.post("/en/subscribe/", &form).await
    }

    /// Opens every request, as the mail worker does; gives what each asked of whom and what was done.
    pub async fn open(&self) -> Vec<(String, Answer)> {
        let mut opened = Vec::new();
        for unopened in self.store.requests(RequestId(0), 5_000).await.unwrap() {
            let address = self.keys.opening().open(Noun::Request, unopened.seal_id, &unopened.seal).unwrap();
            let (seal_id, hashes) = (SealId::random(), self.keys.lookup().all(&address));
            let seal = self.keys.public().sealing().seal(Noun::Subscriber, seal_id, &address).unwrap();
            let keys = self.keys.tokens();
            let tokens = move |grant: Grant, number| keys.make(grant, number).hash();
            let now = self.store.clock().await.unwrap();
            let request = unopened.request.id;
            let opening = Opening { request, hashes: &hashes, seal_id, seal: &seal, tokens: &tokens, now };
            let answer = self.store.open_request(&opening).await.unwrap().unwrap();
            opened.push((address.as_typed().to_owned(), answer));
        }
        opened
    }

    /// Sends every notice, which the far side takes; gives the paths in each.
    pub async fn deliver(&self) -> Vec<Reader> {
        self.open().await;
        let now = self.store.clock().await.unwrap();
        let claim = Claim { worker: "bench", limit: 5_000, lease: SignedDuration::from_mins(2), closed: &[], now };
        let claimed = self.store.claim_notices(claim).await.unwrap();
        let mut readers = Vec::new();
        for notice in &claimed {
            let settled = Settled { state: DeliveryState::Accepted(now), attempts: 1, suppress: Suppress::No };
            let settlement =
                Settlement { hold: notice.hold, settled: &settled, reply: "250 ok", generation: None, now };
            assert!(self.store.settle_notice(settlement).await.unwrap());
            let path = |purpose, place: &str| {
                let row = notice.tokens.iter().find(|row| row.grant.purpose() == purpose);
                let token = row.map(|row| self.keys.tokens().again(row.grant, row.number, &row.hash).unwrap());
                token.map(|token| format!("/subscriptions/{}/{place}", token.as_str())).unwrap_or_default()
            };
            readers.push(Reader {
                confirm: path(Purpose::Confirm, "confirmation"),
                leave: path(Purpose::Leave, "leaving"),
                refuse: path(Purpose::Refuse, "refusal"),
                manage: path(Purpose::Manage, ""),
            });
        }
        readers
    }

    /// Somebody asked, and has the mail.
    pub async fn pending(&self, name: &str, newsletter: &str) -> Reader {
        assert_eq!(self.ask(name, newsletter).await.status, StatusCode::SEE_OTHER);
        let [reader] = <[Reader; 1]>::try_from(self.deliver().await).unwrap();
        reader
    }

    /// Somebody asked, and confirmed.
    pub async fn reader(&self, name: &str, newsletter: &str) -> Reader {
        let reader = self.pending(name, newsletter).await;
        self.post(&reader.confirm, "").await.says(200, "You have been successfully subscribed");
        reader
    }

    pub fn hashes(&self, name: &str) -> Vec<AddressHash> {
        self.keys.lookup().all(&Address::parse(&format!("{name}@example.org")).unwrap())
    }

    /// How far somebody is, and each of their subscriptions.
    pub async fn standing(&self, name: &str) -> Option<(SubscriberState, Vec<(String, SubscriptionState)>)> {
        let now = self.store.clock().await.unwrap();
        let found = self.store.find_subscriber(&self.hashes(name), now).await.unwrap()?;
        let lines = found.lines.iter().map(|line| &line.subscription);
        let lines = lines.map(|line| (line.newsletter.to_string(), line.state)).collect();
        Some((found.subscriber.state, lines))
    }

    /// Every row of every table, so that nothing can change unseen.
    pub async fn everything(&self) -> String {
        let mut connection = self.connect().await;
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        let mut told = String::new();
        for table in sqlx::query(sql).fetch_all(&mut connection).await.unwrap() {
            let table: String = table.get(0);
            let columns = sqlx::query(AssertSqlSafe(format!("SELECT name FROM pragma_table_info('{table}')")));
            let columns = columns.fetch_all(&mut connection).await.unwrap();
            let quoted: Vec<String> =
                columns.iter().map(|column| format!("quote(\"{}\")", column.get::<String, _>(0))).collect();
            let rows = AssertSqlSafe(format!("SELECT {} FROM \"{table}\" ORDER BY 1", quoted.join(" || ',' || ")));
            for row in sqlx::query(rows).fetch_all(&mut connection).await.unwrap() {
                told.push_str(&format!("{table}: {}\n", row.get::<String, _>(0)));
            }
        }
        told
    }

    pub async fn execute(&self, sql: &str) {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut self.connect().await).await.unwrap();
    }

    async fn connect(&self) -> SqliteConnection {
        let path: PathBuf = self.folder.path().join("site.sqlite");
        SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap()
    }
}

/// A form as a browser of our time sends it.
pub fn form_from(path: &str, form: &str, site: &str) -> Request<Body> {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.header("sec-fetch-site", site).body(Body::from(form.to_owned())).unwrap()
}

pub async fn answered(site: &Router, request: Request<Body>) -> Answered {
    let is_head = request.method() == Method::HEAD;
    let response = site.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 10_000_000).await.unwrap();
    assert!(!is_head || body.is_empty());
    Answered { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() }
}
