//! Publishing and withdrawing, and what of it readers and auditors see.

use jiff::Timestamp;
use newsroom::proposal::{Did, EditionProposal};
use newsroom::{Kind, Labels, State};
use store::{PublishError, RemoveError, WithdrawError};

use super::{Bench, Desk, cast};

fn monday() -> Timestamp {
    "2020-06-29T08:00:00.5Z".parse().unwrap()
}

pub async fn numbers_run_on(bench: Bench) {
    let desk = bench.desk().await;
    let moved_in = EditionProposal { number: Some(125), ..cast::published("2019-12-23") };
    desk.import(&moved_in).await;
    desk.import(&cast::week("2020-06-22")).await;
    desk.import(&cast::week("2020-06-29")).await;
    let first = desk.publish("2020-06-22", monday()).await;
    assert_eq!((first.number, first.year_number), (Some(126), Some(1)));
    let second = desk.publish("2020-06-29", cast::now()).await;
    assert_eq!((second.number, second.year_number), (Some(127), Some(2)));
}

pub async fn a_draft_with_its_number_keeps_it(bench: Bench) {
    let desk = bench.desk().await;
    let week = EditionProposal { number: Some(126), ..cast::week("2020-06-22") };
    desk.import(&week).await;
    let edition = desk.publish("2020-06-22", monday()).await;
    assert_eq!((edition.number, edition.year_number), (Some(126), Some(1)));
}

pub async fn a_flash_edition_has_no_number(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::week("2020-06-22")).await;
    let mut flash = cast::week("2020-06-22");
    (flash.kind, flash.flash) = (Kind::Flash, 2);
    desk.import(&flash).await;
    let edition = desk.publish("2020-06-22-flash-2", monday()).await;
    assert_eq!((edition.number, edition.year_number), (None, None));
    assert_eq!(desk.publish("2020-06-22", monday()).await.number, Some(1));
}

pub async fn every_text_is_public_since_then(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::week("2020-06-22")).await;
    let edition = desk.publish("2020-06-22", monday()).await;
    assert_eq!(edition.state, State::Published(monday()));
    let texts = edition.commentaries().flat_map(|commentary| commentary.texts.0.values());
    let dates: Vec<_> = texts.map(|text| (text.since, text.first_public)).collect();
    assert_eq!(dates, [(Some(monday()), Some(monday())); 2]);
    assert!(edition.front.0.values().all(|text| text.since == Some(monday())));
    assert_eq!(desk.store.archive().await.unwrap().unwrap().editions, [edition.short()]);
}

pub async fn an_archive_is_published_by_its_import(bench: Bench) {
    let desk = bench.desk().await;
    let week = cast::published("2020-06-22");
    let edition = desk.import(&week).await.edition;
    assert_eq!(edition.state.published(), week.published);
    assert_eq!((edition.number, edition.year_number), (Some(1), Some(1)));
    assert!(edition.sections[0].reason.0.values().all(|text| text.since == week.published));
}

pub async fn a_draft_is_published_by_an_import(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::week("2020-06-22")).await;
    let edition = desk.import(&cast::published("2020-06-22")).await.edition;
    let published = edition.state.published();
    assert!(edition.commentaries().flat_map(|c| c.texts.0.values()).all(|text| text.since == published));
    assert_eq!(desk.store.archive().await.unwrap().unwrap().editions, [edition.short()]);
}

pub async fn it_happens_once(bench: Bench) {
    let desk = bench.desk().await;
    let slug = cast::edition("2020-06-22");
    let refused = desk.store.publish(&slug, monday()).await;
    assert!(matches!(refused, Err(PublishError::NoEdition(_))), "{refused:?}");
    desk.import(&cast::week("2020-06-22")).await;
    desk.publish("2020-06-22", monday()).await;
    let counters = desk.counters().await;
    let refused = desk.store.publish(&slug, cast::now()).await;
    assert!(matches!(refused, Err(PublishError::AlreadyPublished(at)) if at == monday()), "{refused:?}");
    assert_eq!(desk.counters().await, counters);
}

