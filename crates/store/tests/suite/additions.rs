//! Additions to a published edition: shown with their date, and nothing else is touched.

use newsroom::Verdict;
use newsroom::proposal::{Did, Part, ProposedCommentary};

use super::{Bench, cast};

pub async fn a_translation_comes_later(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::published("2020-06-22")).await;
    let mut week = cast::published("2020-06-22");
    let key = (cast::commentary("security"), cast::language("ru"));
    week.texts.insert(key.clone(), cast::translated(cast::prose("Граница молчит"), "be"));
    let settled = desk.import(&week).await;
    assert_eq!(settled.did, [Did::Added(Part::Text(key.0, key.1.clone()))]);
    let texts = &settled.edition.commentaries().next().unwrap().texts;
    assert_eq!(texts.get(&key.1).unwrap().since, Some(cast::now()));
    assert_eq!(texts.get(&cast::language("en")).unwrap().since, settled.edition.state.published());
}

pub async fn a_second_commentary_comes_later(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::published("2020-06-22")).await;
    let mut week = cast::published("2020-06-22");
    let second = ProposedCommentary { bylines: Some(vec![cast::byline("group")]), picture: None };
    cast::sections(&mut week)[0].commentaries.push(second);
    week.texts.insert((cast::commentary("security-2"), cast::language("be")), cast::original(cast::prose("Другі")));
    let edition = desk.import(&week).await.edition;
    let slugs: Vec<_> = edition.commentaries().map(|commentary| commentary.slug.as_str()).collect();
    assert_eq!(slugs, ["security", "security-2"]);
    assert_eq!(desk.store.archive().await.unwrap().unwrap().editions, [edition.short()]);
}

pub async fn a_verdict_comes_later(bench: Bench) {
    let desk = bench.desk().await;
    let mut week = cast::published("2020-06-22");
    cast::sections(&mut week)[1].verdict = None;
    assert_eq!(desk.import(&week).await.edition.sections[1].verdict, None);
    desk.import(&cast::published("2020-06-22")).await;
    let archive = desk.store.archive().await.unwrap().unwrap();
    assert_eq!(archive.editions[0].sections[1].verdict, Some(Verdict::Worsened));
    assert!(archive.editions[0].corrections.is_empty());
}
