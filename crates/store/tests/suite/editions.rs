//! Importing editions: what goes in comes back, once, or not at all.

use newsroom::proposal::publication::PublicationProposal;
use newsroom::proposal::{Did, Objection, Part, Terms};
use newsroom::{Base, Edition, Labels, PeriodKind, State, Verdict};
use store::ImportError;

use super::{Bench, cast};

pub async fn nothing_is_there_at_first(bench: Bench) {
    let desk = bench.empty_desk().await;
    assert_eq!(desk.counters().await, (0, 0));
    assert_eq!(desk.store.archive().await.unwrap(), None);
    assert_eq!(desk.store.edition(&cast::edition("2020-06-22")).await.unwrap(), None);
    desk.import_publication(&cast::publication()).await.unwrap();
    let archive = desk.store.archive().await.unwrap().unwrap();
    assert_eq!((archive.generation, archive.editions.len()), (1, 0));
    assert_eq!(archive.publication, desk.publication().await);
}

pub async fn a_draft_comes_back_as_it_was_settled(bench: Bench) {
    let desk = bench.desk().await;
    let settled = desk.import(&cast::week("2020-06-22")).await;
    assert_eq!(settled.edition.state, State::Draft);
    assert_eq!(desk.store.editions().await.unwrap(), [settled.edition.short()]);
    assert!(desk.store.archive().await.unwrap().unwrap().editions.is_empty(), "readers do not see a draft");
    let used = desk.store.used().await.unwrap();
    assert_eq!((used.sections.len(), used.bylines.len(), used.languages.len()), (2, 2, 2));
}

pub async fn a_published_one_comes_back_and_is_in_the_archive(bench: Bench) {
    let desk = bench.desk().await;
    let second = desk.import(&cast::published("2020-06-22")).await.edition;
    let first = desk.import(&cast::published("2020-06-15")).await.edition;
    let archive = desk.store.archive().await.unwrap().unwrap();
    assert_eq!(archive.editions, [first.short(), second.short()], "by first day");
    assert_eq!(archive.generation, 3);
    let others = desk.store.others().await.unwrap();
    assert_eq!(others.iter().map(|other| other.number).collect::<Vec<_>>(), [Some(2), Some(1)]);
}

pub async fn importing_twice_changes_nothing(bench: Bench) {
    let desk = bench.desk().await;
    for proposal in [cast::week("2020-06-15"), cast::published("2020-06-22")] {
        let first = desk.import(&proposal).await;
        let counters = desk.counters().await;
        let again = desk.import(&proposal).await;
        assert_eq!((again.edition, again.did), (first.edition, vec![]));
        assert_eq!(desk.counters().await, counters);
    }
    assert_eq!(desk.store.audit().await.unwrap().len(), 3);
}

pub async fn instants_are_cut_to_microseconds(bench: Bench) {
    let desk = bench.desk().await;
    let mut week = cast::published("2020-06-22");
    week.cutoff = Some("2020-06-28T15:00:00.123456789Z".parse().unwrap());
    let settled = desk.import(&week).await.edition;
    assert_eq!(settled.cutoff, Some("2020-06-28T15:00:00.123456Z".parse().unwrap()));
    assert_eq!(desk.import(&week).await.did, []);
}

pub async fn the_newest_base_is_taken_and_another_refused(bench: Bench) {
    let desk = bench.desk().await;
    let there = desk.import(&cast::week("2020-06-22")).await.edition;
    let text = there.commentaries().next().unwrap().texts.get(&cast::language("en")).unwrap();
    let mut week = cast::headed(cast::week("2020-06-22"), "Another headline");
    let key = (cast::commentary("security"), cast::language("en"));
    week.texts.get_mut(&key).unwrap().base = Base::parse("0123456789abcdef");
    let objections = desk.objections(&week, Terms::default()).await;
    assert_eq!(parts(&objections), [Part::Text(key.0.clone(), key.1.clone())]);
    desk.import_on(&week, Terms { over: true, word: None }).await.unwrap();
    let mut back = cast::week("2020-06-22");
    back.texts.get_mut(&key).unwrap().base = Some(Base::of(&text.content));
    assert_eq!(desk.objections(&back, Terms::default()).await.len(), 1, "the base is no longer the newest");
}

