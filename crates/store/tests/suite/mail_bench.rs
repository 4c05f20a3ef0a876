//! A mailroom to work at: a desk with two newsletters and all keys; readers by name; and what workers do.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use mailroom::life::Admission;
use mailroom::retry::{self, Settled};
use mailroom::{
    Address, AddressHash, Answer, Asked, Choices, Consent, DeliveryState, Failure, Grant, Keys, Lasting, MailingId,
    Newsletter, NewsletterSlug, Noun, Pace, Press, Purpose, RequestId, Scope, SealId, SubscriberId, Suppress,
    TokenHash,
};
use newsroom::Labels;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};
use store::{
    AdmitError, Admitting, Candidate, Claim, Claimed, ClaimedNotice, Database, NewRequest, Opening, PlannedMailing,
    Progress, Settlement, Store,
};

use super::{Bench, Desk, cast};

pub const LEASE: SignedDuration = SignedDuration::from_mins(2);
pub const DAY: SignedDuration = SignedDuration::from_hours(24);
const FORM: &str = "2020-06";
const SECOND: SignedDuration = SignedDuration::from_secs(1);

pub fn newsletter(slug: &str) -> NewsletterSlug {
    NewsletterSlug::parse(slug).unwrap()
}

/// A newsletter with something in each of its fields.
pub fn line(slug: &str, languages: &[&str]) -> Newsletter {
    let said = |what: &str| Labels::from([("en", what), ("be", slug)]);
    Newsletter {
        slug: newsletter(slug),
        languages: languages.iter().map(|tag| cast::language(tag)).collect(),
        name: said("name"),
        description: said("description"),
        pace: Pace::parse("at 09:00").unwrap(),
        sender: said("sender"),
        from: "digest@example.org".to_owned(),
        reply_to: String::new(),
        postal: said("postal"),
        footer: said("footer"),
        subject: Labels::default(),
        base: "https://mirror.example.org".to_owned(),
        in_full: true,
    }
}

pub fn address(name: &str) -> Address {
    Address::parse(&format!("{name}@example.org")).unwrap()
}

pub fn every(_: &Choices) -> bool {
    true
}

pub fn accepted(now: Timestamp) -> Settled {
    Settled { state: DeliveryState::Accepted(now), attempts: 1, suppress: Suppress::No }
}

pub fn failure(scope: Scope, lasting: Lasting, reply: &str) -> Failure {
    Failure { scope, lasting, reply: reply.to_owned() }
}

/// A reader with links to everything.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    pub id: SubscriberId,
    pub confirm: TokenHash,
    pub leave: TokenHash,
    pub refuse: TokenHash,
    pub manage: TokenHash,
}

/// The mailroom: all keys, and the store.
pub struct Mailroom {
    pub desk: Desk,
    pub keys: Keys,
}

impl Bench {
    /// A mailroom with the newsletters `en` and `be-ru`.
    pub async fn mailroom(self) -> Mailroom {
        let mailroom = Mailroom { desk: self.desk().await, keys: Keys::generate() };
        let lines = [line("en", &["en"]), line("be-ru", &["be", "ru"])];
        mailroom.store().replace_newsletters(&lines, cast::now()).await.unwrap();
        mailroom
    }

    /// Bytes as this engine's SQL writes them.
    pub fn literal(&self, bytes: &[u8]) -> String {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        match self.database {
            Database::Sqlite(_) => format!("X'{hex}'"),
            Database::Postgres(_) => format!("'\\x{hex}'::bytea"),
        }
    }

    /// One number.
    pub async fn number(&self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.database {
            Database::Sqlite(path) => {
                let url = format!("sqlite://{}", path.display());
                let mut connection = SqliteConnection::connect(&url).await.unwrap();
                sqlx::query(sql).fetch_one(&mut connection).await.unwrap().get(0)
            }
            Database::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                sqlx::query(sql).fetch_one(&mut connection).await.unwrap().get(0)
            }
        }
    }
}

impl Mailroom {
    pub fn store(&self) -> &Store {
        &self.desk.store
    }

    pub fn bench(&self) -> &Bench {
        &self.desk.bench
    }

    pub fn hashes(&self, name: &str) -> Vec<AddressHash> {
        self.keys.lookup().all(&address(name))
    }

    /// Makes tokens, as the store asks for them.
    pub fn maker(&self) -> impl Fn(Grant, i64) -> TokenHash + Sync + use<> {
        let tokens = self.keys.tokens();
        move |grant, number| tokens.make(grant, number).hash()
    }

