//! Importing the publication.

use jiff::Timestamp;
use mailroom::Newsletter;
use newsroom::proposal::publication::{PublicationProposal, Settling, settle};
use newsroom::proposal::{Objection, Part};
use newsroom::{Master, Publication, PublicationId};

use super::{ImportError, claim};
use crate::engine::{Act, Ended, Tx};
use crate::{audit, generation, instant, newsletter, publication};

/// A publication's proposal with all that goes with it.
#[derive(Clone, Debug)]
pub struct PublicationImport<'a> {
    /// What the folder proposes.
    pub proposal: &'a PublicationProposal,
    /// The newsletters as they are to be; what is `None` stays as it is.
    pub newsletters: Option<&'a [Newsletter]>,
    /// The logo it names; was given to [`crate::Store::put_media`].
    pub logo: Option<Master>,
    /// Also over revisions that the folder does not know.
    pub over: bool,
    /// What [`crate::Store::changes`] said when the folder was read.
    pub expected_changes: i64,
    /// The present instant.
    pub now: Timestamp,
    /// The name for good, taken if there is no publication yet.
    pub new_id: PublicationId,
}

impl Act for PublicationImport<'_> {
    /// Whether anything changed.
    type Done = bool;
    type Refused = ImportError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, ImportError> {
        claim(tx, self.expected_changes).await?;
        let there = publication::load(tx).await?;
        let at = instant::micros(self.now);
        let terms = Settling { used: &publication::used(tx).await?, over: self.over, now: at };
        let settled = settle(self.proposal, there.as_ref(), self.new_id, self.logo.clone(), &terms)
            .map_err(ImportError::Objections)?;
        self.object(tx, &settled).await?;
        let is_another = there.as_ref() != Some(&settled);
        if is_another {
            publication::save(tx, there.as_ref(), &settled, at).await?;
            let detail = if there.is_some() { "changed" } else { "new" };
            audit::append(tx, &audit::Record { at, act: "import", subject: "publication", detail }).await?;
        }
        let are_others = match self.newsletters {
            Some(newsletters) => newsletter::replace(tx, newsletters, at).await?,
            None => false,
        };
        if !is_another && !are_others {
            return Ok(Ended::Rollback(false));
        }
        generation::raise(tx, at, "import publication").await?;
        Ok(Ended::Commit(true))
    }
}

impl PublicationImport<'_> {
    /// A newsletter on offer is in languages of the publication, also where the folder says nothing of newsletters.
    async fn object(&self, tx: &mut Tx, settled: &Publication) -> Result<(), ImportError> {
        let offered = newsletter::offered(tx).await?;
        let (newsletters, key) = match self.newsletters {
            Some(newsletters) => (newsletters, "newsletters"),
            None => (offered.as_slice(), "languages"),
        };
        let objections = newsletters.iter().flat_map(|newsletter| {
            let strange = newsletter.languages.iter().filter(|language| !settled.languages.has(language));
            strange.map(|language| {
                let slug = &newsletter.slug;
                let problem =
                    format!("the newsletter `{slug}` is in `{language}`, which the publication does not have");
                Objection::new(Part::Key(key), problem, Some("take it out of the newsletter's languages too"))
            })
        });
        let objections: Vec<Objection> = objections.collect();
        if objections.is_empty() { Ok(()) } else { Err(ImportError::Objections(objections)) }
    }
}