pub async fn nothing_is_written_when_anything_is_objected(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::week("2020-06-22")).await;
    let mut overlapping = cast::week("2020-06-29");
    overlapping.period = newsroom::Period::new("2020-06-28".parse().unwrap(), "2020-07-05".parse().unwrap()).unwrap();
    overlapping.cutoff = Some("2020-06-01T00:00:00Z".parse().unwrap());
    let objections = desk.objections(&overlapping, Terms::default()).await;
    assert_eq!(parts(&objections), [Part::Key("cutoff"), Part::Key("first_day")]);
}

pub async fn what_the_publication_does_not_have_is_objected(bench: Bench) {
    let desk = bench.desk().await;
    let mut week = cast::week("2020-06-22");
    let mut unheard = cast::judged("weather", Verdict::Improved);
    unheard.commentaries[0].bylines = Some(vec![cast::byline("nobody")]);
    unheard.reasons.insert(cast::language("de"), cast::original("Heiter".to_owned()));
    cast::sections(&mut week).push(unheard);
    week.texts.insert((cast::commentary("weather"), cast::language("en")), cast::original(cast::prose("Sun")));
    week.mail.closing = Labels::from([("de", "Bis Montag.")]);
    assert_eq!(desk.objections(&week, Terms::default()).await.len(), 4);
}

pub async fn what_is_said_in_mails_changes_without_a_correction(bench: Bench) {
    let desk = bench.desk().await;
    let mut week = cast::published("2020-06-22");
    let first = desk.import(&week).await.edition;
    assert_eq!(first.mail, week.mail);
    let generation = desk.counters().await.0;
    week.mail.subject = Labels::from([("en", "A quiet week"), ("ru", "Тихая неделя")]);
    week.mail.greeting = Labels::from([("be", "")]);
    let settled = desk.import(&week).await;
    assert_eq!(settled.edition.mail.subject, week.mail.subject);
    assert_eq!(settled.edition.mail.greeting, Labels::from([("en", "Good morning.")]), "be was taken away");
    assert_eq!(Edition { mail: first.mail.clone(), ..settled.edition }, first, "and nothing besides");
    assert_eq!(desk.counters().await.0, generation + 1);
    assert_eq!(desk.store.audit().await.unwrap().pop().unwrap().detail, "changed mail");
    desk.import_publication(&PublicationProposal { period: Some(PeriodKind::Day), ..cast::publication() })
        .await
        .unwrap();
    assert_eq!(desk.edition("2020-06-22").await.mail.subject, week.mail.subject, "labels of others stay");
}

pub async fn a_section_leaves_a_draft_and_comes_back(bench: Bench) {
    let desk = bench.desk().await;
    let whole = cast::week("2020-06-22");
    let first = desk.import(&whole).await.edition;
    let mut less = whole.clone();
    cast::sections(&mut less).remove(0);
    less.texts.clear();
    assert_eq!(desk.import(&less).await.edition.sections.len(), 1);
    let mut again = desk.import(&whole).await.edition;
    assert_eq!(again, first);
    cast::sections(&mut less).insert(1, whole.sections.clone().unwrap().remove(0));
    again.sections.reverse();
    assert_eq!(desk.import(&less).await.edition, again, "in another order");
}

pub async fn a_draft_is_rewritten_freely(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::week("2020-06-22")).await;
    let mut week = cast::headed(cast::week("2020-06-22"), "Rewritten");
    cast::sections(&mut week)[0].verdict = Some(Verdict::NotAssessed);
    cast::sections(&mut week)[0].commentaries[0].bylines = Some(vec![cast::byline("group")]);
    week.period = newsroom::Period::new(week.period.first(), "2020-06-30".parse().unwrap()).unwrap();
    let settled = desk.import(&week).await;
    assert!(settled.did.contains(&Did::Changed(Part::Verdict(cast::section("security")))));
    assert!(settled.edition.corrections.is_empty());
}

pub async fn an_edition_needs_a_publication(bench: Bench) {
    let desk = bench.empty_desk().await;
    let refused = desk.import_on(&cast::week("2020-06-22"), Terms::default()).await;
    assert!(matches!(refused, Err(ImportError::NoPublication)), "{refused:?}");
    assert_eq!(desk.counters().await, (0, 0));
}

fn parts(objections: &[Objection]) -> Vec<Part> {
    objections.iter().map(|objection| objection.part.clone()).collect()
}