    /// Sends a form.
    pub async fn append(&self, name: &str, asked: &Asked, at: Timestamp) -> RequestId {
        let (seal_id, language) = (SealId::random(), cast::language("be"));
        let seal = self.keys.public().sealing().seal(Noun::Request, seal_id, &address(name)).unwrap();
        let request = NewRequest { asked, language: &language, form: FORM, seal_id, seal: &seal, at };
        self.store().append_request(&request).await.unwrap()
    }

    /// Opens a request, as the mail worker does.
    pub async fn open(&self, request: RequestId, name: &str, now: Timestamp) -> Option<Answer> {
        let seal_id = SealId::random();
        let seal = self.keys.public().sealing().seal(Noun::Subscriber, seal_id, &address(name)).unwrap();
        let (hashes, maker) = (self.hashes(name), self.maker());
        let opening = Opening { request, hashes: &hashes, seal_id, seal: &seal, tokens: &maker, now };
        self.store().open_request(&opening).await.unwrap()
    }

    /// Sends a form and opens it.
    pub async fn ask(&self, name: &str, asked: &Asked, now: Timestamp) -> Answer {
        let request = self.append(name, asked, now).await;
        self.open(request, name, now).await.unwrap()
    }

    pub async fn subscribe(&self, name: &str, slug: &str, now: Timestamp) -> Answer {
        self.ask(name, &Asked::Subscribe(newsletter(slug), Choices::default()), now).await
    }

    pub fn asks_for(claimed: &ClaimedNotice, purpose: Purpose) -> TokenHash {
        claimed.tokens.iter().find(|row| row.grant.purpose() == purpose).unwrap().hash
    }

    pub async fn claim_notices(&self, now: Timestamp) -> Vec<ClaimedNotice> {
        let claim = Claim { worker: "worker", limit: 100, lease: LEASE, closed: &[], now };
        self.store().claim_notices(claim).await.unwrap()
    }

    /// Sends all notices that wait; the far side takes them.
    pub async fn send_notices(&self, now: Timestamp) -> Vec<ClaimedNotice> {
        let claimed = self.claim_notices(now).await;
        for notice in &claimed {
            let settled = accepted(now);
            let settlement =
                Settlement { hold: notice.hold, settled: &settled, reply: "250 ok", generation: None, now };
            assert!(self.store().settle_notice(settlement).await.unwrap());
        }
        claimed
    }

    /// The attempt at a notice failed.
    pub async fn fail_notice(&self, claimed: &ClaimedNotice, failure: &Failure, now: Timestamp) {
        let settled = &retry::settle(failure, claimed.attempts, claimed.since, now);
        let settlement = Settlement { hold: claimed.hold, settled, reply: &failure.reply, generation: None, now };
        assert!(self.store().settle_notice(settlement).await.unwrap());
    }

    /// Somebody asked, and the mail with the confirming link went.
    pub async fn pending(&self, name: &str, slug: &str, now: Timestamp) -> Reader {
        self.subscribe(name, slug, now).await;
        let [notice] = &self.send_notices(now).await[..] else { panic!("one notice") };
        Reader {
            id: notice.notice.kind.subscriber(),
            confirm: Self::asks_for(notice, Purpose::Confirm),
            leave: Self::asks_for(notice, Purpose::Leave),
            refuse: Self::asks_for(notice, Purpose::Refuse),
            manage: Self::asks_for(notice, Purpose::Manage),
        }
    }

    /// A reader, confirmed.
    pub async fn reader(&self, name: &str, slug: &str) -> Reader {
        let reader = self.pending(name, slug, cast::now()).await;
        assert_eq!(self.store().confirm(&reader.confirm, cast::now()).await.unwrap(), Press::Done);
        reader
    }

    /// Takes addresses on, their consent given by an older list.
    pub async fn admit(&self, names: &[&str], slug: &str) -> Result<Vec<Admission>, AdmitError> {
        let candidates: Vec<_> = names.iter().map(|name| self.candidate(name)).collect();
        let consent = Consent { at: cast::now() - DAY, source: "import".to_owned(), form: "an older list".to_owned() };
        let (newsletter, tokens) = (newsletter(slug), self.maker());
        let now = cast::now();
        let admitting =
            Admitting { newsletter: &newsletter, candidates: &candidates, consent: &consent, tokens: &tokens, now };
        self.store().admit(&admitting).await
    }

    fn candidate(&self, name: &str) -> Candidate {
        let seal_id = SealId::random();
        let seal = self.keys.public().sealing().seal(Noun::Subscriber, seal_id, &address(name)).unwrap();
        let (hashes, language) = (self.hashes(name), cast::language("be"));
        Candidate { hashes, seal_id, seal, language, choices: Choices::default() }
    }