pub async fn withdrawing_says_why(bench: Bench) {
    let desk = bench.desk().await;
    let why = Labels::from([("en", "A source was in danger."), ("be", "Крыніца была ў небяспецы.")]);
    let slug = cast::edition("2020-06-22");
    desk.import(&cast::week("2020-06-22")).await;
    let refused = desk.store.withdraw(&slug, &why, cast::now()).await;
    assert!(matches!(refused, Err(WithdrawError::NotPublished)), "{refused:?}");
    desk.publish("2020-06-22", monday()).await;
    let edition = desk.store.withdraw(&slug, &why, cast::now()).await.unwrap();
    assert_eq!(edition.state, State::Withdrawn { published: monday(), at: cast::now() });
    assert_eq!(edition.withdrawal.0.len(), 2);
    assert_eq!(desk.edition("2020-06-22").await, edition);
    let archive = desk.store.archive().await.unwrap().unwrap();
    assert!(archive.is_withdrawn(&slug));
    assert_eq!(archive.editions, [edition.short()]);
    let again = desk.store.withdraw(&slug, &why, cast::now()).await;
    assert!(matches!(again, Err(WithdrawError::AlreadyWithdrawn(_))), "{again:?}");
    let again = desk.store.publish(&slug, cast::now()).await;
    assert!(matches!(again, Err(PublishError::Withdrawn(_))), "{again:?}");
}

pub async fn the_generation_rises_when_readers_see_a_change(bench: Bench) {
    let desk = bench.desk().await;
    assert_eq!(desk.counters().await, (1, 1));
    desk.import(&cast::week("2020-06-22")).await;
    assert_eq!(desk.counters().await, (1, 2), "a draft");
    desk.publish("2020-06-22", monday()).await;
    assert_eq!(desk.counters().await, (2, 3));
    desk.mend(&cast::headed(cast::week("2020-06-22"), "Mended")).await;
    assert_eq!(desk.counters().await, (3, 4));
    let mut publication = cast::publication();
    publication.leave_no_trace = Some(false);
    desk.import_publication(&publication).await.unwrap();
    assert_eq!(desk.counters().await, (4, 5), "a setting");
}

pub async fn the_audit_is_a_chain(bench: Bench) {
    let desk = bench.desk().await;
    all_acts(&desk).await;
    let audit = desk.store.audit().await.unwrap();
    let acts: Vec<_> = audit.iter().map(|entry| (entry.act.as_str(), entry.subject.as_str())).collect();
    let week = "2020-06-22";
    assert_eq!(
        acts,
        [("import", "publication"), ("import", week), ("publish", week), ("correct", week), ("withdraw", week)]
    );
    assert_eq!(audit[0].before, "");
    assert!(audit.windows(2).all(|pair| pair[1].before == pair[0].hash()));
}

async fn all_acts(desk: &Desk) {
    desk.import(&cast::week("2020-06-22")).await;
    desk.publish("2020-06-22", monday()).await;
    desk.correct(&cast::headed(cast::week("2020-06-22"), "Corrected")).await;
    let why = Labels::from([("en", "Why")]);
    desk.store.withdraw(&cast::edition("2020-06-22"), &why, cast::now()).await.unwrap();
}

pub async fn a_draft_is_removed_whole_and_an_edition_is_not(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::week("2020-06-22")).await;
    let slug = cast::edition("2020-06-22");
    desk.store.remove(&slug, cast::now()).await.unwrap();
    assert_eq!(desk.store.edition(&slug).await.unwrap(), None);
    assert_eq!(desk.bench.number("SELECT COUNT(*) FROM labels WHERE noun = 'edition'").await, 0);
    let refused = desk.store.remove(&slug, cast::now()).await;
    assert!(matches!(refused, Err(RemoveError::NoEdition(_))));
    let again = desk.import(&cast::week("2020-06-22")).await;
    assert!(again.did.contains(&Did::New), "nothing of it was left");
    desk.publish("2020-06-22", monday()).await;
    let refused = desk.store.remove(&slug, cast::now()).await;
    assert!(matches!(refused, Err(RemoveError::NotADraft("published"))));
    assert_eq!(desk.store.audit().await.unwrap().iter().filter(|entry| entry.act == "remove").count(), 1);
}
