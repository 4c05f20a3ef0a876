//! What publishing an edition does on each newsletter: computed before it is done, and said in words.

use anyhow::Result;
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use mailroom::pace::Shifted;
use mailroom::{Choices, Due, Newsletter, wanted};
use newsroom::{Archive, CommentarySlug, Edition, State};
use press::Origin;
use press::mail::{NothingToSend, Order, Plate};
use store::{PlannedMailing, Store};

/// One newsletter's part in a publishing.
pub(crate) struct Plan {
    pub(crate) newsletter: Newsletter,
    /// How many are confirmed on it and want something of the edition.
    pub(crate) readers: u64,
    /// Until when its publishing can be taken back.
    pub(crate) not_before: Timestamp,
    /// When the mailing goes, and the commentaries that are too long to stand in it whole; or why there is none.
    pub(crate) mailing: Result<(Due, Vec<CommentarySlug>), NothingToSend>,
}

/// The plans of all newsletters for an edition that is published `now`, no mail leaving before the grace is over.
pub(crate) async fn plans(
    store: &Store,
    archive: &Archive,
    edition: &Edition,
    origin: &Origin,
    (now, grace): (Timestamp, SignedDuration),
) -> Result<Vec<Plan>> {
    let not_before = now.saturating_add(grace).unwrap_or(now);
    let mut plans = Vec::new();
    for newsletter in store.newsletters().await? {
        let audience = store.audience(&newsletter.slug).await?;
        let readers = audience.iter().filter(|(choices, _)| wanted(choices, edition)).map(|(_, many)| many).sum();
        let mailing = plate(archive, edition, &newsletter, origin).map(|plate| {
            let complete = newsletter.is_complete(edition, &archive.publication);
            let due = newsletter.pace.due(now, complete, &archive.publication.zone);
            (due.not_before(not_before), plate.fell_to_leads)
        });
        plans.push(Plan { newsletter, readers, not_before, mailing });
    }
    Ok(plans)
}

/// The archive as it is once the edition is published.
pub(crate) fn once_published(mut archive: Archive, edition: &Edition, now: Timestamp) -> (Archive, Edition) {
    let mut edition = edition.clone();
    if !matches!(edition.state, State::Published(_)) {
        edition.make_public(now);
    }
    archive.editions.retain(|there| there.slug != edition.slug);
    archive.editions.push(edition.short());
    archive.editions.sort_by_key(|edition| (edition.period.first(), edition.slug.clone()));
    (archive, edition)
}

/// The edition's mail for a reader who has chosen nothing in particular.
pub(crate) fn plate(
    archive: &Archive,
    edition: &Edition,
    newsletter: &Newsletter,
    origin: &Origin,
) -> Result<Plate, NothingToSend> {
    Plate::new(&Order { archive, edition, newsletter, origin, choices: &Choices::default() })
}

impl Plan {
    /// What is recorded with the publishing.
    pub(crate) fn planned(&self) -> Option<PlannedMailing> {
        let (due, _) = self.mailing.as_ref().ok()?;
        Some(PlannedMailing { newsletter: self.newsletter.slug.clone(), due: due.at, not_before: self.not_before })
    }

    /// Whether this is another plan than one a while ago: a mailing came, went, or is due at another moment than the
    /// time that has gone by explains.
    pub(crate) fn differs_from(&self, before: &Self) -> bool {
        let later = self.not_before.duration_since(before.not_before);
        match (&self.mailing, &before.mailing) {
            (Ok((due, _)), Ok((earlier, _))) => due.at.duration_since(earlier.at).abs() > later.abs(),
            (Err(why), Err(before)) => why != before,
            _ => true,
        }
    }

    /// The plan in words, a line each.
    pub(crate) fn in_words(&self, archive: &Archive) -> Vec<String> {
        let name = name(&self.newsletter, archive);
        let (due, leads) = match &self.mailing {
            Ok(mailing) => mailing,
            Err(NothingToSend::InNoLanguage) => {
                return vec![format!("no mailing on {name}: nothing of the edition is in its languages")];
            }
            Err(NothingToSend::NotChosen | NothingToSend::NotPublished) => {
                return vec![format!("no mailing on {name}: the edition holds nothing to send")];
            }
        };
        let mut lines = vec![format!("{} of {name}, {}", readers(self.readers), moment(due.at, archive))];
        lines.extend(due.shifted.map(|shifted| format!("  {}", clocks(shifted))));
        let whole = |slug| format!("  `{slug}` is too long to go whole: its lead goes, with a link to the rest");
        lines.extend(leads.iter().map(whole));
        lines
    }
}

/// A newsletter's name, in the publication's default language if it has one there.
pub(crate) fn name<'a>(newsletter: &'a Newsletter, archive: &'a Archive) -> &'a str {
    let languages = &archive.publication.languages;
    let name = newsletter.name.along(languages, languages.default());
    name.map_or(newsletter.slug.as_str(), |(_, name)| name)
}

fn clocks(shifted: Shifted) -> String {
    match shifted {
        Shifted::Skipped { asked, taken } => {
            let (asked, taken) = (hour(asked), hour(taken));
            format!("the clocks change: there is no {asked} that day, so it goes at {taken}")
        }
        Shifted::Twice(asked) => {
            let asked = hour(asked);
            format!("the clocks change: it is {asked} twice that day, and it goes the first time")
        }
    }
}

fn hour(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// So many readers, in words.
pub(crate) fn readers(count: u64) -> String {
    if count == 1 { "1 reader".to_owned() } else { format!("{count} readers") }
}

/// An instant as the publication's clocks show it: `at 09:00 Europe/Vilnius on 2020-06-29`.
pub(crate) fn moment(at: Timestamp, archive: &Archive) -> String {
    let zone = &archive.publication.zone;
    let there = zone.to_datetime(at);
    format!("at {} {} on {}", hour(there), zone.iana_name().unwrap_or("UTC"), there.date())
}