    pub async fn readers(&self, names: &[&str], slug: &str) -> BTreeMap<String, Reader> {
        let mut readers = BTreeMap::new();
        for name in names {
            readers.insert((*name).to_owned(), self.reader(name, slug).await);
        }
        readers
    }

    /// So many readers of `en` at once, written beside the store.
    pub async fn crowd(&self, many: usize) {
        let newsletter = self.bench().number("SELECT id FROM newsletters WHERE slug = 'en'").await;
        let places: Vec<usize> = (1..=many).map(|place| 10_000 + place).collect();
        for ids in places.chunks(1_000) {
            self.bench().execute(&self.crowded(ids, newsletter)).await;
        }
    }

    fn crowded(&self, ids: &[usize], newsletter: i64) -> String {
        let seal = self.bench().literal(&[7; 32]);
        let (mut readers, mut lines) = (Vec::new(), Vec::new());
        for id in ids {
            let mut digest = [0; 32];
            digest[..8].copy_from_slice(&id.to_be_bytes());
            let (digest, seal_id) = (self.bench().literal(&digest), self.bench().literal(&digest[..16]));
            readers.push(format!("({id}, 'confirmed', 'en', {seal_id}, 1, {seal}, {seal}, 1, {digest}, 0, 0)"));
            lines.push(format!("({id}, {id}, {newsletter}, 'confirmed', '', 0, 0, 'import', '', 0)"));
        }
        format!(
            "INSERT INTO subscribers (id, state, language, seal_id, seal_key, encapsulated, ciphertext, hash_key,
                                      digest, asked, changed) VALUES {};
             INSERT INTO subscriptions (id, subscriber, newsletter, state, sections, only_changes, consent_at,
                                        consent_source, consent_form, changed) VALUES {};",
            readers.join(", "),
            lines.join(", ")
        )
    }

    /// Publishes a week with one mailing on `en`, due at once.
    pub async fn publish(&self, day: &str, now: Timestamp) -> MailingId {
        self.desk.import(&cast::week(day)).await;
        let mailings = [PlannedMailing { newsletter: newsletter("en"), due: now, not_before: now }];
        self.store().publish_with_mailings(&cast::edition(day), &mailings, now).await.unwrap();
        self.store().mailings().await.unwrap().pop().unwrap().mailing.id
    }

    pub async fn begin(&self, mailing: MailingId, now: Timestamp) -> Option<u64> {
        let maker = self.maker();
        self.store().begin_mailing(mailing, &every, &maker, now).await.unwrap()
    }

    /// Publishes a week and lets its mailing begin.
    pub async fn going(&self, day: &str, now: Timestamp) -> MailingId {
        let mailing = self.publish(day, now).await;
        self.begin(mailing, now).await.unwrap();
        mailing
    }

    pub async fn claim(&self, worker: &str, limit: usize, now: Timestamp) -> Vec<Claimed> {
        self.store().claim(Claim { worker, limit, lease: LEASE, closed: &[], now }).await.unwrap()
    }

    pub async fn accept(&self, claimed: &Claimed, now: Timestamp) -> bool {
        let settled = accepted(now);
        let settlement =
            Settlement { hold: claimed.hold, settled: &settled, reply: "250 ok", generation: Some(1), now };
        self.store().settle(settlement).await.unwrap()
    }

    /// The attempt failed.
    pub async fn fail(&self, claimed: &Claimed, failure: &Failure, now: Timestamp) -> bool {
        let settled = &retry::settle(failure, claimed.delivery.attempts, claimed.since, now);
        let settlement = Settlement { hold: claimed.hold, settled, reply: &failure.reply, generation: Some(1), now };
        self.store().settle(settlement).await.unwrap()
    }

    /// Everything that is free is sent; the far side takes it all.
    pub async fn deliver_all(&self, mut now: Timestamp) -> usize {
        let mut delivered = 0;
        loop {
            now += SECOND;
            let claimed = self.claim("worker", 50, now).await;
            for one in &claimed {
                assert!(self.accept(one, now).await);
            }
            if claimed.is_empty() {
                return delivered;
            }
            delivered += claimed.len();
        }
    }

    /// How far a mailing is, its counts adding up.
    pub async fn progress(&self, mailing: MailingId) -> Progress {
        let progress = self.store().mailing(mailing).await.unwrap().unwrap();
        assert_eq!(progress.counts.total(), progress.audience, "the counts add up to the audience");
        assert_eq!(progress.reasons.iter().map(|(_, _, many)| many).sum::<u64>(), progress.audience);
        progress
    }
}
