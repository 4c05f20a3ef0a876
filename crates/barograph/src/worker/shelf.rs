//! What mails are made from, kept by generation: the archive, and for each mailing its edition and its plates.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::Timestamp;
use mailroom::{Choices, Mailing, MailingId, Newsletter, NewsletterSlug};
use newsroom::{Archive, Edition, EditionSlug};
use press::Origin;
use press::mail::{NothingToSend, Order, Plate};
use store::Store;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// How old what is known of the generation may be.
const GENERATION_AGE_MAX: Duration = Duration::from_secs(1);
/// Mailings whose plates are kept.
const MAILINGS_MAX: usize = 8;
/// Plates of one mailing that are kept: one for each set of choices.
const PLATES_MAX: usize = 64;
/// How often an edition is read again because the archive has changed meanwhile.
const READ_MAX: usize = 5;

/// What mails are made from.
#[derive(Default)]
pub(super) struct Shelf {
    archive: Mutex<Option<(Arc<Archive>, Instant)>>,
    cases: Mutex<Vec<Case>>,
}

/// One mailing with everything that its mails have in common.
#[derive(Clone)]
pub(super) struct Copy {
    pub(super) archive: Arc<Archive>,
    pub(super) newsletter: Arc<Newsletter>,
    pub(super) began: Timestamp,
    pub(super) plate: Arc<Result<Plate, NothingToSend>>,
}

struct Case {
    mailing: Mailing,
    archive: Arc<Archive>,
    newsletter: Arc<Newsletter>,
    edition: Edition,
    plates: Vec<(Choices, Arc<Result<Plate, NothingToSend>>)>,
}

impl Shelf {
    /// The archive of the present generation, known for a second.
    pub(super) async fn archive(&self, store: &Store) -> Result<Arc<Archive>> {
        let mut held = self.archive.lock().await;
        if let Some((archive, asked)) = held.as_ref()
            && asked.elapsed() < GENERATION_AGE_MAX
        {
            return Ok(archive.clone());
        }
        let (asked, generation) = (Instant::now(), store.generation().await?);
        let same = held.take().map(|(archive, _)| archive).filter(|archive| archive.generation == generation);
        let archive = match same {
            Some(archive) => archive,
            None => Arc::new(store.archive().await?.context("there is no publication yet")?),
        };
        *held = Some((archive.clone(), asked));
        Ok(archive)
    }

    /// The archive, and an edition in full of the same generation.
    pub(super) async fn edition(&self, store: &Store, slug: &EditionSlug) -> Result<(Arc<Archive>, Edition)> {
        for _ in 0..READ_MAX {
            let archive = self.archive(store).await?;
            let edition = store.edition(slug).await?.with_context(|| format!("there is no edition {slug}"))?;
            if store.generation().await? == archive.generation {
                return Ok((archive, edition));
            }
            *self.archive.lock().await = None;
        }
        anyhow::bail!("the archive changes faster than {slug} can be read")
    }

    /// What a reader of a mailing who has chosen this gets. Compiled once; who comes meanwhile waits for it.
    pub(super) async fn copy(&self, store: &Store, origin: &Origin, id: MailingId, choices: &Choices) -> Result<Copy> {
        let archive = self.archive(store).await?;
        let mut cases = self.cases.lock().await;
        let fresh = |case: &Case| case.mailing.id == id && case.archive.generation >= archive.generation;
        let place = match cases.iter().position(fresh) {
            Some(place) => place,
            None => {
                cases.retain(|case| case.mailing.id != id);
                if cases.len() >= MAILINGS_MAX {
                    cases.remove(0);
                }
                cases.push(self.case(store, id).await?);
                cases.len() - 1
            }
        };
        cases[place].copy(origin, choices)
    }

    async fn case(&self, store: &Store, id: MailingId) -> Result<Case> {
        let progress = store.mailing(id).await?.context("the mailing is gone")?;
        let mailing = progress.mailing;
        let newsletter = Arc::new(newsletter(store, &mailing.newsletter).await?);
        let (archive, edition) = self.edition(store, &mailing.edition).await?;
        Ok(Case { mailing, archive, newsletter, edition, plates: Vec::new() })
    }
}

impl Case {
    fn copy(&mut self, origin: &Origin, choices: &Choices) -> Result<Copy> {
        let began = self.mailing.began.context("the mailing has not begun")?;
        let there = self.plates.iter().find(|(chosen, _)| chosen == choices).map(|(_, plate)| plate.clone());
        let plate = there.unwrap_or_else(|| {
            let Self { archive, newsletter, edition, .. } = self;
            let plate = Arc::new(Plate::new(&Order { archive, edition, newsletter, origin, choices }));
            if self.plates.len() >= PLATES_MAX {
                self.plates.remove(0);
            }
            self.plates.push((choices.clone(), plate.clone()));
            plate
        });
        Ok(Copy { archive: self.archive.clone(), newsletter: self.newsletter.clone(), began, plate })
    }
}

/// A newsletter that something is owed on; it may no longer be on offer.
pub(super) async fn newsletter(store: &Store, slug: &NewsletterSlug) -> Result<Newsletter> {
    store.newsletter(slug).await?.with_context(|| format!("there is no newsletter {slug}"))
}
