//! Many readers at once, sealed as the program seals them, written beside the store.

use mailroom::{Address, Grant, Keys, Noun, SealId, SubscriberId};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use store::Database;

/// Readers written by one statement.
const AT_ONCE: i64 = 500;

/// The address of a reader.
pub fn reader(number: i64) -> String {
    format!("reader{number}@example.org")
}

/// Runs statements beside the store.
pub async fn execute(database: &Database, sql: &str) {
    let script = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    match database {
        Database::Sqlite(path) => {
            let url = format!("sqlite://{}", path.display());
            script.execute(&mut SqliteConnection::connect(&url).await.unwrap()).await.map(drop).unwrap();
        }
        Database::Postgres(url) => {
            script.execute(&mut PgConnection::connect(url).await.unwrap()).await.map(drop).unwrap();
        }
    }
}

/// One number of SQLite's, read beside the store.
pub async fn number(database: &Database, sql: &str) -> i64 {
    let Database::Sqlite(path) = database else { panic!("not on SQLite") };
    let url = format!("sqlite://{}", path.display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&mut connection).await.unwrap()
}

/// So many readers confirmed on `en`, numbered from 1.
pub async fn gather(database: &Database, keys: &Keys, many: i64) {
    let all: Vec<i64> = (1..=many).collect();
    for numbers in all.chunks(usize::try_from(AT_ONCE).unwrap()) {
        execute(database, &written(database, keys, numbers)).await;
    }
}

fn written(database: &Database, keys: &Keys, numbers: &[i64]) -> String {
    let (sealing, lookup, tokens) = (keys.public().sealing(), keys.lookup(), keys.tokens());
    let bytes = |bytes: &[u8]| literal(database, bytes);
    let (mut readers, mut lines, mut links) = (Vec::new(), Vec::new(), Vec::new());
    for id in numbers {
        let (seal_id, address) = (SealId::random(), Address::parse(&reader(*id)).unwrap());
        let seal = sealing.seal(Noun::Subscriber, seal_id, &address).unwrap();
        let hash = lookup.hash(&address);
        let manage = tokens.make(Grant::Manage(SubscriberId(*id)), 0).hash();
        readers.push(format!(
            "({id}, 'confirmed', 'en', {}, {}, {}, {}, {}, {}, 0, 0)",
            bytes(&seal_id.0),
            seal.key,
            bytes(&seal.encapsulated),
            bytes(&seal.ciphertext),
            hash.key,
            bytes(&hash.digest)
        ));
        let newsletter = "(SELECT id FROM newsletters WHERE slug = 'en')";
        lines.push(format!("({id}, {id}, {newsletter}, 'confirmed', '', 0, 0, 'import', '', 0)"));
        links.push(format!("({}, 'manage', {id}, {id}, 0)", bytes(&manage.0)));
    }
    format!(
        "INSERT INTO subscribers (id, state, language, seal_id, seal_key, encapsulated, ciphertext, hash_key, digest,
                                  asked, changed) VALUES {};
         INSERT INTO subscriptions (id, subscriber, newsletter, state, sections, only_changes, consent_at,
                                    consent_source, consent_form, changed) VALUES {};
         INSERT INTO tokens (hash, purpose, owner, subscriber, number) VALUES {};",
        readers.join(", "),
        lines.join(", "),
        links.join(", ")
    )
}

fn literal(database: &Database, bytes: &[u8]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match database {
        Database::Sqlite(_) => format!("X'{hex}'"),
        Database::Postgres(_) => format!("'\\x{hex}'::bytea"),
    }
}
