//! Corrections and minor changes: what readers have seen stays readable, or is mended without a note.

use newsroom::proposal::{Did, Part, ProposedCorrection, Terms};
use newsroom::{Change, Edition, Prose, Text, Verdict};

use super::{Bench, cast};

pub async fn a_correction_keeps_what_was_there(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::published("2020-06-22")).await;
    let changed = cast::headed(cast::published("2020-06-22"), "The border is loud");
    assert_eq!(desk.objections(&changed, Terms::default()).await.len(), 1, "a word is needed");
    let edition = desk.correct(&changed).await.edition;
    let text = english(&edition);
    assert_eq!((text.since, text.first_public), (Some(cast::now()), edition.state.published()));
    assert_eq!((text.earlier.len(), text.earlier[0].number, text.earlier[0].until), (1, 1, cast::now()));
    assert_eq!(text.earlier[0].content.headline, "The border is silent");
    assert_eq!((edition.corrections.len(), edition.corrections[0].note.0.len()), (1, 3));
    assert_eq!(desk.store.archive().await.unwrap().unwrap().editions, [edition.short()]);
    assert_eq!(desk.store.audit().await.unwrap().last().unwrap().act, "correct");
}

pub async fn a_second_correction_counts_on(bench: Bench) {
    let desk = bench.desk().await;
    let week = || cast::published("2020-06-22");
    desk.import(&week()).await;
    desk.correct(&cast::headed(week(), "Second")).await;
    let edition = desk.correct(&cast::headed(week(), "The border is silent")).await.edition;
    let headlines: Vec<_> = english(&edition).earlier.iter().map(|earlier| earlier.content.headline.as_str()).collect();
    assert_eq!(headlines, ["The border is silent", "Second"]);
    let numbers: Vec<_> = edition.corrections.iter().map(|correction| correction.number).collect();
    assert_eq!(numbers, [1, 2]);
}

pub async fn a_minor_change_leaves_no_note(bench: Bench) {
    let desk = bench.desk().await;
    let before = desk.import(&cast::published("2020-06-22")).await.edition;
    let edition = desk.mend(&cast::headed(cast::published("2020-06-22"), "The border is silent.")).await.edition;
    assert_eq!(english(&edition).content.headline, "The border is silent.");
    assert_eq!((english(&edition).since, english(&edition).earlier.len()), (before.state.published(), 0));
    assert!(edition.corrections.is_empty());
    assert_eq!(desk.store.archive().await.unwrap().unwrap().editions, [edition.short()]);
    let audit = desk.store.audit().await.unwrap();
    assert_eq!(audit.last().unwrap().detail, "minor: two typing errors; changed text security in en");
}

pub async fn a_verdict_and_bylines_are_corrected(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::published("2020-06-22")).await;
    let mut week = cast::published("2020-06-22");
    let security = &mut cast::sections(&mut week)[0];
    security.verdict = Some(Verdict::Improved);
    security.reasons.insert(cast::language("en"), cast::original("Better.".to_owned()));
    security.commentaries[0].bylines = Some(vec![cast::byline("group"), cast::byline("smalich")]);
    let front = week.fronts.get_mut(&cast::language("en")).unwrap();
    front.content.overview = Some("A better week.".to_owned());
    let edition = desk.correct(&week).await.edition;
    let changes = &edition.corrections[0].changes;
    assert_eq!(changes.len(), 4, "{changes:?}");
    let verdict = Change::Verdict { section: cast::section("security"), before: Verdict::Unchanged };
    assert!(changes.contains(&verdict));
    assert!(changes.contains(&Change::Bylines { commentary: cast::commentary("security") }));
    assert_eq!(desk.store.archive().await.unwrap().unwrap().editions, [edition.short()]);
    let archive = desk.store.archive().await.unwrap().unwrap();
    assert_eq!(archive.editions[0].sections[0].verdict, Some(Verdict::Improved));
}

pub async fn an_archive_brings_its_corrections(bench: Bench) {
    let desk = bench.desk().await;
    let mut week = cast::published("2020-06-22");
    week.corrections.insert(1, correction("First words"));
    week.corrections.insert(2, correction("Second words"));
    let edition = desk.import(&week).await.edition;
    let earlier = &english(&edition).earlier;
    assert_eq!(earlier.iter().map(|earlier| earlier.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(earlier[1].content.headline, "Second words");
    assert_eq!(desk.store.archive().await.unwrap().unwrap().editions, [edition.short()]);
    assert_eq!(desk.import(&week).await.did, []);
}

pub async fn an_older_correction_is_brought_later(bench: Bench) {
    let desk = bench.desk().await;
    let mut week = cast::published("2020-06-22");
    week.corrections.insert(2, correction("Second words"));
    desk.import(&week).await;
    week.corrections.insert(1, correction("First words"));
    let settled = desk.import(&week).await;
    assert_eq!(settled.did, [Did::Added(Part::Correction(1))]);
    let numbers: Vec<_> = settled.edition.corrections.iter().map(|correction| correction.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(english(&settled.edition).content.headline, "The border is silent");
}

/// A correction made in an earlier life of the archive.
fn correction(headline: &str) -> ProposedCorrection {
    ProposedCorrection {
        published: "2020-06-30T09:00:00Z".parse().unwrap(),
        note: [(cast::language("en"), "The limit was wrong.".to_owned())].into(),
        texts: [((cast::commentary("security"), cast::language("en")), cast::prose(headline))].into(),
        verdicts: [(cast::section("economy"), Verdict::Improved)].into(),
        reasons: [((cast::section("economy"), cast::language("en")), "Better.".to_owned())].into(),
        fronts: Default::default(),
        bylines: vec![cast::commentary("security")],
        facts: vec!["the last day".to_owned()],
    }
}

fn english(edition: &Edition) -> &Text<Prose> {
    edition.commentaries().next().unwrap().texts.get(&cast::language("en")).unwrap()
}
