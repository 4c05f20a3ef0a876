//! A bench to work at: an empty database; and a desk that imports and publishes on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use mailroom::Newsletter;
use newsroom::proposal::edition::Settled;
use newsroom::proposal::publication::PublicationProposal;
use newsroom::proposal::{EditionProposal, Objection, Terms, Word};
use newsroom::{Edition, EditionSlug, Master, Publication, PublicationId};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use store::{Database, EditionImport, ImportError, PublicationImport, Store};
use tempfile::TempDir;
use uuid::Uuid;

use super::cast;

/// An empty database and a folder.
pub struct Bench {
    pub database: Database,
    pub folder: TempDir,
}

impl Bench {
    pub async fn open(&self) -> Store {
        Store::open(&self.database, self.folder.path()).await.unwrap()
    }

    /// A desk with the cast's publication.
    pub async fn desk(self) -> Desk {
        let desk = self.empty_desk().await;
        desk.import_publication(&cast::publication()).await.unwrap();
        desk
    }

    /// A desk without a publication.
    pub async fn empty_desk(self) -> Desk {
        Desk { store: self.open().await, masters: BTreeMap::new(), bench: Arc::new(self) }
    }

    /// Runs statements beside the store.
    pub async fn execute(&self, sql: &str) {
        let script = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match &self.database {
            Database::Sqlite(path) => {
                let url = format!("sqlite://{}?mode=rwc", path.display());
                script.execute(&mut SqliteConnection::connect(&url).await.unwrap()).await.map(drop).unwrap();
            }
            Database::Postgres(url) => {
                script.execute(&mut PgConnection::connect(url).await.unwrap()).await.map(drop).unwrap();
            }
        }
    }
}

/// Imports and publishes at the cast's present instant.
#[derive(Clone)]
pub struct Desk {
    pub store: Store,
    pub masters: BTreeMap<String, Master>,
    pub bench: Arc<Bench>,
}

impl Desk {
    pub async fn import_publication(&self, proposal: &PublicationProposal) -> Result<bool, ImportError> {
        self.import_whole(proposal, None).await
    }

    /// The publication, and its newsletters where they are proposed.
    pub async fn import_whole(
        &self,
        proposal: &PublicationProposal,
        newsletters: Option<&[Newsletter]>,
    ) -> Result<bool, ImportError> {
        let import = PublicationImport {
            proposal,
            newsletters,
            logo: proposal.logo.as_ref().and_then(|file| self.masters.get(file)).cloned(),
            over: false,
            expected_changes: self.store.changes().await.unwrap(),
            now: cast::now(),
            new_id: PublicationId(Uuid::from_u128(7)),
        };
        self.store.import_publication(&import).await
    }

    /// Imports an edition and asserts that it comes back as it was settled.
    pub async fn import(&self, proposal: &EditionProposal) -> Settled {
        self.import_on(proposal, Terms::default()).await.unwrap()
    }

    pub async fn correct(&self, proposal: &EditionProposal) -> Settled {
        let note = ["en", "be", "ru"].map(|tag| (cast::language(tag), format!("What changed, in {tag}")));
        self.import_on(proposal, Terms { over: false, word: Some(Word::Correction(note.into())) }).await.unwrap()
    }

    pub async fn mend(&self, proposal: &EditionProposal) -> Settled {
        let terms = Terms { over: false, word: Some(Word::Minor("two typing errors".to_owned())) };
        self.import_on(proposal, terms).await.unwrap()
    }

    pub async fn import_on(&self, proposal: &EditionProposal, terms: Terms) -> Result<Settled, ImportError> {
        let changes = self.store.changes().await.unwrap();
        self.import_expecting(proposal, terms, changes).await
    }

    pub async fn import_expecting(
        &self,
        proposal: &EditionProposal,
        terms: Terms,
        expected_changes: i64,
    ) -> Result<Settled, ImportError> {
        let import =
            EditionImport { proposal, masters: &self.masters, terms: &terms, expected_changes, now: cast::now() };
        let settled = self.store.import_edition(&import).await?;
        assert_eq!(self.edition(settled.edition.slug.as_str()).await, settled.edition, "what was settled comes back");
        Ok(settled)
    }

    /// Everything that is objected to a proposal, after asserting that it left no trace.
    pub async fn objections(&self, proposal: &EditionProposal, terms: Terms) -> Vec<Objection> {
        let before = (self.counters().await, self.store.edition(&proposal.slug()).await.unwrap());
        let error = self.import_on(proposal, terms).await.unwrap_err();
        let after = (self.counters().await, self.store.edition(&proposal.slug()).await.unwrap());
        assert_eq!(before, after);
        let ImportError::Objections(objections) = error else { panic!("{error}") };
        objections
    }

    pub async fn publish(&self, slug: &str, now: Timestamp) -> Edition {
        let edition = self.store.publish(&self::slug(slug), now).await.unwrap();
        assert_eq!(self.edition(slug).await, edition);
        edition
    }

    pub async fn edition(&self, slug: &str) -> Edition {
        self.store.edition(&self::slug(slug)).await.unwrap().expect("the edition is there")
    }

    pub async fn publication(&self) -> Publication {
        self.store.publication().await.unwrap().expect("the publication is there")
    }

    /// Generation and changes.
    pub async fn counters(&self) -> (u64, i64) {
        (self.store.generation().await.unwrap(), self.store.changes().await.unwrap())
    }
}

fn slug(slug: &str) -> EditionSlug {
    EditionSlug::parse(slug).unwrap()
}
