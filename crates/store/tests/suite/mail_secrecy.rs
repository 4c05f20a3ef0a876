//! Nothing in the clear: what the mailroom's rows, and the files under them, never hold.

use mailroom::{Asked, Choices, Lasting, Purpose, Scope};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};
use store::{Database, Pressed, Returned};

use super::mail_bench::{Mailroom, address, failure, newsletter};
use super::{Bench, cast};

/// A name that nothing else contains.
const MARKED: &str = "Zx-Marked-Qv";

/// Everything that a thief of the database gets: its files, or every row of every table.
async fn loot(bench: &Bench) -> Vec<u8> {
    match &bench.database {
        Database::Sqlite(path) => {
            let wal = path.with_file_name(format!("{}-wal", path.file_name().unwrap().display()));
            [std::fs::read(path).unwrap(), std::fs::read(wal).unwrap_or_default()].concat()
        }
        Database::Postgres(url) => {
            let mut connection = PgConnection::connect(url).await.unwrap();
            let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
            let tables = sqlx::query(tables).fetch_all(&mut connection).await.unwrap();
            let mut loot = Vec::new();
            for table in tables.iter().map(|row| row.get::<String, _>(0)) {
                let rows = AssertSqlSafe(format!("SELECT t::text FROM {table} t"));
                let rows = sqlx::query(rows).fetch_all(&mut connection).await.unwrap();
                rows.iter().for_each(|row| loot.extend(row.get::<String, _>(0).into_bytes()));
            }
            loot
        }
    }
}

/// Whether the loot holds a word: as it is, in small letters, in UTF-16, in hexadecimal digits.
fn holds(loot: &[u8], word: &str) -> bool {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let digits: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
    let looked_for = [word.as_bytes().to_vec(), word.to_lowercase().into_bytes(), wide, digits.into_bytes()];
    looked_for.iter().any(|bytes| loot.windows(bytes.len()).any(|window| window == bytes))
}

/// A life from the form to the end, with everything that has an address in its hands on the way.
async fn live(mailroom: &Mailroom) {
    let reader = mailroom.reader(MARKED, "en").await;
    let asked = Asked::Subscribe(newsletter("be-ru"), Choices::default());
    mailroom.append(MARKED, &asked, cast::now()).await;
    mailroom.going("2020-06-22", cast::now()).await;
    let [claimed] = &mailroom.claim("worker", 5, cast::now()).await[..] else { panic!("one delivery") };
    let opening = mailroom.keys.opening();
    let (sealed, noun) = (&claimed.sealed, mailroom::Noun::Subscriber);
    let opened = opening.open_checked(noun, sealed.seal_id, &sealed.seal, &sealed.hash).unwrap();
    let reply = opened.redacted(&format!("452 4.2.2 <{}> is full", opened.as_typed()));
    assert!(mailroom.fail(claimed, &failure(Scope::Recipient, Lasting::Passing, &reply), cast::now()).await);
    let marks = [claimed.delivery.mark];
    let returned = Returned { marks: &marks, reason: None, reply: &reply, now: cast::now() };
    assert!(mailroom.store().note_return(&returned).await.unwrap());
    mailroom.store().find_subscriber(&mailroom.hashes(MARKED), cast::now()).await.unwrap();
    mailroom.store().press(&reader.manage, &Pressed::Erase, cast::now()).await.unwrap();
}

pub async fn an_address_is_nowhere_in_the_clear(bench: Bench) {
    let mailroom = bench.mailroom().await;
    live(&mailroom).await;
    let loot_now = loot(mailroom.bench()).await;
    assert!(!holds(&loot_now, MARKED));
    for kept in ["a reply that was kept", "audit"] {
        let planted = format!("INSERT INTO workers (name, until) VALUES ('{kept} {MARKED}', 0)");
        mailroom.bench().execute(&planted).await;
    }
    assert!(holds(&loot(mailroom.bench()).await, MARKED), "a planted one is found");
}

pub async fn a_token_is_nowhere_in_the_clear(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.subscribe(MARKED, "en", cast::now()).await;
    let [notice] = &mailroom.send_notices(cast::now()).await[..] else { panic!("one notice") };
    let loot = loot(mailroom.bench()).await;
    for row in &notice.tokens {
        let token = mailroom.keys.tokens().again(row.grant, row.number, &row.hash).unwrap();
        assert!(!holds(&loot, token.as_str()), "{:?}", row.grant.purpose());
    }
    let confirm = Mailroom::asks_for(notice, Purpose::Confirm);
    let digits: String = confirm.0.iter().map(|byte| format!("{byte:02x}")).collect();
    let bare = loot.windows(32).any(|window| window == confirm.0);
    assert!(bare || holds(&loot, &digits), "its hash is found");
}

pub async fn a_swapped_or_planted_seal_does_not_open(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let readers = mailroom.readers(&["alena", "jan"], "en").await;
    let swap = format!(
        "UPDATE subscribers SET ciphertext = (SELECT ciphertext FROM subscribers WHERE id = {jan}),
             encapsulated = (SELECT encapsulated FROM subscribers WHERE id = {jan}) WHERE id = {alena}",
        jan = readers["jan"].id.0,
        alena = readers["alena"].id.0
    );
    mailroom.bench().execute(&swap).await;
    let opening = mailroom.keys.opening();
    let open = |sealed: &store::Sealed| {
        opening.open_checked(mailroom::Noun::Subscriber, sealed.seal_id, &sealed.seal, &sealed.hash)
    };
    let sealed = mailroom.store().sealed(mailroom::SubscriberId(0), 5).await.unwrap();
    assert_eq!(open(&sealed[0]), Err(mailroom::CannotOpen::Broken));
    assert_eq!(open(&sealed[1]), Ok(address("jan")));
    let (id, bytes) = (readers["jan"].id.0, |bytes: &[u8]| mailroom.bench().literal(bytes));
    let seal = mailroom.keys.public().sealing();
    let planted = seal.seal(mailroom::Noun::Subscriber, sealed[1].seal_id, &address("thief")).unwrap();
    let (encapsulated, ciphertext) = (bytes(&planted.encapsulated), bytes(&planted.ciphertext));
    let plant =
        format!("UPDATE subscribers SET encapsulated = {encapsulated}, ciphertext = {ciphertext} WHERE id = {id}");
    mailroom.bench().execute(&plant).await;
    let sealed = mailroom.store().sealed(mailroom::SubscriberId(0), 5).await.unwrap();
    assert_eq!(open(&sealed[1]), Err(mailroom::CannotOpen::Planted));
}
